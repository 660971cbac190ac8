# Just Transition Pathways.  `make run` is all a newcomer needs; the plain Python lines are in README.md.

PYTHON  ?= python3
VENV    ?= .venv
HOST    ?= 127.0.0.1
PORT    ?= 8050
WORKERS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
THREADS ?= 4
export HOST PORT WORKERS THREADS

# The small bundle has lines, bars and scatter only: 396 KB gzip where the full one has 1,707.
# Its version is the one inside the pinned plotly package (tests/unit/test_cli_house.py compares them).
PLOTLY_JS        := 4.1.1
PLOTLY_JS_SHA256 := 99784e3abfb07b142a15e521a439e6d9addceadb3f79553fd24c72774f0649ba
PLOTLY_JS_FILE   := assets/vendor/plotly-basic.min.js

PY := $(VENV)/bin/python

.DEFAULT_GOAL := help
.PHONY: help run serve test laws bench packs bundle screenshots clean

help:
	@echo "make run    start the dashboard on http://localhost:$(PORT) (HOST and PORT from the environment)"
	@echo "make serve  start the production server (WORKERS=$(WORKERS) processes of THREADS=$(THREADS) threads)"
	@echo "make test   lint, types, unit tests, laws and browser tests"
	@echo "make laws   the laws of the model on 200 random pathways a pack"
	@echo "make bench  print the performance budgets and what was measured"
	@echo "make packs SOURCES=folder [COUNTRIES=\"ZAF THA\"]   build the country packs from published figures"
	@echo "make clean  remove the virtual environment and caches"

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "$(PYTHON) is missing or older than Python 3.11. Install Python 3.11 or newer, or name one: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "The virtual environment could not be made. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.runtime-installed: requirements.txt | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev-installed: requirements.txt requirements-dev.txt | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime-installed

# Never fails: without npm, or without a network, the full bundle inside the plotly package is served instead.
bundle:
	@if echo "$(PLOTLY_JS_SHA256)  $(PLOTLY_JS_FILE)" | sha256sum -c --status 2>/dev/null; then exit 0; fi; \
	if ! command -v npm >/dev/null 2>&1; then \
	  echo "Note: npm is not installed, so the full plotly bundle is served (it works; the first visit loads 1 MB more)."; exit 0; fi; \
	folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT; \
	if npm pack --silent --pack-destination "$$folder" plotly.js-basic-dist-min@$(PLOTLY_JS) >/dev/null 2>&1 \
	  && tar -xzf "$$folder"/plotly.js-basic-dist-min-$(PLOTLY_JS).tgz -C "$$folder" \
	  && echo "$(PLOTLY_JS_SHA256)  $$folder/package/plotly-basic.min.js" | sha256sum -c --status; then \
	  mkdir -p $(dir $(PLOTLY_JS_FILE)) && cp "$$folder"/package/plotly-basic.min.js $(PLOTLY_JS_FILE) \
	  && echo "The small plotly bundle $(PLOTLY_JS) is in place."; \
	else \
	  rm -f $(PLOTLY_JS_FILE); \
	  echo "Note: the small plotly bundle could not be fetched from npm, so the full one is served (it works; the first visit loads 1 MB more)."; \
	fi

run: $(VENV)/.runtime-installed bundle
	@echo "Just Transition Pathways: open http://localhost:$(PORT)  (listening on $(HOST); stop with Ctrl+C)"
	@$(PY) app.py

serve: $(VENV)/.runtime-installed bundle
	@echo "Just Transition Pathways, production server: http://$(HOST):$(PORT)  (stop with Ctrl+C)"
	@if $(PY) -c 'import fcntl, gunicorn' 2>/dev/null; then \
	  exec $(PY) -m gunicorn app:server; \
	else \
	  echo "gunicorn cannot run here; waitress serves in one process instead."; \
	  exec $(PY) -m waitress --host=$(HOST) --port=$(PORT) --threads=8 app:server; \
	fi

# The browser tests skip themselves where there is no Chromium, and say at the end what was skipped and how to get one.
test: $(VENV)/.dev-installed bundle
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m pytest -q -n auto -m "not browser"
	$(PY) -m pytest -q -n 2 -m browser

# Two hundred random pathways for every law and pack instead of seventy.
laws: $(VENV)/.dev-installed
	LAW_PATHWAYS=200 $(PY) -m pytest -q -n auto tests/laws

bench: $(VENV)/.dev-installed bundle
	$(PY) -m benchmarks

screenshots: $(VENV)/.dev-installed bundle
	$(PY) -m benchmarks.screenshots

packs: $(VENV)/.dev-installed
	@test -n "$(SOURCES)" || { echo "Name the folder of published figures: make packs SOURCES=folder" >&2; exit 1; }
	$(PY) -m data.builder $(COUNTRIES) --sources "$(SOURCES)"
	$(PY) -m model check $(COUNTRIES)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis assets/vendor/plotly-basic.min.js
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
