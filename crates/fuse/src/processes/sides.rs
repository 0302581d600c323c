//! Reports that name one side of a negotiation, or name it by what it is: "the union", "employers".

use crate::nearness::{EPISODE, Nearness, Timeline};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a name only says what a party is ("the union", "Port employers", "dockworkers"), so that it may be anybody's.
pub(super) fn generic(name: &str) -> bool {
    let Some(head) = name.split_whitespace().next_back() else { return true };
    // "African Union" is a name: every word of it has a capital letter.
    let capitals = name.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    lexicon::people::is_role_word(head) && (!capitals || !name.contains(' '))
}

/// Pairs of reports whose named sides do not differ: one names both, the other one of them and nobody else. Where the one side stands against
/// several others in the same episode (a state that talks with two), nothing says which of them is meant, and the pair is left out.
pub(super) fn partial(parties: &[Vec<String>], nearness: &Nearness<'_>) -> Vec<(usize, usize)> {
    let named: Vec<BTreeSet<&str>> =
        parties.iter().map(|all| all.iter().map(String::as_str).filter(|name| !generic(name)).collect()).collect();
    let timeline = |list: Vec<usize>| Timeline::new(list.into_iter().map(|r| (nearness.days(r), r)));
    // Reports that name both sides: all, and by either side; and those that name the same sides.
    let both: Vec<usize> = (0..named.len()).filter(|&r| named[r].len() == 2).collect();
    let mut by_side: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut alike: BTreeMap<&BTreeSet<&str>, Vec<usize>> = BTreeMap::new();
    for &report in &both {
        named[report].iter().for_each(|side| by_side.entry(side).or_default().push(report));
    }
    for (report, sides) in named.iter().enumerate().filter(|(_, sides)| !sides.is_empty()) {
        alike.entry(sides).or_default().push(report);
    }
    let by_side: BTreeMap<&str, Timeline> = by_side.into_iter().map(|(side, list)| (side, timeline(list))).collect();
    let both = timeline(both);
    let mut out = Vec::new();
    for (sides, reports) in &alike {
        let line = timeline(reports.clone());
        if sides.len() == 2 {
            out.extend(line.chains(EPISODE).iter().flat_map(|chain| chain.windows(2).map(|two| (two[0], two[1]))));
            continue;
        }
        for &a in reports {
            let holders: Vec<usize> =
                sides.iter().filter_map(|side| by_side.get(side)).flat_map(|line| line.near(nearness.days(a), EPISODE)).collect();
            if same_sides(&named, holders.iter().copied()).is_some() {
                out.extend(holders.iter().map(|&b| (a, b)));
                out.extend(line.near(nearness.days(a), EPISODE).filter(|&b| b != a).map(|b| (a, b)));
            }
        }
    }
    // Nobody is named: it belongs to the only negotiation of its time, if there is but one.
    for a in (0..named.len()).filter(|&a| named[a].is_empty() && !parties[a].is_empty()) {
        if let Some(Some(b)) = same_sides(&named, both.near(nearness.days(a), EPISODE)) {
            out.push((a, b));
        }
    }
    out
}

/// Whether all of the reports name the same sides: the first of them, `Some(None)` where there are none, `None` where they differ.
fn same_sides(named: &[BTreeSet<&str>], mut reports: impl Iterator<Item = usize>) -> Option<Option<usize>> {
    let Some(first) = reports.next() else { return Some(None) };
    let mut least = first;
    for report in reports {
        if named[report] != named[first] {
            return None;
        }
        least = least.min(report);
    }
    Some(Some(least))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::Graph;
    use crate::nearness::Days;

    fn reports(all: &[&[&str]]) -> Vec<Vec<String>> {
        all.iter().map(|names| names.iter().map(|name| (*name).to_owned()).collect()).collect()
    }

    #[test]
    fn what_a_side_is_called_is_no_name_of_it() {
        for name in ["union", "Port employers", "dockworkers", "both sides", "Rebels"] {
            assert!(generic(name), "{name}");
        }
        for name in ["African Union", "Graustark", "Steelworkers of Zenda", "Maritime Alliance"] {
            assert!(!generic(name), "{name}");
        }
    }

    /// The pairs where the reports were published so many days apart.
    fn pairs(all: &[&[&str]], apart: i32) -> Vec<(usize, usize)> {
        let begin = jiff::civil::date(2031, 3, 1);
        let day = |n: usize| begin.checked_add(jiff::Span::new().days(apart * n as i32)).expect("a day");
        let days = (0..all.len()).map(|n| Days::of(model::Envelope::day(day(n)))).collect();
        let graph = Graph { siblings: vec![Vec::new(); all.len()], ..Graph::default() };
        partial(&reports(all), &Nearness::over(days, &graph))
    }

    #[test]
    fn a_report_that_names_one_side_joins_the_negotiation_of_that_side() {
        let all: &[&[&str]] = &[&["Graustark", "Ruritania"], &["Ruritania", "both sides"], &["employers", "union"]];
        assert_eq!(pairs(all, 1), [(1, 0), (2, 0)]);
        assert!(pairs(all, 700).is_empty(), "years apart");
    }

    #[test]
    fn a_side_with_two_opponents_joins_neither() {
        assert!(pairs(&[&["Graustark", "Ruritania"], &["Ruritania", "Zenda"], &["Ruritania"]], 1).is_empty());
    }
}
