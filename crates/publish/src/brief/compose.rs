//! From a record to a brief: what to say first, what to leave to the record.

use super::{AnswerCell, Brief, Dispute, DueLine, Line, Material, MoveRow, Origin, ProcessBrief, TrackTable, notes::Notes};
use crate::wording;
use model::{AnswerKind, ClaimKind, Envelope, Fact, Move, Process, Status};
use std::collections::{BTreeMap, BTreeSet};

/// Bold lines at the head of a process.
const LEADS: usize = 4;

/// Makes the brief.
pub fn compose(material: Material<'_>) -> Brief {
    let record = material.record;
    let mut notes = Notes::new(material);
    let mut processes: Vec<&Process> = record.processes.iter().collect();
    processes.sort_by_key(|p| (std::cmp::Reverse(p.envelope.latest), std::cmp::Reverse(p.envelope.earliest), p.id.clone()));
    let parts = processes.into_iter().map(|process| one_process(material, process, &mut notes)).filter(|p| !p.is_empty()).collect();
    let roots: BTreeSet<&str> = record.reports.iter().map(|report| report.root.as_str()).collect();
    Brief {
        as_of: material.as_of,
        reports: record.reports.len(),
        sources: roots.len(),
        processes: parts,
        origins: record.reports.iter().map(origin).collect(),
        notes: notes.finish(),
    }
}

impl ProcessBrief {
    fn is_empty(&self) -> bool {
        self.tracks.is_empty() && self.done.is_empty() && self.ahead.is_empty() && self.failed.is_empty() && self.disputed.is_empty()
    }
}

fn one_process(material: Material<'_>, process: &Process, notes: &mut Notes<'_>) -> ProcessBrief {
    let record = material.record;
    let ids: BTreeSet<&str> = process.facts.iter().map(String::as_str).collect();
    let moves: Vec<&Move> = record.moves.iter().filter(|m| ids.contains(m.id.as_str())).collect();
    let facts: Vec<&Fact> = record.facts.iter().filter(|f| ids.contains(f.id.as_str())).collect();
    let mut due = due_lines(&moves, &facts, notes);
    due.sort_by(|a, b| (a.earliest, a.latest, &a.line.id).cmp(&(b.earliest, b.latest, &b.line.id)));
    let lines = |wanted: &dyn Fn(&Fact) -> bool, notes: &mut Notes<'_>| -> Vec<Line> {
        let mut chosen: Vec<&Fact> = facts.iter().copied().filter(|f| wanted(f)).collect();
        chosen.sort_by_key(|f| (f.envelope.latest.or(f.envelope.earliest), f.id.clone()));
        chosen.into_iter().map(|fact| fact_line(fact, notes)).collect()
    };
    let leads = leads(&moves, &facts, notes);
    ProcessBrief {
        id: process.id.clone(),
        name: process.name.clone(),
        as_of: material.as_of.or(process.envelope.latest),
        leads,
        state: lines(&|f| f.kind == ClaimKind::ProcessState, notes),
        tracks: tracks(&moves, notes),
        due,
        ahead: lines(&|f| is_event(f.kind) && matches!(f.status, Status::Planned | Status::Hypothetical), notes),
        done: lines(&|f| (is_event(f.kind) || f.kind == ClaimKind::Appointment) && f.status == Status::Happened, notes),
        failed: lines(&|f| is_event(f.kind) && matches!(f.status, Status::Negated | Status::Refused), notes),
        disputed: disputes(material, &ids, notes),
    }
}

/// Kinds that are things which come about or not, apart from moves.
fn is_event(kind: ClaimKind) -> bool {
    use ClaimKind as K;
    matches!(kind, K::Meeting | K::Agreement | K::Ceasefire | K::Exchange | K::Hostilities | K::Sanction | K::Aid)
}

fn leads(moves: &[&Move], facts: &[&Fact], notes: &mut Notes<'_>) -> Vec<Line> {
    let mut out = Vec::new();
    for entry in moves.iter().filter(|m| !m.owes.is_empty() && m.state != "lapsed") {
        let asked = entry.due.and_then(wording::when).map(|when| format!(", asked for {when}")).unwrap_or_default();
        let owes = wording::list(&entry.owes);
        let verb = if entry.owes.len() == 1 { "owes" } else { "owe" };
        let text = format!("{owes} {verb} {} an answer: {}{asked}.", by_words(entry), entry.content);
        out.push(move_line(entry, text, notes));
    }
    for entry in moves.iter().filter(|m| m.kind == ClaimKind::Ultimatum && m.state != "lapsed" && m.state != "withdrawn") {
        let until = entry.due.and_then(wording::when).map(|when| format!(" runs out {when}")).unwrap_or_default();
        let answers: Vec<String> =
            entry.answers.iter().map(|a| format!("{} {}", a.by, wording::answer(a.answer, a.condition.as_deref()))).collect();
        let answers = if answers.is_empty() { String::new() } else { format!(" ({})", answers.join("; ")) };
        out.push(move_line(entry, format!("Ultimatum of {}{until}: {}{answers}.", wording::move_parties(entry), entry.content), notes));
    }
    for fact in facts.iter().filter(|f| f.kind == ClaimKind::Meeting && f.status == Status::Planned) {
        out.push(fact_line(fact, notes));
    }
    out.truncate(LEADS);
    out
}

fn by_words(entry: &Move) -> String {
    if entry.by.is_empty() { String::new() } else { wording::list(&entry.by) }
}

fn move_line(entry: &Move, text: String, notes: &mut Notes<'_>) -> Line {
    Line {
        id: entry.id.clone(),
        text: text.replace("  ", " "),
        when: entry.due.and_then(wording::when),
        reports: entry.reports,
        sources: entry.roots,
        notes: notes.number(&entry.evidence),
    }
}

fn fact_line(fact: &Fact, notes: &mut Notes<'_>) -> Line {
    Line {
        id: fact.id.clone(),
        text: wording::fact(fact, &notes.words(&fact.evidence)),
        when: wording::when(fact.envelope),
        reports: fact.reports,
        sources: fact.roots,
        notes: notes.number(&fact.evidence),
    }
}

fn tracks(moves: &[&Move], notes: &mut Notes<'_>) -> Vec<TrackTable> {
    let mut by_track: BTreeMap<&str, Vec<&Move>> = BTreeMap::new();
    for &entry in moves {
        by_track.entry(entry.track.as_deref().unwrap_or("other")).or_default().push(entry);
    }
    // Tracks with an open answer first, then those with more moves: what a reader must act on stands on top.
    let mut tracks: Vec<(&str, Vec<&Move>)> = by_track.into_iter().collect();
    tracks.sort_by_key(|(name, moves)| (!moves.iter().any(|m| !m.owes.is_empty()), std::cmp::Reverse(moves.len()), name.to_string()));
    tracks
        .into_iter()
        .map(|(name, mut moves)| {
            moves.sort_by_key(|m| (m.owes.is_empty(), m.state == "closed", m.id.clone()));
            TrackTable { name: name.to_owned(), rows: moves.into_iter().map(|m| move_row(m, notes)).collect() }
        })
        .collect()
}

fn move_row(entry: &Move, notes: &mut Notes<'_>) -> MoveRow {
    let or_unknown = |names: &[String]| if names.is_empty() { "not stated".to_owned() } else { wording::list(names) };
    MoveRow {
        id: entry.id.clone(),
        kind: wording::move_kind(entry.kind).to_owned(),
        by: or_unknown(&entry.by),
        to: or_unknown(&entry.to),
        content: match &entry.condition {
            Some(condition) => format!("{} ({condition})", entry.content),
            None => entry.content.clone(),
        },
        stage: wording::stage(entry.stage).to_owned(),
        due: entry.due.and_then(wording::when),
        answers: entry
            .answers
            .iter()
            .filter(|a| a.answer != AnswerKind::NoneYet || !entry.owes.contains(&a.by))
            .map(|a| AnswerCell {
                by: a.by.clone(),
                answer: wording::answer(a.answer, a.condition.as_deref()),
                notes: notes.number(&a.evidence),
            })
            .collect(),
        owes: entry.owes.clone(),
        state: entry.state.clone(),
        reports: entry.reports,
        sources: entry.roots,
        notes: notes.number(&entry.evidence),
    }
}

fn due_lines(moves: &[&Move], facts: &[&Fact], notes: &mut Notes<'_>) -> Vec<DueLine> {
    let line = |envelope: Envelope, line: Line| DueLine { earliest: envelope.earliest, latest: envelope.latest, line };
    let mut out = Vec::new();
    for entry in moves.iter().filter(|m| m.state != "closed" && m.state != "withdrawn") {
        if let Some(due) = entry.due.filter(|due| !due.is_open()) {
            let text = format!("{} of {}: {}", wording::move_kind(entry.kind), wording::move_parties(entry), entry.content);
            out.push(line(due, move_line(entry, text, notes)));
        }
    }
    for fact in facts.iter().filter(|f| is_event(f.kind) && f.status == Status::Planned && !f.envelope.is_open()) {
        out.push(line(fact.envelope, fact_line(fact, notes)));
    }
    out
}

fn disputes(material: Material<'_>, ids: &BTreeSet<&str>, notes: &mut Notes<'_>) -> Vec<Dispute> {
    let mine = material.record.conflicts.iter().filter(|c| c.facts.is_empty() || c.facts.iter().any(|f| ids.contains(f.as_str())));
    mine.map(|conflict| Dispute {
        field: conflict.field.clone(),
        values: conflict
            .values
            .iter()
            .map(|value| Line {
                id: conflict.id.clone(),
                text: value.value.clone(),
                when: None,
                reports: value.reports.len() as u32,
                sources: roots_of(material, &value.reports),
                notes: notes.number(&value.evidence),
            })
            .collect(),
        verdict: wording::verdict(conflict.verdict).to_owned(),
    })
    .collect()
}

fn roots_of(material: Material<'_>, reports: &[String]) -> u32 {
    let roots: BTreeSet<&str> = material.record.reports.iter().filter(|r| reports.contains(&r.id)).map(|r| r.root.as_str()).collect();
    roots.len() as u32
}

fn origin(report: &model::ReportEntry) -> Origin {
    let rests_on = match (&report.origin, report.root == report.id) {
        (Some(origin), _) => format!("{origin} (its report was not read)"),
        (None, true) => "its own reporting, as far as it says".to_owned(),
        (None, false) => report.root.clone(),
    };
    let title = report.title.as_deref().unwrap_or("untitled");
    let label = report.outlet.as_ref().map_or_else(|| title.to_owned(), |outlet| format!("{outlet}: {title}"));
    let published = report.published.as_ref().and_then(|p| {
        let basis = if p.basis == model::DateBasis::Given { String::new() } else { format!(" ({})", p.basis) };
        Some(format!("{}{basis}", wording::when(p.envelope)?))
    });
    Origin { report: report.id.clone(), label, published: published.unwrap_or_else(|| "undated".to_owned()), rests_on }
}
