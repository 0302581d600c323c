//! A text cut into the units that are judged: lines, or paragraphs where single newlines are soft wraps.

use model::Span;

/// A unit of a text: a line, or a paragraph of wrapped lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Bytes, without blanks at its ends.
    pub span: Span,
    /// Blank lines before it.
    pub gap: u32,
}

/// Cuts `text` into lines that are not empty, joining those of a wrapped paragraph.
pub fn lines(text: &str) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let (mut start, mut gap) = (0, 0);
    for end in text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at).chain([text.len()]) {
        // Other line breaks (form feed, lone carriage return, Unicode's line separator) stay inside: offsets of input are never changed.
        let raw = &text[start..end];
        let trimmed = raw.trim_matches(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'));
        if trimmed.is_empty() {
            gap += 1;
        } else {
            let from = start + (trimmed.as_ptr() as usize - raw.as_ptr() as usize);
            found.push(Line { span: Span::new(from, from + trimmed.len()), gap });
            gap = 0;
        }
        start = end + 1;
    }
    if wrapped(text, &found) { join(&found) } else { found }
}

/// Whether single newlines are soft wraps: lines fill up to a common margin, most break off in mid-sentence, and many go on in lower case.
fn wrapped(text: &str, lines: &[Line]) -> bool {
    let width = |line: &Line| line.span.of(text).chars().count();
    let mut widths: Vec<usize> = lines.iter().map(width).collect();
    if widths.len() < 4 {
        return false;
    }
    widths.sort_unstable();
    let margin = widths[widths.len() * 9 / 10];
    if !(35..=130).contains(&margin) || widths[widths.len() - 1] > margin * 3 / 2 + 10 {
        return false;
    }
    let (mut pairs, mut broken, mut lower) = (0, 0, 0);
    for pair in lines.windows(2).filter(|pair| pair[1].gap == 0) {
        let (line, next) = (pair[0].span.of(text), pair[1].span.of(text));
        pairs += 1;
        // A wrap happens where the next word would not have fitted.
        let next_word = next.split_whitespace().next().map_or(0, |w| w.chars().count());
        if width(&pair[0]) + next_word + 1 > margin * 9 / 10 && !line.ends_with(['.', '!', '?', ':', '"', '”']) {
            broken += 1;
            lower += usize::from(next.starts_with(char::is_lowercase));
        }
    }
    pairs >= 3 && broken * 2 > pairs && lower * 3 > broken
}

fn join(lines: &[Line]) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some(last) if line.gap == 0 => last.span = last.span.cover(line.span),
            _ => out.push(*line),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<&str> {
        lines(text).iter().map(|l| l.span.of(text)).collect()
    }

    #[test]
    fn lines_without_blanks_and_with_their_gaps() {
        let text = "\u{feff} Head \r\n\r\n\nFirst line.\nSecond line.\t\n";
        assert_eq!(units(text), ["Head", "First line.", "Second line."]);
        assert_eq!(lines(text).iter().map(|l| l.gap).collect::<Vec<_>>(), [0, 2, 0]);
        assert!(units(" \n\n").is_empty() && units("").is_empty());
    }

    #[test]
    fn wrapped_text_is_joined_to_paragraphs() {
        let text = "The two delegations came together in the lake town on Monday and spoke\n\
                    for six hours about the return of prisoners, a spokesman of the host\n\
                    said. They want to go on next week.\n\n\
                    Nobody would say whether the border posts were part of the talks, and\n\
                    the papers that were handed round stayed closed.\n";
        assert_eq!(lines(text).len(), 2);
        assert!(units(text)[0].ends_with("next week.") && units(text)[1].starts_with("Nobody"));
    }

    #[test]
    fn short_paragraphs_and_menus_stay_lines() {
        assert_eq!(lines("Home\nWorld\nSport\nThe envoys met on Monday.\nThey left on Tuesday.\nNo date was set.\n").len(), 6);
        let paragraphs = "The envoys met on Monday in the old mill by the river for talks.\nA new round is expected within two weeks, officials said later.\n\
                          The hosts were pleased with the tone of the meeting, they said.\nNo paper was signed, and none had been expected by anyone there.\n";
        assert_eq!(lines(paragraphs).len(), 4);
    }
}
