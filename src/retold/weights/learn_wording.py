"""Learn how likely readers call a difference in wording a detail or a loaded word (`wording.json`) from labelled pairs of articles.

    python -m retold.weights.learn_wording PAIRS.jsonl [PAIRS.jsonl …]

Rows, examples and method are those of `learn_findings.py`: every candidate that a detector judges is an example, right if a label of its
kind lies in the same sentences and shares a word with it. Prints precision and recall by ten-fold cross-validation over pairs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from retold.compare.ledger import claimed, claims
from retold.compare.pair.differences import Differences
from retold.compare.truth.loaded import judgements
from retold.compare.wording.details import detail_changes, details
from retold.compare.wording.rewordings import rewordings
from retold.weights import learn_findings as shared
from retold.weights.labelled import rows_of


def main(paths: list[str]) -> None:
    """Learn from the files and write `wording.json` beside this script."""
    candidates: dict[str, Callable[[Differences], Iterator[Any]]] = {"loaded": _loaded, "detail": _details, "reworded": _reworded}
    examples: dict[str, list[Any]] = {name: [] for name in candidates}
    for row in rows_of(paths):
        diff = shared._differences(row)
        labels = list(shared._labels(row))
        for name, found in candidates.items():
            examples[name] += [shared._Example(row["pair"], signs, shared._is_right(labels, *place)) for signs, place in found(diff)]
    weights = {name: shared._learn(name, found) for name, found in examples.items()}
    Path(__file__).with_name("wording.json").write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def _details(diff: Differences) -> Iterator[Any]:
    differing = [pair for pair in diff.pairs if pair.regions]
    for found in details(diff, differing, claimed(diff, claims(diff, one_language=True))):
        of = diff.a if found.kind == "detail-dropped" else diff.b
        words = " ".join(of.words[k].norm for k in found.run if of.is_content(k))
        yield found.signs, (found.kind, found.pair.a_span, found.pair.b_span, words)


def _loaded(diff: Differences) -> Iterator[Any]:
    for pair in diff.pairs:
        for found in judgements(diff, pair):
            words = " ".join([*(diff.a.words[k].norm for k in found.lost), *(diff.b.words[k].norm for k in found.gained)])
            yield found.signs, ("loaded-word", pair.a_span, pair.b_span, words)


def _reworded(diff: Differences) -> Iterator[Any]:
    differing = [pair for pair in diff.pairs if pair.regions]
    kept = claims(diff, one_language=True)
    kept += detail_changes(diff, differing, claimed(diff, kept))
    for found in rewordings(diff, differing, kept):
        words = f"{found.pair.a_span.of(diff.a.text)} {found.pair.b_span.of(diff.b.text)}"
        yield found.signs, ("reworded", found.pair.a_span, found.pair.b_span, words)


if __name__ == "__main__":
    main(sys.argv[1:])
