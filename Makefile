# The one door: `make help` lists everything.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help install demo serve test eval format lint types contracts check lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --require-hashes -r requirements.lock
	$(BIN)/pip install -q --no-build-isolation --no-deps -e .
	@touch $@

install: $(VENV)/.installed ## create .venv from requirements.lock and install gongbao into it

demo: install ## five reports: questions, a comparison and a briefing, all proven (no key, no network)
	@bash docs/demo.sh

serve: install ## serve http://127.0.0.1:8000
	$(BIN)/gongbao serve

test: install ## run all tests (Chromium or LibreOffice missing: those are skipped and say so)
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report=term $(PYTEST_ARGS)

eval: install ## known figures through the whole pipeline, offline, against the committed baseline
	$(BIN)/gongbao eval --tier offline --out out/eval

format: install ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: install ## check format and lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: install ## check types (pyright strict)
	$(BIN)/basedpyright

contracts: install ## check that imports only point down
	$(BIN)/lint-imports

check: lint types contracts test ## everything CI checks but the rendered documents

lock: ## resolve requirements.lock anew (needs uv on the PATH)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock

clean: ## remove everything that was made here
	rm -rf $(VENV) .gongbao out dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis
