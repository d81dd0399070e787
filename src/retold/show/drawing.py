"""The tree of one story as a drawing: places and lines, laid out here; `tree.svg` writes them down.

Decided: time runs downwards, a version below whatever it took from; every version has a row of its own, so that names and headlines are
read as text and sixty versions need no more width than two.
Decided: a source's trunk runs down in its lane and its takers branch off to the right; a lane is used again where it is free.
Decided: beyond MOST_ROWS rows, takers of one source that nobody took from are drawn as one group, the least altered first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from retold.show.plainly import counted, percent, shortened
from retold.show.story_views import EdgeView, StoryView, VersionView

MOST_ROWS = 60
ROW, TOP, LEFT, DOT = 58, 30, 20, 6
_WIDEST_LANE, _NARROWEST_LANE, _ALL_LANES = 26, 6, 170  # lanes share what room there is beside the words
_DEEP = 7  # in a tree deeper than this an only taker stands straight below its source
_BEND = 10  # radius of the bend where a branch leaves its trunk
_GROUP_NAMES = 4


@dataclass(frozen=True, slots=True)
class Node:
    """A version, a lost source or a group of versions at its place."""

    id: str
    x: float
    y: float
    name: str
    when: str
    title: str
    facts: str
    lost: bool
    group: int  # how many versions it stands for; 1 for a single one
    anchor: str  # its name on the page, or "" for a group


@dataclass(frozen=True, slots=True)
class Line:
    """A way from a source to its taker, as SVG paths."""

    trunk: str  # shared by all takers of the source, always thin; empty for a second source
    bridge: str  # where the branch passes over other trunks, cleared of them; may be empty
    path: str  # the taker's own branch
    width: float
    primary: bool
    lost: bool
    says: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A tree ready to be written down. `text_x` is where the words of all rows begin."""

    width: float
    height: float
    text_x: float
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    says: str


@dataclass(slots=True)
class _Knot:
    """A row while the tree is laid out: one version or a group, its children by time."""

    versions: list[VersionView]
    edge: EdgeView | None
    order: int
    children: list[_Knot] = field(default_factory=list)
    row: int = 0
    lane: int = 0
    x: float = 0
    y: float = 0

    @property
    def head(self) -> VersionView:
        return self.versions[0]

    @property
    def last_row(self) -> int:
        return max((c.row for c in self.children), default=self.row)


def draw(story: StoryView, *, most_rows: int = MOST_ROWS) -> Drawing:
    """The drawing of a story's tree."""
    knots = _knots(story)
    if len(knots) > most_rows:
        knots = _grouped(knots, most_rows)
    rows = _rows(knots)
    _lanes(rows)
    lanes = max((k.lane for k in rows), default=0) + 1
    lane = max(_NARROWEST_LANE, min(_WIDEST_LANE, _ALL_LANES / lanes))
    for knot in rows:
        knot.x, knot.y = LEFT + knot.lane * lane, TOP + knot.row * ROW
    text_x = LEFT + lanes * lane + 6
    places = {v.id: k for k in rows for v in k.versions}
    nodes = tuple(_node(k) for k in rows)
    lines = [_branch(k, places) for k in rows if k.edge is not None and k.edge.source in places]
    alone = {v.id: k for k in rows if len(k.versions) == 1 for v in k.versions}
    lines += [_second(e, alone) for e in story.edges if not e.primary and e.source in alone and e.to in alone]
    shown = counted(sum(not v.lost for v in story.versions), "version")
    return Drawing(LEFT + text_x + 420, TOP + len(rows) * ROW, text_x, nodes, tuple(lines), f"Tree of {shown}: {story.title}")


def _knots(story: StoryView) -> list[_Knot]:
    """A knot for each version, children hung under their primary source; a source that is not here, or a circle, hangs nothing."""
    edges = {e.to: e for e in story.edges if e.primary}
    knots = {v.id: _Knot([v], edges.get(v.id), n) for n, v in enumerate(_by_time(story, edges))}
    for knot in knots.values():
        if knot.edge is None:
            continue
        above = knots.get(knot.edge.source)
        if above is None or _is_above(knot.head.id, above.head.id, edges):
            knot.edge = None
        else:
            above.children.append(knot)
    return list(knots.values())


def _by_time(story: StoryView, edges: Mapping[str, EdgeView]) -> list[VersionView]:
    """Versions as given (earliest first), each lost source just before the first version that took from it."""
    lost = {v.id: v for v in story.versions if v.lost}
    ordered: list[VersionView] = []
    for version in (v for v in story.versions if not v.lost):
        above: list[VersionView] = []
        at = edges.get(version.id)
        while at is not None and at.source in lost:
            above.append(lost.pop(at.source))
            at = edges.get(at.source)
        ordered += [*reversed(above), version]
    return [*ordered, *lost.values()]


def _is_above(candidate: str, below: str, edges: Mapping[str, EdgeView]) -> bool:
    """Is `candidate` an ancestor of `below`, or the same?"""
    seen: set[str] = set()
    at: str | None = below
    while at is not None and at not in seen:
        if at == candidate:
            return True
        seen.add(at)
        at = edges[at].source if at in edges else None
    return False


def _rows(knots: Sequence[_Knot]) -> list[_Knot]:
    """Knots from top to bottom: by time, but never above what they took from."""
    waiting = sorted((k for k in knots if k.edge is None), key=lambda k: k.order)
    rows: list[_Knot] = []
    while waiting:
        knot = waiting.pop(0)
        knot.row = len(rows)
        rows.append(knot)
        waiting = sorted([*waiting, *knot.children], key=lambda k: k.order)
    return rows


def _lanes(rows: Sequence[_Knot]) -> None:
    """Give each knot the leftmost lane, right of its source's, that is free from its row to that of its last child."""
    straight = _depth(rows) > _DEEP
    busy: list[list[tuple[int, int]]] = []
    above = {id(c): k for k in rows for c in k.children}
    for knot in rows:
        source = above.get(id(knot))
        below = straight and source is not None and len(source.children) == 1
        lane = source.lane + (not below) if source else 0
        last = knot.last_row - (straight and len(knot.children) == 1)
        while lane < len(busy) and any(start <= last and knot.row <= end for start, end in busy[lane]):
            lane += 1
        while len(busy) <= lane:
            busy.append([])
        busy[lane].append((knot.row, last))
        knot.lane = lane


def _depth(rows: Sequence[_Knot]) -> int:
    """The longest way from a knot to one that took from it."""
    depths: dict[int, int] = {}
    for knot in reversed(rows):
        depths[id(knot)] = 1 + max((depths[id(c)] for c in knot.children), default=0)
    return max(depths.values(), default=0)


def _grouped(knots: list[_Knot], most_rows: int) -> list[_Knot]:
    """Fewer knots: leaves of one source put together, the sources with the most leaves first; then whole branches into their source."""
    parents = sorted((k for k in knots if k.children), key=lambda k: (-sum(not c.children for c in k.children), k.order))
    gone: set[int] = set()
    for parent in parents:
        if len(knots) - len(gone) <= most_rows:
            break
        leaves = sorted((c for c in parent.children if not c.children), key=lambda k: (k.head.altering, k.order))
        over = len(knots) - len(gone) - most_rows
        folded = leaves[: over + 1]
        if len(folded) < 2:
            continue
        gone.update(id(k) for k in folded[1:])
        first = folded[0]
        first.versions = sorted((v for k in folded for v in k.versions), key=lambda v: v.altering)
        first.order = min(k.order for k in folded)
        parent.children = [c for c in parent.children if id(c) not in gone]
    left = [k for k in knots if id(k) not in gone]
    return left if len(left) <= most_rows else _folded(left, most_rows)


def _folded(knots: list[_Knot], most_rows: int) -> list[_Knot]:
    """The latest leaves put into their sources until few enough are left; what has no source to go into stays."""
    above = {id(c): k for k in knots for c in k.children}
    left = list(knots)
    for knot in sorted(knots, key=lambda k: -k.order):
        if len(left) <= most_rows:
            break
        source = above.get(id(knot))
        if source is None or knot.children or source.head.lost:
            continue
        source.children.remove(knot)
        source.versions.extend(knot.versions)
        left.remove(knot)
    return left


def _node(knot: _Knot) -> Node:
    head, many = knot.head, len(knot.versions)
    names = list(dict.fromkeys(v.name for v in knot.versions))
    more = f" and {len(names) - _GROUP_NAMES} more" if len(names) > _GROUP_NAMES else ""
    return Node(
        id=head.id,
        x=knot.x,
        y=knot.y,
        name=head.name if many == 1 else f"{many} versions: {', '.join(names[:_GROUP_NAMES])}{more}",
        when=head.when if many == 1 else "",
        title=shortened(head.title or "", 16) if many == 1 else "",
        facts=_facts(knot),
        lost=head.lost,
        group=many,
        anchor=head.anchor if many == 1 and not head.lost else "",
    )


def _facts(knot: _Knot) -> str:
    head = knot.head
    if head.lost:
        return head.why_lost
    parts = []
    if len(knot.versions) > 1:
        counts = [v.altering for v in knot.versions]
        span = f"{min(counts)} to {max(counts)}" if min(counts) != max(counts) else str(counts[0])
        parts.append(f"{span} altering changes each")
    elif head.against:
        against = "" if knot.edge is not None and head.against == knot.edge.source_name else f" against {head.against}"
        parts.append((counted(head.altering, "altering change") if head.altering else "no altering change") + against)
    if knot.edge is not None:
        parts.append(f"from {knot.edge.source_name}, {percent(knot.edge.probability)}")
    return " · ".join(parts) if parts else "took from nobody here"


def _branch(knot: _Knot, places: Mapping[str, _Knot]) -> Line:
    edge = knot.edge
    source = places[edge.source] if edge else knot
    x0, y0, x1, y1 = source.x, source.y + DOT, knot.x, knot.y
    trunk = f"M{x0:g} {y0:g}V{y1 - _BEND:g}"
    bend = min(_BEND, max(1.0, x1 - x0 - DOT))
    path = f"M{x0:g} {y1 - _BEND:g}"
    path += f"Q{x0:g} {y1:g} {x0 + bend:g} {y1:g}H{x1 - DOT:g}" if knot.lane > source.lane else f"V{y1 - DOT:g}"
    weight = max((v.altering for v in knot.versions), default=0)
    says = f"{knot.head.name} from {source.head.name}, {percent(edge.probability)} likely" if edge else ""
    bridge = f"M{x0 + bend + 3:g} {y1:g}H{x1 - DOT - 3:g}" if x1 - x0 > bend + DOT + 6 else ""
    return Line(trunk, bridge, path, 1.5 + min(weight, 12) * 0.4, primary=True, lost=source.head.lost, says=says)


def _second(edge: EdgeView, places: Mapping[str, _Knot]) -> Line:
    source, taker = places[edge.source], places[edge.to]
    bow = max(source.x, taker.x) + _WIDEST_LANE * 0.7
    path = f"M{source.x + DOT:g} {source.y:g}C{bow:g} {source.y:g} {bow:g} {taker.y:g} {taker.x + DOT:g} {taker.y:g}"
    says = f"{edge.to_name} also from {edge.source_name}, {percent(edge.probability)} likely"
    return Line("", "", path, 1.2, primary=False, lost=False, says=says)
