"""The countries for the map, thinned: world-atlas 50m is 230 kB compressed, of which no screen shows the half.

``python -m ikrar.web.atlas`` makes static/countries.json from static/vendor/countries-50m.json; a test sees that it is what this makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import msgspec

from ikrar.ledger.tongues import numbered

HERE: Final = Path(__file__).parent / "static"
SOURCE: Final = HERE / "vendor/countries-50m.json"
MADE: Final = HERE / "countries.json"
STEP: Final = 0.036  # degrees, 4 km: half a pixel where the map is drawn eight times as large as the screen
SURE: Final = 60  # points of what is no small island; Antarctica goes round the pole, where areas say nothing
UNLISTED: Final = {"Kosovo": "XKX"}  # has no number in ISO 3166-1
Point = tuple[int, int]
Json = dict[str, Any]


def thinned(atlas: Json) -> Json:
    """The countries alone, on a coarser grid: each with its code of three letters and a point in the midst of its largest part."""
    codes = numbered()
    fine = [list(_points(arc)) for arc in atlas["arcs"]]
    scale, origin = atlas["transform"]["scale"], atlas["transform"]["translate"]
    coarse = [[(round(x * scale[0] / STEP), round(y * scale[1] / STEP)) for x, y in arc] for arc in fine]
    kept: dict[int, int] = {}
    shapes = []
    for shape in atlas["objects"]["countries"]["geometries"]:
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        largest = max(parts, key=lambda part: abs(_area(_ring(part[0], fine))))
        middle = _middle(_whole(_ring(largest[0], fine), 360 / scale[0]))
        code = codes.get(shape.get("id", "")) or UNLISTED.get(shape["properties"]["name"])
        left = [part for part in parts if _stays(part, fine, coarse)]
        shapes.append(
            {"type": "MultiPolygon", "arcs": [[[_renamed(arc, kept) for arc in ring] for ring in part] for part in left]}
            | ({"id": code} if code else {})
            | {
                "properties": {
                    "at": [round((middle[0] * scale[0] + origin[0] + 180) % 360 - 180, 2), round(middle[1] * scale[1] + origin[1], 2)]
                }
            }
        )
    return {
        "type": "Topology",
        "transform": {"scale": [STEP, STEP], "translate": origin},
        "objects": {"countries": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": [_steps(coarse[arc]) for arc in kept],
    }


def _points(arc: Iterable[list[int]]) -> Iterator[Point]:
    """An arc's points from its steps."""
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x, y


def _steps(arc: list[Point]) -> list[list[int]]:
    """An arc as steps, without those that lead nowhere; never fewer than two points."""
    steps, at = [list(arc[0])], arc[0]
    for x, y in arc[1:]:
        if (x, y) != at:
            steps.append([x - at[0], y - at[1]])
            at = x, y
    return steps if len(steps) > 1 else [*steps, [0, 0]]


def _ring(arcs: list[int], points: list[list[Point]]) -> list[Point]:
    """The points of a ring: arcs one behind the other, those below zero backwards."""
    return [p for arc in arcs for p in (points[arc] if arc >= 0 else reversed(points[~arc]))]


def _whole(ring: list[Point], turn: float) -> list[Point]:
    """A ring that crosses the line of dates, laid out beyond it and not back over all the world."""
    out, by = [ring[0]], 0
    for (x, _), (u, v) in pairwise(ring):
        by += round((x - u) / turn) * round(turn)
        out.append((u + by, v))
    return out


def _area(ring: list[Point]) -> float:
    """Twice the area, signed by the way round."""
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1], strict=True))


def _middle(ring: list[Point]) -> tuple[float, float]:
    """The centre of gravity."""
    area = _area(ring)
    pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
    turned = [x * v - u * y for (x, y), (u, v) in pairs]
    return (
        sum((x + u) * t for ((x, _), (u, _)), t in zip(pairs, turned, strict=True)) / (3 * area),
        sum((y + v) * t for ((_, y), (_, v)), t in zip(pairs, turned, strict=True)) / (3 * area),
    )


def _stays(part: list[list[int]], fine: list[list[Point]], coarse: list[list[Point]]) -> bool:
    """Whether an island is still one: a ring turned inside out would be drawn as all the world but the island."""
    ring = _ring(part[0], fine)
    return len(ring) > SURE or _area(ring) * _area(_ring(part[0], coarse)) > 0


def _renamed(arc: int, kept: dict[int, int]) -> int:
    """The number of an arc among those that are kept."""
    number = kept.setdefault(arc if arc >= 0 else ~arc, len(kept))
    return number if arc >= 0 else ~number


def written() -> bytes:
    """The file as it is made."""
    return msgspec.json.encode(thinned(msgspec.json.decode(SOURCE.read_bytes())))


if __name__ == "__main__":
    MADE.write_bytes(written())
