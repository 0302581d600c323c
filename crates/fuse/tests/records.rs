//! Literate tests of the record: reports in a few lines, and what stands in it. See `tests/records/README.md`.

mod common;

use common::told;
use model::{Move, Record};

/// The fenced blocks of a file under their headings: heading, name of the block, its lines.
fn blocks(text: &str) -> Vec<(String, String, String)> {
    let (mut out, mut heading, mut open): (Vec<(String, String, String)>, String, bool) = (Vec::new(), String::new(), false);
    for line in text.lines() {
        match (open, line.strip_prefix("```")) {
            (true, Some(_)) => open = false,
            (false, Some(name)) => {
                out.push((heading.clone(), name.trim().to_owned(), String::new()));
                open = true;
            }
            (true, None) => {
                if let Some(block) = out.last_mut() {
                    block.2.push_str(line);
                    block.2.push('\n');
                }
            }
            (false, None) => heading = line.strip_prefix("## ").map_or(heading, str::to_owned),
        }
    }
    out
}

/// "CONTENT | STATE, STAGE | owes: A; B | RELATION: CONTENT OR KIND OF WHAT CLOSED IT".
fn line_of(record: &Record, entry: &Move) -> String {
    let fact = record.facts.iter().find(|f| f.id == entry.id).expect("its fact");
    let mut out = format!("{} → {}: {} | {}, {}", entry.by.join("; "), entry.to.join("; "), entry.content, entry.state, entry.stage);
    if !entry.owes.is_empty() {
        out.push_str(&format!(" | owes: {}", entry.owes.join("; ")));
    }
    for link in fact.links.iter().filter(|l| l.relation != "part_of") {
        let other = record.facts.iter().find(|f| f.id == link.to).expect("the other fact");
        let what = other.fields.text(model::FieldKey::Content).unwrap_or(other.kind.name());
        out.push_str(&format!(" | {}: {what}", link.relation));
    }
    out
}

fn sorted(mut lines: Vec<String>) -> String {
    lines.sort();
    lines.join("\n")
}

fn told_by(record: &Record, name: &str) -> String {
    match name {
        "moves" => sorted(record.moves.iter().map(|m| line_of(record, m)).collect()),
        "processes" => {
            let track = |t: &model::Track| format!("{}: {}", t.name, t.state.as_deref().unwrap_or("-"));
            let talks = |p: &model::Process| p.state.as_ref().map_or(String::new(), |state| format!(" | talks {state}"));
            let line = |p: &model::Process| {
                let tracks = p.tracks.iter().map(track).collect::<Vec<_>>().join(", ");
                format!("{} | {tracks}{}", p.parties.join(" – "), talks(p))
            };
            sorted(record.processes.iter().map(|p| line(p).trim_end_matches(" | ").to_owned()).collect())
        }
        "facts" => {
            let person = |f: &model::Fact| f.fields.text(model::FieldKey::Person).unwrap_or("-").to_owned();
            sorted(record.facts.iter().map(|f| format!("{}: {}, {} reports", f.kind, person(f), f.reports)).collect())
        }
        "results" | "meetings" => {
            use model::ClaimKind as K;
            let all = [K::Meeting, K::Agreement, K::Ceasefire, K::Exchange, K::Hostilities, K::Sanction];
            let kinds = if name == "meetings" { &all[..1] } else { &all[..] };
            let list = |f: &model::Fact, key| f.fields.texts(key).join("; ");
            let who = |f: &model::Fact| [list(f, model::FieldKey::Participants), list(f, model::FieldKey::By)].concat();
            let day = |f: &model::Fact| f.envelope.single_day().map_or("-".to_owned(), |day| day.to_string());
            let line = |f: &model::Fact| format!("{}: {} | {}, {} reports", f.kind, who(f), day(f), f.reports);
            sorted(record.facts.iter().filter(|f| kinds.contains(&f.kind)).map(line).collect())
        }
        "conflicts" => {
            let values = |c: &model::Conflict| c.values.iter().map(|v| v.value.clone()).collect::<Vec<_>>().join(" / ");
            sorted(record.conflicts.iter().map(|c| format!("{}: {}", c.field, values(c))).collect())
        }
        other => panic!("no such block: {other}"),
    }
}

#[test]
fn what_the_record_says() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/records");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the folder").map(|f| f.expect("a file").path()).collect();
    files.sort();
    let (mut checks, mut wrong) = (0, Vec::new());
    for file in files.iter().filter(|f| !f.ends_with("README.md")) {
        let text = std::fs::read_to_string(file).expect("readable");
        let mut record: Option<Record> = None;
        for (heading, name, lines) in blocks(&text) {
            if name == "reports" {
                record = Some(told::fuse(&told::reports(&lines)));
                continue;
            }
            let mut there = record.clone().expect("reports first");
            let name = match name.split_once(" on ") {
                Some((name, day)) => {
                    fuse::moves::as_of(&mut there, day.parse().expect("a date"));
                    name.to_owned()
                }
                None => name,
            };
            checks += 1;
            let (found, wanted) = (told_by(&there, &name), sorted(lines.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect()));
            if found != wanted {
                wrong.push(format!("{}, {heading}, {name}:\n  wanted\n{wanted}\n  found\n{found}\n", file.display()));
            }
        }
    }
    assert!(checks >= 10, "{checks} checks found");
    assert!(wrong.is_empty(), "{} of {checks} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
