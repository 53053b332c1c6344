"""The cues of provisions at compile time: read, and their words laid out for look-up."""

from __future__ import annotations

import re
from typing import Any

from ikrar.lexicon.frames import forms_of
from ikrar.lexicon.store import LexiconError
from ikrar.lexicon.words import WORD, fold

ACTIVE = re.compile(r"^me(?:(?=[lrwy])|m(?=[bfp])|n(?=[cdjz])|ng(?=[aeioughk]))(\w{3,}(?:i|kan))$")


def _bare(word: str) -> list[str]:
    """“melindungi" -> "lindungi": the form without its prefix, as in “akan kami lindungi"; of verbs in -i and -kan, which nouns are not."""
    found = ACTIVE.match(word)
    return [found[1]] if found is not None else []


def lay_out(cues: list[list[list[str]]]) -> dict[str, dict[str, list[Any]]]:
    """Words, prefixes and phrases of the groups of ``cues``, each with the numbers of its cue and of the group in it.

    ``exact`` has words as they are, ``prefix`` beginnings of words by their first three letters, ``phrases`` those of several words by
    the first three letters of the first.
    """
    exact: dict[str, list[Any]] = {}
    prefix: dict[str, list[Any]] = {}
    phrases: dict[str, list[Any]] = {}
    for c, groups in enumerate(cues):
        for g, alternatives in enumerate(groups):
            for a in alternatives:
                if " " in a:
                    ws = a.split()
                    phrases.setdefault(ws[0].rstrip("*")[:3], []).append((ws, c, g))
                elif a.endswith("*"):
                    prefix.setdefault(a[:3], []).append((a[:-1], c, g))
                else:
                    for form in (a, *_bare(a)):
                        exact.setdefault(form, []).append((c, g))
    return {"exact": exact, "prefix": prefix, "phrases": phrases}


def of_provisions(provisions: dict[str, Any], shared: dict[str, Any], language: str, irregular: dict[str, list[str]]) -> list[Any]:
    """``[[provision, [[group alternatives]], ...]]``: each alternative a phrase in look-up form, ``*`` at the end of a prefix.

    ``shared``: the words of many cues by name (``ontology/cue_words.yaml``), for which ``@name`` stands. Raises `LexiconError` for a
    name that is not there, and for one that no cue has.
    """
    named = {name: _shared(spec[language], language, irregular) for name, spec in shared.items() if language in spec}
    unused = set(named)
    out = []
    for provision, spec in provisions.items():
        for cue in (spec.get("cues") or {}).get(language) or []:
            groups = []
            for group in cue.split(" + "):
                alternatives: dict[str, None] = {}
                for a in filter(None, map(str.strip, group.split("|"))):
                    if a.startswith("@"):
                        if a[1:] not in named:
                            raise LexiconError(f"ontology/provisions.yaml: {provision}: cue_words.yaml has no words {a[1:]!r}")
                        unused.discard(a[1:])
                        alternatives |= dict.fromkeys(named[a[1:]])
                    else:
                        alternatives[_alternative(a)] = None
                groups.append(list(alternatives))
            out.append([provision, groups, cue])
    if unused:
        raise LexiconError(f"ontology/cue_words.yaml: no {language} cue has {', '.join(sorted(unused))}")
    return out


def _shared(spec: dict[str, list[str]], language: str, irregular: dict[str, list[str]]) -> list[str]:
    """Words that cues share: verbs in all their forms, other words as they are."""
    forms = [" ".join(ws) for verb in spec.get("verbs") or () for ws, _ in forms_of(verb, "verb", language, irregular)]
    return list(dict.fromkeys((*forms, *map(_alternative, spec.get("words") or ()))))


def _alternative(text: str) -> str:
    text = text.strip()
    out = []
    for word in text.split():
        if word == "~":  # any one word
            out.append(word)
            continue
        star = word.endswith("*")
        flat = " ".join(m.group() for m in WORD.finditer(fold(word.rstrip("*"))))
        out.append(flat + ("*" if star else ""))
    return " ".join(out)
