"""Learn the attribution model: word groups, heads of cues, the roles around each cue, and which attributions to believe.

    python learn_attribution.py polnear-train.jsonl.gz [-o attribution.npz]

Needs torch and scikit-learn, which the package itself does not. The cue model is a logistic regression over hashed features, the role
model a linear-chain conditional random field (Lafferty et al., 2001) over the tokens that a cue sees, with features on each token and on
each step between two tokens. See attribution.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch  # type: ignore[import-not-found]
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.cluster import KMeans  # type: ignore[import-not-found]
from sklearn.decomposition import TruncatedSVD  # type: ignore[import-not-found]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found]

from retold.compare.attribution import features
from retold.compare.attribution import weights as model
from retold.compare.attribution.cues import cue_features
from retold.compare.attribution.learnt import candidates
from retold.compare.attribution.rank import RANK_BITS, rank_features
from retold.compare.attribution.roles import role_features, windows
from retold.compare.attribution.vocabulary import Vocabulary
from retold.compare.attribution.weights import CONTENT, CUE, OTHER, ROLES, SOURCE
from retold.words import lists, phrases

SIZE = 1 << features.TABLE_BITS
GROUPS = 120
ROLE_RUNS = ((2, 0.25), (4, 0.5))  # epochs, share of features left out at random
CUE_RUNS = ((2, 0.3), (5, 0.6))
Row = dict[str, Any]


# ---------------------------------------------------------------- word classes


def learn_groups(texts: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """Words seen five times or more, put into classes by their left and right neighbours."""
    lines = [features.encode(text, Vocabulary({})).norms for text in texts]
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


def examples(rows: Sequence[Row], rates: dict[str, float], vocabulary: Vocabulary) -> list[Example]:
    """Articles with heads chosen by how often a word stands in cues."""
    result = []
    for row in rows:
        doc = features.encode(row["text"], vocabulary)
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


def cue_rates(rows: Sequence[Row], vocabulary: Vocabulary) -> dict[str, float]:
    """How often each word stands in a cue, of all its uses, pulled towards rare."""
    inside: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        doc = features.encode(row["text"], vocabulary)
        total.update(doc.norms)
        for said in row["attributions"]:
            inside.update(doc.norms[i] for i in tokens_in(doc, said.get("cue", [])))
    return {word: count / (total[word] + 3) for word, count in inside.items()}


# ---------------------------------------------------------------- learning


def learn_cues(found: Sequence[Example], epochs: int, dropped: float) -> NDArray[np.float32]:
    """Weights of the logistic regression that tells heads of cues from other tokens."""
    ids, truth = [], []
    for example in found:
        at = np.flatnonzero(example.doc.quote == 0)
        ids.append(cue_features(example.doc, at).T.astype(np.int32))
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


def learn_roles(found: Sequence[Example], epochs: int, dropped: float) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
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
            ready.append((own[:, number, :length].T.astype(np.int32), step[:, number, :length].T.astype(np.int32), gold))
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


# ---------------------------------------------------------------- which attributions to believe


def judged(rows: Sequence[Row], weights: model.Weights) -> tuple[list[list[float]], list[list[int]], list[bool]]:
    """Candidates in articles the weights have not seen: measures, named features, and whether gold has them with source and cue."""
    measures, named, right = [], [], []
    for row in rows:
        doc = features.encode(row["text"], weights.vocabulary)
        gold = [{role: characters(said.get(role, [])) for role in ("source", "cue", "content")} for said in row["attributions"]]
        for candidate in candidates(doc, weights):
            if CONTENT not in candidate.roles:
                continue
            spans = [[[doc.starts[a], doc.ends[b]] for a, b in candidate.runs(role)] for role in (SOURCE, CUE, CONTENT)]
            found = dict(zip(("source", "cue", "content"), map(characters, spans), strict=True))
            measured, places = rank_features(doc, candidate)
            measures.append(measured)
            named.append(places)
            right.append(any(agrees(found, said) for said in gold))
    return measures, named, right


def characters(spans: Sequence[Sequence[int]]) -> set[int]:
    """The places that spans cover."""
    return {at for start, end in spans for at in range(start, end)}


def agrees(found: dict[str, set[int]], gold: dict[str, set[int]]) -> bool:
    """Do contents overlap by half of their union, and sources and cues at all?"""
    half = bool(gold["content"]) and 2 * len(found["content"] & gold["content"]) >= len(found["content"] | gold["content"])
    return half and all((not found[r] and not gold[r]) or bool(found[r] & gold[r]) for r in ("source", "cue"))


def learn_rank(measures: list[list[float]], named: list[list[int]], right: list[bool]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights of the regression that tells right candidates from wrong ones."""
    width = len(named[0])
    rows = np.repeat(np.arange(len(named)), width)
    table = csr_matrix((np.ones(len(rows)), (rows, np.concatenate(named))), shape=(len(named), 1 << RANK_BITS))
    regression = LogisticRegression(C=0.05, max_iter=400, fit_intercept=False)
    regression.fit(hstack([csr_matrix(np.array(measures)), table]).tocsr(), right)
    weights = regression.coef_[0].astype(np.float32)
    size = len(measures[0])
    return weights[:size], weights[size:]


# ---------------------------------------------------------------- all together


def learn_parts(rows: Sequence[Row], vocabulary: Vocabulary, runs: int) -> model.Weights:
    """Cues and roles, each the mean of several learnings that saw other features and went on for longer; the judgement is left empty.

    The mean of linear models is a linear model: better, and no slower to use.
    """
    found = examples(rows, cue_rates(rows, vocabulary), vocabulary)
    roles, cues = [], []
    for seed in range(runs):
        torch.manual_seed(seed)
        roles.append(learn_roles(found, *ROLE_RUNS[seed]))
        cues.append(learn_cues(found, *CUE_RUNS[seed]))
    own, step = (np.mean([run[part] for run in roles], axis=0) for part in (0, 1))
    none = np.zeros(0, dtype=np.float32)
    return model.Weights(vocabulary, np.mean(cues, axis=0), own, step, none, none)


def learn(rows: Sequence[Row], folds: int = 3) -> dict[str, NDArray[Any]]:
    """Everything, from gold articles; the judgement is learnt on articles that the other parts have not seen."""
    words, groups = learn_groups([row["text"] for row in rows])
    kept = {
        "words": words,
        "grammar": lists("en")["function_words"],
        **{kind: phrases("en", "attribution", kind) for kind in ("verbs", "nouns")},
    }
    vocabulary = Vocabulary(dict(zip(words, groups.tolist(), strict=True)), kept["grammar"], kept["verbs"], kept["nouns"])
    fold_of = np.random.RandomState(7).permutation(len(rows)) % folds
    measures: list[list[float]] = []
    named: list[list[int]] = []
    right: list[bool] = []
    for fold in range(folds):
        parts = learn_parts([row for row, of in zip(rows, fold_of, strict=True) if of != fold], vocabulary, runs=1)
        unseen = judged([row for row, of in zip(rows, fold_of, strict=True) if of == fold], parts)
        measures += unseen[0]
        named += unseen[1]
        right += unseen[2]
        print(f"fold {fold + 1} of {folds} learnt", file=sys.stderr, flush=True)
    judging, by_name = learn_rank(measures, named, right)
    parts = learn_parts(rows, vocabulary, runs=len(ROLE_RUNS))
    large = (
        (name, np.round(array * 64) / 64) for name, array in (("cue", parts.cue), ("own", parts.own), ("step", parts.step))
    )  # halves the file
    arrays: dict[str, NDArray[Any]] = {**dict(large), "measures": judging, "named": by_name}
    return {
        **{name: np.frombuffer("\n".join(listed).encode("utf-8"), dtype=np.uint8) for name, listed in kept.items()},
        "groups": groups.astype(np.int16),
        **{name: array.astype(np.float16) for name, array in arrays.items()},
    }


def read_rows(path: str) -> list[Row]:
    """The articles of a gold file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main() -> None:
    """Learn from a gold file and write the weights."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("gold", help="articles with their attributions, gzipped JSON Lines")
    ask.add_argument("-o", "--out", default=str(Path(__file__).with_name("attribution.npz")))
    told = ask.parse_args()
    torch.set_num_threads(1)
    np.savez_compressed(told.out, allow_pickle=False, **learn(read_rows(told.gold)))


if __name__ == "__main__":
    main()
