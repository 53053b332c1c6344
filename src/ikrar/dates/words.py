"""The regular expressions of one language, built from its data. All of them run over text in lower case, and `spaced`."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

GAP = r"(?: {1,3}| ?\n ?)"  # white space inside an expression, as `spaced` leaves it: never over an empty line
DASH = r" ?[-–—] ?"
EDGE = r"(?![^\W\d_])"  # a word ends here; a digit may follow ("Jun2025")
END = r"(?!\w)"
_BLANK = re.compile(r"[^\S\n ]")


def spaced(low: str) -> str:
    """``low`` with a plain space for every white space but line breaks, as the expressions expect it: a class of signs for each gap
    would make them thrice as long to compile.
    """
    return low if low.isprintable() else _BLANK.sub(" ", low)  # of what is printed no sign but the plain space is white


def either(words: Iterable[str]) -> str:
    """Any of the words, the longest first; a space in a word stands for any gap. Without words: what never matches."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", GAP) for word in ordered) + ")" if ordered else "(?!)"


def trie(words: Iterable[str]) -> str:
    """The same choice written letter by letter: half the time of a plain one over a whole text."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}

    def written(node: dict[str, Any]) -> str:
        branches = [re.escape(letter) + written(rest) for letter, rest in node.items() if letter]
        if not branches:
            return ""
        return "(?:" + "|".join(branches) + ")" + ("?" if "" in node else "")

    return written(root)


def numbered(groups: Mapping[str, list[str]]) -> dict[str, int]:
    """{"-1": [kemarin, ...]} as {kemarin: -1, ...}."""
    return {word: int(number) for number, words in groups.items() for word in words}


def named(groups: Mapping[str, list[str]]) -> dict[str, str]:
    """{past: [lalu, ...]} as {lalu: past, ...}."""
    return {word: name for name, words in groups.items() for word in words}


def _by_first(phrases: Iterable[str]) -> dict[str, list[str]]:
    """``phrases`` by the word that they begin with, as texts are looked through for it."""
    out: dict[str, list[str]] = {}
    for phrase in phrases:
        out.setdefault(_first(phrase), []).append(phrase)
    return out


def _first(phrase: str) -> str:
    return re.split(r"[\W\d_]", phrase, maxsplit=1)[0]


class Words:
    """One language's words as look-up tables and compiled patterns. Raises KeyError when the data lacks a list."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.order: str = data["order"]
        self.month_first = data["month_first"] == "yes"
        self.months = numbered(data["months"])
        self.month_alone = frozenset(data["month_alone"])
        self.month_shy = frozenset(data["month_shy"])
        self.weekdays = numbered(data["weekdays"])
        self.weekdays_short = frozenset(data["weekdays_short"])
        self.weekday_or_week = frozenset(data["weekday_or_week"])
        self.numbers = numbered(data["numbers"])
        self.some = frozenset(data["some"])
        self.units = named(data["units"])
        self.fused = named(data["fused"])
        self.pre = named(data["pre"])
        self.post = named(data["post"])
        self.counted = named(data["counted"])
        self.told = named(data["told"])
        self.parts = named(data["parts"])
        self.days = numbered(data["days"])
        self.days_after = numbered(data["days_after"])
        self.bounds = named(data["bounds"])
        self.to = frozenset(word.split()[0] for word in data["to"])
        self.joining = self.to.union(word.split()[0] for word in data["and"])
        """First words of what stands between the ends of a range, and between those of a range or a list."""
        self.decade_ends = tuple(data["decade"])
        self.counters = frozenset(data["counters"])
        self.publishing = frozenset(word.split()[0] for word in data["published"])
        """First words of what says that a text was published."""
        self.names_after = frozenset(data["names_after"])

        month, weekday = either(self.months) + EDGE, either(self.weekdays) + EDGE
        day = r"(?:[12]\d|3[01]|0?[1-9])(?![\d%]|[.,:]\d)(?:(?:st|nd|rd|th)" + END + ")?"
        # Sites print a date twice without a space ("9 Mar 20239 Mar 2023"): a year may run into a day that has its month.
        year = rf"(?:1[5-9]|20)\d\d(?!\d(?!\d? ?{month})|[.,]\d|%)"
        of_year = rf"(?:of{GAP}(?:the{GAP}year{GAP})?)?" if self.month_first else rf"(?:dari{GAP})?"
        said_year = rf"(?:,?{GAP}{of_year}(?:{either(data['year_words'])}{GAP})?|,|(?<=[a-z])|-)({year})"
        to = rf"(?:{DASH}|{GAP}{either(data['to'])}{GAP})"
        listed = rf"(?:{DASH}|{GAP}{either([*data['to'], *data['and']])}{GAP})"
        of = rf"(?:{GAP}of)?" if self.month_first else rf"(?:{GAP}(?:bulan|dari))?"
        dot = r"(?:\.(?=\W|\d))?"

        self.sources: dict[str, str] = {}
        late = self.sources.__setitem__
        late("month", f"({month})")
        late("weekday", rf"({weekday})")
        # numeric
        late("iso", r"((?:19|20)\d\d)([-/])(\d{1,2})\2(\d{1,2})(?![\d/])")
        late("full", r"(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d|(?<=/)\d\d)(?![\d/])")
        late("days_slash", rf"(\d{{1,2}})(?:/(\d{{1,2}}))?{DASH}(\d{{1,2}})/(\d{{1,2}})(?:/((?:19|20)\d\d))?(?![\d/])")
        late("run_together", r"(\d{2,4})((?:19|20)\d\d)(?!\d)")
        late("day_slash", r"(\d{1,2})/(\d{1,2})(?![\d/])")
        late("years", rf"({year})(?:{DASH}|/)({year}|\d\d(?![\d/.-]))")
        late("years_words", rf"({year}){GAP}{either(data['to'])}{GAP}(?:{either(data['year_words'])}{GAP})?({year})")
        late("years_and", rf"({year}){GAP}{either(data['and'])}{GAP}(?:{either(data['year_words'])}{GAP})?({year})")
        late("decade", rf"{year}{either(data['decade'])}{END}")
        late("year", f"({year})")
        # in words; the gate is what all of these begin with
        late("day_gate", rf"{day}{of}(?:(?:{GAP}|[-.])?({month})|{listed})")
        late("day_month", rf"({day}){of}(?:{GAP}|[-.])?({month}){dot}(?:{said_year})?")
        late("day_day_month", rf"({day}){listed}(?:{weekday},?{GAP})?({day}){of}{GAP}?({month}){dot}(?:{said_year})?")
        late(
            "day_month_day_month",
            rf"({day}){of}{GAP}({month}){dot}(?:{said_year})?{to}({day}){of}{GAP}({month}){dot}(?:{said_year})?",
        )
        late("month_day", rf"({month}){dot}{GAP}({day})(?:{said_year})?")
        late("month_day_day", rf"({month}){dot}{GAP}({day}){listed}({day})(?!{GAP}{month})(?:{said_year})?")
        late("month_day_month_day", rf"({month}){dot}{GAP}({day})(?:{said_year})?{to}({month}){dot}{GAP}({day})(?:{said_year})?")
        late("month_year", rf"({month}){dot}(?:{said_year})")
        late("month_month", rf"({month}){dot}(?:{said_year})?{to}({month}){dot}(?:{said_year})?")
        late("month_and_month", rf"({month}){GAP}{either(data['and'])}{GAP}({month})(?:{said_year})?")
        late("year_word", rf"{either(data['year_words'])}{GAP}({year})")
        # words about words
        past_this_next = either(self.post) + END
        unit = either(self.units) + END
        late(
            "tail",
            rf"{GAP}({past_this_next})(?!{GAP}?{either(data['post_not'])}{END})"
            rf"|,?{GAP}(?:of{GAP})?(?:({unit}){GAP}({past_this_next})|({either(self.pre)}{END}){GAP}({unit}))",
        )
        late("same_year", rf",?{GAP}{either(data['same_year'])}{END}")
        late("unit_post", rf"({unit}){GAP}({past_this_next})(?!{GAP}?{either(data['post_not'])}{END})")
        late("unit_told", rf"({unit}){GAP}({either(self.told)}{END})")
        late("told_unit", rf"({either(self.told)}{END}){GAP}({unit})")
        late("unit_alone", rf"({unit})")
        late("pre_unit", rf"({either(self.pre)}{END}){GAP}({unit})")
        late("pre_any", rf"({either(self.pre)}{END}){GAP}")
        number = rf"({either([*self.numbers, *self.some])}{END}|(?<!-)[1-9]\d{{0,2}}(?!\d))"
        late("count", rf"{number}(?:{GAP}|-)({unit})")
        late("fused_unit", rf"({either(self.fused)}{END})")
        late("count_tail", rf"{GAP}({either(self.counted)}{END})(?!{GAP}?{either(data['post_not'])}{END})")
        late("lasting", rf"(?:{GAP}|-){either(data['lasting'])}{END}")
        late("limit", rf"(?:{GAP}|-){either(data['limits'])}{END}")
        late("part", rf"({either(self.parts)}{END})(?:-|{GAP})")
        late("part_link", rf"{either(data['part_links'])}{GAP}")
        late("same", rf"{GAP}{either(data['same'])}{END}")
        for first, phrases in _by_first([*self.days, *self.days_after]).items():
            late(f"day_word {first}", rf"({either(phrases)}{END})(?!-)")
        late("daypart", rf",?{GAP}{either(data['dayparts'])}{END}")
        # what stands before: matched against the words before an expression, up to its start
        fill = rf"(?:{either(data['fillers'])}{GAP})*"
        late("bound_before", rf"(?<!\w)({either(self.bounds)}){GAP}{fill}\Z")
        late("within_before", rf"(?<!\w){either(data['within'])}{GAP}\Z")
        late("at_before", rf"(?<!\w){either(data['at'])}{GAP}{fill}\Z")
        late("between_before", rf"(?<!\w){either(data['between'])}{GAP}{fill}\Z")
        late("name_before", rf"(?<!\w){either(data['names_before'])}{GAP}\Z")
        late("number_before", rf"(?<![\w-])(?:{either([*self.numbers, *self.some])}|\d{{1,3}}){GAP}\Z")
        late("duration_before", rf"(?<!\w)(?:last|past|previous|recent){GAP}\Z" if self.month_first else r"(?!)")
        # The year in a law's name, as in: UU Nomor 8 Tahun 1981; Undang-Undang Dasar (UUD) Tahun 1945; Law No. 8 of 1981; the Act of 1973.
        late(
            "law_before",
            rf"(?<!\w){either(data['laws'])}\)?(?:{GAP}|:|\.)(?:\(?[\w./-]+\)?{GAP}){{0,2}}(?:{either(data['law_links'])}{GAP})?\Z",
        )
        late("year_noun", rf"(?:{GAP}[^\W\d_]+){{0,2}}?{GAP}{either(data['year_nouns'])}{END}")
        late("pointing_before", rf"(?<!\w){either(data['pointing'])}{GAP}\Z")
        late("determiner_before", rf"(?<!\w){either(data['determiners'])}{GAP}\Z")
        late("when", rf",?{GAP}{either(data['when'])}{END}")
        late("year_past", rf"{GAP}{either(self.post)}{END}(?!{GAP}?{either(data['post_not'])}{END})")
        late("next_word", rf"{GAP}([^\W\d_]+)")
        # A line of its own, not the verb in a sentence ("acara yang tayang Selasa").
        line, prepositions = r"(?:\A|[\n\])>|•*#]) *", rf"(?:{GAP}(?:on|pada|tanggal))?"
        late("published", rf"{line}{either(data['published'])}{GAP}?:?{prepositions} {{0,3}}\Z")
        self.seeds = self._seeds(data)
        self.seed = re.compile(rf"\b(?:\d+|{trie(sorted(self.seeds))}(?![^\W\d_]))")

    def day_word(self, first: str) -> re.Pattern[str] | None:
        """The days that begin with the word ``first`` ("hari ini", "keesokan harinya")."""
        name = f"day_word {first}"
        found: re.Pattern[str] | None = getattr(self, name) if name in self.sources else None
        return found

    def __getattr__(self, name: str) -> re.Pattern[str]:
        """A pattern, compiled when it is first asked for: few reports need half of them, and they would be a tenth of start-up."""
        source = self.__dict__.get("sources", {}).get(name)
        if source is None:
            raise AttributeError(name)
        pattern = self.__dict__[name] = re.compile(source)
        return pattern

    def _seeds(self, data: Mapping[str, Any]) -> dict[str, str]:
        """The first word of everything that can begin an expression, with the letters of what it can begin, in the order to try.

        d: a day's word (kemarin), q: a word before a unit (last), p: a part (akhir), w: a weekday, m: a month, n: a number word,
        f: a fused unit (sepekan), u: a unit (pekan lalu), y: a year's word (tahun 2008).
        """
        seeds: dict[str, str] = {}
        sources: list[tuple[str, Iterable[str]]] = [
            ("d", [*self.days, *self.days_after]), ("q", self.pre), ("p", self.parts), ("w", self.weekdays), ("m", self.months),
            ("n", [*self.numbers, *self.some]), ("f", self.fused), ("y", data["year_words"]), ("u", self.units),
        ]  # fmt: skip
        for letter, words in sources:
            for word in words:
                first = _first(word)
                if letter not in seeds.get(first, ""):
                    seeds[first] = seeds.get(first, "") + letter
        return seeds
