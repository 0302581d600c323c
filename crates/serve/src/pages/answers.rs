//! Proposals and answers: one row a move, one column a party; an empty cell with a ring owes an answer.

use super::ask::{Ask, Fault, Reply, shorten};
use super::parts;
use crate::view::View;
use maud::{Markup, html};
use model::{Move, Process};
use publish::wording;
use std::collections::BTreeMap;
use std::ops::Range;

/// Columns at most: beyond, parties are named inside the last one.
const PARTIES: usize = 6;
/// Moves on one page, of as many negotiations as they belong to.
const SIZE: usize = 60;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let view = &ask.view;
    // A page is cut in moves, not in negotiations: one of these may have hundreds.
    let counts: Vec<(&Process, usize)> =
        view.processes().into_iter().map(|p| (p, view.moves_of(p).count())).filter(|(_, n)| *n > 0).collect();
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    let pages = total.div_ceil(SIZE).max(1);
    let page = ask.query.number("page", 1).clamp(1, pages);
    let (from, to) = ((page - 1) * SIZE, page * SIZE);
    let mut shown: Vec<(&Process, Range<usize>)> = Vec::new();
    let mut before = 0;
    for (process, count) in counts {
        let part = from.saturating_sub(before).min(count)..to.saturating_sub(before).min(count);
        before += count;
        if !part.is_empty() {
            shown.push((process, part));
        }
    }
    let body = html! {
        header.head {
            h1 { "Proposals and answers" }
            p.lede { "Each line is something put to somebody; each column a party. " span.answer.owes { span.sign aria-hidden="true" { "○" } " owes" } " marks an answer still due. Follow any underlined words to the sentences." }
        }
        @if shown.is_empty() { (parts::nothing(ask, "No proposal, demand, ultimatum or pledge is on record.")) }
        @for (process, part) in &shown { (table(ask, process, part.clone())) }
        (parts::pager(ask, page, pages))
    };
    ask.wide("Proposals and answers", body)
}

/// Parties of a process in order of how often they put, get or answer moves.
fn parties<'v>(view: &'v View, process: &'v Process) -> Vec<&'v str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in view.moves_of(process) {
        for name in entry.by.iter().chain(&entry.to).chain(&entry.owes).chain(entry.answers.iter().map(|a| &a.by)) {
            *counts.entry(name).or_default() += 1;
        }
    }
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    names.into_iter().map(|(name, _)| name).collect()
}

fn table(ask: &Ask, process: &Process, part: Range<usize>) -> Markup {
    let all = parties(&ask.view, process);
    let (columns, rest) = all.split_at(all.len().min(PARTIES));
    let mut moves: Vec<&Move> = ask.view.moves_of(process).collect();
    moves.sort_by_key(|m| (m.owes.is_empty(), m.track.is_none(), m.track.as_deref(), std::cmp::Reverse(m.roots)));
    let all_moves = moves.len();
    let shown = moves.get(part.clone()).unwrap_or_default();
    let anchor = format!("p-{}", process.id);
    html! {
        section.process {
            h2 id=(anchor) { (process.name) @if shown.len() < all_moves { " " span.faint { "moves " (part.start + 1) "–" (part.end) " of " (all_moves) } } }
            div.scroll tabindex="0" role="region" aria-labelledby=(anchor) {
                table.matrix {
                    thead { tr {
                        th scope="col" { "Move" }
                        @for party in columns { th scope="col" { (parts::actor(ask, party)) } }
                        @if !rest.is_empty() { th scope="col" { "Others" } }
                        th scope="col" { "Asked for" }
                    } }
                    tbody {
                        @for entry in shown {
                            tr {
                                th scope="row" {
                                    @if let Some(track) = &entry.track { span.chip { (track) } " " }
                                    span.kind { (wording::move_kind(entry.kind)) } ": " span dir="auto" { (shorten(&entry.content, 140)) }
                                    " " (parts::rests_on(ask, &entry.id, entry.reports, entry.roots))
                                }
                                @for party in columns { (cell(ask, entry, party)) }
                                @if !rest.is_empty() { td.unconcerned[!rest.iter().any(|party| concerns(entry, party))] { @for party in rest { @if concerns(entry, party) { p { b { (parts::actor(ask, party)) } ": " (inside(ask, entry, party)) } } } } }
                                td data-label="Asked for" { @match entry.due.filter(|d| !d.is_open()) { Some(due) => (parts::when(due)), None => span.faint { "no term" } } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn is(names: &[String], party: &str) -> bool {
    names.iter().any(|name| name == party)
}

fn concerns(entry: &Move, party: &str) -> bool {
    is(&entry.by, party) || is(&entry.to, party) || is(&entry.owes, party) || entry.answers.iter().any(|a| a.by == party)
}

fn cell(ask: &Ask, entry: &Move, party: &str) -> Markup {
    html! { td.owing[is(&entry.owes, party)].unconcerned[!concerns(entry, party)] data-label=(party) { (inside(ask, entry, party)) } }
}

fn inside(ask: &Ask, entry: &Move, party: &str) -> Markup {
    let owes = is(&entry.owes, party);
    let given = entry.answers.iter().filter(|a| a.by == party && !(owes && a.answer.leaves_owing()));
    html! {
        @if is(&entry.by, party) { span.puts { span.sign aria-hidden="true" { "◆" } " puts it" } }
        @for answer in given { p { (parts::answer(ask, answer, &entry.id, false)) } " " }
        @if owes { span.answer.owes { span.sign aria-hidden="true" { "○" } " owes an answer" } }
        @else if is(&entry.to, party) && !entry.answers.iter().any(|a| a.by == party) { span.faint { "asked; no answer reported" } }
        @else if !concerns(entry, party) { span.faint { span aria-hidden="true" { "·" } span.hidden { "not concerned" } } }
    }
}
