//! Who brings the sides together is no side: mediators, brokers and hosts, as reports call them.
//!
//! A report calls Ruritania a mediator and names the two between whom it mediates; then Ruritania is no party in any report of these months that names all
//! three, and what it asks of one of them is part of the negotiation of the two.

use super::sides::Sides;
use crate::Source;
use crate::actors::Cast;
use crate::nearness::{EPISODE, Nearness, Timeline};
use model::{ActorKind, FieldKey, MentionForm};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The words of a class of the table.
fn cues(class: &'static str) -> Vec<&'static str> {
    let rows = include_str!("../../data/mediators.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|l| l.split_once('\t')).filter(|(c, _)| *c == class).map(|(_, words)| words).collect()
}

/// Words before the names of those who mediate.
static BEFORE: LazyLock<Vec<&'static str>> = LazyLock::new(|| cues("before"));
/// Words behind such a name.
static BEHIND: LazyLock<Vec<&'static str>> = LazyLock::new(|| cues("behind"));
/// Words that may stand between.
static FILLERS: LazyLock<Vec<&'static str>> = LazyLock::new(|| cues("filler"));
/// What stands in every text that has any of the others.
static HINTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| cues("hint"));

/// What may stand between such words and the first name, and between names of a list.
fn filler(between: &str) -> bool {
    let mut words = between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    between.len() <= 30 && !between.contains(['.', '\n', ';', '"', '“']) && words.all(|w| FILLERS.contains(&w))
}

/// The sides that a report calls mediators.
pub(super) fn mediators(source: &Source<'_>, report: usize, cast: &Cast) -> BTreeSet<String> {
    let reading = source.reading;
    let text = reading.article.text.as_str();
    let mut out: BTreeSet<String> = BTreeSet::new();
    for claim in &reading.claims {
        let given = claim.fields.texts(FieldKey::Mediator).into_iter().flat_map(|names| names.split(", "));
        out.extend(given.filter_map(|name| cast.party(report, name)).filter(|name| !crate::actors::is_generic(name)));
    }
    let lower = text.to_ascii_lowercase();
    if !HINTS.iter().any(|cue| lower.contains(cue)) {
        return out;
    }
    // Names in the order of the text, with the side of each.
    let side = |actor: Option<u32>| actor.and_then(|a| reading.actors.get(a as usize)).map(|a| cast.side(report, &a.name));
    let mut names: Vec<(usize, usize, String)> = reading
        .mentions
        .iter()
        .filter(|m| m.form == MentionForm::Name)
        .filter_map(|m| Some((m.span.start as usize, m.span.end as usize, side(m.actor)?)))
        .collect();
    names.sort();
    for (at, cue) in BEFORE.iter().flat_map(|cue| lower.match_indices(cue)) {
        let mut end = at + cue.len();
        let first = names.partition_point(|(start, ..)| *start < end);
        for (start, stop, name) in &names[first..] {
            if !text.get(end..*start).is_some_and(filler) {
                break;
            }
            out.insert(name.clone());
            end = *stop;
        }
    }
    for (n, (_, stop, name)) in names.iter().enumerate() {
        if !lower.get(*stop..).is_some_and(|rest| BEHIND.iter().any(|cue| rest.starts_with(cue))) {
            continue;
        }
        out.insert(name.clone());
        // "Egyptian and Qatari mediators".
        let mut begin = names[n].0;
        for (start, stop, name) in names[..n].iter().rev() {
            let between = text.get(*stop..begin).unwrap_or("");
            if !matches!(between.trim(), "and" | "," | ", and" | "and the" | ", the") {
                break;
            }
            out.insert(name.clone());
            begin = *start;
        }
    }
    out
}

/// The states and armed groups that a report names anywhere, whatever it tells of them: between whom somebody mediates need not do anything in it.
pub(super) fn named(source: &Source<'_>, report: usize, cast: &Cast) -> impl Iterator<Item = String> {
    let actors = source.reading.actors.iter().filter(|a| matches!(a.kind, ActorKind::State | ActorKind::Organ | ActorKind::ArmedGroup));
    actors.map(move |a| cast.side(report, &a.name))
}

/// Takes the mediators from the pairs of the reports that name both between whom they mediate.
pub(super) fn no_sides(all: &mut [Sides], mediators: &[BTreeSet<String>], nearness: &Nearness<'_>) {
    type Between<'a> = (&'a str, &'a str);
    let others = |sides: &Sides, mediators: &BTreeSet<String>| -> Vec<String> {
        sides.told.iter().filter(|name| !mediators.contains(*name)).cloned().collect()
    };
    let between: Vec<Vec<String>> = all.iter().zip(mediators).map(|(sides, m)| others(sides, m)).collect();
    // By those between whom somebody mediates: who, and the reports that say so.
    let mut found: BTreeMap<Between<'_>, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
    for (report, there) in between.iter().enumerate().filter(|(r, _)| !mediators[*r].is_empty()) {
        for (n, a) in there.iter().enumerate() {
            for b in &there[n + 1..] {
                let pair = found.entry((a, b)).or_default();
                mediators[report].iter().for_each(|m| pair.entry(m).or_default().push(report));
            }
        }
    }
    if found.is_empty() {
        return;
    }
    let timeline = |reports: Vec<usize>| Timeline::new(reports.into_iter().map(|r| (nearness.days(r), r)));
    let found: BTreeMap<Between<'_>, Vec<(&str, Timeline)>> =
        found.into_iter().map(|(pair, who)| (pair, who.into_iter().map(|(m, reports)| (m, timeline(reports))).collect())).collect();
    for (report, sides) in all.iter_mut().enumerate() {
        let told: Vec<String> = sides.told.iter().cloned().collect();
        let mut gone: BTreeSet<&String> = BTreeSet::new();
        let mut two: BTreeSet<(&String, &String)> = BTreeSet::new();
        for (n, a) in told.iter().enumerate() {
            for b in &told[n + 1..] {
                for (m, line) in found.get(&(a.as_str(), b.as_str())).into_iter().flatten() {
                    let Some(m) = told.iter().find(|name| name == m).filter(|name| *name != a && *name != b) else { continue };
                    if mediators[report].contains(m) || line.near(nearness.days(report), EPISODE).next().is_some() {
                        gone.insert(m);
                        two.insert((a, b));
                    }
                }
            }
        }
        if gone.is_empty() {
            continue;
        }
        two.retain(|(a, b)| !gone.contains(a) && !gone.contains(b));
        sides.pairs.retain(|(a, b), _| !gone.contains(a) && !gone.contains(b));
        if let (true, [(a, b)]) = (sides.pairs.is_empty(), two.iter().copied().collect::<Vec<_>>().as_slice()) {
            sides.pairs.insert(((*a).clone(), (*b).clone()), 1);
            // Told of, though no claim has them deal with each other.
            for name in [a, b] {
                sides.named.entry((*name).clone()).or_insert(1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_table_is_hinted_at() {
        let classes = [&BEFORE, &BEHIND, &FILLERS, &HINTS];
        assert!(classes.iter().all(|words| !words.is_empty()));
        for words in BEFORE.iter().chain(BEHIND.iter()) {
            assert!(HINTS.iter().any(|hint| words.contains(hint)), "{words}");
            assert_eq!(words.to_ascii_lowercase(), **words);
        }
        let rows = include_str!("../../data/mediators.tsv").lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(rows, classes.iter().map(|words| words.len()).sum::<usize>(), "a class that nobody asks for");
    }

    #[test]
    fn short_lists_stand_between() {
        assert!(filler(" from ") && filler(" such as the states ") && filler(", and "));
        assert!(!filler(" told ") && !filler(". The "));
    }
}
