//! The record in memory with the texts it rests on: one state of the dossier.

use crate::view::View;
use crate::whole::Whole;
use model::Record;
use publish::brief::ReportText;
use publish::export::Filter;
use record::{Dossier, Review, RulingEntry, overlay, standing};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// A state of the dossier.
#[derive(Debug)]
pub struct Snapshot {
    /// Counts states of the dossier since the server began.
    pub number: u64,
    /// What the reports brought; the same after a ruling.
    ground: Arc<Ground>,
    /// Everything, with the rulings over it.
    pub whole: Arc<View>,
    /// Rulings with their standing.
    pub rulings: Vec<RulingEntry>,
    /// Rulings that want another look.
    pub wanting: Vec<Review>,
    /// What filters left of it, the last few.
    filtered: Mutex<VecDeque<(String, Arc<View>)>>,
}

/// What changes with the reports alone, not with rulings.
#[derive(Debug)]
struct Ground {
    /// What it was read from.
    fingerprint: [u8; 32],
    texts: BTreeMap<String, ReportText>,
    /// Languages of reports that are not in English.
    languages: BTreeMap<String, String>,
    /// What the machine says, without rulings.
    derived: Arc<Record>,
}

/// Filtered records that are kept: one person looks through a handful of filters.
const KEPT: usize = 8;

impl Snapshot {
    /// Loads the record. After a ruling the reports are the same: then texts and the machine's record in memory stay, and the rulings are laid
    /// over them anew.
    pub fn load(dossier: &Dossier, number: u64, before: Option<&Snapshot>) -> record::Result<Snapshot> {
        let fingerprint = dossier.fingerprint()?;
        let ground = match before.filter(|before| before.ground.fingerprint == fingerprint) {
            Some(before) => Arc::clone(&before.ground),
            None => Arc::new(Ground::load(dossier, fingerprint)?),
        };
        let rulings = dossier.rulings()?;
        if rulings.is_empty() {
            let whole = all(Arc::clone(&ground.derived));
            return Ok(Snapshot { number, ground, whole, rulings: Vec::new(), wanting: Vec::new(), filtered: Mutex::default() });
        }
        let mut applied = overlay::apply((*ground.derived).clone(), &rulings);
        let wanting = dossier.review_on(&ground.derived, &rulings, &applied)?;
        let record = std::mem::take(&mut applied.record);
        let rulings = standing(rulings, &applied);
        Ok(Snapshot { number, ground, whole: all(Arc::new(record)), rulings, wanting, filtered: Mutex::default() })
    }

    /// The whole record, with the rulings over it.
    pub fn record(&self) -> &Record {
        &self.whole.whole.record
    }

    /// What it was read from.
    pub fn fingerprint(&self) -> &[u8; 32] {
        &self.ground.fingerprint
    }

    /// Texts by report id.
    pub fn texts(&self) -> &BTreeMap<String, ReportText> {
        &self.ground.texts
    }

    /// The text of a report.
    pub fn text(&self, report: &str) -> Option<&ReportText> {
        self.ground.texts.get(report)
    }

    /// The language of a report (BCP 47), where it is another than English.
    pub fn language(&self, report: &str) -> Option<&str> {
        self.ground.languages.get(report).map(String::as_str)
    }

    /// What the machine says, without rulings.
    pub fn derived(&self) -> &Record {
        &self.ground.derived
    }

    /// The record under a filter, and within one process where one is named.
    pub fn view(&self, filter: &Filter, process: Option<&str>) -> Arc<View> {
        if filter.is_open() && process.is_none() {
            return Arc::clone(&self.whole);
        }
        let key = format!("{filter:?} {process:?}");
        let mut kept = self.filtered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, view)) = kept.iter().find(|(known, _)| *known == key) {
            return Arc::clone(view);
        }
        let view = Arc::new(View::filtered(&self.whole.whole, filter, process));
        kept.push_front((key, Arc::clone(&view)));
        // Where briefs and exports made copies of what they tell, these together are no more than the record twice over.
        let mut room = 2 * self.record().facts.len();
        let fits = kept.iter().take(KEPT).take_while(|(_, view)| {
            let fits = view.copied() <= room;
            room = room.saturating_sub(view.copied());
            fits
        });
        let fits = fits.count().max(1);
        kept.truncate(fits);
        view
    }
}

/// All of a record, with its look-ups.
fn all(record: Arc<Record>) -> Arc<View> {
    Arc::new(View::all(Arc::new(Whole::new(record))))
}

impl Ground {
    fn load(dossier: &Dossier, fingerprint: [u8; 32]) -> record::Result<Ground> {
        let derived = Arc::new(dossier.derived()?);
        let texts: BTreeMap<String, ReportText> =
            dossier.texts()?.into_iter().map(|t| (t.id, ReportText { text: t.text, sentences: t.sentences })).collect();
        let languages = languages(dossier, &derived, &texts)?;
        Ok(Ground { fingerprint, texts, languages, derived })
    }
}

/// Languages of reports that are not in English. Only what may be in another is opened: reports in other scripts, and those that brought
/// nothing into the record, because only English is read.
fn languages(dossier: &Dossier, derived: &Record, texts: &BTreeMap<String, ReportText>) -> record::Result<BTreeMap<String, String>> {
    let facts = derived.facts.iter().flat_map(|fact| &fact.evidence).map(|place| place.report.as_str());
    let told = facts.chain(derived.statements.iter().flat_map(|s| &s.wordings).map(|w| w.report.as_str()));
    let bring: std::collections::BTreeSet<&str> = told.collect();
    let mut languages = BTreeMap::new();
    for (id, text) in texts {
        let letters = || text.text.chars().filter(|c| c.is_alphabetic()).take(400);
        let foreign = letters().filter(|c| !c.is_ascii()).count();
        if bring.contains(id.as_str()) && foreign * 4 < letters().count() {
            continue;
        }
        match dossier.reading(id) {
            Ok(reading) if !matches!(reading.article.language.as_str(), "en" | "und" | "") => {
                languages.insert(id.clone(), reading.article.language);
            }
            Ok(_) => {}
            Err(error) if error.is_unknown_id() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(languages)
}
