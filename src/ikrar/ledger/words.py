"""Full text: the words of the documents by their stems, so that any form finds all. FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import islice
from operator import or_
from typing import Final

import sqlalchemy as sa

from ikrar.ledger import at_hand
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.schema import documents, entities, withdrawals
from ikrar.ledger.sql import LINES, among
from ikrar.ledger.stems import WORD, stem, stems

LANGUAGES: Final = ("id", "en")


def create(connection: sa.Connection) -> None:
    """The table of words."""
    if connection.dialect.name == "sqlite":
        connection.execute(sa.text("CREATE VIRTUAL TABLE words USING fts5(stems, content='', tokenize='unicode61 remove_diacritics 0')"))
    else:
        connection.execute(sa.text("CREATE TABLE words (document INTEGER PRIMARY KEY, stems tsvector NOT NULL)"))
        connection.execute(sa.text("CREATE INDEX words_stems ON words USING gin (stems)"))


_PUT: Final = {
    "sqlite": Prepared(sa.text("INSERT INTO words (rowid, stems) VALUES (:document, :stems)")),
    "postgresql": Prepared(sa.text("INSERT INTO words (document, stems) VALUES (:document, to_tsvector('simple', :stems))")),
}
RANKED: Final = 30_000  # reports, the latest, among which the best match of words that stand in more of them is looked for
MOST: Final = 900_000  # characters: a tsvector holds a megabyte


def told(text: str, language: str) -> str:
    """The words of a text, as they are taken in."""
    return " ".join(stems(text, language))


def put(connection: sa.Connection, document: int, found: str) -> None:
    """Takes in the words of a document, as `told` gives them."""
    name, hand = connection.dialect.name, at_hand.of(connection)
    _PUT[name].put(connection, {"document": document, "stems": found[:MOST] if name == "postgresql" else found})
    if len(found) > MOST:  # what of it is found is for the database to say
        hand.holding.clear()
    hand.stems = frozenset(found.split())
    for holding in hand.holding.values():
        for one in holding.keys() & hand.stems:
            holding[one] |= 1 << document


def search(connection: sa.Connection, query: str, limit: int) -> list[int]:
    """The documents that hold all words of ``query``, each in any of its forms in either language; the best match first."""
    asked = [sorted({stem(word, language) for language in LANGUAGES}) for word in WORD.findall(query.lower())]
    if not asked:
        return []
    if connection.dialect.name == "sqlite":
        match = " AND ".join("(" + " OR ".join(f'"{stem}"' for stem in forms) + ")" for forms in asked)
        since = "SELECT rowid FROM words WHERE words MATCH :match ORDER BY rowid DESC LIMIT 1 OFFSET :ranked"
        found = "SELECT rowid FROM words WHERE words MATCH :match AND rowid > :since AND rowid"
        statement = f"{found} {_IN} ORDER BY rank, rowid LIMIT :limit"
    else:
        match = " & ".join("(" + " | ".join(f"'{stem}'" for stem in forms) + ")" for forms in asked)
        found = "SELECT document FROM words, to_tsquery('simple', :match) AS q WHERE stems @@ q"
        since = f"{found} ORDER BY document DESC LIMIT 1 OFFSET :ranked"
        statement = f"{found} AND document > :since AND document {_IN} ORDER BY ts_rank(stems, q) DESC, document LIMIT :limit"
    last = connection.execute(sa.text(since), {"match": match, "ranked": RANKED}).scalar() or 0
    return list(connection.execute(sa.text(statement), {"match": match, "since": last, "limit": limit}).scalars())


_IN: Final = "NOT IN (SELECT document FROM withdrawals)"
LOOKED_AT: Final = 100  # documents that hold enough of it: the latest

_HOLDING: Final = {
    "sqlite": Prepared(sa.text("SELECT json_group_array(rowid) FROM words WHERE words MATCH :stem AND rowid >= :since")),
    "postgresql": Prepared(
        sa.text("SELECT CAST(json_agg(document) AS text) FROM words WHERE stems @@ to_tsquery('simple', :stem) AND document >= :since")
    ),
}  # often some thousands: one row, and not one for each
_QUOTED: Final = {"sqlite": '"{}"', "postgresql": "'{}'"}


def _holding(connection: sa.Connection, stem_: str, since: int) -> int:
    """The documents ``since`` a number that have a stem, each a bit."""
    hand = at_hand.of(connection)
    holding = hand.holding.setdefault(since, {})
    known = holding.get(stem_)
    if known is not None:
        return known
    name, bits = connection.dialect.name, 0
    told = _HOLDING[name].scalar(connection, stem=_QUOTED[name].format(stem_), since=since)
    if found := LINES.decode(told) if told else ():
        octets = bytearray(max(found) // 8 + 1)
        for document in found:
            octets[document >> 3] |= 1 << (document & 7)
        bits = int.from_bytes(octets, "little")
    if stem_.isascii():  # of other letters the two databases have views of their own, and so they are asked each time
        at_hand.keep(holding, stem_, bits, at_hand.WORDS)
    return bits


def _latest(documents_: int) -> Iterator[int]:
    """The numbers of bits, the highest first; cut into pieces, since to take one bit from a large number makes all of it anew."""
    while documents_:
        low = max(0, documents_.bit_length() - PIECE)
        piece = documents_ >> low
        documents_ ^= piece << low
        while piece:
            at = piece.bit_length() - 1
            piece ^= 1 << at
            yield low + at


PIECE: Final = 1024  # bits
_NEWS: Final = Prepared(sa.select(documents.c.id, documents.c.published).where(among(documents.c.id, "ids")))
_LANDS: Final = Prepared(
    sa.select(entities.c.document, entities.c.country).where(among(entities.c.document, "ids"), entities.c.country.is_not(None)).distinct()
)
_OUT: Final = Prepared(sa.select(withdrawals.c.document))


def _news(connection: sa.Connection, ids: Sequence[int]) -> Mapping[int, str | None]:
    """Of documents, and perhaps of others, the day of publication."""
    known = at_hand.of(connection).news
    missing = [id_ for id_ in ids if id_ not in known]
    if not missing:
        return known
    found = {id_: known[id_] for id_ in ids if id_ in known}  # to keep more may put away what was known
    for id_, published in _NEWS.tuples(connection, ids=missing):
        found[id_] = at_hand.keep(known, id_, published)
    return found


def _lands(connection: sa.Connection, ids: Sequence[int]) -> dict[int, frozenset[str]]:
    """Of documents the countries that are named."""
    hand = at_hand.of(connection).lands
    known = {id_: hand[id_] for id_ in ids if id_ in hand}
    if len(known) == len(ids):
        return known
    found: dict[int, set[str]] = {id_: set() for id_ in ids if id_ not in known}
    for id_, country in _LANDS.tuples(connection, ids=list(found)) if found else ():
        found[id_].add(country)
    return known | {id_: at_hand.keep(hand, id_, frozenset(named)) for id_, named in found.items()}


def like(connection: sa.Connection, asked: Iterable[Forms], limit: int, *, after: str, countries: Collection[str], but: int) -> list[int]:
    """The latest documents published ``after`` a day that hold two of the three first things ``asked`` for, or three of four.

    Of ``countries``, if there are any, one must be named; ``but`` is a document that is not meant. Nothing is ranked, which would take all
    documents that hold any of it.
    """
    groups = _groups(asked)
    if len(groups) < 2:
        return []
    recent = _recent(connection)
    ids = list(islice(_latest(_three_of_four(connection, groups, recent)), LOOKED_AT))
    if len(ids) < LOOKED_AT and recent:
        ids = list(islice(_latest(_three_of_four(connection, groups, 0)), LOOKED_AT))
    news, out = _news(connection, ids), _withdrawn(connection)
    later = [id_ for id_ in ids if (news[id_] or "") > after and id_ != but and id_ not in out]
    return list(islice(_naming(connection, later, frozenset(countries)) if countries else later, limit))


def _groups(asked: Iterable[Forms]) -> list[tuple[str, ...]]:
    """The stems of each of the first things that are asked for."""
    found: list[tuple[str, ...]] = []
    for told_ in asked:
        if (group := _forms(told_)) and group not in found:
            found.append(group)
            if len(found) == FIRST:
                break
    return found


def _naming(connection: sa.Connection, ids: Sequence[int], countries: frozenset[str]) -> Iterator[int]:
    """Those documents that name one of some countries; they are asked for some at a time, since the first few are enough."""
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        lands = _lands(connection, some)
        yield from (id_ for id_ in some if not countries.isdisjoint(lands[id_]))


AT_ONCE: Final = 32


def _three_of_four(connection: sa.Connection, groups: Sequence[tuple[str, ...]], since: int) -> int:
    """The documents ``since`` a number, as bits, that hold two of two or three groups of stems, or three of four: any stem of a group."""
    having = [reduce(or_, (_holding(connection, form, since) for form in group)) for group in groups]
    match having:
        case [a, b]:
            return a & b
        case [a, b, c]:
            return a & b | (a | b) & c
    a, b, c, d = having
    return a & b & (c | d) | (a | b) & c & d


RECENT: Final = 10_000  # documents among which words that many have are looked for first


def _recent(connection: sa.Connection) -> int:
    """A number behind which the latest documents are; the same one for as long as there are not many more."""
    hand = at_hand.of(connection)
    last = int(_LAST.scalar(connection) or 0) if hand.written is None else hand.written.document
    if not hand.recent <= last - RECENT < hand.recent + RECENT:
        hand.holding.pop(hand.recent or -1, None)
        hand.recent = max(0, last - RECENT)
    return hand.recent


_LAST: Final = Prepared(sa.select(sa.func.max(documents.c.id)))


def _withdrawn(connection: sa.Connection) -> frozenset[int]:
    hand = at_hand.of(connection)
    if hand.withdrawn is None:
        hand.withdrawn = frozenset(_OUT.scalars(connection))
    return hand.withdrawn


Forms = Mapping[str, Collection[str]]
"""By language the words that tell a thing."""
FIRST: Final = 4


def _forms(told: Forms) -> tuple[str, ...]:
    """The stems of all words that tell a thing."""
    return tuple(sorted({stem(part, language) for language, words in told.items() for word in words for part in WORD.findall(word)}))
