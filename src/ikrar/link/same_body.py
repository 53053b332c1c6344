"""Bodies that go by several names in a report: in full and short ("Pemerintah Kota X", "Pemkot X"), by their head, by their men."""

from __future__ import annotations

from collections.abc import Callable

from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention
from ikrar.model.late import late

LONGEST = 5  # words of a head, and of a name within a name
BRACKETS = late(r"\([^)]*\)")
HEADED = frozenset(("LEG", "GOV", "JUD", "IGO", "COP"))
"""Sectors whose bodies a report first calls by their name and then by their head alone."""
KNOWN = frozenset(("place", "organization"))


REMEMBERED = 5000
_written: dict[str, dict[str, str]] = {}
"""Names met so far in full, by language: reports name the same bodies again and again."""


class Bodies:
    """The names of the bodies of one report."""

    def __init__(self, doc: Annotated, language: Language) -> None:
        self.doc, self.language = doc, language
        shortened = language.raw["extras"].get("shortened", {})
        self.heads: dict[str, str] = shortened.get("heads", {})
        self.full = frozenset(self.heads.values())
        self.loose = frozenset(shortened.get("loose", ()))
        self._written = _written.setdefault(language.code, {})
        if len(self._written) > REMEMBERED:
            self._written.clear()
        self._told: dict[tuple[str | None, str | None], dict[str, str]] | None = None

    def name(self, m: Mention) -> str:
        """By what the body that ``m`` names is known: the gazetteer's name for it, else that written out in full."""
        if m.gazetteer is not None or not self.heads:
            return (m.name or "").lower()
        written = self.written(m.name or "")
        return self.told(m).get(written, written)

    def written(self, text: str) -> str:
        """A name in full: its head, and the places and bodies within it."""
        known = self._written.get(text)
        if known is None:
            words = BRACKETS.sub(" ", text.lower()).split()
            at, head = 0, ""
            for size in range(min(LONGEST, len(words)), 0, -1):
                short = " ".join(words[:size])
                if short in self.heads or short in self.full:
                    at, head = size, self.heads.get(short, short)
                    break
            known = self._written[text] = " ".join((*head.split(), *self._rest(words[at:])))
        return known

    def _rest(self, words: list[str]) -> list[str]:
        out: list[str] = []
        i = 0
        while i < len(words):
            size, name = 0, words[i]
            for n, others, payloads, *_ in self.language.phrases.at(words[i], words[i + 1] if i + 1 < len(words) else "") or ():
                if n > 1 and others != words[i + 1 : i + n]:
                    continue
                entry = next((p["e"] for p in payloads if p["k"] == "name" and p["e"]["t"] in KNOWN), None)
                if entry is not None:
                    size, name = n, entry["n"].lower()
                    break  # the longest stand first
            out += [w for w in name.split() if w not in self.loose]
            i += max(size, 1)
        return out

    def told(self, m: Mention) -> dict[str, str]:
        """The names in full of the bodies of the sort of ``m`` in the report, each with what it is known by."""
        if self._told is None:
            self._told = {}
            for o in self.doc.mentions:
                for one in (o, o.of, o.owner) if o.of is not None or o.owner is not None else (o,):
                    if one is not None and one.kind == "organization" and one.named and one.name:
                        said = self.written(self.doc.raw[one.start : one.end] if one.gazetteer is not None else one.name)
                        sort = self._told.setdefault((one.sector, one.country), {})
                        if one.gazetteer is not None:
                            sort[said] = one.name.lower()
                        else:
                            sort.setdefault(said, said)
        return self._told.get((m.sector, m.country), {})

    def only_one(self, m: Mention) -> str | None:
        """What the one body of the report is known by that ``m`` calls by its head: "pansus" where there is one "Pansus Haji"."""
        if m.sector not in HEADED or m.pronoun or (m.named and m.sector == "COP"):
            return None
        words = self.doc.raw[m.start : m.end].lower().split()
        while len(words) > 1 and words[-1] in self.language.sets["demonstratives"]:
            words.pop()
        head = self.written(" ".join(words))
        told = self.told(m)
        if m.owner is not None and not m.named:
            return told.get(head)  # "Fraksi X"
        begin = f"{head} "
        longer = {known for said, known in told.items() if said.startswith(begin)}
        return longer.pop() if len(longer) == 1 else None

    def police(self, m: Mention, everywhere: Callable[[str], bool]) -> str | None:
        """The one police of a place at home in the report: who is called "the police" or "investigators" without a name are they.

        ``everywhere`` tells whether a name is that of a force of the whole state.
        """
        if m.country != self.language.home or m.owner is not None and m.owner.kind == "organization":
            return None  # "Divisi Humas Polri"
        told = set(self.told(m).values())
        one = told.pop() if len(told) == 1 else None
        return None if one is None or everywhere(one) else one
