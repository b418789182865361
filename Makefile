# The only door. `make help` lists what it opens.
.DEFAULT_GOAL := help
.PHONY: help install run test cover mutate check fix bench docs pin clean chromium
SHELL := /bin/sh

# The newest Python that can make a virtual environment.
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
RULES := tests/unit/rules tests/spec/rules tests/generative/test_columns.py tests/generative/test_protection.py

help: ## list these targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1|\2/' | \
	while IFS='|' read -r name words; do printf '%-14s %s\n' "$$name" "$$words"; done

install: ## prepare everything; done again, it takes no time
	@test -n "$(PYTHON)" || { echo "Payung needs Python 3.11 or newer with venv: on Debian, run \`apt-get install python3 python3-venv\`." >&2; exit 1; }
	@$(PYTHON) scripts/install.py

run: install ## start Payung with the demo city (PORT=8000)
	@exec $(BIN)/payung run --demo

test: install chromium check $(if $(PYTEST_ARGS),,cover) ## checks, then tests of every kind
	@$(BIN)/pytest $(or $(PYTEST_ARGS),$(addprefix --ignore=,$(RULES)))

cover: install ## tests of the rules, whose branches have to be covered completely
	@$(BIN)/pytest --quiet --no-header --cov=payung.rules --cov-branch --cov-report=term-missing:skip-covered \
		--cov-fail-under=100 $(RULES)

mutate: install ## mutation testing of the rules (hours); writes docs/reference/mutation-tests.md
	@$(BIN)/python -m tests.mutation $(MODULES)

check: install ## style, types, layers, templates and sizes, in less than a minute
	@$(BIN)/python scripts/check.py

fix: install ## format, and mend what can be mended without a person
	@$(BIN)/ruff check --fix --quiet || true
	@$(BIN)/ruff format --quiet

bench: install ## measure; writes docs/reference/benchmarks.md
	@$(BIN)/python -m tests.load

docs: install ## write the reference pages that come from code and data
	@for module in payung.rules.document payung.api.document payung.cli.document payung.config.document tests.spec.rosters.reference_pages; do \
		$(BIN)/python -m $$module || exit 1; done

pin: install ## resolve the newest allowed versions, with hashes
	@$(BIN)/python scripts/pin.py

clean: ## remove what `make install` made; the data stays
	@rm -rf .venv node_modules build static/built src/payung/identity/built src/*.egg-info
	@find src tests locale -name '__pycache__' -prune -exec rm -rf {} + -o -name '*.mo' -exec rm -f {} +

chromium:
	@sh scripts/install_chromium.sh
