"""From bytes to text: UTF-8 unless something says otherwise, damage marked with U+FFFD and told, never hidden."""

from __future__ import annotations

import codecs
import re
from typing import Final

from ikrar.model.said import Said
from ikrar.read.source import ReadError

# Formats that people hand over by mistake, by their first bytes; how they are called stands in data/said.yaml.
_MAGIC: Final = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "office"),
    (b"{\\rtf", "rtf"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"SQLite format 3", "database"),
)
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_NOISE: Final = 0.1  # share of control and broken characters from which a file is no text; the worst real page seen has 0.02
WIDE: Final = 0.9  # share of zeros in every other byte from which bytes are UTF-16; Indonesian and English text has 0.97 and more
_FEW: Final = 3  # damaged places that a text of a few words may have
_UTF8_PAIR: Final = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
# No capital stands after a small letter: "caf\xc3" is UTF-8 cut short, not "cafÃ".
_CP1252_LETTER: Final = r"[A-Za-z][ß-öø-þšžœ]|[A-Z][À-ÖØ-ÞŠŽŒŸ]|(?<![a-z])[À-ÖØ-ÞŠŽŒŸ][A-Za-z]|[ß-öø-þšžœ][A-Za-z]"
_CP1252_MARKS: Final = frozenset("…‘’“”–—«»\xa0°©®€£·•™§")
_INVISIBLE: Final = "\ufeff\u200b\u200c\u200d\u2060"


def decode(data: bytes, name: str, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Turn ``data`` into text with what there is to warn of; ``charset`` is what the sender declared, believed only where it fits."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReadError(name, "magic", what=Said(f"file.{what}"))
    text, warnings = _decode(data, charset)
    noise = len(_CONTROL.findall(text)) + max(0, text.count("\ufffd") - _FEW)
    if "\x00" in text or noise > _NOISE * len(text):
        raise ReadError(name, "binary")
    if not text.strip().strip(_INVISIBLE).strip():
        raise ReadError(name, "white" if data else "empty")
    return text, warnings


def _decode(data: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lossy(data[len(bom) :], encoding)
    if wide := _wide(data):
        text, warnings = _lossy(data, wide)
        return text, (Said("warning.wide", {"encoding": wide.upper()}).tell(), *warnings)
    try:
        return data.decode("utf-8"), ()  # first, since pages that declare Latin-1 are mostly UTF-8 all the same
    except UnicodeDecodeError:
        pass
    if charset is not None:
        try:
            if codecs.lookup(charset).name != "utf-8":
                return data.decode(charset), ()
        except (LookupError, UnicodeDecodeError, ValueError):
            pass  # an unknown or wrong declaration: judge by the bytes
    if _is_cp1252(data):
        return data.decode("cp1252"), (Said("warning.cp1252").tell(),)
    return _lossy(data, "utf-8")


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark, as Windows programs write it: every other byte of Latin text is zero."""
    head = data[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < WIDE * len(head) / 2 or min(even, odd) > (1 - WIDE) * len(head) / 2:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _lossy(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, errors="replace")
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        where = text.index("\ufffd") if "\ufffd" in text else error.start
        damaged = text.count("\ufffd")
        told = {"encoding": encoding.upper(), "many": str(damaged), "where": str(where)}
        return text, (Said("warning.damaged-once" if damaged == 1 else "warning.damaged", told).tell(),)
    return text, ()


def _is_cp1252(data: bytes) -> bool:
    """Whether these bytes are plainly Windows-1252: no trace of UTF-8, and every high byte a letter in a word or a usual mark."""
    if _UTF8_PAIR.search(data):
        return False
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return all(
        char in _CP1252_MARKS or re.search(_CP1252_LETTER, text[max(0, at - 1) : at + 2]) is not None
        for at, char in enumerate(text)
        if char > "\x7f"
    )
