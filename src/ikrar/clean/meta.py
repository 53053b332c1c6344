"""Dateline, agency, outlet and address: what a report says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ikrar.clean.blocks import WORD, Marks, compiled
from ikrar.clean.phrases import URL
from ikrar.lexicon.words import runs
from ikrar.model import Dateline, Quote, Span

_CAPS = r"[A-Z][A-Z’'.\-]*[A-Z]\.?(?:,? (?:[A-Z][A-Z’'.\-]*[A-Z]\.?|[A-Z]\.)){0,4}"
_PLACE = (
    r"(?:[A-Z][\w’'\-]*\.?|[A-Z]\.[A-Z]\.)"
    r"(?: (?:[A-Z][\w’'\-]*|[A-Z]\.[A-Z]\.|de|da|la|el|al|of|di|upon)){0,4}(?:/[A-Z][\w’'\-]*(?: [A-Z][\w’'\-]*){0,2})?"
)
_REGION = r"(?:, ?[A-Z][\w’'.\-]*(?: [A-Z][\w’'.\-]*){0,2})"
_MONTHS = r"(?:Jan|Feb|Mar|Apr|Ma[yr]|Mei|Jun|Jul|Aug|Agu|Sep|O[ck]t|No[vp]|De[cs])[a-z]{0,7}\.?"
_DATE = rf"(?:,? ?\(?(?:{_MONTHS} \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} {_MONTHS}(?: \d{{4}})?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)\)?)"
_SEP = r"(?:\s*(?:--+|[–—―]+)\**\s*|\s+-\**\s*|-\**\s+|(?<=[)*.])-)"  # a hyphen between two words parts nothing
_DOMAIN = r"[a-z0-9\-]{2,24}\.(?:com|co|co\.id|id|net|org|tv)(?:\.id)?"
_ADDRESS = rf"(?i:{_DOMAIN})"
_HOUSE = rf"(?i:HOUSES|{_DOMAIN})(?!\.?[A-Za-z])"
_WIRE = r"\((?P<agency>[A-Z][^()\n]{1,40})\)"
# The forms of datelines. HOUSES and WIRES stand for the names of them that the text has: hundreds in a pattern would be dear.
_FORMS = (
    rf"(?P<outlet>{_HOUSE})\b\**[.,]?(?:\s*[,.]\s*|\s*[-–—]+\s*|\s+)(?P<place>{_PLACE}){_REGION}?{_DATE}?"
    rf"(?:{_SEP}|-(?=[A-Z])|\s*\.\s+|: |(?<=[A-Z])[ \xa0]{{2,4}}(?=[A-Z]))",
    rf"(?P<place>{_PLACE}){_REGION}?{_DATE}?,\s*(?P<outlet>{_HOUSE})\**(?:{_SEP}|: )",
    rf"(?P<place>{_PLACE}){_REGION}?{_DATE}?,?\s*{_WIRE}{_DATE}?(?:{_SEP}|: )",
    rf"(?P<place>{_PLACE}){_REGION}?{_DATE}?,\s*(?P<agency2>WIRES)(?:{_SEP}|: )",
    rf"(?P<place>{_CAPS}){_REGION}?{_DATE}?(?::\s+|{_SEP})(?=[\w\"“‘'])",
    rf"(?P<place>[A-Z][\w’'\-]*(?: [A-Z][\w’'.\-]*){{0,2}}){_REGION}?{_DATE}? (?:--?|[–—])\**\s+(?=[A-Z\"“‘'\d])",
    rf"(?P<outlet>{_HOUSE})\b\**{_SEP}(?=\S)",
)
_DASHED = (" -", " –", " —")
_PARTING = frozenset("-–—―:")  # signs of which one parts a dateline from the report
_TOLD = (
    r"(?i:kantor berita|dilansir(?:kan)?(?: dari| oleh)?|melansir|dikutip(?: dari| oleh)?|mengutip|dinukil dari|lapor|"
    r"according to|news agency|citing|told|dikabarkan|dilaporkan(?: oleh)?|as reported by|reported by|sumber\s?:|source\s?:)"
    r"\s(?i:the |kantor berita |laman |laporan |state news agency |news agency |media )?(?P<a>WIRES)\b"
    r"|(?:[Kk]antor berita(?: [A-Z]\w+)?|[Nn]ews agency) (?P<d>ANYONE)\b"
    r"|\((?P<b>WIRES)(?:/[^()\n]{1,40})?\)"
    r"|\b(?P<c>WIRES)\s(?:(?i:news agency|melaporkan|memberitakan|mewartakan|reported|reports|said in a report)\b)"
)
_LEAD = re.compile(r"[*_\"“”'\s>\u200e\u200f\ufeff]*")
_CITES = ("http", "www.", "REFERENSI", "Referensi", "SUMBER", "Sumber", "Baca", "BACA", "Simak")  # drops that name others
_LABEL = r"(?i:\b(?:url|link|urlshort|tautan|permalink|original)|(?:telah|sudah) tayang di[^\n]{0,240})\s{0,3}[|:,]?\s{0,12}$"
_JOIN = re.compile(r"[-–—―]|[A-Z]: |\.(?:CO|COM|ID)\b")
_PICTURE = r"(?i)\.(?:jpe?g|png|gif|webp|svg|mp4)(?:\?|$)"
HEAD = 400  # characters: an address on a line of its own within them is the report's
MOST_NAMED = 400  # places where an agency's name may stand are looked at
REACH = 170  # characters: a dateline stands at the head of its line


def _abbreviates(word: str) -> bool:
    """Whether ``word``, in capitals, is short for a body: no place has three letters or fewer, or is spelt like "BNPB"."""
    return word.isupper() and (len(word) <= SHORT or len(word) < 2 * SHORT and not VOWELS & set(word[:SHORT]))


SHORT = 3
VOWELS = frozenset("AEIOUY")


class Head(NamedTuple):
    """A dateline found: the place (or none), the outlet and the agency in it, and where the report proper begins."""

    place: Span | None
    outlet: str | None
    agency: str | None
    end: int


class Names:
    """Names of houses or agencies: those that stand in a text are looked for by its words, for there are hundreds."""

    __slots__ = ("_begin",)

    def __init__(self, names: Iterable[str]) -> None:
        self._begin: dict[str, list[str]] = {}
        for name in names:
            self._begin.setdefault(WORD.findall(name)[0], []).append(name)

    def among(self, text: str) -> tuple[str, ...]:
        """Those in a text, the longest first."""
        found = {name for word in runs(text) for name in self._begin.get(word, ()) if name in text}
        return tuple(sorted(found, key=lambda name: (-len(name), name)))


class Meta:
    """The houses and agencies, and the forms of datelines that name them."""

    def __init__(self, outlets: Iterable[Mapping[str, Any]], agencies: Iterable[Mapping[str, Any]], words: Mapping[str, Any]) -> None:
        self.outlets: dict[str, str] = {}
        self.domains: dict[str, str] = {}
        for entry in outlets:
            for name in [entry["outlet"], *entry.get("names", ())]:
                self.outlets[_key(name)] = entry["outlet"]
            for domain in entry.get("domains", ()):
                self.domains[domain] = entry["outlet"]
                self.outlets.setdefault(_key(domain), entry["outlet"])
        self.agencies: dict[str, str] = {}
        attributable: list[str] = []
        called: list[str] = []
        for entry in agencies:
            for name in [entry["agency"], *entry.get("names", ())]:
                self.agencies[_key(name)] = entry["agency"]
                # Short names mean other things too: they count in datelines, and when called an agency.
                (called if entry.get("ambiguous") else attributable).append(name)
        self.not_places = frozenset(w.casefold() for w in words["not_places"])
        self.house_words = frozenset(name.split()[0] for name in self.outlets)
        self.houses = Names(self.outlets)
        self.wires = Names(attributable)
        self.anyone = Names(attributable + called)
        self.called = frozenset(called) - frozenset(attributable)
        self.agency_names: dict[str, list[str]] = {}
        for name in attributable + called:
            self.agency_names.setdefault(WORD.findall(name.lower())[0], []).append(name)
        self.agencies_begin = frozenset(self.agency_names)

    def head(self, raw: str, start: int, end: int) -> Head | None:
        """The dateline at the head of a line."""
        lead = _LEAD.match(raw, start, end)
        begin = lead.end() if lead else start
        stop = min(end, begin + REACH)
        if begin >= stop or not raw[begin].isalnum():
            return None
        opening = raw[begin:stop]
        if not _JOIN.search(opening):
            return None
        housed = ".co" in opening.lower() or any(w.strip(".,:*()").casefold() in self.house_words for w in opening.split()[:9])
        for pattern in self._patterns(opening, housed):
            match = pattern.match(raw, begin, stop)
            if match is None:
                continue
            groups = match.groupdict()
            place: Span | None = None
            if groups.get("place"):
                left, right = match.span("place")
                text = raw[left:right]
                if text.casefold() in self.not_places or text.split()[0].casefold().rstrip(".,:") in self.not_places:
                    continue
                if _key(text) in self.outlets or _key(text) in self.agencies:
                    if groups.get("outlet"):
                        continue
                    return Head(None, self.outlets.get(_key(text)), self.agencies.get(_key(text)), match.end())
                if ":" in raw[right : match.end()] and all(_abbreviates(w) for w in text.rstrip(".,-: ").split()):
                    continue  # "KPK: Bupati Diperiksa": who says it, in a headline
                right -= len(text) - len(text.rstrip(".,-"))
                place = (left, right)
            wire = groups.get("agency") or groups.get("agency2")
            agency = self.agency_named(wire) if wire else None
            house = groups.get("outlet")
            outlet = self.outlet_named(house) if house else None
            if wire and agency is None:
                outlet = outlet or self.outlets.get(_key(wire))
                if outlet is None and not wire[0].isupper():
                    continue
            return Head(place, outlet, agency, match.end())
        return None

    def _patterns(self, opening: str, housed: bool) -> Iterator[re.Pattern[str]]:
        """The forms that the beginning of a line may have, by the names and signs in it; ``housed``: whether it may name an outlet."""
        capital, comma = opening[0].isupper(), "," in opening
        low = opening.casefold() if housed else ""
        houses = self.houses.among(low) if housed else ()
        opened = housed and (low.startswith(houses) or compiled(_ADDRESS).match(opening) is not None)
        wires = self.wires.among(opening) if comma and capital else ()
        bracketed = capital and not _PARTING.isdisjoint(opening.partition(")")[2])
        dashed = capital and any(map(opening.__contains__, _DASHED))
        may = (opened, housed and capital and comma, bracketed, bool(wires), capital and not opening[1:2].islower(), dashed, opened)
        return (_naming(form, HOUSES=houses, WIRES=wires) for form, likely in zip(_FORMS, may, strict=True) if likely)

    def agency_named(self, text: str) -> str | None:
        for part in (text, *re.split(r"[/,;]| dan | and ", text)):
            found = self.agencies.get(_key(part))
            if found:
                return found
        return None

    def outlet_named(self, text: str) -> str:
        key = _key(text)
        return self.outlets.get(key) or self.outlets.get(re.sub(r"\.(?:com?|co\.id|id)\.?$", "", key)) or text.strip(".")

    def dateline(self, raw: str, head: Head | None) -> Dateline | None:
        if head is None or head.place is None:
            return None
        return Dateline(text=raw[slice(*head.place)], span=head.place)

    def agency(self, marks: Marks, head: Head | None) -> str | None:
        if head is not None and head.agency:
            return head.agency
        raw = marks.raw
        for number, (at, word) in enumerate(marks.places(marks.present & self.agencies_begin)):
            if number == MOST_NAMED:
                break
            if not any(raw.startswith(name, at) for name in self.agency_names[word]):
                continue
            begin, end = max(0, at - 60), min(len(raw), at + 80)
            near = self.anyone.among(raw[begin:end])
            told = _naming(_TOLD, WIRES=tuple([name for name in near if name not in self.called]), ANYONE=near)
            match = told.search(raw, begin, end)
            if match is not None:
                return self.agencies[_key(match.group("a") or match.group("b") or match.group("c") or match.group("d"))]
        return None

    def url(self, marks: Marks) -> str | None:
        """The report's own address: on a line of its own at the head, labelled, or in "telah tayang di"; never one it merely cites."""
        if marks.present.isdisjoint(("http", "https", "www")):
            return None
        raw = marks.raw
        for number, match in enumerate(compiled(URL).finditer(raw)):
            if number == 20:
                break
            text = match.group().rstrip(".,;:!?'*|\\")
            begin = max(raw.rfind("\n", 0, match.start()) + 1, match.start() - 260)
            before = raw[begin : match.start()]
            alone = not before.strip(" \t*<-•")
            if compiled(_PICTURE).search(text) or not (alone or compiled(_LABEL).search(before)):
                continue
            if not alone or match.start() < HEAD or self.outlet_of_url(text):
                return text
        return None

    def outlet_of_url(self, url: str) -> str | None:
        host = re.sub(r"^(?:https?://)?(?:www\.)?", "", url).split("/")[0].lower()
        parts = host.split(".")
        for i in range(len(parts) - 1):
            found = self.domains.get(".".join(parts[i:]))
            if found:
                return found
        return None

    def outlet(self, marks: Marks, head: Head | None, title: Quote | None, url: str | None) -> str | None:
        """From the dateline, the headline's suffix, what was dropped as credit, or the address."""
        if head is not None and head.outlet:
            return head.outlet
        if title is not None:
            rest = marks.raw[title.span[1] : title.span[1] + 120].split("\n")[0]
            found = self._last_named(rest)
            if found:
                return found
        for drop in reversed(marks.drops()):
            if drop.reason == "boilerplate" and drop.span[1] - drop.span[0] < 1200:
                text = marks.raw[slice(*drop.span)]
                if text.startswith(_CITES):
                    continue
                found = self._last_named(compiled(URL).sub(" ", text))
                if found:
                    return found
        return self.outlet_of_url(url) if url else None

    def _last_named(self, text: str) -> str | None:
        """The outlet named in a suffix or credit; short names count only as they are written by their houses."""
        found = None
        for match in re.finditer(r"[A-Za-z0-9]+(?:\.[A-Za-z]+)+|[A-Z][\w]*(?: [A-Z][\w.]*){0,3}", text):
            words = match.group().split()
            for size in range(len(words), 0, -1):
                for i in range(len(words) - size + 1):
                    name = self.outlets.get(_key(" ".join(words[i : i + size])))
                    if name:
                        return name
        return found


@lru_cache(2_000)
def _naming(form: str, **names: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of ``form`` with ``names`` in the place of each word that stands for them."""
    for word, listed in names.items():
        form = form.replace(word, "|".join(map(re.escape, listed)) or "(?!)")
    return compiled(form)


def _key(name: str) -> str:
    return name.casefold().strip(" .,")
