"""The mode layer: what the words around a predicate do to it. Sets factuality, maps types, and turns away what did not happen."""

from __future__ import annotations

from typing import Any

from ikrar.engines.rules import hearsay, joined, performed, talked_of
from ikrar.engines.rules.carried import came_for, carried_out, was_glad_to
from ikrar.engines.rules.draft import Draft, restrictive
from ikrar.engines.rules.governed import (
    asked_of,
    claimed_by,
    controlled_by,
    gerund_subject,
    governor_of,
    hoped_for,
    is_scheduled,
    of_carrying_out,
    person_subject,
    pressed,
    there_is_none,
)
from ikrar.engines.rules.predicate import predicate
from ikrar.engines.rules.syntax import Syntax
from ikrar.lexicon import Language

Json = dict[str, Any]
UNDONE = ("a purpose", "asked for")
"""How the reasons begin for which what is promised or asked was turned away."""
# Words that do nothing as long as they only can be said: one who may support somebody does not.
ELECTED = 7  # units behind "if" among which stands that one is elected
VAGUE = frozenset(("SUPPORT", "AGREE", "CONSULT", "REQUEST", "CONCEDE", "COOPERATE"))
OPEN = frozenset(("possible", "future"))
"""What leaves open whether a thing is done: one may fear it all the same ("fears that X might attack")."""
RELEASE = "retreat.release"
"""Of acts given way by, the one that is promised before it is done: who will be freed has been promised to somebody."""
FORETOLD = frozenset(("ASSAULT", "COERCE", "CONSULT"))
"""Types of which others' word that they are to come says nothing."""
IRREALIS = frozenset(("AGREE", "REQUEST", "THREATEN", "REJECT", "CONCEDE"))


def apply(d: Draft, syn: Syntax, language: Language) -> None:
    """Reads the cues of ``d`` and settles ``factuality``, ``type`` and ``refused``."""
    modes, units = language.modes, syn.u
    v = d.unit
    effects: dict[str, str] = {}
    if d.type == "ACCUSE" and d.pattern.kind == "verb" and syn.u[v].low in modes["planning"]:
        effects["planned"] = syn.u[v].low  # "menjadwalkan pemeriksaan"
    infinitive, j = _cues(d, syn, modes, v, effects)
    if syn.id and d.pattern.kind == "verb" and (step := hearsay.step(syn, v)) is not None:
        _cues(d, syn, modes, step, effects)
    if d.pattern.kind == "verb" and not effects and infinitive is None:
        effects.update(joined.cues(syn, v))
    if d.pattern.kind == "noun":
        lent = predicate(d, syn, language)
        if lent is not None:  # "pertemuan itu akan digelar": the verb that the noun hangs on says when and whether
            d.predicate, v = lent, lent
            if units[lent].low in modes["planned"]:
                effects["future"] = units[lent].low  # "pertemuan itu dijadwalkan pada Jumat"
            infinitive, j = _cues(d, syn, modes, v, effects)
        elif syn.id and v > 1 and units[v - 1].low in language.sets["there_was"]:
            if units[v - 2].kind == "N":
                effects["negated"] = units[v - 2].low  # "tidak ada pembicaraan"
            elif (said := units[v - 2].low) in modes["future"] or said in modes["denied"]:
                effects["denied" if said in modes["denied"] else "future"] = said  # "akan ada pertemuan", "membantah adanya serangan"
    if infinitive is None and j >= 0 and units[j].kind == "S" and units[j].low in syn.infinitive:
        infinitive = j
    clause = syn.clause_start(v)
    if units[0].low in modes["planned"] and units[0].kind == "D" and clause == 0 and all(u.kind != "V" for u in units[1:v]):
        effects.setdefault("future", units[0].low)  # "Rencananya, X bertemu Y"
    promised = d.kind == "undertaking" or ("future" in effects and d.type in modes["future_types"])
    if promised and (hangs := syn.hangs_on(v, modes["conditional"])) is not None:
        d.clauses["condition"] = (*hangs, (units[hangs[0]].start, units[hangs[1] - 1].end))  # promised on a condition
    elif clause > 0 and units[clause - 1].kind == "S" and units[clause - 1].low in modes["conditional"]:
        if d.type == "THREATEN" and any(u.kind == "," for u in units[clause:v]):
            d.cues.append(f'"{units[clause - 1].low}" -> on a condition')  # "Jika guru dibohongi, PGRI tidak tinggal diam"
        elif d.kind != "undertaking" or all(u.low not in modes["elected"] for u in units[clause : clause + ELECTED]):
            effects["conditional"] = units[clause - 1].low  # but "jika terpilih, saya akan ..." is a campaign's promise
    elif clause > 0 and units[clause - 1].low in modes["asked"] and units[clause - 1].kind in "SI":
        told = talked_of.describes(syn, v) or talked_of.asked_of_doers(syn, v)
        if (clause > 1 or not syn.main_begins(clause, v)) and not told:  # "Agar itu tak terulang, X akan ..."
            effects["asked"] = units[clause - 1].low  # "berpesan agar parlemen mendukung ..."
    if not syn.id and clause > 1 and units[clause - 1].low in syn.that and units[clause - 2].low in modes["asked"]:
        if d.pattern.kind == "verb" and not {"past", "part", "ing", "s"} & set(units[v].forms):
            effects["asked"] = units[clause - 2].low  # "demanded that the minister resign"
    if syn.id and d.pattern.kind == "verb" and (unless := _unless(syn, clause, v, modes["conditional"] - modes["stretching"])) is not None:
        effects["conditional"] = unless
    if clause > 1 and units[clause - 1].low in syn.that and units[clause - 2].low in modes["unconfirmed"]:
        effects["possible"] = units[clause - 2].low  # "beredar kabar bahwa ...", "claims that ..."
    if not syn.id and d.pattern.kind == "verb" and (noun := claimed_by(syn, v, modes["unconfirmed"])) is not None:
        k = noun - 1
        while k > 0 and (units[k].kind in "Xda'#" or units[k].m is not None):
            k -= 1
        effect = "denied" if units[k].low in modes["denied"] else "possible"
        effects.setdefault(effect, units[k].low if effect == "denied" else units[noun].low)  # "denied Chile's claim that ..."
    if not syn.id and infinitive is None and (first := joined.modal(syn, v)) is not None:
        _cues(d, syn, modes, first, effects)  # "should open its border and allow ..."
    if not syn.id and infinitive is None and d.pattern.kind == "verb":
        infinitive = joined.infinitive(syn, v)
    if not syn.id and infinitive is None and v > 1 and units[v - 1].low == "help" and units[v - 2].kind == "I":
        infinitive = v - 2  # "sent troops to help fight the rebels"
    governor = governor_of(syn, v, infinitive)
    if infinitive is not None and not syn.id and is_scheduled(syn, infinitive, governor):
        effects["future"] = units[infinitive].low  # "is to join", "Iran to host talks"
        governor = infinitive = None
    if governor is not None:
        g = units[governor]
        if g.low in modes["denied"] or _stem_in(g.low, modes["denied"]):
            effects["denied"] = g.low
        elif infinitive is not None:
            if g.low in language.sets["causative"] and not person_subject(syn, governor) or pressed(syn, governor, language):
                d.cues.append(f'"{g.low}" -> done')
            elif g.low in modes["asked"]:
                effects["asked"] = g.low
            elif (came := came_for(d, syn, governor, language)) or carried_out(d, syn, governor, language):
                d.cues.append(f'"{g.low}" -> done')
                if came or not syn.id:  # "will continue to support", "akan datang untuk menemui X": not yet
                    before, _ = _cues(d, syn, modes, governor, effects)
                    over = governor_of(syn, governor, before) if came else None
                    if came and (before is not None or (over is not None and units[over].low in modes["asked"])):
                        effects["asked"] = units[over if over is not None else governor].low  # "diminta hadir untuk ..."
            else:
                effects["meant"] = g.low
        elif syn.id and g.low in modes["asked"] and all(u.kind in "ADNQ" for u in units[governor + 1 : v]):
            effects["asked"] = g.low  # "menolak mengesahkan": what is refused or asked stands bare behind its verb
        elif syn.id and g.low in modes["possible"] and all(u.kind in "ADNQ" for u in units[governor + 1 : v]):
            effects["possible"] = g.low  # "berpotensi mendukung"
    elif infinitive is not None:
        effects["meant"] = units[infinitive].low
    else:
        helped = controlled_by(syn, v)
        if helped is not None:
            effects["meant"] = units[helped].low
        elif syn.id and (asked := asked_of(syn, v, modes["asked"])) is not None:
            if units[asked].low in language.sets["causative"] and not person_subject(syn, asked):
                d.cues.append(f'"{units[asked].low}" -> done')  # "ketegangan mendorong X menggelar ...": a thing asks nobody
            else:
                effects["asked"] = units[asked].low
    if d.pattern.kind == "noun":
        light = any(n.startswith("light verb") for n in d.notes)
        word = None if light else talked_of.governing_noun(syn, d.unit, modes["governing_nouns"])
        if light and not syn.id and (word := of_carrying_out(syn, d.unit)) is not None:
            effects.setdefault("meant", word)
            word = None
        if (word := word or talked_of.only_named(d, syn, modes)) is not None:
            effects.setdefault("talked of", word)
    if not syn.id and d.pattern.kind == "noun" and d.predicate is None:
        word = talked_of.might(syn, d.unit, (modes["ability"], modes["unreal"]))
        if word is not None:
            effects.setdefault("talked of", word)
    gerund = not syn.id and d.pattern.kind == "verb" and v > 0 and "ing" in units[v].forms
    done = gerund and v > 1 and (units[v - 2].low in modes["answering"] or (units[v - 1].low == "in" and syn.joined_in(v) is not None))
    if gerund and units[v - 1].low in modes["gerund_purpose"] and not done:
        effects.setdefault("meant", units[v - 1].low)  # "for help in fighting", "accused of bombing"
    if gerund and (word := joined.undone(syn, v, modes["undoing"])) is not None:
        effects.setdefault("asked", word)
    if not syn.id and d.pattern.kind == "verb" and (word := joined.gerund(syn, v, modes["gerund_purpose"])) is not None:
        effects.setdefault("meant", word)
    doer = d.subject
    pointed = not syn.id and d.type == "AID" and v < 4 and units[0].low in language.sets["pointing"]
    if pointed and doer is not None and doer.how == "carried over":
        effects.setdefault("talked of", units[0].low)  # "That would help X": not the one last named, but what he does
    if doer is not None and d.pattern.kind == "verb" and doer.first:
        k = doer.first - 1
        while k > 0 and (units[k].kind == "A" or units[k].low in syn.that):
            k -= 1
        if units[k].low in language.sets["no_way"]:
            effects.setdefault("negated", units[k].low)  # "no country can veto", "there is no way that we will sign"
    if doer is not None and "relative" in doer.how and doer.thing is not None and doer.thing.low in language.sets["whoever"]:
        effects.setdefault("talked of", doer.thing.low)  # "anyone who attacks us will pay"
    if d.pattern.kind == "verb" and (word := _rather(syn, v)) is not None:
        effects.setdefault("talked of", word)
    if not syn.id and d.pattern.kind == "verb" and gerund_subject(syn, v):
        effects.setdefault("talked of", units[v].low)
    if governor is None or effects.keys() <= OPEN:
        word = hoped_for(syn, v, modes["hoped"])
        if word is not None:
            effects.setdefault("hoped", word)
    if d.type == "AGREE" and d.kind is not None and d.pattern.frame["frame"] != "agree.announce":  # which has more to be asked
        word = hoped_for(syn, v, modes["guessing"])
        if word is not None:
            effects.setdefault("talked of", word)  # "meyakini X siap menjadi ...": believed of him
    if syn.id and d.pattern.kind == "verb" and d.type in VAGUE and v > 0 and units[v].kind == "V" and units[v - 1].low == "dalam":
        effects.setdefault("talked of", units[v - 1].low)  # "peran negara dalam menjamin hak"
    if syn.id and (word := joined.aim(d, syn, v)) is not None:
        effects.setdefault("meant", word)
    if (
        syn.id
        and d.pattern.kind == "verb"
        and d.kind is None
        and (word := talked_of.planned_by(d, syn, v, language.sets["plans"])) is not None
    ):
        effects.setdefault("meant", word)
    if not syn.id and d.pattern.kind == "verb" and d.used:
        tokens = d.sentence.tokens
        if any(tokens[k].low in ("no", "little", "zero") and tokens[k].start >= d.end for k in range(d.first + 1, min(d.used))):
            effects["negated"] = "no"  # "make no apology"; not "have no intention"
    if syn.id and d.pattern.kind == "verb" and d.used and (word := _none_of_it(d, modes["negated"])) is not None:
        effects["negated"] = word
    if syn.id and d.pattern.kind == "verb" and (word := there_is_none(syn, v)) is not None:
        effects["negated"] = word
    hearsay.cues(d, syn, v, effects)
    if (
        syn.id
        and "future" in effects
        and d.type in FORETOLD
        and d.pattern.kind == "verb"
        and (word := hearsay.foretold(syn, v)) is not None
    ):
        effects.setdefault("talked of", word)
    if "possible" in effects and was_glad_to(syn, v, language):
        del effects["possible"]
    if effects and performed.is_done(d, effects, modes["courtesy"]):
        d.cues.append(f'"{next(iter(effects.values()))}" -> done by saying it')
        effects = {}
    if effects:
        d.cues += [f'"{word}" -> {effect}' for effect, word in effects.items()]
    _settle(d, effects, modes)


def _rather(syn: Syntax, v: int) -> str | None:
    """“lebih memilih mati daripada ditangkap", "rather than surrendering": the word that tells the verb at ``v`` to be what is not done."""
    j = v - 1
    while j > 0 and syn.kinds[j] in "AD":
        j -= 1
    return syn.u[j].low if j >= 0 and syn.u[j].low in syn.lang.sets["rather"] else None


def _none_of_it(d: Draft, negators: frozenset[str]) -> str | None:
    """“menyampaikan bahwa tidak ada ancaman": the negator before "there is" between the trigger and the words that it needs."""
    t = d.sentence.tokens
    return next((t[k].low for k in range(d.first + 1, min(d.used)) if t[k].low in negators and t[k + 1].low == "ada"), None)


def abroad(d: Draft) -> None:
    """Refuses an act that is one only between two countries ("tiba di", "disambut") where its sides are of one or unknown."""
    if d.refused or not (d.pattern.frame.get("event") or {}).get("abroad"):
        return
    mine, theirs = ({m.country for m in d.members(role) if m.country} for role in ("actor", "recipient"))
    if len(mine) > 1 and mine & theirs and d.type in ("CONSULT", "AGREE"):
        d.mutual = True  # "Presiden A dan Presiden B tiba di Borobudur": host and guest, together
        del d.fills["recipient"]
    elif not mine or not theirs or mine & theirs:
        d.refused = "at home"


def _cues(d: Draft, syn: Syntax, modes: dict[str, frozenset[str]], v: int, effects: dict[str, str]) -> tuple[int | None, int]:
    """Collects the cues before unit ``v``; gives the infinitive marker met on the way, and where the search stopped."""
    j = v - 2 if d.mark == "fronted" else v - 1  # "akan kami serahkan": over the doer
    while j >= 0 and v - j < 7:
        u = syn.u[j]
        if u.kind in "AND" or (u.kind == "Q"):
            for effect in ("negated", "future", "possible", "asked", "planned", "past"):
                if effect == "past" and "planned" in effects and d.type in modes["future_types"]:
                    continue  # "telah dijadwalkan bertemu": the plan is made, the meeting is to come
                if u.low in modes[effect] or (u.kind == "A" and u.low.partition(" ")[0] in modes[effect]):
                    effects.setdefault(effect, u.low)  # "will be" as "will"
        elif u.kind == "I":
            return j, j
        elif u.kind == "X" and v == d.unit and d.pattern.kind == "verb" and syn.id and j and syn.u[j - 1].kind == "A":
            pass  # "akan jalan bersama mendukung"
        elif not (u.kind == "X" and v == d.unit and d.pattern.kind == "noun"):
            break
        j -= 1
    return None, j


def _unless(syn: Syntax, clause: int, v: int, conditional: frozenset[str]) -> str | None:
    """“tidak akan berunding kecuali embargo itu dicabut": the preposition that opens a clause of condition behind a verb of its own."""
    at = next((j for j in range(v - 1, clause, -1) if syn.kinds[j] == "P" and syn.u[j].low in conditional), None)
    return syn.u[at].low if at is not None and "V" in syn.kinds[clause:at] and "," not in syn.kinds[at:v] else None


def _stem_in(low: str, words: frozenset[str]) -> bool:
    return low in words


def _settle(d: Draft, effects: dict[str, str], modes: Json) -> None:
    if "denied" in effects:
        d.factuality = "denied"
        return
    if "negated" in effects:
        off = modes["off_types"]
        if effects["negated"] in modes["called_off"] and isinstance(off, dict) and d.type in off:
            d.notes.append(f'{d.type} called off ("{effects["negated"]}"): {off[d.type]}')
            d.type, d.kind = off[d.type], None
            return
        d.refused = f'negated by "{effects["negated"]}"'
        return
    if "talked of" in effects and d.type is not None:
        d.refused = f'only talked of: "{effects["talked of"]}"'
        return
    spoken = d.type in ("REQUEST", "THREATEN", "ACCUSE", "AGREE") and d.mode != "investigate"
    if "hoped" in effects and d.type is not None and not spoken:
        d.refused = f'hoped, feared or tried, not done: "{effects["hoped"]}"'
        return
    if "conditional" in effects:
        d.refused = f'only if: "{effects["conditional"]}"'
        return
    if "asked" in effects:
        d.refused = f'asked for, not done: "{effects["asked"]}"'
        return
    if "meant" in effects and d.type is not None:
        d.refused = f'a purpose or a promise, not an act: after "{effects["meant"]}"'
        return
    if ("future" in effects or "planned" in effects) and "past" not in effects:
        future = modes["future_types"]
        word = effects.get("future") or effects.get("planned")
        if isinstance(future, dict) and d.type in future:
            vague = d.type == "CONSULT" and not any(m.named for m in d.members("actor", "recipient"))
            if (vague or d.type == "SUPPORT" and d.mark == "passive") and restrictive(d):
                d.refused = "only describes"  # "calon yang akan diusung partai itu", "hakim yang akan memimpin sidang"
                return
            to_be = "AGREE" if d.pattern.frame["frame"] == RELEASE else future[d.type]
            d.notes.append(f'{d.type} to come ("{word}"): {to_be}')
            if d.kind is None and "future" in effects:
                d.kind, d.provision = "undertaking", "talks" if d.type == "CONSULT" else d.provision
            d.type = to_be
        elif d.type == "ASSAULT" and d.mutual:
            d.refused = f'no fighting yet: "{word}"'  # "akan ikut memerangi kelompok itu": what forces are for
        elif d.type is not None and d.type != "CONCEDE":  # whoever announces a concession has made it
            d.factuality = "planned"
    if "possible" in effects and d.type is not None and effects["possible"].partition(" ")[0] in modes["ability"]:  # what one can do
        d.refused = f'only possible: "{effects["possible"]}"'
        return
    if "possible" in effects and d.type not in ("ASSAULT", None) and effects["possible"] in modes["accusing"]:
        d.refused = "what somebody is accused of"
        return
    if "possible" in effects:
        d.factuality = "possible"
