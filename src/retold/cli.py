"""The `retold` command: parse, call, print. No logic lives here; every import of weight stands inside the command that needs it.

Exit 0: at least one input was done. 1: nothing could be done, or `--strict` and something was skipped. 2: the command line is wrong.
Results go to stdout; progress, counts of what was skipped, and errors go to stderr, an error in one sentence.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer import TyperException

from retold.errors import BadInput, CannotRead, CannotWrite, RetoldError

if TYPE_CHECKING:
    from retold.records import Skipped

_STOPPED = 130  # what typer makes of Ctrl-C, and what shells expect

app = typer.Typer(
    name="retold",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Inputs = Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, archives, addresses, or - for stdin.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Strict = Annotated[bool, typer.Option("--strict", help="Fail if anything was skipped.")]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Also write a page that needs no network.")]
Columns = Annotated[
    list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="What a table calls a field: --map title=headline.")
]
Everything = Annotated[bool, typer.Option("--all", help="Show what is folded, too.")]


def main() -> None:
    """Run the command line; whatever goes wrong ends in one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if not os.environ.get("RETOLD_DEBUG"):
        warnings.simplefilter("ignore")  # libraries warn developers; a reader can do nothing about it
    sys.exit(_guarded())


def _guarded() -> int:
    try:
        code = app(prog_name="retold", standalone_mode=False)
        sys.stdout.flush()
    except RetoldError as error:
        return _fail(str(error), 1)
    except TyperException as error:
        return _fail(f"{error.format_message().rstrip('.')}; try `retold --help`.", 2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output went away: nothing more to say
        return 1
    except Exception as error:  # the last guard: a fault of ours must not show a person a traceback
        if os.environ.get("RETOLD_DEBUG"):
            raise
        fault = f"{type(error).__name__}: {error}".replace("\n", " ")
        return _fail(f"A fault of Retold itself ({fault}); please report it with what RETOLD_DEBUG=1 in the environment shows.", 1)
    return _fail("Stopped.", code) if code == _STOPPED else code if isinstance(code, int) else 0


@app.callback(invoke_without_command=True)
def retold(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """Shows how a news story is retold: its versions, what each changed, and who took it from whom."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"retold {installed('retold')}")
        raise typer.Exit


@app.command()
def read(
    paths: Inputs,
    jsonl: Annotated[bool, typer.Option("--jsonl", "--json", help="Print a line of JSON for each article.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say what states each fact, and why lines were left out.")] = False,
    columns: Columns = None,
    strict: Strict = False,
) -> None:
    """Read pages to articles: headline, text, date, credits, and what was page furniture.

    \b
    Example:
      retold read examples/dialogue --explain
    """
    from retold.collect import pages
    from retold.records import Skipped
    from retold.run.read import read_pages
    from retold.settings import DEFAULT
    from retold.show import records_json, terminal, terminal_articles
    from retold.show.progress import progress

    found = pages(paths, DEFAULT, _columns(columns))
    line_of = records_json.explained_line if explain else records_json.article_line
    out = terminal.console()
    skipped: list[Skipped] = []
    done = 0
    with progress(beside_results=True) as report:
        for one in read_pages(found, DEFAULT, finish=line_of) if jsonl else read_pages(found, DEFAULT):
            if isinstance(one, Skipped):
                skipped.append(one)
                if jsonl:
                    sys.stdout.write(records_json.skipped_line(one) + "\n")
            elif isinstance(one, str):
                sys.stdout.write(one + "\n")
            else:
                terminal_articles.print_article(out, one, explain=explain)
            done += not isinstance(one, Skipped)
            report("reading", done + len(skipped), 0)
    _finish(done, skipped, strict=strict)


@app.command()
def compare(
    a: Annotated[str, typer.Argument(metavar="A", help="The earlier version, or the source: a file, an address, or -.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The version that is asked about.")],
    everything: Everything = False,
    json: Json = False,
    html: Html = None,
) -> None:
    """Compare two versions: what B changed, word by word, and who probably took from whom.

    \b
    Example:
      retold compare examples/dialogue/002_c1f08e4ac3cbfebd.txt examples/dialogue/000_975bd9b27c7202f7.txt
    """
    from retold import pipeline
    from retold.run.inputs import one_article

    if a == b == "-":
        raise BadInput("Both sides are -, and stdin can be read once only")
    found = pipeline.compare(one_article(a), one_article(b))
    if html:
        from retold.show.page import compare_page
        from retold.show.views import compare_view

        _write(html, compare_page(compare_view(found)))
    if json:
        from retold.show.records_json import comparison_json

        _print_json(comparison_json(found))
        return
    from retold.show import terminal
    from retold.show.views import compare_view

    terminal.print_compare(terminal.console(), compare_view(found), everything=everything)


@app.command()
def quotes(path: Annotated[str, typer.Argument(metavar="PATH", help="A file, an address, or -.")], json: Json = False) -> None:
    """Who said what: every attribution with its source, its cue and its words.

    \b
    Example:
      retold quotes examples/dialogue/002_c1f08e4ac3cbfebd.txt
    """
    from retold.compare import attributions
    from retold.run.inputs import one_text
    from retold.show.line_ends import with_own_line_ends
    from retold.show.records_json import attributions_json

    one = one_text(path)
    text, found = one.text, attributions(one.text, one.language)
    if one.own is not None:
        text, found = one.own, with_own_line_ends(found, one.own)
    if json:
        _print_json(attributions_json(found, text))
        return
    from retold.show import terminal, terminal_articles

    terminal_articles.print_attributions(terminal.console(), found, text)


@app.command()
def match(
    source: Annotated[Path | None, typer.Argument(metavar="IN", help="JSON Lines or Parquet: a row a text, with id and text.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="OUT", help="JSON Lines or Parquet, by its name.")] = None,
    engine: Annotated[str, typer.Option("--engine", help="What runs the plan.")] = "duckdb",
    memory: Annotated[int, typer.Option("--memory", metavar="MB", help="What it may take.")] = 2000,
    work: Annotated[Path | None, typer.Option("--work", metavar="FOLDER", help="Keep finished steps here, to go on after a stop.")] = None,
    stories: Annotated[bool, typer.Option("--stories", help="Write the stories and who shares with whom beside OUT.")] = False,
    semantic: Annotated[bool, typer.Option("--semantic", help="Also find what shares no words; needs retold[semantic].")] = False,
    plan: Annotated[bool, typer.Option("--plan", help="Print the steps and do nothing.")] = False,
    strict: Strict = False,
) -> None:
    """Match a corpus: all pairs of texts that share passages, and where.

    \b
    Example:
      retold match articles.jsonl -o matches.jsonl
    """
    from retold.run.match import match_corpus, plan_lines

    if plan:
        typer.echo("\n".join(plan_lines(stories)))
        return
    if source is None or out is None:
        raise TyperException("match needs IN and -o OUT")
    if not source.is_file():
        raise CannotRead("No such file", where=str(source))
    from retold.show.plainly import counted
    from retold.show.progress import progress

    with progress() as report:
        asked = {"stories": stories, "semantic": semantic}
        done = match_corpus(source, out, engine=engine, work=work, memory_mb=memory, **asked, progress=report)
    found = f", {counted(done.stories, 'story', 'stories')}" if done.stories is not None else ""
    typer.echo(f"{counted(done.texts, 'text')}, {counted(done.matches, 'match', 'matches')}{found}: {out}", err=True)
    for said in [f"Skipped {count}: {reason}" for reason, count in done.skipped.items()] + list(done.notes):
        typer.echo(said, err=True)
    if not done.texts or (strict and done.skipped):
        raise typer.Exit(1)


@app.command()
def trace(
    paths: Inputs,
    everything: Everything = False,
    json: Json = False,
    html: Html = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--export", metavar="FORM", help="Print trees as graphml, gexf, dot, newick, prov, csv or jsonld; --outlets as csv or dot."
        ),
    ] = None,
    between_outlets: Annotated[bool, typer.Option("--outlets", help="Print who takes from whom over all stories instead.")] = False,
    columns: Columns = None,
    strict: Strict = False,
) -> None:
    """Trace stories: which articles are versions of one story, what each changed, and who took it from whom.

    \b
    Example:
      retold trace examples/dialogue --html trace.html
    """
    from dataclasses import replace
    from datetime import UTC, datetime, timedelta

    from retold import pipeline
    from retold.run.inputs import all_articles
    from retold.show import export, outlets, terminal, terminal_trace
    from retold.show.progress import progress
    from retold.show.records_json import outlets_json, trace_json
    from retold.show.story_views import trace_view
    from retold.trace import outlets_of

    forms = outlets.FORMATS if between_outlets else export.FORMATS
    if form is not None and form not in forms:
        raise TyperException(f"--export knows {', '.join(forms)} here, not {form}")
    with progress() as report:
        articles, skipped = all_articles(paths, _columns(columns), progress=report)
        found = pipeline.trace(articles, progress=report, latest=datetime.now(UTC) + timedelta(days=1))
    found = replace(found, skipped=(*skipped, *found.skipped))
    takings = outlets_of(found.stories)
    if html:
        from retold.show.page import trace_page

        _write(html, trace_page(trace_view(found), takings))
    if form is not None:
        sys.stdout.write(outlets.FORMATS[form](takings) if between_outlets else export.export(found.stories, form))
    elif json:
        _print_json(outlets_json(takings) if between_outlets else trace_json(found))
    elif between_outlets:
        outlets.print_outlets(terminal.console(), takings)
    else:
        terminal_trace.print_trace(terminal.console(), trace_view(found), everything=everything)
    _finish(len(articles), found.skipped, strict=strict)


def _columns(given: Sequence[str] | None) -> dict[str, str] | None:
    """What `--map` says, as pairs of a field and the column that holds it."""
    parts = [one.partition("=") for one in given or ()]
    if wrong := next((name for name, sign, column in parts if not (name and sign and column)), None):
        raise TyperException(f"--map wants FIELD=COLUMN, not {wrong}")
    return {name: column for name, _, column in parts} or None


def _finish(done: int, skipped: Sequence[Skipped], *, strict: bool) -> None:
    """Tell what was skipped, and leave with the exit code that the outcome deserves."""
    if skipped:
        from retold.show.plainly import printable, skipped_words

        typer.echo(f"Skipped {len(skipped)} of {done + len(skipped)}:", err=True)
        for line in skipped_words(skipped):
            typer.echo(f"  {printable(line)}", err=True)
    if not done or (strict and skipped):
        raise typer.Exit(1)


def _print_json(value: object) -> None:
    _print_json_lines([value])


def _print_json_lines(values: Iterable[object]) -> None:
    import json

    for value in values:
        sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def _write(path: Path, content: str) -> None:
    try:
        path.write_text(content, encoding="utf-8", errors="replace")
    except OSError as error:
        raise CannotWrite(f"Cannot write: {error.strerror or error}", where=str(path), suggestion="another place") from error
    typer.echo(f"Written: {path}", err=True)


def _fail(sentence: str, code: int) -> int:
    typer.echo(f"retold: {sentence[:1].upper()}{sentence[1:]}", err=True)
    return code
