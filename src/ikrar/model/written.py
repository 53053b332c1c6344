"""Knowledge that is written as YAML."""

from __future__ import annotations

from typing import Any


class GivenTwice(ValueError):
    """One key twice in one map: of the two, YAML would keep the later one and lose the other without a word."""

    def __init__(self, key: str, line: int, first: int, name: str = "") -> None:
        self.line = line
        self.told = f"the key {key!r} is given twice, first in line {first}: put both under one"
        super().__init__(f"{name or 'YAML'}, line {line}: {self.told}")


def strings(text: str, name: str = "") -> Any:
    """What YAML holds: strings, lists and maps only, for ``NO`` is Norway. libyaml reads it, ten times as fast, where it is there.

    ``name``: of the file, for the message of `GivenTwice`, which is raised where a map has one key twice.
    """
    import yaml  # here, since most commands read no table

    return _plain(yaml.compose(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader)), name)


def _plain(node: Any, name: str) -> Any:
    """What a node of YAML holds."""
    if node is None or isinstance(node.value, str):
        return None if node is None else node.value
    if node.id == "sequence":
        return [_plain(one, name) for one in node.value]
    out: dict[str, Any] = {}
    for key, value in node.value:
        told = _plain(key, name)
        if told in out:
            first = next(k for k, _ in node.value if _plain(k, name) == told)
            raise GivenTwice(told, key.start_mark.line + 1, first.start_mark.line + 1, name)
        out[told] = _plain(value, name)
    return out
