"""A page of the reading room made to stand alone: no server, no script, no address but those of the files beside it.

The page is what the reading room shows; what needs a server is taken out of it, and every link leads to a file of the dossier or is no
link any more. That is done on the page itself, not in its templates, so that no link can be forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple
from urllib.parse import unquote_plus, urlsplit

from lxml import etree, html

from ikrar.web.speak import LANGUAGES, Speaker

Element = Any
"""lxml brings no types."""

LINE: Final = re.compile(r"/([cdeaip])/(\d{1,18})")
NEEDS_SERVER: Final = (
    "//script | //template | //noscript | //form | //button | //input | //select | //textarea | //canvas | //dialog"
    " | //*[contains-token(@class, 'online')] | //*[contains-token(@class, 'exports')] | //*[contains-token(@class, 'facets')]"
    " | //*[contains-token(@class, 'carry')] | //*[contains-token(@class, 'deciding')] | //*[contains-token(@class, 'tongues')]"
    " | //*[contains-token(@class, 'tabs')] | //header//nav | //*[@id='said'] | //meta[@name='htmx-config']"
)
"""A template marks by the class ``online`` what nobody can use in a file."""
HEADS: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "legend")
POINTS: Final = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list")
"""Attributes that name other elements of the page."""


class Link(NamedTuple):
    """Where a link of a page leads."""

    page: str
    """The address within the reading room, without its language: what a dossier calls a page by; empty for the same page."""
    part: str = ""
    """The part of the page."""


def link(href: str, language: str) -> Link | None:
    """What a link of ours leads to; None where it leads elsewhere, or to a page in another language."""
    try:
        to = urlsplit(href)
    except ValueError:
        return None
    if to.scheme or to.netloc:
        return None
    if not to.path:
        return Link("", to.fragment) if to.fragment and not to.query else None
    first, _, rest = to.path.removeprefix("/").partition("/")
    if not href.startswith("/") or first != language or first not in LANGUAGES:
        return None
    if LINE.fullmatch(f"/{rest}"):
        at = next((value for name, _, value in (pair.partition("=") for pair in to.query.split("&")) if name == "at"), "")
        words = re.fullmatch(r"(\d{1,9})-\d{1,9}", unquote_plus(at))
        return Link(f"/{rest}", f"at-{words[1]}" if words else "" if to.fragment == "at" else to.fragment)
    return Link(f"/{rest}" + (f"?{to.query}" if to.query else ""), to.fragment)


def parsed(text: str) -> Element:
    """A page as a tree."""
    return html.document_fromstring(text)


def written(tree: Element) -> str:
    """A tree as a page."""
    return str(html.tostring(tree, doctype="<!doctype html>", encoding="unicode", method="html")) + "\n"


def links(tree: Element, language: str) -> list[Link]:
    """What the content of a page links to, in its order."""
    found = (link(a.get("href"), language) for a in tree.xpath("//main//a[@href]"))
    return [to for to in found if to is not None and to.page]


def following(tree: Element, language: str) -> Link | None:
    """The next page of a list."""
    found = tree.xpath("//main//a[@rel='next'][@href]")
    return link(found[0].get("href"), language) if found else None


def styles(tree: Element) -> list[str]:
    """The style sheets that a page asks for, by the names of their files."""
    return [name for sheet in tree.xpath("//link[@rel='stylesheet']") if (name := _static(sheet.get("href")))]


def _static(href: str) -> str | None:
    found = re.fullmatch(r"/static/([\w.-]+)(?:\?.*)?", href)
    return found[1] if found else None


def still(tree: Element, language: str, file_of: Callable[[str], str | None]) -> Element:
    """Takes out of a page what needs a server, and points its links at files; ``file_of`` gives that of an address, if it has one."""
    _leave_out(tree)
    for element in tree.iter(etree.Element):
        for name in [name for name in element.attrib if name.startswith(("hx-", "on")) or name in {"style", "autofocus", "action"}]:
            del element.attrib[name]
        if element.get("data-at") and not element.get("id"):
            element.set("id", f"at-{element.get('data-at')}")  # the words that other pages point at
    for sheet in tree.xpath("//link[@href]"):
        name = _static(sheet.get("href"))
        if name is None:
            _drop(sheet)
        else:
            sheet.set("href", f"files/{name}")
    for a in tree.xpath("//a[@href]"):
        _point(a, language, file_of)
    for name in tree.xpath("//main//*[contains(concat(' ', @class, ' '), ' file ')]"):
        name.text = base_name(name.text or "")
    for picture in tree.xpath("//img | //iframe | //object | //embed | //source | //base"):
        _drop(picture)
    return tree


def base_name(source: str) -> str:
    """The name of a file without its folders, which are nobody else's business; what is an address stays."""
    return source if "://" in source else re.split(r"[/\\]", source)[-1]


def _leave_out(tree: Element) -> None:
    xpath = re.sub(r"contains-token\(@class, '(\w+)'\)", r"contains(concat(' ', normalize-space(@class), ' '), ' \1 ')", NEEDS_SERVER)
    for element in tree.xpath(xpath):
        _drop(element)
    for holder in reversed(tree.xpath("//main//section | //main//details | //main//aside | //main//nav | //main//fieldset")):
        words = [text for text in holder.itertext() if text.strip()]
        heads = [text for head in holder.iter(*HEADS) for text in head.itertext() if text.strip()]
        if len(words) <= len(heads):  # nothing but its heading is left
            _drop(holder)


def _drop(element: Element) -> None:
    """Takes out an element; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def _point(a: Element, language: str, file_of: Callable[[str], str | None]) -> None:
    """Points a link at a file, or makes words of it."""
    href = a.get("href")
    to = link(href, language)
    file = "" if to is not None and not to.page else file_of(to.page) if to is not None else None
    for name in ("href", "download", "rel", "target", "hreflang"):
        a.attrib.pop(name, None)
    if to is not None and file is not None:
        a.set("href", file + (f"#{to.part}" if to.part else ""))
        return
    if href.startswith(("http://", "https://")) and href not in (a.text or ""):
        a.tail = f" <{href}>{a.tail or ''}"  # to be read; a file from a memory stick leads nowhere else
    a.tag = "span"


def framed(tree: Element, t: Speaker, menu: list[tuple[str, str]], note: str) -> None:
    """Gives a page the head and foot of a dossier: its own menu, and where it comes from."""
    for brand in tree.xpath("//header//*[contains(concat(' ', @class, ' '), ' brand ')]"):
        brand.tag = "a"
        brand.set("href", "index.html")
    for header in tree.xpath("/html/body/header"):
        nav = etree.SubElement(header, "nav", {"aria-label": t("dossier.nav")})
        header.insert(1, nav)
        for name, file in menu:
            etree.SubElement(nav, "a", href=file).text = name
    for foot in tree.xpath("/html/body/footer"):
        etree.SubElement(foot, "p").text = note
    for head in tree.xpath("/html/head"):
        etree.SubElement(head, "link", rel="stylesheet", href="files/dossier.css")


# -- one page of many -------------------------------------------------------------------------------------------


def joined(first: Element, others: dict[str, Element], behind: list[Element], files: dict[str, str]) -> Element:
    """One page to be printed: the first one's content, then that of ``others`` by their names, then what stands ``behind``.

    ``files`` says at which part of it stands what other pages show: ``{"c-3.html": "c-3"}``.
    """
    (main,) = first.xpath("//main")
    sheet = etree.Element("div", {"class": _kinds(first)})
    for element in list(main):
        sheet.append(element)
    main.append(sheet)
    for name, page in others.items():
        sheet = etree.SubElement(main, "section", {"class": f"sheet {_kinds(page)}", "id": name})
        for element in page.xpath("//main/*"):
            sheet.append(element)
        _within(sheet, name)
    for element in behind:
        main.append(element)
    for own in first.xpath("//link[@rel='stylesheet']"):
        if own.get("href") != "files/app.css":
            _drop(own)
    etree.SubElement(first.xpath("/html/head")[0], "link", rel="stylesheet", href="files/print.css")
    for details in main.iter("details"):
        details.set("open", "")
    for a in main.xpath(".//a[@href]"):
        file, _, _ = a.get("href").partition("#")
        if file in files:
            a.set("href", f"#{files[file]}")
        elif file and not file.startswith("texts/"):
            a.attrib.pop("href")
            a.tag = "span"
    return first


def _kinds(page: Element) -> str:
    """Of which style sheets a page is, as classes: of one page made of many, each keeps its own."""
    names = (sheet.get("href").removeprefix("files/") for sheet in page.xpath("//link[@rel='stylesheet']"))
    return " ".join(f"of-{name.removesuffix('.css')}" for name in names if name != "app.css")


def nested(sheets: dict[str, str]) -> str:
    """Style sheets by their names, each for its own part of a page: one page's names are not those of another."""
    return "".join(f".of-{name.removesuffix('.css')} {{\n{text}\n}}\n" for name, text in sheets.items())


def _within(sheet: Element, name: str) -> None:
    """Makes a page a section of another: its names are its own, its headings one lower."""
    for element in sheet.iter(etree.Element):
        if element is not sheet and element.get("id"):
            element.set("id", f"{name}.{element.get('id')}")
        if element is not sheet and element.tag == "section":  # its heading is that of a part of every sheet, and tells no part of the page
            element.attrib.pop("aria-labelledby", None)
        for point in POINTS:
            if element.get(point):
                element.set(point, " ".join(f"{name}.{part}" for part in element.get(point).split()))
        if element.tag == "a" and element.get("href", "").startswith("#"):
            element.set("href", f"#{name}.{element.get('href')[1:]}")
        if element.tag in {"h1", "h2", "h3", "h4", "h5"}:
            element.tag = f"h{int(element.tag[1]) + 1}"
