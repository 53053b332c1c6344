"""Duties laid down by somebody told of elsewhere than before the "must": behind it, by whom it is told to whom; or by their day alone."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.syntax import Syntax
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention

RULERS = frozenset("JUD LEG IGO GOV".split())
"""Whose word, told behind a duty, lays it down."""
PLAIN = "dXADaT"
BINDS = frozenset(("state", "organization", "armed-group"))
POWERS = frozenset("GOV MIL COP LEG JUD REB PRM IGO".split())
"""On whom a duty with a day lies that nobody is told to have laid down: states and their arms, and those who fight."""


def ruled_behind(d: Draft, syn: Syntax, language: Language) -> Group | None:
    """“X must supply the tablets, judges in Lima ruled", "X harus membayar, demikian putusan hakim": who lays it down, behind the duty."""
    u, ruled = syn.u, language.sets["ruled"]
    for v in [v for v in range(d.unit + 2, syn.n) if u[v].low in ruled]:
        who = _before(syn, v) or _behind(syn, v, language.sets["thus"])
        members = expand([who]) if who is not None else []
        if members and all(m.sector in RULERS for m in members):
            _without(d, syn, v)
            return Group(members, v, v, "who ruled it")
    return None


def _before(syn: Syntax, v: int) -> Mention | None:
    """“..., judges in Lima ruled": the first one named between the comma and the verb at ``v``."""
    u, j = syn.u, v - 1
    while j > 0 and (u[j].kind in PLAIN or u[j].m is not None or u[j].kind == "P"):
        j -= 1
    first = next((x for x in u[j + 1 : v] if x.m is not None), None)
    return first.m if first is not None and j > 0 and u[j].kind == "," and u[j + 1].kind != "P" else None


def _behind(syn: Syntax, v: int, thus: frozenset[str]) -> Mention | None:
    """“..., demikian putusan hakim di Lima", "ruled the court": the one named behind the word at ``v``, which opens behind a comma."""
    u, j = syn.u, v - 1
    while j > 0 and (u[j].low in thus or u[j].kind == "X" and u[j - 1].low in thus):
        j -= 1
    nxt = next((x for x in u[v + 1 : v + 3] if x.kind not in "d"), None)
    return nxt.m if nxt is not None and j > 0 and u[j].kind == "," else None


def _without(d: Draft, syn: Syntax, v: int) -> None:
    """Ends what is to be done before the words that tell whose ruling it is."""
    first, stop, span = d.clauses["action"]
    comma = next((j for j in range(v, first, -1) if syn.u[j].kind == ","), stop)
    if first < comma < stop:
        d.clauses["action"] = (first, comma, (span[0], syn.u[comma - 1].end))


def told_whom(d: Draft, syn: Syntax, language: Language) -> Group | None:
    """“told Kenya that it must let them in": whom a pronoun stands for as whose duty they are told."""
    who = d.fills.get("recipient")
    if syn.id or who is None or not who.members or any(m.pronoun is None for m in who.members):
        return None
    that = next((j for j in range(who.first - 1, 1, -1) if syn.u[j].low in syn.that), None)
    told = syn.u[that - 1].m if that is not None and that + 2 >= who.first else None
    if that is None or told is None or told.pronoun is not None:
        return None
    verb = next((x for x in reversed(syn.u[: that - 1]) if x.kind not in PLAIN), None)
    return Group([told], that - 1, that - 1, "to whom it is told") if verb is not None and verb.low in language.sets["speech"] else None


def by_a_day(d: Draft, syn: Syntax, language: Language) -> bool:
    """“The militia must hand over its guns by 1 June": whether those in power are under a duty that has a last day."""
    g, clause = d.fills.get("recipient"), d.clauses.get("action")
    if g is None or clause is None or g.how == "carried over" or syn.u[d.unit].low not in language.sets["must"]:
        return False
    if not g.members or any(m.pronoun or m.kind not in BINDS or m.sector not in POWERS and not _band(m) for m in g.members):
        return False
    first, stop, _ = clause
    u, sets = syn.u, language.sets
    verb = next((j for j in range(first, min(stop, first + 4)) if u[j].kind == "V"), None)
    if verb is None or u[verb].low in language.modes["unwilled"] or syn.id and u[verb].low.startswith(("di", "ter")):
        return False
    return any(
        x.kind == "T" and (u[j - 1].low in sets["last_day"] or x.x.bound in ("until", "before")) for j, x in enumerate(u[verb:stop], verb)
    )


def _band(m: Mention) -> bool:
    """A group under arms: "kelompok bersenjata itu"."""
    return m.kind == "armed-group"
