//! Chunks into tokens.

use super::chars::{Class, class, normalise, stands_alone};
use super::{SegmentScratch, Stops};
use crate::linear::{Dense, Features, hash_bytes, mix};
use crate::store::{Reader, Writer};
use model::Span;

/// Longest token in characters; longer runs without a blank are cut.
const MAX_CHUNK: usize = 400;

/// Longest chunk of letters alone, in characters, that can be several words.
pub(crate) const LONGEST_MERGED: usize = 20;

/// Where chunks are cut.
#[derive(Clone, Debug, Default)]
pub struct TokenModel {
    pub(crate) cuts: Dense<2>,
    /// Chunks of letters alone that are several words, always or at times ("cannot", "zum"; "its" for "it's"): sorted hashes of the lower-case form.
    pub(crate) merged: Vec<u32>,
    /// For each of `merged`, its cuts in characters, as a bit set.
    pub(crate) merged_cuts: Vec<u32>,
    /// Which of them are cut, by what stands beside them.
    pub(crate) asked: Dense<2>,
}

/// One place between two characters of a chunk.
pub(crate) struct Place<'a> {
    /// The chunk's characters, normalised and in lower case, with the class of each.
    pub chars: &'a [char],
    pub classes: &'a [Class],
    /// The cut would come before this character.
    pub at: usize,
    /// The last cut before.
    pub from: usize,
    /// Class of the first character after the chunk and the blank; `None` at the end of the block.
    pub next: u32,
}

impl TokenModel {
    /// Cuts the block into `scratch.tokens`.
    pub fn tokenise(&self, text: &str, range: Span, stops: &Stops, scratch: &mut SegmentScratch) {
        scratch.tokens.clear();
        let block = range.of(text);
        let base = range.start as usize;
        let mut at = 0;
        while at < block.len() {
            let Some(start) = block[at..].find(|c: char| !c.is_whitespace()).map(|i| at + i) else { break };
            let mut plain = true;
            let mut count = 0;
            let mut end = block.len();
            for (i, c) in block[start..].char_indices() {
                if c.is_whitespace() || count == MAX_CHUNK {
                    end = start + i;
                    break;
                }
                plain &= class(c) == Class::Letter;
                count += 1;
            }
            if plain {
                self.letters(block, base, Span::new(start, end), count, scratch);
            } else if count == 1 {
                scratch.tokens.push(Span::new(base + start, base + end));
            } else {
                let next = next_class(&block[end..]);
                self.mixed(&block[start..end], base + start, next, stops, scratch);
            }
            at = end;
        }
    }

    fn letters(&self, block: &str, base: usize, chunk: Span, count: usize, scratch: &mut SegmentScratch) {
        let form = chunk.of(block);
        let mut from = chunk.start as usize;
        if count <= LONGEST_MERGED
            && !self.merged.is_empty()
            && let Ok(found) = self.merged.binary_search(&lower_hash(form))
        {
            merged_features(block, chunk, &mut scratch.features);
            let cuts = if self.is_cut(scratch.features.keys()) { self.merged_cuts[found] } else { 0 };
            for (number, (i, _)) in form.char_indices().enumerate() {
                if number > 0 && cuts >> number & 1 == 1 {
                    let cut = chunk.start as usize + i;
                    scratch.tokens.push(Span::new(base + from, base + cut));
                    from = cut;
                }
            }
        }
        scratch.tokens.push(Span::new(base + from, base + chunk.end as usize));
    }

    /// Whether a chunk with these features is cut. A form that is mostly one word ("its") is cut only before a word that it was seen cut before,
    /// whatever the rest says: careful writers mean what they write.
    fn is_cut(&self, keys: &[u64]) -> bool {
        let cut = |keys: &[u64]| {
            let sums = self.asked.score(keys);
            sums[1] > sums[0]
        };
        let [own, with_next, ..] = keys else { return false };
        cut(keys) && (cut(&[*own]) || cut(&[*with_next]))
    }

    fn mixed(&self, chunk: &str, base: usize, next: u32, stops: &Stops, scratch: &mut SegmentScratch) {
        let mut lower = [' '; MAX_CHUNK];
        let mut classes = [Class::Other; MAX_CHUNK];
        scratch.chars.clear();
        for (i, (at, c)) in chunk.char_indices().enumerate() {
            scratch.chars.push((c, at as u32));
            lower[i] = lower_char(c);
            classes[i] = class(c);
        }
        let n = scratch.chars.len();
        let (lower, classes) = (&lower[..n], &classes[..n]);
        let link = super::links::link(lower).unwrap_or(0..0);
        let mut from = 0;
        for at in 1..n {
            let (before, here) = (scratch.chars[at - 1].0, scratch.chars[at].0);
            let cut = if link.start <= at && at <= link.end && link.end > 0 {
                at == link.start || at == link.end
            } else if stands_alone(before) || stands_alone(here) {
                before != here
            } else if here == '.' && stopped(scratch, chunk, from, at, stops) {
                false
            } else if is_designation(scratch, from, at) || before == here && matches!(here, '$' | '€' | '£') {
                false
            } else if is_candidate(lower, classes, at) {
                place_features(&Place { chars: lower, classes, at, from, next }, &mut scratch.features);
                let sums = self.cuts.score(scratch.features.keys());
                sums[1] > sums[0]
            } else {
                false
            };
            if cut {
                scratch.tokens.push(Span::new(base + scratch.chars[from].1 as usize, base + scratch.chars[at].1 as usize));
                from = at;
            }
        }
        scratch.tokens.push(Span::new(base + scratch.chars[from].1 as usize, base + chunk.len()));
    }

    pub(crate) fn write(&self, to: &mut Writer) {
        self.cuts.write(to);
        to.numbers(self.merged.iter().copied());
        to.numbers(self.merged_cuts.iter().copied());
        self.asked.write(to);
    }

    pub(crate) fn read(from: &mut Reader) -> Option<TokenModel> {
        let model =
            TokenModel { cuts: Dense::read(from)?, merged: from.numbers()?, merged_cuts: from.numbers()?, asked: Dense::read(from)? };
        (model.merged.len() == model.merged_cuts.len()).then_some(model)
    }
}

/// Whether the characters from `from` on are an abbreviation that keeps the full stop at `at`, and no letter follows.
fn stopped(scratch: &SegmentScratch, chunk: &str, from: usize, at: usize, stops: &Stops) -> bool {
    let end = scratch.chars.get(at + 1).map_or(chunk.len(), |c| c.1 as usize);
    let form = &chunk[scratch.chars[from].1 as usize..end];
    form.len() <= 8
        && scratch.chars.get(at + 1).is_none_or(|c| !c.0.is_alphanumeric() && c.0 != '.')
        && stops.all.binary_search(&Stops::hash(form)).is_ok()
}

/// Whether a digit continues a designation that opens with a capital: "M23", "F16", "COP29", "A4".
fn is_designation(scratch: &SegmentScratch, from: usize, at: usize) -> bool {
    let chars = &scratch.chars;
    chars[at].0.is_ascii_digit()
        && chars[from..at].iter().all(|c| c.0.is_ascii_uppercase() || c.0.is_ascii_digit())
        && chars[from].0.is_ascii_uppercase()
}

/// Class of the character that follows the blank after a chunk: end, lower case, upper case, digit, other.
pub(crate) fn next_class(rest: &str) -> u32 {
    match rest.trim_start().chars().next() {
        None => 0,
        Some(c) if c.is_lowercase() => 1,
        Some(c) if c.is_alphabetic() => 2,
        Some(c) if c.is_numeric() => 3,
        Some(_) => 4,
    }
}

/// Hash of a form in lower case.
pub(crate) fn lower_hash(form: &str) -> u32 {
    if form.is_ascii() {
        return hash_bytes(form.bytes().map(|b| b.to_ascii_lowercase()));
    }
    let mut buffer = [0u8; 4];
    let mut hash = 0u64;
    for c in form.chars() {
        let c = lower_char(c);
        hash = mix(hash, hash_bytes(c.encode_utf8(&mut buffer).bytes()) as u64);
    }
    (hash >> 16) as u32
}

/// Normalised and in lower case; characters with a longer lower case keep its first.
#[inline]
pub(crate) fn lower_char(c: char) -> char {
    let c = normalise(c);
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

/// The features of a chunk of letters alone that may be several words.
pub(crate) fn merged_features(block: &str, chunk: Span, f: &mut Features) {
    let form = chunk.of(block);
    let (before, after) = (&block[..chunk.start as usize], &block[chunk.end as usize..]);
    let previous = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    let next = after.split_whitespace().next().unwrap_or("");
    let marks = |c: char| !c.is_alphanumeric();
    let word = |chunk: &str| lower_hash(chunk.trim_matches(marks));
    let own = lower_hash(form);
    let case = form.starts_with(char::is_uppercase) as u32 + form.chars().skip(1).any(char::is_uppercase) as u32;
    let ended = previous.ends_with(marks) as u32;
    let bare = next.trim_matches(marks);
    let tail = |count: usize| hash_bytes(bare.bytes().skip(bare.len().saturating_sub(count)).map(|b| b.to_ascii_lowercase()));
    f.clear();
    // The first two have a part of their own, see `is_cut`.
    f.add([own]);
    f.add([own, word(next)]);
    f.add([own, case]);
    f.add([own, ended, word(previous)]);
    f.add([own, ended, case]);
    f.add([own, tail(2)]);
    f.add([own, tail(3)]);
    f.add([own, next_class(after)]);
    f.add([word(next)]);
    f.add([own, word(previous), word(next)]);
}

/// Places that a cut is considered at: where letters, digits and other characters meet, between other characters, and one letter
/// before a letter with an apostrophe after it ("do|n't").
pub(crate) fn is_candidate(chars: &[char], classes: &[Class], at: usize) -> bool {
    classes[at - 1] != classes[at] || classes[at] == Class::Other || (at + 1 < chars.len() && chars[at + 1] == '\'')
}

/// The features of one place.
pub(crate) fn place_features(place: &Place, f: &mut Features) {
    let Place { chars, classes, at, from, next } = *place;
    let n = chars.len();
    let l = |d: usize| if at >= d { chars[at - d] as u32 } else { 1 };
    let r = |d: usize| if at + d < n { chars[at + d] as u32 } else { 2 };
    let k = |i: isize| if i < 0 || i >= n as isize { 9 } else { classes[i as usize] as u32 };
    let hash = |part: &[char]| part.iter().take(24).fold(7u64, |h, &c| mix(h, c as u64)) as u32;
    let shape = |part: &[Class]| {
        let (mut h, mut last) = (5u64, 9);
        for &c in part.iter().take(40) {
            if c as u32 != last {
                h = mix(h, c as u64);
                last = c as u32;
            }
        }
        h as u32
    };
    let link = chars.windows(3).any(|w| w == [':', '/', '/'] || w == ['w', 'w', 'w']) as u32 + 2 * chars.contains(&'@') as u32;
    let (part, rest) = (hash(&chars[from..at]), hash(&chars[at..]));
    let a = at as isize;
    let classes_near = [k(a - 3), k(a - 2), k(a - 1), k(a), k(a + 1), k(a + 2)].into_iter().fold(0, |h, x| h * 10 + x);
    let last = (at + 1 == n) as u32;
    f.clear();
    f.add([l(1), r(0)]);
    f.add([l(2), l(1), r(0)]);
    f.add([l(1), r(0), r(1)]);
    f.add([l(2), l(1), r(0), r(1)]);
    f.add([l(3), l(2), l(1), r(0)]);
    f.add([r(0), r(1), r(2)]);
    f.add([l(1), r(0), r(1), r(2)]);
    f.add([l(2), l(1), r(0), r(1), r(2), r(3)]);
    f.add([classes_near]);
    f.add([classes_near, l(1), r(0)]);
    f.add([classes_near, link]);
    f.add([part]);
    f.add([rest]);
    f.add([part, r(0)]);
    f.add([part, r(0), last, next]);
    f.add([l(1), rest]);
    f.add([part, rest]);
    f.add([link, l(1), r(0)]);
    f.add([link, last, r(0)]);
    f.add([r(0), last, next]);
    f.add([l(1), r(0), last, next, (at - from).min(4) as u32]);
    f.add([shape(classes), r(0), l(1)]);
    f.add([shape(&classes[from..at]), shape(&classes[at..]), r(0)]);
    f.add([(at - from).min(5) as u32, (n - at).min(5) as u32, k(a - 1), r(0)]);
    f.add([(at - from).min(5) as u32, (n - at).min(5) as u32, l(1), k(a)]);
}
