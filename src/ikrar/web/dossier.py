"""A dossier: what the reading room shows of a negotiation or of a question, as files that open from a memory stick.

The pages are asked of the reading room itself, as a reader of its own would ask for them, and made to stand alone (`still`). With them go
the texts that they rest on, and the hash of each file.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec
import sqlalchemy as sa
from lxml import etree
from starlette.applications import Starlette
from starlette.routing import Mount

from ikrar import __version__
from ikrar.ledger import Ledger, LedgerError, ask
from ikrar.ledger.book import last_of
from ikrar.ledger.project import text_of
from ikrar.ledger.schema import documents
from ikrar.model.codes import KINDS, PROVISIONS
from ikrar.web.app import PAGES
from ikrar.web.pages import ledger as ledger_page
from ikrar.web.site import Person, Site
from ikrar.web.speak import Speaker, speaker
from ikrar.web.still import LINE, Element, Link, base_name, following, framed, joined, link, links, nested, parsed, still, styles, written

MOST: Final = 5_000  # pages of a dossier
STATIC: Final = Path(__file__).parent / "static"
FOLLOWED: Final = {"": "cdeaip", "c": "deai", "e": "da", "i": "da"}
"""From which pages (the first ones: "") links are followed to which: promises, and what they rest on, but not all that hangs on that."""
OURS: Final = re.compile(r"(index(-\d+)?|print|[cdeaip]-\d+)\.html|manifest\.json|SHA256SUMS")
TEXT: Final = re.compile(r"D-\d+\.txt")
STYLE: Final = re.compile(r"[a-z]+\.(css|svg)")


class Written(NamedTuple):
    """What a dossier came to."""

    pages: int
    documents: int
    files: int


class _Pages(NamedTuple):
    """The pages of a dossier by their addresses, and what else leads to them."""

    trees: dict[str, Element]
    same: dict[str, str]

    def file(self, address: str) -> str | None:
        """The file of an address; None where it has none."""
        address = self.same.get(address, address)
        if address not in self.trees:
            return None
        line = LINE.fullmatch(address)
        if line and address != next(iter(self.trees)):
            return f"{line[1]}-{line[2]}.html"
        at = [known for known in self.trees if not LINE.fullmatch(known) or known == next(iter(self.trees))].index(address)
        return f"index-{at + 1}.html" if at else "index.html"


CODES: Final = {"status": frozenset(ledger_page.ORDER), "kind": KINDS, "provision": PROVISIONS}
"""What may be asked of by a code, and the codes."""


def start(what: str) -> str:
    """The page that a dossier begins with: of ``P-3`` (any line), of what the ledger is asked (``by=IRQ&status=open``), of words.

    Raises:
        LedgerError: it asks for something that there is not.
    """
    what = what.strip()
    if ref := ask.parse(what):
        return f"/{what[:1].lower()}/{ref[1]}"
    query = urlsplit(what).query if "?" in what else what
    if "=" in query:
        pairs = [(name, value) for name, value in parse_qsl(query, keep_blank_values=False) if name != "from"]
        if unknown := [name for name, _ in pairs if name not in ledger_page.ASKED]:
            raise LedgerError(f"{unknown[0]!r} is nothing to ask the ledger for: {', '.join(ledger_page.ASKED)} are")
        for name, value in pairs:
            if value not in CODES.get(name, (value,)):
                raise LedgerError(f"{value!r} is no {name}: {', '.join(sorted(CODES[name]))} are")
        return "/?" + urlencode(pairs)
    if not what:
        raise LedgerError("a dossier of what? A line such as P-3, a question such as 'by=IRQ&status=open', or words")
    return "/search?" + urlencode({"q": what})


def write(ledger: Ledger, what: str, folder: Path, language: str, today: date, *, force: bool = False) -> Written:
    """Writes the dossier of ``what`` into a folder, which must be empty unless ``force`` says that an older one may be replaced.

    Raises:
        LedgerError: there is no such thing, or the folder holds something.
    """
    first = start(what)
    if folder.exists() and not folder.is_dir():
        raise LedgerError(f"{folder} is no folder")
    if folder.exists() and any(folder.iterdir()) and not force:
        raise LedgerError(f"{folder} is not empty: name another folder, or say --force")
    site = Site(ledger, "", today=lambda: today)
    with ThreadPoolExecutor(1) as beside:  # the thread that asks may have a loop of its own
        pages = beside.submit(lambda: asyncio.run(_gathered(site, first, language))).result()
    if force:
        _cleared(folder)
    for part in ("files", "texts"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    with ledger.read() as c:
        told = _documents(c, [int(match[2]) for a in pages.trees if (match := LINE.fullmatch(a)) and match[1] == "d"])
        seq, hash_ = last_of(c)
        known = site.head(c).documents
        for row in told:
            (folder / row["text"]).write_bytes(text_of(c, row.pop("entry")).encode("utf-8", "surrogatepass"))
    t = speaker(language)
    note = t("dossier.note", day=t.day(today.isoformat()), documents=known, entry=seq, hash=hash_)
    sheets = {"app.css", "dossier.css", *(name for tree in pages.trees.values() for name in styles(tree))}
    _pages(pages, folder, t, note, _asked_words(first, t), told)
    for name in (*sorted(sheets), "icon.svg"):
        if (STATIC / name).is_file():
            shutil.copyfile(STATIC / name, folder / "files" / name)
    own = {name: (STATIC / name).read_text("utf-8") for name in sorted(sheets - {"app.css", "dossier.css"}) if (STATIC / name).is_file()}
    (folder / "files/print.css").write_text(nested(own), "utf-8", newline="\n")
    parts = (("", OURS), ("files/", STYLE), ("texts/", TEXT))  # what else lies there is not vouched for
    files = [part + path.name for part, ours in parts for path in sorted((folder / part).iterdir()) if ours.fullmatch(path.name)]
    hashes = {name: _hash(folder / name) for name in files if name not in {"manifest.json", "SHA256SUMS"}}
    manifest = {
        "ikrar": __version__,
        "asked": what,
        "language": language,
        "day": today.isoformat(),
        "ledger": {"entry": seq, "hash": hash_, "documents": known},
        "documents": told,
        "files": [{"file": name, "sha256": hash_} for name, hash_ in hashes.items()],
    }
    (folder / "manifest.json").write_bytes(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
    hashes["manifest.json"] = _hash(folder / "manifest.json")
    (folder / "SHA256SUMS").write_text("".join(f"{hash_}  {name}\n" for name, hash_ in hashes.items()), "utf-8", newline="\n")
    return Written(len(pages.trees), len(told), len(hashes) + 1)


def _cleared(folder: Path) -> None:
    """Takes away what an older dossier wrote, by the names that dossiers give; what else lies there stays."""
    for path in folder.iterdir() if folder.exists() else ():
        if OURS.fullmatch(path.name):
            path.unlink()
    for path in (folder / "texts").iterdir() if (folder / "texts").is_dir() else ():
        if TEXT.fullmatch(path.name):
            path.unlink()


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _documents(c: sa.Connection, numbers: list[int]) -> list[dict[str, Any]]:
    """What is said of each document that a dossier rests on."""
    rows = c.execute(sa.select(documents).where(documents.c.id.in_(sorted(numbers))).order_by(documents.c.id)).all()
    return [
        {
            "id": ask.name("document", row.id),
            "sha256": row.sha.removeprefix("sha256:"),
            "text": f"texts/D-{row.id}.txt",
            "page": f"d-{row.id}.html",
            "entry": row.entry,
        }
        | {name: getattr(row, name) for name in ("title", "outlet", "agency", "published", "url", "language")}
        | {"source": row.source and base_name(row.source)}
        for row in rows
    ]


# -- the pages, asked of the reading room -----------------------------------------------------------------------


class _Answer(NamedTuple):
    status: int
    location: str
    text: str


async def _gathered(site: Site, first: str, language: str) -> _Pages:
    """The first page and those behind it, then what they link to."""
    app = Starlette(routes=[Mount("/{language:language}", routes=[route for module in PAGES for route in module.routes])])
    app.state.site = site
    pages = _Pages({}, {})
    waiting: list[str] = [first]
    begin: set[str] = {first}
    while waiting:
        address = waiting.pop(0)
        if address in pages.trees or address in pages.same:
            continue
        answer = await _asked(app, f"/{language}{address}")
        if answer.status in (302, 303, 307):
            to = link(answer.location, language)
            if to is not None and to.page != address:
                pages.same[address] = to.page
                begin |= {to.page} if address in begin else set()
                waiting.insert(0, to.page)
            continue
        if answer.status != 200:
            if address == first or not LINE.fullmatch(address):
                raise LedgerError(
                    f"there is no {first[1:].replace('/', '-').upper() if LINE.fullmatch(first) else 'such page'} in this ledger"
                )
            continue
        if len(pages.trees) == MOST:
            raise LedgerError(f"that would be more than {MOST:,} pages: ask for less")
        tree = pages.trees[address] = parsed(answer.text)
        waiting += _next(tree, language, address, begin)
    return pages


def _next(tree: Element, language: str, address: str, begin: set[str]) -> Iterator[str]:
    """The pages that are wanted besides, since this one links to them."""
    line = LINE.fullmatch(address)
    wanted = FOLLOWED[""] if address in begin else FOLLOWED.get(line[1] if line else "", "")
    for to in links(tree, language):
        kind = LINE.fullmatch(to.page)
        if kind and kind[1] in wanted:
            yield to.page
    more: Link | None = following(tree, language) if address in begin else None
    if more is not None:
        begin.add(more.page)
        yield more.page


async def _asked(app: Starlette, address: str) -> _Answer:
    """What the reading room answers to somebody who may read and nothing else."""
    to = urlsplit(address)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": to.path,
        "raw_path": to.path.encode(),
        "query_string": to.query.encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost")],
        "client": None,
        "server": ("localhost", 80),
        "state": {"person": Person("", "reader"), "token": "", "cookie": ""},
    }
    started: dict[str, Any] = {}
    body: list[bytes] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            started.update(message)
        else:
            body.append(message.get("body", b""))

    await app(scope, receive, send)
    location = next((value.decode() for name, value in started["headers"] if name == b"location"), "")
    return _Answer(started["status"], location, b"".join(body).decode())


# -- the files --------------------------------------------------------------------------------------------------


def _pages(pages: _Pages, folder: Path, t: Speaker, note: str, asked: str, told: list[dict[str, Any]]) -> None:
    """Writes each page, and the one to be printed."""
    menu = [(t("dossier.start"), "index.html"), (t("dossier.print"), "print.html"), (t("dossier.documents"), "print.html#documents")]
    first = next(iter(pages.trees))
    begin = [address for address in pages.trees if address == first or not LINE.fullmatch(address)]
    for address, tree in pages.trees.items():
        still(tree, t.language, pages.file)
        if address in begin and asked:
            _said(tree, asked)
    for address, tree in pages.trees.items():
        made = parsed(written(tree))
        framed(made, t, menu, note)
        (folder / str(pages.file(address))).write_text(written(made), "utf-8", newline="\n")
    sheets = {f"more-{n}": pages.trees[address] for n, address in enumerate(begin[1:], 2)}
    sheets |= {f"{m[1]}-{m[2]}": tree for a, tree in pages.trees.items() if a != first and (m := LINE.fullmatch(a)) and m[1] == "c"}
    files = {f"{name}.html": name for name in sheets} | {row["page"]: row["id"] for row in told} | {"index.html": "main"}
    whole = joined(parsed(written(pages.trees[first])), sheets, [_table(t, told)], files)
    framed(whole, t, menu, note)
    (folder / "print.html").write_text(written(whole), "utf-8", newline="\n")


def _said(tree: Element, asked: str) -> None:
    """Writes below the heading of a list what was asked for."""
    for head in tree.xpath("//main//h1")[:1]:
        words = etree.Element("p", {"class": "asked"})
        words.text = asked
        head.addnext(words)


def _asked_words(first: str, t: Speaker) -> str:
    """What the ledger was asked, in the reader's words; nothing where a dossier is of a line."""
    pairs = parse_qsl(urlsplit(first).query)
    names = {name: t(f"filter.{name}") for name, _ in pairs if f"filter.{name}" in t.texts} | {"status": t("column.status")}
    said = {(name, value): t.texts.get(f"filter.{name}.{value}") or t.codes.get(name, {}).get(value, value) for name, value in pairs}
    what = "; ".join(f"{names[name]}: {said[name, value]}" if name in names else value for name, value in pairs)
    return t("dossier.asked", what=what) if what else ""


def _table(t: Speaker, told: Iterable[dict[str, Any]]) -> Element:
    """The documents that a dossier rests on, with the hash of the text of each."""
    section = etree.Element("section", {"class": "sheet", "id": "documents", "aria-labelledby": "documents-head"})
    etree.SubElement(section, "h2", id="documents-head").text = t("dossier.documents")
    table = etree.SubElement(section, "table", {"class": "hashes"})
    row = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    for name in ("dossier.document", "dossier.published", "dossier.text", "dossier.hash"):
        etree.SubElement(row, "th", scope="col").text = t(name)
    body = etree.SubElement(table, "tbody")
    for document in told:
        row = etree.SubElement(body, "tr", id=document["id"])
        named = " · ".join(part for part in (document["id"], document["outlet"] or document["agency"], document["title"]) if part)
        etree.SubElement(row, "td").text = _plain(named)
        etree.SubElement(row, "td").text = t.day(document["published"], short=True) or "–"
        etree.SubElement(etree.SubElement(row, "td"), "a", href=document["text"]).text = document["text"]
        etree.SubElement(etree.SubElement(row, "td"), "code").text = document["sha256"]
    return section


def _plain(text: str) -> str:
    """Text that a tree takes: XML knows no control characters."""
    return "".join(c if c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff" else "\ufffd" for c in text)
