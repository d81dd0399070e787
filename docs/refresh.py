"""Every command shown in the documentation, run anew: its output is written under it.

A block that begins with ```console holds commands after `$ ` and, under each, exactly what it prints. `tests/test_docs.py` runs the
same code and fails where a page says something that the program does not.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```$")


def refreshed(page: str, run: Callable[[str], str]) -> str:
    """A page with the output of each command as `run` gives it."""
    return _BLOCK.sub(lambda block: f"```console\n{_rerun(block[1], run)}```", page)


def output_of(command: str) -> str:
    """What a shell command prints in the project's folder, as in a file: no colours, 100 columns."""
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    here = os.environ | {"PATH": beside, "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "COLUMNS": "100"}
    done = subprocess.run(command, shell=True, cwd=ROOT, env=here, capture_output=True, text=True, check=False)  # noqa: S602
    return done.stdout + done.stderr


def _rerun(block: str, run: Callable[[str], str]) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{command}\n{run(command[2:]).rstrip()}" for command in commands).rstrip() + "\n"


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(refreshed(path.read_text(encoding="utf-8"), output_of), encoding="utf-8")
