# Targets: setup, demo, test, lint, bench; picture, lock, clean. Each sets up what it needs; nothing outside this folder is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUT := out

.PHONY: setup demo test lint bench picture lock clean
.DEFAULT_GOAL := setup

setup: $(READY)

# A copied or moved .venv points at another Python; then it is made anew.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Hudna needs Python 3.11 or later, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(BIN)/python -c 'import pip' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

demo: $(READY)
	@mkdir -p $(OUT)
	$(BIN)/hudna read examples/pages
	$(BIN)/hudna read examples/pages --format html --explain --out $(OUT)/demo.html
	@echo "The same with each claim's words marked: $(OUT)/demo.html"
	@rm -rf $(OUT)/demo && mkdir -p $(OUT)/demo
	HUDNA_HOME=$(OUT)/demo/home $(BIN)/hudna add examples/pages --ledger $(OUT)/demo/ledger.sqlite
	$(BIN)/hudna incidents --ledger $(OUT)/demo/ledger.sqlite --since 2018-06-01
	$(BIN)/hudna findings --ledger $(OUT)/demo/ledger.sqlite --since 2018-06-01
	$(BIN)/hudna report --ledger $(OUT)/demo/ledger.sqlite --agreement sy-southwest-zone-2017 --from 2018-06-15 --to 2018-06-21 \
	  --out $(OUT)/demo/report.html
	@echo "A week of the zone in the southwest as a mission would report it: $(OUT)/demo/report.html"

test: $(READY)
	$(BIN)/python -m pytest -n 2

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m bench.run

# The picture in the README, from examples/; needs chromium and fonts-noto-core.
picture: $(READY)
	@mkdir -p $(OUT) docs/images
	$(BIN)/hudna read examples/pages/south-syria.html --format html --out $(OUT)/picture.html
	chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,1000 \
	  --force-device-scale-factor=1.5 --screenshot=docs/images/page.png "file://$(CURDIR)/$(OUT)/picture.html"

# Needs uv; writes no address of a package index.
lock:
	@{ echo "# Exact versions with hashes for Python 3.11-3.13, made by 'make lock'. Installed by 'make setup'."; \
	  uv pip compile pyproject.toml requirements.build.in --extra dev --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate --no-emit-index-url -q; } > requirements.lock.new
	@mv requirements.lock.new requirements.lock

clean:
	rm -rf $(VENV) $(OUT)
