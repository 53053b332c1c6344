"""Reports into the ledger by the web: hostile files and addresses first; then what is told of each, and that nothing typed is lost."""

from __future__ import annotations

import gzip
import html
import re
import threading
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from ikrar.ledger import Ledger, ask
from ikrar.read import ReadError, Source
from ikrar.web import guard
from ikrar.web.app import build
from ikrar.web.jobs import Job, Task
from ikrar.web.kept import File, Kept
from ikrar.web.pages import importing
from ikrar.web.site import Site

REPORT = "Ruritania dan Borduria sepakat untuk menarik seluruh pasukan mereka dari lembah Tamak, menurut pernyataan bersama pada Rabu."
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def ledger(empty_book: Path) -> Iterator[Ledger]:
    opened = Ledger(str(empty_book))
    yield opened
    opened.close()


@pytest.fixture
def client(ledger: Ledger) -> TestClient:
    return TestClient(build(Site(ledger, "owner", lambda: date(2024, 6, 30))), follow_redirects=False)


def token(client: TestClient, address: str = "/en/import") -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get(address).text)
    assert found
    return found[1]


def send(client: TestClient, files: list[tuple[str, bytes]] | None = None, **fields: str) -> Any:
    """What comes of sending the form."""
    sent = [("files", (name, content, "application/octet-stream")) for name, content in files or ()]
    data = {"token": token(client)} | fields
    return client.post("/en/import", data=data, files=sent or [("files", ("", b"", "application/octet-stream"))])


def outcome(client: TestClient, answer: Any) -> tuple[str, list[dict[str, Any]]]:
    """The page of the job that was begun, and its rows, once it is over."""
    assert answer.status_code == 303, answer.text
    where = answer.headers["location"]
    client.app.state.site.jobs.wait(where.rpartition("/")[2])  # type: ignore[attr-defined]
    rows: list[dict[str, Any]] = client.get(f"{where}?as=json").json()
    return client.get(where).text, rows


# -- hostile files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\a.txt", "a.txt"),
        ("/etc/shadow.txt", "shadow.txt"),
        (f"{SCRIPT}.txt", "script>.txt"),
        ("a\u202etxt.exe.txt", "a\ufffdtxt.exe.txt"),
        ("x" * 400 + ".txt", "x" * 146 + ".txt"),
        ("' onmouseover='alert(1).txt", "' onmouseover='alert(1).txt"),
        ("=HYPERLINK(1).txt", "=HYPERLINK(1).txt"),
    ],
)
def test_the_names_of_files_are_words_and_nothing_else(client: TestClient, tmp_path: Path, name: str, shown: str) -> None:
    before = sorted(tmp_path.iterdir())
    page, (row,) = outcome(client, send(client, [(name, REPORT.encode())]))
    assert row["name"] == shown
    assert row["what"] == "new"
    assert "<script>alert" not in page
    assert html.escape(shown).replace("&#x27;", "&#39;") in page
    assert sorted(tmp_path.iterdir()) == before  # nothing was written beside the ledger
    table = client.get(f"/en/import/{client.app.state.site.jobs.of('owner')[0].id}?as=csv").text  # type: ignore[attr-defined]
    assert "\n=HYPERLINK" not in table


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7 x", "a PDF, not text"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"   \n ", "nothing but white space"),
        ("a.txt", bytes(range(256)) * 20, "binary data"),
        ("a.txt", b"x" * 5_000_001, "larger than 5 MB, the most that one file may be"),
        ("a.jsonl", b"x" * 50_000_001, "larger than 50 MB, the most that one file may be"),
        ("bomb.txt.gz", gzip.compress(b"x" * 20_000_000, mtime=0), "larger than 5 MB"),
        ("broken.txt.gz", gzip.compress(b"x" * 1000, mtime=0)[:-9], "or cut off"),
        ("a.txt.gz", b"not packed", "not a .gz file"),
        ("a.jsonl", b"{bad\n", "not a document in JSON"),
        ("a.html", b"<html>" + b"<b>" * 70_000, "too large a page"),
        ("deep.html", b"<html><body>" + b"<div>" * 20_000 + b"x", ""),
    ],
)
def test_what_cannot_be_read_is_told_and_the_others_are_read(client: TestClient, name: str, content: bytes, said: str) -> None:
    page, rows = outcome(client, send(client, [(name, content), ("good.txt", REPORT.encode())]))
    assert [row["what"] for row in rows] == ["failed", "new"]
    assert said in rows[0]["why"]
    assert rows[0]["name"] == (f"{name}:1" if content == b"{bad\n" else name)  # of many reports in a file, which
    assert name in page
    assert "Could not be read" in page


def test_a_fault_of_our_own_costs_no_other_report(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from ikrar.web import jobs

    real = jobs.read_source
    monkeypatch.setattr(jobs, "read_source", lambda found, **more: 1 / 0 if "boom" in found.text else real(found, **more))
    _, rows = outcome(client, send(client, [("a.txt", b"boom boom boom"), ("b.txt", REPORT.encode())]))
    assert [row["what"] for row in rows] == ["failed", "new"]
    assert "ZeroDivisionError" in rows[0]["why"]


def test_too_much_at_once_is_refused_before_it_is_read(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_FILES", 100_000)
    answer = send(client, [("a.txt", b"x" * 200_000)])
    assert answer.status_code == 413
    assert "Too much to be sent at once" in answer.text


def test_a_packed_file_of_very_many_reports_ends(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from ikrar.web import jobs

    monkeypatch.setattr(jobs, "MOST", 3)
    lines = b"".join(b'{"text": "Ruritania menarik pasukannya dari lembah nomor %d."}\n' % n for n in range(10))
    _, rows = outcome(client, send(client, [("a.jsonl.gz", gzip.compress(lines))]))
    assert [row["what"] for row in rows] == ["new"] * 3 + ["failed"]


# -- hostile addresses and feeds ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://2130706433/", "http://0x7f.1/",
        "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.1.1/", "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1%25lo]/", "http://[fd00:ec2::254]/", "http://127.0.0.1:22/", "https://user:secret@127.0.0.1/",
    ],
)  # fmt: skip
def test_no_address_leads_into_our_own_network(client: TestClient, address: str) -> None:
    page, rows = outcome(client, send(client, address=address))
    assert [row["what"] for row in rows] == ["failed"]
    assert "secret" not in rows[0]["why"]
    assert "secret" not in page or "user:secret" in address


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "gopher://x", "x", "data:text/plain,x"]
)
def test_only_web_addresses_are_taken(client: TestClient, address: str) -> None:
    answer = send(client, address=address)
    assert answer.status_code == 422
    assert "An address begins with http" in answer.text
    assert f'value="{html.escape(address)}"' in answer.text


FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>
<item><title>{html.escape(SCRIPT)}</title><link>http://news.example/1</link><pubDate>Wed, 07 Apr 2021 20:00:00 +0700</pubDate></item>
<item><link>/2</link></item><item><link>http://news.example/1</link></item>
<item><link>javascript:alert(1)</link></item><item><link>file:///etc/passwd</link></item>
<item><link>http://news.example/feed</link></item></channel></rss>"""


def served(pages: dict[str, bytes], asked: list[str]) -> Callable[..., Any]:
    """A web of a few pages."""

    def fetch(address: str, *, guarded: bool = False) -> tuple[bytes, str | None, str | None, str]:
        assert guarded
        asked.append(address)
        if address not in pages:
            raise ReadError(address, "answer", code="404", reason="")
        return pages[address], None, None, address

    return fetch


def test_a_feed_gives_its_reports_with_their_days(client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    from ikrar.read import url

    asked: list[str] = []
    pages = {"http://news.example/feed": FEED.encode(), "http://news.example/1": REPORT.encode()}
    monkeypatch.setattr(url, "fetch", served(pages, asked))
    page, rows = outcome(client, send(client, address="http://news.example/feed"))
    assert asked == ["http://news.example/feed", "http://news.example/1", "http://news.example/2", "http://news.example/feed"]
    assert [row["what"] for row in rows] == ["new", "failed", "new"]  # a feed within a feed is a text like any other: no circle
    assert "<script>alert" not in page
    with ledger.read() as c:
        assert {row["published"] for row in ask.list_documents(c)} >= {"2021-04-07"}


# -- what is told ------------------------------------------------------------------------------------------------


def test_what_came_of_each(client: TestClient) -> None:
    files = [("2021-04-08-a.txt", REPORT.encode()), ("b.txt", REPORT.encode()), ("c.txt", b"Ruritania menarik pasukannya pada Rabu.")]
    page, rows = outcome(client, send(client, files, dated="yes"))
    assert [(row["what"], row["undated"]) for row in rows] == [("new", False), ("known", False), ("new", True)]
    assert "known already" in page
    assert "without a day of publication" in page
    assert 'href="/en/d/1"' in page
    table = client.get(f"/en/import/{client.app.state.site.jobs.of('owner')[0].id}?as=csv").text  # type: ignore[attr-defined]
    assert table.splitlines()[0].endswith("name,what,document,undated,why,warnings")


@pytest.mark.parametrize(
    ("name", "fields", "day"),
    [
        ("2021-04-08-a.txt", {"dated": "yes"}, "2021-04-08"),
        ("2021-04-08-a.txt", {}, None),
        ("2021-04-08-a.txt", {"dated": "yes", "published": "2020-01-02"}, "2020-01-02"),
        ("2021-99-08-a.txt", {"dated": "yes"}, None),
    ],
)
def test_the_day_of_publication(client: TestClient, ledger: Ledger, name: str, fields: dict[str, str], day: str | None) -> None:
    outcome(client, send(client, [(name, REPORT.encode())], **fields))
    with ledger.read() as c:
        assert [row["published"] for row in ask.list_documents(c)] == [day]


def test_the_sample(client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    few = list(importing.reports())[:3]
    monkeypatch.setattr(importing, "reports", lambda: iter(few))
    page, rows = outcome(client, client.post("/en/import/sample", data={"token": token(client)}))
    assert [row["what"] for row in rows] == ["new"] * 3
    assert not any(row["undated"] for row in rows)
    assert "All read" in page


# -- nothing is lost ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"published": "2021-13-01"}, "YYYY-MM-DD"),
        ({"published": "yesterday"}, "YYYY-MM-DD"),
        ({"published": "20210408"}, "YYYY-MM-DD"),
        ({"language": "fr"}, "Only Indonesian and English"),
        ({"address": "nowhere"}, "begins with http"),
    ],
)
def test_what_was_typed_and_sent_is_kept_on_an_error(client: TestClient, fields: dict[str, str], said: str) -> None:
    typed = {"text": "</textarea>" + SCRIPT + " " + REPORT} | fields
    answer = send(client, [("kept.txt", (REPORT + " Kedua.").encode())], **typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert html.escape(typed["text"]) in answer.text
    assert SCRIPT not in answer.text
    assert "kept.txt" in answer.text
    held = re.search(r'name="kept" value="([^"]+)"', answer.text)
    assert held
    _, rows = outcome(client, send(client, text=typed["text"], kept=held[1]))
    assert [row["name"] for row in rows] == ["kept.txt", "pasted"]
    assert send(client, kept=held[1]).status_code == 422  # they were taken


def test_nothing_at_all_is_told(client: TestClient) -> None:
    answer = send(client)
    assert answer.status_code == 422
    assert "There is nothing to read yet" in answer.text


def test_kept_files_are_of_who_sent_them_and_for_a_while() -> None:
    at = 0.0
    kept = Kept(lambda: at)
    held = kept.put("dewi", [File("a", b"x")])
    assert kept.take("budi", held) == ()
    assert kept.take("dewi", held) == (File("a", b"x"),)
    assert kept.take("dewi", held) == ()
    held = kept.put("dewi", [File("a", b"x")])
    at = 1e6
    assert kept.take("dewi", held) == ()
    names = [kept.put("dewi", []) for _ in range(50)]
    assert len(kept._held) <= 10
    assert names[-1] in kept._held


def test_kept_files_weigh_no_more_than_a_server_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ikrar.web.kept.MOST_BYTES", 10)
    kept = Kept(lambda: 0.0)
    first, second, third = (kept.put("dewi", [File(name, b"x" * 4)]) for name in "abc")
    assert [kept.take("dewi", id_) != () for id_ in (first, second, third)] == [False, True, True]
    heavy = kept.put("dewi", [File("d", b"x" * 99), File("e", None)])
    assert kept.take("dewi", heavy) != ()  # the latest are what somebody waits for


# -- while it runs -----------------------------------------------------------------------------------------------


@pytest.fixture
def slow(client: TestClient, ledger: Ledger) -> Iterator[tuple[Job, threading.Event]]:
    """A job whose second report does not come before it is let."""
    let = threading.Event()

    def waits() -> Iterator[Source]:
        assert let.wait(60)
        yield Source("Borduria menolak syarat itu.", "second")

    tasks = [Task("first", partial(iter, (Source(REPORT, "first"),))), Task("second <b>", waits), Task("third", waits)]
    job = client.app.state.site.jobs.begin(ledger, Job("owner", tasks, None, None))  # type: ignore[attr-defined]
    while job.done < 1:
        threading.Event().wait(0.01)
    yield job, let
    let.set()
    client.app.state.site.jobs.wait(job.id)  # type: ignore[attr-defined]


def test_progress_is_told_with_scripts_and_without(client: TestClient, slow: tuple[Job, threading.Event]) -> None:
    job, let = slow
    page = client.get(f"/en/import/{job.id}").text
    assert '<progress max="3" value="1"' in page
    assert 'hx-trigger="every 1s"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "second &lt;b&gt;" in page
    let.set()
    client.app.state.site.jobs.wait(job.id)  # type: ignore[attr-defined]
    page = client.get(f"/en/import/{job.id}").text
    assert "hx-trigger" not in page
    assert "http-equiv" not in page
    told = client.get(f"/en/import/{job.id}", headers={"HX-Request": "true"})
    assert (told.headers["HX-Refresh"], told.text) == ("true", "")  # not put into the page, which would be loaded anew at once


def test_a_job_that_ends_while_its_page_is_made_is_told_as_it_was(
    client: TestClient, slow: tuple[Job, threading.Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the page says that all is read, and is loaded anew a second later under the hands of who reads it."""
    job, let = slow
    real = importing.page

    def late(*args: Any, **values: Any) -> Any:
        let.set()
        client.app.state.site.jobs.wait(job.id)  # type: ignore[attr-defined]
        return real(*args, **values)

    monkeypatch.setattr(importing, "page", late)
    page = client.get(f"/en/import/{job.id}").text
    assert job.over
    assert "<h1>Being read</h1>" in page
    assert "hx-trigger" in page


def test_a_job_is_cancelled_and_what_came_in_stays(client: TestClient, ledger: Ledger, slow: tuple[Job, threading.Event]) -> None:
    job, let = slow
    answer = client.post(f"/en/import/{job.id}/cancel", data={"token": token(client)})
    assert answer.status_code == 303
    let.set()
    client.app.state.site.jobs.wait(job.id)  # type: ignore[attr-defined]
    assert job.state == "cancelled"
    assert "Cancelled" in client.get(f"/en/import/{job.id}").text
    with ledger.read() as c:
        assert ask.read_up_to(c)[0] == 1


def test_one_person_has_a_few_jobs_at_once(client: TestClient, ledger: Ledger, slow: tuple[Job, threading.Event]) -> None:
    _, let = slow
    begin = client.app.state.site.jobs.begin  # type: ignore[attr-defined]

    def waits() -> Iterator[Source]:
        let.wait(60)
        yield from ()

    for _ in range(2):
        begin(ledger, Job("owner", [Task("x", waits)], None, None))
    answer = send(client, [("a.txt", REPORT.encode())], text="what I wrote")
    assert answer.status_code == 429
    assert "what I wrote" in answer.text
    assert "a.txt" in answer.text


@pytest.mark.parametrize("address", ["/en/import/nothing", "/en/import/..%2f..%2fetc"])
def test_a_job_that_is_not_there_leads_to_the_form(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in {303, 404}


# -- taking an import back ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "asked", "told", "before"),
    [
        (
            "en",
            "Take the reports that came in out of the ledger again (2)?",
            "Reports taken out of the ledger by owner",
            "taken out before",
        ),
        ("id", "Tarik 2 laporan yang baru masuk dari buku?", "2 laporan ditarik dari buku oleh owner", "ditarik sebelumnya"),
    ],
)
def test_an_import_is_taken_back_and_put_back(
    client: TestClient, ledger: Ledger, language: str, asked: str, told: str, before: str
) -> None:
    send(client, [("old.txt", b"Borduria membuka kedutaan di Klow pada Senin.")])
    client.app.state.site.jobs.wait(client.app.state.site.jobs.of("owner")[0].id)  # type: ignore[attr-defined]
    answer = send(client, [("a.txt", REPORT.encode()), ("b.txt", b"Ruritania berjanji akan membebaskan 20 tahanan.")])
    where = answer.headers["location"].replace("/en/", f"/{language}/")
    outcome(client, answer)
    page = client.get(where).text
    assert asked in page
    taken = client.post(f"{where}/back", data={"token": token(client)})
    assert taken.status_code == 303
    page = client.get(taken.headers["location"]).text
    assert told in page
    assert asked not in page
    with ledger.read() as c:
        assert [row["id"] for row in ask.list_documents(c)] == ["D-1"]
        assert ask.list_commitments(c, date(2024, 6, 30)) == []
    assert client.get(f"/{language}/d/2").text.count('class="warn"') == 1
    again = client.post(f"{where}/back", data={"token": token(client)})
    assert again.status_code == 409
    assert 'role="alert"' in again.text
    _, (row,) = outcome(client, send(client, [("a.txt", REPORT.encode())]))
    assert (row["what"], row["document"]) == ("taken out", "D-2")
    assert before in client.get(client.app.state.site.jobs.of("owner")[0].id.join((f"/{language}/import/", ""))).text  # type: ignore[attr-defined]
    entry = re.search(r'name="entry" value="(\d+)"', page)
    assert entry is not None
    assert client.post(f"/{language}/undo", data={"token": token(client), "entry": entry[1], "back": "/import"}).status_code == 303
    with ledger.read() as c:
        assert len(ask.list_documents(c)) == 3
    assert asked in client.get(where).text


def test_a_text_that_is_too_long_is_told_with_what_is_allowed(client: TestClient) -> None:
    answer = send(client, text="x" * 5_000_001)
    assert answer.status_code == 422
    assert "This text is larger than 5 MB" in answer.text
