"""Instruments: the texts that bind or declare, each with all its mentions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ikrar.lexicon import Language
from ikrar.model import Instrument, Span, Time
from ikrar.model.annotation import Annotated, Mention, Sentence

# Heads so general that bare they name nothing unless a verb makes or signs them.
GENERAL = frozenset(
    (
        "perjanjian kesepakatan persetujuan kontrak agreement accord deal contract law act bill plan putusan vonis "
        "ruling verdict judgment judgement pact amandemen amendment rancangan legislation constitution konstitusi "
        "protocol protokol charter piagam decree directive declaration deklarasi beleid permen "
    ).split()
)
MAKING = frozenset(
    (
        "menandatangani ditandatangani meneken diteken mengeluarkan dikeluarkan mengesahkan disahkan meratifikasi "
        "diratifikasi menerbitkan diterbitkan mengadopsi diadopsi sign signed issue issued issues adopt adopted pass "
        "passed passes ratify ratified approve approved release released publish published initial initialled ink inked "
    ).split()
)


def find(
    doc: Annotated, language: Language, time_of: Callable[[Any], Time], entity: Callable[[Mention], str]
) -> tuple[list[Instrument], dict[int, str]]:
    """The instruments of a document, and the id of each by ``id(mention)``."""
    groups: list[list[tuple[Mention, Sentence, int]]] = []
    for s in doc.sentences:
        for i, u in enumerate(s.units):
            m = u.m
            if m is None or m.kind != "instrument" or not m.title:
                continue
            home = next((g for g in groups if _same(g, m)), None)
            if home is None:
                groups.append([(m, s, i)])
            else:
                home.append((m, s, i))
    out: list[Instrument] = []
    ids: dict[int, str] = {}
    for g in groups:
        if not any(_counts(m, s, i) for m, s, i in g):
            continue
        best = max(g, key=lambda x: (x[0].named, not x[1].title, len(x[0].name or "")))[0]
        date, status = _signed(g, time_of)
        parties = tuple(dict.fromkeys(entity(p) for m, _, _ in g for p in m.members))
        id_ = f"i{len(out) + 1}"
        for m, _, _ in g:
            ids[id(m)] = id_
        spans: list[Span] = [m.span for m, _, _ in g]
        out.append(
            Instrument(
                id=id_, kind=str(best.title), name=best.name or best.head, mentions=tuple(spans), parties=parties, date=date, status=status
            )
        )
    return out, ids


def _words(m: Mention) -> set[str]:
    return {w for w in (m.name or m.head).lower().split() if len(w) > 2}


def _same(group: list[tuple[Mention, Sentence, int]], m: Mention) -> bool:
    """Whether ``m`` is the same text as ``group``: the same kind, and one name within the other, or a bare word that points back."""
    first = group[0][0]
    if first.title != m.title:
        return False
    a, b = _words(m), set().union(*(_words(x) for x, _, _ in group))
    numbers = {w for w in a if w[:1].isdigit()}, {w for w in b if w[:1].isdigit()}
    if numbers[0] and numbers[1] and not numbers[0] & numbers[1]:
        return False
    return a <= b or b <= a or (not m.named and m.head in b)


def _counts(m: Mention, s: Sentence, i: int) -> bool:
    if m.named and m.head not in GENERAL:
        return True
    if m.named and any(c.isupper() for c in (m.name or "")[1:]):
        return True
    near = s.units[max(0, i - 3) : i + 5]
    if any(u.kind == "V" and u.low in MAKING for u in near):
        return True
    return m.head not in GENERAL


def _signed(group: list[tuple[Mention, Sentence, int]], time_of: Callable[[Any], Time]) -> tuple[Time | None, str | None]:
    for m, s, i in group:
        for j in range(max(0, i - 3), min(len(s.units), i + 6)):
            u = s.units[j]
            if u.kind == "V" and u.low in MAKING:
                status = "signed" if u.low.startswith(("menanda", "ditanda", "sign", "meneken", "diteken", "ink")) else "issued"
                for k in range(j, min(len(s.units), j + 5)):
                    if s.units[k].kind == "T" and s.units[k].x.kind != "law":
                        return time_of(s.units[k]), status
                return None, status
        del m
    return None, None
