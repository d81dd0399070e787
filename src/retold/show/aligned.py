"""Two whole texts side by side: rows of sentences that correspond, and between them what is no part of the telling.

Nothing of either text is lost: the cells of one side, put in the order of its text, cover all of it but white space (a test says so).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from retold.records import Article, SentencePair, Span
from retold.show.marking import Piece, pieces
from retold.show.views import CompareView, FindingView

CellKind = Literal["sentence", "headline", "chrome", "telling", "other"]
RowKind = Literal["kept", "edited", "moved", "added", "dropped", "apart"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A run of one text in its row. `pointers` are findings about this sentence that have no words of their own in it."""

    kind: CellKind
    span: Span
    pieces: tuple[Piece, ...]
    pointers: tuple[int, ...] = ()
    why: str = ""  # for chrome: the reason why it is left out


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of both texts that stand side by side."""

    kind: RowKind
    a: tuple[Cell, ...]
    b: tuple[Cell, ...]
    paragraph: bool  # does a new paragraph begin here?


@dataclass(slots=True)
class _Joined:
    """Sentence pairs that share a sentence: one row."""

    kinds: list[str] = field(default_factory=list)
    a: set[Span] = field(default_factory=set)
    b: set[Span] = field(default_factory=set)


def aligned_rows(view: CompareView) -> list[Row]:
    """The rows in the order of B, with what only A has where it would stand."""
    found = view.found
    joined = _join(found.alignment.pairs)
    left = _Side(found.a, [s for row in joined for s in row.a], view.findings, "a")
    right = _Side(found.b, [s for row in joined for s in row.b], view.findings, "b")
    rows: list[Row] = []
    for group in joined:
        before_a, before_b = left.before(group.a), right.before(group.b)
        rows.extend(_apart(before_a, before_b))
        a, b = left.cells(group.a), right.cells(group.b)
        rows.append(Row(_row_kind(group), a, b, left.begins_paragraph(group.a) or right.begins_paragraph(group.b)))
    rows.extend(_apart(left.rest(), right.rest()))
    return rows


def _join(pairs: Sequence[SentencePair]) -> list[_Joined]:
    """Pairs that share a sentence put together, at the place of the first of them."""
    rows: list[_Joined] = []
    of_a: dict[Span, _Joined] = {}
    of_b: dict[Span, _Joined] = {}
    for pair in pairs:
        row = (of_a.get(pair.a) if pair.a else None) or (of_b.get(pair.b) if pair.b else None)
        if row is None:
            row = _Joined()
            rows.append(row)
        row.kinds.append(pair.kind)
        if pair.a:
            row.a.add(pair.a)
            of_a.setdefault(pair.a, row)
        if pair.b:
            row.b.add(pair.b)
            of_b.setdefault(pair.b, row)
    return rows


def _row_kind(row: _Joined) -> RowKind:
    if not row.b:
        return "dropped"
    if not row.a:
        return "added"
    if "moved" in row.kinds:
        return "moved"
    return "kept" if set(row.kinds) == {"kept"} else "edited"


def _apart(a: tuple[Cell, ...], b: tuple[Cell, ...]) -> Iterator[Row]:
    if a or b:
        yield Row("apart", a, b, paragraph=True)


class _Side:
    """One text: its sentences as cells, and the runs between them, each given out once."""

    def __init__(self, article: Article, sentences: Sequence[Span], findings: Sequence[FindingView], side: Literal["a", "b"]) -> None:
        self.article = article
        self.order = sorted(set(sentences))
        self.findings = findings
        self.side = side
        self.between = self._runs_between()

    def cells(self, spans: set[Span]) -> tuple[Cell, ...]:
        """The sentences of a row as cells."""
        return tuple(self._sentence(span) for span in sorted(spans))

    def before(self, spans: set[Span]) -> tuple[Cell, ...]:
        """What stands between the sentences of a row and the sentences before them, and was not given out yet."""
        return tuple(cell for span in sorted(spans) for cell in self.between.pop(span, ()))

    def rest(self) -> tuple[Cell, ...]:
        """All that was not given out."""
        return tuple(cell for key in list(self.between) for cell in self.between.pop(key))

    def begins_paragraph(self, spans: set[Span]) -> bool:
        """Does the first sentence of a row begin a line of the text?"""
        at = min(spans).start - 1 if spans else -1
        while at >= 0 and self.article.text[at] in " \t":
            at -= 1
        return at >= 0 and self.article.text[at] == "\n"

    def _sentence(self, span: Span) -> Cell:
        marks: list[tuple[int, Span]] = []
        pointers: list[int] = []
        for finding in self.findings:
            words, sentence = (finding.a_span, finding.a_sentence) if self.side == "a" else (finding.b_span, finding.b_sentence)
            if words and words.start < span.end and span.start < words.end:
                marks.append((finding.number, words))
            elif not words and sentence and sentence.start < span.end and span.start < sentence.end:
                pointers.append(finding.number)
        return Cell(self._kind(span), span, pieces(self.article.text, span, marks), tuple(pointers))

    def _kind(self, span: Span) -> CellKind:
        title = self.article.title_span
        in_title = title is not None and title.start <= span.start and span.end <= title.end
        return "headline" if in_title or span.end <= self.article.body_start else "sentence"

    def _runs_between(self) -> dict[Span | None, list[Cell]]:
        """For each sentence the runs of text just before it; for None those after the last."""
        runs: dict[Span | None, list[Cell]] = {}
        at = 0
        for span in [*self.order, None]:
            end = span.start if span else len(self.article.text)
            if cells := list(self._lines(at, end)):
                runs[span] = cells
            at = max(at, span.end) if span else at
        return runs

    def _lines(self, start: int, end: int) -> Iterator[Cell]:
        text = self.article.text
        at = start
        for line in text[start:end].split("\n") if start < end else ():
            span = Span(at + len(line) - len(line.lstrip()), at + len(line.rstrip()))
            at += len(line) + 1
            if span.start < span.end:
                kind, why = self._what(span)
                yield Cell(kind, span, (Piece(span.of(text)),), why=why)

    def _what(self, span: Span) -> tuple[CellKind, str]:
        for chrome in self.article.chrome:
            if chrome.span and chrome.span.start < span.end and span.start < chrome.span.end:
                return "chrome", chrome.reason
        if any(s.start < span.end and span.start < s.end for s in self.article.asides):
            return "telling", ""
        title = self.article.title_span
        if title and title.start < span.end and span.start < title.end:
            return "headline", ""
        return "other", ""
