"""Reading pages, side by side with other extractors, in one run and one process.

    python benchmarks/reading.py PAGES_FOLDER GROUND_TRUTH.json [--facts] [--apart N]

The folder holds KEY.html.gz, the truth {KEY: {"articleBody", "url", and for --facts "title", "published"}}. Measured as the article
extraction benchmark of scrapinghub does: per page precision and recall of the body's word 4-grams, then their means and the F1 of the
means. Peers that are not installed are left out. `--apart N` takes only the pages of sites that learning kept apart (one in N).
Seconds are of the processor, so that a busy machine does not disturb the comparison. Prints a Markdown table.
"""

import argparse
import gzip
import hashlib
import importlib.util
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from retold.article.extract import read_html


def grams(text: str, n: int = 4) -> Counter:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[max(0, i - n + 1) : i + 1]) for i in range(n - 1, max(n, len(words)))) if words else Counter()


def score(texts: dict[str, str], truth: dict) -> tuple[float, float, float]:
    """Means of precision and recall over the pages, and the F1 of the means."""
    precisions, recalls = [], []
    for key, gold in truth.items():
        said, wanted = grams(texts[key]), grams(gold["articleBody"])
        both = sum((said & wanted).values())
        if said:
            precisions.append(both / sum(said.values()))
        if wanted:
            recalls.append(both / sum(wanted.values()))
    p, r = statistics.mean(precisions or [0]), statistics.mean(recalls or [0])
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def installed(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def readers() -> dict[str, Callable[[str], str]]:
    """Every extractor there is here: HTML to body text."""
    found: dict[str, Callable[[str], str]] = {"retold": lambda html: "\n".join(read_html(html).paragraphs)}
    if installed("trafilatura"):
        import trafilatura

        found["trafilatura"] = lambda html: trafilatura.extract(html, include_comments=False) or ""
        found["trafilatura, precision"] = lambda html: trafilatura.extract(html, include_comments=False, favor_precision=True) or ""
        found["trafilatura, fast"] = lambda html: trafilatura.extract(html, include_comments=False, fast=True) or ""
    if installed("resiliparse"):
        from resiliparse.extract.html2text import extract_plain_text

        found["resiliparse"] = lambda html: extract_plain_text(html, main_content=True, comments=False)
    if installed("readability"):
        from lxml import html as lxml_html
        from readability import Document

        found["readability-lxml"] = lambda html: lxml_html.fromstring(Document(html).summary()).text_content()
    return found


def facts(pages: dict[str, str], truth: dict) -> str:
    """How often title and date are those of the truth. A title counts if one contains the other and neither is much longer."""
    titles = dates = dated = invented = 0
    for key, html in pages.items():
        gold, read = truth[key], read_html(html, truth[key]["url"])
        a, b = (" ".join(re.findall(r"\w+", (text or "").lower())) for text in (read.title, gold["title"]))
        titles += a == b or (bool(a and b) and (a in b or b in a) and min(len(a), len(b)) > 0.6 * max(len(a), len(b)))
        said = read.facts.published.stated[:10] if read.facts.published else None
        dated += bool(gold["published"])
        dates += bool(gold["published"]) and said == gold["published"][:10]
        invented += bool(said and not gold["published"])
    return f"title {titles}/{len(pages)}, date {dates}/{dated}, date where the truth has none {invented}/{len(pages) - dated}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--facts", action="store_true")
    parser.add_argument("--apart", type=int)
    options = parser.parse_args()
    truth = json.loads(options.truth.read_text(encoding="utf-8"))
    if options.apart:
        hosts = {key: (urlsplit(gold["url"]).hostname or "").removeprefix("www.") for key, gold in truth.items()}
        truth = {k: v for k, v in truth.items() if int(hashlib.md5((hosts[k] + "apart").encode()).hexdigest(), 16) % options.apart == 0}
    pages = {key: gzip.decompress((options.folder / f"{key}.html.gz").read_bytes()).decode("utf-8", "replace") for key in truth}
    print(f"{len(pages)} pages\n\n| extractor | P | R | F1 | pages a CPU second |\n|---|---|---|---|---|")
    for name, read in readers().items():
        read(next(iter(pages.values())))  # warms caches
        began = time.process_time()
        texts = {key: read(html) for key, html in pages.items()}
        took = time.process_time() - began
        print(f"| {name} | " + " | ".join(f"{value:.4f}" for value in score(texts, truth)) + f" | {len(pages) / took:.0f} |", flush=True)
    if options.facts:
        print("\nretold:", facts(pages, truth))


if __name__ == "__main__":
    main()
