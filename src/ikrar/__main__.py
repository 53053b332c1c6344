"""``python -m ikrar``, the same as the ``ikrar`` script."""

from __future__ import annotations

import gc
from typing import NoReturn

OBJECTS = 400_000
"""New objects between two looks for garbage in cycles. The lexicon and a first report make 210,000, and none of it is garbage: one look
through them takes a twelfth of the start-up, and at Python's 700 they took an eighth."""


def main() -> NoReturn:
    """Run the command line, which is imported only now: nor is what imports make ever garbage."""
    gc.set_threshold(OBJECTS)
    from ikrar.cli import main as run

    run()


if __name__ == "__main__":
    main()
