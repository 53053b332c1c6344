"""Armed groups that are known by what is done to them, or by the word before their letters: "perang melawan X", "ABC fighters"."""

from __future__ import annotations

from ikrar.annotate import people
from ikrar.annotate.their_bodies import FIGHTING
from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Placed, Sentence, Unit

ARMIES = frozenset((None, "-", "of", "MIL", "CVL", "REB"))
"""Sectors that a body has by its head alone ("Tentara Pembebasan X"), and may have lost by whom it fights."""
ALLIED = frozenset(("PTY", "MIL", "NGO"))
"""Sectors that a coalition has by its first word."""
CLAUSE = 6  # units of a clause in which it is told with whom somebody sides
WAR = 3  # units among which the war stands before "against"


def fought(s: Sentence, language: Language) -> None:
    """“perang Chad melawan X", "to help the country fight the X": an unknown name that a war is fought against is an armed group."""
    wars, verbs, against = language.sets["fighting_words"], language.sets["fought"], language.sets["against"]
    fighting, helps = against | language.sets["fighting_against"], language.sets["helping"]
    for i, (u, after) in enumerate(zip(s.units, s.units[1:], strict=False)):
        war = u.low in against and _war(s.units, i, wars) or u.low in fighting and _war(s.units, i, helps)
        if after.m is None or not (u.low in verbs or war):
            continue
        m = after.m
        if m.kind == "armed-group" and not m.named and i + 3 < len(s.units) and s.units[i + 2].low in ("of", "dari"):
            m = s.units[i + 3].m or m  # "the insurgents of X"
        if _unknown(m):
            m.kind, m.sector, m.country, m.owner, m.of, m.source = "armed-group", "REB", None, None, None, "fought against"


def _war(units: list[Unit], i: int, wars: frozenset[str]) -> bool:
    return any(u.low in wars for u in units[max(0, i - WAR) : i])


def _unknown(m: Mention) -> bool:
    """Whether nothing but its shape says what ``m`` is: no state's army, nobody with an office, nobody known."""
    if not m.named or m.gazetteer is not None or m.title or m.sector not in ARMIES:
        return False
    if m.owner is not None and m.owner.kind == "state":
        return False
    lone = len((m.name or "").split()) == 1 and "-" not in (m.name or "") and not (m.name or "").isupper()
    return m.kind == "organization" or (m.kind in ("name", "person") and not lone)


def beside_state(s: Sentence, told: Placed, language: Language) -> None:
    """“Brigade X yang beraliansi dengan pemerintah", "the X Brigade, loyal to the government": who sides with a state is no part of it."""
    siding, u = language.sets["siding"], s.units
    for i, m in told:
        body = m.of if m.kind == "person" and m.of is not None else m
        if not body.named or body.gazetteer is not None or body.kind not in ("organization", "armed-group") or body.sector not in ARMIES:
            continue
        if body.owner is not None and body.owner.kind == "state" or not _sides(u, i + 1, siding, language.sets["pro_government"]):
            continue
        body.kind, body.sector = "armed-group", "PRM"
        for one in (m, *m.refers):
            if one.kind == "person" and one.gazetteer is None:
                one.sector = "PRM"


def _sides(u: list[Unit], j: int, siding: frozenset[str], pro: frozenset[str]) -> bool:
    """Whether the clause at ``j`` tells that somebody is on a government's side."""
    clause = u[j + (j < len(u) and u[j].kind == ",") :][:CLAUSE]
    if not clause or clause[0].kind not in "RVX" or (clause[0].kind != "R" and clause[0].low not in siding):
        return False
    at = next((k for k, x in enumerate(clause) if x.low in siding), None)
    if at is None:
        return False
    after = next((x.m for x in clause[at:] if x.m is not None), None)
    government = after is not None and (after.kind == "state" and not after.named or after.sector == "MIL")
    return clause[at].low in pro or government


def fighters_of(m: Mention, known: dict[str, Mention], raw: str) -> str | None:
    """“FLS fighters", "the CPC rebels": those of the group named before; or the letters of one, which a party may go by too."""
    if m.gazetteer is not None:
        return None
    if m.named and m.name:
        letters, _, rest = m.name.partition(" ")
        model = known.get(m.name)
        if model is not None and model is not m and model.kind == "organization" and model.gazetteer is None and model.sector in ARMIES:
            model.kind, model.sector = m.kind, m.sector  # "Front Rakyat X (FRX)", whose fighters are told of
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


def of_fighters(m: Mention, sets: dict[str, frozenset[str]]) -> None:
    """“gerilyawan Barisan X", "the rebel X Council": a body told of by its fighters is an armed group, whatever its own first word."""
    body = m.kind == "organization" and m.named and m.gazetteer is None and m.sector not in FIGHTING
    heads = sets["described_fighters"]
    if body and (m.head in heads or f"{m.head}s" in heads) and (m.owner is None or m.owner.kind != "state"):
        m.kind, m.sector = "armed-group", "PRM" if m.head in sets["militias"] else "REB"


def under_arms(m: Mention, s: Sentence, sets: dict[str, frozenset[str]]) -> None:
    """“The X Front freed its captives", "Gerakan X ... gencatan senjata": a front or movement told of with its arms, that is no party."""
    if m.gazetteer is not None or m.sector not in (None, "-") or sets["under_arms"].isdisjoint(s.words):
        return
    words = (m.name or "").lower().split()
    if len(words) > 1 and not sets["bands"].isdisjoint((words[0], words[-1])) and (m.owner is None or m.owner.kind != "state"):
        m.kind, m.sector, m.source = "armed-group", "REB", "told of with its arms"


def of_a_region(m: Mention, language: Language) -> None:
    """“Koalisi Sahel": a coalition named after a part of the world is one of armies, no parties'."""
    if m.head not in language.sets["coalition_heads"] or m.sector not in ALLIED or m.gazetteer is not None:
        return
    region = language.phrases.called(*((m.name or "").lower().removeprefix(m.head).split() or [""]))
    if any(p["k"] == "name" and p["e"]["t"] == "place" and p["e"].get("c") == "INT" for p in region):
        m.sector, m.country, m.named, m.source = "MIL", "INT", False, "a coalition named after a region"


OWN_NAME = frozenset("BUS JRN NGO EDU LAB MED".split()) | {None, "-", "of"}
"""Sectors of bodies that may bear the name of their country in their own."""


def of_a_land(m: Mention, language: Language) -> None:
    """“Ukraine International Airlines", "Bank of Ghana": a firm or association that bears the name of a country is of it."""
    if m.country is not None or m.owner is not None or m.gazetteer is not None or m.sector not in OWN_NAME:
        return
    words = (m.name or "").lower().split()
    said = [words[0]] if len(words) > 1 else []
    said += words[-1:] if len(words) > 2 and words[-2] in language.sets["owners"] | {"of"} else []
    for word in said:
        land = next((p["e"] for p in language.phrases.called(word) if p["k"] == "name" and p["e"]["t"] == "state"), None)
        if land is not None and land.get("c"):
            m.country, m.source = land["c"], "the country in its name"
            return


def shortened(doc: Annotated, fighting: dict[str, Mention]) -> None:
    """“Two Front commanders": a band called by the last word of its name, where no other band is."""
    last: dict[str, list[Mention]] = {}
    for name, model in fighting.items():
        if " " in name:
            last.setdefault(name.rpartition(" ")[2], []).append(model)
    for word, models in last.items():
        if len({m.name for m in models}) == 1 and word[:1].isupper():
            fighting.setdefault(word, models[0])
    for m in people.everybody(doc.sentences):
        if m.kind == "person" and m.title and m.of is None and not m.named and m.gazetteer is None:
            words = doc.raw[m.start : m.end].split()
            one = next((fighting[w] for w in words[:-1] if w in last and w in fighting), None)
            if one is not None:
                m.of, m.sector = one, one.sector


def those_fighting(doc: Annotated, fighting: dict[str, Mention]) -> None:
    """“the CPC", in a report that tells of CPC rebels: they, whatever else goes by these letters."""
    for m in people.everybody(doc.sentences) if fighting else ():
        model = fighting.get(doc.raw[m.start : m.end].removeprefix("the ").removeprefix("The "))
        if model is not None and m is not model and m.kind in ("organization", "name") and m.sector not in FIGHTING:
            m.kind, m.country, m.sector = model.kind, model.country, model.sector
            m.of, m.owner, m.gazetteer, m.former = model.of, model.owner, model.gazetteer, model.former
            m.alias, m.name = m.name, model.name or m.name
            m.source, m.named = "named before", True
