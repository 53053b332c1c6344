"""Promises that are told twice: of two that say the same, the one that says more is kept."""

from __future__ import annotations

from typing import Any

from ikrar.lexicon import Language
from ikrar.lexicon.words import words
from ikrar.link.doers import codes_of
from ikrar.link.told_again import AGAIN
from ikrar.model.annotation import AS_PROMISED, TOLD_BEFORE, TOPIC
from ikrar.model.late import late


def distinct(promises: list[Any], raw: str, language: Language) -> list[Any]:
    """Promises told twice (headline and lead, lead and body) are one: the fuller telling stays and gains the other's words."""
    negators, held = language.sets["negators"], language.modes["held"]
    out: list[Any] = []
    for p in promises:
        if p.draft.refused or not p.promisors:
            continue
        named = next((q for q in out if _named(p, q, raw, held)), None)
        twin = named or next((q for q in out if _twin(p, q, raw, negators)), None)
        if twin is None:
            out.append(p)
            continue
        first, second = (p, twin) if named is None and _barer(twin, p) else (twin, p)
        first.evidence.append(((second.draft.start, second.draft.end), "retelling"))
        if second.draft.pattern.frame["frame"] != SIGNS:  # whose times are those of the signing
            first.deadline, first.condition = first.deadline or second.deadline, first.condition or second.condition
        first.beneficiaries = first.beneficiaries or second.beneficiaries
        out[out.index(twin)] = first
    return out


SIGNS = "support.sign"


def _deed(p: Any) -> str | None:
    """The frame of a deed that is promised by its own verb; None where a word of promising tells it, of many things."""
    frame = str(p.draft.pattern.frame["frame"])
    return None if frame.startswith("agree.") else frame


def _bare(p: Any) -> bool:
    """Whether a promise has no words but its trigger's."""
    return bool(p.provision == "other" and p.action == (p.draft.start, p.draft.end))


def _barer(p: Any, q: Any) -> bool:
    """Whether ``q`` tells the same promise more fully than ``p``: in the body, with words of its own, by who promises and not who signs."""
    signs, promises = (x.draft.pattern.frame["frame"] == SIGNS for x in (p, q))
    if AGAIN in q.draft.notes and not q.vague and q.cue != TOPIC:
        return True  # his own words say what he promises
    return (
        bool(p.sentence.title and not q.sentence.title) or (_bare(p) and not _bare(q)) or (signs and not promises and not q.sentence.title)
    )


NAMED_LATER = 6  # sentences from a promise to the noun that names what was promised
OPENS = 3  # words of a sentence, and of an action, among which that noun, and its verb, stand


def _named(p: Any, q: Any, raw: str, held: frozenset[str]) -> bool:
    """“X akan mengirim beras ... Pengiriman akan dilakukan pada Mei”: only when and how what was promised before comes about."""
    if p.kind != "undertaking" or q.kind != p.kind or q.action is None or not 0 < p.sentence.index - q.sentence.index <= NAMED_LATER:
        return False
    if held.isdisjoint(p.sentence.lows) or not {m.country for m in p.promisors} & {m.country for m in q.promisors}:
        return False
    verbs = [*raw[slice(*q.action)].lower().split()[:OPENS], raw[q.draft.start : q.draft.end].lower()]
    return not {_noun_of(v) for v in verbs if v.startswith("me")}.isdisjoint(p.sentence.lows[:OPENS])


def _noun_of(verb: str) -> str:
    """The noun that names what an Indonesian verb does: "mengirim", "pengiriman"; "memulangkan", "pemulangan"."""
    return "p" + verb[1:].removesuffix("kan") + "an"


def _within(p: Any, q: Any) -> bool:
    """Whether the words of one action lie within those of the other."""
    if p.action is None or q.action is None:
        return False
    (a, b), (c, d) = p.action, q.action
    return bool(a <= c and d <= b or c <= a and b <= d)


def _twin(p: Any, q: Any, raw: str, negators: frozenset[str]) -> bool:
    if (AS_PROMISED in p.draft.notes) is not (AS_PROMISED in q.draft.notes):
        return False  # "paid 16 million, as it had promised, and pledged the rest": another promise than the one that was kept
    a, b = {m.country for m in p.promisors}, {m.country for m in q.promisors}
    if p.sentence is q.sentence and p.kind == q.kind and a == b and (_bare(p) or _bare(q)):
        return True  # "passed a resolution requiring ...": told by the passing and by what it requires
    if p.sentence is q.sentence and p.kind == q.kind == "undertaking" and p.draft is not q.draft and a == b and _within(p, q):
        return True  # "siap membantu polisi": the readiness and the help
    if AGAIN in p.draft.notes and p.kind == q.kind == "undertaking" and a == b and p.sentence.index - q.sentence.index == 1:
        return True  # "menawarkan kerja sama. “Kami siap membangun ...,” ujarnya": told, and quoted
    if TOLD_BEFORE in p.draft.notes and p.kind == q.kind == "undertaking" and a & b and _deed(p) == _deed(q) is not None:
        return True  # "akan menganugerahkan medali ... Medali itu akan diberikan X": one deed to come
    vague = q.sentence.title and not p.sentence.title and q.provision == "other"  # a headline: the body says what is promised
    if p.kind != q.kind or (p.provision != q.provision and not vague):
        return False
    led = q.sentence.title and not p.sentence.title and b == {"INT"} and not vague
    if not a & b and not led:  # a coalition that goes in the headline is told of in the body by who leads it
        return False
    if p.sentence is q.sentence:
        return p.action == q.action or bool(p.action and q.action and p.action[0] < q.action[1] and q.action[0] < p.action[1])
    if q.sentence.title:
        return True
    if p.kind == "demand" and p.provision != "other" and codes_of(p.promisors) == codes_of(q.promisors):
        return True  # asked of the same in other words, or with a further point
    plain = p.plain and TOPIC not in (p.cue, q.cue) and _of_money(p, raw) == _of_money(q, raw)  # by words of their own
    if plain and p.provision not in EITHER_WAY and _refrains(p, raw, negators) != _refrains(q, raw, negators):
        plain = False  # "tidak memperkaya uranium lagi" and "membuka reaktor itu bagi pemeriksa": two promises
    return plain or bool(not (p.vague or q.vague) and _alike(p.stems(raw), q.stems(raw)))


EITHER_WAY = frozenset(("ceasefire", "protection"))
"""Kept by what is not done: not to shoot and to stop shooting are one promise."""
HEAD = 4  # words of an action among which it is said that it will not be done


def _refrains(p: Any, raw: str, negators: frozenset[str]) -> bool:
    """Whether what is promised is not to do something."""
    return p.action is not None and not negators.isdisjoint(words(raw[p.action[0] : p.action[1]])[:HEAD])


def _of_money(p: Any, raw: str) -> bool:
    """Whether a promise is one of a sum: the sanctions lifted are not the money freed."""
    return p.action is not None and MONEY.search(raw, *p.action) is not None


MONEY = late(r"[$€£]|\b(?:Rp|juta|miliar|triliun|million|billion)\b")
ALIKE = 0.4  # share of the words of the shorter action that the longer has too, from which both tell one promise


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the words of two actions are mostly the same: a minister may promise many things about schools."""
    return bool(a and b) and len(a & b) >= ALIKE * min(len(a), len(b))
