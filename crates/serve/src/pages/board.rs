//! State of play: what is on the table, who owes an answer, what is due when, what is new. The first page.

use super::ask::{Ask, Fault, Reply, shorten};
use super::parts;
use jiff::civil::Date;
use maud::{Markup, html};
use model::{ClaimKind, Envelope, Fact, Move, Process, Status};
use publish::wording;

/// Negotiations on one page.
const PROCESSES: usize = 6;
/// Lines in each of the boxes on top.
const LINES: usize = 6;
/// Moves of a negotiation that stand on the board; the others are a page away.
const MOVES: usize = 24;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let view = &ask.view;
    if view.part.facts.is_empty() {
        return ask.page("State of play", html! { h1 { "State of play" } (parts::nothing(ask, "Nothing is on the table yet.")) });
    }
    let processes: Vec<&Process> =
        view.processes().into_iter().filter(|p| view.moves_of(p).next().is_some() || view.facts_of(p).nth(1).is_some()).collect();
    let moves: Vec<&Move> = view.moves().filter(|m| !matches!(m.state.as_str(), "closed" | "withdrawn")).collect();
    let owing: Vec<&Move> = by_process(&processes, view).filter(|m| !m.owes.is_empty()).collect();
    let due = due(ask);
    let total = processes.len();
    let (shown, page, pages) = ask.cut(processes, PROCESSES);
    let body = html! {
        header.head {
            h1 { "State of play" }
            p.lede {
                "As of the last report, " b { (parts::day(view.last_day())) } ": "
                (parts::count(moves.len(), "move")) " on the table, "
                (parts::count(owing.iter().map(|m| m.owes.len()).sum(), "answer")) " owed, "
                (parts::count(due.len(), "date")) " ahead, in " (parts::count(total, "negotiation")) ". "
                (parts::count(view.part.reports.len(), "report")) " from " (parts::count(view.sources(), "independent source")) "."
            }
        }
        @if page == 1 {
            div.first {
                section aria-labelledby="h-owes" {
                    h2 #h-owes { "Who owes an answer" }
                    @if owing.is_empty() { p.faint { "Nobody, as far as the reports say." } }
                    ul.plain { @for entry in owing.iter().take(LINES) { li { (owing_line(ask, entry)) } } }
                    @if owing.len() > LINES { p { a href=(ask.to("/answers")) { "All " (owing.len()) } } }
                }
                section aria-labelledby="h-due" {
                    h2 #h-due { "What is due when" }
                    @if due.is_empty() { p.faint { "No date lies ahead of the last report." } }
                    ul.plain { @for line in due.iter().take(LINES) { li { (due_line(ask, line)) } } }
                    @if due.len() > LINES { p { a href=(ask.to("/calendar")) { "All " (due.len()) } } }
                }
                section aria-labelledby="h-new" {
                    h2 #h-new { "What is new" }
                    (new_lines(ask))
                    p { a href=(ask.to("/changes")) { "What changed since a day" } }
                }
            }
        }
        @for process in &shown { (one(ask, process)) }
        (parts::pager(ask, page, pages))
    };
    ask.page("State of play", body)
}

fn by_process<'v>(processes: &[&'v Process], view: &'v crate::view::View) -> impl Iterator<Item = &'v Move> {
    processes.iter().copied().flat_map(|process| view.moves_of(process))
}

fn owing_line(ask: &Ask, entry: &Move) -> Markup {
    html! {
        (parts::owes_names(ask, &entry.owes))
        @if !entry.by.is_empty() { " to " (parts::actors(ask, &entry.by)) }
        ": " (shorten(&entry.content, 120))
        @if let Some(due) = entry.due.filter(|due| !due.is_open()) { ", asked for " (parts::when(due)) }
        " " (parts::rests_on(ask, &entry.id, entry.reports, entry.roots))
    }
}

/// Something with a day that lies ahead of the last report.
pub struct Due<'v> {
    /// The days.
    pub envelope: Envelope,
    /// The move, or else the fact.
    pub of: DueOf<'v>,
}

/// What falls due.
pub enum DueOf<'v> {
    /// The term of a move.
    Move(&'v Move),
    /// A planned event.
    Fact(&'v Fact),
}

/// What falls due after the last report, soonest first.
fn due(ask: &Ask) -> Vec<Due<'_>> {
    let last = ask.view.last_day();
    let ahead = |envelope: &Envelope| !envelope.is_open() && envelope.latest.or(envelope.earliest) >= last;
    let mut all = dated(ask);
    all.retain(|due| ahead(&due.envelope));
    all
}

/// Terms of moves and planned events, soonest first.
pub fn dated(ask: &Ask) -> Vec<Due<'_>> {
    let open = ask.view.moves().filter(|m| !matches!(m.state.as_str(), "withdrawn"));
    let terms = open.filter_map(|m| Some(Due { envelope: m.due?, of: DueOf::Move(m) }));
    let planned = ask.view.facts().filter(|f| f.status == Status::Planned && is_event(f.kind));
    let mut all: Vec<Due<'_>> = terms.chain(planned.map(|f| Due { envelope: f.envelope, of: DueOf::Fact(f) })).collect();
    all.retain(|due| !due.envelope.is_open());
    all.sort_by_key(|due| (due.envelope.latest.or(due.envelope.earliest), due.envelope.earliest));
    all
}

/// Kinds that happen on days.
pub const fn is_event(kind: ClaimKind) -> bool {
    use ClaimKind as K;
    matches!(
        kind,
        K::Meeting | K::Agreement | K::Ceasefire | K::Exchange | K::Hostilities | K::Sanction | K::Aid | K::Appointment | K::ProcessState
    )
}

/// A line about something that falls due.
pub fn due_line(ask: &Ask, due: &Due<'_>) -> Markup {
    let done = matches!(due.of, DueOf::Fact(fact) if fact.status == Status::Happened);
    let passed = !done && ask.today().zip(due.envelope.latest).is_some_and(|(today, latest)| latest < today);
    html! {
        b { (parts::when(due.envelope)) } @if passed { " " span.faint { "(passed since)" } } ": "
        @match due.of {
            DueOf::Move(entry) => {
                (wording::move_kind(entry.kind)) ", " (parts::parties(ask, entry)) ": " (shorten(&entry.content, 110)) " "
                @if entry.state == "closed" { (parts::move_state(entry)) " " }
                (parts::rests_on(ask, &entry.id, entry.reports, entry.roots))
            }
            DueOf::Fact(fact) => { (parts::status(fact.status)) " " (ask.bare(fact)) " " (parts::rests_on(ask, &fact.id, fact.reports, fact.roots)) }
        }
    }
}

/// What the reports of the last day brought that no earlier one had.
fn new_lines(ask: &Ask) -> Markup {
    let view = &ask.view;
    let Some(last) = view.last_day() else { return html! { p.faint { "No report is dated." } } };
    let is_new = |day: Option<Date>| day == Some(last);
    let moves: Vec<&Move> = view.moves_with_days().filter(|(_, day, _)| is_new(*day)).map(|(entry, ..)| entry).collect();
    let events = view.facts_with_days();
    let events: Vec<&Fact> = events.filter(|(f, (first, _))| is_new(*first) && is_event(f.kind)).map(|(fact, _)| fact).collect();
    let earlier = view.moves_with_days().filter(|(_, day, _)| !is_new(*day));
    let answers = earlier.flat_map(|(entry, _, days)| entry.answers.iter().zip(days).map(move |(answer, day)| (entry, answer, *day)));
    let answers: Vec<(&Move, &model::AnswerEntry)> =
        answers.filter(|(_, _, day)| is_new(*day)).map(|(entry, answer, _)| (entry, answer)).collect();
    let conflicts = view.conflicts_with_days().filter(|(_, day)| is_new(*day)).count();
    let counts = [(moves.len(), "move"), (answers.len(), "answer"), (events.len(), "event"), (conflicts, "conflict between reports")];
    let counts: Vec<(usize, &str)> = counts.into_iter().filter(|(number, _)| *number > 0).collect();
    html! {
        p.faint {
            "First reported on " (wording::day(last)) ": "
            @for (at, (number, noun)) in counts.iter().enumerate() { @if at > 0 { ", " } (conflict_count(*number, noun)) }
            @if counts.is_empty() { "nothing that earlier reports did not say" }
            "."
        }
        ul.plain {
            @for (entry, given) in answers.iter().take(2) { li { (parts::answer(ask, given, &entry.id, true)) " " span.faint { "to: " (shorten(&entry.content, 80)) } } }
            @for entry in moves.iter().filter(|m| !m.by.is_empty()).take(LINES / 2) {
                li { b { (wording::move_kind(entry.kind)) } ", " (parts::parties(ask, entry)) ": " (shorten(&entry.content, 100)) " " (parts::rests_on(ask, &entry.id, entry.reports, entry.roots)) }
            }
            @if moves.is_empty() { @for fact in events.iter().take(LINES / 2) { li { (ask.line(fact)) " " (parts::rests_on(ask, &fact.id, fact.reports, fact.roots)) } } }
        }
    }
}

fn conflict_count(number: usize, noun: &str) -> String {
    match noun.split_once(' ') {
        Some((head, rest)) => format!("{} {rest}", parts::count(number, head)),
        None => parts::count(number, noun),
    }
}

/// Whether nothing more is to be done about a move.
fn is_over(entry: &Move) -> bool {
    matches!(entry.state.as_str(), "closed" | "withdrawn" | "lapsed")
}

/// One negotiation.
fn one(ask: &Ask, process: &Process) -> Markup {
    let view = &ask.view;
    let anchor = format!("p-{}", process.id);
    let mut tracks: Vec<(&str, Vec<&Move>)> = Vec::new();
    let mut told: Vec<&Move> = view.moves_of(process).collect();
    let more = told.len().saturating_sub(MOVES);
    if more > 0 {
        // What is owed and open first, then what most sources carry.
        told.sort_by_key(|m| (m.owes.is_empty(), is_over(m), std::cmp::Reverse(m.roots)));
        told.truncate(MOVES);
    }
    for entry in told {
        let track = entry.track.as_deref().unwrap_or("other");
        match tracks.iter_mut().find(|(name, _)| *name == track) {
            Some((_, moves)) => moves.push(entry),
            None => tracks.push((track, vec![entry])),
        }
    }
    for (_, moves) in &mut tracks {
        moves.sort_by_key(|m| (m.owes.is_empty(), is_over(m), std::cmp::Reverse(m.roots)));
    }
    tracks.sort_by_key(|(name, moves)| (*name == "other", !moves.iter().any(|m| !m.owes.is_empty()), std::cmp::Reverse(moves.len())));
    let events = |wanted: &dyn Fn(&Fact) -> bool| -> Vec<&Fact> {
        let mut chosen: Vec<&Fact> = view.facts_of(process).filter(|f| is_event(f.kind) && wanted(f)).collect();
        chosen.sort_by_key(|f| std::cmp::Reverse((f.envelope.latest.or(f.envelope.earliest), f.roots)));
        chosen
    };
    let lists = [
        ("Fixed or expected", events(&|f| matches!(f.status, Status::Planned | Status::Hypothetical))),
        ("Agreed and done", events(&|f| f.status == Status::Happened && f.kind != ClaimKind::ProcessState)),
        ("Did not come about", events(&|f| matches!(f.status, Status::Refused | Status::Negated))),
    ];
    html! {
        section.process aria-labelledby=(anchor) {
            h2 id=(anchor) { a.quiet href=(ask.to_with("/", &[("process", &process.id)])) { (process.name) } }
            p.faint { (span_words(process.envelope)) @if let Some(state) = &process.state { ". The talks: " (state) "." } }
            (parts::gist(ask, process, html! { h3 { (publish::brief::GIST) } }))
            @for (at, (name, moves)) in tracks.iter().enumerate() { (track(ask, process, name, moves, at == 0)) }
            @if more > 0 { p { a href=(ask.to_with("/answers", &[("process", &process.id)])) { (more) " more " @if more == 1 { "move" } @else { "moves" } } } }
            div.lists {
                @for (name, facts) in &lists {
                    @if !facts.is_empty() {
                        section {
                            h3 { (name) }
                            ul.plain {
                                @for fact in facts.iter().take(LINES) { li { (event_line(ask, fact)) } }
                                @if facts.len() > LINES { li { a href=(ask.to_with("/facts", &[("process", &process.id)])) { (facts.len() - LINES) " more" } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn span_words(envelope: Envelope) -> String {
    wording::when(envelope).map(|words| format!("Reports speak of {words}")).unwrap_or_default()
}

fn track(ask: &Ask, process: &Process, name: &str, moves: &[&Move], first: bool) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label={"Track: " (name) ", " (process.name)} {
            table.moves {
                caption { (title_case(name)) }
                thead .unseen[!first] { tr { th scope="col" { "Move" } th scope="col" { "Answers" } th scope="col" { "Asked for" } th scope="col" { "Rests on" } } }
                tbody {
                    @for entry in moves {
                        tr.closed[entry.state == "closed"] {
                            th scope="row" {
                                span.kind { (wording::move_kind(entry.kind)) } " " (parts::parties(ask, entry))
                                p.content dir="auto" { (shorten(&entry.content, 220)) @if let Some(condition) = &entry.condition { " (" (condition) ")" } }
                                p.faint { (parts::move_state(entry)) ", " (wording::stage(entry.stage)) }
                            }
                            td data-label="Answers" { (parts::answers(ask, entry)) }
                            td data-label="Asked for" { @match entry.due.filter(|d| !d.is_open()) { Some(due) => (parts::when(due)), None => span.faint { "no term" } } }
                            td data-label="Rests on" { (parts::rests_on(ask, &entry.id, entry.reports, entry.roots)) }
                        }
                    }
                }
            }
        }
    }
}

fn event_line(ask: &Ask, fact: &Fact) -> Markup {
    html! {
        span.sign aria-hidden="true" { (parts::status_sign(fact.status)) } " " (ask.line(fact))
        @if let Some(words) = wording::when(fact.envelope) { ", " time { (words) } }
        " " (parts::rests_on(ask, &fact.id, fact.reports, fact.roots))
    }
}

/// The first letter in upper case.
pub fn title_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Days before and after which a calendar or line is cut.
pub fn day_of(envelope: Envelope) -> Option<Date> {
    envelope.latest.or(envelope.earliest)
}
