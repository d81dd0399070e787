"""Quotations in a text: what stands between quotation marks of any kind, and quoted blocks without marks.

One pass over the marks with a stack. What a mark does is judged by its character, by what stands left and right of it and by what is
open, because prints mix straight and curly marks, turn them round, and use the same character for apostrophes. A quotation over
several paragraphs repeats its opening mark at each and closes once; a mark that never closes ends with its paragraph and says so.

Not here: who said it (`compare/attribution/`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from retold.compare.quotes.blocks import block_quotes
from retold.compare.quotes.speech import goes_on, speech_likeness
from retold.records import Span
from retold.text.fold import mended
from retold.words import phrases

Style = Literal["double", "single", "angle", "corner", "block"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A run of quoted words.

    `span` is the outer run with its marks, `parts` the words inside, one span a paragraph. `depth` counts the quotations around it.
    `closed` is False where the closing mark is missing. `continues` says that it goes on with the sentence of the quotation before it at
    its depth: "…," he said, "…". `speech` is how likely these are somebody's words, and not a title, a word looked at or a scare quote.
    """

    span: Span
    parts: tuple[Span, ...]
    style: Style = "double"
    depth: int = 0
    closed: bool = True
    continues: bool = False
    speech: float = 0.5


@dataclass(slots=True)
class _Open:
    """A quotation that has begun: where, by which mark, and its finished paragraphs."""

    start: int
    inner: int
    mark: str
    style: Style
    parts: list[Span] = field(default_factory=list)


_STYLES: dict[str, Style] = {
    **dict.fromkeys(["``", "''", "’’", "‘‘", *'"“”„‟〝〞＂'], "double"),
    **dict.fromkeys("'‘’‚‛`´", "single"),
    **dict.fromkeys("«»‹›", "angle"),
    **dict.fromkeys("「」『』", "corner"),
}
# A single mark between letters is an apostrophe and never gets here.
_MARK = re.compile(
    r"(?<=[^\s'’])['’](?=(?:''|’’)(?!['’]))|(?<=[^\s'’]['’])(?:''|’’)(?!['’])|(?<!['’])''(?='(?!'))"  # three in a row: one and two
    r"|``|(?<!['’])(?:''|’’)(?!['’])|‘‘|[\"“”„‟〝〞＂«»‹›「」『』]|(?<![^\W_])['’‘‚‛`´]|['’‘‚‛`´](?![^\W_])|[\r\n]+[^\S\r\n]*"
)
_CLOSES_OF = {"“": "”", "„": "“”", "‟": "”", "”": "”“", "«": "»", "»": "«»", "‹": "›", "›": "‹›", "「": "」", "『": "』", "〝": "〞"}
_SINGLE = frozenset("'‘’")
_OPENING = frozenset("([{<—–-/…\"'“‘„‚«‹「『`*_>¿¡")
_CLOSING = frozenset(".,;:!?)]}…—–-/\"'”’»›」』>*_。，、！？")
_TOLD = 3  # a block of which more than this part stands in marks tells, and is not quoted
_MAX_DEPTH = 6
_KEPT = 4  # texts of which the quotations are kept
_LOOK_AHEAD = 1500  # code points in which an unrepeated mark over several lines must close
_MAX_LENGTH = 12_000  # code points; a longer "quotation" is an unclosed mark


def quotations(text: str) -> list[Quotation]:
    """All quotations of a text in order, outer before inner. Never raises; time grows linearly with the text.

    Comparing asks for the same two texts several times, so the last few are kept.
    """
    return list(_quotations(text))


@lru_cache(maxsize=_KEPT)
def _quotations(text: str) -> tuple[Quotation, ...]:
    text = mended(text)
    found = _Scan(text).run()
    marked = [q for q in found if _has_words(text, q)]
    blocks = [Quotation(span, (span,), "block", speech=sure) for span, sure in block_quotes(text)]
    outer = [q.span for q in marked if q.depth == 0]
    free = [b for b in blocks if not _is_told(b.span, outer)]
    judged = [replace(q, speech=speech_likeness(text, q.span, q.parts, q.depth) * (1 if q.closed else 0.7)) for q in marked]
    return tuple(_with_continuations(text, sorted([*judged, *free], key=lambda q: (q.span.start, -q.span.end))))


def remarks(found: list[Quotation]) -> list[tuple[Quotation, ...]]:
    """Outermost quotations with the split ones joined: each remark is the quotations that make up its sentence."""
    joined: list[list[Quotation]] = []
    for quotation in found:
        if quotation.depth:
            continue
        if quotation.continues and joined:
            joined[-1].append(quotation)
        else:
            joined.append([quotation])
    return [tuple(group) for group in joined]


def _is_told(block: Span, marked: Sequence[Span]) -> bool:
    """Is a block only a paragraph of the article, by the share of it that stands in marks of its own?"""
    inside = sum(max(0, min(block.end, span.end) - max(block.start, span.start)) for span in marked)
    return _TOLD * inside > len(block)


def _has_words(text: str, quotation: Quotation) -> bool:
    return any(any(c.isalnum() for c in part.of(text)) for part in quotation.parts)


def _with_continuations(text: str, found: list[Quotation]) -> list[Quotation]:
    """Mark the quotations that go on with the sentence of the one before."""
    before: Quotation | None = None
    result = []
    for quotation in found:
        if quotation.depth == 0:
            if before and before.closed and quotation.style != "block" and goes_on(text, before.span, quotation.span):
                quotation = replace(quotation, continues=True)  # noqa: PLW2901 - the record is frozen
            before = quotation
        result.append(quotation)
    return result


class _Scan:
    """The pass over the marks of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Open] = []
        self.done: list[Quotation] = []
        self.elisions = frozenset(phrases("en", "attribution", "elisions"))

    def run(self) -> list[Quotation]:
        skip = 0
        for match in _MARK.finditer(self.text):
            at, mark = match.start(), match.group()
            if at < skip:
                continue
            if mark[0] in "\r\n":
                skip = self._paragraph_ends(at, match.end()) if self.stack else skip
            else:
                self._judge(at, mark)
        if self.stack:
            self._paragraph_ends(len(self.text), len(self.text))
        return self.done

    def _judge(self, at: int, mark: str) -> None:
        """Open or close a quotation at this mark, or leave it as an apostrophe or a stray."""
        style = _STYLES[mark]
        left = self.text[at - 1] if at else ""
        right = self.text[at + len(mark)] if at + len(mark) < len(self.text) else ""
        opener = next((o for o in reversed(self.stack) if o.style == style), None)
        role = self._role_of_single(at, mark, left, right) if style == "single" else _role(self.text, at, mark, (left, right), opener)
        if role == "close" and opener:
            self._close(opener, at, at + len(mark))
        elif role == "open" and len(self.stack) < _MAX_DEPTH:
            if opener and opener is self.stack[-1] and (style == "single" or mark in '"＂'):
                del self.stack[-1:]  # these do not nest in themselves: the earlier one never closed
            self.stack.append(_Open(at, at + len(mark), mark, style))

    def _role_of_single(self, at: int, mark: str, left: str, right: str) -> str:
        opener = self.stack[-1] if self.stack and self.stack[-1].style == "single" else None
        begins = not left or left.isspace() or left in _OPENING
        if left == "n" and self.text[max(0, at - 3) : at - 1].strip() in _SINGLE:
            return ""  # rock 'n' roll
        if begins and right and not right.isspace() and mark in "'‘`‚‛" and not (opener and right in _CLOSING and left in "\"'"):
            return "" if self._elided(at + 1) else "open"
        if (
            opener
            and not left.isspace()
            and (not right or right.isspace() or right in _CLOSING or not right.isalnum())
            and mark not in "`‚‛"
        ):
            return "" if left in "sS" and self._possessive(at + 1) else "close"
        return ""

    def _elided(self, at: int) -> bool:
        """Does a word that lost its beginning start here: 'em, 'til, '90s?"""
        word = re.compile(r"\w+").match(self.text, at, at + 12)
        return bool(word and (word.group().lower() in self.elisions or re.fullmatch(r"\d0s?|\d\ds", word.group())))

    def _possessive(self, at: int) -> bool:
        """Is a mark after "s" the plural's apostrophe: a word goes on, and another mark closes later in the paragraph?"""
        if not re.compile(r" [a-z]").match(self.text, at):
            return False
        ahead = re.compile(r"[^\n‘“”\"]{1,300}?[^\s‘“\"]['’](?!\w)").match(self.text, at, at + 320)
        return ahead is not None

    def _close(self, opener: _Open, at: int, end: int) -> None:
        where = self.stack.index(opener)
        del self.stack[where:]  # what opened inside and never closed were no marks
        self._emit(opener, at, end, depth=where, closed=True)

    def _emit(self, opener: _Open, inner_end: int, end: int, depth: int, *, closed: bool) -> None:
        parts = [*opener.parts, Span(opener.inner, inner_end)]
        kept = tuple(t for t in (_trimmed(self.text, p) for p in parts) if len(t))
        if kept and end - opener.start <= _MAX_LENGTH:
            self.done.append(Quotation(Span(opener.start, end), kept, opener.style, depth, closed))

    def _paragraph_ends(self, at: int, following: int) -> int:
        """Carry open quotations into the next paragraph where it repeats their marks or closes them; return where to read on."""
        carried: list[_Open] = []
        for opened in self.stack:
            if at - opened.start > _MAX_LENGTH:
                break
            if following < len(self.text) and _repeats(self.text[following], opened):
                opened.parts.append(Span(opened.inner, at))
                following += len(opened.mark) if self.text.startswith(opened.mark, following) else 1
                opened.inner = following
            elif not _closes_soon(self.text, following, opened):
                break
            carried.append(opened)
        self._drop(self.stack[len(carried) :], at, depth=len(carried))
        self.stack = carried
        return following

    def _drop(self, unclosed: list[_Open], at: int, depth: int) -> None:
        """End the first quotation that was never closed with its paragraph, unless it can only be an apostrophe or a slip."""
        if not unclosed or unclosed[0].style in ("single", "corner"):
            return
        first = unclosed[0]
        if not any(q.span.start > first.inner and q.style == first.style for q in self.done[-8:]):
            self._emit(first, at, _trimmed(self.text, Span(first.start, at)).end, depth, closed=False)


def _role(text: str, at: int, mark: str, around: tuple[str, str], opener: _Open | None) -> str:  # noqa: PLR0911 - one case a kind of mark
    """What a double, angle or corner mark does here: "open", "close" or "" (no quotation mark)."""
    left, right = around
    begins = not left or left.isspace() or left in _OPENING
    ends = not right or right.isspace() or right in _CLOSING
    if mark in "「『":
        return "open"
    if mark in "」』" or mark == "''":
        return "close" if opener else ("open" if mark == "''" and begins and right and not right.isspace() else "")
    if mark in ("``", "‘‘"):
        return "open"
    if mark in '"＂':
        return _role_of_straight(text, at, around, opener)
    if opener is None:
        if mark in "”’’»›〞":  # the closing character opens only in prints that turn marks round
            return "open" if begins and right and not right.isspace() and not (ends and right not in _OPENING) else ""
        return "open" if right and (not right.isspace() or mark in "«‹") else ""
    if opener.mark in ('"', "＂", "``", "''"):
        return "close" if mark in "”’’" or not begins else "open"
    if mark in _CLOSES_OF.get(opener.mark, ""):
        turned_round = mark in "“«‹" and begins and not ends
        return "open" if turned_round or (mark == opener.mark and begins and not ends) else "close"
    if mark == "’’":
        return "close"
    return "close" if not begins and ends else "open"


def _role_of_straight(text: str, at: int, around: tuple[str, str], opener: _Open | None) -> str:
    left, right = around
    if "\u0590" <= left <= "\u05ff" and "\u0590" <= right <= "\u05ff":
        return ""  # the mark inside a Hebrew abbreviation
    if re.compile(r"\d['’′] ?\d{1,2}$").search(text, max(0, at - 6), at):
        return ""  # feet and inches
    open_side = (not left or left.isspace() or left in _OPENING) and right and not right.isspace()
    if opener is None:
        stray = not right or right.isspace() or (left.isdigit() and not right.isalnum())
        return "" if stray and left and not left.isspace() else "open"
    if open_side and not (right in _CLOSING and left in _OPENING) and (not left or left.isspace()) and opener.mark in '"＂':
        return "open"
    return "close"


def _repeats(char: str, opened: _Open) -> bool:
    """Does a paragraph that begins with this character repeat the opening mark of a quotation?"""
    if opened.style == "angle":
        return char in "«»‹›"
    if opened.style == "single":
        return char == opened.mark
    return char == opened.mark[0] or (opened.style == "double" and char in '"“„')


def _closes_soon(text: str, start: int, opened: _Open) -> bool:
    """Is the next mark of this kind, within a few lines, one that closes? Then the quotation runs on over the line end."""
    if opened.style == "single" or start >= len(text):
        return False
    kinds = "".join(mark for mark, style in _STYLES.items() if style == opened.style and len(mark) == 1)
    ahead = re.compile(f"[{re.escape(kinds)}]").search(text, start, start + _LOOK_AHEAD)
    if ahead is None:
        return False
    at, mark = ahead.start(), ahead.group()
    right = text[at + 1] if at + 1 < len(text) else ""
    sides = not text[at - 1].isspace() and (not right or right.isspace() or right in _CLOSING)
    return sides and (mark in '"＂”' or mark in _CLOSES_OF.get(opened.mark, ""))


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
