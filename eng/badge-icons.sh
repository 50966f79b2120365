#!/usr/bin/env bash
# Draws the badges' SVG icons as PNGs of 32, 64 and 128 pixels in a browser: no package that can be restored everywhere draws SVG.
# Run it after an icon was changed, and commit what it made.
set -euo pipefail
cd "$(dirname "$0")/../src/Shiprank.Server/Features/Badges/Icons"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || { echo "a browser is needed: chromium" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p png
{
  echo '<!doctype html><pre id="out"></pre><script>const icons = {'
  for icon in *.svg; do printf '"%s": "%s",\n' "${icon%.svg}" "$(base64 -w0 "$icon")"; done
  cat <<'JS'
};
const all = Object.entries(icons).flatMap(([name, svg]) => [32, 64, 128].map(size => new Promise(done => {
  const image = new Image(size, size);
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size;
    canvas.getContext("2d").drawImage(image, 0, 0, size, size);
    done(`${name}-${size} ${canvas.toDataURL("image/png").split(",")[1]}`);
  };
  image.src = `data:image/svg+xml;base64,${btoa(atob(svg).replace("<svg ", `<svg width="${size}" height="${size}" `))}`;
})));
Promise.all(all).then(lines => { document.getElementById("out").textContent = lines.join("\n"); });
</script>
JS
} > "$work/icons.html"
"$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" --virtual-time-budget=20000 --dump-dom "file://$work/icons.html" 2>/dev/null \
  | sed -nE 's/^.*<pre id="out">//; s/<\/pre>.*$//; /^[a-z-]+-(32|64|128) /p' | while read -r name data; do base64 -d <<<"$data" > "png/$name.png"; done
ls png | wc -l
