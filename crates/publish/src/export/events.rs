//! Event rows as conflict researchers keep them: PLOVER (as in POLECAT) and ACLED. One row per fact; the last column says what the fact
//! holds and the scheme has no place for, so that nobody takes a row for the whole of it.

use super::csv::Sheet;
use super::tables::{Column, column};
use super::{Result, View};
use crate::told::Told;
use model::{Actor, ActorKind, AnswerKind, ClaimKind, Envelope, Fact, FieldKey, Plover, Status, plover_root};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// What a row of PLOVER is.
pub(super) const PLOVER_ROW: &str = "one row per fact, in the columns of PLOVER";

/// Its columns.
pub(super) const PLOVER: &[Column] = &[
    column("event_id", "id of the fact"),
    column("event_date", "first day on which it may lie; empty: open"),
    column("event_date_latest", "last day on which it may lie; empty: open"),
    column("event_type", "PLOVER root; empty: PLOVER has no code for it"),
    column("quad_code", "Q1 words of cooperation, Q2 deeds of cooperation, Q3 words of conflict, Q4 deeds of conflict"),
    column("actor_name", "who acts, by canonical names; those who take part together stand in both columns"),
    column("actor_kind", "what they are: person, state, organ, …"),
    column("actor_side", "the state or party to which they belong"),
    column("recipient_name", "on whom, by canonical names"),
    column("recipient_kind", "what these are"),
    column("recipient_side", "the state or party to which these belong"),
    column("placename", "where"),
    column("sources", "outlets of the reports that say it, or ids of reports without one"),
    column("reports", "number of reports that say it"),
    column("roots", "number of independent sources among them"),
    column("summary", "the fact in one line"),
    column("not_expressible", "what the fact holds and the scheme has no place for; empty: nothing is lost"),
];

/// What a row of ACLED is.
pub(super) const ACLED_ROW: &str = "one row per fact, in the columns of ACLED";

/// Its columns.
pub(super) const ACLED: &[Column] = &[
    column("event_id_cnty", "id of the fact"),
    column("event_date", "first day on which it may lie, or the last where the first is open"),
    column("year", "its year"),
    column("time_precision", "1: the day is known, 2: within a week, 3: within a month; empty: wider"),
    column("disorder_type", "Strategic developments, or empty: no event in ACLED’s sense"),
    column("event_type", "Strategic developments, or empty: no event in ACLED’s sense"),
    column("sub_event_type", "Agreement, or empty: no event in ACLED’s sense"),
    column("actor1", "who acts, or the first of those who take part"),
    column("inter1", "State forces where all of these are states or their organs; else empty"),
    column("actor2", "on whom, or the others who take part"),
    column("inter2", "as inter1"),
    column("country", "always empty: places are not located"),
    column("location", "where, in the words of the reports"),
    column("latitude", "always empty: places are not located"),
    column("longitude", "always empty: places are not located"),
    column("source", "outlets of the reports that say it, or ids of reports without one"),
    column("notes", "the sentences, each with outlet and date"),
    column("fatalities", "always empty: deaths are not counted"),
    column("not_expressible", "what the fact holds and the scheme has no place for; empty: nothing is lost"),
];

fn heads(columns: &[Column]) -> Vec<&'static str> {
    columns.iter().map(|column| column.name).collect()
}

/// PLOVER rows. Facts without a code stay in, with an empty type.
pub fn plover(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    let told = view.told();
    let actors = actors(view);
    let mut sheet = Sheet::new(out);
    sheet.head(&heads(PLOVER))?;
    for fact in &view.record.facts {
        let (from, to) = parties(fact);
        let code = code(fact);
        let kinds = |names: &[&str]| join(names.iter().filter_map(|name| actors.get(name)).map(|actor| actor.kind.name()));
        let sides = |names: &[&str]| join(names.iter().filter_map(|name| actors.get(name)).filter_map(|actor| actor.side.as_deref()));
        sheet.row(&[
            fact.id.clone(),
            text(fact.envelope.earliest),
            text(fact.envelope.latest),
            code.map_or("", Plover::name).to_owned(),
            code.map_or("", quad).to_owned(),
            join(from.iter().copied()),
            kinds(&from),
            sides(&from),
            join(to.iter().copied()),
            kinds(&to),
            sides(&to),
            join(fact.fields.texts(FieldKey::Place).into_iter()),
            outlets(&told, fact),
            fact.reports.to_string(),
            fact.roots.to_string(),
            told.fact(fact),
            lost(&told, fact, code.is_none().then_some("PLOVER has no code for it")),
        ])?;
    }
    sheet.finish()
}

/// ACLED rows. Facts that are no event there stay in, with an empty type.
pub fn acled(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    let told = view.told();
    let actors = actors(view);
    let mut sheet = Sheet::new(out);
    sheet.head(&heads(ACLED))?;
    for fact in &view.record.facts {
        let (from, to) = parties(fact);
        let kind = acled_type(fact);
        // Between those who take part there is no first and second: the first named stands in the first column.
        let (from, to) = if from == to { (from[..1.min(from.len())].to_vec(), to[1.min(to.len())..].to_vec()) } else { (from, to) };
        let forces = |names: &[&str]| {
            let state = |name: &&str| actors.get(*name).is_some_and(|a| matches!(a.kind, ActorKind::State | ActorKind::Organ));
            if !names.is_empty() && names.iter().all(state) { "State forces".to_owned() } else { String::new() }
        };
        let place = join(fact.fields.texts(FieldKey::Place).into_iter());
        let notes: Vec<String> =
            told.quotes(&fact.evidence).into_iter().map(|q| format!("{}, {}: {}", q.outlet, q.published, q.sentence)).collect();
        sheet.row(&[
            fact.id.clone(),
            text(fact.envelope.earliest.or(fact.envelope.latest)),
            fact.envelope.earliest.or(fact.envelope.latest).map(|day| day.year().to_string()).unwrap_or_default(),
            precision(fact.envelope).to_owned(),
            if kind.is_ok() { "Strategic developments" } else { "" }.to_owned(),
            if kind.is_ok() { "Strategic developments" } else { "" }.to_owned(),
            kind.unwrap_or_default().to_owned(),
            join(from.iter().copied()),
            forces(&from),
            join(to.iter().copied()),
            forces(&to),
            String::new(),
            place,
            String::new(),
            String::new(),
            outlets(&told, fact),
            notes.join(" / "),
            String::new(),
            lost(&told, fact, kind.err()),
        ])?;
    }
    sheet.finish()
}

fn actors<'v>(view: &View<'v>) -> BTreeMap<&'v str, &'v Actor> {
    view.record.actors.iter().map(|actor| (actor.name.as_str(), actor)).collect()
}

/// Who acts and on whom; those who take part in something together stand on both sides.
fn parties(fact: &Fact) -> (Vec<&str>, Vec<&str>) {
    use FieldKey as F;
    let named = |keys: &[FieldKey]| -> Vec<&str> {
        let mut seen = BTreeSet::new();
        keys.iter().flat_map(|&key| fact.fields.texts(key)).filter(|name| seen.insert(*name)).collect()
    };
    let from = named(&[F::Proposer, F::By, F::Holder, F::Person]);
    let to = named(&[F::Addressee, F::Target, F::Beneficiary]);
    if from.is_empty() && to.is_empty() {
        let together = named(&[F::Participants]);
        return (together.clone(), together);
    }
    (from, to)
}

/// The PLOVER root of a fact.
pub(super) fn code(fact: &Fact) -> Option<Plover> {
    match fact.kind {
        ClaimKind::Answer => AnswerKind::parse(fact.fields.text(FieldKey::Answer)?)?.plover(),
        kind => plover_root(kind, fact.status),
    }
}

/// PLOVER's quad class: words or deeds, cooperation or conflict.
const fn quad(code: Plover) -> &'static str {
    match code {
        Plover::Agree | Plover::Consult | Plover::Support => "Q1",
        Plover::Cooperate | Plover::Aid | Plover::Yield => "Q2",
        Plover::Request | Plover::Accuse | Plover::Reject | Plover::Threaten => "Q3",
        Plover::Protest | Plover::Sanction | Plover::Mobilize | Plover::Coerce | Plover::Assault => "Q4",
    }
}

/// ACLED's sub-event, or why there is none. Its "Agreement" takes in talks, truces, exchanges and releases (ACLED codebook, "Strategic
/// developments").
fn acled_type(fact: &Fact) -> std::result::Result<&'static str, &'static str> {
    use ClaimKind as K;
    match (fact.kind, fact.status) {
        (K::Agreement | K::Ceasefire | K::Exchange | K::Meeting, Status::Happened) => Ok("Agreement"),
        (K::Hostilities, Status::Happened) => Err("fighting: ACLED asks for clash, shelling, air strike or attack, which was not read"),
        (K::Agreement | K::Ceasefire | K::Exchange | K::Meeting | K::Hostilities, _) => Err("ACLED holds only what happened"),
        _ => Err("no event in ACLED's sense"),
    }
}

/// 1 a day, 2 a week, 3 a month; nothing beyond.
fn precision(envelope: Envelope) -> &'static str {
    match envelope.days() {
        Some(1) => "1",
        Some(2..=7) => "2",
        Some(8..=31) => "3",
        _ => "",
    }
}

/// What the row cannot hold of the fact.
fn lost(told: &Told<'_>, fact: &Fact, why: Option<&str>) -> String {
    let mut lost: Vec<String> = why.map(str::to_owned).into_iter().collect();
    if fact.envelope.single_day().is_none() {
        lost.push(format!("date is {}", if fact.envelope.is_open() { "not stated".to_owned() } else { fact.envelope.edtf() }));
    }
    if !matches!(fact.status, Status::Happened | Status::Stated) {
        lost.push(format!("status: {}", fact.status));
    }
    for key in [FieldKey::Condition, FieldKey::Consequence, FieldKey::DeadlineDays] {
        let texts = fact.fields.texts(key);
        if !texts.is_empty() {
            lost.push(format!("{}: {}", key.name().replace('_', " "), texts.join(", ")));
        }
    }
    if let Some(entry) = told.move_of(&fact.id) {
        lost.extend(entry.answers.iter().map(|answer| format!("answer of {}: {}", answer.by, answer.answer)));
        lost.extend(entry.owes.iter().map(|party| format!("{party} owes an answer")));
    }
    if let Some(speaker) = &fact.speaker {
        lost.push(format!("according to {speaker}"));
    }
    lost.join("; ")
}

fn outlets(told: &Told<'_>, fact: &Fact) -> String {
    let mut seen = BTreeSet::new();
    join(
        fact.evidence
            .iter()
            .map(|e| told.report(&e.report).and_then(|r| r.outlet.as_deref()).unwrap_or(&e.report))
            .filter(|o| seen.insert(*o)),
    )
}

/// "A; B", as POLECAT and ACLED join names.
fn join<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join("; ")
}

fn text(day: Option<jiff::civil::Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
