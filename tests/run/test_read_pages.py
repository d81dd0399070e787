"""Reading over several processes gives what reading in one gives, in the same order, and never runs ahead of itself."""

import os

import pytest

from retold.records import Article, Given, Page, Skipped
from retold.run.read import read_pages
from retold.settings import DEFAULT

STORY = "The harbour of Vell was closed for day number {n} after a crane fell across the main quay, and {n} ships were waiting outside the breakwater."


def page(n):
    return Page(f"page-{n}", "text", f"Headline number {n}\n\n{STORY.format(n=n)}", Given(id=str(n), language="en"))


def mixed(count):
    for n in range(count):
        if n % 7 == 3:
            yield Skipped(f"page-{n}", "collect", "empty file")
        elif n % 7 == 5:
            yield Page(f"page-{n}", "text", "")
        else:
            yield page(n)


def shouted(article):
    """A finish that the workers can be given: a function of a module."""
    return article.text.upper()


def fatal(article):
    """Brings its process down on one page."""
    if article.id == "13":
        os._exit(3)
    return article.id


@pytest.mark.parametrize("processes", [1, 2])
def test_order_is_kept_and_skips_stand_in_their_places(processes):
    found = list(read_pages(mixed(60), DEFAULT, processes=processes))
    assert [r.source for r in found] == [f"page-{n}" for n in range(60)]
    assert [type(r) for r in found] == [Skipped if n % 7 in (3, 5) else Article for n in range(60)]
    assert {r.stage for r in found if isinstance(r, Skipped)} == {"collect", "article"}


def test_workers_give_what_one_process_gives():
    assert list(read_pages(mixed(40), processes=2)) == list(read_pages(mixed(40), processes=1))


def test_finish_runs_on_every_article():
    found = list(read_pages((page(n) for n in range(30)), finish=shouted, processes=2))
    assert all(isinstance(text, str) and text.startswith("HEADLINE NUMBER") for text in found)


def test_pages_are_taken_only_as_they_are_needed():
    taken = 0

    def counted():
        nonlocal taken
        for n in range(100_000):
            taken += 1
            yield page(n)

    results = read_pages(counted(), processes=2)
    for _ in range(3):
        next(results)
    results.close()
    assert taken < 200


def test_a_page_that_brings_its_reader_down_is_skipped_alone():
    found = list(read_pages((page(n) for n in range(30)), finish=fatal, processes=2))
    assert [r for r in found if isinstance(r, Skipped)] == [Skipped("page-13", "article", "the page brought its reader down")]
    assert [r for r in found if isinstance(r, str)] == [str(n) for n in range(30) if n != 13]


def test_no_pages_give_nothing():
    assert list(read_pages(iter(()))) == []
