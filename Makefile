# Every target makes what it needs; only Python, make and the package client are taken for granted.
PYTHON ?= python3
DATA ?= .demo
PORT ?= 8000
JOBS ?= 2

VENV := .venv
BIN := $(VENV)/bin
PINNED := $(VENV)/.pinned
READY := $(VENV)/.ready
LOCKS := requirements.lock requirements-uv.lock
SETUP := $(LOCKS) pyproject.toml Makefile .pre-commit-config.yaml .ci/run

# Python writes down what it has compiled, also where a container is set not to: every command, and
# every process of a test, would compile its libraries anew, which takes ten seconds and more.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: install demo test check format eval bench lock clean
.DEFAULT_GOAL := install

install: $(READY)

$(PINNED): $(LOCKS) | $(BIN)/pip
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements-uv.lock \
		|| echo "uv is not to be had here; pip will do"
	@index=$${UV_DEFAULT_INDEX:-$${PIP_INDEX_URL:-$$($(BIN)/pip config get global.index-url 2>/dev/null)}}; \
	if [ -n "$$index" ]; then export UV_DEFAULT_INDEX="$$index"; fi; \
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock \
		|| { echo "Installing with pip instead, which takes two minutes or so"; \
			$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements.lock; }
	@touch $@

# The rooms are listed because an editable install knows only those it has seen.
$(READY): $(PINNED) pyproject.toml $(wildcard */__init__.py)
	@$(BIN)/python -m pip install --quiet --no-index --no-build-isolation --no-deps --editable .
	@echo "Training the intent classifier" && $(BIN)/python -P -m assistant.understanding.training
	@echo "Training the reader of reports" && $(BIN)/python -P -m assistant.insight.training
	@touch $@

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Dealerdesk needs Python 3.11 or newer, and '$(PYTHON)' is not." \
			"Name one that is: make install PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)

demo: install
	$(BIN)/dealerdesk demo --data $(DATA) --port $(PORT)

test: install
	$(BIN)/pytest -n $(JOBS)

check: install
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	@! grep -nE '[a-z]+://|--(extra-)?index-url[ =]|--find-link[s]|/(root|home|opt|work|tmp)/' $(SETUP) \
		|| { echo "The lines above name a host or a place of one machine"; exit 1; }

format: install
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

eval: install
	$(BIN)/dealerdesk eval

bench: install
	$(BIN)/dealerdesk bench

# Keeps what is pinned unless told otherwise: make lock UPGRADE=--upgrade
lock: install
	$(BIN)/uv pip compile pyproject.toml --quiet --all-extras --universal --python-version 3.11 \
		--generate-hashes --no-strip-extras --no-annotate --no-header \
		--no-emit-index-url --no-emit-find-links --output-file requirements.lock $(UPGRADE)

# Everything that can be made again; the demo's data stays.
clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
