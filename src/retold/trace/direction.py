"""Who took from whom, for two versions alone.

Decided: signs are added as log-odds, each with the words it rests on; what speaks for a third source is weighed against what speaks for
one of the two. Below odds of two to one the answer is "unclear".
Decided: both take from a third when both credit it; when one credits an agency for its text and the other, not that agency, carries the text;
when what they share is mostly what others said in public; or when the same sentences stand in both and nothing tells who had them first.
Not here: what further versions tell; `descent.py` adds that.
"""

from __future__ import annotations

from collections.abc import Sequence

from retold.records import Alignment, Change, Direction, Evidence, Version
from retold.trace.pair_signs import common_signs, direction_signs, same_text

_CLEAR = 0.7  # log-odds of two to one


def direction_of(a: Version, b: Version, alignment: Alignment, changes: Sequence[Change] = ()) -> Direction:
    """Who of two versions took from whom, with the evidence; weights above 0 speak for A as the source.

    What speaks for a common source stands first among the evidence of that verdict, with weight 0: it favours neither.
    """
    common = common_signs(a, b, alignment)
    signs = direction_signs(a, b, alignment, changes)
    total = sum(sign.weight for sign in signs)
    third = sum(sign.weight for sign in common)
    evidence = tuple(sorted(signs, key=lambda e: -abs(e.weight)))
    neutral = tuple(Evidence(e.why, 0.0, e.a, e.b) for e in sorted(common, key=lambda e: -e.weight))
    if third >= _CLEAR and third >= abs(total):
        return Direction("common-source", neutral + evidence)
    if abs(total) >= _CLEAR:
        return Direction("a-to-b" if total > 0 else "b-to-a", evidence + neutral)
    same = tuple(same_text(alignment))
    return Direction("common-source" if same else "unclear", same + evidence + neutral)
