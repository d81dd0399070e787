"""The shape of the project: small files, SQL in its folder, stages that keep to themselves, no word that does not belong here."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
_SQL = re.compile(
    r"(?is)\b(select\s+.+?\s+from|insert\s+into|create\s+(table|index|view)|delete\s+from|update\s+\w+\s+set|alter\s+table)\b"
)


def strings_of(path):
    """The string constants of a file that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs]


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT / "src" / "retold")))
def test_no_file_is_longer_than_400_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_sql_stands_in_sql_files_only():
    found = [f"{p.name}: {s[:60]!r}" for p in SOURCES for s in strings_of(p) if _SQL.search(s)]
    assert found == []
    assert _SQL.search("select id from texts"), "the test can see SQL"


def test_stages_keep_to_themselves():
    """The import contracts of pyproject.toml hold."""
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


PURE = ("article", "match", "align", "compare", "trace", "text")
OUTSIDE = ("urllib.request", "socket", "http.client", "random", "time", "sqlite3", "os", "subprocess", "tempfile", "shutil")


def test_stages_touch_neither_network_nor_clock_nor_chance():
    """What import contracts cannot say: modules of the standard library, and the calls that open files or look at the clock."""
    for path in (p for p in SOURCES if p.relative_to(ROOT / "src" / "retold").parts[0] in PURE):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert not [a.name for a in node.names if a.name in OUTSIDE], path
            if isinstance(node, ast.ImportFrom):
                assert node.module not in OUTSIDE, path
            if isinstance(node, ast.Call):
                assert not (isinstance(node.func, ast.Name) and node.func.id == "open"), path
                assert not (isinstance(node.func, ast.Attribute) and node.func.attr in ("now", "utcnow", "today")), path


def test_no_unsafe_loading():
    """Nothing is unpickled or evaluated."""
    names = ("pickle", "marshal", "shelve", "dill", "joblib")
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                modules = [a.name for a in node.names] + [getattr(node, "module", None) or ""]
                assert not [m for m in modules if m.partition(".")[0] in names], path
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("eval", "exec"), path


def test_help_starts_quickly_because_heavy_libraries_wait():
    """`retold --help` loads none of the libraries that only the work itself needs."""
    code = "import sys, retold.cli; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert not loaded & {
        "numpy",
        "pyarrow",
        "duckdb",
        "lxml",
        "trafilatura",
        "resiliparse",
        "httpx",
        "rich",
        "jinja2",
        "py3langid",
        "rapidfuzz",
    }


def test_nothing_waits_to_be_written():
    """No left-over notes and no stubs."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError", text), path
