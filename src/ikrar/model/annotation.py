"""What annotation adds to a text, in memory only: tokens, units, mentions, sentences. Offsets are those of the raw text.

These are plain mutable objects with slots, not records: they live for one document and are read by every later stage.
"""

from __future__ import annotations

from typing import Any

from ikrar.model.record import Span

ACTORS = frozenset(("state", "person", "organization", "armed-group", "group", "equipment"))
"""Kinds of mention that can act."""
GENERIC = "gazetteer, by a name that other states' bodies have too"
"""The ``source`` of a mention such as "Kementerian Pertahanan": whose it is, the report must tell."""


RANKED = "a rank or an honorific before the name"
"""The ``source`` of a person named with no office of one body: "Marsekal X", "Dato Y"."""


class Token:
    """One word, number or sign: ``text == raw[start:end]``, ``low`` its look-up form."""

    __slots__ = ("end", "low", "start", "text")

    def __init__(self, start: int, end: int, text: str, low: str) -> None:
        self.start, self.end, self.text, self.low = start, end, text, low

    def __repr__(self) -> str:
        return f"{self.text}[{self.start}]"


class Mention:
    """Words that stand for somebody, some place, a text that binds, or a thing. Its codes are settled by the link stage."""

    __slots__ = (
        "adjective",
        "alias",
        "country",
        "end",
        "entity",
        "family",
        "former",
        "gazetteer",
        "guessed",
        "head",
        "kind",
        "members",
        "name",
        "named",
        "of",
        "owner",
        "plural",
        "pronoun",
        "refers",
        "sector",
        "sentence",
        "source",
        "start",
        "title",
        "title_span",
        "words",
    )

    def __init__(self, kind: str, start: int, end: int, head: str) -> None:
        self.kind = kind
        """An entity type, or "instrument", "thing", "equipment", "process", "pronoun"."""
        self.start, self.end = start, end
        self.head = head
        """The head word, lower case: what sort of thing it is."""
        self.name: str | None = None
        self.country: str | None = None
        self.sector: str | None = None
        self.guessed = False
        """Whether its country is that of what stands around it, not its own."""
        self.named = False
        self.adjective = False
        """English "Iraqi": names a country, but only as a modifier."""
        self.owner: Mention | None = None
        self.of: Mention | None = None
        """The body that an office belongs to."""
        self.title: str | None = None
        self.title_span: Span | None = None
        self.former = False
        self.plural = False
        self.pronoun: str | None = None
        """"both", "state", "third", "they", "first", "possessive": how it points to others."""
        self.refers: list[Mention] = []
        self.members: list[Mention] = []
        self.entity: str | None = None
        self.gazetteer: dict[str, Any] | None = None
        self.family: str | None = None
        self.alias: str | None = None
        self.sentence = 0
        self.words: tuple[str, ...] = ()
        self.source = ""
        """Why it has the codes it has, for the trace."""

    @property
    def span(self) -> Span:
        """Where it stands in the raw text."""
        return (self.start, self.end)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name or self.head} {self.country}:{self.sector} {self.span}>"


class Unit:
    """A stretch of tokens with one grammatical part.

    ``kind`` is one letter:

    M mention, V verb, P preposition, C coordinator, S subordinator, I infinitive marker, R relative, N negator, A auxiliary,
    D adverb, T time, Q quotation mark, X word of no known part, # number, d determiner, and signs as themselves.
    """

    __slots__ = ("b", "end", "first", "forms", "kind", "last", "low", "m", "pay", "start", "x")

    def __init__(self, kind: str, first: int, last: int, start: int, end: int, low: str) -> None:
        self.kind, self.first, self.last, self.start, self.end, self.low = kind, first, last, start, end, low
        self.m: Mention | None = None
        self.pay: dict[str, Any] | None = None
        self.x: Any = None
        """The time expression of a T unit."""
        self.b = 0
        """Depth of parentheses."""
        self.forms: tuple[str, ...] = ()

    @property
    def mention_kind(self) -> str:
        """The kind of its mention; "" where it has none."""
        return self.m.kind if self.m is not None else ""

    def __repr__(self) -> str:
        return f"{self.kind}:{self.low}"


class Quotation:
    """Quoted words with their speaker, where the text names one."""

    __slots__ = ("end", "speaker", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.speaker: Mention | None = None


class Sentence:
    """One sentence: its tokens, its units, and where it stands."""

    __slots__ = ("end", "index", "joint", "paragraph", "speaker", "speech", "start", "times", "title", "tokens", "units")

    def __init__(self, index: int, start: int, end: int, paragraph: int, title: bool) -> None:
        self.index, self.start, self.end, self.paragraph, self.title = index, start, end, paragraph, title
        self.tokens: list[Token] = []
        self.units: list[Unit] = []
        self.times: list[Any] = []
        self.speaker: Mention | None = None
        """Who is heard in this sentence, if anybody: carried over where it is not said again."""
        self.joint: list[Mention] = []
        """Who say it together with the speaker: "kata X dan Y"."""
        self.speech: Span | None = None

    @property
    def voices(self) -> list[Mention]:
        """All who are heard in this sentence."""
        return [] if self.speaker is None else [self.speaker, *self.joint]

    @property
    def mentions(self) -> list[Mention]:
        """The mentions of the sentence, in order."""
        return [u.m for u in self.units if u.m is not None]


class Annotated:
    """A document after annotation."""

    __slots__ = ("country", "language", "mentions", "quotations", "raw", "sentences")

    def __init__(self, raw: str, language: str) -> None:
        self.raw, self.language = raw, language
        self.country: str | None = None
        """The country that the report is about most."""
        self.sentences: list[Sentence] = []
        self.quotations: list[Quotation] = []
        self.mentions: list[Mention] = []
