"""Pages made from pages: shortened articles, other people's text put in as comments and teasers, class names taken away.

Labelled pages are mostly long articles with few comments. What a reader of the web meets is also the notice of three lines under twelve
comments, and sites that name nothing. These pages teach that.
"""

import random
from dataclasses import replace

from pages import Known

from retold.article.markup import Block, Box

_PEOPLE = [
    "Maria",
    "John P.",
    "skeptic42",
    "Anna Kowalski",
    "Bob",
    "t_r_smith",
    "Guest",
    "Ricardo",
    "HansMueller",
    "Linda J",
    "anonymous",
    "j.doe",
]
_COMMENT = (
    "comment comments comment-list commentlist comment-body comment-content comment_text reply replies reader-comments disqus discussion "
    "post-comment user-comment response respond thread comentarios kommentare commentaires"
).split()
_RELATED = (
    "related related-posts more-stories read-next recommended latest-news sidebar widget popular trending teaser promo more-from archive feed recirc "
    "you-may-like list-item posts noticias textwidget card next-article weitere"
).split()
_DATES = ["March %d, 2019 at %d:05 pm", "%d days ago · %d likes", "Nov %d 2019 %d:22"]


class Node:
    """A box with its boxes and (number, block) pairs, in page order."""

    def __init__(self, box: Box, kids=()):
        self.box, self.kids = box, list(kids)


def made_up(known: Known, rng: random.Random, pool: list[str], heads: list[str]) -> Known | None:
    """A changed copy of a page; None where it has no body."""
    markup = known.markup
    gold = [n for n, label in enumerate(known.labels) if label >= 0.5]
    if not gold:
        return None
    dropped = _shortened(markup, gold, rng)
    gold = [n for n in gold if n not in dropped]
    path = _around(markup, gold)
    roots, nodes = _tree(markup)
    for node in nodes:
        node.kids = [kid for kid in node.kids if isinstance(kid, Node) or kid[0] not in dropped]
    extra = [_comments(rng, pool)] if rng.random() < 0.45 else []
    while rng.random() < 0.4:
        extra.append(_teasers(rng, heads, pool))
    for node in extra if len(path) >= 3 else ():
        _put_in(node, path, nodes, rng)
    if rng.random() < 0.2:
        share = rng.choice([0.3, 1, 1])
        for node in nodes:
            if rng.random() < share:
                node.box.hint = ""
    return _flattened(roots, known)


def _shortened(markup, gold, rng) -> set[int]:
    """The blocks that go, in half of the pages: all from one of the first paragraphs to the end of the body."""
    if rng.random() >= 0.55 or len(gold) <= 3:
        return set()
    long = [n for n in gold if len(markup.blocks[n].text) > 80] or gold
    last = long[min(rng.choice([1, 1, 2, 2, 3, 4, 5, 6]), len(long)) - 1]
    return set(range(last + 1, gold[-1] + 1))


def _around(markup, gold) -> list[int]:
    """The boxes around all these blocks, outermost first."""
    low, high = min(gold), max(gold)
    box = markup.blocks[low].box
    while box >= 0 and not (markup.boxes[box].first <= low and markup.boxes[box].last > high):
        box = markup.boxes[box].parent
    path = []
    while box >= 0:
        path.append(box)
        box = markup.boxes[box].parent
    return path[::-1]


def _tree(markup) -> tuple[list[Node], list[Node]]:
    nodes = [Node(replace(box)) for box in markup.boxes]
    roots = []
    places: list[list[tuple[int, int, int, object]]] = [[] for _ in nodes]
    for n, box in enumerate(markup.boxes):
        if box.parent < 0:
            roots.append(nodes[n])
        else:
            places[box.parent].append((box.first, 0, n, nodes[n]))
    for n, block in enumerate(markup.blocks):
        places[block.box].append((n, 1, n, (n, block)))
    for node, held in zip(nodes, places, strict=True):
        node.kids = [kid for *_, kid in sorted(held, key=lambda place: place[:3])]
    return roots, nodes


def _put_in(node, path, nodes, rng) -> None:
    """Beside the body or a box around it, mostly after it."""
    level = rng.randint(max(1, len(path) - 5), len(path) - 1)
    host = nodes[path[level]]
    at = len(host.kids)
    if level + 1 < len(path):
        at = next((n for n, kid in enumerate(host.kids) if kid is nodes[path[level + 1]]), at)
        at += rng.random() < 0.75
    host.kids.insert(at, node)


def _flattened(roots, known) -> Known:
    markup = replace(known.markup, blocks=[], boxes=[])
    labels, trust = [], []
    work = [("open", root, -1, 2) for root in reversed(roots)]
    while work:
        kind, item, parent, depth = work.pop()
        if kind == "open":
            number = len(markup.boxes)
            markup.boxes.append(replace(item.box, parent=parent, depth=depth, first=len(markup.blocks)))
            work.append(("close", number, 0, 0))
            work += [("open" if isinstance(kid, Node) else "block", kid, number, depth + 1) for kid in reversed(item.kids)]
        elif kind == "close":
            markup.boxes[item].last = len(markup.blocks)
        else:
            number, block = item
            markup.blocks.append(replace(block, box=parent))
            labels.append(known.labels[number] if number is not None else 0.0)
            trust.append(known.trust[number] if number is not None else 1.0)
    body = [block.text for block, label in zip(markup.blocks, labels, strict=True) if label >= 0.5]
    return Known(known.source, known.host, markup, body, labels, trust, made_up=True)


def _block(text, **more):
    return (None, Block(text, 0, False, **more))


def _element(tag, hint, *kids) -> Node:
    return Node(Box(tag, -1, 0, hint, False, 0), kids)


def _link(text, address="#"):
    return _block(text, linked=len(text), links=((text, address),))


def _comments(rng, pool) -> Node:
    outer, inner, head = (rng.choice(_COMMENT) for _ in range(3))
    tag, line, styled = rng.choice(["li", "div", "article"]), rng.choice(["p", "p", "div"]), rng.randint(0, 3)
    items = []
    for _ in range(rng.randint(2, 12)):
        name, date = rng.choice(_PEOPLE), rng.choice(_DATES) % (rng.randint(1, 28), rng.randint(1, 12))
        lines = [_element(line, inner if line == "div" else "", _block(rng.choice(pool))) for _ in range(rng.choice([1, 1, 1, 2, 3]))]
        by = _element(
            "div", head + " author vcard" * bool(styled), rng.choice([_block, _link])(name), _element("div", "date", _block(date))
        )
        foot = [_element("div", "reply" if styled else "", _link("Reply"))] if rng.random() < 0.6 else []
        items.append(_element(tag, f"{outer} {rng.choice(['', 'even', 'depth-1', 'odd alt'])}", by, _element("div", inner, *lines), *foot))
    title = rng.choice([f"{len(items)} Comments", "Comments", "Leave a reply", "Discussion"])
    heading = [_element("h3", "", _block(title))] if rng.random() < 0.8 else []
    return _element(
        "ol" if tag == "li" else "div", f"{rng.choice(_COMMENT)} {rng.choice(['', 'section', 'wrap', 'area'])}", *heading, *items
    )


def _teasers(rng, heads, pool) -> Node:
    name, tag, whole = rng.choice(_RELATED), rng.choice(["li", "div", "article"]), rng.random() < 0.25
    linked, bare = rng.random() < 0.3, not whole and rng.random() < 0.2
    items = []
    for _ in range(rng.randint(1, 10)):
        head = rng.choice(heads)
        texts = [rng.choice(pool) for _ in range(rng.randint(2, 5) if whole else 1)]
        if not whole:
            texts = [text if rng.random() < 0.5 else text[: rng.randint(60, 200)] + "..." for text in texts]
        if bare:
            items.append(_element("li", "", _link(head.upper() if rng.random() < 0.5 else head), _block(texts[0][:250])))
            continue
        lines = [_element("p", rng.choice(["", "excerpt"]), _link(text) if linked else _block(text)) for text in texts]
        title = _element(rng.choice(["h2", "h3", "h4", "div"]), rng.choice(["", "title", "headline"]), _link(head))
        items.append(_element(tag, name + rng.choice(["-item", "", "__card", " post"]), title, *lines))
    return _element(rng.choice(["div", "section", "ul", "aside"]), name, *items)
