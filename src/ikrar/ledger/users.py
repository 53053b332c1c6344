"""Who may sign in to the reading room, and who has: tables beside the book, and no part of it.

They hold no news and nobody's word, so they are in no export, no check and no comparison, and stay where the other tables are made anew.
Of a password only its hash is kept, of a session only the hash of what its cookie holds: who reads the database can sign in as nobody.
"""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import sqlalchemy as sa

from ikrar.ledger.book import Ledger, LedgerError

ROLES: Final = ("reader", "coder", "editor")
"""Each may do what those before it may: read; add reports, notes and lines; decide."""
LASTS: Final = timedelta(hours=12)
"""How long a session lasts: a long working day, after which one signs in anew."""
LONGEST: Final = 64  # characters of a name

apart = sa.MetaData()
"""Apart from the tables of `schema`, which are all made from the book."""

users = sa.Table(
    "users",
    apart,
    sa.Column("key", sa.String(200), primary_key=True, comment="the name folded: Dewi and dewi are one"),
    sa.Column("name", sa.String(200), nullable=False, comment="as decisions are signed with"),
    sa.Column("role", sa.String(10), nullable=False),
    sa.Column("hash", sa.Text, nullable=False, comment="Argon2id of the password"),
    sa.Column("since", sa.String(32), nullable=False),
)

sessions = sa.Table(
    "sessions",
    apart,
    sa.Column("cookie", sa.String(64), primary_key=True, comment="sha256 of what the cookie holds"),
    sa.Column("user", sa.String(200), nullable=False, index=True),
    sa.Column("until", sa.String(32), nullable=False, comment="UTC"),
)


class User(NamedTuple):
    """Somebody who may sign in."""

    name: str
    role: str
    since: str


def folded(name: str) -> str:
    """The name as it is compared."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def there_are(connection: sa.Connection) -> bool:
    """Whether the ledger has users: then everybody signs in."""
    if not sa.inspect(connection).has_table(users.name):
        return False
    return connection.execute(sa.select(users.c.key).limit(1)).first() is not None


def everybody(connection: sa.Connection) -> list[User]:
    """All users, by name."""
    if not sa.inspect(connection).has_table(users.name):
        return []
    rows = connection.execute(sa.select(users.c.name, users.c.role, users.c.since).order_by(users.c.key))
    return [User(*row) for row in rows]


def hash_of(connection: sa.Connection, name: str) -> str | None:
    """The hash of somebody's password; None where there is nobody of that name."""
    found = connection.execute(sa.select(users.c.hash).where(users.c.key == folded(name))).scalar()
    return None if found is None else str(found)


# -- changing them -----------------------------------------------------------------------------------------------


def add(ledger: Ledger, name: str, role: str, hash_: str, now: datetime) -> None:
    """Somebody more who may sign in."""
    name = unicodedata.normalize("NFKC", name).strip()
    if not name or len(name) > LONGEST or not name.isprintable():
        raise LedgerError(f"a user's name has 1 to {LONGEST} characters that can be printed")
    _role(role)
    with ledger.write(name) as pen:
        apart.create_all(pen.connection)
        if hash_of(pen.connection, name) is not None:
            raise LedgerError(f"there is a user {name} already")
        row = {"key": folded(name), "name": name, "role": role, "hash": hash_, "since": now.isoformat(timespec="seconds")}
        pen.connection.execute(users.insert(), row)


def remove(ledger: Ledger, name: str) -> None:
    """Somebody may sign in no more, and is signed out; what they have decided stays."""
    _change(ledger, name, None)


def change_role(ledger: Ledger, name: str, role: str) -> None:
    """What somebody may do, from their next page on."""
    _role(role)
    _change(ledger, name, {"role": role})


def change_password(ledger: Ledger, name: str, hash_: str) -> None:
    """Another password; sessions that began with the old one end."""
    _change(ledger, name, {"hash": hash_})


def _change(ledger: Ledger, name: str, values: dict[str, str] | None) -> None:
    key = folded(name)
    with ledger.write(name) as pen:
        apart.create_all(pen.connection)
        which = users.c.key == key
        statement = users.delete().where(which) if values is None else users.update().where(which).values(values)
        if pen.connection.execute(statement).rowcount == 0:
            raise LedgerError(f"there is no user {name}: `ikrar user list` names them")
        if values is None or "hash" in values:
            pen.connection.execute(sessions.delete().where(sessions.c.user == key))


def _role(role: str) -> None:
    if role not in ROLES:
        raise LedgerError(f"{role!r} is no role: {', '.join(ROLES)}")


# -- sessions ----------------------------------------------------------------------------------------------------


def _kept(cookie: str) -> str:
    return hashlib.sha256(cookie.encode()).hexdigest()


def sign_in(ledger: Ledger, name: str, cookie: str, now: datetime, hash_: str, before: str = "") -> bool:
    """A session begins, if the password is still the one of ``hash_``, by which it was checked.

    That of the cookie which one had ``before`` ends, and those that are over are cleared away.
    """
    with ledger.write(name) as pen:
        c = pen.connection
        if hash_of(c, name) != hash_:
            return False
        c.execute(sessions.delete().where((sessions.c.until < now.isoformat()) | (sessions.c.cookie == _kept(before))))
        c.execute(sessions.insert(), {"cookie": _kept(cookie), "user": folded(name), "until": (now + LASTS).isoformat()})
        return True


def sign_out(ledger: Ledger, cookie: str) -> None:
    """A session ends."""
    with ledger.write("sign-out") as pen:
        apart.create_all(pen.connection)
        pen.connection.execute(sessions.delete().where(sessions.c.cookie == _kept(cookie)))


def who(connection: sa.Connection, cookie: str, now: datetime) -> User | None:
    """Whose session a cookie is of, if it is one and goes on; with the role of now."""
    query = sa.select(users.c.name, users.c.role, users.c.since).join(sessions, sessions.c.user == users.c.key)
    row = connection.execute(query.where(sessions.c.cookie == _kept(cookie), sessions.c.until > now.isoformat())).first()
    return User(*row) if row else None
