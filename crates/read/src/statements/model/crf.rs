//! A linear-chain conditional random field over hashed features (Lafferty, McCallum & Pereira 2001), frozen to 8-bit weights.

/// Rows of weights: features share a row where their hashes agree in these bits.
pub const BITS: u32 = 19;

/// Kinds of words that transitions know: see `features::transition_kind`.
pub const KINDS: usize = 6;

/// Row of a feature.
#[inline(always)]
pub fn row(key: u32) -> usize {
    (key >> (32 - BITS)) as usize
}

/// Weights for `L` labels.
#[derive(Clone, Debug)]
pub struct Crf<const L: usize> {
    /// One row for each hash.
    pub rows: Vec<[i8; L]>,
    /// Value of one step of a row's weights.
    pub step: f32,
    /// Transition from label to label, by the kind of the word that is entered.
    pub moves: [[[f32; L]; L]; KINDS],
}

impl<const L: usize> Crf<L> {
    /// Sums of the weights of `keys`, by label.
    #[inline]
    pub fn score(&self, keys: &[u32]) -> [f32; L] {
        let mut sums = [0i32; L];
        for &key in keys {
            let weights = &self.rows[row(key)];
            for (sum, &weight) in sums.iter_mut().zip(weights) {
                *sum += i32::from(weight);
            }
        }
        sums.map(|s| s as f32 * self.step)
    }

    /// The best labels for words with these scores and kinds (Viterbi); label 0 is the label before the first word.
    pub fn decode(&self, scores: &[[f32; L]], kinds: &[u8], allowed: impl Fn(usize, usize) -> bool, labels: &mut Vec<u8>) {
        labels.clear();
        let n = scores.len();
        if n == 0 {
            return;
        }
        let mut back: Vec<[u8; L]> = vec![[0; L]; n];
        let mut best = [f32::NEG_INFINITY; L];
        best[0] = 0.0;
        for i in 0..n {
            let moves = &self.moves[kinds[i] as usize % KINDS];
            let mut next = [f32::NEG_INFINITY; L];
            for to in 0..L {
                for from in 0..L {
                    let value = best[from] + moves[from][to];
                    if allowed(from, to) && value > next[to] {
                        next[to] = value;
                        back[i][to] = from as u8;
                    }
                }
                next[to] += scores[i][to];
            }
            best = next;
        }
        let mut at = (0..L).fold(0, |m, l| if best[l] > best[m] { l } else { m });
        labels.resize(n, 0);
        for i in (0..n).rev() {
            labels[i] = at as u8;
            at = back[i][at] as usize;
        }
    }

    /// Bytes of the weights.
    pub fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.step.to_le_bytes());
        for value in self.moves.iter().flatten().flatten() {
            out.extend_from_slice(&value.to_le_bytes());
        }
        out.extend(self.rows.iter().flatten().map(|&w| w as u8));
    }

    /// Weights from bytes, which are advanced; `None` where they are too short.
    pub fn read(bytes: &mut &[u8]) -> Option<Crf<L>> {
        let mut float = || {
            let (head, rest) = bytes.split_first_chunk::<4>()?;
            *bytes = rest;
            Some(f32::from_le_bytes(*head))
        };
        let step = float()?;
        let mut moves = [[[0.0; L]; L]; KINDS];
        for value in moves.iter_mut().flatten().flatten() {
            *value = float()?;
        }
        let (rows, rest) = bytes.split_at_checked(L << BITS)?;
        *bytes = rest;
        let rows = rows.chunks_exact(L).map(|c| std::array::from_fn(|i| c[i] as i8)).collect();
        Some(Crf { rows, step, moves })
    }
}

/// A sequence to learn from: the keys of each word, the kinds of the words, the right labels.
#[derive(Debug, Default)]
pub struct Sequence {
    /// Keys of all words, one after the other.
    pub keys: Vec<u32>,
    /// Where each word's keys end.
    pub ends: Vec<u32>,
    /// Transition kinds.
    pub kinds: Vec<u8>,
    /// Labels.
    pub gold: Vec<u8>,
}

/// Learns weights by stochastic gradient ascent on the conditional likelihood (AdaGrad), one thread, in the order given and then in orders
/// drawn from a fixed seed. `decay` is the strength of the Gaussian prior, spread over the occurrences of a feature.
pub fn learn<const L: usize>(
    sequences: &[Sequence],
    epochs: usize,
    rate: f32,
    decay: f32,
    allowed: impl Fn(usize, usize) -> bool,
) -> Crf<L> {
    let size = 1usize << BITS;
    let mut weights = vec![[0f32; L]; size];
    let mut squares = vec![[1e-2f32; L]; size];
    let mut moves = [[[0f32; L]; L]; KINDS];
    let mut move_squares = [[[1e-2f32; L]; L]; KINDS];
    let mut total = vec![[0f32; L]; size];
    let mut move_total = [[[0f32; L]; L]; KINDS];
    let mut seen = vec![0u32; size];
    for &key in sequences.iter().flat_map(|s| &s.keys) {
        seen[row(key)] += 1;
    }
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    let mut seed = 0x9E37_79B9_7F4A_7C15u64;
    let (mut forward, mut backward, mut local) = (Vec::new(), Vec::new(), Vec::<[f32; L]>::new());
    let forbidden = -1e9f32;
    for epoch in 0..epochs {
        for i in (1..order.len()).rev() {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            order.swap(i, (seed % (i as u64 + 1)) as usize);
        }
        for &which in &order {
            let s = &sequences[which];
            let n = s.ends.len();
            if n == 0 {
                continue;
            }
            let keys = |i: usize| &s.keys[if i == 0 { 0 } else { s.ends[i - 1] as usize }..s.ends[i] as usize];
            local.clear();
            for i in 0..n {
                let mut sums = [0f32; L];
                for &key in keys(i) {
                    for (sum, weight) in sums.iter_mut().zip(&weights[row(key)]) {
                        *sum += weight;
                    }
                }
                local.push(sums);
            }
            forward.clear();
            forward.resize(n, [forbidden; L]);
            backward.clear();
            backward.resize(n, [0f32; L]);
            let step = |kind: u8, from: usize, to: usize, moves: &[[[f32; L]; L]; KINDS]| {
                if allowed(from, to) { moves[kind as usize % KINDS][from][to] } else { forbidden }
            };
            for to in 0..L {
                forward[0][to] = step(s.kinds[0], 0, to, &moves) + local[0][to];
            }
            for i in 1..n {
                for to in 0..L {
                    let values: [f32; L] = std::array::from_fn(|from| forward[i - 1][from] + step(s.kinds[i], from, to, &moves));
                    forward[i][to] = log_sum(&values) + local[i][to];
                }
            }
            for i in (0..n - 1).rev() {
                for from in 0..L {
                    let values: [f32; L] =
                        std::array::from_fn(|to| backward[i + 1][to] + local[i + 1][to] + step(s.kinds[i + 1], from, to, &moves));
                    backward[i][from] = log_sum(&values);
                }
            }
            let norm = log_sum(&forward[n - 1]);
            for i in 0..n {
                let gold = s.gold[i] as usize;
                let mut gradient: [f32; L] = std::array::from_fn(|l| -(forward[i][l] + backward[i][l] - norm).exp());
                gradient[gold] += 1.0;
                if gradient.iter().all(|g| g.abs() < 1e-3) {
                    continue;
                }
                for &key in keys(i) {
                    let r = row(key);
                    if seen[r] < 2 {
                        continue;
                    }
                    for l in 0..L {
                        let g = gradient[l] - decay / seen[r] as f32 * weights[r][l];
                        squares[r][l] += g * g;
                        weights[r][l] += rate * g / squares[r][l].sqrt();
                    }
                }
                let kind = s.kinds[i] as usize % KINDS;
                let before = if i == 0 { 0 } else { s.gold[i - 1] as usize };
                for from in 0..L {
                    for to in 0..L {
                        if !allowed(from, to) || i == 0 && from != 0 {
                            continue;
                        }
                        let lead = if i == 0 { 0.0 } else { forward[i - 1][from] };
                        let expected = (lead + step(s.kinds[i], from, to, &moves) + local[i][to] + backward[i][to] - norm).exp();
                        let g = f32::from(u8::from(from == before && to == gold)) - expected;
                        move_squares[kind][from][to] += g * g;
                        moves[kind][from][to] += rate * g / move_squares[kind][from][to].sqrt();
                    }
                }
            }
        }
        // The mean of the weights after each later epoch: steadier than the last.
        if epoch * 2 >= epochs {
            for (sum, weight) in total.iter_mut().flatten().zip(weights.iter().flatten()) {
                *sum += weight;
            }
            for (sum, weight) in move_total.iter_mut().flatten().flatten().zip(moves.iter().flatten().flatten()) {
                *sum += weight;
            }
        }
    }
    let count = (epochs - epochs.div_ceil(2)).max(1) as f32;
    freeze(total, move_total, count)
}

fn log_sum<const L: usize>(values: &[f32; L]) -> f32 {
    let top = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    top + values.iter().map(|v| (v - top).exp()).sum::<f32>().ln()
}

fn freeze<const L: usize>(total: Vec<[f32; L]>, moves: [[[f32; L]; L]; KINDS], count: f32) -> Crf<L> {
    let mut sizes: Vec<f32> = total.iter().flatten().map(|w| w.abs() / count).filter(|&w| w > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let top = sizes.get((sizes.len() as f64 * 0.9995) as usize).or(sizes.last()).copied().unwrap_or(1.0).max(1e-6);
    let step = top / 127.0;
    let rows = total.iter().map(|w| w.map(|w| (w / count / step).round().clamp(-127.0, 127.0) as i8)).collect();
    Crf { rows, step, moves: moves.map(|a| a.map(|b| b.map(|m| m / count))) }
}
