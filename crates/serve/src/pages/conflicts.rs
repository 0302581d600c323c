//! Where reports differ: value against value, with sentences, sources and what it amounts to.

use super::ask::{Ask, Fault, Reply};
use super::parts;
use maud::{Markup, html};
use model::{Conflict, Verdict};
use publish::wording;
use std::collections::BTreeSet;

/// Conflicts on one page.
const SIZE: usize = 20;
/// Sentences shown for a value.
const SENTENCES: usize = 3;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let mut all: Vec<&Conflict> = ask.view.conflicts().collect();
    all.sort_by_key(|c| (c.verdict, std::cmp::Reverse(c.roots)));
    let total = all.len();
    let (shown, page, pages) = ask.cut(all, SIZE);
    let body = html! {
        header.head {
            h1 { "Conflicts" }
            p.lede { (parts::count(total, "difference")) " between reports, or within one. The record takes no side: both values stay, with their sentences." }
        }
        @if shown.is_empty() { (parts::nothing(ask, "No difference is on record.")) }
        @for conflict in &shown {
            section.conflict {
                h2 id=(format!("c-{}", conflict.id)) dir="auto" { (wording::upper_first(&conflict.field)) }
                p { (verdict(conflict.verdict)) " · " (parts::count(conflict.roots as usize, "independent source")) " in all"
                    @for fact in conflict.facts.iter().filter_map(|id| ask.snapshot.whole.fact(id)).take(1) { " · " a href=(ask.to_evidence(&fact.id)) data-drawer="" { "the fact that it concerns" } } }
                (values(ask, conflict))
            }
        }
        (parts::pager(ask, page, pages))
    };
    ask.wide("Conflicts", body)
}

fn verdict(verdict: Verdict) -> Markup {
    let (sign, class) = match verdict {
        Verdict::Conflict => ("⚡", "conflict"),
        Verdict::Error => ("⊘", "error"),
        Verdict::Strength => ("≷", "strength"),
    };
    html! { span class={"state verdict-" (class)} { span.sign aria-hidden="true" { (sign) } " " (wording::verdict(verdict)) } }
}

/// The values side by side.
pub fn values(ask: &Ask, conflict: &Conflict) -> Markup {
    html! {
        div.values {
            @for value in &conflict.values {
                @let roots: BTreeSet<&str> = value.reports.iter().filter_map(|id| Some(ask.snapshot.whole.report(id)?.root.as_str())).collect();
                div.value {
                    h3 dir="auto" { (parts::value_words(&value.value)) }
                    p.faint { (parts::count(value.reports.len(), "report")) ", " (parts::count(roots.len(), "source")) }
                    @for place in value.evidence.iter().take(SENTENCES) { (parts::quotation(ask, place, "")) }
                    @if value.evidence.len() > SENTENCES { p.faint { (value.evidence.len() - SENTENCES) " more" } }
                }
            }
        }
    }
}
