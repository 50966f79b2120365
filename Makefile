# The only entry. `make run` shows the product, `make test` proves it; both do their own set-up.
.PHONY: build run test lint bench verify-public verify-claude-code verify-hooks verify-gateway demo prices proof clean
SHELL := /bin/bash

build: ; @eng/build.sh
run: build ; @eng/run.sh
test: ; @eng/test.sh
lint: ; @eng/lint.sh
bench: ; @eng/bench.sh
verify-public: ; @eng/verify-public.sh
verify-claude-code: build ; @eng/agents/verify-claude-code.sh
verify-hooks: build ; @eng/agents/verify-hooks.sh
verify-gateway: build ; @eng/agents/verify-gateway.sh
demo: build ; @out/shiprank demo --out demo
prices: ; @eng/prices.sh
proof: build ; @eng/proof.sh
clean: ; @rm -rf out demo TestResults && find src tests bench -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
