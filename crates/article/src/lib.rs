//! A report -> its article: text, title, byline, outlet, language, date, and what each line is. Nothing is deleted, only marked.
//!
//! A scraped dump and a page go the same way: lines (`lines`), their look (`shape`), how likely each belongs to the article, then the kinds
//! (`blocks`): headline, headings, running text, pull quotes, bylines, datelines, credits, and furniture.

mod blocks;
mod credit;
mod language;
mod lines;
mod outlets;
mod shape;
mod title;

use model::{Article, Block, BlockKind, Body, DateBasis, Envelope, Publication, Report};

/// Judges one report. Pure; never fails.
///
/// [`Body::Plain`]: every paragraph is body. [`Body::Text`]: every line gets its kind. [`Body::Html`]: the article's text is extracted,
/// title first, one block a line.
pub fn judge(report: &Report) -> Article {
    let mut article = match &report.body {
        Body::Plain(text) => plain(text),
        Body::Text(text) | Body::Html(text) => scraped(text, report.title.as_deref()),
    };
    if let Some(title) = &report.title {
        article.title = Some(title.clone());
    }
    if let Some(author) = &report.author {
        article.byline = Some(author.clone());
    }
    if let Some(given) = report.published.as_deref()
        && let Some(envelope) = Envelope::parse_given(given)
    {
        article.published = Some(Publication { envelope, basis: DateBasis::Given, grounds: Vec::new() });
    }
    if let Some(outlet) = &report.outlet {
        article.outlet = Some(outlet.clone());
    } else if article.outlet.is_none() {
        article.outlet = report.url.as_deref().and_then(host).and_then(lexicon::outlet).map(|o| o.name.to_owned());
    }
    article
}

/// The host of an address.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next().filter(|h| h.contains('.'))
}

fn empty(text: &str) -> Article {
    Article {
        text: text.to_owned(),
        language: language::language(text).to_owned(),
        published: None,
        title: None,
        byline: None,
        outlet: None,
        blocks: Vec::new(),
        sources: Vec::new(),
    }
}

/// Clean running text: all of it is body.
fn plain(text: &str) -> Article {
    let mut article = empty(text);
    for (at, line) in lines::lines(text).iter().enumerate() {
        article.blocks.push(Block { span: line.span, kind: BlockKind::Body });
        credit::references(text, line.span, None, at == 0, &mut article.sources);
    }
    article
}

/// A dump of a page, or a copied text.
fn scraped(text: &str, title: Option<&str>) -> Article {
    let lines = lines::lines(text);
    let shapes: Vec<_> = lines.iter().map(|line| shape::shape(line.span.of(text))).collect();
    let content: Vec<f32> = (0..lines.len()).map(|at| looks_like_content(&shapes, at)).collect();
    let judged = blocks::judge(text, &lines, &shapes, &content, title);
    let read: String =
        judged.blocks.iter().filter(|b| b.kind == BlockKind::Body).map(|b| b.span.of(text)).take(40).collect::<Vec<_>>().join("\n");
    let mut article = empty(text);
    if !read.is_empty() {
        article.language = language::language(&read).to_owned();
    }
    article.title = judged.title.map(|at| title::trim_site(lines[at].span.of(text)).to_owned());
    article.byline = judged.byline;
    article.blocks = judged.blocks;
    article.sources = judged.sources;
    article
}

/// A first guess from the line's own look and its neighbours'.
fn looks_like_content(shapes: &[shape::Shape], at: usize) -> f32 {
    let shape = &shapes[at];
    if shape.furniture_share() >= 0.4 || shape.words == 0 {
        return 0.1;
    }
    if shape.is_prose() {
        return if shape.furniture_share() > 0.2 { 0.4 } else { 0.9 };
    }
    let prose_after = shapes.iter().skip(at + 1).take(3).any(shape::Shape::is_prose);
    if (shape.words >= 3 || shape.marked) && prose_after { 0.6 } else { 0.3 }
}
