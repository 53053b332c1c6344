"""What stands over a verb and lets it hang: a verb of wishing or asking before it, an infinitive, a claim, that there is none."""

from __future__ import annotations

from ikrar.engines.rules.clauses import first_words, opens_passive
from ikrar.engines.rules.syntax import Syntax
from ikrar.lexicon import Language

CARRIED = 7  # units between a light verb and its noun


def there_is_none(syn: Syntax, v: int) -> str | None:
    """“Tidak akan ada lagi rudal yang kami lepaskan”: the negator over the being of what the relative clause with the verb describes."""
    u, j = syn.u, v - 1
    while j > 0 and (u[j].kind in "ADC" or u[j].m is not None):
        j -= 1
    if j < 1 or u[j].kind != "R":
        return None
    k = j - 1
    while k > 0 and (u[k].kind in "XDd#P" or u[k].m is not None):  # "belum ada pernyataan dari X yang ..."
        k -= 1
    if u[k].kind != "V" or u[k].low not in syn.lang.sets["there_was"]:
        return None
    return next((x.low for x in u[max(0, k - 3) : k] if x.kind == "N"), None)


def is_scheduled(syn: Syntax, infinitive: int, governor: int | None) -> bool:
    """English "is to" and the bare "to" of headlines: what is to come."""
    if infinitive == 0:
        return False
    before = syn.u[infinitive - 1]
    if before.kind in "AB":
        return before.low in syn.lang.sets["be"]
    return syn.headline and governor is None and before.m is not None and syn._verbless_before(infinitive)


def gerund_subject(syn: Syntax, v: int) -> bool:
    """“said removing the tariffs is a condition": an act in -ing of which something is said is none done."""
    if "ing" not in syn.u[v].forms or (v > 0 and syn.u[v - 1].kind not in "VSQ" and syn.u[v - 1].low not in syn.that):
        return False
    j = v + 1
    while j < syn.n and (syn.skip[j] or syn.u[j].kind not in ",;.SRABV" or syn.u[j].kind == "V" and syn.u[j - 1].kind == "I"):
        j += 1
    return j < syn.n and (syn.u[j].kind in "AB" or (syn.u[j].kind == "V" and "s" in syn.u[j].forms))


def claimed_by(syn: Syntax, v: int, nouns: frozenset[str]) -> int | None:
    """“the claim that its army had shelled the town": the unit of the noun of claiming in whose clause the verb at ``v`` stands."""
    j, own = v - 1, False
    while j > 1 and syn.u[j].kind not in "V.;SRQ":
        own = own or syn.u[j].m is not None
        j -= 1
    return j - 1 if own and syn.u[j].kind == "R" and syn.u[j].low in syn.that and syn.u[j - 1].low in nouns else None


def hoped_for(syn: Syntax, v: int, verbs: frozenset[str]) -> str | None:
    """The verb of hoping or fearing in whose clause the act at ``v`` stands: no other verb between, no opening aside."""
    afraid = syn.lang.modes["afraid"]
    if syn.s.words.isdisjoint(first_words(verbs)) and syn.s.words.isdisjoint(first_words(afraid)):
        return None  # most sentences
    j, between = v - 1, 0
    while j >= 0 and v - j < 14:
        u = syn.u[j]
        if syn.skip[j] or u.kind == "Q" and syn.u[j + 1].low in syn.that:  # “menyadari "pikiran absurd" bahwa X akan ...”
            j -= 1
            continue
        if u.kind == "R" and u.low in syn.that and j > 0 and syn.u[j - 1].low in verbs:
            return syn.u[j - 1].low  # "fears that X might invade"
        opening = u.kind == "," and syn.u[0].kind == "P" and all(x.kind not in "VB" or x.low in verbs for x in syn.u[:j])
        opening = opening or (u.kind == "," and (syn.id and tells_why(syn, j) or opens_passive(syn) and "," not in syn.kinds[:j]))
        circumstance = u.kind == "S" and u.low not in syn.that and u.low not in syn.infinitive
        if opening or circumstance or u.kind in ".;RQ" or (u.kind == "C" and between):
            return None
        if u.low in verbs and u.kind in "VAX":
            of_a_thing = syn.kinds[j + 1] == "P" and syn.kinds[v] == "V"  # "yang khawatir dengan aksi itu, mengusir X"
            return None if of_a_thing else u.low
        if u.low in afraid and j > 0 and syn.kinds[j - 1] in "AD":
            return u.low  # "is worried that X may invade"; but "worried officials arrested X"
        if u.kind == "V":
            between += 1
            if between > 1:
                return None
        j -= 1
    return None


def tells_why(syn: Syntax, comma: int) -> bool:
    """“Karena mencoba melawan, pelaku ditembak": whether the words up to ``comma`` open the sentence and say why or when."""
    sets, opens = syn.lang.sets, syn.u[0].low
    return (opens in sets["because_of"] or opens in sets["moment"]) and all(u.kind != "," for u in syn.u[:comma])


def governor_of(syn: Syntax, v: int, infinitive: int | None) -> int | None:
    """The verb that the predicate at ``v`` depends on: before its infinitive marker, or before "bahwa"/"that"/"telah"."""
    start = infinitive if infinitive is not None else v
    j = start - 1
    while j >= 0 and start - j < 16:
        u = syn.u[j]
        if syn.kinds[j] not in "V.;SR" or syn.skip[j]:
            j -= 1
            continue
        if u.kind == "V" and infinitive is not None and syn.id and j > 1 and syn.u[j - 1].kind == "N" and syn.u[j - 2].kind == "R":
            j -= 3  # "milisi yang tidak diketahui untuk ...": only says that nobody knows them
            continue
        if u.kind == "V":
            if infinitive is not None:
                return j
            between = syn.u[j + 1 : v]
            if any(x.kind == "S" and x.low in syn.that for x in between) or all(x.kind in "ADNQ" for x in between):
                return j
            if u.low in syn.lang.modes["denied"] and all(x.kind in "ADNQMd" for x in between):
                return j  # "denies it plans to invade", "membantah anggotanya menembak X"
            return None
        if u.kind in ".;" or (u.kind == "S" and u.low not in syn.that and u.low not in syn.infinitive) or u.kind == "R":
            return None
        j -= 1
    return None


def controlled_by(syn: Syntax, v: int) -> int | None:
    """“membantu Irak memerangi IS”: the verb that makes the subject before ``v`` its object, itself only meant."""
    j = v - 1
    while j >= 0 and syn.u[j].kind in "ADN":
        j -= 1
    if j < 1 or syn.u[j].m is None or syn.u[j - 1].kind != "V" or syn.u[j - 1].low not in syn.control:
        return None
    k = j - 2
    while k >= 0 and syn.u[k].kind in "AD":
        k -= 1
    return j - 1 if k >= 0 and syn.u[k].kind in "I" else None


def asked_of(syn: Syntax, v: int, asking: frozenset[str]) -> int | None:
    """“menuntut X dihukum", "mendesak X membuka ...": the verb that asks for what its object is to do or undergo."""
    j = v - 1
    while j >= 0 and syn.u[j].kind in "ADN":
        j -= 1
    return j - 1 if j > 0 and syn.u[j].m is not None and syn.u[j - 1].kind == "V" and syn.u[j - 1].low in asking else None


def pressed(syn: Syntax, v: int, language: Language) -> bool:
    """“Ketegangan mendesak X untuk ...”, "tension urged X to": what presses is no one who asks."""
    g = syn.subject(v)
    if g is None or g.thing is None:
        return False
    return not g.members and g.thing.low in language.sets["pressures"] or g.thing.low in language.sets["incidents"]


def of_carrying_out(syn: Syntax, v: int) -> str | None:
    """“accused of carrying out a massacre": the word before the light verb of the noun at ``v``, told of as a blame only."""
    j = next((j for j in range(v - 1, max(v - CARRIED, 0), -1) if syn.u[j].kind == "V"), 0)
    return syn.u[j - 1].low if j > 1 and "ing" in syn.u[j].forms and syn.u[j - 1].low == "of" else None


def person_subject(syn: Syntax, v: int) -> bool:
    """Whether people, and no thing, are the subject of the verb at ``v``."""
    if by_what_happens(syn, v):
        return False
    g = syn.subject(v)
    if g is None or g.thing is not None:
        return False
    return any(m.kind in ("state", "person", "organization", "armed-group", "group") for m in g.members)


def by_what_happens(syn: Syntax, v: int) -> bool:
    """“... pekan depan, yang mendorong X mundur", "operasi oleh militer yang mendorong warga lari": it moves them, nobody asks."""
    j = v - 1
    while j > 1 and syn.kinds[j] in "AD":
        j -= 1
    if not syn.id or j < 2 or syn.kinds[j] != "R" or syn.u[v].low not in syn.lang.sets["causative"]:
        return False
    if syn.kinds[j - 1] == ",":
        return syn.u[j - 2].m is None and "V" in syn.kinds[: j - 1]
    return syn.u[j - 1].m is not None and syn.u[j - 2].low in syn.by


def told_after(syn: Syntax, begin: int, stop: int) -> int:
    """“called for calm after soldiers shot two students": where, in what is asked for, a clause in the past begins, or ``stop``."""
    words, past = syn.lang.sets["told_after"], syn.lang.modes["past"] | syn.lang.sets["were"]
    for s in range(begin + 1, stop - 2):
        if syn.kinds[s] != "S" or syn.u[s].low not in words:
            continue
        v = syn.kinds.find("V", s + 2, stop)
        own = syn.u[s + 1 : v] if v > 0 else []
        if not any(u.m is not None for u in own) or any(u.kind in "ISR,;" for u in own):
            continue
        aux = next((u.low for u in own if u.kind in "AB"), None)
        if "past" in syn.u[v].forms if aux is None else aux in past:
            return s
    return stop
