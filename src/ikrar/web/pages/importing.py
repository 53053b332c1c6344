"""Reports into the ledger: files, a pasted text, an address or a feed; read in the background, with progress and what came of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ikrar.ledger import LedgerError, decide, withdrawn
from ikrar.model.plain import plain
from ikrar.read import LIMIT, ReadError, Source, fetched, of_bytes
from ikrar.read.language import READ
from ikrar.web import guard
from ikrar.web.jobs import OVER, Job, Task, TooMany
from ikrar.web.kept import File
from ikrar.web.render import address, exported, language_of, page
from ikrar.web.sample import reports
from ikrar.web.site import needs, reading, site
from ikrar.web.speak import speaker

ROLE: Final = "coder"
MANY: Final = 50_000_000  # bytes of a file of many reports (JSON lines)
LONGEST: Final = 2000  # characters of an address
SHOWN: Final = 10  # documents of a job that runs, the latest
LISTED: Final = 500  # of one that is over, and failures of any; the rest is in the files
FIELDS: Final = ("text", "address", "published", "language", "dated", "chosen")
COLUMNS: Final = ("name", "what", "document", "undated", "why", "warnings")


def form(request: Request) -> Response:
    """What to read, and the jobs of late."""
    needs(request, ROLE)
    return _form(request, {"dated": "yes"})


def _form(request: Request, typed: dict[str, str], wrong: str | None = None, kept: Sequence[File] = (), status: int = 200) -> Response:
    at, who = site(request), needs(request, ROLE)
    held = at.kept.put(who.name, kept) if kept else ""
    limits = {"one": LIMIT // 1_000_000, "whole": guard.MOST_FILES // 1_000_000}
    jobs = at.jobs.of(who.name)[:5]
    return page(request, "import.html", status, typed=typed, wrong=wrong, kept=kept, held=held, jobs=jobs, limits=limits)


async def begin(request: Request) -> Response:
    """Starts a job on what was sent; where something is wrong with it, all of it is kept, the files too."""
    needs(request, ROLE)
    data = await guard.sent(request)
    try:
        files = await _files(data)
    finally:
        await data.close()
    return await run_in_threadpool(_begin, request, data, files)


def _begin(request: Request, data: FormData, files: list[File]) -> Response:
    at, who = site(request), needs(request, ROLE)
    files = [*at.kept.take(who.name, str(data.get("kept", ""))), *files]
    typed = {field: str(data.get(field, "")) for field in FIELDS}
    if wrong := "import.stale" if not guard.carries(request, data) else None:
        return _form(request, typed, wrong, files, 403)
    if wrong := "import.chosen" if typed["chosen"] and not files else _wrong(typed, files):
        return _form(request, typed, wrong, files, 422)
    job = Job(who.name, list(_tasks(typed, files)), typed["published"] or None, typed["language"] or None)
    try:
        at.jobs.begin(at.ledger, job)
    except TooMany:
        return _form(request, typed, "import.many", files, 429)
    return RedirectResponse(address(language_of(request), f"/import/{job.id}"), 303)


async def _files(data: FormData) -> list[File]:
    """The files that were sent; of those that are too large nothing but the name."""
    found = []
    for upload in data.getlist("files"):
        if isinstance(upload, UploadFile) and (upload.filename or upload.size):
            name = _name(upload.filename or "")
            content = await upload.read(_most(name) + 1)
            found.append(File(name, content if len(content) <= _most(name) else None))
    return found


def _most(name: str) -> int:
    """The bytes that a file may have: one of many reports more."""
    return MANY if {".jsonl", ".ndjson"} & set(PurePosixPath(name.lower()).suffixes) else LIMIT


def _name(sent: str) -> str:
    """The name of a file for people to read: its last part, on one line. It is never used as a path."""
    return plain(sent.replace("\\", "/").rpartition("/")[2]).strip()[-150:] or "?"


def _wrong(typed: dict[str, str], files: list[File]) -> str | None:
    """What is wrong with a form, if anything is: the key of a text."""
    text, where, published, language = (typed[field].strip() for field in FIELDS[:4])
    if published:
        try:
            if date.fromisoformat(published).isoformat() != published:
                return "import.wrong.day"
        except ValueError:
            return "import.wrong.day"
    if language and language not in READ:
        return "import.wrong.language"
    if len(text.encode("utf-8", "replace")) > LIMIT:
        return "import.wrong.long"
    if where and (len(where) > LONGEST or not where.lower().startswith(("http://", "https://"))):
        return "import.wrong.address"
    return None if text or where or files else "import.wrong.nothing"


def _tasks(typed: dict[str, str], files: list[File]) -> Iterator[Task]:
    for file in files:
        yield Task(file.name, partial(_of_file, file), _day_in(file.name) if typed["dated"] else None)
    if typed["text"].strip():
        pasted = Source(typed["text"].replace("\r\n", "\n"), "pasted")  # browsers send line ends so, whatever they were
        yield Task("pasted", partial(iter, (pasted,)))
    if where := typed["address"].strip():
        yield Task(plain(where), partial(_of_address, where))


def _of_file(file: File) -> Iterator[Source | ReadError | Task]:
    if file.data is None:
        return iter((ReadError(file.name, "file-large", most=_most(file.name) // 1_000_000),))
    return of_bytes(file.data, file.name)


def _of_address(where: str) -> Iterator[Source | ReadError | Task]:
    """The report at an address; of a feed, the reports that it names, each of which is fetched in its turn."""
    from ikrar.read import feed, url

    try:
        data, kind, charset, found_at = url.fetch(where, guarded=True)
        if not feed.is_feed(data):
            yield fetched(where, data, kind, charset, found_at)
            return
        for item in feed.read(data, where, found_at):
            yield Task(plain(item.title or item.address), partial(_of_page, item.address), item.published)
    except ReadError as error:
        yield error


def _of_page(where: str) -> Iterator[Source | ReadError]:
    from ikrar.read import url

    try:
        yield fetched(where, *url.fetch(where, guarded=True))
    except ReadError as error:
        yield error


def _day_in(name: str) -> str | None:
    """The day with which the name of a file begins, if it does."""
    try:
        return date.fromisoformat(name[:10]).isoformat()
    except ValueError:
        return None


@guard.posted
def sample(request: Request, _sent: FormData) -> Response:
    """The sample's reports, to try things on."""
    who = needs(request, ROLE)
    at = site(request)
    tasks = [Task(name, partial(iter, (Source(text, name),)), name[:10]) for name, text in reports()]
    try:
        job = at.jobs.begin(at.ledger, Job(who.name, tasks, None, None))
    except TooMany:
        return _form(request, {"dated": "yes"}, "import.many", (), 429)
    return RedirectResponse(address(language_of(request), f"/import/{job.id}"), 303)


# -- a job -------------------------------------------------------------------------------------------------------


def _job(request: Request) -> Job | None:
    """The job that is asked for: one's own, or for editors anybody's; None where it is not there (any more)."""
    who = needs(request, ROLE)
    found = site(request).jobs.get(str(request.path_params["job"]))
    return found if found is not None and (found.by == who.name or who.may("editor")) else None


def progress(request: Request, error: str = "") -> Response:
    """How far a job is, and what came of each document so far."""
    job = _job(request)
    if job is None:  # it is told of for a while only, and not beyond a new start
        return RedirectResponse(address(language_of(request), "/import"), 303)
    state, came = job.state, list(job.came)  # in this order: what is over has told all; and once: it may be over a moment later
    over = state in OVER
    if over and "hx-request" in request.headers:  # its end is a page of its own: with what the header says of the ledger now
        return Response(headers={"HX-Refresh": "true"})
    rows: list[dict[str, Any]] = [found.told() for found in came]
    if file := exported(request, rows, COLUMNS, "import"):
        return file
    failed = [found for found in came if found.what == "failed"][:LISTED]
    others = [found for found in came if found.what != "failed"]
    listed = others[:LISTED] if over else others[-SHOWN:][::-1]
    values = {"failed": failed, "listed": listed, "read": job.read, "rest": len(others) - len(listed), "error": error}
    return page(request, "import_job.html", 409 if error else 200, job=job, state=state, over=over, **values, **_taken(request, job))


def _taken(request: Request, job: Job) -> dict[str, Any]:
    """What taking the import back would take out, and by which decisions it was."""
    numbers = [int(id_[2:]) for id_ in job.new] if job.over else []
    with reading(request) as c:
        left = withdrawn.standing(c, numbers)
        lines = withdrawn.lines(c, left)
        return {"left": len(left), "decided": withdrawn.decided(c, lines), "taken": withdrawn.told(c, numbers)}


@guard.posted
def take_back(request: Request, _sent: FormData) -> Response:
    """The reports that are new by an import are taken out of the ledger again."""
    job = _job(request)
    if job is None:
        return RedirectResponse(address(language_of(request), "/import"), 303)
    try:
        entry = decide.withdraw(site(request).ledger, needs(request, ROLE).name, job.new)
    except LedgerError as error:
        return progress(request, speaker(language_of(request)).wrong(error))
    return RedirectResponse(address(language_of(request), f"/import/{job.id}", done=entry), 303)


@guard.posted
def cancel(request: Request, _sent: FormData) -> Response:
    """No more is read; what has come in stays."""
    job = _job(request)
    if job is not None:
        job.cancel()
    return RedirectResponse(address(language_of(request), f"/import/{job.id}" if job else "/import"), 303)


routes = [
    Route("/import", form, methods=["GET"]),
    Route("/import", begin, methods=["POST"]),
    Route("/import/sample", sample, methods=["POST"]),
    Route("/import/{job:str}", progress, methods=["GET"]),
    Route("/import/{job:str}/back", take_back, methods=["POST"]),
    Route("/import/{job:str}/cancel", cancel, methods=["POST"]),
]
