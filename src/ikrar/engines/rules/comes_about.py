"""Things announced to be ready, to open or to run by a day: "jembatan itu akan rampung pada 2025", "the line would be ready by March".

Nobody is told to do it, but somebody sees to it: whoever decides and is heard to say it gives their word.
"""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.syntax import Syntax
from ikrar.model.annotation import Mention


def ready(d: Draft, syn: Syntax) -> int | None:
    """The word by which a thing is said to be there or to work, behind the word of what is to come; None where none stands there."""
    first, stop, _ = d.clauses["action"]
    for j in range(first, stop):
        if syn.u[j].low in syn.lang.sets["comes_about"]:
            return j
        if syn.u[j].kind not in "AD":
            break
    return None


def by_itself(d: Draft, verb: int, syn: Syntax) -> bool:
    """“the crossing will reopen on Monday", "the bill will go to parliament": whether a thing is told to do what somebody does with it."""
    who, low = d.subject, syn.u[verb].low
    if who is None:
        return False
    things = bool(who.members) and all(_a_thing(m, who.last, syn) for m in who.members)
    if low in syn.lang.sets["opens_by_itself"]:
        return things
    if low in syn.lang.sets["goes_before"]:
        return bool(who.members) and all(m.kind == "instrument" for m in who.members)
    if low not in syn.lang.sets["comes_about"] or not (things or (not who.members and _made(who.thing, syn))):
        return False
    _, stop, _ = d.clauses["action"]
    return any(u.kind == "T" or u.low in syn.lang.sets["by_when"] for u in syn.u[verb + 1 : stop])


def _a_thing(m: Mention, last: int, syn: Syntax) -> bool:
    """A site or a road; or "Turbin pengganti ...": an unknown word that opens the sentence with a plain one behind it."""
    if m.kind in ("facility", "place"):
        return not m.capital
    return m.kind == "name" and last <= 1 and " " not in m.head and last + 1 < syn.n and syn.u[last + 1].kind == "X"


def _made(thing: object, syn: Syntax) -> bool:
    """Whether the subject is a thing that somebody makes or gives: a war, a trial or a problem is over when it is."""
    return thing is not None and getattr(thing, "low", "") not in syn.lang.sets["runs_its_course"] | syn.lang.sets["hollow"]
