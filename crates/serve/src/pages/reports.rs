//! Reports, and which of them lean on which: a picture of the derivation graph and the same as a table.

mod graph;

use super::ask::{Ask, Fault, Reply};
use super::{parts, report};
use maud::html;
use model::{Derivation, ReportEntry};
use std::collections::BTreeSet;

/// Reports on one page.
const SIZE: usize = 50;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let view = &ask.view;
    let mut all: Vec<&ReportEntry> = view.reports_by_day().collect();
    if let Some(root) = ask.query.get("root") {
        all.retain(|r| r.root == root);
    }
    let total = all.len();
    let (shown, page, pages) = ask.cut(all, SIZE);
    let here: BTreeSet<&str> = shown.iter().map(|report| report.id.as_str()).collect();
    let edges: Vec<&Derivation> = view.derivations().filter(|d| here.contains(d.from.as_str())).collect();
    let body = html! {
        header.head {
            h1 { "Reports" }
            p.lede { (parts::count(total, "report")) ", resting on " (parts::count(view.sources(), "independent source")) ". Two reports that lean on one source count as one source." }
        }
        @if shown.is_empty() { (parts::nothing(ask, "No report fits.")) }
        @else {
            (graph::draw(ask, &shown, &edges))
            div.scroll tabindex="0" role="region" aria-label="Reports" {
                table.list {
                    thead { tr { th scope="col" { "Published" } th scope="col" { "Report" } th scope="col" { "Outlet" } th scope="col" { "Counts as" } th scope="col" { "Leans on" } th scope="col" { "Facts" } } }
                    tbody { @for entry in &shown {
                        @let mine: Vec<&&Derivation> = edges.iter().filter(|d| d.from == entry.id).collect();
                        tr {
                            td data-label="Published" { (parts::published(entry)) }
                            th scope="row" dir="auto" { a href=(ask.to_report(&entry.id)) { (parts::title(ask, &entry.id)) } @if entry.title.is_some() { " " span.faint { bdi { (entry.id) } } } }
                            td data-label="Outlet" { @match &entry.outlet { Some(outlet) => bdi { (outlet) }, None => span.faint { "not named" } } }
                            td data-label="Counts as" { (report::counts_as(ask, entry, !mine.is_empty())) }
                            td data-label="Leans on" { @for edge in &mine { p { (report::relation_word(edge.relation)) " " (report::source_name(ask, &edge.to)) } } @if mine.is_empty() { span.faint { "nothing: its own reporting, as far as it says" } } }
                            td data-label="Facts" { (ask.snapshot.whole.facts_in(&entry.id).count()) }
                        }
                    } }
                }
            }
            (parts::pager(ask, page, pages))
        }
    };
    ask.wide("Reports", body)
}
