"""What a person names, as one article, one text or all of them."""

import pytest

from retold.errors import BadInput, CannotRead
from retold.run.inputs import all_articles, one_page, one_text

STORY = "The harbour of Alt Wieden was closed at noon on Monday after a crane fell into the basin, the port office said. Divers will look at it."


def test_a_folder_of_one_file_is_one_page(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    assert one_page(str(tmp_path)).content == STORY


def test_more_than_one_page_is_refused_by_name(tmp_path):
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(STORY, encoding="utf-8")
    with pytest.raises(BadInput, match="holds more"):
        one_page(str(tmp_path))


def test_what_cannot_be_had_says_why(tmp_path):
    with pytest.raises(CannotRead, match="no such file"):
        one_page(str(tmp_path / "gone.txt"))


def test_a_text_file_keeps_its_own_line_ends_beside(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"One.\r\nTwo.\r\n")
    found = one_text(str(tmp_path / "a.txt"))
    assert (found.text, found.own) == ("One.\nTwo.\n", "One.\r\nTwo.\r\n")
    (tmp_path / "b.txt").write_bytes(b"One.\nTwo.\n")
    assert one_text(str(tmp_path / "b.txt")).own is None


def test_all_articles_come_with_what_was_skipped_and_word_of_it(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_text("", encoding="utf-8")
    told = []
    articles, skipped = all_articles([str(tmp_path)], progress=lambda step, done, total: told.append((step, done)))
    assert [a.text for a in articles] == [STORY]
    assert [s.reason for s in skipped] == ["empty file"]
    assert told == [("reading", 1), ("reading", 2)]
