//! The brief as text for a terminal.

use super::{Brief, Dispute, Line, MoveRow, ProcessBrief, count_words, note_marks};
use crate::wording;
use std::fmt::Write;

/// Lays the brief out as text, wrapped at `width` columns (at least 40).
pub fn text(brief: &Brief, width: usize) -> String {
    let mut page = Page { out: String::new(), width: width.max(40) };
    page.heading(&title(brief), '=');
    for process in &brief.processes {
        one_process(&mut page, process);
    }
    if brief.processes.is_empty() {
        page.paragraph("", "Nothing on the table: no report of this dossier speaks of a move, a meeting or an agreement.");
    }
    page.heading("Reports", '-');
    for origin in &brief.origins {
        page.item("- ", &format!("{} — {}, {}; rests on: {}", origin.report, origin.label, origin.published, origin.rests_on));
    }
    if !brief.notes.is_empty() {
        page.heading("Notes", '-');
        for note in &brief.notes {
            page.item(&format!("[{}] ", note.number), &format!("{}, {}: “{}”", note.outlet, note.published, note.sentence));
        }
    }
    page.out
}

/// "State of play, 20 July 2025 — 4 reports, 2 sources".
pub(super) fn title(brief: &Brief) -> String {
    let day = brief.as_of.map(|date| format!(", {}", wording::day(date))).unwrap_or_default();
    format!("State of play{day} — {}", count_words(brief.reports as u32, brief.sources as u32))
}

/// "Name — as of 20 July 2025".
pub(super) fn process_title(process: &ProcessBrief) -> String {
    let day = process.as_of.map(|date| format!(" — as of {}", wording::day(date))).unwrap_or_default();
    format!("{}{day}", process.name)
}

/// A line with its time, counts and notes.
pub(super) fn line_words(line: &Line) -> String {
    let when = line.when.as_ref().filter(|when| !line.text.contains(when.as_str())).map(|when| format!(", {when}")).unwrap_or_default();
    format!("{}{when} ({}) {}", line.text, line.evidence_words(), note_marks(&line.notes))
}

/// The answers to a move and who owes one, in words.
pub(super) fn answer_words(row: &MoveRow) -> String {
    let mut parts: Vec<String> =
        row.answers.iter().map(|cell| format!("{} {} {}", cell.by, cell.answer, note_marks(&cell.notes)).trim_end().to_owned()).collect();
    parts.extend(row.owes.iter().map(|party| format!("{party} owes an answer")));
    if parts.is_empty() { "none reported".to_owned() } else { parts.join("; ") }
}

fn one_process(page: &mut Page, process: &ProcessBrief) {
    page.heading(&process_title(process), '-');
    for lead in &process.leads {
        page.item("» ", &line_words(lead));
    }
    if !process.tracks.is_empty() {
        page.section("On the table");
    }
    for track in &process.tracks {
        page.item("  ", &format!("{}:", track.name));
        for row in &track.rows {
            let due = row.due.as_ref().map(|due| format!(", for {due}")).unwrap_or_default();
            let words = format!(
                "{} — {} to {}: {} [{}, {}{due}] ({}) {}",
                row.kind,
                row.by,
                row.to,
                row.content,
                row.stage,
                row.state,
                row.evidence_words(),
                note_marks(&row.notes)
            );
            page.item("  - ", &words);
            page.item("      answers: ", &answer_words(row));
        }
    }
    if !process.due.is_empty() {
        page.section("Falls due");
        for due in &process.due {
            let when = due.line.when.clone().unwrap_or_default();
            page.item("  - ", &format!("{when}: {} ({}) {}", due.line.text, due.line.evidence_words(), note_marks(&due.line.notes)));
        }
    }
    for (name, lines) in lists(process) {
        if !lines.is_empty() {
            page.section(name);
            for line in lines {
                page.item("  - ", &line_words(line));
            }
        }
    }
    if !process.disputed.is_empty() {
        page.section("In dispute between reports");
        for dispute in &process.disputed {
            page.item("  - ", &dispute_words(dispute));
        }
    }
}

/// The plain lists of a process with their headings, in order.
pub(super) fn lists(process: &ProcessBrief) -> [(&'static str, &[Line]); 4] {
    [
        ("Ahead", &process.ahead),
        ("Agreed and done", &process.done),
        ("Failed or refused", &process.failed),
        ("State of the talks", &process.state),
    ]
}

/// "field: a (1 report, 1 source) [3] / b (…) [4] — verdict".
pub(super) fn dispute_words(dispute: &Dispute) -> String {
    let values: Vec<String> = dispute.values.iter().map(line_words).collect();
    format!("{}: {} — {}", dispute.field, values.join(" / "), dispute.verdict)
}

struct Page {
    out: String,
    width: usize,
}

impl Page {
    fn heading(&mut self, text: &str, rule: char) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        let length = text.chars().count().min(self.width);
        let _ = writeln!(self.out, "{text}\n{}", rule.to_string().repeat(length));
    }

    fn section(&mut self, text: &str) {
        let _ = writeln!(self.out, "\n{text}");
    }

    fn paragraph(&mut self, indent: &str, text: &str) {
        self.item(indent, text);
    }

    /// Text behind a mark, wrapped, later lines indented under the first.
    fn item(&mut self, mark: &str, text: &str) {
        let indent = mark.chars().count();
        let mut column = indent;
        self.out.push_str(mark);
        for (n, word) in text.split_whitespace().enumerate() {
            let length = word.chars().count();
            if n > 0 && column + 1 + length > self.width {
                self.out.push('\n');
                self.out.push_str(&" ".repeat(indent));
                column = indent;
            } else if n > 0 {
                self.out.push(' ');
                column += 1;
            }
            self.out.push_str(word);
            column += length;
        }
        self.out.push('\n');
    }
}
