"""What speaks for two sentences telling the same thing: the numbers that `likeness` weighs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from retold.records import Sentence, Version
from retold.text.stems import function_words, stem
from retold.text.tokens import words

_FUNCTION_WEIGHT = 0.12  # a function word counts this much of a content word
_NAME_BONUS = 1.3  # capitalised words and numbers identify; they count this much more


class Bag(NamedTuple):
    """A sentence as weighted stems, without order, and its folded words in order."""

    norms: tuple[str, ...]
    stems: Counter[str]
    weight: dict[str, float]
    total: float


class Likeness(NamedTuple):
    """Features of a sentence pair, each 0..1."""

    dice: float  # shared weight over both
    contained: float  # shared weight over the lighter one
    size: float  # how little text the lighter one has (1 = a word or two)
    place: float  # closeness of the relative positions


def bags(versions: Sequence[Version]) -> list[list[Bag]]:
    """The sentences of each version as bags, words weighted by how few sentences of all the versions they stand in."""
    split = [[_stems(v, s) for s in v.sentences] for v in versions]
    count = sum(len(v) for v in split)
    frequency = Counter(stem_ for version in split for _, counted, _ in version for stem_ in counted)
    grammar = function_words(versions[0].article.language)
    stemmed_grammar = frozenset(stem(w) for w in grammar)

    def weigh(stem_: str, strong: frozenset[str]) -> float:
        rarity = math.log(1 + count / frequency[stem_]) / math.log(1 + count)
        base = _FUNCTION_WEIGHT if stem_ in stemmed_grammar else (_NAME_BONUS if stem_ in strong else 1.0)
        return base * (0.35 + 0.65 * rarity)

    out = []
    for version in split:
        made = []
        for norms, counted, strong in version:
            weight = {s: weigh(s, strong) for s in counted}
            total = sum(weight[s] * n for s, n in counted.items())
            made.append(Bag(norms, counted, weight, total))
        out.append(made)
    return out


def likeness(a: Bag, b: Bag, place: float) -> Likeness:
    """The features of a sentence pair; `place` is the closeness of their positions (0..1)."""
    small, large = (a, b) if len(a.stems) <= len(b.stems) else (b, a)
    shared = sum(min(n, large.stems[s]) * min(small.weight[s], large.weight[s]) for s, n in small.stems.items() if s in large.stems)
    lighter = min(a.total, b.total)
    dice = 2 * shared / (a.total + b.total) if a.total + b.total else 0.0
    return Likeness(dice, shared / lighter if lighter else 0.0, 1 / max(1.0, lighter), place)


def identifying(bag: Bag) -> list[str]:
    """The stems that can propose a partner: those of content words, or all where a sentence has none ("So it is.")."""
    return [s for s, weight in bag.weight.items() if weight > _FUNCTION_WEIGHT] or list(bag.stems)


def _stems(version: Version, sentence: Sentence) -> tuple[tuple[str, ...], Counter[str], frozenset[str]]:
    found = words(version.text, sentence.span.start, sentence.span.end)
    order = [stem(t.norm) for t in found]
    strong = frozenset(
        s for k, (t, s) in enumerate(zip(found, order, strict=True)) if t.norm[0].isdigit() or (k and version.text[t.start].isupper())
    )
    return tuple(t.norm for t in found), Counter(order), strong
