"""The documentation is true and whole: what is undocumented, out of date or leads nowhere fails."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from ikrar import frame_check

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LIBRARY = ROOT / "src" / "ikrar" / "data"
DATA_FILES = sorted(path for path in LIBRARY.rglob("*.yaml") if "frames" not in path.relative_to(LIBRARY).parts)
DATA = (ROOT / "docs" / "reference" / "data.md").read_text("utf-8")


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate"] = module
    spec.loader.exec_module(module)
    return module


generate = _generator()


def blocks(page: str, language: str) -> list[str]:
    """The code of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / page).read_text("utf-8"), re.S | re.M)


def test_what_is_generated_is_what_the_program_says() -> None:
    """Also what commands print in the README and the guides."""
    stale = sorted(generate.stale())
    assert stale == [], "not what the program says now: `make docs` (python docs/generate.py) writes them anew"


def test_every_command_and_option_has_its_help() -> None:
    import typer

    from ikrar.cli import app

    ikrar = typer.main.get_command(app)
    found = generate.command_paths(ikrar)
    assert ("read",) in found
    assert ("frames", "check") in found
    page = (ROOT / "docs/reference/commands.md").read_text("utf-8")
    for path in found:
        assert f"## `{' '.join(('ikrar', *path))}`" in page
        command = ikrar
        for step in path:
            command = command.commands[step]  # type: ignore[attr-defined]
        assert (command.help or "").strip(), path
        for parameter in command.params:
            assert getattr(parameter, "help", "") or "--help" in parameter.opts, f"{path}: {parameter.name}"


def test_every_environment_variable_is_documented() -> None:
    sources = [path.read_text("utf-8") for folder in ("src", "bench", "tests") for path in (ROOT / folder).rglob("*.py")]
    named = {name for text in sources for name in re.findall(r"\bIKRAR_[A-Z]+\b", text)}
    assert named - set(generate.ENVIRONMENT) == set()


FIELDS = sorted(frame_check.FIELDS | frame_check.ASSERTED | {"mutual", "promisor", "beneficiary", "required", "many"})


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_a_frame_is_documented(field: str) -> None:
    assert re.search(rf"(?<![\w-]){field}:|`{field}`", DATA), f"docs/reference/data.md does not tell of {field}:"


@pytest.mark.parametrize("kind", sorted(frame_check.IS))
def test_every_kind_of_role_is_documented(kind: str) -> None:
    assert f"`{kind}`" in DATA


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda path: path.relative_to(LIBRARY).as_posix())
def test_every_data_file_says_what_is_in_it(path: Path) -> None:
    assert len(generate.head_comment(path.read_text("utf-8"))) > 20


def test_the_guides_frame_is_a_frame() -> None:
    (written,) = blocks("docs/guides/write-a-frame.md", "yaml")
    assert frame_check._format(yaml.load(written, Loader=yaml.BaseLoader)) == []


def test_the_guides_programs_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    page = "<p>Ruritania dan Borduria sepakat untuk menarik seluruh pasukan mereka dari lembah itu.</p>"
    (tmp_path / "article.html").write_text(page, "utf-8")
    programs = blocks("docs/guides/records-in-programs.md", "python")
    assert len(programs) == 2
    for program in programs:
        exec(compile(program, "records-in-programs.md", "exec"), {})
    out = capsys.readouterr().out
    assert "undertaking withdrawal-of-forces menarik pasukan mereka" in out
    assert "not read" not in out


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.S | re.M)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, anchor = target.partition("#")
        if file.startswith("http"):
            continue
        linked = (page.parent / file).resolve() if file else page
        assert linked.exists(), target
        if anchor:
            heads = re.findall(r"^#+ (.*)", linked.read_text("utf-8"), re.M)
            assert anchor in [re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads], target


def test_licences_let_anyone_use_it() -> None:
    found = generate.installed()
    assert len(found) > 10
    assert [(name, licence) for name, licence in found if not generate.accepted(licence)] == []


@pytest.mark.parametrize(
    ("licence", "fine"),
    [("MIT", True), ("GPL-3.0-only", False), ("MIT AND GPL-3.0-only", False), ("GPL-2.0-only OR MIT", True), ("unknown", False)],
)
def test_what_is_accepted(licence: str, fine: bool) -> None:
    assert generate.accepted(licence) is fine
