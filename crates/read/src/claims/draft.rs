//! A claim in the making.

use super::parties::Party;
use model::{AnswerKind, ClaimKind, ClaimTime, FieldKey, Fields, Plover, Span, Status};

/// What a builder has found; the reader adds speaker, chain, time, span and code.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// `None`: a deed that the vocabulary has no kind for; it has a root.
    pub kind: Option<ClaimKind>,
    pub status: Status,
    /// The words that carry it, the deepest first.
    pub sites: Vec<usize>,
    pub fields: Fields,
    pub answer: Option<AnswerKind>,
    /// Root that replaces the one of kind and status.
    pub root: Option<Plover>,
    /// Roles with the bytes of the phrases that fill them.
    pub cast: Vec<(FieldKey, Vec<Span>)>,
    pub source: Vec<Span>,
    pub target: Vec<Span>,
    pub span: Option<Span>,
    pub time: Option<ClaimTime>,
    /// Said by its own actor: "he accused", "she demanded".
    pub verbal: bool,
    /// Taken for granted inside another claim.
    pub presupposed: bool,
}

impl Draft {
    pub fn new(kind: ClaimKind, status: Status, sites: &[usize]) -> Draft {
        Draft {
            kind: Some(kind),
            status,
            sites: sites.to_vec(),
            fields: Fields::new(),
            answer: None,
            root: None,
            cast: Vec::new(),
            source: Vec::new(),
            target: Vec::new(),
            span: None,
            time: None,
            verbal: false,
            presupposed: false,
        }
    }

    /// A deed that PLOVER knows and the vocabulary does not.
    pub fn deed(root: Plover, status: Status, sites: &[usize]) -> Draft {
        let mut draft = Draft::new(ClaimKind::Goal, status, sites);
        draft.kind = None;
        draft.root = Some(root);
        draft
    }

    pub fn answer(kind: AnswerKind, sites: &[usize]) -> Draft {
        let mut draft = Draft::new(ClaimKind::Answer, kind.status(), sites);
        draft.answer = Some(kind);
        draft.fields.set(FieldKey::Answer, kind.name());
        draft
    }

    /// Sets a role to a party: a list where the key holds several.
    pub fn role(&mut self, key: FieldKey, party: &Party) -> &mut Draft {
        match party.names.as_slice() {
            [] => {}
            [one] if key != FieldKey::Participants => {
                self.fields.set(key, one.as_str());
            }
            _ => {
                let mut names: Vec<String> = self.fields.texts(key).into_iter().map(str::to_owned).collect();
                for name in &party.names {
                    if !names.contains(name) {
                        names.push(name.clone());
                    }
                }
                self.fields.set(key, names);
            }
        }
        if !party.spans.is_empty() {
            self.cast.push((key, party.spans.clone()));
        }
        match key {
            FieldKey::Proposer | FieldKey::By | FieldKey::Holder | FieldKey::Participants if self.source.is_empty() => {
                self.source = party.spans.clone()
            }
            _ => self.target.extend_from_slice(&party.spans),
        }
        self
    }

    pub fn text(&mut self, key: FieldKey, text: impl Into<String>) -> &mut Draft {
        let mut text = text.into();
        // ", unless all terms are met"
        if key == FieldKey::Condition {
            text = text.trim_start_matches([',', ';', ':', '–', '—', '-', ' ']).to_owned();
        }
        if !text.is_empty() {
            self.fields.set(key, text);
        }
        self
    }
}
