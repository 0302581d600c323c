//! The board: moves by track, the urgent ones first, with the answers of each party.

use super::{AnswerCell, MoveRow, TrackTable, notes::Notes};
use crate::wording;
use model::{AnswerKind, Fact, Move, Stage};
use std::collections::BTreeMap;

/// Moves that a page has room for.
const ROWS: usize = 12;

/// Name of the track of moves that have none.
const NO_TRACK: &str = "other";

/// The moves by track and how many more there are.
pub(super) fn tracks(moves: &[&Move], facts: &[&Fact], notes: &mut Notes<'_>) -> (Vec<TrackTable>, usize) {
    let mut chosen: Vec<&Move> = moves.to_vec();
    chosen.sort_by_key(|m| (urgency(m), std::cmp::Reverse((m.roots, m.reports)), m.id.clone()));
    let more = chosen.len().saturating_sub(ROWS);
    chosen.truncate(ROWS);
    let facts: BTreeMap<&str, &Fact> = facts.iter().map(|f| (f.id.as_str(), *f)).collect();
    let mut by_track: BTreeMap<&str, Vec<&Move>> = BTreeMap::new();
    for entry in chosen {
        by_track.entry(entry.track.as_deref().unwrap_or(NO_TRACK)).or_default().push(entry);
    }
    // What a reader must act on stands on top; what belongs nowhere at the bottom.
    let mut tracks: Vec<(&str, Vec<&Move>)> = by_track.into_iter().collect();
    tracks.sort_by_key(|(name, moves)| {
        (*name == NO_TRACK, moves.iter().map(|m| urgency(m)).min(), std::cmp::Reverse(moves.len()), name.to_string())
    });
    let tables = tracks.into_iter().map(|(name, moves)| TrackTable {
        name: name.to_owned(),
        rows: moves.into_iter().map(|entry| row(entry, &facts, notes)).collect(),
    });
    (tables.collect(), more)
}

/// 0 an answer is owed, 1 a term runs, 2 answered and open, 3 put to somebody, 4 closed, 5 put to nobody in particular.
fn urgency(entry: &Move) -> u8 {
    match entry.state.as_str() {
        _ if !entry.owes.is_empty() => 0,
        "running" => 1,
        "closed" | "withdrawn" | "lapsed" => 4,
        _ if !entry.answers.is_empty() => 2,
        _ if !entry.to.is_empty() => 3,
        _ => 5,
    }
}

/// "Closed by the agreement of 8 January 2031": what its fact links to.
fn closing(entry: &Move, facts: &BTreeMap<&str, &Fact>) -> Option<String> {
    let links = &facts.get(entry.id.as_str())?.links;
    let (words, link) = links.iter().find_map(|link| Some((wording::closing(&link.relation)?, link)))?;
    let day = facts.get(link.to.as_str()).and_then(|f| wording::when(f.envelope));
    Some(day.map_or_else(|| words.to_owned(), |day| format!("{words}, {day}")))
}

fn row(entry: &Move, facts: &BTreeMap<&str, &Fact>, notes: &mut Notes<'_>) -> MoveRow {
    let content = wording::tidy(&entry.content, wording::SHORT);
    MoveRow {
        id: entry.id.clone(),
        kind: wording::move_kind(entry.kind).to_owned(),
        by: wording::names(&entry.by),
        to: wording::names(&entry.to),
        content: match entry.condition.as_deref().filter(|condition| !content.contains(condition)) {
            Some(condition) => format!("{content} ({condition})"),
            None => content,
        },
        stage: closing(entry, facts).or_else(|| (entry.stage != Stage::Stated).then(|| wording::stage(entry.stage).to_owned())),
        due: entry.due.and_then(wording::when),
        answers: answers(entry, notes),
        owes: entry.owes.clone(),
        state: entry.state.clone(),
        reports: entry.reports,
        sources: entry.roots,
        notes: notes.number(&entry.evidence),
    }
}

/// What each party answered, in one cell a party; silence of a party that owes is not told twice.
pub(super) fn answers(entry: &Move, notes: &mut Notes<'_>) -> Vec<AnswerCell> {
    let mut cells: Vec<AnswerCell> = Vec::new();
    for answer in entry.answers.iter().filter(|a| a.answer != AnswerKind::NoneYet || !entry.owes.contains(&a.by)) {
        let words = wording::answer(answer.answer, answer.condition.as_deref().map(|c| wording::tidy(c, wording::SHORT)).as_deref());
        let numbers = notes.number(&answer.evidence);
        match cells.iter_mut().find(|cell| cell.by == wording::name(&answer.by)) {
            Some(cell) if cell.answer.contains(&words) => cell.notes.extend(numbers),
            Some(cell) => {
                cell.answer = format!("{}, {words}", cell.answer);
                cell.notes.extend(numbers);
            }
            None => cells.push(AnswerCell { by: wording::name(&answer.by).into_owned(), answer: words, notes: numbers }),
        }
    }
    for cell in &mut cells {
        cell.notes.sort_unstable();
        cell.notes.dedup();
    }
    cells
}
