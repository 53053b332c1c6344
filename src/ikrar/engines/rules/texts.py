"""Texts that oblige: who made a law, decree or resolution asks, and lays a duty on its own people, or a demand on others."""

from __future__ import annotations

from collections.abc import Sequence

from ikrar.engines.rules.commit import Promise
from ikrar.engines.rules.draft import Draft, expand, relative
from ikrar.engines.rules.group import ACTORS, BINDING_TEXTS, TOLD_BEFORE, Group
from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Sentence, Unit

ORDERS = frozenset(("decree", "ruling"))  # kinds of text that are the word of the one who makes them
BACK = 2  # sentences before a duty among which it is told who laid it down
OPENING = 6  # units at the head of a sentence in which its words point to a text told before
MUTUAL = frozenset(("agreement", "treaty", "memorandum", "joint-statement"))
WHEN = 8  # units behind the verb of a text's making within which it is told when
PASSED = frozenset(("support.pass", "support.approve"))
IN_HOUSE = 8  # units behind a passive among which the sitting stands in which a text is passed
REACH = 4  # units between a text and the verb of its making


def settle(drafts: Sequence[Draft], promises: Sequence[Promise], doc: Annotated, language: Language) -> None:
    """A law or resolution that obliges was made by somebody, who thereby asks: "a law adopted by Congress obliges ..."."""
    making = language.modes["making"]
    for d in drafts:
        _says_a_text(d, promises)
        if d.refused or (d.kind != "obligation" and d.type != "REQUEST") or d.members("actor"):
            continue
        text = d.fills.get("instrument")
        if text is not None and (makers := [x for m in text.members for x in m.members if x.kind in ACTORS and _own_word(m, x)]):
            _requested(d, Group(makers, text.first, text.last, "whose order it is"), promises)
            d.time = d.time or next((u for u in d.sentence.units[text.last + 1 : text.last + REACH] if u.kind == "T"), None)
            continue
        if text is not None and d.type is None and any(m.title in MUTUAL for m in text.members):
            continue  # "menandatangani nota kesepahaman yang mewajibkan X": what sides lay on themselves, nobody asks
        text = text or _by_which(d) or _by_text(d, language)
        if text is None and d.type is None:
            continue
        found = _house(d.sentence, text) or maker_of(d.sentence, text, making)
        if found is not None:
            _requested(d, found, promises, told=d.type is None and _passed_here(d, drafts))
    for d in drafts:
        if d.type == "SUPPORT" and not d.refused and d.pattern.frame["frame"] in PASSED:
            _passed_in(d)
        if d.type == "SUPPORT" and not d.refused and d.pattern.frame["frame"] == "support.pass":
            _obliges_next(d, promises, language)
    for d in drafts:
        if d.refused or (d.kind != "obligation" and d.type != "REQUEST") or d.members("actor") or _asked_before(d, drafts):
            continue
        if (house := _parliament(d, doc)) is not None:
            _requested(d, house, promises)
    for d in drafts:
        if d.type != "REQUEST" or d.refused or not any(m.sector == "LEG" for m in d.members("actor")):
            continue
        bound = _states(d.members("recipient"))
        for m in d.members("actor"):  # "resolusi parlemen lahir. Isinya mewajibkan pemerintah X ...": its own
            if m.country is None and m.sector == "LEG" and len(bound) == 1:
                m.country = next(iter(bound))
        d.time = d.time or _made_on(d.sentence, making)


def _made_on(s: Sentence, making: frozenset[str]) -> Unit | None:
    """“lewat resolusi yang disahkan pada 28 Maret", "Resolusi itu dikeluarkan parlemen X pada 30 Oktober": when a resolution was made."""
    units = s.units
    text = next((i for i, u in enumerate(units) if u.m is not None and u.m.title == "resolution"), None)
    made = next((i for i, u in enumerate(units) if u.kind == "V" and u.low in making), None) if text is not None else None
    if made is None:
        return None
    return next((u for u in units[made + 1 : made + 1 + WHEN] if u.kind == "T"), None)


def _passed_in(d: Draft) -> None:
    """“RUU itu disahkan dalam rapat paripurna DPR": what is passed by nobody named, at a sitting of a parliament, is passed by it."""
    if d.mark != "passive" or d.members("actor") or d.subject is None or relative(d) is not None:
        return
    units = d.sentence.units
    for j in range(d.unit + 1, min(d.unit + 1 + IN_HOUSE, len(units))):
        m = units[j].m
        if units[j].kind in ",;.RV":
            return
        if m is not None and m.kind == "organization" and m.sector == "LEG":
            d.fills["actor"] = Group([m], j, j, "in whose sitting it is passed")
            return


def _house(s: Sentence, text: Group | None) -> Group | None:
    """“Parlemen X menjawab dengan resolusi yang ...", "a resolution of X's parliament": the only parliament beside a resolution."""
    houses = [m for m in s.mentions if m.kind == "organization" and m.sector == "LEG"]
    if text is not None and not houses:  # "lewat resolusi parlemen X": within its name
        houses = [x for m in text.members for x in m.members if x.kind == "organization" and x.sector == "LEG"]
    known = text is not None and any(m.title == "resolution" for m in text.members)
    return Group(houses[:1], text.first, text.last, "the parliament beside it") if known and text is not None and len(houses) == 1 else None


def _says_a_text(d: Draft, promises: Sequence[Promise]) -> None:
    """“the government must go home, the resolution said": what the words of a resolution say must be done, they oblige to."""
    who = d.fills.get("actor")
    if d.refused or d.type != "REQUEST" or who is None or [m.title for m in who.members] != ["resolution"] or "instrument" in d.fills:
        return
    d.fills["instrument"] = d.fills.pop("actor")
    for p in promises:
        p.kind = "obligation" if p.draft is d and p.kind == "demand" else p.kind


def _by_which(d: Draft) -> Group | None:
    """“a resolution by which the government is obliged": the text that a duty told in a relative clause stands in."""
    units, j = d.sentence.units, d.unit - 1
    while j > 0 and units[j].kind not in "R;.":
        j -= 1
    k = j - 1
    while k > 0 and units[k].kind in "P,":
        k -= 1
    text = units[k].m if j > 0 and units[j].kind == "R" else None
    return Group([text], k, k, "the text that lays it down") if text is not None and text.kind == "instrument" else None


def _by_text(d: Draft, language: Language) -> Group | None:
    """“The government was ordered to leave by a resolution of parliament", "lewat resolusi": the text by which something is ordered."""
    units, sets = d.sentence.units, language.sets
    for j in range(d.unit + 2, len(units) if d.mark == "passive" else 0):
        before, m = units[j - 1], units[j].m
        if m is not None and m.title == "resolution" and before.kind == "P" and before.low in sets["by"] | sets["by_way_of"]:
            return Group([m], j, j, "the text that lays it down")
    return None


def _passed_here(d: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the same sentence tells of the passing of the text already, which is the request."""
    return any(x is not d and x.sentence is d.sentence and x.type == "REQUEST" and not x.refused and x.members("actor") for x in drafts)


def _asked_before(d: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the passing of the text, in this sentence or the one before, tells the request already."""
    near = [x for x in drafts if x is not d and 0 <= d.sentence.index - x.sentence.index <= 1]
    return any(x.type == "REQUEST" and not x.refused and x.members("recipient") for x in near)


def _obliges_next(d: Draft, promises: Sequence[Promise], language: Language) -> None:
    """“passed a resolution. It obliges the government ...": whoever passes a text that obliges asks those whom it obliges."""
    here = d.sentence.index
    for p in promises:
        own = p.draft
        if p.kind not in ("obligation", "demand") or not p.promisors or own.refused or p.sentence.index - here not in (0, 1):
            continue
        says = own.subject.members if own.subject is not None else []
        theirs = [m for m in own.members("actor") if m.kind != "instrument" and m.country not in _states(d.members("actor"))]
        passive = own.mark == "passive" and not theirs  # "Pemerintah diwajibkan ...": by those told of before, if by anybody
        text = own.fills.get("instrument")
        back = text is not None and text.how == TOLD_BEFORE
        plain = passive or back or all(m.kind in ("pronoun", "instrument") for m in says) or words_of_text(p.sentence, language)
        if p.sentence.index != here and (theirs or not plain):
            continue
        if theirs and own.type == "REQUEST" and text is None and own.pattern.frame["frame"] != "request.should":
            continue  # "berharap X menyetujui anggaran setelah RUU disahkan": somebody else's request
        asks(d, p.promisors)
        if not d.members("actor") and p.sentence.index == here and (house := own.fills.get("actor")) is not None:
            d.fills["actor"] = house  # "Kongres, melalui resolusi yang disahkan pada 3 Mei, mewajibkan ..."
        if own.type == "REQUEST":
            own.type = None  # the same request
        p.kind = "obligation" if _states(p.promisors) & _states(d.members("actor")) else p.kind
        return


def asks(passing: Draft, bound: Sequence[Mention]) -> None:
    """Whoever passes a text that obliges asks those whom it obliges: the passing is the request."""
    passing.type, passing.mode = "REQUEST", "yield"
    passing.fills["recipient"] = Group(list(bound), passing.unit, passing.unit, "whom the text obliges")
    passing.notes.append("a text that obliges: SUPPORT becomes REQUEST")


def words_of_text(s: Sentence, language: Language) -> bool:
    """“Isinya: pemerintah wajib ...", "Pemerintah, bunyi resolusi itu, wajib ...": whether a sentence tells what a text says."""
    if any(u.m is not None and u.m.kind == "instrument" and u.m.title in BINDING_TEXTS for u in s.units):
        return True
    return any(u.low in language.sets["its_words"] for u in s.units[:OPENING])


def _parliament(d: Draft, doc: Annotated) -> Group | None:
    """“Resolusi itu lahir pada 6 Mei. Pemerintah diwajibkan ...”: who lays down the duty is the parliament told of just before."""
    if d.mark != "passive" and d.kind != "obligation":
        return None
    near = doc.sentences[max(0, d.sentence.index - BACK) : d.sentence.index]
    told = next((s for s in reversed(near) if _resolves(s)), None)
    if told is None and _resolves(d.sentence) and near:  # "DPR X mengetok palu. Resolusi disahkan: pemerintah wajib ..."
        told = near[-1]
        near = near[-1:] if sum(m.sector == "LEG" for m in told.mentions) == 1 else []
    if told is None:
        return None
    houses = [m for s in reversed(near) for m in s.mentions if m.kind == "organization" and m.sector == "LEG"]
    if houses:
        d.time = d.time or next((u for u in told.units if u.kind == "T"), None)
        d.beside = [m.span for m in told.mentions if m.title == "resolution"][:1]
    return Group(houses[:1], d.unit, d.unit, "the parliament told of before") if houses else None


def _resolves(s: Sentence) -> bool:
    """Whether a resolution is told of in the sentence."""
    return any(m.kind == "instrument" and m.title == "resolution" for m in s.mentions)


def _own_word(text: Mention, maker: Mention) -> bool:
    """Whether a text is the word of one named in it: "dekrit presiden", "resolusi parlemen Kenya"."""
    return text.title in ORDERS or (text.title == "resolution" and maker.sector == "LEG")


def maker_of(s: Sentence, text: Group | None, making: frozenset[str]) -> Group | None:
    """Who made the text of the sentence: "disahkan oleh DPR", "X menandatangani peraturan yang ..."."""
    units = s.units
    places = [text.first] if text is not None else [i for i, u in enumerate(units) if u.m is not None and u.m.kind == "instrument"]
    for i in places:
        for j in range(i + 1, min(i + 1 + REACH, len(units))):
            if units[j].kind == "V" and units[j].low in making:
                k = j + 1
                while k < len(units) and units[k].kind in "PDd" and k < j + 3:
                    k += 1
                m = units[k].m if k < len(units) else None
                if m is not None and m.kind in ACTORS:
                    return Group([m], k, k, "who made the text")
                break
        far = next((j for j in range(i + 1 + REACH, len(units)) if units[j].kind in ";." or _passive_making(units, j, making)), len(units))
        if far < len(units) and units[far].kind == "V" and (m := units[far + 2].m) is not None and m.kind in ACTORS:
            return Group([m], far + 2, far + 2, "who made the text")  # "a resolution obliging the government ... was passed by X"
        j = i - 1
        while j >= 0 and i - j <= REACH and units[j].kind in "XdDa#Q":
            j -= 1
        if j >= 0 and units[j].kind == "V" and units[j].low in making:
            k = j - 1
            while k >= 0 and (units[k].kind in "ADNVT" or units[k].low in making):
                k -= 1
            m = units[k].m if k >= 0 else None
            makers = [x for x in expand([m]) if x.kind in ACTORS] if m is not None else []
            if makers:
                return Group(makers, k, k, "who made the text")
    return None


def _passive_making(units: list[Unit], j: int, making: frozenset[str]) -> bool:
    """Whether the verb at ``j`` is of making a text, and "by" with somebody follows."""
    u = units[j]
    return u.kind == "V" and u.low in making and j + 2 < len(units) and units[j + 1].low in ("by", "oleh") and units[j + 2].m is not None


def _requested(d: Draft, makers: Group, promises: Sequence[Promise], told: bool = False) -> None:
    """A text that obliges is a request by ``makers`` to those whom it obliges; on another state it lays no duty, only a demand.

    ``told``: the request is told by the passing of the text already.
    """
    d.fills["actor"] = makers
    theirs = {m.country for p in promises if p.draft is d for m in p.promisors if m.country} if not told else set()
    for m in makers.members:  # "terikat oleh resolusi parlemen": its own
        if m.country is None and m.sector == "LEG" and len(theirs) == 1:
            m.country = next(iter(theirs))
    d.time = d.time or next((u for u in d.sentence.units[makers.first + 1 : makers.first + 1 + REACH] if u.kind == "T"), None)
    if d.time is None:  # "on 13 January the parliament ...: the government must ..., the resolution said"
        d.time = next((u for u in reversed(d.sentence.units[: d.unit]) if u.kind == "T" and u.x.day and not u.x.bound), None)
    if d.type is None and not told:
        d.type = "REQUEST"
        d.notes.append("a text that obliges: REQUEST by those who made it")
        if "promisor" in d.fills:
            d.fills["recipient"] = d.fills["promisor"]
    mine = _states(makers.members)
    for p in promises:
        if p.draft is d and p.kind == "obligation" and mine and p.promisors and not mine & _states(p.promisors):
            p.kind = "demand"


def _states(members: Sequence[Mention]) -> set[str | None]:
    return {m.country for m in members if m.country not in (None, "INT")}
