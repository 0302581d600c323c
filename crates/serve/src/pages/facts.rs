//! All facts, as a plain list to filter and to page through.

use super::ask::{Ask, Fault, Reply};
use super::parts;
use crate::whole::FactOrder;
use maud::html;
use model::Fact;

/// Facts on one page.
const SIZE: usize = 60;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let facts = ask.view.facts_by(match ask.query.get("order") {
        Some("kind") => FactOrder::Kind,
        Some("sources") => FactOrder::Sources,
        _ => FactOrder::Time,
    });
    let total = facts.len();
    let (shown, page, pages) = ask.cut(facts, SIZE);
    let shown: Vec<&Fact> = shown.into_iter().filter_map(|at| ask.snapshot.record().facts.get(at as usize)).collect();
    let order = ask.query.get("order").unwrap_or("time");
    let body = html! {
        header.head {
            h1 { "Facts" }
            p.lede { (parts::count(total, "fact")) ". A fact is what reports say, fused; where they differ, see " a href=(ask.to("/conflicts")) { "conflicts" } "." }
            p.choices { "Order: " @for (key, word) in [("time", "latest first"), ("sources", "most sources"), ("kind", "kind")] { a href=(ask.here_with(&[("order", key), ("page", "")])) aria-current=[(order == key).then_some("true")] { (word) } " " } }
        }
        @if shown.is_empty() { (parts::nothing(ask, "No fact fits.")) }
        @else {
            div.scroll tabindex="0" role="region" aria-label="Facts" {
                table.list {
                    thead { tr { th scope="col" { "When" } th scope="col" { "What" } th scope="col" { "Status" } th scope="col" { "Who says so" } th scope="col" { "Rests on" } } }
                    tbody { @for fact in &shown {
                        tr {
                            td data-label="When" { (parts::when(fact.envelope)) }
                            th scope="row" dir="auto" { (ask.bare(fact)) @if fact.ruling.is_some() { " " span.chip { "ruled on" } } }
                            td data-label="Status" { (parts::status(fact.status)) }
                            td data-label="Who says so" { @match &fact.speaker { Some(name) => (parts::actor(ask, name)), None => span.faint { "the reports" } } }
                            td data-label="Rests on" { (parts::rests_on(ask, &fact.id, fact.reports, fact.roots)) }
                        }
                    } }
                }
            }
            (parts::pager(ask, page, pages))
        }
    };
    ask.wide("Facts", body)
}
