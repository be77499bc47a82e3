# heal, from a fresh Debian 12 with Swift 6.3 and git: `make demo`, `make test`.

SHELL := /usr/bin/env bash
PREFIX ?= /usr/local
STATIC := --static-swift-stdlib -Xswiftc -static-executable -Xlinker -s
DBT := $(CURDIR)/.venv/bin/dbt
DBT2 := $(CURDIR)/.venv-dbt2/bin/dbt
WAREHOUSE ?= duckdb
BENCH_VENV = .venv$(addprefix -,$(filter snowflake bigquery,$(WAREHOUSE)))
FUZZ_SECONDS ?= 120
CRASH_SAMPLE ?= 80
SOAK_MINUTES ?= 60
FUZZ ?= --seconds $(FUZZ_SECONDS)
# The modules of heal count the edges that are reached, in a folder of their own.
FUZZER := --scratch-path .build-fuzz -Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing

.DEFAULT_GOAL := help
.PHONY: help setup build demo test test-all worlds fuzz bench healbench traps calibration crash soak corpus install wheel archive clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what is missing: C libraries, and dbt in .venv
	@scripts/setup

build: setup ## Build heal for release: one static binary
	@swift build -c release --product heal $(STATIC)

demo: build ## Heal copies of the broken projects in examples/
	@scripts/demo

test: ## Run all tests, those with real dbt, gh and a browser and a sample of the crash matrix included
	@scripts/setup test
	@HEAL_REAL_DBT="$(DBT)" HEAL_REAL_DBT2="$$(test -x "$(DBT2)" && echo "$(DBT2)")" HEAL_REAL_GH=gh HEAL_CHROMIUM="$$(command -v chromium)" HEAL_EDITOR_PYTHON="$(CURDIR)/.venv/bin/python" swift test --disable-xctest
ifeq ($(CRASH_SAMPLE),0)
	@echo "crash: left out, since CRASH_SAMPLE is 0"
else
	@HEAL_STANDARD_RULES="$(CURDIR)/rules" python3 Tests/Crash/crash.py --sample $(CRASH_SAMPLE) --seed 1 --quiet --summary -- \
	  "$$(swift build --show-bin-path)/heal" || case $$? in \
	  77) echo "make test: the sample of the crash matrix was LEFT OUT, see above" >&2;; \
	  *) echo "make test: the sample of the crash matrix failed; CRASH_SAMPLE=0 leaves it out" >&2; exit 1;; esac
endif

test-all: test worlds ## Run all tests, and try the wheel in every world of Tests/Worlds

worlds: wheel ## Try the wheel where people run dbt: make worlds WORLDS="install airflow"; all when none is named
	@python3 Tests/Worlds/worlds.py --wheel dist/dbt_heal-*.whl $(WORLDS)

fuzz: setup ## Look for inputs that break what reads them: make fuzz FUZZ_SECONDS=600, or FUZZ="--only sql --runs 300000"
	@HEAL_FUZZER=1 swift build -c release --product heal-fuzz $(FUZZER)
	@python3 Tests/Fuzz/fuzz.py --seed "$$(date +%s)" $(FUZZ) -- "$$(HEAL_FUZZER=1 swift build -c release $(FUZZER) --show-bin-path)/heal-fuzz"

bench: build ## Measure what heal costs
	@.venv/bin/python scripts/bench "$$(swift build -c release $(STATIC) --show-bin-path)/heal" "$(DBT)"
	@.venv/bin/python scripts/serverbench "$$(swift build -c release $(STATIC) --show-bin-path)/heal"

healbench: build ## Break healthy projects and judge how heal does: make healbench WAREHOUSE=snowflake HEALBENCH="--sample 20"
	@scripts/setup $(or $(filter snowflake bigquery,$(WAREHOUSE)),traps)
	@HEAL_STANDARD_RULES="$(CURDIR)/rules" HEAL_BASE_DELAY_SECONDS=0 $(BENCH_VENV)/bin/python Tests/Healbench/healbench.py \
	  --adapter $(WAREHOUSE) --dbt "$(CURDIR)/$(BENCH_VENV)/bin/dbt" $(HEALBENCH) -- \
	  "$$(swift build -c release $(STATIC) --show-bin-path)/heal" run --mode autonomous --output-format json -- dbt build

traps: build ## Count the look-alikes that heal takes for what was meant: make traps TRAPS="--sample 90"
	@scripts/setup traps
	@HEAL_STANDARD_RULES="$(CURDIR)/rules" .venv/bin/python Tests/Traps/traps.py $(TRAPS) -- \
	  "$$(swift build -c release $(STATIC) --show-bin-path)/heal" run --mode autonomous --output-format json -- dbt build

calibration: ## Count how often fixes of a stated confidence are right, into docs/calibration.md
	@rm -f .build/calibration.jsonl
	@-$(MAKE) traps TRAPS="$(TRAPS) --json $(CURDIR)/.build/calibration.jsonl"
	@-$(MAKE) healbench HEALBENCH="$(HEALBENCH) --records --git committed --json $(CURDIR)/.build/calibration.jsonl"
	@python3 Tests/Bench/calibration.py .build/calibration.jsonl > docs/calibration.md
	@echo "Wrote docs/calibration.md"

crash: build ## Kill heal at every write and look at what is left: make crash CRASH="--sample 80"
	@HEAL_STANDARD_RULES="$(CURDIR)/rules" python3 Tests/Crash/crash.py $(CRASH) -- \
	  "$$(swift build -c release $(STATIC) --show-bin-path)/heal"

soak: build ## Edit rules for an hour and watch the memory of heal server: make soak SOAK_MINUTES=10
	@HEAL_STANDARD_RULES="$(CURDIR)/rules" python3 Tests/LanguageServer/soak.py --minutes "$(SOAK_MINUTES)" $(SOAK) -- \
	  "$$(swift build -c release $(STATIC) --show-bin-path)/heal"

corpus: build ## Measure heal diagnose on labelled failures: make corpus CORPUS=failures.jsonl
	@test -n "$(CORPUS)" || { echo "corpus: name the labelled failures: make corpus CORPUS=failures.jsonl" >&2; exit 2; }
	@scripts/corpus "$$(swift build -c release $(STATIC) --show-bin-path)/heal" "$(CORPUS)"

install: build ## Install heal, its rules, manual and completions under PREFIX
	@scripts/stage "$$(swift build -c release $(STATIC) --show-bin-path)/heal" "$(DESTDIR)$(PREFIX)"
	@echo "Installed $(DESTDIR)$(PREFIX)/bin/heal and $(DESTDIR)$(PREFIX)/share/heal/rules"

wheel: build ## Pack the wheel dbt-heal into dist/
	@scripts/setup wheel
	@scripts/wheel "$$(swift build -c release $(STATIC) --show-bin-path)/heal"

archive: build ## Pack an archive for machines without Python into dist/
	@scripts/archive "$$(swift build -c release $(STATIC) --show-bin-path)/heal"

clean: ## Remove what was built and installed here
	@rm -rf .build .build-demo .build-fuzz .build-wheel .venv .venv-dbt2 .venv-wheel .venv-worlds .venv-snowflake .venv-bigquery dist
