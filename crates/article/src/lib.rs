//! A report -> its article: text, title, byline, outlet, language, date, and what each line is. Nothing is deleted, only marked.
//!
//! A scraped dump and a page go the same way: lines (`lines`), their look (`shape`), how likely each belongs to the article, then the kinds
//! (`blocks`): headline, headings, running text, pull quotes, bylines, datelines, credits, and furniture.

mod blocks;
mod credit;
mod dates;
mod features;
mod forest;
mod html;
mod language;
mod lines;
mod outlets;
mod phrases;
mod placelines;
mod shape;
mod title;

/// The insides that the trainer needs; no interface for anybody else.
#[doc(hidden)]
pub mod training {
    pub use crate::features::{Bearing, Markup, SECOND, bearing, second_vectors, vectors, width};
    pub use crate::forest::Forest;
    pub use crate::html::{place::markup, tree::read};
    pub use crate::lines::{Line, lines};
    pub use crate::shape::{Shape, shape};
}

use model::{Article, Block, BlockKind, Body, DateBasis, Envelope, Publication, Report};

/// Judges one report. Pure; never fails.
///
/// [`Body::Plain`]: every paragraph is body. [`Body::Text`]: every line gets its kind. [`Body::Html`]: the article's text is extracted,
/// title first, one block a line.
pub fn judge(report: &Report) -> Article {
    let mut article = match &report.body {
        Body::Plain(text) => plain(text),
        Body::Text(text) => scraped(text, report.title.as_deref()),
        Body::Html(html) => html::judge(html, report.url.as_deref(), report.title.as_deref()),
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
    if !matches!(report.body, Body::Plain(_)) {
        article.blocks = placelines::split(&article.text, article.blocks, article.published.is_some());
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
        language: String::new(),
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
    article.language = language::language(text, None).to_owned();
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
    let bearing = features::bearing(lines.iter().map(|line| line.span.of(text)), &shapes);
    let mut content = match features::TEXT.as_ref() {
        Some(stages) => stages.content(&shapes, &[], &bearing),
        None => vec![0.5; lines.len()],
    };
    for (at, p) in content.iter_mut().enumerate() {
        *p = blocks::temper(*p, at, &shapes);
    }
    let judged = blocks::judge(text, &lines, &shapes, &content, title);
    let read: String =
        judged.blocks.iter().filter(|b| b.kind == BlockKind::Body).map(|b| b.span.of(text)).take(40).collect::<Vec<_>>().join("\n");
    let mut article = empty(text);
    article.language = language::language(if read.is_empty() { text } else { &read }, None).to_owned();
    article.title = judged.title.map(|at| title::trim_site(lines[at].span.of(text)).to_owned());
    article.byline = judged.byline;
    article.blocks = judged.blocks;
    article.sources = judged.sources;
    article
}
