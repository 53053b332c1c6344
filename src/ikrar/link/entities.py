"""Entities: the mentions that stand for one and the same, under one id, with one code."""

from __future__ import annotations

import re
from functools import lru_cache

from ikrar.lexicon import Language
from ikrar.link.same_body import Bodies
from ikrar.model import Entity, Role, Span
from ikrar.model.annotation import NO_STATE, WHOSE_SITE, Annotated, Mention
from ikrar.model.late import late

TYPES = {"name": "person", "equipment": "organization"}
KEPT = frozenset(("person", "organization", "armed-group"))
NO_ENTITY = frozenset(("pronoun", "instrument", "thing"))
MAX_MENTIONS = 60
LONGEST_WORD = 10  # characters behind a body in which it may be told to be all those concerned


ARMED = frozenset(("MIL", "COP"))
MANIFOLD = frozenset(("BUS", "JRN", "NGO", "LAB", "EDU", "SOC"))
"""Sectors of which a state has many bodies: one that goes by no name is any of them."""
FORCES = late(
    r"^(?:Tentara Nasional|Angkatan Darat Nasional|Angkatan Bersenjata|Angkatan Pertahanan|Pasukan Pertahanan|Pasukan Bersenjata) "
    r"|National Army$|Armed Forces|-led coalition$|Defen[cs]e Forces?$|National Police$|^People's Liberation Army$",
    re.IGNORECASE,
)


@lru_cache(5_000)
def is_force(name: str) -> bool:
    """Whether ``name`` is that of a force of a whole state."""
    return FORCES.search(name) is not None


SYNONYMS = {"protesting": "CVL", "sought": "CRM", "people_at_large": "CVL", "locals": "CVL", "newsmen": "JRN", "labour": "LAB"}
"""Sets of words that call the same group in a report, and its sector."""
UNNAMED = frozenset(("the crowd of a protest", "those looked for"))
"""The ``source`` of somebody whom no words name."""


class Registry:
    """Hands out entity ids; two mentions with the same key are one entity."""

    def __init__(self, doc: Annotated, language: Language) -> None:
        self.doc, self.states, self.words = doc, language.states, language.sets
        self.synonyms = language.either(*SYNONYMS)
        self.keys: dict[tuple[str | None, ...], str] = {}
        self.of: dict[str, list[Mention]] = {}
        self._there: set[tuple[str, int]] = set()
        """Which mentions stand in ``of``, by its id and theirs: a state may have dozens."""
        self.leaving = False
        """Whether the report is one of forces that leave or are cut."""
        self.forces: set[int] = set()
        """Mentions of counted men ("200 soldiers") who are sent, trained or helped: their force, not men to whom something befell."""
        self.bodies = Bodies(doc, language)
        self.count = 0
        self._known: dict[int, tuple[Mention, tuple[str | None, ...]]] = {}
        """The keys of mentions, each beside its mention, so that no other takes its place in memory."""

    def key(self, m: Mention) -> tuple[str | None, ...]:
        """What makes a mention the same as another: asked for many times of each, which by now stays as it is."""
        known = self._known.get(id(m))
        if known is not None:
            return known[1]
        key = self._key(m)
        if m.kind != "place" or m.entity is not None or not m.capital:  # which may yet turn out to act for its state
            self._known[id(m)] = m, key
        return key

    def _key(self, m: Mention) -> tuple[str | None, ...]:
        """A state by its country, names by name, the rest by kind, code and head."""
        if m.kind == "state" and m.source not in UNNAMED:
            return ("state", m.country)  # most mentions
        if m.kind == "person" and m.named and m.name and m.source not in UNNAMED:
            return ("person", m.name.lower())
        if m.kind == "person" and m.alias == "apposition" and not m.named and m.refers and m.refers[0].named:
            return self.key(m.refers[0])  # "by its foreign minister, X": X
        if m.source in UNNAMED and (told := self._told_elsewhere(m)) is not None:
            return self.key(told)
        kind = TYPES.get(m.kind, m.kind)
        if kind == "armed-group" and m.sector == "UAF" and not m.named:
            kind = "group"
        if kind == "person" and not m.named and (m.plural or not m.title or self._in_general(m)):
            kind = "group"
        if kind == "group" and m.sector == "MIL" and m.country == "INT" and not m.named:
            kind = "organization"  # "unit tempur koalisi pimpinan X": the coalition
        if kind == "organization" and not m.named and (self._some(m) or self._several(m)):
            kind = "group"  # "11 anggota polisi", "six soldiers": these men, not the force; "perusahaan kripto": more than one
        if not m.named and kind in ("person", "group") and (body := self._speaks_for(m)) is not None:
            return self.key(body)
        if kind in ("organization", "group") and m.owner is not None and self._acts_for(m):
            return self.key(m.owner)
        if kind == "organization" and self._rules(m):
            return ("state", m.country)
        if kind == "armed-group" and not m.named and m.owner is not None and m.owner.named and m.owner.kind == kind and m.owner is not m:
            return self.key(m.owner)  # "al-Shabaab militants": the group
        if kind == "state" or (m.entity == "state" and m.capital):
            return ("state", m.country)
        if kind == "organization" and m.gazetteer is None:
            if (whole := self.bodies.only_one(m)) is not None and not self._counted(m):
                return (kind, whole)
        if m.named and m.name and kind not in ("organization",):
            return (kind, m.name.lower()) if m.gazetteer is not None or kind == "person" else (kind, m.name.lower(), m.country)
        if kind == "organization" and m.sector in ARMED and m.name:
            national = m.gazetteer is not None or (m.owner is not None and m.owner.kind == "state")
            if national and ((m.gazetteer or {}).get("force") or is_force(m.name)):
                return (kind, m.country, m.sector)  # "TNI" and "tentara" of one state are one force
        if m.name and (m.gazetteer is not None or m.named and (m.words or not m.name[:1].islower())):
            return (kind, self.bodies.name(m))
        if kind == "organization" and m.sector in ("MIL", "COP"):
            local = self.bodies.police(m, is_force) if m.sector == "COP" and not m.named else None
            return (kind, local) if local is not None else (kind, m.country, m.sector)
        if kind == "person" and m.title and m.owner is None:  # "Menteri LH", "Menteri Lingkungan Hidup"
            return (kind, m.country, m.sector, m.title)
        return (kind, m.country, m.sector, self._called(m) if kind != "organization" or not m.name else m.name.lower())

    def _in_general(self, m: Mention) -> bool:
        """Whether Indonesian words for an office stand for those who hold such offices: "meminta gubernur", not "seorang bupati"."""
        if self.doc.language != "id" or m.title in self.words["sole_offices"] or (m.title or "").endswith(" minister"):
            return False
        words = self.doc.raw[m.start : m.end].split()
        return (
            not words[-1].endswith("nya")
            and words[0].islower()
            and words[0] not in self.words["single"]
            and words[-1] not in self.words["demonstratives"]
        )

    def _called(self, m: Mention) -> str:
        """The head of a group, one for all by which those are called who protest, are looked for, or are the people of a state."""
        for name, sector in SYNONYMS.items() if m.head in self.synonyms else ():
            if m.head in self.words[name]:
                return name if m.sector == sector else m.head
        return m.head

    def _told_elsewhere(self, m: Mention) -> Mention | None:
        """Those of the text who are called what ``m`` stands for without a word: its suspects, the one crowd of it."""
        heads = self.words["sought"] if m.sector == "CRM" else self.words["protesting"]
        alike = (o for o in self.doc.mentions if o.kind == "group" and not o.named and o.head in heads and o.source not in UNNAMED)
        return next((o for o in alike if o.country == m.country and o.sector == m.sector), None)

    def _rules(self, m: Mention) -> bool:
        """Whether ``m`` are the authorities of a state and of no part of it: "otoritas Mesir", "the authorities"."""
        if m.sector != "GOV" or m.gazetteer is not None or m.head not in self.words["authorities"] or m.country in NO_STATE:
            return False
        owner = m.owner
        if owner is not None and owner.kind != "state" and not owner.capital:
            return False  # "the Basra authorities"
        words = self.doc.raw[m.start : m.end].lower().split()
        there = not self.words["of_the_place"].isdisjoint(words) or not self.words["locals"].isdisjoint(words)
        return not there and (self.doc.language == "id" or words[-1] == "authorities")

    def _acts_for(self, m: Mention) -> bool:
        """Whether ``m`` is a body by those at work in it ("penyidik KPK", "tim Densus", "institusi TNI") or at its head ("DPP Golkar")."""
        body = m.owner
        if m.sector == "PTY" and m.head in self.words["boards"] and body is not None and body.named and body.sector == m.sector:
            return True
        if body is None or body.kind != "organization" or not body.named or m.gazetteer is not None or m.head not in self.words["staff"]:
            return False
        return (m.sector, m.country) == (body.sector, body.country) and not m.plural and not self._counted(m)

    def _speaks_for(self, m: Mention) -> Mention | None:
        """The named body that ``m`` is an office of and nothing else: "ketua Partai X", "a State Department official"."""
        body = m.of or m.owner
        if body is None or body.kind not in KEPT or not body.named or m.kind != "person" or m.plural or m.former:
            return None
        return body if (m.sector, m.country) == (body.sector, body.country) else None

    def _several(self, m: Mention) -> bool:
        """Whether ``m`` stands for bodies of a sort and not for one of them: "perusahaan Rusia", "both parliaments"."""
        if m.pronoun or m.gazetteer is not None:
            return False
        if m.head in self.words["many_by_word"] or m.sector == "GOV" and self.doc.language == "id" and self._many(m):
            return True
        if m.plural or m.sector not in MANIFOLD or self.doc.language == "en":
            return m.plural and m.sector in MANIFOLD | {"LEG"}
        words = self.doc.raw[m.start : m.end].lower().split()
        return words[0] not in self.words["single"] and words[-1] not in self.words["demonstratives"]

    def _many(self, m: Mention) -> bool:
        """Whether words tell of many: "berbagai kementerian", "dinas terkait", "lembaga negara lain"."""
        last = self.doc.raw[m.start : m.end].lower().split()[-1]
        behind = self.doc.raw[m.end : m.end + LONGEST_WORD].lower().split()[:1]
        return m.plural or last in self.words["others"] or not self.words["concerned"].isdisjoint(behind)

    def _some(self, m: Mention) -> bool:
        """Whether ``m`` is some men of a force to whom something befell, not the force."""
        return m.sector in ARMED and id(m) not in self.forces and self._counted(m)

    def _counted(self, m: Mention) -> bool:
        """Whether ``m`` counts men in uniform: "11 anggota polisi", "six soldiers"."""
        first, *rest = self.doc.raw[m.start : m.end].lower().split()
        return (first[0].isdigit() or first in self.words["numerals"]) and not self.words["uniformed"].isdisjoint(rest)

    def id(self, m: Mention) -> str:
        """The id of the entity that ``m`` mentions."""
        key = self.key(m)
        id_ = self.keys.get(key)
        if id_ is None:
            self.count += 1
            id_ = self.keys[key] = f"e{self.count}"
            self.of[id_] = []
        self._put(id_, m)
        return id_

    def _put(self, id_: str, m: Mention) -> None:
        """Puts ``m`` among the mentions of an entity, once."""
        if (id_, id(m)) not in self._there:
            self._there.add((id_, id(m)))
            self.of[id_].append(m)

    def forget(self, id_: str) -> None:
        """Takes somebody out again of whom no line speaks."""
        del self.of[id_]
        self.keys = {key: known for key, known in self.keys.items() if known != id_}

    def claim(self) -> None:
        """All other mentions of the document that are the same as one already known join it."""
        for s in self.doc.sentences:
            for i, m in s.placed:
                if m.kind == "place" and m.entity is None and m.capital and i and s.units[i - 1].low in self.words["towards"]:
                    m.entity = "state"  # "a contract with Athens"
        for m in self.doc.mentions:
            for one in (m, m.of, m.owner) if m.of is not None or m.owner is not None else (m,):
                if one is None or one.kind in NO_ENTITY:
                    continue
                known = self._known.get(id(one))
                id_ = self.keys.get(known[1] if known is not None else self.key(one))
                if id_ is not None:
                    self._put(id_, one)
        for m in self.doc.mentions:
            if m.kind == "pronoun":
                for r in m.refers:
                    key = self.key(r)
                    if key in self.keys:
                        self.of[self.keys[key]].append(m)

    def entities(self) -> tuple[Entity, ...]:
        """All entities, in the order of their ids."""
        out = []
        for id_, mentions in self.of.items():
            named = [m for m in mentions if m.kind != "pronoun"]
            lead = named[0] if len(named) == 1 else max(named, key=_fullness) if named else mentions[0]
            kind = self.key(named[0] if named else lead)[0] or lead.kind
            spans = sorted({(m.start, m.end) if m.kind != "pronoun" else _core(m) for m in mentions})[:MAX_MENTIONS]
            country = lead.country or next((m.country for m in named if m.country), None)
            sector = lead.sector or next((m.sector for m in named if m.sector), None)
            if sector in ("of", "-"):
                sector = None
            out.append(
                Entity(
                    id=id_,
                    type=str(kind),
                    name=self._name(lead, str(kind)),
                    mentions=tuple(spans),
                    country=country,
                    sector="GOV" if kind == "state" else sector,
                    roles=self._roles(named),
                )
            )
        return tuple(out)

    def _name(self, m: Mention, kind: str) -> str:
        if kind == "state" and m.country in self.states:
            return self.states[m.country]
        if m.name and m.named:
            return m.name
        if m.source in UNNAMED:
            return m.head
        if (m.kind == "equipment" and m.country != "INT") or m.source == WHOSE_SITE:
            return f"forces of {self.states.get(m.country or '', m.country or 'unknown')}"
        words = " ".join(self.doc.raw[m.start : m.end].split())
        return words or m.head

    def _roles(self, mentions: list[Mention]) -> tuple[Role, ...]:
        seen: dict[str, Role] = {}
        for m in mentions:
            if m.kind == "person" and m.title and m.title_span and m.title not in seen:
                of = self.keys.get(self.key(m.of)) if m.of is not None else None
                seen[m.title] = Role(title=m.title, span=m.title_span, of=of, former=m.former)
        return tuple(seen.values())


def _fullness(m: Mention) -> tuple[bool, bool, bool, bool, int]:
    """By which of an entity's mentions it is named: the best known, else the one that names the body and not its gear."""
    return (
        m.gazetteer is not None,
        m.named,
        m.name is not None,
        m.kind != "equipment" and m.source != WHOSE_SITE and m.source not in UNNAMED,
        len(m.name or ""),
    )


def _core(m: Mention) -> Span:
    """The words of a mention; of a band's leaders who are named next ("dua komandan milisi X, A dan B"), without those of the band."""
    if m.kind == "pronoun" and m.of is not None and m.of.named and m.start < m.of.start < m.end:
        return (m.start, m.of.start - 1)
    return m.span
