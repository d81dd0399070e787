"""Pairs told in other words that share no turn of phrase."""

import importlib.util
import json
import sys

import numpy as np
import pytest
from match_prose import prose

from retold.errors import BadInput
from retold.run.match import match_corpus
from retold.run.semantic import MARGIN, Row, embedder, proposed, told_by_meaning

REPORT = (
    "The ferry Maren Holt ran aground on Tuesday near the harbour of Sundrey with 140 people aboard. "
    "No one was hurt, the coast guard said. "
    "Divers will inspect the hull before the vessel is towed to the yard in Skelle. "
    "The shipping line suspended the route until further notice. "
    "An inquiry into the accident was ordered by the transport minister Clara Weng."
)
RETOLD = (
    "Close to Sundrey harbour, the Maren Holt, a ferry carrying 140, grounded Tuesday. "
    "According to the coast guard nobody suffered injuries. "
    "Before towing her to Skelle's yard, the ship's hull gets examined by divers. "
    "Until notice is given, sailings on this route are suspended by the line. "
    "Transport minister Clara Weng has ordered the accident investigated."
)
OTHERS = [
    (
        "Bakers across the county raised the price of bread again this week as flour grew dearer. A loaf now costs a tenth more than in spring. "
        "The guild of bakers blamed a poor harvest. Shops in the capital reported fewer buyers on market days."
    ),
    (
        "The city orchestra opened its season with a work by a local composer of nineteen. The hall was sold out for the first time in years. "
        "Critics praised the brass. The second concert follows in October with a soloist from abroad."
    ),
    (
        "A court ruled that the old mill may be torn down. Neighbours had collected four thousand names against it. "
        "The owner plans flats and a small museum there. Work will not begin before summer, his lawyer said."
    ),
    (
        "Rangers counted more otters in the northern lakes than ever before. Cameras recorded the animals at night. "
        "Fishermen fear for their catch. The state pays for nets that keep otters out."
    ),
]


def words_only(texts):
    """Vectors for tests: a place for each word stem of four letters, so that tellings of one thing lie near each other."""
    stems = sorted({w[:4].lower() for t in texts for w in t.split()})
    vectors = np.array([[sum(w[:4].lower() == s for w in t.split()) for s in stems] for t in texts], dtype=np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def rows(*texts):
    return [Row(json.dumps(str(k)), text) for k, text in enumerate(texts)]


def test_a_telling_in_other_words_is_proposed_and_verified_by_its_sentences():
    (match,) = told_by_meaning(rows(REPORT, *OTHERS, RETOLD), set(), words_only)
    assert (json.loads(match.a), json.loads(match.b), match.kind) == ("0", "5", "rewrite")
    assert match.passages
    assert {p.a.of(REPORT)[:9] for p in match.passages} <= {
        s[:9] for s in ("The ferry", "No one was", "Divers wi", "The shipp", "An inquir")
    }
    assert min(match.containment_a, match.containment_b) >= 0.15


def test_what_is_near_but_has_no_sentence_in_common_is_refused():
    def near(texts):
        return np.eye(len(texts), 8, dtype=np.float32)[[0, *range(1, len(texts) - 1), 0]]

    assert told_by_meaning(rows(OTHERS[0], *OTHERS[1:], REPORT), set(), near) == []


def test_known_pairs_and_lone_texts_are_not_asked():
    assert told_by_meaning(rows(REPORT, *OTHERS, RETOLD), {('"0"', '"5"')}, words_only) == []
    assert told_by_meaning(rows(REPORT), set(), words_only) == []
    assert told_by_meaning([], set(), words_only) == []


def test_only_pairs_nearer_than_the_third_of_both_are_proposed():
    rng = np.random.default_rng(1)
    vectors = rng.normal(size=(60, 16)).astype(np.float32)
    vectors[7] = vectors[3] + 0.2 * vectors[9]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    alike = (vectors @ vectors.T).astype(np.float64)
    np.fill_diagonal(alike, -2)
    ranked = np.sort(alike, axis=1)[:, ::-1]
    slowly = [
        (a, b)
        for a in range(60)
        for b in range(a + 1, 60)
        if alike[a, b] >= max(ranked[a, 2], ranked[b, 2]) and alike[a, b] - max(ranked[a, 2], ranked[b, 2]) >= MARGIN
    ]
    assert proposed(vectors) == slowly
    assert (3, 7) in slowly


def test_without_the_extra_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "wordllama", None)
    (tmp_path / "in.jsonl").write_text("".join(json.dumps({"id": k, "text": prose(40, k)}) + "\n" for k in range(3)), encoding="utf-8")
    with pytest.raises(BadInput, match=r"retold\[semantic\]"):
        match_corpus(tmp_path / "in.jsonl", tmp_path / "out.jsonl", processes=1, semantic=True)
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.skipif(importlib.util.find_spec("wordllama") is None, reason="wordllama (retold[semantic]) is not installed")
def test_the_weights_of_the_package_find_it_in_a_corpus(tmp_path):
    texts = [REPORT, *OTHERS, RETOLD]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps({"id": k, "text": t}) + "\n" for k, t in enumerate(texts)), encoding="utf-8")
    done = match_corpus(tmp_path / "in.jsonl", tmp_path / "out.jsonl", processes=1, semantic=True)
    (row,) = map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())
    assert (row["a"], row["b"], row["kind"], done.matches) == (0, 5, "rewrite", 1)
    assert embedder()(["one", "two"]).shape[0] == 2
