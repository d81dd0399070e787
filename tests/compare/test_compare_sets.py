"""Laws of comparing on real articles, where the data sets lie beside the project: nothing changed in itself, and both directions mirror."""

from __future__ import annotations

import gzip
import json
from itertools import islice, pairwise

import pytest

from retold.compare.ledger import mirrored
from retold.pipeline import compare, read
from retold.records import Article, Comparison, Page

pytestmark = pytest.mark.shared

SETS = ["allsides", "basil", "clough-stevenson", "emergent", "helsinki", "polnear-dev", "polnear-train", "reuters"]
SAMPLE = 12  # articles of each set, spread over it


def articles(root, name: str) -> list[Article]:
    path = root.parent / "shared" / "data" / f"{name}.jsonl.gz"
    if not path.exists():
        pytest.skip(f"the set {name} is not beside the project")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, 600)]
    chosen = texts[:: max(1, len(texts) // SAMPLE)][:SAMPLE]
    return list(read(Page(f"{name}-{k}", "text", text) for k, text in enumerate(chosen)).articles)  # notes of a few words are skipped


def told(comparison: Comparison) -> set[tuple[object, ...]]:
    return {(c.kind, c.a_sentence, c.b_sentence, c.a, c.b, c.strength) for c in comparison.changes}


@pytest.mark.parametrize("name", SETS)
def test_an_article_compared_with_itself_has_no_changes(root, name):
    for article in articles(root, name):
        same = compare(article, article)
        assert same.changes == ()
        assert same.relation == "copy"


@pytest.mark.parametrize("name", ["basil", "helsinki", "emergent"])
def test_changing_places_mirrors_the_changes(root, name):
    for a, b in pairwise(articles(root, name)):
        forth, back = compare(a, b), compare(b, a)
        assert told(forth) == {(m.kind, m.a_sentence, m.b_sentence, m.a, m.b, m.strength) for m in map(mirrored, back.changes)}
        assert {(p.a, p.b) for p in forth.alignment.pairs} == {(p.b, p.a) for p in back.alignment.pairs}


def test_rewritten_news_mirrors_too(root):
    path = root.parent / "shared" / "data" / "rewritten-pairs.jsonl.gz"
    if not path.exists():
        pytest.skip("the rewritten pairs are not beside the project")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, 24)]
    for row in rows:
        a, b = read(Page(side, "text", row[side]) for side in ("original", "altered")).articles
        assert told(compare(a, b)) == {
            (m.kind, m.a_sentence, m.b_sentence, m.a, m.b, m.strength) for m in map(mirrored, compare(b, a).changes)
        }
