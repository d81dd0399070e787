"""One frozen record of everything that can be set, with a sentence on each value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and thresholds; the defaults are what the figures in the documentation were measured with."""

    max_page_bytes: int = 20_000_000  # a larger page is skipped, not read
    max_archive_members: int = 100_000_000  # records read from one archive file
    fetch_timeout: float = 20.0  # seconds for one address, all redirects together
    max_redirects: int = 5  # a longer chain is refused
    allow_private_addresses: bool = False  # fetch from this machine or its network
    min_article_words: int = 20  # a page with less text holds no article
    certain: float = 0.8  # strength from which a change is shown as certain
    max_compared_words: int = 50_000  # of a longer text only this much is compared, and the reader is told
    story_window_days: float = 60.0  # matches further apart in time do not join one story


DEFAULT = Settings()
