#!/usr/bin/env bash
# The product on histories that nobody here made: clones of public repositories, given by path. What is not given is skipped, aloud.
#   make verify-public GIT_AI=… ENTIRE=… AIDER=… REVERTS="… …" TRAILERS="… …" TRACES="… …" OWNERSHIP="… …"
# Which repositories at which commit, and what came out: docs/concepts/validation.md. Takes about 20 minutes with all of them.
set -uo pipefail
cd "$(dirname "$0")/.."
eng/system.sh || exit 1
dotnet build bench/Shiprank.Bench -c Release -v quiet --nologo -nodeReuse:false -p:UseSharedCompilation=false || exit 1
good=0 bad=0 skipped=0

# trial NAME VARIABLE COMMAND CLONE…
trial() {
  local name=$1 variable=$2 command=$3
  shift 3
  if [ $# -eq 0 ]; then
    echo "# $name: skipped, no $variable=… given"
    skipped=$((skipped + 1))
    return
  fi
  echo "# $name: bench $command $*"
  if bench/Shiprank.Bench/bin/Release/net10.0/Shiprank.Bench "$command" "$@"; then good=$((good + 1)); else bad=$((bad + 1)); fi
}

trial "git-ai's notes" GIT_AI notes ${GIT_AI:-}
trial "Entire's checkpoints" ENTIRE checkpoints ${ENTIRE:-}
trial "lines of Entire's transcripts" ENTIRE content ${ENTIRE:-}
trial "Aider's releases" AIDER aider ${AIDER:-}
trial "reverts" REVERTS reverts ${REVERTS:-}
trial "sessions in trailers" TRAILERS trailers ${TRAILERS:-}
trial "Agent Trace" TRACES traces ${TRACES:-}
for clone in ${OWNERSHIP:-}; do trial "ownership of lines" OWNERSHIP ownership "$clone"; done
[ -n "${OWNERSHIP:-}" ] || trial "ownership of lines" OWNERSHIP ownership
echo "$good as expected, $bad not, $skipped skipped"
[ "$bad" -eq 0 ]
