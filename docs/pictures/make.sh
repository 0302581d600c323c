#!/usr/bin/env bash
# Goes the way of docs/first-look.md, says how long each step takes, and makes its pictures: `make.sh PROGRAM` beside this file, from the reports in
# examples/; `make.sh PROGRAM FOLDER PICTURES` from reports of yours, the pictures into another folder. PROGRAM is the built rapporteur; needs
# chromium and curl.
set -euo pipefail
program=$(realpath "${1:?usage: docs/pictures/make.sh PROGRAM [REPORTS PICTURES]}")
here=$(cd "$(dirname "$0")" && pwd)
reports=${2:-}
pictures=${3:-$here}
[ -z "$reports" ] || [ -n "${3:-}" ] || { echo "say where the pictures of these reports go: they may not be ours to show"; exit 1; }
mkdir -p "$pictures"
pictures=$(cd "$pictures" && pwd)
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
begin=$(date +%s%N)
step() { # WORDS: what has been done since the last step, in seconds
  local now
  now=$(date +%s%N)
  printf '%6.1f s  %s\n' "$(((now - begin) / 100000000))e-1" "$1"
  begin=$now
}
if [ -n "$reports" ]; then
  "$program" read "$work/first.rapporteur" "$reports"/*.txt >/dev/null
else
  "$program" demo --in "$work" >/dev/null
  mv "$work/demo.rapporteur" "$work/first.rapporteur"
fi
step "reports read in"
"$program" serve "$work/first.rapporteur" --no-open >"$work/said" &
server=$!
until address=$(grep -m1 -o 'http://[^ ]*[0-9]' "$work/said") && curl -sf "$address/" >"$work/board.html"; do sleep 0.1; done
step "the board is there"
# What a reader looks for first: who owes an answer, and what is due when.
for head in h-owes h-due; do
  grep -o "id=\"$head\".*" "$work/board.html" | sed 's/<\/section>.*//; s/^[^>]*>//; s/<\/h2>/:\n/; s/<\/li>/\n/g; s/<[^>]*>//g' | sed '/^ *$/d'
done
step "who owes and what is due, read from the board"
shot() { # NAME PATH WIDTH HEIGHT
  chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync \
    --hide-scrollbars --user-data-dir="$work/profile-$1" --window-size="$3,$4" --screenshot="$pictures/$1.png" "$address$2" >/dev/null 2>&1
}
move=$(curl -s "$address/api/v1/moves?limit=1" | sed 's/.*"id":"\([^"]*\)".*/\1/')
shot board / 1280 1000
shot board-narrow / 390 1000
shot answers /answers 1280 900
shot evidence "/evidence/$move" 1280 1000
shot timeline "/timeline" 1280 900
shot calendar /calendar 1280 900
shot reports /reports 1280 900
shot search "/search?q=talks" 1280 900
step "pictures made"
