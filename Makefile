# `make help` lists what can be done; each target has its line there.
PYTHON ?= $(shell for python in python3 /usr/bin/python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
PORT ?= 8000
CATALOGUE = locale/th/LC_MESSAGES/django
RUN = .venv/bin/python -m

.DEFAULT_GOAL = help
.PHONY: help setup demo check test prove production messages lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

setup: ## Install what is missing: Debian packages (as root), .venv, the itc command
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is missing: apt-get install python3"; exit 1; }
	@$(PYTHON) -m scripts.setup
	@$(MAKE) -s $(CATALOGUE).mo

demo: setup ## One idea planned, then the site at 127.0.0.1:8000 (PORT=9000: elsewhere, DEMO_SERVE=0: no site)
	@.venv/bin/itc demo --port $(PORT) $(if $(filter 0,$(DEMO_SERVE)),--no-serve)

check: setup ## The fast half of make test: no database server, no browser
	@$(RUN) scripts.checks check

test: setup ## Everything CI runs: SQLite, PostgreSQL, browser
	@$(RUN) scripts.checks test

prove: setup ## The long proofs, by hand
	@$(RUN) scripts.checks prove

production: setup ## A whole site in production, started, tried and taken down here (nginx, curl, openssl)
	@$(RUN) scripts.production

messages: setup ## Bring the Thai catalogue up to date with the code
	@$(RUN) scripts.messages extract
	@$(MAKE) -s $(CATALOGUE).mo
	@$(RUN) scripts.messages check

lock: ## Make requirements.lock again from pyproject.toml
	@$(PYTHON) -m venv --clear build/lock
	@build/lock/bin/pip install --quiet --disable-pip-version-check uv
	@build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --all-extras \
		--generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock

clean: ## Remove what was installed or built here; the data in var/ stays
	rm -rf .venv build .mypy_cache .ruff_cache .import_linter_cache .hypothesis $(CATALOGUE).mo
	find itc scripts tests -name __pycache__ -prune -exec rm -rf {} +

$(CATALOGUE).mo: $(CATALOGUE).po
	@$(RUN) scripts.messages compile
