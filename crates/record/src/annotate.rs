//! The pure way from a report to its reading: article, language, read.

use language::{Engine, Scratch};
use model::{ChainMention, Reading, Report, Span};
use std::cell::RefCell;

thread_local! {
    /// Buffers of the language engine, one set per thread, reused from report to report.
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch::default());
}

/// Reads one report. Pure: the same report and the same version give the same reading. Never fails; odd input gives fewer claims.
pub fn read_report(report: &Report) -> Reading {
    let article = article::judge(report);
    let ranges: Vec<Span> = article.blocks.iter().filter(|block| block.kind.is_read()).map(|block| block.span).collect();
    let analysis = SCRATCH.with(|scratch| Engine::english().analyse(&article.text, &ranges, &mut scratch.borrow_mut()));
    read::read(article, analysis.sentences, analysis.names)
}

/// The phrases of a reading that mean the same as others of it.
pub fn chains(reading: &Reading) -> Vec<ChainMention> {
    read::coreference::find(reading)
}

/// The article in a report as text: what is compared to tell whether a watched page has changed, since menus and adverts always do.
pub fn article_text(report: &Report) -> String {
    let article = article::judge(report);
    let lines = article.blocks.iter().filter(|block| block.kind.is_read()).map(|block| block.span.of(&article.text));
    lines.collect::<Vec<_>>().join("\n")
}
