"""What a promise is about where no cue of a provision says it: the topic of its words, of its sentence, of the report."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

TABLE = [
    ("Menteri Luar Negeri Kenya berjanji akan menyusun laporan tentang emisi karbon pada 2031.", "environment"),
    ("Kenya berkomitmen untuk membuka kembali sekolah itu.", "education"),
    ("Pemerintah Kenya berjanji akan segera menyelesaikan hal itu setelah pemilu.", "election"),
    ("Kenya promised to rebuild the ward as soon as the hospital reopens.", "health"),
    ("Kenya pledged to do better.", "other"),
]


@pytest.mark.parametrize(("text", "provision"), TABLE, ids=[provision for _, provision in TABLE])
def test_topic(text: str, provision: str) -> None:
    assert [c.provision for c in read_text(text).record.commitments] == [provision]


def test_the_report_says_it_where_the_sentence_does_not() -> None:
    text = "Kenya dan krisis iklim\n\nKrisis iklim dibahas di Nairobi. Emisi naik. Presiden Kenya berjanji akan berbuat lebih banyak."
    assert [c.provision for c in read_text(text).record.commitments] == ["environment"]
