//! The timeline as pictures (SVG), one a lane: days from left to right, marks stacked so that none covers another.

use super::{Lane, Mark};
use crate::pages::ask::{Ask, shorten};
use crate::pages::parts;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use model::Status;
use publish::wording;

/// Measures in units of the picture, which is as wide as the page.
const WIDTH: f64 = 960.0;
const LEFT: f64 = 0.0;
const ROW: f64 = 22.0;
const HEAD: f64 = 30.0;
const LETTER: f64 = 6.1;
/// Rows of a lane; marks beyond share the last one.
const ROWS: usize = 14;
/// Longest words beside a mark, in characters.
const WORDS: usize = 46;

struct Scale {
    first: Date,
    days: f64,
}

impl Scale {
    fn x(&self, day: Date) -> f64 {
        let at = f64::from((day - self.first).get_days());
        LEFT + 14.0 + (at / self.days).clamp(-0.01, 1.01) * (WIDTH - LEFT - 40.0)
    }
}

struct Placed<'l, 'v> {
    mark: &'l Mark<'v>,
    row: usize,
    x1: f64,
    x2: f64,
    /// The words stand on the left where the right edge is near.
    left: bool,
    words: String,
}

/// Draws the lanes between two days.
pub fn draw(ask: &Ask, lanes: &[Lane<'_>], first: Option<Date>, last: Option<Date>) -> Markup {
    let (Some(first), Some(last)) = (first, last) else { return html! {} };
    let days = f64::from((last - first).get_days()).max(6.0);
    let scale = Scale { first, days };
    let placed: Vec<(&str, Vec<Placed<'_, '_>>, usize)> = lanes
        .iter()
        .map(|lane| {
            let marks = place(lane, &scale);
            let rows = marks.iter().map(|p| p.row + 1).max().unwrap_or(1);
            (lane.name.as_str(), marks, rows)
        })
        .collect();
    html! {
        figure.picture {
            div.scroll.days tabindex="0" role="region" aria-label="Timeline; the table below says the same" {
                div.lanes {
                    svg.timeline aria-hidden="true" viewBox={"0 0 " (WIDTH) " " (HEAD)} width=(WIDTH) height=(HEAD) {
                        @for (x, word) in ticks(&scale, first, last) { text.tick-word x=(n(x + 4.0)) y="16" { (word) } line.tick x1=(n(x)) x2=(n(x)) y1="4" y2=(HEAD) {} }
                    }
                    @for (name, marks, rows) in &placed { (lane(ask, &scale, name, marks, *rows, (first, last))) }
                }
            }
            figcaption.legend {
                @for (status, word) in LEGEND { span.key { svg width="50" height="16" viewBox="0 0 50 16" aria-hidden="true" { (shape(*status, 9.0, 9.0, 8.0)) (shape(*status, 22.0, 46.0, 8.0)) } " " (word) } " " }
                span.key { "First of each: a day; second: some time within these days." } " "
                span.key { svg width="14" height="16" viewBox="0 0 14 16" aria-hidden="true" { line.now x1="7" x2="7" y1="0" y2="16" {} } " the last report" }
            }
        }
    }
}

/// Every shape, with its word.
const LEGEND: &[(Status, &str)] = &[
    (Status::Happened, "happened"),
    (Status::Holds, "holds"),
    (Status::Planned, "planned"),
    (Status::Proposed, "put forward"),
    (Status::Demanded, "demanded"),
    (Status::Threatened, "threatened"),
    (Status::Hypothetical, "possible"),
    (Status::Stated, "said"),
    (Status::Refused, "refused or did not come about"),
];

/// One lane: its name, which stays in sight, and its marks.
fn lane(ask: &Ask, scale: &Scale, name: &str, marks: &[Placed<'_, '_>], rows: usize, (first, last): (Date, Date)) -> Markup {
    let height = rows as f64 * ROW + 10.0;
    html! {
        p.lane-name { span { (shorten(name, 40)) } }
        svg.timeline role="group" aria-label=(name) viewBox={"0 0 " (WIDTH) " " (n(height))} width=(WIDTH) height=(n(height)) {
            @for (x, _) in ticks(scale, first, last) { line.tick x1=(n(x)) x2=(n(x)) y1="0" y2=(n(height)) {} }
            @if let Some(x) = ask.view.last_day().filter(|d| *d >= first && *d <= last).map(|d| scale.x(d)) { line.now x1=(n(x)) x2=(n(x)) y1="0" y2=(n(height)) { title { "Last report" } } }
            @for placed in marks { (one(ask, placed, 4.0)) }
        }
    }
}

/// A number with one place.
fn n(value: f64) -> String {
    format!("{value:.1}")
}

/// Gives each mark the first row on which it covers no other.
fn place<'l, 'v>(lane: &'l Lane<'v>, scale: &Scale) -> Vec<Placed<'l, 'v>> {
    let mut ends: Vec<f64> = Vec::new();
    let mut out = Vec::with_capacity(lane.marks.len());
    for mark in &lane.marks {
        let start = mark.envelope.earliest.or(mark.envelope.latest);
        let end = mark.envelope.latest.or(mark.envelope.earliest);
        let (Some(start), Some(end)) = (start, end) else { continue };
        let (x1, x2) = (scale.x(start), scale.x(end));
        // An open end runs to the edge of what is known only by a little: nobody knows how far.
        let x1 = if mark.envelope.earliest.is_none() { (x1 - 40.0).max(LEFT + 10.0) } else { x1 };
        let x2 = if mark.envelope.latest.is_none() { (x2 + 40.0).min(WIDTH - 8.0) } else { x2 };
        let mut words = shorten(&mark.words, WORDS);
        let length = words.chars().count() as f64 * LETTER;
        let left = x2 + 10.0 + length > WIDTH && x1 - 10.0 - length > LEFT;
        // Where neither side has room for them, the words are cut; the mark's title and the table have the whole.
        if !left && x2 + 10.0 + length > WIDTH {
            words = shorten(&mark.words, (((WIDTH - x2 - 14.0) / LETTER).max(3.0) as usize).saturating_sub(2));
        }
        let (from, to) = if left { (x1 - 12.0 - length, x2 + 8.0) } else { (x1 - 8.0, x2 + 12.0 + length) };
        let row = match ends.iter().position(|end| *end < from) {
            Some(row) => row,
            None if ends.len() < ROWS => {
                ends.push(0.0);
                ends.len() - 1
            }
            None => ROWS - 1,
        };
        if let Some(end) = ends.get_mut(row) {
            *end = end.max(to);
        }
        out.push(Placed { mark, row, x1, x2, left, words });
    }
    out
}

fn one(ask: &Ask, placed: &Placed<'_, '_>, top: f64) -> Markup {
    let y = top + placed.row as f64 * ROW + ROW / 2.0;
    let fact = placed.mark.fact;
    let told = wording::when(placed.mark.envelope).unwrap_or_default();
    html! {
        a.mark href=(ask.to_evidence(&fact.id)) data-drawer="" {
            title { (told) " · " (fact.status.name()) " · " (placed.mark.words) " · " (parts::count(fact.roots as usize, "source")) }
            (shape(fact.status, placed.x1, placed.x2, y))
            @if placed.left { text.mark-word x=(n(placed.x1 - 9.0)) y=(n(y + 4.0)) text-anchor="end" { (placed.words) } }
            @else { text.mark-word x=(n(placed.x2 + 9.0)) y=(n(y + 4.0)) { (placed.words) } }
        }
    }
}

/// The shape of a status over its days: one for a day, the same drawn out for several. No two are told apart by colour alone: round is what
/// happened or is planned, angular what holds or is said, pointed what is asked; filled or hollow, whole or dashed, struck.
pub fn shape(status: Status, x1: f64, x2: f64, y: f64) -> Markup {
    let class = match status {
        Status::Happened => "happened",
        Status::Holds => "holds",
        Status::Planned => "planned",
        Status::Hypothetical => "possible",
        Status::Refused | Status::Negated => "refused",
        Status::Threatened => "threat",
        Status::Proposed => "put",
        Status::Demanded => "demanded",
        Status::Stated => "said",
    };
    let point = x2 - x1 < 4.0;
    let width = x2 - x1;
    html! {
        g class={"shape shape-" (class)} {
            @match (class, point) {
                ("put" | "demanded", true) => path d={"M" (n(x1)) " " (n(y - 6.5)) " l6.5 6.5 l-6.5 6.5 l-6.5 -6.5 z"} {},
                ("put" | "demanded", false) => path d={"M" (n(x1)) " " (n(y)) " l6 -5.5 H" (n((x2 - 6.0).max(x1 + 6.0))) " l6 5.5 l-6 5.5 H" (n(x1 + 6.0)) " z"} {},
                ("threat", true) => path d={"M" (n(x1)) " " (n(y - 6.0)) " l6 11 h-12 z"} {},
                ("threat", false) => path d={"M" (n(x1)) " " (n(y + 5.0)) " l6 -11 l6 6 H" (n(x2)) " V" (n(y + 5.0)) " z"} {},
                ("holds" | "said", true) => rect x=(n(x1 - 4.5)) y=(n(y - 4.5)) width="9" height="9" {},
                ("holds" | "said", false) => rect x=(n(x1)) y=(n(y - 4.5)) width=(n(width)) height="9" {},
                (_, true) => circle cx=(n(x1)) cy=(n(y)) r="5" {},
                (_, false) => rect x=(n(x1)) y=(n(y - 5.0)) width=(n(width)) height="10" rx="5" {},
            }
            @if class == "refused" { line x1=(n(x1 - 8.0)) x2=(n(x2 + 8.0)) y1=(n(y)) y2=(n(y)) {} }
        }
    }
}

/// Days, months or years along the top, as many as fit.
fn ticks(scale: &Scale, first: Date, last: Date) -> Vec<(f64, String)> {
    let mut out = Vec::new();
    let (step, months): (jiff::Span, i32) = match scale.days as i64 {
        ..=16 => (1.day(), 0),
        17..=75 => (7.days(), 0),
        76..=420 => (1.month(), 1),
        421..=900 => (3.months(), 3),
        901..=1900 => (6.months(), 6),
        1901..=4600 => (1.year(), 12),
        days => (((days / 4000 + 1) as i32).years(), 12),
    };
    let mut day = match months {
        0 => first,
        12 => first.first_of_year(),
        _ => first.first_of_month(),
    };
    while day <= last && out.len() < 60 {
        if day >= first {
            let word = match months {
                0 => day.strftime("%-d %b").to_string(),
                12 => day.year().to_string(),
                _ => day.strftime("%b %Y").to_string(),
            };
            // A word that would be cut at the edge is left out; the line stands.
            let x = scale.x(day);
            let fits = x + 62.0 < WIDTH;
            out.push((x, if fits { word } else { String::new() }));
        }
        match day.checked_add(step) {
            Ok(next) if next > day => day = next,
            _ => break,
        }
    }
    out
}
