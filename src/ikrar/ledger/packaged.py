"""Knowledge as data: the tables that the package brings (data/...), read as they stand."""

from __future__ import annotations

from importlib import resources
from typing import Any


def packaged(path: str) -> Any:
    """What a YAML file below the package holds: strings, lists and maps only."""
    import yaml  # here, since most commands read no table

    return yaml.load((resources.files("ikrar") / path).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - BaseLoader makes but strings
