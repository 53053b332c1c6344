"""For which state a minister came: "Minister X led the Peruvian delegation and Minister Y that of Chad", "delegasi Peru dipimpin X"."""

from __future__ import annotations

from ikrar.annotate.appositions import HEADS
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Placed, Sentence, Unit
from ikrar.model.ministers import LEADER, minister

PRESENT = 4  # units between a side and who is there for it: ", tampak ", "there was"


def leaders(s: Sentence, told: Placed, raw: str, language: Language) -> None:
    """Gives the ministers of ``s`` who are known by name and title alone the state whose delegation they lead."""
    led = language.sets.get("led_by", frozenset())
    for i, m in told:
        if m.title is not None and minister(m, raw, led):
            state = side_of(s.units, i, i, raw, language)
            if state is not None:
                m.owner, m.country = state, state.country
                state.entity = "state" if state.capital else state.entity


def side_of(u: list[Unit], first: int, last: int, raw: str, language: Language) -> Mention | None:
    """The state for which whoever is named from unit ``first`` to ``last`` speaks, by the words before and behind."""
    led = language.sets.get("led_by", frozenset())
    found = _sent_under(u, first, led, language) or _led(u, first, led, raw, language) or _leads(u, last, raw, language)
    return found or _there_for(u, first, raw, language) or _sent(u, first, language.sets["sending"])


def settle(s: Sentence, told: Placed, raw: str, language: Language) -> None:
    """“Minister X for Peru", "Menteri X di pihak Peru", "kepala delegasi Peru adalah Menteri X": for which state a minister came."""
    sets, u = language.sets, s.units
    led, for_side = sets.get("led_by", frozenset()), sets["for_side"]
    for i, a in told:
        if a.title is None or i >= len(u) - 2 or (b := u[i + 2].m) is None:
            continue
        heads = a.title == HEADS or a.title == "leader" and raw[a.start : a.end].endswith("nya")
        if heads and u[i + 1].kind in "ABV,:" and minister(b, raw, led):
            side = a.of or a.owner or _there_for(u, i, raw, language)  # "dari pihak Peru, pemimpinnya adalah Menteri X"
            b.owner, b.country = (side, side.country) if side is not None else (b.owner, b.country)
        elif u[i + 1].low in for_side and minister(a, raw, led):
            side = b if b.kind == "state" and b.named else b.owner if b.head in sets["sides"] else None
            if side is not None and side.kind == "state":
                a.owner, a.country = side, side.country


def _side(m: Mention | None, sides: frozenset[str], raw: str) -> Mention | None:
    """The state whose delegation ``m`` is."""
    if m is not None and m.kind == "state" and raw[m.start : m.end].split()[0].lower() in sides:
        return m  # "rombongan Peru"
    whose = m.owner or m.of if m is not None and m.head in sides else None
    return whose if whose is not None and (whose.kind == "state" or whose.capital) else None


def _side_at(u: list[Unit], j: int, sides: frozenset[str], raw: str) -> Mention | None:
    """The state whose delegation stands at ``j``; "the delegation Peruvian" too."""
    m, after = u[j].m, u[j + 1].m if j + 1 < len(u) else None
    bare = m is None and u[j].low in sides  # "sisi Peru"
    bare = bare or m is not None and m.owner is None and m.head in sides and after is not None and after.adjective
    if bare and after is not None and after.kind == "state":
        return after
    return _side(m, sides, raw)


def _leads(u: list[Unit], i: int, raw: str, language: Language) -> Mention | None:
    """The state whose delegation is named behind the minister at ``i``: "X memimpin delegasi Peru", "X those of Chad"."""
    j = i + 1
    while j < len(u) and u[j].kind in "AD,":
        j += 1
    head = u[j + 1].m if j + 1 < len(u) and u[j].kind in "ABVPX" else None
    if head is not None and head.title == HEADS and (side := head.of or head.owner) is not None and side.kind == "state":
        return side  # "Menteri X menjadi ketua delegasi Peru"
    if j < len(u) and u[j].low in language.sets["heading"]:
        j += 1
        while j < len(u) and u[j].kind in "dD":
            j += 1
        if j < len(u) and (state := _side_at(u, j, language.sets["sides"], raw)) is not None:
            return state
    m = u[j].m if j + 1 < len(u) and u[j + 1].low in language.sets["the_other"] else None
    if m is not None and m.kind == "state":
        return m  # "the Chadian one"
    if j + 2 < len(u) and f"{u[j].low} {u[j + 1].low}" in language.sets["that_of"]:
        m = u[j + 2].m
        return m if m is not None and m.kind == "state" else None
    return None


def _led(u: list[Unit], i: int, led: frozenset[str], raw: str, language: Language) -> Mention | None:
    """The state whose delegation is named before the minister at ``i``: "delegasi Peru dipimpin X", "delegasi Peru (oleh) X"."""
    j = i - 1
    by = j >= 0 and u[j].low in language.sets["by"]
    j -= by
    passive = j >= 0 and (u[j].low in led or u[j].low in language.sets["under"] or (by and u[j].low in language.sets["heading"]))
    j -= passive
    while j > 0 and passive and u[j].kind in "AB":
        j -= 1
    m = u[i].m
    bound = by or passive or (m is not None and m.title == LEADER)
    if j < 0 or not bound:
        return None
    sets, sides, last = language.sets, language.sets["sides"], u[j].m
    if last is not None and j > 1 and u[j - 1].kind == "P" and last.capital and (team := u[j - 2].m) is not None and team.head in sides:
        return last  # "delegasi di Lima dipimpin X"
    if by and last is not None and last.kind == "state" and j > 1 and f"{u[j - 2].low} {u[j - 1].low}" in sets["that_of"]:
        return last  # "and that of Peru by X"
    beside = by and j > 0 and u[j - 1].low in sets["for_side"] - language.either("at_place", "from_place")  # "untuk Peru oleh X"
    if (passive or beside) and last is not None and last.kind == "state" and last.named:
        return last  # "Peru diwakili X"; "delegation Peruvian"
    if passive and (last is None or _side(last, sides, raw) is None):  # "the delegation to the talks was under X"
        k = j
        while k > 0 and u[k].kind not in ",;CSR":
            k -= 1
        first = u[k].m or (u[k + 1].m if k < j else None)
        return _side(first, sides, raw)
    return _side(last, sides, raw)


def _sent_under(u: list[Unit], i: int, led: frozenset[str], language: Language) -> Mention | None:
    """“Peru diwakili delegasi (di bawah) Menteri X”, "Peru by a delegation under Minister X": the state before a bare delegation."""
    j = i - 1
    j -= j > 2 and u[j].low in language.sets["under"]
    team = u[j].m if j > 1 else None
    if team is None or team.head not in language.sets["sides"] or team.owner is not None or team.of is not None:
        return None
    j -= 1
    j -= j > 0 and u[j].low in language.sets["by"]
    j -= j > 0 and (u[j].low in led or u[j].low in language.sets["heading"])
    while j > 0 and u[j].kind in "AB":
        j -= 1
    m = u[j].m if j < i - 2 else None
    return m if m is not None and (m.kind == "state" and m.named or m.capital) else None


def _sent(u: list[Unit], i: int, sending: frozenset[str]) -> Mention | None:
    """“Lima mengutus Menteri X", "Peru sent Minister X": who sends a minister is the side he is of."""
    m = u[i - 2].m if i > 1 and u[i - 1].low in sending else None
    return m if m is not None and (m.kind == "state" and m.named or m.capital) else None


def _there_for(u: list[Unit], i: int, raw: str, language: Language) -> Mention | None:
    """The side that is told in front: "di pihak Peru hadir Menteri X", "mewakili Peru adalah X", "from Lima, Minister X"."""
    j, sets = i - 1, language.sets
    while j > 0 and i - j <= PRESENT and u[j].kind in "AB,DVX" and u[j].m is None and u[j].low not in sets["heading"]:
        j -= 1
    if j < 1 or (m := u[j].m) is None:
        return None
    link, _, rest = u[j - 1].low.partition(" ")
    link = link if rest in sets["sides"] else u[j - 1].low  # "dari pihak"
    if (side := _side(m, sets["sides"], raw)) is not None:
        if side.capital:
            side.entity = "state"
        cleft = link in sets["heading"] and j == i - 2 and u[i - 1].kind in "AB"  # "yang memimpin delegasi Peru adalah Menteri X"
        return side if u[j - 1].kind in "PI" or link in sets["for_side"] or cleft else None
    if (m.kind == "state" and m.named or m.capital) and (
        link in sets["heading"] or link in sets["for_side"] - language.either("at_place", "from_place")
    ):
        return m if opened(u, j - 1) else None
    return m if (m.capital or m.kind == "state" and m.named) and link in sets["from_place"] and opened(u, j - 1) else None


def opened(u: list[Unit], j: int) -> bool:
    """Whether a clause opens at unit ``j``."""
    return j == 0 or u[j - 1].kind in ",;SC" or u[j - 1].low == ";"
