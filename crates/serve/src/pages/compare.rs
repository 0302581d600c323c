//! Two or three reports side by side, aligned by fact: what one does not say is greyed, other words are marked.

use super::ask::{Ask, Fault, Reply, shorten};
use super::parts;
use maud::{Markup, html};
use model::{Derivation, Evidence, Fact, Relation, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// Reports offered in the lists.
const OFFERED: usize = 300;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let whole = &ask.snapshot.whole;
    let mut chosen: Vec<&str> = Vec::new();
    for id in ask.query.all("report") {
        if whole.report(id).is_some() && !chosen.contains(&id) && chosen.len() < 3 {
            chosen.push(id);
        }
    }
    if chosen.is_empty() {
        chosen = closest(ask);
    }
    let rows = rows(ask, &chosen);
    let only: Vec<usize> = (0..chosen.len())
        .map(|at| rows.iter().filter(|r| r.places.iter().enumerate().all(|(other, p)| p.is_some() == (other == at))).count())
        .collect();
    let shared = rows.iter().filter(|r| r.places.iter().filter(|p| p.is_some()).count() > 1).count();
    let body = html! {
        header.head {
            h1 { "Side by side" }
            p.lede { "Two or three reports, aligned by what they say. What a report leaves out is grey; where the words differ, it says so." }
            form.inline method="get" action="/compare" {
                @for (key, value) in ask.query.hidden(&["report"]) { input type="hidden" name=(key) value=(value); }
                @for at in 0..3 { label { (["First", "Second", "Third"][at]) " " select name="report" { @if at == 2 { option value="" { "none" } } @for entry in offered(ask, &chosen) { option value=(entry.0) selected[chosen.get(at) == Some(&entry.0)] { (entry.1) } } } } " " }
                button type="submit" { "Compare" }
            }
        }
        @if chosen.len() < 2 { (parts::nothing(ask, "Choose two reports.")) }
        @else {
            p { (parts::count(shared, "fact")) " in more than one of them" @for (at, id) in chosen.iter().enumerate() { "; " (only[at]) " only in " bdi { (label(ask, id)) } } "." }
            (relations(ask, &chosen))
            div.scroll tabindex="0" role="region" aria-label="Side by side" {
                table.compare {
                    thead { tr { th scope="col" { "Fact" } @for id in &chosen { th scope="col" { a href=(ask.to_report(id)) { bdi { (label(ask, id)) } } @if let Some(entry) = whole.report(id) { br; span.faint { (parts::published(entry)) } } } } } }
                    tbody { @for row in &rows { (one(ask, row)) } }
                }
            }
        }
    };
    ask.wide("Side by side", body)
}

struct Row<'v> {
    fact: &'v Fact,
    places: Vec<Option<&'v Evidence>>,
}

/// The two reports that lean on each other most, else the last two.
fn closest(ask: &Ask) -> Vec<&str> {
    let known = |id: &str| ask.snapshot.whole.report(id).is_some();
    // Whether a report is known is asked only of an edge that would win.
    let mut edge: Option<&Derivation> = None;
    for other in ask.view.derivations().filter(|d| d.relation != Relation::Identical) {
        if edge.is_none_or(|edge| other.score.total_cmp(&edge.score).is_ge()) && known(&other.from) && known(&other.to) {
            edge = Some(other);
        }
    }
    match edge {
        Some(edge) => vec![&edge.to, &edge.from],
        None => ask.view.reports_by_day().take(2).map(|r| r.id.as_str()).collect(),
    }
}

fn label(ask: &Ask, id: &str) -> String {
    let outlet = ask.outlet(id);
    if outlet == format!("report {id}") { outlet } else { format!("{outlet} ({})", shorten(id, 24)) }
}

fn offered<'a>(ask: &'a Ask, chosen: &[&'a str]) -> Vec<(&'a str, String)> {
    let ids = ask.view.reports_by_day().map(|r| r.id.as_str());
    let mut all: Vec<&str> = chosen.to_vec();
    for id in ids.take(OFFERED) {
        if !all.contains(&id) {
            all.push(id);
        }
    }
    all.sort_unstable();
    all.into_iter()
        .map(|id| (id, format!("{id}: {}", shorten(ask.snapshot.whole.report(id).and_then(|r| r.title.as_deref()).unwrap_or(""), 60))))
        .collect()
}

fn rows<'a>(ask: &'a Ask, chosen: &[&str]) -> Vec<Row<'a>> {
    let mut facts: BTreeMap<&str, &Fact> = BTreeMap::new();
    for id in chosen {
        facts.extend(ask.snapshot.whole.facts_in(id).map(|f| (f.id.as_str(), f)));
    }
    let mut rows: Vec<Row<'_>> = facts
        .into_values()
        .map(|fact| Row {
            fact,
            places: chosen
                .iter()
                .map(|id| fact.evidence.iter().filter(|e| e.report == *id).min_by_key(|e| (e.stance == Stance::Repeats, e.sentence)))
                .collect(),
        })
        .collect();
    // In the order of the first report; what it does not say stands where the next one says it.
    rows.sort_by_key(|row| {
        let first = row.places.iter().position(Option::is_some).unwrap_or(0);
        let share = std::cmp::Reverse(row.places.iter().flatten().count().min(2));
        (share, first, row.places.iter().flatten().next().map(|p| (p.sentence, p.span)), row.fact.id.clone())
    });
    rows
}

fn one(ask: &Ask, row: &Row<'_>) -> Markup {
    let words: Vec<Option<String>> = row.places.iter().map(|p| p.map(|p| ask.words(p))).collect();
    let said: Vec<&String> = words.iter().flatten().collect();
    let verdict = match said.len() {
        0 | 1 => None,
        _ if said.windows(2).all(|pair| likeness(pair[0], pair[1]) > 0.99) => Some(("=", "same words")),
        _ if said.windows(2).all(|pair| likeness(pair[0], pair[1]) > 0.5) => Some(("≈", "nearly the same words")),
        _ => Some(("≠", "other words")),
    };
    html! {
        tr {
            th scope="row" dir="auto" {
                span.named { (ask.bare(row.fact)) } br; (parts::status(row.fact.status)) " "
                @if let Some((sign, word)) = verdict { br; span.state { span.sign aria-hidden="true" { (sign) } " " (word) } }
                br; (parts::rests_on(ask, &row.fact.id, row.fact.reports, row.fact.roots))
            }
            @for (place, words) in row.places.iter().zip(&words) {
                @match (place, words) {
                    (Some(place), Some(words)) => {
                        td dir="auto" lang=[ask.snapshot.language(&place.report)] data-label=(ask.outlet(&place.report)) { a.quiet href=(ask.to_place(&place.report, place.sentence, &row.fact.id)) { (diff(words, &said)) } @if place.stance == Stance::Denies { " " span.state { span.sign aria-hidden="true" { "✕" } " says the contrary" } } }
                    }
                    _ => td.missing { "does not say" },
                }
            }
        }
    }
}

/// The words with those marked that no other report has here.
fn diff(words: &str, all: &[&String]) -> Markup {
    let others: BTreeSet<String> =
        all.iter().filter(|other| other.as_str() != words).flat_map(|other| other.split_whitespace().map(plain)).collect();
    if others.is_empty() {
        return html! { (words) };
    }
    html! { @for word in words.split_whitespace() { @if others.contains(&plain(word)) { (word) } @else { span.reworded { (word) } } " " } }
}

fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Share of words that two wordings have in common (Jaccard).
fn likeness(a: &str, b: &str) -> f64 {
    let set = |text: &str| -> BTreeSet<String> { text.split_whitespace().map(plain).filter(|w| !w.is_empty()).collect() };
    let (a, b) = (set(a), set(b));
    let all = a.union(&b).count();
    if all == 0 { 1.0 } else { a.intersection(&b).count() as f64 / all as f64 }
}

fn relations(ask: &Ask, chosen: &[&str]) -> Markup {
    let edges = ask.snapshot.record().derivations.iter().filter(|d| chosen.contains(&d.from.as_str()) && chosen.contains(&d.to.as_str()));
    html! { @for edge in edges { p.faint { bdi { (label(ask, &edge.from)) } ": " (super::report::relation_word(edge.relation).to_lowercase()) " " bdi { (label(ask, &edge.to)) } ", with " (parts::count(edge.evidence.len(), "sentence")) " aligned." } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_counts_words_not_signs() {
        assert!(likeness("A truce, now.", "a truce now") > 0.99);
        assert!(likeness("a full truce", "an end of fire") < 0.3);
    }
}
