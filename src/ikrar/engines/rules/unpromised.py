"""What only looks like a promise: rulings, decisions whose content is not told, hopes of what nobody can will."""

from __future__ import annotations

from itertools import takewhile

from ikrar.engines.rules.draft import Draft, expand, relative
from ikrar.engines.rules.group import DECIDERS, Group, decides
from ikrar.engines.rules.urged import told_to
from ikrar.lexicon import Language

GOODWILL = frozenset(("agree.reaffirm", "agree.pledge", "agree.promise", "agree.ready"))
"""Frames of a word given that may be mere goodwill."""
SAID = frozenset(("agree.guarantee", "agree.decide", "agree.offer", "request.court-order"))
"""Frames of a word given that a pointer alone does not tell."""

DESCRIBING = frozenset(("agree.ready", "commit.bound"))
"""Frames that in a relative clause only say what kind of people or body it is."""
OF_DECIDERS = frozenset(("agree.offer", "commit.permit"))
"""Frames of what firms and private people do every day: it binds only where one who decides in public life does it or gains by it."""


def ruling(d: Draft, language: Language) -> None:
    """What a court decides is no promise of its own: it permits ("memutuskan menteri boleh ..."), or is only told of in passing."""
    if d.pattern.frame["frame"] == "request.court-order" and d.kind == "obligation":
        _may(d, language)
    courts = d.members("promisor")
    if d.pattern.frame["frame"] != "agree.decide" or not courts or any(m.sector != "JUD" for m in courts):
        return
    clause = d.clauses.get("action")
    words = d.sentence.units[clause[0] : min(clause[1], clause[0] + 10)] if clause is not None else []
    if d.mark == "passive":
        d.refused = "a ruling that is only told of"
    elif any(u.low in language.modes["permitted"] for u in words):
        d.kind, d.type = "permission", "SUPPORT"
        d.notes.append("a ruling that permits")
    elif d.type == "AGREE":
        d.refused = "a ruling, no promise"


def vague(d: Draft, language: Language) -> bool:
    """“menegaskan komitmen X dalam menangani krisis": a resolve in some field of work is agreed to, and promises no act."""
    clause = d.clauses.get("action")
    if clause is None or clause[0] == 0 or d.pattern.frame["frame"] not in ("agree.reaffirm", "agree.pledge"):
        return False
    if all(u.kind in "TP,;." for u in d.sentence.units[clause[0] : clause[1]]):
        return True  # "janji itu disampaikan X pada Selasa"
    if d.sentence.units[clause[0] - 1].low not in language.sets["in_a_field"]:
        return False
    d.notes.append("a resolve in some field: no promise of an act")
    return True


def _may(d: Draft, language: Language) -> None:
    """What a court rules that somebody may do ("memutuskan bahwa partai tanpa kursi bisa mengusung calon"), it permits them."""
    clause = d.clauses.get("action")
    if clause is not None and clause[0] > d.unit and d.sentence.units[clause[0] - 1].low in language.modes["permitted"]:
        d.kind, d.type = "permission", "SUPPORT"
        d.notes.append("a ruling that permits")


def rests(d: Draft, language: Language) -> bool:
    """Whether a passive only says in which text something stands: "..., seperti disebutkan dalam pernyataan itu"."""
    if d.pattern.frame["frame"] != "commit.stipulate" or d.mark != "passive" or not d.unit:
        return False
    before = d.sentence.units[d.unit - 1]
    return before.kind in "RS" or before.low in language.modes["rests_on"] or before.low in language.sets["thus"]


def why(d: Draft, language: Language) -> str | None:
    """Why the words behind a noun or a hope say nothing that somebody could do; None where they do."""
    if rests(d, language):
        return "only says where it is laid down"  # "target yang diatur dalam perpres itu"
    if d.pattern.frame["frame"] == "concede.truce" and d.pattern.kind == "verb" and d.mark != "passive":
        behind = d.sentence.units[d.unit + 1 : d.unit + 3]
        others = behind[1].m if len(behind) == 2 and behind[0].low in language.sets["that"] else None
        if others is not None and others.pronoun in ("both", "they"):
            return "what others have agreed"  # "X mengumumkan bahwa kedua pihak sepakat ..."
    if d.pattern.frame["frame"] in OF_DECIDERS and (by := d.members("promisor")):
        if not any(decides(m) for m in (*by, *d.members("beneficiary"))):
            return "by and to nobody who decides in public life"  # "hotel itu menawarkan konsep baru", "panitia mengizinkan X masuk"
    if d.pattern.frame["frame"] == "agree.pledge" and d.mark == "passive" and _rests(d, language):
        return "only says what it rests on"  # "..., menurut komitmen yang dibuatnya"
    clause = d.clauses.get("action")
    if clause is None:
        return None
    if d.pattern.frame["frame"] == "commit.stipulate" and (told := _norm(d, clause[0], clause[1], language)) is not None:
        return told
    units = d.sentence.units[clause[0] : min(clause[1], clause[0] + 4)]
    verb = next((u for u in units if u.kind == "V"), None)
    frame = d.pattern.frame["frame"]
    if frame == "agree.decide" and any(u.low in language.sets["will"] for u in d.sentence.units[max(0, d.unit - 2) : d.unit]):
        return "a decision still to be made"  # "partai-partai itu akan memutuskan ..."
    did = frame == "agree.decide" and d.pattern.kind == "noun" and verb is not None and verb.low in language.sets["causative"]
    if did and d.sentence.units[clause[0] - 1].kind not in "IS":
        return "what a decision has brought about"  # "keputusan X membuat Y marah"
    if frame in GOODWILL and verb is not None and verb.low in language.modes["goodwill"]:
        return f'vague goodwill: "{verb.low}"'
    if frame == "agree.pledge" and d.pattern.kind == "noun":
        if d.sentence.units[d.unit].low.removesuffix("nya") in language.modes["resolve"] and not (_voiced(d) or _affirmed(d, language)):
            return "shown, not given"  # "penghargaan itu membuktikan komitmen X untuk ..."
        if language.code == "id" and units and d.sentence.tokens[units[0].first].low in language.sets["pointing"]:
            return "points back"  # "janji ini bisa dievaluasi"
    if frame in DESCRIBING and d.pattern.kind == "verb" and _describes(d):
        return "only describes"  # "pekerja yang dinilai siap", "badan yang bertugas mengawasi ..."
    if frame == "agree.ready" and d.pattern.kind == "verb" and _as_one_is(d, clause[0], language):
        return "only describes"  # "siap secara anggaran"
    if frame == "agree.reaffirm" and d.mark == "passive" and relative(d) is not None:
        return "shown, not given"  # "komitmen kuat yang ditunjukkan X dalam ..."
    doubt = verb is not None and not any(u.kind == "N" for u in units) and frame == "agree.guarantee"
    if doubt and verb is not None and verb.low in language.modes["unwilled"]:
        return f'nobody can will it: "{verb.low}"'
    hollow = language.sets["hollow"]
    if frame in SAID and all(d.sentence.tokens[k].low in hollow or k in d.used for u in units for k in range(u.first, u.last + 1)):
        return "what it is, is not told"  # "hal itu dipastikan oleh X"
    if frame == "agree.decide" and d.pattern.kind == "noun" and verb is None and language.code == "id":
        return "what is decided is not told"  # "keputusan X untuk pilkada di kota itu"
    if frame != "request.hope" or told_to(d, language):
        return None
    if verb is None:
        own = takewhile(lambda u: u.kind not in "C,;.S", d.sentence.units[clause[0] : clause[1]])
        idle = language.code == "id" and d.mark != "passive" and not any(u.kind == "V" for u in own)
        return "no act is hoped for" if idle else None  # "berharap para korban segera pulih"
    wished = not language.said["wishing"].isdisjoint(d.sentence.lows[d.first : d.first + 1])
    if verb.low in language.modes["granted"] and not wished:
        return None  # "mengusulkan agar pelapor diberikan uang": somebody gives it
    unwilled = verb.low in language.modes["unwilled"] or (language.code == "id" and verb.low.startswith("ter"))
    return f'nobody can will it: "{verb.low}"' if unwilled else None


def _rests(d: Draft, language: Language) -> bool:
    """Whether the word given stands behind "menurut", "sesuai dengan", and only the relative clause behind it tells that it was given."""
    units, j = d.sentence.units, d.unit - 1
    if j < 2 or units[j].kind != "R":
        return False
    while j > 0 and units[j].kind in "RXd":
        j -= 1
    return units[j].low in language.modes["rests_on"]


def told_before(d: Draft, language: Language) -> bool:
    """“meminta X melakukan hal itu", "minta itu dilakukan besok": what is asked was told before, and asked once."""
    if d.kind not in ("demand", "obligation") or "action" not in d.clauses:
        return False
    first, stop, _ = d.clauses["action"]
    doing, hollow = language.sets["doing"], language.sets["hollow"]
    units = [u for u in d.sentence.units[first:stop] if u.kind not in "ADN" or u.low in doing or u.low in hollow][:3]
    lows = [d.sentence.tokens[k].low for u in units for k in range(u.first, u.last + 1)][:3]
    if lows and lows[0].startswith("me") and lows[0].endswith("nya"):
        return lows[0].removesuffix("nya") in doing
    if lows[2:] and lows[2] in language.sets["relatives"]:
        return False  # "melakukan hal yang sama": told with other words
    head = lows[: 1 + next((i for i, w in enumerate(lows) if w not in hollow), 0)] if lows and lows[0] in hollow else lows[:2]
    return len(head) > 1 and any(w in doing for w in head) and all(w in doing or w in hollow for w in head)


def _norm(d: Draft, first: int, stop: int, language: Language) -> str | None:
    """What a text says lays a duty on somebody, or permits a thing ("menyebutkan wartawan berhak menolak"); a statement else."""
    units = list(takewhile(lambda u: u.kind not in ",;.S", d.sentence.units[first:stop]))
    lows = [t.low for t in d.sentence.tokens[units[0].first : units[-1].last + 1]] if units else []
    norms = language.modes["norms"]
    norm = next((w for i, low in enumerate(lows) for w in (" ".join(lows[i : i + 2]), low) if w in norms), None)
    if norm is None and d.mark == "passive" and first < d.unit:
        return "only says where it is laid down"  # "pembentukan badan itu diatur dalam UU"
    if norm is None and d.unit + 1 == first and d.sentence.units[d.unit].low in language.modes["norm_says"]:
        return "a statement, no duty"
    if norm in language.modes["lays_down"]:
        bound = next((u.m for u in units[1:] if u.m is not None), None)
        if bound is not None:  # "menyatakan melarang polisi aktif menjabat": on whom the duty is laid
            d.fills["promisor"] = Group(expand([bound]), d.unit, d.unit, "on whom it is laid")
    may = norm in language.modes["permitted"] and not any(u.kind == "N" for u in units)
    if may:
        d.kind = "permission"
        d.notes.append(f'a text that permits: "{norm}"')
    return None


def _affirmed(d: Draft, language: Language) -> bool:
    """“Komitmen kedua pihak untuk ... ditegaskan lagi dalam komunike": whether a passive behind the noun says that it is given again."""
    behind = d.sentence.units[d.unit + 1 :]
    return language.code == "id" and any(u.kind == "V" and u.low.startswith("di") and u.low in language.sets["affirming"] for u in behind)


def _voiced(d: Draft) -> bool:
    """Whether the one who is committed, or one of his country's public life, is heard to say so."""
    sides = d.members("promisor")
    voices = expand(d.sentence.voices)
    ours = any(m.pronoun == "first" for m in sides)
    return ours or any(v is m or (v.country == m.country and v.sector in DECIDERS) for v in voices for m in sides)


def _as_one_is(d: Draft, first: int, language: Language) -> bool:
    """“siap anytime", "sangat siap dalam serangan laut": readiness for nothing that is done, with no word such as "untuk" before it."""
    units = d.sentence.units
    what = next((u for u in units[first:] if u.kind not in "ADN"), None)
    return first == d.unit + 1 and (what is None or what.kind not in "VMXB" or what.low in language.sets["as_one_is"])


def _describes(d: Draft) -> bool:
    """Whether the verb of ``d`` stands in a relative clause: "pekerja yang sudah siap dikirim"."""
    for u in reversed(d.sentence.units[: d.unit]):
        if u.kind not in "ADN" and not (u.kind == "V" and u.low.startswith("di")):
            return u.kind == "R"
    return False
