"""Is agency copy recognised by what the text itself says, and what is left when its marks are taken away?

    python benchmarks/wire_copy.py polnear-train.jsonl.gz polnear-dev.jsonl.gz

Rows of the files hold `text`, `outlet`, `author` and `wire`: the agency whose copy the article is, "None" for none and "NA" where that is not known (left
out). An article counts as recognised where its `credits` name an agency for the whole text; the author column is withheld. The same is measured
on the texts without their marker lines: those of the first and last lines that name an agency, or credit one. Prints a Markdown table.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Iterator

from retold.article import read_page
from retold.article.lines import lines_of
from retold.article.sources import agency_among
from retold.errors import NoArticle
from retold.records import Credit, Given, Page
from retold.settings import DEFAULT

HEAD, TAIL = 4, 4  # lines at either end that are looked at for marks


def rows(files: list[str]) -> Iterator[dict]:
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            yield from (row for line in lines if (row := json.loads(line))["wire"] != "NA")


def credits_of(row: dict, text: str) -> tuple[Credit, ...]:
    """The credits that reading finds; none where nothing is left of a short report but its marks."""
    try:
        return read_page(Page(row["id"], "text", text, Given(id=row["id"], outlet=row["outlet"])), DEFAULT).credits
    except NoArticle:
        return ()


def without_marks(text: str) -> str:
    """The text without those of its first and last lines that name an agency."""
    lines = lines_of(text)
    ends = [*lines[:HEAD], *lines[max(HEAD, len(lines) - TAIL) :]]
    letters = list(text)
    for line in ends:
        if agency_among(line.text):
            letters[line.span.start : line.span.end] = [""] * len(line.span)
    return "".join(letters)


def for_the_whole(found: tuple[Credit, ...]) -> bool:
    return any(c.kind == "agency" and c.whole for c in found)


def for_a_part_too(found: tuple[Credit, ...]) -> bool:
    return any(c.kind == "agency" for c in found)


def scored(found: list[tuple[bool, bool]]) -> str:
    """Precision, recall and F1 of (recognised, is agency copy)."""
    right = sum(said and is_wire for said, is_wire in found)
    said, wire = sum(said for said, _ in found), sum(is_wire for _, is_wire in found)
    p, r = right / max(said, 1), right / max(wire, 1)
    return f"{p:.3f} | {r:.3f} | {2 * p * r / (p + r) if p + r else 0:.3f} | {right} of {wire}, {said - right} wrong"


def main(files: list[str]) -> None:
    known = list(rows(files))
    whole = [(row, credits_of(row, row["text"])) for row in known]
    bare = [(row, credits_of(row, without_marks(row["text"]))) for row in known]
    ways: list[tuple[str, list[tuple[dict, tuple[Credit, ...]]], Callable[[tuple[Credit, ...]], bool]]] = [
        ("as printed", whole, for_the_whole),
        ("without marker lines", bare, for_the_whole),
        ("without marker lines, credits for a part too", bare, for_a_part_too),
    ]
    print(f"{len(known)} articles\n\n| text | P | R | F1 | agency copy recognised |\n|---|---|---|---|---|")
    for name, read, recognised in ways:
        print(f"| {name} | {scored([(recognised(found), row['wire'] not in (None, 'None')) for row, found in read])} |")


if __name__ == "__main__":
    main(sys.argv[1:])
