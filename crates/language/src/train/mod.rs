//! Learning the models from a treebank. Deterministic: same files and options, same model. Nothing here runs when texts are read.

mod labeller;
mod lemma;
mod parser;
mod segmenter;
mod tagger;

use crate::models::Models;
use crate::tagger::Tag;
use crate::treebank::Document;
use crate::words::{self, Word};

/// How long and how large to learn. The defaults are those of the shipped models.
#[derive(Clone, Debug)]
pub struct Options {
    /// Passes over the data for the tagger.
    pub tagger_epochs: usize,
    /// Parts that the data is cut into to tag it with taggers that have not seen it, for the parser to learn from.
    pub folds: usize,
    /// Passes for the parser.
    pub parser_epochs: usize,
    /// The parser's table has `2^parser_bits` rows.
    pub parser_bits: u32,
    /// Passes for the labeller.
    pub labeller_epochs: usize,
    /// Start of the random order.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options { tagger_epochs: 7, folds: 4, parser_epochs: 12, parser_bits: 21, labeller_epochs: 5, seed: 1 }
    }
}

/// A sentence as the learners see it.
pub(crate) struct Example {
    pub words: Vec<Word>,
    pub gold_tags: Vec<Tag>,
    /// Tags as a tagger that has not seen the sentence gives them.
    pub tags: Vec<Tag>,
    /// `heads[0]` is "none".
    pub heads: Vec<u16>,
    pub labels: Vec<u8>,
}

/// Learns all syntactic models; `progress` is told of each step.
pub fn train(documents: &[Document], options: &Options, progress: &mut dyn FnMut(&str)) -> Models {
    let mut models = Models { segmenter: segmenter::learn(documents, options), ..Models::default() };
    progress("segmenter learned");
    models.tagger.tags = tagger::inventory(documents);
    models.labeller.relations = labeller::inventory(documents);
    let mut examples = examples(documents, &models);
    progress(&format!("{} sentences, {} tags, {} relations", examples.len(), models.tagger.tags.len(), models.labeller.relations.len()));
    models.lemmatiser = lemma::learn(documents, &models.tagger.tags);
    tagger::dictionary(&examples, &mut models.tagger);
    models.tagger.model = tagger::learn(&examples, &models.tagger, options, |_| true);
    progress("tagger learned");
    let right = tagger::jackknife(&mut examples, &models.tagger, options);
    progress(&format!("tags of unseen sentences: {:.2} % right", right * 100.0));
    models.parser = parser::learn(&examples, options, progress);
    models.labeller.model = labeller::learn(&examples, models.labeller.relations.len(), options);
    progress("labeller learned");
    models
}

fn examples(documents: &[Document], models: &Models) -> Vec<Example> {
    let mut out = Vec::new();
    for document in documents {
        for sentence in &document.sentences {
            let spans: Vec<_> = sentence.words.iter().map(|w| w.span).collect();
            let mut attributes = Vec::new();
            words::fill(&document.text, &spans, &mut attributes);
            let tag = |w: &crate::treebank::TreeWord| tagger::index(&models.tagger.tags, w.upos, &w.xpos);
            let label = |w: &crate::treebank::TreeWord| models.labeller.relations.iter().position(|r| *r == w.deprel).unwrap_or(0) as u8;
            out.push(Example {
                words: attributes,
                gold_tags: sentence.words.iter().map(tag).collect(),
                tags: sentence.words.iter().map(tag).collect(),
                heads: std::iter::once(u16::MAX).chain(sentence.words.iter().map(|w| w.head as u16)).collect(),
                labels: sentence.words.iter().map(label).collect(),
            });
        }
    }
    out
}
