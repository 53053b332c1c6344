"""How bodies are called besides the names that are written down for them."""

from __future__ import annotations

from collections.abc import Iterable


def called_agencies(aliases: set[str]) -> set[str]:
    """“kantor berita X", "the X news agency": how houses of news are spoken of whose bare name may be another's."""
    bare = {a.removesuffix(" news agency") for a in aliases if not a.lower().startswith("kantor berita")}
    return {form for a in bare for form in (f"kantor berita {a}", f"{a} news agency", f"news agency {a}")}


def of_states(aliases: set[str], state: str | None, adjectives: Iterable[str]) -> set[str]:
    """“Iran's parliament" is the Iranian parliament, "Israel's Supreme Court" the Supreme Court of Israel."""
    if state is None:
        return set()
    rest = {alias.removeprefix(f"{word} ") for alias in aliases for word in adjectives if alias.startswith(f"{word} ")}
    rest |= {alias.removesuffix(f" of {state}") for alias in aliases if alias.endswith(f" of {state}")}
    return {f"{state}'s {what}" for what in rest}
