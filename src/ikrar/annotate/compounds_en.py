"""English names of several words that no gazetteer knows as they stand: "the Sons of the Desert", "North and South Korea"."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Sentence, Unit

UNKNOWN = frozenset((None, "-", "of", "PRM", "REB", "CVL"))


def words(s: Sentence, language: Language) -> None:
    """Before the phrases are built: "North and South Korea" are two; "the National Democratic Party" is not "the Democratic Party"."""
    u, sets = s.units, language.sets
    if not sets["compass"].isdisjoint(s.words):
        for i in range(len(u) - 2):
            if u[i].low in sets["compass"] and u[i].kind in "XKa" and u[i + 1].kind == "C" and u[i + 2].kind == "n":
                _, _, land = u[i + 2].low.partition(" ")
                twin = _twin(u[i].low, land, language, (u[i + 2].pay or {}).get("adj"))
                if land and twin is not None:
                    u[i].kind, u[i].pay = "n", twin
        if not sets["korean"].isdisjoint(s.words):
            _koreas(s, language)
    if "general" in s.words:
        for before, x in pairwise(u):
            if before.low == "general" and before.kind in "ht" and x.low in language.sets["after_general"]:
                before.kind, before.pay = "X", None  # "a general strike"
    if "force" in s.words:
        for before, x in pairwise(u):
            region = before.kind == "n" and before.pay is not None and before.pay["e"].get("c") == "INT"
            if x.low == "force" and x.kind == "X" and (region or (before.pay or {}).get("m") == "continental"):
                x.kind, x.pay = "h", _noun(language, "multinational", "force")  # "the Southern African force", "the SADC force"
    if "military" in s.words and not language.sets["military_things"].isdisjoint(s.words):
        for i in range(len(u) - 2, -1, -1):
            state, _, last = u[i].low.rpartition(" ")
            known = last == "military" and u[i].kind == "n" and u[i + 1].low in language.sets["military_things"]
            if known and (whose := next((p for p in language.phrases.called(*state.split()) if p["k"] == "name"), None)) is not None:
                tokens, k = s.tokens, u[i].last  # "US military aid": of the state, not given by its army
                u.insert(i + 1, Unit("X", k, k, tokens[k].start, tokens[k].end, last))
                u[i].last, u[i].end, u[i].low, u[i].pay = k - 1, tokens[k - 1].end, state, whose
    if "intelligence" in s.words:
        for k in range(1, len(u) - 1):
            if u[k].low == "intelligence" and u[k].kind in "Xa" and u[k - 1].kind == "n" and (u[k - 1].pay or {}).get("adj"):
                behind = u[k + 1]
                tells = behind.kind == "A" or behind.low in language.sets["speech"] or "past" in language.verbs.get(behind.low, ())
                ends = behind.kind in "T.," or (behind.kind == "P" and k + 2 < len(u) and u[k + 2].kind == "T")
                if tells or (
                    k > 1
                    and (
                        u[k - 2].low in sets["as_told_by"]
                        or ends
                        and u[k - 2].low in sets["dealt_with"]
                        or ends
                        and "past" in language.verbs.get(u[k - 2].low, ())
                    )
                ):
                    # "Polish intelligence said", not "US intelligence sharing"
                    u[k].kind, u[k].pay = "h", _noun(language, "military", "intelligence")
    if "party" in s.words:
        for before, x in pairwise(u):
            longer = before.kind in "Kah" and s.tokens[before.first].text[0].isupper() and x.kind == "n" and x.low.endswith(" party")
            if longer and x.pay is not None and x.pay["e"].get("s") == "PTY":
                x.kind, x.pay = "b", next(p for p in language.phrases.called("party") if p["k"] == "body")


def _koreas(s: Sentence, language: Language) -> None:
    """“Seoul condemned the North's missile test": with a capital, and no name behind it, one of the two Koreas."""
    u = s.units
    for i in range(1, len(u)):
        lone = (
            u[i].low in language.sets["twin_lands"]
            and u[i].kind in "XKa"
            and u[i - 1].low == "the"
            and s.tokens[u[i].first].text[0].isupper()
        )
        nxt = u[i + 1] if i + 1 < len(u) else None
        if lone and (nxt is None or (nxt.kind not in "Kn" and nxt.low not in ("of", "and"))):
            twin = _twin(u[i].low, "korea", language, None)
            if twin is not None:
                u[i].kind, u[i].pay = "n", twin


def _noun(language: Language, *called: str) -> dict[str, Any]:
    """What is known of the common noun of these words: "a multinational force"."""
    return next(p for p in language.phrases.called(*called) if p["k"] == "noun")


def _twin(side: str, land: str, language: Language, adjective: Any) -> dict[str, Any] | None:
    """What is known of the state called "SIDE LAND"."""
    known = language.phrases.called(side, *land.split())
    return next((p for p in known if p["k"] == "name" and p["e"]["t"] == "state" and p.get("adj") == adjective), None)


def join(s: Sentence, raw: str) -> None:
    """Joins what stands on both sides of the "of": people called by a plural, and a word with a capital."""
    u = s.units
    for i in range(len(u) - 3, -1, -1):
        m, after = u[i].m, u[i + 2].m
        if m is None or after is None or u[i + 1].low != "of":
            continue
        body = m.of if m.kind == "person" and m.of is not None and m.of.end == m.end else m
        if not _people(body) or after.title or (after.kind == "person" and after.gazetteer is not None):
            continue
        if not raw[after.start : after.end].removeprefix("the ")[:1].isupper() or raw[after.end : after.end + 1] not in tuple(",.)"):
            continue
        body.end, body.name = after.end, " ".join(raw[body.end - len(body.name or "") : after.end].split())
        m.end, body.words = after.end, tuple(body.name.lower().split())
        u[i].last, u[i].end = u[i + 2].last, after.end
        del u[i + 1 : i + 3]


def of_states(s: Sentence) -> None:
    """“Norway's Ola Berg": somebody whose state stands before the name is of it."""
    u = s.units
    for i in [i for i, x in enumerate(u[:-1]) if x.kind == "'" and i]:
        state, one = u[i - 1].m, u[i + 1].m
        if state is None or one is None or state.kind != "state" or one.kind not in ("person", "name") or not one.named:
            continue
        if one.gazetteer is None and one.country is None and one.of is None and one.owner is None:
            one.country, one.owner = state.country, state


def placed(s: Sentence, raw: str, where: frozenset[str]) -> None:
    """“the Mekong Shield": a place right before an unknown name is part of it."""
    u = s.units
    for i in range(len(u) - 2, -1, -1):
        place, m = u[i].m, u[i + 1].m
        if place is None or m is None or place.kind != "place" or not place.named or place.capital or m.start != place.end + 1:
            continue
        unknown = m.named and m.gazetteer is None and not m.title and m.owner is None and m.kind in ("name", "armed-group", "organization")
        if not unknown or (m.name or "") != raw[m.start : m.end] or (i and u[i - 1].kind == "P" and u[i - 1].low in where):
            continue
        m.start, m.name = place.start, raw[place.start : m.end].removeprefix("the ")
        m.words = tuple(m.name.lower().split())
        u[i + 1].first, u[i + 1].start = u[i].first, place.start
        del u[i]


def _people(m: Mention) -> bool:
    """Whether ``m`` is a name of one plural word: "Sons", "Guardians"."""
    name = m.name or ""
    plain = m.named and m.gazetteer is None and m.kind in ("name", "armed-group", "organization") and m.sector in UNKNOWN
    return plain and " " not in name and name.endswith("s") and name[:1].isupper() and not name.isupper() and len(name) > 3
