//! Reports, and which of them lean on which: a picture of the derivation graph and the same as a table.

use super::ask::{Ask, Fault, Reply, shorten};
use super::{parts, report};
use crate::view::published;
use maud::{Markup, html};
use model::{Derivation, ReportEntry};
use std::collections::{BTreeMap, BTreeSet};

/// Reports on one page.
const SIZE: usize = 50;
/// Nodes that a picture can still be read with.
const NODES: usize = 36;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let view = &ask.view;
    let mut all: Vec<&ReportEntry> = view.by_day.iter().rev().filter_map(|&at| view.record.reports.get(at as usize)).collect();
    if let Some(root) = ask.query.get("root") {
        all.retain(|r| r.root == root);
    }
    let total = all.len();
    let (shown, page, pages) = ask.cut(all, SIZE);
    let here: BTreeSet<&str> = shown.iter().map(|report| report.id.as_str()).collect();
    let edges: Vec<&Derivation> = view.record.derivations.iter().filter(|d| here.contains(d.from.as_str())).collect();
    let body = html! {
        header.head {
            h1 { "Reports" }
            p.lede { (parts::count(total, "report")) ", resting on " (parts::count(view.sources(), "independent source")) ". Two reports that lean on one source count as one source." }
        }
        @if shown.is_empty() { (parts::nothing(ask, "No report fits.")) }
        @else {
            @if !edges.is_empty() { (graph(ask, &shown, &edges)) }
            div.scroll tabindex="0" role="region" aria-label="Reports" {
                table.list {
                    thead { tr { th scope="col" { "Published" } th scope="col" { "Report" } th scope="col" { "Outlet" } th scope="col" { "Rests on" } th scope="col" { "Leans on" } th scope="col" { "Facts" } } }
                    tbody { @for entry in &shown {
                        @let mine: Vec<&&Derivation> = edges.iter().filter(|d| d.from == entry.id).collect();
                        tr {
                            td data-label="Published" { (parts::published(entry)) }
                            th scope="row" dir="auto" { a href=(ask.to_report(&entry.id)) { (entry.title.as_deref().map_or_else(|| "untitled".to_owned(), |t| shorten(t, 120))) } " " span.faint { (entry.id) } }
                            td data-label="Outlet" { @match &entry.outlet { Some(outlet) => bdi { (outlet) }, None => span.faint { "not named" } } }
                            td data-label="Rests on" { (report::root(ask, entry)) }
                            td data-label="Leans on" { @for edge in &mine { p { (report::relation_word(edge.relation)) " " (report::source_name(ask, &edge.to)) } } @if mine.is_empty() { span.faint { "nothing read" } } }
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

/// The graph: sources on the left, reports that lean on them to the right, in columns by how far they are from a source.
fn graph(ask: &Ask, reports: &[&ReportEntry], edges: &[&Derivation]) -> Markup {
    // Only what touches an edge is drawn.
    let mut nodes: BTreeMap<&str, usize> = BTreeMap::new();
    for edge in edges {
        nodes.insert(&edge.from, 0);
        nodes.insert(&edge.to, 0);
    }
    if nodes.len() > NODES {
        return html! { p.faint { "The picture of derivation is left out for more than " (NODES) " reports; filter to see it. The table below says the same." } };
    }
    // Columns: the longest way from a source; edges in a circle stop at the number of nodes.
    for _ in 0..nodes.len().min(6) {
        let before = nodes.clone();
        for edge in edges {
            let column = before.get(edge.to.as_str()).copied().unwrap_or(0) + 1;
            if let Some(own) = nodes.get_mut(edge.from.as_str())
                && *own < column
                && column <= 5
            {
                *own = column;
            }
        }
    }
    let columns = nodes.values().max().copied().unwrap_or(0) + 1;
    let mut rows = vec![0usize; columns];
    let mut place: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut ordered: Vec<&str> = nodes.keys().copied().collect();
    ordered.sort_by_key(|id| (!id.starts_with("origin:"), ask.snapshot.whole.report(id).and_then(published), *id));
    for id in ordered {
        let column = nodes.get(id).copied().unwrap_or(0);
        place.insert(id, (column, rows[column]));
        rows[column] += 1;
    }
    let (width, height, step_x, step_y) = (180usize, 44usize, 250usize, 70usize);
    let total_y = rows.iter().max().copied().unwrap_or(1) * step_y + 20;
    let total_x = (columns - 1) * step_x + width + 20;
    let at = |id: &str| {
        place
            .get(id)
            .map(|(c, r)| (10 + c * step_x, 10 + (total_y - 20).saturating_sub(rows[*c] * step_y) / 2 + r * step_y))
            .unwrap_or((0, 0))
    };
    html! {
        figure.picture {
            div.scroll tabindex="0" role="region" aria-label="Which report leans on which" {
            svg.graph role="group" aria-label="Which report leans on which; the table below says the same" viewBox={"0 0 " (total_x) " " (total_y)} width=(total_x) height=(total_y) {
                @for edge in direct(edges) {
                    @let (x1, y1) = at(&edge.to);
                    @let (x2, y2) = at(&edge.from);
                    @let (sx, sy, ex, ey) = (x1 + width, y1 + height / 2, x2, y2 + height / 2);
                    @let bend = (ex.saturating_sub(sx) / 2).max(24);
                    path class={"edge edge-" (edge.relation.name())} d={"M" (sx) " " (sy) " C" (sx + bend) " " (sy) " " (ex.saturating_sub(bend)) " " (ey) " " (ex) " " (ey)} { title { (ask.outlet(&edge.from)) " " (edge.from) ": " (report::relation_word(edge.relation)) " " (edge.to) } }
                }
                @for id in place.keys() {
                    @let (x, y) = at(id);
                    @let origin = id.strip_prefix("origin:");
                    @let entry = reports.iter().find(|r| r.id == **id).copied().or_else(|| ask.snapshot.whole.report(id));
                    a href=[origin.is_none().then(|| ask.to_report(id))] {
                        rect class=(if origin.is_some() { "node node-origin" } else if entry.is_some_and(|e| e.root == e.id) { "node node-root" } else { "node" }) x=(x) y=(y) width=(width) height=(height) rx="6" {}
                        text.node-name x=(x + 10) y=(y + 18) { (shorten(origin.map_or_else(|| ask.outlet(id), |name| publish::wording::source(name).to_owned()).as_str(), 20)) }
                        text.node-note x=(x + 10) y=(y + 34) { @if origin.is_some() { "named, not read" } @else if let Some(entry) = entry { (shorten(id, 14)) " · " (published(entry).map_or_else(|| "undated".to_owned(), |d| d.to_string())) } }
                    }
                }
            } }
            figcaption { "Sources stand on the left. A line says that the report at its right end leans on what stands at its left end: solid for a retelling or copy, dashed for naming it as a source. Dashed boxes were named and never read; where a chain of reports leads there, only the chain is drawn." }
        }
    }
}

/// Edges that no way over others replaces: a retelling of a retelling is drawn as a chain, not as a knot. The table has all.
fn direct<'d>(edges: &[&'d Derivation]) -> Vec<&'d Derivation> {
    let onward = |id: &str| -> Vec<&str> { edges.iter().filter(|e| e.from == id).map(|e| e.to.as_str()).collect() };
    let reaches = |from: &str, to: &str| {
        let (mut seen, mut open): (Vec<&str>, Vec<&str>) = (Vec::new(), onward(from));
        while let Some(next) = open.pop() {
            if next == to {
                return true;
            }
            if !seen.contains(&next) {
                seen.push(next);
                open.extend(onward(next));
            }
        }
        false
    };
    edges.iter().filter(|edge| !onward(&edge.from).into_iter().any(|other| other != edge.to && reaches(other, &edge.to))).copied().collect()
}
