//! Days of publication of reports that bring none, narrowed by the reports of the same origin.
//!
//! Retellings of one origin appear within days of each other, so what bounds one of them bounds all. Days that were given, or that a page itself
//! names, are never touched, and a report whose envelope contradicts the others keeps its own.

use crate::Source;
use crate::copies::Graph;
use model::{Anchor, DateBasis, Envelope, Publication, Reading};
use std::collections::BTreeMap;

/// Days between a dated report and its retelling that uses the same words for its times ("next week").
const SAME_WEEK: i64 = 6;

/// Publications that are narrowed, by index of the report.
pub fn narrowed(sources: &[Source<'_>], graph: &Graph) -> BTreeMap<usize, Publication> {
    let mut out: BTreeMap<usize, Publication> = BTreeMap::new();
    let mut seen = vec![false; sources.len()];
    for start in 0..sources.len() {
        let group = component(graph, start, &mut seen);
        if group.len() < 2 {
            continue;
        }
        let (mut joint, mut grounds) = (Envelope::OPEN, Vec::new());
        // The narrowest first, so that a wide contradiction cannot push out a narrow finding.
        let mut bounds: Vec<(i64, usize, Envelope, String)> = Vec::new();
        for &r in &group {
            let Some(publication) = &sources[r].reading.article.published else { continue };
            let own = if is_known(publication) { within_week(sources, graph, r, &group) } else { Some(publication.envelope) };
            if let Some(envelope) = own.filter(|e| !e.is_open()) {
                let why = publication.grounds.join("; ");
                bounds.push((envelope.days().unwrap_or(i64::MAX), r, envelope, format!("same origin as {}: {why}", sources[r].id)));
            }
        }
        bounds.sort();
        for (_, r, envelope, ground) in &bounds {
            if let Some(both) = joint.narrow(*envelope) {
                if both != joint {
                    grounds.push((*r, ground.trim_end_matches(": ").to_owned()));
                }
                joint = both;
            }
        }
        for &r in group.iter().filter(|_| !joint.is_open()) {
            let old = sources[r].reading.article.published.as_ref();
            if old.is_some_and(is_known) {
                continue;
            }
            let own = old.map_or(Envelope::OPEN, |p| p.envelope);
            let Some(envelope) = own.narrow(joint).filter(|e| *e != own) else { continue };
            let mut reasons = old.map(|p| p.grounds.clone()).unwrap_or_default();
            reasons.extend(grounds.iter().filter(|(from, _)| *from != r).map(|(_, g)| g.clone()));
            out.insert(r, Publication { envelope, basis: DateBasis::Inferred, grounds: reasons });
        }
    }
    out
}

/// Whether the day does not rest on inference.
fn is_known(publication: &Publication) -> bool {
    match publication.basis {
        DateBasis::Inferred => false,
        // A dateline with its year is a day; anything less is an inference from the text.
        DateBasis::Text => publication.envelope.single_day().is_some(),
        _ => true,
    }
}

/// The reports that lie on each other, directly or through others, in order.
fn component(graph: &Graph, start: usize, seen: &mut [bool]) -> Vec<usize> {
    let (mut out, mut open) = (Vec::new(), vec![start]);
    while let Some(r) = open.pop() {
        if std::mem::replace(&mut seen[r], true) {
            continue;
        }
        out.push(r);
        open.extend(graph.siblings[r].iter().map(|s| s.other));
    }
    out.sort_unstable();
    out
}

/// The week of a dated report, where an undated one on which it lies uses the same words for a time counted from publication.
fn within_week(sources: &[Source<'_>], graph: &Graph, dated: usize, group: &[usize]) -> Option<Envelope> {
    let published = sources[dated].reading.article.published.as_ref()?.envelope;
    let undated = |r: usize| !sources[r].reading.article.published.as_ref().is_some_and(is_known);
    let shares = graph.siblings[dated].iter().filter(|s| group.binary_search(&s.other).is_ok() && undated(s.other)).any(|s| {
        let other = sources[s.other].reading;
        s.sentences.iter().any(|&(i, j)| {
            let mine = relative(sources[dated].reading, i);
            relative(other, j).iter().any(|words| mine.contains(words))
        })
    });
    let days = jiff::Span::new().days(SAME_WEEK);
    let earliest = published.earliest.and_then(|d| d.checked_sub(days).ok());
    let latest = published.latest.and_then(|d| d.checked_add(days).ok());
    shares.then_some(Envelope::new(earliest, latest))
}

/// Expressions of a sentence that are counted from the day of publication, in lower case.
fn relative(reading: &Reading, sentence: u32) -> Vec<String> {
    let Some(span) = reading.sentences.get(sentence as usize).map(|s| s.span) else { return Vec::new() };
    let inside = reading.times.iter().filter(|t| t.anchor == Anchor::Publication && span.overlaps(t.span));
    inside.map(|t| t.span.of(&reading.article.text).to_lowercase()).collect()
}
