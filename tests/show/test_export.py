"""Exports are read back by the readers of their own worlds, and lose nothing on the way."""

import csv
import io
import json

import pytest

from retold.errors import BadInput
from retold.records import Article, Descent, Edge, Evidence, LostSource, Moment, StoryGroup, StoryTrace
from retold.show.export import FORMATS, export

NASTY = 'Harbour "closed" <again> & \\again\nsaid O\'Neill\x00'


def moment(text: str) -> Moment:
    from datetime import UTC, datetime

    at = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return Moment(text, at, at, "given")


@pytest.fixture
def trace() -> StoryTrace:
    versions = (
        Article(
            "a",
            "a.html",
            "Text",
            title="Ferry sinks",
            outlet="one.example",
            url="https://one.example/1",
            published=moment("2026-01-02T03:04:00"),
        ),
        Article("b'1", "b.html", "Text", title=NASTY, outlet="two.example"),
        Article("c", "c.html", "Text", title="=HYPERLINK(1)", outlet="=cmd()"),
    )
    lost = (LostSource("lost:wire:a", "Wire", "agency"),)
    edges = (
        Edge("lost:wire:a", "a", "primary", 0.9, (Evidence("credits Wire", 8.0),)),
        Edge("lost:wire:a", "b'1", "primary", 0.7),
        Edge("b'1", "c", "primary", 0.6),
        Edge("a", "c", "secondary", 0.5),
    )
    return StoryTrace(StoryGroup("s1", ("a", "b'1", "c")), "Ferry sinks", versions, Descent(lost, edges), ())


def pairs(trace: StoryTrace) -> set[tuple[str, str]]:
    return {(e.source, e.to) for e in trace.descent.edges}


def test_graphml_is_read_by_networkx(trace):
    networkx = pytest.importorskip("networkx")
    graph = networkx.parse_graphml(export([trace], "graphml"))
    assert set(graph.edges()) == pairs(trace)
    assert graph.nodes["lost:wire:a"]["lost"] is True
    assert graph.edges["lost:wire:a", "a"]["probability"] == 0.9
    assert graph.edges["lost:wire:a", "a"]["why"] == "credits Wire"


def test_gexf_is_read_by_networkx(trace):
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_gexf(io.BytesIO(export([trace], "gexf").encode()))
    assert set(graph.edges()) == pairs(trace)
    assert graph.edges["a", "c"]["kind"] == "secondary"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pydot's own parser warns of itself
def test_dot_is_read_by_pydot(trace):
    pydot = pytest.importorskip("pydot")
    (graph,) = pydot.graph_from_dot_data(export([trace], "dot"))
    found = {(e.get_source().strip('"'), e.get_destination().strip('"')) for e in graph.get_edges()}
    assert found == pairs(trace)


def test_newick_is_read_by_newick(trace):
    newick = pytest.importorskip("newick")
    (tree,) = newick.loads(export([trace], "newick").strip())
    assert tree.unquoted_name == "lost:wire:a"
    assert {n.unquoted_name for n in tree.descendants} == {"a", "b'1"}
    assert len(list(tree.walk())) == 4


def test_newick_of_a_long_chain_does_not_recurse():
    versions = tuple(Article(f"v{k}", "", "") for k in range(3000))
    edges = tuple(Edge(f"v{k}", f"v{k + 1}", "primary", 1.0) for k in range(2999))
    text = export([StoryTrace(StoryGroup("s", ()), "", versions, Descent((), edges), ())], "newick")
    assert text.count("(") == 2999


def test_prov_is_read_by_prov(trace):
    model = pytest.importorskip("prov.model")
    document = model.ProvDocument.deserialize(content=export([trace], "prov"), format="json")
    assert len(list(document.get_records(model.ProvEntity))) == 4
    derivations = list(document.get_records(model.ProvDerivation))
    assert len(derivations) == 4


def test_json_ld_is_expanded_by_pyld(trace):
    jsonld = pytest.importorskip("pyld.jsonld")

    def schema(url: str, options: object) -> dict:
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": {"@vocab": "https://schema.org/"}}}

    items = {i["@id"]: i for i in jsonld.expand(json.loads(export([trace], "jsonld")), {"documentLoader": schema})}
    assert len(items) == 4
    article = items["https://one.example/1"]
    assert article["https://schema.org/isBasedOn"][0]["@id"] == "urn:retold:s1:lost%3awire%3aa"
    last = next(i for i in items.values() if i.get("https://schema.org/citation"))
    assert last["https://schema.org/citation"][0]["@id"] == "https://one.example/1"


def test_csv_is_a_row_an_edge_and_no_formula(trace):
    rows = list(csv.DictReader(io.StringIO(export([trace], "csv"))))
    assert [(r["from"], r["to"]) for r in rows] == [(e.source, e.to) for e in trace.descent.edges]
    assert rows[2]["to_label"] == "'=cmd()"
    assert rows[0]["from_lost"] == "true"


@pytest.mark.parametrize("form", FORMATS)
def test_several_stories_and_none(trace, form):
    assert export([], form) or form == "newick"
    other = StoryTrace(StoryGroup("s2", ("z",)), "", (Article("z", "z.html", ""),), Descent((), ()), ())
    whole = export([trace, other], form)
    assert form == "csv" or "z" in whole
    assert whole == export([trace, other], form)


def test_an_unknown_form_is_refused():
    with pytest.raises(BadInput, match="graphml"):
        export([], "xls")
