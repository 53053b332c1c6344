# make demo   reads examples/us-iraq.txt          make test   runs every check
# make serve  opens the reading room on the sample
# Needs Python 3.11 or newer and nothing else. PYTHON=/path/to/python chooses one; uv is used where it is installed.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
UV ?= $(shell command -v uv 2>/dev/null)
SETUP := pyproject.toml constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo serve test check bench docs screenshots setup clean

help:
	@sed -n '1,3s/^# //p' Makefile
	@echo "make check  ruff, mypy, import-linter           make bench  articles a second, start-up, memory, linking"
	@echo "make setup  makes .venv, for working on it      make docs   writes what docs show of the program"
	@echo "make clean  removes what was made               make screenshots  takes the README's pictures anew"

demo: $(VENV)/.ikrar
	@$(BIN)/ikrar read examples/us-iraq.txt

serve: $(VENV)/.ikrar-dev
	@$(BIN)/ikrar serve --sample

setup: $(VENV)/.ikrar-dev

# The documentation's generated parts are compared by a test (tests/test_docs.py). Tests begin Ikrar as a process many times: each
# would compile it anew where Python is told to keep no bytecode.
test: export PYTHONDONTWRITEBYTECODE :=
test: check
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

check: $(VENV)/.ikrar-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache > $(VENV)/lint-imports.log 2>&1 || { cat $(VENV)/lint-imports.log; exit 1; }

bench: $(VENV)/.ikrar-dev
	@$(BIN)/python bench/bench.py
	@$(BIN)/python bench/ledger.py --most 1000

docs: $(VENV)/.ikrar-dev
	@$(BIN)/python docs/generate.py

screenshots: $(VENV)/.ikrar-dev
	@PYTHONPATH=tests/web $(BIN)/python docs/screenshots.py

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
	@if [ -f $(VENV)/.ikrar ] || [ -f $(VENV)/.ikrar-dev ]; then rm -rf $(VENV); fi

# The two stamps: what reading needs, and what checking needs besides. Remade only when $(SETUP) change.
$(VENV)/.ikrar: $(SETUP) | $(BIN)/python
	$(call install,.)

$(VENV)/.ikrar-dev: $(SETUP) | $(BIN)/python
	$(call install,.[dev])
	@touch $(VENV)/.ikrar

define install
	@echo "Installing Ikrar into $(VENV) ..." >&2
	@if [ -n "$(UV)" ]; then "$(UV)" pip install --quiet --python $(BIN)/python --constraint constraints.txt --editable '$(1)'; \
	 else PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install -qq --constraint constraints.txt --editable '$(1)'; fi
	@$(BIN)/python -m compileall -q src/ikrar
	@touch $@
endef

$(BIN)/python:
	@set -e; \
	for python in $(if $(PYTHON),"$(PYTHON)",python3 python3.14 python3.13 python3.12 python3.11 python); do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found="$$python"; break; fi; \
	done; \
	if [ -n "$(UV)" ]; then "$(UV)" venv --quiet --python "$${found:->=3.11}" $(VENV); exit 0; fi; \
	if [ -z "$${found:-}" ]; then \
	  echo "Ikrar needs Python 3.11 or newer; $(if $(PYTHON),$(PYTHON) is not,none was found). Name one: make PYTHON=/path/to/python3.11" >&2; exit 1; fi; \
	if ! "$$found" -c 'import venv, ensurepip' 2>/dev/null; then \
	  echo "$$found lacks venv; on Debian and Ubuntu: apt install python3-venv. Or install uv." >&2; exit 1; fi; \
	"$$found" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
