"""Retold shows how a news story is retold: its versions, what each changed, and who took it from whom.

    from retold import compare_articles, read_articles

    a, b = read_articles("herald.html", "tribune.html").articles
    for change in compare_articles(a, b).changes:
        print(change.kind, change.why)

Everything public stands in this module. Names are loaded when they are first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from retold.api import compare_articles, quotes, read_articles, trace_articles
    from retold.errors import BadInput, CannotRead, CannotWrite, NoArticle, RetoldError
    from retold.records import Article, Attribution, Change, Comparison, Skipped, Span, StoryTrace, Trace
    from retold.settings import Settings

_HOMES = {
    "retold.api": ("compare_articles", "quotes", "read_articles", "trace_articles"),
    "retold.errors": ("BadInput", "CannotRead", "CannotWrite", "NoArticle", "RetoldError"),
    "retold.records": ("Article", "Attribution", "Change", "Comparison", "Skipped", "Span", "StoryTrace", "Trace"),
    "retold.settings": ("Settings",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Article",
    "Attribution",
    "BadInput",
    "CannotRead",
    "CannotWrite",
    "Change",
    "Comparison",
    "NoArticle",
    "RetoldError",
    "Settings",
    "Skipped",
    "Span",
    "StoryTrace",
    "Trace",
    "compare_articles",
    "quotes",
    "read_articles",
    "trace_articles",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'retold' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
