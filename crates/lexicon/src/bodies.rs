//! International bodies, organs with names of their own, armed groups, and the seats that stand for organs.

use crate::table::{list, rows};
use model::ActorKind;
use std::sync::LazyLock;

pub(crate) const TABLE: &str = include_str!("../data/bodies.tsv");
pub(crate) const SEATS: &str = include_str!("../data/seats.tsv");

/// A body with a name.
#[derive(Clone, Debug)]
pub struct Body {
    /// Our short id: "UN", "HAMAS".
    pub id: &'static str,
    /// International, organ, armed group or organisation.
    pub kind: ActorKind,
    /// Usual English name.
    pub name: &'static str,
    /// Other names and abbreviations.
    pub names: Vec<&'static str>,
    /// The state or party it belongs to, by name; often its own.
    pub side: Option<&'static str>,
    /// Forms that stand before a noun and mean the body: "UN", "Hamas".
    pub adjectives: Vec<&'static str>,
}

/// A building or street that stands for who sits there.
#[derive(Clone, Debug)]
pub struct Seat {
    /// "Kremlin".
    pub name: &'static str,
    /// Other names of it.
    pub names: Vec<&'static str>,
    /// Canonical name of the actor meant; a state's code after `=`.
    pub actor: &'static str,
    /// The actor's full name: "Presidency of Russia".
    pub full_name: &'static str,
    /// Code of the state (or id of the body) it belongs to.
    pub state: &'static str,
    /// Office of its master, where it has one: "President of Russia" for "the Kremlin boss".
    pub head: Option<&'static str>,
}

static BODIES: LazyLock<Vec<Body>> = LazyLock::new(|| {
    rows::<6>(TABLE)
        .filter_map(|[id, kind, name, names, side, adjectives]| {
            let kind = ActorKind::parse(kind)?;
            let side = (!side.is_empty()).then_some(side);
            Some(Body { id, kind, name, names: list(names), side, adjectives: list(adjectives) })
        })
        .collect()
});

static SEAT_ROWS: LazyLock<Vec<Seat>> = LazyLock::new(|| {
    rows::<6>(SEATS)
        .map(|[name, names, actor, full_name, state, head]| Seat {
            name,
            names: list(names),
            actor,
            full_name,
            state,
            head: (!head.is_empty()).then_some(head),
        })
        .collect()
});

/// All bodies, in the order of the table.
pub fn bodies() -> &'static [Body] {
    &BODIES
}

/// The body with this id.
pub fn body(id: &str) -> Option<&'static Body> {
    BODIES.iter().find(|b| b.id == id)
}

/// All seats of power.
pub fn seats() -> &'static [Seat] {
    &SEAT_ROWS
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_body_has_a_kind_and_an_id_of_its_own_and_no_name_is_shared() {
        let rows = crate::table::widths(TABLE);
        assert!(rows.iter().all(|&w| w == 6));
        assert_eq!(bodies().len(), rows.len() - 1, "a row has an unknown kind");
        let ids: BTreeSet<_> = bodies().iter().map(|b| b.id).collect();
        assert_eq!(ids.len(), bodies().len());
        assert!(bodies().iter().all(|b| crate::state(b.id).is_none()), "an id is a state's code");
        let mut names = BTreeSet::new();
        for body in bodies() {
            for name in std::iter::once(&body.name).chain(&body.names) {
                assert!(names.insert(*name), "{name} names two bodies");
            }
        }
    }

    #[test]
    fn every_seat_belongs_to_a_known_state_or_body_and_its_master_to_an_office_of_the_table_or_none() {
        assert!(crate::table::widths(SEATS).iter().all(|&w| w == 6));
        for seat in seats() {
            assert!(crate::state(seat.state).is_some() || body(seat.state).is_some(), "{}", seat.name);
            if let Some(code) = seat.actor.strip_prefix('=') {
                assert!(crate::state(code).is_some(), "{}", seat.name);
            }
        }
    }
}
