//! Coreference: which phrases of a text mean one and the same, whether an actor, a thing or a matter.
//!
//! Every noun phrase of the dependency tree is a candidate ([`phrases`]), described by itself ([`traits`], [`voices`]). Phrases are read in order, and
//! each joins the chain of one of a few earlier ones or begins its own ([`chains`]), whichever a learned sum of weights likes best: a mention-ranking
//! model over hashed features (Durrett & Klein 2013) that also looks at the chain so far ([`features`], [`scorer`]). The weights stand in
//! `models/coreference.bin` and are learned by [`learn`]; without the file there are no chains.
//!
//! Spans are whole noun phrases, as OntoNotes has them, so that "President Kuol Deng" is one mention of its chain and the bare name inside none of its own.
//! What is found here is for annotations; claims stand on the actors of [`names`](crate::names).

mod chains;
mod features;
pub mod learn;
mod phrases;
mod scorer;
mod traits;
mod voices;
mod words;

pub use scorer::Weights;

use chains::State;
use features::{Passed, Seen};
use model::{ActorIndex, ChainMention, EntityKind, MentionForm, Reading, Span};
use phrases::{Form, Gender, Tree};
use std::collections::{BTreeMap, HashMap};
use traits::{Pools, Traits};

/// Sentences that are read; what comes after is left without chains, so that a book takes no memory without end.
const MOST_SENTENCES: usize = 5000;

/// The phrases of a reading and what is known of them.
#[derive(Clone, Debug)]
pub struct Prepared {
    all: Vec<Traits>,
    pools: Pools,
}

impl Prepared {
    /// Finds and describes the phrases of a reading.
    pub fn new(reading: &Reading) -> Prepared {
        let text = reading.article.text.as_str();
        let sentences = &reading.sentences[..reading.sentences.len().min(MOST_SENTENCES)];
        let (mut found, mut all) = (Vec::new(), Vec::new());
        let mut pools = Pools::default();
        let mut tree = Tree::default();
        let surroundings = traits::Surroundings::new(reading);
        for (number, sentence) in sentences.iter().enumerate() {
            tree.read(sentence);
            found.clear();
            phrases::find(text, number, sentence, &tree, &mut found);
            found.sort_unstable_by_key(|p| (p.span.start, std::cmp::Reverse(p.span.end), p.head));
            found.dedup_by_key(|p| p.span);
            traits::describe(&surroundings, &found, &tree, &mut pools, &mut all);
        }
        let mut counts: HashMap<u32, u32> = HashMap::new();
        for t in all.iter().filter(|t: &&Traits| !matches!(t.phrase.form, Form::Pronoun(_))) {
            *counts.entry(t.head).or_default() += 1;
        }
        for t in &mut all {
            t.common = counts.get(&t.head).copied().unwrap_or(0);
        }
        Prepared { all, pools }
    }

    /// The spans of the phrases, in order.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.all.iter().map(|t| t.phrase.span)
    }

    /// The chain of each phrase, by weights.
    fn chains(&self, weights: &Weights) -> Vec<u32> {
        let (all, pools) = (&self.all, &self.pools);
        let mut state = State::default();
        let mut candidates = Vec::new();
        let mut seen = Seen::default();
        for (j, t) in all.iter().enumerate() {
            state.candidates(all, pools, j, &mut candidates);
            seen.none(t, pools, &candidates, all);
            let mut best = (weights.steps(&seen.keys), None);
            let mut passed = Passed::default();
            for &i in &candidates {
                seen.pair(all, pools, &state, i as usize, j, &mut passed);
                let score = weights.steps(&seen.keys);
                if score > best.0 {
                    best = (score, Some(i));
                }
            }
            state.join(all, pools, j, best.1);
        }
        state.chain_of
    }
}

/// The phrases that mean the same as others of their text, in order of position; none where no model is built in.
pub fn find(reading: &Reading) -> Vec<ChainMention> {
    scorer::embedded().map_or_else(Vec::new, |weights| find_with(reading, &weights))
}

/// [`find`] with the weights given.
pub fn find_with(reading: &Reading, weights: &Weights) -> Vec<ChainMention> {
    let prepared = Prepared::new(reading);
    let all = &prepared.all;
    let chain_of = prepared.chains(weights);
    let count = chain_of.iter().max().map_or(0, |&last| last as usize + 1);
    let mut known = vec![Known::default(); count];
    for (t, &chain) in all.iter().zip(&chain_of) {
        known[chain as usize].see(t);
    }
    // Chains that hold one actor's names are one.
    let mut of_actor: BTreeMap<ActorIndex, u32> = BTreeMap::new();
    let mut joined: Vec<u32> = (0..count as u32).collect();
    for (chain, known) in known.iter().enumerate().filter(|(_, k)| k.size > 1) {
        if let Some(actor) = known.actor() {
            joined[chain] = *of_actor.entry(actor).or_insert(chain as u32);
        }
    }
    let mut number_of = vec![u32::MAX; count];
    let mut numbers = 0;
    let mut out = Vec::new();
    for (t, &chain) in all.iter().zip(&chain_of) {
        let about = &known[chain as usize];
        if about.size < 2 {
            continue;
        }
        let number = &mut number_of[joined[chain as usize] as usize];
        if *number == u32::MAX {
            *number = numbers;
            numbers += 1;
        }
        let form = match t.phrase.form {
            Form::Name => MentionForm::Name,
            Form::Nominal => MentionForm::Nominal,
            Form::Pronoun(_) => MentionForm::Pronoun,
        };
        out.push(ChainMention { span: t.phrase.span, kind: about.kind(), form, chain: *number, actor: about.actor() });
    }
    out.sort_by_key(|m| (m.span.start, m.span.end));
    out
}

/// What the members of a chain tell of it.
#[derive(Clone, Debug, Default)]
struct Known {
    size: u32,
    /// Names and descriptions of each actor.
    actors: Vec<(ActorIndex, u32)>,
    /// Members of each kind.
    kinds: [u32; 7],
}

impl Known {
    fn see(&mut self, t: &Traits) {
        self.size += 1;
        // A name says more than many descriptions, and a pronoun nothing of its own.
        let weight = match t.phrase.form {
            Form::Name => 4,
            Form::Nominal => 1,
            Form::Pronoun(kind) => {
                self.kinds[1] += u32::from(kind.gender() != Gender::Unknown);
                return;
            }
        };
        self.kinds[t.kind as usize] += weight;
        if let Some(actor) = t.actor.checked_sub(1) {
            match self.actors.iter_mut().find(|a| a.0 == actor) {
                Some(known) => known.1 += weight,
                None => self.actors.push((actor, weight)),
            }
        }
    }

    fn actor(&self) -> Option<ActorIndex> {
        self.actors.iter().max_by_key(|a| (a.1, std::cmp::Reverse(a.0))).map(|a| a.0)
    }

    fn kind(&self) -> EntityKind {
        const KINDS: [EntityKind; 5] =
            [EntityKind::Person, EntityKind::Organisation, EntityKind::Place, EntityKind::Group, EntityKind::Other];
        let most = (1..=5).max_by_key(|&k| (self.kinds[k], std::cmp::Reverse(k))).filter(|&k| self.kinds[k] > 0);
        most.map_or(EntityKind::Other, |k| KINDS[k - 1])
    }
}
