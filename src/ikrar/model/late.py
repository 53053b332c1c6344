"""What start-up would pay for and few reports need: expressions compiled when they are first tried; a hash without OpenSSL."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from hashlib import sha256 as sha256
else:
    for _name in ("_sha2", "_sha256", "hashlib"):  # of Python 3.12, of 3.11, and of any with its OpenSSL, which takes 5 ms to load
        try:
            sha256 = import_module(_name).sha256
            break
        except ImportError:
            continue


class _Late:
    """Stands for a compiled expression. What was asked of it once is kept, so that it costs nothing the next time."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)  # kept by `re` for the next name
        setattr(self, name, found)
        return found


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile(source, flags)``, compiled when it is first used: for what most reports never try."""
    return cast("re.Pattern[str]", _Late(source, flags))
