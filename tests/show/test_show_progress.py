"""Progress: drawn for people who look, silent for files and pipes."""

import io
import sys

from retold.show.progress import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_nothing_is_drawn_where_nobody_looks(monkeypatch):
    err = io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    with progress() as report:
        report("reading", 1, 0)
        report("matching", 1, 2)
    assert err.getvalue() == ""


def test_steps_are_named_on_a_terminal(monkeypatch):
    err, out = Terminal(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setenv("TERM", "xterm")
    with progress() as report:
        report("matching", 1, 2)
        report("matching", 2, 2)
    assert "matching" in err.getvalue()
    assert out.getvalue() == ""


def test_bars_do_not_run_through_results(monkeypatch):
    err = Terminal()
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(sys, "stdout", Terminal())
    with progress(beside_results=True) as report:
        report("reading", 1, 0)
    assert err.getvalue() == ""
