"""Uses a generated client as a researcher's program would: `use_client.py FOLDER ADDRESS TOKEN`. Started by `check.py`.

Every answer must come back as the model that the document promises, not as a bare dictionary; a missing model ends the program."""
import importlib
import pathlib
import sys

folder, address, token = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
sys.path.insert(0, str(folder.parent))
client_package = importlib.import_module(folder.name)
models = importlib.import_module(f"{folder.name}.models")
anonymous = client_package.Client(base_url=address)
known = client_package.AuthenticatedClient(base_url=address, token=token)
calls = 0


def call(name, client=anonymous, **arguments):
    """Status and parsed body of an operation."""
    global calls
    calls += 1
    answer = importlib.import_module(f"{folder.name}.api.default.{name}").sync_detailed(client=client, **arguments)
    return int(answer.status_code), answer.parsed


def want(condition, words):
    if not condition:
        sys.exit(f"the client failed: {words}")


status, about = call("about")
want(status == 200 and about.dossier == "demo", f"about: {status} {about}")
singles = {"reports": "report", "actors": "actor", "statements": "statement", "facts": "fact", "moves": "move", "conflicts": "conflict", "processes": "process"}
seen = {}
for shelf, single in singles.items():
    offset, entries = 0, []
    while True:
        status, page = call(f"list_{shelf}", limit=20, offset=offset)
        want(status == 200 and page.offset == offset, f"{shelf}: {status} {page}")
        entries += page.items
        offset += 20
        if page.next_ is None:
            break
    want(len(entries) == page.total == about.counts[shelf], f"{shelf}: {len(entries)} of {page.total}, {about.counts[shelf]} counted")
    for entry in entries:
        status, one = call(f"get_{single}", id=entry.id)
        want(status == 200 and type(one).__name__ == single.capitalize() and one.id == entry.id, f"{single} {entry.id}: {status} {type(one).__name__}")
    status, problem = call(f"get_{single}", id="no such id")
    want(status == 404 and isinstance(problem, models.Problem), f"a missing {single}: {status} {problem}")
    seen[shelf] = entries

answered = [move for move in seen["moves"] if move.answers]
want(answered, "no move of the demo has an answer")
sentences = call("get_move", id=answered[0].id)[1].sentences
want(sentences and all(sentence.text for sentence in sentences), f"the sentences of {answered[0].id}: {sentences}")
status, filtered = call("list_facts", kind=[models.ListFactsKindItem.MEETING])
want(status == 200 and 0 < filtered.total < about.counts["facts"], f"facts that are meetings: {filtered.total}")
want(call("list_derivations")[0] == 200, "derivations")
import datetime

status, changes = call("changes", since=datetime.date(2024, 10, 1))
want(status == 200 and changes.new, f"changes: {status}")
status, found = call("search", q="offer")
want(status == 200 and found.items, f"search: {status} {found}")

# Writing: not without the token; a ruling and its undo; a report.
ruling = models.NewJudgement(verb=models.NewJudgementVerb.CONFIRM, fact=seen["facts"][0].id)
want(call("rule", body=ruling)[0] == 401, "ruling without a token")
status, laid = call("rule", client=known, body=ruling)
want(status == 201 and isinstance(laid, models.Ruling), f"a ruling: {status} {laid}")
status, entries = call("list_rulings")
want(status == 200 and entries.total == 1 and entries.items[0].holds, f"rulings: {entries}")
report = models.IncomingType0(text="Ruritania offered Graustark talks in Zenda on Friday.") if hasattr(models, "IncomingType0") else None
if report is not None:
    status, added = call("add_reports", client=known, body=report)
    want(status == 200, f"a report: {status} {added}")
print(f"{calls} calls of the generated client: every list, every entry ({sum(map(len, seen.values()))}), filters, search, changes, rulings, errors")
