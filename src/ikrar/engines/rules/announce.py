"""Announced undertakings: what one who can decide says they are going to do ("pemerintah akan menaikkan ...")."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ikrar.engines.rules import announcers, comes_about
from ikrar.engines.rules.commit import Promise
from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import DECIDERS, OWN_UNDERGOES, Group, decides
from ikrar.engines.rules.syntax import Syntax
from ikrar.engines.rules.to_come import can_be_willed
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Unit

FRAME = "agree.announce"
# What is done for others by its nature.
FOR_OTHERS = frozenset(
    ("protection", "humanitarian-access", "humanitarian-aid", "arms", "training-advising", "prisoners", "withdrawal-of-forces")
)
NO_DECIDER = "announced of one who does not decide"
UNHEARD = "nobody is heard to say it: an undertaking, no event"
BY_NOBODY = "nobody is named who is to do it: an undertaking, no event"
PUNISHED = "a punishment announced: an undertaking, no agreement"
BUT_NOT = "one's own plans, which one will not do: an undertaking, no event"
ON_NO_DAY = "to be done by nobody named, on no day, and nobody says so: nobody can be held to it"
ACTED_BEFORE = "who acted before"
POLICY = frozenset(("restrict", "ban", "censor", "withhold", "curfew"))  # of these, the ones that a state lays down for all
# What these types do to somebody against their will is no promise, however sure it is.
AGAINST = frozenset("ASSAULT COERCE THREATEN PROTEST REJECT".split())


def settle(drafts: list[Draft], syn: Syntax, language: Language, before: Callable[[], list[Mention]]) -> None:
    """Refuses announcements that bind nobody, and those of acts that have a frame of their own, which takes the promise over."""
    _apart(drafts, syn)
    for d in drafts:
        if d.pattern.frame["frame"] != FRAME:
            continue
        refrains = _negated(d, syn)
        if d.refused and not refrains:
            continue
        verb = _verb(d, syn)
        if refrains:
            _refrain(d, verb, drafts, syn, language)
            continue
        undergone = verb is not None and (_undergone(d, verb, syn) or syn.u[d.unit].low in syn.lang.sets["aimed_at"])
        doer = _doer(d, verb, syn) if verb is not None and undergone else None
        if doer is not None:  # "akan dicabut oleh X", "will be scrapped": the subject only undergoes it
            plain = syn.id and not d.sentence.voices and all(u.low not in syn.that for u in syn.u[: d.unit])  # not "disebut bahwa ..."
            told = _told_before(d, before) if plain and not doer.members else None
            d.fills["promisor"] = told or (doer if doer.members or not (syn.id or _word_given(syn) or _told_of(d)) else _sayer(d))
            _with_subject(d, syn)
        elif verb is not None and (first := _fronted(d, verb, syn, language)) is not None:  # "akan kami cek"
            d.fills["promisor"] = first
            _with_subject(d, syn)
        elif announcers.his_men(d, language):
            d.fills["promisor"] = _sayer(d)  # "the commander said his men would hold their fire"
        d.refused = _why_not(d, verb, syn, language)
        by_nobody = syn.id and undergone and doer is not None and not doer.members
        if by_nobody or d.sentence.speaker is None and (undergone or not _by_name(d)) and not _as_text_says(syn):
            d.type = None
            d.notes.append(BY_NOBODY if by_nobody else UNHEARD)
        elif verb is not None and syn.u[verb].low in language.modes["punishing"]:
            d.type = None
            d.notes.append(PUNISHED)
        own = next((o for o in drafts if o is not d and verb is not None and o.unit == verb and o.kind != "declaration"), None)
        if own is not None and doer is not None and not doer.members and own.type not in AGAINST:
            by_whom = own.members("actor") and (own.fills["actor"].how != OWN_UNDERGOES or not _sayer(d).members)
            doer = own.fills["actor"] if by_whom else _sayer(d)  # "ten diplomats will be expelled, the minister said"
            d.fills["promisor"] = doer
            d.refused = _why_not(d, verb, syn, language)
        by_others = "promisor" in d.fills and d.fills["promisor"].how == ACTED_BEFORE
        if by_nobody and d.refused is None and own is None and not by_others and d.sentence.speech is None and not _dated(syn):
            d.refused = ON_NO_DAY
        if d.refused is None and own is not None:
            d.refused = f"told by its own verb ({own.pattern.frame['frame']})"
            if own.kind == "permission" and doer is not None and not own.members("promisor", "instrument") and not _others_word(d, syn):
                own.fills["promisor"] = doer  # "said foreigners would be allowed to own firms": it is he who permits it
            if own.refused is None and own.kind is None and _to_come(own) and (own.type not in AGAINST or _in_law(own)):
                own.kind = "undertaking"
                if doer is not None and (not own.members("actor") or own.fills["actor"].how == OWN_UNDERGOES and doer.members):
                    own.fills["actor"] = doer
                own.notes.append("announced by one who decides: an undertaking")


def _dated(syn: Syntax) -> bool:
    """Whether a sentence names a time, or says that it is near."""
    return any(u.kind == "T" or u.low in syn.lang.sets["soon"] for u in syn.u)


def _apart(drafts: list[Draft], syn: Syntax) -> None:
    """“would send 50 doctors and would build a clinic", "akan membangun A dan akan menutup B": what is announced anew ends the first."""
    ours = [d for d in drafts if d.pattern.frame["frame"] == FRAME and "action" in d.clauses]
    for first in ours:
        for d in ours:
            begin, stop, span = first.clauses["action"]
            joint = d.unit - 1 - (syn.kinds[d.unit - 1] in "ND")
            anew = syn.kinds[joint] == "C" and syn.kinds[d.unit] == syn.kinds[first.unit] == "A" and not _of_it(d, syn)
            if begin < joint < stop and anew:
                end = joint - (syn.kinds[joint - 1] == ",")
                first.clauses["action"] = (begin, end, (span[0], syn.u[end - 1].end))


def _of_it(d: Draft, syn: Syntax) -> bool:
    """“... dan akan menyampaikannya kepada DPR", "... and will hand it over": what is done with that of which the first clause tells."""
    first, stop, _ = d.clauses["action"]
    verb = next((j for j in range(first, stop) if syn.kinds[j] == "V"), first)
    return syn.u[verb].low.endswith("nya") or (verb + 1 < syn.n and syn.u[verb + 1].low in syn.lang.sets["back_to"])


def _with_subject(d: Draft, syn: Syntax) -> None:
    """Lets what is promised begin with what it is done to: "sisanya akan kami bayar", "jalan itu akan dibuka"."""
    if d.subject is not None and d.subject.first < d.unit and "V" not in syn.kinds[d.subject.last + 1 : d.unit]:
        _, stop, span = d.clauses["action"]
        d.clauses["action"] = (d.subject.first, stop, (syn.u[d.subject.first].start, span[1]))


def _in_law(own: Draft) -> bool:
    """Whether force is told that the law uses: a ban for all, or a raid on sites and criminals."""
    hit = own.members("recipient", "victim")
    raids = own.type == "COERCE" and bool(hit) and all(m.kind in ("facility", "equipment") or m.sector == "CRM" for m in hit)
    return own.mode in POLICY or raids


def _as_text_says(syn: Syntax) -> bool:
    """“..., according to the statement", "menurut pernyataan itu": whether the words of a text are given, which is one of its makers'."""
    words, at = syn.lang.sets, [i for i, u in enumerate(syn.u) if u.low in syn.lang.sets["according"]]
    return any(u.low in words["statements"] or u.mention_kind == "instrument" for i in at for u in syn.u[i + 1 : i + 3])


def _by_name(d: Draft) -> bool:
    """Whether who will do it is named right there ("Menteri X akan ...", "Kementerian Y akan ..."): the report has it from them."""
    g = d.fills.get("promisor")
    return g is not None and g is d.subject and any(m.named for m in g.members)


def once(drafts: Sequence[Draft]) -> None:
    """“kita akan menghemat, kita akan menyelamatkan ...": what one says in one breath is one agreement, however many promises."""
    first: dict[tuple[int, frozenset[tuple[str | None, str | None]]], Draft] = {}
    for d in drafts:
        if d.refused or d.type != "AGREE" or d.pattern.frame["frame"] != FRAME:
            continue
        who = frozenset((m.name or m.country, m.sector) for m in d.members("promisor"))
        lead = first.setdefault((d.sentence.index, who), d)
        if lead is not d:
            d.type = None
            d.notes.append("announced in one breath with another: an undertaking, no event of its own")


def _told_before(d: Draft, before: Callable[[], list[Mention]]) -> Group | None:
    """“DPR menyetujui RUU itu. Selanjutnya, RUU akan dibawa ke rapat paripurna": by those who acted just before, where they decide."""
    who = [m for m in before() if m.sector in DECIDERS or m.kind == "state"]
    return Group(who, d.unit, d.unit, ACTED_BEFORE) if who else None


def _told_of(d: Draft) -> bool:
    """Whether what will be done is told of by its name: "taxes would be lowered", not "it would be"."""
    g = d.subject
    if g is not None and g.first and d.sentence.units[g.first - 1].low.endswith(" of"):
        return True  # "every one of them would be brought home"
    return g is not None and (g.thing is not None or bool(g.members)) and all(m.pronoun is None for m in g.members)


def _word_given(syn: Syntax) -> bool:
    """“..., the government promised”: whether the word that names the speaker is one of promising."""
    at = next((i for i, u in enumerate(syn.u) if u.m is not None and u.m is syn.s.speaker), None)
    return at is not None and any(u.low in syn.lang.sets["word_given"] for u in syn.u[max(0, at - 1) : at + 2])


def _to_come(d: Draft) -> bool:
    """Whether ``d`` is still to be done; a concession announced counts as made, what it grants is to come."""
    return d.factuality == "planned" or d.type == "CONCEDE"


def to_others(d: Draft, promises: Sequence[Promise]) -> None:
    """What a state is told to be going to do for others ("staf PBB akan dilindungi oleh Kenya") is agreed with them, whoever tells it."""
    if d.type is not None or d.refused or UNHEARD not in d.notes:
        return
    mine = {m.country for m in d.members("promisor")}
    others = [m for p in promises if p.provision in FOR_OTHERS for m in p.beneficiaries if m.country is not None and m.country not in mine]
    if others:
        d.type, d.beneficiaries = "AGREE", others
        d.notes.append("to others: agreed with them")


HARMING = AGAINST | {"SANCTION", "MOBILIZE"}
"""Not to do these to somebody is agreed with him."""
# Not to do these for somebody is to refuse them.
GIVING = frozenset("SUPPORT AID RETREAT CONCEDE AGREE CONSULT COOPERATE".split())


def _negated(d: Draft, syn: Syntax) -> bool:
    """“tidak akan ...", "will not ...": whether only the announcement itself is negated."""
    if d.refused is not None and not d.refused.startswith("negated"):
        return False
    u, at = syn.u, d.unit
    if syn.id and u[at].kind == "N":
        return True  # "takkan"
    if d.refused is not None and d.refused.split('"')[1] in syn.lang.sets["never_at_all"]:
        return True  # "there is no way we will sign"
    return (at > 0 and u[at - 1].kind == "N") if syn.id else (at + 1 < syn.n and u[at + 1].kind == "N")


def _refrain(d: Draft, verb: int | None, drafts: list[Draft], syn: Syntax, language: Language) -> None:
    """A promise not to do something, of one who decides and is heard to say it; not to give or yield is a refusal."""
    was, d.refused = d.refused, None
    if d.sentence.speaker is None or syn.u[d.unit].low == "segera":
        d.refused = was or "not to be done"  # "tidak segera berkomentar": not yet done
        return
    if verb is not None and _passive(syn, verb):  # “Subsidi itu tidak akan dicabut,” kata menteri
        doer = _doer(d, verb, syn)
        d.fills["promisor"] = doer if doer.members else _sayer(d)
    elif announcers.his_men(d, language):
        d.fills["promisor"] = _sayer(d)
    elif verb is not None and (first := _fronted(d, verb, syn, language)) is not None:  # "tambang itu tidak akan kami jual"
        d.fills["promisor"] = first
        _with_subject(d, syn)
    d.refused = _why_not(d, verb, syn, language, negated=True)
    if d.refused is None:
        own = next((o for o in drafts if o is not d and o.unit == verb), None)
        d.notes.append("a promise not to")
        if any(o.type == "REJECT" and not o.refused and o.start < d.start < o.end for o in drafts):
            d.type = None  # "tak akan membayar": the refusal tells the act, and this what it binds to
        if own is not None and own.type in GIVING:
            d.type = "REJECT"
            d.notes.append(f"not to give or yield ({own.pattern.frame['frame']}): REJECT")
        elif d.type == "AGREE" and own is None and _never(d, verb, syn):
            d.type = "REJECT"
            d.notes.append("what one will never do: REJECT")
        elif d.type == "AGREE" and (own is None or own.type not in HARMING):
            d.type = None
            d.notes.append(BUT_NOT)
        spoken = d.subject.members if d.subject is not None and d.subject.first < d.unit else []
        if d.type != "AGREE" and spoken and all(m.pronoun == "first" for m in spoken):
            d.kind = None
            d.notes.append("what those who speak will not do: where they stand, no promise")  # "Kami tidak akan menyerah"


def _never(d: Draft, verb: int | None, syn: Syntax) -> bool:
    """“tidak akan pernah bisa dinegosiasikan”, "will never be put on the table": whether it is refused for good."""
    return any(u.low.rpartition(" ")[2] in syn.lang.sets["for_good"] for u in syn.u[max(0, d.unit - 1) : verb])


def _verb(d: Draft, syn: Syntax) -> int | None:
    """The unit of the verb that says what is to be done."""
    if "action" not in d.clauses:
        return None
    if (there := comes_about.ready(d, syn)) is not None:
        return there  # "akan rampung", "will be ready"
    first, stop, _ = d.clauses["action"]
    verb = next((j for j in range(first, min(stop, first + 5)) if syn.u[j].kind == "V"), None)
    if syn.u[d.unit].low in syn.lang.sets["aimed_at"]:
        return first  # "ditargetkan rampung"
    if verb is not None and syn.u[verb].low in syn.lang.sets["keep_on"] and verb + 2 < stop:  # "will continue to cooperate"
        behind = verb + 1 + (syn.u[verb + 1].kind == "I")
        return behind if syn.u[behind].kind == "V" else verb
    return verb


def _undergone(d: Draft, verb: int, syn: Syntax) -> bool:
    """Whether it is done to the subject, or by itself."""
    return comes_about.by_itself(d, verb, syn) or (comes_about.ready(d, syn) is None and _passive(syn, verb))


def _passive(syn: Syntax, verb: int) -> bool:
    return syn.u[verb].low.startswith("di") if syn.id else syn._passive_aux(verb)


def _others_word(d: Draft, syn: Syntax) -> bool:
    """“X insisted on A, although Y had said that B would be allowed": whether a verb of saying behind the speaker's own tells it."""
    told = d.sentence.speech
    behind = told[1] if told is not None else 0
    return any(u.kind == "V" and u.start > behind and u.low in syn.lang.sets["speech"] for u in syn.u[: d.unit])


def _fronted(d: Draft, verb: int, syn: Syntax, language: Language) -> Group | None:
    """The doer between the word of what is to come and a bare verb: "akan kami cek", "akan saya sampaikan"."""
    between = [j for j in range(d.unit + 1, verb) if syn.u[j].kind not in "AD"]
    if not syn.id or syn.u[verb].low in language.modes["telling"] or len(between) != 1 or syn.u[between[0]].mention_kind != "pronoun":
        return None
    return syn.group(between[0], "the doer before a bare verb", left=False)


def _doer(d: Draft, verb: int, syn: Syntax) -> Group:
    """Who will do what is told in the passive: the agent that is named."""
    by = syn.oblique(verb, syn.by, verb, syn.clause_end(verb))
    if by is not None and not by.members and not syn.id and by.thing is not None and by.thing.low in syn.lang.sets["seasons"]:
        by = None  # "brought home by autumn": when
    if by is None and syn.id and verb + 1 < syn.n and syn.u[verb + 1].m is not None:
        by = syn.group(verb + 1, "agent", left=False)
    return by if by is not None else Group([], d.unit, d.unit, "not named")


def _sayer(d: Draft) -> Group:
    """The one who says that it will be done, where they can decide it."""
    speaker = expand(d.sentence.voices)
    return Group(
        [m for m in speaker if m.sector in DECIDERS or m.sector == announcers.LABOUR or decides(m)],
        d.unit,
        d.unit,
        "the one who says that it will be done",
    )


def _why_not(d: Draft, verb: int | None, syn: Syntax, language: Language, negated: bool = False) -> str | None:
    """Why an announcement binds nobody; None where it binds."""
    units, modes = syn.u, language.modes
    between = [u for u in units[d.unit + 1 : verb] if u.low not in language.sets["keep_on"]]
    if verb is None or any(u.kind not in "ADQIN" and u.mention_kind != "pronoun" for u in between):
        return "no act is announced"
    if not negated and any(u.kind == "N" for u in units[max(0, d.unit - 1) : verb]):
        return "not to be done"
    if (can := next((u.low for u in units[d.unit + 1 : verb] if u.low in modes["ability"]), None)) is not None and not negated:
        return f'only possible: "{can}"'
    if d.unit and units[d.unit - 1].low in modes["guessing"] | modes["ability"]:
        return f'foretold: "{units[d.unit - 1].low}"'  # "kemungkinan akan menang"
    low = units[verb].low
    aimed = units[d.unit].low in language.sets["aimed_at"]  # "ditargetkan rampung": a day that somebody has set
    befalls = not can_be_willed(low, language) or (syn.id and low.startswith("ter")) or comes_about.ready(d, syn) == verb
    if befalls and not aimed and not comes_about.by_itself(d, verb, syn):
        return f'nobody wills it: "{units[verb].low}"'
    spoken = d.subject.members if d.subject is not None and d.subject.first < d.unit else []
    if spoken and _passive(syn, verb) and all(m.pronoun == "first" for m in spoken):
        return "what is done to those who speak"  # "We will not be lectured", "Kami tidak akan didikte"
    told = units[verb].low
    if not negated and (told in modes["agenda"] or (verb + 1 < len(units) and f"{told} {units[verb + 1].low}" in modes["agenda"])):
        return f'on the agenda, or thought over: "{units[verb].low}"'
    thing = d.subject.thing if d.subject is not None else None
    if thing is not None and thing.low in language.sets["hollow"] and told.startswith("di") and told[2:] in modes["telling"]:
        return "what will be told is told before"  # "hal itu akan disampaikan besok"
    if units[d.unit].low == "segera" and not d.sentence.voices:
        return "at once, not to come"  # "Pada 1959 angkatan laut segera mengirim ..."
    if thing is not None and thing.low in language.sets["times_to_set"]:
        return "a time still to be set"
    if units[0].low in language.sets["asks_when"]:
        return "a time still to be set"
    opening = units[1] if units[0].kind == "Q" else units[0]
    what = next((u for u in units[verb + 1 : verb + 3] if u.kind not in "Dd"), opening) if told in modes["settling"] else opening
    if what.low in language.sets["times_to_set"] and (what is not opening or all(u.m is None or u is what for u in units[: d.unit])):
        return "a time still to be set"
    about = units[d.subject.first - 1].low if syn.id and d.subject is not None and d.subject.first > 0 else ""
    if about in modes["unconfirmed"] or about in modes["prospects"]:
        return f'only talked of: "{about}"'  # "kabar pemerintah akan menyewa ..."
    before = next((u.kind for u in reversed(units[: d.unit]) if u.kind not in "ADNQ"), "")
    if before == "R":
        return "only describes"
    if negated and units[d.unit - 1].low in modes["not_yet"]:
        return "not yet decided"
    if before == "I":
        return "part of another's words"
    circumstance = syn.circumstance(d.unit, modes["turning"], modes["conditional"])
    if circumstance is not None and "condition" not in d.clauses and not any(u.low in modes["elected"] for u in units[: d.unit]):
        return f'a clause of circumstance: "{circumstance}"'
    if any(u.low in modes["denied"] and u.kind == "V" for u in units[: d.unit]):
        return "denied"  # "X membantah kapal itu akan dijual"
    guess = next((u.low for u in units[: d.unit] if u.low in modes["guessing"]), None)
    if guess is not None:
        return f'foretold: "{guess}"'
    members = d.members("promisor")
    if "promisor" in d.fills and d.fills["promisor"].how == "carried over":
        return "nobody is named who announces it"
    if not members or not announcers.may(d, verb, members, language):
        return NO_DECIDER
    voices = expand(d.sentence.voices)
    if voices and not any(_speaks_for(v, m) for v in voices for m in members):
        return "foretold by another"
    if units[d.unit].low == "would" and not voices:
        return "only if"
    owed = next((u.low for u in _before_it(d) if u.low.split()[0] in language.sets["owed"]), None)
    return f'owed, not promised: "{owed}"' if owed is not None else None


def _before_it(d: Draft) -> list[Unit]:
    """The word of what is to come and the auxiliaries before it: "harus segera dilaksanakan"."""
    units, j = d.sentence.units, d.unit
    while j > 0 and units[j - 1].kind in "ADN":
        j -= 1
    return units[j : d.unit + 1]


def _speaks_for(voice: Mention, m: Mention) -> bool:
    """Whether ``voice`` is ``m`` or of its side, so that the word of one binds the other."""
    if voice is m or (voice.name and voice.name == m.name):
        return True
    if voice.kind == "instrument":
        return True
    if m.kind == "person" and m.named and voice.sector == "PTY" != m.sector:
        return False  # "Ganjar akan tunduk", says a man of a party
    home = voice.country == m.country or (
        voice.guessed and m.kind == "state" and m.named and voice.kind == "person" and voice.sector == "GOV"
    )
    return home and (decides(voice) or voice.sector in (None, "of", "-"))  # "the minister said that Peru will ...": of Peru, then
