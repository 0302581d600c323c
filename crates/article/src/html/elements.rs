//! HTML elements and attributes as far as the reading of a page needs them.

use crate::phrases::Phrases;
use std::sync::LazyLock;

/// How an element takes part in the layout of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Begins and ends a line.
    Block,
    /// Stands inside a line.
    Inline,
    /// Its content is no text of the page.
    Silent,
    /// Has no content.
    Void,
    /// A line break.
    Break,
}

/// The role of an element by its lower-case name; unknown ones are inline, as browsers have it.
pub fn role(name: &[u8]) -> Role {
    match name {
        b"script" | b"style" | b"noscript" | b"template" | b"svg" | b"iframe" | b"object" | b"select" | b"textarea" | b"canvas"
        | b"math" | b"audio" | b"video" => Role::Silent,
        b"area" | b"base" | b"col" | b"embed" | b"img" | b"input" | b"link" | b"meta" | b"source" | b"track" | b"wbr" | b"param" => {
            Role::Void
        }
        b"br" => Role::Break,
        b"hr" | b"address" | b"article" | b"aside" | b"blockquote" | b"body" | b"button" | b"caption" | b"center" | b"dd" | b"details"
        | b"dialog" | b"dir" | b"div" | b"dl" | b"dt" | b"fieldset" | b"figcaption" | b"figure" | b"footer" | b"form" | b"h1" | b"h2"
        | b"h3" | b"h4" | b"h5" | b"h6" | b"head" | b"header" | b"hgroup" | b"html" | b"legend" | b"li" | b"main" | b"menu" | b"nav"
        | b"ol" | b"option" | b"p" | b"pre" | b"section" | b"summary" | b"table" | b"tbody" | b"td" | b"tfoot" | b"th" | b"thead"
        | b"title" | b"tr" | b"ul" => Role::Block,
        _ => Role::Inline,
    }
}

/// A small number for the kind of an element: what the classifier sees of it.
pub fn element(name: &[u8]) -> u8 {
    match name {
        b"p" => 1,
        b"div" => 2,
        b"li" => 3,
        b"h1" => 4,
        b"h2" => 5,
        b"h3" => 6,
        b"h4" | b"h5" | b"h6" => 7,
        b"td" | b"th" => 8,
        b"blockquote" => 9,
        b"pre" => 10,
        b"figcaption" | b"caption" => 11,
        b"dt" | b"dd" => 12,
        b"button" | b"option" | b"summary" | b"legend" => 13,
        b"section" | b"article" | b"main" => 14,
        b"header" | b"footer" | b"nav" | b"aside" => 15,
        _ => 0,
    }
}

/// Whether an element's end tag may be left out; [`closes`] says what then ends it.
pub fn is_lenient(name: &[u8]) -> bool {
    matches!(name, b"p" | b"li" | b"dt" | b"dd" | b"td" | b"th" | b"tr" | b"option" | b"head")
}

/// Whether opening `new` closes an open `old` (the end tags that HTML lets one leave out).
pub fn closes(new: &[u8], old: &[u8]) -> bool {
    match old {
        b"p" => role(new) == Role::Block && !matches!(new, b"button" | b"option"),
        b"li" => new == b"li",
        b"dt" | b"dd" => matches!(new, b"dt" | b"dd"),
        b"td" | b"th" => matches!(new, b"td" | b"th" | b"tr" | b"tbody" | b"tfoot"),
        b"tr" => matches!(new, b"tr" | b"tbody" | b"tfoot"),
        b"option" => new == b"option",
        b"head" => new == b"body",
        _ => false,
    }
}

/// What surrounds a line, one bit each.
pub mod around {
    #![allow(missing_docs)]
    pub const NAV: u32 = 1;
    pub const HEADER: u32 = 1 << 1;
    pub const FOOTER: u32 = 1 << 2;
    pub const ASIDE: u32 = 1 << 3;
    pub const ARTICLE: u32 = 1 << 4;
    pub const MAIN: u32 = 1 << 5;
    pub const LIST: u32 = 1 << 6;
    pub const TABLE: u32 = 1 << 7;
    pub const FORM: u32 = 1 << 8;
    pub const FIGURE: u32 = 1 << 9;
    pub const QUOTE: u32 = 1 << 10;
    pub const DETAILS: u32 = 1 << 11;
    pub const HIDDEN: u32 = 1 << 12;
    pub const BODY_TEXT: u32 = 1 << 13;
    pub const COMMENT: u32 = 1 << 14;
    pub const RELATED: u32 = 1 << 15;
    pub const SHARE: u32 = 1 << 16;
    pub const AUTHOR: u32 = 1 << 17;
    pub const DATE: u32 = 1 << 18;
    pub const OFFER: u32 = 1 << 19;
    pub const SIDEBAR: u32 = 1 << 20;
    pub const CAPTION: u32 = 1 << 21;
    pub const TAGS: u32 = 1 << 22;
    pub const TITLE: u32 = 1 << 23;
    pub const ADVERT: u32 = 1 << 24;
    pub const LEAD: u32 = 1 << 25;
    pub const HEADING: u32 = 1 << 26;
    pub const BOLD: u32 = 1 << 27;
}

/// The bit that an element's name sets for what is inside.
pub fn bit_of_element(name: &[u8]) -> u32 {
    use around::*;
    match name {
        b"nav" | b"menu" => NAV,
        b"header" => HEADER,
        b"footer" => FOOTER,
        b"aside" => ASIDE,
        b"article" => ARTICLE,
        b"main" => MAIN,
        b"ul" | b"ol" | b"dl" => LIST,
        b"table" => TABLE,
        b"form" | b"button" | b"fieldset" => FORM,
        b"figure" => FIGURE,
        b"figcaption" | b"caption" => CAPTION,
        b"blockquote" => QUOTE,
        b"details" | b"summary" | b"dialog" => DETAILS,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => HEADING,
        b"b" | b"strong" => BOLD,
        _ => 0,
    }
}

/// Parts of class names, ids, roles and item properties, with the bit that each sets, and whether it speaks for (+) or against (-) text.
const HINTS: [(&str, u32, f32); 74] = {
    use around::*;
    [
        ("articlebody", BODY_TEXT, 2.0),
        ("article-body", BODY_TEXT, 2.0),
        ("article__body", BODY_TEXT, 2.0),
        ("article-content", BODY_TEXT, 2.0),
        ("article_content", BODY_TEXT, 2.0),
        ("entry-content", BODY_TEXT, 2.0),
        ("post-content", BODY_TEXT, 2.0),
        ("post-body", BODY_TEXT, 2.0),
        ("story-body", BODY_TEXT, 2.0),
        ("rich-text", BODY_TEXT, 1.0),
        ("richtext", BODY_TEXT, 1.0),
        ("wysiwyg", BODY_TEXT, 1.0),
        ("prose", BODY_TEXT, 1.0),
        ("article", ARTICLE, 1.0),
        ("story", 0, 1.0),
        ("content", 0, 1.0),
        ("paragraph", 0, 1.0),
        ("entry", 0, 1.0),
        ("post", 0, 0.5),
        ("blog", 0, 0.5),
        ("main", MAIN, 0.5),
        ("text", 0, 0.5),
        ("comment", COMMENT, -2.0),
        ("disqus", COMMENT, -2.0),
        ("respond", COMMENT, -1.0),
        ("related", RELATED, -2.0),
        ("recommend", RELATED, -2.0),
        ("trending", RELATED, -2.0),
        ("popular", RELATED, -2.0),
        ("read-more", RELATED, -1.0),
        ("readmore", RELATED, -1.0),
        ("read-next", RELATED, -2.0),
        ("teaser", RELATED, -1.0),
        ("card", RELATED, -0.5),
        ("carousel", RELATED, -1.0),
        ("pagination", NAV, -2.0),
        ("pager", NAV, -1.0),
        ("breadcrumb", NAV, -2.0),
        ("nav", NAV, -1.5),
        ("menu", NAV, -1.5),
        ("toc", NAV, -1.0),
        ("skip", NAV, -1.0),
        ("header", HEADER, -0.5),
        ("footer", FOOTER, -1.5),
        ("sidebar", SIDEBAR, -1.5),
        ("widget", SIDEBAR, -1.0),
        ("complementary", ASIDE, -1.0),
        ("share", SHARE, -1.5),
        ("sharing", SHARE, -1.5),
        ("social", SHARE, -1.5),
        ("follow", SHARE, -1.0),
        ("author", AUTHOR, -0.5),
        ("byline", AUTHOR, -0.5),
        ("bio", AUTHOR, -0.5),
        ("date", DATE, 0.0),
        ("time", DATE, 0.0),
        ("publish", DATE, 0.0),
        ("newsletter", OFFER, -2.0),
        ("subscri", OFFER, -2.0),
        ("signup", OFFER, -1.5),
        ("sign-up", OFFER, -1.5),
        ("paywall", OFFER, -0.5),
        ("cta", OFFER, -1.0),
        ("promo", ADVERT, -1.5),
        ("sponsor", ADVERT, -1.5),
        ("advert", ADVERT, -2.0),
        ("banner", ADVERT, -1.5),
        ("cookie", OFFER, -2.0),
        ("modal", HIDDEN, -1.0),
        ("popup", HIDDEN, -1.0),
        ("sr-only", HIDDEN, -1.0),
        ("screen-reader", HIDDEN, -1.0),
        ("caption", CAPTION, -0.5),
        ("tags", TAGS, -1.0),
    ]
};

static FINDER: LazyLock<Option<Phrases>> = LazyLock::new(|| Phrases::new(HINTS.iter().map(|(hint, ..)| *hint), true));

/// The bits and the leaning of a class name, id, role or item property.
pub fn hints(value: &[u8]) -> (u32, f32) {
    let (mut bits, mut lean) = (0, 0.0);
    if let Some(finder) = FINDER.as_ref() {
        for hit in finder.find_iter(value) {
            if let Some((_, bit, weight)) = HINTS.get(hit.pattern().as_usize()) {
                bits |= bit;
                lean += weight;
            }
        }
    }
    for part in value.split(|b| matches!(b, b' ' | b'-' | b'_')) {
        match part.to_ascii_lowercase().as_slice() {
            b"ad" | b"ads" => bits |= around::ADVERT,
            b"title" | b"headline" => bits |= around::TITLE,
            b"lead" | b"lede" | b"intro" | b"summary" | b"excerpt" | b"dek" | b"standfirst" => bits |= around::LEAD,
            b"tag" => bits |= around::TAGS,
            b"hidden" => bits |= around::HIDDEN,
            _ => {}
        }
    }
    (bits, lean.clamp(-4.0, 4.0))
}
