"""Attributions dropped and added: B states as fact what A has somebody say, and the reverse.

Looked for in sentences that correspond, from what the attribution model reads and from stretches that only one side has and that look
like a tag ("according to X", "X said"): a tag may hang on a sentence that has another attribution already. How sure each is was learnt
(`weights/learn_findings.md`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from retold.compare.pair.chances import chance
from retold.compare.pair.differences import Differences, PairDifference
from retold.compare.pair.findings import change
from retold.compare.pair.reports import Report, by_sentence, by_word, source_stems
from retold.compare.pair.sides import Side
from retold.compare.pair.views import View, views
from retold.compare.said.tag_shapes import cue_by_shape
from retold.compare.said.tag_signs import Claim, ClaimSigns, claim_signs, states
from retold.records import Change, ChangeKind, Span
from retold.words import phrases

_UNSAID = "the other version states this without saying who said it"
_SHOWN = 0.45  # from here more are right than wrong, by cross-validation
_REPORTED = re.compile(r"\bit (?:was|is|has been|had been) (?:\w+ly )?(?:reported|said|claimed|alleged|rumou?red)\b")
_PRONOUNS = frozenset("he she they it".split())
_RUMOUR = frozenset("reports rumors rumours rumor rumour".split())  # "reports say" is a mark of doubt
_Judged = tuple[ChangeKind, PairDifference, Claim, ClaimSigns]


def attribution_changes(diff: Differences) -> Iterator[Change]:
    """Every attribution-dropped and attribution-added of two versions."""
    for kind, pair, claim, signs in judged_claims(diff):
        named = tuple(sorted((*claim.source, *claim.cue)))
        words = (named, ()) if kind == "attribution-dropped" else ((), named)
        sure = chance("attribution", signs)
        if sure >= _SHOWN:
            yield change(diff, pair, kind, words, sure, _UNSAID)


def _shown(claim: Claim, links: dict[int, int]) -> tuple[int, ...]:
    """The words that name who says it, without those at either end that the other version has too: a subject that stays."""
    named = sorted((*claim.source, *claim.cue))
    gone = [n for n, k in enumerate(named) if k not in links]
    return tuple(named[gone[0] : gone[-1] + 1]) if gone else tuple(named)


def judged_claims(diff: Differences) -> Iterator[_Judged]:
    """Every attribution beside its counterpart sentences, with the signs by which its loss is judged."""
    said_a, said_b = by_word(diff.told_a), by_word(diff.told_b)
    pairs = [(pair, *views(diff, pair)) for pair in diff.pairs if pair.places]
    yield from _judged("attribution-dropped", [(p, v) for p, v, _ in pairs], by_sentence(diff.a, diff.told_a), said_b)
    yield from _judged("attribution-added", [(p, v) for p, _, v in pairs], by_sentence(diff.b, diff.told_b), said_a)


def _judged(
    kind: ChangeKind, pairs: Sequence[tuple[PairDifference, View]], reports: dict[Span, list[Report]], attributed: dict[int, list[Report]]
) -> Iterator[_Judged]:
    of_sentence: dict[Span, list[tuple[PairDifference, View]]] = defaultdict(list)
    for pair, view in pairs:
        of_sentence[pair.a_span if kind == "attribution-dropped" else pair.b_span].append((pair, view))
    for sentence, seen in of_sentence.items():
        for claim in _claims(seen, reports.get(sentence, [])):
            for pair, view in seen:
                signs = claim_signs(view, claim, attributed)
                if signs is not None:
                    yield kind, pair, claim, signs


def _claims(seen: Sequence[tuple[PairDifference, View]], reports: Sequence[Report]) -> list[Claim]:
    """The attributions of a sentence: those that were read, then tags by their shape that hold other words."""
    view = seen[0][1]
    found = [c for r in reports if (c := _claim_of(view, r, reports))]
    taken = {k for r in reports for k in r.named}
    for run in _runs(view.sentence, view.links):
        cue = None if taken & set(run) else cue_by_shape(view.side, run, view.sentence)
        if cue is not None and not (cue == () and view.other.known.issuperset(view.side.stems[k] for k in run)):
            found.append(_claim_by_shape(view, run, cue, reports))
    return [c for c in found if not _is_rumour(view.side, c)]


def _claim_of(view: View, report: Report, reports: Sequence[Report]) -> Claim | None:
    here = [k for k in sorted(report.content) if k in view.sentence]
    content = here if sum(view.side.is_content(k) for k in here) >= 2 else sorted(report.content)
    source = tuple(k for k in report.source if k in view.sentence)
    cue = tuple(k for k in report.cue if k in view.sentence)
    others = frozenset(k for r in reports if r is not report for k in r.content)
    return (
        Claim(source, cue, tuple(content), frozenset(source_stems(view.side, report)), others, states(view.side, cue))
        if source or cue
        else None
    )


def _claim_by_shape(view: View, run: Sequence[int], cue: tuple[int, ...], reports: Sequence[Report]) -> Claim:
    source = tuple(k for k in run if k not in cue)
    stems = frozenset(view.side.stems[k] for k in source if view.side.is_content(k) and view.side.is_name(k))
    content = tuple(k for k in view.sentence if k not in run)
    return Claim(source, cue, content, stems, frozenset(k for r in reports for k in r.content), True)


def _is_rumour(side: Side, claim: Claim) -> bool:
    """Is the source nobody: "according to reports", "it is alleged"? Such words cast doubt; they name no one."""
    named = [side.words[k].norm for k in sorted((*claim.source, *claim.cue))]
    if " ".join(named[:3]) in phrases(side.language, "hedges", "allegation"):
        return True
    if _REPORTED.search(" ".join(named)):
        return True
    content = [side.words[k].norm for k in claim.source if side.is_content(k) or side.words[k].norm in _PRONOUNS]
    return bool(content) and set(content) <= _RUMOUR and not any(side.words[k].norm in ("the", "a", "this", "its") for k in claim.source)


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
