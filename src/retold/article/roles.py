"""What the names of an element (class, id and the like) say that it is: the furniture of a page by its usual names."""

from __future__ import annotations

import re
from functools import lru_cache

#: (what it is, in a reader's words; the names that say so), the surest first.
ROLES: tuple[tuple[str, str], ...] = (
    ("comments of readers", r"comment(?!ary)|disqus|repl(?:y|ies)|respon[ds]|discussion|\bthread|koment|comentario|kommentar"),
    ("advertisement", r"\bads?\b|advert|sponsor|promo|taboola|outbrain|banner|affiliate|werbung|anzeige|publicidad"),
    ("sign-up or subscription", r"newsletter|subscri|paywall|sign-?up|sign-?in|login|register|donat|abonn|suscri"),
    ("share buttons", r"share|sharing|social|follow|addthis|whatsapp"),
    ("cookie note", r"cookie|consent|gdpr|privacy"),
    ("related stories", r"relat|recomm|more-|-more|popular|trending|latest|read-next|next-|most-|teaser|also-|recirc|archive|\bfeed|widget|weitere|noticias"),
    ("byline or date", r"byline|author|\bbio\b|date|\btime|meta\b|publish|credit"),
    ("tags or topics", r"\btags?\b|topic|categor|keyword|breadcrumb"),
    ("caption", r"caption|gallery|slideshow|photo|image"),
    ("footer of the page", r"footer|copyright|legal|disclaimer"),
    ("navigation", r"\bnav|menu|masthead|sidebar|header|toolbar|toc\b|table-of-contents"),
    ("box beside the text", r"factbox|infobox|\bbox\b|pullquote|pull-quote|aside|callout|highlight|summary|key-?points|standfirst|subtitle|sub-?head|deck|lead"),
)  # fmt: skip
_PATTERNS = tuple(re.compile(pattern) for _, pattern in ROLES)
_ANY = re.compile("|".join(pattern for _, pattern in ROLES))


@lru_cache(maxsize=16384)
def roles_of(hint: str) -> int:
    """The roles that these names speak of: bit n stands for `ROLES[n]`."""
    if not _ANY.search(hint):
        return 0
    return sum(1 << n for n, pattern in enumerate(_PATTERNS) if pattern.search(hint))
