"""Times by page of the reading room: `room.py --pages`. Which addresses are asked for, on the server alone, and in a browser."""

from __future__ import annotations

import asyncio
import contextlib
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

import httpx
import sqlalchemy as sa
from bench import bar, peak

from ikrar.ledger import Ledger, queue
from ikrar.ledger.schema import bearings, commitments, documents, entities, events, instruments, processes, sides
from ikrar.web.app import PAGES, build
from ikrar.web.site import Site

SERVER: Final = 150.0  # milliseconds of a page on the server
PAINT: Final = 1000.0  # milliseconds until something is seen of it
FIRST_LOAD: Final = 300_000  # bytes over the wire, with nothing kept from before
ASKED: Final = 5  # times; of the processor the least is told, by the clock the median: what else the machine does is no fault of a page
WORST: Final = 12  # pages that are told of, the slowest; with --all each
CHROMIUM: Final = Path("/usr/bin/chromium")
FLAGS: Final = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync"
).split()
PAINTED: Final = ("/", "/c/{c}", "/d/{d}", "/p/{p}", "/i/{i}", "/e/{e}", "/a/{a}", "/events", "/actors", "/map", "/timeline", "/review")
OTHERWISE: Final = {"/import/{job:str}"}  # pages that no ledger has an example of: what an import that runs shows


class Known(NamedTuple):
    """What a ledger has most of and least of, to be asked for."""

    lines: dict[str, int]
    """Of each kind of line the number of one that has much to show, by the letter of its address."""
    codes: tuple[str, str, str]
    """The country that promises most, the next, and one that seldom does."""
    name: str
    """A word of the name of the actor that is told of most."""
    place: str
    instrument: str
    word: str
    rare: str
    days: tuple[str, str]
    """The first and the last day on which promises were made."""


def known(ledger: Ledger) -> Known:
    """What is asked for of a ledger."""
    with ledger.read() as c:

        def most(column: sa.ColumnElement[Any], *joined: Any, place: int = 0, where: Sequence[Any] = ()) -> Any:
            query = sa.select(column, sa.func.count()).select_from(*joined or (column.table,)).where(column.is_not(None), *where)  # type: ignore[attr-defined]
            rows = c.execute(query.group_by(column).order_by(sa.func.count().desc(), column)).all()
            return rows[min(place, len(rows) - 1) if place >= 0 else place][0] if rows else None

        held = bearings.join(commitments, bearings.c.commitment == commitments.c.id)
        promise = most(commitments.c.promise, held) or most(commitments.c.promise)
        promisors = (sides.c.of == "commitment", sides.c.role == "promisor")
        actor = most(entities.c.actor, where=[entities.c.key.is_not(None)])
        numbers = {
            "c": promise,
            "e": most(events.c.happening),
            "a": actor,
            "p": most(processes.c.series),
            "i": most(instruments.c.text),
            "d": c.execute(sa.select(documents.c.id).order_by(documents.c.length.desc()).limit(1)).scalar(),
        }
        called = c.execute(sa.select(entities.c.name).where(entities.c.id == actor)).scalar() or ""
        quotes = c.execute(sa.select(commitments.c.quote).order_by(commitments.c.id).limit(2000)).scalars()
        words = Counter(word for quote in quotes for word in set(re.findall(r"[a-z]{5,}", quote)))
        ranked = [word for word, _ in words.most_common()] or ["report"]
        span = c.execute(sa.select(sa.func.min(commitments.c.made_on), sa.func.max(commitments.c.made_on))).one()
        return Known(
            {letter: number for letter, number in numbers.items() if number is not None},
            tuple(most(sides.c.country, where=promisors, place=place) for place in (0, 1, -1)),  # type: ignore[arg-type]
            max(called.split(), key=len, default="x"),
            most(events.c.place) or "x",
            (most(commitments.c.instrument) or "x").split()[-1],
            ranked[0],
            ranked[-1],
            (span[0][:10], span[1][:10]),
        )


def addresses(it: Known) -> list[str]:
    """All pages, each without and with what can be asked of it, and each file."""
    often, second, seldom = it.codes
    year, actor = it.days[1][:4], f"A-{it.lines['a']}"
    past = str((int(it.days[0][:4]) + int(year)) // 2)
    spans = {"year": (f"{past}-01-01", f"{past}-12-31"), "month": (f"{year}-01-01", f"{year}-01-31")}
    who = {"country": often, "seldom": seldom, "name": it.name, "actor": actor}
    found = [
        asked("/"),
        asked("/", **{"from": 500}),
        *(asked("/", status=status) for status in ("open", "fulfilled", "breached", "contested")),
        *(asked("/", by=one) for one in who.values()),
        asked("/", by=often, to=second),
        asked("/", by=seldom, status="breached"),
        asked("/", by=it.name, provision="protection"),
        asked("/", to=actor, status="open", kind="undertaking"),
        asked("/", status="open", provision="ceasefire", due_before=f"{past}-06-30"),
        asked("/", confirmed="yes"),
        asked("/", confirmed="no", kind="demand"),
        asked("/", instrument=it.instrument),
        asked("/", instrument=it.instrument, by=often, made_after=f"{past}-01-01"),
        *(asked("/", made_after=a, made_before=b) for a, b in spans.values()),
        *(asked("/", due_after=a, due_before=b, by=often) for a, b in spans.values()),
    ]
    for path in ("/map", "/timeline"):
        found += [asked(path), *(asked(path, actor=one) for one in who.values())]
        found += [asked(path, since=a, until=b) for a, b in spans.values()]
        found += [asked(path, actor=one, since=a, until=b) for one in who.values() for a, b in spans.values()]
    found += [
        *(asked("/map", type=type_, actor=often, since=spans["year"][0], until=spans["year"][1]) for type_ in ("ASSAULT", "AID")),
        *(asked("/timeline", lanes=kind) for kind in ("actor", "instrument")),
        *(asked("/timeline", lanes=kind, actor=often, since=a, until=b) for kind in ("actor", "instrument") for a, b in spans.values()),
        asked("/timeline", actor=actor, from_day=f"{year}-01-01", to_day=f"{year}-12-31"),
        asked("/events"),
        asked("/events", **{"from": 500}),
        *(asked("/events", by=one) for one in who.values()),
        asked("/events", by=often, to=second, type="ASSAULT"),
        asked("/events", by=often, type="ASSAULT", since=spans["year"][0], until=spans["year"][1]),
        asked("/events", by=seldom, place=it.place.split()[-1]),
        asked("/events", to=it.name, place=often),
        asked("/actors"),
        asked("/actors", **{"from": 500}),
        asked("/actors", q=it.name),
        asked("/actors", country=often),
        asked("/actors", q=it.name, country=second),
        *(asked(path) for path in ("/processes", "/instruments")),
        *(asked(path, q=it.instrument) for path in ("/processes", "/instruments")),
        asked("/instruments", **{"from": 500}),
        asked("/search", q=it.word),
        asked("/search", q=it.word, **{"from": 400}),
        asked("/search", q=it.rare),
        asked("/search", q=f"{it.word} {it.rare}"),
        asked("/search", q=it.name),
        *(asked("/review", what=kind) for kind in (None, *queue.KINDS)),
        *(f"/{letter}/{number}" for letter, number in it.lines.items()),
        f"/a/{it.lines['a']}?{urlencode({'words': it.name})}",
        *(path for path in (f"/c/{it.lines.get('c')}/annotation.jsonld",) if "None" not in path),
        *("/try", "/import", "/signin"),
    ]
    return found


def files(it: Known) -> list[str]:
    """The files of the pages: they may take longer, but hold no memory."""
    often, year = it.codes[0], it.days[1][:4]
    views = [asked("/"), asked("/", by=often), asked("/events"), asked("/events", by=often), asked("/map"), asked("/timeline")]
    views += [asked("/actors"), asked("/processes"), asked("/instruments"), asked("/search", q=it.word), asked("/review")]
    views += [asked("/timeline", since=f"{year}-01-01"), asked("/map", since=f"{year}-01-01")]
    views += [f"/{letter}/{number}" for letter, number in it.lines.items()]
    return [f"{view}{'&' if '?' in view else '?'}as={form}" for view in views for form in ("csv", "json")]


def asked(path: str, **fields: Any) -> str:
    """An address."""
    filled = {name: value for name, value in fields.items() if value is not None}
    return path + (f"?{urlencode(filled)}" if filled else "")


def left_out(asked_for: Sequence[str]) -> list[str]:
    """The routes that none of the addresses is of: each page is to be among them."""
    paths = {re.sub(r"/\d+", "/{number:int}", address.partition("?")[0]) for address in asked_for}
    routes = {route.path for module in PAGES for route in module.routes if "GET" in (route.methods or ())}
    return sorted(routes - paths - OTHERWISE)


# -- on the server -------------------------------------------------------------------------------------------------


class Took(NamedTuple):
    """What an address cost: ms of this process (the least), by the clock (the median, and the first time); bytes that are sent."""

    spent: float
    passed: float
    first: float
    sent: int


async def _times(ledger: Ledger, asked_for: Sequence[str], today: date, times: int) -> dict[str, Took]:
    app = build(Site(ledger, "bench", lambda: today))
    took: dict[str, Took] = {}
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost", follow_redirects=False) as client:
        await client.get("/en/", headers={"accept-encoding": "gzip"})  # what is loaded once is loaded
        for address in asked_for:
            spent, passed = [], []
            for _ in range(times + 1):
                cpu, clock = time.process_time(), time.perf_counter()
                answer = await client.get(f"/en{address}", headers={"accept-encoding": "gzip"})
                spent.append(1000 * (time.process_time() - cpu))
                passed.append(1000 * (time.perf_counter() - clock))
                if answer.status_code >= 400:
                    sys.exit(f"room: {address} answers {answer.status_code}")
            size = int(answer.headers.get("content-length") or len(answer.content))
            took[address] = Took(min(spent[1:]), statistics.median(passed[1:]), passed[0], size)
    return took


def on_the_server(ledger: Ledger, today: date, *, every: bool) -> bool:
    """Prints what each page costs on the server; whether all keep the bar."""
    it = known(ledger)
    asked_for = addresses(it)
    if missing := left_out([*asked_for, f"/c/{it.lines['c']}/deadline.ics"]):
        sys.exit(f"room: no page of {', '.join(missing)} is asked for")
    took = asyncio.run(_times(ledger, asked_for, today, ASKED))
    ranked = sorted(took.items(), key=lambda item: -item[1].spent)
    print(f"pages     {len(took)} addresses, one client, {ASKED} times: ms of this process / by the clock / the first time; kB sent")
    for address, cost in ranked if every else ranked[:WORST]:
        print(f"          {cost.spent:6.0f} {cost.passed:6.0f} {cost.first:6.0f} {cost.sent / 1000:6.1f}  {address}")
    slowest = ranked[0][1].spent
    missed = sum(cost.spent >= SERVER for cost in took.values())
    middle = statistics.median(cost.spent for cost in took.values())
    said = f"server    {middle:.0f} ms for a page in the midst, {slowest:.0f} ms for the slowest" + (
        f"; {missed} are slower" if missed else ""
    )
    print(said, bar(not missed, f"{SERVER:g} ms"), flush=True)
    before = peak()
    took = asyncio.run(_times(ledger, files(it), today, 1))
    slow, cost = max(took.items(), key=lambda item: item[1].first)
    print(
        f"files     {len(took)}; the slowest {cost.first / 1000:.1f} s ({slow}), {(peak() - before) / 1e6:.0f} MB more memory", flush=True
    )
    if every:
        for address, cost in sorted(took.items(), key=lambda item: -item[1].first):
            print(f"          {cost.first:6.0f} ms {cost.sent / 1000:8.1f} kB  {address}")
    return not missed


# -- in a browser --------------------------------------------------------------------------------------------------

_PAINT: Final = """() => {
  const first = performance.getEntriesByName("first-contentful-paint")[0];
  return first ? first.startTime : null;
}"""


@contextlib.contextmanager
def chromium() -> Iterator[Any]:
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def in_a_browser(base: str, it: Known, paths: Sequence[str] = PAINTED) -> bool:
    """Prints when each page is painted, and what a first load moves; whether both bars are kept."""
    if not CHROMIUM.exists():
        print(f"paint     left out: no browser at {CHROMIUM}")
        return True
    rows = []
    with chromium() as browser:
        for path in paths:
            address = path.format_map({letter: it.lines.get(letter) for letter in "cdpiea"})
            if "None" not in address:
                rows.append((address, *_painted(browser, f"{base}/en{address}")))
    for address, paint, moved in rows:
        print(f"          {paint:6.0f} ms {moved / 1000:6.0f} kB  {address}")
    slowest, largest = max(row[1] for row in rows), max(row[2] for row in rows)
    print(f"paint     {slowest:.0f} ms until something is seen, at most", bar(slowest < PAINT, f"{PAINT:g} ms"))
    print(
        f"load      {largest / 1000:.0f} kB over the wire with nothing kept, at most", bar(largest < FIRST_LOAD, f"{FIRST_LOAD // 1000} kB")
    )
    return slowest < PAINT and largest < FIRST_LOAD


def _painted(browser: Any, url: str, times: int = 3) -> tuple[float, int]:
    """Milliseconds until the first content is painted, the median of some windows with nothing kept, and bytes that came until all did."""
    paints, moved = [], 0
    for _ in range(times):
        context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        try:
            page = context.new_page()
            wire = context.new_cdp_session(page)
            wire.send("Network.enable")
            lengths: list[int] = []
            wire.on("Network.loadingFinished", lambda event, lengths=lengths: lengths.append(int(event["encodedDataLength"])))
            page.goto(url, wait_until="networkidle")
            for _ in range(50):
                if (paint := page.evaluate(_PAINT)) is not None:
                    break
                page.wait_for_timeout(50)
            paints.append(float(paint or 1e6))
            moved = max(moved, sum(lengths))
        finally:
            context.close()
    return statistics.median(paints), moved
