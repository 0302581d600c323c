//! Who said what when, with the wordings that each report gives it.

use super::ask::{Ask, Fault, Reply};
use super::evidence::mode_word;
use super::parts;
use maud::{Markup, html};
use model::{Envelope, StatementMode, Utterance};
use std::collections::{BTreeMap, BTreeSet};

/// Statements on one page.
const SIZE: usize = 40;
/// Speakers offered as a choice.
const SPEAKERS: usize = 12;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let view = &ask.view;
    let mut all: Vec<&Utterance> = view.statements_by_day().collect();
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
            span.faint { @if statement.envelope.is_open() { " · reported " (parts::day(ask.view.whole.first_worded(statement))) } @else { (said(statement)) } } }
        blockquote dir="auto" lang=[ask.snapshot.language(&first.report)] { @if direct { "“" } (super::ask::shorten(publish::wording::said(&first.text), 500)) @if direct { "”" } }
        p.faint { (mode_word(first.mode)) ", " (parts::count(reports(statement), "report")) ", " (parts::count(statement.roots as usize, "source")) " · "
            a href=(ask.to_place(&first.report, ask.sentence_at(&first.report, first.span), "")) { bdi { (ask.outlet(&first.report)) } } }
        @if statement.wordings.len() > 1 {
            details { summary { (statement.wordings.len() - 1) " other " @if statement.wordings.len() == 2 { "wording" } @else { "wordings" } }
                @for wording in statement.wordings.iter().filter(|w| !std::ptr::eq(*w, first)) {
                    figure.quotation { blockquote dir="auto" lang=[ask.snapshot.language(&wording.report)] { (publish::wording::said(&wording.text)) } figcaption { a href=(ask.to_place(&wording.report, ask.sentence_at(&wording.report, wording.span), "")) { bdi { (ask.outlet(&wording.report)) } } ", " (mode_word(wording.mode)) } }
                }
            }
        }
    }
}

/// Reports that carry it, each of which may word it more than once.
fn reports(statement: &Utterance) -> usize {
    statement.wordings.iter().map(|wording| wording.report.as_str()).collect::<BTreeSet<_>>().len()
}

/// When it was said, behind the speaker's name: never "by", which would read as another speaker.
pub fn said(statement: &Utterance) -> String {
    let Envelope { earliest, latest, .. } = statement.envelope;
    match (earliest, latest, publish::wording::when(statement.envelope)) {
        (Some(a), Some(b), Some(words)) if a == b => format!(" · said on {words}"),
        (Some(a), Some(b), Some(_)) if (b - a).get_days() < 60 => {
            format!(" · said between {} and {}", publish::wording::day(a), publish::wording::day(b))
        }
        (Some(_), Some(_), Some(words)) => format!(" · said in {words}"),
        (None, Some(latest), _) => format!(" · said on or before {}", publish::wording::day(latest)),
        (Some(earliest), None, _) => format!(" · said on or after {}", publish::wording::day(earliest)),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_never_told_like_a_speaker() {
        let at = |earliest, latest| {
            let statement =
                Utterance { id: String::new(), speaker: None, envelope: Envelope::new(earliest, latest), wordings: Vec::new(), roots: 1 };
            said(&statement)
        };
        let day = |d| Some(date(2031, 3, d));
        assert_eq!(at(None, day(20)), " · said on or before 20 March 2031");
        assert_eq!(at(day(20), None), " · said on or after 20 March 2031");
        assert_eq!(at(day(20), day(20)), " · said on 20 March 2031");
        assert_eq!(at(day(3), day(20)), " · said between 3 March 2031 and 20 March 2031");
        assert_eq!(at(None, None), "");
    }
}
