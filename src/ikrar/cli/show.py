"""A record for people: what was promised and done, by whom, when, and the words that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from ikrar.cli.console import plain
from ikrar.cli.paint import INDENT, Names, code_of, dim, fields, head, join, mention, moment, put, quote, section, terminal
from ikrar.model import Attribution, Commitment, Entity, Event, Instrument, Place, Process, Quantity, Reading, Record
from ikrar.read.language import READ

LANGUAGES: Final = {"id": "Indonesian", "en": "English", "ms": "Malay", "und": "language unknown"}
UNSAID: Final = "not said"
SHORT: Final = 60  # characters of a stretch of text: enough to recognise it


def show(reading: Reading, console: Console | None = None, first: bool = True) -> None:
    """Print one record; ``first`` leaves out the line that parts it from the one before."""
    out = console or terminal()
    if not first:
        out.print(Text("\n" + "═" * out.width + "\n", style="dim"))
    put(out, _parts(reading, out.width))


def shortened(text: str) -> str:
    """The beginning of a stretch of text."""
    words = plain(text).strip()
    return words if len(words) <= SHORT else words[: SHORT - 1].rstrip(" .…") + "…"


def _parts(reading: Reading, width: int) -> list[RenderableType]:
    record, names = reading.record, Names(reading.record.entities)
    parts: list[RenderableType] = [*_header(reading)]
    instruments = {i.id: i for i in record.instruments}
    groups: list[tuple[str, list[list[RenderableType]]]] = [
        ("Commitments", [_commitment(c, reading, names, instruments, width) for c in record.commitments]),
        ("Events", [_event(e, reading, names, width) for e in record.events]),
        ("Instruments", [_instrument(i, reading, names, width) for i in record.instruments]),
        ("Processes", [_process(p, reading, names, width) for p in record.processes]),
    ]
    for title, items in groups:
        if items:
            parts.append(section(title, len(items), width))
            for number, item in enumerate(items):
                if number:
                    parts.append(Text(""))
                parts.extend(item)
    if record.entities:
        parts += [section("Entities", len(record.entities), width), _entities(record.entities, names)]
    if record.document.language not in READ:
        parts += [Text(""), dim(f"Not read: Ikrar reads {' and '.join(LANGUAGES[code] for code in READ)}.")]
    elif not any((record.commitments, record.events, record.instruments, record.processes)):
        parts += [Text(""), dim("No commitments, events, instruments or processes found.")]
    parts += _left_out(reading, width)
    return parts


def _header(reading: Reading) -> list[RenderableType]:
    document = reading.record.document
    title = Text(plain(document.title.text).strip() if document.title else "(no title)", style="bold")
    if document.title is None and document.body:
        title.append(f" {shortened(reading.raw[slice(*document.body[0])])}", style="not bold dim")
    dateline = document.dateline
    place = None
    if dateline:
        place = plain(dateline.text) + (f" ({plain(dateline.country)})" if dateline.country else "")
    known = [
        document.agency,
        document.outlet if document.outlet != document.agency else None,
        place,
        document.published or "date unknown",
        LANGUAGES.get(document.language, document.language),
        document.url if document.url != document.source else None,
        document.source,
    ]
    return [title, dim(" · ".join(plain(k) for k in known if k))]


def _what(*words: str | None) -> Text:
    """``undertaking · withdrawal of forces``: the first word stands out."""
    kept = [plain(word) for word in words if word]
    text = Text().append(kept[0], style="bold cyan") if kept else Text()
    for word in kept[1:]:
        text.append(" · ", style="dim").append(word)
    return text


def _commitment(c: Commitment, reading: Reading, names: Names, instruments: dict[str, Instrument], width: int) -> list[RenderableType]:
    instrument = instruments.get(c.instrument) if c.instrument else None
    return _item(
        head(c.id, _what(c.kind, c.provision.replace("-", " ")), c.status, width),
        fields(
            [
                ("who", names.many(c.promisors) or dim(UNSAID)),
                ("to whom", names.many(c.beneficiaries)),
                ("what", c.action.text if c.action else None),
                ("if", c.condition.text if c.condition else None),
                ("due", moment(c.deadline)),
                ("made", moment(c.made_on)),
                ("laid in", instrument.name if instrument else c.instrument),
                ("said by", _attribution(c.attribution, names)),
            ]
        ),
        quote(reading, c.evidence),
        quote(reading, c.status_evidence),
    )


def _event(e: Event, reading: Reading, names: Names, width: int) -> list[RenderableType]:
    return _item(
        head(e.id, _what(e.type, e.mode, ", ".join(c.replace("_", " ") for c in e.contexts) or None), e.factuality, width),
        fields(
            [
                ("who", names.many(e.actors) or dim(UNSAID)),
                ("to whom", names.many(e.recipients)),
                ("when", moment(e.time)),
                ("where", _place(e.place)),
                ("how many", _quantities(e.quantities, reading.raw)),
                ("said by", _attribution(e.attribution, names)),
            ]
        ),
        quote(reading, e.evidence),
    )


def _instrument(i: Instrument, reading: Reading, names: Names, width: int) -> list[RenderableType]:
    return _item(
        head(i.id, _what(i.kind.replace("-", " "), i.name), i.status or "", width),
        fields([("parties", names.many(i.parties)), ("date", moment(i.date))]),
        mention(reading, i.mentions),
    )


def _process(p: Process, reading: Reading, names: Names, width: int) -> list[RenderableType]:
    parts = _item(
        head(p.id, _what(p.name), "", width),
        fields([("parties", names.many(p.parties))]),
    )
    for number, meeting in enumerate(p.rounds, 1):
        heads = [names.one(h.entity).append(f" for {names.bare(h.for_)}" if h.for_ else "") for h in meeting.heads]
        date = moment(meeting.date)
        when = join([t for t in (date, Text(plain(meeting.format)) if meeting.format else None) if t], " · ")
        parts.append(
            fields(
                [
                    (f"round {number}" if len(p.rounds) > 1 else "round", when or dim("date not said")),
                    ("led by", join(heads) if heads else None),
                    ("on", join(topic.text for topic in meeting.topics) if meeting.topics else None),
                ]
            )
        )
    words = mention(reading, p.mentions)
    return [*parts, words] if words else parts


def _entities(entities: Sequence[Entity], names: Names) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for style in ("dim", "", "dim", "dim"):
        grid.add_column(style=style, overflow="fold")
    for entity in entities:
        roles = "; ".join(
            ("former " if role.former else "") + plain(role.title) + (f" of {names.bare(role.of)}" if role.of else "")
            for role in entity.roles
        )
        what = Text(plain(entity.type) + (f", {roles}" if roles else ""))
        grid.add_row(Text(f"{plain(entity.id):<{INDENT - 2}}"), Text(plain(entity.name)), Text(code_of(entity)), what)
    return grid


def _left_out(reading: Reading, width: int) -> list[RenderableType]:
    document = reading.record.document
    parts: list[RenderableType] = []
    if document.dropped:
        parts.append(section("Left out", len(document.dropped), width))
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for drop in document.dropped:
            grid.add_row(Text(plain(drop.reason.replace("-", " "))), Text(f"“{shortened(reading.raw[slice(*drop.span)])}”"))
        parts.append(grid)
    counted = Counter(repair.kind.replace("-", " ") for repair in document.repairs)
    notes = []
    if counted:
        notes.append("Repaired: " + ", ".join(f"{kind} ×{n}" for kind, n in sorted(counted.items())) + ".")
    if reading.refused:
        noun = "statement" if len(reading.refused) == 1 else "statements"
        notes.append(f"Refused for want of evidence: {len(reading.refused)} {noun} (ikrar explain shows them).")
    if _open_dates(reading.record):
        notes.append("Open dates: --published YYYY-MM-DD, the day of publication, may settle them.")
    if notes:
        parts.append(Text(""))
        parts += [dim(note) for note in notes]
    return parts


def _item(*parts: RenderableType | None) -> list[RenderableType]:
    return [part for part in parts if part is not None]


def _attribution(attribution: Attribution | None, names: Names) -> Text | None:
    return names.one(attribution.entity) if attribution else None


def _place(place: Place | None) -> Text | None:
    if place is None:
        return None
    text = Text(plain(place.name))
    return text.append(f" {plain(place.country)}", style="dim") if place.country else text


def _quantities(quantities: Sequence[Quantity], raw: str) -> Text | None:
    """``12 killed “dua belas orang tewas”``: the number for counting, and the words that it was read from."""
    return (
        join(Text(f"{q.value:,.15g} {plain(q.what)}").append(f" “{plain(raw[slice(*q.span)]).strip()}”", style="dim") for q in quantities)
        if quantities
        else None
    )


def _open_dates(record: Record) -> bool:
    """Whether some date stays open that the day of publication would settle."""
    if record.document.published:
        return False
    times = [e.time for e in record.events] + [t for c in record.commitments for t in (c.deadline, c.made_on)]
    times += [i.date for i in record.instruments] + [r.date for p in record.processes for r in p.rounds]
    return any(t is not None and t.value is None for t in times)
