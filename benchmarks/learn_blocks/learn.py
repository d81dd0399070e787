"""Learns the weights by which blocks of a page are judged: src/retold/weights/blocks.json and blocks.npz.

    python benchmarks/learn_blocks/learn.py --set FOLDER --portals FOLDER --fundus CHECKOUT --readability CHECKOUT [--sample 0.1] [--out FOLDER]

Needs lightgbm, scikit-learn and scipy beside the project. One process, four minutes of a processor. What each part is and why stands in
src/retold/weights/learn_blocks.md. A fifth of the --set pages, split off by site, is never learnt from, nor are sites of --never.
"""

import argparse
import hashlib
import json
import random
from collections import defaultdict
from pathlib import Path

import lightgbm
import numpy as np
from made_up import made_up
from pages import Known, benchmark_like, fundus, host_of, portals, readability
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from retold.article.blocks import OWN_NAMES, Vocabulary, hint_names, measure, own_words, text_tokens
from retold.article.frame import Frame
from retold.article.page_facts import page_facts
from retold.article.second_look import second_columns
from retold.article.trees import LEAVES

FOLDS = 3
WORTH = {"set": 1.0, "fundus": 1.3, "portal": 0.25, "readability": 0.7}  # of a page of each set; portals are many pages of few sites
MADE_UP = 0.6  # of a made-up page against a real one
COPIES = {"set": 1, "fundus": 2, "readability": 2}
FIRST = {"objective": "binary", "learning_rate": 0.08, "num_leaves": 31, "min_data_in_leaf": 60, "lambda_l2": 5}
SECOND = {"objective": "binary", "learning_rate": 0.07, "num_leaves": 24, "min_data_in_leaf": 80, "lambda_l2": 10}
SHARED = {"feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "max_bin": 63, "num_threads": 1, "verbose": -1, "seed": 1}
HOPE = 0.02  # likelihood by the first ensemble below which a block is not shown to the second


def fold_of(host: str, folds: int, salt: str = "") -> int:
    """The same fold for all pages of a site."""
    return int(hashlib.md5((host + salt).encode()).hexdigest(), 16) % folds


def weights_of(known: Known) -> np.ndarray:
    """What each block counts: long ones more, all of a page together the same."""
    sizes = np.array([max(1, len(block.text) // 6) for block in known.markup.blocks]) ** 0.7
    worth = WORTH[known.source] * (MADE_UP if known.made_up else 1)
    return sizes / sizes.sum() * 100 * worth * np.array(known.trust)


def text_words(known: Known) -> list[list[str]]:
    return [text_tokens(own_words(block.text)) for block in known.markup.blocks]


def hint_words(known: Known) -> list[list[str]]:
    boxes = known.markup.boxes
    found = []
    for block in known.markup.blocks:
        words, box, level = ["i:" + name for name in hint_names(block.inner)], block.box, 0
        while box >= 0:
            mark = ("0:", "1:", "^:")[min(level, 2)]
            words += [mark + name for name in (*hint_names(boxes[box].hint), "<" + boxes[box].tag)]
            box, level = boxes[box].parent, level + 1
        found.append(words)
    return found


def table(pages: list[Known], words_of) -> dict[str, float]:
    """Log-odds of words by logistic regression; words of fewer than four sites are left out."""
    listed = [words_of(known) for known in pages]
    sites = defaultdict(set)
    for known, blocks in zip(pages, listed, strict=True):
        for words in blocks:
            for word in words:
                sites[word].add(known.host)
    index = {word: n for n, word in enumerate(sorted(word for word, hosts in sites.items() if len(hosts) >= 4))}
    rows, columns, row = [], [], 0
    for blocks in listed:
        for words in blocks:
            found = {index[word] for word in words if word in index}
            rows += [row] * len(found)
            columns += found
            row += 1
    matrix = csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=(row, len(index)))
    labels = np.concatenate([known.labels for known in pages]) >= 0.5
    weight = np.concatenate([weights_of(known) for known in pages])
    model = LogisticRegression(C=0.3, max_iter=60, tol=3e-3, solver="liblinear").fit(matrix, labels, sample_weight=weight / weight.mean())
    return {word: round(float(model.coef_[0][n]), 2) for word, n in index.items() if abs(model.coef_[0][n]) > 0.02}


def rows_of(known: Known, vocabulary: Vocabulary) -> np.ndarray:
    facts = page_facts(known.markup)
    return measure(known.markup, Frame(known.markup), vocabulary, facts.title or known.markup.title, facts.description, facts.told)


def out_of_fold_rows(pages: list[Known]) -> list[np.ndarray]:
    """The rows of each page, its words judged by tables learnt on other sites."""
    rows: list[np.ndarray | None] = [None] * len(pages)
    for fold in range(FOLDS):
        others = [known for known in pages if fold_of(known.host, FOLDS) != fold]
        vocabulary = Vocabulary.of(table(others, text_words), table(others, hint_words))
        for n, known in enumerate(pages):
            if fold_of(known.host, FOLDS) == fold:
                rows[n] = rows_of(known, vocabulary)
    return rows


def ensemble(pages: list[Known], rows: list[np.ndarray], shown: list[np.ndarray], parameters: dict, rounds: int):
    """Boosted trees on the blocks that are shown; blocks that are body by halves teach nothing."""
    x = np.concatenate([row[show] for row, show in zip(rows, shown, strict=True)])
    y = np.concatenate([np.array(known.labels)[show] for known, show in zip(pages, shown, strict=True)])
    weight = np.concatenate([weights_of(known)[show] for known, show in zip(pages, shown, strict=True)])
    keep = ((y < 0.2) | (y > 0.8)) & (weight > 0)
    data = lightgbm.Dataset(x[keep], (y[keep] >= 0.5).astype(int), weight=weight[keep] / weight[keep].mean())
    return lightgbm.train({**SHARED, **parameters}, data, rounds)


def thinned(known: Known, row: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Which blocks the first ensemble learns from: three of ten short link blocks will do."""
    easy = (np.array(known.labels) < 0.2) & (row[:, OWN_NAMES.index("linked")] > 0.8) & (row[:, OWN_NAMES.index("words")] < 2.5)
    return ~easy | (rng.random(len(row)) < 0.3)


def with_second(known: Known, row: np.ndarray, likely: np.ndarray) -> np.ndarray:
    words = np.expm1(row[:, OWN_NAMES.index("words")].astype(np.float64))
    seen = np.where(likely < HOPE, 0, likely).astype(np.float32)
    return np.concatenate([row, second_columns(Frame(known.markup), words, seen)], axis=1)


def arrays(model, name: str) -> dict[str, np.ndarray]:
    """An ensemble as the arrays that `retold.article.trees` reads."""
    column, limit, struck, starts, value = [], [], [], [], []

    def add(node, leaves) -> int:
        """Notes a question and all below it; the leaves it leads to, as bits."""
        if "split_feature" not in node:
            leaves.append(node["leaf_value"])
            return 1 << (len(leaves) - 1)
        number = len(column)
        column.append(node["split_feature"])
        limit.append(node["threshold"])
        struck.append(0)
        struck[number] = add(node["left_child"], leaves)
        return struck[number] | add(node["right_child"], leaves)

    for tree in model.dump_model()["tree_info"]:
        leaves: list[float] = []
        starts.append(len(column))
        if add(tree["tree_structure"], leaves) == 1:  # a tree that asks nothing: a question that all answer "yes"
            column, limit, struck = [*column, 0], [*limit, np.inf], [*struck, 0]
        value.append(leaves + [0.0] * (LEAVES - len(leaves)))
    parts = {"starts": (starts, np.int32), "column": (column, np.int16), "limit": (limit, np.float32)}
    parts |= {"struck": (struck, np.uint32), "value": (value, np.float32)}
    return {f"{name}_{key}": np.array(values, kind) for key, (values, kind) in parts.items()}


def collected(options) -> list[Known]:
    never = json.loads(Path(options.never).read_text(encoding="utf-8")) if options.never else {}
    hosts = {host_of(gold["url"]) for gold in never.values()}
    known = [
        *benchmark_like(Path(options.set)),
        *portals(Path(options.portals)),
        *fundus(Path(options.fundus)),
        *readability(Path(options.readability)),
    ]
    apart = {page.host for page in known if page.source == "set" and fold_of(page.host, 5, "apart") == 0}
    pages = [page for page in known if page.markup.blocks and page.host not in apart | hosts]
    pages = [page for page in pages if fold_of(page.host, 1000, "sample") < 1000 * options.sample]
    rng = random.Random(7)
    pool = [b.text for p in pages for b, label in zip(p.markup.blocks, p.labels, strict=True) if label > 0.9 and 60 < len(b.text) < 700]
    heads = [title for page in pages if (title := page_facts(page.markup).title)]
    copies = [made_up(page, rng, pool, heads) for page in pages for _ in range(COPIES.get(page.source, 0))]
    return pages + [page for page in copies if page and page.markup.blocks]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--set", "--portals", "--fundus", "--readability"):
        parser.add_argument(name, required=True)
    parser.add_argument("--never", help="ground-truth.json of pages whose sites are not learnt from")
    parser.add_argument("--sample", type=float, default=1.0)
    parser.add_argument("--out", default="src/retold/weights")
    options = parser.parse_args()
    pages = collected(options)
    print(len(pages), "pages")
    rows = out_of_fold_rows(pages)
    words = {"text": table(pages, text_words), "hints": table(pages, hint_words)}
    rng = np.random.default_rng(1)
    shown = [thinned(known, row, rng) for known, row in zip(pages, rows, strict=True)]
    likely: list[np.ndarray | None] = [None] * len(pages)
    for fold in range(FOLDS):
        others = [n for n, known in enumerate(pages) if fold_of(known.host, FOLDS) != fold]
        model = ensemble([pages[n] for n in others], [rows[n] for n in others], [shown[n] for n in others], FIRST, 150)
        for n in set(range(len(pages))) - set(others):
            likely[n] = model.predict(rows[n])
    first = ensemble(pages, rows, shown, FIRST, 150)
    both = [with_second(known, row, chance) for known, row, chance in zip(pages, rows, likely, strict=True)]
    second = ensemble(pages, both, [chance >= HOPE for chance in likely], SECOND, 100)
    out = Path(options.out)
    np.savez_compressed(out / "blocks.npz", **arrays(first, "first"), **arrays(second, "second"))
    out.joinpath("blocks.json").write_text(json.dumps(words, ensure_ascii=False, separators=(",", ":"), sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main()
