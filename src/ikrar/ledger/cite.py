"""A promise carried elsewhere: as an entry of a calendar (RFC 5545), and as an annotation of the text (W3C)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, Final

from ikrar.model import Span
from ikrar.model.plain import plain

AROUND: Final = 32  # characters before and after the words, by which they are found again in a text that has changed
WIDE: Final = 75  # octets of a line of a calendar
_ESCAPED: Final = re.compile(r"[\\;,]")


def calendar(entry: str, day: str, summary: str, description: str, url: str, stamp: str) -> bytes:
    """A calendar with one whole day (``day``: YYYY-MM-DD) under the name ``entry``. ``stamp`` is the day on which it was made."""
    after = date.fromisoformat(day) + timedelta(days=1)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Ikrar//Ikrar//EN",
        "BEGIN:VEVENT",
        f"UID:{entry}",
        f"DTSTAMP:{stamp.replace('-', '')}T000000Z",
        f"DTSTART;VALUE=DATE:{day.replace('-', '')}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(description)}",
        f"URL:{plain(url)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(_folded(line) for line in lines)


def _text(text: str) -> str:
    """A text as calendars write it: no line of it can begin a line of theirs."""
    lines = (_ESCAPED.sub(r"\\\g<0>", plain(line)) for line in text.split("\n"))
    return "\\n".join(lines)


def _folded(line: str) -> bytes:
    """A line in pieces of 75 octets at most, none of which breaks a character."""
    pieces: list[bytes] = [b""]
    for char in line:
        octets = char.encode("utf-8", "replace")
        if len(pieces[-1]) + len(octets) > WIDE:
            pieces.append(b" ")
        pieces[-1] += octets
    return b"\r\n".join(pieces) + b"\r\n"


def annotation(id_: str, source: str, raw: str, span: Span, body: list[tuple[str, str]], created: str | None) -> dict[str, Any]:
    """The words of ``raw`` at ``span`` with what is said of them (``body``: purpose and text of each), as a Web Annotation.

    Places are counted in Unicode code points, as the standard has it.
    """
    start, end = span
    told: dict[str, Any] = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": id_, "type": "Annotation", "motivation": "classifying"}
    if created:
        told["created"] = created
    quote = {"type": "TextQuoteSelector", "exact": raw[start:end], "prefix": raw[max(0, start - AROUND) : start]}
    selectors = [quote | {"suffix": raw[end : end + AROUND]}, {"type": "TextPositionSelector", "start": start, "end": end}]
    told["body"] = [{"type": "TextualBody", "purpose": purpose, "value": text, "format": "text/plain"} for purpose, text in body]
    return told | {"target": {"source": source, "selector": selectors}}
