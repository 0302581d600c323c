//! Search over everything, under the filters of the address: actors, moves, facts, statements, and the sentences of reports.

use super::ask::{Ask, Fault, Reply, segment, shorten};
use super::{parts, statements};
use crate::terms::{Terms, fold};
use maud::{Markup, html};
use model::{Actor, Fact, Move, Span, Utterance};
use record::FoundReport;

/// Entries of each sort where all sorts are shown.
const FEW: usize = 8;
/// Entries on a page of one sort.
const SIZE: usize = 40;
/// Reports on a page of their own, at most: their sentences are marked one by one.
const REPORTS: usize = 200;
/// Sentences shown of a report.
const SENTENCES: usize = 4;

/// What was found in the record, each sort in the order of its list.
pub struct Entries<'v> {
    /// Actors by name.
    pub actors: Vec<&'v Actor>,
    /// Moves; those that await an answer first.
    pub moves: Vec<&'v Move>,
    /// Facts other than moves, the latest first.
    pub facts: Vec<&'v Fact>,
    /// Statements, the latest first.
    pub statements: Vec<&'v Utterance>,
}

/// Entries of the record under the address's filters in which all words occur.
pub fn entries<'v>(ask: &'v Ask, words: &str) -> Entries<'v> {
    let terms = Terms::parse(words);
    let view = &ask.view;
    let told = view.whole.words(ask.snapshot.texts());
    let record = ask.snapshot.record();
    let actors = view.actors().filter(|a| a.names.iter().chain([&a.name]).any(|name| terms.occur(&fold(name)))).collect();
    let occur = |told: &[String], at: usize| told.get(at).is_some_and(|words| terms.occur(words));
    let moves = view.part.moves.iter().map(|at| *at as usize).filter(|at| occur(&told.moves, *at));
    let mut moves: Vec<&Move> = moves.filter_map(|at| record.moves.get(at)).collect();
    moves.sort_by_key(|entry| entry.owes.is_empty());
    let facts = view.facts_by(crate::whole::FactOrder::Time).into_iter().map(|at| at as usize).filter(|at| occur(&told.facts, *at));
    let facts = facts.filter_map(|at| record.facts.get(at)).collect();
    let statements = view.whole.statements_by_day().iter().map(|at| *at as usize);
    let statements = statements.filter(|at| view.part.has_statement(*at) && occur(&told.statements, *at));
    let statements = statements.filter_map(|at| record.statements.get(at)).collect();
    Entries { actors, moves, facts, statements }
}

/// Reports under the address's filters in which all words occur, best first; and how many there are in all. Under a filter of outlets, only
/// theirs: other reports that carry the same fact are not asked for.
pub fn reports(ask: &Ask, words: &str, limit: usize) -> Result<(Vec<FoundReport>, usize), Fault> {
    let open = ask.query.filter.is_open() && ask.query.process.is_none();
    let outlets: Vec<String> = ask.query.filter.outlet.iter().map(|outlet| outlet.to_lowercase()).collect();
    let carried = |report: &str| {
        let outlet = || ask.view.report_left(report).and_then(|entry| entry.outlet.as_deref()).unwrap_or("").to_lowercase();
        ask.view.report_left(report).is_some() && (outlets.is_empty() || outlets.iter().any(|wanted| outlet().contains(wanted)))
    };
    Ok(ask.house.reader().search_within(words, limit, |report| open || carried(report))?)
}

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let words = ask.query.get("q").unwrap_or("");
    let title = if words.is_empty() { "Search".to_owned() } else { format!("Search: {}", shorten(words, 60)) };
    let body = html! {
        header.head {
            h1 { "Search" }
            form.inline method="get" action="/search" {
                @for (key, value) in ask.query.hidden(&[]) { input type="hidden" name=(key) value=(value); }
                label { span.hidden { "Words" } input type="search" name="q" value=(words) size="40" dir="auto" autofocus[words.is_empty()]; } " " button type="submit" { "Search" }
            }
            p.faint { "All words must occur. A phrase stands in “quotation marks”; nego* finds beginnings; case and accents do not matter." }
        }
        @if !Terms::parse(words).is_empty() { (results(ask, words)?) }
        @else if !words.is_empty() { (parts::nothing(ask, "There is no word in this to look for.")) }
    };
    ask.page(&title, body)
}

fn results(ask: &Ask, words: &str) -> Result<Markup, Fault> {
    let one = ask.query.get("in").unwrap_or("");
    let Entries { actors, moves, facts, statements } = entries(ask, words);
    let (found, total) = reports(ask, words, if one == "reports" { REPORTS } else { FEW })?;
    let sorts = [
        ("actors", "Actors", actors.len()),
        ("moves", "Moves", moves.len()),
        ("facts", "Facts", facts.len()),
        ("statements", "Statements", statements.len()),
        ("reports", "In the reports", total),
    ];
    let open = |name: &str| one.is_empty() || one == name;
    let head = |name: &str| {
        let (_, word, count) = *sorts.iter().find(|sort| sort.0 == name).unwrap_or(&("", "", 0));
        html! { h2 id={"found-" (name)} { (word) " " span.faint { "(" (count) ")" } } }
    };
    let more = |name: &str, count: usize| html! { @if one.is_empty() && count > FEW { p { a href=(ask.here_with(&[("in", name), ("page", "")])) { "All " (count) } } } };
    Ok(html! {
        @if sorts.iter().all(|sort| sort.2 == 0) {
            div.nothing { p { "Nothing has all of these words" @if !ask.query.carried().is_empty() { " under these filters" } "." } p { "Try fewer words, or a beginning: ceas*" }
                @if !ask.query.carried().is_empty() { p { a href=(format!("/search{}", crate::query::Query::alone(&[("q", words)]))) { "Search without filters" } } } }
        } @else {
            p.choices { "Found: " a href=(ask.here_with(&[("in", ""), ("page", "")])) aria-current=[one.is_empty().then_some("true")] { "everything" } " "
                @for (name, word, count) in sorts { @if count > 0 { a href=(ask.here_with(&[("in", name), ("page", "")])) aria-current=[(one == name).then_some("true")] { (word) " " span.faint { (count) } } " " } } }
        }
        @if open("actors") && !actors.is_empty() { section { (head("actors")) (more("actors", actors.len()))
            (listed(ask, actors, one, |shown| html! { ul.columns { @for a in shown { li { a href=(ask.to(&format!("/actors/{}", segment(&a.id)))) { bdi { (a.name) } } " " span.faint { (super::actors::kind_word(a.kind)) } } } } })) } }
        @if open("moves") && !moves.is_empty() { section { (head("moves"))
            (listed(ask, moves, one, |shown| html! { ul.plain { @for m in shown { li { b { (publish::wording::move_kind(m.kind)) } ", " (parts::parties(ask, m)) ": " span dir="auto" { (shorten(&m.content, 160)) } " " @if !m.owes.is_empty() { (parts::owes_names(ask, &m.owes)) " " } (parts::rests_on(ask, &m.id, m.reports, m.roots)) } } } }))
            (more("moves", sorts[1].2)) } }
        @if open("facts") && !facts.is_empty() { section { (head("facts"))
            (listed(ask, facts, one, |shown| html! { ul.plain { @for f in shown { li { (parts::status(f.status)) " " (ask.bare(f)) @if let Some(when) = publish::wording::when(f.envelope) { ", " time { (when) } } " " (parts::rests_on(ask, &f.id, f.reports, f.roots)) } } } }))
            (more("facts", sorts[2].2)) } }
        @if open("statements") && !statements.is_empty() { section { (head("statements"))
            (listed(ask, statements, one, |shown| html! { ul.plain { @for s in shown { li { b { @match &s.speaker { Some(name) => (parts::actor(ask, name)), None => "Speaker not stated" } } span.faint { (statements::said(s)) } ": "
                @if let Some(first) = s.wordings.first() { a.quiet href=(ask.to_evidence(&s.id)) data-drawer="" dir="auto" lang=[ask.snapshot.language(&first.report)] { (shorten(publish::wording::said(&first.text), 200)) } } } } } }))
            (more("statements", sorts[3].2)) } }
        @if open("reports") && !found.is_empty() { section { (head("reports"))
            (listed(ask, found.iter().collect(), one, |shown| html! { ol.found { @for report in shown { li { (hits(ask, report)) } } } }))
            (more("reports", total))
            @if one == "reports" && total > REPORTS { p.faint { "The best " (REPORTS) " are shown; filter, or look for more words, to see others." } } } }
    })
}

/// The first of a sort, or a page of it where it is shown alone.
fn listed<T>(ask: &Ask, all: Vec<T>, one: &str, show: impl Fn(Vec<T>) -> Markup) -> Markup {
    if one.is_empty() {
        return show(all.into_iter().take(FEW).collect());
    }
    let (shown, page, pages) = ask.cut(all, SIZE);
    html! { (show(shown)) (parts::pager(ask, page, pages)) }
}

fn hits(ask: &Ask, report: &FoundReport) -> Markup {
    let lang = ask.snapshot.language(&report.report);
    html! {
        h3 { a href=(ask.to_report(&report.report)) dir="auto" lang=[lang] { (report.title.as_deref().unwrap_or("untitled")) } }
        p.faint { @if let Some(outlet) = &report.outlet { bdi { (outlet) } ", " } @match ask.snapshot.whole.report(&report.report) { Some(entry) => (parts::published(entry)), None => (report.published.as_deref().unwrap_or("undated")) } }
        @for hit in report.sentences.iter().take(SENTENCES) { p.hit { a.quiet dir="auto" lang=[lang] href=(place(ask, &report.report, hit.sentence)) { (marked(&hit.text, &hit.words)) } } }
        @if report.sentences.len() > SENTENCES { p.faint { (report.sentences.len() - SENTENCES) " more places" } }
    }
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
