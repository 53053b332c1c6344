"""The cues of provisions at compile time: read, and their words laid out for look-up."""

from __future__ import annotations

import re
from typing import Any

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


def of_provisions(provisions: dict[str, Any], language: str) -> list[Any]:
    """``[[provision, [[group alternatives]], ...]]``: each alternative a phrase in look-up form, ``*`` at the end of a prefix."""
    out = []
    for provision, spec in provisions.items():
        for cue in (spec.get("cues") or {}).get(language) or []:
            groups = [[_alternative(a) for a in group.split("|") if a.strip()] for group in cue.split(" + ")]
            out.append([provision, groups, cue])
    return out


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
