//! Teaching: a field learned several times and joined, and labels softened by fields that have not seen them.
//!
//! People who annotate agree on seven cues of ten. A field that is taught what others, who learned from the other documents, expect of a sentence learns
//! less of one annotator's chance (distillation across folds; Hinton et al. 2015, Furlanello et al. 2018).

use super::crf::{self, Crf, KINDS, Lattice, Moves};
use super::forward::Layers;
use super::learn::{Sequence, Settings, learn_once};
use super::net::Nets;

/// What is to be expected of each word of a sequence: how likely each label is after each label of the word before.
pub type Target<const L: usize> = Vec<[[f32; L]; L]>;

/// Learns a field. With folds, the labels of each part of the documents are first mixed with what teachers expect that have not seen them.
pub fn learn<const L: usize>(sequences: &[Sequence], settings: Settings, allowed: impl Fn(usize, usize) -> bool) -> Crf<L> {
    let gold: Vec<Target<L>> = sequences.iter().map(|s| right(&s.gold)).collect();
    let mut targets = gold.clone();
    let part = |s: &Sequence| s.document % settings.folds.max(1);
    let (mut layers, mut scores, mut lattice) = (Layers::default(), Vec::new(), Lattice::default());
    for fold in 0..settings.folds {
        let others: Vec<usize> = (0..sequences.len()).filter(|&i| part(&sequences[i]) != fold).collect();
        let teacher = join(sequences, &others, &gold, Settings { seeds: settings.teachers, ..settings }, &allowed);
        for (target, sequence) in targets.iter_mut().zip(sequences).filter(|(_, s)| part(s) == fold) {
            teacher.score(&sequence.features, &mut layers, &mut scores);
            lattice.fill(&scores, &sequence.kinds, &teacher.moves, &allowed);
            for (i, cell) in target.iter_mut().enumerate() {
                for (from, row) in cell.iter_mut().enumerate() {
                    for (to, value) in row.iter_mut().enumerate() {
                        let expected = lattice.joint(i, from, to, &scores, sequence.kinds[i], &teacher.moves, &allowed);
                        *value += settings.doubt * (expected - *value);
                    }
                }
            }
        }
    }
    let all: Vec<usize> = (0..sequences.len()).collect();
    join(sequences, &all, &targets, settings, &allowed)
}

/// The right labels as a target.
fn right<const L: usize>(gold: &[u8]) -> Target<L> {
    let mut before = 0;
    gold.iter()
        .map(|&label| {
            let mut cell = [[0.0; L]; L];
            cell[before][label as usize] = 1.0;
            before = label as usize;
            cell
        })
        .collect()
}

/// Learns a field several times from other seeds and joins them: the mean of keys and transitions, and every network with its share.
fn join<const L: usize>(
    sequences: &[Sequence],
    chosen: &[usize],
    targets: &[Target<L>],
    settings: Settings,
    allowed: &impl Fn(usize, usize) -> bool,
) -> Crf<L> {
    let share = 1.0 / settings.seeds.max(1) as f32;
    let mut rows = vec![[0.0; L]; 1 << crf::BITS];
    let mut moves = [[[0.0; L]; L]; KINDS];
    let mut nets = Vec::new();
    for seed in 0..settings.seeds.max(1) {
        let learned = learn_once::<L>(sequences, chosen, targets, settings, seed, allowed);
        let weights = rows.iter_mut().flatten().zip(learned.rows.iter().flatten());
        weights.for_each(|(sum, &w)| *sum += w * share);
        let steps = moves.iter_mut().flatten().flatten().zip(learned.moves.iter().flatten().flatten());
        steps.for_each(|(sum, &w)| *sum += w * share);
        if settings.upper_rate > 0.0 {
            let mut upper = learned.upper;
            upper.output.iter_mut().flatten().flatten().for_each(|w| *w *= share);
            nets.push((learned.embeddings, upper));
        }
    }
    freeze(&rows, moves, Nets::freeze(nets))
}

/// Weights of 8 bits.
fn freeze<const L: usize>(rows: &[[f32; L]], moves: Moves<L>, nets: Nets<L>) -> Crf<L> {
    let mut sizes: Vec<f32> = rows.iter().flatten().map(|w| w.abs()).filter(|&w| w > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let top = sizes.get((sizes.len() as f64 * 0.9995) as usize).or(sizes.last()).copied().unwrap_or(1.0).max(1e-6);
    let step = top / 127.0;
    let rows = rows.iter().map(|w| w.map(|w| (w / step).round().clamp(-127.0, 127.0) as i8)).collect();
    Crf { rows, step, nets, moves }
}
