"""Calls: what a speaker bids somebody do without a verb of asking ("Cabut izin itu", "Sebaiknya menteri mundur", "Let the monitors in")."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import NamedTuple

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.heard import Clause, Heard
from ikrar.engines.rules.urged import all_own, called_on, unwilled
from ikrar.lexicon.morph import actives
from ikrar.model.annotation import Mention, Unit, saying_opened

FRAME = "request.call"
CALLING = ("ought", "wanting", "musts", "merely_so")
"""The lists of words that make a call without a command."""
MUST = "what must be done"
"""How a call is found in what a speaker says must be done, whoever is to do it."""
PEOPLE = frozenset(("state", "organization", "armed-group", "person", "group", "name"))
RULING = frozenset(("GOV", "COP", "MIL"))  # who tells in the passive what his own people are to do
SHORT = 3  # units of an interjection before a call: "Sudahlah Pak Bupati, batalkan saja ..."
ADJUNCT = 14  # units of what stands between a wish and the one of whom something is wished


class Call(NamedTuple):
    """What is called for: the unit of its verb, who is to do it, and how it was found."""

    verb: int
    called: Group | None
    how: str


def find(drafts: list[Draft], heard: Heard) -> Draft | None:
    """The call that the speaker of the sentence makes, or that it tells of, unless another word of it already tells a request."""
    wished = heard.may("wishing")
    if all(v.sector == "JRN" for v in heard.voices) and not wished:
        return None  # an agency that reports bids nobody do anything
    if not (wished or heard.may_be_direct() or any(map(heard.may, CALLING)) or heard.begins(heard.lang.firsts("so_that"))):
        return None  # no word of a call, and nothing that could be a command
    if not (heard.stretches or wished) or any(d.type == "REQUEST" and not d.refused for d in drafts):
        return None
    finder = _Finder(heard)
    for n, clause in enumerate(heard.clauses if finder.may_call() else ()):
        call = finder.call(n)
        if call is None:
            continue
        called = call.called or finder.addressed(n)
        if called is None and (m := heard.told_to()) is not None:
            called = Group([m], call.verb, call.verb, "to whom it is said")
        if called is not None and all_own(heard.voices, expand(called.members), heard.lang):
            continue
        return _draft(call, heard.voices, called, clause, drafts, heard)
    told = finder.wished() if wished else None
    if told is None or all_own(told[0], expand(told[1].called.members if told[1].called else []), heard.lang):
        return None
    return _draft(told[1], told[0], told[1].called, told[2], drafts, heard)


def _draft(call: Call, voices: list[Mention], called: Group | None, clause: Clause, drafts: list[Draft], heard: Heard) -> Draft:
    u = heard.units
    stop = max(call.verb + 1, heard.syn.text_end(call.verb))
    stop = next((j for j in range(call.verb + 1, stop) if u[j].kind == "Q"), stop)
    while stop > call.verb + 1 and u[stop - 1].kind in ",Q:;":
        stop -= 1
    d = heard.carrier(FRAME, call.verb, call.verb)
    d.fills["actor"] = Group(voices, call.verb, call.verb, "the one who says it")
    if called is not None:
        d.fills["recipient"] = called
    first = clause.first if call.how == MUST else call.verb  # "putusan itu harus dipatuhi": what it is done to says what is asked
    d.clauses["action"] = (first, stop, (u[first].start, u[stop - 1].end))
    d.notes.append(call.how)
    for inner in drafts:
        if not inner.refused and clause.first <= inner.unit < stop:
            inner.refused = f"part of what is promised or asked ({FRAME})"
    return d


class _Finder:
    """Looks for a call in the clauses of one sentence."""

    def __init__(self, heard: Heard) -> None:
        self.h, self.syn, self.u, self.lang, self.said = heard, heard.syn, heard.units, heard.lang, heard.said
        self.may_wish, self.may_ought = heard.may("wanting"), heard.tells("ought")
        self.may_demand = heard.tells("musts") or heard.may("merely_so")

    def may_call(self) -> bool:
        """Whether a clause may call: by its words, or as a command in the speaker's own."""
        by_words = self.may_wish or self.may_ought or self.may_demand or self.h.begins(self.lang.firsts("so_that"))
        return by_words or any(direct for _, _, direct in self.h.stretches)

    def call(self, n: int) -> Call | None:
        """The call in the clause of number ``n``."""
        c = self.h.clauses[n]
        if c.question:
            return None
        found = self._command(n) if c.direct else None
        if found is None and (self.may_ought or c.opener in self.lang.sets["so_that"]):
            found = self._ought(n)
        if found is None and self.may_wish:
            found = self._wish(c)
        if found is None and self.may_demand:
            found = self._demanded(c)
        return found if found is None or self._names_only(c) is None else None

    def addressed(self, n: int) -> Group | None:
        """Whom the vocative before the clause of number ``n`` names: "Pak Kapolri, ..."."""
        named = (self._names_only(c) for c in reversed(self.h.clauses[:n]) if not c.question)
        at = next((only for only in named if only is not None and only >= 0), None)
        return self.syn.group(at, "addressed", left=False) if at is not None else None

    def _names_only(self, c: Clause) -> int | None:
        """The unit of the one whom the clause names, -1 for none, where it does nothing else: a vocative, or what leads to one."""
        only = -1
        for i in range(c.first, c.stop):
            u = self.u[i]
            if u.kind not in "DQ" and u.low not in self.said["softeners"]:
                if only >= 0 or u.m is None or u.m.kind not in PEOPLE:
                    return None
                only = i
        return only

    # -- commands ---------------------------------------------------------------------------------------------------

    def _command(self, n: int) -> Call | None:
        c = self.h.clauses[n]
        if c.opener not in ("", ".", ";", ":") and not (c.opener == "," and self._only_leads(n)):
            return None
        i, pleading, called = c.first, False, None
        while i < c.stop:
            u = self.u[i]
            if u.low in self.said["softeners"]:
                pleading = pleading or u.low in self.said["pleading"]
            elif u.m is not None and called is None and u.m.kind in PEOPLE and i + 1 < c.stop:
                g = self.syn.group(i, "called on", left=False)
                after = self.u[g.last + 1] if g.last + 1 < c.stop else None
                if after is None or not (pleading or after.low in self.lang.modes["negated"] and self._forbids(g.last + 1, c)):
                    return None
                called, i = g, g.last
            elif u.kind not in "DQT":
                break
            i += 1
        if i >= c.stop or self._goes_on(c):
            return None
        if self._forbids(i, c):
            return Call(i, called, "what is not to be done")
        verb = i
        while verb < c.stop and self.u[verb].kind in "ADN":
            verb += 1
        if called is not None and verb < c.stop and (self.u[verb].kind == "V" or "root" in self.u[verb].forms):
            return Call(verb, called, "asked for")
        return Call(i, called, "a command") if self._bare(i, c.stop) else None

    def _goes_on(self, c: Clause) -> bool:
        """“The two states, it said, “reiterate ...": whether a quotation goes on with the clause that was begun before who speaks."""
        comma = c.first - 1
        while comma > 0 and self.u[comma].kind == "Q":
            comma -= 1
        opened = saying_opened(self.u, comma, self.lang.either("speech", "says_on")) if comma > 0 and self.u[comma].kind == "," else None
        return opened is not None and opened > 0 and self.u[opened - 1].m is not None

    def _only_leads(self, n: int) -> bool:
        """Whether the clauses before are only what leads to a call: a vocative, an interjection, an "if"."""
        for c in self.h.clauses[:n]:
            short = c.stop - c.first <= SHORT and not any(u.kind in "VB" for u in self.u[c.first : c.stop])
            if not short and c.opener not in self.lang.modes["conditional"] and not self._forbids(c.first, c):
                return False
        return True

    def _forbids(self, i: int, c: Clause) -> bool:
        """“jangan ...”, "don't ...": whether the words at ``i`` forbid."""
        low, after = self.u[i].low, self.u[i + 1] if i + 1 < c.stop else None
        if after is None or after.low in self.said["no_prohibitions"]:
            return False
        if self.syn.id:
            return low in ("jangan", "janganlah") or low == "jangan lagi"
        return low in self.said["prohibiting"] and after.kind in "VX" and "base" in (self.lang.verbs.get(after.low) or ())

    def _bare(self, i: int, stop: int) -> bool:
        """Whether the word at ``i``, at the head of what is said, is a verb that commands."""
        u = self.u[i]
        after = self.u[i + 1] if i + 1 < stop else None
        if u.m is not None or after is None and not self.syn.id:
            return False
        return self._bare_id(u, after) and not self._undergoes(i, stop) if self.syn.id else self._bare_en(u, after)

    def _undergoes(self, i: int, stop: int) -> bool:
        """“Subsidi pupuk akan dihapus”: whether the word at ``i`` heads the subject of a passive."""
        own = list(takewhile(lambda u: u.kind not in "RS,CP", self.u[i + 1 : stop]))
        return any(a.kind == "A" and v.kind == "V" and v.low.startswith("di") for a, v in pairwise(own))

    def _bare_id(self, u: Unit, after: Unit | None) -> bool:
        base = u.low.removesuffix("lah")
        if u.low in self.said["no_calls"] or base in self.said["no_calls"]:
            return False
        if after is not None and (after.low in self.lang.sets["definite"] or after.low in self.lang.sets["by"] or after.low == "kita"):
            return False  # "hukum itu", "serang kita"
        if after is not None and (after.kind in "AN" or after.low in self.lang.sets["besides"]):
            return False  # "audit juga akan mencakup ..."
        if base in self.said["imperatives"]:
            return True
        if after is not None and (after.kind in "AN" or after.low.startswith("di") and after.kind == "V"):
            return False  # "kunci dilepas"
        ends = base.endswith("kan") or (base.endswith("i") and base[-2:-1] not in "aeiou" and not base.endswith("si")) or u.low != base
        if not ends or len(base) < 5 or base in self.lang.nonverbs or base.startswith(("di", "ter", "me", "per")):
            return False
        return any(a in self.lang.verbs or a in self.lang.common for a in actives(base))

    def _bare_en(self, u: Unit, after: Unit | None) -> bool:
        if after is None or u.low in self.said["no_calls"] or "base" not in (self.lang.verbs.get(u.low) or ()):
            return False
        return after.kind == "d" or after.low in self.lang.sets["object_pronouns"] or (after.m is not None and after.m.pronoun != "first")

    # -- what ought to be done ---------------------------------------------------------------------------------------

    def _ought(self, n: int) -> Call | None:
        """“Sebaiknya menteri mundur”, "It is high time the council acted": who ought to do it stands behind the word."""
        c = self.h.clauses[n]
        if n and c.opener in self.lang.sets["so_that"] and self._ours(self.h.clauses[n - 1]):
            return self._who_does(c.first, c.stop, "what it is done for")  # "kami laporkan ini agar KPK segera menuntaskan kasus"
        last = self._opening("ought", c)
        if last is None:
            if n and c.opener in self.said["ought_that"]:  # "alangkah baiknya bila ...": the word is a clause of its own
                before = self.h.clauses[n - 1]
                if self._opening("ought", before) is not None and c.first == before.stop + 1:
                    return self._who_does(c.first, c.stop, "what ought to be done")
            return None
        i = last + 1
        while i < c.stop and (self.u[i].low in self.said["ought_that"] or self.u[i].kind in "DQ"):
            i += 1
        return self._who_does(i, c.stop, "what ought to be done")

    def _ours(self, c: Clause) -> bool:
        """Whether the clause tells what the speaker does."""
        return any(u.m is not None and u.m.pronoun == "first" for u in self.u[c.first : c.stop])

    def _wish(self, c: Clause) -> Call | None:
        """“Kami hanya ingin polisi menangkap pelaku": what the speaker wants of another."""
        for i in range(c.first, c.stop - 1):
            u = self.u[i]
            if u.low not in self.said["wanting"] or u.m is not None:
                continue
            before = next((x for x in reversed(self.u[c.first : i]) if x.kind not in "ADN"), None)
            if before is not None and (before.m is None or before.m.pronoun != "first"):
                return None
            if any(x.kind == "N" for x in self.u[c.first : i]) or before is None and not c.direct:
                return None
            return self._who_does(i + 1, c.stop, "what the speaker wants")
        return None

    def wished(self) -> tuple[list[Mention], Call, Clause] | None:
        """“Partai X menginginkan dana itu tidak dipotong": who wishes, what, and the words; told by the reporter."""
        for i, u in enumerate(self.u):
            last = self.h.at("wishing", i, self.syn.n) if u.kind in "VA" and not self.syn.skip[i] else None
            if last is None:
                continue
            g = self.syn.subject(i)
            who = expand(g.members) if g is not None and g.how == "subject" else []
            if not who or any(m.pronoun or m.kind not in PEOPLE for m in who) or any(x.kind == "N" for x in self.u[max(0, i - 2) : i]):
                continue
            if self.syn.circumstance(i, self.lang.modes["turning"], self.lang.modes["conditional"]) is not None:
                continue
            j = self._past_adjunct(last + 1)
            stop = self.syn.text_end(j) if j < self.syn.n else self.syn.n
            if j < stop and self.u[j].low in self.said["ought_that"]:
                j += 1
            call = self._who_does(j, stop, "what is wished of another") or self._wished_for(j, stop, who)
            return (who, call, Clause(j, stop, "", False, False)) if call is not None else None
        return None

    def _past_adjunct(self, i: int) -> int:
        """“berharap, X ...", "berharap dengan aturan itu, X ...": the unit at which what is wished begins."""
        u, n = self.u, self.syn.n
        j = i + 1 if i < n and u[i].kind == "," else i
        if j >= n or u[j].kind not in "PST" or u[j].low in self.said["ought_that"]:
            return j
        comma = next((k for k in range(j + 1, min(n, j + ADJUNCT)) if u[k].kind in ",;.Q"), None)
        return comma + 1 if comma is not None and u[comma].kind == "," else i

    def _wished_for(self, first: int, stop: int, who: list[Mention]) -> Call | None:
        """“... berharap kasus itu segera diusut": a thing to which something is to be done, by whom is not said."""
        if not self.syn.id or all(m.sector in RULING for m in who):
            return None
        head = next((u for u in self.u[first:stop] if u.kind not in "DQTd"), None)
        verb = next((j for j in range(first, stop) if self.u[j].kind in "VR"), None)
        if head is None or verb is None or (head.m is not None and head.m.kind in PEOPLE) or not self._undergone(verb):
            return None
        forbidden = any(u.kind == "N" for u in self.u[first:verb])
        if self.u[verb].kind == "R" or (self.u[verb].low in self.said["no_demands"] and not forbidden):
            return None
        doer = self.syn.oblique(verb, self.syn.by, verb, stop)
        return Call(verb, doer if doer is not None and called_on(doer) else None, "what is wished")

    def _who_does(self, i: int, stop: int, how: str) -> Call | None:
        """The one at unit ``i`` who is to do what the verb behind him says."""
        while i < stop and self.u[i].kind in "DQd":
            i += 1
        if i >= stop or self.u[i].m is None:
            return None
        g = self.syn.group(i, "called on", left=False)
        while g.last + 2 < stop and self.u[g.last + 1].kind == "C" and (more := self.u[g.last + 2].m) is not None and more.kind in PEOPLE:
            g = Group([*g.members, more], g.first, g.last + 2, g.how)  # "berharap X dan Y membuka ...": no new clause
        j = g.last + 1
        while j < stop and self.u[j].kind in "ADNI":
            j += 1
        if j >= stop or (self.u[j].kind != "V" and "root" not in self.u[j].forms) or not called_on(g):
            return None
        if unwilled(self.u, j, self.lang.modes) or (self.syn.id and self.u[j].low.startswith(("di", "ter"))):
            return None
        return Call(j, g, how)

    def _demanded(self, c: Clause) -> Call | None:
        """“Kasus itu harus diusut”: a thing is to be done, and who is to do it follows the verb or is not said."""
        if c.opener in self.lang.modes["conditional"] or any(u.kind == "R" for u in self.u[c.first : c.stop]):
            return None
        must = next(((i, e) for i in range(c.first + 1, c.stop) if (e := self.h.at("musts", i, c.stop)) is not None), None)
        if must is None and self.syn.id:  # "rapat ini ditunda saja"
            only = next((j for j in range(c.first + 2, c.stop) if self.u[j].low in self.said["merely_so"] and self._undergone(j - 1)), None)
            must = (only - 1, only - 2) if only is not None else None
        if must is None:
            return None
        at, last = must
        if any(u.m is not None and u.m.pronoun for u in self.u[c.first : at]):
            return None
        verb = next((j for j in range(last + 1, min(c.stop, last + 4)) if self.u[j].kind not in "ADNQ"), None)
        if verb is None or self.u[verb].low in self.said["no_demands"] or not self._undergone(verb):
            return None
        head = next((u for u in self.u[c.first : at] if u.kind not in "DQTdP"), None)
        if head is None or (head.m is not None and head.m.kind in PEOPLE):
            return None
        doer = self.syn.oblique(verb, self.syn.by, verb, c.stop)
        if doer is None and self.syn.id and verb + 1 < c.stop and self.u[verb + 1].mention_kind in PEOPLE:
            doer = self.syn.group(verb + 1, "agent", left=False)
        if doer is None and any(v.sector in RULING for v in self.h.voices):
            return None
        return Call(verb, doer, MUST)

    def _undergone(self, verb: int) -> bool:
        u = self.u[verb]
        return u.kind == "V" and (u.low.startswith("di") if self.syn.id else "part" in u.forms)

    def _opening(self, name: str, c: Clause) -> int | None:
        """The last unit of the phrase of the list ``name`` that stands at the head of the clause."""
        i = c.first
        while i < c.stop:
            last = self.h.at(name, i, c.stop)
            if last is not None or self.u[i].kind not in "DQTA":
                return last
            i += 1
        return None
