"""Verdicts: what a speaker says that somebody or his act is like ("Putusan itu tidak adil", "Kami bangga dengan para hakim")."""

from __future__ import annotations

from typing import NamedTuple

from ikrar.engines.rules.clauses import first_words
from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.heard import Clause, Heard
from ikrar.engines.rules.whom import NOWHERE, authorities
from ikrar.model.annotation import Mention

FRAMES = {"blame": "accuse.verdict", "praise": "support.verdict"}
TYPES = {"blame": "ACCUSE", "praise": "SUPPORT"}
LISTS = {
    "blame": ("blaming", "blame_nouns", "blame_openers", "resenting", "lacks"),
    "praise": ("praising", "praise_nouns", "praise_openers", "favouring"),
}
NAMES = frozenset(name for names in LISTS.values() for name in names)
PREDICATES = frozenset(("blaming", "blame_nouns", "praising", "praise_nouns"))
BLAMED = frozenset(("coerce.misinform", "coerce.censor", "mobilize.militia", "assault.destroy", "sanction.quit", "aid.arm"))
"""Frames of deeds that, laid to somebody by a speaker, are his accusation."""
MINDS = frozenset(("resenting", "favouring"))
JUDGED = frozenset("GOV MIL COP LEG JUD PTY OPP REB PRM IGO SPY BUS".split())
"""Sectors of those on whom a verdict is a political act."""
WEAKER = "accuse.judged"
"""The frame of what is found wanting in words of no list; a verdict of the same sentence tells it better."""
FORCE = frozenset(("ASSAULT", "COERCE"))
TRIED = "hoped, feared or tried"  # how rules/mode.py says that an act is none
BACK = 3  # words before a predicate among which a word of denial turns it
ACTING = ("me", "di", "ber", "ter")
"""How verbs begin that open another clause behind the noun of a failing."""
ACT = "an act: "
OWNED = 5  # units behind the noun of an act among which stands whose it is
NEAR = 9  # units behind an opener or a word of one's own mind within which stands who is meant


class Verdict(NamedTuple):
    """One verdict: whether it blames or praises, where its words stand, and on whom it is passed, if the words say."""

    way: str
    first: int
    last: int
    judged: Group | None
    """Without members where the words name an act and not whose it is."""
    how: str
    by: Group | None = None
    """Who passes it, if it is another than the one who is heard."""


def find(drafts: list[Draft], heard: Heard) -> list[Draft]:
    """The verdicts that the speaker of the sentence passes, one of a kind, where no other word of it tells as much."""
    if heard.starts.keys().isdisjoint(NAMES):
        return []
    lists = [(way, name) for way, names in LISTS.items() for name in names if name in heard.starts and heard.tells(name)]
    if not lists or not heard.clauses or _denies(heard):
        return []
    told = {d.type for d in drafts if not d.refused}
    finder = _Finder(heard, lists)
    out: list[Draft] = []
    for c in heard.clauses:
        v = finder.verdict(c)
        if v is None:
            continue
        for other in drafts:
            inside = v.first <= other.unit <= v.last and not other.refused
            if inside and (other.type == "REQUEST" or not other.members("actor")):
                other.refused = "a verdict"  # "harus bertanggung jawab", "patut diapresiasi"
            elif inside and v.way == "blame" and other.pattern.frame["frame"] in BLAMED:
                other.refused = "what somebody is accused of"  # "the government was stealing the election"
            if inside and other.refused:
                told = {d.type for d in drafts if not d.refused}
        weaker = [d for d in drafts if v.way == "blame" and not d.refused and d.pattern.frame["frame"] == WEAKER]
        for d in weaker:
            d.refused = "a verdict"
        told = {d.type for d in drafts if not d.refused} | {d.type for d in out} if weaker else told
        if TYPES[v.way] in told or any(d.type == "REQUEST" and not d.refused and _in_it(d, c, heard) for d in drafts):
            continue
        told.add(TYPES[v.way])
        d = heard.carrier(FRAMES[v.way], v.first, v.last)
        whom = v.judged if v.judged is not None and v.judged.members else _whose_act(d, v, heard)
        if whom is not None:
            d.fills["recipient"] = whom
        d.fills["actor"] = v.by or Group(heard.voices, v.first, v.first, "the one who says it")
        d.notes.append(v.how)
        out.append(d)
    return out


def _in_it(d: Draft, c: Clause, heard: Heard) -> bool:
    """Whether ``d`` is told in the same words as the clause ``c``: both by the speaker, or both by the reporter."""
    return any(first <= d.unit < stop and first <= c.first < stop for first, stop, _ in heard.stretches)


IN_PUBLIC = frozenset("LAB NGO EDU REL SOC AGR LEG PTY OPP ELI MED BUS".split())
"""Whose word on a law, a ruling or a policy of nobody named is meant for the authorities; officials judge their own."""


def _whose_act(d: Draft, v: Verdict, heard: Heard) -> Group | None:
    """“Revisi UU Perairan terlalu dipaksakan", says an NGO: what only a state does is done by that of the speaker."""
    voices = v.by.members if v.by is not None else heard.voices
    if v.judged is None or not voices or any(m.sector not in IN_PUBLIC or m.country in NOWHERE for m in voices):
        return None
    noun = heard.units[v.judged.first].low.removesuffix("nya")
    if noun not in heard.said["state_acts"]:
        return None
    return Group([authorities(d, voices[0].country)], v.first, v.last, "the authorities, whose act it is")


def _denies(heard: Heard) -> bool:
    """“X menampik bahwa aparatnya represif": whether the verb of saying denies what is heard."""
    speech, denied = heard.syn.s.speech, heard.lang.modes["denied"]
    if first_words(denied).isdisjoint(heard.syn.s.words):
        return False
    if speech is None:  # as in a text that is one long quotation
        units, that = heard.units, heard.syn.that
        return any(u.low in denied and units[i + 1].low in that for i, u in enumerate(units[:-1]))
    return any(u.low in denied and speech[0] <= u.start < speech[1] for u in heard.units)


def tried(drafts: list[Draft], heard: Heard) -> Draft | None:
    """“X menyatakan bahwa Y berusaha menyerang Z": force that a side abroad is only said to want or to try is laid to its charge."""
    mine = {m.country for m in heard.voices}
    if not mine or None in mine or any(d.type == "ACCUSE" and not d.refused for d in drafts):
        return None
    for d in drafts:
        if d.type not in FORCE or d.refused is None or not d.refused.startswith(TRIED):
            continue
        theirs = {m.country for m in d.members("actor")}
        if theirs and None not in theirs and not mine & theirs and not any(m.pronoun for m in d.fills["actor"].members):
            out = heard.carrier(FRAMES["blame"], d.unit, d.unit)
            out.fills["recipient"] = d.fills["actor"]
            out.fills["actor"] = Group(heard.voices, d.unit, d.unit, "the one who says it")
            out.notes.append(f"said to want or to try it: {d.type}")
            return out
    return None


class _Finder:
    """Looks for a verdict in the clauses of one sentence."""

    def __init__(self, heard: Heard, lists: list[tuple[str, str]]) -> None:
        self.h, self.syn, self.u, self.lang, self.said = heard, heard.syn, heard.units, heard.lang, heard.said
        self.blaming = ("blame", "lacks") in lists
        self.predicates = [(way, name) for way, name in lists if name in PREDICATES]
        self.spots = sorted({i for _, name in self.predicates for i in heard.starts[name]})
        self.openers = [(way, name) for way, name in lists if name.endswith("openers")]
        self.minds = [(way, name) for way, name in lists if name in MINDS]

    def verdict(self, c: Clause) -> Verdict | None:
        """The verdict of one clause."""
        if c.opener in self.lang.modes["conditional"] or c.opener in self.said["meanwhile"] or c.opener in self.lang.modes["asked"]:
            return None  # "kami ingin agar pelaku usaha tidak lambat": what is wished
        return self._opened(c) or self._own_mind(c) or self._predicated(c) or self._lacking(c)

    # -- predicates -------------------------------------------------------------------------------------------------

    def _predicated(self, c: Clause) -> Verdict | None:
        for i in self.spots:
            if not c.first <= i < c.stop:
                continue
            for way, name in self.predicates:
                last = self.h.at(name, i, c.stop)
                if (
                    last is None
                    or self._denied(i, c)
                    or self._described(i, c)
                    or self._in_a_name(i)
                    or (name.endswith("nouns") and not self._is_one(i, c))
                ):
                    continue
                judged = self._subject(i, c)
                owned = judged is not None and judged.members and judged.how.startswith(ACT)
                if self.h.at("untrue", i, c.stop) == last and not owned:
                    continue  # "kabar itu tidak benar": nobody's word
                if judged is not None:
                    by = self._caller(i, c) if name.endswith("nouns") else None
                    return Verdict(way, i, last, judged, f"a verdict: {judged.how}", by)
        return None

    def _lacking(self, c: Clause) -> Verdict | None:
        """“kurangnya komitmen pemerintah": the noun of a failing, of whoever's it is, or of the act that shows it."""
        for i in sorted(self.h.starts.get("lacks", ())):
            last = self.h.at("lacks", i, c.stop) if c.first <= i < c.stop and self.blaming else None
            if last is None or self._denied(i, c):
                continue
            for k in range(last + 1, min(c.stop, last + 1 + OWNED)):
                u = self.u[k]
                private = u.m is not None and (u.m.pronoun == "first" or not self._is_public(u.m))
                if private or u.kind in "RBCA" or u.low.startswith(ACTING):
                    break
                if u.m is not None:
                    return Verdict("blame", i, k - 1, Group([u.m], k, k, "whose failing it is"), "a failing of theirs")
            shown = next((k for k in (i - 1, i - 2) if k > c.first and self.h.at("showing", k, i) is not None), None)
            judged = self._subject(shown, c) if shown is not None else None
            if judged is not None and judged.members:
                return Verdict("blame", i, last, judged, "an act that shows a failing")
        return None

    def _denied(self, i: int, c: Clause) -> bool:
        """Whether a word of denial stands before the predicate, or one that makes it only possible or to come."""
        first = self.u[i].first
        before = [t.low for t in self.h.tokens[max(self.u[c.first].first, first - BACK) : first]]
        if any(w in self.said["merely"] for w in before) or any(self.h.at("ought", j, i) is not None for j in range(c.first, i)):
            return False  # "bukan hanya melanggar hukum"; "semestinya menteri tidak ceroboh"
        words = (self.lang.modes["negated"], self.lang.modes["ability"], self.lang.sets["will"])
        return any(w in unsure for w in before for unsure in words)

    def _in_a_name(self, unit: int) -> bool:
        """“Rapat Umum Pemegang Saham Luar Biasa": whether the words of the predicate are written as a name is, behind words of it."""
        before, first = self.u[unit - 1] if unit else None, self.h.tokens[self.u[unit].first]
        named = first.text[:1].isupper() and not first.text.isupper()
        return named and before is not None and self.h.tokens[before.last].text[:1].isupper()

    def _described(self, unit: int, c: Clause) -> bool:
        """“pejabat yang lalai harus dipecat": whether the predicate only says which are meant."""
        j = unit - 1
        while j >= c.first and self.u[j].kind in "ADNT":
            j -= 1
        return j > c.first and self.u[j].kind == "R"

    def _is_one(self, unit: int, c: Clause) -> bool:
        """Whether the noun at ``unit`` is said of something: "ini penghinaan", "merupakan pelanggaran", "menyebutnya pencurian"."""
        j = unit - 1
        while j >= c.first and (self.u[j].kind in "dDNA'Q" or self.u[j].low in self.said["kinds_of"]):
            if self.u[j].low in self.said["pointers"] or self.u[j].low in self.said["calling"]:
                return True
            j -= 1
        return j >= c.first and (self.u[j].kind == "B" or self.u[j].low in self.said["calling"])

    def _caller(self, unit: int, c: Clause) -> Group | None:
        """“X called it a mistake, while Y called it a crime": who calls it so in a clause of his own."""
        said = self.said["calling"]
        v = next((j for j in range(unit - 1, c.first, -1) if self.u[j].kind == "V" and {self.u[j].low, self.u[j].low[:-3]} & said), None)
        g = self.syn.subject(v) if v is not None else None
        other = g is not None and c.first <= g.first and self._public(g) and all(m not in self.h.voices for m in g.members)
        return g if other else None

    def _subject(self, unit: int, c: Clause) -> Group | None:
        """On whom a predicate at ``unit`` is passed; a group without members where an act or "this" is judged; None where neither."""
        units = self.u
        opening = next((j for j in range(c.first, unit) if units[j].kind not in "CQT" and units[j].low not in self.said["turns"]), unit)
        if units[opening].low in self.said["pointers"] and all(x.m is None for x in units[opening:unit]):
            return Group([], opening, opening, "what was just told")
        if (act := self._act(opening, unit)) is not None:
            return act
        g = self.syn.subject(unit)
        if g is None or g.first < c.first - 1:
            if not (g is not None and g.members and g.how.startswith(("shared", "carried"))):
                return self._act(c.first, unit)
        if g.members and self._public(g):
            return g
        return self._act(g.first, unit) if not any(m.pronoun for m in g.members) else None

    def _act(self, first: int, unit: int) -> Group | None:
        """The act, text or way of a body that stands between ``first`` and the predicate."""
        if not self.syn.id:
            return self._act_en(first, unit)
        for j in range(first, unit):
            u = self.u[j]
            if u.kind in "CQTdD":
                continue
            if (j + 1 == unit and u.m is None) or any(x.kind == "I" or x.low in self.lang.sets["causative"] for x in self.u[j + 1 : unit]):
                return None  # "perbuatan melawan hukum": which act; "keputusan itu membuat X gagal": not the act
            if u.m is None and (u.low in self.said["judged_acts"] or u.low.removesuffix("nya") in self.said["judged_acts"]):
                owner = self._owner(j, unit)
                return Group([owner] if owner is not None else [], j, j, f'{ACT}"{u.low}"')
            if u.m is not None and u.m.kind == "instrument":
                return Group(list(u.m.members), j, j, "a text")
            return None
        return None

    def _act_en(self, first: int, unit: int) -> Group | None:
        """English: the noun of an act that ends the subject ("Kigali's decision to open the archives is ...")."""
        for j in range(first, unit):
            u = self.u[j]
            if u.kind in "AVRP" and j > first:
                return None
            if u.m is None and u.low in self.said["judged_acts"]:
                owner = next((x.m for x in reversed(self.u[first:j]) if x.m is not None), None)
                after = self.u[j + 1 : j + 4]
                if owner is None and after and after[0].low in ("of", "by"):
                    owner = next((x.m for x in after if x.m is not None), None)
                good = owner is not None and self._is_public(owner)
                return Group([owner] if owner is not None and good else [], j, j, f'{ACT}"{u.low}"')
        return None

    def _owner(self, j: int, unit: int) -> Mention | None:
        """Whose act the noun at ``j`` is: who stands behind it, or behind "oleh"; of a doing ("pengusiran X") not the one it is done to."""
        noun = self.u[j].low  # "pernyataan X" is his own
        doing = self.syn.id and noun.startswith("pe") and not noun.startswith("per") and noun.endswith("an")
        told = self.syn.id and j + 2 < unit and self.u[j + 1].kind == "R" and self.u[j + 2].low in self.said["made"]
        for k in range(j + 1, min(unit, j + OWNED)):
            u = self.u[k]
            if told and k <= j + 2:
                continue  # "pernyataan yang disampaikan menteri"
            if u.kind == "R" or u.kind == "V":
                return None
            if u.m is not None and self.syn.id and self.u[k - 1].low in self.lang.sets["done_to"]:
                return None  # "serangan terhadap X melanggar hukum": not X's
            if u.m is not None and (not doing or self.u[k - 1].low in self.syn.by):
                return u.m if self._is_public(u.m) else None
        return None

    # -- one's own mind ---------------------------------------------------------------------------------------------

    def _own_mind(self, c: Clause) -> Verdict | None:
        """“Kami kecewa dengan sikap menteri", "Terima kasih kepada Kapolri": the speaker's feeling, and whom it is for."""
        for way, name in self.minds:
            i, mine, last = c.first, False, None
            while i < c.stop and (self.u[i].kind in "ADCT" or self.u[i].mention_kind == "pronoun" or self.u[i].low in self.said["turns"]):
                if self.u[i].mention_kind == "pronoun" and not self._own(self.u[i].m):
                    return None
                mine = mine or self.u[i].mention_kind == "pronoun"
                if self.u[i].kind == "A" and self.u[i].low in self.lang.modes["future"]:
                    return None
                if (last := self.h.at(name, i, c.stop)) is not None:
                    break
                i += 1
            last = self.h.at(name, i, c.stop) if i < c.stop else None
            if last is None or not (mine or c.direct and self.u[i].low in self.said["outcries"]):
                continue
            whom = self._meant(last + 1, c.stop)
            if whom is not None:
                return Verdict(way, i, last, whom, "the speaker's own mind")
        return None

    def _own(self, m: Mention | None) -> bool:
        """Whether a pronoun is the speaker: "we", or "said that he ..."."""
        speaker = expand([self.syn.s.speaker]) if self.syn.s.speaker is not None else []
        return m is not None and (m.pronoun == "first" or (m.pronoun == "third" and bool(m.refers) and m.refers[0] in speaker))

    def _opened(self, c: Clause) -> Verdict | None:
        """“Sangat disayangkan, menteri memilih diam": a word at the head of the clause passes the verdict on whom it goes on to name."""
        i = c.first
        while i < c.stop and self.u[i].kind in "CT":
            i += 1
        for way, name in self.openers if i < c.stop else ():
            last = self.h.at(name, i, c.stop)
            whom = self._meant(last + 1, min(len(self.u), c.stop + NEAR), acts=False) if last is not None else None
            if last is not None and whom is not None:
                return Verdict(way, i, last, whom, "a word of blame before it" if way == "blame" else "a word of praise before it")
        return None

    def _meant(self, first: int, stop: int, *, acts: bool = True) -> Group | None:
        """Who stands first behind a word of feeling; a group without members for an act whose owner is not named."""
        act = None
        for j in range(first, min(stop, first + NEAR)):
            u = self.u[j]
            if u.kind in ".;Q" or self.u[j].kind == "R" and act is None:
                break
            if u.m is not None and u.m.pronoun == "first":
                return None
            if u.m is not None and self._is_public(u.m):
                g = self.syn.group(j, "whom it is for", left=False)
                return g if self._public(g) else None
            if acts and act is None and u.m is None and u.low.removesuffix("nya") in self.said["judged_acts"]:
                act = Group([], j, j, f'{ACT}"{u.low}"')
        return act

    # -- who can be judged -------------------------------------------------------------------------------------------

    def _public(self, g: Group) -> bool:
        return any(self._is_public(m) for m in g.members) and not any(m.pronoun == "first" for m in g.members)

    def _is_public(self, m: Mention) -> bool:
        members = expand([m])
        return bool(members) and all(
            x.kind == "state" or x.capital or x.sector in JUDGED or (x.kind == "person" and x.named) for x in members
        )
