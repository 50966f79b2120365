#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d node_modules/@pydantic/genai-prices ] || npm ci --no-audit --no-fund
node eng/prices.mjs
