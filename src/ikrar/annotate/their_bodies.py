"""“Ana Kerling, wakil ketua Front Rakyat,”: behind a person's name, the name behind an office is that of the body."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.model.annotation import OF_STATE, RANKED, Mention, Placed, Sentence, Unit

FIGHTING = frozenset(("REB", "PRM", "UAF", "CRM"))
GROUP = frozenset(("REB", "PRM"))
OF_NOBODY = frozenset(("SOC", "CVL", "CRM", "EDU"))
"""Sectors of those who are something without a body: "selebgram X", "pakar X"."""
ASIDE = 5  # units from a bracket to the one that closes it


def heads_a_body(m: Mention) -> bool:
    """Whether ``m`` reads as an office with a name, and the name can only be the body, or its last word."""
    if m.kind != "person" or not m.named or m.gazetteer is not None or not m.title:
        return False
    if m.of is None:
        return m.sector in (None, "of", "-") or m.sector in GROUP
    return _goes_on(m)


def named_first(units: list[Unit], i: int, j: int) -> bool:
    """“Ketua Melati Mania, Ana Kerling, menolak": whether the name behind the office at ``i`` is the body's, and at ``j`` is the holder.

    No two people stand so beside each other: a list would go on.
    """
    a, b = units[i].m, units[j].m
    if a is None or b is None or a.kind != "person" or not (a.title and a.named and a.words) or a.former:
        return False
    if a.gazetteer is not None or a.source == RANKED or a.sector in OF_STATE:
        return False
    if a.sector in OF_NOBODY if a.of is None else not _may_be_named(a.of):
        return False
    if not (b.kind in ("name", "person") and b.named and b.words) or b.title or b.gazetteer is not None or a.name == b.name:
        return False
    k = j + 1
    if k < len(units) and units[k].kind == "(":
        k = next((x + 1 for x in range(k, min(k + ASIDE, len(units))) if units[x].kind == ")"), k)
    k += k < len(units) and units[k].kind == ","
    k += k < len(units) and units[k].kind == "C"  # "..., Ana Kerling juga menolak"
    return k < len(units) and units[k].kind in "VADPN"


def _may_be_named(body: Mention) -> bool:
    """Whether ``body`` is a sort of body, which a name may follow: "Relawan", "Karang Taruna"."""
    return body.kind in ("group", "organization") and not body.named and body.gazetteer is None and body.owner is None


def _goes_on(office: Mention) -> bool:
    """“pemimpin Pasukan Bela Diri Azawagh": the last word stands right behind the body's."""
    body = office.of
    if (
        body is None
        or body.kind not in ("organization", "armed-group")
        or body.gazetteer is not None
        or not (body.name or "")[:1].isupper()
    ):
        return False
    return _behind(office, body)


def _behind(office: Mention, body: Mention) -> bool:
    return office.end == body.end + 1 + len(office.name or "") and body.owner is None


def body_of(office: Mention) -> None:
    """Turns the name behind the office into the body that it belongs to."""
    body = office.of
    if body is not None:
        body.name, body.end, body.named = f"{body.name or body.head.title()} {office.name}", office.end, True
        body.kind = "organization" if body.kind == "group" else body.kind
        body.words = (*body.words, *office.words)
    else:
        body = Mention("name", office.title_span[1] if office.title_span else office.start, office.end, (office.name or "").lower())
        body.name, body.named, body.words, body.sentence = office.name, True, office.words, office.sentence
        body.start = office.end - len(office.name or "")
        if office.sector in GROUP:  # "pemimpin milisi Singa Pamir"
            body.kind, body.sector = "armed-group", office.sector
    office.name, office.named, office.words, office.of = None, False, (), body


def of_the_press(kind: Mention, b: Mention) -> bool:
    """“media Kenya, Mombasa Daily News”: whether ``b`` is a house of news that ``kind`` says whose it is."""
    press = b.sector == kind.sector == "JRN" and b.kind == "organization" and b.named and b.gazetteer is None
    return press and not kind.named and kind.owner is not None


def seconds(s: Sentence, told: Placed, placed: frozenset[str]) -> None:
    """“X, orang nomor dua di Y, paramiliter Libya": the name behind the preposition is that of the body described next."""
    units = s.units
    for i, office in told:
        if office.kind != "person" or not office.title or i >= len(units) - 4:
            continue  # most
        if units[i + 3].kind != "," or units[i + 1].low not in placed:
            continue
        name, kind = units[i + 2].m, units[i + 4].m
        if name is None or kind is None:
            continue
        if office.of is None and name.kind == "name" and kind.kind == "armed-group":
            office.of = name
            for one in office.refers:
                one.of = one.of or name


def unit_of_army(s: Sentence) -> None:
    """“commander of the Syldavian army's 12th Brigade": the body that stands behind the army's is the one that somebody leads."""
    u = s.units
    for i in range(len(u) - 2):
        m, body = u[i].m, u[i + 2].m
        if m is None or body is None or u[i + 1].kind != "'" or m.kind != "person" or m.named or m.of is None:
            continue
        army = m.of
        whole = army.kind == "state" or army.sector == "MIL"  # "of Syldavia's 5th Brigade"
        if body.kind == "organization" and body.named and body.gazetteer is None and body.sector == "MIL" and whole:
            body.owner = body.owner or army
            for one in (m, *m.refers):
                one.of = body if one.of is army or one is m else one.of


def served(s: Sentence, language: Language) -> None:
    """“Kapten X, seorang perwira dari tentara Chad", "Colonel X, of the army of Chad": the body that somebody described serves."""
    u, links = s.units, language.either("origin", "within_group")
    for i in [i for i, link in enumerate(u[2:-1], 1) if link.low in links]:  # few
        body = u[i + 2].m
        who, within = u[i].m, u[i + 1].low in language.sets["within_group"]
        if body is None or body.kind not in ("organization", "armed-group"):
            continue
        if within and (who is None or not who.title or body.sector not in ("MIL", *GROUP)):
            continue  # "a commander in the X Brigades"
        if who is not None and who.kind == "person" and not who.named and who.of is None and who.owner is None:
            who.of = body
            named = u[i - 2].m if i > 1 and u[i - 1].kind == "," else None
        else:
            named = u[i - 1].m if u[i].kind == "," else None
        if named is not None and named.kind == "person" and named.named and named.of is None and named.owner is None:
            named.of = body
