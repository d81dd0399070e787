"""Are the 606 passages of pan-verbatim found where they are? `passages_pan.py FOLDER`, the unpacked set (susp, final_txt_files, xml_files).

Each XML file of the set tells which run of a suspicious text was lifted from which source. Runs `retold match` (or the command in RETOLD) on all
texts, and prints precision, recall and F1 of the characters of the suspicious text that the reported passages cover, and how many
pieces they take.
"""

import json
import os
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


def main():
    folder = Path(sys.argv[1])
    files = {f.name: f for part in ("susp", "final_txt_files") for f in sorted((folder / part).glob("*.txt"))}
    truth = {pair: spans for pair, spans in truth_of(folder).items() if all(name in files for name in pair)}
    with tempfile.TemporaryDirectory() as work:
        source, out = Path(work, "in.jsonl"), Path(work, "out.jsonl")
        with source.open("w", encoding="utf-8") as rows:
            for name, file in files.items():
                rows.write(json.dumps({"id": name, "text": file.read_bytes().decode("utf-8-sig", "replace")}) + "\n")
        subprocess.run([*shlex.split(os.environ.get("RETOLD", "retold")), "match", source, "-o", out], check=True)
        found = {}
        for line in out.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for one, two, side in ((row["a"], row["b"], "a"), (row["b"], row["a"], "b")):
                if (one, two) in truth:
                    found[one, two] = [p[side] for p in row["passages"]]
    hit = said = gold = pieces = missed = 0
    for pair, spans in truth.items():
        wanted = {k for start, end in spans for k in range(start, end)}
        covered = {k for start, end in found.get(pair, []) for k in range(start, end)}
        hit, said, gold = hit + len(wanted & covered), said + len(covered), gold + len(wanted)
        pieces += len(found.get(pair, []))
        missed += pair not in found
    number = sum(map(len, truth.values()))
    precision, recall = hit / max(1, said), hit / max(1, gold)
    print(
        f"{number} passages in {len(truth)} pairs, {missed} pairs missed; P {precision:.3f} R {recall:.3f} "
        f"F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}, {pieces / number:.2f} pieces a passage"
    )


if __name__ == "__main__":
    main()
