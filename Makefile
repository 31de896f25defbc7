# make help lists the targets. Everything runs offline once the modules are downloaded.

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
COMMIT  ?= $(shell git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)
DATE    ?= $(shell git log -1 --format=%cI 2>/dev/null || echo unknown)
LDFLAGS := -s -w -X main.version=$(VERSION) -X main.commit=$(COMMIT) -X main.date=$(DATE)

GOLANGCI := 2.15.0
FUZZTIME ?= 60s

# Tests of what is on disk after a kill, of sizes, of damage and of real pages
# are no tests of goroutines: they run without the race detector, and so do most
# scripts; RACED names those in which crawls run beside each other or break off.
RACED := ^TestScripts$$/^(crawl|feeds_several)$$
UNRACED := ^Test(Scripts|Kill.*|Verify.*|Repair.*|Migrat.*|Hostile.*|Scenarios|FullDisk.*|Signals.*|SideBySide|ADeadProcess.*|UnchangedFeedCosts|Damage|Size|ManyLooks|LongStage|ArchiveGrows.*|Real.*|Browser.*|Load|Screenshots)$$

# Packages that start no goroutine: bytes in, readings or differences out.
PURE := ./archive/diff ./archive/plain ./archive/jsondoc ./scraper/article ./scraper/dates/... ./scraper/learn/... \
  ./scraper/listing ./scraper/page ./scraper/rules ./scraper/syndication

# SQLite is C turned into one huge package: with the detector's probes in it,
# compiling it takes twice as long, and what it guards is guarded by its own locks.
RACE := -race -gcflags=modernc.org/sqlite/lib=-race=false

.PHONY: help
help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: build
build: ## build bin/onrecord
	CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o bin/onrecord ./cmd/onrecord

.PHONY: demo
demo: build ## the main job on a replica feed, offline
	@bin/onrecord demo

.PHONY: test
test: compiler $(if $(filter true,$(CI)),test-tools) ## all tests, with short samples of the long ones
	go vet ./...
	env -u ONRECORD_PAGES -u ONRECORD_LISTINGS go test $(RACE) -timeout 30m -skip '$(UNRACED)' $$(go list ./... | grep -vxF "$$(go list $(PURE))")
	go test $(RACE) -timeout 30m -run '$(RACED)' ./cmd/onrecord
	go test -timeout 20m $(PURE)
	go test -timeout 20m -run '$(UNRACED)' ./archive/bolt ./archive/export ./cmd/... ./internal/web ./scraper ./scraper/fetch

.PHONY: soak
soak: compiler lint test-tools bench-quick ## the long tests: many kills, long random runs, minutes of load
	env -u ONRECORD_PAGES -u ONRECORD_LISTINGS ONRECORD_SOAK=1 ONRECORD_KILLS=200 \
	  go test -timeout 55m -count 1 ./archive/... ./scraper/... ./cmd/... ./internal/web/...

.PHONY: fuzz
fuzz: ## run every fuzz target for FUZZTIME (60s)
	@set -e; for pkg in $$(go list ./...); do \
	  for target in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
	    echo "fuzz $$pkg $$target"; \
	    go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg; \
	  done; \
	done

.PHONY: bench
bench: build bench-tools ## measure beside rivals; takes long, and records the ratios in docs/performance.json
	go build -o bin/bench ./bench
	bin/bench -write
	bin/bench $(BENCH_QUICK) -write

# What bench-quick measures; its ratios are compared with those of the same sizes.
BENCH_QUICK := -quick -articles 200 -runs 2 -stored 1000 -snapshots 20

.PHONY: bench-quick
bench-quick: build ## the same in small, in two minutes; fails on ratios twice as bad as the recorded
	go build -o bin/bench ./bench
	timeout 300 bin/bench $(BENCH_QUICK) -check

.PHONY: bench-tools
bench-tools: ## install the rivals: Scrapy, restic, git, wget, zstd
	@missing=; \
	command -v scrapy >/dev/null || missing="$$missing python3-scrapy"; \
	for tool in restic git zstd wget; do command -v $$tool >/dev/null || missing="$$missing $$tool"; done; \
	[ -z "$$missing" ] || { \
	  echo "installing for measurements:$$missing"; \
	  command -v apt-get >/dev/null && apt-get update -q && RUNLEVEL=1 apt-get install -y --no-install-recommends $$missing; } || { \
	  echo "cannot install it here; please install:$$missing, then run make again" >&2; exit 1; }

# ACCURACY takes flags: make accuracy ACCURACY='-set aeb,fundus -worst 5'.
.PHONY: accuracy
accuracy: ## how right pages are read, beside other libraries; wants ONRECORD_PAGES, ONRECORD_LISTINGS
	cd accuracy && go vet ./... && go test ./... && go run . $(ACCURACY)

.PHONY: screenshots
screenshots: ## the pictures of the pages that README shows, in docs/screenshots; wants Chromium
	mkdir -p docs/screenshots
	ONRECORD_SCREENSHOTS=$(CURDIR)/docs/screenshots go test -count 1 -run '^TestScreenshots$$' ./internal/web

.PHONY: lint
lint: bin/golangci-lint-$(GOLANGCI) ## formatting, errors, and the layers of the house
	bin/golangci-lint-$(GOLANGCI) run ./...

bin/golangci-lint-$(GOLANGCI):
	GOBIN=$(CURDIR)/bin go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v$(GOLANGCI)
	mv bin/golangci-lint $@

# go test -race needs a C compiler.
.PHONY: compiler
compiler:
	@command -v gcc >/dev/null || command -v clang >/dev/null || { \
	  echo 'the race detector needs a C compiler; installing gcc'; \
	  { command -v apt-get >/dev/null && apt-get update -q && apt-get install -y --no-install-recommends gcc libc6-dev; } || \
	  { echo 'cannot install it here; please install gcc (Debian: apt-get install gcc libc6-dev), then run make again' >&2; exit 1; }; }

# Single tests need these; without them they are skipped, or with CI=true fail.
# RUNLEVEL=1: no daemon is started.
.PHONY: test-tools
test-tools: ## install what single tests need: cron, systemd-analyze, strace, Chromium, Node and its packages, a mail server
	@missing=; \
	command -v cron >/dev/null || [ -x /usr/sbin/cron ] || missing="$$missing cron"; \
	command -v systemd-analyze >/dev/null || missing="$$missing systemd"; \
	command -v strace >/dev/null || missing="$$missing strace"; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	command -v npm >/dev/null || missing="$$missing nodejs npm"; \
	/usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || missing="$$missing python3-aiosmtpd"; \
	[ -z "$$missing" ] || { \
	  echo "installing for tests:$$missing"; \
	  command -v apt-get >/dev/null && apt-get update -q && RUNLEVEL=1 apt-get install -y --no-install-recommends $$missing; } || { \
	  echo "cannot install it here; tests that need it are skipped, or with CI=true fail; please install (Debian): apt-get install$$missing" >&2; \
	  [ "$$CI" != true ]; }
	@$(MAKE) --no-print-directory tools/node_modules/.package-lock.json tools/replaywebpage/ui.js || { \
	  echo "cannot install the packages of tools/package.json; tests that need them are skipped, or with CI=true fail" >&2; \
	  [ "$$CI" != true ]; }

# Programs of others that read what we write; tools/README.md says which and why.
tools/node_modules/.package-lock.json: tools/package-lock.json tools/.npmrc
	cd tools && npm ci --no-progress
	@touch $@

# ReplayWeb.page as its makers pack it, without the parts for the desktop.
REPLAY := 2.5.3
REPLAY_SHA512 := 9c28f63d238ddc1c5e489284f00b183f250bbf45cf64a2567f2e25f4fc90adef52ab02d9f9629956cfec7cba8f390e06ac7fb46248dbc0e86bf1c4931f4f20b1
tools/replaywebpage/ui.js:
	@rm -rf tools/replaywebpage && mkdir tools/replaywebpage
	cd tools/replaywebpage && npm pack --silent replaywebpage@$(REPLAY) >/dev/null && \
	  echo "$(REPLAY_SHA512)  replaywebpage-$(REPLAY).tgz" | sha512sum --check --quiet && \
	  tar -xzf replaywebpage-$(REPLAY).tgz --strip-components=1 package/ui.js package/sw.js package/index.html package/LICENSE package/package.json && \
	  rm replaywebpage-$(REPLAY).tgz && touch ui.js

.PHONY: clean
clean: ## remove what make built
	rm -rf bin tools/node_modules tools/replaywebpage
