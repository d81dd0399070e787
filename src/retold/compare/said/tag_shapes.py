"""What names a source by its shape alone, in words that one version has and the other has not: tags, labels of headlines, frames.

A tag reports ("the club said", "auditors found"), a label stands before or behind a headline ("Police: …", "…: report"), a frame holds a
source in set words ("as the coroner put it", "what the rebels called").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from retold.compare.pair.sides import Side
from retold.compare.said.sources import parts
from retold.compare.said.verbs import force
from retold.words import phrases

_LONGEST = 14  # words of a tag with its source
_LONGEST_LABEL = 3
_TAGGING = frozenset(
    "neutral claim assertion admission revelation insistence warning announcement pointing suggestion argument complaint prediction boasting "
    "belief fear protest testimony".split()
)
_REPORTING = frozenset(["reported", "report", "reports", "reporting"])
_PRONOUNS = frozenset("he she they it".split())
_PLACING = frozenset("to in for with from by on at than as".split())  # words inside a source that its sentence should set off
_BEFORE_LABEL = (": ", " - ", " – ", " — ")


def cue_by_shape(side: Side, run: Sequence[int], sentence: range) -> tuple[int, ...] | None:
    """The words of a run by which it names a source (none, in a label), or None where it names nobody."""
    if any(side.quote_of[k] >= 0 for k in run):
        return None
    if _is_label(side, run, sentence):
        return ()
    return _cue_of_tag(side, run) or _cue_of_frame(side, run)


def _cue_of_tag(side: Side, run: Sequence[int]) -> tuple[int, ...] | None:
    """The cue of words that name a source and how it reports, and nothing more."""
    if not 2 <= len(run) <= _LONGEST:
        return None
    cues = [n for n, k in enumerate(run) if force(side, k) in _TAGGING]
    if not cues and side.words[run[-1]].norm in _findings(side.language) and _is_set_off(side, run):
        cues = [len(run) - 1]
    if cues and _has_object(side, run[cues[-1]], run):
        return None
    others = [k for n, k in enumerate(run) if n not in cues and (side.is_content(k) or side.words[k].norm in _PRONOUNS)]
    closed = cues and (side.words[run[-1]].norm == "that" or cues[-1] == len(run) - 1)
    set_off = _is_set_off(side, run) or (closed and _PLACING.isdisjoint(side.words[k].norm for k in run))
    return tuple(run[n] for n in cues) if cues and others and set_off else None


def _has_object(side: Side, cue: int, run: Sequence[int]) -> bool:
    """Does a thing follow that was reported, rather than a statement: "which has reported cases"?"""
    behind = cue + 1
    return side.words[cue].norm in _REPORTING and behind in run and side.is_content(behind) and side.words[run[-1]].norm.endswith("s")


def _is_label(side: Side, run: Sequence[int], sentence: range) -> bool:
    """Is it a source that a headline is given before a colon or behind one?"""
    if len(run) > _LONGEST_LABEL or side.stems[run[-1]] not in parts(side.language):
        return False
    if run[0] == sentence.start:
        return side.text[side.words[run[-1]].end :][:1] == ":"
    before = side.text[side.words[run[0] - 1].end : side.words[run[0]].start]
    return run[-1] == sentence.stop - 1 and before in _BEFORE_LABEL


def _cue_of_frame(side: Side, run: Sequence[int]) -> tuple[int, ...] | None:
    """The set words around a source: "in … view"."""
    norms = [side.words[k].norm for k in run]
    for begins, ends in _frames(side.language):
        for at in range(min(2, len(norms))):
            if (
                norms[at : at + len(begins)] == list(begins)
                and norms[-len(ends) :] == list(ends)
                and len(norms) - at > len(begins) + len(ends)
            ):
                return tuple(run[at : at + len(begins)]) + tuple(run[-len(ends) :])
    return None


def _is_set_off(side: Side, run: Sequence[int]) -> bool:
    """Is the run set off: at an end of its sentence, by a comma, or by a quotation mark?"""
    before = side.text[max(0, side.words[run[0]].start - 3) : side.words[run[0]].start]
    after = side.text[side.words[run[-1]].end : side.words[run[-1]].end + 2]
    return any(c in ',;:"”’\n.—–-' for c in before + after) or run[0] == 0


@cache
def _findings(language: str | None) -> frozenset[str]:
    return frozenset(phrases(language, "tags", "findings"))


@cache
def _frames(language: str | None) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    pairs = (frame.split(" … ") for frame in phrases(language, "tags", "frames"))
    return tuple((tuple(begins.split()), tuple(ends.split())) for begins, ends in pairs)
