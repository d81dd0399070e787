"""The library as a reader of its documentation calls it: paths in, records out.

The functions are named after what they take, because `retold.compare` and `retold.trace` are the packages of those stages.
"""

from __future__ import annotations

from collections.abc import Sequence

from retold import pipeline
from retold.collect import pages
from retold.compare import attributions
from retold.pipeline import Reading
from retold.records import Article, Attribution, Comparison, Trace
from retold.settings import DEFAULT, Settings


def read_articles(*inputs: str, settings: Settings = DEFAULT) -> Reading:
    """Articles of files, folders, archives and addresses, and what was skipped with its reason; raises nothing for bad input."""
    return pipeline.read(pages(list(inputs), settings), settings)


def compare_articles(a: Article, b: Article, settings: Settings = DEFAULT) -> Comparison:
    """What B changed against A, what B is to A, and who probably took from whom."""
    return pipeline.compare(a, b, settings)


def trace_articles(articles: Sequence[Article], settings: Settings = DEFAULT) -> Trace:
    """The stories among the articles: who took from whom, and what each version changed."""
    return pipeline.trace(articles, settings)


def quotes(text: str, language: str | None = None) -> tuple[Attribution, ...]:
    """Who said what in a text: every attribution with its source, cue and content as spans of it."""
    return attributions(text, language)
