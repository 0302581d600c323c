//! Two events in one story: two earthquakes, two arrests of one man. Their reports share all that the online pass looks at, for it weighs words by how rare they
//! are among all reports. Among the reports of the story itself what all of them share weighs nothing, and what tells the two apart is left: they are joined by the
//! mean of their likeness (average linkage, Sokal and Michener 1958) until two groups are left, which part where their reports are hardly alike.

use super::terms::Term;
use super::{FIGURES, NAMES};
use std::collections::BTreeMap;

/// Least reports on each side: fewer tell nothing about what a side shares.
const SIDE: usize = 4;
/// Most reports of a story that is looked at: what hundreds report over weeks is no single event, and likeness of each with each costs its square.
const MOST: usize = 60;
/// Mean cosine of the two sides' reports, in the story's own weights, below which they part.
const APART: f64 = 0.085;

/// Whether a story of so many reports is looked at.
pub(super) fn can_part(reports: usize) -> bool {
    (2 * SIDE..=MOST).contains(&reports)
}

/// The two events of a story, as indices into its reports, the first report's first; `None` where it is one.
pub(super) fn split(reports: &[Vec<Term>]) -> Option<(Vec<usize>, Vec<usize>)> {
    let vectors = vectors(reports);
    let n = vectors.len();
    // Sums of likeness between groups; a group is named by its first report.
    let mut sums = vec![0.0; n * n];
    for a in 0..n {
        for b in 0..a {
            let likeness = cosine(&vectors[a], &vectors[b]);
            (sums[a * n + b], sums[b * n + a]) = (likeness, likeness);
        }
    }
    let mut groups: Vec<Vec<usize>> = (0..n).map(|at| vec![at]).collect();
    let mean = |sums: &[f64], a: &[usize], b: &[usize]| sums[a[0] * n + b[0]] / (a.len() * b.len()) as f64;
    while groups.len() > 2 {
        let pairs = (0..groups.len()).flat_map(|a| (a + 1..groups.len()).map(move |b| (a, b)));
        let nearest =
            pairs.map(|(a, b)| (mean(&sums, &groups[a], &groups[b]), a, b)).reduce(|best, next| if next.0 > best.0 { next } else { best });
        let (_, a, b) = nearest?;
        let joined = groups.remove(b);
        let (into, from) = (groups[a][0], joined[0]);
        for other in 0..n {
            sums[into * n + other] += sums[from * n + other];
            sums[other * n + into] = sums[into * n + other];
        }
        groups[a].extend(joined);
    }
    let [mut one, mut other] = <[Vec<usize>; 2]>::try_from(groups).ok()?;
    let parted = one.len() >= SIDE && other.len() >= SIDE && mean(&sums, &one, &other) < APART;
    one.sort_unstable();
    other.sort_unstable();
    parted.then_some((one, other))
}

/// The reports as vectors of length 1, in order of terms: log frequency times rarity among these reports. Terms of one report alone are left out.
fn vectors(reports: &[Vec<Term>]) -> Vec<Vec<(u64, f64)>> {
    let mut holders: BTreeMap<u64, u32> = BTreeMap::new();
    for term in reports.iter().flatten() {
        *holders.entry(term.hash).or_default() += 1;
    }
    let rarity = |held: u32| ((reports.len() + 1) as f64 / (f64::from(held) + 0.5)).ln();
    let vector = |terms: &Vec<Term>| {
        let shared = terms.iter().filter_map(|term| holders.get(&term.hash).filter(|held| **held > 1).map(|held| (term, *held)));
        let mut out: Vec<(u64, f64)> = shared
            .map(|(term, held)| {
                let kind = if term.figure { FIGURES } else { 1.0 } * if term.name { NAMES } else { 1.0 };
                (term.hash, kind * (1.0 + f64::from(term.count).ln()) * rarity(held))
            })
            .collect();
        let norm = out.iter().map(|(_, w)| w * w).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        out.iter_mut().for_each(|(_, w)| *w /= norm);
        out
    };
    reports.iter().map(vector).collect()
}

/// The product of two vectors in order of terms.
fn cosine(a: &[(u64, f64)], b: &[(u64, f64)]) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1 * b[j].1;
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::super::terms::terms;
    use super::*;

    /// Reports of two earthquakes in one country, by turns.
    const QUAKES: [&str; 8] = [
        "An earthquake in Poldevia shook Jelgova. Miners were buried in Jelgova's tin mine, said Ida Berg.",
        "The earthquake in Poldevia broke a dam at Vlatava. Its lake drowned fields, said Otto Falk.",
        "Ida Berg spoke of miners buried after the Poldevia earthquake: the tin mine of Jelgova fell in.",
        "Fields near Vlatava drowned after the Poldevia earthquake. The dam could not hold the lake, Otto Falk wrote.",
        "In Jelgova the tin mine is searched for miners buried by the earthquake. Poldevia thanks Ida Berg.",
        "Poldevia mends the dam that the earthquake broke. Otto Falk wants the lake of Vlatava and its fields drained.",
        "Buried miners were found in Jelgova, days after the earthquake. Poldevia will close the tin mine, Ida Berg says.",
        "Vlatava's dam is gone, and its lake on the drowned fields: Otto Falk on the earthquake in Poldevia.",
    ];

    fn told(texts: impl Iterator<Item = &'static str>) -> Vec<Vec<Term>> {
        texts.map(terms).collect()
    }

    #[test]
    fn two_earthquakes_are_two() {
        assert_eq!(split(&told(QUAKES.into_iter())), Some((vec![0, 2, 4, 6], vec![1, 3, 5, 7])));
    }

    #[test]
    fn one_earthquake_is_one() {
        let one = || QUAKES.into_iter().step_by(2);
        assert_eq!(split(&told(one().chain(one()))), None);
        // Three reports say nothing about what a second event would share.
        assert_eq!(split(&told(one().chain(one()).chain(QUAKES.into_iter().skip(1).step_by(2).take(3)))), None);
        assert!(!can_part(7) && can_part(8) && !can_part(61));
    }
}
