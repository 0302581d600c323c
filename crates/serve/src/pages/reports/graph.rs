//! Which report leans on which, as a picture.

use crate::pages::ask::{Ask, shorten};
use crate::pages::report;
use crate::whole::published;
use maud::{Markup, html};
use model::{Derivation, ReportEntry};
use std::collections::BTreeMap;

/// Nodes that a picture can still be read with.
const NODES: usize = 36;
/// Reports without a line, side by side.
const ACROSS: usize = 4;
/// Letters of a line in a box.
const WORDS: usize = 25;

/// Draws the reports of a page: sources on the left, reports that lean on them to the right, in columns by how far they are from a source.
pub fn draw(ask: &Ask, reports: &[&ReportEntry], edges: &[&Derivation]) -> Markup {
    let mut nodes: BTreeMap<&str, usize> = reports.iter().map(|report| (report.id.as_str(), 0)).collect();
    for edge in edges {
        nodes.entry(&edge.from).or_default();
        nodes.entry(&edge.to).or_default();
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
    let linked = |id: &str| edges.iter().any(|edge| edge.from == id || edge.to == id);
    let mut ordered: Vec<&str> = nodes.keys().copied().collect();
    ordered.sort_by_key(|id| (!id.starts_with("origin:"), ask.snapshot.whole.report(id).and_then(published), *id));
    let (ordered, alone): (Vec<&str>, Vec<&str>) = ordered.into_iter().partition(|id| linked(id));
    for id in ordered {
        let column = nodes.get(id).copied().unwrap_or(0);
        place.insert(id, (column, rows[column]));
        rows[column] += 1;
    }
    let (width, height, step_x, step_y) = (200usize, 62usize, 236usize, 80usize);
    // What leans on nothing and carries nothing stands below, side by side.
    let linked_y = rows.iter().max().copied().unwrap_or(0) * step_y;
    let across = columns.max(ACROSS.min(alone.len()));
    let total_y = linked_y + alone.len().div_ceil(ACROSS) * step_y + 20;
    let total_x = (across - 1) * step_x + width + 20;
    let below: BTreeMap<&str, (usize, usize)> =
        alone.iter().enumerate().map(|(at, id)| (*id, (10 + at % ACROSS * step_x, 10 + linked_y + at / ACROSS * step_y))).collect();
    let at = |id: &str| {
        let chained = || place.get(id).map(|(c, r)| (10 + c * step_x, 10 + (linked_y - rows[*c] * step_y) / 2 + r * step_y));
        below.get(id).copied().or_else(chained).unwrap_or((0, 0))
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
                    path class={"edge edge-" (edge.relation.name())} d={"M" (sx) " " (sy) " C" (sx + bend) " " (sy) " " (ex.saturating_sub(bend)) " " (ey) " " (ex) " " (ey)} { title { (ask.outlet(&edge.from)) ": " (report::relation_word(edge.relation)) " " (edge.to.strip_prefix("origin:").map_or_else(|| ask.outlet(&edge.to), str::to_owned)) } }
                }
                @for id in place.keys().chain(below.keys()) {
                    @let (x, y) = at(id);
                    @let origin = id.strip_prefix("origin:");
                    @let entry = reports.iter().find(|r| r.id == **id).copied().or_else(|| ask.snapshot.whole.report(id));
                    a href=[origin.is_none().then(|| ask.to_report(id))] {
                        rect class=(if origin.is_some() { "node node-origin" } else if entry.is_some_and(|e| e.root == e.id) { "node node-root" } else { "node" }) x=(x) y=(y) width=(width) height=(height) rx="6" {}
                        @match entry.filter(|_| origin.is_none()) {
                            None => {
                                text.node-name x=(x + 10) y=(y + 26) { (shorten(publish::wording::source(origin.unwrap_or(id)), WORDS)) }
                                text.node-note x=(x + 10) y=(y + 44) { "named, not read" }
                            }
                            Some(entry) => {
                                title { (entry.title.as_deref().unwrap_or(id)) " · " (id) }
                                text.node-name x=(x + 10) y=(y + 19) { (shorten(entry.outlet.as_deref().unwrap_or("outlet not named"), WORDS)) }
                                text.node-note x=(x + 10) y=(y + 36) { (published(entry).map_or_else(|| "undated".to_owned(), publish::wording::day)) }
                                text.node-note x=(x + 10) y=(y + 52) { (shorten(entry.title.as_deref().unwrap_or(id), WORDS + 4)) }
                            }
                        }
                    }
                }
            } }
            figcaption { "Every report of this page. Sources stand on the left; what stands below without a line leans on nothing that was read. A line says that the report at its right end leans on what stands at its left end: solid for a retelling or copy, dashed for naming it as a source. Dashed boxes were named and never read; where a chain of reports leads there, only the chain is drawn." }
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
