"""Marks: by what acts and promises that may bear on each other find each other, with what rules most of them out before they are read.

A key says what a rule asks for: the type or the provision, whose act it is, and, where the rule asks at whom, at whom. Beside it stand the
days, and the words in 128 bits: a rule that asks for the promise's own words in the sentence of the act finds few among all of a country.
Nothing is decided here: what the marks let through is tried by the rules.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import meaning, rules
from ikrar.ledger.near import key
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.promise import Act, Promise
from ikrar.ledger.sql import NONE
from ikrar.model.codes import PROVISIONS

BITS: Final = 128
REMEMBERED: Final = 50_000  # stems
SENTENCES: Final = 4096  # that came lately
OF: Final = {"event": "act", "commitment": "promise"}
"""As what the lines that have marks are marked."""
Lands = Iterable[str | None]
"""Countries of parties."""
ALWAYS: Final = ("", "9")  # the days of a promise that tells none: of another telling they may be known


@lru_cache(REMEMBERED)
def _bit(stem: str) -> int:
    return 1 << zlib.crc32(stem.encode("utf-8", "surrogatepass")) % BITS


def bits(found: Iterable[str]) -> int:
    """The bits of some stems."""
    whole = 0
    for stem in found:
        whole |= _bit(stem)
    return whole


Said = tuple[tuple[float, int], ...]
"""Of each word its weight, and the bits of all as which it may be told; none where it may be the name of a party."""


def _said(words: Iterable[meaning.Word]) -> Said:
    return tuple((word.weight, 0 if word.capital else _of_reach(word)) for word in words)


@lru_cache(REMEMBERED)
def _of_reach(word: meaning.Word) -> int:
    return bits(meaning.reach(word))


def _may_stand(promised: Said, most: float, told: int) -> bool:
    """Whether those told of the words promised leave no more than ``most`` of their weight untold."""
    untold = 0.0
    for weight, bit in promised:
        if bit and not bit & told:
            untold += weight
            if untold > most:
                return False
    return True


def _untold(promised: Said, part: float) -> float:
    """What weight of the words promised may be untold where ``part`` of it is to be told."""
    whole = 0.0
    for weight, _ in promised:
        whole += weight
    return (1 - part) * whole + 1e-9


def _written(said: Said) -> str:
    return " ".join(f"{weight:g}*{bit:x}" for weight, bit in said)


@lru_cache(REMEMBERED)
def _read(written: str) -> Said:
    parts = (part.partition("*") for part in written.split())
    return tuple((float(weight), int(bit, 16)) for weight, _, bit in parts)


@lru_cache(SENTENCES)
def _told(quote: str, language: str) -> int:
    """The bits of the words of a sentence."""
    return bits(row for word in meaning.words(quote, language) for row in (*word.rows, *(word.senses if word.capital else ())))


# -- written -----------------------------------------------------------------------------------------------------


def of_act(
    line: int, type_: str, days: tuple[str | None, str | None], who: tuple[Collection[str], Collection[str]], said: tuple[str, str]
) -> list[dict[str, Any]]:
    """The marks of an act: ``who`` are the countries of those who act, and those of whom and where it hits; ``said`` words and language."""
    if days[0] is None:  # no rule speaks of an act of which no time is known
        return []
    (doers, hit), (quote, language) = who, said
    all_ = {*doers, *hit}
    plain = [f"{type_}|{country}" for country in doers] + [f"{type_}|>{country}" for country in all_]
    row = {"of": "act", "line": line, "first": days[0], "last": days[1]}
    words = f"{_told(quote, language):x}"
    found = [row | {"key": key(k), "words": words} for k in sorted({*plain})]
    return found + [row | {"key": key(k), "words": None} for k in sorted({f"{type_}|{a}>{b}" for a in doers for b in all_})]


def of_promise(
    line: int, provision: str, made: str | None, who: tuple[Lands, Lands], said: tuple[str, str, Collection[str]]
) -> list[dict[str, Any]]:
    """The marks of a promise: ``who`` are the countries of who makes it, and to whom; ``said`` the action, its language and their names."""
    promisors = sorted({country for country in who[0] if country})
    action, language, names = said
    asked = rules.asked_for(action, language, tuple(names))
    row = {"of": "promise", "line": line, "first": made or ALWAYS[0], "last": made or ALWAYS[1], "words": None}
    found = []
    for country in promisors:
        found += [row | {"key": key(k)} for k in (f"{provision}|{country}", *(f"{provision}|{country}>{b}" for b in _to(who[1])))]
        if len(asked) > 1:
            found.append(row | {"key": key(f"{country}~"), "words": _written(_said(asked))})
    return found


def _to(lands: Lands) -> list[str]:
    """The countries that something is promised to; "" where it is to nobody, or to somebody of none."""
    return sorted({country or "" for country in lands}) or [""]


# -- looked up ---------------------------------------------------------------------------------------------------

Test = Callable[[str], bool]
Asked = dict[int, list[tuple[int, Test | None]]]
"""By key: who asks, and what the words beside the mark must pass."""

_LATEST: Final = """
    SELECT k.value, (SELECT {array} FROM (
        SELECT m.line, m.words FROM marks m WHERE m.key = k.value AND m.last >= :since AND m.first <= :until
        ORDER BY m.line DESC LIMIT :most
    ) AS f) FROM {keys} AS k{columns}
"""  # from key to key, each mark once; a row for each key is handed over, and not one for each mark
_ARRAYS: Final = {
    "sqlite": "json_group_array(json_array(line, words))",
    "postgresql": "CAST(json_agg(json_build_array(line, words)) AS text)",
}
_BY_DIALECT: Final = {
    "sqlite": Prepared(sa.text(_LATEST.format(array=_ARRAYS["sqlite"], keys="json_each(:keys)", columns=""))),
    "postgresql": Prepared(sa.text(_LATEST.format(array=_ARRAYS["postgresql"], keys="unnest(CAST(:keys AS bigint[]))", columns="(value)"))),
}
_MARKS: Final = msgspec.json.Decoder(list[tuple[int, str | None]])


def found(c: sa.Connection, asked: Asked, since: str, until: str, most: int) -> Iterator[tuple[int, int]]:
    """Who asked, and a line that may be what they ask for; of each key the ``most`` latest between two days are looked at."""
    if not asked:
        return
    name, keys = c.dialect.name, sorted(asked)
    values = keys if name == "postgresql" else msgspec.json.encode(keys).decode()
    for k, marked in _BY_DIALECT[name].tuples(c, keys=values, since=since, until=until, most=most):
        if not marked or marked == NONE:
            continue
        marks = _MARKS.decode(marked)
        for who, test in asked[k]:
            if test is None:
                yield from ((who, line) for line, _ in marks)
            else:
                yield from ((who, line) for line, words in marks if test(words or ""))


def for_act(number: int, act: Act, asked: Asked) -> None:
    """Adds to ``asked`` by what the promises are found that an act may bear on."""
    doers = {party.country for party in act.actors if party.country}
    all_ = doers | {party.country for party in act.recipients if party.country} | ({act.place} if act.place else set())
    for rule in rules.fitting(act.type, act.mode, act.quote, act.language):
        lands, provisions = doers if rule.actor == "promisor" else all_, rule.provisions or PROVISIONS
        test = None
        if rule.alike:
            wanted = {f"{country}~" for country in lands}
            test = _of_a_promise(_told(act.quote, act.language), rule.alike)
        elif rule.target == "beneficiary":
            wanted = {f"{p}|{country}>{b}" for p in provisions for country in lands for b in (*all_, "")}
        else:
            wanted = {f"{p}|{country}" for p in provisions for country in lands}
        for k in wanted:
            asked.setdefault(key(k), []).append((number, test))


def _of_a_promise(told: int, part: float) -> Test:
    def test(promised: str) -> bool:
        said, most = _read_for(promised, part)
        return _may_stand(said, most, told)

    return test


@lru_cache(REMEMBERED)
def _read_for(promised: str, part: float) -> tuple[Said, float]:
    """The words promised, and what weight of them may be untold where ``part`` of it is to be told."""
    said = _read(promised)
    return said, _untold(said, part)


def for_promise(number: int, promise: Promise) -> Asked:
    """By what the acts are found that may bear on a promise."""
    asked: Asked = {}
    promisors, beneficiaries = ({p.country for p in parties if p.country} for parties in (promise.promisors, promise.beneficiaries))
    to = _to(p.country for p in promise.beneficiaries)
    for rule in rules.concerning(promise):
        test = _of_an_act(promise, rule.alike) if rule.alike else None
        for type_ in rules.types_of(rule):
            lands = promisors if rule.actor == "promisor" else beneficiaries
            if rule.actor in {"anyone", "other"}:
                lands = promisors if rule.target == "promisor" else promisors | beneficiaries
                wanted = {f"{type_}|>{country}" for country in lands}
            elif rule.target == "beneficiary" and not rule.alike and "" not in to:
                wanted = {f"{type_}|{country}>{b}" for country in lands for b in to}
            else:
                wanted = {f"{type_}|{country}" for country in lands}
            for k in wanted:
                asked.setdefault(key(k), []).append((number, test))
    return asked


def _of_an_act(promise: Promise, part: float) -> Test:
    asked = [_said(rules.asked_for(action, language, promise.names)) for language, action in promise.tellings()]
    tests = [(said, _untold(said, part)) for said in asked]

    def test(words: str) -> bool:
        told = int(words or "0", 16)
        return any(_may_stand(said, most, told) for said, most in tests)

    return test
