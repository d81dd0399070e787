"""Page furniture in texts that someone extracted before us."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.article import read_page, without_chrome
from retold.article.furniture import reason_of
from retold.article.lines import lines_of
from retold.article.text_reading import read_text
from retold.records import Page
from retold.settings import DEFAULT

BODY = """The harbour of Vell was closed for a third day on Tuesday after a crane fell across the main quay, the port authority said.
Two ships were waiting outside the breakwater, and a third had been sent on to the next port up the coast, according to the authority.
Nobody was hurt when the crane fell, but the quay will need repairs that may last until the end of the month, a spokesman said."""

STREAMS = (
    "The two will talk for an hour with their translators, and the talk with the press afterwards will be a wild card. "
    "But you can find livestreams below on YouTube, on Facebook and on screens in the hall of the port."
)


def chrome_of(text):
    return [c.text for c in read_text(text).chrome]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "- Advertisement -", "0 1,604", "12 Punto 14 Punto 16 Punto", "A   A", "Share this article", "CONNECT TWEET LINKEDIN 22 COMMENTEMAILMORE",
        "fbShare Tweet gShare Email", "Sign up here to get the latest news delivered directly to your inbox.", "Follow our reporters on Twitter",
        "Get real time updates directly on your device, subscribe now.", "Mainly clear. Low near 70F. Winds N at 5 to 10 mph.", "3 of 12", "Image 3 of 12", "25 comments",
        "Photo: Ada Marsh, AP", "Ada Marsh | AP", "(Ada Marsh / Getty Images)", "5 hours ago", "Ship leaves harbour after crane falls 02:41", "window.adQueue = window.adQueue || [];",
        "Copyright 2018 The Vell Courier. All rights reserved.", "We use cookies to make this site better.", "Have something to add? Share it in the comments.",
        "Evening News/Vell Evening News/Vell", "Anzeige", "Publicité", "Реклама", "Reklam", "إعلان", "广告",
    ],
)  # fmt: skip
def test_furniture_is_known_by_its_words_or_its_form(line):
    (only,) = lines_of(line)
    if line.startswith("Evening"):
        (only,) = lines_of("Evening News/Vell Evening News/Vell")
    assert reason_of(only)


@pytest.mark.parametrize(
    "line",
    [
        "The mayor said the town would follow the advice of its engineers.",
        '"Please sign up for the town\'s newsletter," she told the crowd.',
        "WHAT THE PORT WANTS",
        "Why did the crane fall?",
        "Read the harbour master's letter in his own words, and you see a tired man.",
        "The weather was clear and the wind came from the north.",
        "___",
        "By Ada Marsh",
        "A crane lies across the quay of Vell on Tuesday, June 5, 2018. (AP Photo/Ada Marsh)",
    ],
)
def test_what_belongs_to_the_article_is_left(line):
    (only,) = lines_of(line)
    assert reason_of(only) is None


def test_a_list_of_links_ends_where_the_article_goes_on():
    text = f"Crane closes harbour\n{BODY}\nRelated content\nMayor opens new bridge\nWhy ships come late\nThe crane had been inspected in May, the port said."
    assert chrome_of(text) == ["Related content", "Mayor opens new bridge", "Why ships come late"]


def test_the_photographers_name_under_a_caption_is_furniture_and_the_caption_is_not():
    caption = "A crane lies across the main quay of the harbour of Vell on Tuesday, June 5, 2018. (AP Photo/Ada Marsh)"
    reading = read_text(f"Crane closes harbour\n{caption}\nAda Marsh\n{BODY}")
    text = f"Crane closes harbour\n{caption}\nAda Marsh\n{BODY}"
    assert [c.text for c in reading.chrome] == ["Ada Marsh"]
    assert caption in [a.of(text) for a in reading.asides]


def test_figures_of_a_table_are_no_counters():
    text = f"Crane closes harbour\n{BODY}\nShips by day\n14\n12\n3\n0\n"
    assert chrome_of(text) == []


def test_short_lines_between_two_prints_of_the_headline_are_furniture():
    text = f"UP\nCrane closes harbour of Vell\nHome World\nCrane closes harbour of Vell\n{BODY}"
    reading = read_text(text)
    assert [c.text for c in reading.chrome] == ["UP", "Home World"]
    assert reading.title_span.of(text) == "Crane closes harbour of Vell"
    assert len(reading.asides) == 1


def test_a_clean_text_keeps_every_line():
    assert read_text(f"Crane closes harbour\nAdvertisement\n{BODY}", clean=True).chrome == ()


@given(
    st.lists(
        st.sampled_from(
            [*BODY.split("\n"), "Advertisement", "See also", "By Ada Marsh", "June 5, 2018", "Reuters", "(AP)", "\u200f", "x" * 900]
        ),
        max_size=25,
    )
)
def test_spans_are_lines_of_the_text_and_nothing_is_two_things(lines):
    text = "\n".join(lines)
    reading = read_text(text)
    spans = [c.span for c in reading.chrome]
    assert all(c.span.of(text) == c.text for c in reading.chrome)
    assert len(set(spans)) == len(spans)
    whole_asides = [a for a in reading.asides if a in spans]
    assert whole_asides == []


@pytest.mark.parametrize(
    "unit", ["A-", "(AP", "a@", "Aa ", "Share", "12:", "reporting by .", "...a.b", "اAShare", "\u00a0(", "日", "Photo: "]
)
def test_hostile_lines_do_not_hang(unit):
    """A pattern that runs away on such a line would not come back within the life of this test run."""
    read_text(unit * 5000)
    read_text((unit * 40 + "\n") * 20)


@pytest.mark.parametrize(
    "line",
    [
        "Scroll down for video", "See also: Port of Vell buys a second crane", "( Also on POLITICO: Port buys crane)", "Port of Vell buys a second crane Read more",
        "Facebook Twitter Pinterest", "Comments Unavailable", "Sorry we are not currently accepting comments on this article.", "For mobile users, click here to watch the video",
        "Here's a video of the fallen crane:", "You can watch the fall of the crane here:", "Watch the crane fall below:", "Previous story below...",
        "The crane of Vell fell at noon! Ada Marsh (@adamarsh) has all the details.", "Sunday, Jul 15th 2018 5-Day Forecast", "Harbour News YouTube", "What do you make of the crane? Sound off in the comments below.",
        "For news of the harbour and its ships, with breaking news and weather alerts, sign up for the Lantern's text messages. Click here.",
        "Photo", "Skip Twitter post by @vellport", "Modal Trigger", "Updated 13 minutes ago", "Want news from Vell on your phone? Click here.",
        "Lantern letters Please verify you're not a robot by clicking the box. Invalid email address. Please re-enter. You must select a letter. " + "Vell " * 100,
        "Blog Archives Select Date… September, 2019 August, 2019 July, 2019 June, 2019 May, 2019 April, 2019 March, 2019 February, 2019 January, 2019",
    ],
)  # fmt: skip
def test_notices_promotions_and_forms_are_furniture(line):
    (only,) = lines_of(line)
    assert reason_of(only)


@pytest.mark.parametrize(
    "line",
    [
        "The latest ban also applies on Instagram, which Facebook owns.",
        "You can read a transcript of the letter below:",
        "She asked the port to see the crane again.",
        STREAMS,
        "The mayor's letter from June 2018, July 2018 and August 2018 named the crane.",
        "The harbour master has more ships than he has berths.",
        'He wrote: "Please try again later, an officer told me, and you may look at the crane."',
    ],
)
def test_prose_about_pages_and_dates_is_left(line):
    (only,) = lines_of(line)
    assert reason_of(only) is None


def test_tags_at_the_end_are_a_list_of_links():
    assert chrome_of(f"Crane closes harbour\n{BODY}\nThis article tagged under: Cranes\nHarbours\nVell") == [
        "This article tagged under: Cranes",
        "Harbours",
        "Vell",
    ]


def test_headlines_of_other_pieces_stand_together_and_headings_alone():
    others = "Mayor Opens Second Bridge Over Vell River\nWhy Ships From Norland Come Late"
    assert chrome_of(f"Crane closes harbour\n{BODY}\n{others}\n{BODY}") == others.split("\n")
    assert chrome_of(f"Crane closes harbour\n{BODY}\nWhat Port Engineers Want From Vell Council\n{BODY}") == []


@pytest.mark.parametrize(
    ("paragraph", "removed"),
    [
        (
            "Image copyright Getty Images Image caption The crane of Vell had stood on the quay for forty years.",
            "Image copyright Getty Images Image caption",
        ),
        ("Skip Twitter post by @vellport The crane of Vell had stood on the quay for forty years.", "Skip Twitter post by @vellport"),
        ("Facebook Twitter Pinterest The crane of Vell, which fell on Tuesday.", "Facebook Twitter Pinterest"),
        (
            "Ada Marsh teaches engineering in Vell. Follow her @adamarsh. View more opinion at the Lantern.",
            "Follow her @adamarsh. View more opinion at the Lantern.",
        ),
        (
            "The crane had stood on the quay for forty years. lantern.queue.push(function () { load('x'); });",
            "lantern.queue.push(function () { load('x'); });",
        ),
    ],
)
def test_furniture_inside_a_paragraph_leaves_its_prose(paragraph, removed):
    text = f"Crane closes harbour\n{BODY}\n{paragraph}"
    article = read_page(Page("a", "text", text), DEFAULT)
    assert [c.text for c in article.chrome] == [removed]
    rest = paragraph.replace(removed, "").strip()
    assert rest in without_chrome(article).text
    assert removed not in without_chrome(article).text


def test_links_that_a_page_puts_behind_a_name_are_furniture() -> None:
    links = "Ann Marie HallMayor under fire over harbour loan Council chief 'deeply troubled' by new crane Five things to know about the quay MORE"
    text = (
        f"{BODY}\n\nThe council asked Mayor Hall {links} on Monday whether the port of Vell would pay for the repairs by itself this year."
    )
    assert chrome_of(text) == [links]


@pytest.mark.parametrize(
    "line",
    [
        "CBS News",
        "Reuters•",
        "Vell (CNN)",
        "Anna Holm | Senior Media Reporter",
        "Associated Press Published 7:50 a.m. ET July 16, 2018",
        "AFP PHOTO / SPUTNIK / Lena HOLMLENA HOLM/AFP/Getty Images/File 2017",
    ],
)
def test_who_wrote_it_is_no_headline(line: str) -> None:
    found = read_text(f"{line}\n\n{BODY}")
    assert found.title_span is None
    assert read_text(f"{line}\n\nCrane falls across the main quay of Vell\n\n{BODY}").title_span is not None
