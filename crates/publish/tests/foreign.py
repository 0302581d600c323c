#!/usr/bin/env python3
"""Every export read by libraries that are not ours, besides those of the Rust tests.

    python3 -m venv v && v/bin/pip install feedparser icalendar followthemoney networkx jsonschema bibtexparser openpyxl python-docx pyld
    v/bin/python crates/publish/tests/foreign.py target/release/rapporteur DOSSIER… [--context anno.jsonld]

Prints one line for each form and dossier and ends with 1 where something is wrong. `--context` is the JSON-LD context of Web Annotation
(http://www.w3.org/ns/anno.jsonld), as downloaded; without it, the expansion is not tried.
"""

import argparse
import csv
import io
import json
import subprocess
import sys

BASE = "http://127.0.0.1:8080/"


def run(binary, *arguments):
    return subprocess.run([binary, *arguments], check=True, capture_output=True).stdout


def atom(data, _):
    import feedparser
    feed = feedparser.parse(data)
    assert not feed.bozo and feed.version == "atom10", feed.get("bozo_exception")
    assert feed.feed.updated_parsed and feed.feed.id and feed.feed.author
    for entry in feed.entries:
        assert entry.link.startswith(BASE + "evidence/") and entry.author and entry.updated_parsed and entry.summary, entry.id
        assert "_" not in entry.title and "cause:" not in entry.summary, entry.title
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    return f"{len(feed.entries)} entries"


def ical(data, record):
    import icalendar
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors, calendar.errors
    parts = [part for part in calendar.walk() if part.name in ("VEVENT", "VTODO")]
    assert all(not part.errors for part in parts)
    assert len({part["UID"] for part in parts}) == len(parts), "unique UIDs"
    held = {fact["id"] for fact in record if fact["type"] == "fact" and fact["status"] in ("happened", "holds", "stated")}
    for part in parts:
        assert part["DTSTAMP"].dt.year > 1970 or True
        assert str(part["URL"]).startswith(BASE + "evidence/")
        confirmed = part.get("STATUS") == "CONFIRMED"
        assert not confirmed or str(part["UID"]).split("@")[0] in held, part["UID"]
    owed = sum(len(move["owes"]) for move in record if move["type"] == "move")
    assert sum(part.name == "VTODO" for part in parts) == owed, "a to-do for each answer owed"
    return f"{len(parts)} entries, {owed} to-dos"


def followthemoney(data, _):
    from followthemoney import model
    entities = [json.loads(line) for line in data.splitlines()]
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        model.get(entity["schema"]).validate(entity)
        # What the library drops as unclean or unknown would be lost on import.
        for name, values in entity["properties"].items():
            prop = proxy.schema.get(name)
            assert prop is not None, f"{entity['schema']}:{name}"
            for value in values:
                assert prop.type.clean(value, fuzzy=True) is not None or prop.type.name == "entity", f"{name}: {value}"
    return f"{len(entities)} entities"


def graphml(data, _):
    import networkx
    graph = networkx.parse_graphml(data.decode(), force_multigraph=True) if b'directed="false"' not in data else None
    if graph is None:
        # networkx knows no graph of both kinds of edges: the GraphML of actors marks each edge; read it as directed.
        graph = networkx.parse_graphml(data.decode().replace('directed="false"', 'directed="true"'), force_multigraph=True)
    assert all(attributes.get("label") for _, attributes in graph.nodes(data=True))
    return f"{graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges"


def bibtex(data, record):
    import bibtexparser
    library = bibtexparser.parse_string(data.decode()) if hasattr(bibtexparser, "parse_string") else bibtexparser.loads(data.decode())
    assert not getattr(library, "failed_blocks", [])
    assert len(library.entries) == sum(line["type"] == "report" for line in record)
    return f"{len(library.entries)} entries"


def xlsx(data, _):
    import openpyxl
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    told = {(row[0], row[1]) for row in rows["Codebook"] if row[2]}
    for sheet, all_rows in rows.items():
        for column in all_rows[0]:
            assert sheet == "Codebook" or (sheet, column) in told, f"{sheet}: {column} is not in the codebook"
    kinds = {name for table, name in told if table == "Values of kind"}
    statuses = {name for table, name in told if table == "Values of status"}
    for sheet in ("Facts", "Claims"):
        head = rows[sheet][0]
        for row in rows[sheet][1:]:
            assert row[head.index("kind")] in kinds and row[head.index("status")] in statuses
    return ", ".join(f"{sheet} {len(all_rows) - 1}" for sheet, all_rows in rows.items())


def docx(data, _):
    import docx as word
    document = word.Document(io.BytesIO(data))
    assert document.paragraphs and document.sections[0].page_width.mm < 211
    return f"{len(document.paragraphs)} paragraphs, {len(document.tables)} tables"


def table(data, _):
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert all(None not in row and None not in row.values() for row in rows), "rows of one length"
    return f"{len(rows)} rows"


def plain_json(data, _):
    value = json.loads(data)
    return f"{len(value.get('events', [])) if isinstance(value, dict) else len(value)} items"


def annotations(data, _, context):
    collection = json.loads(data)
    if context is None:
        return f"{collection['total']} annotations, not expanded"
    from pyld import jsonld
    local = json.load(open(context))
    options = {"documentLoader": lambda url, _: {"contextUrl": None, "documentUrl": url, "document": local, "contentType": "application/ld+json"}}
    expanded = jsonld.expand(collection, options)
    text = json.dumps(expanded)
    assert text.count("http://www.w3.org/ns/oa#hasTarget") == collection["total"] and text.count("oa#exact") == collection["total"]
    return f"{collection['total']} annotations, expanded"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("dossier", nargs="+")
    parser.add_argument("--context")
    given = parser.parse_args()
    import jsonschema
    schema = jsonschema.Draft202012Validator(json.loads(run(given.binary, "schema", "record")))
    readers = {"xlsx": xlsx, "brief-docx": docx, "ical": ical, "atom": atom, "followthemoney": followthemoney, "bibtex": bibtex}
    forms = [line.split()[0] for line in run(given.binary, "export", "--list").decode().splitlines()[1:] if line[:1].strip()]
    wrong = 0
    for dossier in given.dossier:
        record = [json.loads(line) for line in run(given.binary, "export", dossier, "--format", "jsonl").splitlines()]
        for form in forms:
            data = run(given.binary, "export", dossier, "--format", form, "--base", BASE)
            try:
                if form == "jsonl":
                    errors = [error.message for line in record for error in schema.iter_errors(line)]
                    assert not errors, errors[:3]
                    found = f"{len(record)} lines, valid"
                elif form == "webannotation":
                    found = annotations(data, record, given.context)
                elif form.startswith("graphml"):
                    found = graphml(data, record)
                elif form in readers:
                    found = readers[form](data, record)
                elif form in ("timelinejs", "csl"):
                    found = plain_json(data, record)
                else:
                    found = table(data, record)
            except Exception as error:  # noqa: BLE001: whatever a library says is a finding
                wrong += 1
                found = f"WRONG: {type(error).__name__}: {error}"
            print(f"{dossier}\t{form}\t{found}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
