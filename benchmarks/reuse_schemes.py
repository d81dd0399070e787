"""Which n-grams should stand for a text? Recall against hashes, as a table.

    reuse_schemes.py PLANTED.jsonl

reads what `measure/reuse.py --keep PLANTED.jsonl` plants (pairs are known by their ids: X and X#kind, told# and retold#), and prints for each
scheme the hashes an article of 500 words costs and the share of planted pairs that have a hash in common (or as many as the scheme asks for,
among those that at most so many texts hold).
"""

import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from retold.match.fingerprint import grams_of
from retold.match.words import words_of


def winnowed(grams, window):
    """The smallest of every `window` n-grams in a row."""
    if not len(grams):
        return grams
    padded = np.concatenate((np.full(window - 1, np.uint64(2**64 - 1)), grams, np.full(window - 1, np.uint64(2**64 - 1))))
    return np.unique(np.lib.stride_tricks.sliding_window_view(padded, window).min(axis=1))


def sampled(grams, share):
    """The n-grams whose hash is small."""
    if share >= 1:
        return np.unique(grams)
    return np.unique(grams[grams < np.uint64(int(share * (2**64 - 1)))])


def even(grams, kept):
    """All n-grams of a short text, an even share of a long one."""
    return sampled(grams, min(1.0, kept / max(1, len(grams))))


SCHEMES = {  # name: (words, how kept, asked for, texts at most)
    "5-grams, all": (5, np.unique, 1, 10**9),
    "5-grams, one in 2": (5, lambda g: sampled(g, 1 / 2), 1, 10**9),
    "5-grams, one in 4": (5, lambda g: sampled(g, 1 / 4), 1, 10**9),
    "5-grams, one in 8": (5, lambda g: sampled(g, 1 / 8), 1, 10**9),
    "5-grams, winnowed over 16": (5, lambda g: winnowed(g, 16), 1, 10**9),
    "8-grams, winnowed over 8": (8, lambda g: winnowed(g, 8), 1, 10**9),
    "8-grams, winnowed over 12 (runs)": (8, lambda g: winnowed(g, 12), 1, 10**9),
    "8-grams, winnowed over 16": (8, lambda g: winnowed(g, 16), 1, 10**9),
    "3-grams, all, 1": (3, np.unique, 1, 10**9),
    "3-grams, all, 3 in at most 8 texts": (3, np.unique, 3, 8),
    "3-grams, 320 of a text, 3 in at most 8 (rares)": (3, lambda g: even(g, 320), 3, 8),
    "3-grams, 320 of a text, 2 in at most 8": (3, lambda g: even(g, 320), 2, 8),
    "4-grams, 320 of a text, 2 in at most 8": (4, lambda g: even(g, 320), 2, 8),
}


def pairs_of(ids):
    """(id, id, kind) of the planted pairs that ids tell of."""
    for ident in ids:
        base, mark, kind = ident.partition("#")
        if mark and base in ids:
            yield base, ident, kind
        elif ident.startswith("retold#"):
            yield "told#" + kind, ident, "rewritten by people"


def main():
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    hashes = {r["id"]: words_of([r["text"]]).hashes for r in rows}
    planted = list(pairs_of(hashes.keys()))
    words = sum(map(len, hashes.values()))
    kinds = list(dict.fromkeys(kind for _, _, kind in planted))
    print("| scheme | hashes of 500 words |", " | ".join(kinds), "|")
    print("|---" * (2 + len(kinds)) + "|")
    found_by_two = defaultdict(set)
    for name, (size, keep, asked, most) in SCHEMES.items():
        kept = {i: keep(grams_of(h, size)) for i, h in hashes.items()}
        every, texts = np.unique(np.concatenate(list(kept.values())), return_counts=True)
        recall = defaultdict(list)
        for a, b, kind in planted:
            common = np.intersect1d(kept[a], kept[b])
            hit = (texts[np.searchsorted(every, common)] <= most).sum() >= asked
            recall[kind].append(hit)
            if hit and ("(runs)" in name or "(rares)" in name):
                found_by_two[kind].add((a, b))
        cost = sum(map(len, kept.values())) / words * 500
        print(f"| {name} | {cost:.0f} |", " | ".join(f"{np.mean(recall[k]):.3f}" for k in kinds), "|", flush=True)
    sizes = {k: sum(kind == k for _, _, kind in planted) for k in kinds}
    print("| runs or rares | |", " | ".join(f"{len(found_by_two[k]) / sizes[k]:.3f}" for k in kinds), "|")


if __name__ == "__main__":
    main()
