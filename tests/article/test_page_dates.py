"""Which of the dates of a page is believed to be that of its article."""

import json

import pytest

from retold.article.markup import read_markup
from retold.article.page_facts import page_facts


def dates(shown: str, published: str | None = None, modified: str | None = None, kind: str = "NewsArticle"):
    stated = {"@type": kind} | ({"datePublished": published} if published else {}) | ({"dateModified": modified} if modified else {})
    head = f'<script type="application/ld+json">{json.dumps(stated)}</script>'
    body = f"<h1>Ferry sinks off the coast of Vell</h1>{shown}<p>{'The ferry sank on Monday, the harbour master said. ' * 4}</p>"
    found = page_facts(read_markup(f"<html><head>{head}</head><body>{body}</body></html>"))
    return found.published, found.modified


@pytest.mark.parametrize(
    ("shown", "published", "modified", "day", "by"),
    [
        ("<div>March 2, 2024</div>", "2024-03-02T10:00:00+01:00", None, "2024-03-02", "json-ld"),
        ("<div>August 25, 2022</div>", "2024-03-02", "2024-03-02", "2022-08-25", "text"),  # stamped when the pages were moved
        ("<div>March 1, 2024</div>", "2024-03-02T02:41:41Z", None, "2024-03-01", "json-ld"),  # the same moment, west of Greenwich
        ("<div>March 1, 2024</div>", "2024-03-02T02:41:41+01:00", None, "2024-03-02", "json-ld"),  # the zone of the page is known
        ("<div>02.03.2024</div>", "2024-02-03T10:00:00+01:00", None, "2024-02-03", "json-ld"),  # figures that may mean either
        ("<div>Updated March 9, 2024</div>", "2024-03-02", None, "2024-03-02", "json-ld"),
        ("<div>Last updated:</div><div>March 9, 2024</div>", "2024-03-02", None, "2024-03-02", "json-ld"),
        ("<div>Page updated March 1, 2024</div>", "2024-03-05", "2024-03-05", "2024-03-01", "text"),  # nothing is updated before it appears
        ("<div>March 9, 2024</div>", "2024-03-02", "2024-03-09", "2024-03-02", "json-ld"),  # a correction of a week later
        ("<div>September 9, 2024</div>", "2024-03-02", "2024-09-09", "2024-09-09", "text"),  # a new edition
        ("<div>Sunday, May 5, 2030</div>", "2024-03-02", None, "2024-03-02", "json-ld"),  # the clock of the page
        ("<div>The first ferry sank on May 5, 1912.</div>", "2024-03-02", None, "2024-03-02", "json-ld"),  # a sentence
        ("<div>Posted on March 2, 2024March 9, 2024</div>", "2024-03-02", "2024-03-09", "2024-03-02", "json-ld"),
    ],
)
def test_stated_and_shown_dates(shown, published, modified, day, by):
    found = dates(shown, published, modified)[0]
    assert (found.stated[:10], found.by) == (day, by)
    assert found.earliest <= found.latest


def test_a_shown_day_keeps_the_exact_moment_it_agrees_with():
    found = dates("<div>March 1, 2024</div>", "2024-03-02T02:41:41Z")[0]
    assert found.earliest == found.latest
    assert found.earliest.isoformat() == "2024-03-02T02:41:41+00:00"


def test_dates_of_stories_in_the_text_are_not_its_own():
    prose = "<p>" + "The harbour of Vell has known such days before, and worse ones too. " * 3 + "</p>"
    teaser = prose + prose.replace("days", "nights") + "<div>Another story - November 20, 2020</div>"
    assert dates(teaser, "2024-03-02")[0].stated == "2024-03-02"


def test_the_update_that_is_shown_is_the_last_change():
    assert dates("<div>Updated March 9, 2024</div>", "2024-03-02")[1].stated == "2024-03-09"
    assert dates("<div>Updated March 9, 2024</div>", "2024-03-02", "2024-03-02")[1].stated == "2024-03-09"


def test_a_live_page_shows_its_last_entry():
    assert dates("<div>September 9, 2024</div>", "2024-03-02", "2024-09-09", "LiveBlogPosting")[0].stated == "2024-03-02"


def test_a_date_far_from_the_headline_counts_where_the_page_states_no_other():
    far = "<p>Something else is said here.</p>" * 60
    assert dates(far + "<div>Published March 2, 2024</div>")[0].stated == "2024-03-02"
    assert dates(far + "<div>March 2, 2024</div>")[0].stated == "2024-03-02"
    assert dates(far + "<div>March 2, 2024</div><div>March 3, 2024</div>")[0] is None
    assert dates(far + "<div>Updated March 2, 2024</div>")[0] is None


def test_a_name_right_after_the_year_does_not_hide_the_date():
    assert dates("<div>March 2, 2024Ann Lee</div>")[0].stated == "2024-03-02"


@pytest.mark.parametrize("name", ["w-published-date", "page_publish_time", "x:publication-date", "custom.published.on"])
def test_metas_of_systems_of_their_own_that_speak_of_publication(name):
    head = f'<meta name="{name}" content="2024-03-02T10:00:00Z">'
    found = page_facts(read_markup(f"<html><head>{head}</head><body><h1>Ferry sinks off Vell</h1><p>It sank on Monday.</p></body></html>"))
    assert (found.published.stated[:10], found.published.by) == ("2024-03-02", "meta")
