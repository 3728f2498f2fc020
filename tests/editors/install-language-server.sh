#!/bin/sh
# Sees to it that the tests of editors find the language server for YAML: with npm, what package-lock.json pins goes
# into the virtual environment that is named. Never fails: without it those tests are skipped, and say why.

here=$(dirname "$0")
there=$1/yaml-language-server

command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || exit 0
cmp -s "$here/package-lock.json" "$there/package-lock.json" && [ -f "$there/installed" ] && exit 0

echo "Installing the language server for YAML, for the tests of editors." >&2
mkdir -p "$there" && rm -f "$there/installed" && cp "$here/package.json" "$here/package-lock.json" "$there/" &&
    (cd "$there" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >&2 && touch "$there/installed" ||
    echo "The language server for YAML could not be installed." >&2
exit 0
