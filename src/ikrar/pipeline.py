"""The only module that knows the order: clean, annotate, extract, link, verify."""

from __future__ import annotations

from datetime import date
from functools import cache

import msgspec

from ikrar import __version__
from ikrar.annotate import annotate, lost_letters
from ikrar.clean import Cleaned, Cleaner
from ikrar.dates import published as find_published
from ikrar.engines.rules import engine as rules
from ikrar.engines.verify import verify
from ikrar.lexicon import lexicon
from ikrar.link import places
from ikrar.link.compose import compose
from ikrar.link.coref import resolve
from ikrar.model import Dateline, Document, Engine, Reading, Record
from ikrar.model.late import sha256
from ikrar.model.said import Said
from ikrar.read.language import detect
from ikrar.read.source import Source

ENGINE = Engine(name="rules", version=__version__)


@cache
def _cleaner() -> Cleaner:
    return Cleaner.from_data(lexicon().outlets)


def read_source(found: Source, *, published: str | None, language: str | None, in_name: str | None, trace: bool) -> Reading:
    """Reads what a reader has handed on. ``published`` and ``language`` are given from outside and go before what it tells of itself;
    ``in_name`` is the day in the name of its file, for what tells none.
    """
    return read_text(
        found.text,
        source=found.name,
        published=published or found.published or in_name,
        language=language or found.language_hint,
        url=found.url,
        warnings=found.warnings,
        trace=trace,
    )


def read_text(
    raw: str,
    *,
    source: str | None = None,
    published: str | None = None,
    language: str | None = None,
    url: str | None = None,
    warnings: tuple[str, ...] = (),
    trace: bool = True,
) -> Reading:
    """Reads one report.

    ``raw`` is the text as it was read; every span of the record points into it. ``published`` (YYYY-MM-DD) and ``language``
    ("id", "en") are taken from the text where they are not given. A language that is not read gives a record with a warning
    and nothing else. Same text and options, same record. Without ``trace`` nothing is kept of how its lines came about.
    """
    id_ = "sha256:" + sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    code = language or detect(raw)[0]
    if code not in lexicon().codes:
        document = Document(
            id=id_,
            language=code,
            source=source,
            published=published,
            url=url,
            warnings=(*warnings, _unread(code)),
        )
        return Reading(raw=raw, record=Record(engine=ENGINE, document=document))
    lang = lexicon().language(code)
    grammar = lang.date_grammar
    cleaned = _cleaner().clean(raw)
    spans = list(cleaned.body)
    if cleaned.title is not None:
        spans.insert(0, cleaned.title.span)
        spans.sort()
    if published is None:
        published = find_published(raw, grammar, spans)
    day = _day(published)
    lost = lost_letters.find(raw, spans, lang)
    doc = annotate(
        raw,
        spans,
        cleaned.repairs,
        cleaned.title.span if cleaned.title else None,
        lang,
        grammar,
        cleaned.dateline.span if cleaned.dateline else None,
        lost,
    )
    dateline = _dateline(cleaned, doc)
    home = dateline.country if dateline is not None and dateline.country else ("IDN" if code == "id" else None)
    places.settle(doc, lang, home)
    resolve(doc, lang, home, day, dateline.span[1] if dateline is not None else 0)
    extraction = rules.extract(doc, lang)
    document = Document(
        id=id_,
        language=code,
        source=source,
        published=published,
        title=cleaned.title,
        dateline=dateline,
        agency=cleaned.agency,
        outlet=cleaned.outlet,
        url=url or cleaned.url,
        body=cleaned.body,
        dropped=cleaned.dropped,
        repairs=lost_letters.repairs(lost, cleaned.repairs) if lost else cleaned.repairs,
        warnings=warnings,
    )
    record, traces = compose(doc, extraction, document, ENGINE, lang, day, trace=trace)
    record, refused = verify(raw, record)
    return Reading(raw=raw, record=record, traces=tuple(traces), refused=refused)


def _unread(code: str) -> str:
    known = " or ".join(lexicon().codes)
    if code == "und":
        return Said("warning.und", {"known": known}).tell()
    return Said("warning.language", {"code": code, "known": known}).tell()


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _dateline(cleaned: Cleaned, doc: object) -> Dateline | None:
    """The dateline with the country of its place."""
    line = cleaned.dateline
    if line is None:
        return None
    for m in doc.mentions:  # type: ignore[attr-defined]
        if m.start < line.span[1] and line.span[0] < m.end and m.country:
            return msgspec.structs.replace(line, country=m.country)
    return line
