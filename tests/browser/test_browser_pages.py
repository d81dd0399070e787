"""What a reader meets: pages that fit their screen, load nothing, and lead from findings to words and back."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
WIDTHS = [1280, 768, 390, 320]

CONTRAST = """() => {
  const canvas = document.createElement('canvas'); canvas.width = canvas.height = 1;
  const draw = canvas.getContext('2d', {willReadFrequently: true});
  const over = (below, colour) => {
    draw.fillStyle = `rgb(${below.join(' ')})`; draw.fillRect(0, 0, 1, 1);
    draw.fillStyle = colour; draw.fillRect(0, 0, 1, 1);
    return [...draw.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const worst = {};
  for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility() || element.closest('svg')) continue;
    if (![...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
    const line = []; for (let e = element; e; e = e.parentElement) line.unshift(e);
    let ground = [255, 255, 255]; for (const e of line) ground = over(ground, getComputedStyle(e).backgroundColor);
    const ink = over(ground, getComputedStyle(element).color);
    const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05), name = element.tagName + '.' + element.className;
    if (!(name in worst) || ratio < worst[name]) worst[name] = ratio;
  }
  return worst;
}"""


@pytest.mark.parametrize("name", ["compare", "trace"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_fits_its_screen(pages, look, name, width):
    page, _ = look(pages[name], width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["compare", "trace"])
def test_a_page_loads_nothing_and_runs_nothing(pages, look, name):
    _, seen = look(pages[name])
    assert seen == {"requests": [pages[name].as_uri()], "errors": [], "dialogues": []}


@pytest.mark.parametrize("name", ["compare", "trace"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_can_be_read_by_day_and_by_night(pages, look, name, scheme):
    """Contrast of at least 4.5 to 1 everywhere (WCAG AA)."""
    page, _ = look(pages[name], scheme=scheme)
    poor = {where: round(ratio, 2) for where, ratio in page.evaluate(CONTRAST).items() if ratio < 4.5}
    assert poor == {}


def test_a_finding_leads_to_its_words_and_back(pages, look):
    page, _ = look(pages["compare"])
    page.locator(".finding").first.get_by_text("In the text").click()
    place = page.locator("a.place:target")
    assert place.count() == 1
    top = place.evaluate("e => e.nextElementSibling.getBoundingClientRect().top")
    page.wait_for_timeout(800)
    top = place.evaluate("e => e.nextElementSibling.getBoundingClientRect().top")
    assert 0 <= top <= 900
    number = page.locator(".finding .number").first.inner_text()
    page.locator(f".texts sup a:text-is('{number}')").first.click()
    assert page.locator(".finding:target .number").inner_text() == number


def test_texts_stand_side_by_side_on_a_desk_and_stacked_on_a_phone(pages, look):
    def sides(width):
        page, _ = look(pages["compare"], width)
        row = page.locator(".row.edited").first
        return row.locator(".side-a").bounding_box(), row.locator(".side-b").bounding_box()

    a, b = sides(1280)
    assert abs(a["y"] - b["y"]) < 2
    assert a["x"] + a["width"] <= b["x"] + 1
    a, b = sides(390)
    assert a["y"] + a["height"] <= b["y"] + 1


@pytest.mark.parametrize("width", [1280, 390])
def test_the_words_of_a_tree_do_not_lie_on_one_another(pages, look, width):
    page, _ = look(pages["trace"], width)
    boxes = page.locator("svg.tree > g > text:not(.many)").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(b => [b.left, b.top, b.right, b.bottom])"
    )
    assert len(boxes) >= 12
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            assert across <= 0 or down <= 3


def test_the_outlets_of_a_tree_can_be_seen_on_a_phone(pages, look):
    page, _ = look(pages["trace"], 390)
    ends = page.locator("svg.tree .name").evaluate_all("all => all.map(e => e.getBoundingClientRect().right)")
    assert max(ends) <= 390


def test_a_page_prints(pages, look):
    page, _ = look(pages["compare"])
    assert page.pdf().startswith(b"%PDF")


def test_hostile_pages_stay_text(look, tmp_path):
    bad = "<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>"
    body = "The mayor of Alt Wieden said on Monday that the bridge stays closed until the girders are tested. " * 3
    for name, more in (("a", "twelve"), ("b", "thirteen")):
        escaped = bad.replace("<", "&lt;").replace(">", "&gt;")
        page = f"<html><head><title>{escaped}</title></head><body><article><h1>{escaped} bridge</h1><p>{body}</p><p>It {escaped} took {more} men to close it, she said.</p></article></body></html>"
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    made = tmp_path / "made.html"
    command = [sys.executable, "-m", "retold", "compare", str(tmp_path / "a.html"), str(tmp_path / "b.html"), "--html", str(made)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    page, seen = look(made)
    assert seen == {"requests": [made.as_uri()], "errors": [], "dialogues": []}
    assert "<script>alert(1)</script>" in page.inner_text("body")
    assert page.locator("script, img").count() == 0
