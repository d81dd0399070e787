"""Pages with known bodies, as (markup, share of each block's words that lie in the body, trust in that label).

Sets: a folder with html/*.html.gz and ground-truth.json ("articleBody" and "url" a page); a checkout of the fundus news library (its
tests hold saved pages of 180 outlets with what its hand-written parsers read there); a checkout of Mozilla's readability (its test
pages). None of their text goes into the weights but single words.
"""

import gzip
import json
import re
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from lxml import html as lxml_html
from rapidfuzz.distance import LCSseq

from retold.article.markup import Markup, read_markup

_WORD = re.compile(r"\w+")


@dataclass
class Known:
    """A page whose body is known."""

    source: str
    host: str
    markup: Markup
    body: list[str]
    labels: list[float] = field(default_factory=list)
    trust: list[float] = field(default_factory=list)
    made_up: bool = False


def host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        named = re.search(rb'charset=["\']?([\w-]+)', data[:4000])
        try:
            return data.decode(named[1].decode() if named else "cp1252", "replace")
        except LookupError:
            return data.decode("utf-8", "replace")


def words_of(text: str) -> list[str]:
    return [w.lower() for w in _WORD.findall(text)]


def labels_of(markup: Markup, body: list[str]) -> list[float]:
    """For each block the share of its words that stand in runs aligned with the body (longest common subsequence of words)."""
    blocks = [words_of(block.text) for block in markup.blocks]
    numbers: dict[str, int] = {}
    flat = [numbers.setdefault(w, len(numbers)) for words in blocks for w in words]
    gold = [numbers.setdefault(w, len(numbers)) for part in body for w in words_of(part)]
    run = [0] * len(flat)
    for op in LCSseq.opcodes(flat, gold):
        if op.tag == "equal":
            run[op.src_start : op.src_end] = [op.src_end - op.src_start] * (op.src_end - op.src_start)
    labels, at = [], 0
    for words in blocks:
        size = len(words)
        hits = sum(1 for n in run[at : at + size] if n >= min(4, size))
        labels.append(hits / size if size else (labels[-1] if labels else 0.0))
        at += size
    return labels


def benchmark_like(folder: Path):
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for key, gold in truth.items():
        html = decoded(gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()))
        yield _known("set", host_of(gold["url"]), html, gold["articleBody"].split("\n"))


def fundus(checkout: Path):
    for country in sorted((checkout / "tests/resources/parser/test_data").iterdir()):
        if not (country / "meta.info").exists():
            continue
        meta = json.loads((country / "meta.info").read_text(encoding="utf-8"))
        for expected in sorted(country.glob("*.json")):
            yield from _fundus_outlet(country, expected, meta)


def _fundus_outlet(country: Path, expected: Path, meta: dict):
    named = re.compile(re.escape(expected.stem) + r"_\d{4}_\d\d_\d\d\.html\.gz")
    pages = {
        name: decoded(gzip.decompress((country / name).read_bytes()))
        for name in sorted(meta)
        if named.fullmatch(name) and (country / name).exists()
    }
    seen = {
        name: set(re.findall(r"\w{4,}", unescape(re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.S))))
        for name, html in pages.items()
    }
    for reading in json.loads(expected.read_text(encoding="utf-8")).values():
        if not reading["body"] or not pages:
            continue
        summary = list(reading["body"]["summary"])
        body = summary + [text for part in reading["body"]["sections"] for text in (*part["headline"], *part["paragraphs"])]
        words = set(re.findall(r"\w{4,}", " ".join(body)))
        best = max(pages, key=lambda name: len(words & seen[name]))
        if words and len(words & seen[best]) >= 0.85 * len(words):
            known = _known("fundus", host_of(meta[best]["url"]), pages[best], body)
            _distrust_standfirst(known, " ".join(summary))
            yield known


def readability(checkout: Path):
    for folder in sorted((checkout / "test/test-pages").iterdir()):
        html = decoded((folder / "source.html").read_bytes())
        body = " ".join(lxml_html.fromstring((folder / "expected.html").read_text(encoding="utf-8")).itertext())
        address = re.search(r'<link[^>]+canonical[^>]+href="([^"]+)', html) or re.search(r'og:url"[^>]+content="([^"]+)', html)
        yield _known("readability", host_of(address[1]) if address else folder.name, html, [body])


def portals(folder: Path):
    for page in sorted((folder / "input").iterdir()):
        gold = decoded((folder / "GoldStandard" / f"{page.stem}.txt").read_bytes())
        parts = [" ".join(unescape(text).split()) for _, text in re.findall(r"<(\w+)>([^<]*(?:<(?!\w+>)[^<]*)*)", gold)]
        yield _known("portal", re.sub(r"_\d+$", "", page.stem), decoded(page.read_bytes()), [part for part in parts[1:] if part])


def _known(source: str, host: str, html: str, body: list[str]) -> Known:
    markup = read_markup(html)
    known = Known(source, host, markup, body, labels_of(markup, body))
    known.trust = _trusts(known)
    return known


def _tags_around(markup: Markup, box: int) -> set[str]:
    tags = set()
    while box >= 0:
        tags.add(markup.boxes[box].tag)
        box = markup.boxes[box].parent
    return tags


def _trusts(known: Known) -> list[float]:
    """0 where a label follows a habit of its set and not the article: fundus reads no lists, readability keeps captions and headlines."""
    gold = [n for n, label in enumerate(known.labels) if label >= 0.5]
    trusts = []
    for number, block in enumerate(known.markup.blocks):
        inside = bool(gold) and gold[0] <= number < gold[-1]
        around = _tags_around(known.markup, block.box)
        body = known.labels[number] >= 0.5
        no_list = known.source == "fundus" and inside and not body and around & {"li", "td", "th", "blockquote", "dd", "dt"}
        no_caption = known.source == "readability" and around & {"figure", "figcaption"} and (body or inside)
        no_headline = known.source == "readability" and body and "h1" in around
        trusts.append(0.0 if no_list or no_caption or no_headline else 1.0)
    return trusts


def _distrust_standfirst(known: Known, summary: str) -> None:
    """A standfirst outside the body's box is body for fundus and not for others."""
    boxes, blocks = known.markup.boxes, known.markup.blocks
    gold = [n for n, label in enumerate(known.labels) if label >= 0.5]
    body = [n for n in gold if blocks[n].text not in summary]
    for n in gold:
        if body and blocks[n].text in summary and boxes[blocks[n].box].parent != boxes[blocks[body[0]].box].parent:
            known.trust[n] = 0.0
