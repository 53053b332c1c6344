"""`make bench`: articles a second on one core from text to JSON, start-up of `ikrar read`, memory.

bench.py [DIR ...]      texts other than the hand-coded ones
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
GOLD = Path(os.environ.get("IKRAR_GOLD") or ROOT.parent / "shared" / "gold")
ROUNDS = 3
STARTS = 5
LEAST_SECONDS = 2.0  # a round repeats the texts for at least that long, so that one text's noise is not the figure
MB = 1_048_576
ARTICLES, START, MEMORY = 100, 0.4, 300  # at least so many a second; under so many seconds; under so many MB


def main(folders: list[str]) -> None:
    """Measure and print."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = read_texts(folders)
    size = sum(len(text.encode()) for text in texts) / len(texts)
    rates = throughput(texts)
    print(f"articles  {max(rates):.0f} a second on one core (best of {ROUNDS}; median {statistics.median(rates):.0f})", end="")
    print(f", {1000 / max(rates):.1f} ms each, {size:,.0f} bytes on average", bar(max(rates) >= ARTICLES, f"{ARTICLES} a second"))
    seconds, memory = start_up()
    said = f"start-up  {seconds:.3f} s for `ikrar read --json` of one report, a new process each (median of {STARTS})"
    print(said, bar(seconds < START, f"{START} s"))
    said = f"memory    {memory / MB:.0f} MB at most in that process, {peak() / MB:.0f} MB in this one after {ROUNDS} rounds"
    print(said, bar(memory < MEMORY * MB, f"{MEMORY} MB"))


def bar(met: bool, asked: str) -> str:
    """What is asked of the figure before it, and whether it is met."""
    return f"[{asked} asked: {'met' if met else 'MISSED'}]"


def read_texts(folders: list[str]) -> list[str]:
    """The texts to measure on; those of the examples where the hand-coded ones are not there."""
    chosen = [Path(folder) for folder in folders] or [GOLD / "dev"]
    paths = sorted(path for folder in chosen for path in folder.glob("*.txt"))
    if not paths:
        print(f"No texts in {', '.join(map(str, chosen))}: measuring on examples/ instead, which is too little to compare by.")
        chosen = [ROOT / "examples"]
        paths = sorted(chosen[0].glob("*.txt"))
    print(f"texts     {len(paths)} of {', '.join(map(str, chosen))}")
    return [path.read_text("utf-8") for path in paths]


def throughput(texts: list[str]) -> list[float]:
    """Articles a second in each round, after a warm-up over all of them; garbage is looked for as seldom as by the command line."""
    from ikrar.__main__ import OBJECTS
    from ikrar.pipeline import read_text

    gc.set_threshold(OBJECTS)
    encode = msgspec.json.Encoder().encode

    def once() -> None:
        for text in texts:
            encode(read_text(text, trace=False).record)

    once()
    rates = []
    for _ in range(ROUNDS):
        done, start = 0, time.process_time()  # of this process: what else the machine does is not counted
        while (spent := time.process_time() - start) < LEAST_SECONDS:
            once()
            done += len(texts)
        rates.append(done / spent)
    return rates


def start_up() -> tuple[float, int]:
    """Seconds and bytes that a process of its own takes for one report."""
    command = [sys.executable, "-m", "ikrar", "read", "--json", str(ROOT / "examples" / "us-iraq.txt")]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its byte code
    seconds, memory = [], []
    for run in range(STARTS + 1):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=env)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit("bench: ikrar read failed")
        if run:  # the first writes byte code and caches
            seconds.append(time.perf_counter() - start)
            memory.append(rss(usage.ru_maxrss))
    return statistics.median(seconds), max(memory)


def peak() -> int:
    """The most memory that this process has had, in bytes."""
    import resource

    return rss(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def rss(maximum: int) -> int:
    """Bytes from what the system counts: bytes on macOS, kilobytes elsewhere."""
    return maximum if sys.platform == "darwin" else maximum * 1024


if __name__ == "__main__":
    main(sys.argv[1:])
