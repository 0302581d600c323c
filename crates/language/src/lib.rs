//! Sentences, tokens, parts of speech, lemmas, dependencies and names from running text.
//!
//! In: a text and the byte ranges of its blocks (a paragraph, a title). Out: sentences by Universal Dependencies v2 and the spans of names.
//! Pure: same text and same models, same result; odd input gives poorer analyses, never a panic. The engine knows no article, no speaker and
//! no event. It is not bound to English: everything that differs between languages is learned by [`train`] from a treebank and stands in
//! the model file.
#![warn(missing_docs)]
// What only the trainer uses is unused without it; the lint sees all of it with `--all-targets`, where the tests switch the trainer on.
#![cfg_attr(not(feature = "train"), allow(dead_code, unused_imports))]

mod analysis;
mod engine;
mod lemma;
mod linear;
mod models;
mod names;
mod neural;
mod rerank;
mod segment;
mod store;
#[cfg(feature = "train")]
pub mod train;
pub mod treebank;
mod words;

pub use analysis::Analysis;
pub use engine::{Engine, Scratch};
pub use models::Models;
