"""What machines leave: tables of metadata, summaries behind a rule, escapes, embedded posts, marks without words."""

from __future__ import annotations

import re

from ikrar.clean.blocks import WORD, Marks, compiled, unit_start
from ikrar.clean.phrases import URL
from ikrar.model import Span

_RULE = r"(?:-{3,}|_{3,}|={3,}|\*{3,})$"
_SUMMARY = (
    r"(?i)(?:#{1,4}\s*)?(?:Ringkasan|Rangkuman|Summary|Kesimpulan AI|TL;DR|Key takeaways|AI summary)\b[^\n.]{0,40}$"
    r"|\W{0,3}(?:Ringkasan|Rangkuman|Intisari|Summary|TL;DR|Key takeaways|AI summary)\W{0,3}:"
    r"|(?:null|None|undefined|nan)$"
    r"|(?:Baiklah, |Tentu, )?(?:berikut|inilah)(?: adalah| ini)? (?:ringkasan|rangkuman)|here(?:'s| is) a summary"
)
_ESCAPED = r"(?i)\*{0,6}\\?\[(?:img|video|embed|image|gallery|caption|gambar|infografis|youtube|iframe|tweet)\.?\d*\s?\\?\]\\?\*{0,6}\\?"
_POST = r"pic\.(?:twitter|x)\.com/\w+|https?://t\.co/\w+|A post shared by |View this post on Instagram|Lihat postingan ini di Instagram"
_SIGNED = r"[—–-]\s?[^\n(]{1,60}\(@\w{2,30}\)\s?[A-Z][a-z]+ \d{1,2}, \d{4}"
_LINKS = r"[-*•\s\d.]*\**\[[^\]\n]{1,400}\]\((?:https?://|/)[^)\s]{1,600}\)(?:\{[^}\n]{0,60}\})?[\s*.,;|]*"
_DIV = r":{3,}\s*[\w{}#.\- ]{0,60}$|\{[#.][\w\-]+\}$|<[/!]?[a-z][^>\n]{0,300}>$"
_COPYRIGHT = r"©\s?(?:\d{4}|[A-Z])"
# "(abc/def)", "(abc)", "[fdl]", "(*)", "(K12)", "(OL-3)", "(RN)" behind a full stop, a bracket or a quotation, or alone on a line.
_WHO = (
    r"[a-z]{2,5}(?:/[A-Za-z]{1,5}){1,3}|[a-z]{2,4}|\*|[A-Z]{1,3}\d{1,2}|[A-Z]{2,3}(?:/[A-Z]{2,3}){0,2}|[A-Z]{1,2}-\d{1,2}|"
    r"[A-Z]\d{2}-\d{2}|[A-Z][a-z]{1,3}(?:/[A-Z][a-z]{1,3}){1,2}"
)
_INITIALS = rf"(?m)(?:(?<=[.!?\"”)\]*])\s{{0,3}}|^)((?:\((?:{_WHO})\)|\[(?:{_WHO})\]))"
# "rzn/hp (dpa, Reuters)", "(AFP, Reuters)", "(AAP/rzn)" alone on a line below the report: who wrote it, from which agencies.
_MADE = (
    r"[a-z]{2,4}(?:/[a-z]{2,4}){1,3}(?: \([A-Za-z][\w ,/.&-]{1,60}\))?$"
    r"|\((?:AFP|AP|dpa|DPA|Reuters|EPA|Antara|TASS|Xinhua)(?:[,/] ?[A-Z]?\w+){0,4}\)$"
    r"|\((?:[A-Z][A-Za-z]{1,9}/){1,3}[a-z]{2,4}\)$"
)
# "(abc/def)" between a report's last words and the row of tags that some houses print behind it.
_TAGGED = r"\(([a-z]{3}/[a-z]{3})\)(?= [a-z0-9])"
# "(Budi Contoh)", "(Ana Contoh/Ruritania.com)" behind the last full stop of the report: who wrote it.
_AUTHOR = (
    r"(?<=[.!?\"”)*])\s{0,3}(\((?:[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){1,4}(?:/[\w .\-/]{2,40})?|[A-Za-z.]{3,20}/[\w./ ]{2,30})\))[”\s=*.]*$"
)
TAGS = 200  # characters of a row of tags behind the initials
NEAR = 400  # characters at the end of a line among which initials stand
_SCRIPT = r"(?s)\(function\(\w(?:, ?\w+)*\) ?\{.{20,900}?\}\(document, ['\"]script['\"], ['\"][\w-]+['\"]\)\);?"
_TABLE_RULE = r"\|(?:\s*:?-{2,}:?\s*\|)+$"
_FIELDS = (
    r"(?i)\|\W*"
    r"(?:field|title|judul|description|deskripsi|short ?url|urlshort|url|link|author|penulis|editor|reporter|date|tanggal|published|"
    r"tags?|kategori|category|source|sumber|image|keywords?|language)\s*\|"
)
_SMALL_WORDS = frozenset(
    "yang dan di ke dari dengan untuk pada itu ini dalam akan oleh tidak ada juga the of and to in for on is was by with that".split()
)
LAST = 90  # characters at the end of the last line in which its author is named
LEAD_WORDS = 8  # a line of at least so many words without one small word of our languages is written in another one


def signatures(marks: Marks, rows: list[Span]) -> None:
    """Editors' initials behind the last sentence of a line or of the text, and the tags that some houses print after them."""
    raw = marks.raw
    begin, end = (max(rows[-1][0], rows[-1][1] - LAST), rows[-1][1]) if rows else (0, 0)
    if raw.find("(", begin, end) >= 0 and (author := compiled(_AUTHOR).search(raw, begin, end)) is not None:
        marks.drop(*author.span(1), "boilerplate")
    for start, end in rows[1:]:
        if end - start <= LAST and (raw[start] == "(" or raw[start].islower()) and compiled(_MADE).match(raw, start, end):
            marks.drop(start, end, "boilerplate")
    for start, end in rows:
        if (raw[end - 1] in ")]" or raw.find("/", start, end) >= 0) and _bracketed(raw, max(start, end - NEAR), end):
            tagged = compiled(_TAGGED).search(raw, max(start, end - TAGS - 12), end)
            if tagged is not None and _is_tags(raw[tagged.end() : end].strip()):
                marks.drop(tagged.start(), tagged.end(), "boilerplate")
                marks.drop(tagged.end(), end, "navigation")
                continue
            for match in compiled(_INITIALS).finditer(raw, max(start, end - NEAR), end):
                if marks.codes[match.start(1)] or match.start(1) == start and match.end() < end:
                    continue
                rest = raw[match.end() : end].strip()
                if not rest or marks.codes[match.end() : end].strip(b"\0") and next(marks.kept(match.end(), end), None) is None:
                    marks.drop(match.start(1), match.end(), "boilerplate")
                elif _is_tags(rest):
                    marks.drop(match.start(1), match.end(), "boilerplate")
                    marks.drop(match.end(), end, "navigation")


def _bracketed(raw: str, start: int, end: int) -> bool:
    return raw.find("(", start, end) >= 0 or raw.find("[", start, end) >= 0


def _is_tags(rest: str) -> bool:
    """Whether these words are a row of tags: small letters, no stop, no comma."""
    return len(rest) <= TAGS and rest == rest.lower() and rest[-1:].isalnum() and "," not in rest


def tails(marks: Marks, rows: list[Span]) -> None:
    """From a rule to the end, where a summary, an emptiness or a credit follows the rule; a heading that says so does as well."""
    raw = marks.raw
    table = next(
        (number for number, (start, end) in enumerate(rows[:12]) if raw[start] == "|" and compiled(_FIELDS).match(raw, start, end)), None
    )
    for number, (start, end) in enumerate(rows):
        if number == 0 or end - start > 80:
            continue
        text = raw[start:end]
        if text[0] in "-_=*" and compiled(_RULE).match(text):
            following = raw[slice(*rows[number + 1])][:200] if number + 1 < len(rows) else ""
            # A page with a table of metadata has no other rule than the one before its summary.
            if not following or compiled(_SUMMARY).match(following) or table is not None and number > table + 6 and text == "---":
                marks.drop(start, len(raw), "boilerplate")
                return
        elif text.startswith("#") and number * 3 >= len(rows) and compiled(_SUMMARY).match(text):
            marks.drop(start, len(raw), "boilerplate")
            return


def tables(marks: Marks, rows: list[Span]) -> None:
    """Rows of a table of metadata: its head, its rule, its fields. The headline's row is marked by the title's pass."""
    raw = marks.raw
    inside = False
    for start, end in rows:
        if raw[start] != "|":
            inside = False
            continue
        field = compiled(_FIELDS).match(raw, start, end)
        if field is not None:
            inside = True
            if re.search(r"title|judul", field.group(), re.IGNORECASE):
                continue
            marks.drop(start, end, "boilerplate")
        elif inside and compiled(_TABLE_RULE).match(raw, start, end):
            marks.drop(start, end, "boilerplate")


def leftovers(marks: Marks, rows: list[Span]) -> None:
    """Escapes, bare addresses, embedded posts, lines of links, and whatever has no word in it."""
    raw = marks.raw
    for number, (start, end) in enumerate(rows):
        text = raw[start:end]
        if "[" in text:
            for match in compiled(_ESCAPED).finditer(raw, start, end):
                marks.drop(*match.span(), "boilerplate")
            if "](" in text:
                position = start
                while position < end and (link := compiled(_LINKS).match(raw, position, end)) is not None:
                    position = link.end()
                if position >= end:
                    marks.drop(start, end, "boilerplate")
        if text[0] in ":{<" and compiled(_DIV).match(text):
            marks.drop(start, end, "boilerplate")
        posted = "pic." in text or "t.co/" in text or "post" in text and compiled(_POST).search(text) is not None
        if posted or "(@" in text and compiled(_SIGNED).search(text):
            _post(marks, rows, number)
        if "http" in text or "www." in text:
            for match in compiled(URL).finditer(raw, start, end):
                if raw[match.start() - 1 : match.start()] != "(" or raw[match.start() - 2 : match.start() - 1] != "]":
                    marks.drop(*match.span(), "boilerplate")
        if "(function(" in text:
            for match in compiled(_SCRIPT).finditer(raw, start, end):
                marks.drop(*match.span(), "boilerplate")
        if "©" in text:
            for match in compiled(_COPYRIGHT).finditer(raw, start, end):
                marks.drop(match.start(), min(end, match.start() + 200), "boilerplate")
    for start, end in rows:
        for left, right in list(marks.kept(start, end)):
            if WORD.search(raw, left, right) is None or not raw[left:right].strip("_\\* "):
                marks.drop(left, right, "boilerplate")


def _post(marks: Marks, rows: list[Span], number: int) -> None:
    """An embedded post: its line when short, else the unit; and the foreign line before it that belongs to it."""
    raw = marks.raw
    start, end = rows[number]
    if end - start <= 700:
        marks.drop(start, end, "boilerplate")
        if number:
            before = rows[number - 1]
            tokens = WORD.findall(raw[slice(*before)].lower())
            if LEAD_WORDS <= len(tokens) <= 80 and not any(t in _SMALL_WORDS for t in tokens):
                marks.drop(*before, "boilerplate")
        return
    for pattern in (_POST, _SIGNED):
        for match in compiled(pattern).finditer(raw, start, end):
            marks.drop(unit_start(raw, match.start(), start), match.end(), "boilerplate")
