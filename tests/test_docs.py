"""What the documentation says is what the program does."""

import importlib.util
import re
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
    example = said.partition("Example:")[2].strip().splitlines()[0]
    assert example.startswith(f"retold {name}")
    assert f"$ retold {name} --help" in GUIDE.read_text(encoding="utf-8")
    pages = "".join(p.read_text(encoding="utf-8") for p in REFRESH.PAGES)
    assert example in pages.replace("--help", "", 1)


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
