//! Sets of days as disjoint envelopes in order.

use model::Envelope;

/// A set of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days(Vec<Envelope>);

impl Days {
    /// Every day.
    pub fn all() -> Days {
        Days(vec![Envelope::OPEN])
    }

    /// The union of envelopes, given in any order.
    pub fn from(mut envelopes: Vec<Envelope>) -> Days {
        envelopes.sort();
        Days(envelopes)
    }

    /// The days in both.
    pub fn narrow(&self, other: &Days) -> Days {
        let mut both: Vec<Envelope> = self.0.iter().flat_map(|a| other.0.iter().filter_map(|b| a.narrow(*b))).collect();
        both.sort();
        both.dedup();
        Days(both)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The smallest envelope around all; open where the set is empty.
    pub fn hull(&self) -> Envelope {
        self.0.iter().copied().reduce(Envelope::hull).unwrap_or(Envelope::OPEN)
    }
}
