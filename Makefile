# The two commands a newcomer needs: `make demo` and `make test`. `make check` is the rest of the promise; CI runs check and test.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
EXAMPLE := examples/dialogue

.PHONY: demo test check fix lint types contracts docs-true docs bare chromium clean

demo: .venv/installed
	$(BIN)/retold trace $(EXAMPLE) --html demo.html
	@echo "The page is here: $(CURDIR)/demo.html"

test: .venv/developing chromium
	$(BIN)/python -m pytest -n auto

check: lint types contracts docs-true bare

lint: .venv/developing
	$(BIN)/ruff check src tests benchmarks docs
	$(BIN)/ruff format --check src tests benchmarks docs

fix: .venv/developing  # what style can be put right by itself
	$(BIN)/ruff check --fix src tests benchmarks docs
	$(BIN)/ruff format src tests benchmarks docs

types: .venv/developing
	$(BIN)/mypy --strict src

contracts: .venv/developing
	$(BIN)/lint-imports

docs-true: .venv/developing
	$(BIN)/python -m pytest tests/test_docs.py

docs: .venv/developing  # write the output of every command shown in the documentation anew
	$(BIN)/python docs/refresh.py

bare: .venv/developing  # the wheel works with no development package around it, away from this folder
	rm -rf build dist .bare
	$(BIN)/python -m build --wheel >/dev/null
	$(PYTHON) -m venv .bare
	.bare/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt dist/*.whl
	cd .bare && bin/retold --help >/dev/null && bin/retold compare ../$(EXAMPLE)/002*.txt ../$(EXAMPLE)/000*.txt --html compare.html >/dev/null
	rm -rf .bare
	@echo "The wheel works on its own."

chromium:  # the browser tests need it; without it they skip, and in CI a skip is a failure
	@command -v chromium >/dev/null \
		|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && export DEBIAN_FRONTEND=noninteractive \
			&& apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; } \
		|| echo "Chromium is not here and could not be installed: the browser tests will be skipped."

clean:
	rm -rf .venv .bare build dist demo.html .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --editable .
	touch $@

.venv/developing: .venv/installed
	$(PIP) --editable '.[dev]'
	touch $@
