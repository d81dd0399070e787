"""What speaks for an attribution having been lost in the other version: the numbers that `tags` weighs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from retold.compare.pair.reports import Report
from retold.compare.pair.sides import Side, is_block
from retold.compare.pair.views import View
from retold.compare.said.verbs import force, forces_in

_AT_SECOND_HAND = frozenset({"according", "citing", "reported", "reports"})  # cues that name who passed the words on
_THIRD_PERSON = frozenset(["he", "she", "they", "it"])
_FIRST_PERSON = frozenset(["i", "me", "my", "we", "us", "our", "mine", "ours"])
_SAYING = frozenset(  # forces of verbs by which something is stated
    "neutral claim assertion argument admission revelation insistence warning denial suggestion announcement belief fear prediction "
    "pointing complaint boasting protest testimony speculation hope threat outcry".split()
)
_LEAST = 2  # content words of a statement that the counterpart must say


class Claim(NamedTuple):
    """Somebody said something: the words that name him and how he says it, and those that he says."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    stems: frozenset[str]  # of the source and the name that it stands for
    said_by_others: frozenset[int]  # words of the content that somebody else says too: "he wrote, according to The Post"
    says: bool  # is it by its words that something is stated?


class ClaimSigns(NamedTuple):
    """Each 0..1; "there" is the counterpart sentence."""

    plain: float  # share of what is said that stands there, if it does so as plain fact: not quoted, and nobody says it
    named_gone: float  # share of the naming words that do not
    attributed_there: float  # share of the common words that somebody says there, and nobody else here
    reports_there: float  # is there a reporting verb that has no counterpart here?
    second_hand: float  # does the cue name who passed the words on?
    quoted_there: float  # share of the common words in quotation marks there
    no_source: float
    block_there: float  # is it part of a document quoted without marks?


def states(side: Side, cue: Sequence[int]) -> bool:
    """Does a cue have a verb by which something is stated?"""
    return any(force(side, k) in _SAYING for k in cue)


def claim_signs(view: View, claim: Claim, attributed: dict[int, list[Report]]) -> ClaimSigns | None:
    """The signs of one attribution of a sentence; `attributed` are the words of the other version that somebody says, with who does.

    None where the counterpart hardly says what it is about, or only asks.
    """
    content = [k for k in claim.content if view.side.is_content(k)]
    linked = {k for k in content if view.links.get(k, -1) in view.counterpart}
    if len(linked) < _LEAST or _is_only_asked(view, claim, [view.links[k] for k in linked]):
        return None
    naming = [*claim.cue] if _speaks_of_himself(view, claim) else [*claim.source, *claim.cue]
    named = [k for k in naming if view.side.is_content(k)] or naming
    moved = {view.other.stems[k] for k in view.counterpart if view.back.get(k, -1) not in view.sentence}
    gone = sum(view.links.get(k, -1) not in view.counterpart and view.side.stems[k] not in moved for k in named) / len(named)
    second = any(view.side.words[k].norm in _AT_SECOND_HAND and force(view.side, k) is not None for k in claim.cue)
    said_there = {k for k in linked if any(not _is_inside(view, r, claim) for r in attributed.get(view.links[k], ()))}
    attributed_there = len(said_there - claim.said_by_others) / len(linked)
    quoted_there = sum(view.other.quote_of[view.links[k]] >= 0 for k in linked) / len(linked)
    reports_there = any(k not in view.back for k in forces_in(view.other, view.counterpart))
    is_fact = claim.says and not (attributed_there or quoted_there or reports_there)
    return ClaimSigns(
        plain=gone * len(linked) / len(content) if is_fact else 0.0,
        named_gone=gone,
        attributed_there=attributed_there,
        reports_there=float(reports_there),
        second_hand=float(second),
        quoted_there=0.0 if second else quoted_there,
        no_source=float(not claim.source),
        block_there=float(_is_block(view)),
    )


def _speaks_of_himself(view: View, claim: Claim) -> bool:
    """Does what is said begin with a pronoun, so that the source may stay as its subject: "the nurse says she …", "the nurse …"?"""
    return bool(claim.cue and claim.source and claim.content) and view.side.words[claim.content[0]].norm in _THIRD_PERSON


def _is_only_asked(view: View, claim: Claim, there: Sequence[int]) -> bool:
    """Is the same a question in the other version, which states nothing?"""
    asks_here = _asks(view.side, claim.content[0])
    return not asks_here and all(_asks(view.other, k) for k in there)


def _asks(side: Side, k: int) -> bool:
    return side.sentence_of[k].of(side.text).rstrip("\"'”’» ").endswith("?")


def _is_inside(view: View, report: Report, claim: Claim) -> bool:
    """Is an attribution of the counterpart a part of what is claimed here: "the union claims that managers ordered …"?"""
    return bool(report.cue) and all(view.back.get(k, -1) in claim.content for k in report.cue)


def _is_block(view: View) -> bool:
    """Does the counterpart belong to a document quoted without marks? Only a sentence with "I" or "we" is looked at closely."""
    spoken = any(view.other.words[k].norm.split("'")[0] in _FIRST_PERSON for k in view.counterpart)
    return spoken and is_block(view.other, view.counterpart)
