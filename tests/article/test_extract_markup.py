"""One pass over a page: blocks, boxes, and everything a hostile page can do to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.article.markup import read_markup


def texts(html: str) -> list[str]:
    return [block.text for block in read_markup(html).blocks]


def test_blocks_end_where_the_layout_ends_a_line():
    assert texts("<p>One <b>bold</b> word.<p>Two<ul><li>three<li>four</ul><table><tr><td>five<td>six</table>") == [
        "One bold word.", "Two", "three", "four", "five", "six",
    ]  # fmt: skip


def test_what_nobody_sees_is_no_text():
    html = "<head><title>T</title></head><p>seen<script>var a = '<p>not</p>'</script><style>p{}</style><noscript>no</noscript><template>t</template>"
    page = read_markup(html)
    assert [b.text for b in page.blocks] == ["seen"]
    assert page.title == "T"


def test_a_break_parts_blocks_and_says_so():
    blocks = read_markup("<p>first line<br>second line<br><br>third").blocks
    assert [(b.text, b.after_break) for b in blocks] == [("first line", False), ("second line", True), ("third", False)]


def test_links_keep_their_words_and_address():
    (block,) = read_markup("<p>See <a href='/x'>the <i>full</i> report</a> and <a href='y'>more</a>.").blocks
    assert block.links == (("the full report", "/x"), ("more", "y"))
    assert block.linked == len("the full reportmore")


def test_a_link_around_paragraphs_goes_on_in_each():
    blocks = read_markup("<a href='/x'><p>one</p><p>two</p></a><p>three</p>").blocks
    assert [b.linked for b in blocks] == [3, 3, 0]


def test_boxes_know_their_parents_blocks_and_whether_they_are_hidden():
    page = read_markup("<div class='Story Body' id=s1><p>a</p><p>b</p></div><div style='display: none'><p>c</p></div>")
    story = next(box for box in page.boxes if box.hint == "story body s1")
    assert [b.text for b in page.blocks[story.first : story.last]] == ["a", "b"]
    assert [page.boxes[b.box].hidden for b in page.blocks] == [False, False, True]


def test_what_the_head_states_is_gathered():
    html = """<html lang=de><head><meta property="og:title" content="A"><link rel=canonical href="/a">
    <script type="application/ld+json">{"@type": "Article"}</script></head><body><time datetime="2024-05-06">May</time></body>"""
    page = read_markup(html)
    assert ("og:title", "A") in page.metas
    assert ("canonical", "/a") in page.links
    assert page.json_ld == ['{"@type": "Article"}']
    assert page.times[0][0] == "2024-05-06"
    assert page.language == "de"


@pytest.mark.parametrize(
    "html",
    [
        "", "   ", "<", "<!DOCTYPE html>", "\x00\x01", "<p>\ud800</p>", "</p></div>", "<a " * 5000, "<p " + "x=1 " * 5000 + ">",
        "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><p>&b;</p>", "&#9999999999;", "<script>", "<title>" * 50, "<svg><title>x",
    ],
)  # fmt: skip
def test_broken_pages_are_read_as_far_as_they_go(html):
    read_markup(html)


def test_depth_costs_nothing():
    deep = read_markup("<div>" * 100_000 + "at the bottom" + "</div>" * 100_000 + "<p>after</p>")
    assert [b.text for b in deep.blocks] == ["at the bottom", "after"]


def test_entities_are_not_expanded_twice():
    assert texts("<!DOCTYPE x [<!ENTITY bomb 'boom'>]><p>&bomb; &amp;amp;</p>")[-1] == "&bomb; &amp;"


_PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class=a>",
        "</div>",
        "<a href=b>",
        "</a>",
        "<b>",
        "</i>",
        "<br>",
        "text ",
        "more",
        "<script>",
        "</script>",
        "<td>",
        "<!--",
        "-->",
    ]
)


@given(st.lists(_PIECES, max_size=40))
def test_any_soup_of_tags_keeps_the_books_in_order(pieces):
    page = read_markup("".join(pieces))
    for number, block in enumerate(page.blocks):
        assert block.text == " ".join(block.text.split()) != ""
        assert 0 <= block.linked <= sum(map(len, pieces))
        box = page.boxes[block.box]
        assert box.first <= number < box.last
    for number, box in enumerate(page.boxes):
        assert box.parent < number
        if box.parent >= 0:
            outer = page.boxes[box.parent]
            assert outer.first <= box.first <= box.last <= outer.last
