"""Within a document: what "the group", "partai itu", "both men" stand for: the last body, or the last two, named of that sort."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Sentence

BODIES = frozenset(("organization", "armed-group"))
POINTING = BODIES | {"group"}
BACK = 6  # sentences; further back a new body would have been named again
# Of the state: its ministries, forces and courts are not called "the group".
OFFICIAL = frozenset(("GOV", "MIL", "COP", "LEG", "JUD", "SPY", "JRN"))
# Sets of words (lang/*/words.yaml) by which a body is pointed back to, and the sectors that it may then have.
SORTS: tuple[tuple[str, frozenset[str]], ...] = (
    ("described_party", frozenset(("PTY", "OPP"))),
    ("described_union", frozenset(("LAB",))),
    ("described_company", frozenset(("BUS",))),
    ("described_fighters", frozenset(("REB", "PRM", "UAF"))),
    ("described_charity", frozenset(("NGO",))),
)


def described(m: Mention, doc: Annotated, seen: list[Mention], language: Language, end: int = 0) -> Mention | None:
    """The body that ``m`` points back to, among those ``seen`` before it; None where it points to none.

    ``end`` is where a longer phrase ends that ``m`` closes: in "anggota kelompok itu" the "itu" is the group's too.
    """
    if m.kind not in POINTING or m.named or m.owner is not None or m.of is not None or m.country not in (None, "INT"):
        return None
    behind = language.sets["demonstratives"]
    words = doc.raw[m.start : max(m.end, end) if behind else m.end].lower().split()
    definite = words[-1] in language.sets["pointing"] if behind else words[0] == "the"  # not "partai lain"
    definite = definite or bool(behind) and len(words) == 1 and _pointed_out(m, doc, language)
    head = m.head.rpartition(" ")[2]
    if behind and len(words) == 1 and doc.raw[m.start].isupper() and head in language.sets["described_company"]:
        definite = True  # "Perusahaan bersedia ...": the firm told of, at the head of a sentence
    if (
        behind
        and len(words) == 1
        and doc.raw[m.start].isupper()
        and (whole := _begun_by(words[0], seen, words[0] in language.sets["described_group"])) is not None
    ):
        return whole  # "Dewan Perwakilan Rakyat ... Dewan mewajibkan ...", "Koalisi Masyarakat Sipil ... Koalisi mendesak ..."
    sets = language.sets
    told = head in sets["described_charity"]  # told of with what they do: "the medical charity"
    if m.country is not None or not definite or len(words) > 2 + m.head.count(" ") + told:
        return None
    sectors = next((allowed for name, allowed in SORTS if head in sets[name] or m.head in sets[name]), None)
    if sectors is None and head not in sets["described_group"]:
        return None
    near = [o for o in seen if m.sentence - o.sentence <= BACK]
    armed = head in sets["of_fighters"] and any(o.kind == "armed-group" and o.named for o in near)  # "kelompok itu": no union of states
    for other in reversed(near):
        for one in (other, other.of, other.owner):  # "X's spokesman said the group ..."
            if one is None or one.kind not in BODIES or not one.named or one.adjective or armed and one.sector == "IGO":
                continue
            if sectors is None and m.sector not in (None, "-", "of", one.sector):
                continue  # "the Justice Party accused the election commission": not the party
            if one.sector in sectors if sectors is not None else one.sector not in OFFICIAL:
                return one
    return None


RELATIVE = 8  # units of a relative clause


def _pointed_out(m: Mention, doc: Annotated, language: Language) -> bool:
    """“Kelompok yang bersekutu dengan X itu menembaki ...": whether the word that points back stands behind a relative clause."""
    units = doc.sentences[m.sentence].units
    i = next((n for n, u in enumerate(units) if u.m is m), len(units))
    if i + 2 >= len(units) or units[i + 1].kind != "R":
        return False
    for u, after in zip(units[i + 2 : i + 2 + RELATIVE], units[i + 3 :], strict=False):
        if u.kind in ",.;S":
            return False
        if doc.raw[u.start : u.end].lower().split()[-1] in language.sets["pointing"]:
            return after.kind in "VADNT"
    return False


def _begun_by(word: str, seen: list[Mention], of_any: bool) -> Mention | None:
    """The one body told before whose name begins with ``word``; with ``of_any`` it may go by what it is ("koalisi masyarakat sipil")."""
    bodies = [one for o in seen for one in (o, o.of) if one is not None and one.kind in POINTING]
    found = {one.name if one.named else one.head: one for one in bodies if one.named or (of_any and one.kind == "group")}
    alike = [one for name, one in found.items() if name is not None and name.lower().startswith(f"{word} ")]
    return alike[0] if len(alike) == 1 else None


PAIR_BACK = 4  # sentences within which the two are named


def pair(m: Mention, doc: Annotated, language: Language) -> list[Mention]:
    """“Both men", "kedua tersangka itu": the two people named last, where the sentences before name just two."""
    if m.kind not in ("group", "person") or m.named or m.owner is not None or m.of is not None:
        return []
    words = doc.raw[m.start : m.end].lower()
    if words.partition(" ")[0] not in language.firsts("both_of"):
        return []
    if not any(words.startswith(two + " ") for two in language.sets["both_of"]):
        return []
    for s in reversed(doc.sentences[max(0, m.sentence - PAIR_BACK) : m.sentence + 1]):
        before = [o for o in s.mentions if o.start < m.start]
        told = {o.name: o for o in before if o.kind == "person" and o.named and o.alias != "apposition" and not o.plural}
        if len(told) == 2 and _side_by_side(s, list(told.values())):
            return list(told.values())
        if len(told) > 1:
            break
    return []


def _side_by_side(s: Sentence, two: list[Mention]) -> bool:
    """Whether nothing but an "and" and what describes them stands between the two: "A, a teacher, and B"."""
    a, b = two
    between = [u for u in s.units if a.end <= u.start < b.start]
    return bool(between) and between[-1].kind == "C" and not any(u.kind in "VB" for u in between)


def _investigates(m: Mention, words: frozenset[str], raw: str) -> bool:
    if m.kind != "organization" or not m.named:
        return False
    return m.sector == "COP" or m.sector == "JUD" and raw[m.start : m.end].lower().split()[0] in words


def investigators(m: Mention, doc: Annotated, seen: list[Mention], language: Language) -> None:
    """“KPK menahan bupati itu. Penyidik juga menyita uang": investigators are of the body that was told of last."""
    sets = language.sets
    if m.named or m.owner is not None or m.of is not None or m.pronoun or m.head not in sets["investigators"]:
        return
    for other in reversed(seen):
        if m.sentence - other.sentence > BACK:
            return
        body = next((o for o in (other, other.of, other.owner) if o is not None and _investigates(o, sets["prosecuting"], doc.raw)), None)
        if body is not None:
            m.owner, m.country, m.sector = body, body.country, body.sector
            return
