"""Articles and attributions as text: what `retold read` and `retold quotes` show to people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from retold.records import Article, Attribution, Moment, Span
from retold.show.plainly import counted, moment_words, printable, shortened
from retold.show.terminal import indented, print_side
from retold.show.views import side_view


def print_article(out: Console, article: Article, *, explain: bool = False) -> None:
    """An article: its headline and facts; explained also its text, and everything that was left out of it, with reasons."""
    print_side(out, side_view("", article))
    if explain:
        _print_explained(out, article)
    out.print()


def print_attributions(out: Console, found: Sequence[Attribution], text: str) -> None:
    """Who said what, in the order of the text."""
    if not found:
        out.print(Text("Nobody is quoted."))
    for one in found:
        who = one.speaker or _words(one.source, text) or "(nobody named)"
        out.print(Text.assemble((printable(who), "bold cyan"), f"  {printable(_words(one.cue, text))}", (f"  {one.kind}", "dim")))
        indented(out, Text(printable(_words(one.content, text))), 3)


def _words(spans: Sequence[Span], text: str) -> str:
    return " … ".join(" ".join(s.of(text).split()) for s in spans)


def _print_explained(out: Console, article: Article) -> None:
    facts = [
        ("published", _stated(article.published)),
        ("modified", _stated(article.modified)),
        ("authors", ", ".join(article.authors)),
        ("language", article.language or ""),
        ("section", article.section or ""),
        ("may not be whole", article.cut_off or ""),
        *(("credit", f"{c.name}: “{c.span.of(article.text)}”") for c in article.credits),
        *(("caption", shortened(text, 20)) for text in article.captions),
        *(("set apart", shortened(" ".join(s.of(article.text).split()), 20)) for s in article.asides),
        *((f"left out, {c.reason}", shortened(" ".join(c.text.split()), 20)) for c in article.chrome),
    ]
    for name, said in facts:
        if said:
            indented(out, Text(printable(said)), 3, Text(f"{name}: ", style="dim"))
    indented(out, Text(counted(len(article.links), "link") + " in the body", style="dim"), 3)
    out.print()
    indented(out, Text(printable(article.text[article.body_start :])), 3)


def _stated(moment: Moment | None) -> str:
    return f"{moment_words(moment)} (by {moment.by})" if moment else ""
