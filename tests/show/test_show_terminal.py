"""The terminal views, as files and pipes get them and as a terminal shows them."""

import dataclasses
import io

from rich.console import Console

from retold.show.story_views import trace_view
from retold.show.terminal import print_compare
from retold.show.terminal_trace import print_trace
from retold.show.views import compare_view


def plain(width=100):
    return Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)


def printed(out):
    return out.file.getvalue()


def test_changed_words_are_readable_without_colour(comparison):
    out = plain()
    print_compare(out, compare_view(comparison))
    said = printed(out)
    assert '"a [-gift-] to the whole town"' in said
    assert '"a {+present+} to the whole town"' in said
    assert "\x1b" not in said
    assert not any(line != line.rstrip() for line in said.splitlines())


def test_details_and_rewording_are_folded_and_counted(comparison):
    out = plain()
    print_compare(out, compare_view(comparison))
    assert "Not shown: 1 rewording, 1 sentence only in A, 1 sentence only in B. --all shows them." in printed(out)
    assert "Reworded" not in printed(out)
    out = plain()
    print_compare(out, compare_view(comparison), everything=True)
    assert "Reworded: “welcomes” became “praises”." in printed(out)
    assert "Ducks live under it." in printed(out)
    assert "Not shown" not in printed(out)


def test_what_is_unsure_stands_apart(comparison):
    out = plain()
    print_compare(out, compare_view(comparison))
    sure, unsure = printed(out).split("Perhaps also 1 change, to be checked by eye")
    assert "3 changes alter what a reader may believe" in sure
    assert "Perhaps the reporting verb changed" in unsure


def test_a_terminal_gets_colours_instead_of_brackets(comparison):
    out = Console(file=io.StringIO(), width=100, force_terminal=True, color_system="standard", highlight=False)
    print_compare(out, compare_view(comparison))
    assert "\x1b[1;31mgift" in printed(out)
    assert "[-gift-]" not in printed(out)


def test_no_color_gets_brackets_even_on_a_terminal(comparison):
    out = Console(file=io.StringIO(), width=100, force_terminal=True, no_color=True, highlight=False)
    print_compare(out, compare_view(comparison))
    assert "[-gift-]" in printed(out)


def test_a_narrow_terminal_wraps_without_loss(comparison):
    out = plain(width=40)
    print_compare(out, compare_view(comparison))
    assert all(len(line) <= 40 for line in printed(out).splitlines())
    assert "{+present+}" in printed(out)


def test_a_trace_is_a_tree_with_its_lost_source(trace):
    out = plain()
    print_trace(out, trace_view(trace))
    said = printed(out)
    assert "(Town Wire)  named by a credit, not among these articles" in said
    assert "├── Herald  6 May 2024, 09:30" in said
    assert "3 altering changes against Herald, perhaps 1 more" in said
    assert "from Town Wire, 70 % likely" in said


def test_hostile_names_and_titles_stay_text(comparison, trace):
    bad = "[red]x[/red]\x1b]0;title\x07\u202e:smile:"
    shown = "[red]x[/red]\ufffd]0;title\ufffd:smile:"
    article = dataclasses.replace(comparison.a, title=bad, outlet=bad, source=bad)
    out = plain()
    print_compare(out, compare_view(dataclasses.replace(comparison, a=article)))
    assert shown in printed(out)
    story = dataclasses.replace(trace.stories[0], title=bad, versions=(article, comparison.b))
    out = plain()
    print_trace(out, trace_view(dataclasses.replace(trace, stories=(story,))))
    assert shown in printed(out)
    assert "\x1b" not in printed(out)
    assert "\u202e" not in printed(out)
