//! What the values of the closed lists mean, and what a field holds.

use model::{
    ActorKind, Anchor, AnswerKind, ClaimKind, DateBasis, Evidential, FieldKey, Granularity, Plover, Relation, Stage, StatementMode, Status,
    Verdict,
};

/// What a kind of claim or fact means.
pub const fn kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Proposal => "a party puts forward a meeting, truce, terms or a plan that the other side can take up",
        ClaimKind::Demand => "someone is called on to do or stop something that is theirs alone to do",
        ClaimKind::Ultimatum => "a demand with a term and a consequence",
        ClaimKind::Threat => "a consequence announced, with or without condition",
        ClaimKind::Pledge => "a promise to give or do something for someone",
        ClaimKind::Answer => "an answer, or its absence, to a move",
        ClaimKind::Meeting => "a meeting, round, visit, call or consultation",
        ClaimKind::Agreement => "something agreed or signed; negated: the lack of any result",
        ClaimKind::Ceasefire => "a ceasefire starts, holds, is broken or ends",
        ClaimKind::Exchange => "release, exchange or return of people or bodies",
        ClaimKind::Hostilities => "fighting, an attack, the start or end of a war",
        ClaimKind::Sanction => "sanctions or tariffs put on, widened or lifted",
        ClaimKind::Aid => "arms, money or relief given, resumed or stopped",
        ClaimKind::Appointment => "someone takes up or leaves a position",
        ClaimKind::Office => "a person has a position or a role in the talks",
        ClaimKind::Speech => "an occasion of speaking with its own date, occasion or medium",
        ClaimKind::ProcessState => "talks start, run, stall, stop, end, or turn to an agenda",
        ClaimKind::Assessment => "a view of talks or of a side",
        ClaimKind::Accusation => "blame laid on someone",
        ClaimKind::Goal => "an aim or task that is no offer to anyone",
    }
}

/// What a status means.
pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Happened => "took place or is over",
        Status::Planned => "fixed, intended or promised",
        Status::Proposed => "put forward, not yet taken up",
        Status::Demanded => "called for",
        Status::Threatened => "announced as a consequence",
        Status::Refused => "turned down",
        Status::Negated => "said not to have happened or to exist",
        Status::Hypothetical => "conditional, possible, expected",
        Status::Holds => "a state that is true at the time",
        Status::Stated => "a view or charge, no event",
    }
}

/// What a kind of answer means.
pub const fn answer(answer: AnswerKind) -> &'static str {
    match answer {
        AnswerKind::Accept => "yes",
        AnswerKind::AcceptConditional => "yes, if",
        AnswerKind::NotOpposed => "no objection; not an acceptance",
        AnswerKind::Defer => "later, or others must be asked",
        AnswerKind::NoneYet => "silence so far",
        AnswerKind::Partial => "yes to a part",
        AnswerKind::Counter => "another offer in return",
        AnswerKind::Criticise => "finds fault, without refusal",
        AnswerKind::Reject => "no",
        AnswerKind::Unable => "cannot",
    }
}

/// What a stage of a move means.
pub const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Intended => "only meant or planned",
        Stage::Stated => "said in public",
        Stage::Delivered => "handed to the addressee",
        Stage::Withdrawn => "taken back by its author",
        Stage::Lapsed => "its term passed",
        Stage::Superseded => "its author put another move in its place",
    }
}

/// How the narrator vouches for a claim.
pub const fn evidential(evidential: Evidential) -> &'static str {
    match evidential {
        Evidential::Asserted => "the narrator says so",
        Evidential::Reported => "a named or unnamed speaker says so",
        Evidential::Presupposed => "taken for granted inside another claim",
        Evidential::Hearsay => "“reportedly”, “is said to”, “appears”",
    }
}

/// What a kind of actor means, for the codebook.
pub const fn actor_kind(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "a human being",
        ActorKind::State => "a state, or its government as a whole",
        ActorKind::Organ => "an organ of a state: ministry, parliament, army",
        ActorKind::ArmedGroup => "an armed group that is no state's",
        ActorKind::International => "an organisation of states",
        ActorKind::Organisation => "any other organisation: company, union, party, association",
        ActorKind::Outlet => "a news outlet or agency",
        ActorKind::Collective => "several together, or people named by what they are",
    }
}

/// What a verdict means, for the codebook.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "the values cannot both be true",
        Verdict::Error => "a report contradicts itself, or what is known of the world",
        Verdict::Strength => "one value says more than the other; both may be true",
    }
}

/// How words of a report relate to what was said.
pub const fn mode(mode: StatementMode) -> &'static str {
    match mode {
        StatementMode::Direct => "inside quotation marks",
        StatementMode::Indirect => "in the report's own words",
        StatementMode::Mixed => "both",
    }
}

/// How one report leans on another.
pub const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Identical => "the same words throughout",
        Relation::NearCopy => "mostly the same words",
        Relation::Retells => "the same content in other words, in the same order",
        Relation::Cites => "names it as its source",
    }
}

/// On what the date of a report rests.
pub const fn basis(basis: DateBasis) -> &'static str {
    match basis {
        DateBasis::Given => "given with the report by the user or its source",
        DateBasis::Meta => "the data of its page",
        DateBasis::Url => "its address",
        DateBasis::Text => "a dateline or byline in its text",
        DateBasis::Inferred => "worked out from its text and dated knowledge",
    }
}

/// How fine time words are.
pub const fn granularity(granularity: Granularity) -> &'static str {
    match granularity {
        Granularity::Time => "finer than a day",
        Granularity::Day => "a day",
        Granularity::Week => "a week",
        Granularity::Month => "a month",
        Granularity::Quarter => "a quarter of a year",
        Granularity::Year => "a year",
        Granularity::Era => "a decade, a century",
        Granularity::Span => "a stretch between two ends",
    }
}

/// What time words are counted from.
pub const fn anchor(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Absolute => "nothing: they name the date themselves",
        Anchor::Publication => "the day of the report",
        Anchor::Utterance => "the time of the speech that holds them",
        Anchor::Expression => "another date in the report",
        Anchor::Event => "another event (“after the talks”)",
    }
}

/// What a PLOVER root stands for (Open Event Data Alliance), as this record uses it.
pub const fn plover(code: Plover) -> &'static str {
    match code {
        Plover::Agree => "offer, invitation, consent, future cooperation",
        Plover::Consult => "meeting, call, visit",
        Plover::Support => "diplomatic support, signed agreement",
        Plover::Cooperate => "material cooperation",
        Plover::Aid => "aid of any kind",
        Plover::Yield => "concession: release, ceasefire, withdrawal",
        Plover::Request => "demand, call for something",
        Plover::Accuse => "criticism, blame",
        Plover::Reject => "refusal",
        Plover::Threaten => "threat, ultimatum",
        Plover::Protest => "demonstration",
        Plover::Sanction => "sanctions, expulsion, broken relations",
        Plover::Mobilize => "military posture",
        Plover::Coerce => "arrest, seizure, restriction",
        Plover::Assault => "fighting",
    }
}

/// Where a move stands, as the column `state` of the table of moves has it.
pub const STATES: [(&str, &str); 5] = [
    ("open", "no answer has settled it"),
    ("running", "an ultimatum whose term has not passed"),
    ("closed", "accepted or rejected by those to whom it was put"),
    ("lapsed", "its term has passed without an answer that settles it"),
    ("withdrawn", "taken back by its author"),
];

/// What a field holds.
pub const fn field(key: FieldKey) -> &'static str {
    match key {
        FieldKey::Proposer => "who puts the proposal forward",
        FieldKey::By => "who acts",
        FieldKey::Holder => "who holds the view or the agreement",
        FieldKey::Person => "whose position",
        FieldKey::Addressee => "to whom the move goes",
        FieldKey::Target => "against whom",
        FieldKey::Participants => "who takes part",
        FieldKey::Attendees => "persons present on the participants' behalf",
        FieldKey::Beneficiary => "for whose good",
        FieldKey::OnBehalf => "for whom the actor acts",
        FieldKey::Content => "what is proposed, demanded, agreed",
        FieldKey::Format => "form of a meeting: face to face, video link, ministerial",
        FieldKey::Place => "where",
        FieldKey::Scope => "full, limited, partial",
        FieldKey::Domains => "land, sea, air, energy",
        FieldKey::Condition => "if, after, unless",
        FieldKey::Duration => "ISO 8601 duration",
        FieldKey::Made => "when the move was put: earliest and latest day",
        FieldKey::Stage => "stage of the move",
        FieldKey::Consequence => "what follows otherwise",
        FieldKey::DeadlineDays => "length of the term in days",
        FieldKey::Issued => "when the ultimatum was put: earliest and latest day",
        FieldKey::To => "what an answer answers: words, or the id of a move",
        FieldKey::Answer => "kind of answer",
        FieldKey::Quote => "words in quotation marks",
        FieldKey::Count => "how many",
        FieldKey::Mediator => "who brings the sides together",
        FieldKey::OutcomeOf => "from which event a result came",
        FieldKey::Extent => "how far it goes",
        FieldKey::Class => "class of agreement or ceasefire",
        FieldKey::Side => "unilateral, bilateral, multilateral",
        FieldKey::Purpose => "for what",
        FieldKey::Object => "prisoners, bodies, hostages",
        FieldKey::Ratio => "exchange ratio, as in 1000:1000",
        FieldKey::Phase => "start, end, escalation",
        FieldKey::Position => "normalised position",
        FieldKey::AsWritten => "position as the report writes it",
        FieldKey::Ended => "the position is over",
        FieldKey::Occasion => "occasion of speaking",
        FieldKey::State => "state of the process",
        FieldKey::Agenda => "what the talks are about",
        FieldKey::About => "what an accusation is about",
        FieldKey::Repeated => "said before",
        FieldKey::Iterated => "done more than once",
        FieldKey::Verdict => "“asserted but contradicted”",
        FieldKey::Polarity => "positive or negative view",
        FieldKey::First => "what it is the first of",
    }
}
