# Thin: each target is a line or two. `make serve` and `make test` need Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin
NPM := tests/javascript/node_modules
TSC := $(BIN)/node $(NPM)/typescript/bin/tsc --project tests/javascript
export NO_MKDOCS_2_WARNING := 1
export PYTHONPATH := hooks

.PHONY: serve build cards check tidy test lint bench lighthouse addresses

serve: .venv/ready  ## set up, build and show the site at http://127.0.0.1:8000/, reloading on changes of data, pages, templates and code
	REFERENCE=false $(BIN)/watchfiles --filter python "$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000" hooks

build: .venv/ready  ## build the site into site/
	$(BIN)/mkdocs build --strict

cards: .venv/ready fonts  ## build the site with a social card for each page; SITE_URL must be set
	CARDS=true $(BIN)/mkdocs build --strict

check: .venv/ready  ## check the data file and the pages, and say everything that is wrong, in seconds
	$(BIN)/python -m landscape check docs/catalogue.yml

tidy: .venv/ready  ## put the entries of the data file in order
	$(BIN)/python -m landscape tidy docs/catalogue.yml

test: .venv/ready chromium fonts  ## everything: generator and data first, in seconds; then the built site and a real browser, on all cores
	$(BIN)/python -m pytest -m "not site" --cov --cov-report=
	$(BIN)/python -m pytest -m site --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder --cov --cov-append --cov-report=term

lint: .venv/ready $(NPM)/ready  ## style, types, layers, Markdown, spelling, spacing between Han and Latin
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	$(BIN)/mypy && $(BIN)/lint-imports
	$(TSC) && $(TSC)/worker.json
	$(BIN)/pymarkdown scan README.md README.zh.md CONTRIBUTING.md docs
	$(BIN)/codespell && $(BIN)/python tests/spacing.py

bench: .venv/ready  ## measure against Zensical with made-up entries (see benchmarks/README.md)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement benchmarks/requirements.lock && $(BIN)/python benchmarks/run.py

lighthouse: build chromium benchmarks/node_modules/ready  ## score pages of each kind, as on a phone; fails below 95 (see benchmarks/README.md)
	$(BIN)/python benchmarks/lighthouse.py

addresses: build  ## add the addresses of new pages to the list of published ones
	$(BIN)/python tests/addresses.py

.PHONY: chromium
chromium:
	@test -n "$$CHROMIUM" || command -v chromium >/dev/null || command -v google-chrome >/dev/null \
	|| { apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; } \
	|| { echo "no Chromium found and none could be installed: install one or set CHROMIUM=/path/to/it" >&2; exit 1; }

# The font in which social cards are set; tests of cards need it, too.
.PHONY: fonts
fonts:
	@test -n "$$CARD_FONT" || $(BIN)/python -c "from landscape.cards.drawing import font; font('zh', 30); font('zh', 30, 'Bold')" 2>/dev/null \
	|| { apt-get update -qq && apt-get install -y -qq fonts-noto-cjk >/dev/null; } \
	|| { echo "no font with Chinese characters found and none could be installed: install Noto Sans CJK or set CARD_FONT (see hooks/landscape/cards/drawing.py)" >&2; exit 1; }

# The lock is whole, so nothing is resolved: --no-deps keeps a newer release of a package from getting in the way.
.venv/ready: requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock
	touch $@

# Node is one of the locked Python packages; what npm installs is a matter of the folder's package-lock.json alone.
%/node_modules/ready: %/package-lock.json | .venv/ready
	$(BIN)/npm ci --prefix $* --ignore-scripts --loglevel=error
	touch $@
