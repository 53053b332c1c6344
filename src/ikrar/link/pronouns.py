"""Within a document: whom pronouns stand for ("ia", "kami", "pihaknya", "kedua belah pihak", "negara itu")."""

from __future__ import annotations

from collections import Counter

from ikrar.model.annotation import ACTORS, OF_STATE, Annotated, Mention, Sentence

LOCATIVE = frozenset("di ke dari in at near across inside outside throughout around from to through off".split())


def locative(s: Sentence, i: int) -> bool:
    """Whether the mention at unit ``i`` says where."""
    return i > 0 and s.units[i - 1].kind == "P" and s.units[i - 1].low.split()[0] in LOCATIVE


def _side(m: Mention) -> tuple[str | None, str | None]:
    return (m.country, "REB" if m.kind == "armed-group" else "GOV")


def _acts_next(s: Sentence, i: int) -> bool:
    """“Kita minta ...", "kita sudah menangkap ...": whether an act follows on the word at ``i``, so that the speaker means his own side."""
    j = i + 1
    while j < len(s.units) and s.units[j].kind in "AD":
        j += 1
    return j < len(s.units) and (s.units[j].kind == "V" or "root" in s.units[j].forms)


def referents(
    m: Mention, s: Sentence, i: int, seen: list[Mention], doc: Annotated, sets: dict[str, frozenset[str]], here: str | None
) -> list[Mention]:
    """Whom the pronoun ``m``, at unit ``i`` of ``s``, stands for, among those ``seen`` before it; the report takes place ``here``."""
    if m.pronoun == "first":
        if m.head == "kita" and not _acts_next(s, i):
            return []  # speaker and hearers, or everybody: nobody who could be named
        return [x for v in s.voices if v is not m for x in of_text(v)]
    if m.pronoun == "own":  # "mengatakan pihaknya ...": the side of the one who speaks
        if s.speaker is not None and s.speaker is not m:
            return [s.speaker]
        for j in range(i - 1, -1, -1):
            other = s.units[j].m
            if other is not None and other.kind in ACTORS and not locative(s, j):
                return [other]
        return [o for o in reversed(seen) if o.kind in ("person", "organization", "state")][:1]
    if m.pronoun == "both":
        if m.head.rpartition(" ")[2] in sets["of_bodies"] and (two := _bodies(seen)):
            return two
        return (_pair(s, doc) or _counted_two(s, doc) if m.head in BARE else []) or _parties(m, seen, doc)
    if m.pronoun == "state":
        if i + 1 < len(s.units) and s.units[i + 1].kind in "VAN":  # it acts: the state named last
            for j in range(i - 1, -1, -1):
                other = s.units[j].m
                if other is not None and other.kind == "state" and other.country:
                    return [other]
        subject = None
        for j in range(i - 1, -1, -1):
            other = s.units[j].m
            if other is not None and (other.kind in ACTORS or other.kind == "place") and not locative(s, j):
                subject = other
                if s.units[j + 1].kind in "AVND":
                    break
        skip = subject.country if subject is not None else None
        known = [o for o in reversed(seen) if o.country and o.country not in ("INT", skip) and o.sector != "JRN"]
        states = [o for o in known if o.kind == "state"]
        if subject is not None and here != skip and locative(s, i):  # "X promised to cut its troops in the country"
            states = [o for o in states if o.country == here] or states
        if states:
            return states[:1]
        home = subject.country if subject is not None and subject.sector in OF_STATE else None
        whose = known[0].country if known else home  # "Zambia's minister said the country ...": no other was told of
        if whose in (None, "INT"):
            return []
        return [m.as_state(country=whose)]  # nobody named the state itself
    if m.pronoun == "third" and m.head == "it":
        if i and s.units[i - 1].low in sets["text_verbs"]:
            return _text_before(s, i, doc)
        undergoes = i > 0 and s.units[i - 1].kind == "V" and (i + 1 == len(s.units) or s.units[i + 1].kind not in "VABND")
        if not undergoes and (own := _says_of_itself(s, i, sets["speech"], sets["asking"])) is not None:
            return [own]
        doer = next((u.m for u in reversed(s.units[: i - 1]) if u.m is not None), None) if undergoes else None
        for j in range(i - 1, -1, -1):
            other = s.units[j].m
            if other is None or other.adjective or locative(s, j) or other is doer or (other.plural and not other.named):
                continue  # "A accused it of ...": not A; nor are its soldiers "it"
            if other.kind in ("state", "organization", "armed-group") or other.capital:
                return [other]
            body = other.of or other.owner
            if other.kind == "person" and body is not None and body.kind != "place":
                return [body]  # "the party's spokesman said it ..."
        return [o for o in reversed(seen) if o.kind in ("state", "organization", "armed-group")][:1]
    if m.pronoun == "third":
        own = _subject_of_saying(s, i)
        if own is not None:
            return [own]
        heard = _heard(s, doc)
        if heard is not None:
            return [heard]
        people = [o for o in reversed(seen) if o.kind == "person" and not o.plural]
        if m.head in OBJECTS:  # "the army chief called on him to leave": not himself
            doer = next((u.m for u in reversed(s.units[:i]) if u.m is not None), None)
            people = [o for o in people if o is not doer]
        for other in people:
            if other.named and other.source != "shape":
                return [other]
        if people:
            return people[:1]
        if m.head in OBJECTS:  # "a man stabbed two guards before police shot him"
            one = next((o for o in reversed(seen) if o.kind == "group" and not o.plural and o.sentence == s.index and o is not doer), None)
            if one is not None:
                return [one]
        return [s.speaker] if s.speaker is not None else []
    if m.pronoun == "they":
        if (counted := _all_of_them(m, s, doc, sets["all_of_them"])) is not None:
            return counted
        if m is s.speaker and m.refers:  # "kata mereka": known from who spoke before
            return list(m.refers)
        if m is s.speaker and (together := _voices_before(s, doc)):
            return together
        if m is s.speaker and s.index and (pair := _opening_pair(doc.sentences[s.index - 1])):
            return pair
        if m is s.speaker and i and s.units[i - 1].kind == "," and (told := _they(s, i, doc)):
            return told  # "The soldiers, they added, are ...": not those of whom they speak
        if (sides := _same_sides(s, i, doc) or _two_heads(s, i, doc)) is not None:
            return sides
        both = [o for o in seen[-8:] if o.kind in ACTORS and not o.adjective]
        start = i - 1
        if m.head == "they" and start > 0 and s.units[start].m is not None:
            start -= 1  # "the pupils they kidnapped": not the pupils
        if suffers := m.head != "they" and start > 0 and s.units[start].kind == "V":
            shoots = start - 1
            while shoots > 0 and s.units[shoots].kind in "ADN":
                shoots -= 1
            if s.units[shoots].m is not None:
                start = shoots - 1  # "X akan menembaki mereka": not X, who shoots
                while start > 0 and s.units[start].kind in "C,":
                    start -= 1
        for j in range(start, -1, -1):
            other = s.units[j].m
            if other is not None and other.kind == "pronoun" and other.refers:
                return list(other.refers)
            beside = other is not None and other.kind == "person" and j > 1 and s.units[j - 1].kind == "C" and s.units[j - 2].m is not None
            paired = beside and m.head == "they"  # "a meeting between X and Y, when they agreed"
            if (
                other is not None
                and other.kind in ACTORS
                and not (other.kind == "state" and locative(s, j))
                and (paired or other.plural or other.kind in ("group", "organization", "armed-group", "state"))
            ):
                first = s.units[j - 2].m if j > 1 and s.units[j - 1].kind == "C" else None
                return [first, other] if first is not None and first.kind in ACTORS else [other]
        return (_crowd_before(s, i, doc) if suffers else []) or _they(s, i, doc) or both[-1:]
    return []


def that_state(s: Sentence, i: int, seen: list[Mention]) -> str | None:
    """“Police in Peru arrested the country's former president": the state told last before unit ``i``, by itself or its own."""
    before = [u.m for u in s.units[:i] if u.m is not None and u.m.country not in (None, "INT")]
    told = before or [o for o in seen[-BACK:] if o.country not in (None, "INT")]
    states = [m for m in told if m.kind in ("state", "place") or m.sector in OF_STATE]
    return next((m.country for m in reversed(states or told) if not m.guessed), None)


BACK = 8  # mentions among which the state is that "the country" is said of


def _two_heads(s: Sentence, i: int, doc: Annotated) -> list[Mention] | None:
    """“Minister X led the delegation of A, Minister Y that of B. They met by video": the two who came for two states."""
    if s.index == 0 or any(u.m is not None for u in s.units[:i]):
        return None
    came = [
        m for m in doc.sentences[s.index - 1].mentions if m.kind == "person" and m.named and m.owner is not None and m.owner.kind == "state"
    ]
    return came if len(came) == 2 and len({m.country for m in came}) == 2 else None


def _same_sides(s: Sentence, i: int, doc: Annotated) -> list[Mention] | None:
    """“The two sides stressed ... They also signed ...": those two still."""
    if s.index == 0 or any(u.m is not None for u in s.units[:i]):
        return None
    first = next((u.m for u in doc.sentences[s.index - 1].units if u.m is not None or u.kind == "V"), None)
    return list(first.refers) if first is not None and first.pronoun == "both" and len(first.refers) > 1 else None


def _opening_pair(s: Sentence) -> list[Mention]:
    """“Peru and Chile recalled that ... The soldiers, they added, ...": the two states with which the sentence before opens."""
    u = s.units
    if len(u) < 4 or u[1].kind != "C" or u[3].kind not in "VAD" or s.title:
        return []
    return [m for m in (u[0].m, u[2].m) if m is not None] if u[0].mention_kind == u[2].mention_kind == "state" else []


def _voices_before(s: Sentence, doc: Annotated) -> list[Mention]:
    """“…,” they stressed: those who spoke together before."""
    for before in reversed(doc.sentences[: s.index]):
        if len(before.voices) > 1:
            return before.voices
        if [v.pronoun for v in before.voices] == ["both"]:
            return before.voices[0].refers
    return []


def _subject_of_saying(s: Sentence, i: int) -> Mention | None:
    """“X announced that he was ...", "X mengatakan ia akan ...": the person who opens the sentence, a verb between."""
    first: Mention | None = None
    for n, u in enumerate(s.units[:i]):
        if u.kind == "Q":
            return None  # who speaks inside a quotation means another
        if u.kind in "VB":
            return first if first is not None and s.units[i + 1 : i + 2] and s.units[i + 1].kind in "AVNBD" else None
        if u.m is not None and not u.b:
            if u.m.kind != "person" or u.m.plural or (n and s.units[n - 1].kind == "P"):
                if first is None and not (n and s.units[n - 1].kind == "P"):
                    return None
            elif first is None or u.m.alias == "apposition":
                first = first or u.m
    return None


def _says_of_itself(s: Sentence, i: int, *saying: frozenset[str]) -> Mention | None:
    """“Algeria warned Mali that it would ...", "prisoners it calls criminals": the body that says what is told of "it"."""
    units, j = s.units, i - 1
    if j < 1:
        return None
    if units[j].m is not None:  # a clause that describes a noun: whoever the sentence is about says so
        first = next((n for n, u in enumerate(units[:j]) if u.m is not None and u.m.kind in SPEAKS and not u.m.adjective), None)
        return units[first].m if first is not None and not locative(s, first) else None
    if units[j].low == "that":
        j -= 1
    if units[j].m is not None and j and units[j - 1].kind == "V":
        j -= 1  # whom it is said to
    if j < 1 or units[j].kind != "V" or not any(units[j].low in words for words in saying):
        return None
    says = j
    j -= 1
    while j > 0 and units[j].kind in "ADN":
        j -= 1
    if units[j].kind == "," and "ing" in units[says].forms:  # "A rejected an offer by B, saying it would ..."
        j = next((n for n, u in enumerate(units[:j]) if u.m is not None), j)
    m = units[j].m
    return m if m is not None and (m.kind in SPEAKS or m.capital) and not locative(s, j) else None


SPEAKS = frozenset(("state", "organization", "armed-group"))


def _text_before(s: Sentence, i: int, doc: Annotated) -> list[Mention]:
    """“Both sides signed it": the text named last, in this sentence or the one before."""
    before = doc.sentences[s.index - 1].units if s.index else []
    texts = [u.m for u in [*before, *s.units[:i]] if u.m is not None and u.m.kind == "instrument"]
    return texts[-1:]


def _they(s: Sentence, i: int, doc: Annotated) -> list[Mention]:
    """“Mereka sepakat ...”: the two who met in the sentence before; or its crowd: who did it goes on doing, who suffered it suffers."""
    if s.index == 0:
        return []
    before = doc.sentences[s.index - 1]
    units = before.units
    named = [u.m for n, u in enumerate(units) if u.m is not None and u.m.kind in ACTORS and not u.b and not locative(before, n)]
    crowds = [m for m in named if m.plural or m.kind in ("group", "organization", "armed-group")]
    if crowds:
        nxt = next((u for u in s.units[i + 1 : i + 5] if u.kind == "V"), None)
        suffers = nxt is not None and (nxt.low.startswith(("di", "ter")) or "part" in nxt.forms)
        return [crowds[-1 if suffers else 0]]
    others = [m for m in named if m is not s.speaker]  # who says "they" is none of them
    return others if len(named) == 2 else []


OBJECTS = frozenset(("him",))
"""Pronouns that are no subject."""
BARE = frozenset(("keduanya", "both", "the two", "the pair", "kedua menteri", "kedua presiden", "kedua pemimpin"))
"""Say only that they are two: those named side by side last, of whatever sort."""


TWO = ("dua ", "kedua ", "two ")


CROWD_BACK = 3  # sentences


def _all_of_them(m: Mention, s: Sentence, doc: Annotated, numbers: frozenset[str]) -> list[Mention] | None:
    """“Polisi menangkap empat orang. Keempatnya ditahan": those who were counted so; None for a word that counts nobody."""
    number = next((n.partition(":")[2].split() for n in numbers if n.startswith(f"{m.head}:")), None)
    if number is None:
        return None
    starts = tuple(f"{word} " for word in number)
    for before in reversed(doc.sentences[max(0, s.index - 2 * CROWD_BACK) : s.index + 1]):
        for o in before.mentions:
            if o.kind in ("group", "person") and o.end <= m.start and doc.raw[o.start : o.end].lower().startswith(starts):
                return [o]
    return []


def _crowd_before(s: Sentence, i: int, doc: Annotated) -> list[Mention]:
    """Those several who were told of last and whom the doer here is not: neither a body nor of its sector."""
    doer = next((u.m for u in s.units[:i] if u.m is not None and u.m.kind in ACTORS), None)
    for before in reversed(doc.sentences[max(0, s.index - CROWD_BACK) : s.index]):
        crowds = [m for m in before.mentions if m.kind in ("group", "person") and m.plural and not m.pronoun]
        crowds = [m for m in crowds if m.owner is None or m.owner.kind == "state"]  # not "their heads"
        crowds = [m for m in crowds if doer is None or (m.head != doer.head and (m.sector, m.country) != (doer.sector, doer.country))]
        if crowds:
            return crowds[-1:]
    return []


def _bodies(seen: list[Mention]) -> list[Mention]:
    """“kedua institusi", "both agencies": the two bodies that were named last, those of offices among them."""
    last: dict[str, Mention] = {}
    for m in reversed(seen):
        for one in (m, m.of):
            if one is not None and one.kind == "organization" and one.named and one.sector != "JRN":
                last.setdefault(one.name or one.head, one)
        if len(last) == 2:
            return list(last.values())[::-1]
    return []


def _pair(s: Sentence, doc: Annotated) -> list[Mention]:
    """The two with whom the sentence before opened, side by side and nobody beside them; else the two people counted there."""
    for before in doc.sentences[max(0, s.index - 1) : s.index]:
        u, heard = before.units, before.speaker
        if heard is not None and heard.pronoun == "both" and heard.refers:
            return list(heard.refers)  # "..., tulis kedua pemerintah. Keduanya menegaskan ..."
        for n in range(len(u) - 2):
            if u[n].kind == "V":
                break
            a, b = u[n].m, u[n + 2].m
            if a is None or b is None or u[n + 1].kind != "C" or a.kind not in ACTORS or b.kind not in ACTORS:
                continue
            if not (n > 1 and u[n - 1].kind in "C," and u[n - 2].m is not None):
                return [a, b]
        for m in (x.m for x in u if x.m is not None):
            if m.kind == "group" and doc.raw[m.start : m.end].lower().startswith(TWO):
                return [m]
            if m.kind == "pronoun" and m.pronoun == "both" and m.head in BARE and m.refers:
                return list(m.refers)
    return []


def _counted_two(s: Sentence, doc: Annotated) -> list[Mention]:
    """The two people who were counted a few sentences before: "Polisi menangkap dua warga asing. ... Keduanya"."""
    for before in reversed(doc.sentences[max(0, s.index - CROWD_BACK) : s.index]):
        for m in before.mentions:
            if m.kind in ("group", "person") and not m.named and doc.raw[m.start : m.end].lower().startswith(TWO):
                return [m]
    return []


def _heard(s: Sentence, doc: Annotated) -> Mention | None:
    """“Ia juga meminta ...”: the person whom the sentences before were about: who spoke, or who stood first in them."""
    for before in reversed(doc.sentences[max(0, s.index - 3) : s.index]):
        speaker = before.speaker
        if speaker is not None and speaker.kind == "pronoun":
            speaker = speaker.refers[0] if speaker.refers else None
        if speaker is not None and speaker.kind == "person":
            return speaker
        for n, u in enumerate(before.units):
            if u.kind == "V":
                break
            if u.m is not None and u.m.kind == "person" and not u.m.plural and not (n and before.units[n - 1].kind == "P"):
                return u.m
    return None


def _parties(m: Mention, seen: list[Mention], doc: Annotated) -> list[Mention]:
    """The two sides of the story: the two most named states or armed groups so far; the latest pair where counts are equal."""
    count: Counter[tuple[str | None, str | None]] = Counter()
    example: dict[tuple[str | None, str | None], Mention] = {}
    states_only = any(w in m.head for w in ("negara", "pemerintah", "countr", "nation", "government", "state"))
    pool = [x for o in seen for x in of_text(o)]
    if len({_side(o) for o in pool if o.kind in ("state", "armed-group")}) < 2:
        pool = [x for o in doc.mentions for x in of_text(o)]
    for n, one in enumerate(pool):
        led = one.country == "INT" and one.sector == "MIL" and one.owner is not None and one.owner.kind == "state"
        other = one.owner if led and one.owner is not None else one  # "koalisi pimpinan Peru": Peru
        if other.country in (None, "INT") and other.kind != "armed-group" or other.sector == "JRN":
            continue
        if other.kind in ("state", "armed-group"):
            if other.country is None or (states_only and other.kind != "state"):
                continue
            weight = 1 if _placed(other, doc) else 4  # "di Guam": where something is, seldom a party
            if n < 12:
                weight *= 2  # the lead names the parties
        elif other.kind in ("person", "organization") and other.sector in ("GOV", "MIL"):
            weight = 1
        else:
            continue
        side = _side(other)
        count[side] += weight
        if side not in example or (other.kind in ("state", "armed-group") and other.name and not example[side].name):
            example[side] = other if other.kind in ("state", "armed-group") else other.as_state()
    return [example[side] for side, _ in count.most_common(2)]


def of_text(m: Mention) -> list[Mention]:
    """Those whose joint text ``m`` is ("pernyataan bersama Peru dan Cile"), else itself."""
    return list(m.members) if m.kind == "instrument" and len(m.members) > 1 else [m]


def _placed(m: Mention, doc: Annotated) -> bool:
    s = doc.sentences[m.sentence]
    return any(u.m is m and locative(s, i) for i, u in enumerate(s.units))
