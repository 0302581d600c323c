//! The timeline with its doubt: a dot is a day, a bar an envelope; hollow is planned, dashed possible, struck refused. And the same as a table.

mod picture;
mod zoom;

use super::ask::{Ask, Fault, Reply};
use super::board::is_event;
use super::parts;
use maud::html;
use model::{Envelope, Fact, Move};
use std::collections::BTreeMap;

/// Rows of the table on one page.
const SIZE: usize = 60;
/// Marks in one picture: more cannot be told apart.
const MARKS: usize = 220;

/// A fact with its days, on its lane.
pub struct Mark<'v> {
    /// The fact.
    pub fact: &'v Fact,
    /// Its days: for moves with a term, that term.
    pub envelope: Envelope,
    /// A few words.
    pub words: String,
}

/// A lane.
pub struct Lane<'v> {
    /// Its name.
    pub name: String,
    /// Its marks in order of time.
    pub marks: Vec<Mark<'v>>,
}

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let view = &ask.view;
    let everything = ask.query.get("kinds") == Some("all") || !ask.query.filter.kind.is_empty();
    let lanes_by = ask.query.get("lanes").unwrap_or("track");
    let chosen = view.facts_and_moves().filter(|(f, _)| everything || is_event(f.kind) || f.kind.is_move());
    let mut all = 0;
    let dated = chosen.inspect(|_| all += 1).map(|(f, entry)| (days(f, entry), f)).filter(|(days, _)| !days.is_open());
    let dated: Vec<Dated<'_>> = dated.collect();
    let undated = all - dated.len();
    let shown = zoom::window(ask, &dated);
    let (first, last) = (shown.as_ref().map(|w| w.first), shown.as_ref().map(|w| w.last));
    // An open end counts as the other end: what began long ago and may still run is not news of this span.
    let within = |(days, _): &&Dated<'_>| {
        Envelope::new(days.earliest.or(days.latest), days.latest.or(days.earliest)).compatible(Envelope::new(first, last))
    };
    let mut inside: Vec<Dated<'_>> = dated.iter().filter(within).copied().collect();
    let outside = dated.len() - inside.len();
    inside.sort_by_key(|(days, fact)| (days.earliest.or(days.latest), days.latest, &fact.id));
    let lanes = lanes(ask, &inside[..inside.len().min(MARKS)], lanes_by);
    let span = ask.query.get("span").unwrap_or("");
    let choice = |key: &str, value: &str, word: &str, on: bool| html! { a href=(ask.here_with(&[(key, value), ("until", ""), ("page", "")])) aria-current=[on.then_some("true")] { (word) } " " };
    let body = html! {
        header.head {
            h1 { "Timeline" }
            p.choices { "Lanes: " (choice("lanes", "", "by track", lanes_by == "track")) (choice("lanes", "actor", "by actor", lanes_by == "actor")) (choice("lanes", "kind", "by kind", lanes_by == "kind")) }
            p.choices { "Span: " (choice("span", "", "what matters", span.is_empty())) (choice("span", "all", "everything", span == "all")) @for (days, word) in zoom::NAMED { (choice("span", days, word, span == *days)) } }
            p.choices { "Show: " (choice("kinds", "", "moves and events", !everything)) (choice("kinds", "all", "every fact", everything)) }
        }
        (zoom::links(ask, &shown))
        @if inside.is_empty() { (parts::nothing(ask, "Nothing dated lies in this span.")) }
        @else {
            (picture::draw(ask, &lanes, first, last))
            @if inside.len() > MARKS { p.note { "The picture shows the first " (MARKS) " of " (inside.len()) " facts; filter or choose a shorter span to see the others." } }
        }
        p.faint {
            @if outside > 0 { (parts::count(outside, "fact")) " outside of this span: " a href=(ask.here_with(&[("span", "all"), ("until", "")])) { "show everything" } ". " }
            @if undated > 0 { (parts::count(undated, "fact")) " without a day." }
        }
        (table(ask, &inside))
    };
    ask.wide("Timeline", body)
}

/// A fact with its days.
type Dated<'v> = (Envelope, &'v Fact);

/// The days of a fact: when it happened or is to happen; for a move without such days, its term.
fn days(fact: &Fact, entry: Option<&Move>) -> Envelope {
    if !fact.envelope.is_open() {
        return fact.envelope;
    }
    entry.and_then(|entry| entry.due).unwrap_or(Envelope::OPEN)
}

fn lanes<'v>(ask: &Ask, facts: &[Dated<'v>], by: &str) -> Vec<Lane<'v>> {
    let mut lanes: BTreeMap<(usize, String), Vec<Mark<'v>>> = BTreeMap::new();
    for &(envelope, fact) in facts {
        let entry = ask.view.entry(&fact.id);
        let words = entry.map_or_else(|| ask.line(fact), |m| format!("{}: {}", publish::wording::move_kind(m.kind), m.content));
        let name = match by {
            "kind" => publish::wording::kind(fact.kind).to_owned(),
            "actor" => actor(fact).unwrap_or("nobody named").to_owned(),
            _ => match entry.and_then(|m| m.track.as_deref()) {
                Some(track) => super::board::title_case(track),
                None if fact.kind.is_move() => "Other moves".to_owned(),
                // Some events are called like a track.
                None => format!("Events: {}", publish::wording::kind(fact.kind).to_lowercase()),
            },
        };
        let rank = usize::from(entry.is_none() && by == "track");
        lanes.entry((rank, name)).or_default().push(Mark { fact, envelope, words });
    }
    lanes.into_iter().map(|((_, name), marks)| Lane { name, marks }).collect()
}

fn actor(fact: &Fact) -> Option<&str> {
    use model::FieldKey as K;
    [K::By, K::Proposer, K::Holder, K::Person, K::Participants]
        .into_iter()
        .find_map(|key| fact.fields.texts(key).first().copied())
        .or(fact.speaker.as_deref())
}

fn table(ask: &Ask, facts: &[Dated<'_>]) -> maud::Markup {
    let (shown, page, pages) = ask.cut(facts.to_vec(), SIZE);
    html! {
        section {
            h2 #h-table { "The same as a table" }
            div.scroll tabindex="0" role="region" aria-labelledby="h-table" {
                table.list {
                    thead { tr { th scope="col" { "When" } th scope="col" { "What" } th scope="col" { "Status" } th scope="col" { "Rests on" } } }
                    tbody { @for (days, fact) in &shown { tr {
                        td data-label="When" { (parts::when(*days)) }
                        th scope="row" dir="auto" { (ask.bare(fact)) }
                        td data-label="Status" { (parts::status(fact.status)) }
                        td data-label="Rests on" { (parts::rests_on(ask, &fact.id, fact.reports, fact.roots)) }
                    } } }
                }
            }
            (parts::pager(ask, page, pages))
        }
    }
}
