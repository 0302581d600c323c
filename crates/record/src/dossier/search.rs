//! Full-text search over all reports.

use super::{Dossier, find, reading};
use crate::Result;
use model::Span;

/// A report in which all the words occur.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundReport {
    /// Report id.
    pub report: String,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// When published (EDTF).
    pub published: Option<String>,
    /// How well it fits: BM25, higher is better.
    pub score: f64,
    /// The sentences in which words occur.
    pub sentences: Vec<Found>,
}

/// A sentence in which words occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The sentence, from 0; `None` outside of sentences (bylines, credit lines, page furniture).
    pub sentence: Option<u32>,
    /// Its text.
    pub text: String,
    /// Bytes of the words in `text`.
    pub words: Vec<Span>,
}

/// Marks around hits: control characters that no report contains.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

impl Dossier {
    /// Reports that contain all words, best first. A phrase stands in quotation marks; `word*` finds beginnings; case and accents do not
    /// matter.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<FoundReport>> {
        Ok(self.search_within(words, limit, |_| true)?.0)
    }

    /// The same among the reports that `keep` lets through, by id; and how many of those there are in all.
    pub fn search_within(&self, words: &str, limit: usize, keep: impl Fn(&str) -> bool) -> Result<(Vec<FoundReport>, usize)> {
        let query = expression(words);
        if query.is_empty() {
            return Ok((Vec::new(), 0));
        }
        let mut ranked = self.connection.prepare_cached(
            "SELECT d.name, s.rowid FROM search s JOIN document d ON d.id = s.rowid WHERE search MATCH ?1 ORDER BY rank, s.rowid",
        )?;
        let mut matches = ranked.query([&query])?;
        let (mut best, mut total) = (Vec::new(), 0);
        while let Some(row) = matches.next()? {
            if keep(row.get_ref(0)?.as_str().unwrap_or_default()) {
                total += 1;
                if best.len() < limit {
                    best.push(row.get::<_, i64>(1)?.to_string());
                }
            }
        }
        // The best are found first: marking the words in all that match would cost more than finding them.
        let mut statement = self.connection.prepare(
            "SELECT d.name, s.rowid, bm25(search), highlight(search, 0, char(2), char(3))
             FROM search s JOIN document d ON d.id = s.rowid
             WHERE search MATCH ?1 AND s.rowid IN (SELECT value FROM json_each(?2))
             ORDER BY bm25(search), d.name",
        )?;
        let rows: Vec<(String, i64, f64, String)> = statement
            .query_map((query, format!("[{}]", best.join(","))), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let mut found = Vec::with_capacity(rows.len());
        for (report, row, rank, marked) in rows {
            let Some(reading) = reading::load(&self.connection, row)? else { continue };
            let hits = hits(&marked);
            let mut sentences: Vec<Found> = Vec::new();
            let mut last = None;
            for hit in hits {
                let at = reading.sentences.partition_point(|s| s.span.end <= hit.start);
                let inside = reading.sentences.get(at).filter(|s| s.span.contains(hit)).map(|s| (Some(at as u32), s.span));
                let (number, whole) = inside.unwrap_or_else(|| (None, line_around(&reading.article.text, hit)));
                let text = whole.of(&reading.article.text);
                let word = Span { start: hit.start - whole.start, end: hit.end - whole.start };
                match sentences.last_mut() {
                    Some(known) if last == Some(whole) => known.words.push(word),
                    _ => sentences.push(Found { sentence: number, text: text.to_owned(), words: vec![word] }),
                }
                last = Some(whole);
            }
            found.push(FoundReport {
                report,
                title: reading.article.title.as_deref().map(find::one_line),
                outlet: reading.article.outlet.clone(),
                published: reading.article.published.as_ref().map(|p| p.envelope.edtf()),
                score: -rank,
                sentences,
            });
        }
        Ok((found, total))
    }
}

/// The user's words as an FTS5 expression: every word and phrase quoted, so that no operator or stray sign can break it.
fn expression(words: &str) -> String {
    let mut parts = Vec::new();
    for (at, piece) in words.split('"').enumerate() {
        let quoted = at % 2 == 1;
        if quoted {
            push(&mut parts, piece, false);
        } else {
            for word in piece.split_whitespace() {
                push(&mut parts, word.trim_end_matches('*'), word.ends_with('*'));
            }
        }
    }
    parts.join(" AND ")
}

fn push(parts: &mut Vec<String>, text: &str, beginning: bool) {
    if text.chars().any(char::is_alphanumeric) {
        parts.push(format!("\"{}\"{}", text.replace('\0', " "), if beginning { " *" } else { "" }));
    }
}

/// Byte places of the marked stretches in the text without marks.
fn hits(marked: &str) -> Vec<Span> {
    let mut hits = Vec::new();
    let (mut at, mut start) = (0usize, 0usize);
    for c in marked.chars() {
        match c {
            OPEN => start = at,
            CLOSE => hits.push(Span::new(start, at)),
            _ => at += c.len_utf8(),
        }
    }
    hits
}

fn line_around(text: &str, hit: Span) -> Span {
    let range = hit.range();
    let start = text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(range.end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| range.end + at);
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_a_safe_expression() {
        assert_eq!(expression("full ceasefire"), "\"full\" AND \"ceasefire\"");
        assert_eq!(expression("\"full ceasefire\" nego*"), "\"full ceasefire\" AND \"nego\" *");
        assert_eq!(expression("NOT ( ^ * \""), "\"NOT\"");
        assert_eq!(expression("-- \" \""), "");
    }

    #[test]
    fn marks_are_taken_out_of_the_count() {
        assert_eq!(hits("é \u{2}ab\u{3} c \u{2}d\u{3}"), vec![Span::new(3, 5), Span::new(8, 9)]);
    }
}
