//! The record as JSON Lines (exchange format, part 3): one object a line, each with its `type`. Offsets leave here as code points.

use crate::annotation::published;
use model::{Actor, CodePoints, Conflict, Derivation, Envelope, Evidence, Fact, Move, Process, Record, ReportEntry, Span, Utterance};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Every line of the record, in this order: reports, derivations, actors, statements, facts, moves, conflicts, processes.
///
/// `texts` gives the text of each report by id, to turn bytes into code points; places in a report without text are left out.
pub fn record_lines<'t>(record: &Record, texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Vec<Value> {
    let writer = Writer { points: texts.into_iter().map(|(id, text)| (id, CodePoints::new(text))).collect() };
    let mut out = Vec::new();
    out.extend(record.reports.iter().map(report));
    out.extend(record.derivations.iter().map(|d| writer.derivation(d)));
    out.extend(record.actors.iter().map(|a| writer.actor(a)));
    out.extend(record.statements.iter().map(|s| writer.utterance(s)));
    out.extend(record.facts.iter().map(|f| writer.fact(f)));
    out.extend(record.moves.iter().map(|m| writer.move_(m)));
    out.extend(record.conflicts.iter().map(|c| writer.conflict(c)));
    out.extend(record.processes.iter().map(|p| writer.process(p)));
    out
}

struct Writer<'t> {
    points: BTreeMap<&'t str, CodePoints<'t>>,
}

/// An object from `(key, value)` pairs, in their order.
fn object<const N: usize>(pairs: [(&str, Value); N]) -> Map<String, Value> {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn ends(map: &mut Map<String, Value>, envelope: Envelope) {
    map.insert("earliest".into(), json!(envelope.earliest));
    map.insert("latest".into(), json!(envelope.latest));
}

fn report(report: &ReportEntry) -> Value {
    Value::Object(object([
        ("type", json!("report")),
        ("id", json!(report.id)),
        ("title", json!(report.title)),
        ("outlet", json!(report.outlet)),
        ("url", json!(report.url)),
        ("published", report.published.as_ref().map_or(Value::Null, published)),
        ("root", json!(report.root)),
        ("origin", json!(report.origin)),
        ("story", json!(report.story)),
        ("sha256", json!(report.sha256)),
    ]))
}

impl Writer<'_> {
    fn place(&self, report: &str, span: Span) -> Option<(usize, usize)> {
        self.points.get(report).map(|points| points.span(span))
    }

    fn evidence(&self, evidence: &[Evidence]) -> Value {
        let places = evidence.iter().filter_map(|e| {
            let (start, end) = self.place(&e.report, e.span)?;
            Some(json!({"report": e.report, "sentence": e.sentence, "start": start, "end": end, "stance": e.stance}))
        });
        places.collect()
    }

    fn derivation(&self, derivation: &Derivation) -> Value {
        let pairs = derivation.evidence.iter().filter_map(|(from, to)| {
            let to = if to.is_empty() { None } else { self.place(&derivation.to, *to) };
            Some(json!({"from": self.place(&derivation.from, *from)?, "to": to}))
        });
        Value::Object(object([
            ("type", json!("derivation")),
            ("from", json!(derivation.from)),
            ("to", json!(derivation.to)),
            ("relation", json!(derivation.relation)),
            ("score", json!((derivation.score * 1000.0).round() / 1000.0)),
            ("evidence", pairs.collect()),
        ]))
    }

    fn actor(&self, actor: &Actor) -> Value {
        let positions = actor.positions.iter().map(|tenure| {
            let mut map = object([("label", json!(tenure.label))]);
            ends(&mut map, tenure.envelope);
            map.insert("ended".into(), json!(tenure.ended));
            map.insert("evidence".into(), self.evidence(&tenure.evidence));
            if let Some(verdict) = &tenure.verdict {
                map.insert("verdict".into(), json!(verdict));
            }
            Value::Object(map)
        });
        Value::Object(object([
            ("type", json!("actor")),
            ("id", json!(actor.id)),
            ("kind", json!(actor.kind)),
            ("name", json!(actor.name)),
            ("names", json!(actor.names)),
            ("side", json!(actor.side)),
            ("positions", positions.collect()),
        ]))
    }

    fn utterance(&self, utterance: &Utterance) -> Value {
        let wordings = utterance.wordings.iter().filter_map(|wording| {
            let (start, end) = self.place(&wording.report, wording.span)?;
            Some(json!({"report": wording.report, "mode": wording.mode, "text": wording.text, "start": start, "end": end}))
        });
        let mut map = object([("type", json!("statement")), ("id", json!(utterance.id)), ("speaker", json!(utterance.speaker))]);
        ends(&mut map, utterance.envelope);
        map.insert("wordings".into(), wordings.collect());
        map.insert("roots".into(), json!(utterance.roots));
        Value::Object(map)
    }

    fn fact(&self, fact: &Fact) -> Value {
        let mut map = object([
            ("type", json!("fact")),
            ("id", json!(fact.id)),
            ("kind", json!(fact.kind)),
            ("status", json!(fact.status)),
            ("speaker", json!(fact.speaker)),
            ("fields", json!(fact.fields)),
        ]);
        ends(&mut map, fact.envelope);
        map.insert("evidence".into(), self.evidence(&fact.evidence));
        map.insert("reports".into(), json!(fact.reports));
        map.insert("roots".into(), json!(fact.roots));
        map.insert("process".into(), json!(fact.process));
        if !fact.links.is_empty() {
            map.insert("links".into(), json!(fact.links));
        }
        if !fact.doubts.is_empty() {
            map.insert("doubts".into(), json!(fact.doubts));
            map.insert("unsure".into(), json!(fact.unsure));
        }
        if let Some(ruling) = &fact.ruling {
            map.insert("ruling".into(), json!(ruling));
        }
        Value::Object(map)
    }

    fn move_(&self, entry: &Move) -> Value {
        let answers = entry.answers.iter().map(|answer| {
            let mut map = object([("by", json!(answer.by)), ("answer", json!(answer.answer)), ("condition", json!(answer.condition))]);
            ends(&mut map, answer.envelope);
            map.insert("evidence".into(), self.evidence(&answer.evidence));
            Value::Object(map)
        });
        let due = entry.due.map(|due| {
            let mut map = Map::new();
            ends(&mut map, due);
            Value::Object(map)
        });
        Value::Object(object([
            ("type", json!("move")),
            ("id", json!(entry.id)),
            ("kind", json!(entry.kind)),
            ("by", json!(entry.by)),
            ("to", json!(entry.to)),
            ("content", json!(entry.content)),
            ("track", json!(entry.track)),
            ("stage", json!(entry.stage)),
            ("due", json!(due)),
            ("condition", json!(entry.condition)),
            ("answers", answers.collect()),
            ("owes", json!(entry.owes)),
            ("state", json!(entry.state)),
            ("evidence", self.evidence(&entry.evidence)),
            ("reports", json!(entry.reports)),
            ("roots", json!(entry.roots)),
        ]))
    }

    fn conflict(&self, conflict: &Conflict) -> Value {
        let values = conflict.values.iter().map(|value| {
            json!({"value": value.value, "report": value.reports.first(), "reports": value.reports,
                   "evidence": self.evidence(&value.evidence)})
        });
        Value::Object(object([
            ("type", json!("conflict")),
            ("id", json!(conflict.id)),
            ("field", json!(conflict.field)),
            ("values", values.collect()),
            ("verdict", json!(conflict.verdict)),
            ("roots", json!(conflict.roots)),
            ("facts", json!(conflict.facts)),
        ]))
    }

    fn process(&self, process: &Process) -> Value {
        let tracks: Vec<Value> = process
            .tracks
            .iter()
            .map(|track| {
                let mut map = object([("name", json!(track.name)), ("state", json!(track.state))]);
                ends(&mut map, track.changed);
                Value::Object(map)
            })
            .collect();
        let mut map = object([
            ("type", json!("process")),
            ("id", json!(process.id)),
            ("name", json!(process.name)),
            ("parties", json!(process.parties)),
            ("tracks", Value::Array(tracks)),
            ("state", json!(process.state)),
        ]);
        ends(&mut map, process.envelope);
        map.insert("facts".into(), json!(process.facts));
        if !process.gist.is_empty() {
            let gist = process.gist.iter().filter_map(|one| {
                let (start, end) = self.place(&one.report, one.span)?;
                let (sentence, reports, roots) = (one.sentence, one.reports, one.roots);
                Some(json!({"report": one.report, "sentence": sentence, "start": start, "end": end, "reports": reports, "roots": roots}))
            });
            map.insert("gist".into(), gist.collect());
        }
        Value::Object(map)
    }
}
