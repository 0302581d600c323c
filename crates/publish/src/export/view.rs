//! What an export is made from.

use super::{Filter, Result, Selection};
use crate::brief::ReportText;
use crate::told::Told;
use jiff::civil::Date;
use model::{Claim, Fact, Move, Reading, Record, ReportEntry, Span};
use record::{Dossier, HistoryEntry};
use std::collections::{BTreeMap, BTreeSet};

/// The record as an export sees it.
#[derive(Clone, Copy)]
pub struct View<'v> {
    /// The record: whole, or what a [`Filter`] leaves of it.
    pub record: &'v Record,
    /// The record before the filter: claims are held against the filter one by one, and may rest in facts that it left out.
    pub whole: &'v Record,
    /// The filter that left `record` of `whole`.
    pub filter: &'v Filter,
    /// The process to which both were reduced: then only claims of its facts are wanted.
    pub process: Option<&'v str>,
    /// Texts by report id.
    pub texts: &'v BTreeMap<String, ReportText>,
    /// Readings and history, for the forms that ask for them.
    pub source: &'v dyn Source,
    /// The name of the dossier, for titles.
    pub title: &'v str,
    /// Where its pages stand ("http://127.0.0.1:8080/"), so that entries can link to them; `None` where nobody serves them.
    pub base: Option<&'v str>,
    /// The address of this export itself, for forms that name their own.
    pub address: Option<&'v str>,
    /// The day asked for; without it the record speaks as of its last report.
    pub as_of: Option<Date>,
}

impl<'v> View<'v> {
    /// Its entries, to be told.
    pub fn told(&self) -> Told<'v> {
        Told::new(self.record, self.texts, self.base)
    }

    /// Gives the claims that are wanted, report by report, each with the fact that it is fused into.
    pub(super) fn claims(&self, mut take: impl FnMut(&'v ReportEntry, &Reading, &[Fused<'_, 'v>]) -> Result<()>) -> Result<()> {
        let wanted = Wanted::new(self);
        for report in &self.whole.reports {
            let Some(reading) = self.source.reading(&report.id)? else { continue };
            let fused = reading.claims.iter().map(|claim| (claim, wanted.fact_of(&report.id, claim)));
            let fused: Vec<Fused<'_, 'v>> = fused.filter(|(claim, fact)| wanted.claim(&report.id, claim, *fact)).collect();
            if !fused.is_empty() {
                take(report, &reading, &fused)?;
            }
        }
        Ok(())
    }

    /// The reports on which what is left rests, those of claims among them, in the order of the record.
    pub(super) fn reports(&self) -> Result<Vec<&'v ReportEntry>> {
        if self.filter.is_open() && self.process.is_none() {
            return Ok(self.record.reports.iter().collect());
        }
        let mut ids: BTreeSet<&str> = self.record.reports.iter().map(|report| report.id.as_str()).collect();
        self.claims(|report, _, _| {
            ids.insert(&report.id);
            Ok(())
        })?;
        Ok(self.whole.reports.iter().filter(|report| ids.contains(report.id.as_str())).collect())
    }
}

/// A claim and the fact that it is fused into.
pub(super) type Fused<'r, 'v> = (&'r Claim, Option<&'v Fact>);

/// Which claims are wanted.
struct Wanted<'v> {
    selection: Selection<'v>,
    facts: BTreeMap<(&'v str, Span, &'static str), &'v Fact>,
    moves: BTreeMap<&'v str, &'v Move>,
    process: Option<BTreeSet<&'v str>>,
}

impl<'v> Wanted<'v> {
    fn new(view: &View<'v>) -> Wanted<'v> {
        let mut facts = BTreeMap::new();
        for fact in &view.whole.facts {
            for place in &fact.evidence {
                facts.entry((place.report.as_str(), place.span, fact.kind.name())).or_insert(fact);
            }
        }
        let listed = |id: &str| -> BTreeSet<&'v str> {
            view.whole.processes.iter().filter(|p| p.id == id).flat_map(|p| &p.facts).map(String::as_str).collect()
        };
        Wanted {
            selection: Selection::new(view.filter, view.whole),
            facts,
            moves: view.whole.moves.iter().map(|entry| (entry.id.as_str(), entry)).collect(),
            process: view.process.map(listed),
        }
    }

    fn fact_of(&self, report: &str, claim: &Claim) -> Option<&'v Fact> {
        self.facts.get(&(report, claim.span, claim.kind.name())).copied()
    }

    fn claim(&self, report: &str, claim: &Claim, fact: Option<&'v Fact>) -> bool {
        let fused = fact.map(|fact| (fact, self.moves.get(fact.id.as_str()).copied()));
        let inside = self.process.as_ref().is_none_or(|listed| fact.is_some_and(|fact| listed.contains(fact.id.as_str())));
        inside && self.selection.claim(report, claim, fused)
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
    /// The record before, where the filter left less than all of it.
    whole: Option<Record>,
    filter: Filter,
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
        let (record, whole) = if filter.is_open() { (record, None) } else { (filter.select(&record), Some(record)) };
        let title = dossier.path().file_stem().map_or_else(|| "dossier".to_owned(), |stem| stem.to_string_lossy().into_owned());
        Ok(Material { record, whole, filter: filter.clone(), texts, title, as_of })
    }

    /// The view of it; `base` is where its pages stand, where anybody serves them.
    pub fn view<'v>(&'v self, source: &'v dyn Source, base: Option<&'v str>) -> View<'v> {
        View {
            record: &self.record,
            whole: self.whole.as_ref().unwrap_or(&self.record),
            filter: &self.filter,
            process: None,
            texts: &self.texts,
            source,
            title: &self.title,
            base,
            address: None,
            as_of: self.as_of,
        }
    }
}
