"""What Ikrar says by a code, and that no page in Indonesian says anything of its own in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient
from written import strings

import ikrar
from ikrar.ledger import Ledger, ask, examples, reasons, rules
from ikrar.model.said import Said, table, understood
from ikrar.read import ReadError
from ikrar.web.app import build
from ikrar.web.site import Site
from ikrar.web.speak import speaker

SOURCE = Path(ikrar.__file__).parent
TODAY = date(2024, 6, 30)
SAYS = {"Refusal": "", "Overtaken": "", "ReadError": "read.", "Said": ""}
"""What says something by a code, and how the code begins that it leaves out."""


def values(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


# -- the table ---------------------------------------------------------------------------------------------------


@cache
def calls() -> list[tuple[str, str, set[str] | None]]:
    """Each place that says something: where, the code, and the values that it gives (None where the place alone does not tell)."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS and node.args:
                first = node.args[1 if node.func.id == "ReadError" else 0]
                given: set[str] | None = {keyword.arg for keyword in node.keywords if keyword.arg}
                if node.func.id == "Said":
                    more = node.args[1] if len(node.args) > 1 else None
                    known = isinstance(more, ast.Dict)
                    given = {str(ast.literal_eval(key)) for key in more.keys if key} if known else None if more else set()  # type: ignore[union-attr]
                where = f"{path.relative_to(SOURCE)}:{node.lineno}"
                for code in _codes(first):
                    found.append((where, SAYS[node.func.id] + code, given))
    return found


def _codes(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from _codes(node.body)
        yield from _codes(node.orelse)
    elif isinstance(node, ast.Name) and node.id == "ITSELF":
        yield rules.ITSELF
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        yield f"{node.values[0].value}*"


def test_what_is_said_is_in_the_table_with_its_values() -> None:
    assert len(calls()) > 50
    wrong = []
    for where, code, given in calls():
        if code.endswith("*"):
            assert any(known.startswith(code[:-1]) for known in table()), where
        elif code not in table():
            wrong.append(f"{where}: {code} is not there")
        elif given is not None and values(table()[code][0]) | values(table()[code][1]) != given & values(table()[code][1]):
            wrong.append(f"{where}: {code} gets {given}")
    assert wrong == []


def test_all_of_the_table_is_said() -> None:
    said = {code for _, code, _ in calls()}
    begun = tuple(code[:-1] for code in said if code.endswith("*"))
    assert [code for code in table() if code not in said and not code.startswith((*begun, "word."))] == []


def test_the_table_is_in_two_languages_with_the_same_values() -> None:
    for code, (indonesian, english, *before) in table().items():
        assert indonesian.strip() and english.strip(), code
        assert values(indonesian) <= values(english), code
        assert all(values(old) == values(english) for old in before), code


def test_values_have_names() -> None:
    """A kind that a text asks for is a table of names, or one that the speaker knows."""
    kinds = {spec for both in table().values() for text in both for _, name, spec, _ in Formatter().parse(text) if name and spec}
    assert kinds - set(speaker("id").codes) == {"party"}


# -- reasons -----------------------------------------------------------------------------------------------------


def test_why_an_act_bears_on_a_promise_is_told_in_both_languages() -> None:
    told = set()
    for rule in rules.table().rules:
        for example in rule.example:
            found = rules.bears(*examples.parse_example(example))
            assert found is not None
            told.add(found.why.code)
            indonesian, english = (speaker(language).told(found.why._asdict()) for language in ("id", "en"))
            assert indonesian != english
            assert "{" not in indonesian + english
            assert understood(found.why.tell(), "because") == found.why  # as the command line prints it
    assert told >= {"because.ours", "because.another", "because.whoever"}


@pytest.mark.parametrize(
    ("kept", "indonesian", "english"),
    [
        ("promisor itself", "oleh yang berjanji sendiri", "by the promisor itself"),
        ("beneficiary itself", "oleh yang dijanjikan sendiri", "by the beneficiary itself"),
        ("IRQ:state is the promisor's", "oleh Irak, di pihak yang berjanji", "by Iraq, on the promisor's side"),
        ("SYR:COP is the promisor's", "oleh Suriah (polisi), di pihak yang berjanji", "by Syria (police), on the promisor's side"),
        ("said by another", "kata pihak lain", "said by another"),
        ("whoever did it", "siapa pun pelakunya", "whoever did it"),
        ("67% of what was promised is said", "67% dari yang dijanjikan disebut", "67% of what was promised is said"),
    ],
)  # fmt: skip
def test_reasons_of_older_ledgers_are_told(kept: str, indonesian: str, english: str) -> None:
    found = reasons.told({"bearing": "for", "why": kept})
    assert found["why"] == kept
    assert [speaker(language).told(found["because"]) for language in ("id", "en")] == [indonesian, english]


def test_a_persons_words_stay_theirs() -> None:
    said = {"what": "bearing", "why": "promisor itself"}
    assert reasons.told(said) == {"why": "promisor itself", "because": None}
    accepted = reasons.told(said | {"why": "accepted"})
    assert speaker("id").told(accepted["because"]) == "diterima"


@pytest.mark.parametrize("code", sorted(code for code in table() if code.startswith("warning.")))
def test_warnings_of_records_are_told(code: str) -> None:
    _, english, *_ = table()[code]
    said = Said(code, dict.fromkeys(values(english), "x"))
    told = speaker("id").warning(said.tell())
    assert told != said.tell()
    assert speaker("en").warning(said.tell()) == said.tell()
    assert speaker("id").warning("something of a later version") == "something of a later version"


def test_a_source_that_cannot_be_read_is_told() -> None:
    error = ReadError("a.txt", "unreached", why=Said("read.silence", {"seconds": 30}))
    assert str(error) == "a.txt: cannot be reached (no answer in 30 seconds)"
    assert speaker("id").wrong(error) == "tidak terjangkau (tidak ada jawaban dalam 30 detik)"


# -- pages -------------------------------------------------------------------------------------------------------


@cache
def english() -> dict[str, str]:
    """Words that are ours and English, of two words at least, with the text that they are of."""
    tables = {path.stem: strings(path) for path in (SOURCE / "data/web/ui").glob("*.yaml")}
    both = [(key, pair) for named in tables.values() for key, pair in named.items()] + list(table().items())
    both += [(code, pair) for named in strings(SOURCE / "data/web/codes.yaml").values() for code, pair in named.items()]
    found = {}
    for key, (indonesian, told, *before) in both:
        if key.startswith("word."):
            continue
        for text in (told, *before):
            for words, *_ in Formatter().parse(text):
                said = " ".join(words.split()).strip(" ,.:;()?")
                if len(re.findall(r"[A-Za-z]{2,}", said)) > 1 and said.casefold() not in indonesian.casefold():
                    found[said.casefold()] = key
    return found


def own(page: str) -> str:
    """What a page says itself: without what it quotes from English reports, and names of people and texts."""
    tree = html.document_fromstring(page)
    for element in tree.xpath(
        "//script | //style | //body//*[@lang='en'] | //blockquote | //q | //textarea | //article//h3 | //li//a[contains(@href, '/c/')]"
        " | //a[contains(@href, '/d/')] | //a[contains(@href, '/i/')] | //h4 | //aside//li"
        " | //*[contains(@class, 'said')] | //*[contains(@class, 'words')] | //h1 | //title | //dd | //option"
    ):
        if "hidden" not in (element.get("class") or ""):
            element.drop_tree()
    held = [value for element in tree.iter("*") for name in ("title", "aria-label", "placeholder", "alt") if (value := element.get(name))]
    return " ".join(" ".join([*tree.itertext(), *held]).split()).casefold()


STATES = {name: code for code in ("IRQ", "USA", "INT") if (name := speaker("en").country(code))}


def states(page: str) -> list[str]:
    """States that are called by their English names, where nothing else stands: a quotation says more."""
    tree = html.document_fromstring(page)
    called = (word.strip() for text in tree.itertext() for word in re.split(r"[,;()]| and ", text))
    return [f"state: {name}" for name in called if name in STATES]


def spoken(page: str) -> list[str]:
    text = own(page)
    said = [f"{key}: {words}" for words, key in english().items() if words in text and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    return said + states(page)


class Desk:
    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.client = TestClient(build(Site(ledger, "dewi", today=lambda: TODAY)), follow_redirects=False)

    def send(self, to: str, fields: dict[str, str]) -> Any:
        token = re.search(r'name="token" value="([^"]+)"', self.client.get("/id/try").text)
        assert token is not None
        return self.client.post(f"/id{to}", data={"token": token[1]} | fields)


@pytest.fixture(scope="module")
def reader(sample_book: Path) -> Iterator[Desk]:
    ledger = Ledger(str(sample_book))
    yield Desk(ledger)
    ledger.close()


def test_the_test_knows_english_when_it_sees_it(reader: Desk) -> None:
    assert len(spoken(reader.client.get("/en/").text)) > 10
    assert len(spoken(reader.client.get("/en/c/1").text)) > 10


PAGES = (
    "/ /processes /instruments /events /actors /timeline /map /review /import /try /search?q=pasukan /search?q=zzz /p/99999 /events?by=x"
).split()


@pytest.mark.parametrize("page", PAGES)
def test_no_page_in_indonesian_speaks_english(reader: Desk, page: str) -> None:
    assert spoken(reader.client.get(f"/id{page}").text) == []


def test_no_line_in_indonesian_speaks_english(reader: Desk) -> None:
    with reader.ledger.read() as c:
        told = [
            row["id"]
            for row in (*ask.list_commitments(c, TODAY), *ask.list_events(c, 60), *ask.list_processes(c), *ask.list_instruments(c))
        ]
    found = {}
    for id_ in (*told, *(f"D-{n}" for n in range(1, 29, 3)), *(f"A-{n}" for n in range(1, 40, 4))):
        answer = reader.client.get(f"/id/{id_[0].lower()}/{id_[2:]}")
        if answer.status_code == 200 and (wrong := spoken(answer.text)):
            found[id_] = wrong
    assert found == {}


REFUSED = [
    ("/c/1/bearing", {"event": "C-2", "bearing": "for"}, "bukan nomor peristiwa dalam buku"),
    ("/c/1/bearing", {"event": "x", "bearing": "for"}, "bukan nomor peristiwa dalam buku"),
    ("/c/1/bearing", {"event": "E-99999", "bearing": "for"}, "tidak ada peristiwa E-99999 dalam buku ini"),
    ("/c/1/bearing", {"event": "E-1", "bearing": "sideways"}, "&#39;sideways&#39; bukan kaitan dengan janji: melanggar, menepati"),
    (
        "/c/1/decide",
        {"do": "status", "status": "fulfilled", "why": "", "evidence": "E-99999"},
        "tidak ada peristiwa E-99999 dalam buku ini",
    ),
    ("/c/1/decide", {"do": "status", "status": "x"}, "Pilih status."),
    ("/c/1/decide", {"do": "contest"}, "Tulis alasannya."),
    ("/a/1/merge", {"other": "A-1", "why": "karena"}, "A-1 dan A-1 tidak dapat menjadi satu"),
    ("/a/1/merge", {"other": "A-99999", "why": "karena"}, "tidak ada pelaku A-99999 dalam buku ini"),
    ("/a/1/merge", {"other": "", "why": "karena"}, "Pilih siapa yang sama."),
    ("/a/1/part", {"line": "x", "parted_why": "karena"}, "bukan nomor baris dalam buku"),
    ("/e/1/apart", {"telling": "x", "why": ""}, "Tuliskan alasannya."),
    ("/e/1/apart", {"telling": "x", "why": "karena"}, "bukan nomor baris dalam buku"),
    ("/d/1/add", {"words": "x" * 30}, "Kata-kata itu tidak ada dalam teks."),
    ("/d/1/line", {"line": "E-99999", "do": "confirm"}, "tidak ada peristiwa E-99999 dalam buku ini"),
    ("/d/1/line", {"line": "A-1", "do": "confirm"}, "bukan nomor janji atau peristiwa dalam buku"),
    ("/review", {"card": "C-1", "seen": "0", "answer": "q"}, "Jawaban Anda belum dicatat."),
    ("/try", {"text": " "}, "Tempel dulu teksnya."),
    ("/import", {"text": ""}, "Belum ada yang dibaca"),
]


@pytest.mark.parametrize(("to", "fields", "told"), REFUSED)
def test_what_cannot_be_done_is_told_in_indonesian(reader: Desk, to: str, fields: dict[str, str], told: str) -> None:
    answer = reader.send(to, fields)
    assert answer.status_code in {409, 422}
    assert told in answer.text
    assert spoken(answer.text) == []


def test_who_gets_no_page_is_told_in_the_language_of_the_address(reader: Desk) -> None:
    assert "situs lain" in reader.client.post("/id/try", headers={"origin": "https://evil.example"}).text
    assert "tidak dilayani" in reader.client.get("/id/", headers={"host": "evil.example"}).text
    assert "not served" in reader.client.get("/en/", headers={"host": "evil.example"}).text
