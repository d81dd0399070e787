"""Pages in a real browser. Without Chromium these tests skip by name; in CI that is a failure."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing, and in CI the browser tests must run")
        pytest.skip("Chromium is not installed")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """The pages of the examples, as the commands write them."""
    folder = tmp_path_factory.mktemp("pages")
    ferry = "examples/ferry"
    runs = {
        "compare": ["compare", f"{ferry}/tesselpress.html", f"{ferry}/ostreatoday.html"],
        "trace": ["trace", ferry],
    }
    for name, args in runs.items():
        command = [sys.executable, "-m", "retold", *args, "--html", str(folder / f"{name}.html")]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return {name: folder / f"{name}.html" for name in runs}


@pytest.fixture
def look(browser):
    """Open a page at a width; requests beyond the page itself, errors and dialogues are kept in `page.seen`."""
    contexts = []

    def open_page(path, width=1280, scheme="light"):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        seen = {"requests": [], "errors": [], "dialogues": []}
        page.on("request", lambda request: seen["requests"].append(request.url))
        page.on("pageerror", lambda error: seen["errors"].append(str(error)))
        page.on("dialog", lambda dialogue: (seen["dialogues"].append(dialogue.message), dialogue.dismiss()))
        page.goto(path.as_uri())
        page.wait_for_load_state()
        return page, seen

    yield open_page
    for context in contexts:
        context.close()
