"""Web pages: the article, its title and date; pages without one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ikrar.read import ReadError, Source, load

BODY = "".join(
    f"<p>Pemerintah Ruritania berkomitmen untuk melindungi {what} di sana, kata menteri luar negerinya kepada wartawan pada Rabu.</p>"
    for what in ("personel", "konvoi", "fasilitas", "warga")
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Ruritania berjanji - Situs</title>{{head}}</head><body>
<nav><ul><li><a href="/">Beranda</a></li><li><a href="/n">Nasional</a></li></ul></nav>
<article><h1>Ruritania berjanji</h1>{{time}}{BODY}</article>
<footer>Hak cipta 2019</footer></body></html>"""


def load_page(folder: Path, page: str | bytes, name: str = "a.html") -> Source | ReadError:
    path = folder / name
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    (item,) = load(str(path))
    return item


def read(folder: Path, page: str | bytes, name: str = "a.html") -> Source:
    item = load_page(folder, page, name)
    assert isinstance(item, Source), item
    return item


def page(head: str = "", time: str = "") -> str:
    return PAGE.format(head=head, time=time)


@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_the_article_with_its_title_first(tmp_path: Path, name: str) -> None:
    source = read(tmp_path, page(), name)
    assert source.title == "Ruritania berjanji"
    assert source.text.splitlines()[0] == "Ruritania berjanji"
    assert source.text.count("Ruritania berjanji\n") == 1
    assert "melindungi warga" in source.text
    assert "Beranda" not in source.text
    assert "Hak cipta" not in source.text
    assert source.language_hint is None  # the template's lang="en" is not believed


def test_a_part_of_a_page(tmp_path: Path) -> None:
    assert "melindungi warga" in read(tmp_path, BODY).text


@pytest.mark.parametrize(
    ("head", "time", "published"),
    [
        ('<meta property="article:published_time" content="2021-04-08T10:00:00+07:00">', "", "2021-04-08"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-04-08T03:00Z"}</script>', "", "2021-04-08"),
        ('<meta name="pubdate" content="2021/04/08 10:00">', "", "2021-04-08"),
        ("", '<time datetime="2021-04-08T10:00">Kamis</time>', "2021-04-08"),
        ("", '<time datetime="2021-04-08">Kamis</time><time datetime="2021-04-09">Jumat</time>', None),
        ('<meta name="date" content="2021-13-48">', "", None),
        ("", "", None),  # the year in the footer is none
    ],
)
def test_the_date_is_stated_or_there_is_none(tmp_path: Path, head: str, time: str, published: str | None) -> None:
    assert read(tmp_path, page(head, time)).published == published


def test_a_declared_character_set(tmp_path: Path) -> None:
    text = page('<meta charset="iso-8859-1">').replace("warga", "wargá dí Orléans")
    assert "wargá dí Orléans" in read(tmp_path, text.encode("latin-1")).text


@pytest.mark.parametrize(
    "body",
    [
        "<nav>" + "<a href='/'>Menu</a> " * 40 + "</nav><footer>Hak cipta 2021</footer>",
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
        "",
    ],
)
def test_a_page_without_an_article(tmp_path: Path, body: str) -> None:
    item = load_page(tmp_path, f"<html><head><title>Situs</title></head><body>{body}</body></html>")
    assert isinstance(item, ReadError)
    assert str(item).endswith("no article found in this page")


def test_a_page_that_would_take_minutes_is_refused(tmp_path: Path) -> None:
    item = load_page(tmp_path, "<html><body>" + "<p>a" * 100_000)
    assert isinstance(item, ReadError)
    assert "too large a page" in str(item)
