//! What the words of an expression mean before they meet a calendar: the operators of the interval algebra.
//!
//! In the manner of SCATE (Bethard and Parker, "A Semantically Compositional Annotation Scheme for Time Normalization", LREC 2016): repeating
//! intervals (a weekday, a month), shifts (last, next, ago) and parts (early, late) over an anchor that `resolve` supplies.

/// A unit of the calendar or the clock.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A part of the day, with its TIMEX3 letters where it has some.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
    /// "overnight": the night before the day.
    Overnight,
    /// "tonight": night of the anchor day.
    Tonight,
}

/// A season of the northern hemisphere. Autumn's other name is kept apart: "the fall of" is rarely a season.
#[allow(missing_docs)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Fall,
    Winter,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// A number.
    Exact(u32),
    /// A number and a half.
    Half(u32),
    /// From … to …
    Range(u32, u32),
    /// "a few", "several", a bare plural.
    Vague,
}

/// A length of time: "two years and six months".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// How many of the unit.
    pub count: Count,
    /// The unit.
    pub unit: Unit,
    /// A second, finer part.
    pub rest: Option<(u32, Unit)>,
}

/// Which one of a repeating interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// No word says which: tense and distance decide.
    Bare,
    /// "this", "current".
    This,
    /// "last", "past".
    Last,
    /// "next", "coming".
    Next,
    /// "the previous", counted from the time last spoken of.
    Previous,
    /// "the following", counted from the time last spoken of.
    Following,
    /// "that", "the same": the time last spoken of.
    Same,
    /// "the latest": the last that is over.
    Latest,
}

/// The year of a month, quarter or season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InYear {
    /// Not said.
    Open,
    /// A number.
    Exact(i16),
    /// "last year", "this year".
    Which(Which),
}

/// Times that point nowhere in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vague {
    /// TIMEX3 `PAST_REF`.
    Past,
    /// TIMEX3 `PRESENT_REF`.
    Present,
    /// TIMEX3 `FUTURE_REF`.
    Future,
}

/// From where a shift is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The day of publication ("ago", "from now").
    Publication,
    /// The time last spoken of ("earlier", "later", "before").
    Reference,
}

/// A part of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Portion {
    /// "early": the first half, by the usual thirds or less.
    Early,
    /// "mid-", "the middle of".
    Mid,
    /// "late", "the end of".
    Late,
    /// "the end of": its last stretch.
    End,
    /// "the beginning of".
    Start,
    /// "earlier this year": what of it is over.
    Earlier,
    /// "later this year": what of it is left.
    Later,
}

/// A clock time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 24.
    pub hour: u8,
    /// `None` where the words give the hour alone.
    pub minute: Option<u8>,
    /// UTC is written `Z`; other zones are kept in the words only, their letters are ambiguous.
    pub utc: bool,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeOfDay {
    /// By the clock.
    Clock(Clock),
    /// A part of the day.
    Part(DayPart),
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// Every so often: `P1D`, `P2W`.
    Period(Length),
    /// Each weekday, with a part of it.
    Weekday(i8, Option<DayPart>),
    /// Each month of that name.
    Month(i8),
    /// Each weekend.
    Weekend,
    /// Each season.
    Season(Season),
    /// Each part of a day.
    Part(DayPart),
}

/// The core of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A day of a month, the weekday being a check at best.
    Day { year: InYear, month: i8, day: i8, to: Option<i8> },
    /// A month.
    Month { year: InYear, month: i8, which: Which },
    /// A year; `to` the last of several.
    Year { year: i16, to: Option<i16> },
    /// Ten years from this one.
    Decade(i16),
    /// A century by number: 20 is 1901 to 2000.
    Century(i16),
    /// A quarter (`of` = 4) or half (`of` = 2) of a year.
    Fraction { index: u8, of: u8, year: InYear, which: Which, fiscal: bool },
    /// A season.
    Season { season: Season, year: InYear, which: Which },
    /// A weekday.
    Weekday { weekday: i8, which: Which },
    /// A unit counted from the anchor: "last week", "this year".
    Unit { unit: Unit, which: Which },
    /// A day of the anchor's neighbourhood: yesterday -1.
    Offset(i8),
    /// A feast.
    Feast { feast: u8, year: InYear, which: Which },
    /// "two years ago", "three days later".
    Shift { length: Length, back: bool, base: Base },
    /// "the year-earlier quarter": that quarter of the year before; its number where the words give one.
    QuarterBefore(Option<u8>),
    /// A length without anchor.
    Duration(Length),
    /// A length that ends ("the last two weeks") or begins (`ahead`) at the anchor.
    Stretch { length: Length, ahead: bool },
    /// "the third day of the truce", "its fifth week": counted from an event.
    Nth { index: u8, unit: Unit },
    /// A fiscal year by the number it bears; `to` the second number of "2024-25".
    Fiscal { year: i16, to: Option<i16> },
    /// A recurring time.
    Set(Recurrence),
    /// Now, then, soon.
    Vague(Vague),
    /// Only a time of day.
    TimeOnly,
    /// The whole date is written in digits with its year.
    Digits { year: i16, month: i8, day: i8 },
}

/// A parsed expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The core.
    pub meaning: Meaning,
    /// Which part of it.
    pub portion: Option<Portion>,
    /// The time of day within it.
    pub time: Option<TimeOfDay>,
}

impl Parsed {
    /// A core without part or time of day.
    pub const fn of(meaning: Meaning) -> Parsed {
        Parsed { meaning, portion: None, time: None }
    }
}

impl Length {
    /// So many of a unit.
    pub const fn exact(count: u32, unit: Unit) -> Length {
        Length { count: Count::Exact(count), unit, rest: None }
    }
}
