# Needs Python 3.11 or newer and make; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NEO4J := tests/neo4j/target
AXE := tests/views/node_modules
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# What pip does itself where it copies a package instead of pointing to it.
COMPILE := $(BIN)/python -m compileall -q graphkit

.PHONY: help demo test check format bench docs screenshots chromium clean

help:  ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

demo: $(VENV)/installed  ## Set up what is needed and check the example organisation
	@# Gaps are what the example is there to show (exit code 1); anything else went wrong.
	@$(BIN)/graphkit check examples/meridian || test $$? -eq 1

test: check $(NEO4J)/fetched $(AXE)/fetched chromium  ## Set up what the tests need and run all of them
	@# The models are small and every core has a worker of its own, so polars need not share out its work.
	POLARS_MAX_THREADS=1 $(BIN)/python -m pytest -n auto --dist loadgroup

check: $(VENV)/installed-test  ## Lint, formatting, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if command -v node >/dev/null; then for file in graphkit/views/templates/js/*.js; do node --check $$file || exit 1; done; fi

format: $(VENV)/installed-test  ## Put the code into its usual shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(VENV)/installed-test  ## Write the pages of docs/ that come from the code
	$(BIN)/python -m docs.generate

screenshots: $(VENV)/installed-test  ## Take the pictures of docs/images/ in a browser
	$(BIN)/python -m docs.view_images
	$(BIN)/python -m docs.report_images

bench: $(VENV)/installed-test $(NEO4J)/fetched  ## Measure against graph libraries, Neo4j and parsing alone, step by step, and bad cases
	$(PIP) install --editable '.[bench]'
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.phases
	$(BIN)/python -m benchmarks.bad_cases

clean:  ## Remove what was made
	rm -rf $(VENV) $(NEO4J) $(AXE) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# The stamps are older than pyproject.toml when what it asks for may have changed.
$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(PIP) install --editable .
	@$(COMPILE)
	@touch $@

$(VENV)/installed-test: pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[test]'
	@$(COMPILE)
	@touch $(VENV)/installed $@

# The server that the tests of stores talk to. Without Java they say that they are skipped, except where CI=true.
$(NEO4J)/fetched: tests/neo4j/pom.xml
	@if command -v mvn >/dev/null || test "$$CI" = true; then \
		mvn --batch-mode --quiet --file $< dependency:copy-dependencies -DoutputDirectory=target/lib && touch $@; \
	else \
		echo "no Maven, so no Neo4j to test against"; \
	fi

# What the tests of pages look for barriers with.
$(AXE)/fetched: tests/views/package.json
	@if command -v npm >/dev/null || test "$$CI" = true; then \
		npm install --prefix $(<D) --no-audit --no-fund --no-package-lock --silent && touch $@; \
	else \
		echo "no npm, so no axe-core to test with"; \
	fi

# The browser in which pages are tested. Where it cannot be had they say that they are skipped, except where CI=true.
chromium:
	@if command -v chromium >/dev/null; then :; \
	elif command -v apt-get >/dev/null && test "$$(id -u)" = 0; then \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; \
	else \
		echo "no Chromium, so no pages to test"; \
	fi
