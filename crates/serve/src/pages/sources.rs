//! Sources: outlets with their reports, and on whom these really rest.

use super::ask::{Ask, Fault, Reply};
use super::parts;
use crate::whole::published;
use maud::html;
use model::ReportEntry;
use std::collections::BTreeMap;

/// Outlets on one page.
const SIZE: usize = 80;

#[derive(Default)]
struct Outlet<'v> {
    reports: Vec<&'v ReportEntry>,
    own: usize,
    leaned_on: usize,
}

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let view = &ask.view;
    let mut outlets: BTreeMap<&str, Outlet<'_>> = BTreeMap::new();
    let mut roots: BTreeMap<&str, usize> = BTreeMap::new();
    for report in view.reports() {
        let outlet = outlets.entry(report.outlet.as_deref().unwrap_or("")).or_default();
        outlet.own += usize::from(report.root == report.id);
        outlet.reports.push(report);
        *roots.entry(report.root.as_str()).or_default() += 1;
    }
    for (root, count) in &roots {
        if let Some(entry) = ask.snapshot.whole.report(root)
            && let Some(outlet) = outlets.get_mut(entry.outlet.as_deref().unwrap_or(""))
        {
            outlet.leaned_on += count - 1;
        }
    }
    let unread: Vec<(&str, usize)> = roots.iter().filter_map(|(root, count)| Some((root.strip_prefix("origin:")?, *count))).collect();
    let mut all: Vec<(&str, Outlet<'_>)> = outlets.into_iter().collect();
    all.sort_by_key(|(name, outlet)| (name.is_empty(), std::cmp::Reverse(outlet.reports.len()), *name));
    let shared: Vec<(&str, usize)> = {
        let mut s: Vec<_> = roots.iter().filter(|(_, count)| **count > 1).map(|(root, count)| (*root, *count)).collect();
        s.sort_by_key(|(root, count)| (std::cmp::Reverse(*count), *root));
        s
    };
    let (shown, page, pages) = ask.cut(all, SIZE);
    let body = html! {
        header.head {
            h1 { "Sources" }
            p.lede { (parts::count(view.part.reports.len(), "report")) " rest on " (parts::count(view.sources(), "independent source")) "." }
        }
        section {
            h2 #h-outlets { "Outlets" }
            div.scroll tabindex="0" role="region" aria-labelledby="h-outlets" { table.list {
                thead { tr { th scope="col" { "Outlet" } th scope="col" { "Reports" } th scope="col" { "Of its own" } th scope="col" { "Other reports lean on it" } th scope="col" { "Published" } } }
                tbody { @for (name, outlet) in &shown {
                    @let days: Vec<_> = outlet.reports.iter().filter_map(|r| published(r)).collect();
                    tr {
                        th scope="row" { @if name.is_empty() { span.faint { "not named" } } @else { a href=(ask.to_with("/reports", &[("outlet", name)])) { bdi { (name) } } } }
                        td data-label="Reports" { (outlet.reports.len()) }
                        td data-label="Of its own" { (outlet.own) }
                        td data-label="Others lean on it" { (outlet.leaned_on) }
                        td data-label="Published" { @match (days.iter().min(), days.iter().max()) { (Some(a), Some(b)) => (parts::when(model::Envelope::new(Some(*a), Some(*b)))), _ => span.faint { "undated" } } }
                    }
                } }
            } }
            (parts::pager(ask, page, pages))
        }
        @if !unread.is_empty() { section aria-labelledby="h-unread" { h2 #h-unread { "Named as source, never read" } ul { @for (name, count) in &unread { li { bdi { (publish::wording::source(name)) } ": " (parts::count(*count, "report")) @if *count == 1 { " rests" } @else { " rest" } " on it. " a href=(ask.to_with("/reports", &[("root", &format!("origin:{name}"))])) { "Show" } } } } p.faint { "Add their own reports, and the record tells whether the retellings are true to them." } } }
        @if !shared.is_empty() { section aria-labelledby="h-shared" { h2 #h-shared { "Sources that several reports rest on" } ul { @for (root, count) in shared.iter().take(40) { li { (super::report::source_name(ask, root)) ": " a href=(ask.to_with("/reports", &[("root", root)])) { (parts::count(*count, "report")) } } } } } }
    };
    ask.wide("Sources", body)
}
