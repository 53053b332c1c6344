"""Fifty people reading and five deciding at once in the reading room, and times by page. On this machine alone; it stops by itself.

room.py [--ledger FILE] [--readers N] [--deciders N] [--seconds S] [--pause S]     people at once, over a copy of a ledger (the sample)
room.py --pages [--all] [--ledger FILE]                                             times by page, one client, and when they are painted

The copy is thrown away. A page that fails or takes longer than a browser would wait, a decision that was accepted and does not stand in
the book as it was made, and a ledger that `ikrar check` finds something wrong with are misses, with which it ends in failure.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import pages
import people
from bench import bar

from ikrar.ledger import Ledger, ask, users
from ikrar.web import passwords, sample

ROOT: Final = Path(__file__).resolve().parent.parent
UP: Final = 60.0  # seconds that the server has to come up, and to stop
AT_MOST: Final = 600.0  # seconds of a run, whatever is asked for
WHOLE: Final = 2_000  # documents of a ledger whose tables are made anew to be compared; larger ones are checked with --quick
MB: Final = 1024  # kilobytes


def main() -> int:
    """Copy, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path, metavar="FILE", help="of which a copy is served; without, the sample")
    parser.add_argument("--pages", action="store_true", help="times by page instead")
    parser.add_argument("--all", action="store_true", help="with --pages: tell of each address")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--deciders", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--pause", type=float, default=3.0, help="seconds from page to page, about")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "room.db"
        _copied(chosen.ledger, place)
        if chosen.pages:
            return 0 if _by_page(place, every=chosen.all) else 1
        asked_for = people.Asked(chosen.readers, chosen.deciders, min(chosen.seconds, AT_MOST), chosen.pause)
        return 0 if _at_once(place, asked_for, Path(folder) / "said") else 1


def _copied(of: Path | None, place: Path) -> None:
    """A copy of a ledger, whole also where somebody writes to it; brought up to date."""
    if of is not None and not of.exists():
        sys.exit(f"room: there is no ledger at {of}")
    if of is not None:
        with contextlib.closing(sqlite3.connect(f"file:{of}?mode=ro", uri=True)) as source:
            needed = sum(file.stat().st_size for file in of.parent.glob(f"{of.name}*"))
            if shutil.disk_usage(place.parent).free < 2 * needed:
                sys.exit(f"room: no space for a copy of {of} in {place.parent} (TMPDIR names another folder)")
            with contextlib.closing(sqlite3.connect(place)) as copy:
                source.backup(copy)
    ledger = Ledger(str(place))
    if of is None:
        sample.fill(ledger)
    ledger.close()


def _by_page(place: Path, *, every: bool) -> bool:
    ledger = Ledger(str(place))
    with ledger.read() as c:
        many, last = ask.read_up_to(c)
    print(f"ledger    {many:,} documents{_load()}", flush=True)
    fast = pages.on_the_server(ledger, date.fromisoformat(last or "2024-01-01"), every=every)
    it = pages.known(ledger)
    ledger.close()
    with served(place) as (base, _):
        return pages.in_a_browser(base, it) and fast


def _at_once(place: Path, asked_for: people.Asked, said: Path) -> bool:
    ledger = Ledger(str(place))
    it = pages.known(ledger)
    hash_ = passwords.hashed(people.SECRET)
    for name, role in people.names(asked_for).items():
        users.add(ledger, name, role, hash_, datetime.now(UTC))
    with ledger.read() as c:
        many, _ = ask.read_up_to(c)
        began = people.last_entry(c)
    ledger.close()
    print(f"ledger    {many:,} documents{_load()}", flush=True)
    with served(place, said) as (base, process):
        spent, start = _spent(process.pid), time.perf_counter()
        outcome = asyncio.run(people.at_once(base, it, asked_for))
        passed = time.perf_counter() - start
        cost = f"{_spent(process.pid) - spent:.0f} s of one core, {_memory(process.pid)} MB at most" if spent is not None else ""
        stopped = people.alive(base)
    print(f"people    {asked_for.readers} reading, {asked_for.deciders} deciding: {len(outcome.took)} answers in {passed:.0f} s; {cost}")
    people.print_times(outcome)
    fine = people.print_errors(outcome, said.read_text("utf-8", "replace"), up=stopped)
    again = Ledger(str(place))
    fine = people.print_decisions(again, outcome, began) and fine
    again.close()
    quick = ["--quick"] if many > WHOLE else []
    checked = subprocess.run(
        [sys.executable, "-m", "ikrar", "check", *quick, "--ledger", place], capture_output=True, text=True, env=_env(), check=False
    )
    print(f"check     of the ledger afterwards{' (--quick)' if quick else ''}", bar(checked.returncode == 0, "nothing wrong"), flush=True)
    if checked.returncode:
        print((checked.stdout + checked.stderr)[-2000:])
    return fine and checked.returncode == 0


# -- the server ----------------------------------------------------------------------------------------------------


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))}


@contextlib.contextmanager
def served(place: Path, said: Path | None = None) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`ikrar serve` over a ledger, a process of its own, on a port that is free; what it says goes to a file."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "ikrar", "serve", "--ledger", str(place), "--port", str(port)]
    with open(said or os.devnull, "wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=_env())
        try:
            end = time.monotonic() + UP
            while not people.alive(base):
                if process.poll() is not None or time.monotonic() > end:
                    sys.exit("room: ikrar serve did not come up")
                time.sleep(0.1)
            yield base, process
        finally:
            process.terminate()
            try:
                process.wait(UP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _spent(pid: int) -> float:
    """Seconds of processor that a process has had; 0 where the system does not tell."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _memory(pid: int) -> int:
    """Megabytes that a process has had at most."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) // MB
    return 0


def _load() -> str:
    """What else the machine has to do, for who reads the times."""
    return f"; the machine had a load of {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores before" if hasattr(os, "getloadavg") else ""


if __name__ == "__main__":
    sys.exit(main())
