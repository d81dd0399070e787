"""Whatever text or page comes, reading ends in an article whose spans hold, or says that there is none."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from retold.article import read_page, version_of, without_chrome
from retold.errors import NoArticle
from retold.records import Given, Page
from retold.settings import DEFAULT

LENIENT = replace(DEFAULT, min_article_words=0)
PIECES = [
    "By ", "(AP)", " — ", "HELSINKI", "July 16, 2018 ", "11:44 AM", "\n", "\n\n", "See also", "Advertisement", "©", "“", "”", '"', "told ", "The Sun", "citing ", "Sputnik",
    "Photo: ", "Ada Marsh", ".", "!", "...", "İstanbul", "ß", "ﬁ", "日本。", "据新华社", "نقلا عن ", "رويترز", "\u202e", "\u200b", "\u00a0", "\x00", "\U0001f600", "e\u0301", "<b>", "&amp;", "12:", "a@b.co",
]  # fmt: skip


def assert_spans_hold(article):
    size = len(article.text)
    spans = [c.span for c in article.credits] + [c.span for c in article.chrome if c.span] + list(article.asides)
    spans += [link.span for link in article.links] + [s.span for s in version_of(article).sentences]
    assert all(0 <= s.start < s.end <= size for s in spans)
    assert all(c.span.of(article.text) == c.text for c in article.chrome if c.span)


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=60).map("".join), st.sampled_from([None, "Ada Marsh", "日本。", "\n "])
)
def test_any_text(text, title):
    try:
        article = read_page(Page("x", "text", text, Given(title=title)), LENIENT)
    except NoArticle:
        return
    assert_spans_hold(article)
    clean = without_chrome(article)
    assert_spans_hold(replace(clean, chrome=()))


@settings(max_examples=30)
@given(
    st.lists(
        st.sampled_from([*PIECES, "<p>", "</p>", "<div>", "<h1>", "<script>", "<!--", "<a href='//x'>", "<meta charset=x>", "<title>"]),
        max_size=60,
    ).map("".join)
)
def test_any_html(html):
    try:
        article = read_page(Page("x", "html", html, Given(url="https://vell.example/1")), LENIENT)
    except NoArticle:
        return
    assert_spans_hold(article)
