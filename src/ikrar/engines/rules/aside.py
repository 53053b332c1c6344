"""A word given in an aside: “Kerja sama itu, mereka tegaskan lagi, akan dilanjutkan”, "The last soldiers will leave, both vowed".

The aside says who gives their word, the sentence around it what for, and it is to come.
"""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import Group, decides
from ikrar.engines.rules.provisions import provisions
from ikrar.engines.rules.syntax import Syntax
from ikrar.engines.rules.to_come import after_relative, can_be_willed, to_come
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Unit

FRAME = "agree.promise"
WORDS = 6  # units on either side of the word that an aside may have
NAME = 3  # units of a name in apposition
TRAIL = 12  # units behind the word at the end of a sentence: "..., A and B agreed on the edge of a summit in Lima"
PLAIN = frozenset("DXAdT")
CLOSING = frozenset(("agree.bare", "agree.thus"))  # "..., A and B agreed": what stands before is found for them
INSTEAD = frozenset(("agree.announce", "agree.thus", "agree.bare", "agree.undertake", "agree.promise", "agree.pledge", "agree.settle"))


def find(drafts: list[Draft], syn: Syntax, language: Language, raw: str) -> list[Draft]:
    """The promises whose word is given in an aside; drafts that tell the same less well are refused."""
    given = language.either("aside_words", "decides_so")
    if syn.s.title or all(language.firsts(name).isdisjoint(syn.s.words) for name in ("aside_words", "decides_so")):
        return []
    out: list[Draft] = []
    for v in [v for v, u in enumerate(syn.u) if u.low in given]:
        u = syn.u[v]
        found = _aside(syn, v, language)
        if found is None:
            continue
        left, right, who, whom = found
        decided = u.low in language.sets["decides_so"]
        permits = decided and right + 1 >= syn.n and _may(syn, left, language)
        where = (0, left) if permits else _around(syn, left, right, language)
        if where is None or decided and (where[1] != left or any(m.sector == "JUD" for m in expand(who.members))):
            continue
        first, stop = where
        span = (syn.u[first].start, syn.u[stop - 1].end)
        members = expand(who.members)
        if u.low in language.sets["aside_said"] and len({m.country for m in members}) < 2:
            continue  # one who only says so
        plain = provisions(language).best(raw[span[0] : span[1]])[0] != "other"
        if not members or not all(decides(m) or plain and _answers(m, u, language) for m in members):
            continue
        if not plain and not permits and (not (decided or u.low in language.sets["word_given"]) or not _willed(syn, first, stop, language)):
            continue
        if any(_tells(d, left, right, raw, language, closing=stop == left) for d in drafts):
            continue
        for d in drafts:
            if not d.refused and (left < d.unit < right or d.pattern.frame["frame"] == "agree.announce"):
                if d.pattern.frame["frame"] in INSTEAD or d.kind == "declaration":
                    d.refused = "told by the word given beside it"
        out.append(_draft(syn, language, v, who, whom, (first, stop, span)))
        if permits:
            out[-1].type, out[-1].kind = None, "permission"
            out[-1].notes.append("what is decided is that they may")
    return out


def _answers(m: Mention, word: Unit, language: Language) -> bool:
    """“..., the museum's director promised”: whether ``m`` holds an office in a body, or is one, and gives their word in so many words."""
    office = m.kind == "person" and (m.of is not None or m.owner is not None or m.title is not None)
    return word.low in language.sets["word_given"] and (office or m.kind == "organization" and m.named)


def _may(syn: Syntax, stop: int, language: Language) -> bool:
    """“Up to five thousand may settle there": whether the first auxiliary before unit ``stop`` permits a thing."""
    at = next((j for j, u in enumerate(syn.u[:stop]) if u.kind in "AVN"), None)
    if at is None or syn.u[at].low not in language.sets["may"]:
        return False
    verb = next((u for u in syn.u[at + 1 : min(stop, at + 4)] if u.kind == "V"), None)
    return verb is not None and verb.low not in language.modes["unwilled"]


def _willed(syn: Syntax, first: int, stop: int, language: Language) -> bool:
    """Whether what is to come is an act, or the refraining from one ("will face no charges"), not a hope ("will win")."""
    will = language.sets["will"]
    at = next((j for j in range(first, stop) if syn.u[j].kind in "AV" and syn.u[j].low in will), None)
    if at is None:
        return False
    near = syn.u[at - 1 : min(stop, at + 5)]
    modes = language.modes
    verb = next((u for u in near[2:] if u.kind in "VB" or u.low in modes["given_to_have"]), None)
    refrains = any(u.kind == "N" for u in near)
    return verb is not None and (refrains or can_be_willed(verb.low, language, modes["given_to_have"]))


def _tells(d: Draft, left: int, right: int, raw: str, language: Language, *, closing: bool) -> bool:
    """Whether a pattern has found the promise already."""
    action = d.clauses.get("action")
    agreeing = d.sentence.tokens[d.first].low in language.sets["agreeing"]
    if left < d.unit < right and not d.refused and closing and agreeing and d.pattern.frame["frame"] in CLOSING:
        return True
    if d.refused or action is None or d.kind != "undertaking" or d.type not in ("AGREE", "CONCEDE"):
        return False
    if closing and d.sentence.units[action[0]].start > d.start and not any(u.kind == "V" for u in d.sentence.units[action[0] : action[1]]):
        return False  # "..., promised the health minister, Ana Rojas": who gives their word, not what for
    return left < d.unit < right and provisions(language).best(raw[action[2][0] : action[2][1]])[0] != "other"


def _aside(syn: Syntax, v: int, language: Language) -> tuple[int, int, Group, Group | None] | None:
    """The signs around the aside that the word at ``v`` is in, who gives it, and to whom."""
    u, thus = syn.u, language.sets["thus"]
    left = v - 1
    if (named := _named(syn, v)) is not None:
        left = named - 1
    while left >= 0 and v - left <= WORDS and (u[left].kind in "DAC" or u[left].m is not None or _seat(u, left) or _thus(u, left, thus)):
        left -= 1
    while left > 0 and u[left].kind == "Q":
        left -= 1
    described = None
    if left > 0 and u[left].kind != "," and (described := _described(syn, v)) is not None:
        left = described - 1
        while left > 0 and u[left].kind in "dX":
            left -= 1
    if left < 1 or u[left].kind != ",":
        return None
    right = v + 1
    while right < syn.n and right - v <= TRAIL and (u[right].kind in (*PLAIN, "P", "R", "V", "C") or u[right].m is not None):
        right += 1
    right = _over_name(syn, right)
    if right < syn.n and u[right].kind not in ",.;" or right - v > WORDS and right < syn.n and u[right].kind == ",":
        return None
    if (alone := described if described is not None else named) is not None:
        return left, right, syn.group(alone, "gives their word", right=False, left=False), None
    before = [j for j in range(left + 1, v) if u[j].m is not None]
    if before and any(_seat(u, j) for j in range(before[0], v)):
        return left, right, syn.group(before[0], "gives their word", right=False, left=False), None
    if before:
        return left, right, syn.group(before[-1], "gives their word", right=False), None
    behind = [j for j in range(v + 1, right) if u[j].m is not None]
    if not behind or any(u[j].kind == "P" and u[j].low not in syn.by for j in range(v + 1, behind[0])):
        return None
    who = syn.group(behind[0], "gives their word", left=False)
    to = next((j for j in range(who.last + 1, right) if u[j].kind == "P" and u[j].low in language.sets["given_to"]), None)
    whom = syn.group(to + 1, "to whom", left=False) if to is not None and to + 1 < right and u[to + 1].m is not None else None
    return left, right, who, whom


def _described(syn: Syntax, v: int) -> int | None:
    """“..., the colonel who leads the junta vowed": the unit of who gives their word, before a relative clause of their own."""
    u, j = syn.u, v - 1
    while j > 0 and v - j <= TRAIL and u[j].kind not in ",;.QR":
        j -= 1
    return j - 1 if j > 1 and u[j].kind == "R" and u[j - 1].mention_kind in ("person", "organization") else None


def _over_name(syn: Syntax, comma: int) -> int:
    """The end of the aside behind a name in apposition: "promised the minister, Ana Rojas.", "janji Bupati X, Ana Rojas, di depan ..."."""
    u, end = syn.u, comma + 1
    while end < syn.n and end - comma <= NAME and (u[end].kind == "X" or u[end].m is not None):
        end += 1
    if end >= syn.n or end == comma + 1 or u[comma].kind != "," or u[comma + 1].mention_kind not in ("person", "name"):
        return comma
    last = end
    while last + 1 < syn.n and last - comma <= TRAIL and (u[last].kind in (*PLAIN, "P", ",") or u[last].m is not None):
        last += 1
    return last if u[last].kind == "." else comma


def _named(syn: Syntax, v: int) -> int | None:
    """“..., its director, Ana Rojas, promised": the unit of who is told by an office, before the name between commas."""
    u = syn.u
    if v < 5 or u[v - 1].kind != "," or u[v - 2].mention_kind not in ("person", "name") or u[v - 3].kind != "," or u[v - 4].m is None:
        return None
    first = v - 4
    while first > 0 and u[first].kind != "," and v - first < WORDS + 2 and (u[first].kind in (*PLAIN, "P") or u[first].m is not None):
        first -= 1
    who = next((j for j in range(first + 1, v - 3) if u[j].m is not None), None)
    return who if first > 0 and u[first].kind == "," else None


def _seat(u: list[Unit], j: int) -> bool:
    """“the cabinet in Lima decided": whether a preposition at ``j`` says only where those are who are named before it."""
    return 0 < j < len(u) - 1 and u[j].kind == "P" and u[j - 1].m is not None and u[j + 1].mention_kind in ("place", "name")


def _thus(u: list[Unit], j: int, thus: frozenset[str]) -> bool:
    """“begitu komitmen X", "begitu bunyi kesepakatan X"."""
    return u[j].low in thus or (u[j].kind == "X" and j > 0 and u[j - 1].low in thus)


def _around(syn: Syntax, left: int, right: int, language: Language) -> tuple[int, int] | None:
    """The words around the aside, where they tell of what is to come: before it, or split by it."""
    if right >= syn.n or syn.u[right].kind != ",":
        return (0, left) if _to_come(syn, 0, left, language) else None
    if _tells_an_act(syn, left) or not _to_come(syn, right + 1, syn.n, language):
        return None
    stop = syn.n
    while stop > right + 2 and syn.u[stop - 1].kind in ".Q":
        stop -= 1
    return 0, stop


def _to_come(syn: Syntax, first: int, stop: int, language: Language) -> bool:
    """Whether the words tell of what will be, or "is to go on"."""
    if to_come(syn, first, stop, language):
        return True
    if syn.id and first + 1 < stop and syn.u[first].low in language.sets["keeps"] and syn.u[first + 1].kind == "V":
        return True  # "..., tegas kedua negara, tetap dilanjutkan"
    lows, verbs = [u.low for u in syn.u[first:stop]], language.sets["is_to"]
    return any(a in ("is", "are") and b == "to" and c in verbs for a, b, c in zip(lows, lows[1:], lows[2:], strict=False))


def _tells_an_act(syn: Syntax, stop: int) -> bool:
    """Whether a verb stands before the aside, outside of a relative clause: then the subject of what follows is not there."""
    j = 0
    while j < stop:
        if syn.u[j].kind == "R":
            j = after_relative(syn, j, stop)
            continue
        noun = syn.id and j == 0 and not syn.u[j].low.startswith(("me", "di", "ber", "ter"))  # "Koordinasi keamanan, ..."
        if syn.u[j].kind in "VB" and not syn.skip[j] and not noun:
            return True
        j += 1
    return False


def _draft(syn: Syntax, language: Language, v: int, who: Group, whom: Group | None, action: tuple[int, int, tuple[int, int]]) -> Draft:
    pattern = language.patterns.first_of(FRAME)
    u = syn.u[v]
    d = Draft(pattern, syn.s, v, u.first, u.start, u.end, "aside", *pattern.tells)
    d.fills = {"promisor": who} if whom is None else {"promisor": who, "beneficiary": whom}
    d.clauses = {"action": action}
    d.mutual = len({m.country for m in expand(who.members)}) > 1
    d.notes.append("the word is given in an aside")
    return d
