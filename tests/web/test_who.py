"""Who gets in: hosts, forms from elsewhere, signing in, sessions, roles, headers. The hostile cases first."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from ikrar.ledger import Ledger, LedgerError, anew, decide, safe, users
from ikrar.web import guard, passwords
from ikrar.web.app import PAGES, build
from ikrar.web.passwords import Tries
from ikrar.web.site import Person, Site

TODAY = date(2024, 6, 30)
SECRET = "kuda nil di sungai"
TEAM = {"Rini": "reader", "Cahya": "coder", "Dewi": "editor"}


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.at = 0.0

    def now(self) -> datetime:
        return datetime(2024, 6, 30, tzinfo=UTC) + timedelta(seconds=self.at)

    def __call__(self) -> float:
        return self.at


@pytest.fixture(scope="session")
def hashed() -> str:
    """The hash of SECRET, as one that is made fast: those of the reading room take long on purpose."""
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(SECRET)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def empty(empty_book: Path) -> Iterator[Ledger]:
    """A ledger without users."""
    ledger = Ledger(str(empty_book))
    yield ledger
    ledger.close()


@pytest.fixture
def team(empty: Ledger, hashed: str, clock: Clock) -> Ledger:
    """A ledger with users."""
    for name, role in TEAM.items():
        users.add(empty, name, role, hashed, clock.now())
    return empty


def site(ledger: Ledger, clock: Clock, **more: Any) -> Site:
    return Site(ledger, "owner", lambda: TODAY, now=clock.now, clock=clock, **more)


@pytest.fixture
def visit(team: Ledger, clock: Clock) -> Callable[..., TestClient]:
    """A new browser at one and the same site."""
    app = build(site(team, clock))

    def made(base: str = "http://testserver", client: tuple[str, int] = ("203.0.113.5", 999)) -> TestClient:
        return TestClient(app, base, client=client, follow_redirects=False)

    return made


def token(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found, page
    return found[1]


def sign_in(client: TestClient, name: str = "Dewi", password: str = SECRET, **more: str) -> Any:
    page = client.get("/en/signin").text
    return client.post("/en/signin", data={"token": token(page), "name": name, "password": password, **more})


# -- hosts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("evil.example:8700", 421),
        ("127.0.0.1.evil.example", 421),
        ("192.0.2.7", 421),
        ("[::2]", 421),
        ("local host", 421),
        ("localhost@evil.example", 421),
        ("localhost:port", 421),
        ("", 421),
        ("localhost", 200),
        ("LOCALHOST:8700", 200),
        ("localhost.", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8700", 200),
        ("[::1]", 200),
    ],
)
def test_only_our_own_names_are_answered_to(empty: Ledger, clock: Clock, host: str, code: int) -> None:
    client = TestClient(build(site(empty, clock), guard.LOOPBACK))
    assert client.get("/en/", headers={"host": host}).status_code == code


@pytest.mark.parametrize(("host", "code"), [("192.0.2.7:80", 303), ("[2001:db8::1]", 303), ("desk.example", 303), ("evil.example", 421)])
def test_beyond_this_machine_addresses_and_names_that_were_given(team: Ledger, clock: Clock, host: str, code: int) -> None:
    app = build(site(team, clock, shared=True), (*guard.LOOPBACK, guard.ANY_ADDRESS, "desk.example"))
    assert TestClient(app, follow_redirects=False).get("/en/", headers={"host": host}).status_code == code


# -- forms from elsewhere ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "nonsense"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
        {"origin": "http://testserver:81"},
        {"origin": "http://["},
        {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
    ],
)
def test_a_form_from_another_site_is_refused(empty: Ledger, clock: Clock, headers: dict[str, str]) -> None:
    client = TestClient(build(site(empty, clock)))
    data = {"token": token(client.get("/en/import").text)}
    assert client.post("/en/import/sample", data=data, headers=headers).status_code == 403
    assert client.app.state.site.jobs.of("owner") == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("given", [None, "", "0" * 64, "é", "the anonymous one"])
def test_a_form_without_what_ours_carry_is_refused(visit: Callable[..., TestClient], given: str | None) -> None:
    client = visit()
    before = token(client.get("/en/signin").text)
    assert sign_in(client).status_code == 303
    data = {} if given is None else {"token": before if given.startswith("the") else given}
    for address in ("/en/import/sample", "/en/review", "/en/review/undo", "/en/signout", "/en/import"):
        assert client.post(address, data=data).status_code == 403, address


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
        ({"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}, 403),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 200),  # a link
        ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}, 200),
    ],
)
def test_pages_are_not_for_other_sites_to_load(empty: Ledger, clock: Clock, headers: dict[str, str], code: int) -> None:
    assert TestClient(build(site(empty, clock))).get("/en/", headers=headers).status_code == code


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_but_reading_and_forms(empty: Ledger, clock: Clock, method: str) -> None:
    assert TestClient(build(site(empty, clock))).request(method, "/en/import").status_code == 405


# -- headers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/en/", "/en/nothing", "/static/app.css", "/static/../app.py", "/en/signin", "/nothing", "/broken"])
def test_every_answer_has_our_headers(empty: Ledger, clock: Clock, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    app = build(site(empty, clock))
    if address == "/broken":
        address = "/en/import"
        monkeypatch.setattr(app.state.site.jobs, "of", lambda by: 1 / 0)
    answer = TestClient(app, raise_server_exceptions=False).get(address)
    for name, value in guard.HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    if not address.startswith("/static/"):
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("base", "name", "flag"), [("http://localhost", "ikrar", False), ("https://localhost", "__Host-ikrar", True)])
def test_the_cookie(visit: Callable[..., TestClient], base: str, name: str, flag: bool) -> None:
    client = visit(base)
    (told,) = client.get("/en/signin").headers.get_list("set-cookie")
    assert told.startswith(f"{name}=")
    parts = {part.strip().lower() for part in told.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= parts
    assert ("secure" in parts) == flag
    assert not any(part.startswith("domain") for part in parts)


@pytest.mark.parametrize("cookie", ["", "x", "a" * 5000, "../../etc", "%00", "a b;c", "é" * 32])
def test_a_made_up_cookie_is_replaced(visit: Callable[..., TestClient], cookie: str) -> None:
    answer = visit().get("/en/signin", headers={"cookie": f"ikrar={cookie}".encode()})
    assert answer.status_code == 200
    assert "set-cookie" in answer.headers


FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("declared", [True, False], ids=["declared", "dripped"])
@pytest.mark.parametrize("dropped", [0, 2500, 1_000_000], ids=["answered at once", "waited for some of it", "waited for all of it"])
def test_too_much_is_not_read(
    empty: Ledger, clock: Clock, monkeypatch: pytest.MonkeyPatch, language: str, declared: bool, dropped: int
) -> None:
    """It is told in the language of the page, with what to do; what is sent all the same is thrown away, up to so much."""
    monkeypatch.setattr(guard, "MOST", 1_000)
    monkeypatch.setattr(guard, "MOST_DROPPED", dropped)
    client = TestClient(build(site(empty, clock)))
    parts = [b"token=x&why=", *[b"x" * 100] * 50]
    headers = FORM | ({"content-length": str(sum(map(len, parts)))} if declared else {})
    answer = client.post(f"/{language}/review", content=iter(parts), headers=headers)
    assert answer.status_code == 413
    assert {"id": "sebagian demi sebagian", "en": "send it part by part"}[language] in answer.text


# -- who has not signed in ---------------------------------------------------------------------------------------

ADDRESSES = [
    "/en/",
    "/en/c/1",
    "/en/search?q=x",
    "/en/review",
    "/en/import",
    "/en/import/x",
    "/en/actors?as=csv",
    "/en/?as=json",
    "/en/nothing",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_not_signed_in_sees_nothing(visit: Callable[..., TestClient], address: str) -> None:
    answer = visit().get(address)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/en/signin?next=")
    asked = visit().get(address, headers={"hx-request": "true"})
    assert (asked.status_code, asked.text) == (401, "")
    assert asked.headers["hx-redirect"].startswith("/en/signin?next=")


@pytest.mark.parametrize("address", ["/en/import", "/en/import/sample", "/en/review", "/en/review/undo", "/en/signout", "/en/nothing"])
def test_who_has_not_signed_in_sends_nothing(visit: Callable[..., TestClient], team: Ledger, address: str) -> None:
    client = visit()
    page = client.get("/en/signin").text
    assert client.post(address, data={"token": token(page), "why": "x"}).status_code == 401
    with team.read() as c:
        assert list(team.entries(c)) == []


@pytest.mark.parametrize("to", ["/", "/review", "/c/1", "/?status=open&by=%22a%22", "/signin", "/import/x"])
def test_who_asks_without_a_language_comes_back_to_where_they_wanted_to_go(visit: Callable[..., TestClient], to: str) -> None:
    client = visit()
    answer = client.get(to, headers={"accept-language": "de,en-GB;q=0.9,id;q=0.8"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/en{to}")
    if to != "/signin":
        form = client.get(client.get(f"/en{to}").headers["location"]).text
        assert lxml.html.fromstring(form).forms[-1].fields["next"] == f"/en{to}"


@pytest.mark.parametrize("to", ["/nothing", "/static/nothing", "//evil.example/", "/c/x"])
def test_an_address_that_is_none_is_told_and_nothing_with_it(visit: Callable[..., TestClient], to: str) -> None:
    answer = visit().get(f"http://testserver{to}")
    assert answer.status_code == 404
    assert "documents" not in answer.text
    assert "/review" not in answer.text


def test_the_sign_in_tells_nothing_of_the_ledger(visit: Callable[..., TestClient]) -> None:
    page = visit().get("/en/signin").text
    assert "documents" not in page
    assert 'href="/en/review"' not in page
    assert 'role="search"' not in page


def test_with_users_everybody_signs_in_and_without_nobody(empty: Ledger, clock: Clock, hashed: str) -> None:
    here = site(empty, clock)
    assert here.who(None) == Person("owner", "editor")
    users.add(empty, "Dewi", "editor", hashed, clock.now())
    assert here.who(None).role == ""  # from this moment on, without a new start
    users.remove(empty, "Dewi")
    assert here.who(None).role == "editor"
    assert site(empty, clock, shared=True).who(None).role == ""  # where others reach it, the last one's leaving opens nothing


# -- signing in --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Dewi", "wrong"), ("Dewi", ""), ("nobody", SECRET), ("", ""), ("", SECRET), ("' OR 1=1 --", SECRET), ("Dewi\x00", SECRET),
        ("Dewi", SECRET + " "), ("Dewi", SECRET.upper()), ("x" * 5000, "y" * 5000), ("\ud800".encode("utf-8", "replace").decode(), "x"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_in_the_same_words(visit: Callable[..., TestClient], name: str, password: str) -> None:
    client = visit()
    answer = sign_in(client, name, password)
    assert answer.status_code == 401
    assert "The name or the password is not right." in answer.text
    assert SECRET not in answer.text.replace("x" * 5000, "")
    assert client.get("/en/").status_code == 303


def real_hash() -> str:
    return passwords.hashed(SECRET)


def test_a_name_that_is_not_there_takes_as_long(visit: Callable[..., TestClient], team: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    real = passwords._HASHER.verify

    class Hasher(PasswordHasher):
        def verify(self, hash_: Any, password: Any) -> bool:
            tried.append(hash_.rpartition("$")[0].rpartition("$")[0])  # the parameters, on which the time depends
            return real(hash_, password)

    monkeypatch.setattr(passwords, "_HASHER", Hasher())
    users.change_password(team, "Dewi", passwords._NOBODY)  # a hash as they are made here
    sign_in(visit(), "Dewi", "wrong")
    sign_in(visit(), "nobody", "wrong")
    assert len(tried) == 2
    assert tried[0] == tried[1] == real_hash().rpartition("$")[0].rpartition("$")[0]


@pytest.mark.parametrize(
    ("to", "leads"),
    [
        ("https://evil.example/", "/en/"), ("//evil.example", "/en/"), ("/\\evil.example", "/en/"), ("/en//evil.example", "/en/"),
        ("javascript:alert(1)", "/en/"), ("/en/\r\nSet-Cookie: x=1", "/en/"), ("/fr/", "/en/"), ("", "/en/"),
        ("/en/" + "x" * 3000, "/en/"), ("/id/search?q=a%20b//c", "/id/search?q=a%20b//c"),
        ("/en/c/1", "/en/c/1"), ("/id/?status=open&from=50", "/id/?status=open&from=50"),
    ],
)  # fmt: skip
def test_signing_in_leads_to_a_page_of_ours(visit: Callable[..., TestClient], to: str, leads: str) -> None:
    answer = sign_in(visit(), next=to)
    assert (answer.status_code, answer.headers["location"]) == (303, leads)


@pytest.mark.parametrize("name", ["Dewi", "dewi", " DEWI ", "Ｄｅｗｉ"])
def test_names_are_taken_however_they_are_written(visit: Callable[..., TestClient], name: str) -> None:
    client = visit()
    assert sign_in(client, name).status_code == 303
    assert "<span>Dewi</span>" in client.get("/en/").text


def test_the_session_has_another_cookie_and_the_old_ones_are_over(visit: Callable[..., TestClient], team: Ledger) -> None:
    client = visit()
    client.get("/en/signin")
    planted = client.cookies["ikrar"]
    assert sign_in(client).status_code == 303
    first = client.cookies["ikrar"]
    assert first != planted
    other = visit()
    other.cookies.set("ikrar", planted)
    assert other.get("/en/").status_code == 303  # what somebody had planted before is no session
    page = client.get("/en/").text
    assert client.post("/en/signout", data={"token": token(page)}).status_code == 303
    assert client.cookies["ikrar"] != first
    other.cookies.set("ikrar", first)
    assert other.get("/en/").status_code == 303
    with team.read() as c:
        assert c.execute(sa.select(users.sessions)).all() == []


def test_the_database_holds_no_password_and_no_cookie(visit: Callable[..., TestClient], team: Ledger) -> None:
    client = visit()
    sign_in(client)
    with team.read() as c:
        kept = repr(c.execute(sa.select(users.users)).all()) + repr(c.execute(sa.select(users.sessions)).all())
    assert SECRET not in kept
    assert client.cookies["ikrar"] not in kept
    assert hashlib.sha256(client.cookies["ikrar"].encode()).hexdigest() in kept
    assert "$argon2id$" in kept


@pytest.mark.parametrize("how", ["time", "password", "role", "removed"])
def test_a_session_ends(visit: Callable[..., TestClient], team: Ledger, clock: Clock, hashed: str, how: str) -> None:
    client = visit()
    sign_in(client)
    assert client.get("/en/review").status_code == 200
    match how:
        case "time":
            clock.at += users.LASTS.total_seconds() - 1
            assert client.get("/en/review").status_code == 200
            clock.at += 2
        case "password":
            users.change_password(team, "dewi", hashed)
        case "role":
            users.change_role(team, "Dewi", "reader")
        case "removed":
            users.remove(team, "Dewi")
    assert client.get("/en/review").status_code == (403 if how == "role" else 303)


# -- too many tries ----------------------------------------------------------------------------------------------


def test_the_delay_grows_and_the_right_password_waits_too(visit: Callable[..., TestClient], clock: Clock, monkeypatch: Any) -> None:
    monkeypatch.setattr(passwords, "fits", lambda hash_, password: password == SECRET)
    client = visit()
    for _ in range(3):
        assert sign_in(client, password="wrong").status_code == 401
    waits = []
    for _ in range(6):
        answer = sign_in(client)
        assert answer.status_code == 429
        assert "Too many tries" in answer.text
        waits.append(int(answer.headers["retry-after"]))
        clock.at += waits[-1]
        assert sign_in(client, password="wrong").status_code == 401
    assert waits == [1, 2, 4, 8, 16, 32]
    clock.at += 64
    assert sign_in(client).status_code == 303
    assert sign_in(visit(), password="wrong").status_code == 401  # and it begins anew


@pytest.mark.parametrize(
    ("tries", "last", "waits"),
    [
        ([("a", "1")] * 2, ("a", "1"), False),
        ([("a", "1")] * 3, ("a", "1"), True),
        ([("a", "1")] * 3, ("b", "1"), False),  # another name from there
        ([("a", "1")] * 3, ("a", "2"), False),  # the same name from elsewhere: nobody is locked out by another
        ([(f"n{n}", "1") for n in range(20)], ("b", "1"), True),  # who tries many names
        ([("a", f"{n}") for n in range(30)], ("a", "x"), True),  # many who try one name
    ],
)
def test_who_has_to_wait(tries: list[tuple[str, str]], last: tuple[str, str], waits: bool) -> None:
    counted = Tries(Clock())
    for name, address in tries:
        assert counted.begin(name, address) == 0
    assert (counted.begin(*last) > 0) == waits


def test_a_name_is_locked_for_a_minute_at_most_and_memory_is_bounded() -> None:
    clock = Clock()
    counted = Tries(clock)
    for n in range(200):
        counted.begin("a", f"{n}")
        clock.at += 60
    assert 0 <= counted.begin("a", "x") <= 60
    for n in range(20_000):
        counted.begin(f"n{n}", f"{n}")
    assert len(counted._failed) <= Tries.KEPT


# -- roles -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "address", "code"),
    [
        ("Rini", "/en/", 200), ("Rini", "/en/review", 403), ("Rini", "/en/import", 403), ("Rini", "/en/import/x", 403),
        ("Cahya", "/en/import", 200), ("Cahya", "/en/review", 403), ("Dewi", "/en/review", 200), ("Dewi", "/en/import", 200),
        ("Rini", "/en/review?as=csv", 403), ("Cahya", "/en/review?as=json", 403),
    ],
)  # fmt: skip
def test_pages_by_role(visit: Callable[..., TestClient], name: str, address: str, code: int) -> None:
    client = visit()
    sign_in(client, name)
    assert client.get(address).status_code == code


FORMS = {
    "/signin": "", "/signin/again": "", "/signout": "reader", "/try": "reader",
    "/import": "coder", "/import/sample": "coder", "/import/{job:str}/cancel": "coder", "/import/{job:str}/back": "coder",
    "/d/{number:int}/add": "coder", "/d/{number:int}/note": "coder", "/c/{number:int}/note": "coder", "/undo": "coder",
    "/review": "editor", "/review/undo": "editor", "/d/{number:int}/edit": "editor", "/d/{number:int}/line": "editor",
    "/d/{number:int}/out": "editor",
    "/c/{number:int}/decide": "editor", "/c/{number:int}/bearing": "editor", "/e/{number:int}/apart": "editor",
    "/e/{number:int}/edit": "editor", "/e/{number:int}/line": "editor",
    "/e/{number:int}/undo": "editor", "/a/{number:int}/merge": "editor", "/a/{number:int}/part": "editor", "/a/{number:int}/undo": "editor",
}  # fmt: skip
"""Every form of the reading room, and who may send it."""


def test_it_is_known_who_may_send_each_form() -> None:
    assert {route.path for module in PAGES for route in module.routes if "POST" in (route.methods or ())} == set(FORMS)


@pytest.mark.parametrize(("name", "role"), [("Rini", "reader"), ("Cahya", "coder")])
def test_forms_by_role(visit: Callable[..., TestClient], team: Ledger, name: str, role: str) -> None:
    client = visit()
    sign_in(client, name)
    held = token(client.get("/en/").text)
    for path, needed in FORMS.items():
        address = f"/en{path}".replace("{number:int}", "1").replace("{job:str}", "x")
        if needed in users.ROLES and users.ROLES.index(needed) > users.ROLES.index(role):
            assert client.post(address, data={"token": held, "text": "x", "entry": "1"}).status_code == 403, path
    with team.read() as c:
        assert list(team.entries(c)) == []


def test_a_coder_takes_back_their_own_and_no_other_word(own_book: Path, clock: Clock, hashed: str) -> None:
    ledger = Ledger(str(own_book))
    users.add(ledger, "Cahya", "coder", hashed, clock.now())
    theirs, own = decide.judge_promise(ledger, "Dewi", "C-1", "contested", None, "x"), decide.note(ledger, "Cahya", "C-1", "x", None)
    client = TestClient(build(site(ledger, clock)), follow_redirects=False)
    sign_in(client, "Cahya")
    page = client.get("/en/c/1").text
    assert 'action="/en/c/1/decide"' not in page
    assert f'name="entry" value="{theirs}"' not in page
    assert f'name="entry" value="{own}"' in page
    for entries, code in (([theirs], 403), ([own, theirs], 403), ([own], 303)):
        assert client.post("/en/undo", data={"token": token(page), "entry": [str(n) for n in entries]}).status_code == code
    ledger.close()


@pytest.mark.parametrize(("name", "offered"), [("Rini", set()), ("Cahya", {"import"}), ("Dewi", {"import", "review"})])
def test_what_may_not_be_used_is_not_offered(visit: Callable[..., TestClient], name: str, offered: set[str]) -> None:
    client = visit()
    sign_in(client, name)
    page = client.get("/en/actors").text
    assert {to for to in ("import", "review") if f'href="/en/{to}"' in page} == offered


# -- what was written while the session ended --------------------------------------------------------------------

WRITTEN = '</textarea><script>alert("x")</script> a long reason that nobody wants\r\nto write twice, of \u202bفؤاد\u202c'


def test_what_was_written_waits_until_one_is_back(visit: Callable[..., TestClient], clock: Clock) -> None:
    client = visit()
    sign_in(client)
    old = token(client.get("/en/review").text)
    clock.at += 100_000
    over = client.post("/en/review", data={"token": old, "card": "C-1", "seen": "0", "answer": "x", "why": WRITTEN})
    assert over.status_code == 401
    assert "<script>alert" not in over.text
    form = lxml.html.fromstring(over.text).forms[-1]
    form.fields.update({"name": "Dewi", "password": SECRET})
    again = client.post("/en/signin", data=dict(form.form_values()))
    assert again.status_code == 200
    assert "<script>alert" not in again.text
    sent = dict(lxml.html.fromstring(again.text).forms[-1].form_values())
    assert sent["why"].removeprefix("\n").replace("\r", "") == WRITTEN.replace("\r", "")
    assert sent["answer"] == "x"
    assert 'action="/en/review"' in again.text
    assert old not in again.text


def filled(page: str, **fields: str) -> dict[str, str]:
    """The last form of a page, as a browser sends it once some of its fields are filled in."""
    form = lxml.html.fromstring(page).forms[-1]
    return {name: str(value) for name, value in form.form_values()} | fields


@pytest.mark.parametrize("files", [[], ["2021-04-08-a.txt"], ["a.txt", "=cmd().txt"]], ids=["none", "one", "two"])
def test_an_import_of_a_session_that_has_ended_keeps_all_but_files(
    visit: Callable[..., TestClient], clock: Clock, files: list[str]
) -> None:
    client = visit()
    sign_in(client, "Cahya")
    old = token(client.get("/en/import").text)
    clock.at += 100_000
    parts = [("files", (name, b"words")) for name in files] or [("files", ("", b""))]  # as browsers send a field without a file
    over = client.post("/en/import", data={"token": old, "text": WRITTEN, "address": ""}, files=parts)
    assert over.status_code == 401
    again = client.post("/en/signin", data=filled(over.text, name="Cahya", password=SECRET))
    assert WRITTEN.splitlines()[-1] in lxml.html.fromstring(again.text).text_content()
    sent = client.post("/en/import", data=filled(again.text))
    if not files:
        assert sent.status_code == 303
        return
    assert sent.status_code == 422
    assert f"Choose the files once more; while you were signed out they were not kept: {', '.join(files)}" in sent.text
    assert WRITTEN.splitlines()[-1] in lxml.html.fromstring(sent.text).text_content()


def test_too_much_of_a_session_that_has_ended_is_told_with_what_to_do(visit: Callable[..., TestClient], monkeypatch: Any) -> None:
    monkeypatch.setattr(guard, "MOST_OUTSIDE", 1_000)
    answer = visit().post("/en/import", data={"text": "x" * 2_000}, headers={"referer": "http://testserver/en/import?a=b"})
    assert answer.status_code == 413
    assert "Your session is over, and what you sent is too large" in answer.text
    assert 'name="next" value="/en/import?a=b"' in answer.text


# -- forms that were opened before somebody signed in anew, in another window --------------------------------------


@pytest.mark.parametrize(
    ("to", "fields"),
    [("/en/review", {"card": "C-1", "seen": "0", "answer": "x", "why": WRITTEN}), ("/en/try", {"text": WRITTEN}),
     ("/en/c/1/note", {"text": WRITTEN})],
)  # fmt: skip
def test_a_form_of_the_session_before_is_asked_for_once_more(
    visit: Callable[..., TestClient], team: Ledger, to: str, fields: dict[str, str]
) -> None:
    client = visit()
    sign_in(client)
    old = token(client.get("/en/try").text)
    client.post("/en/signout", data={"token": old})
    sign_in(client)
    answer = client.post(to, data={"token": old} | fields)
    assert answer.status_code == 403
    assert "Send what you had written?" in answer.text
    assert f'action="{to}"' in answer.text
    sent = filled(answer.text)
    assert {name: sent[name].removeprefix("\n").replace("\r", "") for name in fields} == {n: v.replace("\r", "") for n, v in fields.items()}
    assert sent["token"] not in {old, ""}
    with team.read() as c:
        assert list(team.entries(c)) == []


def test_an_import_of_the_session_before_is_shown_anew_with_its_files(visit: Callable[..., TestClient]) -> None:
    client = visit()
    sign_in(client)
    old = token(client.get("/en/import").text)
    client.post("/en/signout", data={"token": old})
    sign_in(client)
    parts = {"files": ("2021-04-08-a.txt", b"words")}
    answer = client.post("/en/import", data={"token": old, "text": WRITTEN}, files=parts)
    assert answer.status_code == 403
    assert "send it once more" in answer.text
    assert client.app.state.site.jobs.of("Dewi") == []  # type: ignore[attr-defined]
    form = next(form for form in lxml.html.fromstring(answer.text).forms if form.get("class") == "import")
    assert "2021-04-08-a.txt" in form.text_content()
    values = {name: str(value) for name, value in form.form_values()}
    assert client.post("/en/import", data=values).status_code == 303
    assert [job.total for job in client.app.state.site.jobs.of("Dewi")] == [2]  # type: ignore[attr-defined]


def test_a_sign_in_that_stood_open_meanwhile(visit: Callable[..., TestClient]) -> None:
    """Nobody signs in by it: whoever has not is asked once more, whoever has goes where they wanted to go, with what they had written."""
    client = visit()
    old = filled(client.get("/en/signin?next=/en/c/1").text, name="Dewi", password=SECRET)
    client.cookies.clear()
    once_more = client.post("/en/signin", data=old)
    assert once_more.status_code == 403
    assert "Please enter it once more" in once_more.text
    assert SECRET not in once_more.text
    sign_in(client)
    assert client.post("/en/signin", data=old).headers["location"] == "/en/c/1"
    kept = client.post("/en/signin", data=old | {"next": "/en/try", "kept:text": WRITTEN})
    assert "Send what you had written?" in kept.text
    assert 'name="text"' in kept.text


@pytest.mark.parametrize(
    ("sent", "status", "told"),
    [
        ({"files": [("files", (f"{n}.txt", b"x")) for n in range(3)]}, 400, "Paling banyak 2 berkas sekali kirim"),
        ({"files": [("text", (None, "x" * 1_200_000))]}, 413, "Ini lebih dari 1 MB"),
        ({"content": b"x", "headers": {"content-type": "multipart/form-data; boundary=y"}}, 400, "Isian ini tidak dapat diterima"),
    ],
    ids=["files", "text", "no form"],
)
def test_what_is_more_than_a_form_may_have_is_told(
    empty: Ledger, clock: Clock, monkeypatch: pytest.MonkeyPatch, sent: dict[str, Any], status: int, told: str
) -> None:
    monkeypatch.setattr(guard, "FILES", 2)
    monkeypatch.setattr(guard, "MOST", 1_000_000)
    answer = TestClient(build(site(empty, clock))).post("/id/import", **sent)
    assert (answer.status_code, told in answer.text) == (status, True)
    assert ("berkas sekali kirim" in answer.text) == ("files" in sent and status == 400)


@pytest.mark.parametrize(
    ("name", "to", "told"),
    [("Rini", "/id/import", "Untuk ini perlu peran pengode; peran Anda: pembaca"),
     ("Rini", "/en/review", "for the role editor; yours: reader"),
     ("Cahya", "/id/review", "Untuk ini perlu peran editor; peran Anda: pengode")],
)  # fmt: skip
def test_who_may_not_is_told_what_it_takes(visit: Callable[..., TestClient], name: str, to: str, told: str) -> None:
    client = visit()
    sign_in(client, name)
    assert told in client.get(to).text


@pytest.mark.parametrize("address", ["/en/signin/again", "/id/signin/again"])
def test_that_way_is_no_page_of_its_own(empty: Ledger, clock: Clock, address: str) -> None:
    client = TestClient(build(site(empty, clock)))
    assert client.post(address, data={"x": "y"}).status_code == 404


# -- the table of users ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "role", "said"),
    [("", "reader", "1 to 64"), ("x" * 65, "reader", "1 to 64"), ("a\nb", "reader", "1 to 64"), ("a\u202eb", "reader", "1 to 64"),
     ("dewi", "reader", "already"), ("ＤＥＷＩ", "reader", "already"), ("new", "king", "no role")],
)  # fmt: skip
def test_a_user_that_cannot_be_added(team: Ledger, clock: Clock, name: str, role: str, said: str) -> None:
    with pytest.raises(LedgerError, match=said):
        users.add(team, name, role, "hash", clock.now())


def test_users_are_no_part_of_the_book_and_outlive_its_tables(team: Ledger, clock: Clock, hashed: str) -> None:
    users.sign_in(team, "Dewi", "cookie", clock.now(), hashed)
    assert list(safe.check(team)) == []
    safe.mend(team)
    with team.write("x") as pen:
        anew.clear(pen.connection)
    with team.read() as c:
        assert [user.name for user in users.everybody(c)] == ["Cahya", "Dewi", "Rini"]
        assert users.who(c, "cookie", clock.now()) is not None
        assert list(team.entries(c)) == []


@pytest.mark.parametrize("password", ["", "short", "aaaaaaaaaaaaaa", "x" * 1001, "ababababababab"])
def test_a_password_that_is_too_easy(password: str) -> None:
    assert passwords.weak(password) is not None


def test_a_password_is_one_however_its_letters_are_made(hashed: str) -> None:
    assert passwords.weak(SECRET) is None
    assert passwords.fits(passwords.hashed("é" * 3 + "lang dan kuda"), "e\u0301" * 3 + "lang dan kuda")
    assert not passwords.fits(None, "")
    assert not passwords.fits("no hash", SECRET)
