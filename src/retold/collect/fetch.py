"""Addresses to pages, politely and safely.

Decided: only http and https; robots.txt is obeyed; redirects are followed by hand so that each hop is checked; a page is read up to the
size limit and all of it within the time limit; hosts in private networks are refused unless the settings allow them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from retold.collect.guard import guarded_transport, open_transport
from retold.errors import CannotRead
from retold.settings import Settings

AGENT = "retold"
_HEADERS = {
    "User-Agent": "retold/0.1 (news comparison; obeys robots.txt)",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5",
}
_ROBOTS_BYTES = 500_000
_PAUSE = 1.0  # seconds between two requests to one host


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from an address: its bytes, where they finally were, and what the server called them."""

    asked: str
    url: str
    data: bytes
    kind: str
    charset: str | None
    seen: str


class Fetcher:
    """Fetches addresses one after another. The transport, the clock and the wait are arguments, so that tests can stand in for them."""

    def __init__(
        self,
        settings: Settings,
        transport: httpx.BaseTransport | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings, self._now, self._wait = settings, now, wait
        chosen = transport or (open_transport() if settings.allow_private_addresses else guarded_transport())
        self._client = httpx.Client(transport=chosen, headers=_HEADERS, follow_redirects=False, trust_env=False)
        self._robots: dict[str, Protego] = {}
        self._last: dict[str, datetime] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def fetch(self, address: str) -> Answer:
        """What stands at an address. Raises CannotRead with the reason: refused, forbidden by robots.txt, too large, too slow, an error."""
        deadline = time.monotonic() + self._settings.fetch_timeout
        url = address
        for _ in range(self._settings.max_redirects + 1):
            _check_form(url)
            self._check_robots(url, deadline)
            self._be_polite(url)
            response, data = self._get(url, self._settings.max_page_bytes, deadline)
            if response.is_redirect:
                url = urljoin(url, response.headers.get("location", ""))
                continue
            if response.status_code != httpx.codes.OK:
                raise CannotRead(f"The server answered {response.status_code}", where=url)
            kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
            return Answer(address, url, data, kind, response.charset_encoding, self._now().isoformat(timespec="seconds"))
        raise CannotRead(f"More than {self._settings.max_redirects} redirects", where=address)

    def _get(self, url: str, limit: int, deadline: float) -> tuple[httpx.Response, bytes]:
        """One request: its answer and body, read no further than the limit and the deadline."""
        left = deadline - time.monotonic()
        if left <= 0:
            raise CannotRead(f"No answer within {self._settings.fetch_timeout:g} seconds", where=url)
        try:
            with self._client.stream("GET", url, timeout=left) as response:
                body = bytearray()
                if not response.is_redirect:
                    for chunk in response.iter_bytes(65_536):
                        body += chunk
                        if len(body) > limit:
                            raise CannotRead(f"Larger than {limit / 1_000_000:g} MB", where=url)
                        if time.monotonic() > deadline:
                            raise CannotRead(f"Not read within {self._settings.fetch_timeout:g} seconds", where=url)
                return response, bytes(body)
        except httpx.TimeoutException as error:
            raise CannotRead(f"No answer within {self._settings.fetch_timeout:g} seconds", where=url) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise CannotRead(_in_words(error), where=url) from error

    def _check_robots(self, url: str, deadline: float) -> None:
        """Raises CannotRead where the site forbids this address to programs, or its rules cannot be had because it is down."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._robots_of(origin, deadline)
        if not self._robots[origin].can_fetch(url, AGENT):
            raise CannotRead("The site's robots.txt forbids this address to programs", where=url)

    def _robots_of(self, origin: str, deadline: float) -> Protego:
        """The rules of a site: a missing file allows all, a failing server allows nothing (RFC 9309)."""
        url = origin + "/robots.txt"
        for _ in range(self._settings.max_redirects + 1):
            _check_form(url)
            response, data = self._get(url, _ROBOTS_BYTES, deadline)
            if not response.is_redirect:
                break
            url = urljoin(url, response.headers.get("location", ""))
        if response.status_code >= 500:
            raise CannotRead("The site's robots.txt cannot be read now", where=url)
        return Protego.parse(data.decode("utf-8", errors="replace") if response.status_code == httpx.codes.OK else "")

    def _be_polite(self, url: str) -> None:
        """Waits until the host was left alone for a second, or as long as its rules ask (ten seconds at most)."""
        parts = urlsplit(url)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        pause = min(10.0, max(_PAUSE, float((rules.crawl_delay(AGENT) if rules else 0) or 0)))
        last = self._last.get(parts.netloc)
        now = self._now()
        if last is not None and (since := (now - last).total_seconds()) < pause:
            self._wait(pause - max(0.0, since))
        self._last[parts.netloc] = self._now()


def _check_form(url: str) -> None:
    """Raises CannotRead for anything but a plain http or https address of a host."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise CannotRead("Not a valid address", where=url) from error
    if parts.scheme not in ("http", "https") or not host:
        raise CannotRead("Only http and https addresses are fetched", where=url)


def _in_words(error: Exception) -> str:
    """A network error as a reader would say it."""
    from retold.collect.guard import PrivateAddressError

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, PrivateAddressError):
            return "Refused: the address lies in a private network"
        cause = cause.__cause__ or cause.__context__
    text = str(error) or type(error).__name__
    return f"Cannot be reached: {text[:160]}"
