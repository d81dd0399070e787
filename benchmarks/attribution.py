"""How right and how fast are attributions, side by side with simpler ways?

    python benchmarks/attribution.py polnear-dev.jsonl.gz

Rows of the file hold `text` and `attributions` ([{source, cue, content: [[start, end], …]}]), as PolNeAR's do. Compared are the learnt
model, the rules that serve languages without one, and the usual regular expression for quotation marks. An attribution counts as found
where contents overlap by half of their union ("overlap"); "whole" asks for source and cue to overlap too. Then, by kind of miss, how
often each occurs.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable

from retold.compare.attribution import attributions
from retold.compare.attribution.rules import attributions_by_rule
from retold.records import Attribution, Span

ROLES = ("source", "cue", "content")
Places = dict[str, set[int]]


def by_marks(text: str) -> tuple[Attribution, ...]:
    """What stands between double quotation marks."""
    return tuple(Attribution((), (), (Span(m.start(), m.end()),), "direct") for m in re.finditer(r"[\"“][^\"“”]{2,}[\"”]", text))


WAYS: dict[str, Callable[[str], Iterable[Attribution]]] = {
    "learnt": lambda text: attributions(text, "en"),
    "rules": lambda text: attributions_by_rule(text, "en"),
    "marks": by_marks,
}


def places(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def miss(said: list[Places], gold: Places) -> str:
    """Why a gold attribution was not found whole, or "found"."""
    best = max(said, key=lambda s: len(s["content"] & gold["content"]) / len(s["content"] | gold["content"] | {-1}), default=None)
    if best is None or not best["content"] & gold["content"]:
        return "nothing there"
    if 2 * len(best["content"] & gold["content"]) < len(best["content"] | gold["content"]):
        return "content too short" if len(best["content"]) < len(gold["content"]) else "content too long"
    if gold["cue"] and not best["cue"] & gold["cue"]:
        return "another cue"
    if bool(gold["source"]) != bool(best["source"]):
        return "source missing" if gold["source"] else "source too many"
    return "found" if not gold["source"] or best["source"] & gold["source"] else "another source"


def f1(hit: int, said: int, gold: int) -> str:
    precision, recall = hit / max(1, said), hit / max(1, gold)
    return f"{precision:.3f} {recall:.3f} {2 * precision * recall / max(1e-9, precision + recall):.3f}"


def main(path: str) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for name, way in WAYS.items():
        count: Counter[str] = Counter()
        misses: Counter[str] = Counter()
        way(rows[0]["text"])
        seconds = 0.0
        for row in rows:
            began = time.process_time()
            found = list(way(row["text"]))
            seconds += time.process_time() - began
            said = [{r: places((s.start, s.end) for s in getattr(a, r)) for r in ROLES} for a in found]
            gold = [{r: places(a.get(r, [])) for r in ROLES} for a in row["attributions"] if a.get("content")]
            why = [miss(said, g) for g in gold]
            misses.update(why)
            count.update(said=len(said), gold=len(gold), whole=why.count("found"))
            count.update(overlap=sum(w not in ("nothing there", "content too short", "content too long") for w in why))
        words = sum(len(row["text"].split()) for row in rows)
        print(f"{name:<8} overlap P R F1 {f1(count['overlap'], count['said'], count['gold'])}", end="  ")
        print(f"whole {f1(count['whole'], count['said'], count['gold'])}  {600_000 * seconds / words:.1f} ms for 600 words")
        print("         " + ", ".join(f"{why} {number}" for why, number in misses.most_common()))


if __name__ == "__main__":
    main(sys.argv[1])
