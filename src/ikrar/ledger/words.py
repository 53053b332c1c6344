"""Full text: the words of the documents by their stems, so that any form finds all. FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

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
        statement = "SELECT rowid FROM words WHERE words MATCH :match ORDER BY rank, rowid LIMIT :limit"
    else:
        match = " & ".join("(" + " | ".join(f"'{stem}'" for stem in forms) + ")" for forms in asked)
        statement = (
            "SELECT document FROM words, to_tsquery('simple', :match) AS q WHERE stems @@ q "
            "ORDER BY ts_rank(stems, q) DESC, document LIMIT :limit"
        )
    return list(connection.execute(sa.text(statement), {"match": match, "limit": limit}).scalars())


def like(connection: sa.Connection, asked: Sequence[Collection[str]], limit: int) -> list[int]:
    """The documents that hold most of what is ``asked`` for, each as any of some words in either language; the best match first."""
    forms = {stem(word, language) for senses in asked for sense in senses for word in WORD.findall(sense) for language in LANGUAGES}
    if not forms:
        return []
    if connection.dialect.name == "sqlite":
        match = " OR ".join(f'"{form}"' for form in sorted(forms))
        statement = "SELECT rowid FROM words WHERE words MATCH :match ORDER BY rank, rowid LIMIT :limit"
    else:
        match = " | ".join(f"'{form}'" for form in sorted(forms))
        statement = (
            "SELECT document FROM words, to_tsquery('simple', :match) AS q WHERE stems @@ q "
            "ORDER BY ts_rank(stems, q) DESC, document LIMIT :limit"
        )
    return list(connection.execute(sa.text(statement), {"match": match, "limit": limit}).scalars())
