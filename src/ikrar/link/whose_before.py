"""Whose a body is that the report told of before: "the troops", "kementerian itu"."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link.entities import ARMED
from ikrar.model.annotation import Annotated, Mention

SAME_BODY = 6  # sentences within which a body named without its state is the one of its name told of before
DEFINITE = 2  # words of "the troops", "pasukan itu"


def told_before(m: Mention, seen: list[Mention], doc: Annotated, language: Language) -> str | None:
    """“pasukan tersebut", "the troops": of those forces that were told of just before."""
    words = doc.raw[m.start : m.end].lower().split()
    back = words[-1] in language.sets["demonstratives"] if language.sets["demonstratives"] else words[0] == "the"
    if not back or len(words) != DEFINITE or m.owner is not None or m.head in language.sets["armies"]:
        return None
    near = (o for o in reversed(seen) if o.sector == "MIL" and o.kind == "organization" and o.sentence >= m.sentence - 1)
    last = next(near, None)
    return last.country if last is not None and not (last.named and last.gazetteer is None) else None


def longer_before(m: Mention, seen: list[Mention], doc: Annotated, language: Language) -> str | None:
    """“Kementerian Luar Negeri X ... Kementerian Luar Negeri", "the X foreign ministry ... the ministry": the body told of before."""
    if m.kind != "organization" or m.sector in ARMED or m.owner is not None:
        return None
    points = language.either("definite", "pointing", "theirs")
    words = [w for w in doc.raw[m.start : m.end].lower().split() if w not in points]
    for other in reversed(seen if words else ()):
        if m.sentence - other.sentence > SAME_BODY:
            break
        parts = (other, other.of, other.owner) if other.of is not None or other.owner is not None else (other,)
        for one in parts:  # "juru bicara Kementerian Luar Negeri X"
            if one is None or one.kind != "organization" or one.guessed or one.country in (None, "INT") or one.sector != m.sector:
                continue
            told = doc.raw[one.start : one.end].lower()
            if words[0] not in told:
                continue  # most bodies
            name = told.split()
            if len(name) > len(words) and words == (name[: len(words)] if language.code == "id" else name[-len(words) :]):
                m.gazetteer, m.name = one.gazetteer, one.name
                return one.country
    return None
