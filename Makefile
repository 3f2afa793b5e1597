# Everything a person types. The steps that set up are files in .venv, so a repeated command starts at once.
#
# pip installs, also where uv is on PATH: pip knows the mirror that a machine is set up for, uv has settings of its own.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt
MADE := $(VENV)/.made
APP := $(VENV)/.app
OCR := $(VENV)/.ocr
TEST := $(VENV)/.test
DEV := $(VENV)/.dev

# Dagster reads dagster.yaml here, whatever the caller's own DAGSTER_HOME is.
export DAGSTER_HOME := $(CURDIR)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL: # two pips in one environment break each other
.PHONY: help demo ocr test check lint format types rooms drift docs golden bench lock dev nightly clean

help: ## list these targets
	@awk -F ':[^#]*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(APP) ## read the sample documents and show what to type next
	$(BIN)/mingzhang ingest data/samples
	@printf '%s\n' \
	  '  $(BIN)/mingzhang show FINDING_ID   (the evidence: formula, both sides, where it is printed)' \
	  '  make dev   (the same assets in Dagster)'

ocr: $(OCR) ## read scans and pictures as well (about 270 MB)

test: $(TEST) ## run the tests
	$(BIN)/python -m pytest

check: lint types rooms drift test ## all that must hold before a commit

lint: $(DEV) ## style and format
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(DEV) ## rewrite to the format that lint demands
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(DEV) ## mypy --strict
	$(BIN)/mypy

rooms: $(DEV) ## a room imports only rooms before it
	$(BIN)/lint-imports --no-logo

drift: $(APP) ## generated documentation is what models/ and expectations/ say
	$(BIN)/python -m pipelines.publish.dictionary --check
	$(BIN)/python -m pipelines.publish.catalogue --check

docs: $(APP) ## write the generated documentation
	$(BIN)/python -m pipelines.publish.dictionary
	$(BIN)/python -m pipelines.publish.catalogue

golden: $(TEST) ## rewrite the expected tables of tests/cases; the diff is the review
	$(BIN)/python -m pytest --golden tests/test_cases.py

bench: $(TEST) ## measure time and memory
	$(BIN)/python -m pytest -m bench

lock: $(BIN)/uv ## renew constraints.txt after a change in pyproject.toml (UPGRADE=--upgrade: everything)
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --annotation-style line \
	  --custom-compile-command 'make lock' --quiet $(UPGRADE) --output-file constraints.txt
	@! grep -n '://' constraints.txt # a lock that names a host is tied to one mirror

dev: $(APP) | data/var/dagster ## Dagster's page and daemon on http://127.0.0.1:3000
	$(BIN)/dagster dev

nightly: $(APP) ## what the schedule runs, now
	$(BIN)/mingzhang nightly

clean: ## remove the environment and caches; documents and warehouse stay
	rm -rf $(VENV) *.egg-info build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find pipelines tests -name __pycache__ -prune -exec rm -rf {} +

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed; name one: make PYTHON=python3.11 ...' >&2; exit 1; }
	@echo 'Setting up $(VENV); the first time takes a minute or two.'
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(APP) $(OCR) $(TEST) $(DEV): pyproject.toml constraints.txt | $(MADE)

# A wider installation contains the narrower ones.
$(APP):
	$(INSTALL) --editable .
	@touch $(APP)
$(OCR):
	$(INSTALL) --editable '.[ocr]'
	@touch $(APP) $(OCR)
$(TEST):
	$(INSTALL) --editable '.[test]'
	@touch $(APP) $(OCR) $(TEST)
$(DEV):
	$(INSTALL) --editable '.[test,dev]'
	@touch $(APP) $(OCR) $(TEST) $(DEV)

# Apart from the dev extra: a lock that no longer fits pyproject.toml must not keep `make lock` from running.
$(BIN)/uv: | $(MADE)
	$(INSTALL) uv

data/var/dagster:
	@mkdir -p $@
