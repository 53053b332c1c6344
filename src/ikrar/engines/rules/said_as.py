"""Acts told by the verb of saying alone: '"Pemerintah sibuk memoles citra," sindir X', '"...," pinta X'."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.heard import Heard
from ikrar.engines.rules.threats import at_authorities
from ikrar.engines.rules.urged import same_side
from ikrar.engines.rules.verdicts import JUDGED
from ikrar.engines.rules.whom import PARTIES
from ikrar.model.annotation import Mention

ACTS = {
    "said_blaming": ("ACCUSE", "accuse.verdict"),
    "said_praising": ("SUPPORT", "support.verdict"),
    "said_asking": ("REQUEST", "request.call"),
    "said_threatening": ("THREATEN", "threaten.if"),
}
"""The lists of ``said.yaml`` -> the type of the act, and the frame that carries it."""
TO_ALL = frozenset(("THREATEN",))
"""Types that need nobody named to whom."""


def find(drafts: list[Draft], heard: Heard) -> Draft | None:
    """What the speaker of the sentence does by saying it so, where no other word of it tells as much."""
    for name, (type_, frame) in ACTS.items():
        if name not in heard.starts or not heard.clauses or any(d.type == type_ and not d.refused for d in drafts):
            continue
        at = next((i for i in sorted(heard.starts[name]) if i and heard.units[i - 1].kind in ",Q."), None)
        if at is None:
            continue
        whom = _whom(heard, blamed=type_ == "ACCUSE")
        if whom is None and type_ not in TO_ALL:
            continue
        d = heard.carrier(frame, at, at)
        d.fills["actor"] = Group(heard.voices, at, at, "the one who says it")
        if whom is not None:
            d.fills["recipient"] = whom
        if type_ == "REQUEST":
            c = heard.clauses[0]
            d.clauses["action"] = (c.first, c.stop, (heard.units[c.first].start, heard.units[c.stop - 1].end))
        if type_ == "THREATEN":
            at_authorities(d)
            for other in drafts:
                if not other.refused and other.factuality == "planned" and any(c.first <= other.unit < c.stop for c in heard.clauses):
                    other.refused = "a threat"
        d.notes.append("by the verb of saying")
        return d
    return None


def _whom(heard: Heard, *, blamed: bool) -> Group | None:
    """Who is named first in what is said, of another side; ``blamed``: one on whom a verdict is a political act."""
    for c in heard.clauses:
        for i in range(c.first, c.stop):
            m = heard.units[i].m
            agent = i > c.first and heard.units[i - 1].low in heard.syn.by  # "jangan terjebak oleh X": not who is asked
            if m is not None and not agent and _other(m, heard) and not (blamed and m.kind != "state" and m.sector not in JUDGED):
                return heard.syn.group(i, "whom the words name", left=False)
    return None


def _other(m: Mention, heard: Heard) -> bool:
    """Whether ``m`` may be meant by those who are heard."""
    if m.pronoun or m.kind not in PARTIES and not m.capital:
        return False
    return not any(same_side(v, x) for v in heard.voices for x in expand([m]))
