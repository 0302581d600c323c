//! Who the two sides of a negotiation are: who deals with whom in its reports, and of whom they speak.
//!
//! Claims alone are few in a report, and one that is misread would name the whole. So a pair also counts for what the reports say of both: a host is
//! named once, the union all along.

use super::sides::{Pair, Sides};
use crate::Source;
use crate::actors::Cast;
use model::ActorKind;
use std::collections::BTreeMap;

/// Sentences that lead a report, its headline among them.
const LEADING: u32 = 3;
/// For how many mentions further down one of those counts.
const AHEAD: u32 = 3;

/// How much a report speaks of each side; outlets and names for several have none.
pub(super) fn spoken_of(source: &Source<'_>, report: usize, cast: &Cast) -> BTreeMap<String, u32> {
    let reading = source.reading;
    let sides: Vec<String> = reading.actors.iter().map(|a| cast.side(report, &a.name)).collect();
    let mut out: BTreeMap<String, u32> = sides.iter().map(|side| (side.clone(), 0)).collect();
    for mention in &reading.mentions {
        let Some(actor) = mention.actor.map(|actor| actor as usize) else { continue };
        let stands_by = |kind| matches!(kind, ActorKind::Outlet | ActorKind::Collective);
        if reading.actors.get(actor).is_none_or(|actor| stands_by(actor.kind)) {
            continue;
        }
        if let Some(count) = sides.get(actor).and_then(|side| out.get_mut(side)) {
            *count += if mention.head.0 < LEADING { AHEAD } else { 1 };
        }
    }
    out
}

/// What it counts that a report has two deal with each other most, beside the thousandths of what it says that are about the lesser of them.
const DEALT: u32 = 150;
/// And that it has them deal with each other at all.
const SOME: u32 = 100;
/// Of how many sides that are spoken of most any two can be the parties though no claim has them deal with each other.
const TOP: usize = 6;
/// Of what is said of a state beside firms and unions one part in so many is about what it does: the rest is where all happens.
const PLACE: u32 = 4;

/// The parties of a negotiation, two at most, in order of name: those that deal with each other in its reports and of which they speak most, else those that
/// are named most.
pub(super) fn of(reports: &[&Sides], cast: &Cast) -> Vec<String> {
    let mut weights: BTreeMap<Pair, u32> = BTreeMap::new();
    let mut spoken: BTreeMap<&String, u32> = BTreeMap::new();
    let mut all = Sides::default();
    // A report counts once, however long it is.
    for sides in reports {
        sides.shares().for_each(|(name, share)| *spoken.entry(name).or_default() += share);
        sides.named.keys().for_each(|name| *all.named.entry(name.clone()).or_default() += 1);
        sides.called.keys().for_each(|name| *all.called.entry(name.clone()).or_default() += 1);
        sides.pairs.keys().for_each(|pair| *weights.entry(pair.clone()).or_default() += SOME);
        sides.main().into_iter().for_each(|pair| *weights.entry(pair.clone()).or_default() += DEALT);
    }
    let kind = |name: &String| cast.kind_of(name);
    let is_place = |name: &String, other: &String| {
        let acts = matches!(kind(other), Some(ActorKind::State | ActorKind::ArmedGroup | ActorKind::International));
        kind(name) == Some(ActorKind::State) && !acts
    };
    // Hosts and bodies of many states are spoken of too, and lone persons speak for somebody.
    let stands_by = |name: &String| kind(name) == Some(ActorKind::International) || reports.iter().any(|sides| sides.loose.contains(name));
    let mut most: Vec<(&String, u32)> = spoken.into_iter().filter(|(name, _)| !stands_by(name)).collect();
    most.sort_by_key(|&(name, share)| (std::cmp::Reverse(share), name));
    most.truncate(TOP);
    for (n, (a, _)) in most.iter().enumerate() {
        for (b, _) in most[n + 1..].iter().filter(|(b, _)| !is_place(a, b) && !is_place(b, a)) {
            weights.entry(((*a).min(b).clone(), (*a).max(b).clone())).or_default();
        }
    }
    let share = |sides: &Sides, name: &String, other: &String| sides.share(name) / if is_place(name, other) { PLACE } else { 1 };
    let common = |(a, b): &Pair| -> u32 { reports.iter().map(|sides| share(sides, a, b).min(share(sides, b, a))).sum() };
    let weighed = weights.into_iter().map(|(pair, deals)| (deals + common(&pair), std::cmp::Reverse(pair)));
    weighed.max().map_or_else(|| all.most(), |(_, std::cmp::Reverse((a, b)))| vec![a, b])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report: how much it speaks of whom, and who deals with whom.
    fn report(seen: &[(&str, u32)], pairs: &[(&str, &str)]) -> Sides {
        Sides {
            seen: seen.iter().map(|&(name, n)| (name.to_owned(), n)).collect(),
            pairs: pairs.iter().map(|&(a, b)| ((a.to_owned(), b.to_owned()), 1)).collect(),
            ..Sides::default()
        }
    }

    fn parties(reports: &[Sides], cast: &Cast) -> Vec<String> {
        of(&reports.iter().collect::<Vec<_>>(), cast)
    }

    #[test]
    fn the_host_that_one_claim_has_deal_is_no_party() {
        use ActorKind::{Organisation, State};
        let cast = Cast::of_kinds(&[("Dock Union", Organisation), ("Harbour Company", Organisation), ("Ruritania", State)]);
        let told = [
            report(&[("Dock Union", 8), ("Harbour Company", 9), ("Ruritania", 9)], &[("Dock Union", "Ruritania")]),
            report(&[("Dock Union", 6), ("Harbour Company", 9), ("Ruritania", 3)], &[]),
        ];
        assert_eq!(parties(&told, &cast), ["Dock Union", "Harbour Company"]);
    }

    #[test]
    fn who_deals_with_whom_weighs_more_than_talk() {
        use ActorKind::{International, State};
        let cast = Cast::of_kinds(&[("Graustark", State), ("Ruritania", State), ("World Council", International), ("Zenda", State)]);
        let deals = [("Graustark", "Ruritania")];
        let told = report(&[("Graustark", 9), ("Ruritania", 4), ("World Council", 9), ("Zenda", 6)], &deals);
        assert_eq!(parties(&[told], &cast), ["Graustark", "Ruritania"]);
        // A body of many states is spoken of, which makes it no party.
        let told = report(&[("Graustark", 9), ("Ruritania", 4), ("World Council", 9)], &[]);
        assert_eq!(parties(&[told], &cast), ["Graustark", "Ruritania"]);
    }
}
