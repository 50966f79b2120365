#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet run --project bench/Shiprank.Bench -c Release -- "$@"
