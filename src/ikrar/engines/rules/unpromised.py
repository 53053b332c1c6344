"""What only looks like a promise: rulings, decisions whose content is not told, hopes of what nobody can will."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft
from ikrar.lexicon import Language

SAID = frozenset(("agree.guarantee", "agree.decide", "agree.offer", "request.court-order"))
"""Frames of a word given that a pointer alone does not tell."""


def ruling(d: Draft, language: Language) -> None:
    """What a court decides is no promise of its own: it permits ("memutuskan menteri boleh ..."), or is only told of in passing."""
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


def why(d: Draft, language: Language) -> str | None:
    """Why the words behind a noun or a hope say nothing that somebody could do; None where they do."""
    if d.pattern.frame["frame"] == "commit.stipulate" and d.mark == "passive" and d.unit:
        before = d.sentence.units[d.unit - 1]
        if before.kind in "RS" or before.low in language.modes["rests_on"]:
            return "only says where it is laid down"  # "target yang diatur dalam perpres itu"
    if d.pattern.frame["frame"] == "concede.truce" and d.pattern.kind == "verb" and d.mark != "passive":
        behind = d.sentence.units[d.unit + 1 : d.unit + 3]
        others = behind[1].m if len(behind) == 2 and behind[0].low in language.sets["that"] else None
        if others is not None and others.pronoun in ("both", "they"):
            return "what others have agreed"  # "X mengumumkan bahwa kedua pihak sepakat ..."
    clause = d.clauses.get("action")
    if clause is None:
        return None
    units = d.sentence.units[clause[0] : min(clause[1], clause[0] + 4)]
    verb = next((u for u in units if u.kind == "V"), None)
    frame = d.pattern.frame["frame"]
    if frame == "agree.decide" and any(u.low in language.sets["will"] for u in d.sentence.units[max(0, d.unit - 2) : d.unit]):
        return "a decision still to be made"  # "partai-partai itu akan memutuskan ..."
    if frame == "agree.ready" and d.pattern.kind == "verb" and _describes(d):
        return "only describes"  # "pekerja yang dinilai siap"
    doubt = verb is not None and not any(u.kind == "N" for u in units) and frame == "agree.guarantee"
    if doubt and verb is not None and verb.low in language.modes["unwilled"]:
        return f'nobody can will it: "{verb.low}"'
    hollow = language.sets["hollow"]
    if frame in SAID and all(d.sentence.tokens[k].low in hollow or k in d.used for u in units for k in range(u.first, u.last + 1)):
        return "what it is, is not told"  # "hal itu dipastikan oleh X"
    if frame == "agree.decide" and d.pattern.kind == "noun" and verb is None and language.code == "id":
        return "what is decided is not told"  # "keputusan X untuk pilkada di kota itu"
    if frame != "request.hope" or verb is None:
        return None
    unwilled = verb.low in language.modes["unwilled"] or (language.code == "id" and verb.low.startswith("ter"))
    return f'nobody can will it: "{verb.low}"' if unwilled else None


def _describes(d: Draft) -> bool:
    """Whether the verb of ``d`` stands in a relative clause: "pekerja yang sudah siap dikirim"."""
    for u in reversed(d.sentence.units[: d.unit]):
        if u.kind not in "ADN" and not (u.kind == "V" and u.low.startswith("di")):
            return u.kind == "R"
    return False
