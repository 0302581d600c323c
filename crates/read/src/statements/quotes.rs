//! Quotation marks of all kinds -> quoted stretches. Never refuses a text: what does not balance is quoted to the end of its block.

use model::Span;

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Bytes with the marks.
    pub span: Span,
    /// Bytes between the marks.
    pub inner: Span,
    /// A closing mark was found.
    pub closed: bool,
}

/// Opening marks and the marks that may close them, the usual one first. German „…“, French «…», Swedish ”…” and typewriter marks.
fn closers(open: char) -> Option<&'static [char]> {
    Some(match open {
        '“' => &['”', '“', '"', '‟'],
        '„' => &['“', '”', '"'],
        '”' => &['”'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '"' | '＂' => &['"', '＂', '”', '“'],
        '‘' | '\'' | '‚' => &['’', '\'', '‘'],
        '‹' => &['›'],
        '›' => &['‹'],
        '`' => &['\'', '’'],
        _ => return None,
    })
}

fn is_single(mark: char) -> bool {
    matches!(mark, '‘' | '\'' | '‚' | '‹' | '›' | '`')
}

/// Quoted stretches of one block, outermost only, in order.
pub fn scan(text: &str, block: Span, out: &mut Vec<Quote>) {
    let slice = block.of(text);
    if !slice.chars().any(|c| closers(c).is_some()) {
        return;
    }
    let mut marks: Vec<(usize, char)> = slice.char_indices().collect();
    if slice.contains("''") || slice.contains("``") {
        double(&mut marks);
    }
    let base = block.start as usize;
    let at = |k: usize| base + marks.get(k).map_or(slice.len(), |m| m.0);
    let mut k = 0;
    while k < marks.len() {
        let open = marks[k].1;
        let Some(close) = closers(open).filter(|_| opens(&marks, k) || turned(&marks, k)) else {
            k += 1;
            continue;
        };
        match end_of(&marks, k, open, close) {
            End::Closed(last) => {
                out.push(Quote { span: Span::new(at(k), at(last + 1)), inner: Span::new(at(k + 1), at(last)), closed: true });
                k = last + 1;
            }
            End::Open(last) if !is_single(open) => {
                let end = base + slice[..at(last) - base].trim_end().len();
                if end > at(k + 1) {
                    out.push(Quote { span: Span::new(at(k), end), inner: Span::new(at(k + 1), end), closed: false });
                }
                k = last.max(k + 1);
            }
            End::Open(_) => k += 1,
        }
    }
}

/// Reads two single marks in a row as one double mark: what typewriters and old agency wires write.
fn double(marks: &mut Vec<(usize, char)>) {
    let mut joined = Vec::with_capacity(marks.len());
    let mut k = 0;
    while k < marks.len() {
        let (at, mark) = marks[k];
        let twice = matches!(mark, '\'' | '`') && marks.get(k + 1).is_some_and(|m| m.1 == mark);
        joined.push((at, if twice { '"' } else { mark }));
        k += 1 + usize::from(twice);
    }
    *marks = joined;
}

enum End {
    /// Closed by the mark at this place.
    Closed(usize),
    /// Not closed: ends before this place (another opening mark, or the end of the block).
    Open(usize),
}

/// How far the marks of a block are counted to tell nesting from a lost closing mark, in characters: bounds the work on odd input.
const REACH: usize = 4000;

fn end_of(marks: &[(usize, char)], k: usize, open: char, close: &[char]) -> End {
    let mut depth = 0usize;
    let spaced = open == '`' && parted(marks, k);
    for (j, &(_, c)) in marks.iter().enumerate().skip(k + 1) {
        let ends = if spaced { c == '\'' && parted(marks, j) } else { closes(marks, j, is_single(open)) };
        if close.contains(&c) && ends {
            if depth == 0 {
                return End::Closed(j);
            }
            depth -= 1;
        } else if c == open && !is_single(open) && opens(marks, j) {
            // A second opening mark: nested if enough closing marks follow, else the first was never closed.
            let following = marks[j..marks.len().min(j + REACH)]
                .iter()
                .enumerate()
                .filter(|(n, m)| close.contains(&m.1) && closes(marks, j + n, false))
                .count();
            let opening =
                marks[j..marks.len().min(j + REACH)].iter().enumerate().filter(|(n, m)| m.1 == open && opens(marks, j + n)).count();
            if following > opening {
                depth += 1;
            } else {
                return End::Open(j);
            }
        }
    }
    End::Open(marks.len())
}

/// Whether the mark at `k` can open: something other than a word before it, something other than a blank after it.
fn opens(marks: &[(usize, char)], k: usize) -> bool {
    let mark = marks[k].1;
    let before = k.checked_sub(1).map(|p| marks[p].1);
    let Some(after) = marks.get(k + 1).map(|m| m.1) else { return false };
    if after.is_whitespace() {
        return mark == '`' && parted(marks, k);
    }
    let free = before
        .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | ':' | '/' | '“' | '"' | '‘' | '*' | ',' | '.'));
    match mark {
        '“' | '„' | '«' | '‹' => true,
        '\'' | '‘' | '‚' | '`' => {
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | ':' | '“' | '"'))
                && (after.is_alphanumeric() || after == '…')
        }
        _ => free,
    }
}

/// Whether the mark at `k` stands alone between blanks, as in text that was cut into words: ` so '.
fn parted(marks: &[(usize, char)], k: usize) -> bool {
    let blank = |m: Option<&(usize, char)>| m.is_none_or(|m| m.1.is_whitespace());
    let before = k.checked_sub(1).and_then(|p| marks.get(p));
    blank(before) && (blank(marks.get(k + 1)) || marks[k].1 != '`')
}

/// Whether a closing mark at `k`, outside of any quotation, is an opening mark turned the wrong way (typewriter marks made round by a
/// program): the next double mark closes too.
fn turned(marks: &[(usize, char)], k: usize) -> bool {
    let next = || marks.iter().enumerate().skip(k + 1).take(REACH).find(|(_, m)| matches!(m.1, '“' | '”' | '"' | '„' | '«'));
    marks[k].1 == '”' && next().is_some_and(|(j, m)| m.1 == '”' && j > k + 1 && closes(marks, j, false) && !marks[j - 1].1.is_whitespace())
}

/// Whether the mark at `k` can close: no blank before it, no word after it.
fn closes(marks: &[(usize, char)], k: usize, single: bool) -> bool {
    let before = marks[k - 1].1;
    let after = marks.get(k + 1).map(|m| m.1);
    let ended = after.is_none_or(|c| !c.is_alphanumeric());
    if single {
        // An apostrophe inside a word ("don't") or after a plural ("ministers' talks") closes nothing.
        return !before.is_whitespace() && ended && !(before == 's' && after == Some(' '));
    }
    match marks[k].1 {
        '”' | '»' | '›' => true,
        _ => ended && !before.is_whitespace(),
    }
}

/// The quotes of a list that overlap `span`.
pub fn within(quotes: &[Quote], span: Span) -> &[Quote] {
    let first = quotes.partition_point(|q| q.span.end <= span.start);
    let last = quotes.partition_point(|q| q.span.start < span.end);
    &quotes[first.min(last)..last]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<(&str, bool)> {
        let mut out = Vec::new();
        scan(text, Span::new(0, text.len()), &mut out);
        out.iter().map(|q| (q.inner.of(text), q.closed)).collect()
    }

    #[test]
    fn marks_of_all_kinds() {
        for text in [
            "He said “no way” twice",
            "He said \"no way\" twice",
            "He said ‘no way’ twice",
            "He said 'no way' twice",
            "He said „no way“ twice",
            "He said «no way» twice",
            "He said »no way« twice",
            "He said „no way” twice",
            "He said ‹no way› twice",
        ] {
            assert_eq!(quoted(text), [("no way", true)], "{text}");
        }
    }

    #[test]
    fn apostrophes_are_no_quotes() {
        assert!(quoted("The ministers' talks didn't end; Oslo's envoy wasn’t there.").is_empty());
        assert_eq!(quoted("''It is over,'' she said. ``Go home.''"), [("It is over,", true), ("Go home.", true)]);
        assert_eq!(quoted("She said 'it isn't over', then left."), [("it isn't over", true)]);
    }

    #[test]
    fn marks_of_programs() {
        assert_eq!(quoted("Talks ` off the table ' for now; the ministers ' aides agree."), [(" off the table ", true)]);
        assert_eq!(
            quoted("“We try,” she said,” and we fail.” Then:” Never again.”"),
            [("We try,", true), (" and we fail.", true), (" Never again.", true)]
        );
        assert!(quoted("the end of it,” he said. He left.").is_empty());
    }

    #[test]
    fn unclosed_marks_quote_to_the_end_or_to_the_next_opening() {
        assert_eq!(quoted("“We will come back tomorrow."), [("We will come back tomorrow.", false)]);
        assert_eq!(quoted("“We stay, he said. “They go.”"), [("We stay, he said.", false), ("They go.", true)]);
        assert_eq!(quoted("“He called it “odd” again,” she said."), [("He called it “odd” again,", true)]);
        assert!(quoted("a ” b").is_empty());
        assert!(quoted("“").is_empty());
    }
}
