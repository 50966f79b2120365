#!/usr/bin/env bash
# Builds with warnings as errors, runs every suite, ends with one line: N passed, N failed[, N skipped].
set -uo pipefail
cd "$(dirname "$0")/.."
eng/system.sh tests || { echo "0 passed, 1 failed"; exit 1; }
# Payloads that tests read, what pages are bundled from: a folder of packages from before they were needed lacks them.
[ ! -d node_modules ] || { [ -d node_modules/@octokit/webhooks-examples ] && [ -d node_modules/axe-core ]; } || npm ci --no-audit --no-fund >/dev/null || { echo "0 passed, 1 failed"; exit 1; }
# No compiler or build server may outlive the run: it would hold the terminal of whoever waits for it.
dotnet build Shiprank.slnx -c Release -v quiet --nologo -nodeReuse:false -p:UseSharedCompilation=false || { echo "0 passed, 1 failed"; exit 1; }
passed=0 failed=0 skipped=0 status=0
for project in tests/*/*.csproj; do
  log=$(mktemp)
  dotnet test "$project" -c Release --no-build --nologo 2>&1 | tee "$log"
  [ "${PIPESTATUS[0]}" -eq 0 ] || status=1
  read -r f p s < <(sed -nE 's/.*Failed: *([0-9]+), Passed: *([0-9]+), Skipped: *([0-9]+).*/\1 \2 \3/p' "$log" | awk '{f+=$1; p+=$2; s+=$3} END {print f+0, p+0, s+0}')
  [ $((f + p)) -gt 0 ] || { status=1; f=$((f + 1)); }
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  rm -f "$log"
done
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
line="$passed passed, $failed failed"
[ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
echo "$line"
[ "$failed" -eq 0 ]
