//! What a preposition makes of a time: since, until, by, before, after.

use crate::Document;
use model::{Envelope, TimeExpression, TimexType};

/// How an event lies to the time that is named with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearing {
    /// In it.
    Within,
    /// From it on.
    Since,
    /// Up to it.
    Until,
    /// At the latest then.
    By,
    /// Before it.
    Before,
    /// After it.
    After,
}

/// The bearing of an expression, from the words right before it.
pub fn bearing(document: &Document, time: &TimeExpression) -> Bearing {
    let before = document.text().get(..time.span.start as usize).unwrap_or("");
    let mut words = before.split_ascii_whitespace().rev();
    let (one, two) = (words.next().unwrap_or("").to_ascii_lowercase(), words.next().unwrap_or("").to_ascii_lowercase());
    match (one.as_str(), two.as_str()) {
        ("since" | "from", _) => Bearing::Since,
        ("until" | "till" | "through", _) => Bearing::Until,
        ("by", _) | ("than", "later") => Bearing::By,
        ("before", _) | ("of", "ahead") => Bearing::Before,
        ("after", _) => Bearing::After,
        ("on", _) if since_the_start(document, time) => Bearing::Since,
        _ => Bearing::Within,
    }
}

/// "Since the start of the war on …": the preposition stands before the event that the date belongs to.
fn since_the_start(document: &Document, time: &TimeExpression) -> bool {
    let Some((sentence, _)) = document.word_at(time.span.start) else { return false };
    let span = document.sentences[sentence].span;
    let lead = document.text().get(span.start as usize..time.span.start as usize).unwrap_or("");
    let clause = lead.rsplit([',', ';', ':']).next().unwrap_or(lead);
    clause.trim_start().to_ascii_lowercase().starts_with("since ")
}

/// The days on which an event lies that is told with this time: "since 3 May" runs from that day to the day of publication.
///
/// A length without anchor gives [`Envelope::OPEN`]; for its end see [`super::due`].
pub fn reach(document: &Document, time: &TimeExpression) -> Envelope {
    if time.timex == TimexType::Duration && time.envelope.is_open() {
        return Envelope::OPEN;
    }
    let published = document.published().and_then(|p| p.envelope.latest);
    let envelope = time.envelope;
    match bearing(document, time) {
        Bearing::Within => envelope,
        Bearing::Since => Envelope::new(envelope.earliest, published.filter(|p| envelope.earliest.is_none_or(|e| e <= *p))),
        Bearing::After => Envelope::new(envelope.earliest, None),
        Bearing::Until | Bearing::By | Bearing::Before => Envelope::new(None, envelope.latest),
    }
}
