//! Starts and ends of wars, truces and processes.

use crate::table::{list, rows};
use jiff::civil::Date;
use std::sync::LazyLock;

pub(crate) const TABLE: &str = include_str!("../data/events.tsv");

/// A war, process, truce or agreement with its days.
#[derive(Clone, Debug)]
pub struct DatedEvent {
    /// Our id.
    pub id: &'static str,
    /// `war`, `process`, `ceasefire`, `agreement`, `disaster`.
    pub kind: &'static str,
    /// Name.
    pub name: &'static str,
    /// Phrases by which reports refer to it.
    pub names: Vec<&'static str>,
    /// First day.
    pub from: Date,
    /// Last day, where it has one.
    pub to: Option<Date>,
    /// Codes of states and ids of bodies concerned.
    pub states: Vec<&'static str>,
}

static EVENTS: LazyLock<Vec<DatedEvent>> = LazyLock::new(|| {
    rows::<7>(TABLE)
        .filter_map(|[id, kind, name, names, from, to, states]| {
            let to = if to.is_empty() { None } else { Some(to.parse().ok()?) };
            Some(DatedEvent { id, kind, name, names: list(names), from: from.parse().ok()?, to, states: list(states) })
        })
        .collect()
});

/// All events, in the order of the table.
pub fn events() -> &'static [DatedEvent] {
    &EVENTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_its_parties_are_known() {
        assert_eq!(events().len(), crate::table::widths(TABLE).len() - 1);
        for event in events() {
            assert!(event.to.is_none_or(|to| to >= event.from), "{}", event.id);
            for party in &event.states {
                assert!(crate::state(party).is_some() || crate::body(party).is_some(), "{party} of {}", event.id);
            }
        }
    }
}
