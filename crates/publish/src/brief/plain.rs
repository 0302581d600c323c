//! The brief as text for a terminal.

use super::{AnswerCell, Brief, Dispute, Line, MoveRow, ProcessBrief, Section, count_words, note_marks};
use crate::wording::{self, inner_quotes};
use std::fmt::Write;

/// What an empty brief says.
pub(super) const NOTHING: &str = "Nothing on the table: no report of this dossier speaks of a move, a meeting or an agreement.";

/// Lays the brief out as text, wrapped at `width` columns (at least 40).
pub fn text(brief: &Brief, width: usize) -> String {
    let mut page = Page { out: String::new(), width: width.max(40) };
    page.heading(&title(brief), '=');
    for process in &brief.processes {
        one_process(&mut page, process);
    }
    if brief.processes.is_empty() {
        page.item("", NOTHING);
    }
    if let Some(words) = others_words(brief) {
        page.heading(OTHERS, '-');
        page.item("", &words);
    }
    page.heading("Sources", '-');
    for source in sources(brief) {
        page.item("- ", &source);
    }
    if !brief.notes.is_empty() {
        page.heading("Notes", '-');
        let widest = brief.notes.len().to_string().len();
        for note in &brief.notes {
            let mark = format!("[{}]", note.number);
            page.item(
                &format!("{mark:<0$} ", widest + 2),
                &format!("{}, {}: “{}”", note.outlet, note.published, inner_quotes(&note.sentence)),
            );
        }
    }
    page.out
}

/// "State of play, 20 July 2025 — 4 reports, 2 sources".
pub(super) fn title(brief: &Brief) -> String {
    let day = brief.as_of.map(|date| format!(", {}", wording::day(date))).unwrap_or_default();
    format!("State of play{day} — {}", count_words(brief.reports as u32, brief.sources as u32))
}

/// "Name — as of 20 July 2025, 4 reports, 2 sources".
pub(super) fn process_title(process: &ProcessBrief) -> String {
    let day = process.as_of.map(|date| format!("as of {}, ", wording::day(date))).unwrap_or_default();
    format!("{} — {day}{}", process.name, count_words(process.reports, process.sources))
}

/// Head of the sentences that tell a process.
pub const GIST: &str = "In short, in the words of the reports";

/// Heads of the bold lines: what is new, what stands. Without an earlier report nothing can be called new.
pub(super) fn lead_heads(process: &ProcessBrief) -> [(Option<String>, &[Line]); 2] {
    let since = process.since.map(|day| format!("What changed since {}", wording::day(day)));
    let stands = process.since.filter(|_| !process.news.is_empty()).map(|_| "What stands from before".to_owned());
    [(since, &process.news), (stands, &process.leads)]
}

/// A line with its time, counts and notes.
pub(super) fn line_words(line: &Line) -> String {
    format!("{}{}{}", line.text, when_words(line), proof_words(line))
}

/// ", 19 July 2025", where the line does not say it already.
pub(super) fn when_words(line: &Line) -> String {
    line.when.as_ref().filter(|when| !line.text.contains(when.as_str())).map(|when| format!(", {when}")).unwrap_or_default()
}

fn proof_words(line: &Line) -> String {
    let counts = if line.reports == 0 { String::new() } else { format!(" ({})", line.evidence_words()) };
    format!("{counts} {}", note_marks(&line.notes)).trim_end().to_owned()
}

/// "Offer by Ruritania to Graustark"; what no report says is said to be so.
pub(super) fn parties(row: &MoveRow) -> String {
    wording::head_of_move(&row.kind, &row.by, &row.to)
}

/// What a reader must know of a move besides its answers: "delivered, asked for 21–27 July 2025".
pub(super) fn standing(row: &MoveRow) -> Vec<String> {
    // What closed it says that it is.
    let told = row.stage.as_deref().is_some_and(|stage| stage.starts_with("closed by") || stage.starts_with("replaced by"));
    let state = (!told && matches!(row.state.as_str(), "closed" | "lapsed" | "withdrawn")).then(|| row.state.clone());
    let due = row.due.as_ref().map(|due| format!("{} {due}", if row.kind == "Ultimatum" { "runs out" } else { "asked for" }));
    let mut all: Vec<String> = row.stage.iter().cloned().chain(due).chain(state).collect();
    all.dedup();
    all
}

/// An answer with its notes.
pub(super) fn answer_words(cell: &AnswerCell) -> String {
    format!("{} {} {}", wording::upper_first(&cell.by), cell.answer, note_marks(&cell.notes)).trim_end().to_owned()
}

/// "Graustark owes an answer".
pub(super) fn owes_words(party: &str) -> String {
    format!("{} {} an answer", wording::upper_first(&wording::name(party)), wording::owe(&[party]))
}

/// "and 3 more in the record".
pub(super) fn more_words(more: usize) -> Option<String> {
    (more > 0).then(|| format!("and {more} more in the record"))
}

fn one_process(page: &mut Page, process: &ProcessBrief) {
    page.heading(&process_title(process), '-');
    if !process.gist.is_empty() {
        page.item("", &format!("{GIST}:"));
    }
    for line in &process.gist {
        page.item("· ", &line_words(line));
    }
    for (head, lines) in lead_heads(process) {
        if let Some(head) = head.filter(|_| !lines.is_empty()) {
            page.item("", &format!("{head}:"));
        }
        for lead in lines {
            page.item("» ", &line_words(lead));
        }
    }
    if !process.tracks.is_empty() {
        page.section("On the table");
    }
    for track in &process.tracks {
        page.item("  ", &format!("{}:", track.name));
        for row in &track.rows {
            let standing = standing(row);
            let standing = if standing.is_empty() { String::new() } else { format!(" [{}]", standing.join(", ")) };
            page.item(
                "  - ",
                &format!("{}: {}{standing} ({}) {}", parties(row), row.content, row.evidence_words(), note_marks(&row.notes)),
            );
            for cell in &row.answers {
                page.item("    → ", &answer_words(cell));
            }
            for party in &row.owes {
                page.item("    → ", &owes_words(party));
            }
        }
    }
    page.more(process.more_moves);
    if !process.due.is_empty() {
        page.section("Falls due");
        for due in &process.due {
            let when = due.line.when.clone().unwrap_or_default();
            page.item("  - ", &format!("{when}: {}{}", due.line.text, proof_words(&due.line)));
        }
    }
    for (name, section) in lists(process) {
        if !section.lines.is_empty() {
            page.section(name);
            for line in &section.lines {
                page.item("  - ", &line_words(line));
            }
            page.more(section.more);
        }
    }
    if !process.disputed.is_empty() {
        page.section("In dispute between reports");
        for dispute in &process.disputed {
            page.item("  - ", &dispute_words(dispute));
        }
    }
    if let Some(words) = unsure_words(process.unsure) {
        page.section(&words);
    }
}

/// "Less sure, in the record only: 3 entries".
pub(super) fn unsure_words(entries: usize) -> Option<String> {
    (entries > 0).then(|| format!("Less sure, in the record only: {entries} {}", if entries == 1 { "entry" } else { "entries" }))
}

/// Head of what has been brought about.
pub(super) const DONE: &str = "Agreed and done";

/// The plain lists of a process with their headings, in order.
pub(super) fn lists(process: &ProcessBrief) -> [(&'static str, &Section); 6] {
    [
        ("Expected, without a date", &process.ahead),
        (DONE, &process.done),
        ("Failed or refused", &process.failed),
        ("State of the talks", &process.state),
        ("Beside the talks", &process.beside),
        ("Perhaps moves, in the words of the reports", &process.perhaps),
    ]
}

/// "field: a (1 report, 1 source) [3] / b (…) [4] — verdict".
pub(super) fn dispute_words(dispute: &Dispute) -> String {
    let values: Vec<String> = dispute.values.iter().map(line_words).collect();
    format!("{}: {} — {}", dispute.field, values.join(" / "), dispute.verdict)
}

/// Head of the negotiations that are only named.
pub(super) const OTHERS: &str = "Other negotiations in the record";

/// "A and B, 2031; C and D, 2030; and 7 more".
pub(super) fn others_words(brief: &Brief) -> Option<String> {
    let more = (brief.more_others > 0).then(|| format!("and {} more", brief.more_others));
    let all: Vec<&str> = brief.others.iter().map(String::as_str).chain(more.as_deref()).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// The independent sources, each with the reports that rest on it.
pub(super) fn sources(brief: &Brief) -> Vec<String> {
    let mut seen: Vec<&str> = Vec::new();
    let mut out = Vec::new();
    for origin in &brief.origins {
        if origin.own {
            out.push(format!("{} — {}, {}: its own reporting, as far as it says", origin.report, origin.label, origin.published));
        } else if !seen.contains(&origin.rests_on.as_str()) {
            seen.push(&origin.rests_on);
            let mine: Vec<String> = brief
                .origins
                .iter()
                .filter(|other| !other.own && other.rests_on == origin.rests_on)
                .map(|other| format!("{} — {}, {}", other.report, other.label, other.published))
                .collect();
            out.push(format!("{}, told by: {}", origin.rests_on, mine.join("; ")));
        }
    }
    if brief.more_origins > 0 {
        out.push(format!("{} that no note quotes", count_reports(brief.more_origins)));
    }
    out
}

fn count_reports(number: usize) -> String {
    format!("{number} more report{}", if number == 1 { "" } else { "s" })
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
        let before = self.out.len();
        self.item("", text);
        let length = self.out[before..].lines().map(|line| line.chars().count()).max().unwrap_or(0);
        let _ = writeln!(self.out, "{}", rule.to_string().repeat(length));
    }

    fn section(&mut self, text: &str) {
        let _ = writeln!(self.out, "\n{text}");
    }

    fn more(&mut self, more: usize) {
        if let Some(words) = more_words(more) {
            self.item("    ", &words);
        }
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
