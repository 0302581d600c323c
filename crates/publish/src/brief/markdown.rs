//! The brief as Markdown.

use super::plain::{answer_words, dispute_words, line_words, lists, process_title, title};
use super::{Brief, ProcessBrief, note_marks};
use std::fmt::Write;

/// Lays the brief out as Markdown (CommonMark with tables). Words of reports are escaped.
pub fn markdown(brief: &Brief) -> String {
    let mut out = format!("# {}\n", escape(&title(brief)));
    for process in &brief.processes {
        one_process(&mut out, process);
    }
    if brief.processes.is_empty() {
        out.push_str("\nNothing on the table: no report of this dossier speaks of a move, a meeting or an agreement.\n");
    }
    out.push_str("\n## Reports\n\n");
    for origin in &brief.origins {
        let words = format!("{} — {}, {}; rests on: {}", origin.report, origin.label, origin.published, origin.rests_on);
        let _ = writeln!(out, "- {}", escape(&words));
    }
    if !brief.notes.is_empty() {
        out.push_str("\n## Notes\n\n");
        for note in &brief.notes {
            let _ =
                writeln!(out, "- \\[{}\\] {}", note.number, escape(&format!("{}, {}: “{}”", note.outlet, note.published, note.sentence)));
        }
    }
    out
}

fn one_process(out: &mut String, process: &ProcessBrief) {
    let _ = writeln!(out, "\n## {}\n", escape(&process_title(process)));
    for lead in &process.leads {
        let _ = writeln!(out, "- **{}**", escape(&line_words(lead)));
    }
    if !process.tracks.is_empty() {
        out.push_str("\n### On the table\n\n| Track | Move | By | To | Stage | Asked for | Answers | Evidence |\n|---|---|---|---|---|---|---|---|\n");
    }
    for track in &process.tracks {
        for row in &track.rows {
            let cells = [
                track.name.clone(),
                format!("{}: {}", row.kind, row.content),
                row.by.clone(),
                row.to.clone(),
                format!("{}, {}", row.stage, row.state),
                row.due.clone().unwrap_or_default(),
                answer_words(row),
                format!("{} {}", row.evidence_words(), note_marks(&row.notes)),
            ];
            let cells: Vec<String> = cells.iter().map(|cell| escape(cell)).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
    }
    if !process.due.is_empty() {
        out.push_str("\n### Falls due\n\n");
        for due in &process.due {
            let _ = writeln!(out, "- {}", escape(&line_words(&due.line)));
        }
    }
    for (name, lines) in lists(process) {
        if !lines.is_empty() {
            let _ = writeln!(out, "\n### {name}\n");
            for line in lines {
                let _ = writeln!(out, "- {}", escape(&line_words(line)));
            }
        }
    }
    if !process.disputed.is_empty() {
        out.push_str("\n### In dispute between reports\n\n");
        for dispute in &process.disputed {
            let _ = writeln!(out, "- {}", escape(&dispute_words(dispute)));
        }
    }
}

/// Escapes what Markdown or HTML would take for markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
