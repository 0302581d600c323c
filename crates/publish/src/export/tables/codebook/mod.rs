//! The codebook: what tables, columns and values mean. The lists come from the program, so that none can be forgotten.

mod values;

use super::{Column, Result, TABLES, Table, Take, View, column};
use crate::export::events::{ACLED, ACLED_ROW, PLOVER, PLOVER_ROW};
use model::{
    ActorKind, Anchor, AnswerKind, ClaimKind, DateBasis, Evidential, Granularity, Plover, Relation, Stage, StatementMode, Status, Verdict,
};

use values::STATES;
pub(super) use values::field;

pub(in crate::export) const CODEBOOK: Table = Table { name: "Codebook", about: "what tables, columns and values mean", columns, rows };

fn columns() -> Vec<Column> {
    vec![
        column("table", "the table, or the list of values"),
        column("name", "the column, or the value"),
        column("meaning", "what it means"),
    ]
}

/// Remarks that hold for every table.
const REMARKS: [(&str, &str); 7] = [
    ("empty cell", "no report says; never a guess, never “no”"),
    ("lists", "several values of one cell stand between “ | ”"),
    ("apostrophe", "in CSV, a cell that begins with = + - @ has an apostrophe in front, so that no spreadsheet takes it for a formula"),
    (
        "claims and facts",
        "a claim is what one sentence says; a fact is fused from claims and names them; counts of reports never count headings twice",
    ),
    (
        "filters",
        "a filtered export holds the facts that meet all its conditions, with their moves, answers and differences; the statements that meet them (none, \
         where a kind, status or track is asked for); the claims that meet them by their own columns (track and roots: by their fact); and the reports and \
         actors of these",
    ),
    ("offsets", "start and end count Unicode code points of the report's text from 0; end is the first one after the words"),
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
    for (name, about, columns) in [("Event rows (PLOVER)", PLOVER_ROW, PLOVER), ("Event rows (ACLED)", ACLED_ROW, ACLED)] {
        row(name, "(a row)", about)?;
        for column in columns {
            row(name, column.name, column.about)?;
        }
    }
    macro_rules! values {
        ($($list:ty, $column:literal, $meaning:path;)+) => {
            $(for &value in <$list>::ALL { row(concat!("Values of ", $column), value.name(), $meaning(value))?; })+
        };
    }
    values! {
        ClaimKind, "kind", values::kind;
        Status, "status", values::status;
        AnswerKind, "answer", values::answer;
        Stage, "stage", values::stage;
        Evidential, "evidential", values::evidential;
        Granularity, "granularity", values::granularity;
        Anchor, "anchor", values::anchor;
        Plover, "plover", values::plover;
        Verdict, "verdict", values::verdict;
        StatementMode, "mode", values::mode;
        ActorKind, "kind (of actors)", values::actor_kind;
        DateBasis, "published_basis", values::basis;
        Relation, "leans_on", values::relation;
    }
    row("Values of answer", "owed", "in the table of answers: no answer that would settle the move has come from this party")?;
    STATES.iter().try_for_each(|(name, meaning)| row("Values of state", name, meaning))
}
