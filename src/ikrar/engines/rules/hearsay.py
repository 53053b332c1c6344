"""What is told without being told as done: a rumour that is set right, an item of a list of demands, what somebody always does."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.syntax import Syntax

OF_ONE_DAY = frozenset(("ASSAULT", "COERCE", "CONSULT"))
"""Types of acts that are done at a time: who always does them is only described."""
NEAR = 8  # units before a word such as "namely" among which the noun stands whose items follow


def cues(d: Draft, syn: Syntax, v: int, effects: dict[str, str]) -> None:
    """Adds to ``effects`` what stands around ``d``, whose act hangs on unit ``v``."""
    rumour = _rumoured(syn, v)
    if rumour is not None:
        effects.setdefault(rumour[0], rumour[1])
    if syn.id and d.pattern.kind == "verb" and d.mark != "passive" and v > 1 and _low(syn, v - 1) in syn.lang.modes["unconfirmed"]:
        said = _low(syn, v - 2)  # "menepis tuduhan memasok senjata", "didakwa atas tuduhan memasok senjata"
        effects.setdefault("denied" if said in syn.lang.modes["denied"] else "possible", _low(syn, v - 1))
    if syn.id and d.pattern.kind == "verb" and (word := _unsaid(syn, v)) is not None:
        effects.setdefault("talked of", word)
    if d.pattern.kind == "noun" and d.predicate is None and (word := _listed(syn, d.unit)) is not None:
        effects.setdefault("talked of", word)
    part = syn.id and d.pattern.kind == "noun" and d.unit > 2 and syn.kinds[d.unit - 2 : d.unit] == "VP"
    if part and _low(syn, d.unit - 3) in syn.lang.modes["denied"]:
        effects.setdefault("denied", _low(syn, d.unit - 3))  # "membantah terlibat dalam penculikan X"
    if d.pattern.kind == "verb" and (word := _not_those(syn, v)) is not None:
        effects.setdefault("negated", word)
    before = _low(syn, d.unit - 1) if syn.id and d.pattern.kind == "noun" and d.unit else ""
    if before in syn.lang.sets["there_was"] and d.unit > 1:
        before = _low(syn, d.unit - 2)  # "perlu adanya koordinasi", "kemungkinan adanya pertemuan"
    if before in syn.lang.modes["prospects"]:
        effects.setdefault("talked of", before)  # "membuka peluang pertemuan"
    if d.pattern.kind == "noun" and d.type in TITLED and d.unit > 1 and syn.u[d.unit - 1].low == "tentang" and _a_text(syn, d.unit - 2):
        effects.setdefault("talked of", "tentang")  # "Keputusan Presiden tentang pemberhentian menteri"
    if syn.id and d.pattern.kind == "verb" and d.mark != "passive" and _as_subject(syn, v):
        effects.setdefault("talked of", syn.u[v].low)
    if d.mark == "passive" and d.type in OF_ONE_DAY and (word := _case_of(d, syn)) is not None:
        effects.setdefault("talked of", word)
    if d.type in OF_ONE_DAY and (word := _always(syn, v)) is not None:
        effects.setdefault("talked of", word)


def _not_those(syn: Syntax, v: int) -> str | None:
    """“kami bukan pihak yang menolak berunding", "we are not the ones who refuse": the word that denies it of them."""
    j = v - 1
    while j > 0 and syn.u[j].kind in "ADT":
        j -= 1
    if j < 2 or syn.kinds[j] != "R":
        return None
    j -= 1
    while j > 0 and (syn.u[j].kind in "Xd#D" or syn.u[j].m is not None):
        j -= 1
    return (
        syn.u[j].low if syn.kinds[j] == "N" and (syn.u[j].low in ("bukan", "bukanlah") or not syn.id and syn.kinds[j - 1] == "B") else None
    )


TITLED = frozenset(("SANCTION", "COERCE", "RETREAT", "CONCEDE", "SUPPORT", "AID"))
"""Types of acts that the titles of texts name."""


def _a_text(syn: Syntax, j: int) -> bool:
    """Whether a text stands at ``j`` or a few units before it, within one noun phrase: "Surat Keputusan Presiden Nomor 5"."""
    while j >= 0 and syn.u[j].kind not in "VPS.,;":
        if syn.u[j].mention_kind == "instrument" or _low(syn, j) in syn.lang.sets["texts"]:
            return True
        j -= 1
    return False


def step(syn: Syntax, v: int) -> int | None:
    """“bisa mengambil tindakan tegas memblokir X": the light verb of the step that the act at ``v`` is."""
    j = v - 1
    while j > 0 and v - j < 4 and syn.u[j].kind in "XD":
        j -= 1
    taken = j > 0 and j < v - 1 and syn.u[j].kind == "V" and syn.u[j].low in syn.lang.sets["light"]
    return j if taken and any(u.low in syn.lang.sets["steps"] for u in syn.u[j + 1 : v]) else None


def foretold(syn: Syntax, v: int) -> str | None:
    """“X disebut akan merebut lembah itu”: the word by which others foretell what somebody is going to do."""
    j = v - 1
    while j >= 0 and syn.kinds[j] in "ADV" and syn.u[j].low not in syn.lang.sets["foretelling"]:
        if syn.kinds[j] == "V":
            return None
        j -= 1
    return syn.u[j].low if 0 <= j < v - 1 and syn.u[j].low in syn.lang.sets["foretelling"] else None


def _as_subject(syn: Syntax, v: int) -> bool:
    """“Menentang X bisa membawa akibat": an act with which the sentence opens, and of which something is said, is none done."""
    if not syn.u[v].low.startswith("me") or syn.kinds[:v].strip("QDT"):
        return False
    after = next((j for j in range(v + 1, syn.n) if syn.u[j].kind in ",;.SCRPIVAB"), syn.n)
    if after >= syn.n or after == v + 1:
        return False
    said = syn.u[after]
    return said.kind == "B" or said.kind == "A" and (said.low in syn.lang.modes["ability"] or said.low in syn.lang.sets["will"])


def _rumoured(syn: Syntax, v: int) -> tuple[str, str] | None:
    """“meluruskan kabar yang menyebut X menyerang Y”: a rumour, denied where somebody denies it or sets it right."""
    u, modes = syn.u, syn.lang.modes
    kinds, r = syn.kinds, v
    while (r := kinds.rfind("RV", 1, r + 1 if r < v else v)) > 0 and "." not in kinds[r : v - 1] and ";" not in kinds[r : v - 1]:
        if u[r + 1].low not in syn.lang.sets["speech"]:
            continue
        noun = next((j for j in range(r - 1, max(-1, r - 4), -1) if _low(syn, j) in modes["unconfirmed"]), None)
        if noun is None:
            return None
        j = noun - 1
        while j > 0 and u[j].kind in "XDdC#PQ":
            j -= 1
        right = j >= 0 and (u[j].low in modes["denied"] or u[j].low in modes["correcting"])
        return ("denied", u[j].low) if right else ("possible", _low(syn, noun))
    return None


def _unsaid(syn: Syntax, v: int) -> str | None:
    """“tidak pernah mengatakan akan memblokir X": the negator of the saying in whose words the act stands."""
    j = v - 1
    while j > 0 and (syn.u[j].kind in "ADC" or syn.u[j].m is not None or syn.u[j].low in syn.that):
        j -= 1
    if j < 1 or syn.u[j].kind != "V" or not (syn.u[j].low in syn.lang.sets["speech"] or syn.u[j + 1].low in syn.lang.sets["will"]):
        return None
    k = j - 1
    while k > 0 and syn.u[k].kind == "A":
        k -= 1
    return syn.u[k].low if syn.u[k].kind == "N" else None


def _listed(syn: Syntax, v: int) -> str | None:
    """“tiga tuntutan, yakni ... dan penahanan X”: the noun whose items are listed, of things that are only talked of."""
    opened = next((k for k in range(v - 1, 0, -1) if syn.u[k].low in syn.lang.modes["namely"] or syn.u[k].kind in ".;"), None)
    if opened is None or syn.u[opened].kind in ".;":
        return None
    nouns = (_low(syn, j) for j in range(opened - 1, max(-1, opened - NEAR), -1))
    return next((n for n in nouns if n in syn.lang.modes["governing_nouns"]), None)


def _case_of(d: Draft, syn: Syntax) -> str | None:
    """“isu anak diculik”, "kasus warga dipukuli": the noun that makes of what was done a thing that is only talked of."""
    at = d.subject.first - 1 if syn.id and d.subject is not None and d.subject.first < d.unit else -1
    return syn.u[at].low if at >= 0 and syn.u[at].kind == "X" and syn.u[at].low in syn.lang.modes["governing_nouns"] else None


def _always(syn: Syntax, v: int) -> str | None:
    """“yang selalu memerangi X”, "selalu dalam negosiasi": the adverb of what is so at all times."""
    j = v - 1 - (v > 1 and syn.u[v - 1].kind == "P")
    return syn.u[j].low if j >= 0 and syn.u[j].low in syn.lang.modes["habitual"] else None


def _low(syn: Syntax, j: int) -> str:
    m = syn.u[j].m
    return m.head if m is not None else syn.u[j].low
