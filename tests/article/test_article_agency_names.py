"""Agencies that no list knows are taken whole by the form of their names."""

import pytest

from retold.article.sources import named


@pytest.mark.parametrize(
    ("phrase", "name", "kind"),
    [
        ("the Tessel Press Agency", "Tessel Press Agency", "agency"),
        ("Northern News Service", "Northern News Service", "agency"),
        ("Tessel Press", "Tessel Press", "outlet"),
        ("Karstad Courier", "Karstad Courier", "outlet"),
    ],
)
def test_a_name_is_taken_whole(phrase, name, kind):
    assert named(phrase) == (name, kind)


@pytest.mark.parametrize("phrase", ["the harbour master", "Last Post", "A Service"])
def test_what_is_no_name_is_none(phrase):
    assert named(phrase) is None
