"""A comparison as text for a terminal, or for a file or pipe.

Changed words are coloured on a terminal; where there is no colour they stand in [-…-] on the side of A and in {+…+} on the side of B.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from retold.show.marking import Piece
from retold.show.plainly import counted, in_marks, printable, sentence
from retold.show.views import CompareView, EvidenceView, PlaceView, SideView

_WIDTH_OF_FILES = 100  # columns where the output is no terminal
_A_STYLE, _B_STYLE = "bold red", "bold green"


def console() -> Console:
    """Where results are printed: as wide as the terminal (at most 110 columns), plain in a file or pipe."""
    here = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    width = min(here.width, 110) if here.is_terminal else _WIDTH_OF_FILES
    return Console(highlight=False, markup=False, emoji=False, width=width, file=sys.stdout)


def coloured(out: Console) -> bool:
    """Can changed words be told by colour?"""
    return out.color_system is not None and not out.no_color


def indented(out: Console, text: Text, indent: int, label: Text | None = None) -> None:
    """Print a text wrapped and indented, without trailing space; a label stands before its first line."""
    head = label or Text()
    lines = text.wrap(out, max(20, out.width - indent - head.cell_len)) or [Text()]
    for number, line in enumerate(lines):
        line.rstrip()
        before = Text(" " * indent)
        before.append_text(head if number == 0 else Text(" " * head.cell_len))
        before.append_text(line).rstrip()
        out.print(before, soft_wrap=True)


def print_compare(out: Console, view: CompareView, *, everything: bool = False) -> None:
    """Print a comparison; details and rewording only when `everything` is wanted."""
    print_side(out, view.a)
    print_side(out, view.b)
    out.print()
    _line(out, printable(f"{view.relation} {view.direction}"), style="bold")
    print_evidence(out, view.evidence)
    _print_altering(out, view)
    if everything:
        _print_group(out, "Details", view.places(view.details))
        _print_group(out, "Rewording", view.places(view.rewordings))
        _print_alone(out, "Only in A", view.only_in_a)
        _print_alone(out, "Only in B", view.only_in_b)
    elif folded := _folded(view):
        _line(out, f"Not shown: {folded}. --all shows them.", style="dim")
    for note in view.notes:
        _line(out, printable(note), style="dim")


def print_side(out: Console, side: SideView) -> None:
    """One version: its headline, and what is known of it."""
    known = (side.name, side.when, f"credits {side.credits}", counted(side.words, "word"), side.source)
    label = Text(f"{side.label}  " if side.label else "", style="bold cyan")
    indented(out, Text(printable(side.title or "(no headline)"), style="bold"), 0, label)
    indented(out, Text(printable(" · ".join(dict.fromkeys(known))), style="dim"), label.cell_len)


def print_evidence(out: Console, evidence: Sequence[EvidenceView]) -> None:
    """What a direction rests on, the heaviest sign first."""
    for sign in evidence:
        words = "".join(f" {label}: {printable(in_marks(said))}" for label, said in (("A", sign.a), ("B", sign.b)) if said)
        favours = f" (for {sign.favours.upper()} as the source)" if sign.favours else ""
        indented(out, Text(f"{printable(sentence(sign.why + favours))}{words}"), 3, Text("· "))


def marked(row: Sequence[Piece], side: str, *, colour: bool) -> Text:
    """A sentence with its changed words marked."""
    left, right = ("[-", "-]") if side == "A" else ("{+", "+}")
    style = _A_STYLE if side == "A" else _B_STYLE
    text = Text()
    for piece in row:
        words = printable(piece.text).replace("\n", " ")
        if not piece.marked:
            text.append(words)
        elif colour:
            text.append(words, style=style)
        else:
            text.append(f"{left}{words}{right}")
    return text


def _print_altering(out: Console, view: CompareView) -> None:
    out.print()
    if not view.certain and not view.perhaps:
        _line(out, "No change alters what a reader may believe.", style="bold")
    if view.certain:
        said = counted(len(view.certain), "change alters", "changes alter")
        _print_group(out, f"{said} what a reader may believe", view.places(view.certain))
    if view.perhaps:
        _print_group(out, f"Perhaps also {counted(len(view.perhaps), 'change')}, to be checked by eye", view.places(view.perhaps))


def _print_group(out: Console, title: str, places: Sequence[PlaceView]) -> None:
    if not places:
        return
    _line(out, title, style="bold underline" if coloured(out) else "")
    out.print()
    for place in places:
        _print_place(out, place)


def _print_alone(out: Console, title: str, sentences: Sequence[str]) -> None:
    if sentences:
        _line(out, title, style="bold underline" if coloured(out) else "")
        out.print()
        for one in sentences:
            indented(out, Text(printable(one)), 4)
        out.print()


def _print_place(out: Console, place: PlaceView) -> None:
    """Findings, each with its reason, and under them the two sentences they are about."""
    colour = coloured(out)
    for finding in place.findings:
        indented(out, Text(printable(finding.says), style="bold"), 0, Text(f"{finding.number:>2}. ", style="bold"))
        judged = f"{printable(sentence(finding.why))} {finding.sure.capitalize()} ({finding.strength:.2f}).".lstrip()
        indented(out, Text(judged, style="dim"), 4)
    for label, row in (("A", place.a), ("B", place.b)):
        words = marked(row, label, colour=colour) if row else Text("(nothing)", style="dim")
        indented(out, words, 4, Text(f"{label}  ", style="cyan"))
    out.print()


def _folded(view: CompareView) -> str:
    parts = [
        counted(len(view.details), "detail added or dropped", "details added or dropped") if view.details else "",
        counted(len(view.rewordings), "rewording") if view.rewordings else "",
        counted(len(view.only_in_a), "sentence only in A", "sentences only in A") if view.only_in_a else "",
        counted(len(view.only_in_b), "sentence only in B", "sentences only in B") if view.only_in_b else "",
    ]
    return ", ".join(p for p in parts if p)


def _line(out: Console, text: str, style: str = "") -> None:
    indented(out, Text(text, style=style), 0)
