"""What a page states of its article, and which statement is believed."""

import json

import pytest

from retold.article.json_ld import articles, things, types
from retold.article.markup import read_markup
from retold.article.page_facts import page_facts


def facts(head: str = "", body: str = "", url: str | None = None):
    return page_facts(read_markup(f"<html><head>{head}</head><body>{body}</body></html>"), url)


def ld(**fields) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


def test_the_visible_headline_is_the_title():
    found = facts(
        "<title>Ferry sinks off coast | The Harbour Post</title>", "<h2>Latest</h2><h1>Ferry sinks off the coast</h1><p>Text.</p>"
    )
    assert found.title == "Ferry sinks off the coast"


def test_without_a_headline_the_outlet_is_taken_off_the_title():
    found = facts(
        "<title>Ferry sinks off the northern coast - The Harbour Post</title><meta property=og:site_name content='The Harbour Post'>"
    )
    assert found.title == "Ferry sinks off the northern coast"


def test_a_site_name_in_the_first_heading_is_no_title():
    head = "<meta property=og:title content='Ferry sinks off coast'><title>Ferry sinks off coast</title>"
    assert facts(head, "<h1>The Harbour Post</h1><h2>Ferry sinks off coast</h2>").title == "Ferry sinks off coast"


def test_json_ld_dates_come_before_meta_dates():
    head = ld(**{"@type": "NewsArticle", "datePublished": "2024-03-02T10:00:00+01:00", "dateModified": "2024-03-03T09:30:00Z"})
    found = facts(head + "<meta property=article:published_time content=2020-01-01>")
    assert (found.published.stated[:10], found.published.by) == ("2024-03-02", "json-ld")
    assert (found.modified.stated[:10], found.modified.by) == ("2024-03-03", "json-ld")


@pytest.mark.parametrize(
    ("head", "body", "url", "day", "by"),
    [
        ("<meta property=article:published_time content='2021-05-06T07:08:09Z'>", "", None, "2021-05-06", "meta"),
        ("<meta name=date content='2021-05-06'>", "", None, "2021-05-06", "meta"),
        ("", "<h1>Ferry sinks</h1><time datetime='2021-05-06T01:02'>yesterday</time>", None, "2021-05-06", "time element"),
        ("", "<h1>Ferry sinks</h1><p>Text</p>", "https://post.example/2021/05/06/ferry", "2021-05-06", "url"),
        ("", "<h1>Ferry sinks</h1><div>By Ann Lee, May 6, 2021</div><p>Text</p>", None, "2021-05-06", "text"),
    ],
)
def test_a_date_says_what_states_it(head, body, url, day, by):
    published = facts(head, body, url).published
    assert published is not None
    assert (published.stated[:10], published.by) == (day, by)


def test_no_date_is_invented():
    assert (
        facts("<meta name=date content='soon'>", "<h1>Ferry</h1><time>today</time>", "https://post.example/news/20991399").published is None
    )


@pytest.mark.parametrize(
    "author",
    [
        "Ann Lee",
        ["Ann Lee"],
        {"@type": "Person", "name": "Ann Lee"},
        [{"name": ["Ann Lee"]}],
        {"@id": "#ann"},
        [["no"], {"name": " Ann  Lee"}],
    ],
)
def test_authors_of_json_ld_in_every_shape(author):
    head = ld(**{"@graph": [{"@type": "NewsArticle", "author": author}, {"@type": "Person", "@id": "#ann", "name": "Ann Lee"}]})
    assert facts(head).authors == ("Ann Lee",)


def test_authors_of_meta_and_byline():
    assert facts("<meta name=author content='By Ann Lee and Bo Ek'>").authors == ("Ann Lee", "Bo Ek")
    assert facts(body="<h1>T</h1><div class=byline>By Ann Lee</div>").authors == ("Ann Lee",)
    assert facts("<meta property=article:author content='https://social.example/post'>").authors == ()


def test_the_canonical_address_is_believed_before_the_one_fetched():
    assert facts("<link rel=canonical href=/news/1>", url="https://m.post.example/amp/1?x=2").url == "https://m.post.example/news/1"
    assert (
        facts("<link rel=canonical href='https://post.example/'>", url="https://post.example/news/1").url == "https://post.example/news/1"
    )
    assert facts("<link rel=canonical href='http://[broken'>", url="https://post.example/news/1").url == "https://post.example/news/1"


def test_outlet_and_language():
    found = facts("<meta property=og:site_name content='The Harbour Post'><meta property=og:locale content=en_GB>")
    assert (found.outlet, found.language) == ("The Harbour Post", "en")
    assert facts(ld(**{"@type": "NewsArticle", "publisher": {"name": "Hafenpost"}, "inLanguage": "de-DE"})).outlet == "Hafenpost"


@pytest.mark.parametrize(
    "script", ["", "{", "null", "[[[]]]", '{"@type": 3}', "[" * 100_000, '{"a":' * 50_000, '<!-- {"@type": "Article",} //-->']
)
def test_broken_json_ld_gives_what_it_can(script):
    for thing in articles(things([script])):
        assert types(thing) == ["Article"]


def test_the_article_comes_before_other_things():
    found = articles(
        things([json.dumps([{"@type": "WebPage"}, {"@type": "Organization"}, {"@type": ["Thing", "https://schema.org/NewsArticle"]}])])
    )
    assert [types(thing)[-1] for thing in found] == ["NewsArticle", "WebPage"]


def test_section_and_paywall():
    paid = facts(ld(**{"@type": "NewsArticle", "articleSection": ["World", "Sea"], "isAccessibleForFree": "False"}))
    assert (paid.section, paid.paid) == ("World", True)
    free = facts("<meta property=article:section content=Harbour><meta itemprop=isAccessibleForFree content=true>")
    assert (free.section, free.paid) == ("Harbour", False)
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".rest"}
    assert facts(ld(**{"@type": "NewsArticle", "hasPart": part})).paid
    assert facts("<meta property=article:content_tier content=metered>").paid
    assert not facts("<p>Subscribe now</p>").paid


def test_authors_run_together_are_parted():
    head = ld(**{"@type": "NewsArticle", "author": {"name": "Ann Lee, Bo Ek and Cy Orr"}})
    assert facts(head).authors == ("Ann Lee", "Bo Ek", "Cy Orr")
    assert facts(ld(**{"@type": "NewsArticle", "author": "Arts and Culture Desk"})).authors == ("Arts and Culture Desk",)
    assert facts("<meta name=author content='(Image: Ann Lee)'>").authors == ()
