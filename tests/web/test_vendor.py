"""Files of others: each is the one that is written down, with its version and licence, and none is there that is not."""

from __future__ import annotations

import base64
import csv
import hashlib
from pathlib import Path

import pytest

import ikrar

FOLDERS = [Path(ikrar.__file__).parent / "web/static/vendor", Path(__file__).parent / "vendor"]
FREE = {"0BSD", "BSD-0-Clause", "ISC", "MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0"}


@pytest.mark.parametrize("folder", FOLDERS, ids=["shown", "tests"])
def test_files_of_others_are_what_is_written_down(folder: Path) -> None:
    with (folder / "vendor.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    there = {path.name for path in folder.iterdir() if path.suffix not in {".csv", ".txt", ".md"}}
    assert there == set(rows)
    for name, row in rows.items():
        said = base64.b64encode(hashlib.sha384((folder / name).read_bytes()).digest()).decode()
        assert said == row["sha384"], name
        assert row["version"] and row["licence"] in FREE, name


def test_whoever_wrote_what_is_shown_is_named_with_the_licence() -> None:
    told = (FOLDERS[0] / "LICENCES.txt").read_text("utf-8")
    with (FOLDERS[0] / "vendor.csv").open(newline="", encoding="utf-8") as file:
        assert [row["package"] for row in csv.DictReader(file) if row["package"] not in told] == []
    assert "Permission to use, copy, modify, and/or distribute" in told
