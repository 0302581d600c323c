//! Linear classifiers over hashed features, learned by the averaged perceptron (Collins 2002): where chunks and sentences are cut.

mod dense;
mod features;
mod shuffle;

pub use dense::{Dense, DenseLearner};
pub use features::{Features, hash_bytes, mix};
pub use shuffle::Shuffle;
