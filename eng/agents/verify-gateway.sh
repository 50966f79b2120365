#!/usr/bin/env bash
# Real clients through the gateway, against a stand-in for their model providers that lets them loop: each is stopped at the right call with our
# sentence, goes on with a ticket that has an owner, and under `shiprank run` ends with exit code 10 and nothing of it left. One line a client.
# Needs Node 24 or newer and the clients: NODE, CLAUDE, CODEX, GEMINI (its .js), COPILOT name them; what is not named is skipped aloud.
set -euo pipefail
cd "$(dirname "$0")/../.."
shiprank=${SHIPRANK:-$PWD/out/shiprank} stand_in=$PWD/eng/agents/fake-models.mjs node=${NODE:-node}
at=$(mktemp -d)
running=() failed=0
trap 'for id in "${running[@]}"; do kill "$id" 2>/dev/null || true; done; [ -n "${KEEP:-}" ] && echo "kept: $at" || rm -rf "$at"' EXIT
mkdir -p "$at/home/.gemini" "$at/work" "$at/bin"
ln -s "$shiprank" "$at/bin/shiprank"
git -C "$at/work" init -q -b main
echo '{"security":{"auth":{"selectedType":"gemini-api-key"}}}' >"$at/home/.gemini/settings.json"

TURNS=1000 "$node" "$stand_in" >"$at/endless.log" & running+=($!)
TURNS=4 "$node" "$stand_in" >"$at/short.log" & running+=($!)
for _ in $(seq 200); do [ -s "$at/endless.log" ] && [ -s "$at/short.log" ] && break; sleep 0.1; done
endless=$(sed -n 1p "$at/endless.log") short=$(sed -n 1p "$at/short.log")

cat >"$at/shiprank.yaml" <<YAML
organisation: Trial
people:
  - { id: ada, name: Ada Example, emails: [ada@example.com] }
webhooks:
  events: { secret_env: TRIAL_SECRET }
caps:
  rules:
    - { name: trial, when: any, limit: { steps: 3 }, per: run, action: ask }
gateway:
  providers:
    - { name: anthropic, wire: anthropic, url: "http://127.0.0.1:$endless", key_env: TRIAL_SECRET }
    - { name: openai, wire: openai, url: "http://127.0.0.1:$endless", key_env: TRIAL_SECRET }
    - { name: gemini, wire: gemini, url: "http://127.0.0.1:$endless", key_env: TRIAL_SECRET }
    - { name: short-anthropic, wire: anthropic, url: "http://127.0.0.1:$short", key_env: TRIAL_SECRET }
    - { name: short-openai, wire: openai, url: "http://127.0.0.1:$short", key_env: TRIAL_SECRET }
    - { name: short-gemini, wire: gemini, url: "http://127.0.0.1:$short", key_env: TRIAL_SECRET }
YAML
here=(--config "$at/shiprank.yaml" --data "$at/data")
export TRIAL_SECRET=only-the-gateway-knows
"$shiprank" token new work --person ada --name trial "${here[@]}" >"$at/token" 2>/dev/null
"$shiprank" serve "${here[@]}" --offline --port 0 >"$at/serve.log" 2>&1 & running+=($!)
for _ in $(seq 300); do server=$(sed -n 's/.*listening on \(http[^ ]*\).*/\1/p' "$at/serve.log"); [ -n "$server" ] && break; sleep 0.1; done
now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
curl -sS -o /dev/null -H "Authorization: Bearer $TRIAL_SECRET" -H 'Content-Type: application/x-ndjson' "$server/hooks/events" \
  --data "{\"type\":\"work_item\",\"id\":\"PAY-123\",\"owner\":\"ada\",\"status\":\"open\",\"opened_at\":\"$now\",\"updated_at\":\"$now\"}"
clean=(env -i HOME="$at/home" PATH="$(dirname "$(command -v "$node")"):/usr/local/bin:/usr/bin:/bin" TERM=dumb LANG=C.UTF-8 CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_AUTOUPDATER=1 DISABLE_ERROR_REPORTING=1
  GEMINI_CLI_TRUST_WORKSPACE=true COPILOT_OFFLINE=true COPILOT_AUTO_UPDATE=false COPILOT_MODEL=gpt-5-mini SHIPRANK_DATA="$at/data" SHIPRANK_CONFIG="$at/shiprank.yaml")

# The ticket of a person becomes a work token for one client: no ticket, or PAY-123.
key() { "${clean[@]}" "$shiprank" ticket start ${1:+"$1"} --server "$server" --token-file "$at/token" --everywhere >/dev/null 2>&1 && "${clean[@]}" "$shiprank" ticket token; }
# A ticket is known as soon as what was told is taken in.
for _ in $(seq 120); do
  "${clean[@]}" "$shiprank" ticket start PAY-123 --json --everywhere --server "$server" --token-file "$at/token" 2>/dev/null | grep -q '"ticketCounts": true' && break
  sleep 0.5
done
commands() {
  case $1 in
    claude-code) command=("$CLAUDE" -p go --output-format json --allowedTools Bash --model claude-sonnet-4-5) ;;
    codex) command=("$CODEX" exec --skip-git-repo-check --json -m gpt-5-codex --dangerously-bypass-approvals-and-sandbox go) ;;
    gemini-cli) command=("$node" "$GEMINI" -m gemini-2.5-flash -p go --output-format json --yolo) ;;
    copilot) command=("$COPILOT" -p go --allow-all-tools --disable-client-telemetry) ;;
  esac
}
through() { # client, work token, "" or "short-": the environment and words of a client that goes through the gateway
  extra=()
  case $1 in
    claude-code) vars=(ANTHROPIC_BASE_URL="$server/gateway/$3anthropic" ANTHROPIC_API_KEY="$2") ;;
    gemini-cli) vars=(GOOGLE_GEMINI_BASE_URL="$server/gateway/$3gemini" GEMINI_API_KEY="$2") ;;
    copilot) vars=(COPILOT_PROVIDER_BASE_URL="$server/gateway/$3openai/v1" COPILOT_PROVIDER_TYPE=openai COPILOT_PROVIDER_API_KEY="$2") ;;
    codex) vars=(TRIAL_KEY="$2") extra=(-c 'model_provider="trial"' -c "model_providers.trial={ name = \"trial\", base_url = \"$server/gateway/$3openai/v1\", env_key = \"TRIAL_KEY\", wire_api = \"responses\" }") ;;
  esac
}
helped() { # client: what `connect` writes or says
  vars=()
  case $1 in
    claude-code) "${clean[@]}" "$shiprank" connect claude-code --gateway "$server/gateway/short-anthropic" --write >/dev/null 2>&1 ;;
    codex) mkdir -p "$at/home/.codex" && "${clean[@]}" "$shiprank" connect codex --gateway "$server/gateway/short-openai" >"$at/home/.codex/config.toml" ;;
    gemini-cli) vars=(GOOGLE_GEMINI_BASE_URL="$server/gateway/short-gemini" GEMINI_API_KEY="$("${clean[@]}" "$shiprank" ticket token)") ;;
    copilot) vars=(COPILOT_PROVIDER_BASE_URL="$server/gateway/short-openai/v1" COPILOT_PROVIDER_TYPE=openai COPILOT_PROVIDER_API_KEY_COMMAND="shiprank ticket token") ;;
  esac
}
calls() { grep -c '^call' "$1" || true; }
timed() { # words of a command: leaves its output in $at/out and its code in $code
  code=0
  (cd "$at/work" && timeout 90 "$@" >"$at/out" 2>&1 </dev/null) || code=$?
}
left() { grep -lzsx "SHIPRANK_RUN=$1" /proc/[0-9]*/environ || true; }

try() { # client, its file, the exit code of a refused one, the exit code of one that was not
  local client=$1 want=$3 wrong=""
  if [ -z "$2" ]; then echo "$client: skipped, it is not named"; return; fi
  commands "$client"
  token=$(key "") before=$(calls "$at/endless.log")
  through "$client" "$token" ""
  timed "${clean[@]}" "${vars[@]}" "${command[0]}" ${extra[0]+"${extra[@]}"} "${command[@]:1}"
  local refused_calls=$(($(calls "$at/endless.log") - before)) refused_code=$code said=no
  tr -d '\n' <"$at/out" | grep -q "Shiprank stopped this run before the next call" && said=yes
  cp "$at/out" "$at/$client.refused"
  token=$(key PAY-123) before=$(calls "$at/short.log")
  through "$client" "$token" short-
  timed "${clean[@]}" "${vars[@]}" "${command[0]}" ${extra[0]+"${extra[@]}"} "${command[@]:1}"
  local free_calls=$(($(calls "$at/short.log") - before)) free_code=$code
  cp "$at/out" "$at/$client.free"
  before=$(calls "$at/endless.log")
  timed "${clean[@]}" "$shiprank" run --server "$server" --token-file "$at/token" --ticket PAY-123 --job "trial-$client" --max-steps 4 --summary "$at/sum.json" -- "${command[@]}"
  local run_calls=$(($(calls "$at/endless.log") - before)) run_code=$code alive
  alive=$(left "$(sed -n 's/.*"run": *"\([^"]*\)".*/\1/p' "$at/sum.json" | head -1)" | wc -l)
  cp "$at/out" "$at/$client.run"
  # And with the settings that `connect --gateway` says, the client fetching its key by itself.
  key PAY-123 >/dev/null
  before=$(calls "$at/short.log")
  helped "$client"
  timed "${clean[@]}" PATH="$at/bin:$(dirname "$(command -v "$node")"):/usr/local/bin:/usr/bin:/bin" ${vars[0]+"${vars[@]}"} "${command[@]}"
  local helped_calls=$(($(calls "$at/short.log") - before)) helped_code=$code
  cp "$at/out" "$at/$client.helped"
  [ "$helped_calls $helped_code" = "5 0" ] || wrong+=" helper"
  [ "$refused_calls $refused_code $said" = "3 $want yes" ] || wrong+=" refusal"
  [ "$free_calls $free_code" = "5 0" ] || wrong+=" ticket"
  [ "$run_calls $run_code $alive" = "4 10 0" ] || wrong+=" run"
  echo "$client: without a ticket stopped after $refused_calls calls, exit code $refused_code, our sentence shown: $said; with one $free_calls calls, exit code $free_code; under run $run_calls calls, exit code $run_code, processes left: $alive; by its key helper $helped_calls calls, exit code $helped_code${wrong:+ — WRONG:$wrong}"
  [ -z "$wrong" ] || failed=1
}

try claude-code "${CLAUDE:-}" 1
try codex "${CODEX:-}" 1
try gemini-cli "${GEMINI:-}" 147
try copilot "${COPILOT:-}" 1
exit "$failed"
