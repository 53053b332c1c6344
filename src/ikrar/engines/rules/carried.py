"""What stands behind a verb of beginning or of coming and is done with it: "mulai menembaki", "datang ke istana untuk menemui X"."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import ACTORS, Group
from ikrar.engines.rules.syntax import Syntax
from ikrar.lexicon import Language

DONE = "-> done"
SENT = 4  # units behind a verb of sending within which it is told what
IN_WORDS = frozenset("AGREE REQUEST ACCUSE SUPPORT CONCEDE REJECT THREATEN".split())
SAID_THERE = frozenset(("CONSULT", "REQUEST", "ACCUSE", "CONCEDE"))  # what one comes or writes for, and does by coming or writing


def carried_out(d: Draft, syn: Syntax, governor: int, language: Language) -> bool:
    """Whether what stands behind the verb at ``governor`` is done: "began to fire", "went on to fire", "used a drone to kill X"."""
    low = syn.u[governor].low
    nxt = next((u for u in syn.u[governor + 1 :] if u.kind != "D"), syn.u[governor])  # "voted down a plan to arm X"
    if d.type == "ASSAULT" and low in language.sets["by_means"]:
        return nxt.m is not None or nxt.kind in "dX"
    if d.type in IN_WORDS and low in language.sets["takes_chance"] and _occasion(syn, governor, d.unit, language):
        return True
    if f"{low} {nxt.low}" in language.sets["implicative"]:
        return True
    return low in language.sets["implicative"] and not (not syn.id and nxt.kind in "dXM")


def _occasion(syn: Syntax, governor: int, v: int, language: Language) -> bool:
    """“used the visit to promise", "memanfaatkan pidatonya untuk mengecam": whether what is used is an occasion to say it."""
    known = language.either("occasions", "chances")
    return any(u.low.removesuffix("nya") in known for u in syn.u[governor + 1 : v])


def came_for(d: Draft, syn: Syntax, governor: int, language: Language) -> bool:
    """“tiba di istana untuk bertemu X”, "bersurat kepada X untuk meminta ...": who is told to have come or written has met or asked."""
    return (d.type in SAID_THERE or d.pattern.frame["frame"] in KIND_WORDS) and d.mark != "passive" and _comes(syn, governor, language)


KIND_WORDS = frozenset(("support.congratulate", "support.thank", "support.praise"))
GLAD_BACK = 5  # units before a verb among which the word stands that says that one is glad to have been able to


def was_glad_to(syn: Syntax, v: int, language: Language) -> bool:
    """“Saya senang bisa bertemu X”, "suatu kehormatan dapat menerima X": who is glad to be able to do it has done it."""
    glad, j = language.sets["glad"], v - 1
    if not syn.id or glad.isdisjoint(syn.s.words):
        return False
    while j >= 0 and v - j <= GLAD_BACK and syn.u[j].kind not in "V,;.S":
        if syn.u[j].low in glad:
            return True
        j -= 1
    return False


def _comes(syn: Syntax, v: int, language: Language) -> bool:
    """Whether the verb at ``v`` is one of coming, or of writing to somebody."""
    low = syn.u[v].low
    what = syn.u[v + 1 : v + 1 + SENT] if low in language.sets["sends"] else []  # "mengirimkan dua kali nota"
    writes = any(u.low in language.sets["letters"] and all(x.kind in "dX#" for x in syn.u[v + 1 : v + 1 + i]) for i, u in enumerate(what))
    return writes or low in language.sets["came_to"]


def settle(drafts: list[Draft], syn: Syntax, language: Language) -> None:
    """The visit tells the meeting that it was for, where it is one itself; and who is written to is who is asked."""
    for d in drafts:
        if d.refused or d.type not in ("CONSULT", "AGREE", "REQUEST") or not any(c.endswith(DONE) for c in d.cues):
            continue
        came = next((j for j in range(d.unit - 1, -1, -1) if syn.u[j].kind == "V" and not syn.skip[j]), None)
        if came is None or not _comes(syn, came, language):
            continue
        visit = next(
            (x for x in drafts if x.unit == came and x.type == d.type and not x.refused and x.pattern.event["type"] == "CONSULT"), None
        )
        if visit is not None and visit.members("recipient"):
            d.refused = "told by the visit that it was for"
        elif d.type == "REQUEST" and "recipient" not in d.fills and (asked := _visited(came, d.unit, syn, language)) is not None:
            d.fills["recipient"] = asked


def _visited(came: int, v: int, syn: Syntax, language: Language) -> Group | None:
    """Whom the verb at ``came`` says that one came or wrote to, before the act at ``v``."""
    to = syn.oblique(came, language.sets["given_to"], came, v) or syn.object(came)
    members = [m for m in expand(to.members) if m.kind in ACTORS] if to is not None and to.last < v else []
    return Group(members, to.first, to.last, "to whom one came or wrote") if to is not None and members else None
