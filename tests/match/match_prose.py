"""Made-up prose for the tests of matching: endless, repeatable, and nowhere printed."""

import random

_SYLLABLES = "ba be bo da de do fa fe ga go ka ke la le lo ma me mo na ne no pa pe ra re ro sa se so ta te to va ve wa".split()


def vocabulary(size=4000, seed=1):
    """Made-up words."""
    rng = random.Random(seed)
    return ["".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4))) for _ in range(size)]


def prose(words, seed):
    """So many made-up words, in sentences of twelve."""
    rng, known = random.Random(seed), vocabulary()
    said = [rng.choice(known) for _ in range(words)]
    return " ".join(w + ("." if k % 12 == 11 else "") for k, w in enumerate(said))


def edited(text, share, seed):
    """A copy with a share of its words replaced."""
    rng, known = random.Random(seed), vocabulary(seed=2)
    return " ".join(rng.choice(known) if rng.random() < share else w for w in text.split(" "))
