"""Who is speaking: quotations with their speaker, reporting clauses, and the speaker carried over from sentence to sentence."""

from __future__ import annotations

import itertools

from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Quotation, Sentence, Unit

PERSONS = frozenset(("person", "name", "state", "organization", "armed-group", "group", "instrument", "pronoun"))

QUOTES = frozenset('"“”«»„')
COLON = 6  # units at the head of a headline among which a colon names who speaks
JOINED = frozenset(("state", "organization", "armed-group", "person", "name"))


def find(doc: Annotated, language: Language) -> None:
    """Fills ``doc.quotations`` and each sentence's speaker."""
    speech, said = language.sets["speech"], language.sets["said"]
    according, passive = language.sets["according"], language.sets["said_passive"]
    saying, heard = (
        language.either("said", "according"),
        language.either("said", "speech", "according", "said_passive", "says_on", "told_passive"),
    )
    current: Mention | None = None
    spoke: Mention | None = None  # the last of them who is named: no "kami" in his own words
    acting: Mention | None = None  # who a sentence is about: it is he who speaks on where nobody has spoken yet
    together: list[Mention] = []  # who spoke with him
    opened: Quotation | None = None
    for s in doc.sentences:
        found = _speaker(s, speech, said, according, passive, heard, language)
        if found is not None:
            s.speaker, s.joint = found, _joint(s, found, language.sets["joining"])
        elif _carried(s, saying, passive, speech, language.speaks_on):
            s.speaker = current or acting
            s.joint = list(together) if current is not None else []
        acting = _opening_person(s) or acting
        if s.speaker is not None and s.speaker.pronoun == "third":
            before = spoke or acting if current is None or current.pronoun == "first" else current  # "sampai kami memastikan ...," kata dia
            s.speaker.refers = [before] if before is not None else s.speaker.refers
        for u in s.units if not QUOTES.isdisjoint(s.words) else ():
            if u.kind != "Q":
                continue
            sign = doc.raw[u.start]
            if opened is None and sign not in "”»":
                opened = Quotation(u.end, s.end)
            elif opened is not None:
                opened.end = u.start
                opened.speaker = s.speaker or current
                doc.quotations.append(opened)
                opened = None
        if opened is not None and s.speaker is None:
            pass
        if s.speaker is not None:
            if s.speaker.pronoun == "they" and together and not s.joint:  # "kata mereka": those who spoke together before
                s.speaker.refers = [current, *together] if current is not None else list(together)
            else:
                together = s.joint
            current = s.speaker if not (s.speaker.pronoun and s.speaker.refers) else s.speaker.refers[0]
            spoke = current if current.pronoun is None else spoke
        if opened is not None and s.end - opened.start > 3000:
            opened = None  # a quotation mark that was never closed
    if opened is not None:
        opened.speaker = current
        doc.quotations.append(opened)
    # a quotation that runs over several sentences has one speaker, named at its end
    unheard = [s for s in doc.sentences if s.speaker is None] if doc.quotations else []
    for q in doc.quotations:
        for s in unheard:
            if s.start >= q.start - 1 and s.end <= q.end + 1 and s.speaker is None:
                s.speaker = q.speaker
    _first_person(doc.sentences)
    _between(doc.sentences, language.sets["told_to"])


def _between(sentences: list[Sentence], told_to: frozenset[str]) -> None:
    """“X menegaskan ... Polisi harus bertindak. “...,” kata dia”: what must be done, between two words of one speaker, he says."""
    for before, s, after in zip(sentences, sentences[1:], sentences[2:], strict=False):
        if (
            s.speaker is None
            and not s.times
            and before.speaker is not None
            and after.speaker is not None
            and not told_to.isdisjoint(s.words)
        ):
            if _who(before.speaker) is _who(after.speaker) and not before.title and before.speech is not None:
                s.speaker = _who(before.speaker)


def _who(m: Mention) -> Mention:
    """The one whom a pronoun stands for."""
    return m.refers[0] if m.pronoun and m.refers else m


def _first_person(sentences: list[Sentence]) -> None:
    """“Kami siap ...” in a sentence that names no speaker is said by the one named in the next two, else by the last heard."""
    last: Mention | None = None
    for n, s in enumerate(sentences):
        if s.speaker is None and "first" in [m.pronoun for m in s.mentions]:
            s.speaker = next((t.speaker for t in sentences[n + 1 : n + 3] if t.speaker is not None), None) or last
        if s.speaker is not None and s.speaker.pronoun != "first":
            last = s.speaker if not (s.speaker.pronoun and s.speaker.refers) else s.speaker.refers[0]


def _speaker(
    s: Sentence,
    speech: frozenset[str],
    said: frozenset[str],
    according: frozenset[str],
    passive: frozenset[str],
    heard: frozenset[str],
    language: Language,
) -> Mention | None:
    units, code, thus_words = s.units, language.code, language.sets["thus"]
    best: Mention | None = None
    if s.title and (named := _before_colon(s)) is not None:
        return named
    if language.speaks.isdisjoint(s.words):
        return None
    for i in [i for i, u in enumerate(units) if u.low in heard]:
        u = units[i]
        if u.low in according and u.kind != "M":
            m = _next(s, i + 1)
            if m is not None:
                best = best or m
                s.speech = s.speech or (u.start, m.end)
        elif u.low in said and (u.kind in "XVKD" or u.low == "demikian") and (i == 0 or units[i - 1].kind in ",Q.)" or code == "en"):
            m = _next(s, i + 1)
            behind = i > 0 and units[i - 1].kind in ",Q" and u.low not in language.sets["says_to"]  # "X, the minister, told reporters"
            if m is not None and (code == "id" or (behind and not _goes_on(s, i, m))):
                s.speech = (u.start, m.end)
                return m
        elif u.low in passive:  # "hal itu disampaikan (oleh) X"
            m = _next(s, i + 2 if i + 1 < len(units) and units[i + 1].low in language.sets["by"] else i + 1)
            thus = i > 0 and units[i - 1].low in thus_words  # "demikian ditegaskan kedua negara"
            if m is not None and (m.kind in ("person", "name") or (thus and m.kind in PERSONS)):
                s.speech = s.speech or (u.start, m.end)
                best = best or m
        told = u.low in language.sets["told_passive"] and (
            u.low not in TOLD or units[i + 1 : i + 2] != [] and units[i + 1].low in TOLD[u.low]
        )
        if told and best is None and (m := _told_by(units, i, language)) is not None:
            best, s.speech = m, (u.start, m.end)
        on = u.low in language.sets["says_on"] and any(x.kind == "," or x.low in language.sets["that"] for x in units[i + 1 : i + 2])
        if u.kind == "V" and (on or u.low in speech or (u.low in said and code == "en")):
            if i > 0 and units[i - 1].low.rpartition(" ")[2] in language.sets["be"]:
                if best is None and (m := _told_by(units, i, language)) is not None:
                    best, s.speech = m, (units[i - 1].start, m.end)
                continue  # "residents were told" hears nobody
            m = _before(s, i, language.sets["besides"], language.sets["addresses"]) or (_joined_before(s, i) if code == "en" else None)
            if m is not None and not on and u.low not in speech and not _trails(units, i, m):
                m = None  # "X promised": heard only behind what is promised
            if m is not None and m.pronoun == "first" and any(x.kind == "C" and y.m is m for x, y in itertools.pairwise(units[:i])):
                m = None  # "“Y and I affirmed it," X said": it is X who is heard
            if m is not None:
                if best is None:
                    s.speech = (m.start, u.end)
                best = best or m
    return best


TOLD = {"diberi": ("tahu",)}
"""Passives that say that one is told a thing only with the word behind them."""
TOLD_BY = 8  # units between the passive and what is told: "were told by the minister, Ana Rojas, that ..."


def _told_by(units: list[Unit], i: int, language: Language) -> Mention | None:
    """“Families were told by the minister, Ana Rojas, that ...", "diberi tahu (oleh) menteri bahwa ...": who tells it, in the passive."""
    behind = units[i + 1 : i + 1 + TOLD_BY]
    by = next((n for n, u in enumerate(behind) if u.low in language.sets["by"] or language.code == "id" and u.m is not None), None)
    if by is None or any(u.kind in "V," for u in behind[:by]) or not any(u.low in language.sets["that"] for u in behind[by:]):
        return None
    m = next((u.m for u in behind[by:] if u.m is not None), None)
    return m if m is not None and _can_speak(m) else None


def _before_colon(s: Sentence) -> Mention | None:
    """“Menlu Peru: Perbatasan Harus Dibuka": who says it, before the colon of a headline."""
    colon = next((i for i, u in enumerate(s.units[:COLON]) if u.kind == ":"), None)
    if colon is None or colon + 2 >= len(s.units):
        return None
    m = s.units[colon - 1].m if colon else None
    if m is None or m.kind not in PERSONS or any(u.kind in "VP" for u in s.units[:colon]):
        return None
    s.speech = (m.start, s.units[colon].end)
    return m


def _trails(units: list[Unit], i: int, m: Mention) -> bool:
    """Whether the verb at ``i`` and who says it, ``m``, stand behind what is said: "“We will go,” X promised", "..., X promised."."""
    if any(x.kind == "Q" and x.end <= m.start < x.end + 3 for x in units):
        return True
    k = next((n for n in range(i) if units[n].m is m), 0)
    return k > 0 and units[k - 1].kind == "," and (i + 1 == len(units) or units[i + 1].kind == ".")


def _goes_on(s: Sentence, i: int, m: Mention) -> bool:
    """“X, a lawmaker, said the army should ...": whether ``m`` behind the verb at ``i`` is the subject of what is said, not who says it."""
    after = next((k + 1 for k in range(i, min(i + 4, len(s.units))) if s.units[k].m is m), len(s.units))
    return s.units[i - 1].kind == "," and after < len(s.units) and s.units[after].kind in "ABVX" and _before(s, i - 1) is not None


def _joint(s: Sentence, speaker: Mention, joining: frozenset[str]) -> list[Mention]:
    """Those named side by side with the speaker: "A dan B menegaskan", "kata A, B dan C"."""
    at = next((i for i, u in enumerate(s.units) if u.m is speaker), None)
    if at is None or speaker.kind not in JOINED and speaker.kind != "instrument":
        return []
    for step in (-1, 1):
        found: list[Mention] = []
        i, joined = at, False
        while 0 <= i + 2 * step < len(s.units):
            sign, other = s.units[i + step], s.units[i + 2 * step].m
            if step == 1 and joined:
                break  # "menurut A dan B, pasukan X ...": the list is over
            if (sign.low != "," and sign.low not in joining) or other is None or other.kind not in JOINED:
                break
            joined = joined or sign.low in joining
            found.append(other)
            i += 2 * step
        if joined:
            return found
    return []


def _opening_person(s: Sentence) -> Mention | None:
    """The person with whom a sentence opens, before its first verb."""
    for i, u in enumerate(s.units):
        if u.kind == "V" or (u.m is not None and u.m.pronoun == "first"):
            return None  # "Pagi ini kita sambut menteri": not the minister speaks
        if u.m is not None and u.m.kind in ("person", "name") and not (i > 0 and s.units[i - 1].kind == "P"):
            return u.m
    return None


def _can_speak(m: Mention) -> bool:
    """Whether ``m`` is somebody who speaks: a capital does, for its government."""
    return m.kind in PERSONS or m.capital


def _next(s: Sentence, i: int) -> Mention | None:
    for u in s.units[i : i + 3]:
        if u.m is not None:
            return u.m.as_state("its house") if _house(u.m) else u.m if _can_speak(u.m) else None
        if u.kind not in "DXd":
            return None
    return None


ADDRESS = 8  # units between who speaks and his verb: "dalam keterangan tertulisnya, pada Rabu (15/5/2024),"


def _before_address(units: list[Unit], j: int, addresses: frozenset[str]) -> int:
    """“X dalam keterangan tertulis, Rabu (2/4), mengatakan": where who speaks stands, before the words for that in which he said it."""
    for k in range(j, max(1, j - ADDRESS), -1):
        m = units[k].m
        if units[k].kind == "V" or m is not None and _can_speak(m) and units[k - 1].kind != "P":
            return j  # "dalam pernyataan itu X dan Y menegaskan"
        if units[k].low.removesuffix("nya") in addresses and units[k - 1].kind == "P":
            before = k - 2 - (units[k - 2].kind == "," and k > 2)
            return before if units[before].m is not None else j
    return j


def _before(s: Sentence, i: int, besides: frozenset[str] = frozenset(), addresses: frozenset[str] = frozenset()) -> Mention | None:
    j = i - 1
    while j >= 0 and (s.units[j].kind in "ADNT" or s.units[j].low in besides):  # "X juga mengatakan"
        j -= 1
    while j >= 0 and s.units[j].kind == ")":
        while j >= 0 and s.units[j].kind != "(":
            j -= 1
        j -= 1
    j = _before_address(s.units, j, addresses)
    if j >= 2 and s.units[j].kind == "," and s.units[j - 1].m is not None and s.units[j - 2].kind == ",":  # "X, the minister, said"
        named, before = s.units[j - 1].m, s.units[j - 3].m
        if named is not None and named.kind == "person" and named.named and (before is None or not _can_speak(before)):
            return named  # "the commander who holds the road to the town, Ana Rojas, said"
        j -= 3
    elif j > 1 and s.units[j].kind == "," and (opened := _relative(s.units, j)) is not None:  # "X, yang berbasis di Y, menyatakan"
        j = opened - 1
    elif j == 1 and s.units[1].kind == "," and s.units[0].mention_kind == "person":  # "Menteri X, mengatakan"
        j = 0
    if j >= 3 and s.units[j].kind == "," and s.units[j - 1].m is not None and s.units[j - 2].kind == "C":  # "kedua pihak, A dan B, ..."
        j -= 1
    m = s.units[j].m if j >= 0 else None
    if m is None:
        return None
    if (
        j > 1
        and s.units[j - 1].kind == ","
        and s.units[j - 2].m is not None
        and s.units[j - 2].mention_kind in ("person", "name")
        and m.alias == "apposition"
    ):
        return s.units[j - 2].m
    if j > 0 and s.units[j - 1].kind == "P" and s.units[j - 1].low not in ("menurut", "according to"):
        return None
    if _house(m):
        return m.as_state("its house")
    if not _can_speak(m):
        return None
    if m.alias == "apposition" and m.refers and m.refers[0].kind == "person" and m.refers[0].named:
        return m.refers[0]  # "Bupati X, Ana Kerling, mengatakan": she by her name
    return m


ASIDE = 14  # units of a relative clause between commas


def _relative(units: list[Unit], end: int) -> int | None:
    """The comma that opens the relative clause which the comma at ``end`` closes."""
    opened = next((k for k in range(end - 1, max(0, end - ASIDE), -1) if units[k].kind == ","), None)
    return opened if opened is not None and units[opened + 1].kind == "R" else None


def _joined_before(s: Sentence, i: int) -> Mention | None:
    """“X condemned the raid and said ...", "China's embassy in Lusaka said ...": who says it, over another verb or over where he is."""
    units, j = s.units, i - 1
    while j >= 0 and units[j].kind in "ADN":
        j -= 1
    if j > 0 and units[j].kind == "C":
        first = next((n for n, u in enumerate(units[:j]) if u.m is not None or u.kind == "V"), None)
        m = units[first].m if first is not None else None
        told = first is not None and any(u.kind == "V" for u in units[first:j]) and not (first and units[first - 1].kind == "P")
        return m if m is not None and told and _can_speak(m) else None
    while j > 1 and units[j].m is not None and units[j - 1].kind == "P" and units[j - 2].m is not None:
        j -= 2
        m = units[j].m
        if m is not None and not (j and units[j - 1].kind == "P"):
            return m.as_state("its house") if _house(m) else m if _can_speak(m) or (m.kind == "facility" and m.sector == "GOV") else None
    return None


def _house(m: Mention) -> bool:
    """Whether ``m`` is a house of a government, which speaks for its state: "the Japanese embassy said"."""
    return m.kind == "facility" and m.sector == "GOV" and m.country is not None


def _carried(s: Sentence, said: frozenset[str], passive: frozenset[str], speech: frozenset[str], on: frozenset[str]) -> bool:
    """Whether the sentence is heard from whoever spoke before: "katanya", "ujarnya", "dikatakan", "menambahkan bahwa"."""
    if s.units and s.units[0].low in speech:
        return True
    for u in s.units[:3]:
        if u.low.removesuffix("nya") in passive:  # "dikatakan, ...", "hal itu disampaikannya saat ..."
            return True
    return not on.isdisjoint(s.words) and any(u.low[:-3] in said for u in s.units if u.low.endswith("nya"))
