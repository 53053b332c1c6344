"""Whose people and bodies are that the text names without saying: settled at their first naming, the same at every later one."""

from __future__ import annotations

from ikrar.model.annotation import Mention

NAMED = frozenset(("person", "organization", "armed-group", "name"))


class Homes:
    """The countries that the names of one report have been found to belong to."""

    __slots__ = ("known",)

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def give(self, m: Mention) -> None:
        """Gives ``m`` the country found for its name before."""
        if m.country is None and (home := next((self.known[k] for k in _keys(m) if k in self.known), None)) is not None:
            m.country, m.guessed = home, True

    def keep(self, m: Mention) -> None:
        """Remembers the country of ``m`` for its name."""
        if m.country:
            for key in _keys(m):
                self.known.setdefault(key, m.country)


def _keys(m: Mention) -> list[str]:
    """The name of ``m``, and the family name that a person is called by later; nothing for who is of the gazetteer or merely described."""
    if m.kind not in NAMED or not m.named or not m.name or m.gazetteer is not None:
        return []
    name = m.name.lower()
    return [name, name.rpartition(" ")[2]] if m.kind == "person" else [name]
