"""Unknown people and bodies are known by what stands beside their names."""

from __future__ import annotations

import pytest

from ikrar.annotate import annotate
from ikrar.lexicon import lexicon
from ikrar.link.coref import resolve
from ikrar.model.annotation import Annotated

# language, sentence, name in it -> kind, COUNTRY:SECTOR
TABLE = [
    ("id", "Karim Belhadj, mantan komandan Brigade Atlas pada Garda Nasional Aljazair, tewas.", "Karim Belhadj", "person", "DZA:MIL"),
    ("id", "Karim Belhadj, mantan komandan Brigade Atlas pada Garda Nasional Aljazair, tewas.", "Brigade Atlas", "organization", "DZA:MIL"),
    ("id", "Moussa ag Intalla, wakil ketua Gatia, pasukan paramiliter Mali, tewas.", "Moussa ag Intalla", "person", "MLI:PRM"),
    ("id", "Moussa ag Intalla, wakil ketua Gatia, pasukan paramiliter Mali, tewas.", "Gatia", "armed-group", "MLI:PRM"),
    ("id", "Ketua Umum Partai Padi, Sari Lubis, berbicara.", "Sari Lubis", "person", "IDN:PTY"),
    ("id", "Hal itu dikatakan Deputi Bapilu DPP Partai Padi Kamil Lukito.", "Kamil Lukito", "person", "IDN:PTY"),
    ("en", "Moussa ag Intalla, deputy leader of Gatia, a Malian paramilitary force, was killed.", "Moussa ag Intalla", "person", "MLI:PRM"),
    ("en", "Sidi Maiga, deputy head of Mali's paramilitary Southern Lance, was killed.", "Sidi Maiga", "person", "MLI:PRM"),
    ("en", "Sidi Maiga, deputy head of the Malian paramilitary Gao Guard, was killed.", "Gao Guard", "armed-group", "MLI:PRM"),
    ("en", "Sidi Maiga, former commander of the White Nile Brigade of the Chadian army, was killed.", "Sidi Maiga", "person", "TCD:MIL"),
    ("en", "He led the 12th Light Infantry Division of the Chadian army.", "12th Light Infantry Division", "organization", "TCD:MIL"),
    ("id", "Tentara Mali menyerang kelompok bersenjata Fajar Selatan di Chad.", "Fajar Selatan", "armed-group", "TCD:REB"),
    ("id", "Tentara Mali menyerang militan Bintang Baru di Chad.", "Bintang Baru", "armed-group", "TCD:REB"),
    ("id", "Sidi Maiga, bekas komandan Divisi Kelana dari Angkatan Pertahanan Chad, tewas.", "Sidi Maiga", "person", "TCD:MIL"),
    ("id", "Pemerintah memuji operator seluler, yakni Telkomsel, Ooredoo, dan Simpati.", "Simpati", "organization", "IDN:BUS"),
    ("id", "Menteri memuji perusahaan seperti Freport yang membantu warga.", "Freport", "organization", "IDN:BUS"),
    ("id", "Pemerintah memuji Pertamina, Tokopedia, dan Simpati.", "Simpati", "organization", "IDN:BUS"),
    ("id", "Polisi menahan aktivis seperti Ana Kerling.", "Ana Kerling", "person", "IDN:NGO"),
    ("id", "PT Raja Laut Berjaya (RLB) menggugat pemerintah.", "PT Raja Laut Berjaya", "organization", "IDN:BUS"),
    ("id", "Operator tol PT Jasa Jalan (Persero) Tbk akan membangun jembatan.", "PT Jasa Jalan (Persero) Tbk", "organization", "IDN:BUS"),
    ("id", "Presiden menerima Perdana Menteri Peru di Istana Merdeka.", "Istana Merdeka", "facility", "IDN:GOV"),
]


def read(code: str, text: str) -> Annotated:
    language = lexicon().language(code)
    doc = annotate(text, [(0, len(text))], (), None, language, language.date_grammar)
    resolve(doc, language, "IDN" if code == "id" else None, None)
    return doc


@pytest.mark.parametrize(("code", "text", "name", "kind", "codes"), TABLE, ids=[f"{row[0]}-{row[2]}" for row in TABLE])
def test_known_by_what_stands_beside(code: str, text: str, name: str, kind: str, codes: str) -> None:
    doc = read(code, text)
    mentions = [x for m in doc.mentions for x in (m, m.of) if x is not None and x.name == name]
    assert mentions, [m.name for m in doc.mentions]
    assert (mentions[0].kind, f"{mentions[0].country}:{mentions[0].sector}") == (kind, codes)
