# The one door: `make help` lists everything.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.installed
PY := $(VENV)/bin/python
WITH_BIN := PATH="$$PWD/$(VENV)/bin:$$PATH"
PYTEST_ARGS ?=
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# What another environment that is active, or a user's pip settings, would put into ours; and
# compiled modules are kept, or every process compiles all of them anew.
unexport VIRTUAL_ENV PYTHONHOME PYTHONPATH PIP_USER PIP_TARGET PIP_PREFIX PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install demo serve test eval format lint types contracts check lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

# The lock is whole: it is taken as it is and nothing is resolved, so no later release can matter.
# Tools are run as modules: the first line of a script names the folder it was installed in.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("gongbao needs Python 3.11 or later: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@echo "installing the packages of requirements.lock into $(VENV): two minutes or so"
	@rm -f $@
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install -q --no-deps --require-hashes -r requirements.lock
	$(WITH_BIN) $(PY) -m pip install -q --no-deps --no-build-isolation -e .
	$(PY) -m pip check
	@touch $@

# The stamp is written last. A .venv without it was left half made; one that does not start or
# leads to another folder has lost its Python or was moved or copied: such are made anew.
install: ## create .venv from requirements.lock and install gongbao into it
	@test -e $(STAMP) && $(PY) -P -c 'import os, service; os.path.samefile(os.path.dirname(service.__path__[0]), ".") or exit(1)' 2>/dev/null || rm -rf $(VENV)
	@$(MAKE) -s $(STAMP)

demo: install ## five reports: questions, a comparison and a briefing, all proven (no key, no network)
	@$(WITH_BIN) bash docs/demo.sh

serve: install ## serve http://127.0.0.1:8000
	$(PY) -m service serve

# Counting which lines ran costs as much again as the tests: that is done by .ci/run alone.
test: install ## run all tests (Chromium or LibreOffice missing: those are skipped and say so)
	$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

eval: install ## known figures through the whole pipeline, offline, against the committed baseline
	$(PY) -m service eval --tier offline --out out/eval

format: install ## format the code
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

lint: install ## check format and lint
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .

types: install ## check types (pyright strict)
	$(PY) -m basedpyright

contracts: install ## check that imports only point down
	$(PY) -c 'from importlinter.cli import lint_imports_command as main; main()'

check: lint types contracts test ## everything CI checks but the rendered documents

lock: ## resolve requirements.lock anew (needs uv on the PATH)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock

clean: ## remove everything that was made here
	rm -rf $(VENV) .gongbao out dist .pytest_cache .ruff_cache .import_linter_cache .hypothesis
