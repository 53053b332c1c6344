"""A line of the ledger in words: its title, its fields, and what hangs on it, section by section."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from ikrar.ledger import ask

Line = dict[str, Any]


class Hung(NamedTuple):
    """One line of a section: what it is, its words, why it is there."""

    head: str
    quote: str | None = None
    why: str | None = None
    strong: bool = False
    """Whether a person said so."""


class Told(NamedTuple):
    """A line for people."""

    title: str
    fields: dict[str, Any]
    sections: dict[str, list[Hung]]
    silence: str | None = None


def told(found: Line) -> Told:
    """What `ikrar.ledger.page` knows of a line, in words."""
    if found["rejected"]:
        title = f"{found['kind']}: {found['provision']}" if "kind" in found else "rejected"
        return Told(title, {"rejected": "by a person, or found no more"}, {"Notes": _notes(found)})
    line = TOLD[found["of"]](found)
    return line._replace(sections=line.sections | {"Notes": _notes(found)})


def _notes(found: Line) -> list[Hung]:
    return [Hung(f"{note['by']}, {note['at'][:10]}: {note['text']}", why=note["source"]) for note in found["notes"]]


def _source(document: Line | None) -> str:
    if not document:
        return "entered by hand"
    return _joined(document["id"], document["outlet"], document["published"], document["title"])


def _joined(*parts: str | None, by: str = ", ") -> str:
    return by.join(part for part in parts if part)


def _told_by(found: Line) -> str:
    return _source(found["document"]) + (f" and in {found['told_in'] - 1} more" if found["told_in"] > 1 else "")


def _promise(found: Line) -> Told:
    bears = {side: [_bearing(b) for b in found["bears"] if b["side"] == side] for side in ("for", "against", "neutral")}
    silence = found["silence"]
    return Told(
        f"{found['kind']}: {found['provision']}",
        {
            "by": found["promisors"],
            "to": found["beneficiaries"],
            "to do": found.get("action"),
            "if": found.get("condition"),
            "deadline": _when(found.get("deadline"), found["timeliness"]),
            "made": found["made"],
            "text": found["instrument"],
            "told by": _told_by(found),
        },
        {
            "Evidence for": bears["for"],
            "Evidence against": bears["against"],
            "Said not to bear": bears["neutral"],
            "Judgements": [_judgement(j) for j in found["judgements"]],
            "Also told": [_telling(t) for t in found["tellings"]],
        },
        silence and f"No evidence in {silence['documents']} documents, read up to {silence['read_up_to'] or 'an unknown day'}.",
    )


def _when(deadline: Any, timeliness: str) -> str | None:
    if not deadline:
        return None
    words = f" “{deadline['text']}”" if deadline.get("text") and deadline["text"] != deadline.get("value") else ""
    return f"{deadline.get('value') or 'not settled'}{words} ({timeliness})"


def _bearing(b: Line) -> Hung:
    denied = ", said not to have happened" if b["factuality"] == "denied" else ""
    why = (b["rule"] or "decided") + (f": {b['why']}" if b["why"] else "")
    head = f"{b['event']}  {b['date'] or 'undated'}{denied}  {_source(b['document'])}"
    return Hung(head, b["quote"], f"{why} ({b['by']}, {b['at'][:10]})", b["person"])


def _judgement(j: Line) -> Hung:
    extent = f", extent {j['extent']}" if j["extent"] is not None else ""
    evidence = ", ".join(e["event"] for e in j["evidence"])
    why = _joined(j["why"], evidence and f"evidence: {evidence}", by="; ")
    return Hung(
        f"{j['at'][:10]}  {j['status']}{extent}  {j['by']}{' (taken back)' if j['undone'] else ''}", why=why or None, strong=j["person"]
    )


def _telling(t: Line) -> Hung:
    why, same = None, t["same"]
    if same and same["person"]:
        why = f"{same['by']}: {same['why'] or 'the same'}"
    elif same:
        why = f"{same['score']:g} points: " + ", ".join(f"{key} {value:+g}" for key, value in same["points"].items())
    return Hung(f"{t['id']}  {_source(t['document'])}", t["quote"], why)


def _happening(found: Line) -> Told:
    time, place = found.get("time") or {}, found.get("place") or {}
    return Told(
        _joined(found["type"], found.get("mode"), by=" "),
        {
            "who": found["actors"],
            "to whom": found["recipients"],
            "when": time.get("value") or time.get("text"),
            "where": place.get("name"),
            "how sure": found.get("factuality"),
            "told by": _told_by(found),
        },
        {
            "Bears on": [Hung(f"{on['id']}  {on['bearing']}", on["quote"]) for on in found["bears_on"]],
            "Also told": [_telling(t) for t in found["tellings"]],
        },
    )


def _document(found: Line) -> Told:
    return Told(
        found["title"] or "(no title)",
        {key: found[key] for key in ("published", "outlet", "agency", "language", "source", "url", "sha", "engine")},
        {
            "Commitments": [Hung(f"{p['id']}  {p['kind']}: {p['provision']}", p["quote"]) for p in found["commitments"]],
            "Events": [Hung(f"{e['id']}  {e['type']}  {e['date'] or 'undated'}", e["quote"]) for e in found["events"]],
            "The same report elsewhere": [Hung(_source(d)) for d in found["same_report"]],
        },
    )


def _actor(found: Line) -> Told:
    def promises(rows: list[Line]) -> list[Hung]:
        return [Hung(f"{p['id']}  {p['status']}  {p['provision']}", p["quote"]) for p in rows]

    return Told(
        found["name"],
        {
            "code": _joined(found["country"], found["sector"], by=":"),
            "type": found["type"],
            "also called": ", ".join(found["also_called"]),
        },
        {
            "Promised": promises(found["promised"]),
            "Was promised": promises(found["was_promised"]),
            "Acted": [
                Hung(f"{e['id']}  {e['type']}  {(e.get('time') or {}).get('value') or 'undated'}", e["quote"]) for e in found["acted"]
            ],
        },
    )


def _instrument(found: Line) -> Told:
    return Told(
        found["name"],
        {key: found[key] for key in ("kind", "date", "status", "parties")} | {"told by": _source(found["document"])},
        {"Lays down": [Hung(f"{p['id']}  {p['status']}  {p['kind']}: {p['provision']}", p["quote"]) for p in found["lays_down"]]},
    )


def _process(found: Line) -> Told:
    rounds = [
        Hung(_joined(ask.meeting(r), r["format"], r["heads"], r.get("event"), by="  "), why=r["topics"] or None) for r in found["rounds"]
    ]
    return Told(found["name"], {"parties": found["parties"]}, {"Rounds": rounds})


TOLD: Final[dict[str, Callable[[Line], Told]]] = {
    "commitment": _promise,
    "event": _happening,
    "document": _document,
    "entity": _actor,
    "instrument": _instrument,
    "process": _process,
}
