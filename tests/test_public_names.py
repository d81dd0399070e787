"""The names that `import retold` promises, and the example of its docstring."""

from __future__ import annotations

import subprocess
import sys

import pytest

import retold


@pytest.mark.parametrize("name", retold.__all__)
def test_every_promised_name_is_there(name):
    assert getattr(retold, name).__name__ == name


def test_unknown_names_are_refused():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        retold.nothing  # noqa: B018 - the attribute access is what is tested


def test_importing_the_package_loads_no_stage():
    code = "import sys, retold; print([m for m in sys.modules if m.startswith('retold.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_pages_are_read_compared_and_traced(root):
    folder = root / "examples" / "dialogue"
    reading = retold.read_articles(str(folder / "002_c1f08e4ac3cbfebd.txt"), str(folder / "000_975bd9b27c7202f7.txt"), "missing.txt")
    assert [s.source for s in reading.skipped] == ["missing.txt"]
    a, b = reading.articles
    comparison = retold.compare_articles(a, b)
    assert "quote-altered" in {c.kind for c in comparison.changes}
    (story,) = retold.trace_articles([a, b]).stories
    assert {v.id for v in story.versions} == {a.id, b.id}


def test_quotes_of_a_text():
    text = 'The mayor, Ilse Krantz, said: "The bridge stays closed."'
    (found,) = retold.quotes(text, "en")
    assert found.content[0].of(text).strip('"') == "The bridge stays closed."
