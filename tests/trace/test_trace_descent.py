"""Trees of small stories: lost sources, cuts, slips, second parents, and everything that comes in badly."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.records import Article, Credit, Descent, Edge, LostSource, Sentence, Span, Version
from retold.trace import descent_of, nearest_collected

ELSEWHERE = [
    "Bakers in the valley expect the price of rye flour to double before the winter festival.",
    "The town council voted nine to four against a second roundabout near the swimming pool.",
    "A brass band from Oslo won the open competition for the third time in a row.",
]


def primary(descent: Descent) -> dict[str, str]:
    return {e.to: e.source for e in descent.edges if e.kind == "primary"}


def test_two_prints_of_a_credited_agency_descend_from_it(version, ferry, edit):
    a = version("a", [*edit(ferry, dull="loud"), "The Daily Tide informs citing Norwire."], at=9, credit=("Norwire", "Norwire"))
    b = version("b", [*ferry, ELSEWHERE[0]], at=10)
    descent = descent_of([a, b])
    (lost,) = descent.lost
    assert lost.name == "Norwire"
    assert primary(descent) == {"a": lost.id, "b": lost.id}
    credit = next(e for e in descent.edges if e.to == "a").evidence[0]
    assert credit.b is not None
    assert credit.b.of(a.text) == "Norwire"


def test_all_who_credit_one_agency_share_one_lost_source(version, ferry):
    told = [
        version(f"v{k}", [f"HARBOUR ({name}) - {ferry[0]}", *ferry[1:]], credit=(name, name))
        for k, name in enumerate(["AP", "Associated Press", "AP"])
    ]
    descent = descent_of(told)
    assert [source.name for source in descent.lost] == ["Associated Press"]
    assert descent.lost[0].why == "agency"


def test_a_credited_outlet_that_is_here_is_the_source_itself(version, ferry):
    tide = version("tide", ferry, outlet="dailytide.example", at=5)
    copy = version(
        "copy",
        [*ferry[:6], "The story first appeared in The Daily Tide."],
        outlet="other.example",
        at=4,
        credit=("The Daily Tide", "The Daily Tide"),
    )
    descent = descent_of([copy, tide])
    assert descent.lost == ()
    assert primary(descent) == {"copy": "tide"}


def test_nothing_stands_above_a_version_whom_others_credit(version, ferry, edit):
    """A third text that carries the credited one and names nobody took it from there, not from a source that nobody knows."""
    tide = version("tide", ferry, outlet="dailytide.example", at=5)
    said = "The story first appeared in The Daily Tide."
    copy = version("copy", [*ferry[:6], said], outlet="other.example", at=6, credit=("The Daily Tide", "The Daily Tide"))
    silent = version("silent", [*edit(ferry[:7], dull="loud"), ELSEWHERE[0]], outlet="third.example", at=7)
    descent = descent_of([tide, copy, silent])
    assert descent.lost == ()
    assert primary(descent)["copy"] == "tide"
    assert "tide" not in primary(descent)


def test_a_cycle_of_credits_still_gives_a_tree(version, ferry, edit):
    one = version("one", [*ferry, "As Beta first reported."], outlet="alpha.example", credit=("Beta", "Beta"))
    two = version("two", [*edit(ferry, dull="loud"), "As Alpha first reported."], outlet="beta.example", credit=("Alpha", "Alpha"))
    assert len(primary(descent_of([one, two]))) <= 1


def test_slips_show_the_way_without_any_time(version, ferry, edit):
    first = version("first", ferry)
    second = version("second", edit(ferry, crash="sandwich", helicopter="violin")[:7])
    third = version("third", edit(ferry, crash="sandwich", helicopter="violin", owners="grammar", bent="piano")[:6])
    for order in ([first, second, third], [third, first, second]):
        assert primary(descent_of(order)) == {"second": "first", "third": "second"}


def test_passages_of_another_version_make_a_second_parent(version, ferry, edit):
    long = [*ferry, *ELSEWHERE]
    slips = {"Lund": "sandwich", "dull": "violin", "twice": "grammar"}
    root = version("root", ferry, at=1)
    twin = version("twin", edit(ferry, Friday="Sunday", bent="lost")[:7], at=2)
    other = version("other", [*edit(ferry, **slips)[:5], *ELSEWHERE], at=3)
    third = version("third", [*edit(ferry, **slips, reporters="piano")[:5], *edit(ELSEWHERE, flour="spoon")], at=5)
    mixed = version("mixed", [*edit(ferry, northern="cheese", August="carpet"), *ELSEWHERE], at=6)
    descent = descent_of([root, twin, other, third, mixed])
    assert [(e.source, e.to) for e in descent.edges if e.kind == "secondary"] == [("other", "mixed")]
    second = next(e for e in descent.edges if e.kind == "secondary")
    assert second.evidence[0].a is not None
    assert second.evidence[0].a.of(other.text) in long


def test_each_passage_has_its_source(version, ferry, edit):
    first = version("first", ferry, at=1)
    second = version("second", [*edit(ferry, crash="sandwich")[:6], ELSEWHERE[0]], at=2)
    third = version("third", [*edit(ferry, crash="sandwich", owners="grammar")[:5], ELSEWHERE[1], ELSEWHERE[0]], at=5)
    found = [(t.source, t.span.of(third.text)) for t in descent_of([first, second, third]).passages if t.to == "third"]
    assert [source for source, _ in found] == ["second", None, "second"]
    assert found[1][1] == ELSEWHERE[1]
    assert found[0][1].startswith(ferry[0])


def test_what_siblings_share_comes_from_the_lost_source(version, ferry):
    told = [version(k, [*ferry, f"By Norwire for {k}"], credit=("Norwire", "Norwire")) for k in "abc"]
    descent = descent_of(told)
    (lost,) = descent.lost
    direct = [e.to for e in descent.edges if e.source == lost.id]
    assert {t.source for t in descent.passages if t.to == direct[0] and t.span.start == 0} <= {lost.id, None}


def test_no_version_above_all_means_an_implied_source(version, ferry, edit):
    left = version("left", [*edit(ferry, dull="violin", helicopter="grammar")[:5], *ELSEWHERE[:1]])
    right = version("right", [*edit(ferry, Friday="sandwich", rudder="piano")[2:], *ELSEWHERE[1:]])
    descent = descent_of([left, right])
    assert [(s.name, s.why) for s in descent.lost] == [(None, "implied")]


def test_wrong_times_do_not_turn_a_clear_tree(version, ferry, edit):
    first = version("first", ferry, at=30)
    second = version("second", edit(ferry, crash="sandwich", helicopter="violin")[:7], at=2)
    third = version("third", edit(ferry, crash="sandwich", helicopter="violin", owners="grammar", bent="piano")[:6], at=1)
    assert primary(descent_of([third, second, first])).get("third") == "second"


def test_a_time_after_the_end_is_no_evidence(version, ferry, edit):
    now = datetime(2024, 3, 6, tzinfo=UTC)
    told = [version("a", ferry, at=1), version("b", edit(ferry, dull="loud"), at=100)]
    (edge,) = [e for e in descent_of(told, latest=now).edges if e.kind == "primary"] or [None]
    assert edge is None or not any("published" in e.why for e in edge.evidence)


def test_identical_texts_keep_their_doubt(version, ferry):
    descent = descent_of([version("a", ferry), version("b", ferry)])
    assert all(e.probability < 0.8 for e in descent.edges)


@pytest.mark.parametrize("count", [0, 1])
def test_hardly_a_story(version, ferry, count):
    assert descent_of([version("a", ferry)][:count]) == Descent((), ())


def test_one_version_that_credits_hangs_from_its_source(version, ferry):
    (edge,) = descent_of([version("a", [*ferry, "By Norwire"], credit=("Norwire", "Norwire"))]).edges
    assert edge.source.startswith("lost:norwire")


def test_a_version_that_is_all_furniture_has_no_edges(version, ferry):
    empty = Version(Article("empty", "empty", "Share Tweet"), ())
    descent = descent_of([empty, version("a", ferry), version("b", ferry)])
    assert all("empty" not in (e.source, e.to) for e in descent.edges)


def test_many_versions_are_traced_and_same_input_gives_same_output(version, ferry, edit):
    told = [version(f"v{k:03}", edit(ferry, passengers=f"passengers and {k} cars")[: 4 + k % 5], at=k / 10) for k in range(90)]
    descent = descent_of(told)
    assert descent == descent_of(told)
    assert len(primary(descent)) >= 80


words = st.lists(st.sampled_from("the ship sank at night near rocks 12 14 and crew".split()), min_size=1, max_size=9).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(words, max_size=5), max_size=6))
def test_any_texts_give_a_tree(texts):
    told = []
    for k, sentences in enumerate(texts):
        text, spans = "\n".join(sentences), []
        for sentence in sentences:
            start = spans[-1].span.end + 1 if spans else 0
            spans.append(Sentence(Span(start, start + len(sentence)), len(spans)))
        named = (Credit(Span(0, 1), "Norwire"),) if k % 3 == 0 and text else ()
        told.append(Version(Article(f"v{k}", f"v{k}", text, credits=named), tuple(spans)))
    descent = descent_of(told)
    above = primary(descent)
    ids = {v.article.id for v in told} | {s.id for s in descent.lost}
    for edge in descent.edges:
        assert {edge.source, edge.to} <= ids
        assert 0 <= edge.probability <= 1
        assert edge.source != edge.to
        for sign in edge.evidence:
            source = next((v for v in told if v.article.id == edge.source), None)
            copy = next(v for v in told if v.article.id == edge.to)
            assert sign.a is None or (source is not None and 0 <= sign.a.start < sign.a.end <= len(source.text))
            assert sign.b is None or 0 <= sign.b.start < sign.b.end <= len(copy.text)
    for start in above:
        seen = set()
        node: str | None = start
        while node is not None:
            assert node not in seen
            seen.add(node)
            node = above.get(node)


def test_each_version_is_compared_with_its_nearest_collected_ancestor(version, ferry):
    told = [version(name, ferry[:n]) for name, n in (("a", 8), ("b", 6), ("c", 4), ("d", 8))]
    lost = LostSource("lost:x", "X", "credit")
    edges = tuple(Edge(s, t, "primary", 0.9) for s, t in (("lost:x", "a"), ("lost:x", "b"), ("b", "c"), ("lost:x", "d")))
    assert nearest_collected(told, Descent((lost,), edges)) == {"b": "a", "c": "b", "d": "a"}
