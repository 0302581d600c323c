//! What reading one article gives: mentions, times, statements, claims. Claims are not facts: see `fact`.

use crate::{
    ActorKind, AnswerKind, Article, ClaimKind, Doubt, EntityKind, Envelope, Fields, MentionForm, Plover, Sentence, SourceReference, Span,
    StatementMode, Status, TimeExpression,
};
use serde::{Deserialize, Serialize};

/// Index of an actor within one reading ([`Reading::actors`]).
pub type ActorIndex = u32;

/// A name found by the language engine, before anybody knows whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameSpan {
    /// Bytes of the name, without titles and possessive endings.
    pub span: Span,
    /// What it looks like.
    pub kind: EntityKind,
}

/// One actor of one report: every mention that is resolved to it shares its index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalActor {
    /// Canonical name: the lexicon's where it is known there, else the fullest name in the report.
    pub name: String,
    /// The lexicon's id ("UKR", "UN", …) where known.
    pub id: Option<String>,
    /// What it is.
    pub kind: ActorKind,
    /// The state or party that it belongs to or speaks for ("Ukraine" for its ministers), where the report or the lexicon says so.
    pub side: Option<String>,
}

/// A stretch of text that refers to an actor, place or other entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Bytes of the words.
    pub span: Span,
    /// Sentence and word of its head, both from 0.
    pub head: (u32, u32),
    /// What it is.
    pub kind: EntityKind,
    /// Name, description or pronoun.
    pub form: MentionForm,
    /// The actor, where resolved; places that act as nobody have none.
    pub actor: Option<ActorIndex>,
    /// The canonical name of the entity, where known (also for places).
    pub name: Option<String>,
}

/// A phrase that means the same as others of its text, of whatever kind. Found when asked for; no part of a [`Reading`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainMention {
    /// Bytes of the whole phrase, with its articles, titles and relative clauses.
    pub span: Span,
    /// What its chain is.
    pub kind: EntityKind,
    /// Name, description or pronoun, by its head.
    pub form: MentionForm,
    /// Number of its chain, the same for all that mean the same; from 0, in the order of their first members.
    pub chain: u32,
    /// The actor that the chain is, where it holds one's name or description.
    pub actor: Option<ActorIndex>,
}

/// A position that the report gives to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PositionMention {
    /// Bytes of title and name together: "Ukraine's Defense Minister Rustem Umerov".
    pub span: Span,
    /// The sentence, from 0.
    pub sentence: u32,
    /// The person.
    pub person: ActorIndex,
    /// Normalised label: "Minister of Defence of Ukraine".
    pub label: String,
    /// As the report writes it.
    pub as_written: String,
    /// The state or body whose position it is, where known.
    pub body: Option<String>,
    /// The report says that it is over ("former", "ex-").
    pub ended: bool,
    /// "asserted but contradicted", where dated knowledge or the report's own words contradict it; such a position is never taken as held.
    pub doubt: Option<String>,
}

/// Words attributed to somebody (direct, indirect or mixed speech).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Inside quotation marks, reported, or both.
    pub mode: StatementMode,
    /// Bytes of the cue ("said", "according to"); may be empty or discontinuous.
    pub cue: Vec<Span>,
    /// Bytes of the content; may be discontinuous.
    pub content: Vec<Span>,
    /// Bytes of the words that name the source.
    pub source: Vec<Span>,
    /// The speaker, where resolved.
    pub speaker: Option<ActorIndex>,
    /// To whom, where said.
    pub addressee: Option<ActorIndex>,
    /// Index of the enclosing statement.
    pub parent: Option<u32>,
    /// The sentence in which the cue or else the content begins, from 0.
    pub sentence: u32,
    /// On which occasion, by which medium, where and when, as far as the words beside the cue tell.
    #[serde(default)]
    pub setting: Setting,
}

/// Circumstances of an utterance: bytes of the words that tell them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// "at a news conference", "in an interview with the public broadcaster".
    pub occasion: Option<Span>,
    /// "in a written statement", "on Telegram".
    pub medium: Option<Span>,
    /// "in Geneva": the place's name.
    pub place: Option<Span>,
    /// "on Friday": the time expression.
    pub time: Option<Span>,
}

/// What one sentence of one report says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Kind.
    pub kind: ClaimKind,
    /// Status of the content.
    pub status: Status,
    /// The sentence, from 0.
    pub sentence: u32,
    /// Bytes of the words that say it.
    pub span: Span,
    /// Who says it (canonical name); `None` for the narrator.
    pub speaker: Option<String>,
    /// Chain of attribution, outermost source first; canonical names.
    pub chain: Vec<String>,
    /// How the narrator vouches for it.
    pub evidential: Evidential,
    /// Roles and terms.
    pub fields: Fields,
    /// When it happened or is to happen.
    pub time: Option<ClaimTime>,
    /// For answers: how.
    pub answer: Option<AnswerKind>,
    /// PLOVER root; `None` where PLOVER cannot express it.
    pub code: Option<Plover>,
    /// Bytes of the words that name PLOVER's source actor.
    pub source: Vec<Span>,
    /// Bytes of the words that name PLOVER's target actor.
    pub target: Vec<Span>,
    /// "asserted but contradicted", "unclear": a reader's doubt about the claim itself.
    pub doubt: Option<String>,
    /// Signs in the sentence that it was misread.
    #[serde(default)]
    pub signs: Vec<Doubt>,
}

impl Claim {
    /// A claim that the narrator asserts, with its place and nothing else known of it yet.
    pub fn new(kind: ClaimKind, status: Status, sentence: u32, span: Span) -> Claim {
        Claim {
            kind,
            status,
            sentence,
            span,
            speaker: None,
            chain: Vec::new(),
            evidential: Evidential::Asserted,
            fields: Fields::new(),
            time: None,
            answer: None,
            code: None,
            source: Vec::new(),
            target: Vec::new(),
            doubt: None,
            signs: Vec::new(),
        }
    }
}

/// A deed that PLOVER has a root for and the vocabulary of claims no kind: an arrest, a protest, troops that are moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// PLOVER root.
    pub root: Plover,
    /// Status of the deed.
    pub status: Status,
    /// The sentence, from 0.
    pub sentence: u32,
    /// Bytes of the words that say it.
    pub span: Span,
    /// Who says it (canonical name); `None` for the narrator.
    pub speaker: Option<String>,
    /// Chain of attribution, outermost source first; canonical names.
    pub chain: Vec<String>,
    /// Bytes of the words that name who does it.
    pub source: Vec<Span>,
    /// Bytes of the words that name to whom.
    pub target: Vec<Span>,
}

crate::vocabulary::closed_list! {
    /// How the narrator vouches for a claim.
    Evidential {
        /// The narrator says so.
        Asserted = "asserted",
        /// A named or unnamed speaker says so.
        Reported = "reported",
        /// Taken for granted inside another claim ("criticised the offers made by …").
        Presupposed = "presupposed",
        /// "reportedly", "is said to", "appears".
        Hearsay = "hearsay",
    }
}

/// The time of a claim: the words it rests on, and the envelope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimTime {
    /// Index into [`Reading::times`], where an expression carries it.
    pub expression: Option<u32>,
    /// The envelope.
    pub envelope: Envelope,
    /// Inherited, vague or anchored to another event.
    pub implicit: bool,
    /// The words that tie it to another event ("ahead of the talks"): the anchor is that event, the envelope what is known of it.
    #[serde(default)]
    pub event: Option<Span>,
}

/// Everything that was read in one report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The article it was read from.
    pub article: Article,
    /// Sentences of its title, subheads, body and pull quotes, in order.
    pub sentences: Vec<Sentence>,
    /// The block (index into `article.blocks`) of each sentence.
    pub sentence_blocks: Vec<u32>,
    /// Actors of this report.
    pub actors: Vec<LocalActor>,
    /// Mentions in order.
    pub mentions: Vec<Mention>,
    /// Positions given to persons.
    pub positions: Vec<PositionMention>,
    /// Time expressions in order.
    pub times: Vec<TimeExpression>,
    /// Statements in order.
    pub statements: Vec<Statement>,
    /// Other outlets named as sources, in the text or in credit lines.
    pub sources: Vec<SourceReference>,
    /// Claims in order.
    pub claims: Vec<Claim>,
    /// Coded deeds that are no claims, in order.
    #[serde(default)]
    pub deeds: Vec<Deed>,
    /// Remarks for a person: what could not be read and why.
    pub notes: Vec<String>,
}
