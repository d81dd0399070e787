"""Captions, the section of the paper, and why a text may not be whole."""

import json

import pytest

from retold.article import read_page
from retold.article.captions import captions_of
from retold.article.cut_off import ENDING, NOTICE, PAID
from retold.errors import NoArticle
from retold.records import Given, Page
from retold.settings import DEFAULT

SENTENCE = "The harbour of Vell was closed for a third day on Tuesday after a crane fell across the main quay, and nobody was hurt. "
BODY = "".join(f"<p>{SENTENCE}It was the {n}th time this year.</p>" for n in range(4, 12))
PICTURE = "<figure><img src=a.jpg><figcaption>The crane of Vell lies across the quay</figcaption></figure>"


def read(html_body: str, head: str = ""):
    html = f"<html><head>{head}<title>Crane closes harbour</title></head><body><h1>Crane closes harbour</h1>{html_body}</body></html>"
    return read_page(Page("a", "html", html), DEFAULT)


def test_captions_of_a_page_stand_apart_from_its_body():
    article = read(f"<article>{PICTURE}{BODY}</article>")
    assert article.captions == ("The crane of Vell lies across the quay",)
    assert "lies across" not in article.text


def test_captions_of_a_text_stand_in_it_and_apart():
    caption = "A crane lies on the quay of Vell on Tuesday, June 5, 2018, after it fell. (AP Photo/Ada Marsh)"
    article = read_page(Page("a", "text", f"Crane closes harbour\n\n{caption}\n\n{SENTENCE}\n\n{SENTENCE}"), DEFAULT)
    assert article.captions == (caption,)
    assert caption in [span.of(article.text) for span in article.asides]


def test_controls_and_photo_credits_are_no_captions():
    told = ["Advertisement", "Close", "Photo: Ada Marsh", "‹ › ×", "The quay of Vell at noon", "The quay of Vell at noon"]
    assert captions_of(told) == ("The quay of Vell at noon",)


def test_section_and_payment_come_from_the_page():
    stated = {"@type": "NewsArticle", "articleSection": "Harbour", "isAccessibleForFree": False}
    article = read(f"<article>{BODY}</article>", f'<script type="application/ld+json">{json.dumps(stated)}</script>')
    assert (article.section, article.cut_off) == ("Harbour", PAID)
    assert (read(f"<article>{BODY}</article>").section, read(f"<article>{BODY}</article>").cut_off) == (None, None)


def test_a_notice_beside_the_page_says_that_it_is_cut_off():
    notice = "<div class='paywall'><p>Subscribe to continue reading this story</p><button>Subscribe</button></div>"
    assert read(f"<article>{BODY}{notice}</article>").cut_off == NOTICE


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (SENTENCE, None),
        ("The harbour master said on Tuesday that the quay would be repaired by the end of the…", ENDING),
        ("The harbour master said on Tuesday that the quay would be repaired, and that,", ENDING),
        ("The harbour master said on Tuesday that the [+1234 chars]", ENDING),
        ("Und dann war da noch die Sache mit dem Kran…", None),  # trails off: too short to tell
        ("Ada Marsh, Jon Reed, Bo Ek, Cy Orr, Di Fox, Ed Gil and Flo Hay", None),
        (f"{SENTENCE}\n\nSubscribe to continue reading this story", NOTICE),
    ],
)
def test_the_end_of_a_text(end, reason):
    text = f"Crane closes harbour\n\n{SENTENCE}\n\n{SENTENCE}\n\n{end}"
    assert read_page(Page("a", "text", text), DEFAULT).cut_off == reason


def test_no_page_appeared_after_it_was_captured():
    stated = {"@type": "NewsArticle", "datePublished": "2999-01-01T00:00:00Z", "dateModified": "2018-06-05"}
    head = f'<script type="application/ld+json">{json.dumps(stated)}</script>'
    html = f"<html><head>{head}<title>Crane closes harbour</title></head><body><h1>Crane closes harbour</h1>{BODY}</body></html>"
    captured = read_page(Page("a", "html", html, Given(seen="2018-06-06T10:00:00Z")), DEFAULT)
    assert captured.published is None
    assert captured.modified.stated == "2018-06-05"
    assert read_page(Page("a", "html", html), DEFAULT).published.stated[:4] == "2999"


@pytest.mark.parametrize(("html", "why"), [("<script>draw()</script>", "no text before the page's scripts run"), ("<p></p>", "no text")])
def test_why_a_page_has_no_article(html, why):
    with pytest.raises(NoArticle, match=why):
        read_page(Page("a", "html", f"<html><body>{html}</body></html>"), DEFAULT)
