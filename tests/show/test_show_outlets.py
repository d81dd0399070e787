"""Who takes from whom: table, CSV and graph say the same, and no share is told on few cases."""

import csv
import io

import pytest
from rich.console import Console

from retold.records import Trace
from retold.show.outlets import print_outlets, to_csv, to_dot
from retold.show.page import trace_page
from retold.show.story_views import trace_view
from retold.trace import Taking


def taking(cases=4, source="herald.example", taker="echo.example", **more):
    facts = {
        "tie": "other",
        "sure": 0.8,
        "credited": 1,
        "hours": 2.5,
        "timed": 3,
        "sentences": 40,
        "altering": 6,
        "kinds": {"quote-altered": 2},
    }
    return Taking(source=source, taker=taker, cases=cases, **(facts | more))


def printed(table):
    out = Console(file=io.StringIO(), width=120, highlight=False)
    print_outlets(out, table)
    return out.file.getvalue()


def test_few_cases_give_counts_and_no_share():
    said = printed([taking()])
    assert "3 of 4" in said
    assert "6 in 40 sentences" in said
    assert "%" not in said


def test_enough_cases_give_a_share():
    said = printed([taking(cases=40, credited=10)])
    assert "30 of 40 (75 %)" in said
    assert "(0.15 each)" in said


def test_nothing_taken_is_said():
    assert printed([]) == "No outlet took from another.\n"


def test_csv_is_read_back_and_runs_nothing_in_a_spreadsheet():
    rows = list(csv.DictReader(io.StringIO(to_csv([taking(), taking(source="=cmd()", kinds={})]))))
    assert [row["source"] for row in rows] == ["herald.example", "'=cmd()"]
    assert [row["quote-altered"] for row in rows] == ["2", "0"]
    assert to_csv([]).splitlines() == ["source,taker,tie,cases"]


def test_the_graph_leads_from_source_to_taker():
    made = to_dot([taking(), taking(source='a "b"', tie="agency")])
    assert '"herald.example" -> "echo.example" [label="4"' in made
    assert '"a \\"b\\"" -> "echo.example"' in made
    assert made.count("style=dashed") == 1


@pytest.mark.parametrize(("cases", "there"), [(1, False), (2, True)])
def test_the_page_shows_pairs_with_two_cases_or_more(trace, cases, there):
    page = trace_page(trace_view(Trace(trace.stories)), [taking(cases=cases)])
    assert ("echo.example" in page) is there
