# The only tools needed are make and Python 3.11 or newer: the first target builds .venv from the pins.
PYTHON ?= python3
SPEC ?= spec/maestro.yaml
OUT ?=
CONFIG ?=
TESTS ?= tests
SCENARIOS ?=

PY := .venv/bin/python
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
RUNTIME := .venv/.runtime
DEV := .venv/.dev
LOWEST := .venv/lowest/.done
SDKWRIGHT := $(PY) -m generator
PLACES = "$(SPEC)" $(if $(OUT),--out "$(OUT)") $(if $(CONFIG),--config "$(CONFIG)")
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" $(PY) -m piptools compile --quiet --generate-hashes --strip-extras \
  --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: audit help generate check check-pages diff release publish watch inspect test corpus documents bench round-trips bench-sdk test-lowest docs docs-site check-site conformance soak lint types format ci lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  Variables: SPEC=$(SPEC) OUT=<folder> CONFIG=<settings> PYTHON=$(PYTHON) TESTS=$(TESTS)"

generate: $(RUNTIME) ## Write the SDK of SPEC to OUT (default: generated/<distribution>)
	@$(SDKWRIGHT) generate $(PLACES)

check: $(RUNTIME) ## Fail with a diff if OUT is not what SPEC gives
	@$(SDKWRIGHT) check $(PLACES)

diff: $(RUNTIME) ## Tell what changes for users of the SDK since the last commit (FORMAT=html: as a page)
	@$(SDKWRIGHT) diff $(PLACES) --files $(if $(FORMAT),--format $(FORMAT))

release: check ## Give the SDK the version that follows from the changes since its last tag (SINCE=<revision>)
	@$(SDKWRIGHT) release $(PLACES) $(if $(SINCE),--since "$(SINCE)") $(if $(BUMP),--bump $(BUMP))

publish: $(DEV) ## Build the package of the SDK and check it; PUBLISH=1 uploads it to the index of TWINE_REPOSITORY_URL
	@$(SDKWRIGHT) publish $(PLACES) --no-isolation $(if $(filter 1,$(PUBLISH)),--upload)

watch: $(DEV) ## Generate again whenever SPEC or its settings change
	@$(SDKWRIGHT) watch $(PLACES)

inspect: $(RUNTIME) ## List the operations of SPEC and the names that the SDK gives them
	@$(SDKWRIGHT) inspect "$(SPEC)" $(if $(CONFIG),--config "$(CONFIG)")

test: $(DEV) ## Run the tests (TESTS=tests/unit/output for a part)
	@$(PY) -m pytest --numprocesses=auto --dist=worksteal $(TESTS)

corpus: $(DEV) ## Generate, import and type-check every document of FOLDER, and print a table (TYPES=0: no mypy)
	@$(PY) -m tests.corpus.run $(if $(TYPES),--types $(TYPES)) $(if $(FOLDER),"$(FOLDER)")

documents: $(DEV) ## Call every operation of every document of ../shared/specs, the large ones too
	@SDKWRIGHT_ALL_DOCUMENTS=1 $(PY) -m pytest --numprocesses=auto --dist=worksteal tests/functional/test_documents.py tests/corpus

check-pages: $(DEV) ## Run every program in the pages of fifteen documents, and check every line of them (DOCUMENT: of one)
	@$(PY) -m tests.pages.check $(if $(DOCUMENT),"$(DOCUMENT)")

docs-site: $(DEV) ## Build a site of the pages of the SDK in build/site (OUT=<folder of the SDK>)
	@$(SDKWRIGHT) site $(if $(OUT),"$(OUT)") --to build/site

check-site: $(DEV) ## Build sites and read them in headless Chromium (FOLDER=<of an SDK>: that one; needs chromium)
	@$(if $(FOLDER),SDKWRIGHT_SITE="$(abspath $(FOLDER))") $(PY) -m pytest -rs tests/site

docs: $(DEV) ## Make docs/diagnostics.md from the codes and the examples
	@$(PY) -m tests.diagnostics.page

audit: $(DEV) ## Ask for known weaknesses in what is pinned, and write docs/licences.md
	@$(PY) -m tests.security.licences
	@$(PY) -m pip_audit --strict --require-hashes --disable-pip --requirement requirements/dev.txt

conformance: $(DEV) ## Run the scenarios of ../shared/conformance against their mock server (needs npm)
	@$(PY) -m tests.conformance.run $(SCENARIOS)

soak: $(DEV) ## Make a thousand calls of each kind at once against a server that fails, and 100,000 in a row
	@SDKWRIGHT_SOAK=1000 $(PY) -m pytest tests/functional/faults/test_load.py tests/functional/faults/test_memory.py

bench: $(DEV) ## Measure the program beside other generators (DOCUMENT=one; SDKWRIGHT_BENCH_RUNS=3)
	@$(PY) -m tests.performance.program.bench $(if $(DOCUMENT),"$(DOCUMENT)")

round-trips: $(DEV) ## Read and write back the examples of every document of ../shared/specs, and print a table
	@$(PY) -m tests.functional.round_trips

bench-edits: $(DEV) ## Compare what runs that know earlier ones make, over 200 random sequences of edits
	@SDKWRIGHT_EDITS=200 $(PY) -m pytest --numprocesses=auto --dist=worksteal tests/functional/incremental

bench-growth: $(DEV) ## Measure documents of 10 to 10,000 operations, and draw docs/growth.svg
	@$(PY) -m tests.performance.program.growth

bench-sdk: $(DEV) ## Measure an SDK (of DOCUMENT) against bare httpx2 and pydantic
	@$(PY) -m tests.performance.sdk.bench $(if $(DOCUMENT),"$(DOCUMENT)")

test-lowest: $(LOWEST) ## Run the tests of the runtime and the SDK with the lowest versions that an SDK allows
	@PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 .venv/lowest/bin/python -m pytest -p anyio -k "not trio" \
	  tests/unit/runtime tests/unit/runtime_models tests/functional/test_sdk_*.py

lint: types ## Check style, formatting, types and the arrows between the rooms
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	.venv/bin/lint-imports

types: $(DEV) ## Check the types of the program
	$(PY) -m mypy

format: $(DEV) ## Format the program and its tests
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

ci: ## Everything that CI runs
	@.ci/run

lock: $(DEV) ## Pin the newest versions that pyproject.toml allows
	$(COMPILE) --upgrade --extra dev --output-file requirements/dev.txt pyproject.toml
	$(COMPILE) --upgrade --constraint requirements/dev.txt --output-file requirements/runtime.txt pyproject.toml

clean: ## Remove .venv, caches and build results
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .sdkwright-cache
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.x" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv

$(RUNTIME): requirements/runtime.txt | $(PY)
	@$(INSTALL) --requirement requirements/runtime.txt
	@touch $@

$(DEV): requirements/dev.txt pyproject.toml | $(PY)
	@$(INSTALL) --requirement requirements/dev.txt
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@ $(RUNTIME)

# What tests need comes from the other environment, which stands behind the lowest versions on the path.
$(LOWEST): requirements/lowest.txt $(DEV)
	$(PYTHON) -m venv .venv/lowest
	@.venv/lowest/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements/lowest.txt
	@$(PY) -c 'import site; print(site.getsitepackages()[0])' > "$$(.venv/lowest/bin/python -c 'import site; print(site.getsitepackages()[0])')/others.pth"
	@touch $@
