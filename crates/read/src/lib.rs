//! One article -> what it says: times, names, statements, claims.
//!
//! Pure functions over borrowed text: same input and version, same result; no clock, no network, no hash order. Odd input gives fewer
//! claims and a note, never an error. The stages run in this order, each seeing what those before it found: [`times`], [`names`],
//! [`statements`], [`claims`]. [`coreference`] stands beside them: who asks for it gets all phrases that mean the same.

mod chance;
pub mod claims;
pub mod coreference;
pub mod dating;
mod document;
mod ftrl;
mod hashing;
mod linear;
pub mod names;
pub mod statements;
pub mod times;

pub use document::Document;

use model::{Article, NameSpan, Reading, Sentence};

/// Reads one article whose syntax is known.
///
/// `sentences` and `names` come from the language engine over the article's readable blocks, in order.
pub fn read(article: Article, sentences: Vec<Sentence>, names: Vec<NameSpan>) -> Reading {
    let mut document = Document::new(article, sentences, names);
    times::find(&mut document);
    names::find(&mut document);
    if document.article.published.is_none() {
        document.article.published = dating::infer(&document);
        if document.article.published.is_some() {
            times::find(&mut document);
        }
    }
    statements::find(&mut document);
    claims::find(&mut document);
    document.into_reading()
}
