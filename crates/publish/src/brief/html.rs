//! The brief as one HTML page that prints on A4, legible in black and white; nothing is fetched from outside.
//!
//! On a screen it holds all of the brief. On paper it is what [`Sheet`] chose: what does not fit is of the class `screen` and counted in the
//! lines of the class `paper`.

use super::plain::{self, title};
use super::sheet::{Part, Sheet, by_report, quotation};
use super::{Brief, Dispute, DueLine, Line, MoveRow, ProcessBrief, Section, TrackTable};
use crate::wording::{self, upper_first};
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};
use std::collections::BTreeSet;

/// How it looks on a screen and on paper.
const STYLE: &str = include_str!("brief.css");

/// Lays the brief out as an HTML page. Everything is escaped.
pub fn html(brief: &Brief) -> String {
    let (title, sheet) = (title(brief), Sheet::of(brief));
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
                    @else { p.key.paper { "3/1 at the end of a line: 3 reports carry it, resting on 1 independent source. ○ owes an answer. Small numbers lead to the sentences below." } }
                    @for (number, entry) in brief.processes.iter().enumerate() { (process(entry, Paper { sheet: &sheet, number })) }
                    @if let Some(words) = plain::others_words(brief) {
                        section.others aria-labelledby="h-others" { h2 id="h-others" { (plain::OTHERS) } p { (words) } }
                    }
                    @let unshown: Vec<&str> = brief.processes.iter().enumerate().filter(|(at, _)| !sheet.has(*at)).map(|(_, process)| process.name.as_str()).collect();
                    @if !unshown.is_empty() { p.n.paper { "Not on this sheet: " (unshown.join("; ")) "." } }
                    (on_paper(brief, &sheet))
                    section.screen aria-labelledby="h-sources" {
                        h2 id="h-sources" { "Sources" }
                        ul { @for source in plain::sources(brief) { li { (source) } } }
                    }
                    @if !brief.notes.is_empty() {
                        section.screen aria-labelledby="h-notes" {
                            h2 id="h-notes" { "Notes" }
                            ol.notes {
                                @for note in &brief.notes {
                                    li id=(format!("n{}", note.number)) {
                                        (note.outlet) ", " (note.published) ": “" (wording::inner_quotes(&note.sentence)) "”"
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

/// Notes and sources as they stand on paper: report by report, run in, the words that count.
fn on_paper(brief: &Brief, sheet: &Sheet) -> Markup {
    let unquoted = brief
        .reports
        .saturating_sub(brief.notes.iter().filter(|n| sheet.notes.contains(&n.number)).map(|n| &n.report).collect::<BTreeSet<_>>().len());
    markup! {
        @if !sheet.notes.is_empty() {
            section.paper.sources.overleaf[sheet.overleaf] {
                h2 { "Reports and their sentences" }
                div.run {
                    @for (head, notes) in by_report(brief, &sheet.notes) {
                        p { b { (head) ":" } @for note in notes { " " sup { (sheet.numbers.get(&note.number).copied().unwrap_or(note.number)) } " “" (quotation(note, sheet.quote)) "”" } }
                    }
                    @if unquoted > 0 { p { (unquoted) @if unquoted == 1 { " report of the record is" } @else { " reports of the record are" } " not quoted here." } }
                }
            }
        }
    }
}

/// What of a process goes on paper.
#[derive(Clone, Copy)]
struct Paper<'s> {
    sheet: &'s Sheet,
    number: usize,
}

impl Paper<'_> {
    /// The class of an entry of a list: that of the screen where paper has no room for it.
    fn class(self, part: Part, at: usize) -> Option<&'static str> {
        (at >= self.sheet.shown(self.number, part)).then_some("screen")
    }

    /// The class of a whole list.
    fn whole(self, part: Part) -> Option<&'static str> {
        self.class(part, 0)
    }

    /// "and 3 more in the record", which on paper are more than on a screen.
    fn more(self, on_screen: usize, on_paper: usize, line: fn(&str, &str) -> Markup) -> Markup {
        markup! {
            @if on_screen == on_paper { @if let Some(words) = plain::more_words(on_screen) { (line(&words, "n")) } }
            @else {
                @if let Some(words) = plain::more_words(on_screen) { (line(&words, "n screen")) }
                @if let Some(words) = plain::more_words(on_paper) { (line(&words, "n paper")) }
            }
        }
    }
}

fn as_item(words: &str, class: &str) -> Markup {
    markup! { li class=(class) { (words) } }
}

fn as_paragraph(words: &str, class: &str) -> Markup {
    markup! { p class=(class) { (words) } }
}

fn process(process: &ProcessBrief, paper: Paper<'_>) -> Markup {
    let heading = format!("h-{}", process.id);
    markup! {
        section class=[(!paper.sheet.has(paper.number)).then_some("screen")] aria-labelledby=(heading) {
            h2 id=(heading) { (plain::process_title(process)) }
            @if !process.gist.is_empty() {
                div class=[paper.whole(Part::Gist)] {
                    p.head { (plain::GIST) ":" }
                    ul.gist { @for (at, line) in process.gist.iter().enumerate() { (item(line, paper.class(Part::Gist, at), paper)) } }
                }
            }
            @for ((head, lines), part) in plain::lead_heads(process).into_iter().zip([Part::News, Part::Leads]) {
                @if !lines.is_empty() {
                    div class=[paper.whole(part)] {
                        @if let Some(head) = head { p.head { (head) ":" } }
                        ul.leads { @for (at, line) in lines.iter().enumerate() { (item(line, paper.class(part, at), paper)) } }
                    }
                }
            }
            @if !process.tracks.is_empty() { (board(process, paper)) }
            div.columns {
                @if !process.due.is_empty() {
                    section class=[paper.whole(Part::Due)] {
                        h3 { "Falls due" }
                        ul {
                            @for (at, entry) in process.due.iter().enumerate() { (due(entry, paper.class(Part::Due, at), paper)) }
                            (paper.more(0, process.due.len() - paper.sheet.shown(paper.number, Part::Due), as_item))
                        }
                    }
                }
                @for (at, (name, entry)) in plain::lists(process).into_iter().enumerate() { (section(name, entry, Part::List(at), paper)) }
                @if !process.disputed.is_empty() {
                    section class=[paper.whole(Part::Disputed)] {
                        h3 { "In dispute between reports" }
                        ul {
                            @for (at, entry) in process.disputed.iter().enumerate() { (dispute(entry, paper.class(Part::Disputed, at), paper)) }
                            (paper.more(0, process.disputed.len() - paper.sheet.shown(paper.number, Part::Disputed), as_item))
                        }
                    }
                }
            }
            @if let Some(words) = plain::unsure_words(process.unsure) { p.n { (words) "." } }
            @if let Some(words) = left_out(process, paper) { p.n.paper { "Further in the record: " (words) "." } }
        }
    }
}

/// What no list on paper speaks of: "2 expected, without a date; 1 beside the talks".
fn left_out(process: &ProcessBrief, paper: Paper<'_>) -> Option<String> {
    let lists =
        plain::lists(process).into_iter().enumerate().map(|(at, (name, entry))| (name, entry.lines.len() + entry.more, Part::List(at)));
    let others = [("Falls due", process.due.len(), Part::Due), ("In dispute between reports", process.disputed.len(), Part::Disputed)];
    let moves = if paper.sheet.moves(paper.number) == 0 {
        process.tracks.iter().map(|track| track.rows.len()).sum::<usize>() + process.more_moves
    } else {
        0
    };
    let moves = (moves > 0).then_some(("on the table", moves, Part::Track(usize::MAX)));
    let gone =
        moves.into_iter().chain(lists).chain(others).filter(|(_, count, part)| *count > 0 && paper.sheet.shown(paper.number, *part) == 0);
    let words: Vec<String> = gone.map(|(name, count, _)| format!("{} ({count})", name.to_lowercase())).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// The table of moves and answers.
fn board(process: &ProcessBrief, paper: Paper<'_>) -> Markup {
    let (all, shown) = (process.tracks.iter().map(|track| track.rows.len()).sum::<usize>(), paper.sheet.moves(paper.number));
    markup! {
        div class=[(shown == 0).then_some("screen")] {
            h3 { "On the table" }
            div.scroll {
                table {
                    thead {
                        tr { @for (head, class) in [("Track", "track"), ("Move", "move"), ("What", "what"), ("Answers", "answers"), ("Evidence", "evidence")] { th class=(class) scope="col" { (head) } } }
                    }
                    // A track is a body of its own, so that the cell of its name ends with the last row that is shown.
                    @for (at, track) in process.tracks.iter().enumerate() {
                        tbody { @for row in 0..track.rows.len() { (self::row(track, row, paper.class(Part::Track(at), row), paper)) } }
                    }
                }
            }
        }
        @if shown > 0 { (paper.more(process.more_moves, process.more_moves + all - shown, as_paragraph)) }
        @else if let Some(words) = process.more_words() { p.n.screen { (words) } }
    }
}

fn row(track: &TrackTable, at: usize, class: Option<&str>, paper: Paper<'_>) -> Markup {
    let row = &track.rows[at];
    markup! {
        tr id=(row.id) class=[class] {
            @if at == 0 { th scope="rowgroup" rowspan=(track.rows.len()) { (track.name) } }
            td { (plain::parties(row)) }
            td { (row.content) @for words in plain::standing(row) { "; " (words) } }
            td { (answers(row, paper)) }
            td { (counts(&row.evidence_words(), row.reports, row.sources, &row.notes, paper)) }
        }
    }
}

fn answers(row: &MoveRow, paper: Paper<'_>) -> Markup {
    markup! {
        @for (at, cell) in row.answers.iter().enumerate() {
            @if at > 0 { "; " }
            (upper_first(&cell.by)) " " (cell.answer) (marks(&cell.notes, paper))
        }
        @for (at, party) in row.owes.iter().enumerate() {
            @if at > 0 || !row.answers.is_empty() { "; " }
            span.owes { (plain::owes_words(party)) }
        }
        @if row.answers.is_empty() && row.owes.is_empty() { "—" }
    }
}

fn section(name: &str, section: &Section, part: Part, paper: Paper<'_>) -> Markup {
    markup! {
        @if !section.lines.is_empty() {
            section class=[paper.whole(part)] {
                h3 { (name) }
                ul {
                    @for (at, line) in section.lines.iter().enumerate() { (item(line, paper.class(part, at), paper)) }
                    (paper.more(section.more, section.more + section.lines.len() - paper.sheet.shown(paper.number, part), as_item))
                }
            }
        }
    }
}

fn due(due: &DueLine, class: Option<&str>, paper: Paper<'_>) -> Markup {
    markup! {
        li class=[class] {
            b { @if let Some(when) = &due.line.when { time { (when) } } }
            ": " (due.line.text) " " (evidence(&due.line, paper))
        }
    }
}

fn dispute(dispute: &Dispute, class: Option<&str>, paper: Paper<'_>) -> Markup {
    markup! {
        li class=[class] {
            (dispute.field) ": "
            @for (at, value) in dispute.values.iter().enumerate() {
                @if at > 0 { " " b { "against" } " " }
                (value.text) " " (evidence(value, paper))
            }
            " — " em { (dispute.verdict) }
        }
    }
}

fn item(line: &Line, class: Option<&str>, paper: Paper<'_>) -> Markup {
    markup! { li class=[class] { (line.text) (plain::when_words(line)) " " (evidence(line, paper)) } }
}

fn evidence(line: &Line, paper: Paper<'_>) -> Markup {
    counts(&line.evidence_words(), line.reports, line.sources, &line.notes, paper)
}

/// How many reports and sources, on paper in short, and the notes.
fn counts(words: &str, reports: u32, sources: u32, notes: &[usize], paper: Paper<'_>) -> Markup {
    markup! { @if reports > 0 { span.n { span.screen { (words) } span.paper { (reports) "/" (sources) } } } (marks(notes, paper)) }
}

/// The numbers of notes: on a screen those of all notes, as links; on paper those that stand there.
fn marks(notes: &[usize], paper: Paper<'_>) -> Markup {
    let printed: BTreeSet<usize> = notes.iter().filter_map(|note| paper.sheet.numbers.get(note)).copied().collect();
    let printed: Vec<String> = printed.iter().map(usize::to_string).collect();
    markup! {
        @if !notes.is_empty() { sup.screen { @for (at, note) in notes.iter().enumerate() { @if at > 0 { " " } a href=(format!("#n{note}")) { (note) } } } }
        @if !printed.is_empty() { sup.paper { (printed.join(",")) } }
    }
}
