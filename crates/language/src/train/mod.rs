//! Learning the models from treebanks. Deterministic: same files and options, same model. Nothing here runs when texts are read.

mod backward;
mod lemma;
mod names;
mod network;
mod segmenter;
mod tags;

pub use network::Schedule;

use crate::models::Models;
use crate::neural::{Gazetteer, Sizes, input_ids};
use crate::treebank::{Document, TreeSentence};
use crate::words;
use backward::{Target, UNKNOWN};
use network::Sample;
use std::collections::BTreeMap;

/// What to learn from.
#[derive(Clone, Debug, Default)]
pub struct Data {
    /// Treebanks: segmentation, tags, lemmas, dependencies; names where they mark entities.
    pub documents: Vec<Document>,
    /// Texts of columns with names (IOB2). Sentences that also stand in a treebank lend it their names.
    pub columns: Vec<String>,
    /// Word lists; see [`Options::demonyms`].
    pub lists: Vec<String>,
    /// Treebanks that are not learned from, to report progress on.
    pub held: Vec<Document>,
}

/// How long and how large to learn. The defaults are those of the shipped models.
#[derive(Clone, Debug)]
pub struct Options {
    /// Rows of the embedding table.
    pub rows: usize,
    /// Width of a word's vector.
    pub width: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// Width of the vectors that arcs are scored with.
    pub arc: usize,
    /// Number of the word list that holds the names of peoples.
    pub demonyms: Option<usize>,
    /// Passes, rates, dropout.
    pub schedule: Schedule,
}

impl Default for Options {
    fn default() -> Options {
        let schedule = Schedule { epochs: 14, batch: 600, rate: 0.003, dropout: 0.25, word_dropout: 0.15, seed: 1 };
        Options { rows: 1 << 16, width: 128, layers: 3, arc: 64, demonyms: None, schedule }
    }
}

/// Learns all models; `progress` is told of each step.
pub fn train(data: &Data, options: &Options, progress: &mut dyn FnMut(&str)) -> Models {
    let mut models = Models { segmenter: segmenter::learn(&data.documents, options.schedule.seed), ..Models::default() };
    progress("segmenter learned");
    models.tags = tags::tags(&data.documents);
    models.relations = tags::relations(&data.documents);
    models.lemmatiser = lemma::learn(&data.documents, &models.tags);
    models.gazetteer = Gazetteer::build(&data.lists);
    let demonyms = options.demonyms.and_then(|i| data.lists.get(i)).map_or("", |s| s.as_str());
    let demonyms: std::collections::BTreeSet<&str> =
        demonyms.lines().filter(|l| !l.starts_with('#')).flat_map(|l| l.split(',')).map(str::trim).collect();
    let demonym = |form: &str| demonyms.contains(form);

    let mut columns: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let named: Vec<names::NamedSentence> = data.columns.iter().flat_map(|c| names::read_columns(c, demonym)).collect();
    for sentence in &named {
        columns.insert(letters(&sentence.text), names::classes(sentence.tokens.len(), &sentence.names));
    }
    let mut samples = Vec::new();
    let mut used: BTreeMap<String, ()> = BTreeMap::new();
    let mut with_names = 0;
    for document in &data.documents {
        for sentence in &document.sentences {
            let key = sentence.words.iter().map(|w| w.span.of(&document.text)).collect::<String>();
            let classes = if sentence.entities.is_empty() {
                columns.get(&key).filter(|c| c.len() == sentence.words.len()).cloned()
            } else {
                Some(names::classes(sentence.words.len(), &names::from_entities(document, sentence, demonym)))
            };
            with_names += classes.is_some() as usize;
            used.insert(key, ());
            samples.push(sample(&models, document, sentence, classes.as_deref(), options.rows));
        }
    }
    for sentence in named.iter().filter(|s| !used.contains_key(&letters(&s.text))) {
        with_names += 1;
        let ids = ids(&models, &sentence.text, &sentence.tokens, options.rows);
        let classes = names::classes(sentence.tokens.len(), &sentence.names);
        samples.push(Sample { ids, targets: classes.into_iter().map(|name| Target { name, ..UNKNOWN }).collect() });
    }
    samples.retain(|s| s.ids.len() <= crate::segment::MAX_SENTENCE);
    progress(&format!(
        "{} sentences ({with_names} with names), {} tags, {} relations",
        samples.len(),
        models.tags.len(),
        models.relations.len()
    ));
    let held: Vec<Sample> =
        data.held.iter().flat_map(|d| d.sentences.iter().map(|s| sample(&models, d, s, None, options.rows)).collect::<Vec<_>>()).collect();
    let sizes = Sizes {
        rows: options.rows,
        width: options.width,
        layers: options.layers,
        arc: options.arc,
        tags: models.tags.len(),
        relations: models.relations.len(),
        names: if with_names > 0 { 21 } else { 0 },
    };
    models.net = network::fresh(sizes, options.schedule.seed);
    let mut report = |epoch: usize, loss: f32, net: &crate::neural::Net| {
        let (tags, heads, labels) = network::evaluate(net, &held);
        progress(&format!("pass {epoch}: loss {loss:.3}; held out: tags {tags:.4}, heads {heads:.4}, labelled {labels:.4}"));
    };
    network::learn(&mut models.net, &samples, &options.schedule, &mut report);
    models
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn ids(models: &Models, text: &str, tokens: &[model::Span], rows: usize) -> Vec<[u32; crate::neural::FEATURES]> {
    let (mut attributes, mut marks, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    words::fill(text, tokens, &mut attributes);
    models.gazetteer.mark(&attributes, &mut marks);
    input_ids(&attributes, &marks, rows, &mut ids);
    ids
}

fn sample(models: &Models, document: &Document, sentence: &TreeSentence, names: Option<&[u8]>, rows: usize) -> Sample {
    let spans: Vec<_> = sentence.words.iter().map(|w| w.span).collect();
    let target = |(at, w): (usize, &crate::treebank::TreeWord)| Target {
        tag: tags::index(&models.tags, w.upos, &w.xpos),
        name: names.map_or(255, |n| n[at]),
        head: w.head as u16,
        label: models.relations.iter().position(|r| *r == w.deprel).unwrap_or(0) as u8,
    };
    Sample { ids: ids(models, &document.text, &spans, rows), targets: sentence.words.iter().enumerate().map(target).collect() }
}
