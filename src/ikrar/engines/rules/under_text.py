"""What is to be done under a text that opens the sentence: "Under the arrangement struck in Muscat, ships will be waved through"."""

from __future__ import annotations

from collections.abc import Sequence

from ikrar.engines.rules.agreed import sides_of_story
from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import ACTORS, Group
from ikrar.engines.rules.syntax import Syntax
from ikrar.engines.rules.to_come import can_be_willed, to_come
from ikrar.engines.rules.whom import NOWHERE, authorities
from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Sentence, Unit

FRAME = "commit.laid"
NEAR = 3  # units behind the preposition among which the text is named
OPENING = 20  # units at the head of a sentence within which the words of the text are over
MODAL = 4  # units between what is to come and its verb


def may(s: Sentence, language: Language) -> bool:
    """Whether ``s`` opens as such a sentence does."""
    return bool(s.units) and s.units[0].low in language.sets["under_a_text"]


def find(drafts: Sequence[Draft], before: Sequence[Draft], syn: Syntax, doc: Annotated, language: Language) -> Draft | None:
    """The duty or the promise that a text lays down in the main clause behind it, where no pattern has told it."""
    if not may(syn.s, language) or syn.s.title or any(d.kind is not None and not d.refused for d in drafts):
        return None
    text = next((j for j in range(1, min(syn.n, NEAR + 1)) if _text(syn.u[j], language)), None)
    comma = next((j for j in range(2, min(syn.n, OPENING)) if syn.u[j].kind == ","), None)
    if text is None or comma is None or text > comma or any(u.low in language.sets["only_proposed"] for u in syn.u[:comma]):
        return None
    first, stop = comma + 1, syn.n
    while stop > first and syn.u[stop - 1].kind in ".Q":
        stop -= 1
    if stop - first < 3 or not to_come(syn, first, stop, language, language.sets["owed"]):
        return None
    modal = next((j for j in range(first, stop) if _modal(syn, j, language)), None)
    verb = next((j for j in range(modal + 1, min(stop, modal + 1 + MODAL)) if syn.u[j].kind in "VB"), None) if modal is not None else None
    if (
        modal is None
        or verb is None
        or syn.u[modal].low in language.sets["only_if"]
        or not can_be_willed(syn.u[verb].low, language, language.modes["given_to_have"], language.sets["becomes"])
    ):
        return None
    carrier = language.carriers[FRAME]
    d = Draft(carrier, syn.s, modal, syn.u[modal].first, syn.u[modal].start, syn.u[modal].end, "words", *carrier.tells)
    d.clauses["action"] = (first, stop, (syn.u[first].start, syn.u[stop - 1].end))
    if any(u.low in language.sets["text_made"] for u in syn.u[text + 1 : comma]):
        d.kind = "undertaking"
    bound = syn.subject(verb)
    who = [m for m in expand(bound.members) if m.kind in ACTORS] if bound is not None and not _undergoes(syn, verb) else []
    who = who or sides_of_story([*before, *drafts])
    country = None if who else _where(syn, comma, doc)
    if not who and country in NOWHERE:
        return None
    who = who or [authorities(d, country)]
    d.fills["promisor"] = Group(who, modal, modal, "who is to do it under the text")
    d.notes.append("laid down by the text that opens the sentence")
    return d


def _where(syn: Syntax, comma: int, doc: Annotated) -> str | None:
    """Where it is to be done: in the country of those named in the main clause, else of the report, if not only the text was made there."""
    named = next((u.m.country for u in syn.u[comma:] if u.m is not None and u.m.country and not u.m.guessed), None)
    made = {u.m.country for u in syn.u[:comma] if u.m is not None and u.m.kind == "place"}
    return named or (None if doc.country in made else doc.country)


def _text(u: Unit, language: Language) -> bool:
    return u.mention_kind == "instrument" or (u.kind == "X" and u.low in language.sets["under_texts"])


def _modal(syn: Syntax, j: int, language: Language) -> bool:
    u = syn.u[j]
    is_to = not syn.id and u.low in ("is", "are") and j + 1 < syn.n and syn.u[j + 1].low == "to"
    return u.kind in "AV" and (u.low in language.sets["will"] | language.sets["owed"] or is_to)


def _undergoes(syn: Syntax, verb: int) -> bool:
    return syn.u[verb].low.startswith("di") if syn.id else syn._passive_aux(verb)
