"""Who took from whom, for two versions: credits, links, contributors, public words, times."""

import pytest

from retold.records import Alignment, Article, Change, Link, SentencePair, Span, Version
from retold.trace import direction_of
from retold.trace.names import domain_of, names_outlet, same_source


def aligned(a: Version, b: Version) -> Alignment:
    """Sentences that are the same in both are pairs; the rest stands alone."""
    there = {s.span.of(b.text): s.span for s in b.sentences}
    here = {s.span.of(a.text) for s in a.sentences}
    pairs = [
        SentencePair(s.span, there.get(s.span.of(a.text)), "kept" if s.span.of(a.text) in there else "dropped", 1.0) for s in a.sentences
    ]
    return Alignment((*pairs, *(SentencePair(None, span, "added", 0.0) for text, span in there.items() if text not in here)))


def verdict(a: Version, b: Version, changes: tuple[Change, ...] = ()) -> str:
    return direction_of(a, b, aligned(a, b), changes).verdict


MIRROR = {"a-to-b": "b-to-a", "b-to-a": "a-to-b"}


def both_ways(a: Version, b: Version) -> str:
    one, other = verdict(a, b), verdict(b, a)
    assert MIRROR.get(one, one) == other
    return one


def test_both_print_one_agency(version, ferry):
    a = version("a", [f"LUND (AP) - {ferry[0]}", *ferry[1:]], credit=("AP", "Associated Press"))
    b = version("b", [*ferry, "By The Associated Press"], credit=("The Associated Press", "Associated Press"))
    assert both_ways(a, b) == "common-source"


def test_one_credits_an_agency_and_the_other_nobody(version, ferry):
    a = version("a", [*ferry, "Reported by Sputnik"], credit=("Sputnik", "Sputnik"))
    b = version("b", ferry)
    found = direction_of(a, b, aligned(a, b))
    assert found.verdict == "common-source"
    assert found.evidence[0].a is not None
    assert found.evidence[0].a.of(a.text) == "Sputnik"
    assert found.evidence[0].weight == 0
    assert both_ways(a, b) == "common-source"


def test_the_credited_agency_is_the_other_itself(version, ferry):
    a = version("a", [*ferry, "Reported by Reuters"], outlet="tide.example", credit=("Reuters", "Reuters"))
    b = version("b", ferry, outlet="reuters.com")
    assert both_ways(a, b) == "b-to-a"


def test_one_credits_the_other_outlet(version, ferry):
    a = version("a", ferry, outlet="dailytide.example", at=3)
    b = version(
        "b", [*ferry[:6], "The Daily Tide reported this first."], outlet="other.example", at=2, credit=("The Daily Tide", "The Daily Tide")
    )
    assert both_ways(a, b) == "a-to-b"


def test_a_link_to_the_other(version, ferry):
    a, b = version("a", ferry), version("b", ferry[:6])
    a = Version(Article(**fields(a.article) | {"url": "https://a.example/ferry"}), a.sentences)
    b = Version(Article(**fields(b.article) | {"links": (Link(Span(0, 9), "https://a.example/ferry#top"),)}), b.sentences)
    assert both_ways(a, b) == "a-to-b"


def fields(article: Article) -> dict:
    return {name: getattr(article, name) for name in Article.__dataclass_fields__}


def test_an_agency_that_only_contributed(version, ferry):
    a = version("a", [f"LUND (AP) - {ferry[0]}", *ferry[1:]], credit=("AP", "AP"))
    line = "The Associated Press contributed to this report."
    b = version("b", ["Our own correspondent went to the harbour and saw it.", *ferry[2:6], line], credit=(line, "Associated Press"))
    assert both_ways(a, b) == "a-to-b"


def test_public_words_alone_tell_no_direction(version):
    said = [
        '"I warned them twice about that rudder and nobody listened to me," the captain said.',
        '"We passed every inspection that the law knows of," the owners wrote.',
    ]
    own = [
        f"The paper of {town} looks at the matter in its own long way and at length, as ever."
        for town in ("Lund", "Ystad", "Malmo", "Ronneby", "Kalmar", "Visby")
    ]
    assert both_ways(version("a", [*own[:3], *said]), version("b", [*said, *own[3:]])) == "common-source"


def test_no_sign_is_unclear(version, ferry):
    assert both_ways(version("a", ferry[:1]), version("b", ferry[:1])) == "unclear"
    assert verdict(version("a", []), version("b", [])) == "unclear"


def test_the_same_sentences_and_no_sign_speak_for_a_third_text(version, ferry):
    a, b = version("a", ferry), version("b", ferry)
    assert both_ways(a, b) == "common-source"
    assert "nothing says which text had them first" in direction_of(a, b, aligned(a, b)).evidence[0].why


def test_hours_tell_and_bad_times_do_not(version, ferry):
    assert both_ways(version("a", ferry, at=1), version("b", ferry, at=9)) == "a-to-b"
    assert both_ways(version("a", ferry, at=-24 * 366 * 60), version("b", ferry, at=9)) == "common-source"


def test_cut_quotations_speak_for_the_fuller(version, ferry):
    a, b = version("a", ferry), version("b", ferry[:4])
    cut = Change("quote-cut", Span(0, 5), Span(0, 5), Span(0, 5), Span(0, 3), 0.9, "")
    found = direction_of(a, b, aligned(a, b), (cut, cut, cut))
    assert found.verdict == "a-to-b"
    assert all(e.weight > 0 for e in found.evidence)


@pytest.mark.parametrize(
    ("name", "outlet", "same"),
    [
        ("The Denver Post", "denverpost.com", True), ("Associated Press", "apnews.com", True), ("AP", "apnews.com", True),
        ("New York Times", "nytimes.com", True), ("Pink News", "pinknews.co.uk", True), ("CNN", "cnn.com", True),
        ("The Times", "denverpost.com", False), ("Reuters", "apnews.com", False), ("", "denverpost.com", False), ("AP", None, False),
    ],
)  # fmt: skip
def test_names_and_outlets(name, outlet, same):
    assert names_outlet(name, outlet) is same


def test_domains():
    assert domain_of("https://www.bbc.co.uk/news/1") == domain_of("news.bbc.co.uk") == "bbc.co.uk"
    assert domain_of("[not an address") == "[not an address"
    assert same_source("metro.co.uk", "Metro")
    assert not same_source("CNN", "CNN Türk")


def test_a_dateline_in_which_an_outlet_signs_its_own_text_names_no_source(version, ferry):
    a = version("a", ferry)
    b = version("b", [f"LUND (Tide Kurier) - {ferry[0]}", *ferry[1:]], credit=("Tide Kurier", "Tide Kurier"))
    cites = version("b", [*ferry, "Tide Kurier was cited"], credit=("Tide Kurier", "Tide Kurier"))
    assert both_ways(a, b) == "common-source"
    assert both_ways(a, cites) == "a-to-b"


def test_a_credit_to_an_outlet_that_need_not_be_the_other_is_weak_where_each_has_text_of_its_own(version, ferry):
    own = ["The council of Holm met for two hours.", "Its clerk counted nine votes.", "A baker gave bread to all who came."]
    other = ["Gulls had nested on the pier.", "A diver from Tarn found an anchor.", "The tide was low at noon."]
    a = version("a", [*ferry[:4], *own])
    b = version("b", [*ferry[:4], *other, "Tide Kurier wrote of it"], credit=("Tide Kurier", "Tide Kurier"))
    weights = [e.weight for e in direction_of(a, b, aligned(a, b)).evidence if "Tide Kurier" in e.why]
    assert weights == [1.0]
