//! Claims in a few numbers, so that most pairs that can never be one are passed over without a look at their names and words.

use super::item::Item;
use super::likeness::class;
use crate::words::hash;
use jiff::civil::{Date, date};
use model::ClaimKind as K;
use std::collections::BTreeSet;

/// A set of names: a bit for each, which others may share. Sets without a common bit have no name in common.
type Bits = u64;

fn bits(names: &BTreeSet<String>) -> Bits {
    names.iter().fold(0, |bits, name| bits | 1 << (hash(name.as_bytes()) % 64))
}

/// What of a claim bars it from others at a glance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brief {
    class: u8,
    /// First and last day, as numbers.
    time: (i32, i32),
    by: Bits,
    to: Bits,
    places: Bits,
    figures: Bits,
}

impl Brief {
    /// Of a claim. What bars claims of its kind from nothing is left empty.
    pub(super) fn of(item: &Item<'_>) -> Brief {
        const EPOCH: Date = date(1970, 1, 1);
        let mut out = Brief { class: class(item), time: (i32::MIN, i32::MAX), by: 0, to: 0, places: 0, figures: 0 };
        if item.is_post() {
            return out;
        }
        if let Some(time) = item.time {
            let number = |day: Option<Date>| day.map(|day| (day - EPOCH).get_days());
            out.time = (number(time.earliest).unwrap_or(i32::MIN), number(time.latest).unwrap_or(i32::MAX));
        }
        (out.by, out.places) = (bits(&item.by), bits(&item.places));
        if item.claim.kind != K::Assessment {
            out.to = bits(&item.to);
        }
        if matches!(item.claim.kind, K::Meeting | K::Exchange) {
            out.figures = bits(&item.figures);
        }
        out
    }

    /// Whether two claims of one family of kinds are barred from each other; where not, [`super::likeness::barred`] decides.
    pub(super) fn barred(&self, other: &Brief) -> bool {
        let disjoint = |a: Bits, b: Bits| a & b == 0 && a != 0 && b != 0;
        self.class != other.class
            || self.time.1 < other.time.0
            || other.time.1 < self.time.0
            || disjoint(self.by, other.by)
            || disjoint(self.to, other.to)
            || disjoint(self.places, other.places)
            || disjoint(self.figures, other.figures)
    }
}
