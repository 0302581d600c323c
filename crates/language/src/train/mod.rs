//! Learning the models from treebanks. Deterministic: same files and options, same model. Nothing here runs when texts are read.

mod backward;
mod blend;
mod examples;
mod lemma;
mod names;
mod network;
mod rerank;
mod segmenter;
mod tags;
mod target;
mod vary;

pub use blend::blend;
pub use network::Schedule;

use crate::engine::Engine;
use crate::linear::Shuffle;
use crate::models::Models;
use crate::neural::{Counts, FEATURES, Gazetteer, Sizes, Values, Vocabulary, input_values};
use crate::treebank::{Document, TreeSentence};
use crate::words;
use examples::Example;
use model::EntityKind;
use network::Sample;
use std::collections::{BTreeMap, BTreeSet};
use target::{Choice, Target};
use vary::{Spelling, Stock};

/// What to learn from.
#[derive(Clone, Debug, Default)]
pub struct Data {
    /// Treebanks: segmentation, tags, lemmas, dependencies; names where they mark entities.
    pub documents: Vec<Document>,
    /// Texts of columns with names (IOB2). Sentences that also stand in a treebank lend it their names.
    pub columns: Vec<String>,
    /// Word lists; see [`Options::roles`].
    pub lists: Vec<String>,
    /// Treebanks that a teacher wrote over texts that nobody annotated: the network learns from them; the segmenter and the lemmas do not.
    pub silver: Vec<Document>,
    /// The same over texts whose licence lets weights be learned but no list of their words be kept: the vocabulary does not learn from them either.
    pub weights_only: Vec<Document>,
    /// The same over sentences of the treebanks: the network learns half from these and half from the treebanks.
    pub doubts: Vec<Document>,
    /// Models to go on from: the words they know stay, and their network where it has the same measures. With no passes all but the segmenter is theirs.
    pub start: Option<Models>,
    /// Treebanks that are not learned from, to report progress on.
    pub held: Vec<Document>,
}

/// Which of the word lists hold names of peoples, given names, places and organisations, where there are such.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs)]
pub struct Roles {
    pub peoples: Option<usize>,
    pub given: Option<usize>,
    pub places: Option<usize>,
    pub organisations: Option<usize>,
}

/// How long and how large to learn. The defaults are those of the shipped models.
#[derive(Clone, Debug)]
pub struct Options {
    /// How often the training data must show an attribute of a word (its form, an affix) for the network to know it.
    pub least: u32,
    /// Width of a word's vector.
    pub width: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// Width of the vectors that arcs are scored with.
    pub arc: usize,
    /// Numbers of the word lists that names are told by or varied with.
    pub roles: Roles,
    /// Passes, rates, dropout.
    pub schedule: Schedule,
}

impl Default for Options {
    fn default() -> Options {
        let schedule = Schedule { epochs: 14, batch: 600, rate: 0.003, dropout: 0.25, word_dropout: 0.15, seed: 1 };
        Options { least: 2, width: 192, layers: 3, arc: 96, roles: Roles::default(), schedule }
    }
}

/// Learns all models; `progress` is told of each step.
pub fn train(data: &Data, options: &Options, progress: &mut dyn FnMut(&str)) -> Models {
    let news: Vec<&Document> = data.silver.iter().chain(&data.weights_only).collect();
    let mut models = Models { segmenter: segmenter::learn(&data.documents, &news, options.schedule.seed), ..Models::default() };
    progress("segmenter learned");
    if let (Some(start), 0) = (&data.start, options.schedule.epochs) {
        return Models { segmenter: models.segmenter, ..start.clone() };
    }
    models.tags = tags::tags(&data.documents);
    models.relations = tags::relations(&data.documents);
    models.lemmatiser = lemma::learn(&data.documents, &models.tags);
    models.gazetteer = Gazetteer::build(&data.lists);
    let roles = options.roles;
    let of = |list: usize| match Some(list) {
        l if l == roles.places => Some(EntityKind::Place),
        l if l == roles.organisations => Some(EntityKind::Organisation),
        l if l == roles.peoples => Some(EntityKind::Group),
        _ => None,
    };
    models.gazetteer.kinds = (0..data.lists.len().min(8)).map(|list| of(list).map_or(0, |kind| kind as u32 + 1)).collect();
    let list = |number: Option<usize>| number.and_then(|i| data.lists.get(i)).map_or(Vec::new(), |l| vary::entries(l));
    let stock = Stock {
        given: list(roles.given),
        places: list(roles.places),
        organisations: list(roles.organisations),
        peoples: list(roles.peoples),
    };
    let peoples = peoples(&stock.peoples);
    let demonym = |form: &str| peoples.contains(form);

    let named: Vec<names::NamedSentence> = data.columns.iter().flat_map(|c| names::read_columns(c, demonym)).collect();
    let mut examples = examples::examples(&data.documents, &named, demonym);
    examples.extend(examples::examples(&data.silver, &[], demonym));
    let open = examples.len();
    examples.extend(examples::examples(&data.weights_only, &[], demonym));
    let with_names = examples.iter().filter(|e| e.names.is_some()).count();
    let doubts = doubts(&data.doubts);
    let mut builder = Builder { models: &models, doubts: &doubts, stock, random: Shuffle::new(options.schedule.seed + 5) };
    let mut samples: Vec<Draft> = examples.iter().map(|e| builder.sample(e)).collect();
    let vocabulary = match &data.start {
        Some(start) => start.vocabulary.clone(),
        None => vocabulary(&samples[..open], &samples[open..], &data.lists, options.least),
    };
    samples.retain(|s| s.targets.len() <= crate::segment::MAX_SENTENCE);
    let samples: Vec<Sample> = samples.iter().map(|s| s.known(&vocabulary)).collect();
    models.vocabulary = vocabulary;
    progress(&format!(
        "{} sentences ({with_names} with names), {} known attributes, {} tags, {} relations",
        samples.len(),
        models.vocabulary.rows() - 1,
        models.tags.len(),
        models.relations.len()
    ));
    let plain = |e: Example| {
        let e = Example { names: None, ..e };
        Draft { variants: vec![values(&models, e.text, &e.words)], targets: targets(&models, &e) }.known(&models.vocabulary)
    };
    let held: Vec<Sample> = examples::examples(&data.held, &[], demonym).into_iter().map(plain).collect();
    let sizes = Sizes {
        rows: models.vocabulary.rows(),
        width: options.width,
        layers: options.layers,
        arc: options.arc,
        tags: models.tags.len(),
        relations: models.relations.len(),
        names: if with_names > 0 { 21 } else { 0 },
    };
    let mut net = match &data.start {
        Some(start) if start.net.sizes == sizes => start.net.unpacked(),
        _ => network::fresh(sizes, options.schedule.seed),
    };
    let mut report = |epoch: usize, loss: f32, net: &crate::neural::Net| {
        let (tags, heads, labels) = network::evaluate(net, &held);
        progress(&format!("pass {epoch}: loss {loss:.3}; held out: tags {tags:.4}, heads {heads:.4}, labelled {labels:.4}"));
    };
    network::learn(&mut net, &samples, &options.schedule, &mut report);
    models.net = net;
    reranked(models, data, options)
}

/// The models with the ranking of tags learned anew for their network, over the treebanks of `data`; all else stays.
pub fn reranked(mut models: Models, data: &Data, options: &Options) -> Models {
    // As it is read: with the network in whole numbers.
    let Some(read) = Models::from_bytes(&models.to_bytes()) else { return models };
    let engine = Engine::new(read);
    models.reranker = rerank::learn(&engine, &data.documents, options.schedule.seed);
    models
}

/// The treebanks and columns of `data` as CoNLL-U with names in the last column: what a teacher outside this crate is to learn from.
pub fn material(data: &Data, options: &Options) -> String {
    let list = options.roles.peoples.and_then(|i| data.lists.get(i)).map_or(Vec::new(), |l| vary::entries(l));
    let peoples = peoples(&list);
    let demonym = |form: &str| peoples.contains(form);
    let named: Vec<names::NamedSentence> = data.columns.iter().flat_map(|c| names::read_columns(c, demonym)).collect();
    examples::conllu(&examples::examples(&data.documents, &named, demonym))
}

/// Names of peoples that are one word.
fn peoples(list: &[Vec<String>]) -> BTreeSet<String> {
    list.iter().filter(|e| e.len() == 1).map(|e| e[0].clone()).collect()
}

/// A sentence before its attributes have rows.
struct Draft {
    /// As it stands in the data, then as it might have stood.
    variants: Vec<Vec<Values>>,
    targets: Vec<Target>,
}

impl Draft {
    fn known(&self, vocabulary: &Vocabulary) -> Sample {
        let rows = |variant: &Vec<Values>| variant.iter().map(|v| vocabulary.rows_of(v)).collect();
        Sample { variants: self.variants.iter().map(rows).collect(), targets: self.targets.clone() }
    }
}

/// What the sentences show often enough. Forms and affixes count as they stand in the data alone, since variants hold invented names; shape,
/// case and word lists count in variants too. Of `closed` only those count that `open` or the word lists show too: no word has a row that it alone shows.
fn vocabulary(open: &[Draft], closed: &[Draft], lists: &[String], least: u32) -> Vocabulary {
    let mut counts = Counts::default();
    for (number, variant) in open.iter().flat_map(|d| d.variants.iter().enumerate()) {
        for values in variant {
            counts.add(values, (0..FEATURES).filter(|feature| number == 0 || matches!(feature, 2 | 11 | 12)));
        }
    }
    if !closed.is_empty() {
        let mut attributes = Vec::new();
        for entry in lists.iter().flat_map(|l| l.lines()).flat_map(|l| l.split(',')).map(str::trim) {
            words::fill(entry, &crate::neural::entry_tokens(entry), &mut attributes);
            input_values(&attributes, &vec![0; attributes.len()], |values| counts.add(&values, [0, 1]));
        }
    }
    for values in closed.iter().filter_map(|d| d.variants.first()).flatten() {
        counts.add_known(values, 0..FEATURES);
    }
    counts.vocabulary(least)
}

fn values(models: &Models, text: &str, tokens: &[model::Span]) -> Vec<Values> {
    let (mut attributes, mut marks, mut values) = (Vec::new(), Vec::new(), Vec::new());
    words::fill(text, tokens, &mut attributes);
    models.gazetteer.mark(&attributes, &mut marks);
    input_values(&attributes, &marks, |v| values.push(v));
    values
}

fn targets(models: &Models, example: &Example) -> Vec<Target> {
    let mut targets = vec![Target::default(); example.words.len()];
    for (target, w) in targets.iter_mut().zip(example.tree.iter().flat_map(|t| &t.words)) {
        *target = Target::of(models, w);
    }
    if let Some(names) = &example.names {
        targets.iter_mut().zip(names::classes(example.words.len(), names)).for_each(|(t, name)| t.name = Choice::one(name as usize));
    }
    targets
}

/// A sentence's words in a row, by which a teacher's thoughts of it are found.
fn letters(example: &Example) -> String {
    example.words.iter().flat_map(|w| w.of(example.text).chars()).filter(|c| !c.is_whitespace()).collect()
}

fn doubts(documents: &[Document]) -> BTreeMap<String, &TreeSentence> {
    let sentences = documents.iter().flat_map(|d| d.sentences.iter().map(move |s| (d, s)));
    let key =
        |d: &Document, s: &TreeSentence| s.words.iter().flat_map(|w| w.span.of(&d.text).chars()).filter(|c| !c.is_whitespace()).collect();
    sentences.map(|(d, s)| (key(d, s), s)).collect()
}

struct Builder<'m> {
    models: &'m Models,
    /// A teacher's thoughts of sentences, by their letters.
    doubts: &'m BTreeMap<String, &'m TreeSentence>,
    stock: Stock,
    random: Shuffle,
}

impl Builder<'_> {
    /// A sentence with its variants; the first is as it stands in the data.
    fn sample(&mut self, example: &Example) -> Draft {
        let spelling = Spelling::of(example.text, &example.words);
        let names = example.names.as_deref().unwrap_or(&[]);
        let mut targets = targets(self.models, example);
        // A teacher's own trees say what it thinks instead of what it thinks best; to those of the treebanks it adds.
        let own = example.tree.filter(|t| t.words.iter().any(|w| w.doubts.is_some()));
        let thoughts = own.or_else(|| self.doubts.get(&letters(example)).copied()).filter(|t| t.words.len() == targets.len());
        let count = targets.len();
        for (at, (target, word)) in targets.iter_mut().zip(thoughts.iter().flat_map(|t| &t.words)).enumerate() {
            if let Some(misc) = &word.doubts {
                *target = target.taught(&Target::doubts(self.models, misc, at, count), own.is_some());
            }
        }
        let mut spellings = vec![spelling.clone()];
        if names.is_empty() {
            spellings.push(spelling.spread());
        } else {
            spellings.push(spelling.clone().rename(names, &self.stock, &mut self.random));
            spellings.push(spelling.clone().rename(names, &self.stock, &mut self.random));
            spellings.push(spelling.rename(names, &self.stock, &mut self.random).spread());
        }
        if self.random.below(100) < 12 {
            spellings[1] = spellings[1].clone().shout();
        }
        let variant = |s: &Spelling| {
            let (text, spans) = s.lay_out();
            values(self.models, &text, &spans)
        };
        Draft { variants: spellings.iter().map(variant).collect(), targets }
    }
}
