"""Learns how common words are in news: `learn_match_words.py TEXTS.jsonl.gz`, rows with a "text"; writes match_words.npz beside it.

Keeps the words that at least one text in 500 holds, as hashes (see retold.match.words) with the share of texts that hold them.
"""

import gzip
import json
import sys
from pathlib import Path

import numpy as np

from retold.match.words import words_of

OUT = Path(__file__).with_name("match_words.npz")


def main() -> None:
    """Count, cut, write."""
    held: dict[int, int] = {}
    total = 0
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as lines:
        for line in lines:
            total += 1
            for word in np.unique(words_of([json.loads(line)["text"] or ""]).hashes).tolist():
                held[word] = held.get(word, 0) + 1
    common = sorted((word, count) for word, count in held.items() if count >= total / 500)
    words = np.array([word for word, _ in common], dtype=np.uint32)
    share = np.array([round(65535 * count / total) for _, count in common], dtype=np.uint16)
    np.savez_compressed(OUT, words=words, share=share)
    print(f"{len(words)} words of {total} texts, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
