"""One act told in several sentences of a report: whoever asks the same of the same again has asked once, however the sentences word it.

The joining of tellings (``happenings``) goes by what two sentences say; this step comes after it, when it is known who each of them
names and to whom what is not said was done.
"""

from __future__ import annotations

from collections.abc import Callable

from ikrar.link.doers import codes_of
from ikrar.link.entities import UNNAMED
from ikrar.link.happenings import Happening
from ikrar.link.same_act import one_more, overlap, times_differ
from ikrar.link.sayings import same
from ikrar.model.annotation import Mention

Key = Callable[[Mention], tuple[str | None, ...]]

ASKED = "REQUEST"
"""What one speaker asks of one addressee in a report is one request, in whatever words it comes again."""
GIVEN = "AGREE"
"""What one speaker promises in the reporter's words and, right beside them, in his own, he has promised once."""
AGAIN = "told again, by the same and to the same"
ALIKE = 0.2  # share of its words that one promise has in common with another, where they may be one
BESIDE = 2  # sentences from the paraphrase of a promise to its quotation
ONE_WORD = frozenset(("REJECT", "CONSULT", "SUPPORT"))
"""Types of acts that are one where the same frame tells them of the same people."""
BLAMED = "ACCUSE"
"""Who blames another in one sentence and goes on to blame him in the next has blamed him once."""
BLAMING = frozenset(f"accuse.{name}" for name in "allege called condemn verdict spoken judged wrongs document".split())
"""Frames of blame in words: an inquiry, a suit or a charge is a deed of its own."""
WORDED = ONE_WORD | {ASKED, GIVEN, BLAMED}
ONCE = frozenset(("concede.apologise",))
"""Frames of what one does once in a report, to whomever."""


TOPICS = frozenset(("ACCUSE", "REJECT", "REQUEST"))
"""Types of what a crowd is against, or wants, which is the topic of its protest."""


NEAR = 5  # sentences between who is against something and the crowd by which they are told to protest


def topics(happenings: list[Happening], key: Key) -> list[Happening]:
    """“Mahasiswa menolak revisi itu. Mereka menutup jalan”: without what a crowd that protests is told to be against, or to want."""
    protests = [h for h in happenings if h.type == "PROTEST" and h.actors]
    kept = []
    for h in happenings:
        crowd = protests and h.type in TOPICS and h.actors and all(m.kind == "group" and not m.named for m in h.actors)
        protest = next((p for p in protests if _same_crowd(h, p, key)), None) if crowd else None
        if protest is None:
            if (
                h.type == "REQUEST"
                and h.actors
                and all(m.kind == "group" and m.source not in UNNAMED and key(m)[-1] == "protesting" for m in h.actors)
            ):
                h.type = "PROTEST"  # "ribuan demonstran mendesak presiden mundur": a demand made by demonstrating
                for d in h.tellings:
                    d.mode = None
            kept.append(h)
            continue
        protest.tellings += h.tellings
        for d in h.tellings:
            d.mode = None
            d.notes.append("the topic of a protest")
    return kept


def _same_crowd(h: Happening, protest: Happening, key: Key) -> bool:
    """Whether those of ``h`` are the ones who protest: by what they are called, or told just before "massa aksi" do so."""
    if _who(h.actors, key) <= _who(protest.actors, key):
        return True
    crowd = all(m.source not in UNNAMED and key(m)[-1] == "protesting" for m in protest.actors)
    near = 0 <= protest.lead.sentence.index - h.lead.sentence.index <= NEAR
    return crowd and near and {m.country for m in h.actors} == {m.country for m in protest.actors}


def fold(happenings: list[Happening], key: Key, sets: dict[str, frozenset[str]]) -> list[Happening]:
    """``happenings`` with those told again joined to their first telling."""
    sought = sets["sought"]
    kept: list[Happening] = []
    told: dict[str, list[Happening]] = {}
    for h in happenings:
        if (ruling := next((o for o in kept if _one_ruling(o, h)), None)) is not None:
            _take_in(ruling, h)
            continue
        if h.type == "COERCE":
            first = next((o for o in kept if o.type == h.type and _one_arrest(o, h, sought)), None)
            if first is None:
                kept.append(h)
            else:
                _take_in(first, h)
                if _unnamed(first, sought):
                    first.actors, first.recipients = first.actors or h.actors, h.recipients
            continue
        if not h.actors or not (h.type in WORDED or _frame(h) in ONCE):
            kept.append(h)
            continue
        mine = told.setdefault(h.type, [])
        more = h.type in (GIVEN, BLAMED)
        first = next((o for o in mine if _again(o, h, key) and not (more and one_more(o, h.lead, sets["one_more"]))), None)
        if first is None:
            mine.append(h)
            kept.append(h)
            continue
        _take_in(first, h)
    return kept


def _take_in(first: Happening, h: Happening) -> None:
    first.tellings += h.tellings
    first.time = first.time or h.time
    for d in h.tellings:
        d.notes.append(AGAIN)


PENALTIES = frozenset(("sanction.convict", "sanction.fine", "sanction.to-pay", "sanction.made-to", "coerce.ban", "request.order"))
"""Frames of what a court lays on those whom it convicts."""
RULING = 3  # sentences from a verdict to what it lays on those convicted


def _one_ruling(o: Happening, h: Happening) -> bool:
    """“A court sentenced X to five years. The judges also ordered him to pay ...”: the penalties of one ruling are told as one."""
    if o.type != "SANCTION" or _frame(o) not in PENALTIES or _frame(h) not in PENALTIES or h.lead.factuality != o.lead.factuality:
        return False
    near = 0 <= h.lead.sentence.index - o.tellings[-1].sentence.index <= RULING
    if not near or not o.actors or not all(m.sector == "JUD" for m in (*o.actors, *h.actors)) or times_differ(o.time, h.time):
        return False
    a, b, theirs, also = ({m.country for m in side} for side in (o.actors, h.actors, o.recipients, h.recipients))
    return (a == b or not b and _frame(h) == "coerce.ban") and bool(theirs & also)


ARREST = frozenset(("coerce.arrest", "coerce.detain"))


def _one_arrest(o: Happening, h: Happening, sought: frozenset[str]) -> bool:
    """“Polisi menangkap dua pria ... Pelaku sudah diamankan”: an arrest of those who are called by their deed alone is the one told."""
    if _frame(o) not in ARREST or _frame(h) not in ARREST or not (_unnamed(o, sought) or _unnamed(h, sought)):
        return False
    if o.lead.factuality != h.lead.factuality or times_differ(o.time, h.time):
        return False
    a, b = ({m.country for m in x.actors} for x in (o, h))
    return (not a or not b or a == b) and {m.country for m in o.recipients} == {m.country for m in h.recipients}


def _unnamed(h: Happening, sought: frozenset[str]) -> bool:
    """Whether those arrested are only called what they are looked for: "pelaku", and not how many."""
    bare = (m.kind == "group" and not m.named and m.head in sought and not m.owner for m in h.recipients)
    return bool(h.recipients) and all(bare)


def _again(o: Happening, h: Happening, key: Key) -> bool:
    """Whether ``h``, of the type of ``o``, is ``o`` told again."""
    if o.lead.factuality != h.lead.factuality or times_differ(o.time, h.time):
        return False
    if h.type == BLAMED:
        near = h.lead.sentence.index - o.tellings[-1].sentence.index <= 1
        both = _frame(o) in BLAMING and _frame(h) in BLAMING and bool(o.recipients)
        return near and both and _who(o.actors, key) == _who(h.actors, key) and codes_of(o.recipients) == codes_of(h.recipients)
    if h.type == "CONSULT" and _its_talks(o, h):
        return True
    if h.type != ASKED and _frame(o) != _frame(h) and not _in_own_words(o, h):
        return False
    mine, theirs = frozenset(map(key, h.actors)), frozenset(map(key, o.actors))
    if h.type == "CONSULT":
        at_home = {m.country for m in (*o.actors, *h.actors)}  # states meet time and again
        met = mine == theirs or _word(o) == _word(h) and bool(mine & theirs)
        return met and len(at_home) == 1 and len(theirs) > 1 < len(mine) and _who(o.recipients, key) == _who(h.recipients, key)
    if h.type == GIVEN:
        near = h.lead.sentence.index - o.tellings[-1].sentence.index <= BESIDE
        alike = not h.lead.clauses or not o.lead.clauses or overlap(o, h.lead) >= ALIKE
        one = mine == theirs or _one_voice(o, h) and bool(h.lead.clauses and o.lead.clauses)
        return near and alike and one and codes_of(o.recipients) == codes_of(h.recipients)
    if mine != theirs or h.type != "REJECT" and any(m.kind == "state" for m in h.actors):
        return False  # a state asks many things of another; a speaker words one demand several times
    if _frame(h) in ONCE:
        return True
    if not o.recipients or not h.recipients:
        return False
    named = [all(m.named and m.kind != "state" for m in side) for side in (o.recipients, h.recipients)]
    alike = codes_of(o.recipients) == codes_of(h.recipients) and (h.type == "REJECT" or not all(named))  # "pejabat itu": a word for them
    return alike or _who(o.recipients, key) == _who(h.recipients, key)


def _its_talks(o: Happening, h: Happening) -> bool:
    """“X and Y met for talks hosted by Z”: the noun of a meeting with only who stood between them, in the sentence of the meeting."""
    noun = h.lead.pattern.kind == "noun" and h.lead.sentence is o.lead.sentence and len(h.actors) == 1
    return noun and len(o.actors) > 1 and {m.country for m in h.actors} <= {m.country for m in o.actors}


def _in_own_words(o: Happening, h: Happening) -> bool:
    """“Menteri X menawarkan kerja sama ... “Kami siap bekerja sama ...,” ujarnya”: the next sentence quotes whose promise was told."""
    who = h.lead.subject
    first = who is not None and bool(who.members) and all(m.pronoun == "first" for m in who.members)
    return h.type == GIVEN and first and h.lead.sentence.index - o.tellings[-1].sentence.index == 1


def _one_voice(o: Happening, h: Happening) -> bool:
    """“Kemenkes akan ...”, and then "Saya akan ..." by its director: a body, and the one who speaks for it."""
    if len(o.actors) != 1 or len(h.actors) != 1:
        return False
    a, b = o.actors[0], h.actors[0]
    return same(a, b) or _in_own_words(o, h) and (a.country, a.sector) == (b.country, b.sector) and "CVL" != a.sector is not None


def _frame(h: Happening) -> str:
    return str(h.lead.pattern.frame["frame"])


def _word(h: Happening) -> str:
    """The noun of a meeting: "audiensi"."""
    return h.lead.sentence.tokens[h.lead.first].low if h.lead.pattern.kind == "noun" else ""


def _who(members: list[Mention], key: Key) -> frozenset[tuple[str | None, ...]]:
    return frozenset(map(key, members))
