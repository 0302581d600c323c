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

mod csv;
mod error;
mod filter;
mod jsonl;
mod view;

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

/// All forms, in the order in which help texts list them.
pub const FORMATS: &[Format] = &[
    Format {
        name: "jsonl",
        ending: "jsonl",
        media_type: "application/jsonl",
        about: "the whole record, one JSON object a line (its schema: `rapporteur schema record`)",
        write: jsonl::jsonl,
    },
    Format {
        name: "csv",
        ending: "csv",
        media_type: "text/csv; charset=utf-8",
        about: "one row per fact, with earliest and latest day, EDTF and the reports' own time words",
        write: csv::facts,
    },
];

/// The form of this name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
