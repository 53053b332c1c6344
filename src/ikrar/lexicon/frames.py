"""Frames as data: reading a frame file, parsing its patterns, and laying its triggers out for look-up."""

from __future__ import annotations

import re
from typing import Any

from ikrar.lexicon import morph
from ikrar.lexicon.patterns import NARROW
from ikrar.lexicon.words import words

Json = dict[str, Any]

ELEMENT = re.compile(r"\{(\w+)(?::(\w+))?(!?)\}|\[([^\[\]]+)\]|\(([^()]+)\)|<([^<>]+)>")
LANGUAGES = ("id", "en")
TAKES = ("actor", "site", "place", "thing", "instrument", *NARROW)
"""What a role of one pattern may be narrowed to, beside what the frame says of it."""
BE = [("be", "base"), ("is", "s"), ("are", "s"), ("am", "s"), ("was", "past"), ("were", "past"), ("been", "part"), ("being", "ing")]


class PatternError(ValueError):
    """A pattern that does not parse; the message says where."""


def as_list(value: Any) -> list[Any]:
    """``value`` as a list: itself, one item, or none."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def parse_pattern(text: str, kind: str, roles: dict[str, Json]) -> Json:
    """One pattern laid out in grammatical slots.

    ``{"src", "kind", "triggers", "subj", "obj", "obl": [[preps, role]], "comp": [[markers, role]], "need": [[words]], "takes", "must"}``.
    Raises PatternError where the notation or a role is wrong.
    """
    rest = ELEMENT.sub("", text).strip()
    if rest:
        raise PatternError(f"words outside of {{}}, [], () and <>: {rest!r} in {text!r}")
    out: Json = {"src": text, "kind": kind, "triggers": [], "subj": None, "obj": None, "obl": [], "comp": [], "need": []}
    out["takes"], out["must"] = {}, []
    pending: list[str] | None = None
    for m in ELEMENT.finditer(text):
        role, narrower, must, trigger, wordlist, owned = m.groups()
        if trigger:
            if out["triggers"]:
                raise PatternError(f"two triggers in {text!r}")
            if pending is not None:
                raise PatternError(f"({'|'.join(pending)}) stands before the trigger without a role in {text!r}")
            out["triggers"] = [w.strip() for w in trigger.split("|")]
        elif wordlist or owned:
            if pending is not None and pending not in out["need"]:
                out["need"].append(pending)
            pending = [w.strip() for w in (wordlist or owned).split("|")]
            if owned:
                out["need"].append(pending)  # its words must stand there, whoever they belong to
        else:
            if role not in roles:
                raise PatternError(f"role {role!r} is not declared, in {text!r}")
            if narrower:
                if narrower not in TAKES:
                    raise PatternError(f"{narrower!r} is no kind of filler, in {text!r}")
                out["takes"][role] = narrower
            if must:  # without it this pattern does not fire
                out["must"].append(role)
            clause = roles[role]["is"] == "clause"
            if pending is not None:
                out["comp" if clause else "obl"].append([pending, role])
                pending = None
            elif clause:
                out["comp"].append([[], role])
            elif kind == "noun" or not out["triggers"]:
                out["subj"] = role
            elif out["obj"] is None:
                out["obj"] = role
            else:
                raise PatternError(f"two bare roles after the trigger in {text!r}")
    if pending is not None and pending not in out["need"]:
        out["need"].append(pending)
    if not out["triggers"]:
        raise PatternError(f"no trigger in {text!r}")
    return out


def _unless(text: str) -> list[str]:
    """The words of an entry of ``unless``; ``^`` before the first says that the trigger itself begins it."""
    first, *rest = words(text.removeprefix("^"))
    return ["^" + first if text.startswith("^") else first, *rest]


def normalise(raw: Json, where: str) -> Json:
    """A frame as the engine wants it, from its YAML; raises PatternError with the reason."""
    roles: dict[str, Json] = {}
    for name, spec in (raw.get("roles") or {}).items():
        spec = {"is": spec} if isinstance(spec, str) else spec
        roles[name] = {"is": spec.get("is", "thing"), "many": spec.get("many") == "true", "required": spec.get("required") == "true"}
        if spec.get("itself") == "true":
            roles[name]["itself"] = True
        if spec.get("sector"):
            roles[name]["sector"] = as_list(spec["sector"])
    event = dict(raw["event"]) if raw.get("event") else None
    if event:
        event["mutual"] = event.get("mutual") == "true"
        event["spoken"] = event.get("spoken") == "true"
    patterns: list[Json] = []
    for language, kinds in (raw.get("patterns") or {}).items():
        if not isinstance(kinds, dict):
            kinds = {"verb": kinds}
        for kind, texts in kinds.items():
            if kind not in ("verb", "noun"):
                raise PatternError(f"patterns are verb or noun, not {kind!r}")
            for text in as_list(texts):
                patterns.append({**parse_pattern(text, kind, roles), "language": language})
    if raw.get("grammar"):  # found by a rule of the engine, not by triggers: one bare pattern a language carries it
        bare: Json = {"src": f"grammar: {raw['grammar']}", "kind": "verb", "triggers": [], "subj": None, "obj": None, "obl": [], "comp": []}
        patterns += [{**bare, "need": [], "takes": {}, "must": [], "language": language} for language in LANGUAGES]
    modes = {lang: [] for lang in LANGUAGES}  # type: dict[str, list[list[Any]]]
    for mode, by_language in (raw.get("modes") or {}).items():
        for language, texts in by_language.items():
            modes.setdefault(language, []).append([mode, [" ".join(words(t)) for t in as_list(texts)]])
    unless = {lang: [_unless(t) for t in as_list(texts)] for lang, texts in (raw.get("unless") or {}).items()}
    return {
        "frame": raw["frame"],
        "file": where,
        "grammar": raw.get("grammar"),
        "unless": unless,
        "event": event,
        "commitment": raw.get("commitment"),
        "roles": roles,
        "patterns": patterns,
        "modes": modes,
    }


def forms_of(phrase: str, kind: str, language: str, irregular: dict[str, list[str]]) -> list[tuple[tuple[str, ...], str]]:
    """All surface forms of one trigger phrase, as word tuples, each with its mark (see ``morph``; nouns: "noun")."""
    ws = words(phrase)
    if kind == "noun":
        out = [(ws, "noun")]
        if language == "en":
            last = words(irregular.get("noun:" + ws[-1], [morph.plural(ws[-1])])[0])
            out.append((ws[:-1] + last, "noun"))
        return out
    if language == "id":
        return [((*words(form), *ws[1:]), mark) for form, mark in morph.indonesian(ws[0])]
    forms = BE if ws[0] == "be" else morph.english(ws[0], irregular)
    return [((*words(form), *ws[1:]), mark) for form, mark in forms]


def _spelt(marked: list[Any], others: dict[str, list[str]]) -> list[Any]:
    """Prepositions and conjunctions with their roles, each word with the ``others`` that are written for it."""
    return [[[*ws, *(o for w in ws for o in others.get(w, ()) if o not in ws)], role] for ws, role in marked]


def lay_out(frames: list[Json], irregular: dict[str, list[str]], colloquial: dict[str, dict[str, list[str]]]) -> dict[str, Json]:
    """Patterns and triggers by language: ``{lang: {"patterns": [...], "triggers": {first: [[rest, mark, pattern]]}}}``.

    ``irregular``: forms of English verbs; ``colloquial``: by language, what is written for a preposition or conjunction too.
    """
    out: dict[str, Json] = {lang: {"patterns": [], "triggers": {}} for lang in LANGUAGES}
    for number, frame in enumerate(frames):
        for pattern in frame["patterns"]:
            side = out[pattern["language"]]
            index = len(side["patterns"])
            others = colloquial.get(pattern["language"], {})
            side["patterns"].append(
                {
                    "f": number,
                    "src": pattern["src"],
                    "kind": pattern["kind"],
                    "subj": pattern["subj"],
                    "obj": pattern["obj"],
                    "obl": _spelt(pattern["obl"], others),
                    "comp": _spelt(pattern["comp"], others),
                    "need": [[list(words(w)) for w in group] for group in pattern["need"]],
                    "takes": pattern["takes"],
                    "must": pattern["must"],
                }
            )
            seen: set[tuple[tuple[str, ...], str]] = set()
            for trigger in pattern["triggers"]:
                for ws, mark in forms_of(trigger, pattern["kind"], pattern["language"], irregular):
                    if ws and (ws, mark) not in seen:
                        seen.add((ws, mark))
                        side["triggers"].setdefault(ws[0], []).append([list(ws[1:]), mark, index])
    return out
