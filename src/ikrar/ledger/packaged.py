"""Knowledge as data: the tables that the package brings (data/...), read as they stand."""

from __future__ import annotations

from importlib import resources
from typing import Any

from ikrar.model.written import strings


def packaged(path: str) -> Any:
    """What a YAML file below the package holds: strings, lists and maps only."""
    return strings((resources.files("ikrar") / path).read_text("utf-8"))
