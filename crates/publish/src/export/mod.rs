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
mod part;
mod tables;
mod ties;
mod timelinejs;
mod view;
mod xlsx;
mod xml;

pub use error::{Error, Result};
pub use filter::{Filter, Selection};
pub use part::Part;
pub use ties::Ties;
pub use view::{Material, Source, View};

use std::io::Write;

/// A form that the record can take.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line and in addresses: lower case, digits, hyphens.
    pub name: &'static str,
    /// What people call it: "Calendar (iCalendar)".
    pub title: &'static str,
    /// The ending of its files, without the dot.
    pub ending: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// One line for help texts and pages: what it holds, and for whom.
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

const fn entry(
    name: &'static str,
    title: &'static str,
    ending: &'static str,
    media_type: &'static str,
    write: Writer,
    about: &'static str,
) -> Format {
    Format { name, title, ending, media_type, about, write }
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const CSL: &str = "application/vnd.citationstyles.csl+json";

/// All forms, in the order in which help texts and pages list them: what most people want first.
#[rustfmt::skip]
pub const FORMATS: &[Format] = &[
    entry("xlsx", "Workbook (Excel)", "xlsx", XLSX, xlsx::xlsx, "all tables on sheets of one workbook, with the codebook"),
    entry("brief-docx", "Brief (Word)", "docx", DOCX, brief, "the state of play as a document, to be edited and sent on"),
    entry("ical", "Calendar (iCalendar)", "ics", "text/calendar; charset=utf-8", icalendar::ical, "meetings, deadlines, and a to-do for each answer owed; calendar programs can subscribe to it"),
    entry("atom", "Feed of changes (Atom)", "atom", "application/atom+xml", atom::atom, "what is new, changed or gone, the newest first; feed readers can subscribe to it"),
    entry("csv", "Facts (CSV)", "csv", CSV, csv::facts, "one row per fact: earliest and latest day, EDTF, the reports' own time words"),
    entry("csv-claims", "Claims (CSV)", "csv", CSV, csv::claims, "one row per claim: what one sentence of one report says"),
    entry("csv-moves", "Moves (CSV)", "csv", CSV, csv::moves, "one row per proposal, demand, ultimatum or pledge"),
    entry("csv-answers", "Answers (CSV)", "csv", CSV, csv::answers, "one row per answer to a move, and per answer owed"),
    entry("csv-statements", "Statements (CSV)", "csv", CSV, csv::statements, "one row per wording: who said what when, in which report"),
    entry("csv-conflicts", "Differences between reports (CSV)", "csv", CSV, csv::conflicts, "one row per value on which reports differ"),
    entry("csv-actors", "Actors (CSV)", "csv", CSV, csv::actors, "one row per actor and position, with names and days"),
    entry("csv-reports", "Reports (CSV)", "csv", CSV, csv::reports, "one row per report and the origin that it rests on"),
    entry("codebook", "Codebook (CSV)", "csv", CSV, csv::codebook, "what the tables, columns and values mean"),
    entry("jsonl", "Whole record (JSON Lines)", "jsonl", "application/jsonl", jsonl::jsonl, "everything, one JSON object a line; its schema: rapporteur schema record"),
    entry("timelinejs", "Timeline (TimelineJS)", "json", JSON, timelinejs::timelinejs, "a slide for each dated fact and deadline"),
    entry("plover", "Event rows (PLOVER)", "csv", CSV, events::plover, "one row per fact in PLOVER's codes, with what they cannot hold"),
    entry("acled", "Event rows (ACLED)", "csv", CSV, events::acled, "one row per fact in ACLED's columns, with what they cannot hold"),
    entry("graphml-actors", "Graph of actors (GraphML)", "graphml", GRAPHML, graphml::actors, "who dealt with whom, for Gephi, Cytoscape, networkx"),
    entry("graphml-derivation", "Graph of reports (GraphML)", "graphml", GRAPHML, graphml::derivation, "which report rests on which, for the same programs"),
    entry("followthemoney", "Entities (FollowTheMoney)", "ftm.json", "application/jsonl", followthemoney::followthemoney, "actors, positions, reports and events for Aleph and OpenSanctions, one a line"),
    entry("webannotation", "Annotations (W3C Web Annotation)", "jsonld", "application/ld+json", annotations::annotations, "the words behind each fact, marked in their reports"),
    entry("bibtex", "Bibliography (BibTeX)", "bib", "application/x-bibtex", bibtex::bibtex, "the reports, for LaTeX and reference managers"),
    entry("csl", "Bibliography (CSL-JSON)", "json", CSL, csl::csl, "the reports, for Zotero, pandoc and word processors"),
];
