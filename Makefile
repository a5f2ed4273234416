# `make dataset` and `make test` do all of their own set-up: they need Python 3.11 or newer, make and git.

PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUTPUT ?= output
# Of pytest: `logical` and not `auto`, which counts a core of two threads once and leaves half of a small machine idle.
WORKERS ?= logical
DOCUMENTS := $(filter-out %.toml corpus/README.md corpus/gold,$(wildcard corpus/*))

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help venv dataset test lint format types check bench measure readme lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' | column -t -s '|' 2>/dev/null \
	|| grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST)

venv: $(READY) ## set up .venv with the locked dependencies (done by the others when needed)

# Done again only when the lock or the project's metadata changed; a half-made one starts anew.
$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "error: '$(PYTHON)' was not found: install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: Python 3.11 or newer is needed, '$(PYTHON)' is $$($(PYTHON) -V 2>&1): name a newer one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "error: '$(PYTHON)' cannot make a virtual environment: install its venv module (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

dataset: $(READY) ## build the dataset of the corpus in output/ and score it against the gold
	$(BIN)/ggsr-extract ingest $(DOCUMENTS) -o $(OUTPUT) --exactly
	$(BIN)/ggsr-extract evaluate $(OUTPUT) --gold corpus/gold --language-gold corpus/gold/language --floor corpus/floors.toml

# A file of tests stays in one process, with what its tests share. Beyond eight processes the longest file is waited for.
test: $(READY) ## run the tests (WORKERS=0: in a single process)
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --maxprocesses 8 --dist loadfile --no-loadscope-reorder

lint: $(READY) ## check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(READY) ## mend style and format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(READY) ## check the types
	$(BIN)/mypy

check: lint types test ## lint, types and tests: what must pass before a change goes in

bench: $(READY) ## measure speed and memory (N=10000: on so many documents)
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_batch $(N)

# After a change of the parser or the rules: then make dataset, readme.
measure: $(READY) ## measure how often readings are right: rules/confidence.toml, floors of the converters
	$(BIN)/python -m tests.measure
	$(BIN)/python -m tests.conversions

readme: $(READY) ## renew the excerpt and the scores in README.md
	$(BIN)/python -m tests.readme

# Written by uv (its own environment; UPGRADE=--upgrade takes newer versions). Hashes, no addresses.
lock: ## resolve the dependencies again into requirements.lock
	@command -v $(UV) >/dev/null || { echo "error: '$(UV)' was not found: install uv, or name one: make lock UV=/path/to/uv" >&2; exit 1; }
	$(UV) pip compile pyproject.toml --group dev --output-file requirements.lock $(UPGRADE) --quiet \
	  --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

clean: ## remove the virtual environment, caches and builds (not output/)
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
