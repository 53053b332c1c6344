"""The sample's reports into a ledger, to try things on."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from ikrar.ledger import Ledger
from ikrar.ledger.enter import add
from ikrar.pipeline import read_text


def reports() -> Iterator[tuple[str, str]]:
    """Name and text of each; the name begins with the day of publication."""
    folder = resources.files("ikrar") / "data/sample"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".txt"):
            yield file.name, file.read_text("utf-8")


def fill(ledger: Ledger) -> None:
    """Adds all of them."""
    for name, text in reports():
        add(ledger, read_text(text, source=name, published=name[:10]))
