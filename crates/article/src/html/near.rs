//! The days that a reader sees on a page: near the headline, else where one stands alone.

use super::authors::Lines;
use super::elements::around;
use crate::dates;
use jiff::civil::Date;

/// The lines around the headline, where bylines and dates stand.
pub struct Near {
    /// Indices of lines.
    pub range: std::ops::Range<usize>,
}

impl Near {
    /// By the line of the headline, where it is known, and the likelihood of each line to be of the article.
    pub fn new(heading: Option<usize>, content: &[f32]) -> Near {
        let first = (0..content.len()).find(|&at| content[at] >= 0.5).unwrap_or(0);
        let from = heading.map_or(first.saturating_sub(10), |h| h.saturating_sub(6));
        let to = heading.map_or(first + 3, |h| (h + 16).max(first.min(h + 30) + 1));
        Near { range: from..to.min(content.len()) }
    }

    /// Dates near the headline, those that the markup calls dates first.
    pub fn dates(&self, page: Lines<'_>, order: dates::Order) -> Vec<(Date, String)> {
        let mut found = Vec::new();
        for marked in [true, false] {
            for at in self.range.clone().filter(|&at| {
                page.shapes[at].words <= 24 && page.shapes[at].digits >= 4 && (page.markup[at].around & around::DATE != 0) == marked
            }) {
                let line = page.line(at);
                // "Updated …" names another day than the first publication.
                let updated = says_updated(line) && dates::dates(line, order).len() < 2;
                if let Some(date) = dates::first_date(line, order).filter(|_| !updated) {
                    found.push((date, line.to_owned()));
                }
            }
        }
        if found.is_empty() {
            // A paragraph that opens with its date, then whatever the markup calls a date above the end of the text.
            let opening = self.range.clone().filter(|&at| page.shapes[at].words > 24).map(|at| (at, 40));
            let marked = (0..page.lines.len())
                .filter(|&at| {
                    page.markup[at].around & around::DATE != 0
                        && page.markup[at].around & (around::COMMENT | around::FOOTER) == 0
                        && page.shapes[at].words <= 16
                })
                .map(|at| (at, 200));
            for (at, reach) in opening.chain(marked) {
                let line = page.line(at);
                let head: String = line.chars().take(reach).collect();
                if let Some(date) = dates::first_date(&head, order) {
                    found.push((date, head));
                    break;
                }
            }
        }
        if found.is_empty() {
            found.extend(lone_date(page, order));
        }
        found
    }

    /// The day that a line near the headline gives for the last change.
    pub fn updated(&self, page: Lines<'_>, order: dates::Order) -> Option<(Date, String)> {
        self.range.clone().filter(|&at| page.shapes[at].words <= 24 && page.shapes[at].digits >= 4).find_map(|at| {
            let line = page.line(at);
            let date = dates::first_date(line, order).filter(|_| says_updated(line))?;
            Some((date, line.to_owned()))
        })
    }
}

/// The only day that stands in lines of its own, wherever that is but among the page's furniture.
fn lone_date(page: Lines<'_>, order: dates::Order) -> Option<(Date, String)> {
    let elsewhere = around::COMMENT | around::FOOTER | around::RELATED | around::NAV | around::SIDEBAR | around::LIST;
    let mut days = (0..page.lines.len())
        .filter(|&at| page.shapes[at].words <= 6 && page.shapes[at].digits >= 4 && page.markup[at].around & elsewhere == 0)
        .filter_map(|at| {
            let line = page.line(at);
            Some((dates::first_date(line, order).filter(|_| !says_updated(line))?, line))
        });
    let (first, words) = days.next()?;
    days.all(|(date, _)| date == first).then(|| (first, words.to_owned()))
}

/// Whether a line speaks of a change, not of the first publication.
fn says_updated(line: &str) -> bool {
    let low = line.to_lowercase();
    ["updated", "modified", "aktualisiert", "mis à jour", "actualizado", "обновлено", "оновлено"].iter().any(|w| low.contains(w))
}
