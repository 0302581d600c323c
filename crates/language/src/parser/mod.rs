//! Dependencies: a greedy arc-hybrid parser (Kuhlmann, Gómez-Rodríguez and Satta 2011) learned with a dynamic oracle (Goldberg and
//! Nivre 2013). It finds heads; [`crate::labeller`] names the relations once the tree is known.

mod features;
mod state;

pub(crate) use features::parse_features;
pub(crate) use state::State;

use crate::linear::{Dense, Features};
use crate::store::{Reader, Writer};
use crate::tagger::Tag;
use crate::words::Word;

/// The learned parser.
#[derive(Clone, Debug, Default)]
pub struct Parser {
    pub(crate) model: Dense<3>,
}

impl Parser {
    /// Finds the head of each word (1-based, 0 for the root); left in `state.heads[1..]`. Exactly one word gets head 0 … or the first of several.
    pub(crate) fn parse(&self, words: &[Word], tags: &[Tag], state: &mut State, features: &mut Features) {
        state.reset(words.len());
        while !state.done() {
            parse_features(words, tags, state, features);
            let sums = self.model.score(features.keys());
            let allowed = state.allowed();
            let mut best = None;
            for (action, &sum) in sums.iter().enumerate() {
                if allowed[action] && best.is_none_or(|(_, s)| sum > s) {
                    best = Some((action, sum));
                }
            }
            let Some((action, _)) = best else { break };
            state.apply(action);
        }
        state.one_root();
    }

    pub(crate) fn write(&self, to: &mut Writer) {
        self.model.write(to);
    }

    pub(crate) fn read(from: &mut Reader) -> Option<Parser> {
        Some(Parser { model: Dense::read(from)? })
    }
}
