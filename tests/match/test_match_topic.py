"""Pairs weighed against their topic: what two texts share and their rivals do not."""

import random
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from match_prose import prose

from retold.match import TextToMatch, match_texts
from retold.match.likeness import counted, weighed, weights
from retold.match.rewrites import around, retold, standing_out
from retold.match.topic import FLOOR, NEAREST, against, turns_of
from retold.match.words import words_of

FEW_WORDS = st.lists(st.sampled_from("ab bc cd de ef fg gh hi ij".split()), max_size=14).map(" ".join)


def grams(text):
    words = text.split()
    return [tuple(words[k : k + 3]) for k in range(len(words) - 2)]


def slowly(one, two, near_one, near_two, rarity):
    """`against` word by word, on sets."""
    rivals = near_one + near_two
    words = {w for t in (one, two) for w in t.split()}

    def local(times):
        return log((len(rivals) + 1) / (times + 0.5)) / log((len(rivals) + 1) / 0.5)

    held = {w: sum(w in r.split() for r in rivals) for w in words}
    weight = {w: rarity[w] * local(held[w]) for w in words}
    both = set(one.split()) & set(two.split())
    shared = sum(weight[w] for w in both)
    margins, wholes = [], []
    for text, near in ((one, near_one), (two, near_two)):
        own = set(text.split())
        whole = max(sum(weight[w] for w in own), 1e-9)
        shares = sorted((sum(rarity[w] * local(held[w] - 1) for w in own & set(r.split())) for r in near), reverse=True)
        third = shares[NEAREST - 1] / whole if len(shares) >= NEAREST else 0.0
        margins.append(shared / whole / max(FLOOR, third))
        wholes.append(whole)
    return shared / wholes[0], shared / wholes[1], min(margins)


def turns(one, two, rivals):
    """Runs of the shorter text that stand in the longer one (where a run first stands there), with an n-gram that no rival holds."""
    short, long = (one, two) if len(one.split()) < len(two.split()) else (two, one)
    elsewhere = {g for r in rivals for g in grams(r)}
    place = {}
    for k, gram in enumerate(grams(long)):
        place.setdefault(gram, k)
    found, before = [], None
    for k, gram in enumerate(grams(short)):
        if gram in place:
            if before != (k - 1, place[gram] - 1):
                found.append(False)
            found[-1] |= gram not in elsewhere
            before = (k, place[gram])
    return sum(found)


@given(FEW_WORDS, FEW_WORDS, st.lists(FEW_WORDS, max_size=5), st.lists(FEW_WORDS, max_size=5))
def test_against_the_topic_is_what_a_loop_over_words_says(one, two, near_one, near_two):
    hashes = {t: words_of([t]).hashes for t in (one, two, *near_one, *near_two)}
    by = weights(*counted(list(hashes.values())), len(hashes))
    found = against(hashes[one], hashes[two], [hashes[t] for t in near_one], [hashes[t] for t in near_two], by)
    rarity = {w: max(0.0, float(weighed(words_of([w]).hashes, by)[0])) for t in (one, two) for w in t.split()}
    assert (found.share_one, found.share_two, found.margin) == pytest.approx(slowly(one, two, near_one, near_two, rarity), rel=1e-3)
    assert turns_of(hashes[one], hashes[two], [hashes[t] for t in near_one + near_two]) == turns(one, two, near_one + near_two)


def answers(taken):
    """Eleven answers to one question, each in half of its words, in an order of its own; the last takes so many turns of the first."""
    question, turns = prose(80, 1).replace(".", "").split(), [prose(4, 50 + k).replace(".", "") for k in range(12)]
    told = []
    for k in range(11):
        rng, words = random.Random(k), prose(160, 10 + k).split()
        for place, word in zip(rng.sample(range(0, 160, 3), 40), rng.sample(question, 40), strict=True):
            words[place] = word
        for n in range(12 if k == 0 else taken if k == 10 else 0):
            words[12 * n + 1] = turns[n if k == 0 else (5 * n) % 12]
        for n in range(10):  # a turn that each has in common with each other
            words[12 * n + 7] = prose(3, 1000 + 11 * min(k, (k + n + 1) % 11) + max(k, (k + n + 1) % 11)).replace(".", "")
        told.append(" ".join(words))
    return told


@pytest.mark.parametrize(("taken", "found"), [(0, set()), (6, {("0", "10")})])
def test_one_answer_of_many_stands_out_by_what_the_others_do_not_share(taken, found):
    matches = match_texts([TextToMatch(str(k), text) for k, text in enumerate(answers(taken))])
    assert {(m.a, m.b) for m in matches} == found


def test_what_a_third_text_explains_is_no_rewrite():
    """Two excerpts of one report, each sharing passages with it, are not told anew from one another."""
    texts = [words_of([t]).hashes for t in ("one two three four five six", "one two three zero", "one two three nought")]
    by = weights(*counted(texts), 3)
    asked = np.array([1]), np.array([2]), np.array([0.4])
    nothing = around(np.zeros(0, np.int64), np.zeros(0, np.int64))
    kin = around(np.array([0, 0]), np.array([1, 2]))
    assert len(retold(standing_out(*asked, nothing, nothing), nothing, nothing, texts.__getitem__, by).a) == 1
    weak = np.array([1]), np.array([2]), np.array([0.1])
    assert len(retold(standing_out(*weak, nothing, kin), nothing, kin, texts.__getitem__, by).a) == 0
    assert len(retold(standing_out(*asked, nothing, kin), nothing, kin, texts.__getitem__, by).a) == 1
