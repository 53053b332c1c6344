"""What holds for every text: no crash, honest spans, and any date that is written is found and read back."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.dates import Anchor, anchors, deadline, load, published, resolve

GRAMMARS = {language: load(language) for language in ("id", "en")}
MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(),
    "en": "January February March April May June July August September October November December".split(),
}
WEEKDAYS = {
    "id": "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
LANGUAGES = st.sampled_from(["id", "en"])
PIECES = st.sampled_from(
    (
        "pada sejak hingga akhir awal minggu Minggu Rabu lalu depan ini tahun bulan pekan dua 3 12 31 2020 1999 Mei Maret may May march "
        "7/4 (7/4/2021) 31/10-1/11 10.30 - – , . ( ) / dalam within last next the end of in on by Monday ago weeks hari days 15 Apr 2024 "
        "İ ﬁ \n \xa0"
    ).split(" ")
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join))


@given(TEXTS, LANGUAGES, DAYS, st.integers(0, 60))
@settings(max_examples=400, deadline=None)
def test_any_text(text: str, language: str, now: date, start: int) -> None:
    grammar = GRAMMARS[language]
    found = grammar.find(text, start, len(text) - 3)
    position = min(start, len(text))
    for expr in found:
        assert position <= expr.start < expr.end <= len(text)
        position = expr.end
    for expr, anchor in zip(found, anchors(found, now), strict=True):
        for future in (False, True):
            for used in (anchor, Anchor(), Anchor(reference=now), Anchor(story=now)):
                for value in (resolve(expr, used, future=future), deadline(expr, used)):
                    assert value is None or date.fromisoformat((value + "-01-01")[:10] if len(value) < 7 else (value + "-01")[:10])
    said = published(text, grammar, [])
    assert said is None or date.fromisoformat(said)


def written(day: date, language: str) -> list[str]:
    month, weekday = MONTHS[language][day.month - 1], WEEKDAYS[language][day.weekday()]
    both = [f"{day.day} {month} {day.year}", f"{weekday}, {day.day} {month} {day.year}", day.isoformat()]
    if language == "id":
        numeric = f"{day.day}/{day.month}/{day.year}"
        return [*both, f"{weekday} ({numeric})", numeric, f"{day.day} {month.lower()} {day.year}"]
    return [*both, f"{month} {day.day}, {day.year}", f"{weekday}, {month} {day.day}, {day.year}", f"{month[:3]}. {day.day}, {day.year}"]


BEFORE = st.sampled_from(["", "Menteri itu berkata, ", "said the minister. On ", "\n\n", "İ "])
AFTER = st.sampled_from(["", ".", " dan seterusnya", "\n"])


@given(DAYS, LANGUAGES, BEFORE, AFTER)
@settings(max_examples=300, deadline=None)
def test_a_written_date_is_found_and_read_back(day: date, language: str, before: str, after: str) -> None:
    for form in written(day, language):
        text = before + form + after
        (expr,) = GRAMMARS[language].find(text)
        assert text[expr.start : expr.end] == form
        assert resolve(expr, Anchor()) == day.isoformat()


@given(DAYS, st.integers(0, 6), LANGUAGES)
@settings(max_examples=200, deadline=None)
def test_a_bare_weekday_is_the_nearest(now: date, weekday: int, language: str) -> None:
    (expr,) = GRAMMARS[language].find(f"x {WEEKDAYS[language][weekday]}, y")
    past = date.fromisoformat(resolve(expr, Anchor(now)) or "")
    coming = date.fromisoformat(resolve(expr, Anchor(now), future=True) or "")
    assert past.weekday() == coming.weekday() == weekday
    assert 0 <= (now - past).days < 7
    assert 0 <= (coming - now).days < 7
    assert resolve(expr, Anchor()) is None


@given(DAYS, DAYS, LANGUAGES)
@settings(max_examples=200, deadline=None)
def test_a_day_without_year_is_the_latest_or_the_next(day: date, now: date, language: str) -> None:
    (expr,) = GRAMMARS[language].find(f"x, {day.day} {MONTHS[language][day.month - 1]}, y")
    past, coming = resolve(expr, Anchor(now)), resolve(expr, Anchor(now), future=True)
    assert past and coming and past <= now.isoformat() <= coming
    assert past[5:] == coming[5:] == day.isoformat()[5:]


@pytest.mark.parametrize("language", list(GRAMMARS))
def test_find_is_stable(language: str) -> None:
    text = "Rabu (7/4/2021), pekan lalu, Wednesday, last week, in March 2020"
    assert GRAMMARS[language].find(text) == GRAMMARS[language].find(text)


@pytest.mark.parametrize("language", GRAMMARS)
def test_every_pattern_compiles(language: str) -> None:
    words = GRAMMARS[language].words
    assert len(words.sources) > 40
    for name in words.sources:
        assert getattr(words, name).pattern == words.sources[name]
    with pytest.raises(AttributeError):
        _ = words.nonsense
