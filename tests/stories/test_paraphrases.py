"""One fact told in many ways gives one and the same line (``paraphrases.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from written import values

from ikrar.model import Record
from ikrar.pipeline import read_text

FACTS: list[dict[str, Any]] = values(Path(__file__).parent / "paraphrases.yaml")
LINE = re.compile(r"(?P<what>.+?) (?P<a>\S+) -> (?P<b>\S+?)(?: @(?P<date>\S+))?(?: \((?P<deadline>\S+)\))?")
TELLINGS = [(fact, code, text) for fact in FACTS for code in ("id", "en") for text in fact[code]]


def words_of(telling: str | list[str]) -> str:
    """The sentences of a telling: behind its countries, before its date."""
    return telling if isinstance(telling, str) else next(part for part in telling if " " in part)


def put(line: str, telling: str | list[str]) -> str:
    """``line`` with the countries and the date (``@D``) of this telling."""
    if isinstance(telling, str):
        return line
    line = re.sub(r"\b[ABC](?=[:+ ]|$)", lambda m: telling["ABC".index(m.group())], line)
    return line.replace("@D", f"@{telling[-1]}")


def sides(record: Record, ids: Iterable[str]) -> str:
    codes = {e.id: f"{e.country}:{e.sector}" for e in record.entities}
    return "+".join(sorted({codes[i] for i in ids})) or "-"


def sort(side: str) -> str:
    return "+".join(sorted(side.split("+")))


def events(record: Record, dated: bool) -> list[str]:
    found = []
    for e in record.events:
        date = f" @{e.time.value}" if dated and e.time is not None and e.time.value else ""
        found.append(f"{e.type} {sides(record, e.actors)} -> {sides(record, e.recipients)}{date}")
    return found


def promises(record: Record, timed: bool) -> list[str]:
    found = []
    for c in record.commitments:
        deadline = f" ({c.deadline.value})" if timed and c.deadline is not None else ""
        found.append(f"{c.kind} {c.provision} {sides(record, c.promisors)} -> {sides(record, c.beneficiaries)}{deadline}")
    return found


@pytest.mark.parametrize(("fact", "code", "text"), TELLINGS, ids=[f"{f['fact']}-{c}-{f[c].index(t) + 1}" for f, c, t in TELLINGS])
def test_told_this_way(fact: dict[str, Any], code: str, text: str | list[str]) -> None:
    telling, text = text, words_of(text)
    record = read_text(text, language=code).record
    found = {"event": events(record, "@" in fact.get("event", "")), "promise": promises(record, "(" in fact.get("promise", ""))}
    for key in found.keys() & fact.keys():
        m = LINE.fullmatch(put(fact[key], telling))
        assert m is not None
        wanted = f"{m['what']} {sort(m['a'])} -> {sort(m['b'])}"
        wanted += f" @{m['date']}" if m["date"] else ""
        wanted += f" ({m['deadline']})" if m["deadline"] else ""
        assert wanted in found[key]
    if "condition" in fact:
        said = [c.condition.text for c in record.commitments if c.condition is not None]
        assert any(word in text for text in said for word in fact["condition"])
