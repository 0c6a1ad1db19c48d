# Reply Coach: try it, test it, measure it.

PYTHON ?= python3
TRY := .venv-try
TEST := .venv-test
INSTALLED := build/installed
BENCH ?= bench

# Debian packages that the tests need: a browser, and a typeface for what it shows.
SYSTEM_PACKAGES := chromium fonts-noto-cjk
# They bundle the pages; a machine that has node and npm from elsewhere keeps them.
ifeq ($(shell command -v node && command -v npm),)
SYSTEM_PACKAGES += nodejs npm
endif
# It makes machine code of the engine for the wheel.
ifeq ($(shell command -v cc),)
SYSTEM_PACKAGES += gcc libc6-dev python3-dev
endif

.DEFAULT_GOAL := help
.PHONY: help try test bench pages clean system-packages

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

try: $(TRY)/.installed ## install the coach and check the example replies
	$(TRY)/bin/coach check examples/library.txt --fail-on never

test: $(TEST)/.installed web-src/node_modules/.installed ## everything that must hold: style, types, imports, tests
	$(TEST)/bin/ruff check .
	$(TEST)/bin/ruff format --check .
	$(TEST)/bin/mypy
	$(TEST)/bin/lint-imports --no-logo
	$(TEST)/bin/python -m pytest -n auto

bench: $(TEST)/.installed ## measure what a wheel installs against the bars (BENCH=bench.server: the server)
	rm -rf $(INSTALLED) build/wheel
	COACH_NATIVE=1 $(TEST)/bin/python -m build --wheel --no-isolation --outdir build/wheel .
	$(TEST)/bin/python -m pip install --quiet --no-deps --no-index --target $(INSTALLED) build/wheel/*.whl
	ln -s ../../bench $(INSTALLED)/bench
	cd $(INSTALLED) && ../../$(TEST)/bin/python -m $(BENCH)

pages: web-src/node_modules/.installed ## bundle web-src into the package anew
	cd web-src && npm run --silent build

clean: ## remove environments, caches and builds
	rm -rf $(TRY) $(TEST) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf coach/compiled/*.coachbook web-src/node_modules
	find coach tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# A stamp file says that an environment holds what pyproject.toml asks for.
$(TRY)/.installed: pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(TRY)
	$(TRY)/bin/python -m pip install --quiet --editable .
	touch $@

$(TEST)/.installed: pyproject.toml hatch_build.py | system-packages
	$(PYTHON) -m venv $(TEST)
	$(TEST)/bin/python -m pip install --quiet --editable '.[dev]'
	touch $@

web-src/node_modules/.installed: web-src/package-lock.json | system-packages
	cd web-src && npm ci --ignore-scripts --silent
	touch $@

system-packages:
ifneq ($(strip $(SYSTEM_PACKAGES)),)
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! dpkg -s $(SYSTEM_PACKAGES) >/dev/null 2>&1; then \
		apt-get update && apt-get install --yes --no-install-recommends $(SYSTEM_PACKAGES); \
	fi
endif
