//! Gradient-boosted trees: how they are stored and asked. The trainer is `examples/train_blocks`.
//!
//! Trees are complete, all of one depth, so that asking one is a walk without branches to mispredict: `node = 2 node + 1 + (x > limit)`.
//! Layout of the file, little endian: `RFOR`, features u16, depth u8, zero u8, trees u16, bias f32; then for each tree its inner nodes in
//! breadth-first order (feature u16, limit f32) and its leaves (f32).

/// A sum of trees over a feature vector; its logistic is a probability.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    /// Length of the vectors that it takes.
    pub features: usize,
    /// Levels of inner nodes.
    pub depth: usize,
    /// What it says before any tree.
    pub bias: f32,
    /// Inner nodes of all trees: feature and limit; `2^depth - 1` a tree.
    pub nodes: Vec<(u16, f32)>,
    /// Leaves of all trees: `2^depth` a tree.
    pub leaves: Vec<f32>,
}

impl Forest {
    /// Reads a forest; `None` where the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Forest> {
        let mut at = 0;
        let mut take = |count: usize| {
            let piece = bytes.get(at..at + count)?;
            at += count;
            Some(piece)
        };
        let short = |b: &[u8]| u16::from_le_bytes([b[0], b[1]]);
        let float = |b: &[u8]| f32::from_le_bytes([b[0], b[1], b[2], b[3]]);
        if take(4)? != b"RFOR" {
            return None;
        }
        let features = short(take(2)?) as usize;
        let depth = take(2)?[0] as usize;
        let trees = short(take(2)?) as usize;
        let bias = float(take(4)?);
        let mut forest = Forest { features, depth, bias, ..Forest::default() };
        for _ in 0..trees {
            for _ in 0..(1usize << depth) - 1 {
                let node = (short(take(2)?), float(take(4)?));
                if node.0 as usize >= features {
                    return None;
                }
                forest.nodes.push(node);
            }
            for _ in 0..1usize << depth {
                forest.leaves.push(float(take(4)?));
            }
        }
        Some(forest)
    }

    /// The bytes that [`Forest::from_bytes`] reads.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (inner, outer) = ((1usize << self.depth) - 1, 1usize << self.depth);
        let trees = self.leaves.len() / outer;
        let mut out = b"RFOR".to_vec();
        out.extend((self.features as u16).to_le_bytes());
        out.extend([self.depth as u8, 0]);
        out.extend((trees as u16).to_le_bytes());
        out.extend(self.bias.to_le_bytes());
        for (nodes, leaves) in self.nodes.chunks(inner).zip(self.leaves.chunks(outer)) {
            for (feature, limit) in nodes {
                out.extend(feature.to_le_bytes());
                out.extend(limit.to_le_bytes());
            }
            leaves.iter().for_each(|leaf| out.extend(leaf.to_le_bytes()));
        }
        out
    }

    /// The sums over all trees (log odds) for vectors that stand one behind the other in `rows`, each of `width` numbers. Vectors of
    /// another length than the forest takes give the bias.
    ///
    /// A tree is asked for all vectors of a block before the next one, so that both stay near; the block lies on its side, and a few vectors
    /// are walked side by side: a step waits for the one before it in its own walk alone.
    pub fn scores(&self, rows: &[f32], width: usize) -> Vec<f32> {
        const BLOCK: usize = 32;
        const LANES: usize = 8;
        let (inner, outer) = ((1usize << self.depth) - 1, 1usize << self.depth);
        let mut sums = vec![self.bias; rows.len() / width.max(1)];
        if width != self.features || width == 0 {
            return sums;
        }
        let mut block = vec![[[0.0; LANES]; BLOCK / LANES]; width];
        for (sums, rows) in sums.chunks_mut(BLOCK).zip(rows.chunks(BLOCK * width)) {
            for (at, row) in rows.chunks_exact(width).enumerate() {
                for (feature, value) in block.iter_mut().zip(row) {
                    feature[at / LANES][at % LANES] = *value;
                }
            }
            for (nodes, leaves) in self.nodes.chunks_exact(inner).zip(self.leaves.chunks_exact(outer)) {
                for (group, sums) in sums.chunks_mut(LANES).enumerate() {
                    let mut at = [0; LANES];
                    for _ in 0..self.depth {
                        for lane in 0..LANES {
                            let (feature, limit) = nodes[at[lane]];
                            at[lane] = 2 * at[lane] + 1 + usize::from(block[feature as usize][group][lane] > limit);
                        }
                    }
                    for (sum, node) in sums.iter_mut().zip(at) {
                        *sum += leaves[node - inner];
                    }
                }
            }
        }
        sums
    }

    /// The probabilities for vectors of `width` numbers that stand one behind the other.
    pub fn probabilities(&self, rows: &[f32], width: usize) -> Vec<f32> {
        self.scores(rows, width).into_iter().map(|score| 1.0 / (1.0 + (-score).exp())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forest_survives_its_bytes_and_answers_by_its_limits() {
        let nodes = vec![(0, 0.5), (1, 2.0), (1, -1.0)];
        let forest = Forest { features: 2, depth: 2, bias: 0.25, nodes, leaves: vec![1.0, 2.0, 4.0, 8.0] };
        assert_eq!(forest.scores(&[0.5, 2.0, 0.0, 3.0, 1.0, -1.0, 1.0, 0.0], 2), [1.25, 2.25, 4.25, 8.25]);
        let many = [1.0, 0.0].repeat(70);
        assert_eq!(forest.scores(&many, 2), [8.25; 70]);
        assert_eq!(forest.scores(&many, 4), [0.25; 35], "not what it was made for");
        assert_eq!(Forest::from_bytes(&forest.to_bytes()), Some(forest));
        assert_eq!(Forest::from_bytes(b"RFORxx"), None);
    }
}
