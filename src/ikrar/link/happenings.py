"""One event per real-world happening: tellings of the same act in one document are joined, drafts and promises alike."""

from __future__ import annotations

from typing import Any

from ikrar.link.meetings import taken_part
from ikrar.link.outcome import OUTCOME, adds, its_outcome
from ikrar.link.same_act import BY_WHOM, Counts, codes, died_once, once, one_act, one_case, retold
from ikrar.model.annotation import SOUGHT, TOLD_BEFORE, Mention

REACH = 12  # sentences within which a later, barer telling belongs to an earlier event


class Happening:
    """Tellings that are one event. The first with most roles leads."""

    __slots__ = ("actors", "lead", "recipients", "tellings", "time", "type", "where")

    def __init__(self, d: Any, actors: list[Mention], recipients: list[Mention]) -> None:
        self.lead, self.tellings = d, [d]
        self.type: str = d.type
        self.actors, self.recipients, self.time = actors, recipients, d.time
        self.where = _only_where(d)
        """Whether its recipient is only known by the place: somebody who was hit is worth more."""


def roles(d: Any, calling_on: frozenset[str]) -> tuple[list[Mention], list[Mention]]:
    """Actors and recipients of a draft, as the codebook wants them: of a mutual act all sides are actors."""
    actors = d.members("actor") if d.type == "REQUEST" and d.kind == "obligation" else d.members("actor", "promisor")
    recipients = d.members("recipient", "victim", "beneficiary")
    if "victim" in d.fills and "recipient" in d.fills:
        if _located(d):  # "a strike at the airport killed X"
            recipients = [m for m in recipients if m.kind not in ("place", "facility", "state") or (m.sector and m.kind != "state")]
        recipients = recipients + [m for m in d.members("victim") if m not in recipients]
    recipients = recipients or list(d.beneficiaries)
    if not actors and d.mutual and d.subject is not None:  # "perjanjian A-B ditandatangani": those whose text it is
        actors = [x for m in d.subject.members if m.kind == "instrument" for x in m.members]
    if not actors and d.type == "ASSAULT":  # "ledakan bom di Jalan X": where it happened, not whom it was meant for
        recipients = [m for m in recipients if m.kind != "place" or not _located(d)]
    actors = [_whose(m.as_forces() if m.kind == "facility" else m) for m in actors]
    recipients = [_ruled_by(m) for m in recipients] if d.type in BY_FORCE else recipients
    recipients = stand_in([_whose(m) for m in recipients], actors, taken=d.pattern.frame["frame"] == "assault.take")
    if d.mutual and _called_on(d, actors, recipients, calling_on):
        d.mutual = False
    if d.mutual:
        if _is_delegation(d):
            actors = d.members("party")
        actors = actors + [m for m in recipients if m not in actors]
        recipients = []
    return actors, [m for m in recipients if not any(_same_one(m, a) for a in actors)]


BY_FORCE = frozenset("ASSAULT THREATEN MOBILIZE CONCEDE".split())
"""Types of what is done to a territory that has no forces of its own, and so to the state that it is under."""


def _ruled_by(m: Mention) -> Mention:
    """“mengancam akan menyerang Guam": the state that a territory is under."""
    under = (m.gazetteer or {}).get("under") if m.kind == "state" else None
    return m if under is None else m.as_state("whose territory it is", country=under)


OUT_OF_OFFICE = frozenset(("CVL", "REF"))
WITH_OTHERS = frozenset(("cooperate.work", "consult.speak", "consult.call"))
"""Frames of what one side does with others, or with some that it turns to."""


def _called_on(d: Any, actors: list[Mention], recipients: list[Mention], calling_on: frozenset[str]) -> bool:
    """“Pengurus serikat menemui presiden", "menteri bertemu keluarga korban”: at home one goes to see the other, and is received.

    Who says that he will work with others, or call them, promises it to them.
    """
    if d.type == "AGREE" and d.pattern.frame["frame"] in WITH_OTHERS:
        return len(actors) == 1 and bool(recipients)
    if d.type != "CONSULT" or not actors or not recipients or len(codes(actors) | codes(recipients)) > 1:
        return False
    if d.sentence.lows[d.first] in calling_on:
        return True
    people = all(m.kind == "group" and m.sector in OUT_OF_OFFICE for m in recipients)
    return d.pattern.frame["frame"] == "consult.meet" and people and all(m.sector in OFFICE for m in actors)


OFFICE = frozenset("GOV MIL COP LEG JUD".split())


def _same_one(m: Mention, a: Mention) -> bool:
    """Whether two mentions are one and the same, so that nobody is done anything: "Dinas itu menggelar razia"."""
    if m.source == SOUGHT:
        return False  # whom no words name stands where the act does
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


HOLDING = frozenset(("REB", "PRM"))
"""Sectors of armed groups by whom a town may be told to be held."""


def stand_in(members: list[Mention], actors: list[Mention], taken: bool = False) -> list[Mention]:
    """A place that something is done to stands for its state, unless it is the doer's own; an army's base, for the army.

    Who took (``taken``) a town of his own country from its state are rebels.
    """
    out: list[Mention] = []
    if not members:
        return out
    mine = {m.country for m in actors}
    against = taken and bool(actors) and all(m.sector in ("REB", "UAF") for m in actors)
    there = {m.sector for m in members if m.kind not in ("facility", "place")}
    for m in members:
        if m.kind == "facility" and m.sector == "REB" and m.sector in there:
            continue  # "bombed a rebel camp, killing a commander of the Sand Front"
        if m.kind == "facility" and not m.named and m.country and m.sector in ("MIL", "COP", "REB"):
            out.append(m.as_forces())
        elif m.kind == "facility" and not m.named and m.sector in CIVIL and len(members) > 1:
            continue  # a convoy, a school beside those killed in it
        elif m.kind == "facility" and not m.named and not m.sector and m.country in mine:
            continue  # a road or a building of one's own country: where, not whom
        elif m.kind == "place" and m.sector in HOLDING and all(m.sector != a.sector for a in actors):
            out.append(m.as_holders())  # "captured a rebel-held town"
        elif m.kind == "place" and m.sector == "GOV" and actors and all(a.sector in HOLDING for a in actors):
            out.append(m.as_state())  # "shelled a government-held town"
        elif m.kind != "place":
            out.append(m)
        elif m.country and m.country != "INT" and (m.country not in mine or against):
            out.append(m.as_state("the state of the place"))
    return out


def join(drafts: list[Any], counts: Counts) -> list[Happening]:
    """Groups the drafts that tell the same happening; drafts with a refusal are left out."""
    out: list[Happening] = []
    # an outcome ("six were killed after ...") may be told before its act: within a sentence acts come first
    for d in sorted(drafts, key=lambda x: (x.sentence.index, x.result)):
        if d.refused or d.type is None:
            continue
        actors, recipients = roles(d, counts.calling_on)
        home = _delegation(out, d, actors) if _is_delegation(d) else _hosted(out, d, actors) or _find(out, d, actors, recipients, counts)
        if home is None and d.result:
            d.refused = "an outcome without an act"
            continue
        if home is None:
            out.append(Happening(d, actors, recipients))
            continue
        home.tellings.append(d)
        d.notes.append(TOLD_BEFORE)
        if not home.actors:
            home.actors = actors
        if home.where and recipients and not _only_where(d):
            home.recipients, home.where = recipients, False
        elif not home.recipients or (d.type == "ASSAULT" and not _only_where(d) and adds(home, d)):
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


CONVENED = "consult.convene"
ASIDE = 3  # characters between the noun of talks and the participle that tells who held them


def _hosted(out: list[Happening], d: Any, actors: list[Mention]) -> Happening | None:
    """“agreed after talks hosted by Togo": who hosts the talks that the word before tells of takes part in them."""
    if d.pattern.frame["frame"] != CONVENED or d.mark != "passive":
        return None
    for h in reversed(out):
        if any(t.sentence is d.sentence and t.pattern.kind == "noun" and 0 < d.start - t.end <= ASIDE for t in h.tellings):
            h.actors = h.actors + [m for m in actors if m.country not in codes(h.actors)]
            return h
    return None


DELEGATIONS = frozenset(("consult.delegation", "consult.delegations"))
"""Frames that tell who led a side, or both, at a meeting that other words tell."""
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
                if o is not h
                and o.type == h.type
                and not _is_delegation(o.lead)
                and len(codes(o.actors) & codes(h.actors)) >= least
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
            moves = h.type == "MOBILIZE" and h.lead.factuality == "planned"  # "A and B to redeploy troops"
            if twin is None and (h.type == "CONCEDE" or moves):  # "Pasukan X Akan Ditarik": what the body tells that sides agree to
                twin = next((o for o in near if o.type == "AGREE" and len(codes(o.actors)) > 1), None)
            if twin is not None:
                twin.tellings += h.tellings
                for d in h.tellings:
                    d.notes.append("a headline: the body tells it")
                continue
            if near or mine and any(mine & codes(o.recipients) for o in body):
                for d in h.tellings:
                    d.refused = d.refused or "a headline: the body tells it in other words"
                continue
        kept.append(h)
    return kept


def _is_delegation(d: Any) -> bool:
    return d.pattern.frame["frame"] in DELEGATIONS


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


def _find(out: list[Happening], d: Any, actors: list[Mention], recipients: list[Mention], counts: Counts) -> Happening | None:
    for h in reversed(out):
        if h.type != d.type or (h.lead.factuality != d.factuality and not one_case(h, d, recipients)):
            continue
        told = h.tellings[-1]
        same = h.lead.sentence is d.sentence or (told.sentence is d.sentence and not {OUTCOME, BY_WHOM}.isdisjoint(told.notes))
        if same and one_act(h, d, actors, recipients, counts):
            return h
        if not same and its_outcome(h, d, actors, counts):
            d.notes.append(OUTCOME)
            return h
        if not same and (once(h, d, actors, recipients) or died_once(h, d, actors, recipients)):
            return h
        if taken_part(h, d, actors, counts.definite):
            return h
        last = h.lead if d.type == "CONSULT" else h.tellings[-1]  # an act is told of all through a report; meetings are many
        if d.sentence.index - last.sentence.index > REACH and not h.lead.sentence.title:
            continue
        if not same and retold(h, d, actors, recipients, counts):
            return h
    return None
