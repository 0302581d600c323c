//! Exports: the record in the forms of other programs. One module per form; [`FORMATS`] is the list that the command line and the server share.
//!
//! ```text
//! let filter = Filter { roots: 2, ..Filter::default() };
//! let material = Material::load(&dossier, &filter, None)?;
//! format("csv").unwrap().write(&material.view(&dossier), &mut out)?;
//! ```
//!
//! Every form is a pure function of a [`View`]: the same record gives the same bytes, entries keep the order of the record, ids are the
//! record's own. No form has a clock: where one asks for a time of writing, the record's own dates stand in.

mod annotations;
mod atom;
mod bibtex;
mod csl;
mod csv;
mod error;
mod events;
mod filter;
mod followthemoney;
mod graphml;
mod icalendar;
mod jsonl;
mod tables;
mod timelinejs;
mod view;
mod xlsx;
mod xml;

pub use error::{Error, Result};
pub use filter::Filter;
pub use view::{Material, Source, View};

use std::io::Write;

/// A form that the record can take.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line and in addresses: lower case, digits, hyphens.
    pub name: &'static str,
    /// The ending of its files, without the dot.
    pub ending: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// One line for help texts and pages.
    pub about: &'static str,
    /// Writes it.
    write: fn(&View<'_>, &mut dyn Write) -> Result<()>,
}

impl Format {
    /// Writes the record in this form.
    pub fn write(&self, view: &View<'_>, out: &mut dyn Write) -> Result<()> {
        (self.write)(view, out)
    }
}

/// The form of this name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The brief as a Word document, under the same filters as every form.
fn brief(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    let page = crate::brief::compose(crate::brief::Material { record: view.record, texts: view.texts, as_of: view.as_of });
    Ok(out.write_all(&crate::brief::docx(&page)?)?)
}

const CSV: &str = "text/csv; charset=utf-8";
const JSON: &str = "application/json";
const GRAPHML: &str = "application/graphml+xml";

type Writer = fn(&View<'_>, &mut dyn Write) -> Result<()>;

const fn entry(name: &'static str, ending: &'static str, media_type: &'static str, write: Writer, about: &'static str) -> Format {
    Format { name, ending, media_type, about, write }
}

/// All forms, in the order in which help texts list them.
pub const FORMATS: &[Format] = &[
    entry("jsonl", "jsonl", "application/jsonl", jsonl::jsonl, "the whole record, one JSON object a line (rapporteur schema record)"),
    entry(
        "xlsx",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        xlsx::xlsx,
        "a workbook: facts, moves, answers, claims, reports, codebook",
    ),
    entry(
        "brief-docx",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        brief,
        "the state of play as a Word document, to be edited and sent on",
    ),
    entry("csv", "csv", CSV, csv::facts, "one row per fact: earliest and latest day, EDTF, the reports' own time words"),
    entry("csv-claims", "csv", CSV, csv::claims, "one row per claim: what one sentence of one report says"),
    entry("csv-moves", "csv", CSV, csv::moves, "one row per proposal, demand, ultimatum or pledge"),
    entry("csv-answers", "csv", CSV, csv::answers, "one row per answer, and per answer owed"),
    entry("csv-reports", "csv", CSV, csv::reports, "one row per report and its origin"),
    entry("codebook", "csv", CSV, csv::codebook, "what the columns and values of the tables mean"),
    entry("ical", "ics", "text/calendar; charset=utf-8", icalendar::ical, "a calendar: meetings, deadlines, a to-do for each answer owed"),
    entry("timelinejs", "json", JSON, timelinejs::timelinejs, "a timeline for TimelineJS"),
    entry("atom", "atom", "application/atom+xml", atom::atom, "a feed of changes, the newest first"),
    entry(
        "followthemoney",
        "ftm.json",
        "application/jsonl",
        followthemoney::followthemoney,
        "entities for Aleph and OpenSanctions, one a line",
    ),
    entry(
        "webannotation",
        "jsonld",
        "application/ld+json",
        annotations::annotations,
        "the sentences behind each fact as W3C Web Annotations",
    ),
    entry("plover", "csv", CSV, events::plover, "event rows in PLOVER's codes, with what they cannot hold"),
    entry("acled", "csv", CSV, events::acled, "event rows as ACLED has them, with what they cannot hold"),
    entry("graphml-actors", "graphml", GRAPHML, graphml::actors, "a graph of who dealt with whom"),
    entry("graphml-derivation", "graphml", GRAPHML, graphml::derivation, "a graph of which report rests on which"),
    entry("bibtex", "bib", "application/x-bibtex", bibtex::bibtex, "a bibliography of the reports"),
    entry(
        "csl",
        "json",
        "application/vnd.citationstyles.csl+json",
        csl::csl,
        "a bibliography of the reports for Zotero, pandoc, word processors",
    ),
];
