//! Reports that name one side of a negotiation, or name it by what it is: "the union", "employers".

use std::collections::BTreeSet;

/// Whether a name only says what a party is ("the union", "Port employers", "dockworkers"), so that it may be anybody's.
pub(super) fn generic(name: &str) -> bool {
    let Some(head) = name.split_whitespace().next_back() else { return true };
    // "African Union" is a name: every word of it has a capital letter.
    let capitals = name.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    lexicon::people::is_role_word(head) && (!capitals || !name.contains(' '))
}

/// Pairs of reports whose named sides do not differ: one names both, the other one of them and nobody else. Where the one side stands against
/// several others in the same episode (a state that talks with two), nothing says which of them is meant, and the pair is left out.
pub(super) fn partial(parties: &[Vec<String>], apart: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let named: Vec<BTreeSet<&str>> =
        parties.iter().map(|all| all.iter().map(String::as_str).filter(|name| !generic(name)).collect()).collect();
    let mut out = Vec::new();
    for (a, one) in named.iter().enumerate() {
        let near = |b: &usize| *b != a && !apart(a, *b);
        match one.len() {
            1 => {
                let holders: Vec<usize> =
                    (0..named.len()).filter(near).filter(|&b| named[b].len() == 2 && one.is_subset(&named[b])).collect();
                let kinds: BTreeSet<&BTreeSet<&str>> = holders.iter().map(|&b| &named[b]).collect();
                if kinds.len() <= 1 {
                    out.extend(holders.iter().map(|&b| (a, b)));
                    out.extend((0..a).filter(near).filter(|&b| named[b] == *one).map(|b| (a, b)));
                }
            }
            // Nobody is named: it belongs to the only negotiation of its time, if there is but one.
            0 if !parties[a].is_empty() => {
                let others: Vec<usize> = (0..named.len()).filter(near).filter(|&b| named[b].len() == 2).collect();
                let kinds: BTreeSet<&BTreeSet<&str>> = others.iter().map(|&b| &named[b]).collect();
                if kinds.len() == 1 {
                    out.extend(others.first().map(|&b| (a, b)));
                }
            }
            2 => out.extend((0..a).filter(near).filter(|&b| named[b] == *one).map(|b| (a, b))),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_report_that_names_one_side_joins_the_negotiation_of_that_side() {
        let all = reports(&[&["Graustark", "Ruritania"], &["Ruritania", "both sides"], &["employers", "union"]]);
        assert_eq!(partial(&all, |_, _| false), [(1, 0), (2, 0)]);
        assert!(partial(&all, |_, _| true).is_empty(), "years apart");
    }

    #[test]
    fn a_side_with_two_opponents_joins_neither() {
        let all = reports(&[&["Graustark", "Ruritania"], &["Ruritania", "Zenda"], &["Ruritania"]]);
        assert!(partial(&all, |_, _| false).is_empty());
    }
}
