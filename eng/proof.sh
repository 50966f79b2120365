#!/usr/bin/env bash
# Proves anew and writes the document, its plots and the data that ships. PROOF_OPTIONS: other seeds, sizes, attacks.
set -euo pipefail
cd "$(dirname "$0")/.."
written=$(mktemp -d)
trap 'rm -rf "$written"' EXIT
# shellcheck disable=SC2086
out/shiprank proof ${PROOF_OPTIONS:-} --write "$written"
mv "$written"/proof.md "$written"/*.svg docs/concepts/
mv "$written"/proof.json src/Shiprank.Engine/Proof/proof.json
