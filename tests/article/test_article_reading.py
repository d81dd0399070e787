"""Pages to articles and versions: headline, body, spans that hold."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.article import mark_repeated, read_page, version_of, without_chrome
from retold.errors import NoArticle
from retold.records import Given, Page
from retold.settings import DEFAULT

EXAMPLE = Path(__file__).parents[2] / "examples" / "dialogue"
BODY = (
    "The harbour of Vell was closed for a third day on Tuesday after a crane fell across the main quay, the port said.\n\n"
    "Nobody was hurt when it fell. Repairs may last until the end of the month, a spokesman said on Tuesday."
)
LENIENT = replace(DEFAULT, min_article_words=1)


def read(text, **given):
    return read_page(Page("page", "text", text, Given(**given)), DEFAULT)


def test_a_given_headline_is_set_before_the_body_once():
    article = read(BODY, title="Crane closes harbour")
    assert article.text == f"Crane closes harbour\n\n{BODY}"
    assert (article.title_span.of(article.text), article.text[article.body_start :]) == ("Crane closes harbour", BODY)
    again = read(article.text, title="Crane closes harbour")
    assert (again.text, again.body_start) == (article.text, 0)


def test_a_text_file_keeps_its_own_text():
    text = f"Crane closes harbour\n\nShare this\n\n{BODY}\n"
    article = read(text)
    assert article.text == text
    assert article.title == "Crane closes harbour"
    assert article.body_start == 0


def test_facts_given_from_outside_go_before_the_texts_own():
    article = read(f"Crane closes harbour\nJune 5, 2018\n{BODY}", published="2018-06-06", outlet="vell.example", language="en-GB", id="7")
    assert (article.published.stated, article.published.by) == ("2018-06-06", "given")
    assert (article.outlet, article.language, article.id) == ("vell.example", "en", "7")


def test_published_and_updated_are_told_apart():
    article = read(f"Crane closes harbour\nUpdated\nJune 6, 2018 at 9:12 AM\n; Posted\nJune 5, 2018 at 7:00 AM\n{BODY}")
    assert (article.published.stated, article.modified.stated) == ("2018-06-05T07:00", "2018-06-06T09:12")


@pytest.mark.parametrize("text", ["", "   \n\n", "Advertisement\nShare this\n0 12", "Too short to be news."])
def test_a_page_without_an_article_says_so(text):
    with pytest.raises(NoArticle):
        read(text)


def test_sentences_leave_chrome_out_and_name_headline_byline_and_dateline():
    article = read(f"Crane closes harbour\nBy Ada Marsh\nAdvertisement\nVELL (AP) — {BODY}")
    said = [(s.kind, s.span.of(article.text)) for s in version_of(article).sentences]
    assert said[0] == ("headline", "Crane closes harbour")
    assert said[1] == ("byline", "By Ada Marsh")
    assert said[2] == ("byline", "VELL (AP) — ")
    assert said[3][1].startswith("The harbour of Vell")
    assert all("Advertisement" not in words for _, words in said)


def test_without_chrome_moves_every_span_to_its_words():
    article = read(f"Crane closes harbour\nAdvertisement\nVELL (AP) — {BODY}\nSee also\nMayor opens bridge")
    clean = without_chrome(article)
    assert clean.text.startswith("VELL (AP) — The harbour")
    assert "Mayor" not in clean.text
    assert [c.span.of(clean.text) for c in clean.credits] == ["VELL (AP)"]
    assert [c.text for c in clean.chrome] == [c.text for c in article.chrome]


LINES = [
    "Crane closes harbour",
    "By Ada Marsh",
    "June 5, 2018",
    "Advertisement",
    "See also",
    "VELL (AP) — It fell. Nobody was hurt in Vell at all.",
    BODY.split("\n")[0],
    "日本。",
    "\u202eabc",
    "",
]


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=14), st.sampled_from([None, "Crane closes harbour"]))
def test_sentences_are_ordered_and_disjoint_and_the_body_survives_cleaning(lines, title):
    try:
        article = read_page(Page("page", "text", "\n".join(lines), Given(title=title)), LENIENT)
    except NoArticle:
        return
    version = version_of(article)
    spans = [s.span for s in version.sentences]
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    assert all(0 <= s.start < s.end <= len(article.text) for s in spans)
    clean = without_chrome(article)
    kept = "".join(s.span.of(article.text) for s in version.sentences if s.kind != "headline").split()
    assert "".join(kept) == "".join(clean.text.split())


def test_lines_that_an_outlet_repeats_become_chrome():
    def story(n, outlet):
        own = f"Story number {n} tells of a very different thing that happened to {n * 7} people in town {n}.\nIt was seen by {n} of them only."
        return read(
            f"{own}\nOur town, our paper since {1900} and no other\n", id=f"{outlet}/{n}", outlet=outlet, title=f"Headline {n} of the day"
        )

    marked = mark_repeated([*(story(n, "vell.example") for n in range(1, 5)), story(9, "other.example")])
    assert ["repeated by the outlet" in [c.reason for c in a.chrome] for a in marked] == [True] * 4 + [False]


def test_prints_of_one_text_are_no_repetition():
    prints = [read(BODY, id=str(n), outlet="vell.example", title="Crane closes harbour") for n in range(5)]
    assert all(a.chrome == () for a in mark_repeated(prints))


def test_the_founding_example_is_read_right():
    second = read_page(Page("002", "text", (EXAMPLE / "002_c1f08e4ac3cbfebd.txt").read_text(encoding="utf-8")), DEFAULT)
    assert second.title == "NATO will never 'turn off' dialogue with Russia despite tensions"
    assert (second.published.stated, second.authors) == ("2018-06-07T11:44", ("Axar.az",))
    assert [c.name for c in second.credits] == ["Sputnik"]
    reasons = {c.text for c in second.chrome}
    assert {"UP", "Home page World", "12 Punto 14 Punto 16 Punto 18 Punto", "See also", "Latest", "ArxivBağla"} <= reasons
    assert len(second.chrome) == 18
    first = read_page(Page("000", "text", (EXAMPLE / "000_975bd9b27c7202f7.txt").read_text(encoding="utf-8")), DEFAULT)
    assert first.credits == ()
    assert [c.text for c in first.chrome][:2] == ["0 1,604", "- Advertisement -"]
    assert len(first.chrome) == 5
