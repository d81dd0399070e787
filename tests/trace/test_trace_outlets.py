"""Between outlets over many stories: counts, ties, and no verdict on few cases."""

from datetime import UTC, datetime, timedelta

from retold.records import (
    Alignment,
    Article,
    Change,
    Comparison,
    Credit,
    Descent,
    Direction,
    Edge,
    LostSource,
    Moment,
    SentencePair,
    Span,
    StoryGroup,
    StoryTrace,
)
from retold.trace.outlets import outlets_of, tie_of, to_rows


def article(ident: str, outlet: str | None, hours: float, credit: str | None = None) -> Article:
    at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    named = (Credit(Span(0, 4), credit),) if credit else ()
    return Article(ident, ident, "Text of the story.", outlet=outlet, published=Moment(at.isoformat(), at, at, "given"), credits=named)


def story(number: int, credited: bool = False) -> StoryTrace:
    one = article(f"{number}a", "https://www.one.example/x", 0)
    two = article(f"{number}b", "two.example", 3, "one.example" if credited else None)
    whole = Span(0, 18)
    pair = SentencePair(whole, whole, "edited", 0.9)
    changes = (
        Change("hedge-dropped", whole, whole, whole, None, 0.9, ""),
        Change("reworded", whole, whole, whole, whole, 0.9, ""),
        Change("name-changed", whole, whole, whole, whole, 0.5, ""),
    )
    compared = Comparison(one, two, "edited", Direction("a-to-b"), Alignment((pair,)), changes)
    edge = Edge(one.id, two.id, "primary", 0.9)
    return StoryTrace(StoryGroup(f"s{number}", (one.id, two.id)), "", (one, two), Descent((), (edge,)), (compared,))


def test_counts_over_stories_and_no_verdict_on_few():
    (few,) = outlets_of([story(k) for k in range(19)])
    assert (few.source, few.taker, few.cases, few.hours, few.timed) == ("one.example", "two.example", 19, 3.0, 19)
    assert few.uncredited_share is None
    assert few.altering_rate is None
    (many,) = outlets_of([story(k, credited=k < 5) for k in range(20)])
    assert many.uncredited_share == 0.75
    assert (many.sentences, many.altering, dict(many.kinds)) == (20, 20, {"hedge-dropped": 20})
    assert many.altering_rate == 1.0
    (row,) = to_rows([many])
    assert (row["cases"], row["uncredited_share"], row["hedge-dropped"]) == (20, 0.75, 20)


def test_lost_agencies_count_by_name_and_nameless_sources_do_not():
    two, three = article("b", "two.example", 1, "AP"), article("c", "three.example", 2)
    lost = (LostSource("l1", "Associated Press", "agency"), LostSource("l2", None, "implied"))
    edges = (Edge("l1", "b", "primary", 0.8), Edge("l2", "c", "primary", 0.5))
    (taking,) = outlets_of([StoryTrace(StoryGroup("s", ()), "", (two, three), Descent(lost, edges), ())])
    assert (taking.source, taking.tie, taking.credited, taking.hours) == ("Associated Press", "agency", 1, None)


def test_updates_of_one_outlet_and_unknown_outlets_are_left_out():
    one, again, unknown = article("a", "one.example", 0), article("b", "www.one.example", 1), article("c", None, 2)
    edges = (Edge("a", "b", "primary", 0.9), Edge("a", "c", "primary", 0.9))
    assert outlets_of([StoryTrace(StoryGroup("s", ()), "", (one, again, unknown), Descent((), edges), ())]) == []


def test_ties():
    assert tie_of("oregonlive.com", "syracuse.com") == "owner"
    assert tie_of("cnn.com", "yahoo.com") == "aggregator"
    assert tie_of("apnews.com", "syracuse.com") == "agency"
    assert tie_of("one.example", "two.example") == "other"
