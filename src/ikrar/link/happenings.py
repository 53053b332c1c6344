"""One event per real-world happening: tellings of the same act in one document are joined, drafts and promises alike."""

from __future__ import annotations

from typing import Any

from ikrar.model.annotation import Mention, Sentence

Codes = frozenset[str]
# Types that may happen several times in one report between the same sides, told by their times apart.
REACH = 12  # sentences within which a later, barer telling belongs to an earlier event


HARM = frozenset(("ASSAULT",))
COUNTED = {
    "killed": HARM,
    "wounded": HARM,
    "missing": HARM,
    "abducted": HARM,
    "displaced": frozenset(("ASSAULT", "COERCE", "AID", "REQUEST")),
    "detained": frozenset(("COERCE", "PROTEST", "ACCUSE")),
    "released": frozenset(("RETREAT", "CONCEDE", "AGREE", "REQUEST", "COOPERATE")),
    "troops": frozenset(("MOBILIZE", "RETREAT", "CONCEDE", "AID", "AGREE", "ASSAULT", "COOPERATE", "COERCE")),
    "money": frozenset(("AID", "AGREE", "SANCTION", "COOPERATE", "COERCE", "CONCEDE", "REQUEST", "REJECT")),
}
"""What is counted of which types of events."""
# Acts that are told without who does them ("ditangkap", "were sentenced").
AGENTLESS = frozenset(("COERCE", "SANCTION", "ACCUSE", "RETREAT"))


class Counts:
    """What each sentence counts, so that eight arrested here are not the six arrested there."""

    def __init__(self, counts: list[tuple[Sentence, Any]]) -> None:
        self.by_sentence: dict[int, dict[str, set[float]]] = {}
        for s, c in counts:
            self.by_sentence.setdefault(s.index, {}).setdefault(c.what, set()).add(c.value)

    def differ(self, a: Sentence, b: Sentence, type_: str) -> bool:
        """Whether both sentences count the same thing, of events of ``type_``, and not to the same number."""
        x, y = self.by_sentence.get(a.index, {}), self.by_sentence.get(b.index, {})
        return any(type_ in COUNTED.get(what, ()) and not x[what] & y[what] for what in x.keys() & y.keys())


class Happening:
    """Tellings that are one event. The first with most roles leads."""

    __slots__ = ("actors", "lead", "recipients", "tellings", "time", "type", "where")

    def __init__(self, d: Any, actors: list[Mention], recipients: list[Mention]) -> None:
        self.lead, self.tellings = d, [d]
        self.type: str = d.type
        self.actors, self.recipients, self.time = actors, recipients, d.time
        self.where = _only_where(d)
        """Whether its recipient is only known by the place: somebody who was hit is worth more."""


def roles(d: Any) -> tuple[list[Mention], list[Mention]]:
    """Actors and recipients of a draft, as the codebook wants them: of a mutual act all sides are actors."""
    actors = d.members("actor") if d.type == "REQUEST" and d.kind == "obligation" else d.members("actor", "promisor")
    recipients = d.members("recipient", "victim", "beneficiary")
    if "victim" in d.fills and "recipient" in d.fills:
        if _located(d):  # "a strike at the airport killed X"
            recipients = [m for m in recipients if m.kind not in ("place", "facility") or m.sector]
        recipients = recipients + [m for m in d.members("victim") if m not in recipients]
    recipients = recipients or list(d.beneficiaries)
    if not actors and d.mutual and d.subject is not None:  # "perjanjian A-B ditandatangani": those whose text it is
        actors = [x for m in d.subject.members if m.kind == "instrument" for x in m.members]
    if not actors and d.type == "ASSAULT":  # "ledakan bom di Jalan X": where it happened, not whom it was meant for
        recipients = [m for m in recipients if m.kind != "place" or not _located(d)]
    actors = [_crew(m) if m.kind == "facility" else m for m in actors]
    actors = [_whose(m) for m in actors]
    recipients = stand_in([_whose(m) for m in recipients], actors)
    if d.mutual:
        if d.pattern.frame["frame"].endswith(".delegation"):
            actors = d.members("party")
        actors = actors + [m for m in recipients if m not in actors]
        recipients = []
    return actors, [m for m in recipients if not any(_same_one(m, a) for a in actors)]


def _same_one(m: Mention, a: Mention) -> bool:
    """Whether two mentions are one and the same, so that nobody is done anything: "Dinas itu menggelar razia"."""
    return m is a or (m.start < a.end and a.start < m.end) or (m.kind == a.kind == "person" and m.named and m.name == a.name)


def _only_where(d: Any) -> bool:
    g = d.fills.get("recipient")
    return g is not None and g.how.strip('"') in ("di", "in", "at", "near") and "victim" not in d.fills


def _located(d: Any) -> bool:
    """Whether the recipient stands behind a preposition of place ("di", "in")."""
    return d.fills["recipient"].how.strip('"').split()[0] in ("di", "in", "at", "near") if "recipient" in d.fills else False


CIVIL = frozenset((None, "CVL", "REL", "EDU", "MED", "REF", "BUS"))


def _whose(m: Mention) -> Mention:
    """A body of no sector that a state has sent ("tim AS", "komite AS") is the state's word."""
    if m.kind in ("organization", "group") and m.sector in (None, "-", "of") and m.owner is not None and m.owner.kind == "state":
        return m.owner
    return m


def stand_in(members: list[Mention], actors: list[Mention]) -> list[Mention]:
    """A place that something is done to stands for its state, unless it is the doer's own; an army's base, for the army."""
    out: list[Mention] = []
    mine = {m.country for m in actors}
    for m in members:
        if m.kind == "facility" and not m.named and m.country and m.sector in ("MIL", "COP", "REB"):
            out.append(_crew(m))
        elif m.kind == "facility" and not m.named and m.sector in CIVIL and len(members) > 1:
            continue  # a convoy, a school beside those killed in it
        elif m.kind == "facility" and not m.named and not m.sector and m.country in mine:
            continue  # a road or a building of one's own country: where, not whom
        elif m.kind != "place":
            out.append(m)
        elif m.country and m.country != "INT" and m.country not in mine:
            state = Mention("state", m.start, m.end, m.head)
            state.country, state.sector, state.sentence, state.source = m.country, "GOV", m.sentence, "the state of the place"
            out.append(state)
    return out


def _crew(m: Mention) -> Mention:
    """Those whom a site or a ship belongs to."""
    force = Mention("organization", m.start, m.end, m.head)
    force.country, force.sector, force.sentence, force.source = m.country, m.sector, m.sentence, "whose site it is"
    return force


def codes(members: list[Mention]) -> Codes:
    """The countries of ``members``."""
    return frozenset(m.country or "UNK" for m in members)


def join(drafts: list[Any], counts: Counts) -> list[Happening]:
    """Groups the drafts that tell the same happening; drafts with a refusal are left out."""
    out: list[Happening] = []
    # an outcome ("six were killed after ...") may be told before its act: within a sentence acts come first
    for d in sorted(drafts, key=lambda x: (x.sentence.index, x.result)):
        if d.refused or d.type is None:
            continue
        actors, recipients = roles(d)
        home = _delegation(out, d, actors) if _is_delegation(d) else _find(out, d, actors, recipients, counts)
        if home is None and d.result:
            d.refused = "an outcome without an act"
            continue
        if home is None:
            out.append(Happening(d, actors, recipients))
            continue
        home.tellings.append(d)
        d.notes.append("the same happening told again")
        if not home.actors:
            home.actors = actors
        if home.where and recipients and not _only_where(d):
            home.recipients, home.where = recipients, False
        elif not home.recipients or (d.sentence is home.lead.sentence and d.type == "ASSAULT" and not _only_where(d)):
            home.recipients = home.recipients + [m for m in recipients if m not in home.recipients]
        if home.time is None:
            home.time = d.time
        if home.lead.mutual and home.type == "CONSULT":  # a visit told with the meeting: its host is one of those who met
            home.actors = home.actors + [m for m in home.recipients if m.country not in codes(home.actors)]
            home.recipients = []
        if _is_delegation(home.lead) and not _is_delegation(d):
            home.lead = d
            if d.mutual:  # the meeting has all sides
                home.actors = home.actors + [m for m in actors if m.country not in codes(home.actors)]
        if home.lead.sentence.title and not d.sentence.title:
            home.lead = d  # the body tells it better than the headline
            if actors:
                home.actors = actors
            if recipients:
                home.recipients = recipients
            home.time = d.time or home.time
    for h in out:
        h.recipients = stand_in(h.recipients, h.actors)
    return _headlines(_lone_delegations(out))


FOLLOWS = 2  # sentences between a meeting and its two delegations


def _lone_delegations(out: list[Happening]) -> list[Happening]:
    """A delegation of one side that no telling of the meeting took in joins a later meeting of that side; else it is no event."""
    kept: list[Happening] = []
    for h in out:
        if not _is_delegation(h.lead):
            kept.append(h)
            continue
        least = len(codes(h.actors))  # of two delegations, a meeting of both
        meeting = next(
            (
                o
                for o in out
                if o is not h and o.type == h.type and not _is_delegation(o.lead) and len(codes(o.actors) & codes(h.actors)) >= least
                and (least == 1 or abs(o.lead.sentence.index - h.lead.sentence.index) <= FOLLOWS)
            ),
            None,
        )
        if meeting is None and least > 1:
            kept.append(h)
            continue
        if meeting is not None:
            meeting.tellings += h.tellings
            continue
        for d in h.tellings:
            d.refused = d.refused or "a delegation without a meeting"
    return kept


COOPERATIVE = frozenset(("AGREE", "CONCEDE", "SUPPORT", "RETREAT", "CONSULT"))


def _headlines(out: list[Happening]) -> list[Happening]:
    """What only the headline tells is told better by the body, where the body has an event of that kind by one of the same sides."""
    body = [h for h in out if not h.lead.sentence.title]
    kept: list[Happening] = []
    for h in out:
        if h.lead.sentence.title:
            mine = codes(h.actors) - {"INT"}  # a coalition that goes is told of in the body by who leads it
            near = [o for o in body if codes(o.actors) & mine or not mine]
            twin = next((o for o in near if o.type == h.type or {o.type, h.type} <= COOPERATIVE), None)
            if twin is None and h.type == "CONCEDE":  # "Pasukan X Akan Ditarik": what the body tells that sides agree to
                twin = next((o for o in near if o.type == "AGREE" and len(codes(o.actors)) > 1), None)
            if twin is not None:
                twin.tellings += h.tellings
                for d in h.tellings:
                    d.notes.append("a headline: the body tells it")
                continue
        kept.append(h)
    return kept


def _is_delegation(d: Any) -> bool:
    return bool(d.pattern.frame["frame"].endswith(".delegation"))


def _delegation(out: list[Happening], d: Any, actors: list[Mention]) -> Happening | None:
    """The meeting that a delegation came to: the latest with its side among the actors, or the other delegation's."""
    for h in reversed(out):
        if h.type != d.type or d.sentence.index - h.lead.sentence.index > REACH:
            continue
        near = d.sentence.index - h.lead.sentence.index <= 1
        if codes(actors) & codes(h.actors):
            return h
        joined = sum(_is_delegation(t) for t in h.tellings)
        if near and not _is_delegation(h.lead) and (len(codes(h.actors)) == 1 or joined == 1 and len(codes(h.actors)) == 2):
            h.actors = h.actors + [m for m in actors if m not in h.actors]  # a meeting of which one side is told, and its guests
            return h
        if _is_delegation(h.lead) and d.sentence.index - h.lead.sentence.index <= 1:
            h.actors = h.actors + [m for m in actors if m not in h.actors]
            return h
    return None


def _find(
    out: list[Happening], d: Any, actors: list[Mention], recipients: list[Mention], counts: Counts
) -> Happening | None:
    for h in reversed(out):
        if h.type != d.type or h.lead.factuality != d.factuality:
            continue
        same = h.lead.sentence is d.sentence
        if same and _one_act(h, d, actors, recipients):
            return h
        if d.sentence.index - h.lead.sentence.index > REACH and not h.lead.sentence.title:
            continue
        if not same and _retold(h, d, actors, recipients, counts):
            return h
    return None


def _one_act(h: Happening, d: Any, actors: list[Mention], recipients: list[Mention]) -> bool:
    """Two triggers of one sentence: "menyerang konvoi, yang menewaskan X"; "melancarkan serangan" told by verb and noun."""
    a, b = codes(h.actors), codes(actors)
    if a and b and not a & b:
        return False
    if d.kind is not None and h.lead.kind is not None and d.clauses and h.lead.clauses:
        spans = [c[2] for c in d.clauses.values()]
        other = [c[2] for c in h.lead.clauses.values()]
        return any(s[0] < o[1] and o[0] < s[1] for s in spans for o in other)
    if d.type == "ASSAULT":
        if _times_differ(h.time, d.time):
            return False
        return not (a and b) or not actors or a == b or not h.actors
    r, q = codes(h.recipients), codes(recipients)
    if r and q and not r & q:
        return False
    same = a == b or not a or not b or ((r == q != frozenset() or (h.lead.mutual and d.mutual)) and (a <= b or b <= a))
    return same and not _times_differ(h.time, d.time)


def _retold(h: Happening, d: Any, actors: list[Mention], recipients: list[Mention], counts: Counts) -> bool:
    """A later sentence that tells the same act: nothing contradicts, and who acts is the same."""
    a, b = codes(h.actors), codes(actors)
    r, q = codes(h.recipients), codes(recipients)
    if _times_differ(h.time, d.time):
        return False
    if _other_instrument(h, d) or _other_people(h.recipients, recipients) or _other_people(h.actors, actors):
        return False
    if d.type in ("AGREE", "CONCEDE", "REQUEST") and (d.clauses or h.lead.clauses) and not h.lead.sentence.title:
        if not any(t.clauses for t in h.tellings):  # "reached a deal", and then what it says
            return a == b and r == q
        return _overlap(h, d) >= 0.5 and a == b
    if h.lead.sentence.title:
        return a == b and (not r or not q or bool(r & q))
    held = d.pattern.frame["frame"] == "consult.held"
    if d.type == "CONSULT" and d.time is not None and h.time is None and (held or not _points_back(d)):
        return False  # another meeting, with a day of its own
    if d.pattern.kind == "noun" and not (d.notes and d.notes[0].startswith("light")):
        # "serangan itu", "dialog tersebut": a noun alone points back
        if d.type == "CONSULT" and a == b and len(a) == 1 and not _points_back(d):
            if not {m.sector for m in actors} <= {m.sector for m in h.actors}:
                return False  # at home every meeting is of the same country: another body met
        return (
            (not b or b <= a)
            and (not q or not r or bool(q & r))
            and (d.time is None or h.time is None or not _times_differ(h.time, d.time))
        )
    if counts.differ(h.lead.sentence, d.sentence, d.type):
        return False
    if _words(d) == DIED and d.type == h.type and a and a == b and r & q and not _elsewhere(h, d):
        return True  # "empat orang tewas dalam serangan itu": what the attack did that was told before
    if not b or not a:  # told again without who did it: "36 orang itu ditangkap di berbagai kota"
        mark = d.mark if not b else h.lead.mark
        return d.type in AGENTLESS and mark == "passive" and _words(h.lead) == _words(d) and bool(r & q)
    return a == b and (bool(r & q) or (not q and not r)) and (d.type in ("CONSULT", "SUPPORT") or _words(h.lead) == _words(d))


def _other_people(a: list[Mention], b: list[Mention]) -> bool:
    """Whether both are people known by name, and none of the one among the other."""
    if not a or not b or not all(m.kind == "person" and m.named and m.name for m in a + b):
        return False
    known = {w for m in a for w in str(m.name).lower().split()}
    return not any(w in known for m in b for w in str(m.name).lower().split())


DIED = "assault.killed-in"


def _elsewhere(h: Happening, d: Any) -> bool:
    """Whether two tellings name two places."""
    return h.lead.place is not None and d.place is not None and h.lead.place.name != d.place.name


BACK = frozenset("itu tersebut ini the this that these those".split())


def _points_back(d: Any) -> bool:
    """Whether a noun is told as one already known: "dialog itu", "the talks"."""
    tokens = d.sentence.tokens
    last = d.sentence.units[d.unit].last
    return any(t.low in BACK for t in tokens[max(0, d.first - 2) : d.first] + tokens[last + 1 : last + 3])


def _other_instrument(h: Happening, d: Any) -> bool:
    """Whether the two tellings are of different texts: an accord of 1977, a treaty of today."""
    a, b = _instruments(h.lead), _instruments(d)
    return bool(a and b) and not a & b


def _instruments(d: Any) -> set[str]:
    found = [m for g in [*d.fills.values(), d.subject] if g is not None for m in g.members if m.kind == "instrument"]
    return {str(m.title) for m in found}


ONE_WORK = {"accuse.question": "accuse.investigate"}


def _words(d: Any) -> str:
    frame = str(d.pattern.frame["frame"])
    return ONE_WORK.get(frame, frame)


def _overlap(h: Happening, d: Any) -> float:
    """Share of the longer words that a promised action has in common with the nearest one told."""
    b = _action(d)
    return max((len(a & b) / min(len(a), len(b)) for t in h.tellings if b and (a := _action(t))), default=0.0)


def _action(d: Any) -> set[str]:
    if "action" not in d.clauses:
        return set()
    first, stop, _ = d.clauses["action"]
    units = d.sentence.units
    lo, hi = units[first].first, units[stop - 1].last
    told = {t.low for t in d.sentence.tokens[lo : hi + 1]}
    return {w for w in told if len(w) > 4} or told


def _times_differ(a: Any, b: Any) -> bool:
    if a is None or b is None:
        return False
    x, y = a.x, b.x
    if (x.kind, x.year, x.month, x.day, x.weekday, x.unit, x.offset, x.shift) == (
        y.kind,
        y.year,
        y.month,
        y.day,
        y.weekday,
        y.unit,
        y.offset,
        y.shift,
    ):
        return False
    for slot in ("year", "month", "day"):
        p, q = getattr(x, slot), getattr(y, slot)
        if p and q and p != q:
            return True
    if x.weekday >= 0 and y.weekday >= 0 and x.weekday != y.weekday:
        return True
    if {x.kind, y.kind} == {"year", "weekday"}:  # "yang merebut kekuasaan pada 2021", "pada Senin"
        return True
    return (x.day > 0) != (y.day > 0) and not (x.month and y.month)
