"""Whether two tellings are of one act: what they say of who, to whom, when, how many and by which text must not contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ikrar.lexicon import Language
from ikrar.link.doers import officers_apart, other_bodies, other_people, other_sort
from ikrar.link.meetings import AROUND, MET, new_series, other_counterpart, other_round
from ikrar.model.annotation import SOUGHT, Mention, Sentence

if TYPE_CHECKING:
    from ikrar.link.happenings import Happening

Codes = frozenset[str]


def codes(members: list[Mention]) -> Codes:
    """The countries of ``members``."""
    return frozenset([m.country or "UNK" for m in members])


HARM = frozenset(("ASSAULT",))
COUNTED = {
    "killed": HARM,
    "wounded": HARM,
    "missing": HARM,
    "abducted": HARM,
    "displaced": frozenset(("ASSAULT", "COERCE", "AID", "REQUEST")),
    "detained": frozenset(("COERCE", "PROTEST", "ACCUSE")),
    "released": frozenset(("RETREAT", "CONCEDE", "AGREE", "REQUEST", "COOPERATE")),
    "troops": frozenset(("MOBILIZE", "RETREAT", "CONCEDE", "AID", "AGREE", "ASSAULT", "COOPERATE", "COERCE")),
    "money": frozenset(("AID", "AGREE", "SANCTION", "COOPERATE", "COERCE", "CONCEDE", "REQUEST", "REJECT")),
}
"""What is counted of which types of events."""


class Counts:
    """What each sentence counts, so that eight arrested here are not the six arrested there."""

    def __init__(self, counts: list[tuple[Sentence, Any]], language: Language) -> None:
        sets, meetings = language.sets, language.processes
        self.definite, self.others, self.newly, self.earlier, self.one_more = (
            sets[name] for name in ("definite", "others", "newly", "earlier", "one_more")
        )
        """Words that point back ("serangan itu", "the talks"), and away ("saksi lainnya")."""
        self.then, self.in_answer, self.calling_on = (sets[name] for name in ("same_occasion", "in_answer", "calling_on"))
        self.rounds, self.ordinals = meetings["rounds"], language.ordinals
        self.series, self.begins = meetings["series"], meetings["begins"]
        """Words of several meetings, and verbs by which they begin."""
        self.by_sentence: dict[int, dict[str, set[float]]] = {}
        for s, c in counts:
            self.by_sentence.setdefault(s.index, {}).setdefault(c.what, set()).add(c.value)

    def differ(self, a: Sentence, b: Sentence, type_: str) -> bool:
        """Whether both sentences count the same thing, of events of ``type_``, and not to the same number."""
        x, y = self.by_sentence.get(a.index, {}), self.by_sentence.get(b.index, {})
        return any(type_ in COUNTED.get(what, ()) and not x[what] & y[what] for what in x.keys() & y.keys())


# Acts that are told without who does them ("ditangkap", "were sentenced").
AGENTLESS = frozenset(("COERCE", "SANCTION", "ACCUSE", "RETREAT"))


def one_act(h: Happening, d: Any, actors: list[Mention], recipients: list[Mention], counts: Counts) -> bool:
    """Two triggers of one sentence: "menyerang konvoi, yang menewaskan X"; "melancarkan serangan" told by verb and noun."""
    a, b = codes(h.actors), codes(actors)
    if a and b and not a & b or other_sort(h.actors, actors) or _answers(d, counts.in_answer):
        return False
    if any(m is a for m in recipients for a in h.actors):
        return False  # "X stabbed Y before he was shot"
    if d.kind is not None and h.lead.kind is not None and d.clauses and h.lead.clauses:
        spans = [c[2] for c in d.clauses.values()]
        other = [c[2] for c in h.lead.clauses.values()]
        return any(s[0] < o[1] and o[0] < s[1] for s in spans for o in other)
    if d.type == "ASSAULT":
        if times_differ(h.time, d.time) and not _that_day(d.time.x):
            return False
        return not (a and b) or not actors or a == b or not h.actors
    r, q = codes(h.recipients), codes(recipients)
    if d.type == "SANCTION" and all(m.guessed for m in recipients):
        q -= b  # "imposed sanctions on X, freezing the assets of officials": of X, not its own
    if r and q and not r & q:
        return False
    same = a == b or not a or not b or ((r == q != frozenset() or (h.lead.mutual and d.mutual)) and (a <= b or b <= a))
    return same and not times_differ(h.time, d.time)


def retold(h: Happening, d: Any, actors: list[Mention], recipients: list[Mention], counts: Counts) -> bool:
    """A later sentence that tells the same act: nothing contradicts, and who acts is the same."""
    if _joined_by(h, d, actors, recipients, counts.definite):
        return True
    if times_differ(h.time, d.time) or (d.type != "CONSULT" and other_sort(h.actors, actors)) or one_more(h, d, counts.one_more):
        return False
    if _other_instrument(h, d) or other_people(h.recipients, recipients) or d.type == "COERCE" and officers_apart(h.recipients, recipients):
        return False
    if d.type == "CONSULT" and (other_round(h, d, counts) or new_series(h, d, counts)):
        return False
    if d.pattern.frame["frame"] in MET and other_counterpart(h, d, actors, recipients):
        return False
    if recipients and h.recipients and _sought(recipients) != _sought(h.recipients):
        return False  # a case looked into, and somebody questioned
    if other_people(h.actors, actors) and not all(m.sector in OFFICERS for m in h.actors + actors):
        return False  # of officers each speaks for one and the same force
    if other_bodies(h.actors, actors) or _fought(h, d, actors):
        return False
    a, b = codes(h.actors), codes(actors)
    r, q = codes(h.recipients), codes(recipients)
    if _now_by_whom(h, d) and (not q or not r or q & r):
        d.notes.append(BY_WHOM)
        return True
    if d.type in ("AGREE", "CONCEDE", "REQUEST") and (d.clauses or h.lead.clauses) and not h.lead.sentence.title:
        bare = not any(_has_content(t) for t in h.tellings)
        if bare and d.pattern.frame["frame"] != REAFFIRM:  # "reached a deal", and then what it says
            both = len(a) > 1 or {m.sector for m in actors} == {m.sector for m in h.actors}  # at home all are of one country
            return a == b and r == q and both
        return overlap(h, d) >= 0.5 and a == b
    if h.lead.sentence.title:
        return a == b and (not r or not q or bool(r & q))
    held = d.pattern.frame["frame"] == "consult.held"
    dated = d.time is not None and d.time.x.weekday < 0  # "pada 3 Mei": some day; "pada Rabu" is that of the news
    if d.type == "CONSULT" and dated and h.time is None and (held or not points_back(d, counts.definite)):
        return False  # another meeting, with a day of its own
    at_home = d.type == "CONSULT" and a == b and len(a) == 1 and not points_back(d, counts.definite)
    if at_home and (d.pattern.kind == "noun" or d.time is not None) and not {m.sector for m in actors} <= {m.sector for m in h.actors}:
        return False  # every meeting is of the same country: another body met
    light = bool(d.notes and d.notes[0].startswith("light"))
    if d.pattern.kind == "noun" and (not light or (d.type == "CONSULT" and len(a) > 1)):  # "Pembicaraan dipimpin X": of those two still
        # "serangan itu", "dialog tersebut": a noun alone points back
        if d.type == "ACCUSE" and not b and q and not r and _words(d) != _words(h.lead):
            return False  # "tuduhan terhadap X", and a condemnation told before
        return (
            (not b or b <= a) and (not q or not r or bool(q & r)) and (d.time is None or h.time is None or not times_differ(h.time, d.time))
        )
    if counts.differ(h.lead.sentence, d.sentence, d.type) or (d.type in AGENTLESS and recipients and of_others(h.lead, d, counts)):
        return False
    if _words(d) == DIED and d.type == h.type and a == b and r & q and not _elsewhere(h, d):
        return True  # "empat orang tewas dalam serangan itu": what the attack did that was told before
    if d.type == "AID" and a == b and r & q and all(m.sector == "MIL" for m in h.actors + actors):
        return True  # "dikerahkan untuk membantu X ... Mereka mendukung X": one mission
    if not b or not a:  # told again without who did it: "36 orang itu ditangkap di berbagai kota"
        return d.type in AGENTLESS and _undergone(d if not b else h.lead) and _words(h.lead) == _words(d) and bool(r & q)
    barer = not q and (not r or (d.type in AGENTLESS and on_nothing(d)))
    return a == b and (bool(r & q) or barer) and (d.type in ("CONSULT", "SUPPORT") or _words(h.lead) == _words(d))


BY_WHOM = "by whom the act named before was done"


def _now_by_whom(h: Happening, d: Any) -> bool:
    """“... pembubaran ibadah. Pembubaran dilakukan oleh sebuah ormas”: the noun again at the head of a sentence, and now by whom."""
    nouns = h.lead.pattern.kind == "noun" == d.pattern.kind and not h.actors and d.unit <= 1
    return nouns and h.lead.sentence.lows[h.lead.first] == d.sentence.lows[d.first]


def _joined_by(h: Happening, d: Any, actors: list[Mention], recipients: list[Mention], definite: frozenset[str]) -> bool:
    """“Protes akhir pekan lalu itu diikuti pelajar”: who took part in the protest told before, which the subject points back to."""
    if d.type != "PROTEST" or d.mark != "passive" or recipients or times_differ(h.time, d.time):
        return False
    return codes(h.actors) == codes(actors) and not definite.isdisjoint(d.sentence.lows[: d.first])


def _fought(h: Happening, d: Any, actors: list[Mention]) -> bool:
    """“Bentrokan antara warga dan polisi": those who fight each other do not do what one of their country has done to another's."""
    if d.type != "ASSAULT" or not d.mutual or h.lead.mutual or len(actors) < 2:
        return False
    return bool(codes(h.recipients) - codes(actors))


ONCE = frozenset(("accuse.suspect", "accuse.charge", "coerce.arrest", "sanction.convict", "sanction.dismiss"))
"""Frames of what in one report is done to somebody only once."""


def once(h: Happening, d: Any, actors: list[Mention], recipients: list[Mention]) -> bool:
    """“KPK menangkap bupati itu ... sebelum penangkapan NAMA": what is done to one known by name, however far apart it is told."""
    if _words(d) not in ONCE or _words(d) != _words(h.lead) or times_differ(h.time, d.time) or other_sort(h.actors, actors):
        return False
    if len(recipients) != 1 or len(h.recipients) != 1 or (actors and h.actors and codes(actors) != codes(h.actors)):
        return False
    a, b = recipients[0], h.recipients[0]
    return a.kind == "person" and a.named and a.name is not None and a.name == b.name


def died_once(h: Happening, d: Any, actors: list[Mention], recipients: list[Mention]) -> bool:
    """“Pasukan X menewaskan komandan Y, Abu Musa ... Musa tewas dalam serangan udara”: nobody who is known by name dies twice."""
    if _words(d) != DIED or times_differ(h.time, d.time) or actors and h.actors and codes(actors) != codes(h.actors):
        return False
    names = {m.name for m in recipients if m.kind == "person" and m.named and m.name}
    killed = "victim" in h.lead.fills or _words(h.lead) in KILLED
    return bool(killed and names & {m.name for m in (*h.recipients, *h.lead.sentence.mentions)})


KILLED = frozenset(("assault.kill", "assault.killed-in", "assault.execute", "assault.assassinate"))


def _answers(d: Any, words: frozenset[str]) -> bool:
    """“fired rockets in retaliation for the killing of X": whether the noun tells what another act answers, and so not that act."""
    before = d.sentence.tokens[max(0, d.first - AROUND) : d.first]
    return d.pattern.kind == "noun" and d.type == "ASSAULT" and any(t.low in words for t in before)


def one_more(h: Happening, d: Any, words: frozenset[str]) -> bool:
    """“X juga mengapresiasi Y", "X also praised Y": whether the verb is told as one more act of its kind, in the same person's doings."""
    near = d.sentence.lows[max(0, d.first - 2) : d.first]
    return d.pattern.kind == "verb" and not h.lead.sentence.title and not words.isdisjoint(near)


def _sought(members: list[Mention]) -> bool:
    """Whether it is only the case that is named, not those who are looked for."""
    return all(m.source == SOUGHT for m in members)


OFFICERS = frozenset(("COP", "JUD"))


def _undergone(d: Any) -> bool:
    """Whether an act is told by the one who undergoes it: "X ditangkap", "X mendekam di sel"."""
    return bool(d.mark == "passive" or d.pattern.kind == "verb" and d.pattern.subj == "recipient")


def on_nothing(d: Any) -> bool:
    """“penyidik menahan karena ...": whether an act is told again without a word of whom it is done to."""
    units, after = d.sentence.units, d.unit + 1
    return d.mark != "passive" and (after >= len(units) or units[after].kind not in "XMd#V")


def one_case(h: Happening, d: Any, recipients: list[Mention]) -> bool:
    """“menjadwalkan pemeriksaan X ... X diperiksa”: what was to come and what is done to the same person is one act.

    “Massa akan menggelar demo ... Unjuk rasa itu digelar mahasiswa”: so is a protest to come, and the noun that names it.
    """
    if d.type == "PROTEST" and {d.factuality, h.lead.factuality} == {"planned", "actual"}:
        return d.mark == "passive" or any(x.sentence.units[x.unit].kind != "V" for x in (d, h.lead))
    if d.type != "ACCUSE" or {d.factuality, h.lead.factuality} != {"planned", "actual"} or _words(d) != _words(h.lead):
        return False
    if recipients and h.recipients and _sought(recipients) and _sought(h.recipients):
        return True  # "polisi menyelidiki kasus itu ... akan didalami"
    names = {m.name for m in h.recipients if m.named and m.name}
    return any(m.name in names for m in recipients)


def of_others(lead: Any, d: Any, counts: Counts) -> bool:
    """Whether ``d`` is done to others than ``lead``: by its own words, or told as earlier than what is done anew."""
    before = not counts.earlier.isdisjoint(d.sentence.lows[max(0, d.first - AROUND) : d.first])
    anew = before and not counts.newly.isdisjoint(lead.sentence.lows[lead.first : lead.first + 2 * AROUND])
    return anew or _to_others(d, counts.others)


def _to_others(d: Any, others: frozenset[str]) -> bool:
    """“KPK juga memanggil saksi lainnya", "questioned other witnesses": those to whom it is done are not those told of before."""
    g = d.fills.get("recipient")
    units = d.sentence.units
    return g is not None and not others.isdisjoint(d.sentence.lows[units[g.first].first - 1 : units[g.last].last + 2])


SHARED = "agree.shared"
REAFFIRM = "agree.reaffirm"
"""Tells of a will that both had before, and so never what a deal says."""
ELSEWHERE = "what is promised stands"  # how rules/agreed.py and rules/continued.py begin to note where
DIED = "assault.killed-in"


def _has_content(t: Any) -> bool:
    """Whether it is told what is agreed: in its clause, in the words around it, or as the will of both."""
    frame = t.pattern.frame["frame"]
    return bool(t.clauses) or frame.startswith("retreat.") or frame == SHARED or any(n.startswith(ELSEWHERE) for n in t.notes)


def _elsewhere(h: Happening, d: Any) -> bool:
    """Whether two tellings name two places."""
    return h.lead.place is not None and d.place is not None and h.lead.place.name != d.place.name


def points_back(d: Any, definite: frozenset[str]) -> bool:
    """Whether a noun is told as one already known: "dialog itu", "the talks"."""
    tokens = d.sentence.tokens
    last = d.sentence.units[d.unit].last
    before = tokens[max(0, d.first - 2) : d.first] if d.pattern.kind == "noun" else []  # before a verb stands who does it: "the sides"
    return any(t.low in definite for t in before + tokens[last + 1 : last + 3])


def _other_instrument(h: Happening, d: Any) -> bool:
    """Whether the two tellings are of different texts: an accord of 1977, a treaty of today."""
    a = _instruments(h.lead)
    return bool(a) and bool(b := _instruments(d)) and not a & b


def _instruments(d: Any) -> set[str]:
    found = [m for g in [*d.fills.values(), d.subject] if g is not None for m in g.members if m.kind == "instrument"]
    return {str(m.title) for m in found}


ONE_WORK = {"accuse.question": "accuse.investigate", "coerce.detain": "coerce.arrest"}
"""Frames whose words tell the same act as another's: "menangkap", "mengamankan"."""


def _words(d: Any) -> str:
    frame = str(d.pattern.frame["frame"])
    return ONE_WORK.get(frame, frame)


def overlap(h: Happening, d: Any) -> float:
    """Share of the longer words that a promised action has in common with the nearest one told."""
    b = _action(d)
    return max((len(a & b) / min(len(a), len(b)) for t in h.tellings if b and (a := _action(t))), default=0.0)


def _action(d: Any) -> set[str]:
    if "action" in d.clauses:
        first, stop, _ = d.clauses["action"]
        units = d.sentence.units
        told = set(d.sentence.lows[units[first].first : units[stop - 1].last + 1])
    elif d.content is not None:
        told = set(d.content.lows)
    else:
        return set()
    return {w for w in told if len(w) > 4} or told


def times_differ(a: Any, b: Any) -> bool:
    """Whether the words of two times cannot mean one day."""
    if a is None or b is None:
        return False
    x, y = a.x, b.x
    if (x.kind, x.year, x.month, x.day, x.weekday, x.unit, x.offset, x.shift) == (
        y.kind,
        y.year,
        y.month,
        y.day,
        y.weekday,
        y.unit,
        y.offset,
        y.shift,
    ):
        return False
    for slot in ("year", "month", "day"):
        p, q = getattr(x, slot), getattr(y, slot)
        if p and q and p != q:
            return True
    if x.weekday >= 0 and y.weekday >= 0:
        return bool(x.weekday != y.weekday)  # "Senin 2 September", and "Senin" again
    if _today(x) and y.weekday >= 0 or _today(y) and x.weekday >= 0:
        return False  # "sore tadi", and "Senin (2/3)" of the saying that tells it
    if {x.kind, y.kind} == {"year", "weekday"}:  # "yang merebut kekuasaan pada 2021", "pada Senin"
        return True
    return (x.day > 0) != (y.day > 0) and not (x.month and y.month)


def _that_day(x: Any) -> bool:
    """Whether it is whatever day was told before: "pada hari itu", "the same day"."""
    return bool(x.origin == "told" and x.unit == "day" and not x.offset)


def _today(x: Any) -> bool:
    """Whether an expression of time is the day of speaking: "hari ini", "sore tadi"."""
    return bool(x.kind == "relative" and x.unit == "day" and not x.offset and x.origin == "now")
