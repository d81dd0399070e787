"""Furniture that shows itself by what an outlet repeats, and by standing in one version only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.article import mark_alone, mark_repeated, read_page
from retold.records import Given, Page
from retold.settings import DEFAULT

SENTENCES = [
    "The harbour of Vell was closed for a third day on Tuesday after a crane fell across the main quay of the town.",
    "Nobody was hurt, the harbour master said, and the quay will be repaired before the ferries of the summer come.",
    "Two ships with timber wait outside the mole, and a third one has gone on to the port of Karstad in the north.",
    "The crane had been looked over in March by a firm from the capital, which found no fault in its old steel.",
]


def read(text, n, outlet="vell.example"):
    return read_page(Page(f"{outlet}/{n}", "text", text, Given(id=f"{outlet}/{n}", outlet=outlet, title=f"Headline {n}")), DEFAULT)


def own(n):
    """Prose of one article and no other."""
    return f"On day {n} the town of number {n} saw {n} things that differ from those of day {n + 1}, as its {n} people said to number {n}.".replace(
        " day", f" day{'x' * n}"
    ).replace(" people", f" people{'y' * n}")


def removed(article):
    return [c.text for c in article.chrome]


def test_figures_do_not_tell_lines_apart():
    marked = mark_repeated([read(f"{own(n)}\n{n} readers like our paper\n{own(n + 20)}", n) for n in range(1, 5)])
    assert [removed(a) for a in marked] == [[f"{n} readers like our paper"] for n in range(1, 5)]


def test_pages_that_are_mostly_frame_are_no_prints_of_one_another():
    frame = "\n".join(f"Our paper on matters of kind {'abcdefghij'[k]}" for k in range(10))
    marked = mark_repeated([read(f"{frame}\n{own(n)}", n) for n in range(1, 5)])
    assert all(len(removed(a)) == 10 for a in marked)


def test_what_stands_between_repeated_lines_is_of_their_kind():
    def page(n):
        return f"{own(n)}\nOur readers read this\nShip number {'abcdef'[n]} comes in\nOur paper since the war\n{own(n + 20)}\nA line of its own {'abcdef'[n]}"

    marked = mark_repeated([read(page(n), n) for n in range(1, 5)])
    assert all(
        [c.reason for c in a.chrome] == ["repeated by the outlet", "among lines that the outlet repeats", "repeated by the outlet"]
        for a in marked
    )
    assert all("A line of its own" not in " ".join(removed(a)) for a in marked)


def test_text_that_three_outlets_print_is_no_furniture():
    line = "The harbour master of Vell speaks at noon"
    articles = [read(f"{own(n)}\n{line}\n{own(n + 20)}", n, f"{outlet}.example") for outlet in "abc" for n in range(1, 5)]
    assert not any(a.chrome for a in mark_repeated(articles))


BODY = "\n".join(SENTENCES)


def versions(stray, other=BODY):
    return read(f"{SENTENCES[0]}\n{stray}\n" + "\n".join(SENTENCES[1:]), 1, "a.example"), read(other, 2, "b.example")


@pytest.mark.parametrize("stray", ["Tides of the day", "Ferry timetable of the whole coast", "See photos of the year 2018"])
def test_a_stray_line_that_no_other_print_has_is_furniture(stray):
    one, two = mark_alone(versions(stray))
    assert removed(one)[-1:] == [stray]
    assert removed(two) == []


@pytest.mark.parametrize(
    "line",
    [
        "Ada Marsh",  # a name may be a byline
        "Published June 5, 2018",
        "The mayor is away",  # carried by the other version as well, see below
        "The crew of the second ship will be fed by the town, the mayor said.",  # a sentence
        "— Ada Marsh (@amarsh) on the crane",
        "This is what is known:",
    ],
)
def test_sentences_names_dates_and_what_another_version_carries_stay(line):
    one, _ = mark_alone(versions(line, BODY + "\nThe mayor is away"))
    assert line not in removed(one)


def test_in_texts_of_their_own_nothing_is_marked():
    one, two = mark_alone([read(f"{own(1)}\nTides of the day\n{own(2)}", 1), read(BODY, 2)])
    assert (one.chrome, two.chrome) == ((), ())
    assert mark_alone([one]) == [one]
    assert mark_alone([]) == []


@given(
    st.lists(st.lists(st.sampled_from([*SENTENCES, "Tides of the day", "Our paper", "7 likes", "•"]), max_size=8), min_size=1, max_size=6)
)
def test_marks_are_lines_of_the_text_and_never_overlap(texts):
    articles = [read("\n".join([*SENTENCES[:2], *lines]), n) for n, lines in enumerate(texts)]
    for found in (mark_repeated(articles), mark_alone(articles)):
        assert [a.text for a in found] == [a.text for a in articles]
        for article in found:
            spans = [c.span for c in article.chrome]
            assert [s.of(article.text) for s in spans] == removed(article)
            assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
