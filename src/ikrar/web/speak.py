"""What the reading room says, in the reader's language: its texts, the names of codes, dates, numbers, countries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final

from babel.dates import format_date
from babel.numbers import format_decimal

from ikrar.ledger.packaged import packaged
from ikrar.ledger.tongues import bodies, countries, states
from ikrar.model.said import LANGUAGES as LANGUAGES
from ikrar.model.said import Said, plainly, understood

PARTIES: Final = {"state": "", "armed": "REB"}
"""How kinds of parties (`promise.Party`) are called: by a sector, or not at all."""


class Speaker:
    """Speaks one language. Made once for each (`speaker`)."""

    def __init__(self, language: str) -> None:
        at = LANGUAGES.index(language)
        self.language = language
        self.texts: dict[str, str] = {key: both[at] for name in _tables() for key, both in packaged(f"data/web/ui/{name}").items()}
        self.codes: dict[str, dict[str, str]] = {
            kind: {code: both[at] for code, both in table.items()} for kind, table in packaged("data/web/codes.yaml").items()
        }

    def __call__(self, key: str, **values: Any) -> str:
        """The text ``key``, with ``values`` in it; numbers are written as the language writes them.

        Raises:
            KeyError: there is no such text, which a test finds.
        """
        if not values:
            return self.texts[key].format_map(values)
        shown = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return self.texts[key].format_map(shown)

    def code(self, kind: str, code: str | None) -> str:
        """The name of a code of a kind (``status``, ``provision``, ``kind``, ``type``, ``mode``, ``sector``); the code if it has none."""
        return self.codes.get(kind, {}).get(code or "") or (code or "").replace("-", " ")

    def told(self, said: Said | Mapping[str, Any]) -> str:
        """What Ikrar says by a code (data/said.yaml), with the names of its values."""
        return Said(**said).tell(self.language, self._called) if isinstance(said, Mapping) else said.tell(self.language, self._called)

    def wrong(self, error: Exception) -> str:
        """What is wrong, as an error says it."""
        said = getattr(error, "said", None)
        return self.told(said) if isinstance(said, Said) else str(error)

    def warning(self, text: str) -> str:
        """A warning that stands in a record, in English."""
        said = understood(text, "warning")
        return self.told(said) if said else text

    def _called(self, kind: str, value: Any) -> str:
        if kind == "party":
            land, _, sector = str(value).partition(":")
            named = PARTIES.get(sector, sector)
            return self.country(land) + (f" ({self.code('sector', named)})" if named else "")
        return self.code(kind, value) if kind in self.codes else plainly(value, self.language)

    def country(self, code: str | None) -> str:
        """The name of a country by its code of three letters."""
        return countries(self.language).get(code or "") or (code or "")

    def who(self, name: str, country: str | None = None) -> str:
        """The name of somebody, for readers: a state or a known body, which the ledger calls by its English name, as the language does."""
        if country and name == countries("en").get(country):
            return self.country(country)
        if country and name.partition(":")[0] == country:  # of whom no more than a code was entered
            return self._called("party", name)
        return bodies(self.language).get(name, name)

    def promised(self, promise: Mapping[str, Any]) -> str:
        """What somebody promised, in a line: what is to be done, else the words that say so, else, where neither was entered, its kind."""
        action = (promise.get("action") or {}).get("text")
        return str(
            action or promise.get("quote") or f"{self.code('kind', promise['kind'])}: {self.code('provision', promise['provision'])}"
        )

    def known(self, name: str) -> str:
        """The name of a state or of a known body, as `who` gives it, where only the name is at hand; another name as it stands."""
        return self.who(name, states().get(name))

    def office(self, title: str) -> str:
        """An office, which records call by its English name, as the language calls it."""
        return title if self.language == "en" else _offices().get(title, title)

    def number(self, value: float) -> str:
        """A number as the language writes it."""
        return _number(self.language, value)

    def day(self, value: str | None, *, short: bool = False) -> str:
        """A day, a month or a year ("2024-05-12", "2024-05", "2024") as the language writes it; what is none stays as it is."""
        return _day(self.language, value, short) if value else ""


@cache
def _tables() -> list[str]:
    """The tables of texts, one for each part of the reading room."""
    return sorted(file.name for file in (resources.files("ikrar") / "data/web/ui").iterdir() if file.name.endswith(".yaml"))


@cache
def speaker(language: str) -> Speaker:
    """The speaker of a language, "id" or "en"."""
    return Speaker(language)


@lru_cache(20_000)
def _day(language: str, value: str, short: bool) -> str:
    """A list of hundreds of lines names the same few days again and again, and to write one takes some 20 us."""
    parts = value.split("-")
    if len(parts) == 1 or not all(part.isdigit() for part in parts):
        return value
    try:
        told = date(int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) > 2 else 1)
    except ValueError:
        return value
    pattern = ("d MMM y" if short else "d MMMM y") if len(parts) > 2 else ("MMM y" if short else "MMMM y")
    return str(format_date(told, pattern, locale=language))


@lru_cache(5_000)
def _number(language: str, value: float) -> str:
    return str(format_decimal(value, locale=language))


@cache
def _offices() -> dict[str, str]:
    """Of the English name of each office the Indonesian one that stands first."""
    found: dict[str, str] = {}
    for row in packaged("data/lang/id/titles.yaml"):
        if "en" in row:
            found.setdefault(row["en"], row["words"][0])
    return found
