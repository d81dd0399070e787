"""What speaks for a mark of doubt having been lost in the other version: the numbers that `hedges` weighs."""

from __future__ import annotations

from typing import NamedTuple

from retold.compare.pair.views import View

Hedge = tuple[range, str]  # where it stands, and its class
_SCOPE = 6  # words after a hedge (or before it) in which the governed words are looked for
_GOVERNED = 3  # content words that a hedge governs
_BESIDE = 2  # words that may stand between two words that were neighbours of a hedge


class HedgeSigns(NamedTuple):
    """Each 0..1."""

    governed: float  # share of the governed words that the counterpart says
    told: float  # share of the sentence's content words that it says
    tight: float  # are the hedge's two neighbours neighbours there?
    allegation: float
    modal: float
    soft: float
    disbelief: float
    quoted: float
    doubted_there: float  # has the counterpart a mark of doubt that answers to none here?


OF_THE_WHOLE = frozenset(["disbelief", "claim_nouns"])  # these judge the whole sentence, wherever they stand
_MODALS = frozenset(["can", "could", "may", "might"])


def hedge_signs(view: View, hedge: Hedge, others: bool) -> HedgeSigns:
    """The signs of one hedge of a sentence for which the counterpart has none; `others`: it has one that answers to none here."""
    where, name = hedge
    governed = governed_words(view, where)
    content = [k for k in view.sentence if view.side.is_content(k) and k not in where]
    told = _share(content, view)
    return HedgeSigns(
        governed=told if name in OF_THE_WHOLE else _share(governed, view),
        told=told,
        tight=float(is_tight(view, where)),
        allegation=float(name == "allegation"),
        modal=float(all(view.side.words[k].norm in _MODALS for k in where)),
        soft=float(name == "softener"),
        disbelief=float(name in OF_THE_WHOLE),
        quoted=float(view.side.quote_of[where.start] >= 0),
        doubted_there=float(others),
    )


def governed_words(view: View, where: range) -> list[int]:
    """The content words that a hedge governs: those behind it, or before it where it ends the sentence."""
    end = min(where.stop + _SCOPE, view.sentence.stop)
    after = [k for k in range(where.stop, end) if view.side.is_content(k)][:_GOVERNED]
    start = max(view.sentence.start, where.start - _SCOPE)
    return after or [k for k in range(start, where.start) if view.side.is_content(k)][-_GOVERNED:]


def is_tight(view: View, where: range) -> bool:
    """Do the words before and behind a hedge stand side by side in the counterpart, so that nothing stands in its place?"""
    before, behind = where.start - 1, where.stop
    if before < view.sentence.start or behind >= view.sentence.stop or before not in view.links or behind not in view.links:
        return False
    return 0 < view.links[behind] - view.links[before] <= _BESIDE and view.links[before] in view.counterpart


def _share(words: list[int], view: View) -> float:
    return sum(view.links.get(k, -1) in view.counterpart for k in words) / len(words) if words else 0.0
