//! The brief beside the record: made when the record is brought up to date, so that whoever asks for it waits for nothing else to be loaded.

use super::{Brief, Material, ReportText, compose};
use model::Record;
use record::{Dossier, Maker};

/// Hash over the code that makes a brief (see `build.rs`): what another version has kept is not taken.
const VERSION: &str = env!("BRIEF_VERSION");
const NAME: &str = "brief";

/// Keeps the brief of a record; see [`Dossier::settle_with`].
pub fn maker() -> Maker<'static> {
    Maker { name: NAME, version: VERSION, make: &make }
}

fn make(record: &Record, texts: Vec<record::ReportText>) -> Vec<u8> {
    let texts = texts.into_iter().map(|t| (t.id, ReportText { text: t.text, sentences: t.sentences })).collect();
    // What cannot be written is made anew by whoever asks.
    serde_json::to_vec(&compose(Material { record, texts: &texts, as_of: None })).unwrap_or_default()
}

/// The brief of the record as it stands, rulings and all, where it is kept.
pub fn kept(dossier: &Dossier) -> record::Result<Option<Brief>> {
    Ok(dossier.kept(NAME, VERSION)?.and_then(|made| serde_json::from_slice(&made).ok()))
}
