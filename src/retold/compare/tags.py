"""Attribution tags put in or taken out as a whole: "according to X", "X said", "as first reported by X", beside words that stay.

A complement to `reported.py`: a tag may hang on a sentence that has another attribution already ("he wrote, according to The Post").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retold.compare.differences import Differences, PairDifference
from retold.compare.findings import change
from retold.compare.sides import Side, is_block
from retold.compare.verbs import force
from retold.records import Change

_UNSAID = "the other version states this without saying who said it"
_LONGEST = 14  # words of a tag with its source
_KEPT = 0.6  # share of the words around a tag that must stay
_AROUND = 4  # words on each side of a tag that are looked at
_TAGGING = frozenset("neutral claim assertion admission revelation insistence warning announcement pointing suggestion argument".split())
_PRONOUNS = frozenset("he she they it".split())
_AT_SECOND_HAND = frozenset({"according", "reported", "reports"})  # tags that name who passed the words on


def tag_changes(diff: Differences, pair: PairDifference) -> Iterator[Change]:
    """Tags of one sentence pair that only one side has."""
    if pair.likeness < 0.3:
        return
    for run in _runs(pair.a, diff.a_to_b):
        if (
            _is_tag(diff.a, run)
            and _stays(diff.a, run, pair.a, diff.a_to_b)
            and not _tagged(diff.a, run, diff.a_to_b, diff.b, pair.b, diff.b_to_a)
        ):
            yield change(diff, pair, "attribution-dropped", (run, ()), _strength(pair), _UNSAID)
    for run in _runs(pair.b, diff.b_to_a):
        if (
            _is_tag(diff.b, run)
            and _stays(diff.b, run, pair.b, diff.b_to_a)
            and not _tagged(diff.b, run, diff.b_to_a, diff.a, pair.a, diff.a_to_b)
        ):
            yield change(diff, pair, "attribution-added", ((), run), _strength(pair), _UNSAID)


def _runs(where: range, links: dict[int, int]) -> Iterator[tuple[int, ...]]:
    run: list[int] = []
    for k in where:
        if k not in links:
            run.append(k)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _is_tag(side: Side, run: Sequence[int]) -> bool:
    """Do these words name a source and how it reports, and nothing more, outside quotation marks?"""
    if not 2 <= len(run) <= _LONGEST or any(side.quote_of[k] >= 0 for k in run):
        return False
    cues = [n for n, k in enumerate(run) if force(side, k) in _TAGGING]
    if not cues:
        return False
    others = [k for n, k in enumerate(run) if n not in cues and (side.is_content(k) or side.words[k].norm in _PRONOUNS)]
    set_off = _edge(side, run) or side.words[run[-1]].norm == "that" or cues[-1] == len(run) - 1
    return bool(others) and set_off


def _edge(side: Side, run: Sequence[int]) -> bool:
    """Is the run set off: at an end of its sentence, by a comma, or by a quotation mark?"""
    before = side.text[max(0, side.words[run[0]].start - 3) : side.words[run[0]].start]
    after = side.text[side.words[run[-1]].end : side.words[run[-1]].end + 2]
    return any(c in ',;:"”’\n.—–-' for c in before + after) or run[0] == 0


def _stays(side: Side, run: Sequence[int], sentence: range, links: dict[int, int]) -> bool:
    """Does the other version hold most of the words around a run?"""
    before = range(max(sentence.start, run[0] - _AROUND), run[0])
    behind = range(run[-1] + 1, min(sentence.stop, run[-1] + 1 + _AROUND))
    around = [*before, *behind]
    return bool(around) and sum(k in links for k in around) >= _KEPT * len(around)


def _tagged(side: Side, run: Sequence[int], own: dict[int, int], other: Side, sentence: range, links: dict[int, int]) -> bool:
    """Does the other sentence name the source, or report in words of its own?"""
    around = [k for k in (run[0] - 1, run[-1] + 1) if k in own]
    if any(other.quote_of[own[k]] >= 0 for k in around) and not any(side.words[k].norm in _AT_SECOND_HAND for k in run):
        return True  # what stands in quotation marks is somebody's words still, whoever the text names around it
    source = {side.stems[k] for k in run if side.is_content(k) and side.is_name(k)}
    here = {other.stems[k] for k in sentence}
    if is_block(other, sentence):
        return True
    at_second_hand = any(side.words[k].norm in _AT_SECOND_HAND for k in run)
    reports = [k for k in sentence if other.quote_of[k] < 0 and force(other, k) is not None]
    return bool(source & here) or any(not at_second_hand or k not in links for k in reports)


def _strength(pair: PairDifference) -> float:
    return 0.45 + 0.45 * pair.likeness
