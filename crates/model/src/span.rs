//! Places in a text.

use serde::{Deserialize, Serialize};

/// A half-open range `[start, end)` of **bytes** in a report's text, on character boundaries.
///
/// Every stage works on bytes, so that `&text[span.range()]` is a borrowed slice. Code points, the unit of the exchange formats, exist
/// only at the edge: see [`CodePoints`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; texts beyond 4 GiB are cut at intake.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end as u32 }
    }

    /// The span as a range, to slice a text with.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The text under the span; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Translates between byte offsets (inside) and Unicode code points (exchange formats) of one text.
///
/// Pure ASCII stretches cost nothing: one checkpoint is kept per 256 bytes, and a look-up counts from there.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    ascii: bool,
    /// Code points before byte `256 * k`, counting characters that start before it.
    marks: Vec<u32>,
}

const STRIDE: usize = 256;

impl<'t> CodePoints<'t> {
    /// Prepares the look-ups for `text`: one pass.
    pub fn new(text: &'t str) -> CodePoints<'t> {
        let ascii = text.is_ascii();
        let mut marks = Vec::new();
        if !ascii {
            let mut count = 0u32;
            for chunk in text.as_bytes().chunks(STRIDE) {
                marks.push(count);
                count += starts(chunk);
            }
        }
        CodePoints { text, ascii, marks }
    }

    /// Code points before the byte offset `byte`; offsets beyond the text count as its end.
    pub fn of_byte(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.ascii {
            return byte;
        }
        let mark = (byte / STRIDE).min(self.marks.len().saturating_sub(1));
        let before = self.marks.get(mark).copied().unwrap_or(0);
        (before + starts(&self.text.as_bytes()[mark * STRIDE..byte])) as usize
    }

    /// The span in code points.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.of_byte(span.start as usize), self.of_byte(span.end as usize))
    }

    /// The byte offset of the code point `point`; the text's length where it lies beyond.
    pub fn to_byte(&self, point: usize) -> usize {
        if self.ascii {
            return point.min(self.text.len());
        }
        let mark = self.marks.partition_point(|&m| (m as usize) <= point).saturating_sub(1);
        let mut left = point - self.marks.get(mark).copied().unwrap_or(0) as usize;
        for (at, &b) in self.text.as_bytes().iter().enumerate().skip(mark * STRIDE) {
            if b & 0xC0 != 0x80 {
                if left == 0 {
                    return at;
                }
                left -= 1;
            }
        }
        self.text.len()
    }

    /// A span of code points as bytes.
    pub fn bytes(&self, start: usize, end: usize) -> Span {
        Span::new(self.to_byte(start), self.to_byte(end))
    }
}

fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_and_bytes_agree_with_counting() {
        for text in ["", "plain ascii", "“Ünïcödé” — 和平 🙂 ends", &"é和a🙂".repeat(300)] {
            let points = CodePoints::new(text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(points.of_byte(byte), count);
                assert_eq!(points.to_byte(count), byte);
            }
            assert_eq!(points.of_byte(text.len()), text.chars().count());
            assert_eq!(points.to_byte(text.chars().count() + 9), text.len());
        }
    }
}
