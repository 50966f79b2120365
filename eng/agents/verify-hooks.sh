#!/usr/bin/env bash
# Real coding agents, set up by `shiprank connect --hooks`, against a stand-in for their model providers: stopped by a hook where an autonomous run has
# no ticket, left alone where it has one with an owner, warned and stopped where it repeats one call. One line a client and case, with what happened.
# Needs the clients; where one is missing it is installed from npm into CLIENTS (default /tmp/shiprank-clients), with Node 24.   make verify-hooks
#   ONLY="claude-code codex"   some of them
set -euo pipefail
cd "$(dirname "$0")/../.."
shiprank=${SHIPRANK:-$PWD/out/shiprank} stand_in=$PWD/eng/agents/fake-models.mjs clients=${CLIENTS:-/tmp/shiprank-clients}
at=$(mktemp -d)
running=()
trap 'for id in "${running[@]}"; do kill "$id" 2>/dev/null || true; done; [ -n "${KEEP:-}" ] && echo "kept: $at" || rm -rf "$at"' EXIT
failed=0
reads="cat src/file-%.txt || true"

install() { # folder package program
  [ -x "$clients/$1/node_modules/.bin/$3" ] && return
  mkdir -p "$clients/$1"
  (cd "$clients/$1" && { [ -f package.json ] || npm init -y >/dev/null; } && npm install --foreground-scripts "$2" >install.log 2>&1)
}
install node node@24 node
export PATH=$clients/node/node_modules/node/bin:$PATH
install claude @anthropic-ai/claude-code@2.1.329 claude
[ -f "$clients/claude/node_modules/@anthropic-ai/claude-code/install.cjs" ] && node "$clients/claude/node_modules/@anthropic-ai/claude-code/install.cjs" >/dev/null
install codex @openai/codex@0.169.0 codex
install gemini @google/gemini-cli@0.61.0 gemini
install copilot @github/copilot@1.0.102 copilot

# What `shiprank ticket start` keeps of the server's answer: three calls without a ticket, and one ticket that counts.
snapshot() { # grace, how often the same call is warned of
  cat <<JSON
{"version":1,"fetchedAt":"$(date -u +%Y-%m-%dT%H:%M:%SZ)","organisation":"o","server":"","person":"ada","teams":[],"enforced":true,"grace":{"unit":"Steps","limit":${1:-3},"per":"Run"},
 "rules":[],"loops":{"same":${2:-5},"errors":4,"nothingNew":60},"ticketPattern":"[A-Z][A-Z0-9]+-[0-9]+","ticketAgeMinutes":1440,"allTickets":true,"shrunkJobs":[],
 "tickets":[{"key":"PAY-123","reason":"Within","asOf":"$(date -u +%Y-%m-%dT%H:%M:%SZ)"}]}
JSON
}

provider() { # log turns command: starts a stand-in; sets port
  log=$1
  TURNS=$2 COMMAND=$3 node "$stand_in" >"$log" &
  running+=($!)
  for _ in $(seq 100); do port=$(sed -n 1p "$log"); [ -n "$port" ] && return; sleep 0.1; done
  return 1
}

start() { # client: runs it in $work with $home and $port; its output is in $out
  local clean=(env -i HOME="$home" PATH="$PATH" TERM=dumb LANG=C.UTF-8)
  case $1 in
    claude-code) (cd "$work" && timeout 120 "${clean[@]}" ANTHROPIC_API_KEY=sk-ant-stand-in ANTHROPIC_BASE_URL="http://127.0.0.1:$port" CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 DISABLE_ERROR_REPORTING=1 \
      "$clients/claude/node_modules/.bin/claude" -p "run it" --model claude-sonnet-4-5 --output-format json --allowedTools Bash </dev/null) ;;
    codex) (cd "$work" && timeout 120 "${clean[@]}" LOOP_API_KEY=x "$clients/codex/node_modules/.bin/codex" exec --skip-git-repo-check --dangerously-bypass-approvals-and-sandbox --dangerously-bypass-hook-trust --json "run it" </dev/null) ;;
    gemini-cli) (cd "$work" && timeout 120 "${clean[@]}" GEMINI_API_KEY=x GOOGLE_GEMINI_BASE_URL="http://127.0.0.1:$port" GEMINI_CLI_TRUST_WORKSPACE=true \
      "$clients/gemini/node_modules/.bin/gemini" -m gemini-2.5-flash -p "run it" --yolo --output-format json </dev/null) ;;
    copilot) (cd "$work" && timeout 120 "${clean[@]}" COPILOT_OFFLINE=true COPILOT_AUTO_UPDATE=false COPILOT_PROVIDER_BASE_URL="http://127.0.0.1:$port/v1" COPILOT_PROVIDER_TYPE=openai COPILOT_PROVIDER_API_KEY=x COPILOT_MODEL=gpt-5-mini COPILOT_ALLOW_ALL=true \
      "$clients/copilot/node_modules/.bin/copilot" -p "run it" --allow-all-tools --disable-client-telemetry </dev/null) ;;
  esac
}

prepare() { # client case branch
  home=$at/$1-$2/home work=$at/$1-$2/work out=$at/$1-$2/out
  mkdir -p "$home/.local/share/shiprank" "$work/src"
  git -C "$work" init -q -b "$3"
  [ "$1" = codex ] && mkdir -p "$home/.codex" && printf 'model = "gpt-5.2-codex"\nmodel_provider = "loop"\n[model_providers.loop]\nname = "loop"\nbase_url = "http://127.0.0.1:%s/v1"\nenv_key = "LOOP_API_KEY"\nwire_api = "responses"\n' "$port" >"$home/.codex/config.toml"
  [ "$1" = gemini-cli ] && mkdir -p "$home/.gemini" && echo '{"security":{"auth":{"selectedType":"gemini-api-key"}}}' >"$home/.gemini/settings.json"
  env -i HOME="$home" PATH="$PATH" "$shiprank" connect "$1" --hooks --write --server http://127.0.0.1:9 >"$at/$1-$2/connect" 2>&1
}

seen() { grep -c "$1" "$home/.local/share/shiprank/hooks/events.jsonl" 2>/dev/null || true; } # a hook's events of one kind

report() { # client case expectation-holds sentence
  local models refused steps
  models=$(grep -c '^call' "$log" || true) refused=$(seen '"kind":2') steps=$(seen '"kind":3')
  local told
  told=$(grep -oE '(warning|refusal)$' "$log" | sort -u | paste -sd, - || true)
  printf '%-11s %-21s exit %-3s model calls %-3s tools run %-3s refused %-3s its model was told %-16s who started it %-5s %s\n' "$1" "$2" "$code" "$models" "${steps:-0}" "${refused:-0}" "${told:--}" "$4" "$3"
  [ "$3" = ok ] || failed=1
}

shown() { grep -rqs "$1" "$out" "$out.err" && echo yes || echo no; }

case_of() { # client case branch turns command grace, and from how often on the same call is warned of
  provider "$at/$1-$2.log" "$4" "$5"
  prepare "$1" "$2" "$3"
  snapshot "$6" "${7:-5}" >"$home/.local/share/shiprank/caps.json"
  code=0
  start "$1" >"$out" 2>"$out.err" || code=$?
}

for client in ${ONLY:-claude-code codex gemini-cli copilot}; do
  case_of "$client" no-ticket main 6 "$reads" 3
  verdict=ok
  [ "$(seen '"kind":3')" = 3 ] && [ "$(seen '"kind":2')" -ge 1 ] || verdict=WRONG
  report "$client" "no ticket, grace 3" "$verdict" "$(shown 'it names no ticket')"

  case_of "$client" nothing main 6 "$reads" 0
  verdict=ok
  [ "$(seen '"kind":3')" = 0 ] && [ "$(seen '"kind":2')" -ge 1 ] || verdict=WRONG
  report "$client" "no ticket, grace 0" "$verdict" "$(shown 'it names no ticket')"

  case_of "$client" ticket feature/PAY-123-refund 6 "$reads" 3
  verdict=ok
  [ "$(seen '"kind":3')" = 6 ] && [ "$(seen '"kind":2')" = 0 ] || verdict=WRONG
  report "$client" "owned ticket" "$verdict" "$(shown 'it names no ticket')"

  # Warned at the second time, slowed at the third, stopped at the fourth: before Gemini CLI's own detector looks.
  case_of "$client" loop feature/PAY-123-refund 12 $'echo one\necho two' 3 2
  verdict=ok
  [ "$(seen '"kind":3')" = 6 ] && [ "$(seen '"kind":2')" -ge 1 ] || verdict=WRONG
  report "$client" "two calls in turn" "$verdict" "$(shown 'repeats the same calls')"
done
exit $failed
