"""Retold beside its peers on one planted set, one machine, one run: `reuse_peers.py PLANTED.jsonl`.

PLANTED.jsonl is what `measure/reuse.py --keep` leaves. Peers that are installed run (`pip install datasketch rensa`); each is given word 5-grams and
the settings its users know. Printed: recall of each planted kind, pairs reported, seconds. Retold is called as the command in RETOLD, else `retold`,
and is the only one that proves its pairs and says where the shared text stands.
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from itertools import combinations
from pathlib import Path


def pairs_of(ids):
    """(id, id, kind) of the planted pairs that ids tell of."""
    for ident in ids:
        base, mark, kind = ident.partition("#")
        if mark and base in ids:
            yield base, ident, kind
        elif ident.startswith("retold#"):
            yield "told#" + kind, ident, "rewritten by people"
    prints = sorted(i for i in ids if i.startswith("popular#"))
    yield from ((a, b, "popular report") for a, b in combinations(prints, 2))


def grams(text):
    words = text.lower().split()
    return [" ".join(words[k : k + 5]) for k in range(len(words) - 4)]


def with_datasketch(rows, threshold):
    from datasketch import MinHash, MinHashLSH

    index, said = MinHashLSH(threshold=threshold, num_perm=128), set()
    for row in rows:
        sign = MinHash(num_perm=128)
        sign.update_batch([g.encode() for g in grams(row["text"])])
        said |= {frozenset((row["id"], other)) for other in index.query(sign)}
        index.insert(row["id"], sign)
    return said


def with_rensa(rows, bands):
    from rensa import RMinHash, RMinHashLSH

    index, said = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=bands), set()
    for place, row in enumerate(rows):
        sign = RMinHash(num_perm=128, seed=1)
        sign.update(grams(row["text"]))
        said |= {frozenset((row["id"], rows[other]["id"])) for other in index.query(sign)}
        index.insert(place, sign)
    return said


def with_retold(path):
    with tempfile.TemporaryDirectory() as work:
        out = Path(work, "out.jsonl")
        subprocess.run([*shlex.split(os.environ.get("RETOLD", "retold")), "match", path, "-o", out], check=True, stderr=subprocess.DEVNULL)
        return {frozenset((r["a"], r["b"])) for r in map(json.loads, out.read_text(encoding="utf-8").splitlines())}


def main():
    path = Path(sys.argv[1])
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    planted = list(pairs_of({r["id"] for r in rows}))
    kinds = sorted({kind for _, _, kind in planted})
    print("| tool | seconds | pairs |", " | ".join(kinds), "|")
    print("|---" * (3 + len(kinds)) + "|")
    runs = {
        "retold match": lambda: with_retold(path),
        "datasketch, t = .5": lambda: with_datasketch(rows, 0.5),
        "datasketch, t = .3": lambda: with_datasketch(rows, 0.3),
        "rensa, 16 bands of 8": lambda: with_rensa(rows, 16),
        "rensa, 32 bands of 4": lambda: with_rensa(rows, 32),
    }
    for name, run in runs.items():
        began = time.perf_counter()
        try:
            said = run()
        except ImportError as error:
            print(f"| {name} | not installed: {error.name} |")
            continue
        took = time.perf_counter() - began
        recall = [[frozenset((a, b)) in said for a, b, k in planted if k == kind] for kind in kinds]
        print(f"| {name} | {took:.0f} | {len(said)} |", " | ".join(f"{sum(r) / len(r):.3f}" for r in recall), "|", flush=True)


if __name__ == "__main__":
    main()
