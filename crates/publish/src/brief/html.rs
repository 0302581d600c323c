//! The brief as one HTML page that prints on A4, legible in black and white; nothing is fetched from outside.

use super::Brief;
use super::plain::{self, title};
use askama::Template;

#[derive(Template)]
#[template(path = "brief.html")]
struct Page<'b> {
    title: String,
    brief: &'b Brief,
    sources: Vec<String>,
}

/// Lays the brief out as an HTML page. Everything is escaped.
pub fn html(brief: &Brief) -> String {
    // Rendering into a string can only fail where a formatter of ours fails, and none does.
    Page { title: title(brief), brief, sources: plain::sources(brief) }.render().unwrap_or_default()
}
