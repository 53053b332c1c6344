"""One pass over the words of a sentence: the longest known phrase at each place, or a guess from the word's shape."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ikrar.annotate import compounds_en, parts_en
from ikrar.lexicon import Language, Phrases
from ikrar.lexicon.beginnings import Met, leading, unit_kind
from ikrar.lexicon.morph import actives
from ikrar.model.annotation import Sentence, Token, Unit

Json = dict[str, Any]
MONEY = frozenset("$€£¥₹₽₩%")  # stand beside a number, and are part of it
SIGNS = {**dict.fromkeys('"“”«»„', "Q"), **dict.fromkeys("-–—", "-"), "[": "(", "]": ")", **{sign: sign for sign in ",;:()/"}}
"""Signs with the kinds of their units: no phrase begins with one."""
NAME_PARTICLES = frozenset("al el bin binti ibn bint de da dela delos della van von der den dos du ben abu ag ould zu zum ter ten".split())
PATRONYMIC = frozenset("bin binti ibn bint".split())
NAME_PREFIXES = ("al-", "el-", "ad-", "as-", "ar-", "ash-", "an-", "at-", "az-")
NO_VERB = frozenset("CDAORINTQd#nmZ'-,;:().")
"""Kinds of units that the look for Indonesian verbs passes over: closed classes, names, times, signs."""
REMEMBERED = 50_000  # words known to be no verbs, so that a long run does not grow without end
# Prefixes of Indonesian verbs, each with the least length of a verb that has it.
ID_PREFIXES = (("meng", 7), ("meny", 7), ("mem", 6), ("men", 6), ("me", 6), ("di", 5), ("ber", 6), ("ter", 6))
LONG = max(least for _, least in ID_PREFIXES)
ID_BEGINNINGS = tuple(prefix for prefix, _ in ID_PREFIXES)


def build(sentence: Sentence, language: Language) -> None:
    """Fills ``sentence.units`` from its tokens and times; every token lies in exactly one unit, in order."""
    tokens = sentence.tokens
    units: list[Unit] = []
    times = {t.start: t for t in sentence.times} if sentence.times else {}
    phrases = language.phrases
    plain, alone, met = phrases.plain, phrases.alone, phrases.met
    n, i, depth = len(tokens), 0, 0
    lows = [*sentence.lows, ""]
    given = language.sets.get("given_too", frozenset())
    shouting, english = _shouting(tokens), language.code == "en"
    never, maybe = language.never_verbs, []  # type: set[str], list[int]
    append = units.append
    while i < n:
        token = tokens[i]
        low = lows[i]
        if times and (time := times.get(token.start)) is not None:
            j = i
            while j + 1 < n and tokens[j + 1].start < time.end:
                j += 1
            unit = Unit("T", i, j, token.start, tokens[j].end, "")
            unit.x = time
        elif (
            (known := met.get(token.text)) is not None
            and known.low == low
            and (known.longer is None or lows[i + 1] not in known.longer or i + 1 == n)
            and (known.kind != "n" or lows[i + 1] not in PATRONYMIC and not lows[i + 1].startswith(NAME_PREFIXES))
        ):  # most
            unit = Unit(known.kind, i, i, token.start, token.end, low, None, known.pay)
            if not depth:
                if known.maybe_verb:
                    maybe.append(len(units))
                append(unit)
                i += 1
                continue
        elif low in plain:
            unit = _single(tokens, i, units, language, shouting)
            if token.text == low and low.isalpha():
                phrases.meet(low, Met(low, unit.kind, None, None, low not in never))
        elif (alike := alone.get(low)) is not None and (lows[i + 1] not in alike[0] or i + 1 == n):
            longer, kind, pay = alike
            unit = Unit(kind, i, i, token.start, token.end, low, None, pay)
            phrases.meet(token.text, Met(low, kind, longer, pay, kind not in NO_VERB and low not in never))
        elif (sign := SIGNS.get(token.text)) is not None:
            unit = Unit(sign, i, i, token.start, token.end, low)
            if sign not in "()":
                phrases.meet(token.text, Met(low, sign, None, None, False))
        else:
            found = _phrase(tokens, lows, i, phrases, shouting, english)
            if found is not None and found.last == i and (begun := phrases.beginning(low)) is not None and lows[i + 1] not in begun:
                kind = found.kind
                phrases.meet(token.text, Met(low, kind, begun, found.pay, kind not in NO_VERB and low not in never))
            unit = found or _single(tokens, i, units, language, shouting)
            if found is None and token.text == low and low.isalpha() and phrases.only_begins(low, lows[i + 1]):
                phrases.meet(low, Met(low, unit.kind, phrases.beginning(low), None, low not in never))
            if unit.kind == "n" and (after := lows[unit.last + 1]):
                if unit.last == i and after in PATRONYMIC or after.startswith(NAME_PREFIXES) and _given(unit, given):
                    # "Turki bin Nayef" is no country, nor is "Turki al-Hamdi"; "Omar Bashir al-Tayeb" is another
                    unit = _single(tokens, i, units, language, shouting)
            while times and unit.last > i and _tells_time(tokens[i + 1 : unit.last + 1], times):
                if unit.kind == "n" and tokens[unit.last].text[0].isupper() and tokens[unit.last].start in times:
                    break  # "kantor berita Lusa": no day of the week
                unit = _single(tokens, i, units, language, shouting)
        if unit.kind == "(":
            depth += 1
        if depth:
            unit.b = depth
            if unit.kind == ")":
                depth -= 1
        if unit.kind not in NO_VERB:
            maybe.append(len(units))
        append(unit)
        i = unit.last + 1
    sentence.units = units
    if language.code == "en":
        compounds_en.words(sentence, language)
        parts_en.tag(sentence, language)
        return
    _verbs(units, maybe, language)
    if not language.sets["counters"].isdisjoint(sentence.words):
        _how_often(units, language.sets["counters"])
    if not language.sets["numerals"].isdisjoint(sentence.words):
        _counting(units, language.sets["numerals"])
    if not language.sets["for_a_time"].isdisjoint(sentence.words):
        _for_a_time(units, language.sets["for_a_time"])
    if sentence.title and _title_case(tokens):
        _headline_verbs(units, language)


def _tells_time(tokens: list[Token], times: dict[int, Any]) -> bool:
    """Whether an expression of time begins at one of ``tokens``."""
    return any(t.start in times for t in tokens)


def _given(unit: Unit, given: frozenset[str]) -> bool:
    """Whether a name is of a person, or a word that is one too."""
    return unit.low in given or ((unit.pay or {}).get("e") or {}).get("t") == "person"


def _counting(units: list[Unit], numerals: frozenset[str]) -> None:
    """“Lima orang ditangkap”: a number with the capital of its sentence, whatever town goes by it."""
    for i, u in enumerate(units[:-1]):
        if u.kind == "n" and u.low in numerals and units[i + 1].kind in "htblmX" and (i == 0 or units[i - 1].kind != "P"):
            u.kind, u.pay = "d", None


def _how_often(units: list[Unit], counters: frozenset[str]) -> None:
    """“telah dua kali menguji rudal”, "sudah 21 hari disandera": how often or how long, between who acts and the verb."""
    for i in range(2, len(units) - 1):
        if units[i].kind in "Xl" and units[i].low in counters and units[i - 1].kind in "d#" and units[i - 2].kind in "AD":
            j = i + 1
            while j < len(units) - 1 and units[j].kind in "AD":
                j += 1
            if units[j].kind == "V":
                units[i - 1].kind = units[i].kind = "D"


def _shouting(tokens: list[Token]) -> bool:
    """Whether a sentence is all capitals, so that capitals say nothing."""
    room = 0.2 * len(tokens)  # words in small letters that it may have at most: most sentences have so many at their head
    for t in tokens:
        text = t.text
        if not text.isupper() and (text.isalpha() or text[:1].isalpha()):
            room -= 1
            if room < 0:
                return False
    letters = [t.text for t in tokens if t.text[:1].isalpha()]
    return len(letters) > 3 and sum(t.isupper() for t in letters) > 0.8 * len(letters)


def _phrase(tokens: list[Token], lows: list[str], i: int, phrases: Phrases, shouting: bool, english: bool) -> Unit | None:
    token, n = tokens[i], len(tokens)
    low, following = lows[i], lows[i + 1]
    entries = phrases.at(low, following)
    nya = former = False
    if entries is None:
        if "-" in low:  # reduplication: "negara-negara" is looked up as "negara"
            a, _, b = low.partition("-")
            entries = phrases.at(a, following) if a == b else None
            if a in ("ex", "then", "co"):  # "ex-commander", "then-president", "co-mayor"
                entries = [e for e in phrases.at(b, "") or () if e[0] == 1 and any(p["k"] == "title" for p in e[2])]
                former = bool(entries) and a == "ex"
        elif low.endswith("nya") and len(low) > 5:
            entries = phrases.at(low[:-3], following)
            nya = entries is not None
            if not nya:
                phrases.remember(low)
        elif (size := len(low)) > 7 and low[0] == low[size // 2] and low[: size // 2] * 2 == low:  # "undangundang": the hyphen is lost
            half = low[: size // 2]
            entries = phrases.at(f"{half}-{half}", following) or phrases.at(half, following)
        else:
            phrases.remember(low)
        if entries is None:
            return None
    for size, rest, payloads, cased, bodies, usual, kind in entries:
        if size > 1:
            if nya or i + size > n:
                continue
            if size > 2 and lows[i + 1 : i + size] != rest:
                if not (tokens[i + size - 1].low.endswith("nya") and _matches_nya(tokens, i, rest)):
                    continue
        good = payloads
        if cased and len(payloads) == 1:
            if not _capital(tokens, i, size, usual, shouting):
                continue
        elif cased:
            good = [p for p in payloads if (p["k"] != "name" and "x" not in p) or _capital(tokens, i, size, p, shouting)]
        if english and bodies and not any(t.text[0].isupper() for t in tokens[i : i + size]):
            good = [p for p in good if p["k"] != "body"]  # "the exchange", "a post": words that only make names
        if size == 1 and low in NAME_PARTICLES and token.text == low:
            good = [p for p in good if p["k"] not in ("body", "name")]  # "ag" in a name is no company
        if not good:
            continue
        last = i + size - 1
        if size > 1 and good[0]["k"] == "name" and _longer(tokens, last, n, phrases):
            continue  # "Tentara Sudan" in "Tentara Sudan Selatan"
        if len(good) < len(payloads):
            usual = leading(good)
            kind = unit_kind(usual)
        whole = low if size == 1 else " ".join(lows[i : i + size])
        unit = Unit(kind, i, last, token.start, tokens[last].end, whole, None, usual)
        if nya or size > 1 and lows[last].endswith("nya"):
            unit.pay = {**(unit.pay or {}), "nya": 1}
            if unit.kind == "P" and size > 1:
                unit.kind = "D"  # "di dalamnya": it brings nobody in
            elif unit.kind == "S" and nya:
                unit.kind = "X"  # "sudah saatnya": opens no clause
        if former:
            unit.pay = {**(unit.pay or {}), "former": 1}
        return unit
    return None


def _longer(tokens: list[Token], last: int, n: int, phrases: Phrases) -> bool:
    """Whether the last word of a name begins a longer name of a state, which goes on behind it."""
    for entry in phrases.get(tokens[last].low) or ():
        size, rest, payloads = entry[:3]
        if size > 1 and last + size <= n and all(tokens[last + 1 + k].low == w for k, w in enumerate(rest)):
            return any(p["k"] == "name" and p["e"]["t"] == "state" for p in payloads)
    return False


def _matches_nya(tokens: list[Token], i: int, rest: list[str]) -> bool:
    return all(tokens[i + 1 + k].low == w for k, w in enumerate(rest[:-1])) and tokens[i + len(rest)].low == rest[-1] + "nya"


LETTERS = 2  # of the last word of a name that may be small: "Saint John's"


def _capital(tokens: list[Token], i: int, size: int, payload: Json, shouting: bool) -> bool:
    """Whether a name is written as one: an exact name to the letter, others with a capital."""
    exact = payload.get("x")
    if exact:
        return size > 1 or tokens[i].text.replace("’", "'") == exact
    low, text = tokens[i].low, tokens[i].text
    last = tokens[i + size - 1].text
    if size > 1 and payload["k"] == "name" and payload["e"]["t"] == "place" and last[0].islower() and len(last) > LETTERS:
        return False  # "pasukan Mongolia dalam pertempuran": no "Mongolia Dalam"
    if "-" in low and low.startswith(NAME_PREFIXES) and text[low.index("-") + 1 :][:1].isupper():
        return True  # "al-Shabaab"
    return text[0].isupper() or text[0].isdigit() or (size > 1 and tokens[i + size - 1].text[0].isupper())


def _single(tokens: list[Token], i: int, before: list[Unit], language: Language, shouting: bool) -> Unit:
    """The word at ``i`` by its shape, ``before`` it these units."""
    token = tokens[i]
    text, low = token.text, token.low
    first = text[0]
    if not first.isalpha():
        kind = "#" if first.isdigit() or text in MONEY else "'" if low == "'s" else "."
    elif (first.isupper() or ("-" in low and low.startswith(NAME_PREFIXES) and text[low.index("-") + 1 :][:1].isupper())) and not shouting:
        starts = i == 0 or len(before) < 3 and before[-1].kind in "Q:-"
        site = text == "X" and bool(before) and before[-1].low == "on" and language.code == "en"  # "in a message on X"
        kind = "X" if site or starts and _ordinary(low, tokens[i + 1] if i + 1 < len(tokens) else None, language) else "K"
    elif language.code == "en" and low.endswith("ly") and len(low) > 5 and low not in language.verbs:
        kind = "D"  # "sexually", "narrowly": what ends so and is in no list is an adverb
    else:
        kind = "X"
    return Unit(kind, i, i, token.start, token.end, low)


def _ordinary(low: str, after: Token | None, language: Language) -> bool:
    """Whether a word that opens a sentence is a common word, its capital saying nothing: unless another capital makes both a name."""
    if language.code == "en" and after is not None and after.text[0].isupper() and after.low not in language.phrases:
        return False
    if low in language.verbs or low in language.common or (language.code == "id" and low in language.triggers):
        return True
    return language.code == "en" and (low.removesuffix("s") in language.common or low.endswith(("ly", "ing")))


def _verbs(units: list[Unit], maybe: list[int], language: Language) -> None:
    """Marks the Indonesian verbs among the units numbered in ``maybe``: known forms, then others by their prefix."""
    verbs, about, whiles, will = language.verbs, language.sets["about"], language.sets["when_nouns"], language.sets["will"]
    never = language.never_verbs
    if len(never) > REMEMBERED:
        never.clear()
    for i in maybe:
        u = units[i]
        kind, low = u.kind, u.low
        if low in never:
            continue
        if kind == "P" and low in about and i + 1 < len(units) and units[i + 1].low[:1].isdigit():
            u.kind = "D"  # "pemindahan sekitar 900 tentara": how many, not where
        if low in whiles and i > 0 and units[i - 1].kind == "," and i + 2 < len(units) and units[i + 1].kind in "dnhb#":
            kind = u.kind = "S"  # "sesudah 4 Mei, waktu sebuah drone X menyerang Y"
        forms = verbs.get(low)
        if forms is None and low[-3:] == "nya":
            forms = verbs.get(low[:-3])
        if forms is None and low not in whiles and low not in about and not _may_be_verb(low, language):
            never.add(low)
            continue
        if kind not in "XKhiatbl":  # an auxiliary that triggers a frame ("siap", "akan") is still an auxiliary to the grammar
            continue
        if forms is None and kind not in "XK":
            continue
        if forms and i > 0 and units[i - 1].kind == "P" and not low.startswith(ID_BEGINNINGS):
            continue  # "dalam rapat kerja": a noun
        if forms and i > 0 and units[i - 1].kind == "d" and forms.isdisjoint(("act", "pas")) and not low.startswith(ID_BEGINNINGS):
            continue  # "semua kontak", "sejumlah rapat": a noun, that acts in longer phrases only
        if forms:
            sure = "act" in forms or "pas" in forms
            if sure and (u.kind in "XK" or low.startswith(("me", "di", "ber", "ter"))):
                u.kind, u.forms = "V", _in_order(forms)
            elif u.kind in "XK" and (sure or not _looks_noun(low)) and {f.lstrip("+") for f in forms} & {"act", "pas"}:
                u.kind, u.forms = "V", _in_order(forms)
            elif "root" in forms and u.kind in "XK":
                u.forms = ("root",)  # a verb in headlines, and in speech behind an auxiliary or a pronoun: "kami minta", "akan kirim"
                if u.kind == "X" and i > 0 and units[i - 1].kind in "AO" and not _looks_noun(low):
                    u.kind = "V"
        elif u.kind == "X" and i > 0 and (units[i - 1].kind == "O" or units[i - 1].low in will) and _spoken(units, i, language, will):
            u.kind, u.forms = "V", ("root",)
        elif (u.kind == "X" or (u.kind == "K" and i == 0)) and _shaped_as_verb(low, language):
            u.kind, u.forms = "V", ("guess",)


def _for_a_time(units: list[Unit], words: frozenset[str]) -> None:
    """“membekukan sementara kerja sama", "ditutup sementara pada Senin": behind a verb "while" is "for a while" where no clause follows."""
    for i, u in enumerate(units):
        if u.kind != "S" or u.low not in words or i == 0 or units[i - 1].kind != "V":
            continue
        follow = "".join([x.kind for x in units[i + 1 : i + 3]]) or "."
        active, passive = units[i - 1].low.startswith("me"), units[i - 1].low.startswith("di")
        if active and follow[0] == "X" and follow[1:] != "V" or passive and follow[0] in "PS,.":
            u.kind = "D"


@lru_cache(maxsize=256)
def _in_order(forms: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(forms))


def _spoken(units: list[Unit], i: int, language: Language, will: frozenset[str]) -> bool:
    """“akan kami cek”, "kita akan proses": in speech a verb stands bare behind the word of what is to come."""
    j = i - 2 if i > 1 and units[i - 1].kind == "O" else i - 1
    return units[j].low in will and _bare_verb(units[i].low, language)


def _may_be_verb(low: str, language: Language) -> bool:
    """Whether a word that no list of verbs has may be one, wherever it stands."""
    return _shaped_as_verb(low, language) or _bare_verb(low, language)


def _bare_verb(low: str, language: Language) -> bool:
    """“cek", "proses": words from which common verbs are made."""
    return not _looks_noun(low) and _active_known(low, language)


def _active_known(low: str, language: Language) -> bool:
    """Whether the active of the bare verb ``low`` is a word of the language."""
    return any(f in language.common for f in actives(low))


def _title_case(tokens: list[Token]) -> bool:
    """Whether most words have a capital, as in English headlines, so that capitals say little."""
    letters = [t.text for t in tokens if t.text[:1].isalpha() and len(t.text) > 3]
    return len(letters) > 2 and sum(t[0].isupper() for t in letters) > 0.7 * len(letters)


def _headline_verbs(units: list[Unit], language: Language) -> None:
    """“Peru Serang Pos Cile”: the bare verb of a headline, capital or not; a noun or an adverb stands before it, or a comma."""
    for i, u in enumerate(units):
        if u.kind not in "KX" or i == 0:
            continue
        if units[i - 1].kind not in "nKhtblAND,:)X#T" and units[i - 1].low not in language.sets["asked_of"]:
            continue  # "Diminta Usut ..."
        if "root" in language.verbs.get(u.low, ()):
            if not _looks_noun(u.low):
                u.kind, u.forms = "V", ("root",)
        elif u.low.endswith("kan") and len(u.low) > 6 and u.low[-4] not in "aeiou" and u.low not in language.nonverbs:
            u.kind, u.forms = "V", ("guess",)  # "Tak Naikkan Harga"; behind a vowel it may be a noun: "gerakan"
        elif units[i - 1].kind in "nth" and u.low not in language.common and not _looks_noun(u.low) and _active_known(u.low, language):
            u.kind, u.forms = "V", ("guess",)  # "Pemerintah Tinjau Aturan Itu", where the bare word is nothing but a verb
        elif u.low.startswith("per") and f"mem{u.low}" in language.common:
            u.kind, u.forms = "V", ("guess",)  # "Pemerintah Percepat Vaksinasi"


def _looks_noun(low: str) -> bool:
    """“pertempuran”, "bentrokan": nouns by their shape, though a phrase that they open may act as a verb."""
    if not low.endswith("an") or low.startswith(("me", "di")):
        return False
    return len(low) > 6 and not low.endswith("kan") or low.endswith("okan")


def _shaped_as_verb(low: str, language: Language) -> bool:
    """Whether a word begins as verbs do, is as long as they are, and is not known as anything else."""
    if not low.startswith(ID_BEGINNINGS) or low in language.nonverbs:
        return False
    return len(low) >= LONG or any(low.startswith(p) and len(low) >= least for p, least in ID_PREFIXES)
