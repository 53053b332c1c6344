"""What the stage makes of whole texts. All texts are of our own making."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikrar.clean import Cleaned, Cleaner, load
from ikrar.clean.phrases import needed_words, pattern
from ikrar.lexicon.words import WORD, fold, words

CLEANER = Cleaner.from_data(load())
LEAD = "Parlemen Ruritania mengesahkan anggaran baru pada sidang di Strelsau."
BODY = "Menteri keuangan menyambut putusan itu dan berjanji melaksanakannya tahun depan."
TITLE = "Parlemen Ruritania Sahkan Anggaran Baru"


def dropped(raw: str) -> list[tuple[str, str]]:
    return [(drop.reason, raw[slice(*drop.span)]) for drop in CLEANER.clean(raw).dropped]


def body(raw: str) -> list[str]:
    return [raw[start:end] for start, end in CLEANER.clean(raw).body]


@pytest.mark.parametrize(
    "copy",
    [
        TITLE,
        TITLE.upper(),
        "Parlemen Ruritania Sahkan...",
        f"{TITLE} - Kompas.com",
        f"{TITLE} | Republika Online",
        f"| title | {TITLE} |",
        f"“{TITLE}”",
    ],
)
def test_the_headline_again_is_dropped(copy: str) -> None:
    raw = f"{TITLE}\n\n{copy}\n\n{LEAD}\n{BODY}"
    assert dropped(raw) == [("duplicate-title", copy)]
    assert CLEANER.clean(raw).title is not None
    assert body(raw) == [LEAD, BODY]


def test_the_headline_twice_in_one_line() -> None:
    raw = f"{TITLE} {TITLE} STRELSAU - {LEAD} {BODY}"
    cleaned = CLEANER.clean(raw)
    assert cleaned.title is not None and cleaned.title.text == TITLE
    assert dropped(raw) == [("duplicate-title", TITLE)]


def test_the_outlet_behind_the_headline() -> None:
    raw = f"{TITLE} | Politik | Al Jazeera\n\n{LEAD}\n\n{BODY}"
    cleaned = CLEANER.clean(raw)
    assert cleaned.title is not None and cleaned.title.text == TITLE
    assert cleaned.outlet == "Al Jazeera"


def test_a_text_that_begins_with_its_lead_has_no_title() -> None:
    for raw in (f"{LEAD}\n\n{BODY}", f"{LEAD}\n{BODY}", f"STRELSAU - {LEAD}\n\n{BODY}"):
        assert CLEANER.clean(raw).title is None
        assert not CLEANER.clean(raw).dropped


def test_a_body_printed_twice() -> None:
    other = "Oposisi menolak anggaran tersebut, lalu meminta pemungutan suara ulang digelar pekan depan."
    raw = f"{LEAD}\n{BODY}\n{other}\n{LEAD}\n{BODY}\n{other}"
    assert [reason for reason, _ in dropped(raw)] == ["boilerplate"]
    assert body(raw) == [LEAD, BODY, other]


@pytest.mark.parametrize(
    ("raw", "gone"),
    [
        (f"{LEAD}\n{BODY}\n\nHongkong Pools", "Hongkong Pools"),
        (f"{LEAD} {BODY} Link Slot Gacor Maxwin", "Link Slot Gacor Maxwin"),
        (f"{LEAD} {BODY}Data HK Keluaran SGP", "Data HK Keluaran SGP"),
        (f"{LEAD} Togel Hongkong Menteri itu menyambut putusan parlemen pada Senin.", "Togel Hongkong"),
        (f"{LEAD}\n{BODY[:-1]} Toto Macau Slot88", "Toto Macau Slot88"),
        (f"{LEAD}\nbuy cheap viagra online\n{BODY}", "buy cheap viagra online"),
        # One word of the trade is enough in a line that is no sentence, where no sentence has one.
        (f"{LEAD}\nRahasia Menang Bakarat\n{BODY}", "Rahasia Menang Bakarat"),
        (f"{LEAD}\n{BODY}\nKunjungi hokiwin77", "Kunjungi hokiwin77"),
        (f"{LEAD} {BODY} Main Slot Modal Receh", "Main Slot Modal Receh"),
        (f"{LEAD}\n{BODY}\n\nCasino Without Verification", "Casino Without Verification"),
    ],
)
def test_spam_is_cut_out_where_it_stands(raw: str, gone: str) -> None:
    assert dropped(raw) == [("spam", gone)]


def test_a_report_about_gambling_is_kept() -> None:
    raw = (
        "Polisi Gerebek Markas Judi Online\n\n"
        "STRELSAU - Polisi Ruritania menggerebek markas situs judi online di Strelsau, Senin. Dua belas tersangka ditangkap.\n"
        "Situs itu menawarkan slot gacor dan togel Hongkong kepada warga, kata kepala polisi.\n"
        "Pemerintah telah memblokir ribuan situs judi slot sejak Januari."
    )
    assert not dropped(raw)


@pytest.mark.parametrize(
    "end",
    [
        "Ia juga menolak rencana membuka kasino.\n\nDaftar negara yang memiliki kasino",
        "Slot bicara oposisi dicabut oleh ketua parlemen",
    ],
)
def test_a_line_that_belongs_to_the_report_is_kept(end: str) -> None:
    assert not dropped(f"{LEAD}\n{BODY}\n\n{end}")


@pytest.mark.parametrize(
    ("insert", "following"),
    [
        ("Baca juga: Raja Ruritania Temui Utusan Borduria di Istana", "Dalam kesempatan itu, menteri menolak tuduhan oposisi."),
        ("Baca juga: Raja Ruritania Temui Utusan Borduria", "Rudolf mengatakan, pemerintah akan tetap bekerja."),
        ("Baca juga: Raja Ruritania Temui Utusan Borduria", "Menurut Rassendyll, perundingan akan dilanjutkan."),
        ("Baca juga: Raja ruritania temui utusan borduria di istana", "Namun, menteri menolak tuduhan oposisi."),
        ("ADVERTISEMENT", "Menteri menolak tuduhan oposisi."),
        ("[Gambas:Video 20detik]", "Menteri menolak tuduhan oposisi."),
        ("Tidak ada kode iklan yang tersedia.", "Menteri menolak tuduhan oposisi."),
    ],
)
def test_an_insertion_ends_where_the_report_goes_on(insert: str, following: str) -> None:
    raw = f"{LEAD} {insert} {following}"
    assert dropped(raw) == [("boilerplate", insert)]
    assert body(raw) == [LEAD, following]


def test_machine_leavings() -> None:
    table = f"| Field | Value |\n|---|---|\n| title | {TITLE} |\n| author | Budi |"
    raw = f"# {TITLE}\n\n{table}\n\n{LEAD}\n\n\\[video.1\\]\n\n---\n## Ringkasan\n\nRingkasnya begitu.\n"
    assert body(raw) == [LEAD]
    assert body(f"{LEAD}\n{BODY}\n\n---\nnull\n") == [LEAD, BODY]


def test_a_menu_of_glued_words() -> None:
    menu = "Skip to ContentNewsMiddle EastAfricaAsiaUS & CanadaLatin AmericaEuropeSportVideoNavigation menu"
    raw = f"Ruritania talks: what we know\n\n{menu}\n\nThe talks in Strelsau ended without a deal, the minister said.\n"
    assert dropped(raw) == [("navigation", menu)]


DATELINES = [
    ("WASHINGTON: AS dan Irak sepakat.", "WASHINGTON", None, None),
    ("Jakarta (ANTARA) - Menteri itu tiba.", "Jakarta", "Antara", None),
    ("TEMPO.CO, Jakarta - Menteri itu tiba.", "Jakarta", None, "Tempo"),
    ("REPUBLIKA.CO.ID, KABUL -- Menteri itu tiba.", "KABUL", None, "Republika"),
    ("WASHINGTON, KOMPAS.com - Menteri itu tiba.", "WASHINGTON", None, "Kompas.com"),
    ("**JAKARTA, KOMPAS.com** - Menteri itu tiba.", "JAKARTA", None, "Kompas.com"),
    ("KABUL, Oct 3 (Reuters) - The minister arrived.", "KABUL", "Reuters", None),
    ("BAGHDAD (AP) — The minister arrived.", "BAGHDAD", "AP", None),
    ("BAGHDAD, Iraq (AP) — The minister arrived.", "BAGHDAD", "AP", None),
    ("KUALA LUMPUR, 4 Juni (Bernama) -- Menteri itu tiba.", "KUALA LUMPUR", "Bernama", None),
    ("Baghdad - Bentrokan pecah.", "Baghdad", None, None),
    ("Liputan6.com, Jakarta - Menteri itu tiba.", "Jakarta", None, "Liputan6.com"),
    ("BEIJING, 3 Mei (Xinhua) -- Menteri itu tiba.", "BEIJING", "Xinhua", None),
    ("Jakarta, CNN Indonesia -- Menteri itu tiba.", "Jakarta", None, "CNN Indonesia"),
    ("KONTAN.CO.ID - JAKARTA. Menteri itu tiba.", "JAKARTA", None, "Kontan"),
    ("TRIBUNNEWS.COM, MOSKOW - Menteri itu tiba.", "MOSKOW", None, "Tribunnews.com"),
    ("TRIBUNNEWS.COM - Menteri itu tiba.", None, None, "Tribunnews.com"),
    ("jpnn.com, JAKARTA - Menteri itu tiba.", "JAKARTA", None, "JPNN.com"),
    ("Bisnis.com, SOLO - Menteri itu tiba.", "SOLO", None, "Bisnis.com"),
    ("HOAX: Pasukan itu menyerang.", None, None, None),
    ("KPK: Menteri itu tiba.", None, None, None),
    ("BNPB: Menteri itu tiba.", None, None, None),
    ("PALU: Menteri itu tiba.", "PALU", None, None),
    ("Menteri itu tiba, kata kantor berita Xinhua.", None, "Xinhua", None),
    ("Menteri itu tiba, dilansir AFP, Minggu.", None, "AFP", None),
    ("The minister arrived, according to TASS news agency.", None, "TASS", None),
]


@pytest.mark.parametrize(("lead", "place", "agency", "outlet"), DATELINES, ids=[d[0][:30] for d in DATELINES])
def test_datelines(lead: str, place: str | None, agency: str | None, outlet: str | None) -> None:
    raw = f"{lead} {BODY}\n\n{BODY}"
    cleaned = CLEANER.clean(raw)
    assert (cleaned.dateline.text if cleaned.dateline else None) == place
    if cleaned.dateline:
        assert raw[slice(*cleaned.dateline.span)] == place
    assert cleaned.agency == agency
    assert cleaned.outlet == outlet
    assert not cleaned.dropped


def test_the_address_of_the_report() -> None:
    url = "https://www.kompas.com/global/contoh"
    cleaned = CLEANER.clean(f"{TITLE}\n{url}\n\n{LEAD}\n{BODY}")
    assert cleaned.url == url
    assert cleaned.outlet == "Kompas.com"
    assert CLEANER.clean(f"{LEAD} {BODY} Referensi: {url}").url is None


def test_a_report_told_in_full_below_its_source() -> None:
    source = "REFERENSI https://contoh.example/a"
    told = " ".join(f"Pada hari ke-{n} Ruritania menarik pasukannya dari kota." for n in range(20))
    (drop,) = CLEANER.clean(f"{BODY} {source} Kantor Berita: {told}").dropped
    assert drop.span == (len(BODY) + 1, len(BODY) + 1 + len(source))
    (drop,) = CLEANER.clean(f"{BODY} {source} Kantor Berita").dropped
    assert drop.span[1] == len(f"{BODY} {source} Kantor Berita")


REPAIRS = [
    ("Mereka hadir. hanya untuk membantu.", "stray-full-stop", 12),
    ("Mereka tiba di. Baghdad pada Rabu.", "stray-full-stop", 14),
    ("He came to the. United States on Monday.", "stray-full-stop", 14),
    ("Itu kata oleh. Presiden Rudolf.", "stray-full-stop", 13),
    ("Mereka membahas undang-undang.Ketua hadir.", "missing-space", 29),
    ("Kata â€œkami hadirâ€\x9d ditulis.", "mojibake", 5),
    ("Kata \ufffdkami hadir.", "replacement-character", 5),
]


@pytest.mark.parametrize(("raw", "kind", "at"), REPAIRS)
def test_repairs(raw: str, kind: str, at: int) -> None:
    found = CLEANER.clean(raw).repairs
    assert (kind, at) in [(r.kind, r.span[0]) for r in found]
    if kind in ("stray-full-stop", "missing-space"):
        assert [r.span for r in found] == [(at, at + 1)]


@pytest.mark.parametrize(
    "raw",
    [
        "Undang-Undang No. 1 tahun 2024 berlaku.",
        "Menurut Dr. budi, itu benar.",
        "Ia tiba... lalu pergi.",
        "Mr. al-Sadr menolak. al-Shabaab pun menolak.",
        "Berita itu dimuat Kompas.com dan Detik.Com kemarin.",
        "Pasukan AS. Di Baghdad mereka tiba.",
        "Ketua S.Pd. hadir pukul 10.30 WIB.",
    ],
)
def test_what_is_no_damage(raw: str) -> None:
    assert not CLEANER.clean(raw).repairs


PIECES = st.sampled_from(
    [
        *(
            "Baca juga: ",
            "# ",
            "\n",
            "\n\n",
            " ",
            ". ",
            "Hongkong Pools",
            "slot gacor",
            TITLE,
            LEAD,
            BODY,
            "---\n",
            "null",
            "| title | x |",
        ),
        *("(Foto: X)", "[A/Reuters]", "https://x.id/a", "JAKARTA, KOMPAS.com - ", "Editor: Budi", "\\[video.1\\]", "”", "di. Baghdad"),
        *("NewsAsiaAfrica", "©", "\ufffd", "İ", "\x85", "\u2028", "(abc/def)", "Cek Berita dan Artikel yang lain di Google News"),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=25).map("".join))


def covers(raw: str, cleaned: Cleaned) -> None:
    spans = [*cleaned.body, *(drop.span for drop in cleaned.dropped)]
    if cleaned.title is not None:
        assert raw[slice(*cleaned.title.span)] == cleaned.title.text
        spans.append(cleaned.title.span)
    assert list(cleaned.body) == sorted(cleaned.body)
    spans.sort()
    position = 0
    for start, end in spans:
        assert position <= start < end <= len(raw)
        assert not raw[position:start].strip()
        position = end
    assert not raw[position:].strip()
    for repair in cleaned.repairs:
        assert any(start <= repair.span[0] < repair.span[1] <= end for start, end in cleaned.body)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_every_character_is_kept_or_accounted_for(raw: str) -> None:
    covers(raw, CLEANER.clean(raw))


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "a",
            " ",
            ".",
            "\n",
            "(",
            "[",
            "-",
            "*",
            "Baca juga: ",
            "Baca Juga ",
            "Foto: (",
            "A.",
            "aB",
            "https://",
            "slot gacor ",
            "“",
            "#a ",
        ),
        *(
            "Di Atas Sana ",
            "| title | ",
            "Reuters ",
            "A post shared by ",
            "Sumber: ",
            "Editor: ",
            "X (@x) ",
            "![",
            "[a](",
            "\\[",
            "JAKARTA ",
        ),
        *("Kata di. Ia ", "Ringkasan\n---\n", "Cek Berita dan ", "(abc/def)", "aCek Berita dan"),
    ],
)
def test_junk_takes_no_longer_than_its_length_asks(piece: str) -> None:
    small, large = (piece * (size // len(piece)) for size in (50_000, 400_000))
    begin = time.perf_counter()
    CLEANER.clean(small)
    middle = time.perf_counter()
    covers(large, CLEANER.clean(large))
    assert time.perf_counter() - middle < max(2.0, 24 * (middle - begin))


def test_every_phrase_compiles() -> None:
    phrases = {(phrase.text, phrase.exact) for phrases in CLEANER.phrases.index.values() for phrase in phrases}
    assert len(phrases) > 50
    for text, exact in phrases:
        pattern(text, exact)


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("We want to hear from you", "we want to hear from"),  # "from you" may be glued to a capital: "youThe"
        ("[Baca|Lihat] juga {text} lainnya", ""),  # a slot may be glued to the word before
        ("Have you (ever) got a story", "have got a"),
        ("(Ini) berita kami tentang", "kami"),
        ("Berita Terkait :", "berita terkait"),
    ],
)
def test_words_without_which_a_phrase_is_not_looked_for(text: str, needed: str) -> None:
    assert needed_words(text) == frozenset(needed.split())


def test_words_are_cut_alike_whatever_stands_beside_them() -> None:
    text = "“Kami berjanji,” kata Ana. It's the U.S. envoy's word: no 2.500 (dua-tiga) troops, or 12/6/2020. don't Bogotá x. ,"
    assert words(text) == tuple(fold(m) for m in WORD.findall(text))
