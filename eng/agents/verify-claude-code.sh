#!/usr/bin/env bash
# A real Claude Code, set up by `shiprank connect`, against a stand-in for its model provider: what it used stands in Shiprank to the token, under
# the person whose token it sends. Needs Node 22 or newer and the client:  CLAUDE=path/to/claude make verify-claude-code
set -euo pipefail
cd "$(dirname "$0")/../.."
shiprank=$PWD/out/shiprank stand_in=$PWD/eng/agents/fake-anthropic.mjs claude=${CLAUDE:?path of the claude command} calls=${CALLS:-3}
at=$(mktemp -d)
running=()
trap 'for id in "${running[@]}"; do kill "$id" 2>/dev/null || true; done; [ -n "${KEEP:-}" ] || rm -rf "$at"' EXIT
mkdir -p "$at/home" "$at/work"
git -C "$at/work" init -q

cat >"$at/shiprank.yaml" <<YAML
organisation: Trial
people:
  - { id: ada, name: Ada Example, emails: [ada@example.com] }
  - { id: ben, name: Ben Example, emails: [ben@example.com] }
usage:
  - { kind: otlp }
YAML
here=(--config "$at/shiprank.yaml" --data "$at/data")

"$shiprank" token new ingest --person ada --name trial --json "${here[@]}" | sed -n 's/.*"token": *"\(shp_[^"]*\)".*/\1/p' >"$at/token"
chmod 600 "$at/token"
"$shiprank" serve "${here[@]}" --offline --port 0 >"$at/serve.log" 2>&1 &
running+=($!)
node "$stand_in" >"$at/provider.log" &
running+=($!)
for _ in $(seq 100); do
  server=$(sed -n 's/.*listening on \(http[^ ]*\).*/\1/p' "$at/serve.log")
  provider=$(sed -n 1p "$at/provider.log")
  [ -n "$server" ] && [ -n "$provider" ] && break
  sleep 0.1
done

HOME=$at/home "$shiprank" connect claude-code --server "$server" --token-file "$at/token" --write "${here[@]}"
for _ in $(seq "$calls"); do
  (cd "$at/work" && HOME=$at/home ANTHROPIC_BASE_URL=http://127.0.0.1:$provider ANTHROPIC_API_KEY=sk-ant-stand-in CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 \
    timeout 60 "$claude" -p "say done" --model claude-sonnet-4-5 >/dev/null)
done
made=$(grep -c '^call' "$at/provider.log")

# Per call: 1,234 input, 5,000 read from the cache, 150 + 50 written to it, 6 output.
want="$made $((made * 1234)) $((made * 5000)) $((made * 150)) $((made * 50)) $((made * 6))"
for _ in $(seq ${WAIT:-60}); do
  "$shiprank" me ada --export "$at/ada.json" "${here[@]}" >/dev/null
  got=$(node -e '
    const { usage } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const sum = key => usage.reduce((all, row) => all + row[key], 0);
    console.log(usage.length, sum("input"), sum("cacheRead"), sum("cacheWrite5m"), sum("cacheWrite1h"), sum("output"));' "$at/ada.json")
  [ "$got" = "$want" ] && break
  sleep 1
done
echo "responses, input, cache read, cache writes 5 min and 1 h, output of Ada: $got (the provider's truth: $want)"
HOME=$at/home "$shiprank" connect claude-code --server "$server" --token-file "$at/token" --check "${here[@]}"
[ "$got" = "$want" ]
