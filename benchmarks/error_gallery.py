"""What comparing gets wrong, shown: usage  python benchmarks/error_gallery.py PAIRS.jsonl [PAIRS.jsonl …] > docs/what-it-gets-wrong.md

Compares every labelled pair (fields `pair`, `text_a`, `text_b`, `changes`) and writes a page: precision and recall for each kind, then for
each kind the first findings that no label supports and the first labels that were missed, by the pair's id, the offsets and at most
eight words a side. The texts themselves are others' and stay where they are.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from retold import pipeline
from retold.article import read_page
from retold.records import CHANGE_KINDS, Change, Page, Span
from retold.settings import DEFAULT

SHOWN = 3  # examples of each fault, for each kind
WORDS = 8  # of a side that are shown

HEAD = """# What it gets wrong

No tool should be trusted that does not show its misses. This page is made by `benchmarks/error_gallery.py` from labelled pairs of real
articles; it names each place by the pair's number, the offsets in both texts and at most eight words a side. A label is one reader's
judgement; a second reader agrees with the first on about four changes in five.

The faults have few causes:

- **A sentence told in other words is not recognised** as the same sentence, so that nothing inside it is compared. Most misses are these.
  "The council refused the plan" and "Councillors voted the project down" share no word.
- **Who is meant is not understood.** "The minister" and "Ek" may be one person or two; where the text does not settle it, nothing is said.
- **Judgement is a list of words.** "Furious" is on it, "finger-licking" is not; a neutral word used with venom is never found.
- **What follows from a sentence is not seen.** "The deadline looms" and "the deadline was missed" are two states of one matter only to
  somebody who knows what a deadline is.
- **A cause or an act outside the word lists is a rewording.** Of "the slide was caused by rain" and "by blasting" nobody listed that one
  excludes the other; "jailed" and "fined", which are listed, are found.
- **What moved is compared less closely.** "Met the envoy before lunch in the red hall" and "met the envoy in the red hall after lunch" are
  told as one; so is "he said" beside "his deputy said".
- **An end of a quotation written anew at length** is told as a detail lost and one gained, not as an altered quotation.
- **A quotation inside a quotation**, or one whose marks are missing or mixed, is sometimes cut at the wrong place.
"""


def main(paths: list[str]) -> None:
    rows = [json.loads(line) for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
    hits: Counter[str] = Counter()
    false: dict[str, list[str]] = defaultdict(list)
    missed: dict[str, list[str]] = defaultdict(list)
    for number, row in enumerate(rows):
        a, b = (read_page(Page("pair", "text", row[f"text_{side}"]), DEFAULT) for side in "ab")
        left = [_label(row, c) for c in row["changes"]]
        for change in pipeline.compare(a, b).changes:
            label = next(
                (w for w in left if w[0] == change.kind and _shares(change.a_sentence, w[1]) and _shares(change.b_sentence, w[2])), None
            )
            if label:
                left.remove(label)
                hits[change.kind] += 1
            else:
                false[change.kind].append(_finding(row, number, change))
        for kind, span_a, span_b, words_a, words_b in left:
            missed[kind].append(_line(row, number, (span_a, span_b), (words_a, words_b)))
    print(HEAD)
    print(_table(hits, false, missed))
    for kind in CHANGE_KINDS:
        _section(kind, false[kind], missed[kind])


def _label(row: dict, change: dict) -> tuple[str, Span | None, Span | None, str, str]:
    places = (_place(row["text_a"], change["a_sentence"]), _place(row["text_b"], change["b_sentence"]))
    return (change["kind"], *places, change["a"], change["b"])


def _place(text: str, part: str | None) -> Span | None:
    at = text.replace("\n", " ").find(part.replace("\n", " ")) if part else -1
    return Span(at, at + len(part)) if part and at >= 0 else None


def _shares(x: Span | None, y: Span | None) -> bool:
    if x is None or y is None:
        return x is y
    common = max(0, min(x.end, y.end) - max(x.start, y.start))
    return common >= max(0.5 * min(len(x), len(y)), 0.25 * max(len(x), len(y)))


def _finding(row: dict, number: int, change: Change) -> str:
    words = tuple(span.of(row[f"text_{side}"]) if span else "" for side, span in (("a", change.a), ("b", change.b)))
    return _line(row, number, (change.a_sentence, change.b_sentence), words, f", strength {change.strength:.2f}")


def _line(row: dict, number: int, spans: tuple[Span | None, Span | None], words: tuple[str, str], more: str = "") -> str:
    places = " / ".join(f"{s.start}–{s.end}" if s else "–" for s in spans)
    shown = " → ".join(f"“{_short(w)}”" if w.strip() else "(nothing)" for w in words)
    return f"- pair {row.get('pair', number)}, {places}{more}: {shown}"


def _short(words: str) -> str:
    split = words.strip('"“”‘’').split()
    return " ".join(split[:WORDS]) + (" …" if len(split) > WORDS else "")


def _table(hits: Counter[str], false: dict[str, list[str]], missed: dict[str, list[str]]) -> str:
    lines = ["| kind | labels | found | precision | recall |", "|---|---:|---:|---:|---:|"]
    for kind in CHANGE_KINDS:
        said, gold = hits[kind] + len(false[kind]), hits[kind] + len(missed[kind])
        precision, recall = (f"{hits[kind] / n:.2f}" if n else "–" for n in (said, gold))
        lines.append(f"| {kind} | {gold} | {said} | {precision} | {recall} |")
    return "\n".join(lines)


def _section(kind: str, false: list[str], missed: list[str]) -> None:
    if not false and not missed:
        return
    print(f"\n## {kind}")
    for name, lines in (("Found, and no label says so", false), ("Labelled, and not found", missed)):
        if lines:
            print(f"\n{name} ({len(lines)}):\n\n" + "\n".join(lines[:SHOWN]))


if __name__ == "__main__":
    main(sys.argv[1:])
