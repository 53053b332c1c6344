"""Instruments: the texts that bind or declare, each with all its mentions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ikrar.lexicon import Language
from ikrar.link.happenings import Happening
from ikrar.model import Instrument, Span, Time
from ikrar.model.annotation import Annotated, Mention, Sentence
from ikrar.model.late import late

_WORD = late(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
BEFORE, AFTER = 3, 6  # units around an instrument among which the verb that makes it stands
DATED = 8  # units behind that verb among which its date stands

Telling = tuple[Mention, Sentence, int]


def told_in(s: Sentence, made_of: dict[int, str], language: Language) -> str | None:
    """The text whose words a sentence tells: “Dalam pernyataan bersama, Irak berjanji ...", “pledged under the Moundou accord to ..."."""
    found = set()
    for i, m in s.placed:
        if id(m) in made_of:
            before = [u.low for u in s.units[max(0, i - 2) : i] if u.low not in language.sets["determiners"]]
            if before and before[-1] in language.sets["in_texts"]:
                found.add(made_of[id(m)])
    return found.pop() if len(found) == 1 else None


class Finder:
    """Finds the instruments of one document."""

    def __init__(
        self,
        doc: Annotated,
        language: Language,
        happenings: list[Happening],
        time_of: Callable[[Any], Time],
        entity: Callable[[Mention], str],
    ) -> None:
        self.doc, self.happenings, self.time_of, self.entity = doc, happenings, time_of, entity
        self.making, self.signing, self.general, self.numbering = (
            language.processes[k] for k in ("making", "signed", "general_texts", "numbering")
        )
        self.short_for: dict[str, str] = language.raw["extras"]["processes"]["short_for"]
        self.words_of: dict[str, set[str]] = {}
        """The telling words of the names met so far."""

    def find(self) -> tuple[list[Instrument], dict[int, str]]:
        """The instruments, and the id of each by ``id(mention)``."""
        groups: list[list[Telling]] = []
        for s in self.doc.sentences:
            for i, m in s.placed:
                if m.kind != "instrument" or not m.title:
                    continue
                home = next((g for g in groups if self._same(g, m)), None)
                if home is None:
                    groups.append([(m, s, i)])
                else:
                    home.append((m, s, i))
        out: list[Instrument] = []
        ids: dict[int, str] = {}
        for g in groups:
            if not any(self._counts(m, s, i) for m, s, i in g):
                continue
            best = max(g, key=lambda x: (x[0].named, not x[1].title, len(x[0].name or "")))[0]
            date, status = self._made(g)
            date = date or self._signed(g) or self._named_after(g)
            id_ = f"i{len(out) + 1}"
            for m, _, _ in g:
                ids[id(m)] = id_
            spans: list[Span] = [m.span for m, _, _ in g]
            out.append(
                Instrument(
                    id=id_,
                    kind=str(best.title),
                    name=best.name or best.head,
                    mentions=tuple(spans),
                    parties=self._parties(g, str(best.title)),
                    date=date,
                    status=status,
                )
            )
        return out, ids

    def _counts(self, m: Mention, s: Sentence, i: int) -> bool:
        if m.named and m.head not in self.general:
            return True
        if m.named and any(c.isupper() for c in (m.name or "")[1:]):
            return True
        near = s.units[max(0, i - BEFORE) : i + AFTER - 1]
        return any(u.kind == "V" and u.low in self.making for u in near) or m.head not in self.general

    def _made(self, group: list[Telling]) -> tuple[Time | None, str | None]:
        """When a text was signed or issued, by the verb beside it: "yang diteken pada 2008", "released on Wednesday"."""
        found: tuple[Time | None, str | None] = (None, None)
        for _, s, i in group:
            for j in range(max(0, i - BEFORE), min(len(s.units), i + AFTER)):
                u = s.units[j]
                if u.low not in self.making:
                    continue
                status = "signed" if u.low in self.signing else "issued"
                for k in range(j, min(len(s.units), j + DATED)):
                    w = s.units[k]
                    if w.kind == "T" and w.x.kind != "law":
                        return self.time_of(w), status
                    if k > j and w.kind in "VSR.;":
                        break
                found = (found[0], found[1] or status)
        return found

    def _signed(self, group: list[Telling]) -> Time | None:
        """The day of its signing, where an event of the report is that: "In 2011, both concluded a treaty"."""
        for m, s, i in group:
            for h in self.happenings:
                if h.type == "SUPPORT" and h.time is not None and h.lead.mutual:
                    if h.lead.sentence is s and abs(h.lead.unit - i) <= AFTER and (m.named or _fills(h.lead, {id(m)})):
                        return self.time_of(h.time)
        return None

    def _named_after(self, group: list[Telling]) -> Time | None:
        """“the 2011 Framework Agreement", "the Framework Agreement of 2011": the year by which it is called."""
        for m, s, i in group:
            u = s.units
            if m.named and i and u[i - 1].kind == "T" and u[i - 1].x.kind == "year":
                return self.time_of(u[i - 1])
            if m.named and i + 2 < len(u) and u[i + 1].low == "of" and u[i + 2].kind == "T" and u[i + 2].x.kind == "year":
                return self.time_of(u[i + 2])
        return None

    def _signers(self, s: Sentence, i: int) -> list[Mention]:
        """Those who make the text at unit ``i``, beside the verb that says so: "that the two countries signed", "yang diteken A dan B"."""
        for j in range(i + 1, min(len(s.units), i + AFTER)):
            if s.units[j].low not in self.making:
                continue
            near = [*range(i + 1, j), *range(j + 1, min(len(s.units), j + AFTER))]
            found = [m for k in near if (m := s.units[k].m) is not None and m.kind in ("state", "armed-group", "pronoun")]
            return [x for m in found for x in (m.refers if m.kind == "pronoun" else [m])][:2]
        return []

    def _parties(self, group: list[Telling], kind: str) -> tuple[str, ...]:
        """Whose text it is: those it is named after, those who made it, and of a joint statement the two sides of the meeting."""
        own = tuple(dict.fromkeys(self.entity(p) for m, _, _ in group for p in m.members))
        if own:
            return own
        signers = [m for _, s, i in group for m in self._signers(s, i)]
        if len({m.country for m in signers}) > 1:
            return tuple(dict.fromkeys(self.entity(m) for m in signers))
        mentions = {id(m) for m, _, _ in group}
        makers = next((h for h in self.happenings if len(h.actors) > 1 and any(_fills(d, mentions) for d in h.tellings)), None)
        if makers is None and kind == "joint-statement":
            meetings = [h for h in self.happenings if h.lead.mutual and len(h.actors) > 1 and h.type in ("AGREE", "CONSULT", "SUPPORT")]
            makers = meetings[0] if meetings else None
        return tuple(dict.fromkeys(self.entity(m) for m in makers.actors)) if makers is not None else ()

    def _words(self, m: Mention) -> set[str]:
        """The telling words of a text's name, short forms written out."""
        name = m.name or m.head
        known = self.words_of.get(name)
        if known is None:
            told = (self.short_for.get(w, w) for w in _WORD.findall(name.lower()))
            known = {w for words in told for w in words.split() if (len(w) > 2 or w.isdigit()) and w not in self.numbering}
            self.words_of[name] = known
        return known

    def _same(self, group: list[Telling], m: Mention) -> bool:
        """Whether ``m`` is the same text as ``group``: the same kind, and one name within the other, or a bare word that points back."""
        first = group[0][0]
        if first.title != m.title:
            return False
        a, b = self._words(m), set().union(*(self._words(x) for x, _, _ in group))
        numbers = {w for w in a if w.isdigit()}, {w for w in b if w.isdigit()}
        if not (numbers[0] <= numbers[1] or numbers[1] <= numbers[0]):
            return False  # number 8 of a year, and number 9
        bare = self.short_for.get(m.head, m.head).split()
        return a <= b or b <= a or (not m.named and b.issuperset(bare))


def _fills(d: Any, mentions: set[int]) -> bool:
    groups = [g for g in [*d.fills.values(), d.subject] if g is not None]
    return d.type in ("SUPPORT", "AGREE", "CONCEDE") and any(id(m) in mentions for g in groups for m in g.members)
