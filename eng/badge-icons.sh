#!/usr/bin/env bash
# Draws the badges' SVG icons as PNGs of 32, 64 and 128 pixels with a browser: no package that can be restored everywhere draws SVG.
# Run it after an icon was changed, and commit what it made.
set -euo pipefail
cd "$(dirname "$0")/../src/Shiprank.Server/Features/Badges/Icons"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || { echo "a browser is needed: chromium" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p png
for icon in *.svg; do
  for size in 32 64 128; do
    printf '<!doctype html><style>html,body{margin:0;background:transparent}img{display:block;width:%spx;height:%spx}</style><img src="data:image/svg+xml;base64,%s">' "$size" "$size" "$(base64 -w0 "$icon")" > "$work/icon.html"
    "$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" --default-background-color=00000000 --force-device-scale-factor=1 --window-size="$size,$size" --screenshot="$work/icon.png" "file://$work/icon.html" >/dev/null 2>&1
    mv "$work/icon.png" "png/${icon%.svg}-$size.png"
  done
done
