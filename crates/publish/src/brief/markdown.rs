//! The brief as Markdown.

use super::plain::{
    GIST, NOTHING, OTHERS, answer_words, dispute_words, lead_heads, line_words, lists, more_words, others_words, owes_words, parties,
    process_title, sources, standing, title, unsure_words,
};
use super::{Brief, ProcessBrief, note_marks};
use crate::wording::inner_quotes;
use std::fmt::Write;

/// Lays the brief out as Markdown (CommonMark with tables). Words of reports are escaped.
pub fn markdown(brief: &Brief) -> String {
    let mut out = format!("# {}\n", escape(&title(brief)));
    for process in &brief.processes {
        one_process(&mut out, process);
    }
    if brief.processes.is_empty() {
        let _ = writeln!(out, "\n{NOTHING}");
    }
    if let Some(words) = others_words(brief) {
        let _ = writeln!(out, "\n## {OTHERS}\n\n{}", escape(&words));
    }
    out.push_str("\n## Sources\n\n");
    for source in sources(brief) {
        let _ = writeln!(out, "- {}", escape(&source));
    }
    if !brief.notes.is_empty() {
        out.push_str("\n## Notes\n\n");
        for note in &brief.notes {
            let words = format!("{}, {}: “{}”", note.outlet, note.published, inner_quotes(&note.sentence));
            let _ = writeln!(out, "- \\[{}\\] {}", note.number, escape(&words));
        }
    }
    out
}

fn one_process(out: &mut String, process: &ProcessBrief) {
    let _ = writeln!(out, "\n## {}\n", escape(&process_title(process)));
    if !process.gist.is_empty() {
        let _ = writeln!(out, "{GIST}:\n");
        for line in &process.gist {
            let _ = writeln!(out, "- {}", escape(&line_words(line)));
        }
        out.push('\n');
    }
    for (head, lines) in lead_heads(process) {
        if let Some(head) = head.filter(|_| !lines.is_empty()) {
            let _ = writeln!(out, "{}:\n", escape(&head));
        }
        for lead in lines {
            let _ = writeln!(out, "- **{}**", escape(&line_words(lead)));
        }
        if !lines.is_empty() {
            out.push('\n');
        }
    }
    if !process.tracks.is_empty() {
        out.push_str("### On the table\n\n| Track | Move | What | Answers | Evidence |\n|---|---|---|---|---|\n");
    }
    for track in &process.tracks {
        for row in &track.rows {
            let answers: Vec<String> = row.answers.iter().map(answer_words).chain(row.owes.iter().map(|party| owes_words(party))).collect();
            let what: Vec<String> = [row.content.clone()].into_iter().chain(standing(row)).collect();
            let cells = [
                track.name.clone(),
                parties(row),
                what.join("; "),
                if answers.is_empty() { "—".to_owned() } else { answers.join("; ") },
                format!("{} {}", row.evidence_words(), note_marks(&row.notes)),
            ];
            let cells: Vec<String> = cells.iter().map(|cell| escape(cell)).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
    }
    if let Some(words) = more_words(process.more_moves) {
        let _ = writeln!(out, "\n{words}");
    }
    if !process.due.is_empty() {
        out.push_str("\n### Falls due\n\n");
        for due in &process.due {
            let _ = writeln!(out, "- {}", escape(&line_words(&due.line)));
        }
    }
    for (name, section) in lists(process) {
        if !section.lines.is_empty() {
            let _ = writeln!(out, "\n### {name}\n");
            for line in &section.lines {
                let _ = writeln!(out, "- {}", escape(&line_words(line)));
            }
            if let Some(words) = more_words(section.more) {
                let _ = writeln!(out, "- {words}");
            }
        }
    }
    if !process.disputed.is_empty() {
        out.push_str("\n### In dispute between reports\n\n");
        for dispute in &process.disputed {
            let _ = writeln!(out, "- {}", escape(&dispute_words(dispute)));
        }
    }
    if let Some(words) = unsure_words(process.unsure) {
        let _ = writeln!(out, "\n{words}");
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
