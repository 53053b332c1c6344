"""Whom a word for several stands for: "mereka", "keduanya", "kedua belah pihak", "the two men"."""

from __future__ import annotations

from collections import Counter

from ikrar.lexicon import Language
from ikrar.link.locative import locative
from ikrar.model.annotation import ACTORS, Annotated, Mention, Sentence


def _side(m: Mention) -> tuple[str | None, str | None]:
    return (m.country, "REB" if m.kind == "armed-group" else "GOV")


def two_heads(s: Sentence, i: int, doc: Annotated) -> list[Mention] | None:
    """“Minister X led the delegation of A, Minister Y that of B. They met by video": the two who came for two states."""
    if s.index == 0 or any(u.m is not None for u in s.units[:i]):
        return None
    came = [
        m for m in doc.sentences[s.index - 1].mentions if m.kind == "person" and m.named and m.owner is not None and m.owner.kind == "state"
    ]
    return came if len(came) == 2 and len({m.country for m in came}) == 2 else None


def same_sides(s: Sentence, i: int, doc: Annotated) -> list[Mention] | None:
    """“The two sides stressed ... They also signed ...": those two still."""
    if s.index == 0 or any(u.m is not None for u in s.units[:i]):
        return None
    first = next((u.m for u in doc.sentences[s.index - 1].units if u.m is not None or u.kind == "V"), None)
    return list(first.refers) if first is not None and first.pronoun == "both" and len(first.refers) > 1 else None


def opening_pair(s: Sentence) -> list[Mention]:
    """“Peru and Chile recalled that ... The soldiers, they added, ...": the two states with which the sentence before opens."""
    u = s.units
    if len(u) < 4 or u[1].kind != "C" or u[3].kind not in "VAD" or s.title:
        return []
    return [m for m in (u[0].m, u[2].m) if m is not None] if u[0].mention_kind == u[2].mention_kind == "state" else []


def voices_before(s: Sentence, doc: Annotated) -> list[Mention]:
    """“…,” they stressed: those who spoke together before."""
    for before in reversed(doc.sentences[: s.index]):
        if len(before.voices) > 1:
            return before.voices
        if [v.pronoun for v in before.voices] == ["both"]:
            return before.voices[0].refers
    return []


def they(s: Sentence, i: int, doc: Annotated) -> list[Mention]:
    """“Mereka sepakat ...”: the two who met in the sentence before; or its crowd: who did it goes on doing, who suffered it suffers."""
    if s.index == 0:
        return []
    before = doc.sentences[s.index - 1]
    units = before.units
    named = [u.m for n, u in enumerate(units) if u.m is not None and u.m.kind in ACTORS and not u.b and not locative(before, n)]
    crowds = [m for m in named if m.plural or m.kind in ("group", "organization", "armed-group")]
    if crowds:
        nxt = next((u for u in s.units[i + 1 : i + 5] if u.kind == "V"), None)
        suffers = nxt is not None and (nxt.low.startswith(("di", "ter")) or "part" in nxt.forms)
        return [crowds[-1 if suffers else 0]]
    others = [m for m in named if m is not s.speaker]  # who says "they" is none of them
    return others if len(named) == 2 else []


CROWD_BACK = 3  # sentences
LIST_BACK = 4  # sentences


def all_of_them(m: Mention, s: Sentence, doc: Annotated, numbers: frozenset[str]) -> list[Mention] | None:
    """“Polisi menangkap empat orang. Keempatnya ditahan": those who were counted so; None for a word that counts nobody."""
    number = next((n.split()[1:] for n in numbers if n.startswith(f"{m.head} ")), None)
    if number is None:
        return None
    starts = tuple(f"{word} " for word in number)
    for before in reversed(doc.sentences[max(0, s.index - 2 * CROWD_BACK) : s.index + 1]):
        for o in before.mentions:
            if o.kind in ("group", "person") and o.end <= m.start and doc.raw[o.start : o.end].lower().startswith(starts):
                return [o]
    return _listed(m, doc, int(number[-1]))


def _listed(m: Mention, doc: Annotated, number: int = 0) -> list[Mention]:
    """“Peru, Chile dan Kenya ... Ketiganya", "the three": as many states or people, named in one breath before.

    Without a ``number`` any states that were.
    """
    for s in reversed(doc.sentences[max(0, m.sentence - LIST_BACK) : m.sentence + 1]):
        run: list[Mention] = []
        for u in (*s.units, None):
            if u is not None and u.start >= m.start:
                break
            one = _its_state(u.m) if u is not None and u.m is not None else None
            if one is not None and one.kind in ("state", "person") and (not run or one.kind == run[0].kind):
                run.append(one)
            elif u is None or u.kind not in ",C":
                if len(run) == number or not number and len(run) > 1 and run[0].kind == "state":
                    return run
                run = []
    return []


def states(m: Mention, s: Sentence, i: int, doc: Annotated, language: Language) -> list[Mention]:
    """“Negara-negara itu", "those countries": those named together before; "negara-negara sekutu, yaitu Peru dan Chad": those behind."""
    behind = [u for u in s.units[i + 1 : i + 3] if u.kind != ","]
    if behind and behind[0].low in language.sets["namely"]:
        run: list[Mention] = []
        for u in s.units[s.units.index(behind[0]) + 1 :]:
            if u.m is not None and u.m.kind == "state":
                run.append(u.m)
            elif u.kind not in ",C":
                break
        return run if len(run) > 1 else []
    words = doc.raw[m.start : m.end].lower().split()
    known = words[-1] in language.sets["pointing"] if language.code == "id" else words[0] in ("those", "these")
    return _listed(m, doc) if known else []


def _its_state(m: Mention) -> Mention:
    """“Menteri Peru, Chile, dan Kenya": those who are told by their states alone are these."""
    whose = m.owner or m.of
    return whose if not m.named and m.kind != "state" and whose is not None and whose.kind == "state" else m


def crowd_before(s: Sentence, i: int, doc: Annotated) -> list[Mention]:
    """Those several who were told of last and whom the doer here is not: neither a body nor of its sector."""
    doer = next((u.m for u in s.units[:i] if u.m is not None and u.m.kind in ACTORS), None)
    for before in reversed(doc.sentences[max(0, s.index - CROWD_BACK) : s.index]):
        crowds = [m for m in before.mentions if m.kind in ("group", "person") and m.plural and not m.pronoun]
        crowds = [m for m in crowds if m.owner is None or m.owner.kind == "state"]  # not "their heads"
        crowds = [m for m in crowds if doer is None or (m.head != doer.head and (m.sector, m.country) != (doer.sector, doer.country))]
        if crowds:
            return crowds[-1:]
    return []


def bodies(seen: list[Mention]) -> list[Mention]:
    """“kedua institusi", "both agencies": the two bodies that were named last, those of offices among them."""
    last: dict[str, Mention] = {}
    for m in reversed(seen):
        for one in (m, m.of):
            if one is not None and one.kind == "organization" and one.named and one.sector != "JRN":
                last.setdefault(one.name or one.head, one)
        if len(last) == 2:
            return list(last.values())[::-1]
    return []


def pair(s: Sentence, doc: Annotated, sets: dict[str, frozenset[str]]) -> list[Mention]:
    """The two with whom the sentence before opened, side by side and nobody beside them; else the two people counted there."""
    for before in doc.sentences[max(0, s.index - 1) : s.index]:
        u, heard = before.units, before.speaker
        if heard is not None and heard.pronoun == "both" and heard.refers:
            return list(heard.refers)  # "..., tulis kedua pemerintah. Keduanya menegaskan ..."
        for n in range(len(u) - 2):
            if u[n].kind == "V":
                break
            a, b = u[n].m, u[n + 2].m
            if a is None or b is None or u[n + 1].kind != "C" or a.kind not in ACTORS or b.kind not in ACTORS:
                continue
            if not (n > 1 and u[n - 1].kind in "C," and u[n - 2].m is not None):
                return [a, b]
        for m in (x.m for x in u if x.m is not None):
            if m.kind == "group" and doc.raw[m.start : m.end].lower().partition(" ")[0] in sets["two"]:
                return [m]
            if m.kind == "pronoun" and m.pronoun == "both" and m.head in sets["only_two"] and m.refers:
                return list(m.refers)
    return []


def counted_two(s: Sentence, doc: Annotated, sets: dict[str, frozenset[str]]) -> list[Mention]:
    """The two people who were counted a few sentences before: "Polisi menangkap dua warga asing. ... Keduanya"."""
    for before in reversed(doc.sentences[max(0, s.index - CROWD_BACK) : s.index]):
        for m in before.mentions:
            if m.kind in ("group", "person") and not m.named and doc.raw[m.start : m.end].lower().partition(" ")[0] in sets["two"]:
                return [m]
    return []


def parties(m: Mention, seen: list[Mention], doc: Annotated) -> list[Mention]:
    """The two sides of the story: the two most named states or armed groups so far; the latest pair where counts are equal."""
    count: Counter[tuple[str | None, str | None]] = Counter()
    example: dict[tuple[str | None, str | None], Mention] = {}
    states_only = any(w in m.head for w in ("negara", "pemerintah", "countr", "nation", "government", "state"))
    pool = [x for o in seen for x in of_text(o)]
    if len({_side(o) for o in pool if o.kind in ("state", "armed-group")}) < 2:
        pool = [x for o in doc.mentions for x in of_text(o)]
    for n, one in enumerate(pool):
        led = one.country == "INT" and one.sector == "MIL" and one.owner is not None and one.owner.kind == "state"
        other = one.owner if led and one.owner is not None else one  # "koalisi pimpinan Peru": Peru
        if other.country in (None, "INT") and other.kind != "armed-group" or other.sector == "JRN":
            continue
        if other.kind in ("state", "armed-group"):
            if other.country is None or (states_only and other.kind != "state"):
                continue
            weight = 1 if _placed(other, doc) else 4  # "di Guam": where something is, seldom a party
            if n < 12:
                weight *= 2  # the lead names the parties
        elif other.kind in ("person", "organization") and other.sector in ("GOV", "MIL"):
            weight = 1
        else:
            continue
        side = _side(other)
        count[side] += weight
        if side not in example or (other.kind in ("state", "armed-group") and other.name and not example[side].name):
            example[side] = other if other.kind in ("state", "armed-group") else other.as_state()
    return [example[side] for side, _ in count.most_common(2)]


def _placed(m: Mention, doc: Annotated) -> bool:
    s = doc.sentences[m.sentence]
    return any(u.m is m and locative(s, i) for i, u in enumerate(s.units))


def of_text(m: Mention) -> list[Mention]:
    """Those whose joint text ``m`` is ("pernyataan bersama Peru dan Cile"), else itself."""
    return list(m.members) if m.kind == "instrument" and len(m.members) > 1 else [m]
