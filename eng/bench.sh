#!/usr/bin/env bash
# Figures side by side with a peer or a floor, as ratios. Without arguments: all of them, on generated input and on this repository's history.
set -euo pipefail
cd "$(dirname "$0")/.."
eng/build.sh
dotnet build bench/Shiprank.Bench -c Release -v quiet --nologo -nodeReuse:false -p:UseSharedCompilation=false
bench() { echo "# $*"; bench/Shiprank.Bench/bin/Release/net10.0/Shiprank.Bench "$@"; }
if [ $# -gt 0 ]; then
  bench "$@"
else
  bench usage 200 3
  bench edits 200 5
  bench git . 3
  bench store 200000 3
fi
