#!/usr/bin/env bash
# The demo organisation, in a browser. Its last day is always the same, so the figures are too.
set -euo pipefail
cd "$(dirname "$0")/.."
out/shiprank demo --out demo --data demo/data
exec out/shiprank serve --config demo/shiprank.yaml --data demo/data --as-of 2026-09-27T23:59:59Z --sample --offline --port "${PORT:-7447}"
