"""What a page has around its text: menus, breadcrumbs, tags, buttons; and captions and credits of pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ikrar.clean.blocks import WORD, Marks, compiled, first_word, unit_start, words
from ikrar.model import Span
from ikrar.model.late import late

# A capital glued to a word: it begins with the capital, for which a text is scanned quickly.
_JOINT = re.compile(r"[A-Z](?:(?<=[a-z0-9?)].)[a-z]|(?<=[a-z].)[A-Z]+(?![a-z]))")
_LAST_STOP = late(r"\.[\"”’)\]]{0,3}")
_CRUMBS = r"^\W{0,3}(?:[^\n>»›/|]{1,30}\s*(?:>|»|›)\s*){1,8}[^\n>»›]{0,160}$"
_SAYS = ("Foto", "FOTO", "foto", "Photo", "PHOTO", "Dok", "dok", "ANTARA FOTO")
_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,160})[)\]]")
_ENDS = ("/", "via ", "oto", "Credit", "Image", "Dok.")  # what the end of a caption with a credit has, one of them at least
_PATH = late(r"\s*[>»›|]+\s*|\s+/\s+|:\s+")
ABOVE = 3  # lines above the headline that may be the page's path
DEEPEST = 6  # sections in such a path
SECTION = 4  # words in the name of one
MENU_JOINTS = 4  # glued words ("NewsMiddle EastAfrica") that make a stretch a menu
LIST_JOINTS = 2  # glued headlines behind the last full stop
BUTTON_WORDS = 14
CAPTION = 450


class Navigation:
    """Menus and lists, by how they are made: button words only, or words glued together."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.buttons = frozenset(w for entry in data["buttons"] for w in words(entry))
        self.roots = frozenset(r.casefold() for r in data["roots"])
        self.alone = frozenset(words(entry) for entry in data["alone"])
        self.openers = frozenset(entry[0] for entry in self.alone)
        self.begins = self.buttons | self.roots | self.openers
        self.glued = frozenset(data["glued_names"])

    def mark(self, marks: Marks, lines: list[Span], title: tuple[str, ...]) -> None:
        for number, (start, end) in enumerate(lines):
            if marks.codes[start] and marks.codes[end - 1]:
                continue
            if end - start <= 200:
                self._line(marks, start, end, title if number < 4 else ())
        if lines:
            self._tail(marks, lines[-1])
        for start, end in lines:
            if end - start > 80:
                self._menu(marks, start, end)

    def above(self, marks: Marks, lines: list[Span]) -> None:
        """The section or the path of the page, above the headline."""
        for start, end in lines[:ABOVE]:
            text = marks.raw[start:end]
            first = first_word(text)
            if not (first in self.roots and self._path(text) or first in self.openers and words(text) in self.alone):
                return
            marks.drop(start, end, "navigation")

    def _path(self, text: str) -> bool:
        """Whether a line is "Beranda / Dunia / Afrika": a few short names of sections, of which the first is one."""
        cells = [words(cell) for cell in _PATH.split(text)]
        short = 2 <= len(cells) <= DEEPEST and all(1 <= len(cell) <= SECTION for cell in cells) and text[-1] not in ".?!"
        return short and len(cells[0]) == 1 and cells[0][0] in self.roots

    def _line(self, marks: Marks, start: int, end: int, title: tuple[str, ...]) -> None:
        text = marks.raw[start:end]
        if text[0] != "#" and first_word(text) not in self.begins:
            return  # most
        tokens = words(text)
        if not tokens or tokens == title:
            return
        if tokens in self.alone or len(tokens) <= BUTTON_WORDS and all(t in self.buttons for t in tokens) and text[-1] not in ".?!":
            marks.drop(start, end, "navigation")
        elif tokens[0] in self.roots and (self._path(text) or compiled(_CRUMBS).match(text) and text[-1] not in ".?!"):
            marks.drop(start, end, "navigation")
        elif text[0] == "#" and len(tokens) >= 2 and text.count("#") >= 2 and text.count("#") * 3 >= len(tokens) and text[1] != "#":
            marks.drop(start, end, "navigation")

    def joints(self, text: str) -> int:
        """How often words are glued together, names that are written so ("iPhone", "YouTube") left out."""
        count = behind = 0
        for match in _JOINT.finditer(text):
            start = left = match.start() - 1
            if start < behind:
                continue  # of three words glued together the one in the middle makes one joint
            behind = match.end()
            while left > 0 and text[left - 1].isalpha() and start - left < 20:
                left -= 1
            word = WORD.match(text, left, left + 40)
            if word is None or word.group() not in self.glued and not word.group().startswith(("Mc", "Mac")):
                count += 1
        return count

    def _tail(self, marks: Marks, line: Span) -> None:
        """Headlines glued together behind the last sentence: "... Friday.Country profileWhat we knowWho is who"."""
        raw = marks.raw
        for start, end in marks.kept(*line):
            floor = max(start, end - 1500)
            stop = _LAST_STOP.match(raw, max(floor, raw.rfind(".", floor, end)), end)
            begin = stop.end() if stop is not None else end
            if end - begin < 30:
                continue
            text = raw[begin:end]
            joints = self.joints(text)
            listing = sum(c.isdigit() or c == ":" for c in text) * 20 > len(text)  # a table of results, glued: the report's own
            if joints >= LIST_JOINTS and not listing and joints * 12 >= len(words(text)) and not text[0].isspace():
                marks.drop(begin, end, "boilerplate")

    def _menu(self, marks: Marks, start: int, end: int) -> None:
        """A long stretch of glued words without a full stop."""
        raw = marks.raw
        for left, right in list(marks.kept(start, end)):
            begin = left
            stop = raw.find(".", left, right)
            stop = stop if stop >= 0 else right
            text = raw[begin:stop]
            joints = self.joints(text)
            if joints >= MENU_JOINTS and joints * 5 >= len(WORD.findall(text)) and (stop == right or marks.codes[min(right, len(raw) - 1)]):
                marks.drop(begin, right if stop == right else stop, "navigation")


class Captions:
    """Captions, by the credit at their end or the word that opens them."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        names = "|".join(re.escape(n) for n in sorted(data["credits"], key=len, reverse=True))
        photo = "|".join(re.escape(n) for n in sorted(data["photo_words"], key=len, reverse=True))
        # Inside brackets: "Foto: ...", "ANTARA FOTO/Name", "Name/Reuters"; behind a dash any taker of pictures will do: "- (Republika)".
        self.pictures = tuple(data["photo_words"])
        self.inside = rf"[^/]{{2,60}}/\s?(?:{names})\b"
        self.takers = (*data["credits"], *data["photo_words"])
        self.dashed = rf".{{0,60}}?\b(?:{names}|{photo})"
        taker = r"(?:[A-Z]\. ?)*[A-Z][^\n.]{2,60}"
        told = rf"\b(?:(?:Foto|Photo|Credit|Image)\s?:|(?:Photograph|Photo|Foto) (?:by|oleh)|Dok\.) {taker}"
        self.ending = rf"(?:[\w.)]\s?/(?:{names})|[.\]] (?:{names})/{taker}|via (?:{names})|{told})[\s)\]]*$"
        self.image = late(r"!\[[^\]\n]{0,800}\]\([^)\s]{0,800}\)")
        self.openers = tuple(data["openers"])

    def mark(self, marks: Marks, lines: list[Span], first: int) -> None:
        raw = marks.raw
        for start, end in lines:
            if marks.codes[start] and marks.codes[end - 1]:
                continue
            if "![" in raw[start:end]:
                for match in self.image.finditer(raw, start, end):
                    marks.drop(*match.span(), "caption")
            if end - start <= CAPTION and start != first:
                line = raw[start:end]
                opened = line.startswith(self.openers) and line[-1] not in '."”?!'
                if opened or any(map(line[-120:].__contains__, _ENDS)) and compiled(self.ending).search(line[-120:]):
                    marks.drop(start, end, "caption")
                    continue
            if "(" in raw[start:end] or "[" in raw[start:end]:
                self._credits(marks, start, end, first)

    def _credit(self, inside: str) -> bool:
        """Whether what stands in brackets is a credit whatever stands before it."""
        pictured = inside.startswith(self.pictures) or inside[:1].isspace() and inside[1:].startswith(self.pictures)
        return pictured or "/" in inside and compiled(self.inside).match(inside) is not None

    def _taken(self, inside: str) -> bool:
        """Whether what stands in brackets behind a dash names a taker of pictures."""
        return any(map(inside.__contains__, self.takers)) and compiled(self.dashed).match(inside) is not None

    def _credits(self, marks: Marks, start: int, end: int, first: int) -> None:
        raw = marks.raw
        for match in _BRACKETS.finditer(raw, start, end):
            at = _dash_before(raw, match.start(), start)
            dash = at < match.start()
            if raw[match.end() : match.end() + 3].lstrip()[:1] in ("-", "–", "—") and raw.count(" ", start, match.start()) <= PLACE:
                continue  # "Tripoli (ANTARA/AFP) - ": a dateline
            if marks.codes[at] or not (self._credit(match.group(1)) or dash and self._taken(match.group(1))):
                continue
            if not dash and not match.group(1).startswith(_SAYS) and next(marks.kept(match.end(), len(raw)), None) is None:
                marks.drop(*match.span(), "boilerplate")  # the report's own credit, at its very end
                continue
            floor = _last_marked(marks, start, at)
            text_end = at  # the caption's own last stop does not part it from its credit
            while text_end > floor and raw[text_end - 1] in ' ."”':
                text_end -= 1
            begin = unit_start(raw, text_end, floor)
            if not dash and _initials(match.group(1), apart=begin == start):
                marks.drop(*match.span(), "boilerplate")  # "... kata Menteri. (REUTERS/AFP/LUK)": who wrote it
                continue
            if match.end() - begin <= CAPTION and not begin == start == first:
                marks.drop(begin, match.end() + (raw[match.end() : match.end() + 1] == "."), "caption")


_SIGNED = r"(?:[A-Z][A-Za-z.]{1,14}/)+[A-Z]{2,4}"
PLACE = 3  # blanks in the place of a dateline
PICTURED = frozenset(("STR", "POOL", "HO", "AP", "AFP", "EPA", "AA"))


def _initials(inside: str, *, apart: bool) -> bool:
    """Whether a credit ends with a writer's initials: "REUTERS/AFP/LUK"; in a line of its own only if two agencies stand before them."""
    last = inside.rpartition("/")[2]
    return compiled(_SIGNED).fullmatch(inside) is not None and last not in PICTURED and (not apart or inside.count("/") > 1)


def _dash_before(raw: str, at: int, start: int) -> int:
    """Where the dash stands right before ``at``, or a blank before it; ``at`` where none does."""
    dash = at - 2 if at > start and raw[at - 1].isspace() else at - 1
    return dash if dash >= start and raw[dash] in "-–—" else at


def _last_marked(marks: Marks, start: int, end: int) -> int:
    """The end of the last dropped stretch in a range, or its start."""
    low = max(start, end - CAPTION)
    marked = marks.codes[low:end].rstrip(b"\0")
    return low + len(marked) if marked else start
