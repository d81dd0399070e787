"""Quotations of one text: what stands between quotation marks of any kind, in blocks without marks, and which of it is speech."""

from retold.compare.quotes.quotations import Quotation, quotations, remarks

__all__ = ["Quotation", "quotations", "remarks"]
