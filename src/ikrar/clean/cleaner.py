"""The stage: raw text in, marks out. Built once from plain data; the order of the passes is the only thing it knows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from ikrar.clean.blocks import Marks, first_word, lines, trim, words
from ikrar.clean.generated import leftovers, signatures, tables, tails
from ikrar.clean.headline import Headlines
from ikrar.clean.meta import Head, Meta
from ikrar.clean.navigation import Captions, Navigation
from ikrar.clean.phrases import Phrases
from ikrar.clean.repair import Repairs
from ikrar.clean.spam import Spam
from ikrar.clean.title import Titles, repeated_body, summary_line
from ikrar.model import Dateline, Drop, Quote, Repair, Span
from ikrar.model.written import strings


class Cleaned(msgspec.Struct, frozen=True):
    """What the report is, and what was left out of it. Title, body and drops together hold every character that is not blank."""

    title: Quote | None
    dateline: Dateline | None
    agency: str | None
    outlet: str | None
    url: str | None
    body: tuple[Span, ...]
    dropped: tuple[Drop, ...]
    repairs: tuple[Repair, ...]


SHORT = 3  # lines of a page that is hardly a report
NAME = 2  # words of a first line that may be the name of a place with which a dateline begins too


class Cleaner:
    """The passes, each with its data, in their order."""

    def __init__(
        self, phrases: Phrases, titles: Titles, spam: Spam, navigation: Navigation, captions: Captions, meta: Meta, repairs: Repairs
    ) -> None:
        self.phrases = phrases
        self.titles = titles
        self.spam = spam
        self.navigation = navigation
        self.captions = captions
        self.meta = meta
        self.repairs = repairs

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Cleaner:
        """From the files of ``data/outlets``, keyed by their names without ending, read with all values as strings."""
        text = data["words"]
        phrases = Phrases(data["boilerplate"], "boilerplate", Headlines(text["joining"], text["openers"], text["starters"]))
        phrases.add(data["navigation"]["phrases"], "navigation")
        names = [name for entry in data["outlets"] for name in (entry["outlet"], *entry.get("names", ()), *entry.get("domains", ()))]
        meta = Meta(data["outlets"], data["agencies"], text)
        return cls(
            phrases,
            Titles(names, text["joining"], meta.head),
            Spam(data["spam"]),
            Navigation(data["navigation"]),
            Captions(data["captions"]),
            meta,
            Repairs(text),
        )

    def clean(self, raw: str) -> Cleaned:
        marks = Marks(raw)
        rows = lines(raw)
        tails(marks, rows)
        tables(marks, rows)
        self.phrases.mark(marks, rows)
        hinted = self.spam.hints(marks)
        if hinted and len(rows) > SHORT:
            self.spam.above(marks, rows)
        self.navigation.above(marks, rows)
        heads = self._heads(raw, marks, rows)
        title, number = self.titles.find(marks, rows, frozenset(heads))
        if title is not None:
            marks.codes[title.span[0] : title.span[1]] = b"\x06" * (title.span[1] - title.span[0])
            self.titles.duplicates(marks, rows, number, title, {i: head.end for i, head in heads.items()})
        repeated_body(marks, rows, number + 1)
        signatures(marks, rows)
        self.captions.mark(marks, rows, rows[0][0] if rows else -1)
        self.spam.mark(marks, rows, hinted)
        self.navigation.mark(marks, rows, ())
        summary_line(marks, rows, {i: head.end for i, head in heads.items()}, number)
        leftovers(marks, rows)
        head = next((heads[i] for i in sorted(heads) if not marks.codes[max(0, heads[i].end - 1)]), None)
        if title is not None:
            marks.codes[title.span[0] : title.span[1]] = bytes(title.span[1] - title.span[0])
        body = self._body(marks, rows, title)
        url = self.meta.url(marks)
        return Cleaned(
            title=title,
            dateline=self.meta.dateline(raw, head),
            agency=self.meta.agency(marks, head),
            outlet=self.meta.outlet(marks, head, title, url),
            url=url,
            body=body,
            dropped=marks.drops(),
            repairs=self.repairs.find(marks, body),
        )

    def _heads(self, raw: str, marks: Marks, rows: list[Span]) -> dict[int, Head]:
        """Datelines at the head of the first lines, and where they end."""
        found: dict[int, Head] = {}
        looked = 0
        first = raw[slice(*rows[0])] if rows else ""
        opening = first_word(first)
        for number, (start, end) in enumerate(rows[:40]):  # behind a table of metadata the report begins late
            if raw[start] in "|![#":  # tables, pictures, headings
                continue
            kept = next(marks.kept(start, end), None)
            if kept is None:
                continue
            text = raw[kept[0] : end]
            again = number and first_word(text) == opening and _begins(text, words(first))  # the headline, not a dateline
            head = self.meta.head(raw, kept[0], end) if not again else None
            if head is not None:
                found[number] = head
            looked += 1
            if looked == 6:
                break
        return found

    @staticmethod
    def _body(marks: Marks, rows: list[Span], title: Quote | None) -> tuple[Span, ...]:
        out: list[Span] = []
        for start, end in rows:
            for left, right in marks.kept(start, end):
                if title is None or right <= title.span[0] or left >= title.span[1]:
                    out.append((left, right))
                    continue
                for span in ((left, title.span[0]), (title.span[1], right)):
                    part = trim(marks.raw, *span) if span[0] < span[1] else None
                    if part is not None:
                        out.append(part)
        return tuple(out)


def _begins(text: str, first: tuple[str, ...]) -> bool:
    """Whether a line begins with the words of the ``first``, which are more than a name."""
    return len(first) > NAME and words(text)[: len(first)] == first


def load() -> dict[str, Any]:
    """The data as it stands in the source tree, for tests; the program ships it compiled."""
    folder = Path(__file__).parent.parent / "data" / "outlets"
    return {file.stem: strings(file.read_text("utf-8"), str(file)) for file in sorted(folder.glob("*.yaml"))}
