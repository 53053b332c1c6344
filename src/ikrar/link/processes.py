"""Processes: a series of meetings under one name, with its rounds, their heads, format and topics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ikrar.link.happenings import Happening
from ikrar.model import Evidence, Head, Process, Quote, Round, Span, Time
from ikrar.model.annotation import Annotated, Mention

FORMATS = {
    "video": (
        "video",
        "virtual",
        "telekonferensi",
        "teleconference",
        "konferensi video",
        "daring",
        "online",
        "videoconference",
        "videolink",
        "video link",
    ),
    "phone": ("telepon", "phone", "telephone"),
    "in-person": ("tatap muka", "in person", "face-to-face"),
}
NAMES = frozenset(
    "dialog dialogue strategis strategic perundingan talks negotiations pembicaraan process proses putaran round konsultasi".split()
)
TOPICS = (
    "mencakup",
    "membahas",
    "meliputi",
    "covered",
    "covers",
    "covering",
    "discussed",
    "addressed",
    "touched on",
    "included",
    "dibahas",
    "menyangkut",
    "ranged over",
    "took in",
)


def find(
    doc: Annotated,
    happenings: list[Happening],
    entity: Callable[[Mention], str],
    time_of: Callable[[Any], Time],
    sides: Callable[[Any], tuple[list[Mention], list[Mention]]],
) -> list[Process]:
    """The processes that the meetings of the document belong to: those with the same parties, told by a noun."""
    groups: dict[frozenset[str], list[Happening]] = {}
    for h in happenings:
        if h.type != "CONSULT" or len(h.actors) < 2:
            continue
        if not any(d.pattern.kind == "noun" for d in h.tellings):
            continue
        groups.setdefault(frozenset(entity(m) for m in h.actors), []).append(h)
    out: list[Process] = []
    for parties, hs in groups.items():
        nouns = [d for h in hs for d in h.tellings if d.pattern.kind == "noun" and not d.pattern.frame["frame"].endswith("delegation")]
        names = [_name(doc, d) for d in nouns]
        named = [n for n in names if n is not None]
        if not named:
            continue
        name, span = max(named, key=lambda n: (sum(c.isupper() for c in n[0]) > 1, len(n[0])))
        rounds = tuple(_round(doc, h, entity, time_of) for h in hs)
        out.append(
            Process(
                id=f"p{len(out) + 1}",
                name=name,
                mentions=tuple(dict.fromkeys([span, *(n[1] for n in named)])),
                parties=tuple(sorted(parties, key=lambda e: int(e[1:]))),
                rounds=rounds,
            )
        )
    return out


def _name(doc: Annotated, d: Any) -> tuple[str, Span] | None:
    """The words under which the meetings go: the noun with its capitals and its parties."""
    s, units = d.sentence, d.sentence.units
    first = last = d.unit
    low = doc.raw[d.start : d.end].lower()
    if not any(w in NAMES for w in low.split()):
        return None
    while (
        first > 0
        and units[first - 1].kind in "XK-M"
        and doc.raw[units[first - 1].start].isupper()
        and not d.sentence.title
        and s.units[first - 1].kind != "V"
    ):
        first -= 1
    end = max(d.end, units[last].end)
    while last + 1 < len(units) and (
        (
            units[last + 1].kind in "XK"
            and (doc.raw[units[last + 1].start].isupper() or units[last + 1].low in ("strategis", "damai", "strategic", "peace"))
        )
        or units[last + 1].kind == "-"
        or (units[last + 1].m is not None and units[last + 1].m.kind == "state" and not units[last + 1].m.adjective)
    ):
        last += 1
        end = units[last].end
    start = units[first].start
    text = " ".join(doc.raw[start:end].split())
    return (text, (start, end)) if " " in text else None


def _round(doc: Annotated, h: Happening, entity: Callable[[Mention], str], time_of: Callable[[Any], Time]) -> Round:
    heads: dict[str, Head] = {}
    form: str | None = None
    topics: list[Quote] = []
    for d in h.tellings:
        for m in d.members("head"):
            party = d.members("party")
            heads.setdefault(entity(m), Head(entity=entity(m), for_=entity(party[0]) if party else None))
        text = doc.raw[d.sentence.start : d.sentence.end].lower()
        form = form or next((f for f, ws in FORMATS.items() if any(w in text for w in ws)), None)
        topics = topics or _topics(doc, d)
    return Round(
        evidence=tuple(Evidence((d.start, d.end), "trigger") for d in h.tellings[:4]),
        date=time_of(h.time) if h.time is not None else None,
        format=form,
        heads=tuple(heads.values()),
        topics=tuple(topics),
    )


def _topics(doc: Annotated, d: Any) -> list[Quote]:
    """The list behind "mencakup", "membahas", "covered"."""
    units = d.sentence.units
    for i, u in enumerate(units):
        if u.low in TOPICS and i + 1 < len(units):
            out: list[Quote] = []
            start = i + 1
            for j in range(i + 1, len(units) + 1):
                stop = (
                    j == len(units)
                    or units[j].kind in ".;:QSR"
                    or (units[j].kind == "P" and units[j].low in ("menurut", "according to", "kata"))
                )
                if stop or units[j].kind in ",C" and (units[j].kind == "," or j > start):
                    first = start
                    while first < j and units[first].kind in "CDd,":
                        first += 1
                    if first < j:
                        a, b = units[first].start, units[j - 1].end
                        if b - a > 2:
                            out.append(Quote(text=doc.raw[a:b], span=(a, b)))
                    start = j + 1
                if stop:
                    break
            return out[:10]
    return []
