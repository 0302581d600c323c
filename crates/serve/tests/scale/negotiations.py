#!/usr/bin/env python3
"""How well a record tells the negotiations of generated reports apart: `rapporteur export big.rapporteur | negotiations.py`.

The generator writes the number of the negotiation into each report's address; a report is counted with the negotiation that most of its facts
belong to. Prints B-cubed precision, recall and F1 (Bagga and Baldwin 1998). Plain standard library."""
import collections
import json
import sys

true, votes = {}, collections.defaultdict(collections.Counter)
for line in sys.stdin:
    entry = json.loads(line)
    if entry["type"] == "report":
        true[entry["id"]] = entry["url"].split("/")[3]
    elif entry["type"] == "fact" and entry.get("process"):
        for evidence in entry["evidence"]:
            votes[evidence["report"]][entry["process"]] += 1
found = {report: votes[report].most_common(1)[0][0] if votes[report] else report for report in true}
by_true, by_found = collections.defaultdict(set), collections.defaultdict(set)
for report in true:
    by_true[true[report]].add(report)
    by_found[found[report]].add(report)
both = {report: len(by_true[true[report]] & by_found[found[report]]) for report in true}
precision = sum(both[r] / len(by_found[found[r]]) for r in true) / len(true)
recall = sum(both[r] / len(by_true[true[r]]) for r in true) / len(true)
print(f"{len(true)} reports, {len(by_true)} negotiations, {len(by_found)} found: B3 precision {precision:.3f} recall {recall:.3f} "
      f"F1 {2 * precision * recall / (precision + recall):.3f}")
