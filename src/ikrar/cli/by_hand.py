"""``ikrar commitment``, ``event``, ``note``, ``judge``, ``link`` and ``undo``: what people know and decide, each with its source."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer

from ikrar.cli.console import examples
from ikrar.cli.ledger_options import By, Place, Why, day, opened, person

PARTY: Final = "An actor (A-12), a code (IRQ:GOV), or a code with a name (PSE:REB=Hamas); may be given several times."
COMMITMENT: Final = examples(
    (
        "ikrar commitment add undertaking ceasefire --by SDN:GOV --to SDN:PRM --made 2023-05-20 --source 'Jeddah text, art. 2'",
        "from a treaty's text",
    ),
    ("ikrar commitment edit C-17 --deadline 2021-12-31 --why 'set by the technical talks of July'", "a date that was open"),
    ("ikrar commitment reject C-9 --why 'a third party said it'", "a line that is wrong"),
)
EVENT: Final = examples(
    (
        "ikrar event edit E-4 --type RETREAT --mode withdraw --date 2021-07-26 --why 'the second report says so'",
        "what the machine took for another",
    ),
    ("ikrar event reject E-9 --why 'an exercise'", "a line that is wrong"),
)
commitment = typer.Typer(help="Enter, correct, confirm and withdraw commitments by hand.", no_args_is_help=True, epilog=COMMITMENT)
event = typer.Typer(help="Enter, correct, confirm and withdraw events by hand.", no_args_is_help=True, epilog=EVENT)

Id = Annotated[str, typer.Argument(metavar="C-17", help="As `ikrar list` prints it.")]
Parties = Annotated[list[str] | None, typer.Option(metavar="WHO", help=PARTY)]
Action = Annotated[str | None, typer.Option(metavar="TEXT", help="What is to be done.")]
Condition = Annotated[str | None, typer.Option(metavar="TEXT", help="What it hangs on.")]
Deadline = Annotated[str | None, typer.Option(metavar="DATE", help="By when, or `open`.")]
Made = Annotated[str | None, typer.Option(metavar="DATE", help="When it was made.")]
Instrument = Annotated[str | None, typer.Option(metavar="NAME", help="The text that lays it down.")]
Source = Annotated[str, typer.Option(metavar="TEXT", help="Where it stands: a text and article, an address, who saw it.")]


def _day(value: str | None) -> str | None:
    return value if value == "open" else day(value)


@commitment.command("add", epilog=COMMITMENT)
def _add(
    kind: Annotated[str, typer.Argument(help="undertaking, obligation, demand, declaration or permission.")],
    provision: Annotated[str, typer.Argument(help="What it is about: ceasefire, protection ... (`ikrar schema` has all).")],
    source: Source,
    by: Parties = None,
    to: Parties = None,
    action: Action = None,
    condition: Condition = None,
    deadline: Deadline = None,
    made: Made = None,
    instrument: Instrument = None,
    as_: By = None,
    ledger: Place = None,
) -> None:
    """Enter a commitment, from a treaty's text for example."""
    fields: dict[str, Any] = {"kind": kind, "provision": provision, "promisor": by or [], "beneficiary": to or [], "action": action}
    fields |= {"condition": condition, "deadline": _day(deadline), "made_on": day(made), "instrument": instrument}
    with opened(ledger, create=True) as book:
        from ikrar.ledger import decide

        print(decide.enter_commitment(book, person(as_), {key: value for key, value in fields.items() if value}, source).id)


@commitment.command("edit", epilog=COMMITMENT)
def _edit(
    id_: Id,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="undertaking, obligation, demand, declaration or permission.")] = None,
    provision: Annotated[str | None, typer.Option(metavar="CODE", help="What it is about: ceasefire, protection ...")] = None,
    by: Parties = None,
    to: Parties = None,
    action: Action = None,
    condition: Condition = None,
    deadline: Deadline = None,
    made: Made = None,
    instrument: Instrument = None,
    why: Why = "",
    as_: By = None,
    ledger: Place = None,
) -> None:
    """Correct a commitment. What it was is kept, and `ikrar undo` gives it back."""
    fields: dict[str, Any] = {"kind": kind, "provision": provision, "promisor": by, "beneficiary": to, "action": action}
    fields |= {"condition": condition, "deadline": _day(deadline), "made_on": day(made), "instrument": instrument}
    given = {key: value for key, value in fields.items() if value is not None}
    if not given:
        raise typer.BadParameter("nothing to correct: name what is to change (--deadline, --by ...)")
    with opened(ledger) as book:
        from ikrar.ledger import decide

        print(f"entry {decide.edit(book, person(as_), id_, given, why)}")


def _say(id_: str, right: bool, why: str, as_: str | None, ledger: str | None) -> None:
    with opened(ledger) as book:
        from ikrar.ledger import decide

        print(f"entry {decide.say_line(book, person(as_), id_, right=right, why=why)}")


@commitment.command("confirm")
@event.command("confirm")
def _confirm(id_: Id, why: Why = "", as_: By = None, ledger: Place = None) -> None:
    """Confirm a line that the machine found."""
    _say(id_, True, why, as_, ledger)


@commitment.command("reject")
@event.command("reject")
def _reject(id_: Id, why: Why = "", as_: By = None, ledger: Place = None) -> None:
    """Withdraw a line that is wrong. It stays in the book, and `ikrar undo` gives it back."""
    _say(id_, False, why, as_, ledger)


@event.command("add")
def _event(
    type_: Annotated[str, typer.Argument(metavar="TYPE", help="PLOVER's type: ASSAULT, RETREAT ...")],
    words: Annotated[str, typer.Argument(metavar="WORDS", help="What happened, in a sentence.")],
    source: Source,
    by: Parties = None,
    to: Parties = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="When.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Where.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="The place's country, ISO 3166-1 alpha-3.")] = None,
    mode: Annotated[str | None, typer.Option(metavar="MODE", help="PLOVER's mode: withdraw, release ...")] = None,
    as_: By = None,
    ledger: Place = None,
) -> None:
    """Enter an event, an incident seen by a monitor for example. It is set against the promises it may bear on."""
    from ikrar.model.codes import EVENT_TYPES

    if type_.upper() not in EVENT_TYPES:
        raise typer.BadParameter(f"{type_!r} is no type of event: {', '.join(sorted(EVENT_TYPES))}")
    fields: dict[str, Any] = {"type": type_.upper(), "quote": words, "actor": by or [], "recipient": to or [], "date": day(date)}
    fields |= {"place": place, "country": country.upper() if country else None, "mode": mode}
    with opened(ledger, create=True) as book:
        from ikrar.ledger import decide

        print(decide.enter_event(book, person(as_), {key: value for key, value in fields.items() if value}, source).id)


def _plain(value: str | list[str]) -> str | list[str] | None:
    """What was given, where an empty value takes out what stands."""
    return (value or None) if isinstance(value, str) else [one for one in value if one]


@event.command("edit", epilog=EVENT)
def _event_edit(
    id_: Annotated[str, typer.Argument(metavar="E-4", help="As `ikrar list` prints it.")],
    type_: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="PLOVER's type: ASSAULT, RETREAT ...")] = None,
    mode: Annotated[str | None, typer.Option(metavar="MODE", help="PLOVER's mode: withdraw, release ...")] = None,
    context: Annotated[list[str] | None, typer.Option(metavar="CODE", help="PLOVER's context; may be given several times.")] = None,
    sure: Annotated[str | None, typer.Option(metavar="HOW", help="actual, planned, possible or denied.")] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help="When.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Where.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="The place's country, ISO 3166-1 alpha-3.")] = None,
    by: Parties = None,
    to: Parties = None,
    why: Why = "",
    as_: By = None,
    ledger: Place = None,
) -> None:
    """Correct an event; an empty value ('') takes out what stands. What it was is kept, and `ikrar undo` gives it back."""
    fields: dict[str, Any] = {
        "type": type_ and type_.upper(),
        "mode": mode,
        "contexts": context,
        "factuality": sure,
        "actor": by,
        "recipient": to,
    }
    fields |= {"date": day(date) if date else date, "place": place, "country": country and country.upper()}
    given = {key: _plain(value) for key, value in fields.items() if value is not None}
    if not given:
        raise typer.BadParameter("nothing to correct: name what is to change (--type, --date, --by ...)")
    with opened(ledger) as book:
        from ikrar.ledger import decide

        print(f"entry {decide.edit(book, person(as_), id_, given, why)}")


def note(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Any line: C-17, E-4, A-3, I-1, P-1, D-2.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is to be kept in mind.")],
    source: Annotated[str | None, typer.Option(metavar="TEXT", help="Where it stands.")] = None,
    as_: By = None,
    ledger: Place = None,
) -> None:
    """Keep a note on a line of the ledger."""
    with opened(ledger) as book:
        from ikrar.ledger import decide

        print(f"entry {decide.note(book, person(as_), id_, text, source)}")


def judge(
    id_: Id,
    status: Annotated[str, typer.Argument(help="open, under-way, fulfilled, breached, contested, lapsed or withdrawn.")],
    extent: Annotated[int | None, typer.Option(min=0, max=3, help="How far it is kept: 0 not, 1 little, 2 much, 3 in full.")] = None,
    evidence: Annotated[list[str] | None, typer.Option(metavar="E-4", help="The event that says so; may be given several times.")] = None,
    why: Why = "",
    as_: By = None,
    ledger: Place = None,
) -> None:
    """Say yourself how a promise stands. A person's word counts before the machine's, until a person takes it back."""
    with opened(ledger) as book:
        from ikrar.ledger import decide

        print(f"entry {decide.judge_promise(book, person(as_), id_, status, extent, why, evidence)}")


def link(
    a: Annotated[str, typer.Argument(metavar="ID", help="A line: C-17, E-4, A-3 ...")],
    b: Annotated[str, typer.Argument(metavar="ID", help="A line: C-17, E-4, A-3 ...")],
    verdict: Annotated[str, typer.Argument(help="same, different or unsure.")],
    why: Why = "",
    as_: By = None,
    ledger: Place = None,
) -> None:
    """Say that two lines are one, or are not: promises, events, actors, instruments, processes or documents."""
    with opened(ledger) as book:
        from ikrar.ledger import decide

        print(f"entry {decide.say_link(book, person(as_), a, b, verdict, why)}")


def withdraw(
    ids: Annotated[list[str], typer.Argument(metavar="D-4...", help="Reports, as `ikrar list documents` prints them.")],
    why: Why = "",
    as_: By = None,
    ledger: Place = None,
) -> None:
    """Take reports out of the ledger. They stay in the book, with what was decided on them, and `ikrar undo` brings them back."""
    with opened(ledger) as book:
        from ikrar.ledger import decide

        print(f"entry {decide.withdraw(book, person(as_), ids, why)}")


def undo(
    entry: Annotated[int | None, typer.Argument(metavar="[ENTRY]", help="Which decision; your last one where not given.")] = None,
    why: Why = "",
    as_: By = None,
    ledger: Place = None,
) -> None:
    """Take back a decision, or what was entered by hand. What stood before stands again; both stay in the book."""
    with opened(ledger) as book:
        from ikrar.ledger import decide

        number, what = decide.undo(book, person(as_), entry, why)
        print(f"undone: {what} (entry {number})")
