"""Retold beside its peers on one planted set, one machine, one run: `reuse_peers.py PLANTED.jsonl`.

PLANTED.jsonl is what `measure/reuse.py --keep` leaves. Peers that are installed run (`pip install datasketch rensa datatrove spacy`); each is given word 5-grams and
the settings its users know. Printed: recall of each planted kind, pairs reported, seconds of processor time. Retold is called as the command in RETOLD, else `retold`,
and is the only one that proves its pairs and says where the shared text stands.
"""

import json
import os
import resource
import shlex
import struct
import subprocess
import sys
import tempfile
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


def with_datatrove(path):
    """Its settings as they come: word 5-grams, 14 buckets of 8; what falls into one cluster counts as reported."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import MinhashDedupBuckets, MinhashDedupSignature
    from datatrove.pipeline.dedup.minhash import MinhashConfig
    from datatrove.pipeline.readers import JsonlReader

    ids = [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as work:
        config, folder = MinhashConfig(), Path(work)
        reader = JsonlReader(str(path.parent), glob_pattern=path.name)
        signed = MinhashDedupSignature(output_folder=str(folder / "signs"), config=config)
        LocalPipelineExecutor(pipeline=[reader, signed], tasks=1, logging_dir=str(folder / "a")).run()
        buckets = MinhashDedupBuckets(input_folder=str(folder / "signs"), output_folder=str(folder / "buckets"), config=config)
        LocalPipelineExecutor(pipeline=[buckets], tasks=config.num_buckets, logging_dir=str(folder / "b")).run()
        leader = list(range(len(ids)))

        def find(k):
            while leader[k] != k:
                leader[k] = leader[leader[k]]
                k = leader[k]
            return k

        for file in sorted((folder / "buckets").rglob("*.dups")):
            for _, one, _, two in struct.iter_unpack("<4I", file.read_bytes()):
                leader[find(one)] = find(two)
    clusters = {}
    for k, ident in enumerate(ids):
        clusters.setdefault(find(k), []).append(ident)
    return {frozenset(pair) for members in clusters.values() for pair in combinations(members, 2)}


def processor_time():
    """Seconds that this process and its ended children have taken."""
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


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
    print("| tool | CPU seconds | pairs |", " | ".join(kinds), "|")
    print("|---" * (3 + len(kinds)) + "|")
    runs = {
        "retold match": lambda: with_retold(path),
        "datasketch, t = .5": lambda: with_datasketch(rows, 0.5),
        "datasketch, t = .3": lambda: with_datasketch(rows, 0.3),
        "rensa, 16 bands of 8": lambda: with_rensa(rows, 16),
        "rensa, 32 bands of 4": lambda: with_rensa(rows, 32),
        "datatrove, 14 buckets of 8": lambda: with_datatrove(path),
    }
    for name, run in runs.items():
        began = processor_time()
        try:
            said = run()
        except ImportError as error:
            print(f"| {name} | not installed: {error.name} |")
            continue
        took = processor_time() - began
        recall = [[frozenset((a, b)) in said for a, b, k in planted if k == kind] for kind in kinds]
        print(f"| {name} | {took:.0f} | {len(said)} |", " | ".join(f"{sum(r) / len(r):.3f}" for r in recall), "|", flush=True)


if __name__ == "__main__":
    main()
