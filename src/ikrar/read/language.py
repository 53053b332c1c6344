"""Which language a text is in: by its function words, without a model, and by py3langid only where these do not settle it."""

from __future__ import annotations

from itertools import islice
from typing import Final

from ikrar.lexicon.words import ascii_only
from ikrar.model.late import late

READ: Final = ("id", "en")  # what Ikrar has rules for

SAMPLE: Final = 250  # words; a news text settles within its first paragraphs, and sources in another language may stand below it
# Shares of function words that settle it: Indonesian articles of dev/ have 0.075-0.25, English ones 0.19-0.34, and at most 0.02 of the
# other's.
CLEAR_ENGLISH: Final = 0.12
CLEAR_MALAYIC: Final = 0.07
ENOUGH: Final = 3  # hits, so that a headline with one "the" is not settled by it
LONG: Final = 20  # characters a word: up to so many all words are cut at once, which is quicker than one by one
RIVAL: Final = 2.0  # the winner must have that many times the hits of the next

_LETTERS: Final = "".join(char.lower() if char.isalpha() or char == "-" else " " for char in map(chr, range(128)))
"""ASCII as small letters and hyphens, all else blank: cut at the blanks, a text gives the words of ``_WORD`` in half the time."""
_WORD: Final = late(r"[A-Za-z]++(?=[ ,.\n])|[^\W\d_]+(?:-[^\W\d_]+)*")
# Words that other languages have too are left out: in, is, was, an, on, at (Dutch, German, French), di, para, ada (Italian, Spanish).
_ENGLISH: Final = frozenset(
    (
        "the of and to that for with by from it its has have been are were will would could not but or this which who their he she they "
        "his her before than more also said says into over about between against during while when where after be"
    ).split()
)
# Shared by Indonesian and Malay, which differ in a few dozen words only.
_MALAYIC: Final = frozenset(
    (
        "yang dan ke dari untuk dengan pada dalam ini itu tidak akan telah sudah oleh adalah juga sebagai kepada atas tersebut mereka "
        "bahwa atau dapat bagi antara namun setelah ketika saat lebih kata katanya menurut hingga terhadap tak kami kita ia "
        "dia seorang sebuah pihak agar jika masih belum serta secara tentang orang negara"
    ).split()
)
_EITHER: Final = _ENGLISH | _MALAYIC
_INDONESIAN: Final = frozenset(
    (
        "bahwa karena bisa mengatakan pemerintah rabu kamis jumat senin minggu kantor polisi warga ujar ujarnya ucapnya tutur imbuhnya "
        "inggris pihaknya usai lewat sejumlah soal uang perusahaan sementara menlu menhan rp tetapi tapi amerika maret "
        "agustus juni juli april kementerian partai kemarin yakni"
    ).split()
)
# Words that Indonesian news does not use at all: "kerajaan", "beliau", "boleh", "bekas" and the like are left out, being Indonesian too.
_MALAY: Final = frozenset(
    (
        "bahawa kerana ialah daripada berkata syarikat polis khamis jumaat isnin manakala sekiranya dato selepas ogos jun rm perniagaan "
        "kementeriannya pentadbiran mesyuarat perkhidmatan peguam universiti ekoran"
    ).split()
)
# Words of the news that settle a sentence or two with hardly a function word ("Police arrested five Kenyans in Kampala").
SHORT: Final = 40  # words
SETTLES: Final = 2  # hits
UNSURE: Final = 0.9  # the model is right in nine of ten short texts of other languages that it is surer of
_ENGLISH_NEWS: Final = frozenset(
    (
        "police troops soldiers army government parliament foreign rebels protesters people officials leader "
        "leaders lawmakers workers court arrested killed attacked accused condemned called urged asked visited dismissed plan signed "
        "rejected refused threatened warned praised welcomed thanked backed supported demanded ordered released detained protested "
        "demonstrated struck bombed shot seized expelled sanctioned sent withdrew held talks two three four five six seven eight nine ten "
        "thousands hundreds dozens against former forces border town monday tuesday wednesday thursday friday saturday sunday "
        "agreed offered promised pledged apologised announced freed blocked met sign trade deal peace ministry envoy embassy "
        "soldier protester activists students opposition wounded jailed stabbed gunned fined northern southern eastern western "
        "vetoed vowed resigned deployed launched raided imposed lifted hosted pardoned suspended recalled sentenced convicted clashed "
        "urges warns says condemns accuses kills arrests attacks rejects agrees sends visits deploys threatens "
        "declaration ceasefire prisoners hostages bombing shelling missiles rockets fighters gunmen year month"
    ).split()
)
_INDONESIAN_NEWS: Final = frozenset(
    (
        "menteri polisi tentara militer pemerintah parlemen dpr warga pasukan mahasiswa buruh massa pengunjuk rasa oposisi "
        "meminta mendesak mengecam menuduh menolak mengancam memuji menyambut bertemu mengunjungi menyerang menangkap membunuh "
        "menandatangani menyetujui membebaskan mengirim menarik memperingatkan mengusir menembak ratusan ribuan puluhan dua tiga lima "
        "oleh negeri luar perdana kota perbatasan sanksi bantuan perundingan serangan terhadap"
    ).split()
)
MALAY_ENOUGH: Final = 2  # one may be a name or a slip; of 3,900 Indonesian texts 0.1 % have two, with none of the Indonesian words


def detect(text: str) -> tuple[str, float]:
    """The text's language (BCP 47; ``und`` where nothing can be said) and how sure that is, from 0 to 1."""
    words = _first_words(text)
    if not words:
        return "und", 0.0
    telling = [word for word in words if word in _EITHER]
    english = len([word for word in telling if word in _ENGLISH])
    malayic = len([word for word in telling if word in _MALAYIC])
    best, other = max(english, malayic), min(english, malayic)
    # Few hits in a short text may still settle it: what counts then is that the other language has none.
    clear = CLEAR_ENGLISH if english > malayic else CLEAR_MALAYIC
    if best >= ENOUGH and best >= clear * len(words) and best >= RIVAL * other:
        sure = round(best / (best + other), 3)
        return ("en" if english > malayic else _indonesian_or_malay(words)), sure
    if len(words) <= SHORT:
        english, malayic = english + sum(map(_ENGLISH_NEWS.__contains__, words)), malayic + sum(map(_INDONESIAN_NEWS.__contains__, words))
        best, other = max(english, malayic), min(english, malayic)
        if best >= SETTLES and best >= RIVAL * other:
            return ("en" if english > malayic else _indonesian_or_malay(words)), round(best / (best + other + 1), 3)
    return _by_model(words, english, malayic)


def _first_words(text: str) -> list[str]:
    """The first ``SAMPLE`` words in small letters; words, not characters: 10,000 quotation marks may stand before them."""
    if len(text) > SAMPLE * LONG:
        return [m[0].lower() for m in islice(_WORD.finditer(text), SAMPLE)]
    plain = ascii_only(text)
    if plain is None:
        return list(map(str.lower, _WORD.findall(text)[:SAMPLE]))
    blanked = f" {plain.translate(_LETTERS)} "
    if "-" in blanked:  # it parts no word where no letters stand on both its sides
        blanked = blanked.replace("--", "  ").replace(" -", "  ").replace("- ", "  ")
    return blanked.split(None, SAMPLE)[:SAMPLE]


def _indonesian_or_malay(words: list[str]) -> str:
    """Indonesian unless the words that only Malay has outnumber those that only Indonesian has; in doubt, Indonesian."""
    if _MALAY.isdisjoint(words):
        return "id"  # most
    malay = sum(map(_MALAY.__contains__, words))
    return "ms" if malay >= MALAY_ENOUGH and malay > sum(map(_INDONESIAN.__contains__, words)) else "id"


def _by_model(words: list[str], english: int, malayic: int) -> tuple[str, float]:
    import math

    import py3langid  # here, since numpy and the model take half a second

    ranked = py3langid.rank(" ".join(words))
    code, top = str(ranked[0][0]), float(ranked[0][1])
    sure = 1 / sum(math.exp(max(float(score) - top, -700.0)) for _, score in ranked)
    if code == "ms" or (code in ("jv", "su") and malayic > english):
        # Short Indonesian looks Malay or Javanese to the model.
        code = _indonesian_or_malay(words)
    elif code not in READ and sure < UNSURE and len(words) <= SHORT and max(english, malayic) > 0 == min(english, malayic):
        code = "en" if english else _indonesian_or_malay(words)  # "Peru condemned Chile": the model guesses among its hundred
    return code, round(sure, 3)
