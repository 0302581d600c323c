//! What one pass over a page leaves of it: its lines with their place among the elements, and what its head says.

/// An element with what was counted in it.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// Index of the one around it; its own for the root.
    pub parent: u32,
    /// Distance from the root.
    pub depth: u16,
    /// See [`elements::element`].
    pub kind: u8,
    /// See [`elements::around`], those of the elements around it included.
    pub around: u32,
    /// Leaning of its names and ids, those around it included with half their weight.
    pub lean: f32,
    /// Words in it.
    pub words: u32,
    /// Words in links in it.
    pub linked: u32,
    /// Words of running text in it.
    pub prose: u32,
}

/// A line of a page.
#[derive(Clone, Copy, Debug, Default)]
pub struct PageLine {
    /// Bytes in [`Page::text`].
    pub start: usize,
    /// End of it.
    pub end: usize,
    /// The block element around it.
    pub element: u32,
    /// Bytes of it inside links.
    pub linked: usize,
    /// Bits of the inline elements in it, on top of the element's.
    pub around: u32,
}

/// What a page holds.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The text of all lines, each ended by a newline.
    pub text: String,
    /// Lines that are not empty, in order.
    pub lines: Vec<PageLine>,
    /// Elements.
    pub elements: Vec<Element>,
    /// `title` of the head.
    pub title: String,
    /// `meta` pairs: name, property or itemprop in lower case, and content.
    pub metas: Vec<(String, String)>,
    /// Scripts of type `application/ld+json`.
    pub linked_data: Vec<String>,
    /// `time` elements and item properties with a date: what marks them, and the value.
    pub times: Vec<(String, String)>,
    /// Canonical address.
    pub canonical: Option<String>,
    /// Language that the page declares.
    pub language: Option<String>,
    /// Names in elements that say "author" (`rel`, `itemprop`): text.
    pub authors: Vec<String>,
    /// Words of links to an author's own page, outside menus, cards and comments.
    pub linked_authors: Vec<String>,
}
