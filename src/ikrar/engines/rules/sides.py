"""Who acts, and to whom, where the clause itself does not say: the one who speaks, the other side of the talks, a crowd."""

from __future__ import annotations

from collections.abc import Sequence

from ikrar.engines.rules.commit import Promise, apart
from ikrar.engines.rules.draft import DONE_TO, Draft, expand, relative, restrictive
from ikrar.engines.rules.given import whose_forces
from ikrar.engines.rules.group import DECIDERS, Group
from ikrar.lexicon import Language
from ikrar.model.annotation import SOUGHT, Annotated, Mention, Unit

OFFICIAL = frozenset(("arrest", "investigate", "seize", "deport"))  # modes of what officers do in their own work
OFFICERS = frozenset(("COP", "MIL", "JUD"))
INVESTIGATORS = frozenset(("COP", "JUD"))
NEAR = 4  # sentences
LASTED = 7  # units behind talks within which it is said since when they have been held
ENDED = 4  # units before a meeting among which the word stands that says that it is over


def promised_by_speaker(drafts: Sequence[Draft], promises: Sequence[Promise]) -> None:
    """“Nineteen soldiers will be set free,” said X: what is to be done, and by nobody named, is the word of the one who says it."""
    for d in drafts:
        if d.refused or d.type not in ("CONCEDE", "AGREE") or d.members("actor", "promisor") or not any(" to come" in n for n in d.notes):
            continue
        who = [m for m in expand(d.sentence.voices) if m.sector in DECIDERS]
        if who:
            d.fills["actor"] = Group(who, d.unit, d.unit, "the speaker")
            for p in promises:
                if p.draft is d and not p.promisors:
                    p.promisors = who


TOLD_OF = ("who tells of it", "those told of before")  # how a meeting's sides were found that its own words do not name


def same_meeting(drafts: Sequence[Draft]) -> None:
    """“Dialog itu digelar lewat video”: of a meeting that other words tell with its sides, no second one by half of them."""
    met = [d for d in drafts if d.type == "CONSULT" and not d.refused and not _lent(d)]
    for d in drafts:
        if d.type != "CONSULT" or d.refused or not _lent(d):
            continue
        if (since := _ever_since(d)) is not None:
            d.time = d.time or since
            continue
        mine = {m.country for m in d.members("actor")} - {"INT"}  # a coalition told of before holds no talks
        if any(mine <= {m.country for m in x.members("actor") + x.members("recipient")} for x in met):
            d.refused = "the meeting told with its sides elsewhere"


def _ever_since(d: Draft) -> Unit | None:
    """“Several rounds have been held since 14 July", "dialog yang digelar sejak 3 Mei": since when other meetings have been held."""
    units = d.sentence.units
    return next((u for u in units[d.unit + 1 : d.unit + LASTED] if u.kind == "T" and u.x.day and u.x.bound == "from"), None)


def still_to_come(drafts: Sequence[Draft], language: Language) -> None:
    """“kunjungan Paus ke Peru memberi pesan ...”: of a visit that other words tell to be still to come, the bare noun is that visit."""
    ahead = [d for d in drafts if d.type == "AGREE" and not d.refused and any(n.startswith("CONSULT to come") for n in d.notes)]
    for d in drafts:
        if d.type != "CONSULT" or d.refused or d.pattern.kind != "noun" or d.predicate is not None or d.cues:
            continue
        before = [u.low for u in d.sentence.units[max(0, d.unit - ENDED) : d.unit]]
        if not language.sets["ended"].isdisjoint(before):
            continue  # "usai Dialog X-Y pada Minggu", "at the end of the second Dialogue"
        if any(_sides_of(d) == _sides_of(x) and len(_sides_of(d)) > 1 for x in ahead):
            d.refused = "the meeting that is still to come"


def to_settle(drafts: Sequence[Draft], language: Language) -> None:
    """“jadwalnya akan disusun dalam perundingan teknis": talks at which something is to be settled have not been held."""
    will, times = language.sets["will"], language.sets["times_to_set"]
    for d in drafts:
        if d.refused or d.unit < 2:
            continue
        before = d.sentence.units[: d.unit]
        start = next((j + 1 for j in range(len(before) - 1, -1, -1) if before[j].kind in ".;S"), 0)
        clause = before[start:]
        talked = d.mark == "passive" and (d.pattern.frame["event"] or {}).get("type") in ("CONSULT", "RETREAT")
        if talked and any(u.low in language.sets["asks_when"] for u in clause):
            d.refused = "a time still to be set"  # "kapan penarikan dimulai masih akan dirundingkan oleh para panglima"
        opening = next((u for u in clause if u.kind != "Q"), None)
        if d.type == "CONSULT" and opening is not None and opening.low.endswith("nya") and opening.low in times:
            d.refused = "a time still to be set"  # "Tanggalnya kami rundingkan di tingkat teknis"
        if d.type != "CONSULT" or d.pattern.kind != "noun":
            continue
        inside = any(u.kind == "P" and u.low not in language.sets["ended"] for u in clause[-3:])  # not "released after talks in X"
        if inside and any(u.low in will for u in clause) and not times.isdisjoint(t.low for t in d.sentence.tokens[: d.first]):
            d.refused = "talks that are to settle it"


def _sides_of(d: Draft) -> frozenset[str | None]:
    return frozenset(m.country for m in d.members("actor") + d.members("recipient"))


BACKED = frozenset(("support.endorse", "support.back"))
PARTNERS = frozenset(("cooperate.work", "cooperate.together"))
DESCRIBING = frozenset(("cooperate.alliance", "support.back", "aid.finance", "aid.arm", "assault.clash"))
"""Frames of which a relative clause behind a militia says what kind of one it is."""


def waging(drafts: Sequence[Draft], language: Language) -> None:
    """“pasukan koalisi yang selama ini memerangi X": the war that a coalition wages, told of it in passing, is no attack."""
    for d in drafts:
        if d.refused or d.type != "ASSAULT" or _day_of_its_own(d) or d.sentence.units[d.unit].low not in language.sets["waging"]:
            continue
        force = any(m.sector == "MIL" for m in d.members("actor")) and any(m.country == "INT" for m in d.members("actor"))
        lasting = d.unit > 0 and d.sentence.units[d.unit - 1].low in language.sets["fighting_on"]  # "negara yang masih memerangi X"
        if (force or lasting) and relative(d, over="ADNPX") is not None:
            d.refused = "only describes"


def in_general(drafts: Sequence[Draft], language: Language) -> None:
    """“Serangan terhadap rumah sakit merupakan kejahatan”: what acts of a kind are, by nobody and at no time, is no act."""
    copulas, points = language.sets["copulas"], language.sets["definite"]
    for d in drafts:
        if d.refused or d.pattern.kind != "noun" or d.type != "ASSAULT" or d.time is not None or d.members("actor"):
            continue
        if any(m.kind == "person" or m.kind == "group" and not m.plural for m in d.members("recipient", "victim")):
            continue  # "penyiksaan seorang tahanan": one of them
        units = d.sentence.units
        end = next((j for j in range(d.unit + 1, len(units)) if units[j].kind in "VBRS,;." or units[j].low in copulas), len(units))
        what = end + 1 < len(units) and units[end].low in copulas and units[end + 1].kind != "V"  # "was filmed"
        told = what and not any(u.low in points or u.kind == "T" for u in units[d.unit : end])
        if told and all(u.kind not in "PRC" for u in units[max(0, d.unit - 1) : d.unit]):
            d.refused = "acts of a kind, not one that was done"


IN_OFFICE = frozenset("GOV MIL COP LEG JUD PTY OPP IGO".split())


def met_by_press(drafts: Sequence[Draft], language: Language) -> None:
    """“..., kata X saat ditemui tim kami di Lima”: who is met where he is heard, by nobody in office, is met by reporters."""
    for d in drafts:
        s = d.sentence
        met = d.type == "CONSULT" and d.mark == "passive" and s.lows[d.first] in language.sets["met_by_press"]
        if d.refused or not met or s.speaker is None:
            continue
        others = (m for m in d.members("actor") if m is not s.speaker)
        if s.units[d.unit - 1].kind in "SP" and all(m.sector not in IN_OFFICE for m in others):
            d.refused = "met by reporters"


def _day_of_its_own(d: Draft) -> bool:
    """Whether its time stands in its clause: "... that is fighting X, both said Friday" is the day of the saying."""
    if d.time is None:
        return False
    units = d.sentence.units
    at = next((i for i, u in enumerate(units) if u is d.time), d.unit)
    return not any(u.kind in ",QR" for u in units[min(at, d.unit) + 1 : max(at, d.unit)])


def fired(drafts: Sequence[Draft]) -> None:
    """“peluru kendali yang ditembakkan X menghantam ...": what is fired in an attack that the sentence tells is no test."""
    for d in drafts:
        if d.type == "MOBILIZE" and not d.refused and d.pattern.frame["frame"] == "mobilize.weapons" and relative(d) is not None:
            if any(x.type == "ASSAULT" and not x.refused and x.sentence is d.sentence for x in drafts):
                d.refused = "told by the attack"


def tied(drafts: Sequence[Draft]) -> None:
    """“milisi X yang bersekutu dengan pemerintah Y": whom somebody sides with, told in a relative clause, only describes him."""
    for d in drafts:
        frame = d.pattern.frame["frame"]
        if frame in BACKED and d.mark == "passive" and restrictive(d):
            d.refused = d.refused or "only describes"  # "calon yang diusung Partai X", "kelompok yang didukung Y": who is meant
        if frame not in DESCRIBING | PARTNERS or d.refused:
            continue
        militia = any(m.kind == "armed-group" or m.sector == "PRM" for m in d.members("actor") + d.members("recipient"))
        if frame in PARTNERS and restrictive(d) and not _day_of_its_own(d):
            d.refused = "only describes"  # "komisi yang bermitra dengan badan itu"
            continue
        if (militia or frame == "cooperate.alliance") and relative(d, over="") is not None:
            d.refused = "only describes"


def _lent(d: Draft) -> bool:
    return "actor" in d.fills and d.fills["actor"].how in TOLD_OF


def undergone(drafts: Sequence[Draft]) -> None:
    """“KPK menahan X usai diperiksa”: who was questioned is whom the officers hold, not they who hold him."""
    for d in drafts:
        g = d.fills.get("recipient")
        if d.refused or d.mark != "passive" or d.type not in ("ACCUSE", "COERCE") or g is None or g.how == "object" or g.last > d.unit:
            continue
        for o in drafts:
            mine = o.fills.get("actor")
            if (
                o.refused
                or o.sentence is not d.sentence
                or o.mark == "passive"
                or mine is None
                or not o.unit < d.unit
                or mine.first != g.first
            ):
                continue
            if o.type in ("ACCUSE", "COERCE") and all(m.sector in INVESTIGATORS for m in mine.members) and o.members("recipient"):
                d.fills["recipient"], d.fills["actor"] = o.fills["recipient"], mine
                d.notes.append("who is held is who was questioned")
                break


def own_word(drafts: Sequence[Draft], language: Language) -> None:
    """“Tiga orang ditangkap,” kata juru bicara polisi: of an act without a doer that its own spokesman tells, his unit is the doer.

    Else it is the unit that did such work in the sentences just before: "Polda X mengungkap kasus itu. Dua orang ditahan."
    """
    before: tuple[int, Mention] | None = None
    for d in drafts:
        if d.refused or d.mode not in OFFICIAL or "actor" not in d.pattern.roles:
            continue
        at, doers = d.sentence.index, [m for m in d.members("actor") if m.sector in INVESTIGATORS]
        if doers and d.pattern.frame["frame"] != "accuse.question":  # who calls somebody in may not be who charged him
            before = (at, doers[0])
        ours = d.subject is not None and bool(d.subject.members) and all(m.pronoun == "first" for m in d.subject.members)  # "kita"
        if any(m.kind != "pronoun" for m in d.members("actor")) or (d.mark != "passive" and d.pattern.subj not in DONE_TO and not ours):
            continue
        done_to = d.members("recipient", "victim")
        told, how = _spokesman(d), "whose spokesman tells it"
        if told is None and before is not None and at - before[0] <= NEAR:
            earlier = any(u.low in language.sets["earlier"] for u in d.sentence.units[max(0, d.unit - 3) : d.unit])
            if not earlier and all(m.country in (None, "UNK", "INT", before[1].country) for m in done_to):
                told, how = before[1], "whose work was told just before"
        if told is not None and told not in done_to:
            d.fills["actor"] = Group([told], d.unit, d.unit, how)


def suspects(drafts: Sequence[Draft], language: Language) -> None:
    """“Polisi mengungkap kasus penipuan": a case that officers of the law look into is one against those who did it.

    So is one that is handed on to prosecutors ("berkas perkara itu dilimpahkan ke kejaksaan"), by those who had it before.
    """
    for d in drafts:
        if d.refused or d.type != "ACCUSE" or d.mode != "investigate" or "recipient" not in (*d.pattern.roles, *d.pattern.frame["roles"]):
            continue
        officers = [m for m in d.members("actor") if m.sector in INVESTIGATORS]
        if not officers and not d.members("actor") and d.members("office"):
            officers = [_somebody(d, "organization", "investigators", d.members("office")[0].country, "COP")]
            d.fills["actor"] = Group(list(officers), d.unit, d.unit, "who had the case")
        examined = any(d.sentence.tokens[k].low in language.sets["examining"] for k in d.used)
        if not officers or d.members("recipient") or examined:
            continue
        whose = _whose_part(d, language)
        if whose is not None:
            d.fills["recipient"] = whose
        else:
            d.fills["recipient"] = Group([_somebody(d, "group", "suspects", officers[0].country, "CRM")], d.unit, d.unit, SOUGHT)


def _whose_part(d: Draft, language: Language) -> Group | None:
    """“KPK mendalami peran X”, "perbuatan melawan hukum PT Y": him whose part in the case is looked into."""
    units, parts, part = d.sentence.units, language.sets["parts_in_crime"], False
    for i in range(d.unit + 1, len(units) - 1):
        u = units[i]
        if u.m is not None:
            fits = part and u.m.kind in ("person", "organization", "group") and u.m.sector not in INVESTIGATORS
            return Group([u.m], i, i, "whose part in it is looked into") if fits else None
        against_law = u.low.startswith("me") and units[i - 1].low in parts and units[i + 1].kind == "X"  # "perbuatan melawan hukum X"
        if u.kind not in "XDAd#i" and not against_law:
            return None
        part = part or u.low in parts
    return None


def _somebody(d: Draft, kind: str, head: str, country: str | None, sector: str) -> Mention:
    """Somebody whom no words name but the act of ``d`` implies."""
    m = Mention(kind, d.start, d.end, head)
    m.country, m.sector, m.sentence, m.source = country, sector, d.sentence.index, SOUGHT
    return m


def judged(drafts: Sequence[Draft]) -> None:
    """“Pemerintah gagal melindungi kami,” kata X: a judgement is the act of the one who is heard to pass it, on another than his own."""
    for d in drafts:
        if d.refused or not (d.pattern.frame.get("event") or {}).get("spoken"):
            continue
        caller = d.fills.get("actor") if d.pattern.frame.get("grammar") == "verdicts" else None
        voices = expand(caller.members if caller is not None and caller.how == "subject" else d.sentence.voices)
        judged_ = d.members("recipient")
        if not voices:
            d.refused = "nobody is heard to say it"
        elif any(one_body(v, m) for v in voices for m in judged_):
            d.refused = "said of oneself"
        else:
            d.fills["actor"] = Group(voices, d.unit, d.unit, "the one who says it")


def one_body(voice: Mention, m: Mention) -> bool:
    """Whether ``voice`` speaks for ``m``."""
    if voice is m or voice.of is m:
        return True
    body = voice if voice.kind == "organization" else voice.of
    if body is not None and body.named and m.kind == "organization" and m.name and m.name != body.name:
        return False  # "Bawaslu menyatakan KPU melanggar ...": two bodies of one state
    if voice.former or (voice.kind == m.kind == "person" and m.named and voice.named and m.name != voice.name and m.of is not voice.of):
        return False  # a mayor of a minister
    if voice.kind == "person" and m.kind in ("group", "person") and not (m.named or m.pronoun or m.title):
        return m.of is not None and m.of is body  # officials whom their minister blames
    return voice.country == m.country and voice.sector == m.sector


def _spokesman(d: Draft) -> Mention | None:
    """The unit of the officer who tells of the act."""
    speaker = d.sentence.speaker
    if speaker is None or (d.unit and d.sentence.units[d.unit - 1].kind == "R"):
        return None  # "X, yang ditangkap pada Senin, ...": told in passing
    told = next((m for m in expand([speaker]) if m.sector in OFFICERS), None)
    return told.of if told is not None and told.of is not None and told.of.kind == "organization" else told


def counterparts(drafts: Sequence[Draft], promises: Sequence[Promise]) -> None:
    """In talks of two sides, what one promises it promises the other, unless the words name somebody else."""
    pairs: dict[frozenset[str], list[Mention]] = {}
    for d in drafts:
        if d.refused or not d.mutual or d.type not in ("AGREE", "CONSULT", "SUPPORT"):
            continue
        sides = {
            (m.country or "", m.kind == "armed-group"): m
            for m in d.members("promisor", "actor", "party") + d.members("recipient", "beneficiary")
        }
        if len(sides) == 2:
            pairs.setdefault(frozenset(f"{c}{'-' if armed else ''}" for c, armed in sides), []).extend(sides.values())
    for p in promises:
        if p.kind != "undertaking" or p.beneficiaries or not p.promisors:
            continue
        mine = {f"{m.country}{'-' if apart(m) else ''}" for m in p.promisors}
        for pair, members in pairs.items():
            if len(mine) == 1 and mine < pair:
                p.beneficiaries = [next(m for m in members if f"{m.country}{'-' if m.kind == 'armed-group' else ''}" not in mine)]
                p.draft.notes.append("to the other side of the talks")
                if not p.draft.mutual:
                    p.draft.beneficiaries = p.draft.beneficiaries or p.beneficiaries
                break


def obliged(drafts: Sequence[Draft], promises: Sequence[Promise]) -> None:
    """“passed a resolution requiring the government to ...”: whom the text obliges is whom the request is put to."""
    for d in drafts:
        if d.type != "REQUEST" or d.refused or d.members("recipient"):
            continue
        found = next((p for p in promises if p.sentence is d.sentence and p.kind in ("obligation", "demand") and p.promisors), None)
        bound = [m for m in found.promisors if not m.adjective] if found is not None else []
        if bound:
            d.fills["recipient"] = Group(bound, d.unit, d.unit, "whom the text obliges")


def campaigns(drafts: Sequence[Draft], language: Language) -> None:
    """“perang yang telah menewaskan 70.000 orang": a war told as one is no event beside the attacks in it."""
    fought = [d for d in drafts if d.type == "ASSAULT" and not d.refused]
    wars = [d for d in fought if d.subject is not None and d.subject.thing is not None and d.subject.thing.low in language.sets["wars"]]
    for d in wars:
        mine = {m.country for m in d.members("actor")}
        if any(mine & {m.country for m in other.members("actor")} for other in fought if other not in wars):
            d.refused = "a war told as one, beside its attacks"


def protected(promises: Sequence[Promise], doc: Annotated, language: Language) -> None:
    """“Mali menjamin keselamatan personel, konvoi ...”: of nobody named, the people of the coalition that is its guest."""
    guests = [m for m in doc.mentions if m.kind in ("organization", "group") and m.country == "INT" and m.sector == "MIL"]
    if not guests:
        return
    for p in promises:
        hosts = {m.country for m in p.promisors}
        if p.kind != "undertaking" or p.provision != "protection" or p.draft.refused or len(hosts) != 1 or "INT" in hosts:
            continue
        told = [m for m in p.beneficiaries if m.sector == "MIL" and m.country not in hosts]
        if told or language.sets["guests"].isdisjoint(p.sentence.words):
            continue
        p.beneficiaries = guests[:1]
        if p.draft.type == "AGREE":
            p.draft.fills.pop("recipient", None)
            p.draft.fills["beneficiary"] = Group(guests[:1], p.draft.unit, p.draft.unit, "whose people are to be safe")
            p.draft.beneficiaries = guests[:1]


def bases_left(drafts: Sequence[Draft]) -> None:
    """“menarik tentaranya dari pangkalan X": those who leave a base leave the state whose it is, not its army."""
    for d in drafts:
        if d.refused or d.type not in ("CONCEDE", "RETREAT"):
            continue
        for role in ("recipient", "beneficiary"):
            g = d.fills.get(role)
            if g is not None and any(m.kind == "facility" and m.sector == "MIL" and m.country for m in g.members):
                g.members = whose_forces(g.members)
