# `make run` opens the laboratory, `make test` checks it; both set up everything they need first.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

.PHONY: run test test-slow bench lint translations system clean
.DEFAULT_GOAL := run

run: system .venv/installed  ## open the laboratory
	$(BIN)/python main.py $(FILE)

test: system .venv/installed-for-tests  ## everything but the long trainings, without a window
	QT_QPA_PLATFORM=offscreen PYTHONUNBUFFERED=1 $(BIN)/python -m pytest $(ARGS)

test-slow: system .venv/installed-for-tests  ## the trainings that reach a pinned accuracy
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m slow $(ARGS)

bench: .venv/installed-for-tests  ## how fast it is, beside PyTorch where that is installed
	$(BIN)/python -m lab bench $(ARGS)

lint: .venv/installed-for-tests  ## style, types, direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

translations: .venv/installed-for-tests  ## collect new texts into resources/i18n and compile what is translated
	$(BIN)/python -m lab.ui.app.translations

clean:  ## forget the environment and all caches
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache build *.egg-info

.venv/bin/python:
	@if [ -z "$(PYTHON)" ]; then echo "CNN Lab needs Python 3.11 or newer. Install it: sudo apt-get install -y python3 python3-venv"; exit 2; fi
	@if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv </dev/null; \
		else echo "Python's venv module is missing. Install it: sudo apt-get install -y python3-venv"; exit 2; fi; fi
	$(PYTHON) -m venv .venv

# Bytecode is written here, so that the very first start need not.
.venv/installed: .venv/bin/python pyproject.toml
	$(PIP) --editable .
	@$(BIN)/python -m compileall -q lab
	@touch $@

.venv/installed-for-tests: .venv/bin/python pyproject.toml
	$(PIP) --editable '.[dev]'
	@$(BIN)/python -m compileall -q lab
	@touch $@ .venv/installed

# The libraries of the system that Qt needs. Without them Qt would end with a riddle.
system: .venv/bin/python
	@missing="$$($(BIN)/python -m lab.ui.app.display)"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing what Qt needs: $$missing"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends $$missing </dev/null >/dev/null; \
	else \
		echo "Qt needs more from this system. Run this once: sudo apt-get install -y $$missing"; \
		case "$$missing" in fonts-*) ;; *) exit 2 ;; esac; \
	fi
