"""Who can fill a role: the kinds and sectors of mention that act, decide, or are a text."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import ACTORS, BINDING_TEXTS, SITES, TOLD_BEFORE, Group
from ikrar.engines.rules.verbal import Verbal
from ikrar.lexicon import Pattern
from ikrar.lexicon.patterns import NARROW
from ikrar.model.annotation import Mention
from ikrar.model.notables import notable

WORDS = frozenset(("AGREE", "CONCEDE", "CONSULT"))  # what a people does only by its government

STRIKE = "protest.strike"
OF_PEOPLE = frozenset(
    "coerce.arrest coerce.deport assault.kill assault.shoot assault.abduct assault.beat"
    " retreat.release concede.pardon sanction.convict".split()
)
"""Frames of what is done to people, never to a state."""
CIVIL = frozenset(("CVL", "CRM", "EDU", "NGO", "JRN", "REF", "LAB", "MED", "OPP"))
BESIDE = 3  # units between a subject and its verb
POINTING = 4  # units before a verb among which a word points back to a text: "Hal itu juga mewajibkan"
WORDS_OF = frozenset(("resolution", "decree", "ruling", "joint-statement"))  # texts that are the word of those who make them


class Fitting(Verbal):
    """Whether what grammar found fits a role."""

    def _fits(self, d: Draft, role: str, is_: str, sectors: list[str] | None) -> bool:
        g = d.fills[role]
        if d.pattern.frame["frame"] == "consult.host" and g.thing is not None and not self.id:
            return False  # "hosted a quiz for his aides": no guests of another side
        if is_ in ("thing", "clause"):
            return bool(g.members) or g.thing is not None
        if is_ == "sides" and len({m.country for m in expand(g.members) if m.country}) < 2:
            return False
        if is_ == "instrument":
            if role == "text":  # "both signed it": only a text pointed back to
                return any(m.kind == "instrument" and m not in g.members for m in expand(g.members))
            if g.thing is not None and (text := self._whole(g)) is not None:
                g.members[:] = [text]
            by_law = d.pattern.commitment and not d.pattern.event and g.thing is not None and g.thing.low in self.lang.modes["law_words"]
            return bool(by_law) or any(m.kind == "instrument" for m in g.members)  # "Pasal 5 mewajibkan ...", "aturan itu melarang ..."
        if is_ == "place":
            return any(m.kind in ("place", "facility", "state") for m in g.members)
        if role == "recipient" and d.type == "ACCUSE" and g.members and all(m.kind == "instrument" for m in g.members):
            g.members[:] = [m.owner for m in g.members if m.owner is not None and m.owner.country]  # "condemned Chile's new law"
        if role == "actor":
            if "instrument" in [m.kind for m in g.members]:
                g.members[:] = [x for m in g.members for x in (self._makers(m) if m.kind == "instrument" else [m])]
            if d.type == "ASSAULT" or d.type in ("AID", "MOBILIZE") and not self.id:
                for m in g.members:
                    if (
                        m.kind == "facility"
                        and m.country
                        and m.head in self.lang.sets["craft"]
                        and (d.type == "ASSAULT" or _armys(m, self.raw, self.lang.sets["army_craft"]))
                    ):
                        m.kind, m.sector, m.named, m.name = "equipment", "MIL", False, None  # "helikopter X menyerang": it is an army's
            elif d.type == "ACCUSE" and g.thing is not None and g.thing.low.removesuffix("s") in self.lang.sets["weapons"]:
                return False  # "rockets blasted the town": they criticise nobody
            elif d.type == "REQUEST" and self._moves(g):
                return False  # "serangan Chili itu mendorong milisi menembakkan roket": what moves them asks nothing
        keep = [m for m in g.members if self._acts(m, is_) and (sectors is None or _of_sector(m, sectors))]
        if role == "recipient" and d.type == "PROTEST" and self._deed_of(g, d.unit) and all(m.sector in CIVIL for m in g.members):
            return False  # "protested against the arrest of a student": he is not whom they protest against
        if not self.id and d.pattern.frame["frame"] == "consult.see" and role == d.pattern.obj:
            keep = [m for m in keep if m.kind != "name"] if g.thing is None else []  # "received an award", "the first dose"
        if role == "actor" and d.type == "CONSULT":  # "a session of the Strategic Dialogue": they talk in it
            keep = [m for m in keep if m.kind != "name" or not m.guessed or (self.lang.tails.get(m.head) or {}).get("t") != "thing"]
        if not keep:
            return False
        if not self.id and role in ("recipient", "victim") and d.pattern.frame["frame"] in OF_PEOPLE:
            keep = [m.as_people() if m.kind == "state" and m.adjective else m for m in keep]  # "arrested a Belarussian model": no state
        g.members[:] = keep
        if role == "actor" and d.pattern.frame["frame"] == STRIKE and not self.id:
            for m in keep:
                if m.sector == "EDU" and m.head.rpartition(" ")[2] in self.lang.sets["teaching"]:
                    m.sector = "LAB"  # teachers who strike do so as workers
        if not self.id and role in ("actor", "promisor") and d.type in WORDS:
            for m in keep:
                if m.kind == "group" and m.source == "gazetteer" and m.plural and self.raw[m.start : m.start + 4].lower() == "the ":
                    m.kind, m.sector = "state", "GOV"  # "the Americans promised"
        return True

    def _by_nature(self, d: Draft, p: Pattern, at: int, size: int) -> bool:
        """Whether weather, an illness, a film or the like does it: "badai menyerang", "diserang virus", "serangan jantung"."""
        sets = self.lang.sets
        nature = sets["nature"]
        if self._may_be_nature is None:
            self._may_be_nature = not (self.lows.isdisjoint(nature) and self.lows.isdisjoint(sets["accidents"]))
        if not self._may_be_nature:
            return False  # most sentences
        passive = d.mark == "passive"
        if p.kind == "noun" or passive:
            k = at + size if self.id or passive else at - 1
            k += k < len(self.t) and self.t[k].low in self.syn.by
            if 0 <= k < len(self.t) and self.t[k].low in nature:
                return True
        if not self.id and d.type == "ASSAULT" and p.kind == "verb" and "ing" in self.s.units[d.unit].forms:
            before = self.s.units[: d.unit]
            if before and before[-1].kind == "," and any(u.kind == "V" and u.low in sets["accidents"] for u in before):
                return True  # "a ferry capsized, killing 20"
        if self.id and p.kind == "verb" and not passive and self._thing_before(d.unit) in nature:
            return True
        doer = None if passive else d.subject
        return doer is not None and doer.thing is not None and doer.thing.low.removesuffix("nya") in nature

    def _by_thing(self, d: Draft, p: Pattern) -> bool:
        """“dugaan suap yang menjerat X": a thing in which nobody acts accuses, holds and punishes nobody."""
        if p.subj != "actor" or d.members("actor"):
            return False
        near = d.subject is not None and not d.subject.members and d.unit - d.subject.last <= BESIDE
        thing = d.subject.thing if d.subject is not None and near else None
        return thing is not None and thing.low.removesuffix("nya") not in self.lang.deeds

    def _thing_before(self, v: int) -> str:
        """“X menambahkan, kemarin hujan es merusak ...": the head of the plain words behind a time that do what the verb says."""
        units, j = self.s.units, v - 1
        while j >= 0 and units[j].kind == "X":
            j -= 1
        return units[j + 1].low if 0 <= j < v - 1 and units[j].kind == "T" else ""

    def _deed_of(self, g: Group, act: int) -> bool:
        """Whether somebody is named as the one to whom a deed other than ``act`` is done, told by a noun: "the killing of X"."""
        units, j = self.s.units, g.first - 1
        while j > 0 and units[j].kind in "dX#D" and units[j].low not in self.lang.deeds:
            j -= 1
        return j > 1 and j - 1 != act and units[j].low in self.lang.sets["owners"] and units[j - 1].low in self.lang.deeds

    def _moves(self, g: Group) -> bool:
        """Whether it is not somebody, but an attack or a tension of theirs that moves people to act."""
        what, sets = g.thing or (self.s.units[g.first - 1] if g.first else None), self.lang.sets
        return what is not None and what.kind == "X" and (what.low in sets["incidents"] or what.low in sets["pressures"])

    def _whole(self, g: Group) -> Mention | None:
        """“tahap pertama kesepakatan itu”, "the second part of the deal": the text of which a part is named."""
        if g.thing is None or g.thing.low not in self.lang.modes["parts_of_text"]:
            return None
        units = self.s.units
        after = units.index(g.thing) + 1
        text = next((u for u in units[after : after + 4] if u.kind not in "P#DdQXA"), None)
        return text.m if text is not None and text.mention_kind == "instrument" else None

    def _of_text(self, v: int) -> bool:
        """Whether the verb at ``v`` stands in a relative clause that describes a text: "a treaty that both sides concluded"."""
        units, j = self.s.units, v - 1
        while j > 0 and (units[j].kind in "ADNC" or units[j].m is not None):
            j -= 1
        if self.id or j < 1 or (units[j].kind != "R" and units[j].low != "that"):
            return False
        while (
            j > 0
            and units[j - 1].mention_kind != "instrument"
            and (units[j - 1].kind in "TPX," or (units[j - 1].m is not None and units[j - 2].kind == "P"))
        ):
            j -= 1
        return units[j - 1].mention_kind == "instrument"

    def _text_before(self, d: Draft, v: int) -> None:
        """“issued a resolution on Monday, mandating that ...": the text made just before says it, not its makers."""
        known, units = d.fills.get("instrument"), self.s.units
        if known is not None and any(m.kind == "instrument" for m in known.members):
            return
        j = v - 1
        while j > 0 and units[j].kind in "T,PD":
            j -= 1
        text = units[j].m
        if text is not None and text.kind == "instrument" and units[j - 1].kind == "V" and units[j - 1].low in self.lang.modes["making"]:
            d.fills["instrument"] = Group([text], j, j, "the text made just before")

    def _text_back(self, d: Draft, v: int) -> None:
        """“... mengesahkan resolusi. Itu mewajibkan pemerintah ...”, "This obliges ...": the binding text told of just before."""
        known, units, last = d.fills.get("instrument"), self.s.units, self.told[-1].s if self.told else None
        if last is None or last.index != self.s.index - 1 or v > POINTING:
            return
        if known is not None and known.how != "carried over" and any(m.head != "it" for m in known.members):
            return
        if units[0].low not in self.lang.sets["pointing"] or any(u.m is not None or u.kind in "VSC," for u in units[1:v]):
            return
        text = next((u.m for u in reversed(last.units) if u.mention_kind == "instrument"), None)
        if text is not None and text.title in BINDING_TEXTS:
            d.fills["instrument"] = Group([text], 0, 0, TOLD_BEFORE)

    def _makers(self, text: Mention) -> list[Mention]:
        """“resolusi DK PBB mendesak ...”, "mengesahkan resolusi yang mendesak ...": those whose word a text is speak in it."""
        if text.title not in WORDS_OF:
            return []
        at = next((i for i, u in enumerate(self.s.units) if u.m is text), 0)
        verb = self.s.units[at - 1] if at else None
        if verb is not None and verb.low in self.lang.sets["not_said"]:
            return []  # "vetoed a resolution condemning ...": nobody has said it
        if text.members:
            return list(text.members)
        if verb is None or verb.kind != "V" or verb.low not in self.lang.modes["making"]:
            return []
        g = self.syn.subject(at - 1)
        return list(g.members) if g is not None else []

    def _acts(self, m: Mention, is_: str) -> bool:
        if m.kind == "pronoun":
            return any(r.kind != "pronoun" and self._acts(r, is_) for r in m.refers)
        if is_ == "site":
            return m.kind in SITES
        if is_ in NARROW:
            return self._narrow(m, is_)
        if m.kind == "facility":  # ships and embassies act, for those they belong to
            known = not m.guessed or m.sector in ("BUS", "MED")  # "pabrik itu memecat ...": a firm by itself, whosever country it is in
            return known and m.sector not in (None, "-", "of") and m.head in self.lang.sets["acting_sites"]
        if m.kind == "place":
            return m.capital
        return m.kind in ACTORS

    def _narrow(self, m: Mention, is_: str) -> bool:
        """The narrower kinds that a pattern may ask for."""
        if is_ == "sides":
            return m.kind == "state" or m.capital or m.sector == "GOV"
        if is_ == "land":
            return m.kind == "place"
        if is_ == "country":
            return m.kind == "state" and not m.adjective or m.capital
        if is_ == "people":
            return m.kind in ("person", "group", "armed-group", "organization", "name")
        if is_ == "protesters":
            return m.head in self.lang.sets["protesters"]
        if is_ == "crowd":
            return m.head in self.lang.sets["protesting"]
        if is_ == "citizens":
            return m.sector in ("CVL", "LAB", "AGR", "EDU", "MED", "REF", "SOC", "REL", "NGO", "OPP")
        if is_ == "government":
            return m.sector == "GOV"
        if is_ == "notables":
            return m.kind in ("person", "group") and notable(m) and not (m.sector == "REL" and m.plural)
        if is_ == "officers":
            return m.kind in ACTORS and m.sector in ("COP", "JUD")
        sectors = ("MIL", "REB", "PRM", "UAF") if is_ == "forces" else ("REB", "UAF", "CRM", "PRM")
        return m.kind in ACTORS and m.sector in sectors


def _armys(craft: Mention, raw: str, words: frozenset[str]) -> bool:
    """Whether a state's ``craft`` is its forces': a helicopter, or one that is called so ("a navy ship")."""
    owner = craft.owner
    forces = owner is not None and (owner.sector == "MIL" or craft.sector == "MIL" or owner.kind == "state" and craft.head == "helicopter")
    return forces or any(w in words for w in raw[craft.start : craft.end].lower().split())


def _of_sector(m: Mention, sectors: list[str]) -> bool:
    """Whether ``m``, or what a pronoun stands for, belongs to one of ``sectors``."""
    if "GOV" in sectors and m.capital:
        return True  # "Lima vetoed the text": a capital is its government
    return any(x.sector in sectors and x.kind != "name" for x in (m.refers or [m]))
