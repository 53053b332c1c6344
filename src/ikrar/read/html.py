"""Web pages: the article in them, through trafilatura, with the title as the first line."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ikrar.read.decode import decode
from ikrar.read.source import ReadError, Source, with_title

if TYPE_CHECKING:
    from collections.abc import Iterator

# Patterns as they are written: re compiles them when a page is read, and most of what is read is none.
_SNIFF: Final = rb"(?is)\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]"
_CHARSET: Final = rb"(?i)<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
MAX_TAGS: Final = 60_000  # the largest news pages have 15,000; trafilatura's time grows faster than the page (800,000 tags: a minute)
MIN_PROSE: Final = 60  # characters in sentences; a menu has none, "enable JavaScript" has 47, the shortest flash report 70
_SENTENCE: Final = r"\S+(?:\s+\S+){5,}[.!?…][\"'”’»)]*(?:\s|$)"

# Where pages state their date of publication. htmldate, which trafilatura asks, goes on to guess from what it finds; a guess is worse
# than no date here, since weekdays are counted from it.
_DATES: Final = (
    "//meta[@property='article:published_time' or @property='og:article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[translate(@name, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')='date' or @name='pubdate' or @name='publishdate'"
    " or @name='publish-date' or @name='article:published_time' or @name='DC.date.issued' or @name='content_PublishedDate']/@content",
    "//script[@type='application/ld+json']/text()",
    "//*[@itemprop='datePublished']/@datetime",
    "//time[@pubdate]/@datetime",
)
_JSON_LD: Final = r'"datePublished"\s*:\s*"(\d{4}-\d\d-\d\d)'
_DAY: Final = r"\s*(\d{4})[-/](\d\d)[-/](\d\d)(?!\d)"


def is_html(data: bytes) -> bool:
    """Whether the bytes begin as a web page does."""
    begin = data[:4096]
    return b"<" in begin and re.match(_SNIFF, begin) is not None


def read(data: bytes, name: str, charset: str | None = None, url: str | None = None) -> Source:
    """The article of a page. The page's ``lang`` is not handed on: templates claim English over Indonesian text too often."""
    if charset is None and (declared := re.search(_CHARSET, data[:4096])):
        charset = declared[1].decode("ascii", "replace")
    page, warnings = decode(data, name, charset)
    if page.count("<") > MAX_TAGS:
        raise ReadError(name, "tags", most=MAX_TAGS)
    title, published, text = _extract(page, name)
    if sum(len(m[0]) for m in re.finditer(_SENTENCE, text)) < MIN_PROSE:
        raise ReadError(name, "article")
    return Source(text=with_title(title, text), name=name, published=published, title=title, url=url, warnings=warnings)


def _extract(page: str, name: str) -> tuple[str | None, str | None, str]:
    import logging

    import trafilatura  # here, since it takes 0.15 s to import and plain text never needs it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports every empty page on stderr; we say so ourselves, once
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    tree: Any = trafilatura.load_html(page)
    if tree is None:  # a part of a page, such as an export writes
        tree = trafilatura.load_html(f"<html><body>{page}</body></html>")
    if tree is None:
        raise ReadError(name, "article")
    published = _published(tree)  # before the extraction, which takes the tree apart
    found: Any = trafilatura.bare_extraction(tree, with_metadata=True, include_comments=False)
    if found is None:
        return None, published, ""
    title = " ".join(found.title.split()) if found.title else None
    return title, published, found.text or ""


def _published(tree: Any) -> str | None:
    for path in _DATES:
        for value in tree.xpath(path):
            if day := _day(str(value)):
                return day
    days = {day for value in tree.xpath("//article//time/@datetime") if (day := _day(str(value)))}
    return days.pop() if len(days) == 1 else None  # several dates: those of other articles, comments, updates


def _day(value: str) -> str | None:
    for found in _candidates(value):
        try:
            return date(*map(int, found)).isoformat()
        except ValueError:
            continue
    return None


def _candidates(value: str) -> Iterator[tuple[str, ...]]:
    if match := re.match(_DAY, value):
        yield match.groups()
    for day in re.findall(_JSON_LD, value):
        yield tuple(day.split("-"))
