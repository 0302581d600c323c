//! The brief as a Word document (Office Open XML, ECMA-376; WordprocessingML): the same page as [`super::html`], to be edited and sent on.
//!
//! `docx-rs` would bring second copies of the ZIP and XML libraries for the few elements that a page of tables and lists needs, so they are
//! written with the libraries that are here anyway; a test reads the result back with `docx-rs`.

mod markup;
mod package;

use super::plain::{self, title};
use super::{Brief, Dispute, Line, MoveRow, ProcessBrief, Section, TrackTable};
use crate::wording;
use markup::{Body, Run};
use std::io;

/// Lays the brief out as the bytes of a .docx file. Same brief, same bytes: no clock stands in the file.
///
/// # Errors
/// Where the archive cannot be written, which in memory it always can.
pub fn docx(brief: &Brief) -> io::Result<Vec<u8>> {
    let title = title(brief);
    let mut body = Body::new();
    body.paragraph("Title", &[Run::plain(&title)]);
    if brief.processes.is_empty() {
        body.paragraph("Normal", &[Run::plain(plain::NOTHING)]);
    }
    for entry in &brief.processes {
        process(&mut body, entry);
    }
    if let Some(words) = plain::others_words(brief) {
        body.paragraph("Heading1", &[Run::plain(plain::OTHERS)]);
        body.paragraph("Normal", &[Run::plain(&words)]);
    }
    body.paragraph("Heading1", &[Run::plain("Sources")]);
    for source in plain::sources(brief) {
        body.paragraph("ListBullet", &[Run::plain(&source)]);
    }
    if !brief.notes.is_empty() {
        body.paragraph("Heading1", &[Run::plain("Notes")]);
    }
    for note in &brief.notes {
        let words = format!("{}, {}: “{}”", note.outlet, note.published, wording::inner_quotes(&note.sentence));
        body.note(note.number, &words);
    }
    package::zipped(&title, &body.finish())
}

fn process(body: &mut Body, process: &ProcessBrief) {
    body.paragraph("Heading1", &[Run::plain(&plain::process_title(process))]);
    if !process.gist.is_empty() {
        body.paragraph("Normal", &[Run::italic(&format!("{}:", plain::GIST))]);
    }
    for line in &process.gist {
        body.paragraph("ListBullet", &line_runs(line, false));
    }
    for (head, lines) in plain::lead_heads(process) {
        if let Some(head) = head.filter(|_| !lines.is_empty()) {
            body.paragraph("Normal", &[Run::italic(&format!("{head}:"))]);
        }
        for line in lines {
            body.paragraph("ListBullet", &line_runs(line, true));
        }
    }
    if !process.tracks.is_empty() {
        body.paragraph("Heading2", &[Run::plain("On the table")]);
        body.table(&["Track", "Move", "What", "Answers", "Evidence"], &[11, 20, 33, 22, 14], process.tracks.iter().flat_map(rows));
    }
    if let Some(words) = process.more_words() {
        body.paragraph("Normal", &[Run::plain(&words)]);
    }
    if !process.due.is_empty() {
        body.paragraph("Heading2", &[Run::plain("Falls due")]);
        for due in &process.due {
            let when = format!("{}: ", due.line.when.as_deref().unwrap_or("no date"));
            let mut runs = vec![Run::bold(&when), Run::plain(&due.line.text)];
            runs.extend(counts(&due.line.evidence_words(), due.line.reports, &due.line.notes));
            body.paragraph("ListBullet", &runs);
        }
    }
    for (name, entry) in plain::lists(process) {
        section(body, name, entry);
    }
    if !process.disputed.is_empty() {
        body.paragraph("Heading2", &[Run::plain("In dispute between reports")]);
        for entry in &process.disputed {
            body.paragraph("ListBullet", &dispute(entry));
        }
    }
    if let Some(words) = plain::unsure_words(process.unsure) {
        body.paragraph("Normal", &[Run::plain(&words)]);
    }
}

fn section(body: &mut Body, name: &str, section: &Section) {
    if section.lines.is_empty() {
        return;
    }
    body.paragraph("Heading2", &[Run::plain(name)]);
    for line in &section.lines {
        body.paragraph("ListBullet", &line_runs(line, false));
    }
    if let Some(words) = section.more_words() {
        body.paragraph("ListBullet", &[Run::plain(&words)]);
    }
}

/// The rows of a track; its name stands in each, so that a row can be read (and cut out) alone.
fn rows(track: &TrackTable) -> impl Iterator<Item = Vec<Vec<Run>>> + '_ {
    track.rows.iter().map(|row| {
        let what: Vec<String> = [row.content.clone()].into_iter().chain(plain::standing(row)).collect();
        vec![
            vec![Run::plain(&track.name)],
            vec![Run::plain(&plain::parties(row))],
            vec![Run::plain(&what.join("; "))],
            answers(row),
            counts(&row.evidence_words(), row.reports, &row.notes),
        ]
    })
}

fn answers(row: &MoveRow) -> Vec<Run> {
    let mut runs = Vec::new();
    for cell in &row.answers {
        separate(&mut runs);
        runs.push(Run::plain(&format!("{} {}", wording::upper_first(&cell.by), cell.answer)));
        runs.extend(cell.notes.iter().map(|note| Run::note(*note)));
    }
    for party in &row.owes {
        separate(&mut runs);
        runs.push(Run::bold(&format!("○ {}", plain::owes_words(party))));
    }
    if runs.is_empty() {
        runs.push(Run::plain("—"));
    }
    runs
}

fn separate(runs: &mut Vec<Run>) {
    if !runs.is_empty() {
        runs.push(Run::plain("; "));
    }
}

fn line_runs(line: &Line, strong: bool) -> Vec<Run> {
    let words = format!("{}{} ", line.text, plain::when_words(line));
    let mut runs = vec![if strong { Run::bold(&words) } else { Run::plain(&words) }];
    runs.extend(counts(&line.evidence_words(), line.reports, &line.notes));
    runs
}

fn dispute(dispute: &Dispute) -> Vec<Run> {
    let mut runs = vec![Run::plain(&format!("{}: ", dispute.field))];
    for (at, value) in dispute.values.iter().enumerate() {
        if at > 0 {
            runs.push(Run::bold(" against "));
        }
        runs.extend(line_runs(value, false));
    }
    runs.push(Run::italic(&format!(" — {}", dispute.verdict)));
    runs
}

/// "(3 reports, 1 source)" and the marks of the notes.
fn counts(words: &str, reports: u32, notes: &[usize]) -> Vec<Run> {
    let counts = (reports > 0).then(|| Run::plain(&format!("({words})")));
    counts.into_iter().chain(notes.iter().map(|note| Run::note(*note))).collect()
}
