"""An article out of a page: what is kept, what is left out and why. All pages are our own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.article.extract import read_html

BODY = [
    "A ferry with forty people on board sank off the northern coast on Monday morning, the harbour police said.",
    "All passengers and crew were taken off by two fishing boats before the vessel went down in calm water.",
    "“We heard a bang and then the deck began to tilt,” said Marta Lind, who was on her way to work in the town.",
    "The harbour master said that the cause was unknown and that divers would examine the wreck on Tuesday.",
    "The ferry, built in 1987, had passed its last inspection in March, according to the shipping authority.",
]


def page(body: str, head: str = "", after: str = "", before: str = "") -> str:
    return (
        f"<html lang=en><head><title>Ferry sinks off northern coast | The Harbour Post</title>{head}</head><body>"
        "<header class=masthead><a href=/>The Harbour Post</a><nav><ul><li><a href=/news>News</a><li><a href=/sport>Sport</a></ul></nav></header>"
        f"{before}<main><article class=story><h1>Ferry sinks off northern coast</h1><div class=byline>By <a href=/ann>Ann Lee</a></div>"
        f"<div class='story-body'>{body}</div></article></main>{after}"
        "<footer><p>© 2024 The Harbour Post. All rights reserved.</p><a href=/terms>Terms</a> <a href=/privacy>Privacy</a></footer></body></html>"
    )


def paragraphs(texts=BODY) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def reasons(reading) -> dict[str, str]:
    return {reason: text for text, reason in reading.removed}


def test_the_body_is_the_paragraphs_and_nothing_else():
    reading = read_html(page(paragraphs()), "https://post.example/news/ferry")
    assert list(reading.paragraphs) == BODY
    assert reading.title == "Ferry sinks off northern coast"
    assert reading.facts.authors == ("Ann Lee",)


def test_everything_left_out_has_a_reason():
    reading = read_html(page(paragraphs()))
    assert reasons(reading)["headline"] == "Ferry sinks off northern coast"
    assert "Ann Lee" in reasons(reading)["byline or date"]
    assert "All rights reserved" in reasons(reading)["footer of the page"]
    assert "Sport" in reasons(reading)["navigation"]


def test_comments_are_not_the_article():
    comments = "".join(
        f"<li class='comment odd'><div class=comment-author>{name}</div><div class=comment-content><p>{text}</p></div></li>"
        for name, text in (
            ("Bo", "I was on this ferry last week and the deck was rusty all over, nobody cared about it."),
            ("Kim", BODY[4][::-1]),
        )
    )
    reading = read_html(
        page(paragraphs(), after=f"<section id=comments><h3>2 Comments</h3><ol class=comment-list>{comments}</ol></section>")
    )
    assert list(reading.paragraphs) == BODY
    assert "rusty" in reasons(reading)["comments of readers"]


def test_other_stories_are_not_the_article():
    teasers = "".join(
        f"<div class=related-item><h4><a href=/{n}>Storm number {n} hits the coast</a></h4><p>A storm brought down trees near the town.</p></div>"
        for n in range(6)
    )
    reading = read_html(page(paragraphs(), after=f"<aside class=related>{teasers}</aside>"))
    assert list(reading.paragraphs) == BODY


def test_links_point_at_their_words():
    body = paragraphs(
        [
            *BODY[:2],
            "The operator has <a href='/reports/7'>published a report</a> on the ship and <a href='mailto:x@y.example'>asks</a> for patience, it said.",
        ]
    )
    reading = read_html(page(body), "https://post.example/news/ferry")
    (link,) = reading.links
    assert reading.paragraphs[link.paragraph][link.start : link.start + len(link.text)] == "published a report"
    assert link.url == "https://post.example/reports/7"


def test_a_broken_line_inside_a_sentence_stays_one_paragraph():
    body = (
        paragraphs(BODY[:2])
        + "<p>The wind was weak when the ship left the harbour,<br>and the sea was calm all morning, the captain told the police.</p>"
    )
    reading = read_html(page(body))
    assert reading.paragraphs[-1] == (
        "The wind was weak when the ship left the harbour, and the sea was calm all morning, the captain told the police."
    )


def test_a_text_that_stands_twice_is_taken_once():
    reading = read_html(page(paragraphs() + f"<div class=mobile>{paragraphs(BODY[1:4])}</div>"))
    assert [p for p in reading.paragraphs if p in BODY] == BODY


def test_a_line_that_is_said_again_stays():
    reading = read_html(page(paragraphs([*BODY, BODY[2]])))
    assert list(reading.paragraphs) == [*BODY, BODY[2]]


def test_captions_stand_apart():
    figure = "<figure><img src=a.jpg><figcaption>The ferry in the harbour last year. Photo: Ann Lee</figcaption></figure>"
    reading = read_html(page(paragraphs(BODY[:2]) + figure + paragraphs(BODY[2:])))
    assert "The ferry in the harbour last year. Photo: Ann Lee" in reading.captions or any("last year" in p for p in reading.paragraphs)
    assert [p for p in reading.paragraphs if "last year" not in p] == BODY


@pytest.mark.parametrize(
    "html",
    [
        "", "<script>document.write('the whole article')</script>", "<html><head><title>Only a title</title></head></html>",
        "<noscript>Please turn on JavaScript.</noscript>", "\x00", "<!-- nothing -->",
    ],
)  # fmt: skip
def test_a_page_without_text_has_an_empty_body(html):
    assert read_html(html).paragraphs == ()


def test_a_hundred_thousand_nested_tags_are_read():
    reading = read_html("<div>" * 100_000 + paragraphs() + "</div>" * 100_000)
    assert set(BODY) <= set(reading.paragraphs)


def test_of_a_page_without_end_only_the_beginning_is_read():
    reading = read_html("<ul>" + "<li>one more item</li>" * 21_000)
    assert reading.removed[-1][0] == "1000 more blocks"


def test_the_same_page_gives_the_same_reading():
    html = page(paragraphs())
    assert read_html(html) == read_html(html)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/ap divp\"'=&;\n﷽ع漢a"), max_size=300))
def test_no_text_whatever_breaks_the_reader(soup):
    reading = read_html(soup + page(soup))
    for link in reading.links:
        assert reading.paragraphs[link.paragraph][link.start : link.start + len(link.text)] == link.text
