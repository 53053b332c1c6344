"""Feeds: hostile ones first, then what is read of each kind."""

from __future__ import annotations

import pytest

from ikrar.read import ReadError, feed

BASE = "https://news.example/feeds/all.xml"
LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{"&" + chr(97 + n) + ";"}{"&" + chr(97 + n) + ";"}">' for n in range(20))
    + "]>"
)


def rss(items: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel>{items}</channel></rss>'.encode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (rss("<item><link>https://news.example/&u;</link></item>", LAUGHS), "definitions of its own"),
        (rss("<item><link>&x;</link></item>", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "definitions of its own"),
        (rss("<item><link>&x;</link></item>", '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;]>'), "."),
        (rss(""), "without reports"),
        (rss("<item><link>javascript:alert(1)</link></item><item><link>file:///etc/passwd</link></item>"), "without reports"),
        (b"<rss", "without reports"),
        (b"", "cannot be read"),
        (rss("<item>" * 5000), "."),
        (b"<rss>" + b"x" * 5_000_001, "larger than"),
    ],
)  # fmt: skip
def test_a_hostile_feed_gives_nothing(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said) as error:
        feed.read(data, "feed", BASE)
    assert "root:" not in str(error.value)


def test_very_many_reports_are_the_first_hundred() -> None:
    found = feed.read(rss("".join(f"<item><link>https://news.example/{n}</link></item>" for n in range(1000))), "feed", BASE)
    assert len(found) == feed.MOST


@pytest.mark.parametrize(
    ("item", "address", "day"),
    [
        ("<link>https://a.example/1</link><pubDate>Wed, 07 Apr 2021 23:30:00 +0700</pubDate>", "https://a.example/1", "2021-04-07"),
        ("<link> /2 </link>", "https://news.example/2", None),
        ("<guid>https://a.example/3</guid>", "https://a.example/3", None),
        ("<link>https://a.example/4</link><pubDate>soon</pubDate>", "https://a.example/4", None),
        ("<link>https://a.example/5</link><pubDate>Wed, 99 Apr 99999 23:30:00</pubDate>", "https://a.example/5", None),
        (
            '<link>https://a.example/6</link><dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2021-04-08T01:00:00Z</dc:date>',
            "https://a.example/6",
            "2021-04-08",
        ),
    ],
)
def test_an_item(item: str, address: str, day: str | None) -> None:
    (found,) = feed.read(rss(f"<item><title>A &lt;b&gt; c</title>{item}</item>"), "feed", BASE)
    assert found == feed.Item(address, "A <b> c", day)


def test_atom() -> None:
    data = b"""<?xml version="1.0"?><!-- x --><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title>
    <link rel="self" href="https://a.example/self"/><link href="https://a.example/1"/><published>2021-04-08T01:00:00+07:00</published>
    <updated>2022-01-01T00:00:00Z</updated></entry></feed>"""
    assert feed.is_feed(data)
    assert feed.read(data, "feed", BASE) == [feed.Item("https://a.example/1", "T", "2021-04-08")]


@pytest.mark.parametrize(
    ("data", "is_one"),
    [(rss(""), True), (b"\xef\xbb\xbf <rss>", True), (b'<?xml version="1.0"?><?xml-stylesheet href="x"?><rdf:RDF >', True),
     (b"<html><body><rss>", False), (b"Ruritania", False), (b"", False)],
)  # fmt: skip
def test_what_is_a_feed(data: bytes, is_one: bool) -> None:
    assert feed.is_feed(data) == is_one
