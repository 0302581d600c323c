//! Which year is meant where the words give none.

use super::Direction;
use crate::times::calendar as cal;
use crate::times::meaning::{Unit, Which};
use jiff::civil::Date;
use model::Envelope;

/// How many years, months, … off the anchor a word points.
pub const fn offset(which: Which) -> i16 {
    match which {
        Which::Last | Which::Previous | Which::Latest => -1,
        Which::Next | Which::Following => 1,
        Which::Bare | Which::This | Which::Same => 0,
    }
}

/// The year in which a bare day of the year lies: the nearest, unless the clause points the other way and that is not far off.
pub fn nearest_year(anchor: Date, direction: Direction, on: impl Fn(i16) -> Option<Date>) -> i16 {
    let year = anchor.year();
    let distance = |y: i16| on(y).map(|d| i64::from((d - anchor).get_days()));
    let nearest =
        [year, year - 1, year + 1].into_iter().filter(|y| distance(*y).is_some()).min_by_key(|y| distance(*y).map_or(i64::MAX, i64::abs));
    // The clause decides within nine months; beyond that the nearer day is meant ("said the deadline of Nov. 9").
    let pick = match direction {
        Direction::Past => [year, year - 1].into_iter().find(|y| distance(*y).is_some_and(|d| (-275..=0).contains(&d))),
        Direction::Future => [year, year + 1].into_iter().find(|y| distance(*y).is_some_and(|d| (0..=275).contains(&d))),
        Direction::Unknown => None,
    };
    pick.or(nearest).unwrap_or(year)
}

/// Where a quarter or half points: one that is over by less than its own length is meant even beside a future verb ("expects to report a loss for the
/// third quarter").
pub fn fresh(anchor: Date, which: Which, index: u8, of: u8, direction: Direction) -> Direction {
    let just_over = [anchor.year() - 1, anchor.year()].into_iter().any(|y| {
        let period = cal::fraction(y, index, of);
        period.latest.is_some_and(|end| end < anchor && cal::shift(end, i64::from(12 / of.max(1)), Unit::Month) >= anchor)
    });
    if which == Which::Bare && direction == Direction::Future && just_over { Direction::Unknown } else { direction }
}

/// The year of the month, quarter, season or feast that is meant.
pub fn occurrence(anchor: Date, which: Which, direction: Direction, interval: impl Fn(i16) -> Envelope) -> i16 {
    let year = anchor.year();
    let begun = |y: i16| interval(y).earliest.is_some_and(|d| d <= anchor);
    let over = |y: i16| interval(y).latest.is_some_and(|d| d < anchor);
    let latest = |test: &dyn Fn(i16) -> bool| [year + 1, year, year - 1].into_iter().find(|y| test(*y)).unwrap_or(year - 2);
    match which {
        Which::This | Which::Same => {
            // "this September": of this year; a winter that began last year goes on.
            if begun(year) || over(year - 1) { year } else { year - 1 }
        }
        Which::Last | Which::Previous => latest(&over),
        Which::Latest => latest(&over),
        Which::Next | Which::Following => [year, year + 1].into_iter().find(|y| !begun(*y)).unwrap_or(year + 1),
        Which::Bare => match direction {
            Direction::Future => [year - 1, year, year + 1].into_iter().find(|y| !over(*y)).unwrap_or(year),
            Direction::Past | Direction::Unknown => latest(&begun),
        },
    }
}
