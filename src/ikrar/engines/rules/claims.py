"""What is printed and not told: the claim of a fact-check is denied, whatever its own words say; the words of a law are no act."""

from __future__ import annotations

import re
from functools import cache

from ikrar.engines.rules.draft import Draft, relative
from ikrar.lexicon import Language
from ikrar.model import Span


def settle(drafts: list[Draft], stretches: list[Span]) -> None:
    """Marks as denied what is told inside ``stretches``, claims that the report refutes; a promise in one was not made."""
    for d in drafts:
        if d.refused is None and any(a <= d.start < b for a, b in stretches):
            if d.type is None:
                d.refused = "in a claim that the report refutes"
                continue
            d.factuality, d.kind = "denied", None
            d.cues.append("a claim that the report refutes -> denied")


LAID_DOWN = frozenset("ACCUSE AID ASSAULT COERCE CONCEDE MOBILIZE RETREAT SANCTION".split())
"""Types of acts of which a law only says who may do them, or what becomes of those who do."""


def norms(drafts: list[Draft], language: Language) -> None:
    """“Pasal 10 berbunyi, gubernur diangkat dan diberhentikan oleh presiden”: what a law says is no act."""
    articles, says = language.modes["article"], language.modes["norm_says"]
    for d in drafts:
        if d.refused is not None or d.type not in LAID_DOWN:
            continue
        if articles.isdisjoint(d.sentence.words):
            continue  # most
        before = d.sentence.lows[: d.first]
        at = next((i for i, low in enumerate(before[:-1]) if low in articles and before[i + 1][0].isdigit()), None)
        if at is not None and not says.isdisjoint(before[at:]):
            d.refused = "what a law lays down"


def admitted(drafts: list[Draft]) -> None:
    """“mengakui Peru belum siap": what somebody admits to be so is no recognition of whom it is said of."""
    for d in drafts:
        if d.refused is not None or d.pattern.frame["frame"] != "support.recognise" or d.mark == "passive":
            continue
        g = d.fills.get("recipient")
        if g is not None and g.first > d.unit:
            after = d.sentence.units[g.last + 1] if g.last + 1 < len(d.sentence.units) else None
            if after is not None and after.kind in "VANB":
                d.refused = "admitted, not recognised"


def alleged(drafts: list[Draft], language: Language) -> None:
    """“alleged that Chad was arming rebels": what the one accused is said to do is told by the accusation, unless it is force."""
    words = language.sets["alleging"]
    for a in drafts:
        if a.refused is not None or a.type != "ACCUSE" or a.sentence.lows[a.first] not in words or a.mark == "passive":
            continue
        accused = a.members("recipient")
        for d in drafts:
            mine = d.members("actor", "promisor")
            if (
                d is not a
                and d.refused is None
                and d.unit > a.unit
                and d.type not in ("ASSAULT", "ACCUSE")
                and accused
                and mine
                and all(m in accused for m in mine)
            ):
                d.refused = "what somebody is accused of"


STANDS = frozenset(("ACCUSE", "SUPPORT"))
"""Types of a stand that one may have for long."""
LONG = 4  # units before a verb among which it is said for how long


def only_said(drafts: list[Draft], language: Language) -> None:
    """“telah lama mendukung X", "has long criticised X": a stand of long is no act; nor is force that is only to come, or
    what an accusation by nobody says of one.
    """
    long = language.sets["of_long"]
    for d in drafts:
        before = d.sentence.units[max(0, d.unit - LONG) : d.unit] if d.type in STANDS and d.pattern.kind != "noun" else []
        if d.refused is None and any(u.low in long for u in before):
            d.refused = "a stand of long"
        if d.refused is None and d.type == "ASSAULT" and d.factuality == "planned":
            d.refused = "no force is used yet"  # who says so himself threatens (``threats.vowed``)
        passive = language.code == "id" and d.pattern.kind == "verb" and d.mark == "passive"
        if passive and d.refused is None and d.pattern.frame["frame"] == ALLEGED and not d.members("actor"):
            if relative(d) is not None or d.sentence.lows[d.first] not in language.sets["alleging"]:
                d.refused = "accused by nobody named"  # "Peru, yang disebut melindungi X", "ia disalahkan"


ALLEGED = "accuse.allege"
CIVIL = frozenset("AGREE AID CONSULT COOPERATE REQUEST SUPPORT".split())
"""Types of acts that are none of public life where they are only a part of an alleged crime."""
LAW = frozenset(("COP", "JUD"))
NEAR = 4  # units before a verb of suspecting among which its subject stands


def charged(drafts: list[Draft], language: Language) -> None:
    """“KPK menduga bupati itu memerintahkan ...", "X diduga meminta ...": what officers of the law suspect is told by their case."""
    modes = language.modes
    for d in drafts:
        if d.refused is not None or d.type not in CIVIL or modes["suspecting"].isdisjoint(d.sentence.words):
            continue
        units, j = d.sentence.units, d.unit - 1
        while j >= 0 and units[j].kind in "ADNI" and units[j].low not in modes["suspected"]:
            j -= 1
        plain = j >= 0 and units[j].low in modes["suspected"]  # "yang diduga meminta uang"
        while j >= 0 and units[j].kind not in ",;.RQ" and units[j].low not in modes["suspecting"]:
            j -= 1
        chained = j > 0 and units[j].low in modes["suspecting"] and units[j - 1].kind != "R"
        passive = chained and units[j].low in modes["suspected"] and any(u.kind == "V" for u in units[j + 1 : d.unit])
        officers = chained and any(u.m is not None and u.m.sector in LAW for u in units[max(0, j - NEAR) : j])
        if plain or passive or officers or _by_charge(d, language):
            d.refused = "part of what somebody is suspected of"


def _by_charge(d: Draft, language: Language) -> bool:
    """“Dalam surat dakwaan, X meminta ...": whether the words before the act say that a charge tells it."""
    before = d.sentence.lows[: d.first]
    at = next((i for i, low in enumerate(before) if low in language.modes["charge_sheet"]), None)
    return at is not None and not language.modes["rests_on"].isdisjoint(before[:at])


def refuted(raw: str, language: Language) -> list[Span]:
    """The stretches of ``raw`` from a label such as "NARASI:" to the next such as "PENJELASAN:", where a verdict is spoken outside them."""
    claim, other, verdict, labels = _patterns(language)
    present = [label for label in labels if label in raw]
    if not any(label.isupper() or any(label + end in raw for end in (":", " :", "]", ")")) for label in present):
        return []  # most texts
    stretches: list[Span] = []
    for m in claim.finditer(raw):
        end = other.search(raw, m.end())
        if end is not None:
            stretches.append((m.end(), end.start()))
    if not stretches:
        return []
    outside = "".join(raw[a:b] for a, b in zip([0, *(b for _, b in stretches)], [*(a for a, _ in stretches), len(raw)], strict=True))
    return stretches if verdict.search(outside) else []


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    """Of a claim's label, of the others, of a verdict; and a claim's labels as they may be written."""

    def label(words: frozenset[str]) -> re.Pattern[str]:
        any_of = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
        return re.compile(rf"[\[(]?\b(?:{any_of})\b[\])]? ?:|(?:^|(?<=[\s\]\"”’])) *(?:{any_of.upper()})\b[\])]?")

    words = language.modes
    titled = {name: frozenset(f for w in words[name] for f in (w, w.capitalize(), w.upper())) for name in ("claim_label", "check_label")}
    verdict = "|".join(re.escape(w) for w in sorted(words["verdict"], key=len, reverse=True))
    claims = titled["claim_label"]
    return label(claims), label(titled["check_label"]), re.compile(rf"\b(?:{verdict})\b", re.I), tuple(sorted(claims))
