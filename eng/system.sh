#!/usr/bin/env bash
# What the machine has to bring; with `tests`, what tests need beyond that. Installs what is missing where that needs no question (root and apt), else names it.
set -uo pipefail

packages=()
command -v git >/dev/null || packages+=(git)
# Agents' SQLite logs with STRICT tables need the system's library: the bundled one is too old.
if [ "$(uname -s)" = Linux ] && ! ldconfig -p 2>/dev/null | grep 'libsqlite3\.so\.0' >/dev/null; then packages+=(libsqlite3-0); fi
# Tests look at the pages in a browser; without one they are skipped, and say so.
if [ "${1:-}" = tests ] && ! { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null; then packages+=(chromium); fi
if [ ${#packages[@]} -gt 0 ]; then
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "installing: ${packages[*]}" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"; } >/dev/null || echo "could not install: ${packages[*]}" >&2
  else
    echo "missing, please install: ${packages[*]}" >&2
  fi
fi
for tool in dotnet:"the .NET 10 SDK" npm:"Node with npm" git:git; do
  command -v "${tool%%:*}" >/dev/null || { echo "missing, please install: ${tool#*:}" >&2; exit 1; }
done
