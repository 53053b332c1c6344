"""The headline, its copies, and a body printed twice. The second copy is the one that goes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ikrar.clean.blocks import Marks, compiled, first_word, unit_end, words
from ikrar.clean.likeness import PARTED, Likeness
from ikrar.model import Quote, Span
from ikrar.model.late import late

LONGEST = 220  # characters of a headline
MOST_WORDS = 32
SEARCHED = 14  # lines below the headline in which its near copies are looked for
BESIDE = 3  # lines below it in which a copy may be shortened or reworded
LEAD_AGAIN = 200  # characters of a lead that a line tells twice
REPEATED = 60  # characters of a line whose second copy counts; shorter ones recur in lists


_SIGN = late(r"(?:\s+(?:[-–—]|â€[“”\x80-\xbf])|\s*[|:»>/\]]+)\s*")
SIGNED = 5  # words with which a house signs a copy, before it or behind
_GLUE = late(r"\s{0,3}(?:[-–—|:]{1,2}\s{1,3})?(?=[A-Z\"“])")


class Titles:
    """How a headline is told, and how houses sign it."""

    def __init__(self, outlets: Iterable[str], joining: Iterable[str], head: Callable[[str, int, int], object]) -> None:
        self.head = head  # tells whether a dateline begins at a place
        names = "|".join(re.escape(n) for n in sorted(outlets, key=len, reverse=True))
        # " - Kompas.com", " | Section | Outlet": what a page's title carries behind the headline.
        self.suffix = (
            rf"(?i)(?:\s+(?:[-–—|:»]|::)\s+[^|\n]{{0,40}}){{0,3}}\s*(?:[-–—|»]|::)\s+"
            rf"(?:{names}|[\w\-]{{2,24}}\.(?:com|co\.id|id|net|org|co))(?:\s*\|[^|\n]{{0,30}})?\s*$"
        )
        self.likeness = Likeness(self.suffix, joining)

    def find(self, marks: Marks, lines: list[Span], starts_body: frozenset[int]) -> tuple[Quote | None, int]:
        """The headline, and the number of its line (-1: none). ``starts_body`` has the lines that begin with a dateline."""
        raw = marks.raw
        number = next((i for i, (s, e) in enumerate(lines[:12]) if next(marks.kept(s, e), None)), None)
        if number is None:
            return None, -1
        start, end = next(marks.kept(*lines[number]))
        inline = self._doubled(marks, start, lines[number][1])
        if inline is not None:
            return inline, number
        text = raw[start:end]
        if end - start > LONGEST or len(text.split()) > MOST_WORDS or number in starts_body:
            return None, -1
        heading = text.startswith("#")
        left = start + _leading(text)
        suffix = compiled(self.suffix).search(raw, left, end) if PARTED.search(raw, left, end) is not None else None
        right = suffix.start() if suffix and suffix.start() - left > 8 else end
        right -= len(raw[left:right]) - len(re.sub(r"[\s*_#|]+$", "", raw[left:right]))
        if right <= left or len(words(raw[left:right])) < 2:
            return None, -1
        following = lines[number + 1] if number + 1 < len(lines) else None
        blank = following is not None and raw[end : following[0]].count("\n") + raw[end : following[0]].count("\r") > 1
        again = False
        if following is not None:
            copy = raw[following[0] : min(following[1], following[0] + 400)]
            short = left + len(self.likeness.bare(raw[left:right]))
            if short < right and words(copy) == words(raw[left:short]):
                again, right = True, short  # the first copy is the one that its house has signed
                marks.drop(right, end, "navigation")
            else:
                wanted = words(raw[left:right])
                again = (
                    self.likeness.same(wanted, copy, beside=not blank)
                    or _lines_of(raw, lines, number + 1, wanted) > 0
                    or _signed(raw[slice(*following)], wanted)
                    or self._copy(marks, raw[left:right], following[0], following[1]) is not None
                )
        parted = self._parted(raw, lines, number, left)
        if parted is not None:
            return parted, number + 1
        before_dateline = number + 1 in starts_body
        stopped = raw[right - 1] in ".,;:" or raw[right - 1] in '"”' and raw[right - 2 : right - 1] == "."
        if stopped and not heading and not again:
            return None, -1
        if not (heading or again or following is not None and (blank or before_dateline or suffix is not None)):
            return None, -1
        if suffix and right < end:
            marks.drop(right, end, "navigation")
        return Quote(text=raw[left:right], span=(left, right)), number

    @staticmethod
    def _parted(raw: str, lines: list[Span], number: int, left: int) -> Quote | None:
        """A headline broken over two lines, told by its copy in one."""
        if number + 2 >= len(lines) or lines[number + 1][1] - left > LONGEST:
            return None
        right = lines[number + 1][1]
        whole = words(raw[left:right])
        below = [raw[slice(*line)] for line in lines[number + 2 : number + 4]]
        if any(first_word(text) == whole[0] and words(text) == whole for text in below):
            return Quote(text=raw[left:right], span=(left, right))
        return None

    def _doubled(self, marks: Marks, start: int, end: int) -> Quote | None:
        """A text that begins with its headline twice in one line."""
        raw = marks.raw
        head = raw[start : start + 24]
        if len(head) < 24 or end - start < 60:
            return None
        again = raw.find(head, start + 24, min(end, start + LONGEST + 24))
        if again < 0:
            return None
        text = raw[start:again].rstrip(" -–—|:")
        if text and raw.startswith(text, again) and text[-1] not in ".,;":
            marks.drop(again, again + len(text), "duplicate-title")
            return Quote(text=text, span=(start, start + len(text)))
        return None

    def duplicates(self, marks: Marks, lines: list[Span], number: int, title: Quote, dateline_ends: dict[int, int]) -> None:
        """Marks every copy of the headline below it."""
        raw, wanted = marks.raw, words(title.text)
        beside = 0
        past = -1
        for i, (start, end) in enumerate(lines):
            if i <= number or i <= past:
                continue
            begin = dateline_ends.get(i, start)
            near = i <= number + SEARCHED
            if end - start > LONGEST * 2 + 60:
                if near:
                    self._leading_copy(marks, start, end, title, begin)
                continue
            cells = _cells(raw, start, end)
            if cells is not None:
                if self.likeness.same(wanted, raw[cells[0] : cells[1]]):
                    marks.drop(start, end, "duplicate-title")
                continue
            beside += marks.codes[start] == 0
            text = raw[begin:end]
            if near and _signed(raw[start:end], wanted):
                marks.drop(start, end, "duplicate-title")
                continue
            if near and self.likeness.same(wanted, text, beside=beside <= BESIDE and begin == start):
                marks.drop(begin, end, "duplicate-title")
            elif not near and abs(len(text) - len(title.text)) < 12 and words(text) == wanted:
                marks.drop(begin, end, "duplicate-title")
            elif near:
                past = _lines_of(raw, lines, i, wanted)
                if past > i:
                    marks.drop(start, lines[past][1], "duplicate-title")
                else:
                    self._leading_copy(marks, start, end, title, begin)

    def _copy(self, marks: Marks, title: str, begin: int, end: int) -> int | None:
        """Where a copy ends that stands at ``begin``, in whatever letters, before a dash or a dateline; None where none does."""
        after = begin + len(title)
        if len(title.split()) < 4 or after >= end or marks.raw[begin:after].lower() != title.lower():
            return None
        glue = _GLUE.match(marks.raw, after)
        if glue is None:
            return None
        if glue.group().strip():
            return glue.end()
        return after if self.head(marks.raw, glue.end(), end) is not None else None

    def _leading_copy(self, marks: Marks, start: int, end: int, title: Quote, begin: int) -> None:
        """The headline glued before the first sentence of a line, or behind a menu."""
        raw = marks.raw
        text = title.text
        if len(text) < 16 or begin + len(text) > end:
            return
        copy = self._copy(marks, text, begin, end)
        if copy is not None:
            marks.drop(begin, copy, "duplicate-title")
            return
        at = raw.find(text, begin, min(end, begin + 6000))
        after = at + len(text)
        if at < 0 or after >= end:
            return
        glued_before = at > begin and raw[at - 1].isalnum()
        glued_after = raw[after].isupper()
        line_start = at == begin and raw[after : after + 2].strip()[:1].isupper() and raw[after].isspace()
        if line_start or glued_after and (at == begin or glued_before or raw[at - 1] in "|>"):
            if at == begin and not glued_after and raw[after] == " " and not self._restarts(raw, after, text):
                return
            marks.drop(at, after, "duplicate-title")

    @staticmethod
    def _restarts(raw: str, after: int, title: str) -> bool:
        """Whether behind a copy in running text something new begins: a title ends without a stop, so a capital must follow."""
        return raw[after : after + 2].strip()[:1].isupper() and len(title.split()) >= 4


def _signed(line: str, wanted: tuple[str, ...]) -> bool:
    """Whether a line is the headline with the name of a house or section before or behind it: "X - Majalah Y", "Y | Dunia | X"."""
    if len(wanted) < 3 or len(line) > LONGEST * 2:
        return False
    low = line.casefold()
    if wanted[0] not in low or wanted[-1] not in low:
        return False
    cells = _SIGN.split(line)
    if len(cells) < 2:
        return False
    have = [words(cell) for cell in cells]
    full = words(line)
    for first, last in ((a, b) for a in range(len(cells)) for b in range(a + 1, len(cells) + 1)):
        if tuple(w for cell in have[first:last] for w in cell) == wanted:
            signs = [*cells[:first], *cells[last:]]
            return len(full) > len(wanted) and all(_sign(cell) for cell in signs)
    return False


def _sign(cell: str) -> bool:
    """Whether a stretch beside a headline is the name of a house or section: a few words with capitals and no stop."""
    parts = [w for w in cell.strip("[]() ").split() if w[0].isalpha()]
    return len(parts) <= SIGNED and not cell.rstrip().endswith((".", "!", "?", "”", '"')) and all(w[0].isupper() for w in parts)


def _lines_of(raw: str, lines: list[Span], i: int, wanted: tuple[str, ...]) -> int:
    """The number of the last of the two or three lines over which a headline is broken, of which ``i`` is the first; -1 where it is not."""
    have: tuple[str, ...] = ()
    for j in range(i, min(i + 3, len(lines))):
        start, end = lines[j]
        have += words(raw[start : min(end, start + LONGEST)])
        if have == wanted and j > i:
            return j
        if have != wanted[: len(have)]:
            break
    return -1


def _leading(text: str) -> int:
    match = re.match(r"[#*_>\s]+", text)
    return match.end() if match else 0


def _cells(raw: str, start: int, end: int) -> Span | None:
    """The second cell of a table row of two."""
    if raw[start] != "|" or raw[end - 1] != "|":
        return None
    middle = raw.find("|", start + 1, end)
    return (middle + 1, end - 1) if start < middle < end - 1 else None


def repeated_body(marks: Marks, lines: list[Span], first: int) -> None:
    """Drop the second of two copies: a run of lines told before, or one line that begins anew in its middle."""
    raw = marks.raw
    seen: dict[str, int] = {}
    run: list[int] = []
    last = -2

    def close() -> None:
        if len(run) >= 2:
            marks.drop(lines[run[0]][0], lines[run[-1]][1], "boilerplate")
        run.clear()

    for i, (start, end) in enumerate(lines):
        if end - start < REPEATED or marks.codes[start]:
            continue
        text = raw[start:end]
        before = seen.get(text)
        if before is not None and (before == last + 1 or not run):
            if run and before != last + 1:
                close()
            run.append(i)
            last = before
            while last + 1 < len(lines) and (lines[last + 1][1] - lines[last + 1][0] < REPEATED or marks.codes[lines[last + 1][0]]):
                last += 1
        else:
            close()
            last = -2
            seen.setdefault(text, i)
    close()
    for i in range(first, len(lines)):
        start, end = lines[i]
        if end - start < 400 or marks.codes[start]:
            continue
        again = raw.find(raw[start : start + 80], start + 120, end)
        if again > 0:
            stop = _same_until(raw, start, again, end)
            if stop - again >= LEAD_AGAIN or (end - again >= 100 and stop >= end - 20):
                marks.drop(again, end if stop >= end - 20 else stop, "boilerplate")
        break


def _same_until(raw: str, first: int, again: int, end: int) -> int:
    """Where the copy at ``again`` of what begins at ``first`` ends, white space not counted; at a sentence's end."""
    i, j = first, again
    while i < again and j < end:
        if raw[i].isspace() or raw[j].isspace():
            if raw[i].isspace():
                i += 1
            if raw[j].isspace():
                j += 1
        elif raw[i] == raw[j]:
            i, j = i + 1, j + 1
        else:
            break
    while j > again and j < end and raw[j - 1] not in '.!?"”':
        j -= 1
    return j


def summary_line(marks: Marks, lines: list[Span], dateline_ends: dict[int, int], number: int) -> None:
    """A summary under the headline that only says the lead sentence, word for word, just before it."""
    if number < 0 or number + 2 >= len(lines):
        return
    raw = marks.raw
    kept = [i for i in range(number + 1, min(number + 4, len(lines))) if not marks.codes[lines[i][0]]][:2]
    if len(kept) < 2:
        return
    (s1, e1), (s2, e2) = lines[kept[0]], lines[kept[1]]
    begin = dateline_ends.get(kept[1], s2)
    lead = words(raw[begin : unit_end(raw, begin, e2)])
    if len(lead) >= 5 and e2 - begin > (e1 - s1) and words(raw[s1:e1]) == lead:
        marks.drop(s1, e1, "boilerplate")
