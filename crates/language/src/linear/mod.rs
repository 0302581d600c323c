//! Linear models over hashed features: how features are hashed, how weights are learned, and how the learned weights are stored and scored.
//!
//! Learning is the averaged perceptron (Collins 2002). Two stores: [`Dense`] for few classes (one row of weights a bucket, no keys kept),
//! [`Sparse`] for many (each feature lists the classes it speaks for).

mod dense;
mod features;
mod learner;
mod sparse;

pub use dense::{Dense, DenseLearner};
pub use features::{Features, hash_bytes, mix};
pub use learner::{Shuffle, SparseLearner};
pub use sparse::Sparse;
