//! Learned labelling of roles: who of a sentence does what a claim tells, and whom it is done to (semantic role labelling, Gildea & Jurafsky 2002).
//!
//! A log-linear model ranks the nominals of the sentence for each of the two roles, and "nobody named" beside them, by hashed keys of the path between the
//! claim's word and theirs, of what they are, and of whom the rules chose ([`features`]). It is learned ([`learn`]) from the sentences that the model of claims
//! is learned from (`eval/truth/written`, our own words), and stands in `models/roles.bin`; without the file the rules speak alone. What it changes in the
//! claims stands in [`apply`].

mod apply;
mod features;
pub mod learn;
mod scorer;

pub use crate::linear::largest;
pub use scorer::{Weights, embedded, softmax};

use super::reader::Reader;
use crate::Document;
use ::model::{ClaimKind, FieldKey, Span, Status};
pub(crate) use features::Part;

/// A role to fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who does it: the first of those who do it together.
    Doer,
    /// To whom: addressee, target, beneficiary, the other of two.
    Other,
    /// What a move asks, offers, pledges or threatens: the head of its phrase.
    Content,
}

impl Role {
    /// All.
    pub const ALL: [Role; 3] = [Role::Doer, Role::Other, Role::Content];

    /// Whether a field holds who plays this part.
    pub fn holds(self, key: FieldKey) -> bool {
        use FieldKey::{Addressee, Attendees, Beneficiary, By, Holder, Participants, Proposer, Target};
        match self {
            Role::Doer => matches!(key, Proposer | By | Holder | Participants | Attendees),
            Role::Other => matches!(key, Addressee | Target | Beneficiary | Participants | Attendees),
            Role::Content => key == FieldKey::Content,
        }
    }
}

/// How a role was filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Played {
    /// Its kind has no such role.
    Unread,
    /// By nobody.
    Nobody,
    /// By whom the rules chose.
    Ruled,
    /// By somebody of another sentence, or by whoever speaks.
    Outside,
    /// By whom the model put there.
    Recast,
}

/// A role of a claim with its candidates, to learn from.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The claim.
    pub kind: ClaimKind,
    /// The claim.
    pub status: Status,
    /// Bytes of the words that carry the claim.
    pub sites: Vec<Span>,
    /// Bytes of the words of the claim.
    pub span: Span,
    /// Which of its roles.
    pub role: Role,
    /// Bytes of the candidates; the first is "nobody named", without bytes.
    pub words: Vec<Span>,
    /// Keys of each candidate.
    pub keys: Vec<Vec<u32>>,
    /// Actor whom each candidate names.
    pub actors: Vec<Option<u32>>,
    /// Whether each candidate can act.
    pub animate: Vec<bool>,
    /// Whom the rules chose.
    pub chosen: Vec<bool>,
}

/// The roles of the claims that rules and model read, in the order of the text. Times, names and statements must have been read.
pub fn roles(document: &Document, claims: Option<&super::model::Weights>) -> Vec<Seen> {
    let mut out = Vec::new();
    super::each_sentence(document, |mut reader| {
        if let Some(weights) = claims {
            reader.reconsider(weights);
        }
        for claim in 0..reader.out.len() {
            for role in Role::ALL {
                out.extend(seen(&reader, claim, role));
            }
        }
    });
    out
}

fn seen(reader: &Reader<'_, '_>, claim: usize, role: Role) -> Option<Seen> {
    let part = Part::of(reader, claim, role)?;
    let scene = &reader.scene;
    let told = &reader.out[claim];
    let words: Vec<Span> = std::iter::once(Span::default()).chain(part.candidates.iter().map(|&word| scene.token_span(word))).collect();
    let mut keys = vec![Vec::new(); words.len()];
    part.see_nobody(reader, &mut keys[0]);
    for (n, keys) in keys[1..].iter_mut().enumerate() {
        part.see(reader, n, keys);
    }
    let chosen = std::iter::once(!part.chosen.iter().any(|&c| c)).chain(part.chosen.iter().copied()).collect();
    Some(Seen {
        kind: told.kind,
        status: told.status,
        sites: reader.sites[claim].iter().map(|&site| scene.token_span(site)).collect(),
        span: told.span,
        role,
        actors: std::iter::once(None).chain(part.candidates.iter().map(|&word| scene.actor_at(word))).collect(),
        animate: std::iter::once(false).chain(part.candidates.iter().map(|&word| scene.is_animate(word))).collect(),
        words,
        keys,
        chosen,
    })
}
