"""The drawing of a tree: time runs down, nothing lies on anything else, big stories are grouped without losing a version."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from retold.records import Article, Descent, Edge, LostSource, StoryGroup, StoryTrace
from retold.show.drawing import MOST_ROWS, draw
from retold.show.story_views import story_view


def story_of(parents, second=()):
    """A story in which version n took from `parents[n]`: an earlier version, "lost", or None."""
    versions = tuple(Article(id=f"v{n}", source=f"v{n}.html", text=f"Text {n}", outlet=f"Outlet {n}") for n in range(len(parents)))
    edges = [Edge("lost" if p == "lost" else f"v{p}", f"v{n}", "primary", 0.8) for n, p in enumerate(parents) if p is not None]
    edges += [Edge(f"v{a}", f"v{b}", "secondary", 0.4) for a, b in second]
    lost = (LostSource("lost", "Wire", "agency"),) if "lost" in parents else ()
    return StoryTrace(StoryGroup("s", tuple(v.id for v in versions)), "A story", versions, Descent(lost, tuple(edges)), ())


@st.composite
def trees(draw_, most=90):
    size = draw_(st.integers(2, most))
    return [draw_(st.sampled_from(["lost", None, *range(n)]) if n else st.sampled_from(["lost", None])) for n in range(size)]


@settings(max_examples=60, deadline=None)
@given(trees())
def test_drawn_trees_are_legible(parents):
    drawing = draw(story_view(story_of(parents)))
    places = {n.id: n for n in drawing.nodes}
    assert len({n.y for n in drawing.nodes}) == len(drawing.nodes), "each in a row of its own"
    assert all(0 < n.y < drawing.height and n.x < drawing.text_x for n in drawing.nodes)
    assert sum(n.group for n in drawing.nodes) == len(parents) + ("lost" in parents), "nothing is lost"
    assert len(drawing.nodes) <= max(MOST_ROWS, sum(p in (None, "lost") for p in parents) + 1)
    if len(parents) < MOST_ROWS:
        for n, parent in enumerate(parents):
            if parent is not None:
                above = places["lost" if parent == "lost" else f"v{parent}"]
                assert above.y < places[f"v{n}"].y, "a version stands below what it took from"
                assert above.x <= places[f"v{n}"].x


@settings(max_examples=40, deadline=None)
@given(trees(most=40))
def test_no_trunk_runs_over_another_version(parents):
    drawing = draw(story_view(story_of(parents)))
    trunks = [tuple(map(float, re.match(r"M([\d.]+) ([\d.]+)V([\d.]+)", line.trunk).groups())) for line in drawing.lines if line.trunk]
    for x, top, bottom in trunks:
        assert not [n for n in drawing.nodes if n.x == x and top < n.y < bottom]


def test_a_lost_source_looks_lost_and_stands_first():
    drawing = draw(story_view(story_of(["lost", "lost", 0])))
    assert (drawing.nodes[0].name, drawing.nodes[0].lost) == ("Wire", True)
    assert [n.lost for n in drawing.nodes].count(True) == 1
    assert drawing.nodes[0].facts.startswith("the agency's report")


def test_four_hundred_prints_of_one_report_are_grouped():
    drawing = draw(story_view(story_of([None] + [0] * 399)))
    assert len(drawing.nodes) <= MOST_ROWS
    assert max(n.group for n in drawing.nodes) > 300


def test_a_long_chain_is_folded_into_its_sources():
    drawing = draw(story_view(story_of([None, *range(199)])))
    assert len(drawing.nodes) <= MOST_ROWS
    assert sum(n.group for n in drawing.nodes) == 200


def test_a_chain_needs_little_width():
    drawing = draw(story_view(story_of([None, *range(29)])))
    assert len(drawing.nodes) == 30
    assert drawing.text_x < 70


def test_two_to_sixty_versions_leave_room_for_words_on_a_phone():
    comb = [None] + [n // 2 for n in range(58)]
    assert draw(story_view(story_of(comb))).text_x <= 210


def test_second_sources_are_drawn_dashed():
    drawing = draw(story_view(story_of([None, 0, 0], second=[(1, 2)])))
    assert [line.primary for line in drawing.lines].count(False) == 1


def test_a_circle_of_edges_does_not_hang():
    story = story_of([None, 0])
    circle = Descent((), (Edge("v0", "v1", "primary", 0.5), Edge("v1", "v0", "primary", 0.5)))
    made = StoryTrace(story.group, story.title, story.versions, circle, ())
    assert len(draw(story_view(made)).nodes) == 2
