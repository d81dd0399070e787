"""How long does comparing take? Usage: python benchmarks/compare_speed.py [WORDS]

Makes two versions of one article of about 600 words (every third sentence edited, two moved, one dropped, one added) and takes the processor time, in one
run and on one core: reading both, aligning, finding changes, all three; and difflib on the words of the same pair. Prints medians in
milliseconds and the ratio to difflib.
"""

from __future__ import annotations

import difflib
import statistics
import sys
import time
from collections.abc import Callable

from retold import pipeline
from retold.align import align
from retold.article import read_page, version_of
from retold.compare import find_changes
from retold.records import Page
from retold.settings import DEFAULT

SENTENCES = [
    'The mayor of Karstad said on Monday that the stone bridge over the river would stay closed "until every pillar has been looked at".',
    "Engineers had found cracks in two of the three pillars after the flood of last spring, according to the county's road office.",
    "About 1,200 lorries a day have to take the way round by the northern valley, which adds forty minutes to the journey.",
    '"We have asked the ministry for help three times and we have not been given an answer," Ilse Krantz, her deputy, said.',
    "Pupils of the Valley School are taken to their lessons by boat, and shops on the left bank allegedly lost a third of their trade.",
    "The ministry warned that rebuilding the bridge could cost as much as 14 million crowns and might take until the end of next year.",
]


def versions(words: int) -> tuple[str, str]:
    """Two versions of one made-up article of about so many words."""
    a, number = ["Bridge of Karstad stays closed"], 0
    while sum(len(s.split()) for s in a) < words:
        sentence = SENTENCES[number % len(SENTENCES)]
        a.append(sentence.replace("Karstad", f"Karstad{number}").replace("three", str(number + 3)))
        number += 1
    b = [s.replace("said", "claimed").replace("allegedly ", "").replace("forty", "fifty") if k % 3 == 0 else s for k, s in enumerate(a)]
    b = [b[0], b[5], *b[1:5], *b[7:], "The council meets again on Thursday to talk about a ferry for lorries."]
    return "\n\n".join(a), "\n\n".join(b)


def median_ms(work: Callable[[], object], runs: int = 15) -> float:
    """The median processor time of a piece of work, after one run that warms up."""
    work()
    spent = []
    for _ in range(runs):
        began = time.process_time()
        work()
        spent.append(1000 * (time.process_time() - began))
    return statistics.median(spent)


def main(words: int) -> None:
    a, b = versions(words)
    read = lambda: [read_page(Page("a", "text", a), DEFAULT), read_page(Page("b", "text", b), DEFAULT)]  # noqa: E731
    left, right = (version_of(article) for article in read())
    alignment = align(left, right)
    rows = {
        "read both": median_ms(read),
        "align": median_ms(lambda: align(left, right)),
        "find changes": median_ms(lambda: find_changes(left, right, alignment)),
        "compare, whole": median_ms(lambda: pipeline.compare_versions(left, right)),
        "difflib on words": median_ms(lambda: difflib.SequenceMatcher(None, a.split(), b.split(), autojunk=False).get_opcodes()),
    }
    peer = rows["difflib on words"]
    print(f"{len(a.split())} and {len(b.split())} words")
    for name, ms in rows.items():
        print(f"{name:<18}{ms:>8.1f} ms{ms / peer:>8.1f} x difflib")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
