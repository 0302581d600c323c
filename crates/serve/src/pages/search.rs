//! Search over everything: the reports' words, and the entries of the record.

use super::ask::{Ask, Fault, Reply, segment, shorten};
use super::parts;
use maud::{Markup, html};
use model::Span;

/// Reports shown.
const REPORTS: usize = 30;
/// Entries shown of each sort.
const ENTRIES: usize = 12;
/// Sentences shown of a report.
const SENTENCES: usize = 4;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let words = ask.query.get("q").unwrap_or("");
    let title = if words.is_empty() { "Search".to_owned() } else { format!("Search: {}", shorten(words, 60)) };
    let body = html! {
        header.head {
            h1 { "Search" }
            form.inline method="get" action="/search" { label { span.hidden { "Words" } input type="search" name="q" value=(words) size="40" autofocus[words.is_empty()]; } " " button type="submit" { "Search" } }
            p.faint { "All words must occur. A phrase stands in “quotation marks”; nego* finds beginnings; case and accents do not matter." }
        }
        @if !words.is_empty() { (results(ask, words)?) }
    };
    ask.page(&title, body)
}

fn results(ask: &Ask, words: &str) -> Result<Markup, Fault> {
    let found = ask.house.reader().search(words, REPORTS)?;
    let record = &ask.snapshot.whole.record;
    let wanted: Vec<String> =
        words.split_whitespace().map(|w| w.trim_matches(['"', '“', '”', '*']).to_lowercase()).filter(|w| !w.is_empty()).collect();
    let fits = |text: &str| {
        let text = text.to_lowercase();
        !wanted.is_empty() && wanted.iter().all(|w| text.contains(w.as_str()))
    };
    // What is looked through stands in lower case already.
    let has = |text: &str| !wanted.is_empty() && wanted.iter().all(|w| text.contains(w.as_str()));
    let told = ask.snapshot.whole.words();
    let actors: Vec<_> = record.actors.iter().filter(|a| a.names.iter().chain([&a.name]).any(|n| fits(n))).collect();
    let moves: Vec<_> = record.moves.iter().zip(&told.moves).filter(|(_, words)| has(words)).map(|(entry, _)| entry).collect();
    let facts: Vec<_> = record.facts.iter().zip(&told.facts).filter(|(_, words)| has(words)).map(|(fact, _)| fact).collect();
    let nothing = found.is_empty() && actors.is_empty() && moves.is_empty() && facts.is_empty();
    Ok(html! {
        @if nothing { div.nothing { p { "Nothing has all of these words." } p { "Try fewer words, or a beginning: ceas*" } } }
        @if !actors.is_empty() { section { h2 { "Actors " span.faint { "(" (actors.len()) ")" } } ul.columns { @for a in actors.iter().take(ENTRIES) { li { a href=(format!("/actors/{}", segment(&a.id))) { bdi { (a.name) } } " " span.faint { (super::actors::kind_word(a.kind)) } } } } } }
        @if !moves.is_empty() { section { h2 { "Moves " span.faint { "(" (moves.len()) ")" } } ul.plain { @for m in moves.iter().take(ENTRIES) { li { b { (publish::wording::move_kind(m.kind)) } ", " (parts::parties(ask, m)) ": " (shorten(&m.content, 160)) " " (parts::rests_on(ask, &m.id, m.reports, m.roots)) } } } } }
        @if !facts.is_empty() { section { h2 { "Facts " span.faint { "(" (facts.len()) ")" } } ul.plain { @for f in facts.iter().take(ENTRIES) { li { (parts::status(f.status)) " " (ask.bare(f)) " " (parts::rests_on(ask, &f.id, f.reports, f.roots)) } } } } }
        @if !found.is_empty() { section { h2 { "In the reports " span.faint { "(" (found.len()) @if found.len() == REPORTS { " or more" } ")" } }
            ol.found { @for report in &found { li {
                h3 { a href=(ask.to_report(&report.report)) { (report.title.as_deref().unwrap_or("untitled")) } }
                p.faint { @if let Some(outlet) = &report.outlet { bdi { (outlet) } ", " } @match ask.snapshot.whole.report(&report.report) { Some(entry) => (parts::published(entry)), None => (report.published.as_deref().unwrap_or("undated")) } }
                @for hit in report.sentences.iter().take(SENTENCES) { p.hit dir="auto" { a.quiet href=(place(ask, &report.report, hit.sentence)) { (marked(&hit.text, &hit.words)) } } }
                @if report.sentences.len() > SENTENCES { p.faint { (report.sentences.len() - SENTENCES) " more places" } }
            } } }
        } }
    })
}

fn place(ask: &Ask, report: &str, sentence: Option<u32>) -> String {
    sentence.map_or_else(|| ask.to_report(report), |s| ask.to_place(report, s, ""))
}

/// The text with its hits marked.
fn marked(text: &str, words: &[Span]) -> Markup {
    let mut at = 0u32;
    html! {
        @for word in words {
            @if word.start >= at { (Span { start: at, end: word.start }.of(text)) mark { (word.of(text)) } @let _moved = { at = word.end; }; }
        }
        (text.get(at as usize..).unwrap_or(""))
    }
}
