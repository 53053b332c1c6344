"""People in the reading room: some who read, some who decide, all at once, and whether what they decided stands. For `room.py`."""

from __future__ import annotations

import asyncio
import html
import random
import re
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs, urlsplit

import httpx
import msgspec
import sqlalchemy as sa
from bench import bar
from pages import Known, addresses, files

from ikrar.ledger import Ledger
from ikrar.ledger.schema import book

SECRET: Final = "kuda nil di sungai"
TIMEOUT: Final = 30.0  # seconds after which somebody gives a page up
ARRIVE: Final = 15.0  # seconds within which all come
SIGNED_IN: Final = 120.0  # seconds in which all are to have signed in
MOST: Final = 2_000  # pages of one person
A_FILE: Final = 0.04  # of what is asked for are files
ANSWERS: Final = "aaaxxceu"  # of the cards: accept, reject, contest, edit, and take the last one back
WRONG: Final = ("Traceback", "database is locked", "QueuePool", "TimeoutError")
"""What the server says where something went wrong."""


class Asked(NamedTuple):
    """How many people, for how long, and how long each looks at a page, about."""

    readers: int
    deciders: int
    seconds: float
    pause: float


class Decided(NamedTuple):
    """A decision that was accepted."""

    by: str
    answer: str
    card: str
    entries: tuple[int, ...]
    """That it made, or took back."""


@dataclass
class Outcome:
    """What came of it."""

    took: list[tuple[str, float]] = field(default_factory=list)
    """Page and seconds of each answer."""
    errors: Counter[str] = field(default_factory=Counter)
    decided: list[Decided] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    """What was refused for a reason: others were faster, or there was nothing to take back."""


def names(asked: Asked) -> dict[str, str]:
    """Who comes, with their roles."""
    return {f"reader{i}": "reader" for i in range(asked.readers)} | {f"decider{i}": "editor" for i in range(asked.deciders)}


def alive(base: str) -> bool:
    """Whether the server answers."""
    try:
        return httpx.get(f"{base}/en/signin", timeout=5).status_code < 500
    except httpx.HTTPError:
        return False


async def at_once(base: str, it: Known, asked: Asked) -> Outcome:
    """All of them, until the time is over; none is left behind."""
    outcome = Outcome()
    walk = [address for address in addresses(it) if not address.startswith(("/review", "/import", "/signin"))]
    downloads = [address for address in files(it) if not address.startswith("/review")]
    people = [_Person(base, name, outcome, asked.pause, seed) for seed, name in enumerate(names(asked))]
    try:
        signed_in = await asyncio.gather(*(person.sign_in() for person in people))
        end = time.monotonic() + asked.seconds
        inside = [person for person, is_in in zip(people, signed_in, strict=True) if is_in]
        await asyncio.gather(*(p.decide(end) if p.name.startswith("decider") else p.read(walk, downloads, end) for p in inside))
    finally:
        await asyncio.gather(*(person.client.aclose() for person in people))
    return outcome


class _Person:
    """Somebody with a browser: a cookie, and what was loaded once."""

    def __init__(self, base: str, name: str, outcome: Outcome, pause: float, seed: int) -> None:
        self.client = httpx.AsyncClient(
            base_url=base, timeout=TIMEOUT, follow_redirects=False, verify=False
        )  # loading certificates takes long
        self.name = name
        self.outcome = outcome
        self.pause = pause
        self.random = random.Random(seed)
        self.language = self.random.choice(("id", "en"))
        self._had: set[str] = set()

    async def ask(self, address: str, data: dict[str, str] | None = None) -> httpx.Response | None:
        """Asks for an address, and notes how long that took; None where nothing came of it."""
        start = time.perf_counter()
        try:
            answer = await (self.client.get(address) if data is None else self.client.post(address, data=data))
        except httpx.HTTPError as error:
            self.outcome.errors[f"{type(error).__name__} at {_page(address)}"] += 1
            return None
        what = ("POST " if data is not None else "") + _page(address)
        self.outcome.took.append((what, time.perf_counter() - start))
        if answer.status_code >= 500 or (answer.status_code >= 400 and answer.status_code not in {409, 422, 429}):
            self.outcome.errors[f"{answer.status_code} at {what}"] += 1
            return None
        return answer

    async def look(self, address: str) -> str:
        """Looks at a page, with the files that it needs and were not loaded before."""
        answer = await self.ask(f"/{self.language}{address}")
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            return ""
        for needed in set(re.findall(r'(?:src|href)="(/static/[^"]+)"', answer.text)) - self._had:
            self._had.add(needed)
            await self.ask(html.unescape(needed))
        return answer.text

    async def rest(self) -> None:
        """Reads what is there."""
        await asyncio.sleep(self.random.uniform(0.5, 1.5) * self.pause)

    async def sign_in(self) -> bool:
        """Signs in; where many do at once, some are told to wait a little."""
        await asyncio.sleep(self.random.uniform(0, ARRIVE))
        page = await self.look("/signin")
        end = time.monotonic() + SIGNED_IN
        while time.monotonic() < end:
            answer = await self.ask(f"/{self.language}/signin", _hidden(page) | {"name": self.name, "password": SECRET})
            if answer is None or answer.status_code != 429:
                if answer is None or answer.status_code != 303:
                    self.outcome.errors["could not sign in"] += 1
                    return False
                return True
            self.outcome.refused["to wait with signing in"] += 1
            await asyncio.sleep(float(answer.headers["retry-after"]))
        self.outcome.errors["could not sign in in time"] += 1
        return False

    async def read(self, walk: list[str], downloads: list[str], end: float) -> None:
        """Goes from page to page."""
        await self.rest()
        for _ in range(MOST):
            if time.monotonic() > end:
                return
            if self.random.random() < A_FILE:
                await self.ask(f"/{self.language}{self.random.choice(downloads)}")
            else:
                await self.look(self.random.choice(walk))
            await self.rest()

    async def decide(self, end: float) -> None:
        """Goes through the cards, answers each, and now and then takes the last answer back."""
        for _ in range(MOST):
            if time.monotonic() > end:
                return
            page = await self.look("/review")
            for _ in range(self.random.randrange(4)):  # not all begin with the same card; some do, and are too late
                if onward := re.search(r'rel="next" href="/\w\w([^"]+)"', page):
                    page = await self.look(html.unescape(onward[1]))
            await self.rest()
            answer = self.random.choice(ANSWERS)
            if answer == "u" or 'class="answer"' not in page:
                await self.take_back(page)
            else:
                await self.answer(page, answer)

    async def answer(self, page: str, answer: str) -> None:
        """Answers a card."""
        form = _hidden(page[page.index('<form class="answer"') :])
        if answer == "e" and 'name="status"' not in page:  # of two lines that may be one there is nothing to say
            answer = "a"
        form |= {"answer": answer, "why": f"{self.name} looked at it"}
        if answer == "e":
            form |= {"status": "under-way", "extent": "1"}
        said = await self.ask(f"/{self.language}/review", form)
        self.note(said, "done", answer, form["card"])

    async def take_back(self, page: str) -> None:
        """Takes the last decision back."""
        form = {"token": _hidden(page).get("token", "")}
        said = await self.ask(f"/{self.language}/review/undo", form)
        self.note(said, "undone", "u", "")

    def note(self, said: httpx.Response | None, where: str, answer: str, card: str) -> None:
        """What was accepted, with the entries that the answer names."""
        if said is None:
            return
        if said.status_code != 303:
            self.outcome.refused[
                {409: "overtaken by another", 422: "no answer to that card"}.get(said.status_code, str(said.status_code))
            ] += 1
            return
        told = parse_qs(urlsplit(said.headers["location"]).query).get(where, [""])[0]
        entries = tuple(int(number) for number in told.split(",") if number)
        if entries:
            self.outcome.decided.append(Decided(self.name, answer, card, entries))
        else:
            self.outcome.errors["a decision without its entry"] += 1


def _hidden(page: str) -> dict[str, str]:
    """The hidden fields of the first form that is posted."""
    found = re.search(r'<form[^>]*method="post".*?</form>', page, re.DOTALL)
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', found[0]) if found else []
    return {name: html.unescape(value) for name, value in fields}


def _page(address: str) -> str:
    """The page that an address is of, and whether it is asked with anything."""
    path, _, query = address.partition("?")
    if path.startswith("/static/"):
        return "/static"
    path = re.sub(r"/\d+", "/N", path.removeprefix("/id").removeprefix("/en")) or "/"
    return path + (" as a file" if "as=" in query else " asked" if query else "")


# -- what came of it -----------------------------------------------------------------------------------------------


def print_times(outcome: Outcome) -> None:
    """Times by page."""
    by_page: dict[str, list[float]] = defaultdict(list)
    for page, seconds in outcome.took:
        by_page[page].append(1000 * seconds)
    print("          ms: median    95 %   worst  times")
    every = sorted(took for times in by_page.values() for took in times)
    for page, times in [*sorted(by_page.items(), key=lambda item: -_at(sorted(item[1]), 0.95)), ("all", every)]:
        told = sorted(times)
        print(f"          {_at(told, 0.5):10.0f} {_at(told, 0.95):7.0f} {told[-1]:7.0f} {len(told):6}  {page}")


def _at(ordered: list[float], part: float) -> float:
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)]


def print_errors(outcome: Outcome, said: str, *, up: bool) -> bool:
    """What went wrong; whether nothing did."""
    wrong = outcome.errors + Counter({f"the server said {text!r}": said.count(text) for text in WRONG if text in said})
    if not up:
        wrong["the server answers no more"] += 1
    print(f"errors    {wrong.total()}", bar(not wrong, "none"), flush=True)
    for what, number in wrong.most_common():
        print(f"          {number} {what}")
    if wrong and said:
        print("\n".join(said.splitlines()[-30:]))
    return not wrong


def last_entry(c: sa.Connection) -> int:
    """The number of the last entry of the book."""
    return int(c.execute(sa.select(sa.func.max(book.c.seq))).scalar() or 0)


def print_decisions(ledger: Ledger, outcome: Outcome, began: int) -> bool:
    """Whether each decision that was accepted stands in the book, once, by whom it is of, in the order they made them, and nothing else."""
    with ledger.read() as c:
        rows = c.execute(sa.select(book).where(book.c.seq > began, book.c.act == "decision").order_by(book.c.seq)).all()
    bodies: dict[int, tuple[str, dict[str, Any]]] = {row.seq: (row.by, msgspec.json.decode(row.body)) for row in rows}
    undone: dict[int, list[str]] = defaultdict(list)
    for by, body in bodies.values():
        if body["what"] == "undo":
            undone[body["entry"]].append(by)
    problems: Counter[str] = Counter()
    latest: dict[str, int] = defaultdict(int)
    told: Counter[int] = Counter()
    for decision in outcome.decided:
        if decision.answer == "u":
            problems["taken back, and not so in the book"] += sum(undone[entry] != [decision.by] for entry in decision.entries)
            continue
        told.update(decision.entries)
        for entry in decision.entries:
            by, body = bodies.get(entry, ("", {}))
            problems["not in the book"] += by != decision.by
            problems["another in the book"] += bool(body) and not _means(decision, body)
        problems["out of order"] += decision.entries[0] <= latest[decision.by]
        latest[decision.by] = decision.entries[-1]
    problems["told twice"] = sum(number > 1 for number in told.values())
    problems["in the book, and accepted by nobody"] = len(bodies) - len(told) - sum(map(len, undone.values()))
    taken = sum(len(d.entries) for d in outcome.decided if d.answer == "u")
    problems["taken back by nobody"] = sum(map(len, undone.values())) - taken
    wrong = {what: number for what, number in problems.items() if number}
    answers = Counter(decision.answer for decision in outcome.decided)
    kinds = ", ".join(
        f"{answers[key]} {called}"
        for key, called in zip("axceu", ("accepted", "rejected", "contested", "edited", "taken back"), strict=True)
    )
    refused = "; ".join(f"{number} {what}" for what, number in outcome.refused.most_common())
    print(f"decisions {len(outcome.decided)} accepted ({kinds}){f'; refused: {refused}' if refused else ''}")
    print(f"          {sum(wrong.values())} of them lost, twice, or out of order", bar(not wrong, "none"), flush=True)
    for what, number in wrong.items():
        print(f"          {number} {what}")
    return not wrong and bool(outcome.decided)


def _means(decision: Decided, body: dict[str, Any]) -> bool:
    """Whether an entry says what the answer was."""
    if body["what"] == "link":
        return body["verdict"] == {"a": "same", "x": "different", "c": "unsure"}[decision.answer]
    if body["what"] == "bearing":
        return decision.answer == "x" and body["bearing"] == "none"
    status = {"c": "contested", "e": "under-way"}.get(decision.answer, body["status"])
    return bool(body["what"] == "status" and body["status"] == status and f"C-{body['commitment']}" == decision.card)
