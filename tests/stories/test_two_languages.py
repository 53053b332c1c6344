"""The story in Indonesian and in English gives the same record but for spans and words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ikrar.model import Record
from ikrar.pipeline import read_text

HERE = Path(__file__).parent


def record(name: str) -> Record:
    return read_text((HERE / f"{name}.txt").read_bytes().decode("utf-8"), published="2021-04-08").record


def lines(r: Record, what: str) -> Counter[tuple[object, ...]]:
    """What the record says, without its spans and words."""
    codes = {e.id: f"{e.country}:{e.sector}" for e in r.entities}

    def sides(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(codes[i] for i in ids))

    if what == "events":
        return Counter(
            (e.type, e.mode, sides(e.actors), sides(e.recipients), e.time and e.time.value, e.place and e.place.name, e.factuality)
            for e in r.events
        )
    if what == "commitments":
        return Counter(
            (c.kind, c.provision, sides(c.promisors), sides(c.beneficiaries), c.deadline and c.deadline.value, c.condition is not None)
            for c in r.commitments
        )
    if what == "instruments":
        return Counter((i.kind, sides(i.parties), i.date and i.date.value, i.status) for i in r.instruments)
    if what == "processes":
        heads = [tuple(sorted((codes[h.entity], h.for_ and codes[h.for_]) for n in p.rounds for h in n.heads)) for p in r.processes]
        formats = [tuple(n.format for n in p.rounds) for p in r.processes]
        return Counter(zip([sides(p.parties) for p in r.processes], formats, heads, strict=True))
    named = Counter((e.type, e.country, e.sector, e.name) for e in r.entities if e.type in ("state", "person", "armed-group"))
    return named + Counter((e.type, e.country, e.sector) for e in r.entities if e.type not in ("state", "person", "armed-group", "place"))


@pytest.mark.parametrize("what", ["events", "commitments", "instruments", "processes", "entities"])
def test_the_two_tellings_agree(what: str) -> None:
    assert lines(record("us-iraq-example"), what) == lines(record("us-iraq-en"), what)
