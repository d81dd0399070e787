"""What a person names on the command line, as one article, as one text, or as all articles with what was skipped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from retold.article import read_page
from retold.collect import pages
from retold.collect.decode import decoded_untouched
from retold.errors import BadInput, CannotRead
from retold.records import Article, Page, Skipped
from retold.run.read import read_pages
from retold.settings import DEFAULT, Settings


@dataclass(frozen=True, slots=True)
class OneText:
    """A text to look for quotations in. `own` is the file as it is, where its line ends are other than `\\n`."""

    text: str
    language: str | None
    own: str | None = None


def one_page(source: str, settings: Settings = DEFAULT) -> Page:
    """The one page that an input holds. Raises CannotRead where there is none, and BadInput where there are more."""
    found = list(islice(pages([source], settings), 2))
    if len(found) > 1:
        raise BadInput("One article is wanted here, and this holds more", where=source, suggestion="`retold trace`")
    if not found:
        raise CannotRead("Nothing to read", where=source)
    if isinstance(found[0], Skipped):
        raise CannotRead(found[0].reason, where=found[0].source)
    return found[0]


def one_article(source: str, settings: Settings = DEFAULT) -> Article:
    """The one article that an input holds."""
    return read_page(one_page(source, settings), settings)


def one_text(source: str, settings: Settings = DEFAULT) -> OneText:
    """The text of an input: a text file's own, furniture included, or what is read from a page."""
    page = one_page(source, settings)
    if page.kind == "html":
        article = read_page(page, settings)
        return OneText(article.text, article.language)
    path = Path(source)
    if path.is_file() and b"\r" in (data := path.read_bytes()):
        return OneText(page.content, page.given.language, decoded_untouched(data))
    return OneText(page.content, page.given.language)


def all_articles(
    paths: Sequence[str],
    columns: Mapping[str, str] | None = None,
    settings: Settings = DEFAULT,
    *,
    progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> tuple[list[Article], list[Skipped]]:
    """All articles of some inputs, and all that was skipped."""
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for one in read_pages(pages(paths, settings, columns), settings):
        if isinstance(one, Skipped):
            skipped.append(one)
        else:
            articles.append(one)
        progress("reading", len(articles) + len(skipped), 0)
    return articles, skipped
