"""Who took from whom, for two versions alone.

Decided: signs are added as log-odds; each keeps the words it rests on. A credit outweighs every other sign.
Decided: both take from a third when both credit it, or when one credits a source that is not the other's outlet and the other carries the
same text. Below odds of two to one the answer is "unclear".
Not here: what third versions tell; `descent.py` adds that.
"""

from __future__ import annotations

from collections.abc import Sequence

from retold.records import Alignment, Change, Credit, Direction, Evidence, Verdict, Version
from retold.trace.names import agency_called, credited_name, names_outlet, outlet_of
from retold.trace.times import stated_times

_UNCLEAR = 0.7  # log-odds under which no direction is claimed
_NAMED = 4.0  # the other's outlet is credited
_PERHAPS_NAMED = 2.0  # an outlet is credited, and the other's is not known
_COMMON = 3.0


def direction_of(a: Version, b: Version, alignment: Alignment, changes: Sequence[Change] = ()) -> Direction:
    """Who of two versions took from whom, with the evidence; weights above 0 speak for A as the source."""
    common = _common_source(a, b)
    signs = [*_credits(a, b), *_times(a, b), *_cuts(alignment), *_quotations(changes)]
    total = sum(sign.weight for sign in signs)
    strongest = max((abs(s.weight) for s in signs), default=0.0)
    evidence = tuple(sorted([*common, *signs], key=lambda e: -abs(e.weight)))
    if common and strongest < _NAMED:
        return Direction("common-source", evidence)
    verdict: Verdict = "unclear" if abs(total) < _UNCLEAR else "a-to-b" if total > 0 else "b-to-a"
    return Direction(verdict, evidence)


def _common_source(a: Version, b: Version) -> list[Evidence]:
    """A source that both credit, or that one credits and that is not the other's outlet."""
    ours, theirs = _whole(a), _whole(b)
    for name in ours:
        if name in theirs and not (names_outlet(name, outlet_of(a.article)) or names_outlet(name, outlet_of(b.article))):
            return [Evidence(f"both credit {name}", 0.0, ours[name].span, theirs[name].span)]
    for mine, other, other_credits, first in ((ours, b, theirs, True), (theirs, a, ours, False)):
        for name, credit in mine.items():
            if agency_called(name) and not other_credits and not names_outlet(name, outlet_of(other.article)):
                why = f"one credits {name}, the other carries the same text and credits nobody"
                return [Evidence(why, 0.0, credit.span if first else None, None if first else credit.span)]
    return []


def _credits(a: Version, b: Version) -> list[Evidence]:
    """Credits of one that name, or may name, the other."""
    found = []
    for mine, other, sign in ((a, b, -1.0), (b, a, 1.0)):
        outlet = outlet_of(other.article)
        for credit in mine.article.credits:
            name = credited_name(credit)
            if names_outlet(name, outlet):
                weight = _NAMED
            elif outlet is None and credit.kind != "agency" and name not in _all(other):
                weight = _PERHAPS_NAMED
            else:
                continue
            spans = (credit.span, None) if mine is a else (None, credit.span)
            found.append(Evidence(f"credits {name}", sign * weight, *spans))
            break
    return found


def _times(a: Version, b: Version) -> list[Evidence]:
    first, second = stated_times([a.article, b.article], None)
    if first is None or second is None:
        return []
    hours = second.hours - first.hours
    if abs(hours) <= first.width + second.width + 0.05:
        return []
    weight = min(1.0, abs(hours) / 2) * (1 if hours > 0 else -1)
    return [Evidence(f"{'B' if hours > 0 else 'A'} came out {abs(hours):.1f} hours later", round(weight, 2))]


def _cuts(alignment: Alignment) -> list[Evidence]:
    """One text nearly all in the other, which has much more: the shorter is a cut of the longer."""
    both = sum(p.a is not None and p.b is not None for p in alignment.pairs)
    only_a = sum(p.b is None for p in alignment.pairs)
    only_b = sum(p.a is None for p in alignment.pairs)
    if both < 3:
        return []
    if only_a >= 3 and only_b <= both / 10:
        return [Evidence(f"A has {only_a} sentences more, B nothing of its own", 0.8)]
    if only_b >= 3 and only_a <= both / 10:
        return [Evidence(f"B has {only_b} sentences more, A nothing of its own", -0.8)]
    return []


def _quotations(changes: Sequence[Change]) -> list[Evidence]:
    """The longer form of a quotation is the older: who copies can cut it but not make it longer."""
    weights = {"quote-cut": 0.4, "quote-extended": -0.4}
    return [Evidence(c.why or c.kind, weights[c.kind], c.a, c.b) for c in changes if c.kind in weights][:4]


def _whole(version: Version) -> dict[str, Credit]:
    return {credited_name(c): c for c in reversed(version.article.credits) if c.whole}


def _all(version: Version) -> set[str]:
    return {credited_name(c) for c in version.article.credits}
