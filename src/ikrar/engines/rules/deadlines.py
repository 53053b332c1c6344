"""By when a promise is to be kept: a time in its words, or words that leave it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikrar.engines.rules.provisions import OF_FORCES
from ikrar.engines.rules.terms import may_hang_in, open_deadline
from ikrar.lexicon import Language
from ikrar.model import Span
from ikrar.model.annotation import Sentence

if TYPE_CHECKING:
    from ikrar.engines.rules.commit import Promise


def deadline(p: Promise, s: Sentence, span: Span, language: Language, raw: str) -> None:
    """A time in the words of the action, or words that leave it open."""
    left_open = may_hang_in(raw, s, span, language)[0]
    open_span = open_deadline(raw, span, language) if left_open and p.provision != "mission-change" else None  # that has come about
    if open_span is not None:
        p.deadline = ("open", open_span)
        return
    best = None
    before = language.modes["deadline_before"]
    for i, u in enumerate(s.units):
        said = u.kind == "T" and u.x.weekday >= 0 and p.draft.start < u.start < p.draft.end  # "agreed on Tuesday to"
        if u.kind == "T" and span[0] <= u.start < span[1] and not said and u.x.kind != "law" and u.x.bound not in ("from", "after"):
            marked = i > 0 and (s.units[i - 1].low in before or (i > 1 and s.units[i - 2].low in before))
            sure = u.x.bound in ("until", "before") or s.units[max(i - 1, 0)].low in language.modes["deadline_sure"]
            if p.kind == "demand" and u.x.kind in ("year", "range") and i and s.units[i - 1].low == "for":
                continue  # "demanded a rise of 4% for 2024-25": what it is for
            if not sure and _after_what(s, i, span, language.sets["apart"] | language.sets["upon"]):
                continue  # "mengakhiri kehadiran pasukan asing, menyusul serangan pada 6 Mei"
            if not sure and _described(s, i, span, language.sets["will"]):
                continue  # "perjanjian yang diteken pada 2008", "kapal yang disita Iran pada Sabtu"
            if not marked and u.x.kind == "year" and _in_a_name(s, i, raw):
                continue  # "Pilkada 2024", "Sidang Tahunan Tahun 2024"
            marked = marked or u.x.bound in ("until", "before") or u.x.kind == "within"
            if not sure and _had_given(p, s, i, span):
                continue  # "had promised their release in March": when it was promised
            if _of_a_text(s, i, span) or _when_made(s, i, language.modes["making"]):
                continue  # when a treaty was signed
            if u.x.weekday >= 0 and not marked:
                continue  # when a word was said
            if p.provision == "talks" and not marked and u.x.unit == "week":
                continue  # "will meet next week": when they do, and no limit
            if p.provision == "ceasefire" and _begins(s, i, language.sets["beginning_on"]):
                continue  # "sepakat menghentikan tembak-menembak mulai 1 Mei": a truce has begun then, and is not over
            if best is None or (marked and not best[1]):
                best = (u, marked)
    if best is not None:
        u = best[0]
        p.deadline = (u.x, (u.start, u.end))
        return
    if p.kind != "declaration":
        _deadline_behind(p, s, span, language, raw)


def _deadline_behind(p: Promise, s: Sentence, span: Span, language: Language, raw: str) -> None:
    """A deadline said behind the action: "...; waktunya baru ditetapkan kemudian", "... rampung paling lambat Maret"."""
    rest = (span[1], s.end)
    if p.provision not in OF_FORCES:  # "... melanjutkan kerja sama” dan menekankan bahwa ...": what is said on top has times of its own
        behind = (u.start for u in s.units if u.kind == "S" and u.start >= span[1] and u.low not in language.modes["deadline_before"])
        rest = (span[1], next(behind, s.end))
    if "condition" in p.draft.clauses:
        told = p.draft.clauses["condition"][2][0]
        rest = (rest[0], min(rest[1], told) if told >= rest[0] else rest[1])  # "... should Kenya sign by May": when that is to be
    rest = (rest[0], _next_word(s, rest, language.sets["gives_word"]))
    opened = open_deadline(raw, rest, language) if may_hang_in(raw, s, rest, language)[0] else None
    if opened is not None:
        p.deadline = ("open", opened)
        return
    sure = language.modes["deadline_sure"]
    for i, u in enumerate(s.units):
        if u.kind == "T" and rest[0] <= u.start < rest[1] and u.x.kind != "law":
            near = s.units[max(i - 2, 0) : i]
            if any(x.low in sure for x in near) or u.x.bound in ("until", "before") and u.x.kind in ("day", "month", "year"):
                p.deadline = (u.x, (u.start, u.end))
                return


def _had_given(p: Promise, s: Sentence, i: int, span: Span) -> bool:
    """Whether the time at unit ``i`` is that of a word that had been given, where a noun tells what: no verb stands between."""
    v = p.draft.unit
    had = v > 0 and any(u.low == "had" for u in s.units[max(0, v - 2) : v])
    return had and p.kind != "obligation" and all(u.kind not in "VIA" for u in s.units[v + 1 : i] if u.start >= span[0])


def _next_word(s: Sentence, rest: Span, given: frozenset[str]) -> int:
    """“... within 60 days and committed itself to ...": where within ``rest`` a second word is given, which has a time of its own."""
    for i, u in enumerate(s.units[:-1]):
        if u.kind == "C" and rest[0] <= u.start < rest[1]:
            first = next((x for x in s.units[i + 1 :] if x.kind != "D"), u)
            if s.tokens[first.first].low in given:
                return u.start
    return rest[1]


def _begins(s: Sentence, i: int, beginning: frozenset[str]) -> bool:
    """Whether the time at unit ``i`` is one from which on something holds: "mulai 1 Mei", "from mid-June", "effective Friday"."""
    return any(u.low in beginning for u in s.units[max(0, i - 2) : i])


def _when_made(s: Sentence, i: int, making: frozenset[str]) -> bool:
    """“Resolusi yang mewajibkan ... telah dikeluarkan parlemen X pada 30 Oktober": the time of the text's own making."""
    verb = next((j for j in range(i - 1, max(i - 7, -1), -1) if s.units[j].kind == "V"), None)
    told = verb is not None and s.units[verb].low in making
    return told and any(u.m is not None and u.m.kind == "instrument" for u in s.units[:verb])


def _after_what(s: Sentence, i: int, span: Span, apart: frozenset[str]) -> bool:
    """Whether the time at unit ``i`` stands behind a comma and a word that tells upon what something is done."""
    for j in range(i - 1, 0, -1):
        u = s.units[j]
        if u.start < span[0] or u.kind in "V;.":
            return False
        if u.kind in "PS" and u.low in apart:
            return s.units[j - 1].kind == ","
    return False


def _of_a_text(s: Sentence, i: int, span: Span) -> bool:
    """Whether the time at unit ``i`` is that of a text named in the promise: "sesuai perjanjian yang ditandatangani pada 2015"."""
    for j in range(i - 1, max(i - 9, -1), -1):
        u = s.units[j]
        if u.start < span[0] or u.kind in ".;I":
            return False
        if u.m is not None and u.m.kind == "instrument":
            return any(x.kind in "VR" for x in s.units[j + 1 : i])
    return False


def _in_a_name(s: Sentence, i: int, raw: str) -> bool:
    """Whether the year at unit ``i`` ends a name written with capitals."""
    j = i - 1
    if j > 0 and s.units[j].low in ("tahun", "year"):
        j -= 1
    u = s.units[j]
    return j >= 0 and u.kind not in "PSVATD" and u.end - u.start > 1 and raw[s.tokens[u.last].start].isupper()


def _described(s: Sentence, i: int, span: Span, will: frozenset[str]) -> bool:
    """Whether the time at unit ``i`` is that of a relative clause, which tells of what was, not of when to act."""
    j = i - 1
    while j >= 0 and s.units[j].start >= span[0] and s.units[j].kind in "PDXQdANM":
        j -= 1
    if j < 1 or s.units[j].kind != "V" or s.units[j].start < span[0]:
        return False
    if "past" in s.units[j].forms and s.units[j - 1].m is not None:
        return True  # "a ship seized by Iran on Saturday", "the troops it sent there in 2011"
    k = j - 1
    while k > 0 and s.units[k].kind in "ADN":
        k -= 1
    relative = s.units[k].kind == "R" and not any(u.low in will for u in s.units[k:j])
    return relative or s.units[k].mention_kind == "instrument"
