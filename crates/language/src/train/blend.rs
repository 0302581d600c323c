//! Two networks made one: weights between those of a network and of its own further learning (Wortsman et al. 2022), which keep more of what
//! the first learned from data that the second did not see.

use crate::models::Models;

/// The models of `start` with weights between its own and those of `end`, of which they take `share`; `None` where the two do not know the
/// same tags, relations and words. Splitter and lemmas are those of `start`.
pub fn blend(start: &Models, end: &Models, share: f32) -> Option<Models> {
    let same = start.tags == end.tags && start.relations == end.relations && start.net.sizes == end.net.sizes;
    if !same {
        return None;
    }
    let (mut net, other) = (start.net.unpacked(), end.net.unpacked());
    let mix = |to: &mut [f32], from: &[f32]| to.iter_mut().zip(from).for_each(|(a, b)| *a += share * (b - *a));
    mix(&mut net.embedding.data, &other.embedding.data);
    for (to, from) in net.dense_mut().into_iter().zip(other.dense()) {
        mix(&mut to.data, &from.data);
    }
    Some(Models { net, ..start.clone() })
}
