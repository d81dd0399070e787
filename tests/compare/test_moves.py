"""Words that moved: what is linked is the same word once, and what differs is never a word that is linked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retold.align import align
from retold.compare.pair.differences import differences
from retold.records import Article, Sentence, Version
from retold.text.sentences import paragraphs, sentences

PARTS = [
    "on the fourth of May",
    "the theatre opens",
    "with a new comedy",
    "by a writer of the valley",
    "for three long hours",
    "in the rain",
]


def version(text: str) -> Version:
    found = [Sentence(s, n) for n, p in enumerate(paragraphs(text)) for s in sentences(text, "en", within=p)]
    return Version(Article(id="x", source="x", text=text, language="en"), tuple(found))


def told(order: list[str]) -> Version:
    return version(", ".join(order) + ".")


@given(st.permutations(PARTS), st.permutations(PARTS), st.integers(0, 3))
def test_links_are_one_to_one_and_regions_hold_none_of_them(one, other, left_out):
    a, b = told(one), told(other[left_out:])
    diff = differences(a, b, align(a, b))
    assert all(diff.a.stems[i] == diff.b.stems[j] for i, j in diff.a_to_b.items())
    assert len(set(diff.a_to_b.values())) == len(diff.a_to_b)
    assert {j: i for i, j in diff.a_to_b.items()} == diff.b_to_a
    for pair in diff.pairs:
        assert not any(i in diff.a_to_b for region in pair.regions for i in region.a if len(region.a) == 1)
        assert [r.a.start for r in pair.regions] == sorted(r.a.start for r in pair.regions)


def test_clauses_that_moved_leave_nothing_that_differs():
    a, b = told(PARTS), told([*PARTS[2:], *PARTS[:2]])
    (pair,) = differences(a, b, align(a, b)).pairs
    assert pair.places
    assert pair.regions == ()


def test_what_differs_beside_clauses_that_moved_is_laid_side_by_side():
    a = version("On 14 June the old theatre will open with a comedy.")
    b = version("The old theatre will open with a comedy on 24 June.")
    diff = differences(a, b, align(a, b))
    (pair,) = diff.pairs
    assert [([diff.a.words[k].norm for k in r.a], [diff.b.words[k].norm for k in r.b]) for r in pair.regions] == [(["14"], ["24"])]
