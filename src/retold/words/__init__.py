"""Word lists, one TOML file a language; read once, never changed."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lists(name: str) -> dict[str, Any]:
    """The tables of `words/<name>.toml` ("en", "de", "outlets" …); an empty table where there is no such file."""
    file = files(__name__).joinpath(f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def phrases(language: str | None, *path: str) -> tuple[str, ...]:
    """A list of `words/<language>.toml`, found by its path of tables; English stands in for a language that has none."""
    for code in (language or "en", "en"):
        table: Any = lists(code)
        for key in path:
            table = table.get(key, {}) if isinstance(table, dict) else {}
        if isinstance(table, list) and table:
            return tuple(table)
    return ()
