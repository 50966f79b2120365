#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")/.."
exec out/shiprank demo --out demo --data demo/data
