"""“X harus ...,” demikian bunyi resolusi yang disahkan parlemen: a quotation is the text of what obliges, and its makers ask."""

from __future__ import annotations

import itertools

from ikrar.engines.rules import texts
from ikrar.engines.rules.commit import Promise
from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.group import ACTORS, BINDING_TEXTS, Group
from ikrar.engines.rules.provisions import provisions
from ikrar.engines.rules.urged import FRAME, OWN_SIDE, UNHEARD
from ikrar.lexicon import Language
from ikrar.model import Span
from ikrar.model.annotation import Annotated, Mention, Unit

RESOLUTION = "request.resolution"


def settle(drafts: list[Draft], promises: list[Promise], doc: Annotated, language: Language) -> None:
    """Revives the "must" of a quotation that is the text of a resolution or law, as the word of those who made it."""
    table = provisions(language)
    bound_by = {p.sentence.index for p in promises}
    for d in drafts:
        if d.pattern.frame["frame"] == RESOLUTION and not d.refused and "action" in d.clauses and d.sentence.index not in bound_by:
            if d.members("recipient"):
                words = d.clauses["action"][2]
                promises.append(_duty(d, d.members("recipient"), words, table.best(doc.raw[slice(*words)])))
    for d in drafts:
        if d.pattern.frame["frame"] != FRAME or "action" not in d.clauses:
            continue
        units = d.sentence.units
        quote = _quote(units, d.unit)
        if quote is None:
            plain = d.refused in (UNHEARD, OWN_SIDE) and texts.words_of_text(d.sentence, language)
            if plain and (passing := _just_passed(d, drafts)) is not None:
                words = d.clauses["action"][2]
                _laid_down(d, passing, d.members("recipient"), words, promises, table.best(doc.raw[slice(*words)]))
            continue
        if (passing := _passed_before(d, quote, drafts)) is not None:
            words = (units[quote[0]].end, units[quote[1]].start)
            _laid_down(d, passing, _bound(d, quote, language), words, promises, table.best(doc.raw[slice(*words)]))
            continue
        if d.refused is None or not any(u.m is not None and u.m.title in BINDING_TEXTS for u in units[quote[1] :]):
            continue
        makers = texts.maker_of(d.sentence, None, language.modes["making"])
        if makers is None or not quote[1] < makers.first or not makers.members[0].country:
            continue
        bound = _bound(d, quote, language)
        if not bound:
            continue
        span = (units[quote[0]].end, units[quote[1]].start)
        d.refused, d.type, d.kind = None, "REQUEST", "obligation"
        d.fills["actor"], d.fills["recipient"] = makers, Group(bound, d.unit, d.unit, "whom the text obliges")
        d.time = next((u for u in units[makers.first :] if u.kind == "T"), d.time)
        d.notes.append("the words of a text that obliges")
        for other in drafts:
            if other.sentence is d.sentence and other is not d and not other.refused and other.pattern.frame["frame"] == "support.pass":
                other.refused = "the passing of a text whose words are told"
        promises.append(_duty(d, bound, span, table.best(doc.raw[slice(*span)])))


def _bound(d: Draft, quote: tuple[int, int], language: Language) -> list[Mention]:
    """Whom the words of the quotation oblige: who is to do it behind a passive, else the one who must."""
    return _agent(d.sentence.units[d.unit : quote[1]], language) or (d.members("recipient") if d.mark != "passive" else [])


def _passed_before(d: Draft, quote: tuple[int, int], drafts: list[Draft]) -> Draft | None:
    """“passed a resolution. “The government must ...,” it read": the passing, where a text in the next sentence is quoted."""
    outside = [u for i, u in enumerate(d.sentence.units) if not quote[0] <= i <= quote[1]]
    if not any(u.m is not None and (u.m.title in BINDING_TEXTS or u.m.kind == "pronoun" and u.m.pronoun == "third") for u in outside):
        return None
    return _just_passed(d, drafts)


def _just_passed(d: Draft, drafts: list[Draft]) -> Draft | None:
    """The passing of a text that the sentence before tells, or this one before a colon: "passed a resolution: the government must ..."."""
    opened = next((j for j in range(d.unit - 1, 0, -1) if d.sentence.units[j].kind == ":"), 0)
    told = [o for o in drafts if not o.refused and d.sentence.index - o.sentence.index in (0, 1)]
    near = (o for o in told if o.sentence is not d.sentence or o.unit < opened)
    return next((o for o in near if o.pattern.frame["frame"] == "support.pass" and o.type == "SUPPORT" and o.members("actor")), None)


def _laid_down(d: Draft, passing: Draft, bound: list[Mention], words: Span, promises: list[Promise], what: tuple[str, str]) -> None:
    """Whoever passes a text whose words oblige asks those whom it obliges."""
    if not bound:
        return
    d.refused, d.type, d.kind = None, None, "obligation"
    promises[:] = [p for p in promises if p.draft is not d]
    d.notes.append("the words of a text that obliges, passed in the sentence before")
    texts.asks(passing, bound)
    promises.append(_duty(d, bound, words, what))


def _duty(d: Draft, bound: list[Mention], words: Span, what: tuple[str, str]) -> Promise:
    """The duty to do what ``words`` say, of the provision and by the cue of ``what``."""
    p = Promise(d, "obligation", *what)
    p.promisors, p.action = bound, words
    return p


def _quote(units: list[Unit], at: int) -> tuple[int, int] | None:
    """The quotation marks around unit ``at``."""
    first = next((j for j in range(at, -1, -1) if units[j].kind == "Q"), None)
    last = next((j for j in range(at, len(units)) if units[j].kind == "Q"), None)
    return (first, last) if first is not None and last is not None else None


def _agent(units: list[Unit], language: Language) -> list[Mention]:
    """Who is to do it: "harus diakhiri oleh pemerintah", "pemerintah harus mengakhiri"."""
    for before, u in itertools.pairwise(units):
        if before.low in language.sets["by"] and u.m is not None and u.m.kind in ACTORS:
            return [u.m]
    return []
