"""Ledgers are written by several threads of a fresh process (`ikrar serve`): all write the same, and nothing crashes."""

from __future__ import annotations

import subprocess
import sys

FILL = """
import sys, tempfile
from datetime import date
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from ikrar.ledger import Ledger, ask
from ikrar.ledger.enter import add
from ikrar.pipeline import read_text
from ikrar.web.sample import reports

def filled(_):
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(f"{folder}/ledger.db")
        for name, text in islice(reports(), 6):
            add(ledger, read_text(text, source=name, published=name[:10]))
        with ledger.read() as c:
            some = list(range(1, 200))
            found = ask.commitments_of(c, date(2026, 1, 1), some), ask.events_of(c, some), ask.actors_of(c, some)
        ledger.close()
        return repr(found)

sys.setswitchinterval(1e-5)  # they give way to each other after every few steps
with ThreadPoolExecutor(3) as threads:
    print(len(set(threads.map(filled, range(3)))))
"""


def test_threads_write_the_same() -> None:
    done = subprocess.run([sys.executable, "-X", "faulthandler", "-c", FILL], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr
