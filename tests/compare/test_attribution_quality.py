"""Floors of quality on the gold development articles of PolNeAR, where they lie beside the project."""

import gzip
import json

import pytest

from retold.compare.attribution import attributions
from retold.compare.attribution.weights import load_weights

pytestmark = pytest.mark.shared

FLOORS = {"content": 0.80, "overlap": 0.65, "whole": 0.59, "quoted": 0.86}


@pytest.fixture(scope="module")
def rows(root):
    path = root.parent / "shared" / "data" / "polnear-dev.jsonl.gz"
    if not path.exists():
        pytest.skip("the development articles of PolNeAR are not beside the project")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def places(spans):
    return {at for start, end in spans for at in range(start, end)}


def half(one, other):
    return bool(one and other) and 2 * len(one & other) >= len(one | other)


def touch(one, other):
    return (not one and not other) or bool(one & other)


def test_attributions_stay_above_their_floors(rows):
    hit, said, gold = (dict.fromkeys(FLOORS, 0) for _ in range(3))

    def count(name, hits, found, true):
        hit[name] += hits
        said[name] += found
        gold[name] += true

    for row in rows:
        text = row["text"]
        found = [[places((s.start, s.end) for s in spans) for spans in (a.source, a.cue, a.content)] for a in attributions(text, "en")]
        true = [[places(a.get(role, [])) for role in ("source", "cue", "content")] for a in row["attributions"]]
        covered, wanted = set().union(*(f[2] for f in found)), set().union(*(t[2] for t in true))
        count("content", len(covered & wanted), len(covered), len(wanted))
        count("overlap", sum(any(half(f[2], t[2]) for f in found) for t in true), len(found), len(true))
        whole = sum(any(half(f[2], t[2]) and touch(f[0], t[0]) and touch(f[1], t[1]) for f in found) for t in true)
        count("whole", whole, len(found), len(true))
        quoted = [[x for x in some if x[2] and text[min(x[2])] in "\"“”'‘"] for some in (found, true)]
        count("quoted", sum(any(half(f[2], t[2]) for f in quoted[0]) for t in quoted[1]), len(quoted[0]), len(quoted[1]))
    f1 = {name: 2 * hit[name] / (said[name] + gold[name]) for name in FLOORS}
    assert {name: (f1[name], floor) for name, floor in FLOORS.items() if f1[name] < floor} == {}


def test_the_weights_are_numbers_only_and_small(root):
    assert load_weights() is not None
    assert (root / "src/retold/weights/attribution.npz").stat().st_size < 20_000_000
