"""Knowledge that is written as YAML."""

from __future__ import annotations

from typing import Any


def strings(text: str) -> Any:
    """What YAML holds: strings, lists and maps only, for ``NO`` is Norway. libyaml reads it, ten times as fast, where it is there."""
    import yaml  # here, since most commands read no table

    return yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - both make nothing but strings
