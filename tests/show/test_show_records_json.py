"""The JSON contracts: every span gives its own words, every field of the contract is there."""

import json

from retold.records import Attribution, Skipped, Span, Trace
from retold.show.records_json import attributions_json, comparison_json, explained_json, trace_json


def spans_in(value):
    """Every {"start", "end", "text"} inside a JSON value."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_in(inner)


def test_comparison_has_the_fields_of_the_contract(comparison):
    made = json.loads(json.dumps(comparison_json(comparison)))
    assert {"a", "b", "relation", "direction", "alignment", "changes"} <= made.keys()
    assert {
        "title",
        "text",
        "credits",
        "chrome",
        "id",
        "source",
        "url",
        "outlet",
        "authors",
        "published",
        "modified",
        "language",
        "body_start",
    } <= made["a"].keys()
    assert made["direction"]["verdict"] == "a-to-b"
    assert {"why", "a", "b", "weight"} == made["direction"]["evidence"][0].keys()
    assert {"kind", "a_sentence", "b_sentence", "a", "b", "strength", "why"} == made["changes"][0].keys()
    assert {"a", "b", "kind", "similarity"} <= made["alignment"][0].keys()


def test_every_span_gives_its_own_words(comparison):
    made = comparison_json(comparison)
    for side in ("a", "b"):
        text = made[side]["text"]
        for change in made["changes"]:
            for span in (change[side], change[f"{side}_sentence"]):
                assert span is None or text[span["start"] : span["end"]] == span["text"]
        assert all(text[s["start"] : s["end"]] == s["text"] for s in spans_in(made[side]))


def test_a_side_without_words_is_null(comparison):
    dropped = next(c for c in comparison_json(comparison)["changes"] if c["kind"] == "hedge-dropped")
    assert dropped["b"] is None
    assert dropped["a"]["text"] == "allegedly"


def test_trace_counts_changes_against_a_named_version(trace):
    made = trace_json(Trace(trace.stories, (Skipped("x.html", "article", "no article"),)))
    story = made["stories"][0]
    first, second, lost = story["versions"]
    assert (lost["lost"], lost["name"], first["lost"]) == (True, "Town Wire", False)
    assert (second["against"], second["altering"]) == ("a", 4)
    assert {"from": "a", "to": "b"}.items() <= story["changes"][0].items()
    assert {"from", "to", "kind", "probability", "evidence"} == story["edges"][0].keys()
    assert made["skipped"] == [{"source": "x.html", "stage": "article", "skipped": "no article"}]


def test_an_edge_from_a_lost_source_claims_no_words_of_it(trace):
    evidence = trace_json(trace)["stories"][0]["edges"][0]["evidence"][0]
    assert evidence["a"] is None
    assert evidence["b"]["text"] == "mayor"


def test_attributions_carry_their_words():
    text = "Ann said yes."
    made = attributions_json([Attribution((Span(0, 3),), (Span(4, 8),), (Span(9, 12),), "indirect", "Ann")], text)
    assert made == {
        "attributions": [
            {
                "source": [{"start": 0, "end": 3, "text": "Ann"}],
                "cue": [{"start": 4, "end": 8, "text": "said"}],
                "content": [{"start": 9, "end": 12, "text": "yes"}],
                "kind": "indirect",
                "speaker": "Ann",
            }
        ]
    }


def test_explained_articles_say_what_states_a_date(article_a):
    assert explained_json(article_a)["dates"]["published"]["by"] == "meta"
