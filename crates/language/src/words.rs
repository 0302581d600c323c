//! What the models see of a word: hashes of its form, affixes and shape.

use crate::linear::mix;
use crate::segment::normalise;
use model::Span;

/// A word's attributes; all hashes are of the normalised form (see [`normalise`]).
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// The form in lower case, digits as 0.
    pub lower: u32,
    /// The form as written.
    pub form: u32,
    /// Upper, lower, digit and other characters, runs cut to two.
    pub shape: u32,
    /// First one, two, three characters of the lower-case form.
    pub prefix: [u32; 3],
    /// Last one to five characters of the lower-case form.
    pub suffix: [u32; 5],
    /// Case: 0 none, 1 lower, 2 capitalised, 3 capitals, 4 mixed.
    pub case: u8,
    /// Whether a blank stands before it.
    pub spaced: bool,
}

/// Fills `words` for the tokens of one sentence.
pub fn fill(text: &str, tokens: &[Span], words: &mut Vec<Word>) {
    words.clear();
    let mut end = 0;
    for token in tokens {
        words.push(word(token.of(text), token.start != end));
        end = token.end;
    }
}

/// Lets the words of a headline in title case look as they do in running text: those that are no known names and that `common` knows in lower
/// case, by the hash of their form. Capitals tell nothing there.
pub fn lower_headline(text: &str, tokens: &[Span], words: &mut [Word], marks: &[u32], common: impl Fn(u32) -> bool) {
    let long = |form: &str| form.len() > 3 && form.chars().all(char::is_alphabetic);
    let (mut all, mut capitals) = (0, 0);
    for (_, word) in tokens.iter().zip(&*words).skip(1).filter(|(token, _)| long(token.of(text))) {
        all += 1;
        capitals += (word.case == 2) as u32;
    }
    if all < 3 || capitals * 4 < all * 3 {
        return;
    }
    for (at, token) in tokens.iter().enumerate().skip(1) {
        if words[at].case == 2 && marks[at] == 0 {
            let lower = word(&token.of(text).to_lowercase(), words[at].spaced);
            if common(lower.form) {
                words[at] = lower;
            }
        }
    }
}

const LONG: usize = 64;

fn word(form: &str, spaced: bool) -> Word {
    let mut lower = ['\0'; LONG];
    let mut n = 0;
    let (mut exact, mut shape) = (0u64, 0u64);
    let (mut last, mut run) = (' ', 0);
    let (mut uppers, mut lowers, mut first_upper) = (0, 0, false);
    for (i, original) in form.chars().enumerate() {
        let c = normalise(original);
        exact = mix(exact, c as u64);
        let kind = if c.is_uppercase() {
            uppers += 1;
            first_upper |= i == 0;
            'X'
        } else if c.is_lowercase() {
            lowers += 1;
            'x'
        } else if c.is_ascii_digit() {
            'd'
        } else if c.is_alphanumeric() {
            'a'
        } else {
            original
        };
        if kind == last {
            run += 1;
        } else {
            (last, run) = (kind, 1);
        }
        if run <= 2 {
            shape = mix(shape, kind as u64);
        }
        let folded = if c.is_ascii_digit() {
            '0'
        } else if c.is_ascii() {
            c.to_ascii_lowercase()
        } else {
            c.to_lowercase().next().unwrap_or(c)
        };
        // A very long form keeps its beginning and its end.
        if n < LONG {
            lower[n] = folded;
            n += 1;
        } else {
            lower.copy_within(LONG / 2 + 1.., LONG / 2);
            lower[LONG - 1] = folded;
        }
    }
    let chars = &lower[..n];
    let hash = |part: &[char]| part.iter().fold(11u64, |h, &c| mix(h, c as u64)) as u32;
    let case = match (uppers, lowers) {
        (0, 0) => 0,
        (0, _) => 1,
        (1, l) if first_upper && l > 0 => 2,
        (_, 0) => 3,
        _ if first_upper => 4,
        _ => 4,
    };
    Word {
        lower: hash(chars),
        form: exact as u32,
        shape: shape as u32,
        prefix: std::array::from_fn(|k| hash(&chars[..(k + 1).min(n)])),
        suffix: std::array::from_fn(|k| hash(&chars[n - (k + 1).min(n)..])),
        case,
        spaced,
    }
}
