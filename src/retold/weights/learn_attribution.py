"""Learn the attribution model: word classes, cue heads, and the roles around each cue. Needs torch and scikit-learn.

    python learn_attribution.py polnear-train.jsonl.gz            learn from all articles and write attribution.npz
    python learn_attribution.py polnear-train.jsonl.gz --folds 5  report how it does on articles it has not seen

The cue model is a logistic regression over hashed features, the role model a linear-chain conditional random field (Lafferty et al.,
2001) over the tokens that a cue sees, with features on each token and on each step between two tokens. See attribution.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch  # type: ignore[import-not-found]
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.cluster import KMeans  # type: ignore[import-not-found]
from sklearn.decomposition import TruncatedSVD  # type: ignore[import-not-found]

from retold.compare import attribution_features as features
from retold.compare import attribution_weights as model
from retold.compare.attribution_cues import cue_features
from retold.compare.attribution_roles import role_features, windows
from retold.compare.attribution_weights import CONTENT, CUE, OTHER, ROLES, SOURCE

SIZE = 1 << features.TABLE_BITS
GROUPS = 120
Row = dict[str, Any]


# ---------------------------------------------------------------- word classes


def learn_groups(texts: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """Words seen five times or more, put into classes by their left and right neighbours."""
    lines = [features.encode(text).norms for text in texts]
    counts = Counter(word for line in lines for word in line)
    words = sorted(word for word, count in counts.items() if count >= 5 and "\n" not in word)
    place = {word: number for number, word in enumerate(words)}
    common = {word: number for number, (word, _) in enumerate(counts.most_common(600))}
    seen: Counter[tuple[int, int]] = Counter()
    for line in lines:
        for at, word in enumerate(line):
            if word in place:
                for by, offset in ((-1, 0), (1, len(common)), (-2, 2 * len(common)), (2, 3 * len(common))):
                    beside = line[at + by] if 0 <= at + by < len(line) else ""
                    if beside in common:
                        seen[place[word], offset + common[beside]] += 1
    rows, columns = zip(*seen, strict=True)
    table = csr_matrix((np.sqrt(np.array(list(seen.values()), dtype=float)), (rows, columns)), shape=(len(words), 4 * len(common)))
    vectors = TruncatedSVD(60, random_state=0).fit_transform(table)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    labels = KMeans(GROUPS, n_init=1, random_state=0).fit_predict(vectors)
    return words, labels.astype(np.int64)


def use_groups(words: list[str], groups: NDArray[np.int64]) -> None:
    """Make the feature functions see these classes."""
    features.word_groups.cache_clear()
    features._VALUES.clear()
    table = dict(zip(words, groups.tolist(), strict=True))
    features.word_groups = lambda: table  # type: ignore[assignment]


# ---------------------------------------------------------------- examples


@dataclass
class Example:
    """An article ready to learn from: its tokens, the gold heads, and the roles seen from each."""

    row: Row
    doc: features.Encoded
    heads: list[int]
    roles: list[dict[int, int]]  # of each head: token to role


def tokens_in(doc: features.Encoded, spans: list[list[int]]) -> list[int]:
    """The tokens whose middle stands in one of the spans."""
    middles = [(s + e) / 2 for s, e in zip(doc.starts, doc.ends, strict=True)]
    return [i for s, e in spans for i in range(*np.searchsorted(middles, (s, e)))]


def examples(rows: Sequence[Row], rates: dict[str, float]) -> list[Example]:
    """Articles with heads chosen by how often a word stands in cues."""
    result = []
    for row in rows:
        doc = features.encode(row["text"])
        heads, roles = [], []
        for said in row["attributions"]:
            cue = tokens_in(doc, said.get("cue", []))
            if not cue or not said.get("content"):
                continue
            head = max(cue, key=lambda i: (rates.get(doc.norms[i], 0.0), i))
            if head in heads:
                continue
            role = dict.fromkeys(tokens_in(doc, said["content"]), CONTENT) | dict.fromkeys(tokens_in(doc, said.get("source", [])), SOURCE)
            heads.append(head)
            roles.append(role | dict.fromkeys(cue, CUE))
        result.append(Example(row, doc, heads, roles))
    return result


def cue_rates(rows: Sequence[Row]) -> dict[str, float]:
    """How often each word stands in a cue, of all its uses, pulled towards rare."""
    inside: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        doc = features.encode(row["text"])
        total.update(doc.norms)
        for said in row["attributions"]:
            inside.update(doc.norms[i] for i in tokens_in(doc, said.get("cue", [])))
    return {word: count / (total[word] + 3) for word, count in inside.items()}


# ---------------------------------------------------------------- learning


def learn_cues(found: Sequence[Example], epochs: int = 6, dropped: float = 0.3) -> NDArray[np.float32]:
    """Weights of the logistic regression that tells heads of cues from other tokens."""
    ids, truth = [], []
    for example in found:
        at = np.flatnonzero(example.doc.quote == 0)
        ids.append(cue_features(example.doc, at).astype(np.int32))
        truth.append(np.isin(at, example.heads))
    every, labels = torch.from_numpy(np.concatenate(ids)), torch.from_numpy(np.concatenate(truth).astype(np.float32))
    table = torch.nn.EmbeddingBag(SIZE, 1, mode="sum", sparse=True)
    torch.nn.init.zeros_(table.weight)
    bias = torch.nn.Parameter(torch.tensor([-3.0]))
    steps = torch.optim.Adagrad([table.weight, bias], lr=0.08)
    for _ in range(epochs):
        for batch in torch.randperm(len(every)).split(2048):
            chosen = every[batch].long()
            keep = (torch.rand(chosen.shape) >= dropped).float() / (1 - dropped)
            score = table(chosen, per_sample_weights=keep)[:, 0] + bias
            loss = torch.nn.functional.binary_cross_entropy_with_logits(score, labels[batch], reduction="sum") / 256
            steps.zero_grad()
            loss.backward()
            steps.step()
    weights = table.weight.detach().numpy()[:, 0]
    return np.append(weights, bias.detach().numpy()).astype(np.float32)


def learn_roles(found: Sequence[Example], epochs: int = 6, dropped: float = 0.25) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights of the conditional random field: of each token's role, and of each step from role to role."""
    batches = role_batches(found)
    own = torch.nn.EmbeddingBag(SIZE, ROLES, mode="sum", sparse=True)
    step = torch.nn.EmbeddingBag(SIZE, ROLES * ROLES, mode="sum", sparse=True)
    torch.nn.init.zeros_(own.weight)
    torch.nn.init.zeros_(step.weight)
    steps = torch.optim.Adagrad([own.weight, step.weight], lr=0.08)
    for _ in range(epochs):
        for number in torch.randperm(len(batches)).tolist():
            own_ids, step_ids, gold, lengths = batches[number]
            loss = chain_loss(bag(own, own_ids, dropped), bag(step, step_ids, dropped), gold, lengths) / 8
            steps.zero_grad()
            loss.backward()
            steps.step()
    return own.weight.detach().numpy().astype(np.float32), step.weight.detach().numpy().astype(np.float32)


def role_batches(found: Sequence[Example], size: int = 48) -> list[tuple[Any, Any, Any, Any]]:
    """Features and gold roles of all cues, those with windows of like length together."""
    ready = []
    for example in found:
        if not example.heads:
            continue
        seen = windows(example.doc, example.heads)
        own, step = role_features(example.doc, seen)
        for number, (row, length) in enumerate(zip(seen.tokens, seen.lengths, strict=True)):
            gold = [example.roles[number].get(int(token), OTHER) for token in row[:length]]
            ready.append((own[number, :length].astype(np.int32), step[number, :length].astype(np.int32), gold))
    ready.sort(key=lambda item: len(item[2]))
    batches = []
    for start in range(0, len(ready), size):
        part = ready[start : start + size]
        width = max(len(gold) for _, _, gold in part)
        own_ids = np.zeros((len(part), width, part[0][0].shape[1]), dtype=np.int32)
        step_ids = np.zeros((len(part), width, part[0][1].shape[1]), dtype=np.int32)
        gold_ids = np.zeros((len(part), width), dtype=np.int64)
        for number, (own_row, step_row, gold) in enumerate(part):
            own_ids[number, : len(gold)], step_ids[number, : len(gold)], gold_ids[number, : len(gold)] = own_row, step_row, gold
        lengths = torch.tensor([len(gold) for _, _, gold in part])
        batches.append((torch.from_numpy(own_ids), torch.from_numpy(step_ids), torch.from_numpy(gold_ids), lengths))
    return batches


def bag(table: torch.nn.EmbeddingBag, ids: torch.Tensor, dropped: float) -> torch.Tensor:
    """Sum of the weights of each token's features, some left out at random."""
    flat = ids.reshape(-1, ids.shape[2]).long()
    keep = (torch.rand(flat.shape) >= dropped).float() / (1 - dropped)
    return table(flat, per_sample_weights=keep).reshape(ids.shape[0], ids.shape[1], -1)


def chain_loss(own: torch.Tensor, step: torch.Tensor, gold: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    """Negative log-likelihood of the gold roles."""
    count, width, _ = own.shape
    step = step.reshape(count, width, ROLES, ROLES)
    real = (torch.arange(width)[None, :] < lengths[:, None]).float()
    before = torch.cat([torch.zeros(count, 1, dtype=torch.long), gold[:, :-1]], dim=1)
    rows, places = torch.arange(count)[:, None], torch.arange(width)[None, :]
    right = ((own[rows, places, gold] + step[rows, places, before, gold]) * real).sum()
    alpha = own[:, 0] + step[:, 0, OTHER]
    for at in range(1, width):
        new = torch.logsumexp(alpha[:, :, None] + step[:, at], dim=1) + own[:, at]
        alpha = torch.where(real[:, at : at + 1] > 0, new, alpha)
    return torch.logsumexp(alpha, dim=1).sum() - right


def learn(rows: Sequence[Row]) -> model.Weights:
    """Everything, from gold articles."""
    words, groups = learn_groups([row["text"] for row in rows])
    use_groups(words, groups)
    found = examples(rows, cue_rates(rows))
    own, step = learn_roles(found)
    return model.Weights(words, groups, learn_cues(found), own, step)


def save(weights: model.Weights, path: Path) -> None:
    """Write the weights, small ones dropped, as numbers only."""
    arrays = {name: getattr(weights, name).astype(np.float16) for name in ("cue", "own", "step")}
    words = np.frombuffer("\n".join(weights.words).encode("utf-8"), dtype=np.uint8)
    np.savez_compressed(path, words=words, groups=weights.groups.astype(np.int16), **arrays)


def read_rows(path: str) -> list[Row]:
    """The articles of a gold file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main() -> None:
    """Learn from all articles, or report by cross-validation."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("gold")
    told = ask.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    save(learn(read_rows(told.gold)), Path(__file__).with_name("attribution.npz"))


if __name__ == "__main__":
    main()
