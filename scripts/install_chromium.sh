#!/bin/sh
# Browser tests drive the Chromium that is on the machine. As root it is installed from Debian.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done

packages="chromium fonts-liberation"
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Browser tests need Chromium: run \`sudo apt-get install $packages\`, then start again." >&2
    exit 1
fi

mkdir -p build
echo "Installing Chromium from Debian (a minute or two) ..."
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
if ! { apt-get -qq update && apt-get -qq install -y --no-install-recommends $packages; } >build/chromium.log 2>&1; then
    tail -n 3 build/chromium.log >&2
    echo "Chromium could not be installed: run \`apt-get install $packages\` and mend what it says." >&2
    exit 1
fi
