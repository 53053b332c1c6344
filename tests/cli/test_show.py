"""What people see: whole, within the width, and harmless whatever the news says."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import msgspec
import pytest
from rich.console import Console

from ikrar.cli.console import plain
from ikrar.cli.show import show
from ikrar.cli.show_trace import abridged, show_traces
from ikrar.model import Dateline, Document, Drop, Engine, Entity, Event, Evidence, Fill, Quote, Reading, Record, Trace

Show = Callable[[Reading], str]
HOSTILE = "\x1b[31mmerah\x1b]0;judul\x07 \x9b2J\u202ekanan [bold red]tebal[/] [link=http://x]y[/link] :smile: \x7f\x08\r\nbaris"


def shown(reading: Reading, width: int = 80, color: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=width, highlight=False, force_terminal=color, color_system="standard" if color else None, no_color=not color
    )
    show(reading, console)
    show_traces(reading, console=console)
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 100])
def test_all_of_it_within_the_width(sample: Callable[..., Reading], width: int) -> None:
    text = shown(sample(), width)
    assert max(map(len, text.splitlines())) <= width
    assert all(line == line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize(
    "words",
    [
        "Antara · STRELSAU (RUR) · 2021-04-08 · Indonesian · sample.txt",
        "undertaking · withdrawal of forces",
        "Ruritania RUR:GOV, Borduria BOR:GOV",
        "2021-04-07 “Rabu”",
        "“Rabu”, date not settled",
        "ASSAULT · drone · military",
        "2 killed “dua tentara”",
        "Ministry of Defence of Ruritania RUR:GOV",
        "Anna Kerling RUR:GOV for Ruritania",
        "duplicate title  “Ruritania, Borduria sepakat menarik pasukan”",
        "stray full stop ×1",
        "1 statement",
        "dua tentara, kata Kementerian Pertahanan.",
    ],
)
def test_what_is_shown(sample: Callable[..., Reading], words: str) -> None:
    assert " ".join(words.split()) in " ".join(shown(sample(), 100).replace("│", "").split())


def test_plain_has_no_escapes_and_colour_has(sample: Callable[..., Reading]) -> None:
    assert "\x1b" not in shown(sample())
    assert "\x1b[" in shown(sample(), color=True)


def hostile() -> Reading:
    raw = f"{HOSTILE}\n{HOSTILE} menyerang {HOSTILE}"
    start = raw.index("menyerang")
    whole = (0, len(raw))
    evidence = (Evidence(span=(start, start + 9), part="trigger"), Evidence(span=whole, part="sentence"))
    record = Record(
        engine=Engine(name="rules", version="0"),
        document=Document(
            id="x",
            language=HOSTILE,
            source=HOSTILE,
            agency=HOSTILE,
            outlet=HOSTILE,
            published=HOSTILE,
            url=HOSTILE,
            title=Quote(text=HOSTILE, span=whole),
            dateline=Dateline(text=HOSTILE, span=whole),
            dropped=(Drop(span=whole, reason="spam"),),
        ),
        entities=(Entity(id="e1", type=HOSTILE, name=HOSTILE, mentions=(whole,), country=HOSTILE),),
        events=(Event(id="v1", type=HOSTILE, factuality=HOSTILE, evidence=evidence, actors=("e1", HOSTILE), contexts=(HOSTILE,)),),
    )
    trace = Trace(
        item="v1",
        frame=HOSTILE,
        pattern=HOSTILE,
        trigger=(start, start + 9),
        fills=(Fill("actor", HOSTILE, whole, HOSTILE),),
        notes=(HOSTILE,),
    )
    return Reading(raw=raw, record=record, traces=(trace, msgspec.structs.replace(trace, item=None, refused=HOSTILE)), refused=(HOSTILE,))


@pytest.mark.parametrize("color", [False, True])
def test_hostile_text_is_shown_harmlessly(color: bool) -> None:
    text = shown(hostile(), color=color)
    if color:
        text = re.sub(r"\x1b\[[\d;]*m(?!merah)", "", text)  # Rich's own
    for bad in ("\x1b", "\x07", "\x9b", "\u202e", "\x7f", "\x08", "\r"):
        assert bad not in text, ascii(bad)
    assert not any(ord(c) < 32 and c != "\n" for c in text)
    assert "[bold red]tebal[/]" in text  # markup is shown, not obeyed
    assert ":smile:" in text


def test_plain_keeps_scripts_and_loses_tricks() -> None:
    assert plain("کتاب‌ها“ é 中文") == "کتاب‌ها“ é 中文"
    assert plain("a\u200bb\u00adc\ufeff") == "abc"
    assert plain("\x1b[2J\t\tx\u2028y") == "␛[2J x y"
    assert plain("\ud800") == "\ufffd"
    assert plain("\x93kata\x94 \x81") == "“kata” \ufffd"  # Windows' quotation marks, read as Latin-1


def test_an_empty_record_says_so() -> None:
    record = Record(engine=Engine(name="rules", version="0"), document=Document(id="x", language="id"))
    text = shown(Reading(raw="x", record=record))
    assert "No commitments, events, instruments or processes found." in text
    assert "(no title)" in text


@pytest.mark.parametrize(
    ("rule", "said", "short"),
    [
        ("[sepakat|setuju|mufakat|bersepakat|bermufakat] {action}", "Irak setuju", "[…|setuju|…] {action}"),
        ("[sepakat|setuju|mufakat|bersepakat|bermufakat] {action}", "Irak bersepakat, dan mufakat", "[…|mufakat|bersepakat|…] {action}"),
        ("[agree|consent|concur|accept|undertake] (to) {action}", "They undertook and agreed", "[agree|…] (to) {action}"),
        ("[satu|dua|tiga|empat|lima]", "perlima", "[satu|dua|…]"),  # none is said: the first two, for an idea
        ("[sepakat|setuju] (untuk|guna)", "Irak setuju", "[sepakat|setuju] (untuk|guna)"),  # short as it is
        ('by "a|b|c*|d|e + f|g|h|i|j"', "cat + j", 'by "…|c*|… + …|j"'),
    ],
)
def test_long_lists_of_alternatives_are_cut_to_what_is_said(rule: str, said: str, short: str) -> None:
    assert abridged(rule, said) == short


def test_the_trigger_stands_out_with_and_without_colours(sample: Callable[..., Reading]) -> None:
    assert "»sepakat untuk« menarik" in shown(sample(), 100)
    coloured = shown(sample(), 100, color=True)
    assert "»" not in coloured
    assert re.search(r"\x1b\[1msepakat untuk\x1b\[0m", coloured)


def test_a_language_that_is_not_read_says_so() -> None:
    record = Record(engine=Engine(name="rules", version="0"), document=Document(id="x", language="fr"))
    assert "Not read: Ikrar reads Indonesian and English." in shown(Reading(raw="x", record=record))


def test_open_dates_say_what_would_settle_them(sample: Callable[..., Reading]) -> None:
    assert "--published" in shown(sample(published=None))
    assert "--published" not in shown(sample())


def test_a_long_sentence_is_cut_around_its_trigger(sample: Callable[..., Reading]) -> None:
    lines = shown(sample(), 60).splitlines()
    quote = [line for line in lines if line.lstrip().startswith("│")][:2]
    assert "sepakat" in " ".join(quote)
    assert quote[0].lstrip("│ ").startswith("…")
    assert quote[-1].endswith("…")
