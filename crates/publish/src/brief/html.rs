//! The brief as one HTML page that prints on A4, legible in black and white; nothing is fetched from outside.

use super::plain::{self, title};
use super::{Brief, Dispute, DueLine, Line, MoveRow, ProcessBrief, Section, TrackTable};
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

/// How it looks on a screen and on paper.
const STYLE: &str = include_str!("brief.css");

/// Lays the brief out as an HTML page. Everything is escaped.
pub fn html(brief: &Brief) -> String {
    let title = title(brief);
    let page = markup! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    @if brief.processes.is_empty() { p { (plain::NOTHING) } }
                    @for entry in &brief.processes { (process(entry)) }
                    section.sources aria-labelledby="h-sources" {
                        h2 id="h-sources" { "Sources" }
                        ul { @for source in plain::sources(brief) { li { (source) } } }
                    }
                    @if !brief.notes.is_empty() {
                        section aria-labelledby="h-notes" {
                            h2 id="h-notes" { "Notes" }
                            ol.notes {
                                @for note in &brief.notes {
                                    li id=(format!("n{}", note.number)) {
                                        (note.outlet) ", " (note.published) ": “" (plain::inner_quotes(&note.sentence)) "”"
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}

fn process(process: &ProcessBrief) -> Markup {
    let heading = format!("h-{}", process.id);
    markup! {
        section aria-labelledby=(heading) {
            h2 id=(heading) { (plain::process_title(process)) }
            @for (head, lines) in plain::lead_heads(process) {
                @if !lines.is_empty() {
                    @if let Some(head) = head { p.head { (head) ":" } }
                    ul.leads { @for line in lines { (item(line)) } }
                }
            }
            @if !process.tracks.is_empty() { (board(process)) }
            div.columns {
                @if !process.due.is_empty() {
                    section { h3 { "Falls due" } ul { @for entry in &process.due { (due(entry)) } } }
                }
                @for (name, entry) in plain::lists(process) { (section(name, entry)) }
                @if !process.disputed.is_empty() {
                    section { h3 { "In dispute between reports" } ul { @for entry in &process.disputed { (dispute(entry)) } } }
                }
            }
        }
    }
}

/// The table of moves and answers.
fn board(process: &ProcessBrief) -> Markup {
    markup! {
        h3 { "On the table" }
        div.scroll {
            table {
                thead {
                    tr { @for head in ["Track", "Move", "What", "Answers", "Evidence"] { th scope="col" { (head) } } }
                }
                tbody { @for track in &process.tracks { @for at in 0..track.rows.len() { (row(track, at)) } } }
            }
        }
        @if let Some(words) = process.more_words() { p.n { (words) } }
    }
}

fn row(track: &TrackTable, at: usize) -> Markup {
    let row = &track.rows[at];
    markup! {
        tr id=(row.id) {
            @if at == 0 { th scope="rowgroup" rowspan=(track.rows.len()) { (track.name) } }
            td { (plain::parties(row)) }
            td { (row.content) @for words in plain::standing(row) { "; " (words) } }
            td { (answers(row)) }
            td { (counts(&row.evidence_words(), row.reports, &row.notes)) }
        }
    }
}

fn answers(row: &MoveRow) -> Markup {
    markup! {
        @for (at, cell) in row.answers.iter().enumerate() {
            @if at > 0 { "; " }
            (cell.by) " " (cell.answer) (marks(&cell.notes))
        }
        @for (at, party) in row.owes.iter().enumerate() {
            @if at > 0 || !row.answers.is_empty() { "; " }
            span.owes { (plain::owes_words(party)) }
        }
        @if row.answers.is_empty() && row.owes.is_empty() { "—" }
    }
}

fn section(name: &str, section: &Section) -> Markup {
    markup! {
        @if !section.lines.is_empty() {
            section {
                h3 { (name) }
                ul {
                    @for line in &section.lines { (item(line)) }
                    @if let Some(words) = section.more_words() { li.n { (words) } }
                }
            }
        }
    }
}

fn due(due: &DueLine) -> Markup {
    markup! {
        li {
            b { @if let Some(when) = &due.line.when { time { (when) } } }
            ": " (due.line.text) " " (evidence(&due.line))
        }
    }
}

fn dispute(dispute: &Dispute) -> Markup {
    markup! {
        li {
            (dispute.field) ": "
            @for (at, value) in dispute.values.iter().enumerate() {
                @if at > 0 { " " b { "against" } " " }
                (value.text) " " (evidence(value))
            }
            " — " em { (dispute.verdict) }
        }
    }
}

fn item(line: &Line) -> Markup {
    markup! { li { (line.text) (plain::when_words(line)) " " (evidence(line)) } }
}

fn evidence(line: &Line) -> Markup {
    counts(&line.evidence_words(), line.reports, &line.notes)
}

/// How many reports and sources, and the notes.
fn counts(words: &str, reports: u32, notes: &[usize]) -> Markup {
    markup! { @if reports > 0 { span.n { (words) } } (marks(notes)) }
}

fn marks(notes: &[usize]) -> Markup {
    markup! { @for note in notes { sup { a href=(format!("#n{note}")) { (note) } } } }
}
