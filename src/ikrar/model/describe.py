"""The format of the record, described from the types themselves: their docstrings, and the closed lists of the codebook."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from ikrar.model import codes, record

CLOSED: Final[Mapping[tuple[str, str], frozenset[str]]] = {
    ("Drop", "reason"): codes.DROP_REASONS,
    ("Repair", "kind"): codes.REPAIR_KINDS,
    ("Entity", "type"): codes.ENTITY_TYPES,
    ("Entity", "sector"): codes.SECTORS,
    ("Event", "type"): codes.EVENT_TYPES,
    ("Event", "factuality"): codes.FACTUALITIES,
    ("Event", "contexts"): codes.CONTEXTS,
    ("Commitment", "kind"): codes.KINDS,
    ("Commitment", "provision"): codes.PROVISIONS,
    ("Commitment", "status"): codes.STATUSES,
    ("Instrument", "kind"): codes.INSTRUMENT_KINDS,
}
"""The fields that take one of a closed list, or several of it."""
PATTERNS: Final = {
    ("Time", "value"): r"^(\d{4}(-\d\d(-\d\d)?)?|open)$",
    ("Document", "published"): r"^\d{4}-\d\d-\d\d$",
    ("Document", "id"): "^sha256:[0-9a-f]{64}$",
}


def meanings() -> dict[str, dict[str, str]]:
    """What each field of each struct means: the string that stands below it in ``record.py``."""
    out: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(record)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        said = out.setdefault(node.name, {})
        for field, below in zip(node.body, node.body[1:], strict=False):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
                said[field.target.id] = str(getattr(below.value, "value", ""))
    return out


def schema() -> dict[str, Any]:
    """The JSON Schema of a record."""
    made = msgspec.json.schema(record.Record)
    said = meanings()
    for name, struct in made["$defs"].items():
        struct["additionalProperties"] = False
        for field in msgspec.structs.fields(getattr(record, name)):
            value = struct["properties"][field.encode_name]
            _close(value, CLOSED.get((name, field.name)), PATTERNS.get((name, field.name)))
            described = {"description": said[name].get(field.name, "")}
            struct["properties"][field.encode_name] = {**value, **described} if "$ref" not in value else {"allOf": [value], **described}
    whole = made["$defs"]["Record"]
    whole["required"] = list(whole["properties"])  # a record's own lists are written even where they are empty
    whole["properties"]["ikrar"]["const"] = record.Record.__struct_defaults__[-1]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:ikrar:record:{record.Record.__struct_defaults__[-1]}",
        "title": "Ikrar record",
        **made,
    }


def _close(value: dict[str, Any], listed: frozenset[str] | None, pattern: str | None) -> None:
    """Narrow every string within ``value`` to a closed list or a pattern, and every span to places in a text."""
    for inner in (value, value.get("items"), *value.get("anyOf", ()), *value.get("prefixItems", ())):
        if not isinstance(inner, dict):
            continue
        if inner.get("type") == "string":
            inner |= {"enum": sorted(listed)} if listed else {"pattern": pattern} if pattern else {}
        elif inner.get("type") == "integer":
            inner["minimum"] = 0
        if inner is not value:
            _close(inner, listed, pattern)
