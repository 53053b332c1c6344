"""What sort of thing an unknown name is, from the words around it; appositions; abbreviations that the text explains."""

from __future__ import annotations

from ikrar.annotate import addresses, initials, people
from ikrar.annotate.phrases import UNTOLD
from ikrar.lexicon import Language
from ikrar.model.annotation import RANKED, Annotated, Mention, Sentence, Unit

PEOPLE_OF = frozenset(("CVL", "EDU", "MED", "JRN", "CRM", "AGR", "REF", "PTY", "LEG", "JUD"))
ONE_OF = frozenset(("EDU", "MED", "JRN", "CRM", "PTY", "NGO", "REL", "LAB", "BUS"))
BODIES = ("organization", "armed-group", "group")
OF = frozenset(("of", "dengan"))
CLAUSE = 7  # words of a relative clause among which it is said that nobody knows them
INTRODUCED = "introduced by name"


def settle(doc: Annotated, language: Language) -> None:
    """Gives each unknown name a kind, joins appositions, learns "Name (ABC)"."""
    for one in people.everybody(doc):
        if one.kind in ("name", "person") and one.gazetteer is None and len(one.words) > 1 and not one.title:
            tail = language.tails.get(one.words[-1])
            if tail is not None:
                one.kind, one.sector, one.source = str(tail["t"]), tail["s"], "last word of the name"
    initials.settle(doc, language.sets["initials"])
    for s in doc.sentences:
        addresses.settle(doc, s, language)
        if not any(u.m is not None for u in s.units):
            continue
        _introduced(s, language.sets["introduces"])
        _unidentified(s, language)
        _appositions(s, language)
        _heading(s, language.sets["heading"])
        _bracketed(s)
        _told_of(s, language.sets["is_somebody"], language.sets["is_somebody_who"])
        _led(s, language)
        _on_a_side(s, language.sets["for_side"], language.sets["sides"])
        _origins(s, language.sets["origin"])
    _abbreviations(doc)
    people.settle(doc, language)
    known = _learn(doc)
    fighting: dict[str, Mention] = {}
    speech = language.sets["speech"] | language.sets["said"]
    for s in doc.sentences:
        for i, u in enumerate(s.units):
            m = u.m
            if m is not None and m.kind == "armed-group" and (letters := _fighters_of(m, known, doc.raw)) is not None:
                fighting[letters] = m
            if m is None or m.kind != "name":
                continue
            name = m.name or ""
            model = known.get(name) or known.get(name[:1].lower() + name[1:])
            if model is not None and model is not m:
                _copy(m, model)
            elif _place_like(s.units, i, language.sets["locative"]) or _beside_place(s.units, i, language.sets["locative"]):
                m.kind = "place"
            elif _next_to_speech(s.units, i, speech):
                m.kind = "person"
            elif m.name and m.name.isupper() and len(m.name) > 1 and " " not in m.name:
                m.kind = "organization"
            elif len(m.words) >= 2:
                m.kind, m.source = ("thing" if _of_the_language(m.words[0], language) else "person"), "shape"
            else:
                m.kind = "name"
    _those_fighting(doc, fighting)


FIGHTING = frozenset(("REB", "PRM", "UAF", "CRM"))


def _fighters_of(m: Mention, known: dict[str, Mention], raw: str) -> str | None:
    """“FLS fighters", "the CPC rebels": those of the group named before; or the letters of one, which a party may go by too."""
    if m.gazetteer is not None:
        return None
    if m.named and m.name:
        letters, _, rest = m.name.partition(" ")
        model = known.get(m.name)
        if model is not None and model is not m and model.kind == "armed-group":
            m.name, m.country, m.sector = model.name, m.country or model.country, model.sector
        elif len(letters) > 1 and letters.isupper() and rest.islower():  # "the CPC rebel alliance"
            m.name = letters
            return letters
    body = m.owner
    letters = raw[body.start : body.end] if body is not None else ""
    if body is None or body.kind != "organization" or body.sector in FIGHTING or not letters.isupper() or raw[body.end] != " ":
        return None
    m.owner, m.country, m.named, m.name = None, None, True, letters
    return letters


def _those_fighting(doc: Annotated, fighting: dict[str, Mention]) -> None:
    """“the CPC", in a report that tells of CPC rebels: they, whatever else goes by these letters."""
    for m in people.everybody(doc) if fighting else ():
        model = fighting.get(doc.raw[m.start : m.end].removeprefix("the ").removeprefix("The "))
        if model is not None and m is not model and m.kind in ("organization", "name") and m.sector not in FIGHTING:
            _copy(m, model)
            m.named = True


def _of_the_language(word: str, language: Language) -> bool:
    """Whether a name that begins so is a heading or an occasion ("Upacara Praspa") rather than somebody."""
    return (word in language.common or word in language.institutional) and word not in language.first_names


def _copy(m: Mention, model: Mention) -> None:
    m.kind, m.country, m.sector = model.kind, model.country, model.sector
    m.of, m.owner, m.gazetteer, m.former = model.of, model.owner, model.gazetteer, model.former
    if model.name:
        m.alias, m.name = m.name, model.name
    m.source = "named before"


def _learn(doc: Annotated) -> dict[str, Mention]:
    """Names and abbreviations that stand with a title or a kind somewhere in the text -> that mention."""
    known: dict[str, Mention] = {}
    for s in doc.sentences:
        units = s.units
        for i, u in enumerate(units):
            m = u.m
            if m is None or not m.named or m.kind in ("name", "instrument"):
                continue
            if m.kind == "person" and m.name:
                if m.title or m.gazetteer or m.source == INTRODUCED:
                    known.setdefault(m.name, m)
                    known.setdefault(m.name.split()[-1], m)
                    known.setdefault(m.name.split()[0], m)
            elif m.kind in BODIES and m.name and m.words and m.gazetteer is None:
                known.setdefault(m.name, m)  # "the Ennahdha party", then "Ennahdha"
            if i + 2 < len(units) and units[i + 1].kind == "(" and (i + 3 < len(units) and units[i + 3].kind == ")"):
                inner = units[i + 2]
                short = doc.raw[inner.start : inner.end]
                if m.kind in ("organization", "armed-group", "person") and short[:1].isupper() and len(short) < 20:
                    known.setdefault(short, m)
                    if inner.m is not None and inner.m.kind == "name":
                        _copy(inner.m, m)
    return known


def _abbreviations(doc: Annotated) -> None:
    """An abbreviation that the text explains is what the text says, whatever else goes by it: "Partai Bintang Muda (PBM)"."""
    said: dict[str, Mention] = {}
    for s in doc.sentences:
        for i in range(len(s.units) - 3):
            m, inner = s.units[i].m, s.units[i + 2]
            if m is None or not (m.kind in BODIES or (m.named and m.kind in ("person", "name"))):
                continue
            if s.units[i + 1].kind != "(" or s.units[i + 3].kind != ")":
                continue
            short = doc.raw[inner.start : inner.end]
            text = m.name if m.kind in ("person", "name") and m.name else doc.raw[m.start : m.end]
            words = [w for w in text.split() if w[:1].isupper()]
            if len(short) > 1 and short == "".join(w[0] for w in words):
                said.setdefault(short, m)
    if not said:
        return
    for one in people.everybody(doc):
        model = said.get(doc.raw[one.start : one.end])
        if model is not None and one is not model and one.kind in (*BODIES, "name", "person", "place", "state"):
            _copy(one, model)
            one.named = model.named
            if not model.named:
                one.name, one.head = model.name, model.head  # "pekerja migran Kenya (PMK)": a group goes by no name


def _introduced(s: Sentence, words: frozenset[str]) -> None:
    """“tersangka berinisial AB”, "a man named X": the person is the one just described."""
    for i in range(len(s.units) - 2):
        a, b = s.units[i].m, s.units[i + 2].m
        if a is None or b is None or s.units[i + 1].low not in words or b.kind not in ("name", "person") or a.named or a.pronoun:
            continue
        if a.kind in ("person", "group", "armed-group") and not a.plural:
            b.kind, b.sector, b.country, b.of, b.owner = "person", a.sector, a.country, a.of, a.owner
            b.title, b.title_span, b.source = a.title, a.title_span, INTRODUCED
            a.refers, a.alias = [b], "apposition"


def _unidentified(s: Sentence, language: Language) -> None:
    """“militias whose identity is unknown", "gunmen who have not been identified": nobody says whose they are."""
    unknown, told, negators = language.sets["unknown_identity"], language.sets["told_identity"], language.sets["negators"]
    for i, u in enumerate(s.units[:-1]):
        m, after = u.m, s.units[i + 1]
        if m is None or m.named or m.kind not in ("armed-group", "group") or m.sector not in UNTOLD:
            continue
        if after.kind != "R" and after.low not in OF and not (after.kind == "," and i + 2 < len(s.units) and s.units[i + 2].kind == "R"):
            continue
        words = [t.low for t in s.tokens[after.first : after.last + CLAUSE]]
        if unknown & set(words) or (told & set(words) and negators & set(words)):
            m.sector = "UAF"


def _origins(s: Sentence, links: frozenset[str]) -> None:
    """“Sersan X dari Korps Marinir AS", "General Y of India": the body or state behind the name is theirs."""
    for i in range(len(s.units) - 2):
        m, link, o = s.units[i].m, s.units[i + 1], s.units[i + 2].m
        if m is None or o is None or m.kind not in ("person", "name") or not m.named or m.of is not None or m.owner is not None:
            continue
        if link.low in links and o.kind in ("state", "organization", "armed-group") and (m.title or m.kind == "name" and len(m.words) > 1):
            m.of = o
            m.kind = "person"


def _led(s: Sentence, language: Language) -> None:
    """“a coalition led by Peru", "the coalition under French command": whose forces are in the lead."""
    u = s.units
    for i in range(len(u) - 3):
        m = u[i].m
        if m is None or m.country != "INT" or m.kind != "organization" or (m.owner is not None and m.owner.country not in (None, "INT")):
            continue
        k = i + 1 + (u[i + 1].kind == ",")
        if k + 2 >= len(u):
            continue
        leader = u[k + 2].m if u[k].low in language.sets["heading"] and u[k + 1].low in language.sets["by"] else None
        if leader is None and u[k].low == "under" and k + 2 < len(u) and u[k + 2].low in language.sets["leadership"]:
            leader = u[k + 1].m
        if leader is not None and leader.country not in (None, "INT") and leader.kind in ("state", "place"):
            m.owner = leader


def _on_a_side(s: Sentence, markers: frozenset[str], sides: frozenset[str]) -> None:
    """“Minister X for Peru", "Menteri X di pihak Peru", "kepala delegasi Peru adalah Menteri X": for which state a minister came."""
    u = s.units
    for i in range(len(u) - 2):
        a, b = u[i].m, u[i + 2].m
        if a is None or b is None:
            continue
        if a.title == HEADS and u[i + 1].kind in "ABV,:" and _minister(b):
            side = a.of or a.owner
            b.owner, b.country = (side, side.country) if side is not None else (b.owner, b.country)
        elif u[i + 1].low in markers and _minister(a):
            side = b if b.kind == "state" and b.named else b.owner if b.head in sides else None
            if side is not None and side.kind == "state":
                a.owner, a.country = side, side.country


HEADS = "head of delegation"


def _minister(m: Mention) -> bool:
    """Whether ``m`` is a minister known by name and title alone."""
    told = m.of is not None or m.owner is not None or m.country is not None or m.gazetteer is not None
    return m.kind == "person" and m.named and m.title is not None and "minister" in m.title and not told


def _heading(s: Sentence, verbs: frozenset[str]) -> None:
    """“X, who heads the State Department,": the body behind the verb is that of the person."""
    u = s.units
    for i in range(len(u) - 4):
        m, body = u[i].m, u[i + 4].m
        if m is None or body is None or u[i + 1].kind != "," or u[i + 2].kind != "R" or u[i + 3].low not in verbs:
            continue
        unknown = m.kind in ("name", "person") and m.named and m.gazetteer is None and m.of is None
        if unknown and body.kind in ("organization", "armed-group"):
            m.kind, m.of = "person", body
            m.source = INTRODUCED
            m.sector = body.sector if m.sector in (None, "of", "-") else m.sector


def _appositions(s: Sentence, language: Language) -> None:
    """“Anna Kerling, menteri luar negeri Kenya,” and "Wakil Ketua Dewan, Mari Pangestu": name and office are one; so are name and kind."""
    units = s.units
    once = language.sets["once"]
    for i in range(len(units) - 3):  # "X, once the commander of Y"
        a, b = units[i].m, units[i + 3].m
        if a is None or b is None or units[i + 1].kind != "," or units[i + 2].low not in once:
            continue
        if a.kind in ("name", "person") and a.named and b.kind == "person" and b.title and not b.named and not b.plural:
            b.former = True
            _join(a, b)
    for i in range(len(units) - 2):
        a, b = units[i].m, units[i + 2].m
        if a is None or b is None or units[i + 1].kind != ",":
            continue
        if a.kind in ("name", "person") and a.named and b.kind == "person" and b.title and not b.named and not b.plural:
            _join(a, b)
        elif a.kind == "person" and a.named and a.of is None and a.owner is None and _serves(b):
            _join(a, b)
        elif a.kind in ("name", "person") and a.named and not a.title and _heads_a_body(b):
            _body_of(b)
            _join(a, b)
        elif a.kind in ("name", "person") and a.named and not a.title and _describes(b) and _closed(units, i + 2):
            _join(a, b)
        elif a.kind == "person" and a.title and not a.named and (b.kind == "name" and b.words or _merely_ranked(b)):
            if b.source == RANKED:  # "panglima militer Pakistan, Marsekal X": the office says more than the rank
                b.title, b.sector = None, b.sector if a.sector in (None, "of", "-") else None
            b.kind = "person"
            _join(b, a)
            a.refers = [b]
            a.alias = "apposition"
        elif _describes(a) and b.kind in ("name", "person") and b.words and b.gazetteer is None and not b.title and _closed(units, i + 2):
            _join(b, a)  # "politikus Partai X, Ana Kerling,"
    for i in range(len(units) - 2):
        a, b = units[i].m, units[i + 2].m
        if a is None or b is None or units[i + 1].kind != ",":
            continue
        closed = _closed(units, i + 2)
        if not closed and s.tokens[units[i + 2].first].low not in language.sets["indefinite"]:
            continue
        body = a.of if a.alias == "apposition" and a.of is not None else a
        guessed = body.kind == "organization" and body.named and body.gazetteer is None and b.kind == "armed-group"
        if (_unknown_body(body) or guessed) and _kind_of_body(b):
            _described(body, b)
            if guessed and a is not body:
                for one in (a, *a.refers):  # the office is of that militia
                    one.sector = body.sector if one.sector in (None, "of", "-", "MIL") and one.gazetteer is None else one.sector
        elif a.kind == "person" and a.of is not None and _kind_of_body(a.of) and a.of.kind == "armed-group" and a.end == a.of.end:
            if b.kind == "organization" and b.named and b.gazetteer is None or b.kind == "name":
                _described(b, a.of)  # "wakil kepala milisi propemerintah Chad, Garda Ennedi"
        elif closed and _kind_of_body(a) and not _unknown_body(a) and b.kind == "name" and not (i and units[i - 1].kind in ",C"):
            _described(b, a)


def _bracketed(s: Sentence) -> None:
    """“Ana Kerling (sekjen Partai X)”, "Budi Contoh (PKS)": the office or the known body in brackets behind a person's name."""
    units = s.units
    for i in range(len(units) - 3):
        a, b = units[i].m, units[i + 2].m
        if a is None or b is None or units[i + 1].kind != "(" or units[i + 3].kind != ")":
            continue
        if not a.named or a.kind not in ("name", "person"):
            continue
        if b.kind == "person" and b.title and not b.named and not b.plural:
            _join(a, b)
        elif b.kind == "organization" and b.gazetteer is not None and a.of is None and not a.title and len(a.words) > 1:
            a.kind, a.of = "person", b


def _told_of(s: Sentence, plain: frozenset[str], relative: frozenset[str]) -> None:
    """“Ana Kerling yang merupakan ketua X”, "Ana Kerling selaku ketua X": what a clause behind the name says that somebody is."""
    units = s.units
    if relative.isdisjoint([u.low for u in units]):
        return
    for i in range(len(units) - 2):
        a = units[i].m
        if a is None or not a.named or a.kind not in ("name", "person"):
            continue
        j = i + 2 if units[i + 1].kind == "," else i + 1
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
        if (b.kind == "person" and b.title) or (opened and _describes(b)):
            if a.title:
                b.refers, b.alias = [a], "apposition"
                if a.of is None and a.owner is None and a.country is None:  # "Menteri X selaku ketua delegasi Y"
                    a.of, a.owner = b.of, b.owner
            else:
                _join(a, b)


def _heads_a_body(m: Mention) -> bool:
    """Whether ``m`` reads as an office with a name that, behind a person's name, can only be the body: ", wakil ketua Front Rakyat"."""
    return m.kind == "person" and m.named and m.gazetteer is None and m.of is None and bool(m.title) and m.sector in (None, "of", "-")


def _serves(m: Mention) -> bool:
    """Whether ``m`` says of what body one person is, without an office: "General X, perwira senior Garda Revolusi Iran"."""
    body = m.of or m.owner
    return m.kind == "person" and not (m.named or m.plural or m.pronoun or m.title) and body is not None and body.kind in (*BODIES, "state")


def _body_of(office: Mention) -> None:
    """Turns the name behind the office into the body that it belongs to."""
    body = Mention("name", office.title_span[1] if office.title_span else office.start, office.end, (office.name or "").lower())
    body.name, body.named, body.words, body.sentence = office.name, True, office.words, office.sentence
    office.name, office.named, office.words, office.of = None, False, (), body


def _unknown_body(m: Mention) -> bool:
    return m.kind == "name" or (m.kind == "organization" and m.named and m.sector is None and m.gazetteer is None)


def _kind_of_body(m: Mention) -> bool:
    """Whether ``m`` says what some body is, without naming it: "kelompok separatis Kurdi", "an Iraqi paramilitary force"."""
    if m.end - m.start <= len(m.head) or m.sector in PEOPLE_OF:  # "polisi" alone is another; "politikus Partai X" is a person
        return False
    return m.kind in ("armed-group", "organization", "group") and not m.named and bool(m.sector) and not m.pronoun


def _merely_ranked(m: Mention) -> bool:
    return m.named and m.of is None and (m.source == RANKED or (m.kind == "person" and not m.title))


def _describes(m: Mention) -> bool:
    """Whether ``m`` says what one person is: "politikus Partai X", "an activist of Y"."""
    return m.kind == "group" and not m.plural and not m.named and m.sector in ONE_OF and m.end - m.start > len(m.head)


def _closed(units: list[Unit], i: int) -> bool:
    """Whether what stands at ``i`` ends there as an apposition does, and is not one of a list."""
    after = units[i + 1].kind if i + 1 < len(units) else "."
    if after not in ",.;)VA":
        return False
    return not (after == "," and i + 2 < len(units) and units[i + 2].kind == "C")


def _described(body: Mention, kind: Mention) -> None:
    """``body`` is what ``kind`` says."""
    body.kind = "organization" if kind.kind == "group" else kind.kind
    body.sector, body.country, body.owner = kind.sector, body.country or kind.country, body.owner or kind.owner
    body.source = "described beside its name"
    kind.kind, kind.name, kind.named, kind.refers, kind.alias = body.kind, body.name, True, [body], "apposition"


def _join(person: Mention, office: Mention) -> None:
    person.kind = "person"
    person.title, person.title_span = person.title or office.title, person.title_span or office.title_span or office.span
    person.of, person.owner = person.of or office.of, person.owner or office.owner
    if person.gazetteer is None:
        person.sector, person.country = person.sector or office.sector, person.country or office.country
    elif office.sector:
        person.sector = office.sector  # by which the role is chosen
    person.former = person.former or office.former
    office.refers = [person]
    office.alias = "apposition"


def _place_like(units: list[Unit], i: int, locative: frozenset[str]) -> bool:
    return i > 0 and units[i - 1].kind in "P" and units[i - 1].low.split()[-1] in locative


def _beside_place(units: list[Unit], i: int, locative: frozenset[str]) -> bool:
    """“di Hadramaut dan Shabwah”: a name joined to a place is one too."""
    beside = units[i - 2].m if i > 2 and units[i - 1].kind == "C" else None
    return beside is not None and beside.kind == "place" and _place_like(units, i - 2, locative)


def _next_to_speech(units: list[Unit], i: int, speech: frozenset[str]) -> bool:
    after = units[i + 1] if i + 1 < len(units) else None
    before = units[i - 1] if i else None
    return (after is not None and after.low in speech) or (before is not None and before.low in speech)
