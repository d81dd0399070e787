"""Count which words follow one another in English news: writes trace_wordings.npz. See learn_trace.md.

    python src/retold/weights/learn_trace_wordings.py TEXTS.jsonl[.gz]

The texts (rows with a `text`) cannot be read back from the table: it holds powers of two in hashed cells.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np

from retold.text.tokens import words
from retold.trace.wordings import cell_numbers

CELLS = 2**23
LEAST = 3  # rarer pairs are left out
_PRUNED = 6000  # texts after which pairs seen once are forgotten, to bound memory


def main(path: Path) -> None:
    """Count and write."""
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            for paragraph in json.loads(line)["text"].split("\n"):
                told = [token.norm for token in words(paragraph)]
                single.update(told)
                pairs.update(pairwise(told))
            if number % _PRUNED == 0:
                pairs = Counter({pair: count for pair, count in pairs.items() if count > 1})
    cells = np.zeros(CELLS, dtype=np.uint8)
    for key, count in [*single.items(), *((" ".join(pair), count) for pair, count in pairs.items())]:
        if count >= LEAST:
            power = min(15, 1 + int(math.log2(count / LEAST)))
            for at in cell_numbers(key, CELLS):
                cells[at] = max(cells[at], power)
    np.savez_compressed(Path(__file__).with_name("trace_wordings.npz"), cells=cells[0::2] | (cells[1::2] << 4))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
