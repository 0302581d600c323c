//! What an export is made from.

use super::{Filter, Result};
use crate::brief::ReportText;
use crate::told::Told;
use jiff::civil::Date;
use model::{Reading, Record};
use record::{Dossier, HistoryEntry};
use std::collections::BTreeMap;

/// The record as an export sees it.
#[derive(Clone, Copy)]
pub struct View<'v> {
    /// The record: whole, or what a [`Filter`] leaves of it.
    pub record: &'v Record,
    /// Texts by report id.
    pub texts: &'v BTreeMap<String, ReportText>,
    /// Readings and history, for the forms that ask for them.
    pub source: &'v dyn Source,
    /// The name of the dossier, for titles.
    pub title: &'v str,
    /// Where its pages stand ("http://127.0.0.1:8080/"), so that entries can link to them; `None` on the command line.
    pub base: Option<&'v str>,
    /// The day asked for; without it the record speaks as of its last report.
    pub as_of: Option<Date>,
}

impl<'v> View<'v> {
    /// Its entries, to be told.
    pub fn told(&self) -> Told<'v> {
        Told::new(self.record, self.texts, self.base)
    }
}

/// What some forms ask the dossier for, one report at a time: readings of many reports do not fit into memory together.
pub trait Source {
    /// What was read in a report; `None` where it was not read.
    fn reading(&self, report: &str) -> Result<Option<Reading>>;
    /// Everything that happened to the record, oldest first.
    fn history(&self) -> Result<Vec<HistoryEntry>>;
}

impl Source for Dossier {
    fn reading(&self, report: &str) -> Result<Option<Reading>> {
        match Dossier::reading(self, report) {
            Ok(reading) => Ok(Some(reading)),
            Err(error) if error.is_unknown_id() => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn history(&self) -> Result<Vec<HistoryEntry>> {
        Ok(self.journal_since("")?)
    }
}

/// A record with its texts, loaded from a dossier: the owned half of a [`View`].
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// The record that the filter left.
    pub record: Record,
    /// Texts by report id.
    pub texts: BTreeMap<String, ReportText>,
    /// The dossier's name.
    pub title: String,
    /// The day asked for.
    pub as_of: Option<Date>,
}

impl Material {
    /// Loads what the filter leaves of a dossier, as of the end of a day where one is given.
    pub fn load(dossier: &Dossier, filter: &Filter, as_of: Option<Date>) -> Result<Material> {
        let record = match as_of {
            Some(day) => dossier.record_as_of(day)?,
            None => dossier.record()?,
        };
        let texts = dossier.texts()?.into_iter().map(|t| (t.id, ReportText { text: t.text, sentences: t.sentences })).collect();
        let title = dossier.path().file_stem().map_or_else(|| "dossier".to_owned(), |stem| stem.to_string_lossy().into_owned());
        Ok(Material { record: filter.apply(record), texts, title, as_of })
    }

    /// The view of it.
    pub fn view<'v>(&'v self, source: &'v dyn Source) -> View<'v> {
        View { record: &self.record, texts: &self.texts, source, title: &self.title, base: None, as_of: self.as_of }
    }
}
