"""A dossier is whole, leads nowhere else, and proves what it rests on."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import TODAY
from lxml import html
from typer.testing import CliRunner

from ikrar.cli import app
from ikrar.ledger import Ledger, LedgerError
from ikrar.ledger.enter import add
from ikrar.pipeline import read_text
from ikrar.web.app import PAGES
from ikrar.web.dossier import start, write
from ikrar.web.still import base_name, link

THERE = {route.path for module in PAGES for route in module.routes}
KINDS = {"P-7": "/p/{number:int}", "P-1": "/p/{number:int}", "penarikan pasukan": "/search"}
OF = [what for what in ("C-19", "status=contested", "by=IRQ&kind=undertaking", *KINDS) if what not in KINDS or KINDS[what] in THERE]
"""What dossiers are made of here."""


@pytest.fixture(scope="session")
def made(sample_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Makes each dossier once."""
    folder = tmp_path_factory.mktemp("dossiers")
    done: dict[tuple[str, str], Path] = {}

    def make(what: str, language: str) -> Path:
        if (what, language) not in done:
            place = done[what, language] = folder / str(len(done))
            ledger = Ledger(str(sample_book))
            write(ledger, what, place, language, TODAY)
            ledger.close()
        return done[what, language]

    return make


def problems(folder: Path) -> list[str]:
    """What is wrong with the pages of a dossier: links that lead nowhere or elsewhere, and what needs a server."""
    pages = {path.name: html.document_fromstring(path.read_text("utf-8")) for path in folder.glob("*.html")}
    parts = {name: [str(id_) for id_ in page.xpath("//@id")] for name, page in pages.items()}
    found = [f"{name}: {id_} twice" for name, ids in parts.items() for id_ in set(ids) if ids.count(id_) > 1]
    for name, page in pages.items():
        found += [
            f"{name}: <{e.tag}>" for e in page.xpath("//script | //form | //button | //input | //select | //textarea | //iframe | //img")
        ]
        found += [f"{name}: {a}" for a in page.xpath("//@*[starts-with(name(), 'on') or starts-with(name(), 'hx-') or name()='style']")]
        for to in page.xpath("//@href | //@src"):
            file, _, part = str(to).partition("#")
            if re.match(r"[a-z]*:|/|\.\.", str(to)) or not (folder / (file or name)).is_file():
                found.append(f"{name}: leads to {to}")
            elif part and part not in parts[file or name]:
                found.append(f"{name}: no part {to}")
    return found


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("what", OF)
def test_a_dossier_is_whole(made: Callable[[str, str], Path], what: str, language: str) -> None:
    folder = made(what, language)
    assert problems(folder) == []
    pages = {path.name for path in folder.glob("*.html")}
    assert {"index.html", "print.html"} < pages
    for name in pages:
        page = html.document_fromstring((folder / name).read_text("utf-8"))
        assert page.get("lang") == language
        assert len(page.xpath("//main//h1")) == 1, name


@pytest.mark.parametrize("what", OF)
def test_every_hash_is_that_of_its_file(made: Callable[[str, str], Path], what: str) -> None:
    folder = made(what, "id")
    lines = (line.split("  ", 1) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
    sums = {name: said for said, name in lines}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    assert set(sums) == there
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in there} == sums
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert {row["file"]: row["sha256"] for row in manifest["files"]} == {n: h for n, h in sums.items() if n != "manifest.json"}
    assert manifest["asked"] == what
    assert manifest["day"] == TODAY.isoformat()
    for row in manifest["documents"]:
        assert sums[row["text"]] == row["sha256"]
        assert (folder / row["page"]).is_file() or row["page"].startswith("d-")
        assert row["source"] == base_name(row["source"])


def test_a_dossier_is_the_same_each_time(made: Callable[[str, str], Path], sample_book: Path, tmp_path: Path) -> None:
    ledger = Ledger(str(sample_book))
    write(ledger, "status=contested", tmp_path / "again", "en", TODAY)
    ledger.close()
    assert (tmp_path / "again/SHA256SUMS").read_text("utf-8") == (made("status=contested", "en") / "SHA256SUMS").read_text("utf-8")


def test_what_is_asked_is_told(made: Callable[[str, str], Path]) -> None:
    page = (made("by=IRQ&kind=undertaking", "en") / "index.html").read_text("utf-8")
    assert "Asked for: By: IRQ; Kind: undertaking" in page


HOSTILE = "Chad <script>alert(1)</script> and Iraq"
NAME = "../../etc/\"><img src=x onerror=alert('x')>&#.txt"


def test_hostile_words_and_names_stay_words(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path / "hostile.db"))
    said = 'Chad agreed on Monday to withdraw its troops from Iraq by 31 December 2030, "><script>alert(2)</script> officials said.'
    added = add(ledger, read_text(f"{HOSTILE}\n\n{said}", source=NAME, published="2024-05-13"))
    write(ledger, "kind=undertaking", tmp_path / "out", "en", TODAY)
    if "/d/{number:int}" in THERE:
        write(ledger, f"D-{added.document}", tmp_path / "document", "en", TODAY)
    ledger.close()
    for folder in (path for path in (tmp_path / "out", tmp_path / "document") if path.exists()):
        assert problems(folder) == []
        assert "<script" not in "".join(path.read_text("utf-8") for path in folder.glob("*.html"))
        for path in folder.rglob("*"):
            assert re.fullmatch(r"[\w.-]+", path.name), path
    assert not (tmp_path / "etc").exists()


@pytest.mark.parametrize(
    ("what", "address"),
    [
        ("P-3", "/p/3"),
        ("c17", "/c/17"),
        ("by=IRQ&status=open", "/?by=IRQ&status=open"),
        ("due_before=2024&made_after=2021-04", "/?due_before=2024&made_after=2021-04"),
        ("due_after=2021&made_before=2023&confirmed=no", "/?due_after=2021&made_before=2023&confirmed=no"),
        ("http://127.0.0.1:8700/id/?by=IRQ&from=50", "/?by=IRQ"),
        ("penarikan pasukan", "/search?q=penarikan+pasukan"),
    ],
)
def test_where_it_begins(what: str, address: str) -> None:
    assert start(what) == address


@pytest.mark.parametrize("what", ["", "  ", "colour=red", "by=IRQ&order=up", "status=nix", "by=IRQ&kind=wish", "provision=cake"])
def test_what_cannot_be_asked(what: str) -> None:
    with pytest.raises(LedgerError):
        start(what)


@pytest.mark.parametrize(
    ("href", "to"),
    [
        ("/id/c/3", ("/c/3", "")),
        ("/id/d/3?at=120-180#at", ("/d/3", "at-120")),
        ("/id/d/3?at=%22%3E#at", ("/d/3", "")),
        ("/id/c/3?done=4#h-notes", ("/c/3", "h-notes")),
        ("#at", ("", "at")),
        ("/id/?by=IRQ&from=50", ("/?by=IRQ&from=50", "")),
        ("/en/c/3", None),
        ("/static/app.css", None),
        ("https://example.org/id/c/3", None),
        ("//example.org/id/c/3", None),
        ("javascript:alert(1)", None),
        ("http://[", None),
        ("c/3", None),
        ("?as=csv", None),
    ],
)
def test_what_a_link_leads_to(href: str, to: tuple[str, str] | None) -> None:
    assert link(href, "id") == to


def test_the_command(sample_book: Path, tmp_path: Path) -> None:
    def run(*args: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, ["dossier", *args, "--ledger", str(sample_book)])
        return done.exit_code, done.output

    out = tmp_path / "out"
    code, said = run("status=contested", "-o", str(out), "--language", "en")
    assert (code, "index.html" in said) == (0, True)
    (out / "mine.txt").write_text("kept", "utf-8")
    (out / "c-999.html").write_text("of an older one", "utf-8")
    assert run("status=contested", "-o", str(out))[0] == 2
    assert run("status=contested", "-o", str(out), "--force")[0] == 0
    assert (out / "mine.txt").read_text("utf-8") == "kept"
    assert "mine.txt" not in (out / "SHA256SUMS").read_text("utf-8") + (out / "manifest.json").read_text("utf-8")
    assert not (out / "c-999.html").exists()
    assert run("C-9999", "-o", str(tmp_path / "none"))[0] == 2
    assert not (tmp_path / "none").exists()
    code, said = run("by=NRU", "-o", str(tmp_path / "empty"), "--language", "en")
    assert (code, "nothing in the ledger fits" in said) == (0, True)
    page = (tmp_path / "empty/index.html").read_text("utf-8")
    assert "Nothing matches." in page
    assert "Loosen" not in page  # nobody can, in a file
    assert "Try it" not in page
    assert run("status=open", "-o", str(tmp_path / "x"), "--language", "de")[0] == 2
    assert run("status=open", "-o", str(out / "mine.txt"))[0] == 2
    code, said = run("status=open", "-o", "/dev/null/stick")
    assert (code, "Not a directory" in said) == (2, True)  # what the system refuses is told, and is no fault of ours
