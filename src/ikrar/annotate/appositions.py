"""Who somebody is, and what a body is, told beside the name: appositions, brackets, clauses of being."""

from __future__ import annotations

import itertools

from ikrar.annotate import lists, their_bodies
from ikrar.annotate.beside import (
    a_states_house,
    described,
    describes,
    holds_office,
    house,
    join,
    kind_of_body,
    known_name,
    merely_ranked,
    national,
    nobody_yet,
    one_of,
    plain_name,
    seated,
    serves,
    soldier,
    unknown_body,
    whole_body,
)
from ikrar.lexicon import Language
from ikrar.model.annotation import RANKED, Mention, Placed, Sentence, Unit

INTRODUCED = "introduced by name"
HEADS = "head of delegation"
ASIDE = 3  # units in brackets behind a name: its initials, a party, an age


def settle(s: Sentence, told: Placed, words: set[str], language: Language) -> None:
    """Joins to each name of ``s`` what the words beside it say of it; ``told`` are its mentions, ``words`` those of its units."""
    sets = language.sets
    concerned = words & language.either("introduces", "once", "heading", "is_somebody_who")  # of most sentences none
    if not sets["introduces"].isdisjoint(concerned):
        _introduced(s, sets["introduces"])
    if "," in words:
        if not sets["once"].isdisjoint(concerned):
            _once(s, sets["once"])
        _appositions(s, told, sets["placed"], sets["indefinite"], sets["epithets"], sets["kin"], sets["men_of"], sets["employed"])
        if "'s" in words or "'" in words:
            their_bodies.unit_of_army(s)
        if not language.either("origin", "within_group").isdisjoint(words):
            their_bodies.served(s, language)
        if not sets["heading"].isdisjoint(concerned):
            _heading(s, sets["heading"])
    if "(" in words or "[" in words:
        _bracketed(s, told)
    if not sets["is_somebody_who"].isdisjoint(concerned):
        _told_of(s, told, sets["is_somebody"], sets["is_somebody_who"])


def _introduced(s: Sentence, words: frozenset[str]) -> None:
    """“tersangka berinisial AB”, "a man named X": the person is the one just described."""
    for i in range(len(s.units) - 2):
        a, b = s.units[i].m, s.units[i + 2].m
        body = a.of if a is not None else None
        if a is not None and b is None and i + 3 < len(s.units) and f"{s.units[i + 1].low} {s.units[i + 2].low}" in words:
            one, known = body if body is not None and a.end == body.end else a, s.units[i + 3].m  # "a militia known as the X"
            if one.kind == "armed-group" and not one.named and known is not None and known.kind == "name":
                described(known, one)
            continue
        if a is not None and body is not None and body.kind == "armed-group" and not body.named and a.end == body.end:
            a = body  # "commander of a militia called X"
        if a is None or b is None or s.units[i + 1].low not in words or b.kind not in ("name", "person") or a.named or a.pronoun:
            continue
        if a.kind == "group" and a.plural:  # "tiga warga X bernama Ana, Budi, dan Rudi"
            for one in itertools.takewhile(plain_name, lists.members(s.units, i + 2)):
                one.kind, one.sector, one.country, one.source = "person", a.sector, a.country, INTRODUCED
        elif a.kind == "armed-group" and a.sector == "PRM":
            described(b, a)
        elif a.kind in ("person", "group", "armed-group") and not a.plural and not b.title:
            b.kind, b.sector, b.country, b.of, b.owner = "person", a.sector, a.country, a.of, a.owner
            b.title, b.title_span, b.source = a.title, a.title_span, INTRODUCED
            a.refers, a.alias = [b], "apposition"


def _heading(s: Sentence, verbs: frozenset[str]) -> None:
    """“X, who heads the State Department,": the body behind the verb is that of the person."""
    u = s.units
    for i in range(len(u) - 4):
        m, body = u[i].m, u[i + 4].m
        if m is None or body is None or u[i + 1].kind != "," or u[i + 2].kind != "R" or u[i + 3].low not in verbs:
            continue
        unknown = m.kind in ("name", "person") and m.named and m.gazetteer is None and m.of is None
        a_body = body.kind in ("organization", "armed-group") or body.kind == "group" and body.sector not in (None, "-", "CVL")
        if unknown and a_body:
            m.kind, m.of = "person", body
            m.source = INTRODUCED
            m.sector = body.sector if m.sector in (None, "of", "-") else m.sector


def _once(s: Sentence, once: frozenset[str]) -> None:
    """“X, once the commander of Y”: an office that is held no more."""
    units = s.units
    for i in range(len(units) - 3):
        a, b = units[i].m, units[i + 3].m
        if a is None or b is None or units[i + 1].kind != "," or units[i + 2].low not in once:
            continue
        if a.kind in ("name", "person") and a.named and b.kind == "person" and b.title and not b.named and not b.plural:
            b.former = True
            join(a, b)


def _appositions(
    s: Sentence,
    told: Placed,
    placed: frozenset[str],
    indefinite: frozenset[str],
    epithets: frozenset[str],
    kin: frozenset[str],
    theirs: frozenset[str],
    employed: frozenset[str],
) -> None:
    """“Anna Kerling, menteri luar negeri Kenya,” and "Wakil Ketua Dewan, Mari Pangestu": name and office are one; so are name and kind."""
    units = s.units
    beside = [(i, a) for i, a in told if i < len(units) - 2 and units[i + 1].kind in ",("]
    for i, a in beside:
        j = _past_aside(units, i) + 1  # "Ana Kerling (AK), direktur X"
        if j >= len(units):
            continue  # the name ends its sentence
        b = units[j].m
        if b is None and units[j - 1].kind == "," and _of_militia(a):
            b = _whole_name(s, j)  # "X, kepala milisi propemerintah Chad, Perlawanan Ennedi"
        if b is None or units[j - 1].kind != ",":
            continue
        if _of_militia(a) and b.kind in ("name", "person", "organization") and not b.title and b.gazetteer is None and a.of is not None:
            described(b, a.of)  # "X, wakil ketua milisi propemerintah Chad, Garda Ennedi": X has been named
            continue
        if b.kind in ("place", "state") and (far := _behind_place(units, j)) is not None:
            j, b = far, units[far].m or b  # "Bupati Cianjur, Jawa Barat, Ana Kerling ..."
        if a.kind in ("name", "person") and a.named and not a.title and a.gazetteer is None and a_states_house(b) and _closed(units, j):
            described(a, b)  # "Majlisi Oli, parlemen Tajikistan,"
            continue
        if a.kind in ("name", "person") and a.named and not a.title and holds_office(b):
            whole_body(b)
        elif holds_office(a) and b.kind == "name" and len(b.words) > 1 and b.gazetteer is None and units[i + 1].kind == ",":
            whole_body(a)  # "Direktur PT Melati Pratama, Ana Kerling,"
        elif their_bodies.named_first(units, i, j):
            their_bodies.body_of(a)
            if a.of is not None and a.of.kind == "name":
                a.of.kind, a.of.sector = "organization", "NGO" if a.sector in (None, "of", "-", "PTY") else a.sector
                a.sector = a.of.sector
        elif _of_a_place(units, i, j):
            a.name, a.named, a.words = None, False, ()  # "Sekretaris Daerah Muara Biru (Mubi), Ana Kerling menolak ..."
        if a.kind in ("name", "person") and a.named and b.kind == "person" and b.title and not b.named and not b.plural:
            join(a, b)
        elif nobody_yet(a) and serves(b):
            join(a, b)
        elif a.source == RANKED and nobody_yet(a) and soldier(b):
            a.of = b  # "Sersan X, prajurit tentara Peru"
        elif a.kind in ("name", "person") and a.named and not a.title and their_bodies.heads_a_body(b):
            their_bodies.body_of(b)
            join(a, b)
        elif a.kind in ("name", "person") and a.named and not a.title and one_of(b, employed) and _closed(units, _past_what(units, j)):
            join(a, b)
        elif a.kind == "person" and a.title and not a.named and (b.kind == "name" and b.words or merely_ranked(b)):
            if b.source == RANKED:  # "panglima militer Pakistan, Marsekal X": the office says more than the rank
                b.title, b.sector = None, b.sector if a.sector in (None, "of", "-") else None
            b.kind = "person"
            join(b, a)
            a.refers = [b]
            a.alias = "apposition"
        elif one_of(a, employed) and plain_name(b) and _closed(units, j):
            join(b, a)  # "politikus Partai X, Ana Kerling,"
        elif a.kind == "armed-group" and units[i].low in theirs and plain_name(b) and _closed(units, j):
            b.kind, b.of, b.sector, b.country = "person", a, a.sector, a.country  # "tokoh X, Abu Musa": one of them
        elif (national(a) or a.head in kin and not a.plural) and (plain_name(b) or known_name(b)) and _closed(units, j):
            b.kind, b.country = "person", b.country or (a.country if national(a) else None)  # "seorang warga Chad, X", "istri Budi, X"
            a.refers, a.alias = [b], "apposition"
    their_bodies.seconds(s, told, placed)
    for i, a in beside:
        b = units[i + 2].m
        if b is None or units[i + 1].kind != "," or (i == 1 and units[0].low in placed and a.kind == "name"):
            continue  # "Di X, polisi menahan ...": where, not who
        closed = _closed(units, _past_place(units, i + 2, placed)) or _which(units, i + 3)
        if closed and a.kind == "state" and a.named and not (b.named or b.plural) and b.head in epithets and units[i + 1].kind == ",":
            b.kind, b.pronoun, b.refers, b.owner, b.country = "pronoun", "that", [a], None, None  # "Kuwait, sekutu AS, mengatakan"
            continue
        if not closed and s.tokens[units[i + 2].first].low not in indefinite:
            continue
        body = a.of if a.alias == "apposition" and a.of is not None else a
        guessed = body.kind == "organization" and body.named and body.gazetteer is None and b.kind == "armed-group"
        plain = guessed and _which(units, i + 3) and not b.named and not b.pronoun  # "Brigade X, milisi yang memihak pemerintah"
        guessed |= a is not body and body.kind == "group" and body.sector == "CVL" and b.kind == "armed-group"  # "the Suva Volunteers, ..."
        plain |= a is not body and b.sector == "PRM" and not b.named  # "chief of X, militia allied with the government"
        if (unknown_body(body) or guessed) and (kind_of_body(b) or plain):
            described(body, b)
            if guessed and a is not body:
                for one in (a, *a.refers):  # the office is of that militia
                    one.sector = body.sector if one.sector in (None, "of", "-", "MIL", "CVL") and one.gazetteer is None else one.sector
        elif closed and body is a and seated(a, b):
            a.sector, a.country, b.refers, b.alias = b.sector, b.country or a.country, [a], "apposition"
        elif closed and body is a and house(a) and b.named and (b.sector == "LEG" or b.kind == "name" and b.gazetteer is None):
            a.gazetteer = b.gazetteer
            b.kind, b.sector, b.country, b.owner = a.kind, "LEG", b.country or a.country, b.owner or a.owner
            a.name, a.named, a.alias, a.refers = b.name, True, "apposition", [b]  # "parlemen Chad, Dewan Transisi,"
        elif a.kind == "person" and a.of is not None and kind_of_body(a.of) and a.of.kind == "armed-group" and a.end == a.of.end:
            if b.kind == "organization" and b.named and b.gazetteer is None or b.kind == "name":
                described(b, a.of)  # "wakil kepala milisi propemerintah Chad, Garda Ennedi"
        elif closed and their_bodies.of_the_press(a, b):
            b.country, b.owner, a.refers, a.alias = a.country or b.country, a.owner, [b], "apposition"
        elif closed and kind_of_body(a) and not unknown_body(a) and b.kind == "name" and not (i and units[i - 1].kind in ",C"):
            described(b, a)


def _of_militia(a: Mention) -> bool:
    """Whether ``a`` is the office of one named before it, in an armed group that is only described."""
    named = a.kind == "person" and a.alias == "apposition" and any(m.named for m in a.refers)
    return named and a.of is not None and a.of.kind == "armed-group" and kind_of_body(a.of)


def _whole_name(s: Sentence, j: int) -> Mention | None:
    """The name that begins at unit ``j`` with a word of the language: "Perlawanan Ennedi"."""
    units = s.units
    m = units[j + 1].m if j + 1 < len(units) else None
    first = s.tokens[units[j].first].text if j < len(units) and units[j].kind == "X" else ""
    if m is None or m.kind != "name" or m.gazetteer is not None or not first[:1].isupper():
        return None
    m.start, m.name = units[j].start, f"{first} {m.name}"
    return m


def _past_aside(units: list[Unit], i: int) -> int:
    """The unit behind the name at ``i``, and behind the word or two in brackets, or the age, after it."""
    if [u.kind for u in units[i + 1 : i + 4]] == [",", "#", ","] and units[i + 2].low.isdigit() and len(units[i + 2].low) < 3:
        return i + 3  # "Ana Kerling, 54, the minister of health,"
    if i + 1 < len(units) and units[i + 1].kind == "(":
        return next((k + 1 for k in range(i + 2, min(i + 2 + ASIDE, len(units))) if units[k].kind == ")"), i + 1)
    return i + 1


NESTED = 4  # units of places named one in another, with the commas between them


def _behind_place(units: list[Unit], j: int) -> int | None:
    """The unit of the name behind the province or country at ``j`` in which the place of an office lies."""
    k = j + 1
    while k < len(units) and (units[k].kind == "," or units[k].mention_kind == "place") and k <= j + NESTED:
        k += 1
    m = units[k].m if k < len(units) else None
    return k if m is not None and m.kind in ("name", "person") and len(m.words) > 1 and not m.title else None


def _of_a_place(units: list[Unit], i: int, j: int) -> bool:
    """Whether an office opens the clause with an unknown name at ``i``, and at ``j``, behind a comma, stands who does what follows.

    Two people do not stand so: what follows the office is the place or house it is of.
    """
    a, b = units[i].m, units[j].m
    if a is None or b is None or not (a.kind == "person" and a.title and a.named) or a.gazetteer is not None or a.source == RANKED:
        return False
    opens = i == 0 or units[i - 1].kind in ".Q-"
    unknown = b.kind in ("name", "person") and b.named and not b.title and bool(b.words)
    return opens and unknown and j + 1 < len(units) and units[j + 1].kind in "VA" and a.name != b.name


def _bracketed(s: Sentence, told: Placed) -> None:
    """“Ana Kerling (sekjen Partai X)”, "Budi Contoh (PKS)": the office or the known body in brackets behind a person's name."""
    units = s.units
    for i, a in told:
        if i >= len(units) - 3 or units[i + 1].kind != "(" or units[i + 3].kind != ")" or (b := units[i + 2].m) is None:
            continue
        if not a.named or a.kind not in ("name", "person"):
            continue
        if b.kind == "person" and b.title and not b.named and not b.plural:
            join(a, b)
        elif b.kind == "organization" and b.gazetteer is not None and a.of is None and not a.title and len(a.words) > 1:
            a.kind, a.of = "person", b


def _told_of(s: Sentence, told: Placed, plain: frozenset[str], relative: frozenset[str]) -> None:
    """“Ana Kerling yang merupakan ketua X”, "Ana Kerling selaku ketua X": what a clause behind the name says that somebody is."""
    units = s.units
    for i, a in told:
        if i >= len(units) - 2 or not a.named or a.kind not in ("name", "person"):
            continue
        j = _past_aside(units, i)
        j += j < len(units) and units[j].kind == ","
        if j + 2 < len(units) and units[j].kind == "V" and units[j + 1].low == "sebagai" and (b := units[j + 2].m) is not None:
            if b.title == HEADS and a.of is None and a.owner is None:  # "Menteri X datang sebagai ketua delegasi Y"
                a.of, a.owner = b.of, b.owner
        opened = j < len(units) and units[j].kind == "R"
        first = j = j + opened
        links = relative if opened else plain
        while j < len(units) and j - first < 3 and (units[j].low in links or (units[j].kind in "DA" and opened)):
            j += 1
        b = units[j].m if j < len(units) and any(units[k].low in links for k in range(first, j)) else None
        if b is None or b.named or b.plural or b.pronoun or b.alias == "apposition":
            continue
        if (b.kind == "person" and b.title) or describes(b):
            if a.title:
                b.refers, b.alias = [a], "apposition"
                if a.of is None and a.owner is None and a.country is None:  # "Menteri X selaku ketua delegasi Y"
                    a.of, a.owner = b.of, b.owner
            else:
                join(a, b)


def _past_place(units: list[Unit], i: int, placed: frozenset[str]) -> int:
    """The unit of the place in which what stands at ``i`` is said to be, else ``i``: "X, the Chad-led coalition in Mali,"."""
    where = units[i + 2].mention_kind if i + 2 < len(units) and units[i + 1].low in placed else None
    return i + 2 if where in ("place", "state") else i


def _past_what(units: list[Unit], i: int) -> int:
    """The unit of what stands behind a preposition at ``i``, else ``i``: "X, an activist with the Relief Fund,", "in Nairobi,"."""
    return i + 2 if i + 2 < len(units) and units[i + 1].kind == "P" and units[i + 2].m is not None else i


def _closed(units: list[Unit], i: int) -> bool:
    """Whether what stands at ``i`` ends there as an apposition does, and is not one of a list."""
    after = units[i + 1].kind if i + 1 < len(units) else "."
    if after not in ",.;)VA":
        return False
    return not (after == "," and i + 2 < len(units) and units[i + 2].kind == "C")


def _which(units: list[Unit], i: int) -> bool:
    """Whether a relative clause opens at ``i``: "Garda Ennedi, milisi klan yang memihak pemerintah"."""
    return i < len(units) and units[i].kind == "R"
