"""Full text: the words of the documents by their stems, so that any form finds all. FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger.prepared import Prepared
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


def put(connection: sa.Connection, document: int, text: str, language: str) -> None:
    """Takes in the words of a document."""
    found = " ".join(stems(text, language))
    name = connection.dialect.name
    _PUT[name].put(connection, {"document": document, "stems": found[:MOST] if name == "postgresql" else found})


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

_SQLITE: Final = "SELECT rowid AS id FROM words WHERE words MATCH :match ORDER BY rowid DESC LIMIT :most"
_POSTGRESQL: Final = "SELECT document AS id FROM words WHERE stems @@ to_tsquery('simple', :match) ORDER BY document DESC LIMIT :most"
_SINCE: Final = """
    SELECT d.id FROM ({found}) w JOIN documents d ON d.id = w.id WHERE d.published >= :since AND d.id <> :but
    AND d.id NOT IN (SELECT document FROM withdrawals)
    {of} ORDER BY d.id DESC LIMIT :limit
"""
_OF: Final = {
    "sqlite": "SELECT value FROM json_each(:countries)",
    "postgresql": "SELECT json_array_elements_text(CAST(:countries AS json))",
}
_NAMING: Final = "AND EXISTS (SELECT 1 FROM entities e WHERE e.document = d.id AND e.country IN ({countries}))"
_LIKE: Final = {
    (name, of): Prepared(sa.text(_SINCE.format(found=found, of=_NAMING.format(countries=_OF[name]) if of else "")))
    for name, found in (("sqlite", _SQLITE), ("postgresql", _POSTGRESQL))
    for of in (False, True)
}


def like(connection: sa.Connection, asked: Sequence[Forms], limit: int, *, since: str, countries: Collection[str], but: int) -> list[int]:
    """The latest documents published ``since`` a day that hold two of the three first things ``asked`` for, or three of four.

    Of ``countries``, if there are any, one must be named; ``but`` is a document that is not meant. Nothing is ranked, which would take all
    documents that hold any of it.
    """
    name = connection.dialect.name
    and_, or_ = _SIGNS[name]
    groups = [group for group in dict.fromkeys(_group(name, forms) for forms in asked) if group][:FIRST]
    if len(groups) < 2:
        return []
    match = f"({groups[0]} {and_} {groups[1]})"
    if len(groups) == 3:
        match = f"{match} {or_} (({groups[0]} {or_} {groups[1]}) {and_} {groups[2]})"
    elif len(groups) > 3:
        a, b, c, d = groups
        match = f"({match} {and_} ({c} {or_} {d})) {or_} (({a} {or_} {b}) {and_} {c} {and_} {d})"
    values = {"match": match, "most": LOOKED_AT, "since": since, "but": but, "limit": limit}
    more = {"countries": msgspec.json.encode(sorted(countries)).decode()} if countries else {}
    return _LIKE[name, bool(countries)].scalars(connection, **values, **more)


Forms = Mapping[str, Collection[str]]
"""By language the words that tell a thing."""
FIRST: Final = 4
_SIGNS: Final = {"sqlite": ("AND", "OR"), "postgresql": ("&", "|")}


def _group(name: str, told: Forms) -> str:
    """Any of some words, each in any of its forms, as a query has it."""
    forms = sorted({stem(part, language) for language, words in told.items() for word in words for part in WORD.findall(word)})
    sign, quote = (" OR ", '"') if name == "sqlite" else (" | ", "'")
    return f"({sign.join(f'{quote}{form}{quote}' for form in forms)})" if forms else ""
