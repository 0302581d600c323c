//! Who said what when, with the wordings that each report gives it.

use super::ask::{Ask, Fault, Reply};
use super::evidence::mode_word;
use super::parts;
use maud::{Markup, html};
use model::{StatementMode, Utterance};
use std::collections::BTreeMap;

/// Statements on one page.
const SIZE: usize = 40;
/// Speakers offered as a choice.
const SPEAKERS: usize = 12;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let view = &ask.view;
    let mut all: Vec<&Utterance> = view.statements_by_day().iter().filter_map(|&at| view.record.statements.get(at as usize)).collect();
    let mut speakers: BTreeMap<&str, usize> = BTreeMap::new();
    for name in all.iter().filter_map(|s| s.speaker.as_deref()) {
        *speakers.entry(name).or_default() += 1;
    }
    let mut speakers: Vec<(&str, usize)> = speakers.into_iter().collect();
    speakers.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    if let Some(wanted) = ask.query.get("speaker") {
        all.retain(|s| s.speaker.as_deref() == Some(wanted));
    }
    let total = all.len();
    let (shown, page, pages) = ask.cut(all, SIZE);
    let body = html! {
        header.head {
            h1 { "Who said what" }
            p.lede { (parts::count(total, "statement")) ", latest first. Reports word the same statement differently; unfold to compare." }
            p.choices { a href=(ask.here_with(&[("speaker", ""), ("page", "")])) aria-current=[ask.query.get("speaker").is_none().then_some("true")] { "everybody" } " "
                @for (name, count) in speakers.iter().take(SPEAKERS) { a href=(ask.here_with(&[("speaker", name), ("page", "")])) aria-current=[(ask.query.get("speaker") == Some(name)).then_some("true")] { bdi { (name) } " " span.faint { (count) } } " " } }
        }
        @if shown.is_empty() { (parts::nothing(ask, "No statement fits.")) }
        ol.statements { @for statement in &shown { li id=(statement.id) { (one(ask, statement)) } } }
        (parts::pager(ask, page, pages))
    };
    ask.page("Who said what", body)
}

fn one(ask: &Ask, statement: &Utterance) -> Markup {
    // The fullest direct wording stands for all; none of them is "the" wording.
    let Some(first) = statement
        .wordings
        .iter()
        .min_by_key(|w| (w.mode != StatementMode::Direct, w.mode != StatementMode::Mixed, std::cmp::Reverse(w.text.len())))
    else {
        return html! {};
    };
    let direct = first.mode == StatementMode::Direct;
    html! {
        p.who { b { @match &statement.speaker { Some(name) => (parts::actor(ask, name)), None => span.faint { "Speaker not stated" } } }
            " " span.faint { @match publish::wording::when(statement.envelope) { Some(words) => { "said " @if statement.envelope.single_day().is_some() { "on " } (words) } None => { "reported " (parts::day(ask.snapshot.whole.first_worded(statement))) } } } }
        blockquote dir="auto" { @if direct { "“" } (super::ask::shorten(publish::wording::said(&first.text), 500)) @if direct { "”" } }
        p.faint { (mode_word(first.mode)) ", " (parts::count(statement.wordings.len(), "report")) ", " (parts::count(statement.roots as usize, "source")) " · "
            a href=(ask.to_place(&first.report, ask.sentence_at(&first.report, first.span), "")) { bdi { (ask.outlet(&first.report)) } } }
        @if statement.wordings.len() > 1 {
            details { summary { (statement.wordings.len() - 1) " other " @if statement.wordings.len() == 2 { "wording" } @else { "wordings" } }
                @for wording in statement.wordings.iter().filter(|w| !std::ptr::eq(*w, first)) {
                    figure.quotation { blockquote dir="auto" { (publish::wording::said(&wording.text)) } figcaption { a href=(ask.to_place(&wording.report, ask.sentence_at(&wording.report, wording.span), "")) { bdi { (ask.outlet(&wording.report)) } } ", " (mode_word(wording.mode)) } }
                }
            }
        }
    }
}
