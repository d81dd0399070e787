"""Quotations: every kind of mark, told from apostrophes, over paragraphs, nested, unclosed, hostile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.compare.quotes import quotations, remarks
from retold.compare.quotes.blocks import transcript


def inner(text: str, depth: int | None = 0) -> list[list[str]]:
    return [[p.of(text) for p in q.parts] for q in quotations(text) if depth is None or q.depth == depth]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"Come in," she said.', "Come in,"),
        ("“Come in,” she said.", "Come in,"),
        ("‘Come in,’ she said.", "Come in,"),
        ("'Come in,' she said.", "Come in,"),
        ("``Come in,'' she said.", "Come in,"),
        ("''Come in,'' she said.", "Come in,"),
        ("« Entrez », dit-elle.", "Entrez"),
        ("„Herein“, sagte sie.", "Herein"),
        ("»Herein«, sagte sie.", "Herein"),
        ("»Kom ind», sagde hun.", "Kom ind"),
        ("”Kom in”, sa hon.", "Kom in"),
        ("她说「请进」。", "请进"),
        ("她说“请进”。", "请进"),
        ("قالت «تفضل» أمس", "تفضل"),
        ("“Come in,“ she said, the mark turned round.", "Come in,"),
    ],
)
def test_every_kind_of_mark(text: str, words: str) -> None:
    assert inner(text) == [[words]]


@pytest.mark.parametrize(
    "text",
    [
        "It's the workers' pay, not the bosses'.",
        "Rock 'n' roll in the '90s wasn't dead.",
        "He is 6'2\" tall and his boat is 30' long.",
        "Get 'em while they're hot.",
        'צה"ל הודיע',
        "",
        '"',
        '" "',
    ],
)
def test_apostrophes_inches_and_empty_marks_are_no_quotations(text: str) -> None:
    assert quotations(text) == []


def test_apostrophes_inside_single_marks_do_not_close_them() -> None:
    assert inner("‘The workers’ pay isn’t enough,’ he said.") == [["The workers’ pay isn’t enough,"]]


def test_a_plural_apostrophe_inside_straight_single_marks() -> None:
    assert inner("He said 'the workers' pay is low' and left.") == [["the workers' pay is low"]]


def test_paragraphs_that_repeat_the_opening_mark_are_one_quotation() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” he said. “Four.”"
    assert inner(text) == [["One.", "Two.", "Three,"], ["Four."]]
    assert quotations(text)[0].span.of(text) == "“One.\n\n“Two.\n\n“Three,”"


def test_straight_marks_over_paragraphs_and_windows_line_ends() -> None:
    assert inner('"One.\r\n\r\n"Two," he said.') == [["One.", "Two,"]]


def test_a_quotation_runs_over_a_wrapped_line() -> None:
    assert inner('He said "the line\nends here" and left.') == [["the line\nends here"]]


def test_a_mark_that_never_closes_ends_with_its_paragraph_and_says_so() -> None:
    text = '"One, he said.\n\nHe left.\n\n"Two," she said.'
    first, second = quotations(text)
    assert (first.span.of(text), first.closed) == ('"One, he said.', False)
    assert (second.span.of(text), second.closed) == ('"Two,"', True)


def test_quotations_in_quotations_in_quotations() -> None:
    text = "“He said ‘she called it “a mess” again’ and left,” Ann said."
    assert [(q.depth, q.parts[0].of(text)) for q in quotations(text)] == [
        (0, "He said ‘she called it “a mess” again’ and left,"),
        (1, "she called it “a mess” again"),
        (2, "a mess"),
    ]


def test_nested_straight_marks() -> None:
    text = '"He said \'she called it "a mess" again\' and left," Ann said.'
    assert [q.depth for q in quotations(text)] == [0, 1, 2]


def test_split_sentence_is_one_remark() -> None:
    text = '"The bridge," the mayor said, "will open in May." "Later," she added.'
    groups = remarks(quotations(text))
    assert [[q.parts[0].of(text) for q in g] for g in groups] == [["The bridge,", "will open in May."], ["Later,"]]


def test_a_list_of_quoted_words_is_not_one_remark() -> None:
    text = 'Critics called it "slow," costly, "ugly" and "late."'
    assert all(not q.continues for q in quotations(text))


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ('"We will rebuild the bridge," the mayor said.', 'The so-called "expert" left.'),
        ('She said: "It is a total disaster."', 'Her novel "The Long Winter Road" sold well.'),
        ('"No," he said.', 'The word "no" has two letters.'),
    ],
)
def test_speech_is_likelier_than_titles_and_words_looked_at(more: str, less: str) -> None:
    assert quotations(more)[0].speech > 0.5 > quotations(less)[0].speech


def test_blocks_without_marks() -> None:
    text = (
        "The mayor said in a statement:\n\nWe will rebuild the bridge and open it again before the summer holidays.\n\n"
        "Rain again in the valley today, and no train.\n— Ann Field (@annfield) May 3, 2018\n\n> set off like this\n\nThe end."
    )
    found = [(q.style, q.span.of(text)[:9]) for q in quotations(text)]
    assert found == [("block", "We will r"), ("block", "Rain agai"), ("block", "set off l")]


@pytest.mark.parametrize(
    "text",
    [
        "MORE: Swimmers plan a march.\nREAD: The pool is old.",
        "CRACKS: Where the water goes\nTILES: What a floor costs",
        "WHAT THEY PLAN: A march.\nMORE IN TOWN: A market.",
        "MAYOR: The pool stays open.\nMAYOR: The pool stays open.",
        "MAYOR: The pool stays open.\nNobody answered for a while.\nTREASURER: We shall pay.",
    ],
)
def test_lines_with_a_colon_that_answer_nobody_are_no_transcript(text: str) -> None:
    assert transcript(text) == []


def test_a_speaker_of_a_transcript_is_heard_in_all_his_lines() -> None:
    text = "MAYOR: The pool stays open.\n\nTREASURER: We shall pay.\nShe sat down.\nMAYOR: So it is settled.\nMORE: The pool is old."
    assert [label.of(text) for label, _ in transcript(text)] == ["MAYOR", "TREASURER", "MAYOR"]


def test_a_marked_paragraph_is_no_block() -> None:
    text = 'The mayor said in a statement:\n\n"We will rebuild the bridge and open it again before the summer."'
    assert [q.style for q in quotations(text)] == ["double"]


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„‹›「」`6s", max_size=120))
def test_spans_lie_in_the_text_in_order_and_nest(text: str) -> None:
    found = quotations(text)
    assert [q.span for q in found] == sorted((q.span for q in found), key=lambda s: (s.start, -s.end))
    for quotation in found:
        assert 0 <= quotation.span.start < quotation.span.end <= len(text)
        assert all(quotation.span.start <= p.start < p.end <= quotation.span.end for p in quotation.parts)
        assert 0 <= quotation.speech <= 1
    marked = [q for q in found if q.style != "block"]
    for one in marked:
        for other in marked:
            crossing = one.span.start < other.span.start < one.span.end < other.span.end
            assert not crossing


@pytest.mark.parametrize("unit", ['"', "“", "'", "“‘", "«»", '"a\n', "a"])
def test_a_hundred_thousand_marks_do_not_hang(unit: str) -> None:
    assert isinstance(quotations(unit * (100_000 // len(unit))), list)


def test_three_marks_in_a_row_are_one_and_two() -> None:
    text = "''We yell, 'Bad, bad.''' He paused. '''No' is a word,'' she said."
    assert [(q.depth, q.parts[0].of(text)) for q in quotations(text)] == [
        (0, "We yell, 'Bad, bad.'"),
        (1, "Bad, bad."),
        (0, "'No' is a word,"),
        (1, "No"),
    ]
