"""What a writer has at hand is what the ledger says, whoever else writes, and whatever is given up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import cycle, product
from pathlib import Path

import pytest
import sample
import sqlalchemy as sa
from places import filled

from ikrar.ledger import Ledger, decide, deeds, hints, judge, lands, lately, match, meaning, retold, rules, told, words
from ikrar.ledger.compare import Line, may_share, shared_words
from ikrar.ledger.enter import add
from ikrar.ledger.points import Points
from ikrar.ledger.points import table as points_table
from ikrar.ledger.report import report
from ikrar.ledger.safe import check
from ikrar.ledger.schema import bearings, commitments, documents, links, statuses
from ikrar.model import Reading
from ikrar.pipeline import read_text

Said = list[list[tuple[object, ...]]]
"""The links, bearings and statuses of a ledger."""


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """The reports of the sample."""
    return [read_text((sample.FOLDER / name).read_text("utf-8"), source=name, published=name[:10]) for name in sample.FILES]


@pytest.fixture(scope="module")
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """A ledger with all reports of the second set."""
    fill = partial(sample.fill, folder=sample.SECOND)
    return Ledger(filled(request, "sqlite", tmp_path_factory.mktemp("at_hand"), "second", fill))


def _said(ledger: Ledger) -> Said:
    with ledger.read() as c:
        return [[tuple(row) for row in c.execute(sa.select(t).order_by(t.c.entry))] for t in (links, bearings, statuses)]


@pytest.fixture(scope="module")
def plain(readings: list[Reading]) -> Said:
    """What is said of the sample by one who opens the ledger anew for each report."""
    ledger = Ledger("sqlite:///:memory:")
    for reading in readings:
        ledger._hand.clear()
        add(ledger, reading)
    said = _said(ledger)
    ledger.close()
    return said


def test_it_is_as_if_the_ledger_were_opened_for_each_report(readings: list[Reading], plain: Said, place: str) -> None:
    ledger = Ledger(place)
    for reading in readings:
        add(ledger, reading)
    assert _said(ledger) == plain
    ledger.close()


def test_two_who_write_by_turns_write_what_one_would(readings: list[Reading], plain: Said, place: str) -> None:
    writers = Ledger(place), Ledger(place)
    for writer, reading in zip(cycle(writers), readings, strict=False):
        add(writer, reading)
    assert _said(writers[0]) == plain
    assert list(check(writers[1])) == []
    for writer in writers:
        writer.close()


def test_of_what_is_given_up_nothing_is_at_hand(
    readings: list[Reading], plain: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(str(tmp_path / "x.db"))
    for number, reading in enumerate(readings):
        if number % 3 == 0:
            with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
                patch.setattr(deeds, "find", _interrupted)
                add(ledger, reading)
        add(ledger, reading)
    assert _said(ledger) == plain
    assert list(check(ledger)) == []
    ledger.close()


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_a_person_decides_is_seen_by_the_next_report(readings: list[Reading], tmp_path: Path) -> None:
    kept, opened = Ledger(str(tmp_path / "kept.db")), Ledger(str(tmp_path / "opened.db"))
    for ledger in (kept, opened):
        for number, reading in enumerate(readings):
            if ledger is opened:
                ledger._hand.clear()
            add(ledger, reading)
            if number == len(readings) // 2:
                decide.withdraw(ledger, "somebody", ["D-2", "D-3"], "not ours")
    assert _said(kept) == _said(opened)
    kept.close()
    opened.close()


def test_no_sentence_that_tells_of_a_promise_is_passed_over_by_its_bits(whole: Ledger) -> None:
    found = 0
    with whole.read() as c:
        promises = judge.promises_of(c, list(c.execute(sa.select(commitments.c.promise).distinct()).scalars()))
        reports = [r for id_ in c.execute(sa.select(documents.c.id)).scalars() if (r := report(c, id_)) is not None]
    for promise, read in product(promises.values(), reports):
        may = hints.may_be_told(promise)
        for sentence in read.sentences:
            if told.told(promise, sentence.text, read.language) is not None:
                found += 1
                named = {land.country for land in lands.lands(sentence.text, read.language)}
                assert may(meaning.bits(sentence.text, read.language), named)
    assert found


@pytest.mark.parametrize("of", ["event", "commitment"])
def test_no_line_that_is_likeliest_is_passed_over(whole: Ledger, of: str) -> None:
    """Against all pairs looked at whole, the likeliest, or the next where another fits a retelling as well."""
    found, points = 0, getattr(points_table(), of)
    with whole.read() as c:
        lines = lately.lines(c, of, c.execute(sa.select(lately.TABLES[of].c.id)).scalars())
    for line in lines:
        others = [other for other in lines if other.document < line.document]
        known = list(_best_of_all(line, others, points, of))
        assert list(match._best(line, others, points, match._POINTS_OF[of])) == known
        found += len(known)
    assert found


def _best_of_all(line: Line, others: list[Line], points: Points, of: str) -> Iterator[tuple[Line, float, dict[str, float]]]:
    best: dict[int, tuple[float, Line, dict[str, float]]] = {}
    for other in others:
        why = {name: points.points[name] for name in match._POINTS_OF[of](other, line)}
        for name, value in shared_words(other, line):
            why[name] = round(value * points.points[name], 2)
            if name == "words" and retold.SAID.isdisjoint(why):
                assert value <= may_share(other, line) + 1e-9
        score = sum(why.values())
        if score >= points.unsure and score > best.get(other.group, (0.0,))[0]:
            best[other.group] = score, other, why
    found = sorted(best.values(), key=lambda b: (-b[0], b[1].id))
    if len(found) > 1 and found[0][0] - found[1][0] < match.BEYOND and retold.POINTS & found[0][2].keys():
        score, other, why = found[0]
        found[0] = score + points.points["rival"], other, why | {"rival": points.points["rival"]}
    for score, other, why in [b for b in found if b[0] >= points.same][:1] or found[:1]:
        yield other, score, why


def test_reports_are_found_by_three_of_four_words(whole: Ledger) -> None:
    holding = sa.text("SELECT rowid FROM words WHERE words MATCH :match")
    met = 0
    with whole.read() as c:
        promises = judge.promises_of(c, list(c.execute(sa.select(commitments.c.promise).distinct()).scalars()))
        for promise in promises.values():
            asked = [meaning.forms(word) for language, said in promise.tellings() for word in rules.asked_for(said, language)]
            groups = list(dict.fromkeys(forms for forms in map(words._forms, asked) if forms))[: words.FIRST]
            hits = Counter(id_ for g in groups for id_ in c.execute(holding, {"match": " OR ".join(f'"{stem}"' for stem in g)}).scalars())
            least = 3 if len(groups) == 4 else 2
            wanted = sorted((id_ for id_, many in hits.items() if many >= least), reverse=True)
            assert words.like(c, asked, 1000, after="", countries=(), but=0) == wanted
            met += len(wanted)
    assert met
