"""Rows of tables (JSON Lines, CSV, Parquet) to pages: which field is which, by the names that people give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from retold.records import Given, Page, Skipped
from retold.settings import DEFAULT

#: Names of each field, most telling first; compared in lower case, marks and spaces as "_".
FIELDS: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "article_text", "full_text", "fulltext", "articlebody", "article", "maintext", "main_text",
        "plain_text", "story_text", "raw_text", "content_text",
    ),
    "html": ("html", "raw_html", "page_html", "content_html"),
    "id": ("id", "_id", "article_id", "doc_id", "docid", "uid", "uuid", "guid", "key", "identifier"),
    "url": (
        "url", "link", "canonical_url", "article_url", "source_url", "permalink", "href", "uri", "web_url", "target_uri",
    ),
    "outlet": (
        "outlet", "source", "site", "publisher", "publication", "site_name", "sitename", "source_name", "newspaper", "media", "domain",
        "source_domain",
    ),
    "title": ("title", "headline", "head_line", "heading", "article_title", "name"),
    "authors": ("authors", "author", "byline", "by", "creator", "writer"),
    "published": (
        "published", "date", "published_at", "publish_date", "published_date", "date_published", "publication_date", "pub_date", "pubdate",
        "datepublished", "date_publish", "publishedat", "created_at", "datetime", "time", "timestamp",
    ),
    "seen": (
        "seen", "crawled", "crawl_date", "crawled_at", "date_download", "fetched", "fetched_at", "retrieved", "captured", "scraped_at",
        "collected_at",
    ),
    "language": ("language", "lang", "language_code"),
}  # fmt: skip
_MAX_NOTHING = 12  # letters of a cell that may say that it is empty


def field_names(columns: list[str], mapped: Mapping[str, str] | None = None) -> dict[str, str]:
    """Which column holds which field, by usual names. `mapped` (field -> column, or column -> field) overrules."""
    found: dict[str, str] = {}
    folded = {_folded(c): c for c in reversed(columns)}
    for field, names in FIELDS.items():
        column = next((folded[n] for n in names if n in folded), None)
        if column is not None:
            found[field] = column
    for one, other in (mapped or {}).items():
        field, column = (one, other) if one in FIELDS and other in columns else (other, one)
        found = {f: c for f, c in found.items() if c != column or f == field}
        found[field] = column
    return found


def page_of_row(row: Mapping[str, Any], source: str, number: int, mapped: Mapping[str, str] | None = None) -> Page | Skipped:
    """The page of one row; a row without text is skipped with its reason."""
    names = field_names([str(k) for k in row], mapped)
    place = f"{source}:{number}"

    def value(field: str) -> str | None:
        return _string(row.get(names[field])) if field in names else None

    text, html = value("text"), value("html")
    if not text and not html:
        return Skipped(value("id") or place, "collect", "no text" if "text" in names or "html" in names else "no field that holds a text")
    given = Given(
        id=value("id") or place,
        url=value("url"),
        outlet=value("outlet"),
        title=value("title"),
        authors=_authors(row.get(names["authors"])) if "authors" in names else (),
        published=value("published"),
        seen=value("seen"),
        language=value("language"),
    )
    kind = "text" if text else "html"
    content = (text if kind == "text" else html) or ""
    if len(content) > DEFAULT.max_page_bytes:
        return Skipped(given.id or place, "collect", f"larger than {DEFAULT.max_page_bytes // 1_000_000} MB")
    return Page(given.id or place, "text" if kind == "text" else "html", _clean(content), given)


def _folded(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_").replace(":", "_")


def _string(value: object) -> str | None:
    """A cell as text: dates in ISO form, nothing for empty and for what holds no single value."""
    if value is None or isinstance(value, bool | list | dict | bytes):
        return None
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    text = _clean(str(value)).strip("\ufeff")
    if len(text) <= _MAX_NOTHING and text.strip().lower() in ("nan", "none", "null"):
        return None
    return None if not text or text.isspace() else text


def _clean(text: str) -> str:
    """Line ends as `\\n`, and no halves of surrogate pairs, which no file can hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isprintable() else text.encode("utf-8", errors="replace").decode("utf-8")


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, list | tuple):
        names = [_string(v.get("name") if isinstance(v, dict) else v) for v in value]
        return tuple(n for n in names if n)
    name = _string(value)
    return tuple(part.strip() for part in name.split(";") if part.strip()) if name else ()
