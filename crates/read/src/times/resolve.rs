//! Meanings meet the calendar: TIMEX3 value, envelope, granularity.
//!
//! A publication date that is itself an envelope is resolved at both of its ends; the result is the hull, and the value keeps only what both agree
//! on. Every operator is monotone in the anchor, so the hull holds whatever day the report really bears.

use super::calendar as cal;
use super::meaning::{Base, Clock, Count, DayPart, InYear, Length, Meaning, Parsed, Portion, Season, TimeOfDay, Unit, Vague, Which};
use super::value;
use jiff::civil::Date;
use model::{Anchor, Envelope, Granularity, TimexType};

/// Where the sentence points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The governing clause is past.
    Past,
    /// The governing clause or a cue is future.
    Future,
    /// Neither.
    Unknown,
}

/// What an expression is resolved against.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The days of publication.
    pub publication: Envelope,
    /// Direction of the clause.
    pub direction: Direction,
    /// The date last spoken of in the block.
    pub reference: Option<(Envelope, Granularity)>,
    /// The quarter last spoken of: year and number.
    pub quarter: Option<(i16, u8)>,
    /// An adjective before a noun ("his evening address"): its day is not said.
    pub adjectival: bool,
}

/// A resolved expression without its span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// TIMEX3 type.
    pub timex: TimexType,
    /// TIMEX3 value.
    pub value: String,
    /// Envelope.
    pub envelope: Envelope,
    /// Granularity.
    pub granularity: Granularity,
    /// Anchor.
    pub anchor: Anchor,
    /// Other envelopes.
    pub alternatives: Vec<Envelope>,
    /// Vague or inherited.
    pub implicit: bool,
    /// Year and quarter, where it is one.
    pub quarter: Option<(i16, u8)>,
}

impl Resolved {
    fn new(timex: TimexType, value: String, envelope: Envelope, granularity: Granularity, anchor: Anchor) -> Resolved {
        Resolved { timex, value, envelope, granularity, anchor, alternatives: Vec::new(), implicit: false, quarter: None }
    }

    fn date(envelope: Envelope, granularity: Granularity, anchor: Anchor) -> Resolved {
        Resolved::new(TimexType::Date, value::of(envelope, granularity), envelope, granularity, anchor)
    }
}

/// Resolves a parsed expression in its context.
pub fn resolve(parsed: &Parsed, context: &Context) -> Resolved {
    let ends = (context.publication.earliest, context.publication.latest);
    match ends {
        (Some(a), Some(b)) if a == b => at(parsed, a, context),
        (Some(_), _) | (_, Some(_)) => {
            let low = ends.0.map(|day| at(parsed, day, context));
            let high = ends.1.map(|day| at(parsed, day, context));
            between(parsed, low, high)
        }
        (None, None) => {
            // Two imaginary anchors far apart: what both agree on needs no anchor.
            let low = at(parsed, cal::day(2001, 3, 7).unwrap_or_default(), context);
            let high = at(parsed, cal::day(2014, 9, 19).unwrap_or_default(), context);
            if low.value == high.value && low.envelope == high.envelope {
                return low;
            }
            Resolved { value: value::underspecified(parsed), envelope: Envelope::OPEN, alternatives: Vec::new(), ..low }
        }
    }
}

/// The hull of two resolutions, each at one end of the days of publication; a missing end is open.
fn between(parsed: &Parsed, low: Option<Resolved>, high: Option<Resolved>) -> Resolved {
    match (low, high) {
        (Some(low), Some(high)) => {
            if low.value == high.value && low.envelope == high.envelope {
                return low;
            }
            let value = if low.value == high.value { low.value.clone() } else { value::underspecified(parsed) };
            Resolved { value, envelope: low.envelope.hull(high.envelope), alternatives: Vec::new(), ..low }
        }
        (Some(one), None) => open_ended(parsed, one, true),
        (None, Some(one)) => open_ended(parsed, one, false),
        (None, None) => unanchored(parsed),
    }
}

fn unanchored(parsed: &Parsed) -> Resolved {
    Resolved::new(TimexType::Date, value::underspecified(parsed), Envelope::OPEN, Granularity::Span, Anchor::Publication)
}

/// Resolved at the only known end of the days of publication.
fn open_ended(parsed: &Parsed, one: Resolved, from: bool) -> Resolved {
    if one.anchor == Anchor::Absolute || one.envelope.is_open() {
        return one;
    }
    let envelope = if from { Envelope::new(one.envelope.earliest, None) } else { Envelope::new(None, one.envelope.latest) };
    Resolved { value: value::underspecified(parsed), envelope, alternatives: Vec::new(), ..one }
}

/// Resolves on one day of publication.
fn at(parsed: &Parsed, day: Date, context: &Context) -> Resolved {
    let mut resolved = core(&parsed.meaning, day, context);
    if let Some(portion) = parsed.portion {
        cut(&mut resolved, portion, day);
    }
    if let Some(time) = parsed.time {
        add_time(&mut resolved, time, context);
    }
    resolved
}

fn core(meaning: &Meaning, day: Date, context: &Context) -> Resolved {
    match *meaning {
        Meaning::Digits { year, month, day } => absolute_day(cal::day(year, month, day)),
        Meaning::Day { year, month, day: number, to } => {
            let (found, anchor) = match year {
                InYear::Exact(year) => (year, Anchor::Absolute),
                InYear::Which(which) => (day.year() + offset(which), Anchor::Publication),
                InYear::Open => (nearest_year(day, context.direction, |y| cal::day(y, month, number)), Anchor::Publication),
            };
            let Some(first) = cal::day(found, month, number) else { return absolute_day(None) };
            match to.and_then(|to| cal::day(found, month, to)) {
                Some(last) => {
                    let envelope = cal::span(first, last);
                    Resolved::new(TimexType::Date, format!("{first}/{last}"), envelope, Granularity::Span, anchor)
                }
                None => Resolved::date(Envelope::day(first), Granularity::Day, anchor),
            }
        }
        Meaning::Month { year, month, which } => {
            let found = match (year, which) {
                (InYear::Exact(year), _) => return Resolved::date(cal::month(year, month), Granularity::Month, Anchor::Absolute),
                (InYear::Which(which), _) => day.year() + offset(which),
                (InYear::Open, which) => occurrence(day, which, context.direction, |y| cal::month(y, month)),
            };
            Resolved::date(cal::month(found, month), Granularity::Month, Anchor::Publication)
        }
        Meaning::Year { year, to: None } => Resolved::date(cal::years(year, year), Granularity::Year, Anchor::Absolute),
        Meaning::Year { year, to: Some(to) } => {
            Resolved::new(TimexType::Date, format!("{year}/{to}"), cal::years(year, to), Granularity::Span, Anchor::Absolute)
        }
        Meaning::Decade(year) => Resolved::date(cal::years(year, year + 9), Granularity::Era, Anchor::Absolute),
        Meaning::Century(number) => Resolved::new(
            TimexType::Date,
            format!("{:02}", number - 1),
            cal::years((number - 1) * 100 + 1, number * 100),
            Granularity::Era,
            Anchor::Absolute,
        ),
        Meaning::Fraction { index, of, year, which, .. } => {
            let (found, anchor) = match year {
                InYear::Exact(year) => (year, Anchor::Absolute),
                InYear::Which(which) => (day.year() + offset(which), Anchor::Publication),
                InYear::Open => (occurrence(day, which, context.direction, |y| cal::fraction(y, index, of)), Anchor::Publication),
            };
            let letter = if of == 4 { 'Q' } else { 'H' };
            let mut out = Resolved::new(
                TimexType::Date,
                format!("{found:04}-{letter}{index}"),
                cal::fraction(found, index, of),
                Granularity::Quarter,
                anchor,
            );
            out.quarter = (of == 4).then_some((found, index));
            out
        }
        Meaning::Season { season, year, which } => {
            let (found, anchor) = match year {
                InYear::Exact(year) => (year, Anchor::Absolute),
                InYear::Which(which) => (day.year() + offset(which), Anchor::Publication),
                InYear::Open => (occurrence(day, which, context.direction, |y| cal::season(y, season)), Anchor::Publication),
            };
            let letters = match season {
                Season::Spring => "SP",
                Season::Summer => "SU",
                Season::Autumn | Season::Fall => "FA",
                Season::Winter => "WI",
            };
            Resolved::new(TimexType::Date, format!("{found:04}-{letters}"), cal::season(found, season), Granularity::Quarter, anchor)
        }
        Meaning::Weekday { weekday, which } => self::weekday(weekday, which, day, context),
        Meaning::Unit { unit, which } => self::unit(unit, which, day, context),
        Meaning::Offset(days) => Resolved::date(Envelope::day(cal::plus_days(day, days.into())), Granularity::Day, Anchor::Publication),
        Meaning::Feast { feast, year, which } => {
            let (found, anchor) = match year {
                InYear::Exact(year) => (year, Anchor::Absolute),
                InYear::Which(which) => (day.year() + offset(which), Anchor::Publication),
                InYear::Open => {
                    let on = |y| cal::feast(y, feast).map_or(Envelope::OPEN, Envelope::day);
                    (occurrence(day, which, context.direction, on), Anchor::Publication)
                }
            };
            Resolved { anchor, ..absolute_day(cal::feast(found, feast)) }
        }
        Meaning::Shift { length, back, base } => shifted(length, back, base, day, context),
        Meaning::Duration(length) => {
            Resolved::new(TimexType::Duration, value::length(length), Envelope::OPEN, value::granularity(length.unit), Anchor::Absolute)
        }
        Meaning::Stretch { length, ahead } => {
            let mut out = Resolved::new(TimexType::Duration, value::length(length), Envelope::OPEN, Granularity::Span, Anchor::Publication);
            if let Some(count) = number(length.count) {
                let far = cal::shift(day, if ahead { count } else { -count }, length.unit);
                out.envelope = if ahead { cal::span(day, far) } else { cal::span(far, day) };
            } else {
                out.envelope = if ahead { Envelope::new(Some(day), None) } else { Envelope::new(None, Some(day)) };
                out.implicit = true;
            }
            out
        }
        Meaning::Set(recurrence) => {
            Resolved::new(TimexType::Set, value::recurrence(recurrence), Envelope::OPEN, Granularity::Span, Anchor::Absolute)
        }
        Meaning::Vague(vague) => {
            let (text, envelope) = match vague {
                Vague::Past => ("PAST_REF", Envelope::new(None, Some(day))),
                Vague::Present => ("PRESENT_REF", Envelope::day(day)),
                Vague::Future => ("FUTURE_REF", Envelope::new(Some(day), None)),
            };
            let mut out = Resolved::new(TimexType::Date, text.to_owned(), envelope, Granularity::Span, Anchor::Publication);
            out.implicit = true;
            out
        }
        Meaning::TimeOnly => match context.reference {
            Some((envelope, Granularity::Day | Granularity::Time)) => Resolved::date(envelope, Granularity::Day, Anchor::Expression),
            _ if context.adjectival => {
                let mut out = Resolved::date(Envelope::day(day), Granularity::Day, Anchor::Publication);
                out.envelope = Envelope::new(None, Some(day));
                out
            }
            _ => Resolved::date(Envelope::day(day), Granularity::Day, Anchor::Publication),
        },
    }
}

fn absolute_day(date: Option<Date>) -> Resolved {
    let envelope = date.map_or(Envelope::OPEN, Envelope::day);
    let mut out = Resolved::date(envelope, Granularity::Day, Anchor::Absolute);
    if date.is_none() {
        out.value = "XXXX-XX-XX".to_owned();
    }
    out
}

const fn offset(which: Which) -> i16 {
    match which {
        Which::Last | Which::Previous | Which::Latest => -1,
        Which::Next | Which::Following => 1,
        Which::Bare | Which::This | Which::Same => 0,
    }
}

/// The year in which a bare day of the year lies: the nearest, unless the clause points the other way and that is not far off.
fn nearest_year(anchor: Date, direction: Direction, on: impl Fn(i16) -> Option<Date>) -> i16 {
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

/// The year of the month, quarter, season or feast that is meant.
fn occurrence(anchor: Date, which: Which, direction: Direction, interval: impl Fn(i16) -> Envelope) -> i16 {
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

fn weekday(weekday: i8, which: Which, day: Date, context: &Context) -> Resolved {
    let today = day.weekday().to_monday_one_offset();
    let back = i64::from((today - weekday).rem_euclid(7));
    let ahead = i64::from((weekday - today).rem_euclid(7));
    let on = |date: Date| Resolved::date(Envelope::day(date), Granularity::Day, Anchor::Publication);
    let reference = context.reference.and_then(|(envelope, _)| envelope.earliest);
    match which {
        Which::Last => {
            let latest = cal::plus_days(day, if back == 0 { -7 } else { -back });
            let mut out = on(latest);
            // In the running week it may be the day of the week before.
            if back != 0 && cal::week(latest) == cal::week(day) {
                out.alternatives.push(Envelope::day(cal::plus_days(latest, -7)));
            }
            out
        }
        Which::Next => {
            let nearest = cal::plus_days(day, if ahead == 0 { 7 } else { ahead });
            let mut out = on(nearest);
            if cal::week(nearest) == cal::week(day) {
                out.alternatives.push(Envelope::day(cal::plus_days(nearest, 7)));
            }
            out
        }
        Which::This => on(cal::plus_days(day, if context.direction == Direction::Past { -back } else { ahead })),
        Which::Previous | Which::Same if reference.is_some() => {
            let from = reference.unwrap_or(day);
            let back = i64::from((from.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
            on(cal::plus_days(from, if back == 0 && which == Which::Previous { -7 } else { -back }))
        }
        Which::Following if reference.is_some() => {
            let from = reference.unwrap_or(day);
            let ahead = i64::from((weekday - from.weekday().to_monday_one_offset()).rem_euclid(7));
            on(cal::plus_days(from, if ahead == 0 { 7 } else { ahead }))
        }
        Which::Previous | Which::Latest | Which::Same => on(cal::plus_days(day, if back == 0 { -7 } else { -back })),
        Which::Following => on(cal::plus_days(day, if ahead == 0 { 7 } else { ahead })),
        // 45 % are the day of publication, 92 % lie within the six days before it.
        Which::Bare => match context.direction {
            Direction::Future => on(cal::plus_days(day, ahead)),
            Direction::Past | Direction::Unknown => on(cal::plus_days(day, -back)),
        },
    }
}

fn unit(unit: Unit, which: Which, day: Date, context: &Context) -> Resolved {
    let reference = context.reference.and_then(|(envelope, _)| envelope.earliest);
    let base = match which {
        Which::Previous | Which::Following | Which::Same => reference.unwrap_or(day),
        _ => day,
    };
    let anchor = if base == day { Anchor::Publication } else { Anchor::Expression };
    let step = i64::from(offset(which));
    let there = cal::shift(base, step, unit);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Resolved::date(Envelope::day(there), Granularity::Day, anchor),
        Unit::Week | Unit::Fortnight => {
            let mut out = Resolved::date(cal::week(there), Granularity::Week, anchor);
            let sunday = cal::sunday_week(there);
            if base.weekday() == jiff::civil::Weekday::Sunday && which != Which::Same {
                // On a Sunday the two conventions are a week apart: in the past either may be meant.
                if step < 0 {
                    out.alternatives = vec![out.envelope, sunday];
                    out.envelope = out.envelope.hull(sunday);
                } else {
                    out.alternatives = vec![sunday];
                }
            } else if sunday != out.envelope {
                out.alternatives = vec![sunday];
            }
            out
        }
        Unit::Weekend => {
            let weekend = |d: Date| {
                let monday = cal::week(d).earliest.unwrap_or(d);
                cal::span(cal::plus_days(monday, 5), cal::plus_days(monday, 6))
            };
            let on_it = day.weekday().to_monday_one_offset() >= 6;
            let back = match which {
                Which::Bare | Which::Same if !on_it && context.direction != Direction::Future => -7,
                _ => 0,
            };
            Resolved::date(weekend(cal::plus_days(there, back)), Granularity::Week, anchor).with_weekend()
        }
        Unit::Month => Resolved::date(cal::month(there.year(), there.month()), Granularity::Month, anchor),
        Unit::Quarter => {
            let current = (there.year(), (there.month() as u8).div_ceil(3));
            let (year, index) = match (which, context.quarter) {
                (Which::Same | Which::Latest, Some(quarter)) => quarter,
                (Which::Same | Which::Latest | Which::Last, None) | (Which::Last, _) => {
                    let last = cal::shift(day, -1, Unit::Quarter);
                    (last.year(), (last.month() as u8).div_ceil(3))
                }
                _ => current,
            };
            let mut out =
                Resolved::new(TimexType::Date, format!("{year:04}-Q{index}"), cal::fraction(year, index, 4), Granularity::Quarter, anchor);
            out.quarter = Some((year, index));
            out
        }
        Unit::Year => Resolved::date(cal::years(there.year(), there.year()), Granularity::Year, anchor),
        Unit::Decade => {
            let first = there.year() / 10 * 10;
            Resolved::date(cal::years(first, first + 9), Granularity::Era, anchor)
        }
        Unit::Century | Unit::Millennium => {
            let first = there.year() / 100 * 100;
            Resolved::new(TimexType::Date, format!("{:02}", there.year() / 100), cal::years(first, first + 99), Granularity::Era, anchor)
        }
    }
}

impl Resolved {
    fn with_weekend(mut self) -> Resolved {
        if let Some(saturday) = self.envelope.earliest {
            self.value = format!("{}-WE", value::of(cal::week(saturday), Granularity::Week));
        }
        self
    }
}

/// How many units, the lower number of a range.
fn number(count: Count) -> Option<i64> {
    match count {
        Count::Exact(n) | Count::Half(n) | Count::Range(n, _) => Some(i64::from(n)),
        Count::Vague => None,
    }
}

fn shifted(length: Length, back: bool, base: Base, day: Date, context: &Context) -> Resolved {
    let Some(count) = number(length.count) else {
        return core(&Meaning::Vague(if back { Vague::Past } else { Vague::Future }), day, context);
    };
    let sign = if back { -1 } else { 1 };
    // "a year earlier" beside a quarter means that quarter of the year before.
    if length == Length::exact(1, Unit::Year)
        && let Some((year, index)) = context.quarter
    {
        let year = year + sign as i16;
        let mut out = Resolved::new(
            TimexType::Date,
            format!("{year:04}-Q{index}"),
            cal::fraction(year, index, 4),
            Granularity::Quarter,
            Anchor::Expression,
        );
        out.quarter = None;
        return out;
    }
    let reference = context.reference.filter(|_| base == Base::Reference);
    let from = reference.and_then(|(envelope, _)| envelope.earliest).unwrap_or(day);
    let anchor = if reference.is_some() { Anchor::Expression } else { Anchor::Publication };
    let there = cal::shift(from, sign * count, length.unit);
    match length.unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Resolved::date(Envelope::day(there), Granularity::Day, anchor),
        Unit::Week | Unit::Weekend | Unit::Fortnight => Resolved::date(cal::week(there), Granularity::Week, anchor),
        Unit::Month => Resolved::date(cal::month(there.year(), there.month()), Granularity::Month, anchor),
        Unit::Quarter => Resolved::date(cal::fraction(there.year(), (there.month() as u8).div_ceil(3), 4), Granularity::Quarter, anchor),
        Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => {
            Resolved::date(cal::years(there.year(), there.year()), Granularity::Year, anchor)
        }
    }
}

/// Cuts the envelope to a part of itself; the value stays that of the whole.
fn cut(resolved: &mut Resolved, portion: Portion, day: Date) {
    let (Some(first), Some(last)) = (resolved.envelope.earliest, resolved.envelope.latest) else { return };
    match portion {
        Portion::Earlier => resolved.envelope.latest = Some(last.min(day).max(first)),
        Portion::Later => resolved.envelope.earliest = Some(first.max(day).min(last)),
        _ if resolved.granularity == Granularity::Month => {
            // Newspapers' "early" reaches to the middle of the month, in the narrow sense to the tenth; "late" begins on the 20th or 21st.
            let on = |d: i8| cal::day(first.year(), first.month(), d);
            let (wide, narrow) = match portion {
                Portion::Early | Portion::Start => ((on(1), on(15)), Some((on(1), on(10)))),
                Portion::Mid => ((on(10), on(20)), Some((on(11), on(20)))),
                _ => ((on(20), Some(last)), Some((on(21), Some(last)))),
            };
            resolved.envelope = Envelope::new(wide.0, wide.1);
            resolved.alternatives = narrow.map(|(a, b)| Envelope::new(a, b)).into_iter().collect();
        }
        _ => {
            let days = i64::from((last - first).get_days());
            if days == 0 {
                return;
            }
            let (from, to) = match portion {
                Portion::Early | Portion::Start => (0, days / 2),
                Portion::Mid => (days / 4, days * 3 / 4),
                _ => (days / 2, days),
            };
            resolved.envelope = cal::span(cal::plus_days(first, from), cal::plus_days(first, to));
        }
    }
}

fn add_time(resolved: &mut Resolved, time: TimeOfDay, context: &Context) {
    resolved.timex = TimexType::Time;
    resolved.granularity = Granularity::Time;
    let suffix = match time {
        TimeOfDay::Clock(Clock { hour, minute, utc }) => {
            let zone = if utc { "Z" } else { "" };
            minute.map_or_else(|| format!("T{hour:02}:00{zone}"), |m| format!("T{hour:02}:{m:02}{zone}"))
        }
        TimeOfDay::Part(part) => match part {
            DayPart::Morning => "TMO",
            DayPart::Noon => "T12:00",
            DayPart::Afternoon => "TAF",
            DayPart::Evening => "TEV",
            DayPart::Night | DayPart::Overnight | DayPart::Tonight => "TNI",
            DayPart::Midnight => "T24:00",
        }
        .to_owned(),
    };
    if context.adjectival && context.reference.is_none() {
        resolved.value = "XXXX-XX-XX".to_owned();
    }
    resolved.value.push_str(&suffix);
}
