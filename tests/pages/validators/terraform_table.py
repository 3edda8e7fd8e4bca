"""The recorded schema of the Terraform resources that the project uses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "tables" / "terraform_google.json"
RECORD = "python -m tests.pages.validators.record terraform"


@dataclass(frozen=True)
class Body:
    """What a block takes: arguments and nested blocks by name, each with whether it is required.

    `kinds` gives an argument's type (string, number, bool, list, map or object).
    """

    kinds: Mapping[str, str]
    blocks: Mapping[str, Body]
    required: frozenset[str]


@dataclass(frozen=True)
class Provider:
    """The recorded resources and data sources, and the provider's version."""

    version: str
    resources: Mapping[str, Body]
    data: Mapping[str, Body]


@lru_cache
def load_provider(path: Path = TABLE) -> Provider:
    """Return the recorded schema."""
    table = json.loads(path.read_text(encoding="utf-8"))
    return Provider(
        table["version"],
        {name: _body(entry) for name, entry in table["resources"].items()},
        {name: _body(entry) for name, entry in table["data"].items()},
    )


def _body(entry: Mapping[str, Any]) -> Body:
    attributes, blocks = entry.get("attributes", {}), entry.get("blocks", {})
    required = (name for name, item in {**attributes, **blocks}.items() if item.get("required"))
    return Body(
        {name: item["type"] for name, item in attributes.items()},
        {name: _body(item) for name, item in blocks.items()},
        frozenset(required),
    )
