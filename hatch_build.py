"""Build hook: a wheel carries the lexicon compiled, so that a fresh install starts fast and needs no writable cache."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledLexicon(BuildHookInterface[Any]):
    """Compiles ``src/ikrar/data`` into ``ikrar/data/_compiled.msgpack``; an editable install reads the data as it changes."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it packs."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from ikrar.lexicon.compile import compile_all
        finally:
            sys.path.pop(0)
        target = root / "build" / "_compiled.msgpack"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(compile_all(root / "src" / "ikrar" / "data"))
        build_data["force_include"][str(target)] = "ikrar/data/_compiled.msgpack"
