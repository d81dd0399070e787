"""Stories of matches, and events of stories."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from match_prose import prose

from retold.match import TextToMatch, events, group_stories
from retold.records import Match, Passage, Span, StoryGroup

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def match(a, b, share, **more):
    return Match(a, b, 20, share, share, (Passage(Span(0, 9), Span(0, 9)),), **more)


def groups(ids, *matches, when=None):
    return [set(g.members) for g in group_stories(list(ids), matches, when)]


def test_versions_join_and_strangers_stay_alone():
    assert groups("abcd", match("a", "b", 0.9), match("b", "c", 0.4), match("c", "d", 0.05)) == [{"a", "b", "c"}, {"d"}]


def test_one_text_that_quotes_two_stories_does_not_merge_them():
    one = [match(x, y, 0.9) for x, y in ("ab", "ac", "ad", "bc", "bd", "cd")]
    two = [match(x, y, 0.9) for x, y in ("ef", "eg", "eh", "fg", "fh", "gh")]
    assert sorted(map(sorted, groups("abcdefgh", *one, *two, match("d", "e", 0.5)))) == [list("abcd"), list("efgh")]


def test_two_texts_that_hold_both_of_two_stories_do_not_merge_them():
    one, two = "abcdefgh", "ijklmnop"
    links = [match(x, y, 0.8) for letters in (one, two) for x, y in combinations(letters, 2)]
    links += [match(x, y, 0.4) for x in "ab" for y in two]
    assert sorted(map(sorted, groups(one + two, *links))) == [list(one), list(two)]


def test_a_round_up_is_a_version_of_none_of_the_stories_it_holds():
    stories = ["abcd", "efgh"]
    links = [match(x, y, 0.8) for letters in stories for x, y in combinations(letters, 2)]
    held = [Match(x, round_up, 20, 0.9, 0.1, (Passage(Span(0, 9), Span(0, 9)),)) for x in "abef" for round_up in "yz"]
    found = {g.members: g.why for g in group_stories(list("abcdefghyz"), [*links, *held, match("y", "z", 0.95)])}
    assert set(found) == {tuple("abcd"), tuple("efgh"), ("y", "z")}
    assert found["y", "z"].startswith("It holds parts of 2 stories")
    excerpts = [m for m in held if m.a in "ab" and m.b == "y"]  # all of one story: a long version of it
    assert ("a", "b", "c", "d", "y") in {g.members for g in group_stories(list("abcdefghy"), [*links, *excerpts])}


def test_what_both_quote_does_not_join():
    assert groups("ab", match("a", "b", 0.6, kind="quotation", quoted=0.9)) == [{"a"}, {"b"}]


def test_a_rewrite_joins():
    assert groups("ab", match("a", "b", 0.05, kind="rewrite")) == [{"a", "b"}]


def test_texts_far_apart_in_time_are_two_stories():
    late = {"a": NOON, "b": NOON + timedelta(days=400)}
    assert groups("ab", match("a", "b", 0.9), when=late) == [{"a"}, {"b"}]
    assert groups("ab", match("a", "b", 0.9), when={"a": NOON, "b": None}) == [{"a", "b"}]


def test_a_group_says_what_holds_it_together():
    (pair,) = group_stories(["a", "b"], [match("a", "b", 0.75)])
    assert pair.why == "Of the shorter text 75% stands in the other, speech that both quote not counted."
    (three,) = group_stories(["a", "b", "c"], [match("a", "b", 0.9), match("b", "c", 0.4)])
    assert three.why.startswith("2 of the 3 pairs share passages; the loosest, c, still has 40%")


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(0, 1)), max_size=30))
def test_every_id_is_in_one_group_and_groups_hang_together_by_matches(rows):
    matches = [match(f"{min(a, b)}", f"{max(a, b)}", share) for a, b, share in {(a, b): (a, b, s) for a, b, s in rows if a != b}.values()]
    found = group_stories([str(k) for k in range(10)], matches)
    assert sorted(m for g in found for m in g.members) == [str(k) for k in range(10)]
    linked = {x: {x} for x in "0123456789"}
    for m in matches:
        both = linked[m.a] | linked[m.b]
        for x in both:
            linked[x] = both
    assert all(set(g.members) <= linked[g.members[0]] for g in found)


def told(words, seed):
    """A text about something: its own words among a few of the topic."""
    own = prose(60, seed).split()
    return " ".join(w for pair in zip(own, words * 10, strict=False) for w in pair)


def test_stories_of_one_happening_are_linked_and_others_are_not():
    bridge, flood = prose(25, 1).split(), prose(25, 2).split()
    texts = [TextToMatch(f"{n}", told(w, 10 + n), None, NOON) for n, w in enumerate([bridge, bridge, bridge, flood, flood])]
    texts.append(TextToMatch("late", told(bridge, 30), None, NOON + timedelta(days=90)))
    found = {g.members[0]: g.event for g in events(texts, group_stories([t.id for t in texts], []))}
    assert found["0"] == found["1"] == found["2"] is not None
    assert found["3"] == found["4"] is not None
    assert found["0"] != found["3"]
    assert found["late"] is None


def test_events_of_nothing_are_none():
    assert events([], []) == []
    assert events([TextToMatch("a", "")], [StoryGroup("s", ("a",))])[0].event is None
