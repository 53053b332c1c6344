"""The lexicon as the stages use it: one object a language, built on first use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import Any

import msgspec

from ikrar.dates.grammar import Grammar
from ikrar.lexicon.beginnings import Phrases, Triggers
from ikrar.lexicon.cities import Cities
from ikrar.lexicon.patterns import Pattern, Patterns
from ikrar.lexicon.phraselist import Layout, PhraseList
from ikrar.lexicon.store import compiled

Json = dict[str, Any]


class Parts:
    """The packed parts of a language by name, each decoded once."""

    __slots__ = ("_packed", "_ready")

    def __init__(self, packed: dict[str, bytes]) -> None:
        self._packed, self._ready = packed, {}  # type: dict[str, bytes], Json

    def __getitem__(self, name: str) -> Any:
        if name not in self._ready:
            self._ready[name] = msgspec.msgpack.decode(self._packed[name])
        return self._ready[name]


class _Firsts(dict[str, frozenset[str]]):
    """The first words of the phrases of ``sets``, looked for when they are first asked for."""

    def __init__(self, sets: dict[str, frozenset[str]]) -> None:
        self._sets = sets

    def __missing__(self, name: str) -> frozenset[str]:
        found = self[name] = frozenset(phrase.split()[0] for phrase in self._sets[name])
        return found


class _PhraseLists(dict[str, PhraseList]):
    """Lists of phrases by name, each decoded when it is first asked for."""

    def __init__(self, packed: bytes) -> None:
        self._packed: dict[str, msgspec.Raw] = msgspec.msgpack.decode(packed, type=dict[str, msgspec.Raw])

    def __missing__(self, name: str) -> PhraseList:
        found = self[name] = PhraseList(msgspec.msgpack.decode(self._packed[name], type=Layout))
        return found


class Language:
    """Everything the stages need to know of one language."""

    def __init__(self, code: str, packed: dict[str, bytes], frames: list[Json], cities: Cities) -> None:
        self.code = code
        raw = self.raw = Parts(packed)
        self._packed = packed
        self.phrases = Phrases(packed["phrases"])
        self.verbs = {form: marks for listed, forms in raw["verbs"] for marks in (frozenset(listed),) for form in forms}
        """The forms of verbs, each with what it may be."""
        self.nonverbs = frozenset(raw["nonverbs"])
        self.never_verbs: set[str] = set()
        """Words met so far that are a verb nowhere: most, and asked for again and again."""
        self.dateless: set[str] = set()
        """Words met so far with which no expression of time begins: a sentence of none but these has none."""
        self.dating: set[str] = set()
        """Words met so far with which one may begin."""
        self.common = frozenset(raw["common"])
        """Words so common in lower case that a capital at the start of a sentence does not make them names."""
        self.institutional = frozenset(raw["institutional"])
        """Words of the names of bodies, never of people."""
        self.home = {"id": "IDN", "en": "USA"}.get(code)
        """The state of whose bodies texts of the language speak without naming it."""
        self.anybodys = frozenset(raw["anybodys"])
        """Full names of bodies that most states have."""
        self.no_names = frozenset(raw["no_names"])
        """Names of things, feasts and games: nobody's."""
        self.no_bodies = frozenset(raw["no_bodies"])
        """Abbreviations, to the letter, of what is no body."""
        self.first_names = frozenset(raw["first_names"])
        """Words of the language that are given names too."""
        self.given = frozenset(raw["given"])
        """Given names that only people of the home state bear."""
        self.common_names = frozenset(raw["common_names"])
        """Names of people so common that one alone is nobody in particular."""
        self.lone_names = frozenset(raw["lone_names"])
        """Family names that are known all over the world, and so are of one person even alone."""
        self.tails: dict[str, dict[str, str | None]] = raw["tails"]
        self.tail_words = frozenset(self.tails)
        """Last words of a name that say what it names ("Institute")."""
        self.sets: dict[str, frozenset[str]] = {k: frozenset(v) for k, v in raw["sets"].items()}
        self.firsts: Callable[[str], frozenset[str]] = _Firsts(self.sets).__getitem__
        """The first words of the phrases of a set by its name: a sentence with none of them has none of the phrases."""
        self._either: dict[tuple[str, ...], frozenset[str]] = {}
        self.suffixes = frozenset(raw["suffixes"])
        self.states: dict[str, str] = raw["states"]
        self.frames, self.cities = frames, cities

    @cached_property
    def patterns(self) -> Patterns:
        """All patterns of the language, by index, each laid out when a word of a text may trigger it."""
        return Patterns(self._packed["patterns"], self._packed["first_needs"], self.raw["pattern_frames"], self.frames, self.code)

    @cached_property
    def anybodys_of(self) -> dict[str, list[list[str]]]:
        """The words of each of ``anybodys`` by the name of the body that the gazetteer knows by them."""
        out: dict[str, list[list[str]]] = {}
        for full in sorted(self.anybodys):
            words = full.split()
            if (known := self.phrases.body(*words)) is not None:
                out.setdefault(known["n"], []).append(words)
        return out

    @cached_property
    def needed(self) -> frozenset[str]:
        """A word, the longest, of every phrase that patterns require."""
        return frozenset(self.raw["needed"])

    @cached_property
    def figurative(self) -> frozenset[str]:
        """The words with which begins what makes something else of the triggers of a pattern."""
        return frozenset(ws[0].removeprefix("^") for frame in self.frames for ws in frame["unless"].get(self.code, ()))

    @cached_property
    def carriers(self) -> dict[str, Pattern]:
        """The bare patterns of the frames that a rule of the engine finds, by the frame's name."""
        return {frame["frame"]: self.patterns.first_of(frame["frame"]) for frame in self.frames if frame.get("grammar")}

    @cached_property
    def whose(self) -> dict[str, dict[str, float]]:
        """By the kind of who is named without a country, how much each sign of ``whose.yaml`` speaks for one."""
        return dict(self.raw["whose"])

    @cached_property
    def said(self) -> dict[str, frozenset[str]]:
        """The word lists of ``said.yaml``: what people do by saying it."""
        return {k: frozenset(v) for k, v in self.raw["said"].items()}

    @cached_property
    def said_phrases(self) -> Mapping[str, PhraseList]:
        """The lists of ``said.yaml`` whose phrases are looked up word by word."""
        return _PhraseLists(self._packed["said_phrases"])

    @cached_property
    def judging(self) -> frozenset[str]:
        """Words that say what somebody is like ("keliru", "lamban"): behind the word for him they are said of him."""
        return frozenset(w for name in ("blaming", "praising") for w in self.said[name] if " " not in w)

    @cached_property
    def speaks(self) -> frozenset[str]:
        """First words of what says that somebody speaks."""
        heard = self.either("said", "speech", "according", "said_passive", "says_on", "told_passive")
        return frozenset(phrase.split()[0] for phrase in heard)

    @cached_property
    def speaks_on(self) -> frozenset[str]:
        """First words of what says that somebody speaks on: "ujarnya"."""
        return frozenset(f"{word}nya".split()[0] for word in self.either("said", "according"))

    @cached_property
    def pointing(self) -> frozenset[str]:
        """Words without which nothing points to an occasion told before."""
        return self.sets["occasion_points"].union(self.same_occasion)

    @cached_property
    def same_occasion(self) -> dict[str, list[str]]:
        """What points back to an occasion told before ("pada hari itu"), by its last word."""
        out: dict[str, list[str]] = {}
        for phrase in sorted(self.sets["same_occasion"]):
            out.setdefault(phrase.rpartition(" ")[2], []).append(phrase)
        return out

    @cached_property
    def ordinals(self) -> dict[str, str]:
        """Words that say which meeting of a series it was ("fourth", "perdana"), each with its number."""
        return {word: number for number, listed in self.raw["extras"]["processes"]["ordinals"].items() for word in listed}

    @cached_property
    def processes(self) -> dict[str, frozenset[str]]:
        """The word lists of ``processes.yaml``: how texts and series of talks are told of."""
        return {k: frozenset(v) for k, v in self.raw["extras"]["processes"].items() if isinstance(v, list)}

    @cached_property
    def degrees(self) -> frozenset[str]:
        """Degrees that stand behind names, without the spaces between their words and stops."""
        return frozenset(d.replace(" ", "") for d in self.sets["degrees"])

    @cached_property
    def degrees_begin(self) -> frozenset[str]:
        """What the first word of a degree may be, as the text has it cut: "s.th.i", "s.th.i.", "s.th", "s"."""
        return frozenset(f"{d}."[:size] for d in self.degrees for size in range(1, len(d) + 2))

    @cached_property
    def said_firsts(self) -> dict[str, list[str]]:
        """The names of those lists by the first words of their phrases."""
        found: dict[str, list[str]] = self.raw["said_firsts"]
        return found

    def either(self, *names: str) -> frozenset[str]:
        """The phrases of all the sets ``names``, joined once and not for each report."""
        known = self._either.get(names)
        if known is None:
            known = self._either[names] = frozenset().union(*(self.sets[name] for name in names))
        return known

    @cached_property
    def triggers(self) -> Triggers:
        """All triggers of the language."""
        return Triggers(self._packed["triggers"], self.patterns.first_need)

    @cached_property
    def acts(self) -> frozenset[str]:
        """First words of nouns that name an act ("penarikan", "withdrawal")."""
        return frozenset(self.raw["trigger_nouns"])

    @cached_property
    def deeds(self) -> frozenset[str]:
        """Things whose owner acts in them: "serangan Israel menewaskan", "pernyataan kementerian mengecam"."""
        return self.acts | self.sets["owner_acts"] if self.code == "id" else self.acts

    @cached_property
    def collective(self) -> frozenset[str]:
        """Heads that say what the body named beside them is: "the Hamas movement", "the airline X"."""
        return self.sets["identity"] | self.sets.get("collective", frozenset())

    @cached_property
    def modes(self) -> Json:
        """Cue lists of the mode layer, each as a frozenset of phrases."""
        return {k: v if isinstance(v, dict) else frozenset(v) for k, v in self.raw["modes"].items()}

    @cached_property
    def date_grammar(self) -> Grammar:
        """The date grammar."""
        return Grammar.from_data(self.raw["dates"])


class Lexicon:
    """All languages, and what belongs to none."""

    def __init__(self, raw: Json) -> None:
        self.raw = raw
        self._languages: dict[str, Language] = {}

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages that can be read."""
        return tuple(self.raw["languages"])

    @cached_property
    def frames(self) -> list[Json]:
        """All frames, without their patterns."""
        return list(msgspec.msgpack.decode(self.raw["frames"]))

    @cached_property
    def cities(self) -> Cities:
        """Cities of the world by name."""
        return Cities(self.raw["cities"])

    @property
    def outlets(self) -> Json:
        """What the cleaner knows."""
        return dict(msgspec.msgpack.decode(self.raw["outlets"]))

    def called(self, code: str) -> dict[str, str]:
        """How a language calls bodies that are entered under another name, without all else that it takes to read the language."""
        return dict(Parts(self.raw["languages"][code])["called"])

    def language(self, code: str) -> Language:
        """The language ``code``; KeyError where it is not read."""
        if code not in self._languages:
            self._languages[code] = Language(code, self.raw["languages"][code], self.frames, self.cities)
        return self._languages[code]


@cache
def lexicon() -> Lexicon:
    """The one lexicon of this process."""
    return Lexicon(compiled())
