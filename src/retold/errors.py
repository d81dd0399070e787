"""What Retold raises on purpose: one sentence each, saying what, where and what to try.

RetoldError
├── CannotRead      a file, archive or address cannot be had or decoded
├── NoArticle       a page was had but holds no article text
├── BadInput        rows or options that cannot mean anything (repeated ids, unknown formats)
└── CannotWrite     a result cannot be written where it was asked for
"""

from __future__ import annotations


class RetoldError(Exception):
    """Base of everything Retold raises on purpose; shown to people without a traceback."""

    def __init__(self, what: str, *, where: str = "", suggestion: str = "") -> None:
        self.what, self.where, self.suggestion = what, where, suggestion
        message = what + (f" ({where})" if where else "")
        super().__init__(message + (f"; try {suggestion}" if suggestion else "") + ".")


class CannotRead(RetoldError):
    """A file, archive or address cannot be had or decoded."""


class NoArticle(RetoldError):
    """A page was had but holds no article text."""


class BadInput(RetoldError):
    """Rows or options that cannot mean anything."""


class CannotWrite(RetoldError):
    """A result cannot be written where it was asked for."""
