"""Matches among texts in memory."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from match_prose import edited, prose

from retold.errors import BadInput
from retold.match import TextToMatch, match_texts


def matched(*texts, outlets=None):
    found = match_texts([TextToMatch(str(k), text, outlets[k] if outlets else None) for k, text in enumerate(texts)])
    return {(m.a, m.b): m for m in found}


def test_two_prints_match_with_spans_into_their_own_texts():
    report = prose(120, 1)
    found = matched("Own lead, put before. " + report, report.upper())
    match = found["0", "1"]
    (passage,) = match.passages
    assert (passage.a.start, passage.b.start, passage.b.end) == (22, 0, len(report.rstrip(".")))
    assert match.containment_b == 1.0
    assert match.kind == "reuse"


def test_strangers_do_not_match():
    assert matched(prose(300, 1), prose(300, 2), prose(300, 3)) == {}


@pytest.mark.parametrize("share", [0.1, 0.25, 0.4])
def test_edited_copies_are_found(share):
    report = prose(200, 1)
    assert ("0", "3") in matched(report, prose(200, 2), prose(200, 3), edited(report, share, 4))


def test_a_popular_report_is_found_whole_and_furniture_is_not():
    report = prose(150, 1)
    prints = [prose(6, k) + " " + edited(report, 0.04, k) for k in range(40)]
    banner = prose(60, 2)
    pages = [prose(200, 100 + k) + " " + banner for k in range(30)]
    found = matched(*prints, *pages, outlets=[f"o{k}" for k in range(40)] + ["one.example"] * 30)
    assert len(found) == 40 * 39 / 2
    assert all(int(a) < 40 and int(b) < 40 for a, b in found)


def test_a_reprint_of_one_outlet_is_no_furniture():
    report = prose(150, 1)
    assert len(matched(*[edited(report, 0.02, k) for k in range(6)], outlets=["one.example"] * 6)) == 15


def test_what_a_speaker_said_is_called_a_quotation():
    said = f'"{prose(40, 1).replace(".", "")}"'
    found = matched(f"{prose(150, 2)} {said} {prose(60, 3)}", f"{prose(90, 4)} {said} {prose(90, 5)}")
    assert found["0", "1"].kind == "quotation"
    assert found["0", "1"].quoted > 0.9


def test_a_text_told_in_other_words_stands_out_from_its_topic():
    topic = prose(12, 1).replace(".", "").split()

    def told(seed, frame):
        words = prose(100, seed).split()
        for k, word in enumerate(frame):
            words[7 * k : 7 * k + 1] = [word]
        return " ".join(words)

    turns = [prose(3, 50 + k).replace(".", "") for k in range(12)]
    rivals = [told(200 + k, topic) for k in range(6)]
    found = matched(told(10, turns), told(11, turns), *rivals)
    assert {pair: m.kind for pair, m in found.items()} == {("0", "1"): "rewrite"}


@pytest.mark.parametrize("texts", [(), ("",), ("", ""), ("one", "one"), ("。、", "   "), ("a\ud800b " * 9, "a\ud800b " * 9)])
def test_little_or_nothing_is_no_fault(texts):
    assert all(m.passages for m in matched(*texts).values())


def test_one_word_ten_thousand_times_ends():
    assert all(m.passages for m in matched("no " * 10_000, "no " * 9_000, prose(50, 1)).values())


def test_scripts_without_spaces_are_matched():
    said = "".join(chr(0x4E00 + (7 * k * k + k) % 3000) for k in range(80))
    assert ("0", "1") in matched(said, "前" + said[20:70] + "後")


def test_an_id_that_stands_twice_is_refused_by_name():
    with pytest.raises(BadInput, match="the id x stands more than once"):
        match_texts([TextToMatch("x", "one"), TextToMatch("y", "two"), TextToMatch("x", "three", when=datetime(2020, 1, 1))])  # noqa: DTZ001


@settings(max_examples=20)
@given(st.lists(st.text('ab c.\n"“”習', max_size=200), max_size=6))
def test_every_passage_lies_in_its_texts(texts):
    for (a, b), match in matched(*texts).items():
        for passage in match.passages:
            assert passage.a.of(texts[int(a)]).strip() == passage.a.of(texts[int(a)])
            assert passage.b.of(texts[int(b)])
        assert 0 < match.containment_a <= 1
        assert 0 < match.containment_b <= 1
