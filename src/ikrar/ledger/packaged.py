"""Knowledge as data: the tables that the package brings (data/...), read as they stand."""

from __future__ import annotations

import threading
from importlib import resources
from typing import Any, Final, TypeVar

import msgspec

from ikrar.model.written import strings


def packaged(path: str) -> Any:
    """What a YAML file below the package holds: strings, lists and maps only."""
    return strings((resources.files("ikrar") / path).read_text("utf-8"), path)


T = TypeVar("T")

_ONE_AT_A_TIME: Final = threading.Lock()
"""msgspec lays a type out when it first meets it, and another thread that meets it meanwhile crashes (0.22)."""


def as_type(path: str, type_: type[T]) -> T:
    """What such a file holds, as ``type_``."""
    with _ONE_AT_A_TIME:
        return msgspec.convert(packaged(path), type_, strict=False)
