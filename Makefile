# Needs Python 3.11 or newer and make; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NEO4J := tests/neo4j/target
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo test check format bench docs clean

help:  ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

demo: $(VENV)/installed  ## Set up what is needed and check the example organisation
	@# Gaps are what the example is there to show (exit code 1); anything else went wrong.
	@$(BIN)/graphkit check examples/meridian || test $$? -eq 1

test: check $(NEO4J)/fetched  ## Set up what the tests need and run all of them
	@# The models are small and every core has a worker of its own, so polars need not share out its work.
	POLARS_MAX_THREADS=1 $(BIN)/python -m pytest -n auto --dist loadgroup

check: $(VENV)/installed-test  ## Lint, formatting, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/installed-test  ## Put the code into its usual shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(VENV)/installed-test  ## Write the pages of docs/ that come from the code
	$(BIN)/python -m docs.generate

bench: $(VENV)/installed-test $(NEO4J)/fetched  ## Measure against graph libraries, Neo4j and parsing alone, and bad cases
	$(PIP) install --editable '.[bench]'
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.bad_cases

clean:  ## Remove what was made
	rm -rf $(VENV) $(NEO4J) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# The stamps are older than pyproject.toml when what it asks for may have changed.
$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(PIP) install --editable .
	@touch $@

$(VENV)/installed-test: pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[test]'
	@touch $(VENV)/installed $@

# The server that the tests of stores talk to. Without Java they say that they are skipped, except where CI=true.
$(NEO4J)/fetched: tests/neo4j/pom.xml
	@if command -v mvn >/dev/null || test "$$CI" = true; then \
		mvn --batch-mode --quiet --file $< dependency:copy-dependencies -DoutputDirectory=target/lib && touch $@; \
	else \
		echo "no Maven, so no Neo4j to test against"; \
	fi
