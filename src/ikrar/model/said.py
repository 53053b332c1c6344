"""What Ikrar itself says to people, as a code with its values: told in the reader's language by data/said.yaml.

What is kept in a ledger or a record is kept as a code, or as its English sentence, which `understood` makes a code again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from string import Formatter
from typing import Any, Final, NamedTuple

from ikrar.model.written import strings

LANGUAGES: Final = ("id", "en")
OR: Final = {"id": " atau ", "en": " or "}
Naming = Callable[[str, Any], str]
"""How a value of a kind (``line``, ``bearing`` ...; ``{of:line}`` in a text) is called; the kind is empty where the text names none."""


class Said(NamedTuple):
    """Something that is said: its code in the table, and what is put in."""

    code: str
    values: Mapping[str, Any] = {}

    def tell(self, language: str = "en", naming: Naming | None = None) -> str:
        """The words of a language.

        Raises:
            KeyError: there are none for this code, which a test finds.
        """
        text = table()[self.code][LANGUAGES.index(language)]
        return _Filled(language, naming or (lambda _, value: plainly(value, language))).vformat(text, (), self.values)


class Saying(Exception):
    """An error that says what is wrong by a code and its values; as text it is English, which the command line speaks."""

    def __init__(self, code: str, /, **values: Any) -> None:
        self.said = Said(code, values)
        super().__init__(self.said.tell())


def plainly(value: Any, language: str = "en") -> str:
    """A value where nobody has a name for it: numbers as the language writes them, parts of a whole in percent."""
    if isinstance(value, float):
        return f"{value:.0%}"
    if isinstance(value, int):
        return f"{value:,}".replace(",", "." if language == "id" else ",")
    return str(value)


class _Filled(Formatter):
    """Puts values in, each called as ``naming`` calls it; of several any may be meant, and one may be something said itself."""

    def __init__(self, language: str, naming: Naming) -> None:
        self.language = language
        self.naming = naming

    def format_field(self, value: Any, format_spec: str) -> str:
        """A value in words."""
        if isinstance(value, Said):
            return value.tell(self.language, self.naming)
        if isinstance(value, (tuple, list)):
            between = OR[self.language] if len(value) == 2 else ", "
            return between.join(self.format_field(one, format_spec) for one in value)
        return self.naming(format_spec, value)


@cache
def table() -> dict[str, tuple[str, ...]]:
    """Each code with its words in `LANGUAGES`, and the English words that it had in earlier versions."""
    from importlib import resources  # here, since most commands have nothing to say

    text = (resources.files("ikrar") / "data/said.yaml").read_text("utf-8")
    return {code: tuple(both) for code, both in strings(text, "said.yaml").items()}


def understood(text: str, kind: str) -> Said | None:
    """What an English sentence says that was kept as such; None where it is none of ours. ``kind``: how its code begins."""
    for code, form in _forms(kind):
        if found := form.fullmatch(text):
            return Said(code, {name: _value(value) for name, value in found.groupdict().items()})
    return None


@cache
def _forms(kind: str) -> list[tuple[str, re.Pattern[str]]]:
    """The English sentences of a kind; of two that fit, the one that says more in words of its own is meant."""
    found = []
    for code, (_, *english) in table().items():
        for told in english if code.startswith(f"{kind}.") else ():
            parts = list(Formatter().parse(told))
            form = "".join(re.escape(words) + (f"(?P<{name}>.+?)" if name else "") for words, name, _, _ in parts)
            found.append((sum(len(words) for words, *_ in parts), code, re.compile(form, re.S)))
    return [(code, form) for _, code, form in sorted(found, key=lambda form: -form[0])]


def _value(text: str) -> Any:
    if re.fullmatch(r"\d+%", text):
        return int(text[:-1]) / 100
    if re.fullmatch(r"'.*'|\".*\"", text):
        import ast

        return ast.literal_eval(text)
    return text
