"""All regular forms of a word have one stem, and a listed word is found in each of its forms."""

from __future__ import annotations

import pytest

from retold.text.forms import forms, phrase_forms
from retold.text.stems import stem


@pytest.mark.parametrize(
    "words",
    [
        "rise rises rose rising",
        "vote votes voted voting",
        "arrest arrests arrested",
        "enter enters entered",
        "forbid forbade forbidden",
        "succeed succeeds succeeded",
        "try tries tried",
        "safe safer safest",
        "agree agrees agreed",
        "box boxes boxed",
        "control controls controlled",
    ],
)
def test_the_forms_of_a_word_have_one_stem(words):
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["gap gaping", "note not", "spit despite", "person personal"])
def test_other_words_keep_their_own(words):
    assert len({stem(word) for word in words.split()}) == 2


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("rise", {"rise", "rises", "rose", "risen", "rising"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("with", {"with"}),
        ("lose to", {"lose to", "loses to", "lost to", "losing to"}),
    ],
)
def test_forms(word, expected):
    assert phrase_forms(word) >= expected
    assert word == "lose to" or forms(word) == expected
