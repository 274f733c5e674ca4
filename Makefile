# The commands of this project; `make help` lists them.

ARTICLES ?= articles
PORT ?= 8080
DIST ?= dist
SHELL := /bin/sh
export ARTICLES
export PATH := $(CURDIR)/target/tools/bin:$(PATH)

.PHONY: help run page test bench size shots cli clean articles-there

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
	@echo 'ARTICLES=folder bundles that folder instead of articles/; PORT=8080 is where run serves.'

run: articles-there ## set up what is missing, build the page and serve it at http://127.0.0.1:8080
	@sh tools/setup.sh page
	@AT=http://127.0.0.1:$(PORT) trunk --log error serve --port $(PORT)

page: articles-there ## write the page, ready to be hosted anywhere, to dist/
	@sh tools/setup.sh page
	@if command -v npm > /dev/null; then sh tools/setup.sh node; fi
	@WASM_OPT=$$(sh tools/setup.sh where wasm-opt || true); export WASM_OPT; \
	[ -n "$$WASM_OPT" ] || echo 'page: the modules are larger than need be; with Node.js they are made smaller'; \
	trunk --log error build --dist '$(DIST)'
	@sh tools/size.sh '$(DIST)'

test: ## set up what is missing and run every test
	@sh tools/test.sh

bench: ## time cleaning, extraction, indexing and search over ARTICLES, names also in a browser, and search as a collection grows
	@cargo bench --locked --bench corpus
	@cargo bench --locked --bench clean
	@if command -v npm > /dev/null; then node benches/tagger.mjs; else cargo bench --locked --bench tagger; fi
	@cargo bench --locked --bench search
	@if command -v npm > /dev/null && [ -e '$(DIST)/index.html' ]; then \
		sh tools/setup.sh node && sh tools/setup.sh browser && \
		npm install --silent --no-save --prefix target/rivals minisearch@7 flexsearch@0.8 @sqlite.org/sqlite-wasm@3 && \
		CHROME="$$(sh tools/setup.sh where chromium)" DIST='$(DIST)' node benches/browser.mjs; \
	else echo 'bench: with Node.js and a page (make page) the page is timed in a browser, too'; fi

size: ## weigh the page in dist/, raw and as compressed by a server
	@sh tools/size.sh '$(DIST)'

shots: ## picture the page in dist/ into target/shots: phone to wide, light and dark
	@sh tools/setup.sh node && sh tools/setup.sh browser
	@CHROME="$$(sh tools/setup.sh where chromium)" node tests/e2e/shots.js '$(DIST)' target/shots

cli: ## build the command line: target/release/cuttings
	@cargo build --release --locked --bin cuttings

clean: ## remove all that was built, the tools included
	@rm -rf target dist tests/e2e/node_modules

articles-there:
	@[ -e "$$ARTICLES" ] || { echo "make: there is no folder $$ARTICLES; ARTICLES=folder names the one to bundle" >&2; exit 2; }
