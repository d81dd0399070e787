"""Are the 606 passages of pan-verbatim found where they are? `passages_pan.py FOLDER`, the unpacked set (susp, final_txt_files, xml_files).

Each XML file of the set tells which run of a suspicious text was lifted from which source. Runs `retold match` (or the command in RETOLD) on all
texts, and prints precision, recall and F1 of the characters of the suspicious text that the reported passages cover, and how many pieces
a marked passage takes.

The set marks one passage of a pair of texts; more of the source often stands in the suspicious text, which the set does not mark. So each reported
character outside the marks is compared, by this script and not by the program: does it lie in a run of 8 words that stands in the source word for
word (case and signs aside)? Those are counted apart, and a second line gives precision and F1 with them counted as right.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET  # our own data set, read from disk
from pathlib import Path


def truth_of(folder):
    """{(suspicious, source): [(start, end)]} from the XML files."""
    truth = {}
    for file in sorted((folder / "xml_files").glob("*.xml")):
        root = ET.parse(file).getroot()
        for feature in root.iter("feature"):
            if "source_reference" in feature.attrib:
                start = int(feature.get("this_offset"))
                pair = (root.get("reference"), feature.get("source_reference"))
                truth.setdefault(pair, []).append((start, start + int(feature.get("this_length"))))
    return truth


RUN = 8  # words in a row that stand in both texts


def verbatim(text, source):
    """The characters of a text that lie in runs of RUN words that stand in a source."""
    here = [(m.group().lower(), m.start(), m.end()) for m in re.finditer(r"\w+", text)]
    there = [w.lower() for w in re.findall(r"\w+", source)]
    runs = {tuple(there[k : k + RUN]) for k in range(len(there) - RUN + 1)}
    found = set()
    for k in range(len(here) - RUN + 1):
        if tuple(w for w, _, _ in here[k : k + RUN]) in runs:
            found.update(range(here[k][1], here[k + RUN - 1][2]))
    return found


def matched(texts):
    """{(id, id): spans in the first} of what the program reports."""
    with tempfile.TemporaryDirectory() as work:
        source, out = Path(work, "in.jsonl"), Path(work, "out.jsonl")
        source.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items()), encoding="utf-8")
        subprocess.run([*shlex.split(os.environ.get("RETOLD", "retold")), "match", source, "-o", out], check=True)
        found = {}
        for line in out.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for one, two, side in ((row["a"], row["b"], "a"), (row["b"], row["a"], "b")):
                found[one, two] = [p[side] for p in row["passages"]]
    return found


def f1(precision, recall):
    return 2 * precision * recall / max(1e-9, precision + recall)


def main():
    folder = Path(sys.argv[1])
    files = {f.name: f for part in ("susp", "final_txt_files") for f in sorted((folder / part).glob("*.txt"))}
    truth = {pair: spans for pair, spans in truth_of(folder).items() if all(name in files for name in pair)}
    texts = {name: file.read_bytes().decode("utf-8-sig", "replace") for name, file in files.items()}
    found = matched(texts)
    hit = said = gold = same = pieces = touched = missed = 0
    for pair, spans in truth.items():
        wanted = {k for start, end in spans for k in range(start, end)}
        covered = {k for start, end in found.get(pair, []) for k in range(start, end)}
        hit, said, gold = hit + len(wanted & covered), said + len(covered), gold + len(wanted)
        same += len((covered - wanted) & verbatim(texts[pair[0]], texts[pair[1]]))
        pieces += sum(any(k in wanted for k in range(start, end)) for start, end in found.get(pair, []))
        touched += sum(any(start < e and s < end for s, e in found.get(pair, [])) for start, end in spans)
        missed += pair not in found
    number = sum(map(len, truth.values()))
    print(
        f"{number} passages in {len(truth)} pairs; {missed} pairs not told; {touched} passages found, in {pieces / max(1, touched):.2f} pieces each"
    )
    right, recall = hit / max(1, said), hit / max(1, gold)
    print(f"by the marks alone            P {right:.3f} R {recall:.3f} F1 {f1(right, recall):.3f}")
    right = (hit + same) / max(1, said)
    print(f"with what stands word for word P {right:.3f} R {recall:.3f} F1 {f1(right, recall):.3f}")
    print(f"characters: {gold} marked; {said} told, of them {hit} marked, {same} unmarked but word for word, {said - hit - same} neither")


if __name__ == "__main__":
    main()
