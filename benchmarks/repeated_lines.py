"""Does it help to know what an outlet repeats over its pages?

    python benchmarks/repeated_lines.py PORTALS_FOLDER

The folder holds input/SITE_NN.html and GoldStandard/SITE_NN.txt (the body in marked-up parts, the headline first), as the template portals of the
CleanEval successors do. Precision, recall and F1 of the body's word 4-grams, as in `reading.py`, for three inputs: the pages; the text that
resiliparse takes for their main content; and all of their text. Each is read page by page, and then again with what the site's pages have in common known. Prints a Markdown table.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

from reading import score
from resiliparse.extract.html2text import extract_plain_text

from retold.article import mark_repeated, read_page, without_chrome
from retold.article.markup import read_markup
from retold.collect.decode import decoded
from retold.errors import NoArticle
from retold.records import Article, Given, Page
from retold.settings import DEFAULT

_PART = re.compile(r"<(\w+)>([^<]*(?:<(?!\w+>)[^<]*)*)")


def body_of(gold: str) -> str:
    parts = [" ".join(unescape(text).split()) for _, text in _PART.findall(gold)]
    return "\n".join(part for part in parts[1:] if part)


def main_text(html: str) -> str:
    return extract_plain_text(html, main_content=True, comments=False)


def all_text(html: str) -> str:
    return "\n".join(block.text for block in read_markup(html).blocks)


INPUTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "pages": ("html", str),
    "their main text": ("text", main_text),
    "all their text": ("text", all_text),
}


def read(name: str, site: str, kind: str, content: str) -> Article | None:
    try:
        return read_page(Page(name, kind, content, Given(id=name, outlet=site)), DEFAULT)
    except NoArticle:
        return None


def main(folder: Path) -> None:
    files = sorted((folder / "input").iterdir())
    truth = {f.stem: {"articleBody": body_of(decoded((folder / "GoldStandard" / f"{f.stem}.txt").read_bytes()))} for f in files}
    pages = {f.stem: decoded(f.read_bytes()) for f in files}
    print(f"{len(pages)} pages\n\n| input | each alone: P | R | F1 | with repeated lines: P | R | F1 |\n|---|---|---|---|---|---|---|")
    for name, (kind, made) in INPUTS.items():
        read_all = {key: read(key, re.sub(r"_\d+$", "", key), kind, made(html)) for key, html in pages.items()}
        alone = [article for article in read_all.values() if article]
        known = mark_repeated(alone)
        results = []
        for articles in (alone, known):
            texts = dict.fromkeys(pages, "") | {article.id: without_chrome(article).text for article in articles}
            results += [f"{value:.4f}" for value in score(texts, truth)]
        print(f"| {name} | " + " | ".join(results) + " |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
