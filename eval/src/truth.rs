//! Sentences coded by hand (`eval/truth`, its README tells the format): kinds and statuses of claims, and who is in their roles.

use crate::gold::Input;
use crate::measures::{Figures, ratio};
use anyhow::Context;
use serde_json::Value;
use std::collections::BTreeMap;

/// The day on which the coded sentences are taken to have been published.
const PUBLISHED: &str = "2025-07-20";

/// The roles in which a party may stand.
const ROLES: [&str; 9] = ["proposer", "by", "holder", "person", "addressee", "target", "participants", "attendees", "beneficiary"];

/// A negotiation's sentences with their claims.
#[derive(Default)]
pub struct Coded {
    id: String,
    sentences: Vec<(String, Vec<Wanted>)>,
}

/// A claim that is asked for.
struct Wanted {
    labels: Vec<String>,
    parties: Vec<String>,
    optional: bool,
}

impl Coded {
    /// The sentences as one report, a line each.
    pub fn input(&self) -> Input {
        let text: String = self.sentences.iter().map(|(sentence, _)| format!("{sentence}\n")).collect();
        Input::plain(&self.id, &text).published(Some(PUBLISHED))
    }
}

impl Wanted {
    /// `kind/status | kind/status by=WORDS to=WORDS`, with `?` in front where the claim may be missing.
    fn parse(line: &str) -> Wanted {
        let line = line.trim();
        let (optional, line) = (line.starts_with('?'), line.trim_start_matches('?'));
        let (line, to) = line.split_once(" to=").map_or((line, None), |(line, to)| (line, Some(to)));
        let (line, by) = line.split_once(" by=").map_or((line, None), |(line, by)| (line, Some(by)));
        Wanted {
            labels: line.split('|').map(|label| label.trim().to_owned()).collect(),
            parties: by.into_iter().chain(to).map(|words| words.trim().to_lowercase()).collect(),
            optional,
        }
    }
}

/// Reads a file of coded sentences.
pub fn read(text: &str) -> anyhow::Result<Vec<Coded>> {
    let mut reports: Vec<Coded> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let outside = || format!("line {}: a sentence belongs under a heading, a claim under a sentence", number + 1);
        if line.starts_with("##") {
            reports.push(Coded { id: format!("{:03}", reports.len()), sentences: Vec::new() });
        } else if line.starts_with('#') || line.trim().is_empty() {
        } else if line.starts_with("  ") {
            let sentence = reports.last_mut().and_then(|report| report.sentences.last_mut()).with_context(outside)?;
            sentence.1.push(Wanted::parse(line));
        } else {
            reports.last_mut().with_context(outside)?.sentences.push((line.to_owned(), Vec::new()));
        }
    }
    Ok(reports)
}

/// Figures over all sentences. Rows of offices and of occasions of speaking are left out.
pub fn score(gold: &[Coded], found: &BTreeMap<String, Value>) -> Figures {
    let (mut given, mut wanted, mut right, mut met, mut asked, mut held) = (0, 0, 0, 0, 0, 0);
    for report in gold {
        let claims: Vec<&Value> = found
            .get(&report.id)
            .and_then(|one| one["claims"].as_array())
            .into_iter()
            .flatten()
            .filter(|claim| !matches!(claim["kind"].as_str(), Some("office" | "speech")))
            .collect();
        let mut at = 0u64;
        for (sentence, rows) in &report.sentences {
            let end = at + sentence.chars().count() as u64;
            let inside: Vec<&Value> =
                claims.iter().copied().filter(|claim| claim["start"].as_u64().is_some_and(|start| (at..end).contains(&start))).collect();
            let mut used = vec![false; inside.len()];
            for row in rows {
                wanted += usize::from(!row.optional);
                let fits = |claim: &Value| {
                    let label = format!("{}/{}", claim["kind"].as_str().unwrap_or_default(), claim["status"].as_str().unwrap_or_default());
                    row.labels.contains(&label)
                };
                let Some(hit) = (0..inside.len()).find(|&i| !used[i] && fits(inside[i])) else { continue };
                used[hit] = true;
                right += 1;
                met += usize::from(!row.optional);
                let values: Vec<String> = ROLES.iter().flat_map(|role| strings(&inside[hit]["fields"][*role])).collect();
                asked += row.parties.len();
                held += row.parties.iter().filter(|party| values.iter().any(|value| value.contains(*party))).count();
            }
            given += inside.len();
            at = end + 1;
        }
    }
    let mut figures = Figures::default();
    let sentences = gold.iter().map(|report| report.sentences.len()).sum();
    figures.count("negotiations", gold.len()).count("sentences", sentences).count("claims", wanted);
    figures.prf_of("kind_status", ratio(right, given), ratio(met, wanted)).add("roles", ratio(held, asked));
    figures
}

fn strings(field: &Value) -> Vec<String> {
    let list = field.as_array().map_or(std::slice::from_ref(field), Vec::as_slice);
    list.iter().filter_map(Value::as_str).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn optional_claims_cost_nothing_and_a_role_is_looked_for() {
        let gold = read(
            "# remark\n## Fish\nBorduria offered boats.\n  proposal/proposed | pledge/planned by=Borduria\n  ? aid/planned\nIt rained.\n",
        )
        .expect("gold");
        let offer = json!({"kind": "proposal", "status": "proposed", "start": 0, "fields": {"proposer": "Borduria"}});
        let rain = json!({"kind": "meeting", "status": "happened", "start": 25, "fields": {}});
        let figures = score(&gold, &BTreeMap::from([("000".to_owned(), json!({"claims": [offer, rain]}))]));
        assert_eq!((figures.of("kind_status_p"), figures.of("kind_status_r"), figures.of("roles")), (Some(0.5), Some(1.0), Some(1.0)));
        assert!(read("A sentence without heading.\n").is_err());
    }
}
