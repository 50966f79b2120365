#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet format Shiprank.slnx --verify-no-changes --no-restore
