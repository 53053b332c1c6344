"""A text cut into pieces: whatever the marks, its words are all there, once and in order, each with the marks that lie on it."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.model.plain import visible
from ikrar.web.marked import Mark, cut, shown
from ikrar.web.render import environment
from ikrar.web.speak import speaker

TEXTS = st.text(st.one_of(st.sampled_from("ab <>&\"'\n\r\t\x00\x1b\u202e\ud800é🙂"), st.characters()), max_size=60)
SPANS = st.tuples(st.integers(-5, 70), st.integers(-5, 70))
KINDS = ("keep", "title", "drop", "repair", "line", "hang", "named", "at")
MARKS = st.lists(st.builds(Mark, SPANS, st.sampled_from(KINDS), st.sampled_from(("c1", "c2", "v1", "spam", "mojibake"))), max_size=12)


@settings(deadline=None)
@given(TEXTS, MARKS)
def test_nothing_is_lost_or_told_twice(raw: str, marks: list[Mark]) -> None:
    lines = cut(raw, marks)
    assert "\n".join("".join(piece.text for piece in line) for line in lines) == raw
    pieces = [piece for line in lines for piece in line]
    assert all(raw[p.start : p.start + len(p.text)] == p.text != "" for p in pieces)
    assert all(a.start + len(a.text) <= b.start for a, b in pairwise(pieces))


@settings(deadline=None)
@given(TEXTS, MARKS)
def test_each_piece_has_just_the_marks_that_lie_on_it(raw: str, marks: list[Mark]) -> None:
    for piece in (piece for line in cut(raw, marks) for piece in line):
        for at in range(piece.start, piece.start + len(piece.text)):
            lying = sorted((m.kind, m.of) for m in marks if m.span[0] <= at < m.span[1])
            assert sorted((m.kind, m.of) for m in piece.marks) == lying


class Seen(HTMLParser):
    """What a browser would see: the words in the pieces, whether tags are balanced, ids."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []
        self.taking = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.taking = "data-at" in dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.taking = False

    def handle_data(self, data: str) -> None:
        if self.taking:
            self.words.append(data)


@settings(deadline=None)
@given(TEXTS.filter(lambda text: "\r" not in text), MARKS)
def test_on_the_page_tags_are_balanced_ids_are_one_and_words_are_text(raw: str, marks: list[Mark]) -> None:
    template = environment().get_template("reading.html").module
    seen = Seen()
    seen.feed(str(template.text(speaker("id"), shown(raw, marks), "id")))  # type: ignore[attr-defined]
    seen.close()
    assert seen.open == []
    assert len(seen.ids) == len(set(seen.ids))
    assert "".join(seen.words) == visible(raw).replace("\n", "")
    assert len(visible(raw)) == len(raw)


@pytest.mark.parametrize(
    ("marks", "pieces"),
    [
        ([], [("abcdef", [])]),
        ([Mark((1, 3), "line", "c1")], [("a", []), ("bc", ["c1"]), ("def", [])]),
        ([Mark((1, 4), "line", "c1"), Mark((2, 6), "line", "v1")], [("a", []), ("b", ["c1"]), ("cd", ["v1", "c1"]), ("ef", ["v1"])]),
        ([Mark((0, 6), "line", "c1"), Mark((0, 6), "line", "c2"), Mark((4, 2), "at")], [("abcdef", ["c1", "c2"])]),
    ],
)
def test_marks_that_cross(marks: list[Mark], pieces: list[tuple[str, list[str]]]) -> None:
    assert [(p.text, [m.of for m in p.marks]) for line in cut("abcdef", marks) for p in line] == pieces
