//! What an analysis holds.

use model::{Sentence, Span};

/// The analysis of the given ranges of one text; both lists are ordered by position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Sentences with their words. No sentence crosses the edge of a range.
    pub sentences: Vec<Sentence>,
    /// Names; they do not overlap and never cross a sentence.
    pub names: Vec<NameSpan>,
}

/// A name in the text: whole tokens, without titles ("President") and without a genitive "'s".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameSpan {
    /// Bytes in the text.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A human being, without title or office.
    Person,
    /// A state organ, firm, party, armed group, alliance, outlet.
    Organisation,
    /// A country, region, city, building, water, mountain.
    Place,
    /// A people, religion or political current: "Ukrainian", "Druze", "Republicans".
    Group,
    /// Another name: an event, a work, a product.
    Other,
}

impl NameKind {
    /// All kinds, in the order of their codes.
    pub const ALL: [NameKind; 5] = [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Group, NameKind::Other];

    /// The kind's name in the exchange format.
    pub const fn name(self) -> &'static str {
        match self {
            NameKind::Person => "person",
            NameKind::Organisation => "organisation",
            NameKind::Place => "place",
            NameKind::Group => "group",
            NameKind::Other => "other",
        }
    }
}
