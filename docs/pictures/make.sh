#!/usr/bin/env bash
# Makes the pictures of docs/first-look.md: PROGRAM is the built rapporteur; needs chromium and curl.
set -euo pipefail
program=${1:?usage: docs/pictures/make.sh PROGRAM}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
address=127.0.0.1:8791
"$program" demo --in "$work" >/dev/null
"$program" serve "$work/demo.rapporteur" --address "$address" --no-open >/dev/null &
server=$!
trap 'kill "$server"; rm -rf "$work"' EXIT
until curl -sf "http://$address/" >/dev/null; do sleep 0.2; done
shot() { # NAME PATH WIDTH HEIGHT
  chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync \
    --hide-scrollbars --user-data-dir="$work/profile-$1" --window-size="$3,$4" --screenshot="$here/$1.png" "http://$address$2" >/dev/null 2>&1
}
fact=$(curl -s "http://$address/api/v1/moves?limit=1" | sed 's/.*"id":"\([^"]*\)".*/\1/')
shot board / 1280 1000
shot board-narrow / 390 1000
shot answers /answers 1280 900
shot evidence "/evidence/$fact" 1280 1000
shot timeline "/timeline?span=all" 1280 800
