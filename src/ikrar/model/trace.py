"""How a line of the record came about: the frame, the pattern, the cues, what filled which role, what was refused."""

from __future__ import annotations

import msgspec

from ikrar.model.record import Record, Span


class Fill(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One role and the words that filled it. ``how`` says by which step: "subject", "object", "oleh", "carried over" ..."""

    role: str
    text: str
    span: Span
    how: str
    entity: str | None = None


class Trace(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """One application of a frame. ``item`` is the id of the record's line, or None where the line was refused or merged away."""

    item: str | None
    frame: str
    pattern: str
    trigger: Span
    fills: tuple[Fill, ...] = ()
    cues: tuple[str, ...] = ()
    """Mode cues with their effect, such as ``"membantah" -> denied``."""
    notes: tuple[str, ...] = ()
    """What was decided after the frame: type mapped, merged with another telling, provision chosen by which cue ..."""
    refused: str | None = None
    """Why nothing came of it."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A record, the raw text that its spans point into, and the trace behind it."""

    raw: str
    record: Record
    traces: tuple[Trace, ...] = ()
    refused: tuple[str, ...] = ()
    """Statements that the verify gate turned away, in words; counted in every report."""
