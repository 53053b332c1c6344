"""Odd addresses and odd things typed: a clear line, never a failure of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ikrar.ledger import Ledger
from ikrar.web.app import build
from ikrar.web.site import Site

HUGE = "9" * 20


@pytest.fixture
def client(own_book: Path) -> Iterator[TestClient]:
    ledger = Ledger(str(own_book))
    yield TestClient(build(Site(ledger, "dewi", today=lambda: date(2024, 6, 30))), follow_redirects=False)
    ledger.close()


ADDRESSES = {
    200: f"""/?page={HUGE} /?from={HUGE} /?from=-1 /?from=² /?status=xyz /?by=%00 /?by=%3Cscript%3E /?due_before=tomorrow
        /?due_after=2024-13-45 /?instrument=%F0%9F%98%80 /?confirmed=maybe /?kind=x&provision=y /?as=xml /?by=A-{HUGE}
        /?to=E-1 /events?type=NOPE /events?since=31-12-2020 /events?place=%25 /events?by=A-{HUGE}
        /timeline?lanes=zzz&since=abcd /timeline?from_day=2024-02-30 /map?at=zzz&since=9999 /map?type=zz
        /search?q=%22%27%28%29* /search?q=%E2%80%AE /actors?country=%00 /actors?q=%25_ /processes?from=10000
        /instruments?from=10000 /review?card=zzz /review?card=C-{HUGE} /review?what=zz /review?done=1,zz
        /d/1?at=99999999-1 /d/1?at=5-999999 /d/1?edit=C-{HUGE} /c/1?done={HUGE}""",
    404: f"/c/{HUGE} /d/{HUGE} /a/{HUGE} /e/{HUGE} /p/{HUGE} /i/{HUGE} /c/-1 /d/x /nowhere",
    303: "/import/zzz",
}  # fmt: skip


@pytest.mark.parametrize("status", ADDRESSES)
def test_odd_addresses(client: TestClient, status: int) -> None:
    answers = {to: client.get(f"/id{to}").status_code for to in ADDRESSES[status].split()}
    assert {to: code for to, code in answers.items() if code != status} == {}


SENT = [
    ("/try", {"text": "a\x00b\u202e<script>alert(1)</script>"}, 200, ""),
    ("/try", {"text": "Irak berjanji.", "published": "kemarin"}, 422, "“kemarin” bukan tanggal"),
    ("/try", {"text": "Irak berjanji.", "published": "2024-02-31"}, 422, "“2024-02-31” bukan tanggal"),
    ("/try", {"text": "x" * 150_000}, 422, "paling panjang 100.000"),
    ("/import", {"text": "x" * 5_100_000}, 422, "lebih besar dari 5 MB, batas satu laporan"),
    ("/import", {"address": "http://" + "a" * 3000}, 422, "Alamat harus diawali"),
    ("/import", {"text": "x", "published": "31/12/2024"}, 422, "TTTT-BB-HH"),
    ("/c/1/bearing", {"event": f"E-{HUGE}", "bearing": "for"}, 422, "bukan nomor peristiwa"),
    ("/d/1/add", {"words": "Irak", "at": "99999999-999999999", "who": "x" * 9000}, 422, "x" * 80 + "… tidak dikenal".replace("… ", "…” ")),
    ("/e/110/edit", {"type": "AID", "date": "0000-00-00"}, 422, "“0000-00-00” bukan tanggal"),
    ("/a/1/merge", {"other": f"A-{HUGE}", "why": "karena"}, 422, "bukan nomor baris"),
    ("/review", {"card": "C-1", "seen": "9" * 30, "answer": "a"}, 409, "Jawaban Anda belum dicatat"),
]  # fmt: skip


@pytest.mark.parametrize(("to", "fields", "status", "told"), SENT)
def test_odd_things_typed(client: TestClient, to: str, fields: dict[str, str], status: int, told: str) -> None:
    token = re.search(r'name="token" value="([^"]+)"', client.get("/id/try").text)
    assert token is not None
    answer = client.post(f"/id{to}", data={"token": token[1]} | fields)
    assert answer.status_code == status
    assert told in answer.text
    assert "<script>alert" not in answer.text
    shown = re.sub(r"(?s)<textarea.*?</textarea>", "", answer.text)  # what was typed stays as it was
    assert "\u202e" not in shown
