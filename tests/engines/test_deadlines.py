"""By when: a time of the promise, not of a treaty in it; said behind it; left open."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

# text, deadline of its first undertaking (None: none)
TABLE = [
    ("Kenya berjanji akan menarik pasukannya dari Somalia sebelum 1 Mei 2031.", "2031-05-01"),
    ("Kenya berjanji akan menarik pasukannya dari Somalia; penarikan itu rampung paling lambat Maret 2031.", "2031-03"),
    ("Kenya berjanji akan menarik pasukannya dari Somalia; waktunya akan ditetapkan kemudian.", "open"),
    ("Kenya dan Uganda berjanji akan melanjutkan kerja sama keamanan sesuai Perjanjian Persahabatan yang ditandatangani pada 2015.", None),
    ("Kenya promised to withdraw its troops from Somalia by May 2031.", "2031-05"),
    ("Kenya promised the withdrawal of two battalions from Somalia on dates to be fixed by a commission.", "open"),
    ("Kenya and Uganda pledged to keep up security cooperation under the Friendship Treaty signed in 2013.", None),
    ("Kenya berjanji mengirim bantuan yang diminta Somalia pada Maret.", None),  # when it was asked for
    ("Kenya berjanji menarik pasukan yang ditempatkan di Somalia sebelum Maret 2031.", "2031-03"),
    ("Kenya pledged to release a ship seized by its navy in 2013.", None),
    ("Kenya pledged to withdraw the troops it sent to Somalia in 2011 by March 2031.", "2031-03"),
    ("Kenya and the Ogaden Freedom Front (OFF) agreed on Tuesday to extend their ceasefire until November 15, 2031.", "2031-11-15"),
]


@pytest.mark.parametrize(("text", "deadline"), TABLE, ids=[f"{row[1]}-{row[0][:30]}" for row in TABLE])
def test_deadline(text: str, deadline: str | None) -> None:
    found = [c for c in read_text(text).record.commitments if c.kind == "undertaking"]
    assert [c.deadline.value if c.deadline else None for c in found] == [deadline]
