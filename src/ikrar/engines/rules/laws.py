"""What a law lays down: “Sesuai UU Pemilu, calon harus ...”, “Dalam Pasal 7 ditetapkan tarif sebesar ...”, “..., bunyi Pasal 9”."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.syntax import Syntax
from ikrar.engines.rules.whom import LAWS, NOWHERE, PARTIES, authorities
from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Sentence

FRAME = "commit.laid"


def may(s: Sentence, language: Language) -> bool:
    """Whether a word of ``s`` may tell what a law lays down."""
    return not language.firsts("laid").isdisjoint(s.words)


def find(drafts: list[Draft], syn: Syntax, doc: Annotated, language: Language) -> Draft | None:
    """The duty that the sentence tells a law to lay down, where no word of it has told one."""
    if not may(syn.s, language) or doc.country in NOWHERE:
        return None
    if any(d.kind is not None and not d.refused for d in drafts):
        return None
    laws = ((i, m) for i, m in syn.s.placed if m.kind == "instrument" and m.title in LAWS)
    cited, law = next(((i, m) for i, m in laws if _speaks(syn, i, language)), (None, None))
    if cited is None or law is None:
        return None
    norm = next((i for i in range(syn.n) if i != cited and _norm(syn, i, language)), None)
    if norm is None:
        return None
    only = syn.circumstance(norm, language.modes["turning"], language.modes["conditional"])
    if only is not None and only not in language.modes["rests_on"]:
        return None
    if law.title == "ruling" and cited > norm:
        return None  # "..., kata MK dalam putusannya": what a court says, not what it lays down
    first, stop = _clause(syn, norm, cited)
    u = syn.u
    words = {x.low for x in u[first:stop]}
    if stop - first < 3 or not words.isdisjoint(language.sets["penalties"]) or any(x.kind == "N" for x in u[first:norm]):
        return None  # what a crime costs, or what is no longer laid down
    carrier = language.carriers[FRAME]
    d = Draft(carrier, syn.s, norm, u[norm].first, u[norm].start, u[norm].end, "words", *carrier.tells)
    d.clauses["action"] = (first, stop, (u[first].start, u[stop - 1].end))
    bound = _bound(syn, first, norm)
    d.fills["promisor"] = bound or Group([authorities(d, doc.country)], norm, norm, "whoever is under the law")
    d.notes.append("a law lays it down")
    return d


def _speaks(syn: Syntax, i: int, language: Language) -> bool:
    """Whether the law at unit ``i`` is what the sentence rests on, or says what is told in it."""
    u, j = syn.u, i - 1
    rests = language.modes["rests_on"] | language.sets["quoting"]
    while j >= 0 and u[j].low not in rests and (u[j].kind in "D#dX" or u[j].low in language.modes["article"]):
        j -= 1
    if j >= 0 and u[j].low in rests:
        return True
    after = next((x for x in u[i + 1 :] if x.kind not in "ADd#X"), None)
    return after is not None and after.kind == "V" and after.low in language.modes["norm_says"]


def _norm(syn: Syntax, i: int, language: Language) -> bool:
    """Whether a word of what is laid down stands at unit ``i``, alone or with the next."""
    u, laid = syn.u, language.sets["laid"]
    if u[i].low in language.sets["laid_rates"]:
        return not syn.s.words.isdisjoint(language.sets["fixing"] | language.sets["quoting"])
    return u[i].low in laid or (i + 1 < syn.n and f"{u[i].low} {u[i + 1].low}" in laid)


def _clause(syn: Syntax, norm: int, cited: int) -> tuple[int, int]:
    """The units from the first to behind the last of the clause of the norm."""
    u, first, stop = syn.u, norm, norm + 1
    while first > 0 and u[first - 1].kind not in ",;:.SQ" and first - 1 != cited:
        first -= 1
    while stop < syn.n and u[stop].kind not in ";:.Q" and stop != cited:
        stop += 1
    while stop > norm and u[stop - 1].kind in ",":
        stop -= 1
    return first, stop


def _bound(syn: Syntax, first: int, norm: int) -> Group | None:
    """Whom the law binds: who stands before the norm, with no verb of an act done to him behind it."""
    u = syn.u
    after = next((x for x in u[norm + 1 : norm + 4] if x.kind not in "ADN"), None)
    if after is not None and after.kind == "V" and after.low.startswith("di"):
        by = syn.oblique(norm + 1, syn.by, norm + 1, syn.clause_end(norm + 1)) if norm + 1 < syn.n else None
        return by if by is not None and expand(by.members) else None
    at = next((i for i in range(norm - 1, first - 1, -1) if (m := u[i].m) is not None and m.kind in PARTIES), None)
    return syn.group(at, "whom the law binds", left=False) if at is not None else None
