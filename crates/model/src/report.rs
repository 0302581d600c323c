//! A report as it comes in, and its article as blocks.

use crate::{BlockKind, Publication, Span};
use serde::{Deserialize, Serialize};

/// What intake hands on: one report, not yet judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The user's or source's id; a file's stem where none is given.
    pub id: String,
    /// The body.
    pub body: Body,
    /// Address of the page.
    pub url: Option<String>,
    /// Date or date-time of publication as given, unparsed (RFC 3339, RFC 2822 or a bare ISO date).
    pub published: Option<String>,
    /// Title as given.
    pub title: Option<String>,
    /// Outlet as given.
    pub outlet: Option<String>,
    /// Author as given.
    pub author: Option<String>,
}

/// The body of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Body {
    /// Text that may be scraped from a page: menus, adverts and datelines among it.
    Text(String),
    /// Clean running text: every line is body (a benchmark's, or text that an editor prepared).
    Plain(String),
    /// A web page.
    Html(String),
}

impl Default for Body {
    fn default() -> Body {
        Body::Text(String::new())
    }
}

/// A piece of an article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Bytes in the article's text, without surrounding blanks.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The article in a report: its text and what each line of it is. Nothing is deleted, only marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// For text input the input unchanged; for HTML the article's text, title first, one block a line.
    pub text: String,
    /// ISO 639-1 code, `und` where unknown.
    pub language: String,
    /// When it was published; `None` where neither given nor found (`read` may infer an envelope later).
    pub published: Option<Publication>,
    /// Headline.
    pub title: Option<String>,
    /// Author line without "By".
    pub byline: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// Every line that is not empty, in order, without overlap.
    pub blocks: Vec<Block>,
    /// References to other outlets found in bylines, datelines and credit lines.
    pub sources: Vec<SourceReference>,
}

/// A place where a report names another outlet as its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceReference {
    /// Bytes of the words.
    pub span: Span,
    /// The outlet's canonical name.
    pub outlet: String,
    /// `cites` for a report's source ("according to …", "(Agency) -"), `links` for a pointer to further reading.
    pub relation: SourceRelation,
}

crate::vocabulary::closed_list! {
    /// How a report refers to another outlet.
    SourceRelation {
        /// Leans on it.
        Cites = "cites",
        /// Points to it for further reading.
        Links = "links",
        /// Was syndicated from it (agency credit, "first appeared on").
        Republishes = "republishes",
    }
}
