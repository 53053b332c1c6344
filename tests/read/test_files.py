"""Files as people hand them over: what is refused, what is read with a warning, what is read."""

from __future__ import annotations

import gzip
import io
import os
import time
from pathlib import Path

import pytest

from ikrar.read import LIMIT, ReadError, Source, load

NEWS = "Kenya dan Prancis sepakat untuk bertemu pada 4 Mei 2019 di Nairobi.\n"


def one(source: object, stdin: bytes | None = None) -> Source:
    """The only document, which was read."""
    (item,) = load(str(source), io.BytesIO(stdin) if stdin is not None else None)
    assert isinstance(item, Source), item
    return item


def refusal(source: object, stdin: bytes | None = None) -> str:
    """Why nothing was read: one line that begins with the name of the source."""
    (item,) = load(str(source), io.BytesIO(stdin) if stdin is not None else None)
    assert isinstance(item, ReadError), item
    message = str(item)
    assert "\n" not in message
    return message


def write(folder: Path, data: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_text_is_read_as_it_stands(tmp_path: Path) -> None:
    text = "Judul\r\n\r\nIsi“ berita”.\r\n"
    source = one(write(tmp_path, text.encode()))
    assert source.text == text
    assert source.warnings == ()


def test_standard_input() -> None:
    assert one("-", NEWS.encode()).name == "standard input"


def test_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt").endswith("none.txt: no such file")


def test_directory(tmp_path: Path) -> None:
    assert refusal(tmp_path).endswith("a directory, not a file")


def test_no_permission(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    assert refusal("a.txt") == "a.txt: no permission to read it"


@pytest.mark.parametrize("data", [b"", b"  \n\t\n", "\ufeff \u200b\xa0\n".encode()])
def test_empty(tmp_path: Path, data: bytes) -> None:
    assert refusal(write(tmp_path, data)).endswith("empty" if not data else "nothing but white space")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7\n...", "a PDF"),
        (b"PK\x03\x04....", "a ZIP archive or office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"text with a \x00 in it", "binary data"),
        (bytes(range(1, 32)) * 20, "binary data"),
        (bytes(range(128, 256)) * 20, "binary data"),
    ],
)
def test_binary(tmp_path: Path, data: bytes, why: str) -> None:
    assert why in refusal(write(tmp_path, data))


@pytest.mark.parametrize("last", ["kata “", "kafé", "Erdoğ"])
def test_truncated_utf8_is_read_and_marked(tmp_path: Path, last: str) -> None:
    source = one(write(tmp_path, (NEWS + last).encode()[:-1]))
    assert source.text == NEWS + last[:-1] + "\ufffd"
    assert source.warnings == (f"damaged UTF-8: 1 place marked with U+FFFD, the first at {len(NEWS + last) - 1}",)


def test_damage_in_the_middle_is_marked(tmp_path: Path) -> None:
    source = one(write(tmp_path, NEWS.encode() + b"kata \xe2\x80 dia \xff di sana \xe2\x80\x9cya\xe2\x80\x9d"))
    assert source.text == NEWS + "kata \ufffd dia \ufffd di sana “ya”"
    assert "2 places" in source.warnings[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(tmp_path: Path, encoding: str) -> None:
    source = one(write(tmp_path, NEWS.encode(encoding)))
    assert (source.text, source.warnings) == (NEWS, ())


def test_windows_1252_where_plainly_so(tmp_path: Path) -> None:
    text = "Presiden Macron mengatakan “négociations” – di Orléans."
    source = one(write(tmp_path, text.encode("cp1252")))
    assert source.text == text
    assert source.warnings == ("not UTF-8: read as Windows-1252",)


def test_too_large_is_refused_fast(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        for _ in range(50):
            file.write(b"kata " * 200_000)
    start = time.perf_counter()
    assert "larger than 5 MB" in refusal(path)
    assert time.perf_counter() - start < 0.5


def test_the_limit_itself_is_read(tmp_path: Path) -> None:
    assert len(one(write(tmp_path, b"a" * LIMIT)).text) == LIMIT


def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(path)).write_text(NEWS)
    assert one(os.fsdecode(path)).name.endswith("/\ufffd.txt")


def test_jsonl_is_many_documents(tmp_path: Path) -> None:
    lines = [
        '{"text": "Isi satu.", "title": "Judul", "date": "2021-04-08T10:00", "id": "x1"}',
        "{broken",
        "",
        '{"title": "no text"}',
        '{"text": "  "}',
        '{"text": "Judul\\nIsi.", "title": "Judul", "date": "kemarin", "language": "id"}',
    ]
    items = list(load(str(write(tmp_path, "\n".join(lines).encode(), "a.jsonl"))))
    assert [type(item) for item in items] == [Source, ReadError, ReadError, ReadError, Source]
    first, last = items[0], items[-1]
    assert isinstance(first, Source)
    assert isinstance(last, Source)
    assert (first.text, first.published, first.name) == ("Judul\n\nIsi satu.", "2021-04-08", "x1")
    assert (last.text, last.published, last.language_hint) == ("Judul\nIsi.", None, "id")
    assert "settles no day" in last.warnings[0]
    assert ":2: not a document in JSON" in str(items[1])


def test_an_empty_jsonl(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, b"", "a.jsonl")).endswith("empty")


@pytest.mark.parametrize(
    ("language", "value", "day"),
    [
        ("id", "2021-04-08", "2021-04-08"),
        ("id", "2021-04-08T23:30:00+07:00", "2021-04-08"),
        ("id", "26 Sep 2025 19:10 WIB", "2025-09-26"),
        ("id", "Rabu, 19 Mei 2021 10:05 WIB", "2021-05-19"),
        ("id", "Minggu, 19 Mei 2021", None),  # it was a Wednesday
        ("id", "Situs.com - 04/05/2021, 18:01 WIB", "2021-05-04"),
        ("en", "April 8, 2021", "2021-04-08"),
        ("en", "04/05/2021", None),  # April or May?
        ("fr", "8 avril 2021", None),
        ("id", "kemarin", None),
        ("id", "2021", None),
    ],
)
def test_dates_of_json_lines(tmp_path: Path, language: str, value: str, day: str | None) -> None:
    item = one(write(tmp_path, f'{{"text": "Isi.", "date": "{value}", "language": "{language}"}}'.encode(), "a.jsonl"))
    assert item.published == day
    assert (item.warnings == ()) == (day is not None)


def test_packed_files(tmp_path: Path) -> None:
    assert one(write(tmp_path, gzip.compress(NEWS.encode()), "a.txt.gz")).text == NEWS
    lines = gzip.compress(b'{"text": "Isi satu."}\n{"text": "Isi dua."}\n')
    assert len(list(load(str(write(tmp_path, lines, "a.jsonl.gz"))))) == 2


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"no gzip", "not a .gz file"),
        (gzip.compress(NEWS.encode() * 99)[:-20], "or cut off"),
        (gzip.compress(b" " * 9_000_000), "larger than 5 MB"),
    ],
)
def test_packed_files_that_are_broken(tmp_path: Path, data: bytes, why: str) -> None:
    assert why in refusal(write(tmp_path, data, "a.txt.gz"))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark(tmp_path: Path, encoding: str) -> None:
    source = one(write(tmp_path, NEWS.encode(encoding)))
    assert source.text == NEWS
    assert "no byte order mark" in source.warnings[0]
