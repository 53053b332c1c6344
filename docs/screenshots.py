"""Takes the screenshots of the README anew, from the sample: `make screenshots`. A picture that has not changed is not written.

The site and the browser are those of the tests (tests/web/browsing.py).
"""

from __future__ import annotations

import struct
import sys
import tempfile
import zlib
from collections import Counter
from pathlib import Path

from browsing import TODAY, Visitor, chromium, opened_door, served

from ikrar.ledger import Ledger, ask
from ikrar.web.sample import fill

FOLDER = Path(__file__).resolve().parent / "screenshots"
MOST = 150_000  # bytes of a picture
COLOURS = 256
PORT = 8700
"""That of `ikrar serve`, since some pages tell their own address."""


def pictures(ledger: Ledger) -> dict[str, str]:
    """The address of each picture, by its name."""
    with ledger.read() as c:
        promises = ask.list_commitments(c, TODAY)
        told = max(promises, key=lambda p: (p["status"] == "contested", p["evidence_for"] + p["evidence_against"]))
        talks = max(ask.list_processes(c), key=lambda p: len(p["rounds"]))
    return {
        "ledger": "/en/",
        "commitment": f"/en/c/{told['id'][2:]}",
        "document": f"/id/d/{told['document']['id'][2:]}",
        "process": f"/en/p/{talks['id'][2:]}",
        "timeline": "/en/timeline",
        "review": "/id/review",
    }


def main() -> int:
    """Takes all of them; 1 if one is missing or too large."""
    FOLDER.mkdir(exist_ok=True)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "sample.db"
        ledger = Ledger(str(book))
        fill(ledger)
        ledger.close()
        with opened_door(PORT) as door, served(book, door=door) as room, chromium() as browser:
            visitor = Visitor(browser, room.base)
            for name, address in pictures(room.ledger).items():
                page = visitor.page()
                answer = page.goto(address, wait_until="networkidle")
                if answer is None or not answer.ok:
                    print(f"{name}: {address} is no page", file=sys.stderr)
                    wrong = 1
                    continue
                picture = smaller(page.screenshot())
                if len(picture) > MOST:
                    print(f"{name}: {len(picture):,} bytes are too many", file=sys.stderr)
                    wrong = 1
                path = FOLDER / f"{name}.png"
                if not path.exists() or path.read_bytes() != picture:
                    path.write_bytes(picture)
                print(f"{name}: {len(picture):,} bytes")
            visitor.close()
    return wrong


# -- a PNG in 256 colours: pages are flat, and half the bytes are enough ----------------------------------------


def smaller(png: bytes) -> bytes:
    """The same picture with a table of its most frequent colours; the few others take the nearest of those."""
    wide, high, rows = _pixels(png)
    often = Counter(pixel for row in rows for pixel in row)
    table = [colour for colour, _ in often.most_common(COLOURS)]
    at = {colour: index for index, colour in enumerate(table)}
    for colour in often:
        if colour not in at:
            at[colour] = min(range(len(table)), key=lambda i: sum((a - b) ** 2 for a, b in zip(colour, table[i], strict=True)))
    lines = b"".join(b"\0" + bytes(at[pixel] for pixel in row) for row in rows)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(table)),
            _chunk(b"IDAT", zlib.compress(lines, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _pixels(png: bytes) -> tuple[int, int, list[list[bytes]]]:
    """Width, height, and of each row its pixels in red, green and blue. As Chromium writes them: eight bits a colour, not interlaced."""
    wide = high = each = 0
    data = b""
    at = 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        kind, chunk = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            wide, high, _, of, *_ = struct.unpack(">IIBBBBB", chunk)
            each = {2: 3, 6: 4}[of]
        elif kind == b"IDAT":
            data += chunk
        at += size + 12
    raw = zlib.decompress(data)
    stride = wide * each
    above = bytearray(stride)
    rows = []
    for y in range(high):
        start = y * (stride + 1)
        row = bytearray(raw[start + 1 : start + 1 + stride])
        _unfilter(raw[start], row, above, each)
        rows.append([bytes(row[x : x + 3]) for x in range(0, stride, each)])
        above = row
    return wide, high, rows


def _unfilter(how: int, row: bytearray, above: bytearray, each: int) -> None:
    """What PNG puts before compressing, taken back (its filters 1 to 4)."""
    for x in range(len(row) if how else 0):
        left = row[x - each] if x >= each else 0
        up = above[x]
        if how == 1:
            guess = left
        elif how == 2:
            guess = up
        elif how == 3:
            guess = (left + up) // 2
        else:
            corner = above[x - each] if x >= each else 0
            by = left + up - corner
            guess = min((left, up, corner), key=lambda near: abs(by - near))
        row[x] = (row[x] + guess) & 255


if __name__ == "__main__":
    sys.exit(main())
