"""The parts of comparing that have rules of their own: spelling, quantities, reporting verbs, blocks, the relation of two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.align import align
from retold.compare import find_changes, relation_of
from retold.compare.pair.quantities import quantities
from retold.compare.pair.sides import is_block, side
from retold.compare.pair.spelling import same_wording
from retold.compare.said.verbs import force
from retold.records import Article, Sentence, Version
from retold.text.sentences import paragraphs, sentences


def version(text: str) -> Version:
    found = [Sentence(s, n) for n, p in enumerate(paragraphs(text)) for s in sentences(text, "en", within=p)]
    return Version(Article(id="x", source="x", text=text, language="en"), tuple(found))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colour", "color"),
        ("organised", "organized"),
        ("don't", "do not"),
        ("two", "2"),
        ("u.s.", "us"),
        ("gettin", "getting"),
        ("centre", "center"),
        ("gynaecologist", "gynecologist"),
        ("the united states", "the u.s."),
        ("paediatric", "pediatric"),
    ],
)
def test_spellings_of_one_wording(one, other):
    assert same_wording(one.split(), other.split())
    assert same_wording(other.split(), one.split())


@pytest.mark.parametrize(
    ("one", "other"), [("improve", "make better"), ("said", "claimed"), ("now", "not"), ("attacker", "attacked"), ("7", "8")]
)
def test_other_wordings(one, other):
    assert not same_wording(one.split(), other.split())


@given(st.lists(st.sampled_from("colour color two 2 don't not said claimed the".split()), max_size=5))
def test_every_wording_is_its_own(words):
    assert same_wording(words, words)


@pytest.mark.parametrize(
    ("text", "value", "unit", "exactness"),
    [
        ("Nearly 1,900 homes lost power.", 1900, "home", "nearly"),
        ("It costs $2.5 million to run.", 2_500_000, "dollar", ""),
        ("About twenty-five percent agreed.", 25, "percent", "about"),
        ("Some 40 people came.", 40, "person", "about"),
        ("He ran 12 miles.", 12, "mile", ""),
        ("One hundred and twenty pupils came.", 120, "pupil", ""),
        ("It rained for two and a half years.", 2.5, "month", ""),
        ("The trench is 2 1/2 metres deep.", 2.5, "meter", ""),
        ("It costs A$3.5m to run.", 3_500_000, "australian-dollar", ""),
    ],
)
def test_quantities(text, value, unit, exactness):
    laid_out = side(version(text))
    (found,) = [q for q in quantities(laid_out, range(len(laid_out.words))) if q.value is not None]
    assert (found.value, found.unit, found.exactness) == (value, unit, exactness)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The mayor claimed the bridge was safe.", "claimed", "claim"),
        ("The mayor's claims were read aloud.", "claims", None),
        ("The alleged theft was never proven.", "alleged", None),
        ("She flew to the United States on Monday.", "states", None),
        ("He fired back at the council.", "fired", "retort"),
    ],
)
def test_the_force_of_a_verb_hangs_on_its_place(text, word, expected):
    laid_out = side(version(text))
    k = next(n for n, t in enumerate(laid_out.words) if t.norm == word)
    assert force(laid_out, k) == expected


def test_a_letter_quoted_as_a_block_is_somebodys_words():
    letter = "I never wanted this.\nMy brother told me to go.\nWe walked all night.\nThe snow was deep."
    report = "The council met on Monday.\nIt voted for the ferry.\nThe mayor was absent.\nI am told so, a clerk wrote."
    inside = side(version(letter))
    outside = side(version(report))
    assert is_block(inside, inside.within(inside.version.sentences[0].span))
    assert not is_block(outside, outside.within(outside.version.sentences[0].span))


SENTENCES = [
    "The stone bridge over the Ume was closed to lorries on Monday after engineers found cracks in a pillar.",
    "Mayor Karin Ek said that the town would ask the ministry for forty million crowns to mend it.",
    "Pupils of the Valley School will be taken to their lessons by boat until the ice has gone.",
    "Salmon fishing below the dam has been forbidden since the summer of last year.",
    "The ferry company of Holm offered to carry vans at half the usual price through the winter.",
    "An old railway bridge nearby cannot bear lorries, the county's road office found in a report.",
]
OTHERS = [
    "The museum of glass in Tarn will show two hundred vases from private houses this autumn.",
    "Its director bought most of them at fairs, one from a farmer who kept onions in it.",
    "Visitors under twelve may blow a bead of their own on Saturdays, under watch.",
]


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (SENTENCES, SENTENCES, "copy"),
        (SENTENCES, [*SENTENCES[:2], *SENTENCES[3:5], OTHERS[0]], "edited"),
        (SENTENCES, [*OTHERS, SENTENCES[2]], "partial"),
        (SENTENCES, OTHERS, "none"),
        ([], OTHERS, "none"),
    ],
)
def test_relations(a, b, relation):
    left, right = version("\n".join(a)), version("\n".join(b))
    assert relation_of(left, right, align(left, right)) == relation


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "The haemophilia, oesophageal and paediatric units will be re-examined by a sub-committee of the board on Tuesday.",
            "The hemophilia, esophageal and pediatric units will be reexamined by a subcommittee of the board on Tuesday.",
        ),
        (
            "The ceasefire between the semi-autonomous valleys was catalogued in an e-mail, the policy making council said.",
            "The cease-fire between the semiautonomous valleys was cataloged in an email, the policymaking council said.",
        ),
        (
            "She holds a Ph.D. and an M.B.A. from the school of Düsseldorf and works for Jürgen Großmann of the ferry line.",
            "She holds a PhD and an MBA from the school of Duesseldorf and works for Juergen Grossmann of the ferry line.",
        ),
    ],
)
def test_another_house_style_is_no_change_at_all(a, b):
    """Not even a rewording, in either direction."""
    left, right = version(a), version(b)
    assert find_changes(left, right, align(left, right)) == ()
    assert find_changes(right, left, align(right, left)) == ()
