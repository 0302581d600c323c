#!/usr/bin/env python3
"""Prints what every page costs the server: `measure.py PROGRAM DOSSIER [--limit 150]`.

    generate.py 20000 | rapporteur read big.rapporteur - && measure.py target/release/rapporteur big.rapporteur

`--browser FOLDER` opens each address in Chromium besides, at 1280 and at 390 pixels, leaves a picture of it in FOLDER, and fails where the browser's
console complains.

Each address is asked for several times over loopback. Milliseconds of the clock and of the server's processor time (all of its threads, from
/proc, so that a busy machine does not count), for the first request and the median of the later ones, and the size of the answer. Exit code 1
where a page's median costs more processor time than the limit, or its first request more than twice that. Plain standard library; Linux."""
import argparse
import http.client
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse


def processor(pid):
    """Milliseconds of processor time that all threads of a process have had, those that have ended included to a tick of 10 ms."""
    alive = 0
    for thread in pathlib.Path(f"/proc/{pid}/task").iterdir():
        try:
            alive += int((thread / "schedstat").read_text().split()[0])
        except (OSError, IndexError):
            pass
    return alive / 1e6


def memory(pid, what):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(what):
            return int(line.split()[1]) / 1024
    return 0.0


class Server:
    def __init__(self, program, dossier):
        begin = time.monotonic()
        self.child = subprocess.Popen([program, "serve", dossier, "--no-open", "--read-only"], stdout=subprocess.PIPE, text=True)
        address = self.child.stdout.readline().strip()
        if not address:
            sys.exit("the server did not start")
        self.host = urllib.parse.urlparse(address).netloc
        self.opened = (1000 * (time.monotonic() - begin), processor(self.child.pid), memory(self.child.pid, "VmRSS"))
        self.connection = http.client.HTTPConnection(self.host, timeout=600)

    def get(self, path):
        """Body, milliseconds of the clock, milliseconds of the processor."""
        before, begin = processor(self.child.pid), time.monotonic()
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        body = answer.read()
        clock, used = 1000 * (time.monotonic() - begin), processor(self.child.pid) - before
        if answer.status != 200:
            sys.exit(f"{path}: {answer.status}")
        return body, clock, used

    def first(self, shelf):
        items = json.loads(self.get(f"/api/v1/{shelf}?limit=1")[0])["items"]
        return urllib.parse.quote(items[0]["id"], safe="") if items else None


def addresses(server):
    """Every view plain, under each filter, its later pages, and one entry of each sort; the ids are those of this dossier."""
    yield from ["/", "/?page=2", "/answers", "/answers?page=2", "/timeline", "/timeline?span=all&kinds=all&lanes=actor", "/calendar", "/changes",
                "/facts", "/facts?order=kind", "/facts?order=sources", "/facts?page=100", "/statements", "/conflicts", "/reports", "/compare", "/sources",
                "/actors", "/search?q=ceasefire", "/search?q=talks", "/review", "/add", "/downloads", "/api", "/brief"]
    record = json.loads(server.get("/api/v1")[0])
    last = record["last_report"]
    if last:
        month_before = f"{int(last[:4]) - (last[5:7] == '01')}-{(int(last[5:7]) - 2) % 12 + 1:02}-01"
        yield f"/changes?since={month_before}"
        yield f"/?from={month_before}"
    for shelf, pages in {"processes": ["/?process={}", "/answers?process={}", "/brief?process={}", "/facts?process={}"], "actors": ["/actors/{}", "/?actor={}", "/facts?actor={}"],
                         "reports": ["/reports/{}"], "facts": ["/evidence/{}"], "moves": ["/evidence/{}"], "conflicts": ["/evidence/{}"], "statements": ["/evidence/{}"]}.items():
        one = server.first(shelf)
        if one:
            yield from (page.format(one) for page in pages)
    yield from ["/?kind=proposal", "/facts?status=happened&roots=2"]
    yield from ["/api/v1/facts?limit=500", "/api/v1/moves?limit=500", "/api/v1/reports?limit=500", "/api/v1/search?q=talks", "/api/v1/openapi.json"]


def browse(host, path, folder, number):
    """What the browser's console says of a page; a picture of it at two widths."""
    said = []
    for width in (1280, 390):
        with tempfile.TemporaryDirectory() as profile:
            done = subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                 "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--enable-logging=stderr", f"--user-data-dir={profile}",
                 f"--window-size={width},1600", f"--screenshot={folder / f'{number:02}-{width}.png'}", f"http://{host}{path}"],
                capture_output=True, text=True, timeout=300)
        said += [line for line in done.stderr.splitlines() if "CONSOLE" in line]
        if not (folder / f"{number:02}-{width}.png").exists():
            said.append(f"no picture at {width}")
    return said


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("dossier")
    parser.add_argument("--runs", type=int, default=5, help="requests to each address after the first")
    parser.add_argument("--limit", type=float, default=150, help="milliseconds of processor time that a page may cost")
    parser.add_argument("--browser", type=pathlib.Path, metavar="FOLDER", help="open each address in Chromium too; pictures go here")
    asked = parser.parse_args()
    server = Server(asked.program, asked.dossier)
    slow, complained = [], []
    try:
        counts = json.loads(server.get("/api/v1")[0])["counts"]
        print(", ".join(f"{number} {name}" for name, number in counts.items()))
        print("opened in {:.0f} ms ({:.0f} ms of the processor), then {:.0f} MB of memory\n".format(*server.opened))
        print("| address | first, ms | later, ms | first, ms of processor | later, ms of processor | bytes |\n|---|---|---|---|---|---|")
        for number, path in enumerate(addresses(server)):
            body, clock, used = server.get(path)
            later = [server.get(path)[1:] for _ in range(asked.runs)]
            median = [statistics.median(values) for values in zip(*later)]
            # Paths of entries are long and mean nothing to a reader.
            shown = path if len(path) < 48 else path[:45] + "…"
            print(f"| `{shown}` | {clock:.0f} | {median[0]:.0f} | {used:.0f} | {median[1]:.0f} | {len(body):,} |", flush=True)
            if median[1] > asked.limit or used > 2 * asked.limit:
                slow.append(path)
            if asked.browser and not path.startswith("/api/"):
                asked.browser.mkdir(parents=True, exist_ok=True)
                for line in browse(server.host, path, asked.browser, number):
                    print(f"{path}: {line}", file=sys.stderr)
                    complained.append(path)
        print("\n{:.0f} MB of memory now, {:.0f} MB at most".format(memory(server.child.pid, "VmRSS"), memory(server.child.pid, "VmHWM")))
    finally:
        server.child.terminate()
        server.child.wait()
    if slow:
        print(f"more than {asked.limit:.0f} ms: " + " ".join(slow))
    if complained:
        print("the browser complained: " + " ".join(sorted(set(complained))))
    return 1 if slow or complained else 0


if __name__ == "__main__":
    sys.exit(main())
