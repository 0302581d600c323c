//! Reader of statements: who said what, in which words, as far as the report tells.
//!
//! Finds **all attributions** (speech, acts by speech, attitudes, findings), because a report's words about what somebody wants stand in the
//! same grammar as its words about what somebody said; [`class`] tells which an attribution is, and [`chain_at`] follows speech alone.
//! Where a model is embedded ([`model`]), it decides with the rules as its witnesses; its answers are fitted to the tree ([`fitting`]).
//! Steps: quotation marks ([`quotes`]), grammar ([`rules`]), quotations joined and carried on ([`quoted`]), headlines ([`headlines`]), then
//! resolution to actors ([`resolve`]) and nesting. A report is never refused for its marks: see [`quotes`].

mod attribution;
mod chain;
mod fitting;
mod headlines;
pub mod model;
mod outlets;
mod quoted;
pub(crate) mod quotes;
mod resolve;
mod rules;
mod setting;
mod tidy;
mod tree;
mod turns;

pub use chain::{chain_at, class, speakers_at};
pub use lexicon::saying::CueClass;

use crate::Document;
use attribution::Attribution;
use quotes::Quote;
use tree::{Tree, Words};

/// Finds the statements of the document and the outlets that its text names as sources, and stores both in it.
pub fn find(document: &mut Document) {
    find_with(document, model::Model::embedded());
}

/// [`find`] with another model, or with the rules alone.
pub fn find_with(document: &mut Document, model: Option<&model::Model>) {
    let quotes = scan(document);
    let trees: Vec<Tree> = document.sentences.iter().map(Tree::new).collect();
    let turns = turns::find(document, &trees);
    let mut found = Vec::new();
    collect(document, &trees, &quotes, &turns, &mut found);
    if let Some(model) = model {
        found = merge(document, &trees, &quotes, found, model);
    }
    tidy::tidy(document, &quotes, &mut found);
    take_turns(turns, document, &mut found);
    quoted::carry_on(document.text(), &document.sentences, &trees, &document.sentence_blocks, &quotes, &mut found);
    found.retain(|a| !a.content.is_empty());
    setting::address(&trees, &mut found);
    resolve::whole_names(document, &mut found);
    let statements = resolve::statements(document, &trees, &quotes, found);
    document.statements = statements;
    outlets::cite(document);
}

/// How likely a cue of a rule that the model left out must be one, by the model's own reckoning; chosen on the development sets.
const LEAST_BELIEF: f32 = 0.1;

/// The same inside the words of another attribution, which the model's corpus marks once only.
const LEAST_BELIEF_INSIDE: f32 = 0.4;

/// The model's attributions, with those of the rules that the model leaves out but does not rule out.
fn merge(document: &Document, trees: &[Tree], quotes: &[Quote], mut rules: Vec<Attribution>, model: &model::Model) -> Vec<Attribution> {
    let text = &document.article.text;
    rules.sort_by_key(|a| (a.sentence, a.cue));
    let (mut found, beliefs) = model.find(text, trees, &document.sentence_blocks, quotes, &rules);
    fitting::fit(document, trees, &mut found);
    for a in &mut found {
        quoted::widen(text, &document.sentences, quotes, a);
        if a.source.is_none()
            && let Some(rule) = rules.iter().find(|r| r.sentence == a.sentence && r.source.is_some() && overlap(r.cue, a.cue))
        {
            a.source = rule.source;
            a.source_head = rule.source_head;
        }
    }
    found.retain(|a| !a.content.is_empty());
    for (rule, belief) in rules.into_iter().zip(beliefs) {
        let Some(cue) = rule.cue else { continue };
        let named_after_colon = rule.head == Some(cue.0) && rule.source.is_some_and(|(_, words)| words.0 == cue.1 + 1);
        let nested = inside(document, &found, &rule);
        let least = if nested { LEAST_BELIEF_INSIDE } else { LEAST_BELIEF };
        let clear = nested && fitting::is_clear(&trees[rule.sentence], &rule);
        let least = match rule.class {
            // A headline that ends in its speaker: the corpus that the model learned from has none.
            CueClass::Statement if named_after_colon && document.form(rule.sentence, cue.0) == ":" => 0.0,
            CueClass::Statement | CueClass::Act if clear => 0.0,
            CueClass::Statement => least,
            CueClass::Act if named_actor_acts(document, &rule) => least,
            _ => continue,
        };
        if rule.source.is_some() && belief >= least && !found.iter().any(|a| a.sentence == rule.sentence && overlap(a.cue, Some(cue))) {
            found.push(rule);
        }
    }
    found
}

/// Whether the cue of `rule` stands inside the content of an attribution that was found.
fn inside(document: &Document, found: &[Attribution], rule: &Attribution) -> bool {
    let Some((a, b)) = rule.cue else { return false };
    let tokens = &document.sentences[rule.sentence].tokens;
    let cue = tokens[a].span.cover(tokens[b].span);
    found.iter().any(|f| f.content.iter().any(|c| c.overlaps(cue) && *c != cue))
}

/// Adds the turns of a transcript, each instead of what else was found by its colon or by the words of its label.
fn take_turns(turns: Vec<Attribution>, document: &Document, found: &mut Vec<Attribution>) {
    let turns: Vec<Attribution> = turns.into_iter().filter(|t| t.sentence < document.sentences.len()).collect();
    for turn in &turns {
        let Some((_, label)) = turn.source.filter(|&(s, _)| s == turn.sentence) else { continue };
        let edge = turn.cue.map_or(label.1, |c| c.1);
        found.retain(|a| {
            a.sentence != turn.sentence || !overlap(turn.cue, a.cue) && a.source.is_none_or(|(s, w)| s != a.sentence || w.1 > edge)
        });
        // A name that the tree joins to the label begins after it.
        for a in found.iter_mut().filter(|a| a.sentence == turn.sentence) {
            if let Some((s, words)) = &mut a.source
                && *s == turn.sentence
            {
                words.0 = words.0.max(edge + 1);
            }
        }
    }
    found.extend(turns);
}

/// Acts by speech that the model left out count where a name acts by a verb: "Kenya rejected …"; news corpora mark them unevenly, a record of
/// a negotiation needs them.
fn named_actor_acts(document: &Document, rule: &Attribution) -> bool {
    let Some((sentence, words)) = rule.source else { return false };
    let name = document.sentences[sentence].tokens[words.0..=words.1].iter().any(|t| t.upos == ::model::Upos::Propn);
    name && rule.head.is_some_and(|h| document.sentences[rule.sentence].tokens[h].upos == ::model::Upos::Verb)
}

fn overlap(a: Option<Words>, b: Option<Words>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.0 <= b.1 && b.0 <= a.1)
}

/// Quotations of the whole document, block by block.
fn scan(document: &Document) -> Vec<Quote> {
    let mut out = Vec::new();
    let mut seen = None;
    for &block in &document.sentence_blocks {
        if seen == Some(block) {
            continue;
        }
        seen = Some(block);
        if let Some(block) = document.article.blocks.get(block as usize) {
            quotes::scan(&document.article.text, block.span, &mut out);
        }
    }
    out.sort_by_key(|q| q.span);
    out
}

/// Attributions by grammar and quotation marks.
fn collect(document: &Document, trees: &[Tree], quotes: &[Quote], turns: &[Attribution], found: &mut Vec<Attribution>) {
    let text = &document.article.text;
    for (index, tree) in trees.iter().enumerate() {
        let turn = turns.iter().any(|t| t.sentence == index);
        if turn || !headlines::find(document, index, tree, found) {
            rules::find(index, tree, text, found);
        }
    }
    quoted::join(text, &document.sentences, quotes, found);
    quoted::carry_on(text, &document.sentences, trees, &document.sentence_blocks, quotes, found);
    found.retain(|a| !a.content.is_empty());
}
