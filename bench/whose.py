"""Finds how much each sign of whose somebody is counts (ontology/whose.yaml), from hand-coded documents.

whose.py [--write] DIR[=WEIGHT] ...      with --write, into the table; else only how often it is right, folder by folder

For each entity of a document whose country nothing near tells, the signs of all countries that its report names are taken
(ikrar/link/likely.py); the points are those of a logistic choice between them, held small (ridge). How often it is right is measured
by leaving out every eighth document, finding the points from the others, and trying them on those: no document is judged by itself.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ikrar.evaluate import golds
from ikrar.lexicon.tables import load_yaml
from ikrar.link import likely
from ikrar.model.annotation import Mention
from ikrar.pipeline import read_text

TABLE = Path(__file__).resolve().parent.parent / "src" / "ikrar" / "data" / "ontology" / "whose.yaml"
FEW = 5  # sentences of a report from which points are found: shorter ones than those that are weighed tell as much
RIDGE, STEPS, PARTS, LEAST = 2.5, 300, 8, 0.05


class Case(NamedTuple):
    """Somebody without a country, and whose a person said that he is."""

    folder: str
    document: str
    weight: float
    kind: str
    language: str
    signs: likely.Signs
    country: str


def cases(folder: Path, weight: float) -> list[Case]:
    """All of a folder of hand-coded documents."""
    asked: list[tuple[Mention, likely.Signs]] = []
    known, short = likely.Likely.country, likely.SHORT

    def country(self: likely.Likely, m: Mention, *place: object) -> str | None:
        asked.append((m, self.signs(m, *place)))  # type: ignore[arg-type]
        return known(self, m, *place)  # type: ignore[arg-type]

    found = []
    likely.Likely.country, likely.SHORT = country, FEW  # type: ignore[method-assign,misc]
    try:
        for name, gold, raw in golds(folder):
            asked.clear()
            language = read_text(raw, published=gold.published, trace=False).record.document.language
            for entity in gold.entities:
                if not entity.code or entity.type == "place":
                    continue
                first, last = entity.mention
                over = [(min(last, m.end) - max(first, m.start), -n) for n, (m, _) in enumerate(asked) if m.start < last and first < m.end]
                if over:
                    m, signs = asked[-max(over)[1]]
                    found.append(Case(folder.name, name, weight, likely.kind_of(m), language, signs, entity.code.partition(":")[0]))
    finally:
        likely.Likely.country, likely.SHORT = known, short  # type: ignore[method-assign,misc]
    return found


def terms(case: Case, signs: dict[str, float]) -> list[tuple[tuple[str, str], float]]:
    """What a country's signs stand for: each for all, for the kind, and for the language."""
    return [((sign, of), strength) for sign, strength in signs.items() for of in ("all", case.kind, case.language)]


Points = dict[tuple[str, str], float]


def learn(known: list[Case]) -> Points:
    """The points of each sign, for all, for a kind and for a language."""
    place: dict[tuple[str, str], int] = {}
    for case in known:
        for signs in case.signs.values():
            for term, _ in terms(case, signs):
                place.setdefault(term, len(place))
    choices = []
    for case in known:
        if case.country not in case.signs:
            continue
        table = np.zeros((len(case.signs), len(place)))
        for n, signs in enumerate(case.signs.values()):
            for term, strength in terms(case, signs):
                table[n, place[term]] = strength
        choices.append((table, list(case.signs).index(case.country), case.weight))
    points, seen = np.zeros(len(place)), np.full(len(place), 1e-8)
    for _ in range(STEPS):
        slope = RIDGE * points
        for table, right, weight in choices:
            score = table @ points
            share = np.exp(score - score.max())
            slope += weight * (share / share.sum() @ table - table[right])
        seen += slope**2
        points -= 0.5 * slope / np.sqrt(seen)
    return {term: float(points[n]) for term, n in place.items()}


def choose(case: Case, points: Points) -> str | None:
    """The country with most points."""
    score = {c: sum(points.get(term, 0.0) * strength for term, strength in terms(case, signs)) for c, signs in case.signs.items()}
    return max(score, key=lambda c: score[c]) if score else None


def tried(known: list[Case]) -> dict[str, tuple[int, int]]:
    """Of each folder, how many of its cases are right and how many there are, each by points found without its document."""
    documents = sorted({(c.folder, c.document) for c in known})
    part = {document: n % PARTS for n, document in enumerate(documents)}
    right: dict[str, list[bool]] = defaultdict(list)
    for n in range(PARTS):
        points = learn([c for c in known if part[c.folder, c.document] != n])
        for case in known:
            if part[case.folder, case.document] == n:
                right[case.folder].append(choose(case, points) == case.country)
    return {folder: (sum(of), len(of)) for folder, of in right.items()}


def write(points: Points) -> None:
    """Writes the points into the table, under the words that stand above them there."""
    head, kinds = TABLE.read_text("utf-8").partition("kinds:")[0], load_yaml(TABLE)["kinds"]
    rows: dict[str, dict[str, float]] = defaultdict(dict)
    for (sign, of), value in sorted(points.items(), key=lambda item: (item[0][0], ["all", "id", "en", *kinds].index(item[0][1]))):
        if abs(value) >= LEAST:
            rows[sign][of] = round(value, 2)
    lines = [f"  {sign}: {{{', '.join(f'{of}: {value}' for of, value in by.items())}}}" for sign, by in sorted(rows.items())]
    text = "\n".join([f"{head}kinds: [{', '.join(kinds)}]", "signs:", *lines, ""])
    TABLE.write_text(text, "utf-8")


def main() -> None:
    """Reads, measures, and writes where that is asked for."""
    named = [a.partition("=") for a in sys.argv[1:] if not a.startswith("-")]
    known = [case for folder, _, weight in named for case in cases(Path(folder), float(weight or 1))]
    for folder, (right, of) in tried(known).items():
        print(f"{folder:12} {right} of {of} right")
    if "--write" in sys.argv:
        write(learn(known))


if __name__ == "__main__":
    main()
