"""The flow for pages in memory, readable aloud: page -> article -> version -> match -> align -> compare -> trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from retold.align import align
from retold.article import mark_alone, mark_repeated, read_page, version_of
from retold.compare import find_changes, relation_of
from retold.errors import RetoldError
from retold.match import TextToMatch, events, group_stories, match_texts
from retold.records import Article, Comparison, Match, Page, Skipped, StoryGroup, StoryTrace, Trace, Version
from retold.settings import DEFAULT, Settings
from retold.text.language import same_language
from retold.trace import descent_of, direction_of, left_out, nearest_collected

#: Called with the name of a step, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


def silent(step: str, done: int, total: int) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Articles that were read and what was skipped, with reasons."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]


def read(pages: Iterable[Page | Skipped], settings: Settings = DEFAULT) -> Reading:
    """Pages to articles; a page without an article is skipped with its reason, the rest of the work goes on."""
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for page in pages:
        if isinstance(page, Skipped):
            skipped.append(page)
            continue
        try:
            articles.append(read_page(page, settings))
        except RetoldError as error:
            skipped.append(Skipped(page.source, "article", error.what))
    return Reading(tuple(articles), tuple(skipped))


def compare(a: Article, b: Article, settings: Settings = DEFAULT) -> Comparison:
    """What B changed against A, with the relation of the two and who probably took from whom."""
    a, b = mark_alone((a, b))
    return compare_versions(version_of(a), version_of(b), settings)


def compare_versions(a: Version, b: Version, settings: Settings = DEFAULT) -> Comparison:
    """`compare` for articles whose sentences are known already."""
    a, note_a = _shortened(a, settings)
    b, note_b = _shortened(b, settings)
    notes = [note for note in (note_a, note_b) if note]
    if not same_language(a.article.language, b.article.language):
        notes.append(f"The texts are in two languages ({a.article.language}, {b.article.language}): only figures and names are compared.")
    alignment = align(a, b)
    changes = find_changes(a, b, alignment)
    return Comparison(
        a=a.article,
        b=b.article,
        relation=relation_of(a, b, alignment),
        direction=direction_of(a, b, alignment, changes),
        alignment=alignment,
        changes=changes,
        notes=tuple(notes),
    )


def trace(
    articles: Sequence[Article], settings: Settings = DEFAULT, progress: Progress = silent, *, latest: datetime | None = None
) -> Trace:
    """The stories among the articles: who took from whom, and what each version changed. Single articles come last.

    Times after `latest` are not believed (None: any is).
    """
    articles = mark_repeated(_named_apart(articles))
    by_id = {article.id: article for article in articles}
    progress("matching", 0, len(articles))
    texts = [_to_match(article) for article in articles]
    matches = match_texts(texts, settings)
    when = {article.id: _when(article) for article in articles}
    groups = events(texts, group_stories(list(by_id), matches, when, settings))
    story_of = {member: group.id for group in groups for member in group.members}
    inside: dict[str, list[Match]] = {group.id: [] for group in groups}
    for match in matches:
        if story_of[match.a] == story_of[match.b]:
            inside[story_of[match.a]].append(match)
    stories = []
    for done, group in enumerate(groups):
        progress("tracing stories", done, len(groups))
        members = [by_id[m] for m in group.members]
        stories.append(trace_story(members, inside[group.id], group, settings, latest=latest))
    return Trace(tuple(sorted(stories, key=lambda s: (-len(s.versions), s.group.id))))


def _named_apart(articles: Sequence[Article]) -> list[Article]:
    """The articles with ids of their own: an id that stood before gets a number."""
    seen: Counter[str] = Counter()
    apart = []
    for article in articles:
        seen[article.id] += 1
        apart.append(article if seen[article.id] == 1 else replace(article, id=f"{article.id} ({seen[article.id]})"))
    return apart


def trace_story(
    articles: Sequence[Article],
    matches: Sequence[Match],
    group: StoryGroup,
    settings: Settings = DEFAULT,
    *,
    latest: datetime | None = None,
) -> StoryTrace:
    """One story: its versions in order of time, its tree, and each version compared with its nearest collected ancestor."""
    versions = sorted((version_of(article) for article in mark_alone(articles)), key=_order_of_appearance)
    descent = descent_of(versions, matches, latest=latest)
    note = left_out(len(versions))
    by_id = {version.article.id: version for version in versions}
    against = nearest_collected(versions, descent)
    comparisons = tuple(compare_versions(by_id[above], by_id[below], settings) for below, above in against.items())
    return StoryTrace(
        group=group,
        title=_title(versions) or group.id,
        versions=tuple(version.article for version in versions),
        descent=descent,
        comparisons=comparisons,
        notes=(note,) if note else (),
    )


def _title(versions: Sequence[Version]) -> str:
    """The headline that most versions bear; of equals, the earliest."""
    titles = [v.article.title for v in versions if v.article.title]
    return Counter(titles).most_common(1)[0][0] if titles else ""


def _to_match(article: Article) -> TextToMatch:
    """The article as `match` takes it: chrome put out with spaces, so that offsets hold."""
    return TextToMatch(article.id, blanked(article), article.outlet, _when(article))


def blanked(article: Article) -> str:
    """The text with chrome replaced by spaces."""
    letters = list(article.text)
    for piece in article.chrome:
        if piece.span:
            letters[piece.span.start : piece.span.end] = " " * len(piece.span)
    return "".join(letters)


def _when(article: Article) -> datetime | None:
    moment = article.published or article.seen
    return moment.earliest + (moment.latest - moment.earliest) / 2 if moment else None


def _order_of_appearance(version: Version) -> tuple[float, str]:
    when = _when(version.article)
    return (when.timestamp() if when else float("inf"), version.article.id)


def _shortened(version: Version, settings: Settings) -> tuple[Version, str]:
    """The version cut to what is compared, and a note where something was left out."""
    counted = 0
    for k, sentence in enumerate(version.sentences):
        counted += version.text.count(" ", sentence.span.start, sentence.span.end) + 1
        if counted > settings.max_compared_words:
            left_out = len(version.sentences) - k
            note = f"{version.article.source}: only the first {settings.max_compared_words} words were compared; {left_out} sentences were left out."
            return replace(version, sentences=version.sentences[:k]), note
    return version, ""
