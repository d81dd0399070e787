"""What a block asks of the boxes around it, each answer beside that of a walk from box to box."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retold.article.frame import AROUND, Frame
from retold.article.markup import Markup, read_markup

tags = st.sampled_from(
    ["<div>", "<div class=card>", "<ul>", "<li>", "</li>", "</ul>", "</div>", "<nav id=top>", "</nav>", "words <b>here</b>", "<p>more"]
)
pages = st.lists(tags, min_size=1, max_size=30).map(lambda parts: read_markup("<body>" + "".join(parts) + "x"))


def around(page: Markup, box: int) -> list[int]:
    """The twin: a box and those around it, innermost first."""
    found = []
    while box >= 0:
        found.append(box)
        box = page.boxes[box].parent
    return found


@given(pages)
def test_values_are_gathered_from_all_boxes_around(page):
    frame = Frame(page)
    values = np.arange(len(page.boxes)) % 7 - 3
    for box in range(len(page.boxes)):
        walked = values[around(page, box)]
        assert frame.gathered(np.add, values)[box] == walked.sum()
        assert frame.gathered(np.minimum, values, 100)[box] == walked.min()


@given(pages)
def test_the_kinds_of_boxes_around_are_known_as_bits(page):
    frame = Frame(page)
    bits = frame.gathered(np.bitwise_or, frame.named)
    for number, block in enumerate(page.blocks):
        tags_around = {page.boxes[box].tag for box in around(page, block.box)}
        assert {tag for n, tag in enumerate(AROUND) if bits[frame.box][number] >> n & 1} == tags_around & set(AROUND)


@given(pages)
def test_the_most_repeated_box_around_a_block_is_counted(page):
    times, boxes = Frame(page).repeats()
    held = [box for box in page.boxes if box.last > box.first]
    for block, found, box in zip(page.blocks, times.tolist(), boxes.tolist(), strict=True):
        beside = {
            n: sum((b.parent, b.tag, b.hint) == (page.boxes[n].parent, page.boxes[n].tag, page.boxes[n].hint) for b in held)
            for n in around(page, block.box)
            if page.boxes[n].tag not in ("p", "body", "html")
        }
        assert found == max(beside.values(), default=0)
        assert box in around(page, block.box)
        assert not found or beside[box] == found


@given(pages)
def test_blocks_of_one_kind_stand_in_like_boxes_within_like_boxes(page):
    kinds = Frame(page).kinds.tolist()

    def kind(box: int) -> list[tuple[str, str]]:
        return [(page.boxes[n].tag, page.boxes[n].hint) for n in around(page, box)[:2]]

    for a, kind_a in zip(page.blocks, kinds, strict=True):
        for b, kind_b in zip(page.blocks, kinds, strict=True):
            assert (kind_a == kind_b) == (kind(a.box) == kind(b.box))
