"""What is told to be done as it was promised: "Peru freed four miners, a day before the time it had pledged", "seperti yang disanggupinya".

The promise has no words of its own but for those who gave it: what was promised stands in the main clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from ikrar.engines.rules import when_where
from ikrar.engines.rules.clock import Clock
from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import ACTORS, Group
from ikrar.engines.rules.syntax import Syntax
from ikrar.lexicon import Language
from ikrar.model.annotation import AS_PROMISED, Mention, Sentence

FRAME: Final = "agree.as-promised"


def may(s: Sentence, language: Language) -> bool:
    """Whether a word of ``s`` says that one was given."""
    return not s.title and not _suffixed_too(language.sets["word_was_given"]).isdisjoint(s.words)


@cache
def _suffixed_too(words: frozenset[str]) -> frozenset[str]:
    """``words`` without and with the Indonesian "-nya"."""
    return words.union([f"{word}nya" for word in words])


def find(drafts: Sequence[Draft], syn: Syntax, clock: Clock, language: Language) -> Draft | None:
    """The promise by which, or by whose time, the sentence says that its act was done; None where it tells none so."""
    if not may(syn.s, language):
        return None
    for v in range(3, syn.n):
        if syn.u[v].kind != "V" or syn.u[v].low.removesuffix("nya") not in language.sets["word_was_given"] or _own_words(v, drafts, syn):
            continue
        opened = _opening(v, syn, language)
        stop = _main_clause(opened, syn) if opened is not None else None
        if opened is None or stop is None:
            continue
        who = _who(v, opened, syn)
        if not who:
            continue
        for d in drafts:
            if d.unit == v:
                d.refused = d.refused or AS_PROMISED
        carrier = language.carriers[FRAME]
        u = syn.u[v]
        found = Draft(carrier, syn.s, v, u.first, u.start, u.end, "words", *carrier.tells)
        first = _said_that(stop, syn, language)
        found.clauses["action"] = (first, stop, (syn.u[first].start, syn.u[stop - 1].end))
        found.fills["promisor"] = Group(who, v, v, "who gave the word")
        found.notes.append(AS_PROMISED)
        when_where.settle(found, clock)
        if found.time is not None and found.time.start < syn.u[opened].end:
            found.time = None  # when it was done, and not when it was promised
        return found
    return None


def _own_words(v: int, drafts: Sequence[Draft], syn: Syntax) -> bool:
    """Whether what is promised stands behind the verb: "as it had promised to open the port"."""
    told = any(d.unit == v and not d.refused and "action" in d.clauses and d.clauses["action"][0] > v for d in drafts)
    behind = syn.u[v + 1 : v + 4]
    own = any(u.kind == "I" for u in behind) and not any(u.kind == "A" for u in behind) and any(u.kind == "V" for u in behind)
    return told or own or (v + 1 < syn.n and syn.u[v + 1].kind == "S")


def _opening(v: int, syn: Syntax, language: Language) -> int | None:
    """The unit with which the clause of ``v`` opens: "as", or the time that it describes; None where it opens otherwise."""
    if syn.id:
        j = v - 1
    else:
        subject = syn.subject(v)
        if subject is None or subject.first >= v:
            return None
        j = subject.first - 1
        while j > 0 and syn.u[j].kind == "d":
            j -= 1
    if j > 0 and syn.u[j].kind == "R":
        j -= 1
    while syn.id and j > 0 and syn.u[j].kind == "D" and syn.u[j].low not in language.sets["just_as"]:
        j -= 1  # "tenggat pertama yang disepakatinya"
    low = syn.u[j].low
    just_as = low in language.sets["just_as"] and j > 2
    return j if just_as or (syn.u[j].kind == "X" and low in language.sets["times_promised"]) else None


def _main_clause(opened: int, syn: Syntax) -> int | None:
    """Where the clause before ends: at its comma, or before the words that say how long before or after; None where it tells no act."""
    stop = next((j for j in range(opened - 1, 0, -1) if syn.u[j].kind == ","), None)
    if stop is None:
        stop = opened
        while stop > 0 and (syn.u[stop - 1].kind in "dXTSP" or syn.u[stop - 1].kind == "#"):
            stop -= 1
    return stop if stop > 1 and any(u.kind == "V" for u in syn.u[:stop]) else None


def _said_that(stop: int, syn: Syntax, language: Language) -> int:
    """Where the words of what was done begin: behind the "that" of who tells of it, or a colon, if there is any."""
    parts = (i for i in range(stop - 2, 0, -1) if syn.u[i].kind in ":;" or (syn.u[i].kind == "S" and syn.u[i].low in language.sets["that"]))
    that = next(parts, None)
    return that + 1 if that is not None and any(u.kind == "V" for u in syn.u[that + 1 : stop]) else 0


def _who(v: int, opened: int, syn: Syntax) -> list[Mention]:
    """Who gave the word: the subject of an active verb, whoever stands behind a passive, else whoever does what was promised."""
    group = syn.subject(v)
    if syn.id:
        behind = syn.u[v + 1] if v + 1 < syn.n else None
        named = behind is not None and behind.m is not None and not syn.u[v].low.endswith("nya")
        group = syn.group(v + 1, "agent", left=False) if named else _doer(opened, syn)
    members = expand(group.members) if group is not None else []
    return [m for m in members if m.kind in ACTORS or m.kind in ("pronoun", "place")]


def _doer(opened: int, syn: Syntax) -> Group | None:
    verb = next((i for i, u in enumerate(syn.u[:opened]) if u.kind in "VA"), None)
    return syn.subject(verb) if verb is not None else None
