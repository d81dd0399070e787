"""Addresses are fetched politely and safely: robots.txt, redirects, limits, private networks."""

import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from retold.collect import pages
from retold.collect.fetch import Fetcher
from retold.collect.guard import is_public
from retold.collect.web import pages_of_address
from retold.errors import CannotRead
from retold.records import Page
from retold.settings import DEFAULT

NOON = datetime(2018, 6, 7, 12, 0, tzinfo=UTC)
STORY = "<html><body><p>The harbour of Vell was closed for a third day.</p></body></html>"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Vell Courier</title>'
    "<item><title>Crane</title><link>https://vell.example/1</link></item><item><title>Gone</title><link>https://vell.example/gone</link></item></channel></rss>"
)


def web(answers):
    """A saved web: address -> (status, headers, body), or a body alone."""

    def answer(request):
        found = answers.get(str(request.url), (404, {}, ""))
        status, headers, body = found if isinstance(found, tuple) else (200, {"content-type": "text/html; charset=utf-8"}, found)
        return httpx.Response(status, headers=headers, content=body)

    return httpx.MockTransport(answer)


def fetcher(answers, settings=DEFAULT, waited=None):
    return Fetcher(settings, transport=web(answers), now=lambda: NOON, wait=(waited if waited is not None else []).append)


def collected(address, answers, settings=DEFAULT):
    with fetcher(answers, settings) as own:
        return list(pages_of_address(address, settings, None, own))


def test_a_page_keeps_the_address_asked_for_and_the_time_it_was_seen():
    (page,) = collected("https://vell.example/1", {"https://vell.example/1": STORY})
    assert (page.kind, page.content, page.source) == ("html", STORY, "https://vell.example/1")
    assert (page.given.url, page.given.seen) == ("https://vell.example/1", "2018-06-07T12:00:00+00:00")


def test_redirects_are_followed_hop_by_hop_and_not_for_ever():
    moved = {"https://vell.example/old": (301, {"location": "/new"}, ""), "https://vell.example/new": STORY}
    (page,) = collected("https://vell.example/old", moved)
    assert (page.source, page.given.url) == ("https://vell.example/old", "https://vell.example/new")
    circle = {"https://vell.example/a": (302, {"location": "/b"}, ""), "https://vell.example/b": (302, {"location": "/a"}, "")}
    (skipped,) = collected("https://vell.example/a", circle)
    assert skipped.reason == "More than 5 redirects"


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://vell.example/x", "javascript:alert(1)", "http://", "http://[::1", "https://vell.example:99999999/"],
)
def test_a_redirect_leads_nowhere_but_to_the_web(target):
    (skipped,) = collected("https://vell.example/a", {"https://vell.example/a": (302, {"location": target}, "")})
    assert skipped.stage == "collect"


def test_robots_are_obeyed_on_every_host_of_a_redirect():
    rules = "User-agent: *\nDisallow: /private\nCrawl-delay: 3\n"
    answers = {
        "https://vell.example/robots.txt": (200, {}, rules),
        "https://vell.example/private/1": STORY,
        "https://other.example/1": (302, {"location": "https://vell.example/private/1"}, ""),
    }
    for address in ("https://vell.example/private/1", "https://other.example/1"):
        (skipped,) = collected(address, answers)
        assert "robots.txt forbids" in skipped.reason
    down = {"https://vell.example/robots.txt": (503, {}, ""), "https://vell.example/1": STORY}
    assert "robots.txt cannot be read" in collected("https://vell.example/1", down)[0].reason


def test_one_host_is_not_asked_twice_within_its_pause():
    waited = []
    answers = {"https://vell.example/1": STORY, "https://vell.example/robots.txt": (200, {}, "User-agent: *\nCrawl-delay: 3\n")}
    with fetcher(answers, waited=waited) as own:
        own.fetch("https://vell.example/1")
        own.fetch("https://vell.example/1")
    assert waited == [3.0]


def test_too_large_and_failing_pages_are_skipped():
    small = replace(DEFAULT, max_page_bytes=1000)
    assert "Larger than" in collected("https://vell.example/1", {"https://vell.example/1": "x" * 5000}, small)[0].reason
    assert collected("https://vell.example/2", {})[0].reason == "The server answered 404"
    picture = {"https://vell.example/3": (200, {"content-type": "image/png"}, b"\x89PNG\r\n" + bytes(200))}
    assert collected("https://vell.example/3", picture)[0].reason == "not a text: image/png"
    assert collected("https://vell.example/4", {"https://vell.example/4": ""})[0].reason == "empty page"


def test_a_feed_at_an_address_has_its_articles_fetched():
    answers = {"https://vell.example/feed": (200, {"content-type": "application/rss+xml"}, FEED), "https://vell.example/1": STORY}
    page, gone = collected("https://vell.example/feed", answers)
    assert isinstance(page, Page)
    assert (page.content, page.given.title, page.given.outlet) == (STORY, "Crane", "Vell Courier")
    assert gone.reason == "The server answered 404"


def test_sitemaps_are_followed_two_deep():
    def index(n):
        return (
            200,
            {"content-type": "application/xml"},
            f"<sitemapindex><sitemap><loc>https://vell.example/{n}</loc></sitemap></sitemapindex>",
        )

    answers = {f"https://vell.example/{n}": index(n + 1) for n in range(6)}
    (skipped,) = collected("https://vell.example/0", answers)
    assert skipped.reason == "lists of lists more than two deep"


def test_a_table_at_an_address_is_read_as_one():
    answers = {"https://vell.example/rows.jsonl": (200, {"content-type": "text/plain"}, '{"id": "7", "text": "The harbour."}\n')}
    (page,) = collected("https://vell.example/rows.jsonl", answers)
    assert (page.given.id, page.content) == ("7", "The harbour.")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False), ("::1", False), ("fe80::1%eth0", False),
        ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("fc00::1", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address, public):
    assert is_public(address) is public


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/story")
            self.end_headers()
            return
        self.send_response(200 if self.path in ("/story", "/slow") else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.path == "/slow":
            self.server.released.wait(20)
        self.wfile.write(STORY.encode())

    def log_message(self, *args):
        """Says nothing in the tests."""


@contextmanager
def server():
    """A real web server on this machine."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    running.released = threading.Event()
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_port}"
    finally:
        running.released.set()
        running.shutdown()
        thread.join()
        running.server_close()


def test_this_machine_is_refused_unless_allowed():
    allowed = replace(DEFAULT, allow_private_addresses=True)
    with server() as here:
        local = here.replace("127.0.0.1", "localhost")
        for address in (f"{here}/story", f"{local}/story", f"{here}/away"):
            (refused,) = pages([address], DEFAULT)
            assert refused.reason == "Refused: the address lies in a private network"
        (page,) = pages([f"{here}/away"], allowed)
        assert page.content == STORY


def test_a_server_that_does_not_answer_is_given_up():
    settings = replace(DEFAULT, allow_private_addresses=True, fetch_timeout=0.5)
    with server() as here:
        (slow,) = pages([f"{here}/slow"], settings)
    assert "within 0.5 seconds" in slow.reason


def test_a_host_that_is_not_there_is_a_skip():
    with Fetcher(DEFAULT) as own, pytest.raises(CannotRead, match="Cannot be reached"):
        own.fetch("http://no-such-host.invalid/")
