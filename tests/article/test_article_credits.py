"""Whom an article names as the source of its text."""

import pytest

from retold.article import read_page, version_of, without_chrome
from retold.article.credits import agency_of, dateline_end
from retold.article.text_reading import read_text
from retold.records import Given, Page
from retold.settings import DEFAULT

BODY = "The harbour of Vell was closed for a third day on Tuesday after a crane fell across the main quay. Nobody was hurt, and the quay will be repaired."


def credits_of(text, outlet=None):
    return [(c.span.of(text), c.name, c.whole) for c in read_text(text, outlet=outlet).credits]


@pytest.mark.parametrize(
    ("line", "words", "name"),
    [
        (f"VELL (AP) — {BODY}", "VELL (AP)", "Associated Press"),
        (f"VELL, Norland (AP) -- {BODY}", "VELL, Norland (AP)", "Associated Press"),
        (f"(Reuters) - {BODY}", "(Reuters)", "Reuters"),
        (f"New Vell (AFP) – {BODY}", "New Vell (AFP)", "Agence France-Presse"),
        (f"By The Associated Press\n{BODY}", "By The Associated Press", "Associated Press"),
        (f"Ada Marsh and Jon Reed, Associated Press\n{BODY}", "Ada Marsh and Jon Reed, Associated Press", "Associated Press"),
        (
            f"{BODY}\nAssociated Press writer Ada Marsh contributed to this report.",
            "Associated Press writer Ada Marsh contributed to this report.",
            "Associated Press",
        ),
        (f"{BODY}\n(Reporting by Ada Marsh; Editing by Jon Reed)", "(Reporting by Ada Marsh", "Reuters"),
        (f"{BODY}\nThe Courier informs citing Sputnik.", "citing Sputnik", "Sputnik"),
        (f"{BODY}\nThis article originally appeared in The Guardian.", "originally appeared in The Guardian", "The Guardian"),
        (f"{BODY}\nÜber den Unfall war unter Berufung auf Reuters berichtet worden.", "unter Berufung auf Reuters", "Reuters"),
        (f"{BODY}\nОб этом стало известно со ссылкой на Интерфакс.", "со ссылкой на Интерфакс", "Interfax"),
        (f"{BODY}\nBu barədə Sputnik-ə istinadən xəbər verilir.", "Sputnik-ə istinadən", "Sputnik"),
        (f"{BODY}\nوأغلق الميناء أمس نقلا عن رويترز في المدينة.", "نقلا عن رويترز", "Reuters"),
    ],
)
def test_a_credit_for_the_whole_text(line, words, name):
    assert (words, name, True) in credits_of(line)


@pytest.mark.parametrize(
    ("sentence", "words", "name"),
    [
        ("The crane was old, according to TimesLive.com, and rusty.", "according to TimesLive.com", "TimesLive.com"),
        ("The port had been warned, The Electronic Times reported on Monday.", "The Electronic Times reported", "The Electronic Times"),
        ('"It fell at noon," a sailor told the Vell Evening Post.', "told the Vell Evening Post", "Vell Evening Post"),
        ("The letter, first reported by BuzzFeed, is dated May.", "first reported by BuzzFeed", "BuzzFeed"),
        ("Selon Le Monde, la grue était vieille et rouillée.", "Selon Le Monde", "Le Monde"),
        ("据新华社报道，港口已经关闭三天，两艘船在外面等待。", "据新华社", "Xinhua"),
    ],
)
def test_a_credit_for_a_part(sentence, words, name):
    assert (words, name, False) in credits_of(f"{BODY}\n{sentence}")


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor told the council that the crane was old.",
        "According to the port, the crane was old.",
        "The Times of the old harbour are over.",
        "A crane lies on the quay of Vell on Tuesday, June 5, 2018, after it fell. (AP Photo/Ada Marsh)",
    ],
)
def test_people_and_photographers_are_no_credits(sentence):
    assert credits_of(f"{BODY}\n{sentence}") == []


def test_what_an_agency_was_told_elsewhere_is_no_credit_of_its_report():
    assert [c[1] for c in credits_of(f'VELL (AP) — {BODY}\n"It fell at noon," a sailor told CBS News.')] == ["Associated Press"]


def test_a_paper_does_not_credit_itself():
    told = f'{BODY}\n"It fell at noon," a sailor told CBS News.'
    assert credits_of(told, outlet="cbsnews.com") == []
    assert credits_of(f"{told}\nCBS News has learned that the crane was rented.") == []
    assert credits_of(told, outlet="foxnews.com") != []


def test_an_agency_as_author_makes_wire_copy():
    page = Page("a", "text", f"Crane closes harbour\n\n{BODY}", Given(authors=("AP",)))
    assert agency_of(read_page(page, DEFAULT)) == "Associated Press"
    page = Page("a", "text", f"Crane closes harbour\n\n{BODY}", Given(authors=("Ada Marsh",)))
    assert agency_of(read_page(page, DEFAULT)) is None


@pytest.mark.parametrize(
    ("line", "head"),
    [("VELL (AP) — The quay", "VELL (AP) — "), ("VELL, Norland — The quay", "VELL, Norland — "), ("The quay — closed", "")],
)
def test_where_a_dateline_ends(line, head):
    assert line[: dateline_end(line)] == head


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("The Associated Press | Sunday, July 15, 2018, 11:30 a.m.", "Associated Press"),
        ("Associated Press July 16, 2018", "Associated Press"),
        ("AP - July 16, 2018", "Associated Press"),
        ("AFP, Monday 16 July 2018 11:30 GMT", "Agence France-Presse"),
        ("July 16, 2018 | Reuters", "Reuters"),
        ("AP History of July 16, 2018", None),
        ("Harbour News | Sunday, July 15, 2018", None),
    ],
)
def test_an_agency_and_a_date_on_one_line_are_a_byline(line, name):
    text = f"Bridge of Karstad stays closed\n{line}\nThe stone bridge over the Ume was closed to lorries on Monday after engineers found cracks in it.\n"
    article = read_page(Page("page", "text", text), DEFAULT)
    assert [c.name for c in article.credits] == ([name] if name else [])
    assert any(s.of(article.text) == line for s in article.asides) == bool(name)


PAGE = "<html><head><title>Crane closes harbour</title></head><body><h1>Crane closes harbour</h1>{}<article>{}</article></body></html>"


def page_of(beside: str) -> str:
    return PAGE.format(beside, "".join(f"<p>{BODY} It was the {n}th time this year.</p>" for n in range(4, 12)))


def test_an_agency_in_the_byline_block_of_a_page_is_credited_and_its_line_kept():
    html = page_of("<div class='byline'>By Ada Marsh, Associated Press</div><div class='dateline date'>June 5, 2018</div>")
    article = read_page(Page("a", "html", html), DEFAULT)
    (credit,) = article.credits
    assert (credit.name, credit.whole) == ("Associated Press", True)
    assert credit.span.of(article.text) == "By Ada Marsh, Associated Press"
    assert credit.span in article.asides
    assert article.text[article.body_start :].startswith(BODY)
    assert not any("Associated Press" in c.text for c in article.chrome)
    assert all("Associated Press" not in s.span.of(article.text) for s in version_of(article).sentences if s.kind == "body")
    assert [c.name for c in without_chrome(article).credits] == ["Associated Press"]


@pytest.mark.parametrize("line", ["By Ada Marsh", "(Ada Marsh / Associated Press)", "Photo: AP"])
def test_other_lines_beside_a_page_stay_removed(line):
    article = read_page(Page("a", "html", page_of(f"<div class='byline'>{line}</div>")), DEFAULT)
    assert (article.credits, article.text[: article.body_start]) == ((), "Crane closes harbour\n\n")


@pytest.mark.parametrize(
    ("line", "words", "name", "whole"),
    [
        ("The crane was old, according to Buzzfeed, and rusty.", "according to Buzzfeed", "BuzzFeed", False),
        ("The list was first reported by the Grey Gull blog on Monday.", "first reported by the Grey Gull blog", "Grey Gull blog", False),
        ("The list was first reported by the Grey Gull on Monday.", "first reported by the Grey Gull", "Grey Gull", False),
        ("This article originally appeared on news.com.au.", "originally appeared on news.com.au", "News.com.au", True),
        ("The mayor wept (via Quayside Chatter).", "(via Quayside Chatter", "Quayside Chatter", True),
        ("The crane fell at noon, reported the Daily Mail.", "reported the Daily Mail", "Daily Mail", False),
        ("The crane fell at noon, says Movie Pilot.", "says Movie Pilot", "Movie Pilot", False),
        ("A New York Times report gives other figures.", "New York Times report", "The New York Times", False),
        ("CNN has more on the crane.", "CNN has more", "CNN", False),
        ("The Vell News Network has reported two injured.", "The Vell News Network has reported", "Vell News Network", False),
        ("CBS Detroit previously reported on the crane.", "CBS Detroit previously reported", "CBS Detroit", False),
        (
            "The crane is old, according to a 2013 article in the Daily Courier.",
            "according to a 2013 article in the Daily Courier",
            "Daily Courier",
            False,
        ),
        (
            "He told the local newspaper, the Vell Lantern, that it fell.",
            "told the local newspaper, the Vell Lantern",
            "Vell Lantern",
            False,
        ),
        (
            "Two died, according to a report by Ada Marsh of Vell Radio.",
            "a report by Ada Marsh of Vell Radio",
            "Vell Radio",
            False,
        ),
        ("The crane fell, according to KVEL-TV.", "according to KVEL-TV", "KVEL-TV", False),
        ("The crane fell, according to Harbour 97.3 FM Online.", "according to Harbour 97.3 FM Online", "Harbour 97.3 FM Online", False),
        ("It was never paid for, the harbour master said. (NYT)", "NYT", "The New York Times", False),
        ("Nobody knew of it. From New York Daily News:", "New York Daily News", "New York Daily News", False),
        ("By ADA MARSH, CNN", "By ADA MARSH, CNN", "CNN", True),
        (
            "Ada Marsh and Jon Reed , USA TODAY Published 3:55 a.m. ET July 16, 2018",
            "Ada Marsh and Jon Reed , USA TODAY",
            "USA Today",
            True,
        ),
        ("Ada Marsh and Jon ReedAssociated Press", "Ada Marsh and Jon ReedAssociated Press", "Associated Press", True),
        ("© Copyright 2018 The Associated Press. All rights reserved.", "© Copyright 2018 The Associated Press", "Associated Press", True),
        ("© 2018 Thomson/Reuters.  All rights reserved.", "© 2018 Thomson/Reuters", "Reuters", True),
        ("With Post wires", "With Post wires", "wire services", False),
        (
            "The quay will be repaired. (Reporting By Ada Marsh in Vell; Editing by Jon Reed)",
            "(Reporting By Ada Marsh in Vell",
            "Reuters",
            True,
        ),
    ],
)
def test_sources_are_found_by_their_cues(line, words, name, whole):
    found = [(w, n, is_whole) for w, n, is_whole in credits_of(f"{BODY}\n{line}") if words in w]
    assert [(n, is_whole) for _, n, is_whole in found] == [(name, whole)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Fox News host Ada Marsh said that the crane was old.",
        "He told Fox News host Ada Marsh that the crane was old.",
        "She told CNN's Ada Marsh that the crane was old.",
        'The mayor said: "People should stay away from the quay."',
        "The rule stands in the book, according to the Federal Register of the port.",
        "According to the newspaper, Ada Marsh never saw the crane.",
        "She wrote a New York Times column on the harbour of Vell.",
        "They came to Vell via Twitter and the old road of the harbour.",
    ],
)
def test_people_programmes_and_platforms_are_no_credits(sentence):
    assert credits_of(f"{BODY}\n{sentence}") == []


def test_of_several_tellings_to_one_outlet_the_first_is_the_credit():
    told = f'{BODY}\n"It fell at noon," a sailor told Mashable.\n"It was old," a mate told Mashable on the quay.'
    assert [w for w, _, _ in credits_of(told)] == ["told Mashable"]
    assert len(credits_of(f"{told}\nMashable reported that nobody was hurt.")) == 3


def test_where_a_writer_of_an_agency_was_is_its_signature():
    line = "Marsh reported from Karstad, Norland."
    assert (line, "Associated Press", True) in credits_of(f"VELL (AP) — {BODY}\n{line}")
    assert credits_of(f"{BODY}\n{line}") == []


def test_the_source_that_a_portal_prints_under_a_headline():
    text = f"Crane closes harbour of Vell\nKVEL Radio•\nCrane closes harbour of Vell\nMore\n{BODY}"
    assert [n for _, n, _ in credits_of(text)] == ["KVEL Radio"]


def test_an_agency_does_not_credit_itself_on_its_own_page():
    html = page_of("<div class='byline'>By Ada Marsh, Associated Press</div>")
    article = read_page(Page("a", "html", html, Given(outlet="Associated Press")), DEFAULT)
    assert article.credits == ()


def test_an_agency_that_was_told_something_itself_is_no_credit_on_its_own_page():
    told = f'{BODY}\n"It fell at noon," a sailor told Reuters.'
    assert [c[1] for c in credits_of(told)] == ["Reuters"]
    assert credits_of(told, outlet="Reuters") == []
