"""Who fills a role together, and which kinds of mention can act."""

from __future__ import annotations

from ikrar.model.annotation import Mention, Unit

ACTORS = frozenset(("state", "person", "organization", "armed-group", "group", "equipment", "name"))
SITES = ACTORS | {"facility", "place"}


class Group:
    """Mentions that fill one role together, with the units they span and the step that found them."""

    __slots__ = ("first", "how", "last", "members", "thing")

    def __init__(self, members: list[Mention], first: int, last: int, how: str, thing: Unit | None = None) -> None:
        self.members, self.first, self.last, self.how, self.thing = members, first, last, how, thing
