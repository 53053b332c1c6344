"""What sides agree to beyond one clause: “sepakat bahwa X akan ...”, “demikian disepakati oleh ...”, talks that begin on a day."""

from __future__ import annotations

import itertools

from ikrar.engines.rules import commit, deadlines, given
from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import ACTORS, Group, decides
from ikrar.engines.rules.laid_down import decided_that, laid_down
from ikrar.engines.rules.provisions import provisions
from ikrar.engines.rules.syntax import Syntax
from ikrar.engines.rules.to_come import to_come
from ikrar.engines.rules.whom import UNNAMED
from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Sentence
from ikrar.model.codes import LEAVING

CONCUR, DECLARE, ORDER = "commit.concur", "commit.declare", "request.court-order"
THUS, ACCORD, UNDERTAKE = "agree.thus", "agree.accord", "agree.undertake"
POINTS = frozenset((THUS, "agree.reached"))
"""Frames of an agreement whose content stands elsewhere."""
BARE = "agree.bare"
"""Words that open a sentence and point to what was told before."""
TRUCE, APPROVE = "retreat.truce", "support.approve"
STANDS_BEFORE = "what is promised stands in the sentence before"
MATERIAL = frozenset("RETREAT AID COOPERATE MOBILIZE".split())
FIGHTING = frozenset(("GOV", "MIL", "REB", "PRM", None))
BACK = 2  # sentences before an agreement that may say what is agreed
MOST = 6  # units behind an auxiliary among which its verb stands


def settle(drafts: list[Draft], syn: Syntax, language: Language, raw: str) -> None:
    """“agreed that the last soldiers will leave”: what sides lay down of what is to come, they undertake."""
    table = provisions(language)
    accords = [x for x in drafts if x.pattern.frame["frame"] == ACCORD and "action" in x.clauses and not x.refused]
    for d in drafts:
        frame = d.pattern.frame["frame"]
        if frame == THUS and d.pattern.kind == "noun" and any(d.first in x.used for x in accords):
            d.refused = "told together with what is agreed"  # "an agreement was reached by A and B on the withdrawal of ..."
        if frame == ORDER:
            decided_that(d, syn, language)
        if d.kind != "declaration" or d.refused or "action" not in d.clauses or frame not in (CONCUR, DECLARE):
            continue
        sides = {m.country for m in d.members("promisor") + d.members("beneficiary") if m.country}
        if frame == DECLARE and len(sides) < 2:
            continue
        first, stop, span = d.clauses["action"]
        about = table.best(raw[span[0] : span[1]])[0]
        owed = language.sets["owed"] if frame == CONCUR else language.sets["intends"]
        done = any(u.low in language.modes["past"] for u in syn.u[first:stop])
        plain = frame == CONCUR and len(sides) > 1 and about in commit.CONCESSIONS and not done  # "agreed that the troops be withdrawn"
        if frame == CONCUR and any(m.sector == "JUD" for m in d.members("promisor")):
            continue  # what a court rules it does not promise
        if frame == CONCUR and not any(decides(m) or m.pronoun or m.sector in (None, "-", "BUS") for m in d.members("promisor")):
            continue  # "experts agreed that taxes would rise": what they think
        bound = about != "other" or (frame == CONCUR and laid_down(d, syn, first, stop, language))
        if not bound or not (plain or to_come(syn, first, stop, language, owed)):
            continue
        d.type, d.kind, d.mutual = "AGREE", "undertaking", len(sides) > 1
        d.notes.append("laid down of what is to come: an undertaking")
        for inner in drafts:
            if inner is not d and not inner.refused and span[0] <= inner.start < span[1] and inner.kind == "undertaking":
                inner.refused = f"part of what is agreed ({frame})"


def agreed_acts(drafts: list[Draft], language: Language) -> None:
    """“Pembebasan tahanan disetujui A dan B”: an act that sides agree to is not done yet, and their agreeing is no concession of one."""
    agreeing = language.sets["agreeing"]
    for d in drafts:
        if d.refused:
            continue
        light = next((n for n in d.notes if n.startswith("light verb")), "")
        if d.pattern.kind == "noun" and d.type in MATERIAL and light.split('"')[1:2] and light.split('"')[1] in agreeing:
            d.refused = "agreed to, not done"
        elif d.type == "CONCEDE" and d.sentence.tokens[d.first].low in agreeing:
            if len({m.country for m in d.members("promisor", "actor") if m.country}) > 1:
                d.type, d.mutual = "AGREE", True
                d.notes.append("sides that agree: AGREE")


def approved(drafts: list[Draft], syn: Syntax, language: Language, raw: str) -> None:
    """“A dan B menyetujui penempatan kembali ke luar X atas pasukan ...": forces that two approve the going of are agreed on by the two."""
    table = provisions(language)
    for d in drafts:
        if d.pattern.frame["frame"] != APPROVE or d.refused or d.mark == "passive":
            continue
        who = d.fills.get("actor")
        if who is None or len({m.country for m in d.members("actor")}) < 2:
            continue
        stop = syn.clause_end(d.unit)
        span = (d.end + 1, syn.u[stop - 1].end)
        if d.unit + 1 >= stop or table.best(raw[slice(*span)])[0] not in LEAVING:
            continue
        d.type, d.mode, d.kind, d.mutual = "AGREE", None, "undertaking", True
        d.fills = {"promisor": who}
        d.clauses["action"] = (d.unit + 1, stop, span)
        d.notes.append("what two approve that their forces do, they agree on")


def signed_before(d: Draft, outer: Draft, syn: Syntax) -> bool:
    """“sesuai dengan perjanjian yang diteken pada 2008”: told within a promise, but done long before, by its sides if nobody is named."""
    if d.type != "SUPPORT" or d.factuality != "actual":
        return False
    j, by_them = d.unit - 1, d.mark != "passive"  # "perjanjian yang mereka tanda tangani", "the agreement that both signed"
    while j >= 0 and (syn.u[j].kind in "ADN" or (by_them and (syn.u[j].kind == "C" or syn.u[j].mention_kind in ("state", "pronoun")))):
        j -= 1
    text = j - 1 if j > 0 and by_them and syn.u[j].kind == "R" else j
    if j < 0 or not ((syn.u[j].kind == "R" and not by_them) or syn.u[text].mention_kind == "instrument"):
        return False
    sides = outer.members("promisor", "actor")
    if not d.members("actor") and len({m.country for m in sides}) > 1:
        d.fills["actor"] = Group(list(sides), d.unit, d.unit, "the sides whose text it is")
    return True


def pointed_back(drafts: list[Draft], made: list[commit.Promise], doc: Annotated, language: Language) -> None:
    """“Janji itu disampaikan X kepada Y”, “Demikian disepakati oleh A dan B”: what is promised stands in the sentence before."""
    table = provisions(language)
    for d in drafts:
        thus = d.pattern.frame["frame"] in POINTS or _so_agreed(d, language)
        colon = d.pattern.frame["frame"] == ACCORD and "action" not in d.clauses and behind_colon(d) is not None
        bare_accord = _about_that(d, language)
        accord = d.pattern.frame["frame"] == ACCORD and d.mutual
        accord = accord and all(p.provision == "other" or (bare_accord and p.provision == "talks") for p in made if p.draft is d)
        passive = d.pattern.frame["frame"] == UNDERTAKE and d.mark == "passive"
        points = _behind_that(d, language) if passive else _told_back(d, made, language)
        that_act = points and _moved_before(d, made)  # "penarikan itu disepakati oleh A dan B", "A dan B menyepakati penarikan itu"
        accord = accord or that_act
        if thus and "action" in d.clauses:
            continue  # what is agreed stands beside it
        if d.refused or d.kind != "undertaking" or d.sentence.title or not (thus or colon or accord or _pointing(d, language)):
            continue
        if bare_accord:
            del d.clauses["action"]
        if accord and "action" not in d.clauses and _agreed_next(d, made):
            made[:] = [p for p in made if p.draft is not d]
            continue
        if accord and not (colon or bare_accord or that_act or _pointing(d, language)) and not _moved_next(d, made):
            continue
        if thus or any(p.draft is d and (p.provision == "other" or bare_accord or that_act) for p in made):
            made[:] = [p for p in made if p.draft is not d]  # its words only point: they promise nothing by themselves
        s = d.sentence
        bare = (
            d.pattern.frame["frame"] == THUS and d.pattern.kind == "verb" and not d.pattern.need
        )  # "..., A and B agreed": to what, stands before it
        syn = Syntax(s, language)
        behind = behind_colon(d) if thus or d.pattern.frame["frame"] == ACCORD else None
        if behind is not None and to_come(syn, behind, len(s.units), language, language.sets["owed"]):
            d.refused = None
        elif not (thus and to_come(syn, 0, d.subject.first if bare and d.subject is not None else d.unit, language)):
            around = [] if bare else _around(d, doc, language, both=accord, back=bare_accord or that_act)
            found = next((x for x in around if to_come(Syntax(x, language), 0, len(x.units), language)), None)
            if found is None:
                if bare or (thus and _signed_once(d, language)):
                    d.refused = "nothing is told that they agree to"
                continue
            s = found
        told = [p for p in made if p.sentence is s and p.draft is not d and not p.draft.refused]
        if told and s is not d.sentence and not ((accord or thus) and all(_moves(p, d) for p in told)):
            continue
        provision, cue = (told[0].provision, told[0].cue) if accord and told else table.best(doc.raw[s.start : s.end])
        if provision == "other":
            if bare:
                d.refused = "nothing is told that they agree to"
            continue
        named = [m for m in d.members("promisor") if m.kind != "person" or m.named]
        if bare and len(named) > 1:  # "leaders, Peru and Chile agreed": the sides are those that have a name
            d.fills["promisor"].members[:] = named
        d.mutual = d.mutual or (thus and len({m.country for m in named}) > 1)
        for p in told:
            p.draft.refused = "what sides have agreed to"
        made[:] = [p for p in made if p.draft is not d and p not in told]
        for x in drafts:
            if x.sentence is s and x is not d and x.type == "CONCEDE" and x.pattern.frame["frame"].startswith("retreat."):
                x.refused = x.refused or "what sides have agreed to"
        p = commit.Promise(d, "undertaking", provision, cue)
        p.sentence, p.action = s, (s.start, s.end)
        p.promisors, p.beneficiaries = d.members("promisor", "actor"), d.members("beneficiary")
        p.evidence.append(((s.start, min(s.end, s.start + 300)), "action"))
        given.sides(p, s, p.action, language)
        deadlines.deadline(p, s, p.action, language, doc.raw)
        d.notes.append(STANDS_BEFORE)
        d.content = s
        if that_act and d.time is None:  # "menyepakati penarikan itu pada Selasa": when they agreed, not when they go
            d.time = next((u for u in d.sentence.units[d.unit :] if u.kind == "T"), None)
        if p.provision in commit.CONCESSIONS and len({m.country for m in p.promisors}) == 1 and not d.mutual:
            d.type = "CONCEDE"
        made.append(p)


def _so_agreed(d: Draft, language: Language) -> bool:
    """“So A and B agreed in a joint declaration", "Begitulah A dan B sepakat": whether bare agreeing opens with what points back."""
    opened = d.pattern.frame["frame"] == BARE and d.sentence.tokens[0].low in language.sets["so_it_was"]
    return opened and len({m.country for m in d.members("promisor")}) > 1


def _about_that(d: Draft, language: Language) -> bool:
    """“mencapai kata sepakat soal itu, namun ...", "reached a deal on that": what is agreed is only pointed to."""
    if "action" not in d.clauses:
        return False
    first, units = d.clauses["action"][0], d.sentence.units
    return any(u.kind == "P" and v.low in language.sets["pointed"] for u, v in itertools.pairwise(units[first - 1 : first + 5]))


def _signed_once(d: Draft, language: Language) -> bool:
    """“convened under a framework agreement signed by the two countries in 2016": an older text, which nobody now agrees to."""
    units = d.sentence.units
    beside = d.sentence.tokens[max(0, d.first - 2) : d.first + 2]
    return any(u.low in language.sets["signing"] for u in units[d.unit : d.unit + 4]) or any(t.low == "framework" for t in beside)


def _moves(p: commit.Promise, d: Draft) -> bool:
    """Whether the promise, told by its act alone ("pasukan X akan angkat kaki"), is one of the sides that agree in ``d``."""
    sides = {m.country for m in d.members("promisor", "actor") + d.members("beneficiary")}
    return p.draft.type in (None, "CONCEDE") and p.provision in commit.CONCESSIONS and {m.country for m in p.promisors} - {"INT"} <= sides


def _agreed_next(d: Draft, made: list[commit.Promise]) -> bool:
    """“X dan Y telah mencapai kesepakatan. Keduanya sepakat menarik ...”: whether the next sentence says what the same sides agree to."""
    sides = {m.country for m in d.members("promisor")}
    told = [p for p in made if p.sentence.index == d.sentence.index + 1 and p.kind == "undertaking" and not p.draft.refused]
    return any(p.draft.type == "AGREE" and p.draft.mutual and {m.country for m in p.draft.members("promisor")} == sides for p in told)


def _moved_next(d: Draft, made: list[commit.Promise]) -> bool:
    """Whether the sentence behind an agreement tells what is to be done by one of its sides."""
    told = [p for p in made if p.sentence.index == d.sentence.index + 1 and not p.draft.refused]
    return bool(told) and all(_moves(p, d) for p in told)


def _moved_before(d: Draft, made: list[commit.Promise]) -> bool:
    """Whether one of the two sentences before an agreement tells what is to be done by one of its sides."""
    return any(0 < d.sentence.index - p.sentence.index <= BACK and not p.draft.refused and _moves(p, d) for p in made)


def _around(d: Draft, doc: Annotated, language: Language, *, both: bool, back: bool) -> list[Sentence]:
    """The sentences that may say what is agreed in ``d``: the one before; of a bare agreement the one before that and the next too."""
    at = d.sentence.index
    found = doc.sentences[max(0, at - 2) : at][::-1] + doc.sentences[at + 1 : at + 2] if both else doc.sentences[max(0, at - 1) : at]
    if both and not back and not _pointing(d, language):
        found = doc.sentences[at + 1 : at + 2]
    return [s for s in found if not s.title]


def behind_colon(d: Draft) -> int | None:
    """“X and Y have struck a deal: the soldiers are to leave": the unit behind the colon that opens what is agreed."""
    units = d.sentence.units
    at = next((j for j in range(d.unit + 1, min(len(units), d.unit + MOST)) if units[j].kind == ":"), None)
    return at + 1 if at is not None else None


def _pointing(d: Draft, language: Language) -> bool:
    """Whether the words of a promise only point to others: "janji itu", "demikian disepakati"."""
    tokens = d.sentence.tokens
    that_before, that_behind = language.sets["that_before"], language.sets["that_behind"]
    last = d.sentence.units[d.unit].last
    passive = d.mark == "passive" and d.pattern.frame["frame"] in (ACCORD, UNDERTAKE) and _behind_that(d, language)
    passive = passive or any(t.low in that_behind for t in tokens[d.first : last + 3] if t.end <= d.end)  # "kesepakatan itu tercapai"
    before, behind = tokens[max(0, d.first - 1) : d.first], tokens[last + 1 : last + 2]
    thus = tokens[0].low in language.sets["so_it_was"]  # "Begitu bunyi kesepakatan yang diraih ..."
    # "Kepastian itu didapat setelah A dan B sepakat"
    opened = d.sentence.units[0].kind == "X" and len(tokens) > 2 and tokens[1].low in that_behind
    thus = thus or (opened and d.pattern.frame["frame"] == ACCORD)
    told = d.pattern.frame["frame"] == ACCORD and any(tokens[k + 1].low in that_behind for k in d.used if k + 1 < len(tokens))
    return passive or thus or told or any(t.low in that_before for t in before) or any(t.low in that_behind for t in behind)


def _behind_that(d: Draft, language: Language) -> bool:
    """Whether the word before it points back: "hal itu disepakati"."""
    return d.first > 0 and d.sentence.tokens[d.first - 1].low in language.sets["that_behind"]


def _told_back(d: Draft, made: list[commit.Promise], language: Language) -> bool:
    """“A dan B menyepakati penarikan itu", "A and B agreed to that withdrawal": whether what is promised only points back."""
    if d.pattern.frame["frame"] != UNDERTAKE or d.mark == "passive" or not d.mutual:
        return False
    mine = [p for p in made if p.draft is d and p.provision == "other"]
    words = [t.low for p in mine for t in p.sentence.tokens if p.action and p.action[0] <= t.start < p.action[1] and t.low[0].isalpha()]
    return bool(mine) and len(words) > 1 and (words[1] in language.sets["that_behind"] or words[0] in language.sets["that_agreed"])


def we(drafts: list[Draft], made: list[commit.Promise], language: Language) -> None:
    """“Kami sepakat memulangkan pasukan”, kata X: those who agree are both sides of the story, not X's alone."""
    for n, d in enumerate(drafts):
        who = d.fills.get("promisor")
        if d.refused or d.type != "AGREE" or not d.mutual or who is None or [m.pronoun for m in who.members] != ["first"]:
            continue
        mine = {m.country for m in d.members("promisor")}
        sides = between(drafts, n) if len(mine) == 1 and not d.members("beneficiary") else []
        if len(sides) != 2 or not mine & {m.country for m in sides}:
            continue
        d.fills["promisor"] = Group(sides, d.unit, d.unit, "both sides, as one of them says")
        for p in made:
            if p.draft is d:
                p.promisors, p.beneficiaries = list(sides), []
                given.sides(p, d.sentence, p.action, language)


def between(drafts: list[Draft], n: int) -> list[Mention]:
    """The two sides of the story as told before the draft ``n``, else behind it."""
    return sides_of_story(drafts[:n]) or sides_of_story(drafts[n + 1 :])


def sides_here(s: Sentence) -> list[Mention]:
    """The two states that a sentence names, by themselves, as those of its joint text or as its two sides; none if it names more."""
    found: dict[str | None, Mention] = {}
    for m in s.mentions:
        if m.pronoun == "both":
            return [m]
        for x in [*m.members, m] if m.title == "joint-statement" else [m]:
            if (x.kind == "state" or x.capital) and x.country not in (None, "INT"):
                found.setdefault(x.country, x)
    return list(found.values()) if len(found) == 2 else []


def give(d: Draft, role: str, sides: list[Mention], how: str, otherwise: str) -> bool:
    """Fills ``role`` of ``d`` with the sides of the story; without any, refuses ``d`` by what ``otherwise`` says. Whether there are any."""
    if not sides:
        d.refused = otherwise
        return False
    d.fills[role] = Group(sides, d.unit, d.unit, how)
    return True


def sides_of_story(drafts: list[Draft]) -> list[Mention]:
    """Those who met or agreed with each other, by the latest telling that names two sides."""
    for d in reversed(drafts):
        if d.refused or not d.mutual or d.type not in ("AGREE", "CONSULT") or d.sentence.title:
            continue
        found: dict[str | None, Mention] = {}
        for m in d.members("actor", "promisor", "party") + d.members("recipient", "beneficiary"):
            if (m.kind in ACTORS or m.capital) and m.country:
                found.setdefault(m.country if m.kind != "armed-group" else f"{m.country}-", m)
        if len(found) == 2:
            return expand(list(found.values()))
    return []


def called_for_by_parties(drafts: list[Draft], doc: Annotated, language: Language) -> None:
    """One who fights and calls for talks or a truce is ready for them: AGREE; only a third party merely asks (codebook 3 and 6)."""
    parties = set(_fighters(drafts))
    if len(parties) < 2:
        return
    table = provisions(language)
    for d in drafts:
        if d.refused or d.type != "REQUEST":
            continue
        end = max((c[2][1] for c in d.clauses.values()), default=d.sentence.end)
        about = d.provision or table.best(doc.raw[d.end : max(end, d.end)])[0]
        if about not in ("ceasefire", "talks"):
            continue
        actors = {_side(m) for m in d.members("actor") if m.country}
        unnamed = all(m.source == UNNAMED for m in d.members("recipient"))
        if actors and actors <= parties and (unnamed or about != "ceasefire"):
            if unnamed:
                d.fills.pop("recipient", None)
            d.type = "AGREE"
            d.notes.append("a party to the fighting calls for its end: AGREE")


Side = tuple[str | None, bool]
"""A country, and whether those meant fight their own state."""


def _side(m: Mention) -> Side:
    return m.country, m.kind == "armed-group" or m.sector == "REB"


def _fighters(drafts: list[Draft]) -> dict[Side, list[Mention]]:
    """Those who fight in the report, and where they are named."""
    out: dict[Side, list[Mention]] = {}
    for d in drafts:
        if d.type == "ASSAULT" and not d.refused and d.factuality == "actual":
            for m in d.members("actor") + d.members("recipient", "victim"):
                if m.country and m.sector in FIGHTING:
                    out.setdefault(_side(m), []).append(m)
    return out


def truces(drafts: list[Draft], made: list[commit.Promise]) -> None:
    """“sejak gencatan senjata berlaku”: a truce that is kept and names nobody is that of the two who fight most in the report."""
    kept = [d for d in drafts if d.pattern.frame["frame"] == TRUCE and d.pattern.kind == "noun" and not d.refused]
    bare = [d for d in kept if not d.members("actor")]
    if not bare:
        return
    ranked = sorted(_fighters(drafts).values(), key=len, reverse=True)[:2]
    if len(ranked) < 2:
        return
    sides = [found[0] for found in ranked]
    for d in bare:
        d.fills["actor"] = Group(sides, d.unit, d.unit, "those who fight")
    p = commit.Promise(bare[0], "undertaking", "ceasefire", "frame")
    p.promisors = p.beneficiaries = sides
    p.action = (bare[0].start, bare[0].end)
    made.append(p)
