#!/usr/bin/env bash
# A fast-starting Release build that runs as out/shiprank.
set -euo pipefail
cd "$(dirname "$0")/.."
eng/system.sh
dotnet publish src/Shiprank.Cli -c Release -o out -v quiet --nologo -nodeReuse:false -p:UseSharedCompilation=false
