"""What all tests share: the project's folder, and the command line called as a user would."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("retold", deadline=None)  # a busy machine is no failure; timings belong in benchmarks/
settings.load_profile("retold")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture
def retold(monkeypatch, capsys):
    """Call the command line in this process: (exit code, stdout, stderr)."""
    from retold import cli

    def call(*args):
        monkeypatch.setattr(sys, "argv", ["retold", *map(str, args)])
        monkeypatch.chdir(ROOT)
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capsys.readouterr()
        return left.value.code, out, err

    return call


@pytest.fixture
def retold_process():
    """Call the command line as a process of its own."""

    def call(*args, stdin=None, **more):
        command = [sys.executable, "-m", "retold", *map(str, args)]
        return subprocess.run(command, input=stdin, capture_output=True, cwd=ROOT, env=os.environ | {"LC_ALL": "C"}, check=False, **more)

    return call
