"""Checks frames: their format, and their examples, which are their tests.

An example is read by the whole library, not by its frame alone: what matters is that the sentence gives this frame's line in the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from ikrar.annotate import annotate
from ikrar.engines.rules import engine
from ikrar.engines.rules.draft import Draft, expand
from ikrar.lexicon import lexicon
from ikrar.lexicon.frames import LANGUAGES, PatternError, as_list, normalise
from ikrar.lexicon.store import DATA
from ikrar.link.coref import resolve
from ikrar.link.happenings import roles
from ikrar.link.restraint import light
from ikrar.model import EVENT_TYPES
from ikrar.model.written import GivenTwice, strings

FRAMES = DATA / "frames"
FIELDS = frozenset(("frame", "event", "commitment", "roles", "patterns", "grammar", "modes", "unless", "examples"))
IS = frozenset(("actor", "site", "clause", "instrument", "place", "thing"))
ASSERTED = frozenset(("factuality", "type", "mode", "provision", "deadline", "kind"))
SKELETON = ("Say here in one sentence", "kata-kerja", "[verb]", "say why this is not meant")  # of `ikrar frames new`, to be replaced
LEAST = 2  # examples a language and frame


class Problem(NamedTuple):
    """Something wrong with a frame: where, and what."""

    file: Path
    line: int | None
    message: str


def check_frames(paths: Iterable[Path] | None = None) -> list[Problem]:
    """The problems of the frames under ``paths`` (files or folders), or of the whole library: format first, then examples."""
    files: list[Path] = []
    for path in paths or [FRAMES]:
        files += sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    out: list[Problem] = []
    seen: dict[str, Path] = {}
    examples: list[tuple[Path, str, str, Any]] = []
    for file in files:
        try:
            raw = strings(file.read_text("utf-8"))
        except GivenTwice as error:
            out.append(Problem(file, error.line, error.told))
            continue
        except Exception as error:  # YAML has many ways to be wrong; each is one line here
            out.append(Problem(file, None, f"not YAML: {' '.join(str(error).split())}"))
            continue
        text = file.read_text("utf-8")
        out += [Problem(file, _line(text, about), message) for about, message in _format(raw)]
        out += [Problem(file, _line(text, words), f"still the skeleton's words: {words!r}") for words in SKELETON if words in text][:1]
        if not isinstance(raw, dict) or not raw.get("frame"):
            continue
        name = str(raw["frame"])
        if name in seen:
            out.append(Problem(file, 1, f"{name} is also the name of {seen[name]}"))
        seen[name] = file
        examples += [(file, text, name, example) for example in as_list(raw.get("examples"))]
    if out:
        return out  # examples are tried by the whole library, which these frames would not let compile
    for file, text, name, example in examples:
        out += [Problem(file, _line(text, str(sentence)), m) for sentence, m in example_problems(name, example)]
    return out


def _line(text: str, about: str) -> int | None:
    at = text.find(about) if about else -1
    return text.count("\n", 0, at) + 1 if at >= 0 else None


def _format(raw: Any) -> list[tuple[str, str]]:
    """What is wrong with the form of one frame: ``(words to point at, message)``."""
    if not isinstance(raw, dict):
        return [("", "not a frame: a mapping is wanted")]
    out: list[tuple[str, str]] = []
    for field in raw:
        if field not in FIELDS:
            out.append((str(field), f"unknown field {field!r}; known: {', '.join(sorted(FIELDS))}"))
    if not re.fullmatch(r"[a-z]+\.[a-z][a-z0-9-]*", str(raw.get("frame", ""))):
        out.append(("frame", f"frame: TYPE.idea is wanted, not {raw.get('frame')!r}"))
    event = raw.get("event")
    if event and event.get("type") not in EVENT_TYPES:
        out.append(("event", f"unknown event type {event.get('type')!r}"))
    if not event and not raw.get("commitment"):
        out.append(("frame", "neither an event nor a commitment comes of it"))
    for role, spec in (raw.get("roles") or {}).items():
        kind = spec if isinstance(spec, str) else spec.get("is")
        if kind not in IS:
            out.append((str(role), f"role {role}: is: {kind!r} is none of {', '.join(sorted(IS))}"))
    try:
        normalise(raw, "")
    except PatternError as error:
        out.append(("patterns", str(error)))
    except (KeyError, TypeError, AttributeError) as error:
        out.append(("patterns", f"not laid out as a frame is: {error!r}"))
    examples = as_list(raw.get("examples"))
    for language in LANGUAGES:
        if language in (raw.get("patterns") or {}) or raw.get("grammar"):
            count = sum(language in e and "nothing" not in e for e in examples)
            if count < LEAST:
                out.append(("examples", f"{count} example{'s' * (count != 1)} in {language}, {LEAST} needed"))
    if not any("nothing" in e for e in examples):
        out.append(("examples", "no `nothing` example: a sentence that looks like it and is not"))
    roles = set(raw.get("roles") or {})
    for e in examples:
        odd = set(e) - roles - ASSERTED - set(LANGUAGES) - {"nothing"}
        if odd:
            out.append((str(next(iter(e.values()))), f"example names {', '.join(sorted(odd))}, which is no role of the frame"))
    return out


def drafts_of(sentence: str, code: str) -> engine.Extraction:
    """What the whole library finds in one sentence that stands alone."""
    language = lexicon().language(code)
    doc = annotate(sentence, [(0, len(sentence))], (), None, language, language.date_grammar)
    resolve(doc, language, "IDN" if code == "id" else None, None)
    return engine.extract(doc, language)


def example_problems(frame: str, example: dict[str, Any]) -> list[tuple[str, str]]:
    """How reading ``example`` differs from what it says: ``(sentence, message)``; empty where it holds."""
    code = next((c for c in LANGUAGES if c in example), None)
    if code is None:
        return [("", f"an example needs a sentence under one of {', '.join(LANGUAGES)}")]
    sentence = str(example[code])
    found = drafts_of(sentence, code)
    mine = [d for d in found.drafts if d.pattern.frame["frame"] == frame]
    standing = [d for d in mine if not d.refused and not _alone(d)]
    if "nothing" in example:
        made = [d for d in standing if _says(d, code) or any(p.draft is d and p.promisors for p in found.promises)]
        return [(sentence, f"{frame} fires, but must not ({example['nothing']}): {sentence}")] if made else []
    if not standing:
        why = f": {mine[0].refused or 'alone'}" if mine else ""
        others = ", ".join(sorted({d.pattern.frame["frame"] for d in found.drafts if not d.refused} - {frame}))
        return [(sentence, f"{frame} does not fire{why}{f' (but {others})' if others else ''}: {sentence}")]
    best = min((_differences(d, found, example, sentence) for d in standing), key=len)
    return [(sentence, f"{m}: {sentence}") for m in best]


def _says(d: Draft, code: str) -> bool:
    """Whether the draft would be an event in the end: somebody of public weight acts or is acted on."""
    actors, recipients = roles(d, lexicon().language(code).sets["calling_on"])
    return d.type is not None and bool(actors or recipients) and light(d.type, actors, recipients, mode=d.mode) is None


def _alone(d: Draft) -> bool:
    return d.result


def _differences(d: Draft, found: engine.Extraction, example: dict[str, Any], sentence: str) -> list[str]:
    out: list[str] = []
    promises = [p for p in found.promises if p.draft is d]
    for key, wanted in example.items():
        if key in LANGUAGES:
            continue
        if key in ASSERTED:
            got = _asserted(d, promises, key, sentence)
            if wanted not in got:
                out.append(f"{key} is {' or '.join(map(str, got)) or 'none'}, not {wanted}")
            continue
        words = _filled(d, key, sentence) or _promised(promises, key, sentence)
        for want in as_list(wanted):
            if not any(_same(str(want), w) for w in words):
                out.append(f"{key} is {words or 'empty'}, not {want!r}")
        if len(words) > len(as_list(wanted)):
            out.append(f"{key} is {words}, not {as_list(wanted)}")
    return out


def _asserted(d: Draft, promises: list[Any], key: str, sentence: str) -> list[Any]:
    if key == "deadline":
        return [p.deadline[0] if p.deadline[0] == "open" else sentence[slice(*p.deadline[1])] for p in promises if p.deadline]
    if key in ("provision", "kind"):
        return [getattr(p, key) for p in promises]
    return [getattr(d, key)]


def _filled(d: Draft, role: str, sentence: str) -> list[str]:
    if role in d.clauses:
        return [sentence[slice(*d.clauses[role][2])]]
    g = d.fills.get(role)
    if g is None:
        return []
    if g.thing is not None and (not g.members or d.pattern.roles[role]["is"] == "thing"):
        return [sentence[g.thing.start : g.thing.end]]
    return [sentence[m.start : m.end] for m in expand(g.members)]


def _promised(promises: list[Any], role: str, sentence: str) -> list[str]:
    """What a promise has that no pattern filled: declared by its words, owed by somebody further on."""
    if role == "promisor":
        return [sentence[m.start : m.end] for p in promises for m in expand(p.promisors)]
    return [sentence[slice(*p.action)] for p in promises if p.action is not None] if role == "action" else []


def _same(want: str, got: str) -> bool:
    """Whether the words are the same but for articles, titles and what follows the head."""
    a, b = want.lower().strip(" ."), got.lower().strip(" .")
    return a == b or a in b or b in a
