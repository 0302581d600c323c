//! Claims of whole reports against rows coded by hand: kinds, statuses, who takes part, when.
//!
//! A gold row: `{"report", "sentence_start", "sentence_end", "start", "end", "kind", "status", "also", "fields", "speaker", "time",
//! "also_time", "required"}`, offsets in code points of `REPORT.txt` beside the file. `actors.json` beside it says which names are one
//! actor; `dates.json` (`{"REPORT": "2031-03-09"}`), where there is one, gives dates of publication.

use crate::gold::{self, Input};
use crate::measures::{Figures, ratio};
use crate::names::Names;
use anyhow::Context;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The fields that name who takes part.
const ROLES: [&str; 10] =
    ["proposer", "by", "holder", "person", "addressee", "target", "participants", "attendees", "beneficiary", "on_behalf"];

/// Gold rows with the texts that they are about.
pub struct Gold {
    rows: Vec<Value>,
    texts: BTreeMap<String, String>,
    dates: Value,
    names: Names,
}

impl Gold {
    /// Reads the rows and what lies beside them.
    pub fn read(path: &Path) -> anyhow::Result<Gold> {
        let rows = gold::json_lines(path)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut texts = BTreeMap::new();
        for row in &rows {
            let report = row["report"].as_str().context("a row has no \"report\"")?;
            if !texts.contains_key(report) {
                let file = folder.join(format!("{report}.txt"));
                let text = std::fs::read_to_string(&file).with_context(|| format!("the text of a report: {}", file.display()))?;
                texts.insert(report.to_owned(), text);
            }
        }
        let beside = |name: &str| -> anyhow::Result<Value> {
            let file = folder.join(name);
            if !file.exists() {
                return Ok(Value::Null);
            }
            serde_json::from_str(&std::fs::read_to_string(&file)?).with_context(|| file.display().to_string())
        };
        Ok(Gold { rows, texts, dates: beside("dates.json")?, names: Names::new(&beside("actors.json")?) })
    }

    /// The reports to annotate, as they were scraped.
    pub fn inputs(&self) -> Vec<Input> {
        self.texts.iter().map(|(id, text)| Input::scraped(id, text).published(self.dates[id].as_str())).collect()
    }
}

/// A row of gold or an answer, with what is compared.
struct Row<'a> {
    report: &'a str,
    start: u64,
    end: u64,
    value: &'a Value,
    /// Kind and status, then the other readings that count as right.
    labels: Vec<(&'a str, &'a str)>,
}

fn row<'a>(report: &'a str, value: &'a Value) -> Option<Row<'a>> {
    let mut labels = vec![(value["kind"].as_str()?, value["status"].as_str().unwrap_or_default())];
    labels.extend(value["also"].as_array().into_iter().flatten().filter_map(|pair| Some((pair[0].as_str()?, pair[1].as_str()?))));
    Some(Row { report, start: value["start"].as_u64()?, end: value["end"].as_u64()?, value, labels })
}

/// The strings in the roles of a claim.
fn parties(value: &Value) -> impl Iterator<Item = (&'static str, &str)> {
    ROLES.iter().flat_map(move |role| {
        let field = &value["fields"][*role];
        let list = field.as_array().map_or(std::slice::from_ref(field), Vec::as_slice);
        list.iter().filter_map(move |one| Some((*role, one.as_str()?)))
    })
}

/// Figures over all rows.
pub fn score(gold: &Gold, found: &BTreeMap<String, Value>) -> Figures {
    let rows: Vec<Row> = gold.rows.iter().filter_map(|value| row(value["report"].as_str()?, value)).collect();
    let answers: Vec<Row> = gold
        .texts
        .keys()
        .filter_map(|report| found.get(report).map(|one| (report, one)))
        .flat_map(|(report, one)| one["claims"].as_array().into_iter().flatten().filter_map(move |claim| row(report, claim)))
        .collect();
    let pairs = align(&rows, &answers, &gold.names);
    let kind = |&(i, j): &(usize, usize)| rows[i].labels.iter().any(|(kind, _)| *kind == answers[j].labels[0].0);
    let both = |&(i, j): &(usize, usize)| rows[i].labels.contains(&answers[j].labels[0]);
    let strict = |&(i, j): &(usize, usize)| rows[i].labels[0] == answers[j].labels[0];
    let required = |i: usize| rows[i].value["required"].as_bool().unwrap_or(true);
    let asked = (0..rows.len()).filter(|&i| required(i)).count();
    let mut figures = Figures::default();
    figures.count("reports", gold.texts.len()).count("claims", rows.len()).count("required", asked).count("given", answers.len());
    let mut measure = |name: &str, of: &dyn Fn(&(usize, usize)) -> bool| {
        let hits: Vec<usize> = pairs.iter().filter(|pair| of(pair)).map(|(i, _)| *i).collect();
        // Rows that are not required cost nothing when they are missing; what is found counts for precision.
        let recall = ratio(hits.iter().filter(|&&i| required(i)).count(), asked);
        figures.prf_of(name, ratio(hits.len(), answers.len()), recall).add(format!("{name}_r_all"), ratio(hits.len(), rows.len()));
    };
    measure("kind", &kind);
    measure("kind_status", &both);
    measure("kind_status_strict", &strict);
    let same_kind: Vec<(usize, usize)> = pairs.iter().copied().filter(|pair| kind(pair)).collect();
    participants(&rows, &answers, &same_kind, &gold.names, &mut figures);
    times(&rows, &answers, &same_kind, &mut figures);
    figures
}

/// One answer a row at most, the likest first: same kind and status, same kind, then overlap, names and time.
fn align(rows: &[Row], answers: &[Row], names: &Names) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (i, gold) in rows.iter().enumerate() {
        let sentence =
            (gold.value["sentence_start"].as_u64().unwrap_or(gold.start), gold.value["sentence_end"].as_u64().unwrap_or(gold.end));
        for (j, answer) in answers.iter().enumerate().filter(|(_, answer)| answer.report == gold.report) {
            let overlap = overlap((gold.start, gold.end), (answer.start, answer.end));
            let inside = self::overlap(sentence, (answer.start, answer.end));
            if overlap == 0 || inside * 2 < answer.end - answer.start {
                continue;
            }
            let label = if answer.labels[0] == gold.labels[0] {
                40.0
            } else if gold.labels.contains(&answer.labels[0]) {
                30.0
            } else if gold.labels.iter().any(|(kind, _)| *kind == answer.labels[0].0) {
                20.0
            } else {
                0.0
            };
            let union = gold.end.max(answer.end) - gold.start.min(answer.start);
            let required = if gold.value["required"].as_bool().unwrap_or(true) { 0.001 } else { 0.0 };
            candidates.push((label + overlap as f64 / union as f64 + likeness(gold, answer, names) + required, i, j));
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_rows, mut used_answers, mut pairs) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (_, i, j) in candidates {
        if !used_rows.contains(&i) && !used_answers.contains(&j) {
            used_rows.insert(i);
            used_answers.insert(j);
            pairs.push((i, j));
        }
    }
    pairs
}

fn overlap(a: (u64, u64), b: (u64, u64)) -> u64 {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

fn actors<'a>(value: &'a Value, names: &'a Names) -> BTreeSet<&'a str> {
    parties(value).filter_map(|(_, name)| names.of(name)).collect()
}

/// Names and time of two rows, 0 to 1: decides between several rows of one sentence.
fn likeness(gold: &Row, answer: &Row, names: &Names) -> f64 {
    let (a, b) = (actors(gold.value, names), actors(answer.value, names));
    let union = a.union(&b).count();
    let same = if union == 0 { 0.5 } else { ratio(a.intersection(&b).count(), union) };
    let time = if envelope(&gold.value["time"]) == envelope(&answer.value["time"]) { 1.0 } else { 0.0 };
    0.6 * same + 0.4 * time
}

/// Each participant asked for, as the names of which any one will do.
fn groups<'a>(gold: &'a Value, names: &'a Names) -> Vec<BTreeSet<&'a str>> {
    let of =
        |role: &str| -> Vec<&'a str> { parties(gold).filter(|(known, _)| *known == role).filter_map(|(_, name)| names.of(name)).collect() };
    let behalf = of("on_behalf").first().copied();
    let attendees = of("attendees");
    let others: Vec<&str> = ["participants", "proposer", "addressee"].iter().flat_map(|role| of(role)).collect();
    let mut groups: Vec<BTreeSet<&str>> = Vec::new();
    for (role, name) in parties(gold) {
        let Some(actor) = names.of(name).filter(|_| role != "on_behalf") else { continue };
        if role == "attendees" && others.iter().any(|other| names.side(other) == names.side(actor)) {
            continue;
        }
        let mut group = BTreeSet::from([actor]);
        if matches!(role, "by" | "proposer" | "holder") {
            group.extend(behalf);
        }
        group.extend(attendees.iter().filter(|attendee| names.side(attendee) == actor));
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

fn participants(rows: &[Row], answers: &[Row], pairs: &[(usize, usize)], names: &Names, figures: &mut Figures) {
    let (mut asked, mut met, mut given, mut right) = (0, 0, 0, 0);
    let (mut speakers, mut speakers_right) = (0, 0);
    for &(i, j) in pairs {
        let (gold, answer) = (rows[i].value, answers[j].value);
        let groups = groups(gold, names);
        let found = actors(answer, names);
        let speaker = |value: &'_ Value| value["speaker"].as_str().filter(|name| !name.is_empty()).map(str::to_owned);
        let own = speaker(gold);
        let mut free = actors(gold, names);
        free.extend(own.as_deref().and_then(|name| names.of(name)));
        let every: BTreeSet<&str> = groups.iter().flatten().copied().collect();
        asked += groups.len();
        met += groups.iter().filter(|group| !group.is_disjoint(&found)).count();
        let counted: Vec<&&str> = found.iter().filter(|name| every.contains(*name) || !free.contains(*name)).collect();
        given += counted.len();
        right += counted.iter().filter(|name| every.contains(**name)).count();
        let theirs = speaker(answer);
        if own.is_some() || theirs.is_some() {
            speakers += 1;
            let both = own.as_deref().zip(theirs.as_deref());
            speakers_right += usize::from(both.is_some_and(|(a, b)| names.of(a) == names.of(b)));
        }
    }
    figures.prf_of("participants", ratio(right, given), ratio(met, asked));
    figures.add("speaker_accuracy", ratio(speakers_right, speakers));
}

/// First and last day; a clock time counts as its day.
fn envelope(time: &Value) -> Option<[Option<&str>; 2]> {
    let day = |key: &str| time[key].as_str().map(|date| date.get(..10).unwrap_or(date));
    time.is_object().then(|| [day("earliest"), day("latest")])
}

fn times(rows: &[Row], answers: &[Row], pairs: &[(usize, usize)], figures: &mut Figures) {
    let timed = |row: &Row| row.value["time"].is_object() && !row.value["time"]["implicit"].as_bool().unwrap_or(false);
    let (mut seen, mut exact) = (0, 0);
    for &(i, j) in pairs.iter().filter(|(i, _)| timed(&rows[*i])) {
        seen += 1;
        let Some(given) = envelope(&answers[j].value["time"]).filter(|given| *given != [None, None]) else { continue };
        let also = rows[i].value["also_time"].as_array().into_iter().flatten().map(|pair| Some([pair[0].as_str(), pair[1].as_str()]));
        exact += usize::from(also.chain([envelope(&rows[i].value["time"])]).any(|wanted| wanted == Some(given)));
    }
    figures.add("time_exact", ratio(exact, seen)).add("time_exact_recall", ratio(exact, rows.iter().filter(|row| timed(row)).count()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_answer_of_the_wrong_status_is_right_in_kind_alone_and_an_actor_too_many_costs_precision() {
        let actors = json!([{"name": "Borduria", "kind": "state", "side": null, "aliases": ["Szohôd"]}, {"name": "Syldavia", "kind": "state", "side": null, "aliases": []}]);
        let gold = Gold {
            rows: vec![json!({"report": "a", "sentence_start": 0, "sentence_end": 40, "start": 0, "end": 30, "kind": "meeting",
                "status": "planned", "fields": {"participants": ["Borduria"]}, "speaker": null, "required": true,
                "time": {"earliest": "2031-03-09", "latest": "2031-03-10"}})],
            texts: BTreeMap::from([("a".to_owned(), String::new())]),
            dates: Value::Null,
            names: Names::new(&actors),
        };
        let claim = |status: &str| {
            json!({"kind": "meeting", "status": status, "start": 0, "end": 25,
            "fields": {"participants": ["the Szohôd", "Syldavia"]}, "time": {"earliest": "2031-03-09T10:00", "latest": "2031-03-10"}})
        };
        let of = |claim: Value| score(&gold, &BTreeMap::from([("a".to_owned(), json!({"claims": [claim]}))]));
        let right = of(claim("planned"));
        assert_eq!((right.of("kind_status_f1"), right.of("time_exact")), (Some(1.0), Some(1.0)));
        assert_eq!((right.of("participants_p"), right.of("participants_r")), (Some(0.5), Some(1.0)));
        let wrong = of(claim("happened"));
        assert_eq!((wrong.of("kind_f1"), wrong.of("kind_status_f1")), (Some(1.0), Some(0.0)));
    }
}
