"""Word lists, one language in `<code>.toml` (long ones continued in `<code>.<part>.toml`); read once, never changed."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lists(name: str) -> dict[str, Any]:
    """The tables of `words/<name>.toml` ("en", "de", "agencies" …) and its continuations; an empty table where there is no such file."""
    tables: dict[str, Any] = {}
    for file in sorted(files(__name__).iterdir(), key=lambda f: f.name):
        if file.name == f"{name}.toml" or (file.name.startswith(f"{name}.") and file.name.endswith(".toml")):
            tables |= tomllib.loads(file.read_text(encoding="utf-8"))
    return tables


@cache
def languages() -> tuple[str, ...]:
    """The codes of all languages that have lists here, English first."""
    codes = {file.name.partition(".")[0] for file in files(__name__).iterdir() if file.name.endswith(".toml")}
    return ("en", *sorted(code for code in codes if len(code) == 2 and code != "en"))


def phrases(language: str | None, *path: str) -> tuple[str, ...]:
    """A list of a language, found by its path of tables; English stands in for a language that has none."""
    for code in (language or "en", "en"):
        table: Any = lists(code)
        for key in path:
            table = table.get(key, {}) if isinstance(table, dict) else {}
        if isinstance(table, list) and table:
            return tuple(table)
    return ()
