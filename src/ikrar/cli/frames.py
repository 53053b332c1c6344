"""``ikrar frames``: the frame library, what it covers and what it lacks."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Final

import typer

from ikrar.cli.console import OWN_FAULT, examples, plain
from ikrar.lexicon.store import SHIPPED

app = typer.Typer(
    help="The frame library, which says what Ikrar knows to read: check it, look at it, add to it.",
    short_help="The frame library: check it, look at it, add to it.",
    epilog=examples(
        ("ikrar frames show", "what the library covers, and what it lacks"),
        ("ikrar frames show agree.undertake", "one frame, as it is written"),
        ("ikrar frames new assault.ram", "the skeleton of a frame, to be filled in"),
        ("ikrar frames check", "tries all frames on their examples"),
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
)

FRAMES: Final = Path(__file__).resolve().parent.parent / "data" / "frames"
_NAME: Final = re.compile(r"[a-z][a-z-]*\.[a-z][a-z0-9-]*")

SKELETON: Final = """\
# Say here in one sentence what this frame is for.
frame: {name}
event: {{type: {type}}}
roles:
  actor:     {{is: actor, many: true, required: true}}
  recipient: {{is: actor, many: true}}
patterns:
  id:
    verb: ["{{actor}} [kata-kerja] {{recipient}}"]
  en:
    verb: ["{{actor}} [verb] {{recipient}}"]
examples:                               # these are the tests: replace them all by sentences of your own
  - id: Ruritania kata-kerja Borduria.
    actor: [Ruritania]
    recipient: [Borduria]
  - id: Ruritania dan Borduria kata-kerja Sylvania pada Rabu.
    actor: [Ruritania, Borduria]
    recipient: [Sylvania]
  - en: Ruritania verbed Borduria.
    actor: [Ruritania]
    recipient: [Borduria]
  - en: Borduria was verbed by Ruritania on Wednesday.
    actor: [Ruritania]
    recipient: [Borduria]
  - id: Ruritania menang dalam pertandingan itu.
    nothing: say why this is not meant
"""


@app.command("check", short_help="Check frames, and try their examples.")
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[DIR | FILE]...", help="What to check; the library where not given.")
    ] = None,
) -> None:
    """Check the format of frames and try their examples; exit code 1 where something is wrong.

    Frames outside the library are tried together with it, as they are read where IKRAR_FRAMES names their folder.
    """
    for path in paths or ():
        if not path.exists():
            raise typer.BadParameter(f"{path}: no such file or directory")
    outside = [str(path) for path in paths or () if FRAMES not in (path.resolve(), *path.resolve().parents)]
    if outside:  # their examples are tried too, together with the library's frames
        os.environ["IKRAR_FRAMES"] = os.pathsep.join((*outside, *filter(None, (os.environ.get("IKRAR_FRAMES"),))))
    from ikrar.frame_check import check_frames

    problems = check_frames(paths or None)
    for problem in problems:
        where = f"{problem.file}:{problem.line}" if problem.line is not None else f"{problem.file}"
        print(plain(f"{where}: {problem.message}"))
    if problems:
        raise typer.Exit(OWN_FAULT)
    print("No problems found.")


@app.command("show", short_help="Show one frame, or what the library covers.")
def show(name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="One frame, such as agree.undertake.")] = None) -> None:
    """Show one frame, or what the library covers: patterns and examples by type and language, and gaps."""
    from ikrar.cli.frame_matrix import read_frames, show_matrix
    from ikrar.lexicon.store import own_frames

    frames = read_frames(FRAMES, *own_frames())
    if name is None:
        show_matrix(frames)
        return
    named = [frame for frame in frames if frame.name == name]
    if not named:
        near = sorted({frame.name for frame in frames if name.split(".")[-1] in frame.name or frame.name.startswith(name.split(".")[0])})
        raise typer.BadParameter(f"no frame {name}" + (f"; there is {', '.join(near)}" if near else "; `ikrar frames show` lists them all"))
    for frame in named:
        print(frame.file.read_text("utf-8").rstrip())


@app.command("new", short_help="Write the skeleton of a frame.")
def new(
    name: Annotated[str, typer.Argument(metavar="TYPE.IDEA", help="Such as assault.ram.")],
    directory: Annotated[Path | None, typer.Option("--dir", metavar="DIR", help="Where to put TYPE/IDEA.yaml.")] = None,
) -> None:
    """Write the skeleton of a frame, to be filled in: into the library in a checkout, into this folder where Ikrar is installed."""
    from ikrar.model import EVENT_TYPES

    kind, _, idea = name.partition(".")
    if not _NAME.fullmatch(name):
        raise typer.BadParameter(f"{name!r} is no frame's name; write TYPE.idea in small letters, such as assault.ram")
    if kind.upper() not in EVENT_TYPES:
        raise typer.BadParameter(f"{kind!r} is no event type; one of {', '.join(sorted(t.lower() for t in EVENT_TYPES))}")
    in_checkout = os.access(FRAMES, os.W_OK) and not SHIPPED.exists()
    base = directory or (FRAMES if in_checkout else Path("frames"))
    path = base / kind / f"{idea}.yaml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:  # never over a frame that is there
            file.write(SKELETON.format(name=name, type=kind.upper()))
    except FileExistsError:
        raise typer.BadParameter(f"{path} is there already") from None
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror or error}") from None
    print(plain(str(path)))
