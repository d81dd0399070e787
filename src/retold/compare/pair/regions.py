"""A place of a sentence pair at which words differ."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """Words that differ at one place of a pair: `a[a_start:a_end]` stands where `b[b_start:b_end]` stands; one may be empty."""

    a: range
    b: range
