"""Feeds, RSS and Atom: the addresses of the reports that they name, with their days. Nothing in a feed is expanded or fetched."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final, NamedTuple
from urllib.parse import urljoin

from ikrar.read.source import ReadError, check_size

MOST: Final = 100  # reports of a feed, the first: longer ones are archives
_SNIFF: Final = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*)*<(?:rss|feed|rdf:RDF)[\s>]", re.I | re.S
)


class Item(NamedTuple):
    """A report that a feed names."""

    address: str
    title: str | None
    published: str | None


def is_feed(data: bytes) -> bool:
    """Whether the bytes begin as a feed does."""
    return _SNIFF.match(data[:4096]) is not None


def read(data: bytes, name: str, address: str) -> list[Item]:
    """The reports of the feed at ``address``, as it lists them, each address once.

    Raises:
        ReadError: it cannot be read, or names no report.
    """
    check_size(data, name)
    from lxml import etree  # here, since few sources are feeds

    # No entity is expanded, no DTD read, nothing fetched, and trees too deep or too large are refused by libxml2's own limits.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(name, "feed-error", error=str(error)) from error
    if root is None:
        raise ReadError(name, "feed")
    own = root.getroottree().docinfo.internalDTD
    if own is not None and any(True for _ in own.iterentities()):
        raise ReadError(name, "feed-own")
    found: dict[str, Item] = {}
    for element in root.iter("{*}item", "{*}entry"):
        if (item := _item(element, address)) is not None:
            found.setdefault(item.address, item)
        if len(found) >= MOST:
            break
    if not found:
        raise ReadError(name, "feed-none")
    return list(found.values())


def _item(element: Any, base: str) -> Item | None:
    link = None
    for child in element.iterchildren("{*}link"):
        if child.get("rel", "alternate") == "alternate":
            link = (child.get("href") or child.text or "").strip() or link
    guid = next(element.iterchildren("{*}guid"), None)
    if link is None and guid is not None and guid.get("isPermaLink", "true") == "true":
        link = (guid.text or "").strip()
    try:
        address = urljoin(base, link or "")
    except ValueError:
        return None
    if not link or not address.lower().startswith(("http://", "https://")):
        return None
    return Item(address, _text(element, "title"), _day(element))


def _text(element: Any, name: str) -> str | None:
    found = next(element.iterchildren(f"{{*}}{name}"), None)
    return " ".join("".join(found.itertext()).split())[:300] or None if found is not None else None


def _day(element: Any) -> str | None:
    """The day of publication, where the feed's clock is."""
    for name in ("pubDate", "published", "date", "updated"):
        if text := _text(element, name):
            for parse in (datetime.fromisoformat, parsedate_to_datetime):
                try:
                    return parse(text).date().isoformat()
                except (ValueError, TypeError, OverflowError):
                    continue
    return None
