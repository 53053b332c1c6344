"""Which country a report is about: not the one that it was written in, where talks were held, or that is named in passing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from ikrar.lexicon import Language
from ikrar.link import openers
from ikrar.link.ground import told_of_often
from ikrar.model.annotation import Annotated, Mention

ARMED = frozenset(("MIL", "PRM", "REB", "UAF"))
TWICE = 2
"""As often may a report from the country that it is about tell of what is in another, and still take place at home."""
BODIES = frozenset(("state", "organization", "armed-group", "group"))
SEAT = 3  # namings with which a state is more than the seat of talks


def across_from_rebels(doc: Annotated) -> str | None:
    """“Chad and the Tala Front signed in Oslo": the one state that is told side by side with armed men of no known home.

    They are of that state, and so is what the report tells, wherever they sat.
    """
    found: set[str] = set()
    if not any(m.kind == "armed-group" and m.named and m.country is None for m in doc.mentions):
        return None  # most reports
    for s in doc.sentences:
        for before, unit, after in zip(s.units, s.units[1:], s.units[2:], strict=False):
            if unit.kind != "C" or before.m is None or after.m is None:
                continue
            for state, group in ((before.m, after.m), (after.m, before.m)):
                rebels = group.kind == "armed-group" and group.named and group.country is None
                if rebels and state.kind == "state" and state.country not in (None, "INT"):
                    found.add(state.country or "")
    return found.pop() if len(found) == 1 else None


def main_country(doc: Annotated, home: str | None, begin: int, generic: bool, subject: str | None, language: Language) -> str | None:
    """The country that the report is about most, that of its dateline counting as a few namings where it is named at all.

    ``begin`` is where the report begins behind its dateline, ``subject`` what ``told_from_elsewhere`` found. Firms count only
    in a report from abroad where nobody else does: one from home on Twitter is not on the United States.
    """
    if doc.party is not None:
        return doc.party
    count: Counter[str] = Counter()
    named = _named(doc)
    for m in [m for m in named if m.sector != "BUS"] or (named if home != language.home else []):
        count[m.country or ""] += 1
    if subject is not None:
        return subject
    start, begin = begin, begin if home == language.home else 0
    abroad = max((n for c, n in count.items() if c != home), default=0)
    opens = next((m for m in named if m.start >= begin), None)  # "Parlemen Prancis menyetujui ...", and never a word of home
    if home and begin and (abroad > 1 or opens is not None and opens.kind in BODIES and opens.country != home and not generic):
        count[home] -= sum(m.country == home for m in named if m.start < begin)  # where the report was written
        if count[home] <= 0:
            del count[home]
    if home and (home in count or not count):  # a report that never names its home is about elsewhere
        opening = next((m for m in named if m.start >= start), None)
        count[home] += OWN if home != language.home and opening is not None and opening.country == home else 2
    elif home and home == language.home:
        count[home] += _its_own(doc, named, begin, language)
    return count.most_common(1)[0][0] if count else home


OWN = 4
"""As many namings of home is it worth that a report begins with a minister of no state: its readers' own."""


def _its_own(doc: Annotated, named: list[Mention], begin: int, language: Language) -> int:
    """As how many namings of home it counts that a report is plainly its readers' own, though it names other states only."""
    if _only_guests(doc, named, language.sets):
        return len(named) + 1  # more than all of theirs
    return OWN if openers.begins(doc, begin, language) else 0


def told_from_elsewhere(doc: Annotated, home: str | None, begin: int, native: str | None, at: frozenset[str]) -> str | None:
    """The state of the headline, of a report that was written in another, where it does no more: where talks were held."""
    if begin == 0 or home in (None, native):
        return None
    named = _named(doc)
    acts = {(m.country, m.sentence) for m in named if not (m.start < begin and m.end + 1 >= begin) and not _is_place(doc, m, at)}
    does = Counter(country for country, _ in acts)  # "the envoy of Kenya, X" is named once
    headline = [
        m.country for m in named if m.sentence == 0 and m.country != home and m.kind in BODIES | {"place"} and not _is_place(doc, m, at)
    ]
    if not headline or any(m.sentence == 0 and m.country == home and not _is_place(doc, m, at) for m in named):
        return None
    subject = max(headline, key=lambda country: does[country])
    return subject if does[home] < SEAT and does[home] < does[subject] + (does[subject] > 1) else None


def _named(doc: Annotated) -> list[Mention]:
    """What names a state, but for the press."""
    return [m for m in doc.mentions if m.country and m.country != "INT" and m.sector != "JRN"]


AROUND = 40  # characters before a state in which words that lead to it end


def _only_guests(doc: Annotated, named: list[Mention], sets: Mapping[str, frozenset[str]]) -> bool:
    """Whether all that names a state tells only where somebody is from who is here, and who those are by name or initials."""
    leading, foreigners = tuple(sets["flagged"] | sets["citizenship"]), tuple([f"{word} " for word in sets["foreigners"]])
    guests = [m for m in named if _guest(doc, m, leading, foreigners)]
    theirs = {id(one) for m in guests for one in (m, *m.refers)}
    return all(id(m) in theirs for m in named)


def _guest(doc: Annotated, m: Mention, leading: tuple[str, ...], foreigners: tuple[str, ...]) -> bool:
    """“Imigrasi mengusir dua warga negara Rusia”, "kapal ikan berbendera Chili": whose home is told, for it is not where they are.

    ``leading`` are the words before or behind a state by which it is, ``foreigners`` those for people that say it.
    """
    if m.kind in ("state", "facility"):
        before = doc.raw[max(0, m.start - AROUND) : m.start].rstrip().lower()
        if before.endswith(leading) or doc.raw.startswith(leading, m.end + 1):
            return True
    return any(map(doc.raw[m.start : m.end].lower().__contains__, foreigners))


def _is_place(doc: Annotated, m: Mention, at: frozenset[str]) -> bool:
    """“talks in Lima": whether ``m`` is but where something was done."""
    if m.kind != "place" or m.adjective:  # as a capital is
        return False
    before = doc.raw[: m.start].rpartition("\n")[2].split()[-1:]
    return before != [] and before[0].lower() in at


def here(
    doc: Annotated, ground: str | None, main: str | None, home: str | None, subject: str | None, sets: Mapping[str, frozenset[str]]
) -> str | None:
    """Where the report takes place: on the ``ground`` of its places, but not where talks were held, or it looks aside once."""
    if ground is None or main is None or ground == main:
        return ground or main
    if main == doc.party or (ground == home and subject == main):
        return main
    told = [m for m in doc.mentions if m.country == ground and m.sector != "JRN"]
    theirs = {m.sentence for m in doc.mentions if m.country == main and m.sector != "JRN"}
    sentences = {m.sentence for m in told}
    war = any(m.sector in ARMED and m.kind != "person" for m in doc.mentions)  # which is written of at home, and fought abroad
    if main == home and doc.language == "en" and not war and not told_of_often(doc, ground, sets["about_place"], TWICE):
        return main  # written where it takes place
    if main == home and doc.language == "id" and len(sentences) < len(theirs) and not told_of_often(doc, ground, sets["about_place"]):
        return main  # a report from the country that it is about mostly, though its president has fled to another
    apart = len(sentences) == 1 and not sentences & theirs
    aside = apart and (len(theirs) > 1 or max(sentences) >= len(doc.sentences) - 1)  # "In Peru, meanwhile, ..."
    states = [m for m in told if not m.capital]
    talks = len(states) < min(ASIDE, len(told)) and all(m.kind == "state" for m in states) and len(sentences) < len(theirs)
    return main if aside or talks else ground


@contextmanager
def written_elsewhere(doc: Annotated, begin: int, about: str | None) -> Iterator[None]:
    """While it is settled who is of where, the place in the dateline is nobody's home unless the report is about its country."""
    written = next((m for m in doc.mentions if m.start < begin <= m.end + 1 and m.kind == "place"), None)
    if written is None or written.country == about:
        yield
        return
    seat = doc.seat is not None  # "after four days in Arusha"
    there = [m for m in doc.mentions if m is written or (seat and m.kind == "place" and m.name == written.name)]
    kept = [(m.country, m.gazetteer) for m in there]
    for m in there:
        m.country, m.gazetteer = "INT", None
    yield
    for m, (country, gazetteer) in zip(there, kept, strict=True):
        m.country, m.gazetteer = country, gazetteer


ASIDE = 2  # namings of a state, beside its capital, that make it more than the seat of talks
