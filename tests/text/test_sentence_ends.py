"""Where sentences end, and where they only seem to."""

from __future__ import annotations

import pytest

from retold.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("They want better Karstad-U.S. ties. He left.", ["They want better Karstad-U.S. ties.", "He left."]),
        ("He set a 5 p.m. EDT deadline for the town.", ["He set a 5 p.m. EDT deadline for the town."]),
        ("The gates open at 6 a.m. Monday for lorries.", ["The gates open at 6 a.m. Monday for lorries."]),
        ("He came at 5 p.m. He left at once.", ["He came at 5 p.m.", "He left at once."]),
        ("They chose plan B. He left.", ["They chose plan B.", "He left."]),
        ("We met Sen. Krantz. He left.", ["We met Sen. Krantz.", "He left."]),
    ],
)
def test_abbreviations_end_no_sentence(text, cut):
    assert [s.of(text) for s in sentences(text, "en")] == cut
