//! One report: its whole text with what was read in it marked, when and from where, and what it leans on.

use super::ask::{Ask, Fault, Reply, segment};
use super::parts;
use maud::{Markup, html};
use model::{BlockKind, Reading, Span};
use publish::wording;

/// A marked stretch and the fact that it carries.
struct Mark<'v> {
    span: Span,
    fact: &'v str,
    title: String,
}

/// The page.
pub fn page(ask: &Ask, id: &str) -> Result<Reply, Fault> {
    let whole = &ask.snapshot.whole;
    let entry = whole.report(id).ok_or_else(|| Fault::not_found("No report has this id."))?;
    let reading = ask.house.reader().reading(id)?;
    let document = ask.house.reader().report(id)?;
    let chosen = ask.query.get("mark");
    let mut marks: Vec<Mark<'_>> = Vec::new();
    for fact in whole.facts_in(id) {
        for place in fact.evidence.iter().filter(|e| e.report == id) {
            marks.push(Mark { span: place.span, fact: &fact.id, title: format!("{}: {}", wording::kind(fact.kind), fact.status) });
        }
    }
    marks.sort_by_key(|m| (chosen != Some(m.fact), m.span.len(), m.span.start));
    let title = entry.title.clone().unwrap_or_else(|| format!("Report {id}"));
    let lang = ask.snapshot.language(id);
    let leans: Vec<_> = ask.snapshot.record().derivations.iter().filter(|d| d.from == id).collect();
    let used: Vec<_> = ask.snapshot.record().derivations.iter().filter(|d| d.to == id).collect();
    let body = html! {
        header.head {
            p.faint { "Report " code { (id) } }
            h1 dir="auto" lang=[lang] { (title) }
            p.lede { @if let Some(outlet) = &entry.outlet { bdi { (outlet) } " · " } (parts::published(entry)) @if let Some(byline) = &reading.article.byline { " · " bdi { (byline) } } }
        }
        dl.facts {
            dt { "Counts as" } dd { (counts_as(ask, entry, !leans.is_empty())) }
            @if let Some(published) = &entry.published { @if !published.grounds.is_empty() { dt { "Why this date" } dd { ul { @for ground in &published.grounds { li dir="auto" { (ground) } } } } } }
            @if let Some(url) = &entry.url { dt { "Address" } dd { bdi { (url) } } }
            @if reading.article.language != "en" { dt { "Language" } dd { (reading.article.language) } }
            @for edge in &leans { dt { (relation_word(edge.relation)) } dd { (source_name(ask, &edge.to)) " " (compare_link(ask, id, &edge.to)) " " span.faint { "strength " (format!("{:.2}", edge.score)) } } }
            @for edge in &used { dt { "Leaned on by" } dd { (source_name(ask, &edge.from)) " " (compare_link(ask, &edge.from, id)) } }
            @for note in &reading.notes { dt { "Remark" } dd { (note) } }
        }
        section aria-labelledby="h-text" {
            h2 #h-text { "The text" }
            p.faint { "Underlined words carry facts: follow them to the entry. Grey lines are page furniture and are not read." }
            div.report lang=[Some(&reading.article.language).filter(|l| *l != "und")] dir=(parts::direction(lang)) { (text(ask, &reading, &marks, chosen)) }
        }
        p.faint { "SHA-256 of the bytes as read: " code { (entry.sha256) } @if document.published.is_none() { " · no date was given with it" } " · " a href={"/api/v1/reports/" (segment(id))} { "as JSON" } }
    };
    ask.page(&title, body)
}

/// For what a report counts: a source of its own, or one with the report or outlet that it goes back to.
pub fn counts_as(ask: &Ask, entry: &model::ReportEntry, leans: bool) -> Markup {
    html! {
        @if entry.root != entry.id { "one source with " (source_name(ask, &entry.root)) }
        @else if leans { "a source of its own, though it names others" }
        @else { "a source of its own" }
    }
}

/// The name of a report or an origin, leading to it.
pub fn source_name(ask: &Ask, id: &str) -> Markup {
    match id.strip_prefix("origin:") {
        Some(name) => html! { bdi { (wording::source(name)) } " " span.faint { "(not read)" } },
        None => {
            html! { a href=(ask.to_report(id)) { bdi { (ask.outlet(id)) } @if ask.outlet(id) != format!("report {id}") { " " span.faint { (id) } } } }
        }
    }
}

fn compare_link(ask: &Ask, a: &str, b: &str) -> Markup {
    let to = format!("/compare{}", ask.query.carried_with(&[("report", a), ("report", b)]));
    html! { @if !b.starts_with("origin:") { a href=(to) { "side by side" } } }
}

/// How one report leans on another.
pub const fn relation_word(relation: model::Relation) -> &'static str {
    match relation {
        model::Relation::Identical => "Same text as",
        model::Relation::NearCopy => "Nearly a copy of",
        model::Relation::Retells => "Retells",
        model::Relation::Cites => "Names as source",
    }
}

fn text(ask: &Ask, reading: &Reading, marks: &[Mark<'_>], chosen: Option<&str>) -> Markup {
    let whole = reading.article.text.as_str();
    html! {
        @for block in &reading.article.blocks {
            @let sentences: Vec<(usize, Span)> = reading.sentences.iter().enumerate().map(|(at, s)| (at, s.span)).filter(|(_, span)| block.span.overlaps(*span)).collect();
            p class={"block block-" (block.kind.name())} {
                @if !block.kind.is_read() { span.hidden lang="en" { (block_word(block.kind)) ": " } }
                @if sentences.is_empty() { (block.span.of(whole)) }
                @for (at, span) in sentences { span id={"s" (at)} .sentence { (marked(ask, whole, span, marks, chosen)) } " " }
            }
        }
    }
}

const fn block_word(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Byline => "Byline",
        BlockKind::Dateline => "Dateline",
        BlockKind::Credit => "Credit line",
        _ => "Page furniture, not read",
    }
}

/// A sentence with its marked stretches. Of marks that overlap, the one asked for wins, then the shortest.
fn marked(ask: &Ask, whole: &str, sentence: Span, marks: &[Mark<'_>], chosen: Option<&str>) -> Markup {
    let mut taken: Vec<&Mark<'_>> = Vec::new();
    for mark in marks.iter().filter(|m| sentence.contains(m.span) && !m.span.is_empty()) {
        if !taken.iter().any(|t| t.span.overlaps(mark.span)) {
            taken.push(mark);
        }
    }
    taken.sort_by_key(|m| m.span.start);
    let mut at = sentence.start;
    html! {
        @for mark in taken {
            (Span { start: at, end: mark.span.start }.of(whole))
            a.claim .chosen[chosen == Some(mark.fact)] href=(ask.to_evidence(mark.fact)) data-drawer="" title=(mark.title) { (mark.span.of(whole)) }
            @let _moved = { at = mark.span.end; };
        }
        (Span { start: at, end: sentence.end }.of(whole))
    }
}
