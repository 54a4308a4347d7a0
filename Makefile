# `make demo` and `make test` work on a machine that has nothing but Python 3.11: they build what they need in .venv.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
BENCH  := $(VENV)/.installed-bench

FONT   := /usr/share/fonts/truetype/wqy/wqy-microhei.ttc
BROWSER := /usr/bin/chromium
# On up to four cores; the tests of one file stay together, for what they share.
TESTS   := $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

.PHONY: demo test check format docs eval bench constraints clean

# The stamp is newer than the list of dependencies once they are all there.
$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

# The tests of scans draw their pages with this font, and are skipped where it cannot be had.
$(FONT):
	-apt-get install -qq -y fonts-wqy-microhei || { apt-get update -qq && apt-get install -qq -y fonts-wqy-microhei; }

# The tests of the report open it in this browser, and are skipped where none can be had.
$(BROWSER):
	-apt-get install -qq -y chromium || { apt-get update -qq && apt-get install -qq -y chromium; }

demo: $(STAMP)
	mkdir -p build
	rm -f build/demo.db
	$(BIN)/tongbao demo --db sqlite:///build/demo.db

test: $(STAMP) $(FONT) $(BROWSER)
	$(TESTS)

check: $(STAMP) $(FONT) $(BROWSER)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(TESTS)

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(STAMP)
	mkdir -p build
	$(BIN)/python -m tongbao.constructions > build/constructions.md
	mv build/constructions.md docs/constructions.md

eval: $(STAMP)
	$(BIN)/python -m benchmarks.evaluate

# What tongbao is measured beside is large and used nowhere else: only this target installs it.
$(BENCH): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	touch $@

bench: $(BENCH)
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.pdf
	$(BIN)/python -m benchmarks.scans
	$(BIN)/python -m benchmarks.mutations
	$(BIN)/python -m benchmarks.corpus

# Newest versions that fit the lower bounds, in an environment of their own.
constraints:
	rm -rf build/constraints && $(PYTHON) -m venv build/constraints
	build/constraints/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	echo '# The exact set that the tests have run against; `make constraints` writes it anew.' > constraints.txt
	build/constraints/bin/python -m pip freeze --exclude-editable >> constraints.txt

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
