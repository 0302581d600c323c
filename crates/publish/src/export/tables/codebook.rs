//! The codebook: what tables, columns and values mean. The lists come from the program, so that none can be forgotten.

use super::{Column, Result, TABLES, Table, Take, View, column};
use model::{AnswerKind, ClaimKind, Evidential, FieldKey, Stage, Status};

pub(in crate::export) const CODEBOOK: Table = Table { name: "Codebook", about: "what tables, columns and values mean", columns, rows };

fn columns() -> Vec<Column> {
    vec![
        column("table", "the table, or the list of values"),
        column("name", "the column, or the value"),
        column("meaning", "what it means"),
    ]
}

/// Remarks that hold for every table.
const REMARKS: [(&str, &str); 5] = [
    ("empty cell", "no report says; never a guess, never “no”"),
    ("lists", "several values of one cell stand between “ | ”"),
    ("apostrophe", "in CSV, a cell that begins with = + - @ has an apostrophe in front, so that no spreadsheet takes it for a formula"),
    (
        "claims and facts",
        "a claim is what one sentence says; a fact is fused from claims and names them; counts of reports never count headings twice",
    ),
    ("roots", "reports that rest on one another, or on one unread origin, count as one independent source"),
];

fn rows(_: &View<'_>, take: &mut Take<'_>) -> Result<()> {
    let mut row = |table: &str, name: &str, meaning: &str| take(&[table.into(), name.into(), meaning.into()]);
    for (name, meaning) in REMARKS {
        row("General", name, meaning)?;
    }
    for table in TABLES {
        row(table.name, "(a row)", table.about)?;
        for column in (table.columns)() {
            row(table.name, column.name, column.about)?;
        }
    }
    for &value in ClaimKind::ALL {
        row("Values of kind", value.name(), kind(value))?;
    }
    for &value in Status::ALL {
        row("Values of status", value.name(), status(value))?;
    }
    for &value in AnswerKind::ALL {
        row("Values of answer", value.name(), answer(value))?;
    }
    for &value in Stage::ALL {
        row("Values of stage", value.name(), stage(value))?;
    }
    for &value in Evidential::ALL {
        row("Values of evidential", value.name(), evidential(value))?;
    }
    Ok(())
}

const fn kind(kind: ClaimKind) -> &'static str {
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

const fn status(status: Status) -> &'static str {
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

const fn answer(answer: AnswerKind) -> &'static str {
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

const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Intended => "only meant or planned",
        Stage::Stated => "said in public",
        Stage::Delivered => "handed to the addressee",
        Stage::Withdrawn => "taken back by its author",
        Stage::Lapsed => "its term passed",
    }
}

const fn evidential(evidential: Evidential) -> &'static str {
    match evidential {
        Evidential::Asserted => "the narrator says so",
        Evidential::Reported => "a named or unnamed speaker says so",
        Evidential::Presupposed => "taken for granted inside another claim",
        Evidential::Hearsay => "“reportedly”, “is said to”, “appears”",
    }
}

/// What a field holds.
pub(super) const fn field(key: FieldKey) -> &'static str {
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
