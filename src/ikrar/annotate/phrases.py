"""Noun phrases: units are joined into mentions. What the languages share; each has its own module for the order of its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ikrar.annotate.units import NAME_PARTICLES
from ikrar.lexicon import Language
from ikrar.model.annotation import GENERIC, Mention, Sentence, Unit

Json = dict[str, Any]
Found = tuple[Mention, int]  # a mention and the index of the unit after it
Phrase = tuple[list[tuple[Mention, int, int]], int]  # mentions, each with its first and last unit; the unit after them


UNTOLD = frozenset((None, "-", "CVL", "PRM", "REB"))
"""Sectors that "unknown" leaves open: nobody says whose gunmen they are."""


INITIALS = 5  # letters and full stops of what stands for a first name
CIVIL = frozenset(("PTY", "NGO", "LAB", "EDU"))
"""Sectors of those of whom alliances are that are no armies."""
PARTIES = frozenset(("PTY", "OPP"))
NUMBERS = frozenset("d#")
NONE = [""] * 24  # more than the units that any rule looks ahead
OWN_KIND = frozenset(("BUS", "PTY"))  # sectors of bodies whose sort is told right before their names
STATE_BODIES = frozenset(("GOV", "LEG", "JUD", "COP", "MIL"))


class Maker:
    """Builds the noun phrases of one sentence: what both languages share."""

    openers = frozenset("ZOd#mthblniKaX")
    """Kinds of units that may begin a phrase."""

    def __init__(self, sentence: Sentence, raw: str, language: Language) -> None:
        self.s, self.raw, self.lang = sentence, raw, language
        self.u = sentence.units
        self.n = len(self.u)
        self.kinds = [u.kind for u in self.u] + NONE
        """The kinds of the units; behind the last, and so before the first too, "" for those outside the sentence."""
        self.kind: Callable[[int], str] = self.kinds.__getitem__
        self.owners = language.sets["owners"]
        self.title = sentence.title
        self.identity = language.sets["identity"]
        self.collective = language.collective

    def pay(self, i: int) -> Json:
        """What the lexicon says of unit ``i``; nothing outside the sentence."""
        return (self.u[i].pay or {}) if 0 <= i < self.n else {}

    def mention(self, kind: str, first: int, last: int, head: str) -> Mention:
        """A mention of ``kind`` over these units."""
        m = Mention(kind, self.u[first].start, self.u[last].end, head)
        m.sentence = self.s.index
        if self.u[last].low == "'s":
            m.end = self.u[last - 1].end
        return m

    def phrase(self, i: int) -> Phrase | None:
        """The mentions that begin at unit ``i`` (usually one), each with its first and last unit, and where to go on."""
        return self.pronoun(i) if self.kinds[i] in "ZO" else self.nominal(i)

    def nominal(self, i: int) -> Phrase | None:
        """As ``phrase``, where a noun or a name may begin: each language has its own order of words."""
        raise NotImplementedError

    def pronoun(self, i: int) -> Phrase | None:
        """A pronoun, and how it points."""
        p = self.pay(i)
        how = {"both": "both", "that_state": "state"}.get(p.get("c", ""), p.get("p", ""))
        m = self.mention("pronoun", i, i, self.u[i].low)
        m.pronoun = how
        m.plural = how in ("both", "they") or self.u[i].low in self.lang.sets["we"]
        return [(m, i, i)], i + 1

    def _plain_words(self, i: int) -> bool:
        """Whether the name at unit ``i`` is of several words of the language, as other states' parties may have it."""
        lows = [t.low for t in self.s.tokens[self.u[i].first : self.u[i].last + 1]]
        return len(lows) > 1 and all(low in self.lang.common for low in lows)

    def named(self, i: int) -> Mention | None:
        """A mention for the gazetteer name at unit ``i``."""
        p = self.pay(i)
        if p.get("k") != "name":
            return None
        e = p["e"]
        beside = i - 1 if self.lang.code == "id" else i + 1
        if e["t"] == "state" and 0 <= beside < self.n and self.u[beside].low in self.lang.sets["currencies"]:
            if self.u[beside].low[0].isalpha() or self.u[i].end == self.u[beside].start:  # "gave Peru $20 million"
                return None  # "50 juta dolar AS", "US$50 million": no state, its money
        m = self.mention(e["t"], i, i, self.u[i].low)
        m.name, m.country, m.sector = e["n"], e.get("c"), e.get("s")
        m.named, m.gazetteer = True, e
        m.adjective = bool(p.get("adj"))
        m.source = "gazetteer"
        if e["t"] == "organization" and e.get("c") == self.lang.home and m.head in self.lang.anybodys and not self.text(i, i).isupper():
            m.source = GENERIC
        if self.lang.code == "en" and e["t"] == "organization" and e.get("s") in PARTIES and self._plain_words(i):
            m.source = GENERIC  # "the Labour Party"
        if e["t"] == "person":
            m.words, m.alias = tuple(t.low for t in self.s.tokens[self.u[i].first : self.u[i].last + 1]), self.text(i, i)
        if p.get("family"):
            m.family = m.head
        if e["t"] == "place":
            for other in p.get("all", ()):
                if other.get("metonym"):
                    m.gazetteer = {**e, "capital": other["e"]["n"]}
            if p.get("capital"):
                m.gazetteer = {**e, "capital": p["capital"]}
        if p.get("metonym") and self.kind(i - 1) == "P" and self.u[i - 1].low.split()[-1] in self.lang.either("at_place", "beside_place"):
            m.kind, m.name, m.gazetteer, m.owner = "facility", self.text(i, i), None, self.mention("state", i, i, m.head)
            m.owner.name, m.owner.country, m.owner.sector, m.owner.named, m.owner.gazetteer = e["n"], e.get("c"), e.get("s"), True, e
        if p.get("people"):
            m.plural, m.named, m.name = True, False, None
        return m

    def name_run(self, i: int) -> int:
        """The unit after the run of name words that begins at ``i`` (``i`` where there is none)."""
        j = i
        while j < self.n:
            k = self.kind(j)
            if k == "K" or k == "n" and self._goes_in_name(j, i):
                j += 1
            elif (
                k in "Xa"
                and j > i
                and self.lang.code == "en"
                and self.raw[self.u[j].start].isupper()
                and self.u[j].first == self.u[j].last
                and not (self.pay(j).get("k") == "name" and self.pay(j)["e"]["t"] == "state")
            ):
                j += 1
            elif k == "-" and self._hyphenated(j, i):
                j += 1
            elif k in "XP" and j > i and self.u[j].low in NAME_PARTICLES and self.kind(j + 1) in ("K", "n"):
                j += 1
            elif k == "." and j > i and self.u[j].low == "." and len(self.u[j - 1].low) == 1:
                if self.kind(j + 1) != "K" and not self._known(j + 1):
                    break
                j += 1
            else:
                break
        return j

    def _goes_in_name(self, j: int, i: int) -> bool:
        """Whether the name at ``j`` that the lexicon knows is a word of the one that begins at ``i``."""
        p = self.pay(j)
        if j == i:
            return bool(p.get("family")) and self.kind(j + 1) in ("K", "n")
        t = p["e"]["t"]
        return t == "person" or t == "place" and self.kind(j - 1) == "K" or self._family_state(j)

    def _hyphenated(self, j: int, i: int) -> bool:
        """“Jean-Bosco Kalonda”, "Anna Kerling-Holm": a hyphen inside a name; two countries or presidents have a noun behind them."""
        near = j > i and j + 1 < self.n and self.u[j].start == self.u[j - 1].end and self.u[j].end == self.u[j + 1].start
        return (
            near
            and self.kind(j - 1) == "K" == self.kind(j + 1)
            and (self.kind(j + 2) == "K" or j - 1 > i or j + 2 < self.n and self.u[j + 2].low in NAME_PARTICLES)
        )

    def _family_state(self, j: int) -> bool:
        """“Amadou Togo”: a family name that is a country's too; what follows goes on with somebody, and no country is named so."""
        p = self.pay(j)
        if self.lang.code != "en" or self.title or p.get("adj") or p["e"]["t"] != "state" or self.u[j].first != self.u[j].last:
            return False
        return self.kind(j - 1) == "K" and not self.u[j - 1].low.endswith(("an", "ese", "ish", "i")) and self.kind(j + 1) in tuple(",.)V'")

    def paired(self, j: int) -> bool:
        """“Komisi Strategis Rusia-Tajikistan”: whether two states, or their capitals, stand at ``j`` with a hyphen between them."""
        if self.kind(j) != "n" or self.kind(j + 1) != "-" or self.kind(j + 2) != "n" or self.u[j].end != self.u[j + 1].start:
            return False
        return self._state(j) and self._state(j + 2)

    def _state(self, j: int) -> bool:
        p = self.pay(j)
        return bool(p["e"]["t"] == "state" or p["e"]["t"] == "place" and "capital" in p)

    def text(self, first: int, last: int) -> str:
        """The words of these units as written."""
        return " ".join(self.raw[self.u[first].start : self.u[last].end].split())

    def set_name(self, m: Mention, first: int, last: int) -> None:
        """These units are the name of ``m``."""
        m.name = self.text(first, last).removesuffix("'s").removesuffix("’s")
        m.named = True
        m.words = tuple(t.low for t in self.s.tokens[self.u[first].first : self.u[last].last + 1])
        if m.kind in ("person", "name") and last > first and self._known(last):
            self._longer(m, first, last)

    def _known(self, j: int) -> bool:
        """Whether unit ``j`` is the name of a person that the gazetteer knows."""
        return self.kind(j) == "n" and self.pay(j)["e"]["t"] == "person"

    def _longer(self, m: Mention, first: int, last: int) -> None:
        """“Abdul X Y" is X Y whom everybody knows, and "M. Z" is Z whose first name begins so."""
        p, before = self.pay(last), self.text(first, last - 1)
        short = len(before) < INITIALS and "." in before and p["e"]["n"].startswith(before[0])
        another = before.lower() in self.lang.given  # "Joko Budi Contoh" is not Budi Contoh
        if short if p.get("family") else self.u[last].first < self.u[last].last and not another:
            m.kind, m.name, m.gazetteer, m.alias = "person", p["e"]["n"], p["e"], self.text(first, last)
            m.country, m.sector = m.country or p["e"].get("c"), p["e"].get("s") if m.sector in (None, "-") else m.sector

    def own(self, m: Mention, owner: Mention) -> None:
        """``owner`` stands in the phrase of ``m``: its country is the phrase's, unless the phrase has its own; a sea or river has none."""
        m.owner = owner
        if m.country is None and (owner.kind, owner.country) != ("place", "INT"):
            m.country = owner.country

    def belongs(self, m: Mention, inner: Mention, payload: Json) -> None:
        """``inner`` stands after the head of ``m``: it is its owner, or its very name."""
        if m.kind == "armed-group" and letters_of_another(m, inner, self.raw):
            m.name, m.named, m.head = self.raw[inner.start : inner.end], True, m.head
            return
        if (
            inner.kind == "armed-group"
            or self.itself(m, inner)
            or (m.head.rpartition(" ")[2] in self.identity and inner.kind == "organization" and inner.named)
        ):
            m.gazetteer, m.name, m.named = inner.gazetteer, inner.name, True
            m.country, m.sector, m.kind = inner.country, inner.sector, inner.kind
            m.source = GENERIC if inner.source == GENERIC else m.source
            return
        sort = m.kind == "facility" or m.kind == "place" and self.lang.code == "en"  # "Suva island", not "kawasan Eropa"
        if sort and inner.kind == "place":  # "bandara Suva", "Suva airport"
            m.name, m.named = " ".join(self.raw[m.start : inner.end].split()) if inner.start > m.start else m.name, True
        if m.head in self.lang.sets["alliances"] and inner.sector in CIVIL:
            m.sector, m.country = inner.sector, inner.country  # "koalisi Partai X dan Partai Y": of parties, not of armies
        fixed = m.country == "INT"
        self.own(m, inner)
        if m.kind not in ("facility", "place") and inner.country and payload.get("country") is None and not fixed:
            m.country = inner.country if (inner.kind, inner.country) != ("place", "INT") else m.country
        of_body = (
            inner.sector in STATE_BODIES
            or (inner.named or " " in inner.head)
            and inner.sector not in (None, "-")
            and self.lang.code == "id"
        )
        state_body = inner.kind == "organization" and of_body and m.head in self.lang.sets["employed"]
        army = inner.kind == "organization" and inner.sector == "MIL"
        soldiers = army and m.head in self.lang.sets["anybody"]  # "orang-orang dari pasukan X"
        if not m.sector or m.sector == "of" or state_body or soldiers:
            m.sector = inner.sector  # "pegawai Kementerian X" are no workers of a firm
        if m.kind == "facility" and inner.kind == "state" and m.head in self.lang.sets["military_sites"]:
            m.sector = "MIL"  # "kamp X"

    def itself(self, m: Mention, inner: Mention) -> bool:
        """“perusahaan teknologi X", "maskapai Y", "partai oposisi Z": whether ``inner`` is the firm or party that ``m`` says it is."""
        if inner.kind != "organization" or not inner.named or inner.sector not in OWN_KIND or m.named or m.plural:
            return False
        kinds, apart = self.lang.sets["sorts_of_firm"], self.lang.sets["not_itself"]
        words = self.raw[m.start : inner.start].lower().split()
        return words[:1] != [] and words[0] in kinds and words[0][:1] == m.head[:1] and apart.isdisjoint(words)

    def person_name(self, m: Mention, j: int) -> Found:
        """Adds the name that follows a title."""
        if self.kind(j) == "n" and self.pay(j)["e"]["t"] == "person" and not (self.pay(j).get("family") and self.kind(j + 1) == "K"):
            e = self.pay(j)["e"]
            m.name, m.named, m.gazetteer = e["n"], True, e
            last = self._spelt_out(j)
            m.end = self.u[last].end
            m.words, m.alias = tuple(t.low for t in self.s.tokens[self.u[j].first : self.u[j].last + 1]), self.text(j, j)
            if self.pay(j).get("family"):
                m.family = self.u[j].low
            return m, last + 1
        k = self.name_run(j)
        if k > j and (self.kind(j) in ("K", "n")):
            self.set_name(m, j, k - 1)
            m.end = self.u[k - 1].end
            return m, k
        return m, j

    def _spelt_out(self, j: int) -> int:
        """The last unit of the name at ``j`` of somebody known, with what else he is called: "Ade Ary Syam Indradi"."""
        if not self.title and self.kind(j) == "n" and not self.pay(j).get("family") and self.kind(j + 1) == "K":
            after = self.name_run(j + 1)
            return after - 1 if after > j + 1 and self.u[j + 1].start == self.u[j].end + 1 and self.lang.code == "id" else j
        return j

    def plain_word(self, j: int) -> bool:
        """Whether the word at ``j`` may belong to the noun before it: not what he is like ("pemerintah lamban") or what befell him."""
        u = self.u[j]
        apart = u.low in self.lang.sets["nearby"] or u.low in self.lang.judging or u.low in self.lang.modes["unwilled"]
        return not apart and not u.forms and self.raw[u.start].islower()

    def as_noun(self, i: int) -> Json | None:
        """Words such as "tersangka" stand before a name like an office and alone like a noun: what they are alone."""
        return next((p for p in self.pay(i).get("all", ()) if p["k"] == "noun" and p["t"] != "person"), None)


def build(sentence: Sentence, raw: str, language: Language, maker_of: type[Maker]) -> None:
    """Replaces the units of each noun phrase by one M unit with its mention."""
    maker = maker_of(sentence, raw, language)
    openers, phrase, kinds = maker.openers, maker.phrase, maker.kinds
    old = sentence.units
    new: list[Unit] = []
    left: list[Unit] = []
    i = 0  # the first unit that is not in ``new`` yet
    for at in [at for at, kind in enumerate(kinds[: maker.n]) if kind in openers]:
        if at < i or kinds[at] not in openers:
            continue  # in the phrase before, or taken for a plain word by it
        new += old[i:at]
        i = at + 1
        found = phrase(at)
        if found is None or found[1] <= at:  # one that ends where it begins is a slip of a rule: what it took is left
            new.append(old[at])
            left.append(old[at])
            continue
        mentions, i = found
        for m, first, last in mentions:
            if new and new[-1].m is not None and _told_again(new[-1].m, m):
                new[-1].m.end = new[-1].end = m.end
                new[-1].last = old[last].last
                continue
            new.append(Unit("M", old[first].first, old[last].last, m.start, m.end, m.head, m, None, None, old[first].b))
    new += old[i:]
    for u in left:  # names that no phrase took are words
        if u.kind in "htbliamnK":
            u.kind = "X"
    sentence.units = new


def _told_again(a: Mention, b: Mention) -> bool:
    """A body named and abbreviated in one breath, where brackets were lost: "Partai Amanat Nasional PAN", "Komisi Pemilihan Umum KPU"."""
    return a.gazetteer is not None and a.name == b.name and a.kind == b.kind == "organization"


def letters_of_another(group: Mention, body: Mention, raw: str) -> bool:
    """“pemberontak CPC", "the rebel group CPC": whether a party or a firm goes by the letters that name a group of rebels here."""
    letters = raw[body.start : body.end]
    return group.sector in ("REB", "PRM") and body.kind == "organization" and body.sector in ("PTY", "BUS", "NGO") and letters.isupper()
