//! What changed since a day: what reports published on or after it brought that no earlier report had.

use super::ask::{Ask, Fault, Reply, shorten};
use super::board::is_event;
use super::parts;
use crate::whole::published;
use jiff::civil::Date;
use maud::{Markup, html};
use model::{Conflict, Fact, Move, ReportEntry, Utterance};
use std::collections::BTreeSet;

/// Lines of a section.
const LINES: usize = 60;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let view = &ask.view;
    let since = match ask.query.get("since") {
        Some(text) => Some(text.parse::<Date>().map_err(|_| Fault::wrong(format!("“{text}” is no day; write it as 2025-07-20.")))?),
        None => view.last_day(),
    };
    let Some(since) = since else {
        return ask.page("What changed", html! { h1 { "What changed" } (parts::nothing(ask, "No report is dated.")) });
    };
    let is_new = |day: &Option<Date>| day.is_some_and(|day| day >= since);
    let moves: Vec<&Move> = view.moves_with_days().filter(|(_, day, _)| is_new(day)).map(|(entry, ..)| entry).collect();
    let earlier = view.moves_with_days().filter(|(_, day, _)| !is_new(day));
    let answers = earlier.flat_map(|(entry, _, days)| entry.answers.iter().zip(days).map(move |(answer, day)| (entry, answer, day)));
    let answers: Vec<_> = answers.filter(|(_, _, day)| is_new(day)).map(|(entry, answer, _)| (entry, answer)).collect();
    let (mut events, mut others, mut confirmed): (Vec<&Fact>, Vec<&Fact>, Vec<&Fact>) = Default::default();
    for (fact, (first, last)) in view.facts_with_days() {
        match () {
            () if !is_new(&first) && fact.roots > 1 && is_new(&last) => confirmed.push(fact),
            () if !is_new(&first) => {}
            () if is_event(fact.kind) => events.push(fact),
            () if !fact.kind.is_move() => others.push(fact),
            () => {}
        }
    }
    let conflicts: Vec<&Conflict> = view.conflicts_with_days().filter(|(_, day)| is_new(day)).map(|(conflict, _)| conflict).collect();
    let statements: Vec<&Utterance> = view.statements_with_days().filter(|(_, day)| is_new(day)).map(|(statement, _)| statement).collect();
    let reports: Vec<&ReportEntry> = view.reports().filter(|r| published(r).is_some_and(|d| d >= since)).collect();
    let body = html! {
        header.head {
            h1 { "What changed" }
            p.lede { "What reports published on or after " b { (publish::wording::day(since)) } " brought that no earlier report had." }
            form.inline method="get" action="/changes" {
                @for (key, value) in ask.query.hidden(&["since"]) { input type="hidden" name=(key) value=(value); }
                label { "Since " input type="date" name="since" value=(since.to_string()) required; } " " button type="submit" { "Show" }
            }
            p.choices { "Days with reports: " @for day in days(ask).iter().rev().take(10) { a href=(ask.here_with(&[("since", &day.to_string())])) aria-current=[(*day == since).then_some("true")] { (publish::wording::day(*day)) } " " } }
        }
        (section("New moves", moves.len(), html! { @for m in moves.iter().take(LINES) { li { b { (publish::wording::move_kind(m.kind)) } ", " (parts::parties(ask, m)) ": " span dir="auto" { (shorten(&m.content, 160)) } " " (parts::rests_on(ask, &m.id, m.reports, m.roots)) } } }))
        (section("New answers to earlier moves", answers.len(), html! { @for (m, a) in answers.iter().take(LINES) { li { (parts::answer(ask, a, &m.id, true)) " " span.faint { "to: " (shorten(&m.content, 120)) } } } }))
        (section("New events", events.len(), facts(ask, &events)))
        (section("New differences between reports", conflicts.len(), html! { @for c in conflicts.iter().take(LINES) { li { a href=(ask.to_evidence(&c.id)) data-drawer="" { (shorten(&c.field, 160)) } ": " (publish::wording::verdict(c.verdict)) } } }))
        (section("Told before, now told again with another source", confirmed.len(), facts(ask, &confirmed)))
        (section("Other new facts", others.len(), facts(ask, &others)))
        (section("New statements", statements.len(), html! { @for s in statements.iter().take(LINES) { li { b { (s.speaker.as_deref().unwrap_or("speaker not stated")) } ": " a.quiet href=(ask.to_evidence(&s.id)) data-drawer="" dir="auto" lang=[s.wordings.first().and_then(|w| ask.snapshot.language(&w.report))] { (s.wordings.first().map(|w| shorten(&w.text, 180)).unwrap_or_default()) } } } }))
        (section("New reports", reports.len(), html! { @for r in reports.iter().take(LINES) { li { (parts::published(r)) ": " a href=(ask.to_report(&r.id)) { (parts::title(ask, &r.id)) } " " span.faint { bdi { (r.outlet.as_deref().unwrap_or("")) } } } } }))
    };
    ask.page("What changed", body)
}

fn days(ask: &Ask) -> Vec<Date> {
    let days: BTreeSet<Date> = ask.view.reports().filter_map(published).collect();
    days.into_iter().collect()
}

fn facts(ask: &Ask, facts: &[&Fact]) -> Markup {
    html! { @for f in facts.iter().take(LINES) { li { (parts::status(f.status)) " " (ask.bare(f)) @if let Some(words) = publish::wording::when(f.envelope) { ", " time { (words) } } " " (parts::rests_on(ask, &f.id, f.reports, f.roots)) } } }
}

fn section(name: &str, count: usize, lines: Markup) -> Markup {
    html! {
        @if count > 0 {
            section { h2 { (name) " " span.faint { "(" (count) ")" } } ul.plain { (lines) } @if count > LINES { p.faint { (count - LINES) " more: filter to see them." } } }
        }
    }
}
