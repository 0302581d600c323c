//! Dates of publication as pages and datelines write them: "July 9, 2031", "9. Juli 2031", "09.07.2031", "/2031/07/09/".

use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::LazyLock;

static MONTHS: LazyLock<HashMap<&'static str, i8>> = LazyLock::new(|| {
    let mut map = HashMap::new();
    for line in include_str!("../data/months.tsv").lines().filter(|l| !l.starts_with('#')) {
        let Some((number, names)) = line.split_once('\t') else { continue };
        for name in names.split(' ') {
            map.entry(name).or_insert(number.parse().unwrap_or(0));
        }
    }
    map
});

/// The month with this name in one of the languages of the table.
pub fn month(word: &str) -> Option<i8> {
    if word.len() < 3 || !word.starts_with(char::is_alphabetic) {
        return None;
    }
    MONTHS.get(word.to_lowercase().as_str()).copied().filter(|m| *m > 0)
}

/// A page's or line's habit of writing figures: which of two small numbers is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// 09/07/2031 is the ninth of July.
    DayFirst,
    /// 09/07/2031 is the seventh of September.
    MonthFirst,
    /// Nobody knows: such dates are passed over.
    Unknown,
}

impl Order {
    /// The habit of a language tag: `en-US` puts the month first, plain `en` nobody knows, all others the day.
    pub fn of_language(tag: Option<&str>) -> Order {
        match tag.map(str::to_lowercase).as_deref() {
            Some("en-us" | "en_us") => Order::MonthFirst,
            Some("en") | None => Order::Unknown,
            Some(_) => Order::DayFirst,
        }
    }
}

struct Piece<'t> {
    text: &'t str,
    end: usize,
    /// The characters between it and the next piece.
    glue: &'t str,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out: Vec<Piece<'_>> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let kind = if c.is_ascii_digit() { 1 } else { 2 * i32::from(c.is_alphabetic()) };
        if let Some((from, old)) = start
            && old != kind
        {
            out.push(Piece { text: &text[from..at], end: at, glue: "" });
            start = None;
        }
        if kind != 0 && start.is_none() {
            start = Some((at, kind));
            if let Some(last) = out.last_mut() {
                last.glue = &text[last.end..at];
            }
        }
    }
    out
}

fn number(text: &str, most: usize) -> Option<i16> {
    (text.len() <= most && text.as_bytes().iter().all(u8::is_ascii_digit)).then(|| text.parse().ok()).flatten()
}

fn year(text: &str) -> Option<i16> {
    number(text, 4).filter(|y| text.len() == 4 && (1990..=2100).contains(y))
}

/// Every whole date in `text`, in order.
pub fn dates(text: &str, order: Order) -> Vec<Date> {
    let pieces = pieces(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match date_at(&pieces[at..], order) {
            Some((date, used)) => {
                out.push(date);
                at += used;
            }
            None => at += 1,
        }
    }
    out
}

/// The first whole date in `text`.
pub fn first_date(text: &str, order: Order) -> Option<Date> {
    dates(text, order).into_iter().next()
}

fn date_at(p: &[Piece<'_>], order: Order) -> Option<(Date, usize)> {
    let text = |at: usize| p.get(at).map_or("", |piece| piece.text);
    let glue = |at: usize| p.get(at).map_or("", |piece| piece.glue);
    let make = |y: i16, m: i16, d: i16, used| Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok().map(|date| (date, used));
    let loose = |glue: &str| glue.chars().all(|c| matches!(c, ' ' | '.' | ',' | '،' | '\u{a0}' | '-' | '/')) && glue.len() <= 4;
    // 2031-07-09, 2031/07/09, 2031.07.09
    if let (Some(y), Some(m), Some(d)) = (year(text(0)), number(text(1), 2), number(text(2), 2))
        && matches!(glue(0), "-" | "/" | ".")
        && glue(1) == glue(0)
    {
        return make(y, m, d, 3);
    }
    // 2031年7月9日, 2031년 7월 9일
    if let (Some(y), "年" | "년", Some(m), "月" | "월", Some(d), "日" | "일") =
        (year(text(0)), text(1), number(text(2), 2), text(3), number(text(4), 2), text(5))
    {
        return make(y, m, d, 6);
    }
    // 9 July 2031, 9. Juli 2031, 9th of July, 2031
    if let Some(d) = number(text(0), 2) {
        let skip = match text(1).to_lowercase().as_str() {
            "st" | "nd" | "rd" | "th" | "de" | "er" | "of" if !text(1).is_empty() => 1 + usize::from(text(2) == "of" || text(2) == "de"),
            _ => 0,
        };
        let at = 1 + skip;
        if let Some(m) = month(text(at)).filter(|_| loose(glue(at - 1)) && loose(glue(at))) {
            // "9 تموز / يوليو 2031": the month twice, by both its names
            let twice = usize::from(month(text(at + 1)) == Some(m));
            let behind = at + 1 + twice + usize::from(matches!(text(at + 1), "de" | "del"));
            if let Some(y) = year(text(behind)) {
                return make(y, i16::from(m), d, behind + 1);
            }
        }
        // 09.07.2031, 09/07/2031, 09-07-2031, and 09.07.31 with points only
        let short = || number(text(2), 2).filter(|_| text(2).len() == 2 && glue(0) == "." && text(1).len() == 2).map(|y| 2000 + y);
        if let (Some(second), Some(y)) = (number(text(1), 2), year(text(2)).or_else(short))
            && matches!(glue(0), "." | "/" | "-" | ". ")
            && glue(1) == glue(0)
        {
            let dotted = glue(0).starts_with('.');
            return match (d, second) {
                (a, b) if a > 12 || a == b || dotted || (order == Order::DayFirst && b <= 12) => make(y, b, a, 3),
                (a, b) if b > 12 || order == Order::MonthFirst => make(y, a, b, 3),
                _ => None,
            };
        }
    }
    // July 9, 2031; Jul. 9th 2031
    if let Some(m) = month(text(0))
        && let Some(d) = number(text(1), 2)
        && loose(glue(0))
    {
        let at = 2 + usize::from(matches!(text(2), "st" | "nd" | "rd" | "th"));
        if let Some(y) = year(text(at)).filter(|_| loose(glue(at - 1))) {
            return make(y, i16::from(m), d, at + 1);
        }
    }
    None
}

/// The date in an address: `/2031/07/09/`, `/2031-07-09-`, `/20310709`; with the month alone there is none.
pub fn in_address(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    for (at, part) in path.split('/').enumerate() {
        let parts: Vec<&str> = path.split('/').skip(at).take(3).collect();
        if let [y, m, d] = parts.as_slice()
            && let (Some(y), Some(m)) = (year(y), number(m, 2).or_else(|| month(m).map(i16::from)))
            && let Some(d) = number(d.split('-').next().unwrap_or(d), 2)
        {
            return Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok();
        }
        let pieces: Vec<&str> = part.split(['-', '_', '.', '+']).collect();
        for window in pieces.windows(3) {
            if let (Some(y), Some(m), Some(d)) = (year(window[0]), number(window[1], 2), number(window[2], 2))
                && let (Ok(m), Ok(d)) = (i8::try_from(m), i8::try_from(d))
                && let Ok(date) = Date::new(y, m, d)
            {
                return Some(date);
            }
        }
        for piece in pieces {
            if piece.len() == 8
                && let (Some(y), Some(m), Some(d)) = (
                    year(&piece[..4.min(piece.len())]),
                    piece.get(4..6).and_then(|m| number(m, 2)),
                    piece.get(6..).and_then(|d| number(d, 2)),
                )
                && let (Ok(m), Ok(d)) = (i8::try_from(m), i8::try_from(d))
                && let Ok(date) = Date::new(y, m, d)
            {
                return Some(date);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_as_people_write_them() {
        let nine = Some(date(2031, 7, 9));
        for text in [
            "July 9, 2031",
            "Published: Wed, 9 July 2031 10:15 IST",
            "9. Juli 2031",
            "am 09.07.2031 um 8 Uhr",
            "le 9 juillet 2031",
            "9 de julio de 2031",
            "2031-07-09",
            "Jul. 9th, 2031",
            "9th of July 2031",
            "9 июля 2031",
            "2031/07/09",
            "9 липня 2031 року",
            "09 Jul 2031",
            "2031年7月9日 10時15分",
            "2031년 7월 9일",
            "الأربعاء، 09 يوليو 2031 - 12:09 م",
            "الأربعاء 9 تموز / يوليو 2031",
            "9 ביולי 2031",
            "9. července 2031",
        ] {
            assert_eq!(first_date(text, Order::Unknown), nine, "{text}");
        }
        assert_eq!(first_date("09/07/2031", Order::DayFirst), nine);
        assert_eq!(first_date("07/09/2031", Order::MonthFirst), nine);
        assert_eq!(first_date("07/09/2031", Order::Unknown), None);
        assert_eq!(first_date("07/23/2031", Order::Unknown), Some(date(2031, 7, 23)));
        for text in ["July 2031", "2031", "31 February 2031", "room 9 July", "1.2.3", ""] {
            assert_eq!(first_date(text, Order::DayFirst), None, "{text}");
        }
        assert_eq!(dates("1 May 2031 – updated 2 May 2031", Order::Unknown).len(), 2);
    }

    #[test]
    fn dates_in_addresses() {
        let nine = Some(date(2031, 7, 9));
        for url in [
            "https://x.org/2031/07/09/talks",
            "https://x.org/news/2031-07-09-talks.html",
            "https://x.org/a/20310709/talks",
            "https://x.org/2031/jul/09/talks",
            "x.org/2031/07/9-talks?y=2030/01/01",
        ] {
            assert_eq!(in_address(url), nine, "{url}");
        }
        for url in ["https://x.org/2031/07/talks", "https://x.org/12345678", "https://x.org/", ""] {
            assert_eq!(in_address(url), None, "{url}");
        }
    }
}
