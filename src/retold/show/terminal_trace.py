"""A trace as text: each story as a tree of outlets with times, lost sources, and what each version altered."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from retold.show.plainly import counted, listed, percent, printable, sentence
from retold.show.story_views import EdgeView, StoryView, TraceView, VersionView
from retold.show.terminal import indented
from retold.show.views import KindCount, SideView

_MANY_SINGLES = 12  # more articles that stand alone are counted, not listed


def print_trace(out: Console, view: TraceView, *, everything: bool = False) -> None:
    """Print every story's tree; articles that stand alone after them."""
    if not view.articles:
        return
    told = f"{counted(view.articles, 'article')}: {counted(len(view.stories), 'story', 'stories')} in more than one version"
    indented(out, Text(f"{told}, {counted(len(view.singles), 'article')} alone." if view.singles else f"{told}."), 0)
    for number, story in enumerate(view.stories, 1):
        out.print()
        print_story(out, story, number)
    if view.singles:
        out.print()
        _print_singles(out, view.singles, everything=everything)


def print_story(out: Console, story: StoryView, number: int) -> None:
    """One story: what holds it together, then its tree."""
    indented(out, Text(printable(story.title), style="bold"), 0, Text(f"{number}. ", style="bold"))
    versions = sum(not v.lost for v in story.versions)
    indented(out, Text(f"{counted(versions, 'version')}, {story.when}. {printable(sentence(story.why))}".rstrip(), style="dim"), 3)
    for tree in trees(story):
        for line in out.render_lines(tree, out.options.update(width=out.width - 3), pad=False):
            row = Text.assemble("   ", *((part.text, part.style or "") for part in line))
            row.rstrip()
            out.print(row, soft_wrap=True)
    if event := _event(story):
        indented(out, Text(printable(event), style="dim"), 3)
    for note in story.notes:
        indented(out, Text(printable(note), style="dim"), 3)


def _event(story: StoryView) -> str:
    """Which other stories tell of the same event."""
    others = [f"story {number} ({title})" for number, title in story.same_event]
    if story.event_alone:
        others.append(counted(len(story.event_alone), "article alone", "articles alone"))
    return f"The same event is told without taken text in {listed(others)}." if others else ""


def trees(story: StoryView) -> list[Tree]:
    """The story's descent as trees, one for each version or lost source that took from nobody here."""
    above = {e.to: e for e in story.edges if e.primary}
    second: dict[str, list[EdgeView]] = {}
    for edge in story.edges:
        if not edge.primary:
            second.setdefault(edge.to, []).append(edge)
    below: dict[str, list[VersionView]] = {}
    for version in story.versions:
        if version.id in above:
            below.setdefault(above[version.id].source, []).append(version)
    roots = [v for v in story.versions if v.id not in above]
    made = [(Tree(_version(root, None, second.get(root.id, ())), guide_style="dim"), root) for root in roots]
    waiting = list(made)
    while waiting:
        tree, version = waiting.pop()
        children = below.get(version.id, ())
        waiting.extend((tree.add(_version(v, above[v.id], second.get(v.id, ()))), v) for v in children)
    return [tree for tree, _ in made]


def kinds_words(kinds: Sequence[KindCount]) -> str:
    """Counts by kind: “2 × doubt dropped, figure changed”."""
    return ", ".join(f"{k.count} × {k.name}" if k.count > 1 else k.name for k in kinds)


def _version(version: VersionView, edge: EdgeView | None, second: Sequence[EdgeView]) -> Text:
    if version.lost:
        return Text.assemble((f"({printable(version.name)})", "italic yellow"), (f"  {version.why_lost}", "dim"))
    text = Text.assemble((printable(version.name), "bold cyan"), f"  {version.when}  ")
    text.append(printable(version.title or ""), style="")
    facts = []
    if edge is not None:
        facts.append(f"from {printable(edge.source_name)}, {percent(edge.probability)} likely")
    if version.against:
        facts.append(_counts(version))
    facts.extend(f"also from {printable(e.source_name)}, {percent(e.probability)} likely" for e in second)
    facts.append(f"credits {printable(version.credits)}")
    text.append("\n" + " · ".join(facts), style="dim")
    return text


def _counts(version: VersionView) -> str:
    against = f"against {printable(version.against)}"
    perhaps = f", perhaps {version.perhaps} more" if version.perhaps else ""
    if not version.altering:
        return f"no altering change {against}{perhaps}"
    return f"{counted(version.altering, 'altering change')} {against}{perhaps}: {kinds_words(version.kinds)}"


def _print_singles(out: Console, singles: Sequence[SideView], *, everything: bool) -> None:
    if len(singles) > _MANY_SINGLES and not everything:
        names = list(dict.fromkeys(s.name for s in singles))
        shown = [printable(n) for n in names[:5]] + ([f"{len(names) - 5} more outlets"] if len(names) > 5 else [])
        indented(out, Text(f"{len(singles)} articles stand alone, from {listed(shown)} (--all lists them).", style="dim"), 0)
        return
    out.print(Text("Alone:", style="bold"))
    for one in singles:
        indented(out, Text.assemble((printable(one.name), "cyan"), f"  {one.when}  {printable(one.title or one.source)}"), 3)
