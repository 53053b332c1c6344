"""Reading a language's date words from the YAML data: for tests and tools. The program itself ships them compiled."""

from ikrar.dates.grammar import Grammar
from ikrar.model.written import strings


def load(language: str) -> Grammar:
    """The grammar of "id" or "en" from its YAML file. Raises FileNotFoundError for a language without one."""
    from importlib.resources import files  # not at the top: the program runs without them

    text = files("ikrar").joinpath("data", "lang", language, "dates.yaml").read_text(encoding="utf-8")
    return Grammar.from_data(strings(text, f"lang/{language}/dates.yaml"))
