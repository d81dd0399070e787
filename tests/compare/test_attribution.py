"""Who said what: sources, cues, contents, kinds and speakers of small made-up reports, in English and by rule in other languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.compare.attribution.following import with_following_remarks
from retold.compare.attribution.reading import attributions, rated_attributions
from retold.compare.quotes import quotations
from retold.records import Attribution, Span


def said(text: str, language: str | None = "en") -> list[tuple[str, str, list[str], str]]:
    """Each attribution in words: source, cue, contents, kind."""
    return [
        (" ".join(s.of(text) for s in a.source), " ".join(s.of(text) for s in a.cue), [s.of(text) for s in a.content], a.kind)
        for a in attributions(text, language)
    ]


def speakers(text: str) -> list[str | None]:
    return [a.speaker for a in attributions(text, "en")]


def test_a_direct_quotation_with_its_tag_behind() -> None:
    assert said('"The bridge will open in May," Mayor Ann Hall said on Tuesday.') == [
        ("Mayor Ann Hall", "said", ['"The bridge will open in May,"'], "direct")
    ]


def test_an_indirect_statement() -> None:
    (found,) = said("The mayor said that the bridge would open in May.")
    assert found == ("The mayor", "said", ["that the bridge would open in May"], "indirect")


def test_a_statement_with_its_tag_at_the_end() -> None:
    (found,) = said("The bridge will open in May, officials said.")
    assert found[0] == "officials"
    assert found[2][0].startswith("The bridge will open in May")


def test_a_quotation_inside_an_indirect_statement_is_mixed() -> None:
    (found,) = said('The minister said the plan was "a total disaster" for the region.')
    assert found[3] == "mixed"
    assert '"a total disaster"' in found[2][0]


def test_a_split_quotation_is_one_attribution() -> None:
    (found,) = said('"The bridge," Ann Hall said, "will open in May."')
    assert found[2] == ['"The bridge,"', '"will open in May."']


def test_according_to_names_a_source() -> None:
    (found,) = said("According to police, two people were injured in the crash.")
    assert found[0] == "police"
    assert found[1].lower() == "according to"


def test_a_quotation_over_paragraphs_is_one_content() -> None:
    text = "“We will build it again.\n\n“It will take two years,” Ann Hall said."
    (found,) = attributions(text, "en")
    assert found.content[0].start == 0
    assert "two years" in found.content[-1].of(text)


def test_last_name_pronoun_and_office_become_the_name() -> None:
    text = (
        'Defense Secretary James Hall visited the base on Monday. "We are ready," Hall said.\n\n'
        'He said the talks would go on. "That is all," he said.\n\nThe secretary said he would return in May.'
    )
    names = speakers(text)
    assert len(names) >= 4
    assert set(names) == {"James Hall"}


def test_she_is_not_the_man_who_spoke_last() -> None:
    text = 'Mayor Mary Stone opened the bridge. "It is late," said Peter Hall, an engineer.\n\nStone thanked the workers. "It is done," she said.'
    assert speakers(text)[-1] == "Mary Stone"


def test_a_title_tells_two_people_of_one_last_name_apart() -> None:
    text = (
        "Peter Hall and Mary Hall met the workers. Peter Hall came late.\n\n"
        '"We are ready," Mrs. Hall said.\n\n"So am I, and I am glad," Mr. Hall said.'
    )
    assert speakers(text) == ["Mary Hall", "Peter Hall"]


@pytest.mark.parametrize(
    "text",
    [
        'A spokesman for James Hall said: "We are ready to talk about it."',
        "The Hall campaign said it would return the money to its donors.",
        "Hall's campaign said it would return the money to its donors.",
        "Officials said the bridge would open in May.",
    ],
)
def test_an_unnamed_source_has_no_name(text: str) -> None:
    assert speakers(text) == [None]


def test_a_remark_in_the_next_paragraph_goes_on() -> None:
    text = '"We will build it," Ann Hall said.\n\n"It will take two years, and it will cost a lot."'
    quotes = quotations(text)
    first = Attribution((Span(20, 28),), (Span(29, 33),), (quotes[0].span,), "direct")
    (joined,) = with_following_remarks(text, quotes, [(first, 0.9)])
    assert joined[0].content == (quotes[0].span, quotes[1].span)


def test_a_remark_that_nobody_is_named_for_stands_alone() -> None:
    text = 'The hall was full.\n\n"We will build it, and it will take us two years or more."\n\nThen the lights went out.'
    (found,) = with_following_remarks(text, quotations(text), [])
    assert (found[0].source, found[0].cue) == ((), ())


@pytest.mark.parametrize(
    ("language", "text", "source", "cue", "content"),
    [
        (
            "de",
            "„Wir bauen die Brücke neu“, sagte Bürgermeisterin Anna Meier.",
            "Bürgermeisterin Anna Meier",
            "sagte",
            "„Wir bauen die Brücke neu“",
        ),
        (
            "fr",
            "« Nous allons reconstruire le pont », a déclaré le maire Paul Roux.",
            "le maire Paul Roux",
            "déclaré",
            "« Nous allons reconstruire le pont »",
        ),
        ("fr", "Selon la mairie, les travaux commencent en mai.", "la mairie", "Selon", "les travaux commencent en mai"),
        ("es", "El alcalde dijo que el puente se abrirá en mayo.", "El alcalde", "dijo", "que el puente se abrirá en mayo."),
        ("ru", "«Мост откроют в мае», — заявил мэр Иван Петров.", "мэр Иван Петров", "заявил", "«Мост откроют в мае»"),
        ("zh", "市长张伟表示：“我们将重建这座桥。”", "市长张伟", "表示", "“我们将重建这座桥。”"),
        ("ar", "قال الوزير «سنعيد بناء الجسر» أمس.", "الوزير", "قال", "«سنعيد بناء الجسر»"),
        ("az", "“Körpü may ayında açılacaq”, – şəhər başçısı bildirdi.", "şəhər başçısı", "bildirdi", "“Körpü may ayında açılacaq”"),
    ],
)
def test_other_languages_by_rule(language: str, text: str, source: str, cue: str, content: str) -> None:
    assert [found[:3] for found in said(text, language)] == [(source, cue, [content])]


@given(st.text(alphabet="abC said,.:\n\"“”'-1 Mr", max_size=160))
@settings(max_examples=60, deadline=None)
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    for attribution, sure in rated_attributions(text, "en"):
        assert 0 <= sure <= 1
        assert attribution.content
        for spans in (attribution.source, attribution.cue, attribution.content):
            assert list(spans) == sorted(spans)
            assert all(0 <= s.start < s.end <= len(text) for s in spans)


@pytest.mark.parametrize(
    "text", ["", "said", '"' * 999, "a" * 200_000, "هو قال " * 200, "“‘" * 3000, "said " * 3000, "\ud800 said that \udfff is"]
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_text_is_too_odd(text: str, language: str) -> None:
    assert isinstance(attributions(text, language), tuple)


def test_attributions_wanted_in_one_place_are_those_of_the_whole_text_there() -> None:
    paragraphs = [f"The bridge of ward {n} would open in May, councillor Ann Hall{n} said.\n\nThe river rose again.\n\n" for n in range(6)]
    text = "".join(paragraphs)
    whole = attributions(text, "en")
    at = text.index("ward 3")
    near = attributions(text, "en", [Span(at, at + 6)])
    assert [a for a in whole if "ward 3" in a.content[0].of(text)] == [a for a in near if "ward 3" in a.content[0].of(text)] != []
    assert len(near) < len(whole)
    assert attributions(text, "en", []) == ()
