"""Finds triggers in a sentence and fills the roles of their patterns by grammar."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.syntax import Group, Syntax
from ikrar.lexicon import Language, Pattern
from ikrar.model.annotation import Mention, Sentence, Unit

ACTORS = frozenset(("state", "person", "organization", "armed-group", "group", "equipment", "name"))
SITES = ACTORS | {"facility", "place"}
NEED_REACH = 9  # words behind a trigger within which its required words stand
MARKER_REACH = 26  # words within which a complement's marker stands


_MARKERS: dict[frozenset[str], dict[str, list[tuple[str, ...]]]] = {}
"""Markers laid out by first word, for each set of them that patterns use."""


class Filler:
    """Applies the patterns of a language to one sentence."""

    def __init__(self, sentence: Sentence, language: Language, raw: str, before: list[Mention]) -> None:
        self.s, self.lang, self.raw = sentence, language, raw
        self.syn = Syntax(sentence, language)
        self.before = before
        """Who acted in the sentence before: the subject that a sentence without one carries over."""
        self.t = sentence.tokens
        self.unit_of: list[int] = []
        for i, u in enumerate(sentence.units):
            self.unit_of.extend([i] * (u.last - u.first + 1))
        self.id = language.code == "id"
        self.lows = {t.low for t in self.t}
        ends = ("nya",) if self.id else ("s", "es")
        self.lows |= {low[: -len(e)] for low in self.lows for e in ends if low.endswith(e)}

    def drafts(self) -> list[Draft]:
        """Every application, the best pattern for each trigger, in order of the text."""
        found: list[Draft] = []
        triggers = self.lang.triggers
        for at, token in enumerate(self.t):
            entries = triggers.get(token.low)
            if entries is None and self.id and token.low.endswith("nya"):
                entries = triggers.get(token.low[:-3])
            if not entries:
                continue
            best: Draft | None = None
            for rest, mark, number in entries:
                if any(at + 1 + k >= len(self.t) or self.t[at + 1 + k].low != w for k, w in enumerate(rest)):
                    continue
                draft = self._apply(at, len(rest) + 1, mark, self.lang.patterns[number])
                if draft is not None and (best is None or draft.score > best.score):
                    best = draft
            if best is not None:
                found.append(best)
        return self._longest(found)

    def _longest(self, found: list[Draft]) -> list[Draft]:
        """Of triggers that overlap ("menegaskan", "menegaskan kembali"), the better one stays."""
        out: list[Draft] = []
        for d in found:
            if out and d.start < out[-1].end:
                if d.score > out[-1].score:
                    out[-1] = d
                continue
            out.append(d)
        return out

    # -- one pattern --------------------------------------------------------------------------------------------

    def _apply(self, at: int, size: int, mark: str, p: Pattern) -> Draft | None:
        v = self.unit_of[at]
        u = self.s.units[v]
        if u.b > 0 or any(self.lows.isdisjoint(first) for first in p.need_first):
            return None
        passive = False
        voice: str | None = None
        if p.kind == "verb":
            voice = self._voice(v, u, mark, size)
            if voice is None:
                return None
            passive = voice in ("passive", "fronted")
        elif not self._noun(v, u, at):
            return None
        draft = Draft(p, self.s, v, at, self.t[at].start, self.t[at + size - 1].end, voice if passive and voice else mark)
        last = self.unit_of[at + size - 1]
        if p.kind == "verb":
            self._fill_verb(draft, p, v, last, passive)
        else:
            self._fill_noun(draft, p, v, last, at + size)
        self._late_action(draft, p, last)
        if not self._needs(draft, p, at + size, passive, v):
            return None
        for role, spec in p.roles.items():
            if role in draft.fills and not self._fits(draft, role, str(spec["is"])):
                del draft.fills[role]
            if spec["required"] and role not in draft.fills and role not in draft.clauses:
                if role == "actor" and u.low in self.lang.sets["results"] and ("victim" in draft.fills or "recipient" in draft.fills):
                    draft.result = True  # "menyerang konvoi, yang menewaskan X": stands only beside the act
                    continue
                return None
        if p.frame.get("commitment") and any(self.t[self.s.units[c[0]].first].low in self.lang.acts for c in draft.clauses.values()):
            draft.score += 6  # what is agreed is an act
        draft.score += p.weight + 4 * size + 2 * len(draft.fills) + 5 * len(draft.clauses) + (3 if p.obj and p.obj in draft.fills else 0)
        return draft

    def _voice(self, v: int, u: Unit, mark: str, size: int) -> str | None:
        """“active” or "passive" where the unit is a verb in a form that ``mark`` allows."""
        if self.id:
            if mark == "root":
                if (
                    v > 0
                    and u.m is None
                    and self.s.units[v - 1].m is not None
                    and self.s.units[v - 1].mention_kind == "pronoun"
                    and u.kind in "XK"
                ):
                    return "fronted"  # "akan kami serahkan": the doer stands before the bare verb, what it is done to before him
                return "active" if self.s.title and u.m is None else None
            if u.m is not None or (u.kind not in "VXAKD" and size == 1):
                return None
            return "passive" if mark == "pas" else "active"
        if u.kind != "V":
            if not (size > 1 and u.kind in "AB"):
                return None
            return "active"
        aux = self.syn._passive_aux(v)
        if mark == "part":
            if aux:
                return "passive"
            end = self.unit_of[self.s.units[v].first + size - 1]
            nxt = self.s.units[end + 1] if end + 1 < self.syn.n else None
            prev = self._previous(v)
            has = prev is not None and prev.low.rpartition(" ")[2] in ("has", "have", "had", "'ve", "having")
            if has:
                return "active"
            if nxt is not None and nxt.low in self.syn.by:
                return "passive"
            if "past" in u.forms:
                if size == 1 and prev is not None and prev.m is not None and nxt is not None and nxt.kind == "P" and self._finite_later(v):
                    return "passive"
                return "active"
            return "passive"
        if mark == "past" and (aux or ("part" in u.forms and v + 1 < self.syn.n and self.s.units[v + 1].low in self.syn.by)):
            return None
        if mark == "past" and "part" in u.forms:
            return None  # the same form is tried as a participle
        return "active"

    def _previous(self, v: int) -> Unit | None:
        j = v - 1
        while j >= 0 and self.s.units[j].kind in "DN":
            j -= 1
        return self.s.units[j] if j >= 0 else None

    def _finite_later(self, v: int) -> bool:
        """Whether another finite verb follows in the same clause, so that this participle only describes."""
        for j in range(v + 1, self.syn.n):
            u = self.s.units[j]
            if u.kind in ",;.SRC":
                return False
            if u.kind in "AB":
                return True
            if u.kind == "V" and "past" in u.forms:
                return not (j + 1 < self.syn.n and self.s.units[j + 1].kind == "P")
        return False

    def _noun(self, v: int, u: Unit, at: int) -> bool:
        if u.m is not None:
            return u.first == at or not self.id or self.t[at].low == u.m.head.split()[0]
        return u.kind in "XKD" or (self.id and u.kind == "V" and not self.t[at].low.startswith(("me", "di", "ber")))

    def _fill_verb(self, d: Draft, p: Pattern, v: int, last: int, passive: bool) -> None:
        syn = self.syn
        start, end = syn.clause_start(v), self._reach(last)
        fronted = d.mark == "fronted"
        subject = syn.subject(v - 1 if fronted else v)
        if subject is None and not passive and self._opens(v):
            carried = self.before
            if self.s.speaker is not None and self.lang.sets["speech"] & {self.t[self.s.units[v].first].low}:
                carried = [self.s.speaker]
            if carried:
                subject = Group(list(carried), v, v, "carried over")
        d.subject = subject
        self._complements(d, p, v, last)
        first_comp = min((c[0] for c in d.clauses.values()), default=syn.n)
        doer, done = (p.subj, p.obj) if not passive else (p.obj, p.subj)
        if doer is not None and subject is not None:
            d.fills[doer] = subject
        if passive:
            if done is not None:
                by = syn.oblique(v, syn.by, start, min(end, first_comp))
                if fronted:
                    by = syn.group(v - 1, "doer before the verb", left=False, right=False)
                if by is None and self.id:
                    nxt = last + 1
                    if nxt < syn.n and self.s.units[nxt].m is not None and self.s.units[nxt].mention_kind in SITES | {"pronoun"}:
                        by = syn.group(nxt, "agent", left=False)
                if by is not None:
                    d.fills[done] = by
        elif done is not None:
            obj = syn.object(v, last - v + 1)
            if obj is not None and obj.first < first_comp:
                d.fills[done] = obj
        if passive and p.obj is None and subject is not None and not d.clauses:
            for _, role in p.comp[:1]:
                lo = self._phrase_start(subject.first)
                units = self.s.units
                stop = v
                while stop > lo + 1 and units[stop - 1].kind in "ADNQ,":
                    stop -= 1
                d.clauses[role] = (lo, stop, (units[lo].start, units[stop - 1].end))
        for preps, role in p.obl:
            g = self._marked(preps, last + 1, v, start, min(end, first_comp) if first_comp < syn.n else end, before=True)
            if g is not None:
                d.fills[role] = g
                d.score += 8 if " " in g.how and not d.mutual else 0
        if d.mutual and subject is not None:
            self._partner(d, v, start, end)

    def _phrase_start(self, i: int) -> int:
        """The first word of the noun phrase that ends or begins at unit ``i``."""
        while i > 0 and self.s.units[i - 1].kind in "X#d" and not self.syn.skip[i - 1]:
            i -= 1
        return i

    def _partner(self, d: Draft, v: int, start: int, end: int) -> None:
        """“X bertemu dengan Y”: both are actors, whatever role the pattern gave to Y."""
        if not any(r in d.fills for r in ("recipient", "beneficiary")):
            g = self.syn.oblique(v, self.syn.partner, start, end)
            if g is not None and any(m.kind in ACTORS | {"pronoun"} for m in g.members):
                d.fills.setdefault("recipient" if "recipient" in d.pattern.roles else "beneficiary", g)

    def _reach(self, v: int) -> int:
        """How far obliques of the verb at ``v`` may stand: over infinitives, not into another clause."""
        j = v + 1
        while j < self.syn.n:
            u = self.s.units[j]
            if not self.syn.skip[j] and (u.kind in ";." or (u.kind == "S" and u.low not in self.syn.infinitive)):
                return j
            if u.kind == "V" and j > v + 1 and self.s.units[j - 1].kind not in "IADN":
                return j
            j += 1
        return self.syn.n

    def _opens(self, v: int) -> bool:
        """Whether nothing that could be a subject stands before the verb."""
        return all(u.kind in "ADNQTCS,.X-:" and u.m is None for u in self.s.units[:v]) and v < 8

    def _fill_noun(self, d: Draft, p: Pattern, v: int, last: int, after: int) -> None:
        syn, u = self.syn, self.s.units[v]
        start, end = syn.clause_start(v), self._reach(last)
        owner: Group | None = None
        if u.m is not None:
            inner = u.m.owner or u.m.of
            if inner is not None:
                owner = Group([inner], v, v, "owner")
            elif u.m.members:
                owner = Group(list(u.m.members), v, v, "owner")
        if owner is None:
            owner = self._owner_right(last) if self.id else self._owner_left(v)
        if owner is None:
            by = self._marked(
                syn.by | {"antara", "di antara", "antar", "between", "among"} if d.mutual else syn.by,
                last + 1,
                v,
                v,
                min(end, last + 8),
                before=False,
            )
            owner = by
        light = self._light(v)
        if light is not None and p.subj is not None:
            d.notes.append(f'light verb "{light[1]}"')
            if light[0] is not None and (owner is None or not d.mutual):
                if owner is not None and "recipient" in p.roles and p.subj != "recipient" and not self._same(owner, light[0]):
                    d.fills.setdefault("recipient", owner)
                owner = light[0]
        if p.subj is not None and owner is not None:
            d.fills[p.subj] = owner
        for preps, role in p.obl:
            g = self._marked(preps, last + 1, v, start, end, before=False)
            if g is not None:
                d.fills[role] = g
        self._complements(d, p, v, last)

    def _same(self, a: Group, b: Group) -> bool:
        return {m.country for m in expand(a.members)} == {m.country for m in expand(b.members)}

    def _owner_right(self, last: int) -> Group | None:
        j, plain = last + 1, 0
        units = self.s.units
        while j < self.syn.n and plain <= 4:
            u = units[j]
            if u.m is not None:
                return self.syn.group(j, "owner", left=False) if u.m.kind in ACTORS | {"pronoun", "place"} else None
            if u.kind in "XQ#" or (u.kind == "C" and j + 1 < self.syn.n and units[j + 1].kind == "X") or u.low in ("pimpinan", "milik"):
                plain += 1
            elif u.kind == "P" and u.low in ("dari",) and plain <= 2:
                pass
            else:
                return None
            j += 1
        return None

    def _owner_left(self, v: int) -> Group | None:
        j, plain = v - 1, 0
        units = self.s.units
        while j >= 0 and plain <= 4:
            u = units[j]
            if u.m is not None:
                if u.m.kind in ACTORS | {"pronoun", "place"} and (
                    u.m.adjective or u.m.kind != "place" or (j + 1 < self.syn.n and units[j + 1].kind == "'")
                ):
                    return self.syn.group(j, "owner", right=False, left=units[j - 1].kind == "-" if j else False)
                return None
            if u.kind in "X'#Q-T" or u.kind == "a":
                plain += 1
            else:
                return None
            j -= 1
        return None

    def _light(self, v: int) -> tuple[Group | None, str] | None:
        """The subject lent by a light verb whose object (or, in a passive, subject) is the noun at ``v``."""
        units, light = self.s.units, self.lang.sets["light"]
        j = v - 1
        while j >= 0 and v - j < 7 and units[j].kind in "Xd#DaQ'CT":
            j -= 1
        if j >= 0 and units[j].kind == "V" and (units[j].low in light or self._phrase_before(j, light)):
            if self.id and units[j].low.startswith("di"):
                return None
            g = self.syn.subject(j)
            if g is None and self._opens(j) and self.before:
                g = Group(list(self.before), j, j, "carried over")
            return (Group(g.members, g.first, g.last, f"subject of {units[j].low}", g.thing) if g is not None else None), units[j].low
        j = v + 1
        while (
            j < self.syn.n
            and j - v < 10
            and (units[j].kind in "XDATd#Q,NR" or (units[j].m is not None and units[j].kind == "M") or units[j].kind == "P")
        ):
            j += 1
        if (
            j < self.syn.n
            and units[j].kind == "V"
            and units[j].low in light
            and (units[j].low.startswith("di") if self.id else self.syn._passive_aux(j))
        ):
            by = self.syn.oblique(j, self.syn.by, j, self._reach(j))
            if by is None and self.id and j + 1 < self.syn.n and units[j + 1].m is not None and units[j + 1].mention_kind in ACTORS:
                by = self.syn.group(j + 1, "agent", left=False)
            return by, units[j].low
        return None

    def _phrase_before(self, j: int, phrases: frozenset[str]) -> bool:
        first = self.s.units[j].first
        return any(" ".join(t.low for t in self.t[first : first + n]) in phrases for n in (2, 3))

    def _marked(self, markers: frozenset[str], first_unit: int, v: int, start: int, end: int, *, before: bool) -> Group | None:
        """The mention behind one of ``markers``; a marker may be a noun inside a mention ("delegasi Irak"): then its owner."""
        units = self.s.units
        zones = [range(first_unit, min(end, self.syn.n))]
        if before:
            zones.append(range(v - 1, start - 1, -1))
        for zone in zones:
            for j in zone:
                u = units[j]
                if self.syn.skip[j]:
                    continue
                if u.m is not None:
                    if u.m.head in markers and u.m.owner is not None:
                        return Group([u.m.owner], j, j, u.m.head)
                    continue
                size = self._marker_at(u.first, markers)
                if not size:
                    continue
                k = self.unit_of[u.first + size - 1] + 1
                plain = 0
                thing: Unit | None = None
                while k < self.syn.n and plain < 4:
                    w = units[k]
                    if w.m is not None:
                        g = self.syn.group(k, f'"{" ".join(t.low for t in self.t[u.first : u.first + size])}"', left=False)
                        g.thing = thing
                        return g
                    if w.kind == "X" or (False):
                        thing = thing or w
                        plain += 1
                    elif w.kind == "P" and thing is not None and w.low in self.lang.sets["owners"]:
                        pass
                    elif w.kind not in "DdQ#'a":
                        break
                    k += 1
                if thing is not None:
                    return Group([], j + 1, k - 1, u.low, thing=thing)
        return None

    def _marker_at(self, first: int, markers: frozenset[str]) -> int:
        """How many words of a marker stand at token ``first``; 0 for none."""
        by_first = _MARKERS.get(markers)
        if by_first is None:
            by_first = _MARKERS[markers] = {}
            for marker in markers:
                ws = tuple(marker.split())
                by_first.setdefault(ws[0], []).append(ws)
            for entries in by_first.values():
                entries.sort(key=len, reverse=True)
        for ws in by_first.get(self.t[first].low, ()):
            if len(ws) == 1 or (first + len(ws) <= len(self.t) and all(self.t[first + k].low == w for k, w in enumerate(ws))):
                return len(ws)
        return 0

    # -- complements --------------------------------------------------------------------------------------------

    def _complements(self, d: Draft, p: Pattern, v: int, last: int) -> None:
        units = self.s.units
        for markers, role in p.comp:
            begin: int | None = None
            nxt = last + 1
            while nxt < self.syn.n and units[nxt].kind in "DQ":
                nxt += 1
            if not markers:
                if nxt < self.syn.n and units[nxt].kind in "VXMANITdOB" and units[nxt].kind != "I":
                    begin = last + 1
            else:
                begin = self._marker_unit(markers, last)
                if begin is None and nxt < self.syn.n and role == "action" and units[nxt].kind == "V" and self.id:
                    begin = last + 1
            if begin is None or begin >= self.syn.n:
                continue
            stop = self._quoted(begin, self.syn.text_end(begin))
            while begin < stop and units[begin].kind in ",:":
                begin += 1
            while stop > begin and units[stop - 1].kind in ",Q:;":
                stop -= 1
            if stop > begin:
                d.clauses[role] = (begin, stop, (units[begin].start, units[stop - 1].end))
        roles = list(d.clauses)
        for a in roles:  # a condition that follows ends the action
            for b in roles:
                if a != b and d.clauses[a][0] < d.clauses[b][0] < d.clauses[a][1]:
                    cut = d.clauses[b][0] - 1
                    if cut > d.clauses[a][0]:
                        d.clauses[a] = (d.clauses[a][0], cut, (units[d.clauses[a][0]].start, units[cut - 1].end))

    def _quoted(self, begin: int, stop: int) -> int:
        """Where open text that began inside a quotation ends: with the quotation."""
        units = self.s.units
        if sum(u.kind == "Q" for u in units[:begin]) % 2 == 0:
            return stop
        return next((j for j in range(begin, stop) if units[j].kind == "Q"), stop)

    def _late_action(self, d: Draft, p: Pattern, last: int) -> None:
        """“mewajibkan pemerintah memulangkan ...”: without a marker the action begins at the verb behind the one who is to act."""
        role = next((r for m, r in p.comp if r == "action"), None)
        if role is None or role in d.clauses or not self.id:
            return
        units = self.s.units
        for name in ("recipient", "promisor", "beneficiary"):
            g = d.fills.get(name)
            if g is None or g.first <= last or not g.members:
                continue
            j = g.last + 1
            while j < self.syn.n and units[j].kind in "ADN":
                j += 1
            if j < self.syn.n and units[j].kind == "V":
                stop = self.syn.text_end(j)
                while stop > j and units[stop - 1].kind in ",Q:;":
                    stop -= 1
                d.clauses[role] = (j, stop, (units[j].start, units[stop - 1].end))
                return

    def _marker_unit(self, markers: frozenset[str], last: int) -> int | None:
        """The unit after the complement's marker; steps over mentions and adjuncts, not over another verb."""
        units = self.s.units
        j, steps = last + 1, 0
        while j < self.syn.n and steps < MARKER_REACH:
            u = units[j]
            if self.syn.skip[j]:
                j += 1
                continue
            if u.kind in ";.":
                return None
            size = self._marker_at(u.first, markers) if u.m is None else 0
            if size:
                after = self.unit_of[u.first + size - 1] + 1
                return after
            if u.kind == "V" and j > last + 1 and units[j - 1].kind != "R":
                if not (u.forms == ("guess",) or not self.id and "part" in u.forms):
                    return None
            if u.kind == "S" and u.low not in markers and u.low not in self.syn.infinitive:
                return None
            j += 1
            steps += 1
        return None

    # -- checks -------------------------------------------------------------------------------------------------

    def _needs(self, d: Draft, p: Pattern, after: int, passive: bool, v: int) -> bool:
        """Whether each group of required words is there: behind the trigger, or for a passive in its subject."""
        for group in p.need:
            reach = range(after, min(after + NEED_REACH, len(self.t)))
            if passive or p.kind == "noun" or any(u.kind == "R" for u in self.s.units[max(0, v - 4) : v]):
                lo = self.s.units[self.syn.clause_start(v)].first
                reach = range(lo, min(after + NEED_REACH, len(self.t)))
            if not any(self._word_at(at, ws) for at in reach if self.t[at].low[:2] in {w[0][:2] for w in group} for ws in group):
                subject = d.fills.get(p.obj or "") if passive else None
                if subject is None or not any(ws[0] in m.head.split() for m in subject.members for ws in group):
                    return False
        return True

    def _word_at(self, at: int, ws: tuple[str, ...]) -> bool:
        t = self.t
        if (
            t[at].low != ws[0]
            and not (self.id and t[at].low == ws[0] + "nya")
            and not (not self.id and t[at].low in (ws[0] + "s", ws[0] + "es"))
        ):
            return False
        return at + len(ws) <= len(t) and all(t[at + k].low == w for k, w in enumerate(ws) if k)

    def _fits(self, d: Draft, role: str, is_: str) -> bool:
        g = d.fills[role]
        if is_ in ("thing", "clause"):
            return bool(g.members) or g.thing is not None
        if is_ == "instrument":
            return any(m.kind == "instrument" for m in g.members)
        if is_ == "place":
            return any(m.kind in ("place", "facility", "state") for m in g.members)
        keep = [m for m in g.members if self._acts(m, is_)]
        if not keep:
            return False
        g.members[:] = keep
        return True

    def _acts(self, m: Mention, is_: str) -> bool:
        if m.kind == "pronoun":
            return any(r.kind != "pronoun" and self._acts(r, is_) for r in m.refers)
        if is_ == "site":
            return m.kind in SITES
        if m.kind == "place":
            return bool(m.gazetteer and m.gazetteer.get("capital"))
        return m.kind in ACTORS
