"""What became of quoted words: altered inside the marks, cut or extended; see `marks.py` for marks taken off and put on.

Between the first and the last word that two remarks share lies what both quote: a difference there alters the quotation. What only one
quotes beside it was cut or added.

Not a change: typography, case, punctuation, spelling style, contractions, an editor's bracketed gloss, masked swear words, stutters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz.distance import DamerauLevenshtein

from retold.compare.pair.differences import Differences
from retold.compare.pair.findings import placed_change
from retold.compare.pair.sides import Side
from retold.compare.quoted.marks import mark_changes
from retold.compare.quoted.style import is_style
from retold.compare.quoted.utterances import Remark, Utterance, left_out, remarks_of, told_in_block, utterances
from retold.records import Change, ChangeKind

_CLAUSE = 4  # words that one side leaves out of the middle: from here it quotes a part, below it quotes other words
_LONGEST_ALTERATION = 12  # words; a longer difference is another remark, not an alteration
_CLOSE = 3  # shared words between two differences that are still one alteration
_LONG_RUN = 6  # words
_ARTICLES = frozenset({"a", "an", "the"})
_OF_TRIFLES = 0.7  # strength of an alteration by so little
_COVERED = 0.65  # of the shorter remark that must be shared for an alteration to be sure
_FEW = 4  # shared words below which one remark need not be a part of the other
_SENTENCE_ENDS = frozenset(".!?…:。！？")
_SHOWN_WHOLE = 12  # words of a remark that are shown beside what was cut from it
_ALTERED = "the words inside the quotation marks differ"
_PART = "one version quotes only a part of what the other quotes"
_ELIDED = "an ellipsis stands where the other version quotes these words"


@dataclass(frozen=True, slots=True)
class _Gap:
    """Words between two neighbouring matches (the `number`th pair of them, after `before`); `elided` where an ellipsis owns up to it."""

    number: int
    a: tuple[int, ...]
    b: tuple[int, ...]
    before: tuple[int, int]
    elided: bool


def quote_changes(diff: Differences) -> Iterator[Change]:
    """Every quote-* change of two versions."""
    said_a, said_b = remarks_of(diff.a), remarks_of(diff.b)
    shared = utterances(diff, said_a, said_b)
    known_a, known_b = {i for u in shared for i, _ in u.matched}, {j for u in shared for _, j in u.matched}
    inside_a = {i for u in shared for i in range(u.matched[0][0], u.matched[-1][0] + 1)}
    inside_b = {j for u in shared for j in range(u.matched[0][1], u.matched[-1][1] + 1)}
    for utterance in shared:
        found = [*_altered(diff, utterance, known_a, known_b), *_ends(diff, utterance, inside_a, inside_b)]
        yield from (c for c in found if c.kind == "quote-altered")
        yield from _longest(found, "quote-cut")
        yield from _longest(found, "quote-extended")
    for utterance in _transcribed(diff, said_a, said_b):
        known = {i for i, _ in utterance.matched}, {j for _, j in utterance.matched}
        yield from (c for c in _altered(diff, utterance, *known) if c.kind == "quote-altered")
    yield from mark_changes(diff, said_a, said_b, (known_a, known_b))


def _transcribed(diff: Differences, said_a: Sequence[Remark], said_b: Sequence[Remark]) -> Iterator[Utterance]:
    """Remarks of one version beside the same words in the other's transcript or block quotation, which has no marks."""
    for remark in said_a:
        if block := told_in_block(diff.a, remark, diff.b, diff.a_to_b):
            yield from utterances(diff, [remark], [block])
    for remark in said_b:
        if block := told_in_block(diff.b, remark, diff.a, diff.b_to_a):
            yield from utterances(diff, [block], [remark])


def _longest(found: Sequence[Change], kind: ChangeKind) -> list[Change]:
    """What is cut from one quotation, or added to it, is one claim: that of most words."""
    of_kind = [c for c in found if c.kind == kind]
    return [max(of_kind, key=lambda c: len(c.a or c.b or ()))] if of_kind else []


def _altered(diff: Differences, said: Utterance, known_a: set[int], known_b: set[int]) -> Iterator[Change]:
    """Differences between the first and the last shared word; those close together are one alteration."""
    group: list[_Gap] = []
    for gap in _gaps(diff, said, known_a, known_b):
        if gap.elided or (min(len(gap.a), len(gap.b)) == 0 and max(len(gap.a), len(gap.b)) >= _CLAUSE):
            kind: ChangeKind = "quote-cut" if gap.a else "quote-extended"
            yield placed_change(diff, kind, (gap.a, gap.b), gap.before, 0.85, _ELIDED if gap.elided else _PART)
        elif group and gap.number - group[-1].number <= _CLOSE:
            group.append(gap)
        else:
            yield from _alteration(diff, said, group)
            group = [gap]
    yield from _alteration(diff, said, group)


def _alteration(diff: Differences, said: Utterance, group: Sequence[_Gap]) -> Iterator[Change]:
    if group:
        a, b = tuple(k for gap in group for k in gap.a), tuple(k for gap in group for k in gap.b)
        yield placed_change(diff, "quote-altered", (a, b), group[0].before, _sureness(diff, said, a, b), _ALTERED)


def _gaps(diff: Differences, said: Utterance, known_a: set[int], known_b: set[int]) -> Iterator[_Gap]:
    """Where the shared words of two remarks are interrupted by words that only one of them has, trifles aside."""
    a_place, b_place = {k: n for n, k in enumerate(said.a.words)}, {k: n for n, k in enumerate(said.b.words)}
    for number, ((i, j), (next_i, next_j)) in enumerate(zip(said.matched, said.matched[1:], strict=False)):
        a = tuple(k for k in said.a.words[a_place[i] + 1 : a_place[next_i]] if k not in known_a)
        b = tuple(k for k in said.b.words[b_place[j] + 1 : b_place[next_j]] if k not in known_b)
        if not (a or b) or is_style(diff, a, b, (i, j), (next_i, next_j)):
            continue
        elided = (not b and left_out(diff.b, j, next_j)) or (not a and left_out(diff.a, i, next_i))
        gap = _Gap(number, a, b, (i, j), elided)
        if _counts(diff, gap, (next_i, next_j)):
            yield gap


def _counts(diff: Differences, gap: _Gap, after: tuple[int, int]) -> bool:
    """Is a gap long enough to say something, and not so long that the remarks are two?

    Words between two quotations of the other version ("…", he said, "…") were left out openly.
    """
    longest = max(len(gap.a), len(gap.b))
    if gap.elided or (longest >= _CLAUSE and not (gap.a and gap.b)):
        one_quotation = _in_one_quotation(diff.b, gap.before[1], after[1]) if gap.a else _in_one_quotation(diff.a, gap.before[0], after[0])
        return (gap.elided or one_quotation) and (_carries(diff.a, gap.a) or _carries(diff.b, gap.b))
    return longest <= _LONGEST_ALTERATION


def _in_one_quotation(side: Side, before: int, after: int) -> bool:
    return side.quote_of[before] == side.quote_of[after]


def _sureness(diff: Differences, said: Utterance, gap_a: Sequence[int], gap_b: Sequence[int]) -> float:
    """Long agreement around a short difference is sure; the reverse may be two remarks. Unclosed marks and trifles take away."""
    changed = max(len(gap_a), len(gap_b))
    agreement = len(said.matched) / (len(said.matched) + 2 * changed)
    base = 0.55 + 0.4 * agreement if len(said.matched) >= 4 else 0.6
    trifling = _trifling([diff.a.words[k].norm for k in gap_a], [diff.b.words[k].norm for k in gap_b])
    covered = len(said.matched) >= _COVERED * min(len(said.a.words), len(said.b.words))
    return round(min(base, _OF_TRIFLES if trifling or not covered else 1.0) * (1 if said.a.closed and said.b.closed else 0.8), 2)


def _trifling(left: Sequence[str], right: Sequence[str]) -> bool:
    """Nothing but an article, or one letter of one word: an editor may have altered it, or a typist slipped."""
    if set(left) | set(right) <= _ARTICLES:
        return True
    return len(left) == len(right) == 1 and left[0].isalpha() and right[0].isalpha() and DamerauLevenshtein.distance(left[0], right[0]) == 1


def _ends(diff: Differences, said: Utterance, inside_a: set[int], inside_b: set[int]) -> Iterator[Change]:
    """What the remarks say before and behind their shared part: other words in its place alter it, else it was cut or added."""
    ends_a = _outside(diff.a, said.a.words, (said.matched[0][0], said.matched[-1][0]), inside_a)
    ends_b = _outside(diff.b, said.b.words, (said.matched[0][1], said.matched[-1][1]), inside_b)
    lost: tuple[int, ...] = ()
    more: tuple[int, ...] = ()
    stops_a = _stops(diff.a, said.a.words, (said.matched[0][0], said.matched[-1][0]))
    stops_b = _stops(diff.b, said.b.words, (said.matched[0][1], said.matched[-1][1]))
    for n, (end_a, end_b, near) in enumerate(zip(ends_a, ends_b, (said.matched[0], said.matched[-1]), strict=True)):
        if _exchanged(said, end_a, end_b) and not (_is_apart(diff.a, end_a, near[0]) or _is_apart(diff.b, end_b, near[1])):
            if not is_style(diff, end_a, end_b, near, near):
                yield placed_change(diff, "quote-altered", (end_a, end_b), near, _sureness(diff, said, end_a, end_b), _ALTERED)
        elif _is_paused(diff, end_a, end_b, near):
            continue
        elif stops_b[n] and _carries(diff.a, end_a) and not _quoted_elsewhere(diff.a, end_a, diff.b):
            lost = max(lost, end_a, key=len)
        elif stops_a[n] and _carries(diff.b, end_b) and not _quoted_elsewhere(diff.b, end_b, diff.a):
            more = max(more, end_b, key=len)
    kept_a, kept_b = tuple(i for i, _ in said.matched), tuple(j for _, j in said.matched)
    if lost and not _told_without_marks(diff.b, lost, diff.a_to_b):
        words = _with_kept(diff.a, lost, kept_a, kept_b)
        yield placed_change(diff, "quote-cut", words, said.matched[0], _part_sureness(said, diff.a, lost), _PART)
    if more and not _told_without_marks(diff.a, more, diff.b_to_a):
        words = _with_kept(diff.b, more, kept_b, kept_a)
        yield placed_change(diff, "quote-extended", words[::-1], said.matched[0], _part_sureness(said, diff.b, more), _PART)


def _is_paused(diff: Differences, end_a: Sequence[int], end_b: Sequence[int], near: tuple[int, int]) -> bool:
    """Does an end that only one side has say nothing but its neighbour again, or fill a pause?"""
    return bool(end_a) != bool(end_b) and is_style(diff, end_a, end_b, near, near)


def _with_kept(side: Side, lost: Sequence[int], kept: Sequence[int], kept_there: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What is quoted on one side only, and on both sides what is left of the sentence where that is short enough to be read beside it."""
    if len(kept) > _SHOWN_WHOLE or not all(_same_sentence(side, k, lost[0]) for k in (kept[0], kept[-1])):
        return tuple(lost), ()
    return tuple(sorted((*lost, *kept))), tuple(kept_there)


def _exchanged(said: Utterance, lost: Sequence[int], more: Sequence[int]) -> bool:
    """Are the two ends of a remark one exchanged for the other, rather than one cut and one added?"""
    if not lost or not more:
        return False
    return max(len(lost), len(more)) <= max(2, len(said.matched) // 3) and abs(len(lost) - len(more)) <= 1


def _is_apart(side: Side, end: Sequence[int], near: int) -> bool:
    """Does an ellipsis stand between the end of a remark and its shared part?"""
    return left_out(side, end[-1], near) if end[-1] < near else left_out(side, near, end[0])


def _told_without_marks(side: Side, run: Sequence[int], links: dict[int, int]) -> bool:
    """Does the other version say a long run of these words without marks? Then it quotes a quotation inside it, and cut nothing."""
    told = [k for k in run if k in links and side.quote_of[links[k]] < 0]
    return len(run) >= _LONG_RUN and len(told) >= 0.75 * len(run)


def _quoted_elsewhere(side: Side, run: Sequence[int], other: Side) -> bool:
    """Does the other version quote these words too, in another remark?"""
    wanted = _runs_of_three([side.words[k].norm for k in run])
    if not wanted:
        return False
    quoted = [k for k in range(len(other.words)) if other.quote_of[k] >= 0]
    return len(wanted & _runs_of_three([other.words[k].norm for k in quoted])) >= 0.6 * len(wanted)


def _runs_of_three(norms: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(norms, norms[1:], norms[2:], strict=False))


def _part_sureness(said: Utterance, side: Side, run: Sequence[int]) -> float:
    """Words missing from a sentence were cut; a whole sentence more or less may be no more than a shorter choice of what was said."""
    if not (said.a.closed and said.b.closed):
        return 0.65
    if len(said.matched) < _FEW or _is_sentence(side, run):
        return 0.7
    return 0.85


def _is_sentence(side: Side, run: Sequence[int]) -> bool:
    """Is a run of words one or more whole sentences of what is quoted?"""
    before = side.text[: side.words[run[0]].start].rstrip(" \"'“”‘’«»\n")[-1:]
    behind = side.text[side.words[run[-1]].end :].lstrip("\"'“”‘’«»")[:1]
    return (not before or before in _SENTENCE_ENDS) and (not behind or behind in _SENTENCE_ENDS)


def _outside(side: Side, words: Sequence[int], core: tuple[int, int], inside: set[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The words of a remark right before and right after its shared part, up to another shared part or another sentence."""
    before = tuple(takewhile(lambda k: k not in inside and _goes_with(side, k, core[0]), (k for k in reversed(words) if k < core[0])))
    after = tuple(takewhile(lambda k: k not in inside and _goes_with(side, k, core[1]), (k for k in words if k > core[1])))
    return before[::-1], after


def _goes_with(side: Side, k: int, near: int) -> bool:
    """Does a word stand in the sentence of another, and not outside the marks that a quoted block has around it?"""
    return _same_sentence(side, k, near) and (_is_in_marks(side, k) or not _is_in_marks(side, near))


def _is_in_marks(side: Side, k: int) -> bool:
    return side.quote_of[k] >= 0 and side.quotations[side.quote_of[k]].style != "block"


def _stops(side: Side, words: Sequence[int], core: tuple[int, int]) -> tuple[bool, bool]:
    """Does the remark quote nothing more of the sentence before its shared part, and behind it?"""
    before, after = _outside(side, words, core, set())
    return not before, not after


def _carries(side: Side, run: Sequence[int]) -> bool:
    """Do words say something: one of content, or a clause of any?"""
    return len(run) > _CLAUSE or any(side.is_content(k) for k in run)


def _same_sentence(side: Side, i: int, k: int) -> bool:
    return side.sentence_of[i] == side.sentence_of[k]
