"""On made-up histories with known trees the parents are mostly found, and a chance of .8 is right about eight times in ten."""

import importlib.util
import random
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
NOUNS = "harbour ferry captain council bridge school river market museum orchestra bakery stadium library forest tunnel festival".split()
VERBS = "closed opened warned visited repaired painted flooded rented praised searched counted measured moved saved sold named".split()
NAMES = "Ostrow Lindqvist Amari Okafor Petrenko Dalgaard Moreau Whitfield Tanaka Silva Novak Keane Haddad Berg Rossi Duarte".split()


def load(name: str):
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def made_up(rng: random.Random) -> list[list[str]]:
    """An article of short sentences that no newspaper printed."""
    return [
        f"{rng.choice(NAMES)} {rng.choice(VERBS)} the {rng.choice(NOUNS)} near the {rng.choice(NOUNS)} after {rng.randint(2, 90)} people "
        f"{rng.choice(VERBS)} the {rng.choice(NOUNS)} of {rng.choice(NAMES)}.".split()
        for _ in range(24)
    ]


@pytest.fixture(scope="module")
def judged():
    stories, benchmark = load("descent_stories"), load("descent")
    rng = random.Random(3)
    texts = [made_up(rng) for _ in range(60)]
    clock = stories.Clock("hours", 6.0, 0.0, False, 0.0)
    return benchmark, benchmark.judged(benchmark.make(texts, 60, clock, 4, size=8, hidden=0.15))


@pytest.mark.slow
def test_parents_are_found_better_than_guessed(judged):
    _, (right, _, _) = judged
    assert right["retold"] > right["nearest"] + 0.05
    assert right["retold"] > right["earliest"] + 0.2


@pytest.mark.slow
def test_chances_hold(judged):
    benchmark, (_, _, sure) = judged
    bars = {k: [ok for p, ok in sure if k <= min(9, int(p * 10)) < k + 1] for k in range(10)}
    plot = "\n".join(f"{k / 10:.1f} {'#' * len(b)} {sum(b) / len(b) if b else 0:.2f}" for k, b in bars.items())
    assert len(sure) > 200
    assert benchmark.calibration_error(sure) <= 0.12, plot
