#!/usr/bin/env python3
"""Tests the HTTP API from its own description, with programs that are not ours: `check.py PROGRAM` (the built rapporteur).

Starts PROGRAM on a fresh demo dossier, then
  1. schemathesis makes requests from the OpenAPI document, sensible and senseless ones, and checks every answer against it;
  2. openapi-python-client generates a client, and the client is used: every list, every entry of it, search, changes, a ruling, its undo,
     reading reports in, and errors.
Fails (exit 1) on a 5xx, on an answer that the document does not describe, or where the client cannot do what it should. Both tools are
installed from PyPI into a virtual environment (`--venv`, kept for the next run). Plain standard library besides."""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import venv

HERE = pathlib.Path(__file__).resolve().parent
TOKEN = "only-for-this-test"


def tools(folder):
    """The virtual environment with both tools."""
    if not (folder / "bin" / "schemathesis").exists() or not (folder / "bin" / "openapi-python-client").exists():
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True)
    return folder / "bin"


class Server:
    """PROGRAM serving a fresh demo dossier."""

    def __init__(self, program, folder):
        subprocess.run([program, "demo", "--in", folder], check=True, stdout=subprocess.DEVNULL)
        self.child = subprocess.Popen([program, "serve", folder / "demo.rapporteur", "--no-open", "--token", TOKEN], stdout=subprocess.PIPE, text=True)
        self.address = self.child.stdout.readline().strip().rstrip("/")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.terminate()
        self.child.wait()


def schemathesis(bin_, server, examples, seed):
    """Requests from the document. The stream of events does not end and is left out."""
    print(f"== schemathesis, {examples} examples an operation", flush=True)
    done = subprocess.run(
        [bin_ / "schemathesis", "run", server.address + "/api/v1/openapi.json", "--header", f"Authorization: Bearer {TOKEN}", "--checks", "all",
         "--exclude-path", "/api/v1/events", "--max-examples", str(examples), "--seed", str(seed), "--no-color"],
        cwd=server.folder, text=True, capture_output=True)
    print("\n".join(done.stdout.splitlines()[-60 if done.returncode else -25:]))
    return done.returncode == 0


def client(bin_, server, folder):
    """A client made from the document, in use."""
    print("== generated client", flush=True)
    made = folder / "client"
    done = subprocess.run([bin_ / "openapi-python-client", "generate", "--url", server.address + "/api/v1/openapi.json", "--output-path", made, "--meta", "none"],
                          text=True, capture_output=True, env={**os.environ, "PATH": f"{bin_}:{os.environ['PATH']}"})
    told = done.stdout + done.stderr
    # Reports may be sent as JSON Lines too, which the generator does not know; it then takes JSON.
    strange = len(re.findall(r"(?m)^WARNING ", told)) - told.count("Unsupported content type application/jsonl")
    if done.returncode != 0 or strange:
        print(told)
        return False
    done = subprocess.run([bin_ / "python", HERE / "use_client.py", made, server.address, TOKEN], text=True)
    return done.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--examples", type=int, default=60, help="examples an operation")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same requests")
    parser.add_argument("--venv", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "rapporteur-api-tools")
    asked = parser.parse_args()
    bin_ = tools(asked.venv)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        with Server(asked.program.resolve(), folder) as server:
            server.folder = folder
            # The client first: it counts what the demo holds, and the tester adds reports of its own.
            good = [client(bin_, server, folder), schemathesis(bin_, server, asked.examples, asked.seed)]
            if server.child.poll() is not None:
                print("the server has ended by itself")
                good.append(False)
    print("all good" if all(good) else "FAILED")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
