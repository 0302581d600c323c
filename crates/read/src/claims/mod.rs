//! Reader of claims: what each sentence says was proposed, demanded, answered, agreed, done.
//!
//! From the parse, never from strings: [`frames`] tells a word's senses (data in `lexicon::doing`), [`arguments`] who does it to whom,
//! [`force`] what negation and modality make of it, [`parties`] whose names the arguments are, [`attribution`] who says so, [`when`] its
//! time. The builders (a file per family of kinds: [`proposals`], [`demands`], [`meetings`], …) turn a sense and its arguments into a claim,
//! [`finish`] completes it. Words are read from the root of the tree downwards; a predicate takes its complement with it, so that "refused to meet" is a
//! refused meeting and no meeting. What rules have read, learned models look over: [`model`] doubts and adds claims, [`srl`] changes who plays which role,
//! [`confidence`] tells how likely all that is right.

mod about;
mod agreements;
mod answers;
mod arguments;
mod arranged;
mod attribution;
mod conditional;
mod conditions;
pub mod confidence;
mod counts;
mod deadlines;
mod deeds;
mod delays;
mod demands;
mod draft;
mod exchanges;
mod factuality;
mod finish;
mod force;
mod frames;
mod hostilities;
mod idioms;
mod intentions;
mod keys;
mod light;
mod measures;
mod meetings;
pub mod model;
mod offices;
mod outlook;
mod parties;
mod process;
mod proposals;
mod reader;
mod repairs;
mod roles;
mod scene;
mod signs;
pub mod srl;
mod stances;
mod standing;
mod terms;
mod ties;
mod tones;
mod ultimatums;
mod views;
mod when;
mod withdrawals;

use crate::Document;
use ::model::{BlockKind, Doubt};

/// Finds the claims of the document and stores them in it, in the order of the sentences.
pub fn find(document: &mut Document) {
    find_with(document, model::Weights::embedded(), srl::embedded().as_ref());
}

/// As [`find`], with these weights of the [`model`] and of the [roles](srl), or by rule alone.
pub fn find_with(document: &mut Document, weights: Option<&model::Weights>, roles: Option<&srl::Weights>) {
    // It weighs what both others say.
    let confidence = confidence::embedded().filter(|_| weights.is_some() && roles.is_some());
    let mut claims = Vec::new();
    let mut deeds = Vec::new();
    each_sentence(document, |mut reader| {
        if let Some(weights) = weights {
            reader.reconsider(weights);
        }
        if let Some(weights) = roles {
            reader.recast(weights);
        }
        for claim in 0..reader.out.len() {
            reader.sign(claim);
        }
        if let Some(weights) = &confidence {
            reader.doubt_all(weights);
        }
        deeds.append(&mut reader.deeds);
        claims.append(&mut reader.claims());
    });
    // What the model alone reads, the sentence must tell straight out.
    let spoken_about = |sign: &Doubt| matches!(sign, Doubt::Conditional | Doubt::Aimed | Doubt::About);
    claims.retain(|claim| !(claim.signs.contains(&Doubt::Learned) && claim.signs.iter().any(spoken_about)));
    document.claims = claims;
    document.deeds = deeds;
}

/// Reads every sentence by rule and hands on its reader.
fn each_sentence(doc: &Document, mut then: impl FnMut(reader::Reader<'_, '_>)) {
    let main = parties::main_sides(doc);
    let mut memory = reader::Memory::default();
    for index in 0..doc.sentences.len() {
        if !doc.block_kind(index).is_read() || doc.sentences[index].tokens.is_empty() || doc.sentences[index].tokens.len() > 400 {
            continue;
        }
        let heading = matches!(doc.block_kind(index), BlockKind::Title | BlockKind::Subhead);
        let mut reader = reader::Reader::new(doc, index, &main, &mut memory, heading);
        reader.read();
        then(reader);
    }
}
