"""What the documentation says is what the program does."""

import importlib.util
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from retold.cli import app
from retold.records import CHANGE_KINDS

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = typer.main.get_command(app).commands
GUIDE = ROOT / "docs" / "commands.md"


def _refresh():
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "docs" / "refresh.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFRESH = _refresh()


def example_of(name):
    """The example that a command's help gives."""
    return COMMANDS[name].help.partition("Example:")[2].strip().splitlines()[0]


@pytest.mark.parametrize("page", REFRESH.PAGES, ids=lambda p: p.name)
def test_every_command_shown_prints_what_is_shown(page):
    """If this fails and the new output is right, `make docs` writes it into the page."""
    text = page.read_text(encoding="utf-8")
    assert REFRESH.refreshed(text, REFRESH.output_of) == text


def test_a_page_that_is_wrong_would_be_found():
    said = "Look:\n\n```console\n$ retold --version\nretold 0.0.0\n```\n"
    assert REFRESH.refreshed(said, lambda command: f"<{command}>\n") == "Look:\n\n```console\n$ retold --version\n<retold --version>\n```\n"


def test_the_first_screen_shows_one_command_and_its_output():
    first = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:40])
    assert "```console\n$ retold compare examples/" in first


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name):
    """Help says what it does and shows an example that is documented."""
    said = COMMANDS[name].help
    assert "Example:" in said
    example = example_of(name)
    assert example.startswith(f"retold {name}")
    assert f"$ retold {name} --help" in GUIDE.read_text(encoding="utf-8")
    assert example in GUIDE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_example_runs(name, tmp_path):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    rows = [
        {"id": str(n), "text": "The harbour was closed at noon after a crane fell into the basin, and no ship may leave it."}
        for n in (1, 2)
    ]
    (tmp_path / "articles.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    words = shlex.split(example_of(name))
    done = subprocess.run([sys.executable, "-m", *words], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_option_has_a_word_of_help():
    for name, command in COMMANDS.items():
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_every_kind_of_change_is_explained():
    guide = (ROOT / "docs" / "changes.md").read_text(encoding="utf-8")
    assert [kind for kind in CHANGE_KINDS if f"`{kind}`" not in guide] == []


def test_links_inside_the_documentation_lead_somewhere():
    for page in (*REFRESH.PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "examples" / "README.md"):
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
