//! PDF (ISO 32000): its text in reading order, one paragraph a line. What stands at the head or foot of every page comes once, behind the
//! rest, so that no paragraph is cut by it.
//!
//! The library finds lines, columns, headings and what repeats on pages; here lines become paragraphs. Pictures of pages are not read.

use crate::{Options, ProblemKind};
use model::{Body, Report};
use pdfboss_core::{Document, Error};
use pdfboss_output::{Block, LayoutOptions, Line, PageLayout, ReadingOrder, Role, TextOptions, extract_layout_opts};
use std::collections::BTreeSet;

/// More pages than this are a book, not a report.
const PAGES: usize = 1000;

/// Reads a document.
pub(crate) fn document(bytes: &[u8], id: String, options: &Options) -> Result<Report, ProblemKind> {
    // A file is anybody's: what the library did not expect is a fault of the file, not the end of the run.
    let pages = std::panic::catch_unwind(|| pages(bytes)).unwrap_or_else(|_| Err(fault("it is damaged in a way nobody foresaw")))?;
    let text = text(&pages);
    if text.is_empty() {
        return Err(fault("it holds no text, perhaps only pictures of pages"));
    }
    if text.len() > options.max_bytes {
        return Err(ProblemKind::TooLong { limit: options.max_bytes });
    }
    Ok(Report { id, body: if options.plain { Body::Plain(text) } else { Body::Text(text) }, ..Report::default() })
}

fn fault(reason: &str) -> ProblemKind {
    ProblemKind::Document { what: "PDF file", reason: reason.to_owned() }
}

fn pages(bytes: &[u8]) -> Result<Vec<PageLayout>, ProblemKind> {
    let told = |error: Error| match error {
        Error::Encrypted => fault("it is locked with a password"),
        other => fault(&other.to_string()),
    };
    let document = Document::load(bytes.to_vec()).map_err(told)?;
    if document.page_count() > PAGES {
        return Err(fault("it has more than a thousand pages"));
    }
    extract_layout_opts(&document, ReadingOrder::Content, TextOptions::default(), &LayoutOptions::default()).map_err(told)
}

/// Paragraphs as they come.
#[derive(Default)]
struct Paragraphs {
    done: Vec<String>,
    /// Whether the last one may go on in the next column or on the next page.
    open: bool,
}

impl Paragraphs {
    /// Adds a paragraph, or what goes on with the last one.
    fn add(&mut self, lines: &[&Line], continues: bool) {
        let words = joined(lines);
        if words.is_empty() {
            return;
        }
        match self.done.last_mut() {
            Some(last) if continues && self.open && !ends(last) => append(last, &words),
            _ => self.done.push(words),
        }
        self.open = true;
    }

    /// Adds something that stands alone.
    fn alone(&mut self, lines: &[&Line]) {
        self.add(lines, false);
        self.open = false;
    }
}

/// Whether a paragraph is at its end, as far as its last sign tells.
fn ends(text: &str) -> bool {
    let last = text.trim_end_matches(['”', '"', '»', '’', '\'', ')', ']']).chars().next_back();
    last.is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '…' | '؟' | '。' | '！' | '？' | '۔'))
}

fn text(pages: &[PageLayout]) -> String {
    let mut paragraphs = Paragraphs::default();
    let (mut furniture, mut known) = (Vec::new(), BTreeSet::new());
    let running = pages.iter().flat_map(|page| &page.blocks).filter_map(|block| match block {
        Block::Paragraph { lines, role: Role::Body | Role::Quote, .. } => Some(lines),
        _ => None,
    });
    let usual = usual_gap(running.flat_map(|lines| lines.windows(2)));
    // How far down the last line of running text stood: above it, another column begins, or a page.
    let mut lowest = f32::MIN;
    for page in pages {
        for block in &page.blocks {
            match block {
                Block::Heading { lines, .. } => paragraphs.alone(&lines.iter().collect::<Vec<_>>()),
                Block::Paragraph { lines, role: Role::PageHeader | Role::PageFooter, .. } => {
                    let words = joined(&lines.iter().collect::<Vec<_>>());
                    // The number of the page is another on each.
                    if known.insert(words.chars().filter(|c| !c.is_numeric()).collect::<String>()) {
                        furniture.push(words);
                    }
                }
                Block::Paragraph { lines, .. } => {
                    let continues = lines.first().is_some_and(|line| line.y > lowest + line.size);
                    body(lines, usual, continues, &mut paragraphs);
                    lowest = lines.last().map_or(lowest, |line| line.y);
                }
                Block::List { items, .. } => items.iter().for_each(|item| paragraphs.alone(&item.lines.iter().collect::<Vec<_>>())),
                Block::Table { rows, .. } => {
                    for row in rows {
                        paragraphs.alone(&row.iter().filter_map(|cell| cell.line.as_ref()).collect::<Vec<_>>());
                    }
                }
            }
        }
    }
    let whole: Vec<String> = paragraphs.done.into_iter().chain(furniture).filter(|line| !line.is_empty()).collect();
    whole.join("\n")
}

/// Cuts the lines of a block into paragraphs: by a wider gap than between most lines, or by a first line that is set in. A line that stands
/// higher than the one before it begins a column, in which the paragraph goes on.
fn body(lines: &[Line], of_all: f32, mut continues: bool, paragraphs: &mut Paragraphs) {
    // Where a block has few lines, the whole document tells how closely they follow.
    let usual = if lines.len() > 4 { usual_gap(lines.windows(2)) } else { of_all };
    let mut from = 0;
    for at in 1..=lines.len() {
        let (Some(before), here) = (lines.get(at - 1), lines.get(at)) else { break };
        let column = here.is_some_and(|line| line.y > before.y + before.size);
        let cut = here.is_none_or(|line| column || before.y - line.y > usual * 1.25 * line.size || is_set_in(&lines[from..at], line));
        if cut {
            paragraphs.add(&lines[from..at].iter().collect::<Vec<_>>(), continues);
            (from, continues) = (at, column);
        }
    }
}

/// How far lines stand apart, in sizes of their letters: most follow closely, so that a quarter of the gaps in order are of lines.
fn usual_gap<'l>(neighbours: impl Iterator<Item = &'l [Line]>) -> f32 {
    let gap = |two: &[Line]| Some((two.first()?.y - two.get(1)?.y) / two.get(1)?.size.max(1.0));
    let mut gaps: Vec<f32> = neighbours.filter_map(gap).filter(|gap| *gap > 0.0).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 4).copied().unwrap_or(f32::MAX)
}

/// Whether a line begins further in than the lines before it, by an em or more, though not as a centred one would.
fn is_set_in(before: &[Line], line: &Line) -> bool {
    let left = before.iter().skip(1).map(|l| l.x).reduce(f32::min);
    left.is_some_and(|left| (line.x - left) > 0.8 * line.size && (line.x - left) < 4.0 * line.size)
}

/// The words of lines in one, without the hyphens at their ends.
fn joined(lines: &[&Line]) -> String {
    let mut out = String::new();
    for line in lines {
        let words: String = line.inlines.iter().map(|inline| inline.text.as_str()).collect();
        append(&mut out, &words);
    }
    out
}

/// Adds words of the next line. A hyphen between letters of one word goes; before a capital it belongs to the name ("Al-\nHamra").
fn append(out: &mut String, words: &str) {
    let words = plain(words);
    let words = words.trim();
    let goes_on = words.starts_with(char::is_lowercase);
    let stem = out.strip_suffix(['-', '\u{ad}', '\u{2010}']).filter(|stem| stem.ends_with(char::is_alphabetic)).map(str::len);
    match stem {
        Some(stem) if goes_on => out.truncate(stem),
        Some(_) => {}
        None if out.is_empty() || words.is_empty() => {}
        None => out.push(' '),
    }
    out.push_str(words);
}

/// Ligatures as letters, white space as blanks, no signs that mean nothing.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            _ if c.is_whitespace() => out.push(' '),
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_across_lines() {
        let join = |lines: &[&str]| {
            let mut out = String::new();
            lines.iter().for_each(|line| append(&mut out, line));
            out
        };
        assert_eq!(
            join(&["The govern-", "ment of Al-", "Hamra ", "oﬀered an eﬃcient", "truce –", "of ten days"]),
            "The government of Al-Hamra offered an efficient truce – of ten days"
        );
        assert_eq!(join(&["", "10 -", "20"]), "10 - 20");
    }

    #[test]
    fn a_paragraph_is_at_its_end_behind_a_sentence() {
        assert!(["He agreed.", "“Never!”", "(no answer.)", "هل وافق؟"].iter().all(|text| ends(text)));
        assert!(!["the harbour be", "said Voss,", "(the first"].iter().any(|text| ends(text)));
    }
}
