"""Which of a page's headings is its headline."""

import pytest

from retold.article.markup import read_markup
from retold.article.page_facts import page_facts

HEAD = "<title>Ferry news: what we know - The Harbour Post</title><meta property=og:title content='Ferry news: what we know'>"


def title(body: str, head: str = HEAD, url: str | None = None) -> str | None:
    return page_facts(read_markup(f"<html><head>{head}</head><body>{body}<p>Text.</p></body></html>"), url).title


def test_the_only_heading_is_the_headline_though_the_head_says_it_otherwise():
    assert title("<h1>Crew of the sunken ferry tell their story</h1>") == "Crew of the sunken ferry tell their story"


@pytest.mark.parametrize(
    "heading",
    ["The Harbour Post", "Our paper for the whole of the coast", "News", "A paragraph set as a heading about the ferry" + " and on" * 30],
)
def test_a_heading_of_the_site_is_no_headline(heading):
    assert title(f"<h1>{heading}</h1>") == "Ferry news: what we know"


def test_the_host_is_no_headline():
    head = "<title>harbourpost.example Ferry news</title>"
    assert title("<h1>harbourpost.example</h1>", head, "https://www.harbourpost.example/1") != "harbourpost.example"


def test_the_readers_headline_follows_the_one_for_search_machines():
    head = "<title>Ferry Vell sunk</title><meta property=og:title content='How the Vell went down in a quarter of an hour'>"
    body = "<h1>Ferry Vell sunk</h1><p>Seafaring</p><h2>How the Vell went down in a quarter of an hour</h2>"
    assert title(body, head) == "How the Vell went down in a quarter of an hour"


def test_words_beside_the_headline_in_its_block_are_left_out():
    head = "<meta property=og:title content='Ferry Vell sinks off the coast'>"
    assert title("<h1><span>Seafaring</span>Ferry Vell sinks off the coast</h1>", head) == "Ferry Vell sinks off the coast"


def test_a_headline_is_whole_where_two_places_state_it_so():
    whole = "Disaster at sea: the short life of the ferry Vell"
    head = f"<title>{whole}</title><meta property=og:title content='{whole}'>"
    assert title("<h1>the short life of the ferry Vell</h1>", head) == "the short life of the ferry Vell"
    assert title("<h1>short life of the ferry</h1>", head) == whole


def test_soft_hyphens_and_references_written_twice_are_resolved():
    assert title("<h1>Ferry com&shy;pany Vell &amp;#x26; Sons closes</h1>") == "Ferry company Vell & Sons closes"


def test_comments_headed_by_the_title_are_not_the_headline():
    body = "<div>Ferry sinks off coast</div><h3 class='comments-title'>15 replies to Ferry sinks off coast</h3>"
    assert title(body, "<title>Ferry sinks off coast</title>") == "Ferry sinks off coast"


def test_a_headline_in_a_script_without_spaces():
    assert title("<h1>港口第三天关闭</h1>", "<title>港口</title>") == "港口第三天关闭"


def test_a_heading_of_the_first_rank_inside_the_article_is_no_headline():
    body = "<h2>Ferry news: what we know</h2><p>Text.</p><h1>And this is what nobody knows of the crew</h1>"
    assert title(body) == "Ferry news: what we know"
