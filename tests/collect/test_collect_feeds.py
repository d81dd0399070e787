"""Feeds, lists and sitemaps as local files give the articles that they carry, and say how many they only name."""

import pytest

from retold.collect import pages
from retold.collect.feeds import addresses, feed_kind
from retold.records import Page
from retold.settings import DEFAULT

STORY = "<p>" + "The harbour of Vell was closed for a third day after a crane fell. " * 8 + "</p>"
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Vell Courier</title><language>en-gb</language>
<item><title>Crane &amp; harbour</title><link>https://vell.example/1</link><dc:creator>Ada Marsh</dc:creator><pubDate>Tue, 05 Jun 2018 07:00:00 GMT</pubDate>
<description>Short.</description><content:encoded><![CDATA[{STORY}]]></content:encoded></item>
<item><title>Bridge</title><link>https://vell.example/2</link><description>The bridge opens.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Vell Courier</title><entry><title>Crane</title><id>tag:1</id><link href="https://vell.example/1"/>
<updated>2018-06-05T07:00:00Z</updated><content type="html">{STORY.replace("<", "&lt;")}</content></entry></feed>"""
JSON_FEED = '{"version": "https://jsonfeed.org/version/1.1", "title": "Vell Courier", "items": [{"id": "1", "url": "https://vell.example/1", "title": "Crane", "content_html": "<p>The harbour of Vell.</p>", "authors": [{"name": "Ada Marsh"}], "date_published": "2018-06-05T07:00:00Z"}]}'
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://vell.example/1?a=1&amp;b=2</loc><news:news><news:title>Crane</news:title></news:news></url><url><loc> https://vell.example/2 </loc></url></urlset>"""
OPML = '<opml version="2.0"><body><outline text="Vell" type="rss" xmlUrl="https://vell.example/feed.xml"/></body></opml>'


def collected(tmp_path, name, data):
    (tmp_path / name).write_text(data, encoding="utf-8")
    return list(pages([str(tmp_path / name)], DEFAULT))


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed"])
def test_an_rss_feed(tmp_path, name):
    page, skipped = collected(tmp_path, name, RSS)
    assert isinstance(page, Page)
    assert page.kind == "html"
    assert (page.given.title, page.given.url, page.given.outlet) == ("Crane & harbour", "https://vell.example/1", "Vell Courier")
    assert (page.given.authors, page.given.language) == (("Ada Marsh",), "en")
    assert "2018" in page.given.published
    assert "closed for a third day" in page.content
    assert skipped.reason.startswith("1 address without its text")


def test_an_atom_and_a_json_feed(tmp_path):
    (atom,) = collected(tmp_path, "feed.atom", ATOM)
    assert (atom.given.url, atom.given.published) == ("https://vell.example/1", "2018-06-05T07:00:00Z")
    (entry,) = collected(tmp_path, "feed.json", JSON_FEED)
    assert (entry.kind, entry.given.title, entry.given.authors) == ("html", "Crane", ("Ada Marsh",))


def test_lists_of_addresses_are_not_fetched_from_local_files(tmp_path):
    assert [s.reason[:35] for s in collected(tmp_path, "sitemap.xml", SITEMAP)] == ["2 addresses without their text: giv"]
    assert [s.reason[:35] for s in collected(tmp_path, "list.opml", OPML)] == ["1 address without its text: give th"]
    assert addresses(SITEMAP, "sitemap") == ["https://vell.example/1?a=1&b=2", "https://vell.example/2"]
    assert addresses(OPML, "opml") == ["https://vell.example/feed.xml"]


def test_a_broken_feed_gives_what_can_be_read(tmp_path):
    found = collected(tmp_path, "feed.xml", RSS[: RSS.index("<item><title>Bridge")] + "<item><title>Bro")
    assert isinstance(found[0], Page)


def test_an_entity_bomb_stays_small(tmp_path):
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    for found in collected(
        tmp_path,
        "feed.xml",
        f'<?xml version="1.0"?>{bomb}]><rss version="2.0"><channel><title>&i;</title><item><title>&i;</title></item></channel></rss>',
    ):
        assert len(repr(found)) < 100_000


@pytest.mark.parametrize(
    ("text", "kind"), [(RSS, "feed"), (ATOM, "feed"), (SITEMAP, "sitemap"), (OPML, "opml"), ("<html><feed>", None), ("plain", None)]
)
def test_what_list_it_is(text, kind):
    assert feed_kind(text) == kind
