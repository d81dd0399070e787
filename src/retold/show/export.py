"""Stories as other programs read them: GraphML, GEXF, DOT, Newick, W3C PROV-JSON, CSV and schema.org JSON-LD.

Decided: one export holds any number of stories; every version and lost source is a node, every edge keeps its kind and probability.
Decided: Newick knows plain trees only: second parents are left out of it, and roots of one story hang from a node without a name.
Decided: same stories, same bytes; nothing is read from a clock.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from retold.errors import BadInput
from retold.records import Edge, LostSource, StoryTrace

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"


@dataclass(frozen=True, slots=True)
class Node:
    """A version or lost source of some story."""

    id: str
    story: str
    label: str
    title: str
    outlet: str
    url: str
    published: str
    lost: bool


@dataclass(frozen=True, slots=True)
class Link:
    """An edge of some story, with the weightiest reason for it."""

    story: str
    source: str
    to: str
    kind: str
    probability: float
    why: str


def export(traces: Sequence[StoryTrace], form: str) -> str:
    """The stories in one of the `FORMATS`. Raises BadInput for another."""
    if form not in FORMATS:
        raise BadInput(f"There is no export called “{form}”", suggestion=", ".join(FORMATS))
    return FORMATS[form](traces)


def nodes_of(traces: Sequence[StoryTrace]) -> list[Node]:
    """Versions and lost sources, story by story."""
    found = []
    for trace in traces:
        found += [_lost_node(trace.group.id, source) for source in trace.descent.lost]
        for article in trace.versions:
            found.append(
                Node(
                    id=article.id,
                    story=trace.group.id,
                    label=article.outlet or article.title or article.source,
                    title=article.title or "",
                    outlet=article.outlet or "",
                    url=article.url or "",
                    published=article.published.stated if article.published else "",
                    lost=False,
                )
            )
    return found


def links_of(traces: Sequence[StoryTrace]) -> list[Link]:
    """Edges, story by story."""
    return [Link(t.group.id, e.source, e.to, e.kind, e.probability, _why(e)) for t in traces for e in t.descent.edges]


def to_graphml(traces: Sequence[StoryTrace]) -> str:
    """GraphML with the attributes of nodes and edges declared by type."""
    root = ElementTree.Element("graphml", {"xmlns": _GRAPHML})
    fields = [
        ("story", "string"),
        ("label", "string"),
        ("title", "string"),
        ("outlet", "string"),
        ("url", "string"),
        ("published", "string"),
        ("lost", "boolean"),
    ]
    of_edges = [("kind", "string"), ("probability", "double"), ("why", "string")]
    for where, declared in (("node", fields), ("edge", of_edges)):
        for name, kind in declared:
            ElementTree.SubElement(root, "key", {"id": f"{where}_{name}", "for": where, "attr.name": name, "attr.type": kind})
    graph = ElementTree.SubElement(root, "graph", {"edgedefault": "directed"})
    for node in nodes_of(traces):
        element = ElementTree.SubElement(graph, "node", {"id": _xml(node.id)})
        for name, _ in fields:
            _data(element, f"node_{name}", getattr(node, name))
    for link in links_of(traces):
        element = ElementTree.SubElement(graph, "edge", {"source": _xml(link.source), "target": _xml(link.to)})
        for name, _ in of_edges:
            _data(element, f"edge_{name}", getattr(link, name))
    return _document(root)


def to_gexf(traces: Sequence[StoryTrace]) -> str:
    """GEXF 1.3, as Gephi reads it; the probability is the weight of an edge."""
    root = ElementTree.Element("gexf", {"xmlns": _GEXF, "version": "1.3"})
    graph = ElementTree.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    fields = ("story", "title", "outlet", "url", "published", "lost")
    declared = ElementTree.SubElement(graph, "attributes", {"class": "node"})
    for name in fields:
        ElementTree.SubElement(declared, "attribute", {"id": name, "title": name, "type": "boolean" if name == "lost" else "string"})
    declared = ElementTree.SubElement(graph, "attributes", {"class": "edge"})
    for name in ("kind", "why"):
        ElementTree.SubElement(declared, "attribute", {"id": name, "title": name, "type": "string"})
    nodes = ElementTree.SubElement(graph, "nodes")
    for node in nodes_of(traces):
        element = ElementTree.SubElement(nodes, "node", {"id": _xml(node.id), "label": _xml(node.label)})
        values = ElementTree.SubElement(element, "attvalues")
        for name in fields:
            ElementTree.SubElement(values, "attvalue", {"for": name, "value": _xml(_plain(getattr(node, name)))})
    edges = ElementTree.SubElement(graph, "edges")
    for number, link in enumerate(links_of(traces)):
        facts = {"id": str(number), "source": _xml(link.source), "target": _xml(link.to), "weight": str(link.probability)}
        values = ElementTree.SubElement(ElementTree.SubElement(edges, "edge", facts), "attvalues")
        for name in ("kind", "why"):
            ElementTree.SubElement(values, "attvalue", {"for": name, "value": _xml(getattr(link, name))})
    return _document(root)


def to_dot(traces: Sequence[StoryTrace]) -> str:
    """DOT, as Graphviz draws it: lost sources and second parents are dashed."""
    lines = ["digraph retold {", "  rankdir=TB;"]
    for node in nodes_of(traces):
        label = node.label + (f"\n{node.published}" if node.published else "")
        lines.append(f"  {_quoted(node.id)} [label={_quoted(label)}{', style=dashed' if node.lost else ''}];")
    for link in links_of(traces):
        style = ", style=dashed" if link.kind == "secondary" else ""
        lines.append(f'  {_quoted(link.source)} -> {_quoted(link.to)} [label="{link.probability:.2f}"{style}];')
    return "\n".join([*lines, "}"]) + "\n"


def to_newick(traces: Sequence[StoryTrace]) -> str:
    """A Newick tree a story, a line each, nodes named by their ids."""
    return "".join(_newick(trace) + "\n" for trace in traces)


def to_prov(traces: Sequence[StoryTrace]) -> str:
    """PROV-JSON (W3C): versions and lost sources are entities, edges are derivations."""
    number = {(node.story, node.id): f"retold:e{k}" for k, node in enumerate(nodes_of(traces), start=1)}
    entities: dict[str, dict[str, Any]] = {}
    for node in nodes_of(traces):
        facts = {"prov:label": node.label, "retold:id": node.id, "retold:story": node.story}
        facts |= {f"retold:{name}": getattr(node, name) for name in ("title", "outlet", "url", "published") if getattr(node, name)}
        entities[number[node.story, node.id]] = facts | ({"retold:lost": True} if node.lost else {})
    derivations = {
        f"_:d{k}": {
            "prov:generatedEntity": number[link.story, link.to],
            "prov:usedEntity": number[link.story, link.source],
            "retold:kind": link.kind,
            "retold:probability": link.probability,
        }
        for k, link in enumerate(links_of(traces), start=1)
    }
    return _json({"prefix": {"retold": "urn:retold:"}, "entity": entities, "wasDerivedFrom": derivations})


def to_csv(traces: Sequence[StoryTrace]) -> str:
    """A row an edge; cells that a spreadsheet would take for a formula are marked as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["story", "from", "from_label", "from_lost", "to", "to_label", "kind", "probability", "why"])
    nodes = {(node.story, node.id): node for node in nodes_of(traces)}
    for link in links_of(traces):
        source, to = nodes[link.story, link.source], nodes[link.story, link.to]
        row = [link.story, source.id, source.label, _plain(source.lost), to.id, to.label, link.kind, str(link.probability), link.why]
        writer.writerow([_cell(value) for value in row])
    return out.getvalue()


def to_jsonld(traces: Sequence[StoryTrace]) -> str:
    """schema.org JSON-LD: `isBasedOn` names the main source, `citation` the further ones."""
    graph = []
    nodes = nodes_of(traces)
    times = Counter(node.url for node in nodes)  # two captures of one address are two versions
    name = {(node.story, node.id): node.url if node.url and times[node.url] == 1 else _urn(node) for node in nodes}
    links = links_of(traces)
    for node in nodes:
        item: dict[str, Any] = {"@id": name[node.story, node.id], "@type": "CreativeWork" if node.lost else "NewsArticle"}
        item |= {"name": node.label} if node.lost else {"headline": node.title or node.label, "identifier": node.id}
        item |= {"url": node.url} if node.url else {}
        item |= {"datePublished": node.published} if node.published else {}
        item |= {"publisher": {"@type": "Organization", "name": node.outlet}} if node.outlet else {}
        for kind, key in (("primary", "isBasedOn"), ("secondary", "citation")):
            sources = [
                {"@id": name[link.story, link.source]} for link in links if (link.story, link.to, link.kind) == (node.story, node.id, kind)
            ]
            item |= {key: sources} if sources else {}
        graph.append(item)
    return _json({"@context": "https://schema.org", "@graph": graph})


#: The forms in which stories can be exported, by the names that users give.
FORMATS: dict[str, Callable[[Sequence[StoryTrace]], str]] = {
    "graphml": to_graphml,
    "gexf": to_gexf,
    "dot": to_dot,
    "newick": to_newick,
    "prov": to_prov,
    "csv": to_csv,
    "jsonld": to_jsonld,
}


def _lost_node(story: str, source: LostSource) -> Node:
    return Node(source.id, story, source.name or "lost source", "", "", "", "", lost=True)


def _why(edge: Edge) -> str:
    return max(edge.evidence, key=lambda e: e.weight).why if edge.evidence else ""


def _newick(trace: StoryTrace) -> str:
    children: dict[str, list[str]] = {}
    below = set()
    for edge in trace.descent.edges:
        if edge.kind == "primary":
            children.setdefault(edge.source, []).append(edge.to)
            below.add(edge.to)
    everyone = [source.id for source in trace.descent.lost] + [article.id for article in trace.versions]
    roots = [node for node in everyone if node not in below]
    order: list[str] = []
    waiting = list(roots)
    while waiting:  # by hand, not by recursion: a chain of a thousand retellings is a legal tree
        node = waiting.pop()
        order.append(node)
        waiting += children.get(node, [])
    written: dict[str, str] = {}
    for node in reversed(order):
        inner = ",".join(written.pop(child) for child in children.get(node, []))
        written[node] = (f"({inner})" if inner else "") + "'" + node.replace("'", "''") + "'"
    parts = [written[root] for root in roots]
    return (parts[0] if len(parts) == 1 else f"({','.join(parts)})") + ";"


def _data(parent: ElementTree.Element, key: str, value: str | float | bool) -> None:
    ElementTree.SubElement(parent, "data", {"key": key}).text = _xml(_plain(value))


def _document(root: ElementTree.Element) -> str:
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _plain(value: str | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _xml(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "").replace("\n", "\\n")
    return f'"{escaped}"'


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _urn(node: Node) -> str:
    return f"urn:retold:{_safe(node.story)}:{_safe(node.id)}"


def _safe(text: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-._") else f"%{c.encode('utf-8', 'replace').hex()}" for c in text)


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
