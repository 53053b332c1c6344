"""What two mentions that stand beside each other say of each other: who is somebody yet, what a body is, whom an office is joined with."""

from __future__ import annotations

from ikrar.annotate import their_bodies
from ikrar.model.annotation import RANKED, Mention

BODIES = ("organization", "armed-group", "group")
PEOPLE_OF = frozenset(("CVL", "EDU", "MED", "JRN", "CRM", "AGR", "REF", "PTY", "LEG", "JUD"))
ONE_OF = frozenset(("EDU", "MED", "JRN", "CRM", "PTY", "NGO", "REL", "LAB", "BUS"))


def holds_office(m: Mention) -> bool:
    """Whether ``m`` reads as the holder of an office of a body of unknown name, which behind another's name nobody else holds."""
    body = m.of
    if m.kind != "person" or not m.named or not m.title or m.gazetteer is not None or m.source == RANKED or len(m.words) > 1:
        return False
    return body is not None and body.kind == "organization" and body.named and body.gazetteer is None and body.end < m.end


def whole_body(office: Mention) -> None:
    """“..., direktur PT Melati Pratama”: the last word is the company's."""
    body = office.of
    if body is not None:
        body.name, body.end = f"{body.name} {office.name}", office.end
        office.name, office.named, office.words = None, False, ()


def soldier(m: Mention) -> bool:
    """Whether ``m`` is men of an army, by the word for one of them."""
    return m.kind == "organization" and m.sector == "MIL" and not (m.named or m.plural) and m.owner is not None and m.owner.kind == "state"


def nobody_yet(m: Mention) -> bool:
    """Whether ``m`` is a person, or a name as people have, of whom no body is told."""
    return m.named and m.of is None and m.owner is None and (m.kind == "person" or m.kind == "name" and len(m.words) > 1)


MASTERS = ("organization", "armed-group", "group", "state")  # in whose service somebody may be


def serves(m: Mention) -> bool:
    """Whether ``m`` says of what body one person is, without an office: "General X, perwira senior Garda Revolusi Iran"."""
    body = m.of or m.owner
    return m.kind == "person" and not (m.named or m.plural or m.pronoun or m.title) and body is not None and body.kind in MASTERS


def unknown_body(m: Mention) -> bool:
    """Whether ``m`` is a name that may be a body's, of which nothing is known."""
    return m.kind == "name" or (m.kind == "organization" and m.named and m.sector is None and m.gazetteer is None)


def seated(body: Mention, kind: Mention) -> bool:
    """“Dewan Transisi, parlemen Chad,": whether a body is told to be the parliament or a court of a state."""
    if body.kind != "organization" or not body.named or body.gazetteer is not None:
        return False
    return a_states_house(kind)


def a_states_house(m: Mention) -> bool:
    """“parlemen Chad", "the Kenyan parliament": the house or the court of a state, by no name of its own."""
    return m.kind == "organization" and not m.named and m.sector in ("LEG", "JUD") and m.owner is not None and m.owner.kind == "state"


def house(m: Mention) -> bool:
    """Whether ``m`` is the parliament of a state by no name of its own."""
    lone = m.owner is None or m.owner.kind == "state"
    return m.kind == "organization" and m.sector == "LEG" and m.gazetteer is None and lone and not m.plural and len(m.head.split()) == 1


def kind_of_body(m: Mention) -> bool:
    """Whether ``m`` says what some body is, without naming it: "kelompok separatis Kurdi", "an Iraqi paramilitary force"."""
    if m.end - m.start <= len(m.head) or m.sector in PEOPLE_OF:  # "polisi" alone is another; "politikus Partai X" is a person
        return False
    return m.kind in ("armed-group", "organization", "group") and not m.named and bool(m.sector) and not m.pronoun


def merely_ranked(m: Mention) -> bool:
    """Whether ``m`` is somebody by name with no more than a rank."""
    return m.named and m.of is None and (m.source == RANKED or (m.kind == "person" and not m.title))


def of_staff(m: Mention, employed: frozenset[str]) -> bool:
    """“peneliti Badan X": whether ``m`` is one person by his work for a named body."""
    body = m.owner if m.kind == "group" and not (m.plural or m.named or m.pronoun) else None
    return body is not None and body.kind == "organization" and body.named and m.head in employed


def one_of(m: Mention, employed: frozenset[str]) -> bool:
    """Whether ``m`` says what one person is: of which party or cause, or at which body."""
    return describes(m) or of_staff(m, employed)


def describes(m: Mention) -> bool:
    """Whether ``m`` says what one person is: "politikus Partai X", "an activist of Y"."""
    return m.kind == "group" and not m.plural and not m.named and m.sector in ONE_OF and (m.end - m.start > len(m.head) or " " in m.head)


def national(m: Mention) -> bool:
    """“satu warga Chad": whether ``m`` says only of which state one person is."""
    return m.kind == "group" and not (m.plural or m.pronoun) and m.sector == "CVL" and m.owner is not None and m.owner.kind == "state"


def plain_name(m: Mention) -> bool:
    """Whether ``m`` is a name of which nothing else is told."""
    return m.kind in ("name", "person") and bool(m.words) and m.gazetteer is None and not m.title


def known_name(m: Mention) -> bool:
    """Whether ``m`` is somebody whom the gazetteer knows, told without an office."""
    return m.kind == "person" and m.gazetteer is not None and not m.title


def described(body: Mention, kind: Mention) -> None:
    """``body`` is what ``kind`` says."""
    body.kind = kind.kind if kind.kind != "group" else "armed-group" if kind.sector in their_bodies.FIGHTING else "organization"
    body.sector, body.country, body.owner = kind.sector, body.country or kind.country, body.owner or kind.owner
    body.source = "described beside its name"
    kind.kind, kind.name, kind.named, kind.refers, kind.alias = body.kind, body.name, True, [body], "apposition"


def join(person: Mention, office: Mention) -> None:
    """Gives the person the office told beside him."""
    person.kind = "person"
    person.title, person.title_span = person.title or office.title, person.title_span or office.title_span or office.span
    person.of, person.owner = person.of or office.of, person.owner or office.owner
    if person.gazetteer is None:
        body = office.owner if office.kind == "group" else None  # "Budi, pegawai PT X"
        told = body.sector if body is not None and body.kind == "organization" and body.sector else office.sector
        person.sector, person.country = person.sector or told, person.country or office.country
    elif office.sector:
        person.sector = office.sector  # by which the role is chosen
    person.former = person.former or office.former
    office.refers = [person]
    office.alias = "apposition"
