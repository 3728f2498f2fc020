#!/bin/sh
# Sees to it that the browser tests find a browser: as root, where there is none, asks the system's packages for
# Chromium. Never fails: without a browser those tests are skipped, and the last line of the test run says so.
# Which browsers are looked for must agree with tests/browser/conftest.py.

[ -n "$CHROMIUM" ] && exit 0 # who names one has one

for browser in chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "C:/Program Files/Google/Chrome/Application/chrome.exe"; do
    command -v "$browser" >/dev/null 2>&1 && exit 0
done

[ "$(id -u)" = 0 ] || exit 0

echo "No Chromium here: installing one for the browser tests." >&2
if command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends chromium
elif command -v dnf >/dev/null 2>&1; then
    dnf install --quiet --assumeyes chromium
elif command -v zypper >/dev/null 2>&1; then
    zypper --quiet --non-interactive install chromium
elif command -v pacman >/dev/null 2>&1; then
    pacman --sync --refresh --noconfirm --needed chromium
fi >&2 || echo "Chromium could not be installed." >&2
exit 0
