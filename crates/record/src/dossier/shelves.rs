//! The record's entries on their shelves: what differs from what stands there is written and noted in the journal, all else stays as it is.

use super::entries::Settled;
use crate::{Error, Result};
use model::Record;
use rusqlite::Connection;
use serde::Serialize;
use std::collections::BTreeMap;

/// An entry ready for the file.
struct Row {
    shelf: &'static str,
    id: String,
    /// JSON.
    body: String,
}

impl Row {
    fn key(&self) -> (&str, &str) {
        (self.shelf, &self.id)
    }
}

/// What stands in the file under an entry's id.
struct Stored {
    place: i64,
    /// Its body, where that is another.
    other: Option<String>,
}

/// All entries in the order of the record, shelf by shelf.
fn rows(record: &Record) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    shelve(&mut rows, "report", &record.reports, |e| e.id.clone())?;
    shelve(&mut rows, "derivation", &record.derivations, |e| format!("{} {} {}", e.from, e.relation, e.to))?;
    shelve(&mut rows, "actor", &record.actors, |e| e.id.clone())?;
    shelve(&mut rows, "statement", &record.statements, |e| e.id.clone())?;
    shelve(&mut rows, "fact", &record.facts, |e| e.id.clone())?;
    shelve(&mut rows, "move", &record.moves, |e| e.id.clone())?;
    shelve(&mut rows, "conflict", &record.conflicts, |e| e.id.clone())?;
    shelve(&mut rows, "process", &record.processes, |e| e.id.clone())?;
    Ok(rows)
}

fn shelve<T: Serialize>(rows: &mut Vec<Row>, shelf: &'static str, entries: &[T], id: impl Fn(&T) -> String) -> Result<()> {
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    for entry in entries {
        let mut id = id(entry);
        let times = taken.entry(id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            id = format!("{id} ({times})");
        }
        rows.push(Row { shelf, id, body: serde_json::to_string(entry).map_err(Error::encoding)? });
    }
    Ok(())
}

/// Brings the shelves to a record.
pub(super) fn store(connection: &Connection, record: &Record, at: &str, cause: &str) -> Result<Settled> {
    let rows = rows(record)?;
    let (stored, gone) = compare(connection, &rows)?;
    let mut settled = Settled::default();
    let mut put = connection.prepare("INSERT OR REPLACE INTO entry (shelf, id, place, body) VALUES (?1, ?2, ?3, ?4)")?;
    let mut shift = connection.prepare("UPDATE entry SET place = ?3 WHERE shelf = ?1 AND id = ?2")?;
    let mut note = connection.prepare("INSERT INTO journal (at, cause, shelf, entry, what, before) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    let mut begin = 0;
    for shelf in rows.chunk_by(|a, b| a.shelf == b.shelf) {
        let stored = &stored[begin..begin + shelf.len()];
        begin += shelf.len();
        let places = places(&stored.iter().map(|s| s.as_ref().map(|s| s.place)).collect::<Vec<_>>());
        for ((row, old), place) in shelf.iter().zip(stored).zip(places) {
            match old {
                Some(Stored { place: before, other: None }) => {
                    if *before != place {
                        shift.execute((row.shelf, &row.id, place))?;
                    }
                    continue;
                }
                Some(Stored { other: Some(body), .. }) => {
                    settled.changed += 1;
                    note.execute((at, cause, row.shelf, &row.id, "changed", Some(body)))?;
                }
                None => {
                    settled.new += 1;
                    note.execute((at, cause, row.shelf, &row.id, "new", None::<&str>))?;
                }
            }
            put.execute((row.shelf, &row.id, place, &row.body))?;
        }
    }
    for (shelf, id, body) in &gone {
        settled.gone += 1;
        note.execute((at, cause, shelf, id, "gone", Some(body)))?;
        connection.execute("DELETE FROM entry WHERE shelf = ?1 AND id = ?2", (shelf, id))?;
    }
    Ok(settled)
}

/// Shelf, id and body of an entry that no row has.
type Gone = (String, String, String);

/// What stands in the file for each row, and what stands there for none. Both are walked along in order of shelf and id, so that only what differs is copied.
fn compare(connection: &Connection, rows: &[Row]) -> Result<(Vec<Option<Stored>>, Vec<Gone>)> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_unstable_by(|&a, &b| rows[a].key().cmp(&rows[b].key()));
    let mut next = order.into_iter().peekable();
    let mut stored: Vec<Option<Stored>> = rows.iter().map(|_| None).collect();
    let mut gone = Vec::new();
    let mut query = connection.prepare("SELECT shelf, id, place, body FROM entry ORDER BY shelf, id")?;
    let mut old = query.query([])?;
    while let Some(row) = old.next()? {
        let text = |column: usize| row.get_ref(column).map(|value| value.as_str().unwrap_or_default());
        let (key, body) = ((text(0)?, text(1)?), text(3)?);
        while next.next_if(|&at| rows[at].key() < key).is_some() {}
        match next.next_if(|&at| rows[at].key() == key) {
            Some(at) => stored[at] = Some(Stored { place: row.get(2)?, other: (body != rows[at].body).then(|| body.to_owned()) }),
            None => gone.push((key.0.to_owned(), key.1.to_owned(), body.to_owned())),
        }
    }
    Ok((stored, gone))
}

/// Room between two places of a shelf, so that what comes between finds one.
const ROOM: i64 = 1 << 20;

/// Places for the entries of a shelf, in their order, each behind the one before. `old`: where an entry stands already; as many as can stay there.
fn places(old: &[Option<i64>]) -> Vec<i64> {
    let mut out: Vec<i64> = Vec::with_capacity(old.len());
    let mut last: Option<i64> = None;
    let stay = rising(old);
    for end in stay.iter().copied().map(Some).chain([None]) {
        let new = end.unwrap_or(old.len()) - out.len();
        let next = end.and_then(|at| old[at]);
        let (from, step) = match (last, next) {
            (Some(last), Some(next)) => (last, (next - last) / (new as i64 + 1)),
            (None, Some(next)) => (next - ROOM * (new as i64 + 1), ROOM),
            (last, None) => (last.unwrap_or(0), ROOM),
        };
        if step == 0 {
            // No room is left between two that stay: all are placed anew.
            return (1..).map(|n| n * ROOM).take(old.len()).collect();
        }
        out.extend((1..=new as i64).map(|n| from + n * step));
        out.extend(next);
        last = out.last().copied();
    }
    out
}

/// The longest choice of entries (by index, in order) whose places rise.
fn rising(places: &[Option<i64>]) -> Vec<usize> {
    // By length of a choice, the entry at its end that stands foremost; before each entry the one that it follows.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for at in (0..places.len()).filter(|&at| places[at].is_some()) {
        let length = ends.partition_point(|&end| places[end] < places[at]);
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        ends.truncate(ends.len().max(length));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut out: Vec<usize> = std::iter::successors(ends.last().copied(), |&at| before[at]).collect();
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_order_stays_and_what_is_new_finds_room() {
        assert_eq!(places(&[None, None]), [ROOM, 2 * ROOM]);
        assert_eq!(places(&[Some(ROOM), None, Some(2 * ROOM), None]), [ROOM, ROOM + ROOM / 2, 2 * ROOM, 3 * ROOM]);
        assert_eq!(places(&[None, Some(0)]), [-ROOM, 0]);
        // One that moved is placed anew, the others stay.
        assert_eq!(places(&[Some(100), Some(500), Some(200), Some(300)]), [100, 150, 200, 300]);
        // Files of earlier versions counted by ones.
        assert_eq!(places(&[Some(0), None, Some(1)]), [ROOM, 2 * ROOM, 3 * ROOM]);
    }

    /// However often entries come between, places rise, and most of the time nothing else moves.
    #[test]
    fn places_rise_whatever_comes_between() {
        let mut shelf: Vec<Option<i64>> = Vec::new();
        let (mut number, mut moved) = (7_u64, 0);
        for round in 0..300 {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (number >> 33) as usize % (shelf.len() + 1);
            if round % 5 == 4 {
                shelf.remove(at.min(shelf.len() - 1));
            } else {
                shelf.insert(at, None);
            }
            let now = places(&shelf);
            assert!(now.is_sorted_by(|a, b| a < b), "{now:?}");
            moved += shelf.iter().zip(&now).filter(|(old, new)| old.is_some_and(|old| old != **new)).count();
            shelf = now.into_iter().map(Some).collect();
        }
        assert!(moved < 500, "{moved} entries moved for 240 new ones");
    }
}
