"""The table of acts that bear on promises: its own examples, and that each rule has one."""

from __future__ import annotations

import pytest

from ikrar.ledger import examples, rules
from ikrar.ledger.judge import judgement
from ikrar.model.codes import EVENT_TYPES, PROVISIONS

TABLE = rules.table()


@pytest.mark.parametrize(("rule", "text"), [(r.rule, e) for r in TABLE.rules for e in r.example])
def test_an_example_bears_as_its_rule_says(rule: str, text: str) -> None:
    found = rules.bears(*examples.parse_example(text))
    assert found is not None and found.rule == rule


@pytest.mark.parametrize(("rule", "text"), [(r.rule, e) for r in TABLE.rules for e in r.nothing])
def test_what_is_nothing_to_a_rule_is_left_alone(rule: str, text: str) -> None:
    found = rules.bears(*examples.parse_example(text))
    assert found is None or found.rule != rule


@pytest.mark.parametrize("rule", TABLE.rules, ids=lambda r: r.rule)
def test_a_rule_is_well_formed(rule: rules.Rule) -> None:
    assert rule.example, "a rule without an example is not tested"
    assert set(rule.provisions) <= PROVISIONS
    assert {e.split("/")[0] for e in rule.event} <= EVENT_TYPES


class _Bearing:
    def __init__(
        self, bearing: str, happening: int, factuality: str = "actual", extent: int | None = None, last: str | None = None
    ) -> None:
        self.bearing, self.happening, self.factuality, self.extent, self.last = bearing, happening, factuality, extent, last
        self.entry = self.id = happening


@pytest.mark.parametrize(
    ("provision", "found", "status", "extent"),
    [
        ("prisoners", [], "open", None),
        ("prisoners", [("under-way", 1)], "under-way", 1),
        ("prisoners", [("under-way", 1), ("under-way", 2)], "under-way", 2),
        ("prisoners", [("under-way", 1), ("for", 2)], "fulfilled", 3),
        ("prisoners", [("for", 1), ("for", 2, "denied")], "contested", None),  # one side says kept, the other denies it
        ("ceasefire", [("against", 1)], "breached", 0),
        ("ceasefire", [("under-way", 1), ("against", 2)], "breached", 1),
        ("ceasefire", [("against", 1), ("against", 2, "denied")], "contested", None),
        ("ceasefire", [("against", 1, "denied")], "open", None),  # a denial alone breaches nothing
        ("withdrawal-of-forces", [("for", 1), ("against", 2)], "contested", None),
        ("ceasefire", [("against", 1), ("withdrawn", 2)], "withdrawn", None),
        # who gives up a truce that is broken already takes nothing back
        ("ceasefire", [("against", 1, "actual", None, "2023-05-02"), ("withdrawn", 2, "actual", None, "2023-05-05")], "breached", 0),
        ("ceasefire", [("against", 1, "actual", None, "2023-05-09"), ("withdrawn", 2, "actual", None, "2023-05-05")], "withdrawn", None),
        ("finance", [("against", 1, "actual", None, "2023-05-02"), ("withdrawn", 2, "actual", None, "2023-05-05")], "withdrawn", None),
    ],
)
def test_what_bearings_say_of_a_promise(provision: str, found: list[tuple[str, int]], status: str, extent: int | None) -> None:
    said, far, evidence = judgement(provision, [_Bearing(*b) for b in found])
    assert (said, far) == (status, extent)
    assert evidence or said == "open", "no judgement without evidence"
