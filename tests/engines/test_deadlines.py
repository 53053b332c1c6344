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


# text of a report of 18 November 2024, deadline of its commitments: counted from when they were made
RETOLD = [
    ("Kenya had agreed in Oslo in February to receive the inspectors by April 30.", "2024-04-30"),
    ("Kenya promised in March to release 20 prisoners within six months.", "2024-09"),
    ("Kenya promised last year to free 60 fishermen by this June.", "2024-06"),  # of the year of the report
    ("Kenya promised in 2022 to free the fishermen by June.", None),  # that June, or the next
    ("Kenya promised in 2022 to free the fishermen by June 2023.", "2023-06"),
    ("President Luis Rojas of Peru had vowed to give them the posts by the end of July.", "2024-07"),  # told as past: the nearest
    ("Kenya had promised to hold elections by January 31.", "2025-01-31"),
    ("Kenya had promised to publish the report within three months.", None),  # from when, nobody says
    ("Under the accord Kenya's troops had to be withdrawn by August 31.", "2024-08-31"),
    ("Kenya will free the fishermen by July.", "2025-07"),
    ("Kenya berjanji pada 3 Maret untuk membebaskan 20 tahanan dalam 30 hari.", "2024-04-02"),
    ("Kenya pada Maret tahun lalu berjanji membebaskan 20 tahanan sebelum Juli.", "2023-07"),
    ("Kenya pernah berjanji membebaskan 20 tahanan sebelum Juli.", "2024-07"),
    ("Kenya berjanji membebaskan 20 tahanan sebelum Juli.", "2025-07"),
    ("Kenya dan Front Kebebasan Ogaden (OFF) sepakat menghentikan pertempuran mulai 3 Desember.", None),  # it has begun then
    ("Kenya and the Ogaden Freedom Front (OFF) agreed to stop fighting from December 3.", None),
]


@pytest.mark.parametrize(("text", "deadline"), RETOLD, ids=[f"{row[1]}-{row[0][:30]}" for row in RETOLD])
def test_retold(text: str, deadline: str | None) -> None:
    found = read_text(text, published="2024-11-18").record.commitments
    assert [c.deadline.value if c.deadline else None for c in found] == [deadline]
