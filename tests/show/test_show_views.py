"""Views: order, certainty, and what is said in words."""

import dataclasses

from retold.records import CHANGE_KINDS, Descent, Direction, Trace
from retold.settings import Settings
from retold.show import plainly
from retold.show.story_views import trace_view
from retold.show.views import compare_view


def test_findings_stand_strongest_claim_first_and_are_numbered_through(comparison):
    view = compare_view(comparison)
    assert [f.kind for f in view.certain] == ["quote-altered", "hedge-dropped", "figure-changed"]
    assert [f.kind for f in view.perhaps] == ["verb-changed"]
    assert [f.kind for f in view.rewordings] == ["reworded"]
    assert [f.number for f in view.findings] == [1, 2, 3, 4, 5]


def test_findings_about_the_same_sentences_stand_together(comparison):
    view = compare_view(comparison)
    places = view.places(view.certain)
    assert [[f.kind for f in place.findings] for place in places] == [["quote-altered"], ["hedge-dropped", "figure-changed"]]
    assert [(p.text, p.changes) for p in places[1].a if p.marked] == [("allegedly", (2,)), ("4 million", (3,))]


def test_below_the_mark_a_finding_says_perhaps(comparison):
    view = compare_view(comparison)
    assert view.perhaps[0].says == "Perhaps the reporting verb changed: “said” became “boasted”."
    assert not any("erhaps" in f.says for f in view.certain)
    strict = compare_view(comparison, Settings(certain=0.99))
    assert not strict.certain
    assert len(strict.perhaps) == 4


def test_a_mark_on_each_side_covers_exactly_the_changed_words(comparison):
    view = compare_view(comparison)
    altered = view.places(view.certain)[0]
    assert [p.text for p in altered.a if p.marked] == ["gift"]
    assert [p.text for p in altered.b if p.marked] == ["present"]
    assert "".join(p.text for p in altered.a) == 'The mayor said the bridge was "a gift to the whole town" on Monday.'


def test_every_kind_can_be_said_whatever_words_it_has():
    for kind in CHANGE_KINDS:
        for a in ("", "one"):
            for b in ("", "two"):
                said = plainly.finding(kind, a, b, certain=True)
                assert said.endswith(".")
                assert "{" not in said
                assert said[0].isupper()
                assert (a in said) and (b in said), (kind, said)
                assert "“”" not in said
        assert plainly.FAMILY_OF[kind] in plainly.FAMILIES


def test_a_common_source_is_named_where_a_credit_names_it(comparison):
    shared = dataclasses.replace(comparison, direction=Direction("common-source"))
    assert plainly.direction_sentence(shared) == "Both probably go back to a common source: Town Wire."


def test_words_without_page_furniture_are_counted(comparison):
    assert compare_view(comparison).a.words == len(comparison.a.text.split()) - 4


def test_a_trace_says_against_whom_changes_are_counted(trace):
    story = trace_view(trace).stories[0]
    lost, first, second = story.versions
    assert (lost.name, lost.lost) == ("Town Wire", True)
    assert (first.against, first.altering) == ("", 0)
    assert (second.against, second.altering, second.perhaps) == ("Herald", 3, 1)
    assert len({v.anchor for v in story.versions}) == 3


def test_versions_of_one_outlet_are_told_apart(story, trace):
    twice = dataclasses.replace(story, versions=(story.versions[0], dataclasses.replace(story.versions[1], outlet="Herald")))
    view = trace_view(dataclasses.replace(trace, stories=(twice,))).stories[0]
    assert [v.name for v in view.versions if not v.lost] == ["Herald", "Herald (2)"]


def test_steering_characters_never_reach_a_terminal():
    assert plainly.printable("a\x1b[31mb\x07\u202ec\u2066") == "a\ufffd[31mb\ufffdc"
    assert plainly.printable("naïve – “quoted” 北京 سلام") == "naïve – “quoted” 北京 سلام"


def test_moments_are_said_as_the_page_states_them(article_a):
    assert plainly.moment_words(article_a.published) == "6 May 2024, 09:30"
    assert plainly.moment_words(dataclasses.replace(article_a.published, stated="2024-05-06")) == "6 May 2024"
    assert plainly.moment_words(dataclasses.replace(article_a.published, stated="2024-05-06T09:30:00Z")) == "6 May 2024, 09:30 UTC"
    assert plainly.moment_words(dataclasses.replace(article_a.published, stated="some day")) == "some day"
    assert plainly.moment_words(None) == "no date"


def test_a_range_says_no_more_than_it_needs(article_a):
    def said(first, last):
        return plainly.range_words(*(dataclasses.replace(article_a.published, stated=s) for s in (first, last)))

    assert said("2024-05-06T09:30", "2024-05-06T09:30") == "6 May 2024, 09:30"
    assert said("2024-05-06T09:30", "2024-05-06T11:00") == "6 May 2024, 09:30 to 11:00"
    assert said("2024-05-06T09:30", "2024-05-08") == "6 to 8 May 2024"
    assert said("2024-05-06", "2024-05-06") == "6 May 2024"
    assert said("2024-05-31", "2024-06-01T10:00") == "31 May 2024 to 1 June 2024"
    assert said("soon", "later") == "soon to later"


def test_stories_of_one_event_are_linked_and_never_edges(story):
    def with_event(ident, event):
        return dataclasses.replace(story, group=dataclasses.replace(story.group, id=ident, event=event))

    single = dataclasses.replace(
        with_event("s4", "e1"), versions=story.versions[:1], comparisons=(), title="Alone", descent=Descent((), ())
    )
    view = trace_view(Trace((with_event("s1", "e1"), with_event("s2", None), with_event("s3", "e1"), single)))
    assert [s.same_event for s in view.stories] == [((3, story.title),), (), ((1, story.title),)]
    assert [s.event_alone for s in view.stories] == [("Alone",), (), ("Alone",)]
