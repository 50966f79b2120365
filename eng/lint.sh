#!/usr/bin/env bash
# Formatting, shell scripts and leftovers. Rules of the code are analyzers and run in every build.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet format whitespace . --folder --verify-no-changes --include src/ tests/ bench/
for script in eng/*.sh .ci/run; do bash -n "$script"; done
! git grep -nIE '[[:blank:]]+$' -- '*.cs' '*.sh' '*.sql' '*.csproj' '*.props' ':!tests/fixtures' || { echo "lint: blanks at the end of a line" >&2; exit 1; }
! git grep -nI $'\r' -- ':!tests/fixtures' || { echo "lint: CR at the end of a line" >&2; exit 1; }
