"""What is put off for a fast start does the same once it is asked for."""

import hashlib
import re

import pytest

from ikrar.model.late import late, sha256


@pytest.mark.parametrize("data", [b"", b"a report", "berita “ini”".encode() * 1000])
def test_the_hash_is_that_of_the_standard_library(data: bytes) -> None:
    assert sha256(data).hexdigest() == hashlib.sha256(data).hexdigest()


def test_a_late_expression_is_compiled_when_it_is_used() -> None:
    broken = late("(")
    with pytest.raises(re.error):
        broken.search("x")


@pytest.mark.parametrize(("source", "flags"), [(r"\d+", 0), ("rapat", re.I), (r"(?P<day>\d+) (?P<month>\w+)", 0)])
def test_a_late_expression_finds_what_a_compiled_one_does(source: str, flags: int) -> None:
    text = "RAPAT pada 4 Mei dan 12 Juni"
    put_off, compiled = late(source, flags), re.compile(source, flags)
    for _ in range(2):  # the second time from what was kept
        assert put_off.findall(text) == compiled.findall(text)
        assert put_off.sub("-", text) == compiled.sub("-", text)
        assert [m.span() for m in put_off.finditer(text)] == [m.span() for m in compiled.finditer(text)]
    assert put_off.pattern == source
