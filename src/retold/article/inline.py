"""Furniture inside a paragraph of prose: a player's controls before it, a picture's credit, the call to follow its author behind it."""

from __future__ import annotations

import re

from retold.article.lines import Line
from retold.records import Span

_HEAD = re.compile(
    r"(?:Image copyright .{2,60}? Image caption|Skip (?:Twitter|Facebook|Instagram|YouTube) post(?: \d)? by @?[\w ]{2,30}?(?=\s[A-Z@]|$)"
    r"|Facebook Twitter (?:Pinterest|Google\+|WhatsApp|LinkedIn|Email)|Media playback is (?:unsupported|not supported) on (?:your|this) device(?: Media caption)?"
    r"|Scroll down for videos?|Story continues below)(?=\s|$)"
)
_TAIL = re.compile(
    r"(?<=[.!?\"”’)])\s(?:Follow (?:him|her|them|us|me)\b[^.!?]{0,40}@\w+|The opinions expressed in this (?:commentary|article)|View more opinions?\b|Scroll down for video"
    r"|(?:Sign up|Subscribe) (?:for|to) (?:our|the|his|her)\b[^.!?]{0,60}newsletter|(?:READ|WATCH|SEE) (?:MORE|ALSO):)|\s[\w.]+\(function\s?\("
)
_IN_HEADS = ("Image copyright", "Skip ", "Facebook Twitter", "Media playback", "Scroll down", "Story continues")
_IN_TAILS = (
    "Follow ",
    "opinions expressed",
    "View more",
    "Scroll down",
    "newsletter",
    "MORE:",
    "ALSO:",
    "function",
)  # one of them is in every such end
_MAX_TAIL = 400  # code points of such an end


_END_OF_LINKS = " MORE"
#: Headlines of other pieces that a page puts behind a name: "the mayor Ann Hall Ann Marie HallMayor under fire Hall opens bridge MORE said".
_LINKS_OF_NAME = re.compile(r"\b([A-Z]\w+)\s(?P<links>(?:[A-Z(][\w.()'’]*\s){1,4}\1(?=[A-Z0-9])[^\n]{30,500}?\sMORE\b)")


def inline_furniture(line: Line) -> list[Span]:
    """The pieces of a paragraph that are the page's, in order."""
    found = []
    head = _HEAD.match(line.text) if line.text.startswith(_IN_HEADS) else None
    if head and head.end() < len(line.text):
        found.append(Span(line.span.start, line.span.start + head.end()))
    start = head.end() if head else 0
    if _END_OF_LINKS in line.text:
        found += [Span(line.span.start + m.start("links"), line.span.start + m.end()) for m in _LINKS_OF_NAME.finditer(line.text, start)]
    tail = _TAIL.search(line.text, start) if any(words in line.text for words in _IN_TAILS) else None
    if tail and len(line.text) - tail.start() <= _MAX_TAIL:
        found.append(Span(line.span.start + tail.start() + 1, line.span.end))
    return found
