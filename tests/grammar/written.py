"""Tables of tests, read by libyaml where PyYAML was built with it: every worker reads them all before its first test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from ikrar.model.written import strings as _strings


def strings(path: Path) -> Any:
    """What a file holds, all scalars as strings."""
    return _strings(path.read_text("utf-8"))


def values(path: Path) -> Any:
    """What a file holds, with numbers, dates and truths as such."""
    return yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
