"""What annotation adds to a text, in memory only: tokens, units, mentions, sentences. Offsets are those of the raw text.

These are mutable, not records: they live for one document and are read by every later stage. Words and units, of which there are
hundreds in a report, are structs, which are made several times faster than plain objects.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from ikrar.model.record import Span

OF_STATE = frozenset("GOV MIL COP LEG JUD SPY".split())
"""Sectors of the bodies of a state."""
ACTORS = frozenset(("state", "person", "organization", "armed-group", "group", "equipment"))
"""Kinds of mention that can act."""
GENERIC = "gazetteer, by a name that other states' bodies have too"
"""The ``source`` of a mention such as "Kementerian Pertahanan": whose it is, the report must tell."""


RANKED = "a rank or an honorific before the name"
"""The ``source`` of a person named with no office of one body: "Marsekal X", "Dato Y"."""


DECLARED = "told to be a base of its state"
"""The ``source`` of a site such as "Pangkalan X" in "Pangkalan X adalah pangkalan Y"."""


NAMED_MEDIA = "behind the word for a paper or a station"
"""The ``source`` of a house of news known by the word before its name."""


LISTED = "listed behind what it is"
"""The ``source`` of somebody whom only a list tells of: "tersangka, yaitu Ana Kerling dan Budi Contoh"."""
WHOSE_SITE = "whose site it is"
"""The ``source`` of forces told of by their site, their ship or their state alone."""
HURT_ONLY = "whom the harm hit is not condemned"
"""The note of a condemnation whose words name only who suffered what is condemned."""
INITIALS = "initials"
"""The ``source`` of people of whom only these are told."""
NO_STATE = frozenset((None, "INT", "UNK"))
"""Countries of those who are of no state, or of none that is known."""
SOUGHT = "those looked for"
"""The ``source`` of the unknown doers of a case that is looked into."""
AS_PROMISED = "what is done is what was promised"
"""The note of a promise of which the main clause tells the act by which it is kept."""
TOLD_BEFORE = "the same happening told again"
"""The note of a telling that was joined to an earlier one."""
TOPIC = "topic of the report"
"""The cue of a provision that no word of the promise names: two such need not be one promise."""


class Token(msgspec.Struct, eq=False, gc=False):
    """One word, number or sign: ``text == raw[start:end]``, ``low`` its look-up form."""

    start: int
    end: int
    text: str
    low: str

    def __repr__(self) -> str:
        return f"{self.text}[{self.start}]"


class Mention(msgspec.Struct, eq=False):
    """Words that stand for somebody, some place, a text that binds, or a thing. Its codes are settled by the link stage."""

    kind: str
    """An entity type, or "instrument", "thing", "equipment", "process", "pronoun"."""
    start: int
    end: int
    head: str
    """The head word, lower case: what sort of thing it is."""
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    guessed: bool = False
    """Whether its country is that of what stands around it, not its own."""
    named: bool = False
    adjective: bool = False
    """English "Iraqi": names a country, but only as a modifier."""
    owner: Mention | None = None
    of: Mention | None = None
    """The body that an office belongs to."""
    host: Mention | None = None
    """To whom an envoy is sent."""
    title: str | None = None
    title_span: Span | None = None
    former: bool = False
    plural: bool = False
    pronoun: str | None = None
    """"both", "state", "third", "they", "first", "possessive": how it points to others."""
    refers: list[Mention] = []
    members: list[Mention] = []
    entity: str | None = None
    gazetteer: dict[str, Any] | None = None
    family: str | None = None
    alias: str | None = None
    sentence: int = 0
    words: tuple[str, ...] = ()
    source: str = ""
    """Why it has the codes it has, for the trace."""

    @property
    def span(self) -> Span:
        """Where it stands in the raw text."""
        return (self.start, self.end)

    @property
    def capital(self) -> bool:
        """Whether it is a capital, which may stand for its government: "Paris said it would leave"."""
        return self.kind == "place" and bool(self.gazetteer and self.gazetteer.get("capital"))

    @property
    def public_firm(self) -> bool:
        """Whether it is a firm that a state or a city owns, or somebody who speaks for one."""
        of = (m.gazetteer for m in (self, self.of, self.owner) if m is not None)
        return self.sector == "BUS" and any(known is not None and "state" in known for known in of)

    def as_state(self, source: str = "", *, country: str | None = None, sector: str = "GOV") -> Mention:
        """The state that these words stand for or belong to, that of another ``country`` where one is given."""
        return self._as("state", country or self.country, sector, source)

    def as_people(self) -> Mention:
        """The people of a state that is named for them: "apologised to the nation"."""
        return self._as("group", self.country, "CVL", "its people")

    def as_forces(self, sector: str | None = None) -> Mention:
        """Those whom a site or a ship belongs to, or the forces of a state named by it alone."""
        forces = self._as("organization", self.country, sector or self.sector, WHOSE_SITE)
        forces.guessed = self.guessed
        return forces

    def as_holders(self) -> Mention:
        """The armed group by which a place is told to be held: "a rebel-held town"."""
        return self._as("armed-group", self.country, self.sector, WHOSE_SITE)

    def _as(self, kind: str, country: str | None, sector: str | None, source: str) -> Mention:
        return Mention(kind, self.start, self.end, self.head, country=country, sector=sector, sentence=self.sentence, source=source)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name or self.head} {self.country}:{self.sector} {self.span}>"


Placed = list[tuple[int, Mention]]
"""Mentions with the numbers of their units."""


class Unit(msgspec.Struct, eq=False, gc=False):
    """A stretch of tokens with one grammatical part.

    ``kind`` is one letter:

    M mention, V verb, P preposition, C coordinator, S subordinator, I infinitive marker, R relative, N negator, A auxiliary,
    D adverb, T time, Q quotation mark, X word of no known part, # number, d determiner, and signs as themselves.
    """

    kind: str
    first: int
    last: int
    start: int
    end: int
    low: str
    m: Mention | None = None
    pay: dict[str, Any] | None = None
    x: Any = None
    """The time expression of a T unit."""
    b: int = 0
    """Depth of parentheses."""
    forms: tuple[str, ...] = ()

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

    __slots__ = (
        "end", "index", "joint", "lows", "mentions", "paragraph", "placed", "speaker",
        "speech", "start", "times", "title", "tokens", "units", "words",
    )  # fmt: skip

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
        self.lows: tuple[str, ...] = ()
        """The look-up forms of its tokens, in order."""
        self.words: frozenset[str] = frozenset()
        """The same as a set: a pass that none of them concerns is done with the sentence."""
        self.placed: Placed = []
        """The mentions of the sentence, each with the number of its unit, as they were when they were last taken."""
        self.mentions: list[Mention] = []
        """The same in order, without the numbers."""

    def tokens_read(self) -> None:
        """The tokens are all there, and stay as they are."""
        self.lows = tuple([t.low for t in self.tokens])
        self.words = frozenset(self.lows)

    def take_mentions(self) -> None:
        """Looks the mentions up in the units: once they are built, and again where units were joined."""
        self.placed = [(i, u.m) for i, u in enumerate(self.units) if u.m is not None]
        self.mentions = [m for _, m in self.placed]

    @property
    def voices(self) -> list[Mention]:
        """All who are heard in this sentence."""
        return [] if self.speaker is None else [self.speaker, *self.joint]


SAYING = 6  # units between the commas of "X, it said, ..."


def saying_opened(units: list[Unit], close: int, words: frozenset[str]) -> int | None:
    """“The two states, it went on, reiterate ...": the comma that opens the aside ended at ``close``, if a word of it is in ``words``."""
    opened = next((k for k in range(close - 1, max(0, close - SAYING), -1) if units[k].kind == ","), None)
    if opened is None or not any(u.low in words for u in units[opened + 1 : close]):
        return None
    return opened


class Annotated:
    """A document after annotation."""

    __slots__ = ("country", "language", "mentions", "party", "quotations", "raw", "seat", "sentences", "topics", "years")

    def __init__(self, raw: str, language: str) -> None:
        self.raw, self.language = raw, language
        self.country: str | None = None
        """The country that the report is about most."""
        self.seat: str | None = None
        """The country in which it was written, where others talked: nobody is of there but who is said to be."""
        self.party: str | None = None
        """The state that sits across from rebels in it."""
        self.sentences: list[Sentence] = []
        self.topics: Counter[str] | None = None
        """How many words of each topic the report has, once somebody asks."""
        self.years: set[int] | None = None
        """The years that the report speaks of, once somebody asks."""
        self.quotations: list[Quotation] = []
        self.mentions: list[Mention] = []
