"""What a promise is about where no cue of a provision says it: the topic of its words, of its sentence, of the report."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

TABLE = [
    ("Menteri Luar Negeri Kenya berjanji akan menyusun laporan tentang emisi karbon pada 2031.", "environment"),
    ("Kenya berkomitmen untuk membuka kembali sekolah itu.", "education"),
    ("Pemerintah Kenya berjanji akan segera menyelesaikan hal itu setelah pemilu.", "election"),
    ("Partai Buruh Peru berjanji akan jalan bersama.", "election"),
    ("Kepala Kepolisian Peru menyatakan akan menindak tegas para pelaku.", "law-enforcement"),
    ("Menteri itu menyatakan siap hadir memenuhi panggilan komisi.", "justice"),
    ("Serikat Buruh Peru meminta polisi tidak terlibat dalam politik praktis.", "election"),
    ("Kepala Kepolisian Peru berjanji akan memperketat pengawasan di pintu masuk negara itu.", "border"),
    ("Menteri Perhubungan Peru berjanji akan menurunkan tarif parkir.", "infrastructure"),
    ("Menteri Keuangan Peru berjanji akan menurunkan tarif PPN.", "finance"),
    ("Menteri Pertanian Peru berjanji akan segera berdiskusi dengan para petani.", "talks"),
    ("Menteri Perdagangan Peru berjanji akan segera membayar mereka.", "finance"),
    ("Menteri Kesehatan Peru berjanji akan segera melakukan audit.", "verification"),
    ("Menteri Tenaga Kerja Peru berjanji akan menaikkan upah minimum.", "other"),
    ("Kenya promised to rebuild the ward as soon as the hospital reopens.", "health"),
    ("Kenya pledged to do better.", "other"),
]


@pytest.mark.parametrize(("text", "provision"), TABLE, ids=[provision for _, provision in TABLE])
def test_topic(text: str, provision: str) -> None:
    assert [c.provision for c in read_text(text).record.commitments] == [provision]


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Menteri Sosial Kenya berjanji akan membantu para petani.", ["para petani"]),
        ("Menteri Sosial Kenya berjanji akan menyalurkan beras bagi warga.", ["warga"]),
        ("Kenya's government pledged to build homes for residents.", ["residents"]),
        ("Kepala Kepolisian Kenya menyatakan akan menindak tegas para bandar.", []),
    ],
)
def test_for_whom_a_thing_is_promised(text: str, whom: list[str]) -> None:
    record = read_text(text).record
    names = {e.id: e.name for e in record.entities}
    assert [names[b] for b in record.commitments[0].beneficiaries] == whom


def test_the_report_says_it_where_the_sentence_does_not() -> None:
    text = "Kenya dan krisis iklim\n\nKrisis iklim dibahas di Nairobi. Emisi naik. Presiden Kenya berjanji akan berbuat lebih banyak."
    assert [c.provision for c in read_text(text).record.commitments] == ["environment"]


def test_where_a_report_plays_is_not_what_is_promised() -> None:
    text = "Turnamen di Kenya\n\nTurnamen sepak bola digelar. Suporter berdatangan. Presiden Kenya berjanji akan berbuat lebih banyak."
    assert [c.provision for c in read_text(text).record.commitments] == ["other"]
