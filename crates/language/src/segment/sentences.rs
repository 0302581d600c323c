//! Tokens into sentences.

use super::chars::{is_closer, is_final};
use super::tokens::lower_hash;
use super::{MAX_SENTENCE, SegmentScratch, Stops};
use crate::linear::{Dense, Features, hash_bytes};
use crate::store::{Reader, Writer};
use model::Span;

/// Where sentences end.
#[derive(Clone, Debug, Default)]
pub struct SentenceModel {
    pub(crate) ends: Dense<2>,
}

/// What the splitter sees of a token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TokenView {
    lower: u32,
    /// 0 lower case, 1 capitalised, 2 capitals, 3 one capital letter, 4 digits first, 5 final mark, 6 closer or opener, 7 other.
    shape: u32,
    last: char,
    first: char,
    /// What stands before it: 0 nothing, 1 a blank, 2 one line break, 3 an empty line.
    gap: u32,
    len: u32,
}

impl TokenView {
    /// Whether the token ends in a quotation mark.
    pub(crate) fn is_quote(&self) -> bool {
        self.last == '"'
    }
}

impl SentenceModel {
    /// Cuts `scratch.tokens` into sentences, whose ends are left in `scratch.ends`.
    pub fn split(&self, text: &str, stops: &Stops, scratch: &mut SegmentScratch) {
        view(text, &scratch.tokens, &mut scratch.shapes);
        scratch.ends.clear();
        let n = scratch.tokens.len();
        let mut from = 0;
        let mut quotes = 0;
        for at in 1..=n {
            let end = at == n || {
                quotes += scratch.shapes[at - 1].is_quote() as u32;
                match boundary(&scratch.shapes, from, at) {
                    Boundary::Never => false,
                    Boundary::Always => true,
                    Boundary::Ask | Boundary::Unmarked if scratch.shapes[at].gap < 2 && goes_on(&scratch.shapes, at, stops) => false,
                    kind => {
                        sentence_features(&scratch.shapes, from, at, quotes, &mut scratch.features);
                        let sums = self.ends.score(scratch.features.keys());
                        sums[1] - sums[0] > if kind == Boundary::Unmarked { UNMARKED } else { 0 }
                    }
                }
            };
            if end {
                while at - from > MAX_SENTENCE {
                    let window = &scratch.shapes[from + MAX_SENTENCE / 2..from + MAX_SENTENCE];
                    let cut = window.iter().rposition(|t| matches!(t.first, ',' | ';' | ':' | '-' | '.' | '|'));
                    from = cut.map_or(from + MAX_SENTENCE, |c| from + MAX_SENTENCE / 2 + c + 1);
                    scratch.ends.push(from);
                }
                scratch.ends.push(at);
                from = at;
                quotes = 0;
            }
        }
    }

    pub(crate) fn write(&self, to: &mut Writer) {
        self.ends.write(to);
    }

    pub(crate) fn read(from: &mut Reader) -> Option<SentenceModel> {
        Some(SentenceModel { ends: Dense::read(from)? })
    }
}

/// How sure the splitter must be of an end that no mark shows: news is nearly always marked, and its names are worth more than a letter's head.
const UNMARKED: i32 = 200;

#[derive(PartialEq, Eq)]
pub(crate) enum Boundary {
    Never,
    Always,
    /// A mark stands there that may end a sentence.
    Ask,
    /// None does.
    Unmarked,
}

/// Fills `views` for the tokens of one block.
pub(crate) fn view(text: &str, tokens: &[Span], views: &mut Vec<TokenView>) {
    views.clear();
    let mut end = tokens.first().map_or(0, |t| t.start as usize);
    for token in tokens {
        let form = token.of(text);
        let blank = text.get(end..token.start as usize).unwrap_or("");
        end = token.end as usize;
        let lines = blank.bytes().filter(|&b| b == b'\n').count() as u32;
        let digits = form.bytes().any(|b| b.is_ascii_digit());
        let (first, last) = (form.chars().next().unwrap_or(' '), form.chars().next_back().unwrap_or(' '));
        let second = form.chars().nth(1);
        let shape = if first.is_lowercase() && !is_link(form) {
            0
        } else if first.is_alphabetic() && !is_link(form) {
            match second {
                None => 3,
                Some('.') => 3,
                Some(c) if c.is_uppercase() => 2,
                Some(_) => 1,
            }
        } else if first.is_numeric() {
            4
        } else if is_final(first) {
            5
        } else if is_closer(first) || matches!(first, '(' | '[' | '{' | '„') {
            6
        } else {
            7
        };
        let gap = if blank.is_empty() { 0 } else { 1 + lines.min(2) };
        views.push(TokenView {
            lower: if digits { pattern(form) } else { lower_hash(form) },
            shape,
            last: super::normalise(last),
            first: super::normalise(first),
            gap,
            len: form.len().min(9) as u32,
        });
    }
}

/// Hash of a form with its digits as zeros: dates, hours and numbers of one make are one.
fn pattern(form: &str) -> u32 {
    hash_bytes(form.bytes().map(|b| if b.is_ascii_digit() { b'0' } else { b.to_ascii_lowercase() }))
}

/// Whether the form is an address: of a page or of a person's mail.
fn is_link(form: &str) -> bool {
    form.len() > 6 && (form.contains("://") || form.starts_with("www.") || form.contains('@'))
}

/// Whether a sentence that began with token `from` may end before token `at`.
pub(crate) fn boundary(tokens: &[TokenView], from: usize, at: usize) -> Boundary {
    let (before, here) = (&tokens[at - 1], &tokens[at]);
    if here.gap == 3 {
        return Boundary::Always;
    }
    let mut back = at - 1;
    while back > from && is_closer(tokens[back].first) && tokens[back].len <= 3 {
        back -= 1;
    }
    let ended = is_final(tokens[back].last) || is_final(before.last);
    if here.gap == 2 {
        // A line break inside a block: a list or a poem where the line is short or ended, else a wrapped line.
        return if ended || here.shape != 0 && at - from < 12 { Boundary::Always } else { Boundary::Never };
    }
    // "the workers' union": no quotation ends there.
    if before.first == '\'' && before.len <= 3 && before.gap == 0 && at > from + 1 && tokens[at - 2].last.is_alphabetic() {
        return Boundary::Never;
    }
    let closed = is_closer(before.first) && before.len <= 4 && here.gap == 1;
    if ended && (here.gap == 1 || before.shape == 5) {
        // What a colon announces belongs to it, mostly.
        return if matches!(tokens[back].last, ':' | ';') && matches!(before.last, ':' | ';') { Boundary::Unmarked } else { Boundary::Ask };
    }
    if closed || before.len > 4 && before.shape >= 6 {
        return Boundary::Unmarked;
    }
    // "PM" after an hour may end a letter's head; elsewhere two capitals stand before a name ("PM Modi", "UN envoys").
    let short = before.shape == 2 && before.len == 2 && (at < from + 2 || tokens[at - 2].shape != 4);
    // A single word, a name or an office, is no sentence ("NATO Secretary General").
    let short = short || at == from + 1 && matches!(before.shape, 1..=3);
    // Names, headers and lists that no mark ends.
    if here.gap == 1 && !matches!(here.shape, 0 | 5) && !short { Boundary::Unmarked } else { Boundary::Never }
}

/// Whether the sentence goes on for certain: after a title that a name follows, and after a closed bracket or quotation before a small letter.
fn goes_on(tokens: &[TokenView], at: usize, stops: &Stops) -> bool {
    let (before, here) = (&tokens[at - 1], &tokens[at]);
    let title = before.last == '.'
        && before.shape != 0
        && here.gap == 1
        && here.shape != 0
        && stops.before_names.binary_search(&before.lower).is_ok();
    title || here.shape == 0 && here.gap == 1 && matches!(before.first, ')' | ']' | '"' | '\'') && before.len <= 3
}

/// Tokens on either side of a possible sentence end that tell running text from headers and lists.
const AROUND: usize = 8;

/// The features of one possible sentence end.
pub(crate) fn sentence_features(tokens: &[TokenView], from: usize, at: usize, quotes: u32, f: &mut Features) {
    let get = |i: isize| if i < from as isize || i >= tokens.len() as isize { None } else { Some(&tokens[i as usize]) };
    let a = at as isize;
    let w = |d: isize| get(a + d).map_or(3, |t| t.lower);
    let s = |d: isize| get(a + d).map_or(19, |t| t.shape * 3 + t.gap);
    let last = |d: isize| get(a + d).map_or(1, |t| t.last as u32);
    let first = |d: isize| get(a + d).map_or(1, |t| t.first as u32);
    let len = |d: isize| get(a + d).map_or(0, |t| t.len);
    let open = quotes % 2;
    let size = match at - from {
        0..=1 => 0,
        2..=3 => 1,
        4..=7 => 2,
        8..=15 => 3,
        16..=30 => 4,
        _ => 5,
    };
    f.clear();
    f.add([0]);
    f.add([w(-1)]);
    f.add([w(0)]);
    f.add([w(-1), w(0)]);
    f.add([w(-1), s(0)]);
    f.add([w(-1), s(0), open]);
    f.add([s(-1), s(0), last(-1)]);
    f.add([s(-1), s(0), s(1), last(-1)]);
    f.add([s(-2), s(-1), s(0), last(-1)]);
    f.add([w(-2), w(-1), s(0)]);
    f.add([w(-2), w(-1)]);
    f.add([w(-1), w(0), w(1)]);
    f.add([s(0), w(0), last(-1)]);
    f.add([w(-1), s(0), s(1)]);
    f.add([last(-1), first(0), s(0)]);
    f.add([last(-2), last(-1), first(0), s(0)]);
    f.add([last(-2), last(-1), w(0)]);
    f.add([last(-1), size]);
    f.add([last(-1), size, s(0)]);
    f.add([last(-1), open, s(0)]);
    f.add([last(-2), last(-1), open, s(0)]);
    f.add([w(-2), s(-2), last(-1), s(0)]);
    f.add([s(-2), len(-2), last(-1), s(0)]);
    f.add([w(-3), last(-1), s(0)]);
    f.add([w(from as isize - a), last(-1)]);
    f.add([s(0), s(1), s(2), last(-1)]);
    f.add([w(1), s(0), last(-1)]);
    f.add([size, s(-1), s(0), s(1)]);
    f.add([w(-1), len(-1), s(0)]);
    // How much of the sentence so far, and of what follows, is running text rather than names and numbers.
    let running = |part: &[TokenView]| part.iter().filter(|t| t.shape == 0).count().min(3) as u32;
    let past = running(&tokens[at.saturating_sub(AROUND).max(from)..at]);
    let future = running(&tokens[at..(at + AROUND).min(tokens.len())]);
    let stop = tokens[at..].iter().take(2 * AROUND).position(|t| t.shape == 5 || t.gap == 3).map_or(4, |p| p.min(12) / 4) as u32;
    f.add([past, future, s(-1), s(0)]);
    f.add([past, future, last(-1), s(0), size]);
    f.add([past, stop, last(-1), s(0)]);
    f.add([past, w(-1), s(0)]);
    f.add([past, w(0), s(-1)]);
    f.add([future, w(0), s(-1)]);
    f.add([size, w(0), s(-1)]);
    f.add([s(-3), s(-2), s(-1), s(0)]);
    f.add([s(-2), s(-1), s(0), s(1), s(2)]);
    f.add([w(-3), w(-2), w(-1)]);
    f.add([w(-2), w(-1), w(0)]);
    f.add([w(0), w(1), s(-1)]);
    f.add([w(from as isize - a), s(-1), s(0)]);
    f.add([w(from as isize - a), w(-1)]);
}
