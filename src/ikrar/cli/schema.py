"""``ikrar schema``: the format of the record, from the types themselves."""

from __future__ import annotations

from typing import Final

from ikrar.cli.console import examples, put_json

SHORT: Final = "Print the JSON Schema of a record."
EXAMPLES: Final = examples(("ikrar schema > record.schema.json", "to check or to generate code from"))


def command() -> None:
    """Print the JSON Schema of a record, made from the types that the records are written with."""
    import msgspec

    from ikrar.model.describe import schema

    put_json(msgspec.json.format(msgspec.json.encode(schema()), indent=2))
