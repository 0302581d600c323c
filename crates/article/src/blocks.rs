//! What each line of a dump is.

use crate::credit::{self, Origin};
use crate::lines::Line;
use crate::shape::Shape;
use crate::title;
use model::{Block, BlockKind, SourceReference};
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// The lines of a text, judged.
pub struct Judged {
    /// Every line with its kind.
    pub blocks: Vec<Block>,
    /// The headline's line.
    pub title: Option<usize>,
    /// Author or desk, where a line names one.
    pub byline: Option<String>,
    /// Outlets leaned on.
    pub sources: Vec<SourceReference>,
}

/// A few lines of which none looks like an article are what somebody pasted: their whole sentences are the text. `None` where that is not so.
fn pasted(shapes: &[Shape], content: &[f32]) -> Option<Vec<f32>> {
    const FEW: usize = 5;
    let sentence = |shape: &Shape| shape.ends_sentence && shape.words >= 4 && !shape.address && shape.furniture_share() < 0.15;
    let bare = shapes.len() <= FEW && content.iter().all(|share| *share < 0.5) && shapes.iter().any(sentence);
    // one line is all there is: whoever hands it over means it
    if let [only] = shapes
        && only.words >= 5
        && !only.address
        && content[0] < 0.5
    {
        return Some(vec![1.0]);
    }
    bare.then(|| shapes.iter().zip(content).map(|(shape, share)| if sentence(shape) { 1.0 } else { *share }).collect())
}

/// Judges lines. `content` is the probability that each belongs to the article, `given_title` a title known from elsewhere.
pub fn judge(text: &str, lines: &[Line], shapes: &[Shape], content: &[f32], given_title: Option<&str>) -> Judged {
    let of = |at: usize| lines[at].span.of(text);
    let kept = pasted(shapes, content);
    let content = kept.as_deref().unwrap_or(content);
    let given = given_title.and_then(|t| (0..lines.len()).find(|&at| title::same_headline(of(at), t) && !shapes[at].is_prose()));
    let headline = given.or_else(|| title::find(text, lines, shapes, content));
    let headline_words = headline.map(|at| title::words(title::trim_site(of(at))));
    let origins: Vec<Option<Origin>> =
        (0..lines.len()).map(|at| if Some(at) == headline { None } else { credit::origin(of(at), &shapes[at]) }).collect();
    let first_prose = (0..lines.len()).find(|&at| content[at] >= 0.5 && shapes[at].is_prose() && headline.is_none_or(|h| at > h));
    let last_content = (0..lines.len()).rev().find(|&at| content[at] >= 0.5 && shapes[at].is_prose());
    let mut kinds: Vec<BlockKind> = Vec::with_capacity(lines.len());
    for at in 0..lines.len() {
        let (line, shape) = (of(at), &shapes[at]);
        let repeats = shape.words <= 60
            && !shape.is_prose()
            && headline_words.as_ref().is_some_and(|h| title::same_words(h, &title::words(title::trim_site(line))));
        let kind = if Some(at) == headline || repeats {
            BlockKind::Title
        } else {
            match &origins[at] {
                Some(Origin::Credit(..)) => BlockKind::Credit,
                Some(Origin::Byline(_) | Origin::Stamp) => BlockKind::Byline,
                Some(Origin::Dateline) => BlockKind::Dateline,
                None if content[at] < 0.5 => BlockKind::Junk,
                // Headings stand before text; short lines behind the last of it are what the page goes on with.
                None if last_content.is_none_or(|last| at > last) && !shape.is_prose() && shape.words < 12 && !shape.ends_sentence => {
                    BlockKind::Junk
                }
                None if heading(shape) => BlockKind::Subhead,
                None => BlockKind::Body,
            }
        };
        kinds.push(kind);
    }
    pull_quotes(text, lines, shapes, &mut kinds);
    let mut sources = Vec::new();
    for at in 0..lines.len() {
        if kinds[at].is_read() || matches!(kinds[at], BlockKind::Credit | BlockKind::Byline | BlockKind::Dateline) {
            credit::references(text, lines[at].span, origins[at].as_ref(), Some(at) == first_prose, &mut sources);
        }
    }
    let near = |at: usize| first_prose.is_none_or(|prose| at <= prose + 3);
    let byline = (0..lines.len()).filter(|&at| near(at)).find_map(|at| match &origins[at] {
        Some(Origin::Byline(name)) => Some(name.clone()),
        _ => None,
    });
    let blocks = lines.iter().zip(&kinds).map(|(line, kind)| Block { span: line.span, kind: *kind }).collect();
    Judged { blocks, title: headline, byline, sources }
}

/// What the forest says of a line, held back where the line's own look is beyond doubt: plain prose in a text that has little else, and
/// a line that is nothing but a button.
pub fn temper(p: f32, at: usize, shapes: &[Shape]) -> f32 {
    let shape = &shapes[at];
    if shape.words > 0 && shape.words <= 5 && shape.furniture_words() * 10 >= shape.words * 8 {
        return p.min(0.4);
    }
    let few = shapes.len() <= 60;
    if few && shape.is_prose() && shape.ends_sentence && shape.words >= 12 && shape.furniture_share() < 0.15 {
        return p.max(0.6);
    }
    let prose_after = shapes.iter().skip(at + 1).take(3).any(Shape::is_prose);
    if few && prose_after && (shape.words >= 3 || shape.marked) && shape.furniture_share() < 0.3 { p.max(0.55) } else { p }
}

/// A line that heads what follows: short and not closed like a sentence, or set in bold.
fn heading(shape: &Shape) -> bool {
    let short = shape.words <= 14 && shape.chars <= 110;
    let quoted = shape.starts_quote && shape.quotes >= 2 && shape.words <= 12;
    shape.marked && short
        || short && (!shape.ends_sentence || shape.ends_question && shape.words <= 9) && !shape.ends_colon && !shape.starts_bullet
        || quoted && short && shape.stops == 0
}

/// Marks quotations that stand apart and that the running text has as well.
pub fn pull_quotes(text: &str, lines: &[Line], shapes: &[Shape], kinds: &mut [BlockKind]) {
    let words: Vec<OnceCell<Vec<String>>> = vec![OnceCell::new(); lines.len()];
    let grams: Vec<OnceCell<BTreeSet<&[String]>>> = vec![OnceCell::new(); lines.len()];
    let trigrams = |at: usize| {
        let words = words[at].get_or_init(|| title::words(lines[at].span.of(text)));
        grams[at].get_or_init(|| words.windows(3).collect())
    };
    for at in 0..lines.len() {
        let line = lines[at].span.of(text);
        if !matches!(kinds[at], BlockKind::Body | BlockKind::Subhead | BlockKind::Junk) || shapes[at].words < 4 || shapes[at].words > 60 {
            continue;
        }
        if !(title::quotation(line, &shapes[at]) || shapes[at].starts_quote && shapes[at].quotes >= 1) {
            continue;
        }
        let grams = trigrams(at);
        let repeated = (0..lines.len()).any(|other| {
            if other == at || kinds[other] != BlockKind::Body || shapes[other].words <= shapes[at].words {
                return false;
            }
            let theirs = trigrams(other);
            grams.iter().filter(|g| theirs.contains(*g)).count() * 10 >= grams.len() * 8
        });
        if repeated && !grams.is_empty() {
            kinds[at] = BlockKind::PullQuote;
        }
    }
}
