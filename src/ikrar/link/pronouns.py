"""Within a document: whom pronouns stand for ("ia", "kami", "pihaknya", "kedua belah pihak", "negara itu")."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link import lands, several
from ikrar.link.locative import locative
from ikrar.model.annotation import ACTORS, OF_STATE, Annotated, Mention, Sentence


def _acts_next(s: Sentence, i: int) -> bool:
    """“Kita minta ...", "kita sudah menangkap ...": whether an act follows on the word at ``i``, so that the speaker means his own side."""
    j = i + 1
    while j < len(s.units) and s.units[j].kind in "AD":
        j += 1
    return j < len(s.units) and (s.units[j].kind == "V" or "root" in s.units[j].forms)


def referents(m: Mention, s: Sentence, i: int, seen: list[Mention], doc: Annotated, language: Language, here: str | None) -> list[Mention]:
    """Whom the pronoun ``m``, at unit ``i`` of ``s``, stands for, among those ``seen`` before it; the report takes place ``here``."""
    sets = language.sets
    if m.pronoun == "first":
        if m.head == "kita" and not _acts_next(s, i):
            return []  # speaker and hearers, or everybody: nobody who could be named
        return [x for v in s.voices if v is not m for x in several.of_text(v)]
    if m.pronoun == "own":  # "mengatakan pihaknya ...": the side of the one who speaks
        if s.speaker is not None and s.speaker is not m:
            return [s.speaker]
        for j in range(i - 1, -1, -1):
            other = s.units[j].m
            if other is not None and other.kind in ACTORS and not locative(s, j):
                return [other]
        return [o for o in reversed(seen) if o.kind in ("person", "organization", "state")][:1]
    if m.pronoun == "both":
        if m.head.rpartition(" ")[2] in sets["of_bodies"] and (two := several.bodies(seen)):
            return two
        two = several.pair(s, doc, sets) or several.counted_two(s, doc, sets) if m.head in sets["only_two"] else []
        return two or several.parties(m, seen, doc)
    if m.pronoun == "neighbour":
        return lands.next_to(s, i, seen)
    if m.pronoun == "state" and (land := lands.of_region(m, seen, doc.raw, language)):
        return land
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
                    first = s.units[j - 2].m if j > 1 and s.units[j - 1].kind == "C" else None
                    subject = None if first is not None and first.kind == other.kind == "state" else other  # "A dan B sepakat ..."
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
        if not undergoes and (on := _goes_on(s, i, doc)) is not None:
            return [on]
        if not undergoes and _describes(s, i) and (on := _goes_on(s, 0, doc)) is not None:
            return [on]
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
        if m.head in OBJECTS and any(u.kind == "R" for u in s.units[:i]):  # "X is fighting a transfer to Chile, which accuses him"
            first = next((u.m for u in s.units[:i] if u.m is not None), None)
            if first is not None and first.kind == "person" and first.named and not first.plural and first is not _doer_before(s, i):
                return [first]
        heard = _heard(s, doc)
        if heard is not None:
            return [heard]
        people = [o for o in reversed(seen) if o.kind == "person" and not o.plural]
        if m.head in OBJECTS:  # "the army chief called on him to leave": not himself
            doer = _doer_before(s, i)
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
        if m.head == "mereka" and (own := _who_says_so(s, i)) is not None:
            return [own]
        if (counted := several.all_of_them(m, s, doc, sets["all_of_them"])) is not None:
            return counted
        if m is s.speaker and m.refers:  # "kata mereka": known from who spoke before
            return list(m.refers)
        if m is s.speaker and (together := several.voices_before(s, doc)):
            return together
        if m is s.speaker and s.index and (pair := several.opening_pair(doc.sentences[s.index - 1])):
            return pair
        if m is s.speaker and i and s.units[i - 1].kind == "," and (told := several.they(s, i, doc)):
            return told  # "The soldiers, they added, are ...": not those of whom they speak
        if (sides := several.same_sides(s, i, doc) or several.two_heads(s, i, doc)) is not None:
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
        return (several.crowd_before(s, i, doc) if suffers else []) or several.they(s, i, doc) or both[-1:]
    return []


def that_state(s: Sentence, i: int, seen: list[Mention]) -> str | None:
    """“Police in Peru arrested the country's former president": the state told last before unit ``i``, by itself or its own.

    A state that does something to those at ``i`` is not theirs, where another is named behind them.
    """
    before = [u.m for u in s.units[:i] if u.m is not None and u.m.country not in (None, "INT")]
    told = before or [o for o in seen[-BACK:] if o.country not in (None, "INT")]
    states = [m for m in told if m.kind in ("state", "place") or m.sector in OF_STATE or m.owner is not None and m.owner.kind == "state"]
    whose = next((m.country for m in reversed(states or told) if not m.guessed), None)
    if all(m.kind == "state" and m.country == whose or m.country == "VAT" for m in before):
        behind = (u.m for u in s.units[i + 1 :] if u.m is not None and u.m.kind in ("state", "place"))
        other = next((m.country for m in behind if m.country not in (None, "INT", whose)), None)
        return other or (None if whose == "VAT" else whose)
    return whose


BACK = 8  # mentions among which the state is that "the country" is said of


def _doer_before(s: Sentence, i: int) -> Mention | None:
    """Who does what the one at ``i`` undergoes: the last named before its verb; of a verb joined to another, the one before that."""
    j = i - 1
    while j > 0 and s.units[j].kind not in "VB":
        j -= 1
    k = j - 1
    while k > 0 and s.units[k].kind in "ADN":
        k -= 1
    if s.units[k].kind == "C":  # "the state declared the envoy unwelcome and refused him a visa"
        first = next((n for n in range(k - 1, 0, -1) if s.units[n].kind in "VB"), i)
        return next((u.m for u in reversed(s.units[:first]) if u.m is not None), None)
    return next((u.m for u in reversed(s.units[:i]) if u.m is not None), None)


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
    if _describes(s, i):  # a clause that describes a noun: whoever the sentence is about says so
        first = next((n for n, u in enumerate(units[:j]) if u.m is not None and _speaks(u.m)), None)
        if first is None or locative(s, first):
            return None
        m = units[first].m
        return m.refers[0] if m is not None and m.pronoun is not None else m
    if units[j].low == "that":
        j -= 1
    while j > 1 and (units[j].kind == "T" or units[j].kind == "P" and units[j + 1].kind == "T"):
        j -= 1  # "said on Sunday that it would"
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
    elif units[j].kind == "C":  # "A blamed B for the raid and said it would ..."
        j = _before_first_verb(s, j)
    while j > 1 and units[j].m is not None and locative(s, j) and units[j - 2].m is not None:
        j -= 2  # "the ruling party in Lusaka said"
    m = units[j].m
    return m if m is not None and (m.kind in SPEAKS or m.capital or _one_party(m)) and not locative(s, j) else None


def _one_party(m: Mention) -> bool:
    """“the ruling party": a body, though a plain noun tells it."""
    return m.kind == "group" and m.sector == "PTY" and not m.plural


def _who_says_so(s: Sentence, i: int) -> Mention | None:
    """“Peru, sekutu Chile, mengatakan bahwa mereka ...": the body that says so is meant, whoever else was told of between."""
    if i < 2 or s.units[i - 1].low != "bahwa" or s.speaker is None or s.speaker.kind not in ("state", "organization", "armed-group"):
        return None
    j = i - 2
    while j > 0 and s.units[j].kind in "TP":
        j -= 1
    says = s.units[j].kind == "V" and s.speaker.end <= s.units[j].start
    return s.speaker if says and all(u.m is None or u.m is s.speaker for u in s.units[j:i]) else None


def _before_first_verb(s: Sentence, i: int) -> int:
    """Where the subject of the first verb before unit ``i`` stands; ``i`` where there is none."""
    verb = next((n for n, u in enumerate(s.units[:i]) if u.kind == "V"), 0)
    j = verb - 1
    while j > 0 and s.units[j].kind in "ADNPT":
        j -= 1
    return j if j >= 0 and s.units[j].m is not None else i


def _describes(s: Sentence, i: int) -> bool:
    """“the grain it agreed to send": whether the pronoun at ``i`` opens a clause that describes the noun right before it."""
    before = s.units[i - 1] if i else None
    return (
        before is not None
        and (before.kind == "X" or before.m is not None)
        and s.units[i + 1 : i + 2] != []
        and s.units[i + 1].kind in "AVDN"
    )


def _speaks(m: Mention) -> bool:
    """Whether ``m`` is a body that gives its word, or an "it" that stands for one."""
    if m.pronoun is not None:
        return m.head == "it" and len(m.refers) == 1
    return m.kind in SPEAKS and not m.adjective


def _goes_on(s: Sentence, i: int, doc: Annotated) -> Mention | None:
    """“Chad will grant 60 boats from Benin a licence. It also pledged ...": the body that is the subject of the sentence before."""
    if i > 1 or any(u.m is not None for u in s.units[:i]) or s.index == 0 or doc.sentences[s.index - 1].title:
        return None
    units = doc.sentences[s.index - 1].units
    for n, u in enumerate(units):
        if u.kind in "VBQ":
            return None
        if u.m is None or u.m.adjective or n and units[n - 1].kind == "P":
            continue
        m = u.m.refers[0] if u.m.kind == "pronoun" and len(u.m.refers) == 1 else u.m
        alone = n + 1 < len(units) and units[n + 1].kind not in "C'" and not m.plural
        return m if alone and (m.kind in SPEAKS or m.capital) else None
    return None


SPEAKS = frozenset(("state", "organization", "armed-group"))


def _text_before(s: Sentence, i: int, doc: Annotated) -> list[Mention]:
    """“Both sides signed it": the text named last, in this sentence or the one before."""
    before = doc.sentences[s.index - 1].units if s.index else []
    texts = [u.m for u in [*before, *s.units[:i]] if u.m is not None and u.m.kind == "instrument"]
    return texts[-1:]


OBJECTS = frozenset(("him",))
"""Pronouns that are no subject."""


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
