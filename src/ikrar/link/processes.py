"""Processes: a series of meetings under one name, with its rounds, their heads, format and topics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ikrar.link.happenings import Happening
from ikrar.model import Evidence, Head, Process, Quote, Round, Span, Time
from ikrar.model.annotation import Annotated, Mention, Sentence

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
SAYING = frozenset("kata ujar tulis tutur sebut tambah said says added".split())
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
    for d in h.tellings:
        for m in d.members("head"):
            party = d.members("party")
            heads.setdefault(entity(m), Head(entity=entity(m), for_=entity(party[0]) if party else None))
            for other, side in _gapped(d.sentence, m):
                heads.setdefault(entity(other), Head(entity=entity(other), for_=entity(side)))
    form: str | None = None
    topics: list[Quote] = []
    for s in _about(doc, h):
        text = doc.raw[s.start : s.end].lower()
        form = form or next((f for f, ws in FORMATS.items() if any(w in text for w in ws)), None)
        topics = topics or _topics(doc, s)
    return Round(
        evidence=tuple(Evidence((d.start, d.end), "trigger") for d in h.tellings[:4]),
        date=time_of(h.time) if h.time is not None else None,
        format=form,
        heads=tuple(heads.values()),
        topics=tuple(topics),
    )


def _about(doc: Annotated, h: Happening) -> list[Sentence]:
    """The sentences that tell of a meeting: its tellings, and those right after that name it again or go on about it."""
    out = {d.sentence.index: d.sentence for d in h.tellings}
    last = max(out)
    for s in doc.sentences[last + 1 : last + 3]:
        low = {t.low for t in s.tokens}
        if not (low & NAMES or low & set(TOPICS)):
            break
        out[s.index] = s
    return [out[i] for i in sorted(out)]


def _gapped(s: Sentence, known: Mention) -> list[tuple[Mention, Mention]]:
    """“Iraq's delegation was led by X and the US side by Y”: the second head and side, without a verb of their own."""
    found = []
    for i, u in enumerate(s.units[:-1]):
        head = s.units[i + 1].m
        if u.low not in ("by", "oleh") or head is None or head is known or head.kind not in ("person", "name"):
            continue
        j = i - 1
        while j > 0 and s.units[j].kind in "X'd":
            j -= 1
        side = s.units[j].m if j >= 0 else None
        if side is not None and side is not known and (side.country or side.owner):
            found.append((head, side.owner or side))
    return found


def _topics(doc: Annotated, s: Sentence) -> list[Quote]:
    """The list behind "mencakup", "membahas", "covered"; commas part it, and "and" where there are none."""
    units = s.units
    for i, u in enumerate(units[:-1]):
        if u.low not in TOPICS:
            continue
        stop = i + 1
        while stop < len(units) and not (
            units[stop].kind in ".;:QSRVB" or (units[stop].kind == "P" and units[stop].low in ("menurut", "according to"))
        ):
            stop += 1
        if stop < len(units) and units[stop].kind in "VP":  # "..., the statement said": its subject is no topic
            while stop > i + 1 and units[stop - 1].kind != ",":
                stop -= 1
        commas = any(x.kind == "," for x in units[i + 1 : stop])
        out: list[Quote] = []
        start = i + 1
        for j in range(i + 1, stop + 1):
            if j == stop or units[j].kind == "," or (not commas and units[j].kind == "C" and j > start):
                first = start
                while first < j and units[first].kind in "CDd,":
                    first += 1
                if first < j and units[j - 1].end - units[first].start > 2:
                    a, b = units[first].start, units[j - 1].end
                    if not SAYING & set(doc.raw[a:b].lower().split()):
                        out.append(Quote(text=doc.raw[a:b], span=(a, b)))
                start = j + 1
        return out[:10]
    return []
