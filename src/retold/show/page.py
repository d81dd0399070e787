"""A comparison or a trace as one page that needs nothing but itself: no network, no script; style inside.

Every text of an article passes Jinja's escaping; a link is only made of an http address; the page forbids itself to load anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from retold.show import plainly
from retold.show.aligned import aligned_rows
from retold.show.drawing import draw
from retold.show.outlets import cells
from retold.show.story_views import TraceView
from retold.show.views import CompareView, FindingView, KindCount
from retold.trace import Taking

_MOST_TEXTS = 40  # beyond so many comparisons a trace gives findings only, not the texts side by side


def compare_page(view: CompareView) -> str:
    """A comparison as a page: facts, findings, and the two texts side by side."""
    template = environment().get_template("compare.html")
    return template.render(view=view, rows=aligned_rows(view), style=_style())


def trace_page(view: TraceView, takings: Sequence[Taking] = ()) -> str:
    """A trace as a page: each story's tree, its versions, what each changed; and over all stories which outlet took from which."""
    drawings = [draw(story) for story in view.stories]
    few = sum(len(story.comparisons) for story in view.stories) <= _MOST_TEXTS
    return (
        environment()
        .get_template("trace.html")
        .render(view=view, drawings=drawings, with_texts=few, takings=_told(takings), style=_style())
    )


def _told(takings: Sequence[Taking]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Rows of the table of outlets: those with two cases or more."""
    return [(taking.source, taking.taker, cells(taking)) for taking in takings if taking.cases > 1]


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with what they need to lay a view out."""
    env = Environment(loader=PackageLoader("retold.show"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.filters |= {
        "counted": plainly.counted,
        "percent": plainly.percent,
        "sentence": plainly.sentence,
        "skipped_words": plainly.skipped_words,
        "web_address": web_address,
    }
    env.globals |= {"kinds_on": kinds_on, "families": families, "aligned_rows": aligned_rows}
    return env


def web_address(url: str | None) -> str:
    """The address if it is one of the web, else nothing: no other scheme ever becomes a link."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def kinds_on(numbers: tuple[int, ...], findings: tuple[FindingView, ...]) -> str:
    """The class of a marked run: the family of the strongest change on it, and whether that is certain."""
    if not numbers:
        return ""
    strongest = findings[min(numbers) - 1]
    return f"f-{strongest.family}" + ("" if strongest.certain else " unsure")


def families(kinds: tuple[KindCount, ...]) -> list[tuple[str, str, list[KindCount]]]:
    """Kinds as a legend groups them: (family, its name, its kinds)."""
    grouped = [(family, name, [k for k in kinds if k.family == family]) for family, (name, _) in plainly.FAMILIES.items()]
    return [(family, name, members) for family, name, members in grouped if members]


@lru_cache(maxsize=1)
def _style() -> Markup:
    """The style sheet; our own file, so it goes in as it is."""
    return Markup(files("retold.show").joinpath("static/retold.css").read_text(encoding="utf-8"))  # noqa: S704
