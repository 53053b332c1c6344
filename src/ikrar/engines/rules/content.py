"""What sides have agreed to, where it stands elsewhere than behind the verb: its subject, its topic, or the main clause of the sentence."""

from __future__ import annotations

from ikrar.engines.rules import commit
from ikrar.engines.rules.draft import Draft, relative
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.provisions import OF_FORCES, Provisions, provisions
from ikrar.engines.rules.syntax import Syntax
from ikrar.engines.rules.terms import open_deadline
from ikrar.engines.rules.to_come import to_come
from ikrar.lexicon import Language
from ikrar.model import Span

BARE = frozenset(("agree.accord", "agree.settle", "agree.undertake", "agree.thus", "agree.bare"))
"""Frames of an agreement that may not say what is agreed."""
RESTS = "agree.rests"
PROMISED = frozenset(("agree.promise", "agree.guarantee", "agree.reaffirm", RESTS))  # "Perlindungan bagi X dijanjikan Y"
SAFETY = "agree.safety"
SIGNED, PLEDGE, WORD = "support.sign", "agree.pledge", "agree.word"
PROVISIONS = commit.CONCESSIONS | OF_FORCES - {"deployment"}
"""Acts plain enough that the words for one, beside an agreement, are what is agreed."""

Clause = tuple[int, int, Span]


def find(drafts: list[Draft], syn: Syntax, language: Language, raw: str) -> None:
    """“Penarikan pasukan itu disepakati A dan B”, “pasukan akan pulang setelah A dan B mencapai kata sepakat”: adds the action."""
    table = provisions(language)
    for d in drafts:
        frame = d.pattern.frame["frame"]
        if frame == SAFETY and d.mark == "passive" and not d.refused:
            _kept_safe(d, syn)
        if not d.refused and d.kind == "undertaking" and _a_time(d, language):
            d.refused = "a time still to be set"
        if d.refused or not (frame in BARE or frame in (SIGNED, PLEDGE, WORD) or frame in PROMISED):
            continue
        known = d.clauses.get("action")
        if frame == PLEDGE:
            if known is not None and (promised := _behind_colon(d, syn, known)) is not None:
                d.clauses["action"] = promised
            continue
        if frame in PROMISED:
            rests = frame == RESTS
            if (rests or d.mark == "passive") and (said := _subject(d, syn, table, raw)) is not None:
                d.clauses["action"] = said
            elif rests:
                d.refused = "what it is, is not told"
            continue
        if known is not None and table.best(raw[known[2][0] : known[2][1]])[0] != "other":
            continue
        if frame == WORD:
            said = _behind_colon(d, syn, (d.unit, syn.n, (d.start, d.end)))
            if said is None or table.best(raw[slice(*said[2])])[0] == "other":
                d.refused = "what is promised is not told"
                continue
            d.clauses["action"] = said
            continue
        where = _where(d, syn, table, language, raw, topic_only=frame == SIGNED)
        if where is None or _beyond(d, syn, where):
            continue
        d.clauses["action"] = where
        d.kind = "undertaking"
        d.notes.append("what is agreed stands beside it")
        first, stop, _ = where
        for inner in drafts:
            before = 0 < d.unit - inner.unit < 4 and inner.type == "CONCEDE" and d.mutual  # "announced that they had reached a deal on ..."
            if before and not inner.refused:
                inner.refused = f"what is agreed ({frame})"
            told = inner.kind in ("undertaking", "obligation") or inner.type in ("RETREAT", "CONCEDE")
            if inner is not d and not inner.refused and told and first <= inner.unit < stop and not inner.mutual:
                inner.refused = f"part of what is agreed ({frame})"


def _beyond(d: Draft, syn: Syntax, where: Clause) -> bool:
    """“The pact, which was signed in Lima, binds Kenya to leave": whether the aside that tells of signing is over before ``where`` is."""
    if any(first < d.unit < last < where[1] - 1 for last, first in syn.closing.items()):
        return True
    main = syn.kinds.find(",", d.unit + 1, where[1])  # "Dalam protokol yang diteken malam itu, A dan B bersedia ...": the main clause
    return relative(d) is not None and main > 0 and syn.u[main + 1].m is not None and "V" in syn.kinds[main : where[1]]


def _kept_safe(d: Draft, syn: Syntax) -> None:
    """“Safe passage for convoys, and security for the embassy, will be guaranteed by X”: those named first are kept safe too."""
    first = next((j for j in range(1, d.unit) if syn.u[j].m is not None and syn.u[j - 1].kind == "P"), None)
    known = d.fills.get("beneficiary")
    if first is not None and known is not None and first < known.first:
        d.fills["beneficiary"] = Group([*syn.group(first, "kept safe", left=False).members, *known.members], first, known.last, "kept safe")


def _a_time(d: Draft, language: Language) -> bool:
    """“Waktu pemindahan akan disepakati para perwira": whether all that is to be agreed on is a time."""
    what = d.subject.thing if d.mark == "passive" and d.subject is not None else None
    return what is not None and what.low in language.sets["times_to_set"]


def _behind_colon(d: Draft, syn: Syntax, known: Clause) -> Clause | None:
    """“memberi jaminan: konvoi akan dijaga”: all that stands behind the colon is promised, its subject too."""
    colon = next((j for j in range(d.unit + 1, min(known[1], syn.n - 1)) if syn.u[j].kind == ":"), None)
    if colon is None:
        return None
    stop = syn.n
    while stop > colon + 2 and syn.u[stop - 1].kind in ".Q":
        stop -= 1
    return (colon + 1, stop, (syn.u[colon + 1].start, syn.u[stop - 1].end))


def _subject(d: Draft, syn: Syntax, table: Provisions, raw: str) -> Clause | None:
    """The words before a passive verb, where they say what it is about."""
    first, stop = _joined(syn, syn.clause_start(d.unit), d.unit), d.unit
    while stop > first and syn.u[stop - 1].kind in ".,;:QA":
        stop -= 1
    if stop <= first:
        return None
    span = (syn.u[first].start, syn.u[stop - 1].end)
    return (first, stop, span) if table.best(raw[span[0] : span[1]])[0] != "other" else None


def _joined(syn: Syntax, start: int, stop: int) -> int:
    """Where the clause begins that ends before ``stop``: behind the "and" that joins it to another with a verb of its own."""
    for j in range(stop - 1, start, -1):
        if syn.u[j].kind == "C" and syn.u[j - 1].kind == "," and any(u.kind in "VB" for u in syn.u[start:j]):
            return j + 1
    return start


def _where(d: Draft, syn: Syntax, table: Provisions, language: Language, raw: str, *, topic_only: bool) -> Clause | None:
    """The words that say what is agreed: the passive's subject, what follows the verb, or the clause that the agreement hangs on."""
    start, n = syn.clause_start(d.unit), syn.n
    places = [(d.unit + 1, syn.text_end(d.unit + 1))]
    if not topic_only:
        if d.unit + 2 < n and syn.u[d.unit + 1].kind == ",":  # "bersepakat, pasukan X akan ..."
            places.append((d.unit + 2, syn.text_end(d.unit + 2)))
        become = syn.id and d.sentence.tokens[d.first].low == "menjadi"  # "kepulangan serdadu X telah menjadi kesepakatan keduanya"
        if become or d.mark == "passive" and (syn.id or syn._passive_aux(d.unit)):  # not "released as part of a deal brokered by X"
            places.insert(0, (_joined(syn, start, d.unit), d.unit))
        if start > 1 and to_come(syn, 0, start - 1, language):  # "they will leave, after A and B agreed"
            places.append((0, start - 1))
        if d.pattern.kind == "noun":  # "Under a deal announced by A and B, the soldiers will leave"
            comma = next((j for j in range(d.unit + 1, n) if syn.u[j].kind == ","), None)
            if comma is not None and to_come(syn, comma + 1, n, language):
                places.append((comma + 1, n))
        colon = next((j for j in range(d.unit + 1, n) if syn.u[j].kind == ":" or syn.u[j].low == ":"), None)
        past = colon is not None and any(u.low in language.modes["past"] for u in syn.u[colon + 1 : n])
        if colon is not None and (not past or to_come(syn, colon + 1, n, language, language.sets["owed"])):
            places.append((colon + 1, n))
    for first, stop in places:
        while first < stop - 1 and (syn.u[first].kind in "T," or syn.u[first].kind == "P" and syn.u[first + 1].kind == "T"):
            first += 1  # "agreed on Monday on the withdrawal ..."
        while stop > first and syn.u[stop - 1].kind in ".,;:Q":
            stop -= 1
        if stop <= first:
            continue
        span = (syn.u[first].start, syn.u[stop - 1].end)
        later = open_deadline(raw, span, language)  # "at a time to be settled in talks": no talks are agreed
        if table.best(raw[span[0] : later[0] if later is not None else span[1]])[0] in PROVISIONS:
            return (first, stop, span)
    return None
