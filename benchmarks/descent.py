"""Who took from whom: our trees beside simple guesses and beside the tree of an estimator that knows the times, on made-up histories.

    python benchmarks/descent.py TEXTS.jsonl[.gz] [--stories 120] [--seed 5]

Histories come from descent_stories.py. A row for each family of clocks: share of parents that are right for the earliest version, for the
nearest earlier version (shared runs of five words), and for `retold.trace.descent_of`; F1 of second parents; calibration error.
"""

import argparse
import gzip
import json
import random
import re
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from retold.records import Article, Moment, Sentence, Version
from retold.text.sentences import sentences
from retold.trace import descent_of

sys.path.insert(0, str(Path(__file__).parent))
from descent_stories import Clock, draw_habits, tell

CLOCKS = {
    "times right to an hour": Clock("hours", 1.0, 0.0, False, 0.0),
    "to six hours": Clock("hours", 6.0, 0.0, False, 0.0),
    "to a day": Clock("hours", 24.0, 0.0, False, 0.0),
    "days only": Clock("day", 0.0, 0.0, True, 0.0),
    "zones mixed up": Clock("hours", 0.5, 0.4, False, 0.0),
    "no times": Clock("hours", 0.0, 0.0, False, 1.0),
}


def texts_of(path):
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return [[s.of(t).split() for s in sentences(t, "en")] for t in texts if 200 <= len(t.split()) <= 900]


def version(row):
    text, moment = row["text"], None
    if row["published"]:
        at = datetime.fromisoformat(row["published"])
        first = at if at.tzinfo else at.replace(tzinfo=UTC)
        moment = Moment(row["published"], first, first if at.tzinfo else first + timedelta(days=1), "given")
    return Version(
        Article(row["id"], row["id"], text, row["title"], published=moment), tuple(Sentence(s, 1) for s in sentences(text, "en"))
    )


def grams(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[k : k + 5]) for k in range(len(words) - 4)}


def guesses(versions):
    """(earliest, nearest earlier) parents by times; without times the order of arrival stands in."""
    order = sorted(versions, key=lambda v: v.article.published.earliest if v.article.published else datetime.min.replace(tzinfo=UTC))
    sets = {v.article.id: grams(v.text) for v in versions}
    earliest, nearest = {}, {}
    for k, v in enumerate(order):
        ident, before = v.article.id, [o.article.id for o in order[:k]]
        earliest[ident] = before[0] if before else None
        nearest[ident] = max(before, key=lambda o: len(sets[o] & sets[ident]) / max(1, len(sets[o] | sets[ident])), default=None)
    return earliest, nearest


def judged(stories):
    """Counts over stories: right parents by each way, second parents, and (probability, right) of each edge."""
    right = {"earliest": 0, "nearest": 0, "retold": 0}
    sure, hit, told, wanted, count = [], 0, 0, 0, 0
    for versions, truth in stories:
        descent = descent_of(versions)
        lost = {source.id for source in descent.lost}
        primary = {e.to: e for e in descent.edges if e.kind == "primary"}
        found = {v: None if v not in primary or primary[v].source in lost else primary[v].source for v in truth}
        earliest, nearest = guesses(versions)
        for v, (p, _) in truth.items():
            count += 1
            right["earliest"] += earliest[v] == p
            right["nearest"] += nearest[v] == p
            right["retold"] += found[v] == p
            if v in primary:
                sure.append((primary[v].probability, found[v] == p))
        second = {(e.source, e.to) for e in descent.edges if e.kind == "secondary"}
        gold = {(q, v) for v, (_, q) in truth.items() if q}
        hit, told, wanted = hit + len(second & gold), told + len(second), wanted + len(gold)
    return {k: n / count for k, n in right.items()}, 2 * hit / max(1, told + wanted), sure


def calibration_error(sure):
    """Mean distance between what edges claim and how often they are right, over ten bins."""
    bins = [[(p, ok) for p, ok in sure if k <= min(9, int(p * 10)) < k + 1] for k in range(10)]
    return sum(abs(sum(p for p, _ in b) - sum(ok for _, ok in b)) for b in bins) / max(1, len(sure))


def make(texts, count, clock, seed, **habits):
    """So many histories with this clock, as (versions, truth)."""
    rng = random.Random(seed)
    stories = []
    for number in range(count):
        article = rng.choice(texts)
        elsewhere = [s for _ in range(3) for s in rng.choice(texts)]
        if len(article) < 6:
            continue
        told = tell(number, article, elsewhere, replace(draw_habits(rng), **habits), clock, rng)
        if len(told.rows) > 1:
            stories.append(([version(row) for row in told.rows], told.truth))
    return stories


def main():
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("texts", type=Path)
    ask.add_argument("--stories", type=int, default=120)
    ask.add_argument("--seed", type=int, default=5)
    options = ask.parse_args()
    texts = texts_of(options.texts)
    print(f"{'clock':<24}{'earliest':>10}{'nearest':>10}{'retold':>10}{'second F1':>11}{'calibration':>13}")
    for name, clock in CLOCKS.items():
        right, second, sure = judged(make(texts, options.stories, clock, options.seed))
        row = f"{right['earliest']:>10.3f}{right['nearest']:>10.3f}{right['retold']:>10.3f}{second:>11.3f}{calibration_error(sure):>13.3f}"
        print(f"{name:<24}{row}")


if __name__ == "__main__":
    main()
