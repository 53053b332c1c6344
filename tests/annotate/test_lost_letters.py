"""Texts in which every comma swallowed the letter before it and came out as a full stop."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikrar.annotate import lost_letters
from ikrar.lexicon import lexicon
from ikrar.model import Record
from ikrar.pipeline import read_text

SOUND = (
    "Ketua Partai Amanat Nasional (PAN), Budi Rudolf, mengatakan, pihaknya mendukung Menteri Pertahanan Kenya, Ana Zenda. "
    "PAN, kata Budi, menolak tawaran Golkar. Kemudian, pada sore hari, Golkar menyayangkan sikap itu. Budi Rudolf menutup rapat itu."
)
DAMAGED = (
    "Ketua Partai Amanat Nasional (PAN. Budi Rudol. mengataka. pihaknya mendukung Menteri Pertahanan Keny. Ana Zenda. "
    "PA. kata Bud. menolak tawaran Golkar. Kemudia. pada sore har. Golkar menyayangkan sikap itu. Budi Rudolf menutup rapat itu."
)
ID = lexicon().language("id")


def lost(text: str) -> list[tuple[str, str]]:
    """The words that lost a letter, each with the letter."""
    found = lost_letters.find(text, [(0, len(text))], ID)
    return [(text[: one.at].rsplit(maxsplit=1)[-1], one.char) for one in found]


def told(record: Record) -> list[tuple[str, list[str], list[str]]]:
    """The events, each with its sides by code."""
    codes = {e.id: f"{e.country}:{e.sector}" for e in record.entities}
    return [(e.type, [codes[a] for a in e.actors], [codes[a] for a in e.recipients]) for e in record.events]


def test_what_was_lost() -> None:
    words = [("(PAN", ")"), ("Rudol", "f"), ("mengataka", "n"), ("Keny", "a"), ("PA", "N"), ("Bud", "i"), ("Kemudia", "n"), ("har", "i")]
    assert lost(DAMAGED) == words


def test_it_is_read_as_if_nothing_were_lost() -> None:
    assert told(read_text(DAMAGED).record) == told(read_text(SOUND).record)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(SOUND, id="a text with commas"),
        pytest.param("Peru menarik pasukannya. Chile menyambutnya. Kenya menolak.", id="sentences without commas"),
        pytest.param("Peru menarik pasukannya. menurut laporan. Chile menyambutnya.", id="stops astray, and every word whole"),
    ],
)
def test_nothing_was_lost(text: str) -> None:
    assert lost(text) == []


@given(st.text(alphabet='PA kanit()."“8-', max_size=120))
def test_a_stop_stays_one_character(text: str) -> None:
    found = lost_letters.find(text, [(0, len(text))], ID)
    assert [text[one.at] for one in found] == ["."] * len(found)
    assert len(lost_letters.with_commas(text, found)) == len(text)
