//! Small pieces that several pages share. State is always a shape and a word, never colour alone.

use super::ask::{Ask, shorten};
use jiff::civil::Date;
use maud::{Markup, html};
use model::{AnswerEntry, AnswerKind, ClaimKind, Envelope, Evidence, GistSentence, Move, Process, ReportEntry, Stance, Status};
use publish::wording;

/// "1 report", "2 reports".
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// What a kind is called in lists and filters.
pub fn kind_word(kind: ClaimKind) -> &'static str {
    wording::kind(kind)
}

/// "3 reports, 1 source", leading to the sentences.
pub fn rests_on(ask: &Ask, id: &str, reports: u32, roots: u32) -> Markup {
    html! {
        a.rests href=(ask.to_evidence(id)) data-drawer="" title="The sentences it rests on" {
            (count(reports as usize, "report")) ", " (count(roots as usize, "source"))
        }
    }
}

/// The sign of a status.
pub const fn status_sign(status: Status) -> &'static str {
    match status {
        Status::Happened => "●",
        Status::Planned => "○",
        Status::Proposed => "◇",
        Status::Demanded => "◆",
        Status::Threatened => "▲",
        Status::Refused => "✕",
        Status::Negated => "⊘",
        Status::Hypothetical => "◌",
        Status::Holds => "■",
        Status::Stated => "❝",
    }
}

/// A status: sign and word.
pub fn status(status: Status) -> Markup {
    let word = match status {
        Status::Negated => "did not come about",
        Status::Hypothetical => "possible",
        other => other.name(),
    };
    html! { span class={"state state-" (status.name())} { span.sign aria-hidden="true" { (status_sign(status)) } " " (word) } }
}

/// The sign of an answer.
const fn answer_sign(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Accept => "✓",
        AnswerKind::AcceptConditional | AnswerKind::Partial => "◐",
        AnswerKind::NotOpposed => "≈",
        AnswerKind::Defer => "…",
        AnswerKind::NoneYet => "○",
        AnswerKind::Counter => "⇄",
        AnswerKind::Criticise => "!",
        AnswerKind::Reject => "✕",
        AnswerKind::Unable => "⊘",
    }
}

/// The class of an answer: yes, no, part, open.
const fn answer_class(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Accept => "yes",
        AnswerKind::Reject | AnswerKind::Unable => "no",
        AnswerKind::NoneYet | AnswerKind::Defer => "open",
        _ => "part",
    }
}

/// An answer: sign, party where wanted, words.
pub fn answer(ask: &Ask, entry: &AnswerEntry, id: &str, with_party: bool) -> Markup {
    html! {
        span class={"answer answer-" (answer_class(entry.answer))} {
            span.sign aria-hidden="true" { (answer_sign(entry.answer)) } " "
            @if with_party { b { (actor(ask, &entry.by)) } " " }
            a.quiet href=(ask.to_evidence(id)) data-drawer="" { (wording::answer(entry.answer, None)) }
            @if let Some(condition) = &entry.condition { ": " (condition) }
            @if let Some(when) = wording::when(entry.envelope) { " " span.faint { "(" (when) ")" } }
        }
    }
}

/// A party that owes an answer.
pub fn owes(ask: &Ask, party: &str) -> Markup {
    html! { span.answer.owes { span.sign aria-hidden="true" { "○" } " " b { (actor(ask, party)) } " owes an answer" } }
}

/// The answers to a move and who owes one.
pub fn answers(ask: &Ask, entry: &Move) -> Markup {
    let told: Vec<&AnswerEntry> = entry.answers.iter().filter(|a| a.answer != AnswerKind::NoneYet || !entry.owes.contains(&a.by)).collect();
    html! {
        ul.answers {
            @for party in &entry.owes { li { (owes(ask, party)) } }
            @for given in &told { li { (answer(ask, given, &entry.id, true)) } }
            @if told.is_empty() && entry.owes.is_empty() { li.faint { "no answer reported" } }
        }
    }
}

/// A time: words for people, EDTF for machines.
pub fn when(envelope: Envelope) -> Markup {
    match wording::when(envelope) {
        Some(words) => html! { time datetime=[envelope.single_day().map(|d| d.to_string())] title=(envelope.edtf()) { (words) } },
        None => html! { span.faint { "no day given" } },
    }
}

/// A day in words.
pub fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "undated".to_owned(), wording::day)
}

/// An actor's name, leading to its page where the record knows it.
pub fn actor(ask: &Ask, name: &str) -> Markup {
    match ask.to_actor(name) {
        Some(href) => html! { a.quiet href=(href) { bdi { (name) } } },
        None => html! { bdi { (name) } },
    }
}

/// Several actors; "not stated" where none.
pub fn actors(ask: &Ask, names: &[String]) -> Markup {
    html! {
        @if names.is_empty() { span.faint { "not stated" } }
        @for (at, name) in names.iter().enumerate() {
            @if at > 0 { @if at + 1 == names.len() { " and " } @else { ", " } }
            (actor(ask, name))
        }
    }
}

/// Who puts a move to whom.
pub fn parties(ask: &Ask, entry: &Move) -> Markup {
    html! {
        @if entry.by.is_empty() && entry.to.is_empty() { span.faint { "neither author nor addressee stated" } }
        @else if entry.to.is_empty() { span.parties { (actors(ask, &entry.by)) } }
        @else { span.parties { (actors(ask, &entry.by)) " " span aria-hidden="true" { "→" } span.hidden { "to" } " " (actors(ask, &entry.to)) } }
    }
}

/// The sign and word for the state of a move.
pub fn move_state(entry: &Move) -> Markup {
    let (sign, word) = match entry.state.as_str() {
        "closed" => ("■", "closed"),
        "running" => ("▲", "term running"),
        "lapsed" => ("⊘", "term passed"),
        "withdrawn" => ("✕", "withdrawn"),
        _ => ("◇", "open"),
    };
    html! { span class={"state move-" (entry.state)} { span.sign aria-hidden="true" { (sign) } " " (word) } }
}

/// A quoted sentence with the words that count marked, and where it stands.
pub fn quotation(ask: &Ask, place: &Evidence, mark: &str) -> Markup {
    let (before, words, after) = around(ask, place);
    let outlet = ask.outlet(&place.report);
    let entry = ask.snapshot.whole.report(&place.report);
    html! {
        figure.quotation {
            blockquote dir="auto" lang=[ask.snapshot.language(&place.report)] { (before) mark { (words) } (after) }
            figcaption {
                a href=(ask.to_place(&place.report, place.sentence, mark)) { bdi { (outlet) } }
                @if let Some(entry) = entry { ", " (published(entry)) }
                @match place.stance {
                    Stance::Supports => {}
                    Stance::Denies => { " · " span.state { span.sign aria-hidden="true" { "✕" } " says the contrary" } }
                    Stance::Repeats => { " · " span.faint { "heading or pull quote: not counted" } }
                }
            }
        }
    }
}

/// The gist of a negotiation under its head: whole sentences of the reports that are shown. Nothing where there is none.
pub fn gist(ask: &Ask, process: &Process, head: Markup) -> Markup {
    let shown: Vec<(&GistSentence, &ReportEntry)> =
        process.gist.iter().filter_map(|one| Some((one, ask.view.report(&one.report)?))).collect();
    html! {
        @if !shown.is_empty() {
            (head)
            ul.plain {
                @for (one, entry) in shown {
                    @let place = Evidence { report: one.report.clone(), sentence: one.sentence, span: one.span, stance: Stance::Supports };
                    @let (_, words, _) = around(ask, &place);
                    li {
                        span.content dir="auto" lang=[ask.snapshot.language(&one.report)] { "“" (wording::inner_quotes(words.trim())) "”" }
                        " "
                        span.faint {
                            a href=(ask.to_place(&one.report, one.sentence, "")) { bdi { (ask.outlet(&one.report)) } }
                            ", " (published(entry)) " · " (count(one.reports as usize, "report")) ", " (count(one.roots as usize, "independent source"))
                        }
                    }
                }
            }
        }
    }
}

/// The sentence of a place, cut in three: before the words, the words, behind.
pub fn around(ask: &Ask, place: &Evidence) -> (String, String, String) {
    let Some(report) = ask.snapshot.text(&place.report) else { return Default::default() };
    let span = report.sentences.get(place.sentence as usize).copied().unwrap_or(place.span).cover(place.span);
    let cut = |start: u32, end: u32| report.text.get(start as usize..end as usize).unwrap_or("").replace('\n', " ");
    (cut(span.start, place.span.start), cut(place.span.start, place.span.end), cut(place.span.end, span.end))
}

/// When a report was published, with what that rests on.
pub fn published(entry: &model::ReportEntry) -> Markup {
    match entry.published.as_ref().and_then(|p| Some((wording::when(p.envelope)?, p.basis))) {
        Some((words, model::DateBasis::Given)) => html! { time { (words) } },
        Some((words, basis)) => html! { time { (words) } " " span.faint { (basis_word(basis)) } },
        None => html! { span.faint { "undated" } },
    }
}

/// The direction in which a language is written; for others it shows by their letters.
pub fn direction(language: Option<&str>) -> &'static str {
    let main = language.and_then(|language| language.split('-').next());
    match main {
        Some("ar" | "he" | "iw" | "fa" | "ur" | "ps" | "yi" | "ckb" | "sd" | "ug" | "dv" | "arc") => "rtl",
        _ => "auto",
    }
}

/// The headline of a report in its own language and direction; its id where it has none.
pub fn title(ask: &Ask, report: &str) -> Markup {
    let told = ask.snapshot.whole.report(report).and_then(|entry| entry.title.as_deref());
    match told {
        Some(title) => html! { bdi lang=[ask.snapshot.language(report)] { (shorten(title, 120)) } },
        None => html! { bdi { (report) } },
    }
}

/// On what a date rests, in a word or two.
pub const fn basis_word(basis: model::DateBasis) -> &'static str {
    match basis {
        model::DateBasis::Given => "as given",
        model::DateBasis::Meta => "by the page’s data",
        model::DateBasis::Url => "by the address",
        model::DateBasis::Text => "by its own text",
        model::DateBasis::Inferred => "worked out",
    }
}

/// Says that there is nothing, and what to do.
pub fn nothing(ask: &Ask, what: &str) -> Markup {
    html! {
        div.nothing {
            p { (what) }
            @if !ask.query.carried().is_empty() { p { a href=(ask.path) { "Show without filters" } } }
            @else if ask.snapshot.record().reports.is_empty() { p { a href="/add" { "Add reports" } " to begin." } }
        }
    }
}

/// Links to the other pages of a list.
pub fn pager(ask: &Ask, page: usize, pages: usize) -> Markup {
    let to = |page: usize| ask.here_with(&[("page", &page.to_string())]);
    html! {
        @if pages > 1 {
            nav.pager aria-label="Pages" {
                @if page > 1 { a rel="prev" href=(to(page - 1)) { "← Previous" } }
                span { "Page " (page) " of " (pages) }
                @if page < pages { a rel="next" href=(to(page + 1)) { "Next →" } }
            }
        }
    }
}

/// A value in a conflict, told in words where it is one of the closed lists.
pub fn value_words(value: &str) -> String {
    match (AnswerKind::parse(value), Status::parse(value)) {
        (Some(kind), _) => wording::answer(kind, None),
        _ => wording::tidy(value, 240),
    }
}

/// "○ A and B owe an answer", for the head of a line.
pub fn owes_names(ask: &Ask, names: &[String]) -> Markup {
    html! {
        span.answer.owes { span.sign aria-hidden="true" { "○" } " " b { (actors(ask, names)) } @if names.len() == 1 { " owes" } @else { " owe" } " an answer" }
    }
}
