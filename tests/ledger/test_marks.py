"""What is kept beside the lines to be quick says the same as the lines do."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import product

import msgspec
import pytest
import sample
import sqlalchemy as sa
from places import filled

from ikrar.ledger import Ledger, ask, decide, marks, rules
from ikrar.ledger.enter import add
from ikrar.ledger.judge import _acts, promises_of
from ikrar.ledger.parties import PACKED, Told, unpacked
from ikrar.ledger.promise import Act
from ikrar.ledger.schema import LINES, ROLES, commitments, entities, events, sides
from ikrar.pipeline import read_text

PARTS = sorted({rule.alike for rule in rules.table().rules if rule.alike})


@pytest.fixture(scope="module", params=["packaged", "second"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with all reports of a set."""
    name, folder = {"packaged": ("sample", sample.FOLDER), "second": ("second", sample.SECOND)}[request.param]
    ledger = Ledger(filled(request, "sqlite", tmp_path_factory.mktemp("marks"), name, partial(sample.fill, folder=folder)))
    yield ledger
    ledger.close()


def test_no_act_that_shares_enough_words_is_ruled_out_by_their_bits(whole: Ledger) -> None:
    with whole.read() as c:
        promises = promises_of(c, list(c.execute(sa.select(commitments.c.promise).distinct()).scalars()))
        acts = _acts(c, list(c.execute(sa.select(events.c.id)).scalars()))
    shared = 0
    for promise, act, part in product(promises.values(), acts.values(), PARTS):
        if rules.shared(promise, act) >= part:
            shared += 1
            (told,) = {
                row["words"] for row in marks.of_act(1, act.type, ("2020-01-01", "2020-01-01"), ([], ["USA"]), (act.quote, act.language))
            }
            assert marks._of_an_act(promise, part)(told)
            asked = [
                marks.of_promise(1, "talks", None, (["USA"], []), (said, tongue, promise.names)) for tongue, said in promise.tellings()
            ]
            words = [row["words"] for rows in asked for row in rows if row["words"] is not None]
            assert any(marks._of_a_promise(int(told, 16), part)(found) for found in words)
    assert shared


def test_all_that_bears_is_found_by_its_marks(whole: Ledger) -> None:
    """Whichever was read first; but an act in which no country of the promisor has a part is set only against promises read after it."""
    with whole.read() as c:
        promises = promises_of(c, list(c.execute(sa.select(commitments.c.promise).distinct()).scalars()))
        acts = _acts(c, list(c.execute(sa.select(events.c.id)).scalars()))
        asked: marks.Asked = {}
        for number, act in acts.items():
            if act.first is not None:
                marks.for_act(number, act, asked)
        heads = dict(c.execute(sa.select(commitments.c.id, commitments.c.promise)).all())
        by_acts = {(heads[line], event) for event, line in marks.found(c, asked, "1900-01-01", "2100-01-01", 10_000)}
        by_promises = {
            (number, event)
            for number, promise in promises.items()
            for _, event in marks.found(c, marks.for_promise(number, promise), "1900-01-01", "2100-01-01", 10_000)
        }
    bears = {(p, e) for p, promise in promises.items() for e, act in acts.items() if rules.bears(promise, act)}
    assert bears
    assert bears <= by_promises
    missing = bears - by_acts
    assert all(not ({p.country for p in promises[p_].promisors} & _countries(acts[e])) for p_, e in missing)


def _countries(act: Act) -> set[str | None]:
    return {party.country for party in (*act.actors, *act.recipients)} | {act.place}


def _counted(c: sa.Connection) -> dict[int, dict[str, int]]:
    """The lines of each actor in each role, as the sides have them."""
    query = sa.select(entities.c.actor, sides.c.role, sa.func.count(sides.c.line.distinct())).join(sides, sides.c.entity == entities.c.id)
    found: dict[int, dict[str, int]] = {}
    for actor, role, number in c.execute(query.where(sides.c.role.in_(ROLES)).group_by(entities.c.actor, sides.c.role)):
        found.setdefault(actor, dict.fromkeys(ROLES.values(), 0))[ROLES[role]] = number
    return found


def _agrees(ledger: Ledger) -> None:
    with ledger.read() as c:
        counted = _counted(c)
        for row in c.execute(sa.select(entities).where(entities.c.actor == entities.c.id)):
            assert {name: getattr(row, name) for name in ROLES.values()} == counted.get(row.id, dict.fromkeys(ROLES.values(), 0)), row
        for of in PACKED:
            told = sa.select(sides.c.line, sides.c.role, entities.c.actor, sides.c.country, sides.c.sector)
            told = told.add_columns(entities.c.type, entities.c.key, entities.c.name).outerjoin(entities, sides.c.entity == entities.c.id)
            lines: dict[int, set[Told]] = {}
            for line, *said, key, called in c.execute(told.where(sides.c.of == of)):
                lines.setdefault(line, set()).add(Told(*said, key is not None, called))
            for id_, who in c.execute(sa.select(LINES[of].c.id, LINES[of].c.who)):
                assert set(unpacked(who)) == lines.get(id_, set()), (of, id_)


def test_what_is_packed_and_counted_is_what_the_sides_say(ledger: Ledger) -> None:
    sample.fill(ledger, sample.FILES[:8])
    _agrees(ledger)
    with ledger.read() as c:
        actors = [row["id"] for row in ask.list_actors(c, 5)]
    decide.say_link(ledger, "dewi", actors[0], actors[3], "same", "one body")
    _agrees(ledger)
    decide.undo(ledger, "dewi")
    _agrees(ledger)
    decide.edit(ledger, "dewi", "C-1", {"promisor": ["SDN:GOV", actors[2]], "deadline": "2024"}, "it says so")
    _agrees(ledger)
    decide.enter_event(
        ledger, "dewi", {"type": "AID", "quote": "SDN helped", "actor": ["SDN:GOV=Helpers"], "recipient": [actors[1]]}, "seen"
    )
    _agrees(ledger)
    decide.undo(ledger, "dewi")
    _agrees(ledger)


def test_a_reading_that_finds_less_is_packed_and_counted(ledger: Ledger) -> None:
    sample.fill(ledger, sample.FILES[:6])
    name = sample.FILES[5]
    reading = read_text((sample.FOLDER / name).read_text("utf-8"), source=name, published=name[:10])
    newer = msgspec.structs.replace(reading.record.engine, version="99")
    less = msgspec.structs.replace(reading.record, engine=newer, commitments=(), events=reading.record.events[1:])
    assert add(ledger, msgspec.structs.replace(reading, record=less)).what == "read again"
    _agrees(ledger)
