"""The pages: complete, self-contained, and proof against hostile text."""

import dataclasses
import re
from html.parser import HTMLParser

from retold.records import Credit, Skipped, Span, Trace
from retold.show.page import compare_page, trace_page, web_address
from retold.show.story_views import trace_view
from retold.show.views import compare_view

VOID = {"meta", "br", "input", "link"}


class Outline(HTMLParser):
    """Tags in order, balance, ids, links and visible text of a page."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.ids, self.links, self.words = [], [], [], [], []
        self.feed(page)
        self.close()
        assert self.open == [], f"unclosed: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name in ("href", "src", "xlink:href"):
                self.links.append(value)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def test_both_texts_are_on_the_page_whole(comparison):
    page = Outline(compare_page(compare_view(comparison)))
    shown = "".join(page.text.split())
    for word in f"{comparison.a.text} {comparison.b.text}".split():
        assert "".join(word.split()) in shown
    assert "Share this page 12" in page.text


def test_links_lead_to_places_that_are_there_once(comparison, trace):
    for page in (compare_page(compare_view(comparison)), trace_page(trace_view(trace))):
        outline = Outline(page)
        assert len(outline.ids) == len(set(outline.ids))
        inner = {link[1:] for link in outline.links if link.startswith("#")}
        assert inner <= set(outline.ids)
        assert inner


def test_nothing_is_loaded_and_nothing_runs(comparison, trace):
    for page in (compare_page(compare_view(comparison)), trace_page(trace_view(trace))):
        tags = Outline(page).tags
        assert not {tag for tag, _ in tags} & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
        assert not any(name.startswith("on") for _, attrs in tags for name in attrs)
        assert "default-src 'none'" in page
        assert not re.search(r"url\(|@import", page)


HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>{{ 7*7 }}{% raw %}&lt;b&gt;"


def hostile(article):
    return dataclasses.replace(
        article, text=article.text.replace("town", HOSTILE), title=HOSTILE, title_span=None, outlet=HOSTILE, source=HOSTILE,
        url="javascript:alert(4)", credits=(Credit(Span(0, 5), HOSTILE),), chrome=(), id=article.id + '" onclick="alert(5)',
    )  # fmt: skip


def test_hostile_text_never_becomes_markup(comparison, story):
    a, b = hostile(comparison.a), hostile(comparison.b)
    bad = dataclasses.replace(
        comparison, a=a, b=b, notes=(HOSTILE,), changes=tuple(dataclasses.replace(c, why=HOSTILE) for c in comparison.changes)
    )
    edges = tuple(dataclasses.replace(e, to=a.id if e.to == "a" else b.id) for e in story.descent.edges)
    lost = tuple(dataclasses.replace(s, name=HOSTILE) for s in story.descent.lost)
    bad_story = dataclasses.replace(
        story, title=HOSTILE, versions=(a, b), comparisons=(bad,), descent=dataclasses.replace(story.descent, lost=lost, edges=edges),
        group=dataclasses.replace(story.group, id=HOSTILE, why=HOSTILE),
    )  # fmt: skip
    clean = {"compare": compare_page(compare_view(comparison)), "trace": trace_page(trace_view(Trace((story,))))}
    made = {
        "compare": compare_page(compare_view(bad)),
        "trace": trace_page(trace_view(Trace((bad_story,), (Skipped(HOSTILE, "collect", HOSTILE),)))),
    }
    for name, page in made.items():
        outline = Outline(page)
        known = {tag for tag, _ in Outline(clean[name]).tags} | {"li", "ul", "section", "h2"}
        assert {tag for tag, _ in outline.tags} <= known
        assert not any(attr.startswith("on") for _, attrs in outline.tags for attr in attrs)
        assert not any(link.lower().startswith("javascript") for link in outline.links)
        assert "{{ 7*7 }}" in outline.text
        assert "<script" not in page.replace("&lt;script", "")


def test_only_addresses_of_the_web_become_links():
    assert web_address("https://a.example/x?y=1") == "https://a.example/x?y=1"
    for bad in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "http://[", None, ""):
        assert web_address(bad) == ""


def test_kinds_and_counts_stand_in_the_legend(comparison):
    text = Outline(compare_page(compare_view(comparison))).text
    assert "quotation altered 1" in text
    assert "doubt dropped 1" in text
    assert "sentences only in A 1" in text


def test_a_trace_page_says_against_whom_and_what_was_skipped(trace):
    text = Outline(trace_page(trace_view(Trace(trace.stories, (Skipped("x.html", "article", "no article"),))))).text
    assert "3 against Herald, perhaps 1 more" in text
    assert "Town Wire" in text
    assert "x.html: no article" in text


def test_a_trace_of_nothing_is_a_page_too():
    assert "0 stories" in Outline(trace_page(trace_view(Trace(())))).text
