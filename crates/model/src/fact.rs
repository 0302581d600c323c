//! What is fused from many reports: actors, statements, facts, moves, conflicts, derivations, processes. Facts never overwrite claims.

use crate::{
    ActorKind, AnswerKind, ClaimKind, Doubt, Envelope, Fields, Publication, Relation, Span, Stage, Stance, StatementMode, Status, Verdict,
};
use serde::{Deserialize, Serialize};

/// A place in a report that says something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// Report id.
    pub report: String,
    /// The sentence, from 0.
    pub sentence: u32,
    /// Bytes of the words.
    pub span: Span,
    /// How it bears on the fact.
    pub stance: Stance,
}

/// A report in the record, with the independent origin that it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportEntry {
    /// Report id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// When published.
    pub published: Option<Publication>,
    /// Id of the independent root: a report's own id, or `origin:NAME`.
    pub root: String,
    /// The outlet's name where the origin itself was never read.
    pub origin: Option<String>,
    /// SHA-256 of the bytes as read, in hexadecimal.
    pub sha256: String,
    /// The story that it belongs to.
    pub story: Option<String>,
}

/// An edge of the derivation graph.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Derivation {
    /// The report that leans.
    pub from: String,
    /// What it leans on: a report id or `origin:NAME`.
    pub to: String,
    /// How.
    pub relation: Relation,
    /// Strength, 0 to 1.
    pub score: f64,
    /// Aligned sentences: (span in `from`, span in `to`); for a citation the words, with an empty second span.
    pub evidence: Vec<(Span, Span)>,
}

/// An actor across reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Stable id.
    pub id: String,
    /// What it is.
    pub kind: ActorKind,
    /// Canonical name.
    pub name: String,
    /// The names that reports use, sorted.
    pub names: Vec<String>,
    /// The state or party it belongs to.
    pub side: Option<String>,
    /// Positions over time.
    pub positions: Vec<Tenure>,
}

/// A position held, as far as reports show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenure {
    /// Position: "Minister of Defence of Ukraine".
    pub label: String,
    /// The days on which a report shows it as held (or, when `ended`, on which it was already over).
    pub envelope: Envelope,
    /// Already over at that time.
    pub ended: bool,
    /// Where it is said.
    pub evidence: Vec<Evidence>,
    /// "asserted but contradicted", where so.
    pub verdict: Option<String>,
}

/// One utterance with the wordings that reports give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Utterance {
    /// Stable id.
    pub id: String,
    /// Speaker's canonical name; `None` where no report says.
    pub speaker: Option<String>,
    /// When it was said.
    pub envelope: Envelope,
    /// The wordings, none of them "the" wording where they differ.
    pub wordings: Vec<Wording>,
    /// Independent roots.
    pub roots: u32,
}

/// The words that one report gives to an utterance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Report id.
    pub report: String,
    /// Direct, indirect, mixed.
    pub mode: StatementMode,
    /// Bytes of the content.
    pub span: Span,
    /// The words.
    pub text: String,
}

/// A fact fused from claims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Stable id, made from a fingerprint of what the fact is, never from a row number.
    pub id: String,
    /// Kind.
    pub kind: ClaimKind,
    /// Status.
    pub status: Status,
    /// Roles and terms.
    pub fields: Fields,
    /// When.
    pub envelope: Envelope,
    /// Who says so in every report that says it; `None` for narrators or where reports differ.
    pub speaker: Option<String>,
    /// The claims that carry it.
    pub evidence: Vec<Evidence>,
    /// Reports that say it (headings and pull quotes never make one).
    pub reports: u32,
    /// Independent roots among them.
    pub roots: u32,
    /// Process that it belongs to.
    pub process: Option<String>,
    /// Ids of facts that it is part of, follows or answers.
    pub links: Vec<Link>,
    /// A person's ruling on it.
    pub ruling: Option<String>,
    /// Signs that its sentences were misread; those of the soundest claim that carries it.
    #[serde(default)]
    pub doubts: Vec<Doubt>,
    /// Whether these signs are so strong that a page for a reader in a hurry leaves the fact out. A ruling settles it.
    #[serde(default)]
    pub unsure: bool,
}

/// A link between facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// `part_of`, `answers`, `outcome_of`, `place_in`; why a move waits no more: `closed_by`, `agreed_in_principle`, `superseded_by`, `met`.
    pub relation: String,
    /// The other fact.
    pub to: String,
}

/// A fact that asks for an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Move {
    /// The fact's id.
    pub id: String,
    /// Proposal, demand, ultimatum or pledge.
    pub kind: ClaimKind,
    /// Canonical names of those who put it.
    pub by: Vec<String>,
    /// Canonical names of its addressees; empty where not stated.
    pub to: Vec<String>,
    /// What is asked, in few words.
    pub content: String,
    /// Topic that groups moves on the board: "leaders' meeting", "ceasefire", "prisoners".
    pub track: Option<String>,
    /// How far it has come.
    pub stage: Stage,
    /// The term for the answer or the time asked for.
    pub due: Option<Envelope>,
    /// Conditions attached.
    pub condition: Option<String>,
    /// Answers so far.
    pub answers: Vec<AnswerEntry>,
    /// Who still owes an answer.
    pub owes: Vec<String>,
    /// `open`, `closed`, `running`, `lapsed`, `withdrawn`.
    pub state: String,
    /// Where it is said.
    pub evidence: Vec<Evidence>,
    /// Reports that say it.
    pub reports: u32,
    /// Independent roots among them.
    pub roots: u32,
}

/// One party's answer to a move.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnswerEntry {
    /// Who answered.
    pub by: String,
    /// How.
    pub answer: AnswerKind,
    /// If what.
    pub condition: Option<String>,
    /// When.
    pub envelope: Envelope,
    /// Where it is said.
    pub evidence: Vec<Evidence>,
}

/// A difference between reports, or within one, that a reader must know of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// Stable id.
    pub id: String,
    /// What differs: "office of …", "status of the new round".
    pub field: String,
    /// The values with their evidence.
    pub values: Vec<ConflictValue>,
    /// What it amounts to.
    pub verdict: Verdict,
    /// Independent roots over all values.
    pub roots: u32,
    /// Facts that it concerns.
    pub facts: Vec<String>,
}

/// One value of a conflict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictValue {
    /// The value in words.
    pub value: String,
    /// Reports that give it.
    pub reports: Vec<String>,
    /// Where.
    pub evidence: Vec<Evidence>,
}

/// A negotiation: its parties, tracks and facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// Stable id.
    pub id: String,
    /// Name made from its parties and time.
    pub name: String,
    /// Canonical names of the parties.
    pub parties: Vec<String>,
    /// Tracks and their state.
    pub tracks: Vec<Track>,
    /// State of the whole: "running", "stalled", …; `None` where no report says.
    pub state: Option<String>,
    /// Days that its facts span.
    pub envelope: Envelope,
    /// Ids of its facts.
    pub facts: Vec<String>,
    /// What it comes down to, in whole sentences of its reports, the newest first. Dossiers of before this was chosen have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gist: Vec<GistSentence>,
}

/// A sentence of a report that tells a main point of a negotiation and can be read alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GistSentence {
    /// Report id.
    pub report: String,
    /// The sentence, from 0.
    pub sentence: u32,
    /// Bytes of the sentence.
    pub span: Span,
    /// Reports of the negotiation that say the same, this one among them.
    pub reports: u32,
    /// Independent roots among them.
    pub roots: u32,
}

/// A strand of a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Track {
    /// Topic.
    pub name: String,
    /// Last known state.
    pub state: Option<String>,
    /// Last change.
    pub changed: Envelope,
}

/// What a person has decided; append-only, over derived facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ruling {
    /// Number in order of decision.
    pub id: i64,
    /// When (RFC 3339), as given by the front end.
    pub at: String,
    /// Who.
    pub who: String,
    /// `confirm`, `reject`, `edit`, `merge`, `split`, `undo`.
    pub verb: RulingVerb,
    /// Fingerprint of the fact ruled on.
    pub fact: String,
    /// Quoted words that anchor it where fingerprints move: (report's SHA-256, words).
    pub anchor: Option<(String, String)>,
    /// For `edit` the fields set, for `merge` the other fact, for `undo` the ruling undone.
    pub patch: Fields,
    /// Status set by an edit.
    pub status: Option<Status>,
    /// Other fact of a merge, or ruling number of an undo.
    pub other: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

crate::vocabulary::closed_list! {
    /// What a ruling does.
    RulingVerb {
        /// The fact is right.
        Confirm = "confirm",
        /// The fact is wrong; it leaves the record and stays in the history.
        Reject = "reject",
        /// Values are set.
        Edit = "edit",
        /// Two facts are one.
        Merge = "merge",
        /// Evidence leaves a fact for one of its own.
        Split = "split",
        /// An earlier ruling no longer holds.
        Undo = "undo",
    }
}

/// The whole record, as derived from all readings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Reports in order of id.
    pub reports: Vec<ReportEntry>,
    /// Derivation graph.
    pub derivations: Vec<Derivation>,
    /// Actors in order of id.
    pub actors: Vec<Actor>,
    /// Utterances.
    pub statements: Vec<Utterance>,
    /// Facts in order of process and time.
    pub facts: Vec<Fact>,
    /// Moves: each shares its id with a fact.
    pub moves: Vec<Move>,
    /// Differences.
    pub conflicts: Vec<Conflict>,
    /// Processes.
    pub processes: Vec<Process>,
}
