//! Pages: their lines, which of them are the article, and what the head says of it.

pub mod authors;
pub mod elements;
pub mod head;
mod near;
pub mod page;
pub mod place;
mod quiet;
pub mod tree;

use crate::credit::{self, Origin};
use crate::features::{self, Markup};
use crate::lines::Line;
use crate::shape::{self, Shape};
use crate::{blocks, language, title};
use model::{Article, Block, BlockKind, Span};

/// Lines below this are left out of the article's text; those between it and one half stay in it, marked as furniture, where they stand
/// among the article's lines, so that a person sees what was passed over.
const DOUBTFUL: f32 = 0.2;

/// Extracts the article of a page: its text, headline first, one block a line.
pub fn judge(html: &str, url: Option<&str>, given_title: Option<&str>) -> Article {
    let mut page = tree::read(html);
    let text = std::mem::take(&mut page.text);
    let line = |at: usize| &text[page.lines[at].start..page.lines[at].end];
    let n = page.lines.len();
    let shapes: Vec<Shape> = (0..n).map(|at| shape::shape(line(at))).collect();
    let bearing = features::bearing((0..n).map(line), &shapes);
    let lines = page.lines.clone();
    let line = |at: usize| &text[lines[at].start..lines[at].end];
    let markup = place::markup(&mut page, &shapes);
    let content = features::PAGE.as_ref().map_or_else(|| vec![0.0; n], |stages| stages.content(&shapes, &markup, &bearing));

    let data = head::linked_data(&page);
    let outlet = head::outlet(&page, &data);
    let headings: Vec<&str> = (0..n).filter(|&at| markup[at].element == 4).map(line).collect();
    let headline = given_title.map(str::to_owned).or_else(|| head::headline(&page, &data, &headings, outlet.as_deref()));
    let heading_at =
        headline.as_deref().and_then(|h| (0..n).find(|&at| (4..=7).contains(&markup[at].element) && title::same_headline(line(at), h)));
    let near = near::Near::new(heading_at, &content);
    let seen = authors::Lines { text: &text, lines: &lines, shapes: &shapes, markup: &markup };
    let byline = authors::author(&page, &data, &authors::bylines(seen, near.range.clone()), outlet.as_deref());
    let order = head::order(&page);
    let updated = near.updated(seen, order);
    let published = head::published(&page, &data, html, url, &near.dates(seen, order), updated);

    let kept = kept(&content, heading_at);
    let mut out = String::with_capacity(text.len().min(1 << 16));
    let mut units: Vec<Line> = Vec::new();
    let mut sources: Vec<Option<usize>> = Vec::new();
    let mut push = |words: &str, from: Option<usize>| {
        let start = out.len();
        out.push_str(words);
        units.push(Line { span: Span::new(start, out.len()), gap: 0 });
        out.push('\n');
        sources.push(from);
    };
    if let Some(headline) = &headline {
        push(headline, None);
    }
    for at in kept {
        if headline.as_deref().is_none_or(|h| !((4..=5).contains(&markup[at].element) && title::words(line(at)) == title::words(h))) {
            push(line(at), Some(at));
        }
    }
    let mut article = Article {
        language: String::new(),
        published,
        title: headline.clone(),
        byline,
        outlet,
        blocks: Vec::new(),
        sources: Vec::new(),
        text: String::new(),
    };
    kinds(&out, &units, &sources, &shapes, &markup, &content, &mut article);
    let read: String =
        article.blocks.iter().filter(|b| b.kind == BlockKind::Body).map(|b| b.span.of(&out)).take(40).collect::<Vec<_>>().join("\n");
    article.language = language::language(if read.is_empty() { &out } else { &read }, page.language.as_deref()).to_owned();
    article.text = out;
    article
}

/// The lines that go into the article's text.
fn kept(content: &[f32], heading: Option<usize>) -> Vec<usize> {
    let sure = |at: &usize| content[*at] >= 0.5;
    let (first, last) = ((0..content.len()).find(sure), (0..content.len()).rev().find(sure));
    let (Some(first), Some(last)) = (first, last) else {
        // Nothing is surely text: what is left of doubt, so that a short note is not lost.
        return (0..content.len()).filter(|at| content[*at] >= DOUBTFUL && Some(*at) != heading).collect();
    };
    (0..content.len()).filter(|&at| content[at] >= 0.5 || (content[at] >= DOUBTFUL && (first..=last).contains(&at))).collect()
}

/// Gives every line of the article's text its kind, and gathers the outlets that it leans on.
fn kinds(out: &str, units: &[Line], from: &[Option<usize>], shapes: &[Shape], markup: &[Markup], content: &[f32], article: &mut Article) {
    let last = from.iter().rposition(|f| f.is_some_and(|at| content[at] >= 0.5)).unwrap_or(0);
    let mut kinds = Vec::with_capacity(units.len());
    let mut own_shapes = Vec::with_capacity(units.len());
    let mut origins = Vec::with_capacity(units.len());
    for (index, (unit, from)) in units.iter().zip(from).enumerate() {
        let line = unit.span.of(out);
        let Some(at) = *from else {
            kinds.push(BlockKind::Title);
            own_shapes.push(shape::shape(line));
            origins.push(None);
            continue;
        };
        // Who wrote it and when stands at the top or the very end; further in such words belong to the text.
        let edge = index < 8 || index + 4 > last;
        let origin = credit::origin(line, &shapes[at]).filter(|o| edge || matches!(o, Origin::Credit(..)) && content[at] < 0.8);
        kinds.push(match &origin {
            Some(Origin::Credit(..)) => BlockKind::Credit,
            Some(Origin::Byline(_) | Origin::Stamp) => BlockKind::Byline,
            Some(Origin::Dateline) => BlockKind::Dateline,
            None if content[at] < 0.5 => BlockKind::Junk,
            None if (4..=7).contains(&markup[at].element) => BlockKind::Subhead,
            None => BlockKind::Body,
        });
        own_shapes.push(shapes[at].clone());
        origins.push(origin);
    }
    blocks::pull_quotes(out, units, &own_shapes, &mut kinds);
    let first_prose = (0..units.len()).find(|&i| kinds[i] == BlockKind::Body && own_shapes[i].is_prose());
    for (index, unit) in units.iter().enumerate() {
        article.blocks.push(Block { span: unit.span, kind: kinds[index] });
        if kinds[index] != BlockKind::Junk {
            credit::references(out, unit.span, origins[index].as_ref(), Some(index) == first_prose, &mut article.sources);
        }
    }
}
