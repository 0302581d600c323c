//! `rapporteur rule`: a person's decisions over the machine's record.

use super::{Outcome, Within};
use crate::output::Output;
use crate::surroundings;
use anyhow::bail;
use clap::Subcommand;
use model::{Fields, Ruling, RulingVerb, Status};
use record::{Dossier, NewRuling, parse_field};

/// Decide on a fact: confirm, reject, edit, merge, split; or undo a decision
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  rapporteur rule talks.rapporteur confirm f3a9c1\n  \
    rapporteur rule talks.rapporteur reject f3a9c1 --because 'ironic'\n  \
    rapporteur rule talks.rapporteur edit f3a9c1 --set addressee=Russia --status proposed\n  \
    rapporteur rule talks.rapporteur merge f3a9c1 f77b02\n  \
    rapporteur rule talks.rapporteur split f3a9c1 002:14\n  \
    rapporteur rule talks.rapporteur undo 3\n\n\
    Rulings are kept beside what the machine reads, never over it: they survive reading anew and can be undone.")]
pub struct Rule {
    #[command(flatten)]
    within: Within,
    #[command(subcommand)]
    verb: Verb,
    /// Who decides; your user name where not given.
    #[arg(long, global = true, value_name = "NAME")]
    who: Option<String>,
    /// Why.
    #[arg(long, global = true, value_name = "TEXT")]
    because: Option<String>,
}

#[derive(Subcommand)]
enum Verb {
    /// The fact is right
    Confirm {
        /// The fact's id.
        id: String,
    },
    /// The fact is wrong: it leaves the record and stays in the history
    Reject {
        /// The fact's id.
        id: String,
    },
    /// Set values of a fact
    Edit {
        /// The fact's id.
        id: String,
        /// A field and its value; several values with `;`, `null` for unknown. May be given several times.
        #[arg(long = "set", value_name = "FIELD=VALUE")]
        set: Vec<String>,
        /// The status.
        #[arg(long, value_name = "STATUS")]
        status: Option<String>,
    },
    /// Two facts are one: the second goes into the first
    Merge {
        /// The fact that stays.
        id: String,
        /// The fact that goes into it.
        other: String,
    },
    /// A sentence is about something else: it leaves the fact for one of its own
    Split {
        /// The fact's id.
        id: String,
        /// The evidence that leaves: REPORT:SENTENCE, as `show --json` counts sentences (from 0).
        place: String,
    },
    /// Undo a ruling
    Undo {
        /// The ruling's number, as `rule DOSSIER list` shows it.
        number: i64,
    },
    /// List all rulings
    List {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

impl Rule {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        if let Verb::List { json } = self.verb {
            return list(out, &self.within.open()?, json);
        }
        let mut dossier = Dossier::open(&self.within.dossier)?;
        let at = surroundings::now();
        let who = self.who.unwrap_or_else(surroundings::user);
        let reason = self.because.as_deref();
        let plain = |verb, fact| NewRuling { at: &at, who: &who, verb, fact, patch: Fields::new(), status: None, other: None, reason };
        let ruling = match &self.verb {
            Verb::Confirm { id } => dossier.rule(&plain(RulingVerb::Confirm, id))?,
            Verb::Reject { id } => dossier.rule(&plain(RulingVerb::Reject, id))?,
            Verb::Edit { id, set, status } => {
                let mut patch = Fields::new();
                for text in set {
                    let (key, value) = parse_field(text)?;
                    patch.set(key, value);
                }
                let status = match status.as_deref() {
                    Some(text) => match Status::parse(text) {
                        Some(status) => Some(status),
                        None => {
                            let all: Vec<&str> = Status::ALL.iter().map(|status| status.name()).collect();
                            bail!("there is no status {text}; the statuses are {}", all.join(", "));
                        }
                    },
                    None => None,
                };
                dossier.rule(&NewRuling { patch, status, ..plain(RulingVerb::Edit, id) })?
            }
            Verb::Merge { id, other } => dossier.rule(&NewRuling { other: Some(other), ..plain(RulingVerb::Merge, id) })?,
            Verb::Split { id, place } => dossier.rule(&NewRuling { other: Some(place), ..plain(RulingVerb::Split, id) })?,
            Verb::Undo { number } => dossier.undo(*number, &at, &who, reason)?,
            Verb::List { .. } => return Ok(Outcome::Done),
        };
        out.line(format!("Ruling {}: {}.", ruling.id, told(&ruling)))?;
        Ok(Outcome::Done)
    }
}

fn told(ruling: &Ruling) -> String {
    match (ruling.verb, ruling.other.as_deref()) {
        (RulingVerb::Undo, Some(number)) => format!("undo ruling {number}"),
        (RulingVerb::Merge, Some(other)) => format!("merge {other} into {}", ruling.fact),
        (RulingVerb::Split, Some(place)) => format!("split {place} off {}", ruling.fact),
        (verb, _) => format!("{verb} {}", ruling.fact),
    }
}

fn list(out: &mut Output, dossier: &Dossier, json: bool) -> anyhow::Result<Outcome> {
    let entries = dossier.ruling_entries()?;
    if json {
        out.json(&entries)?;
        return Ok(Outcome::Done);
    }
    let rows: Vec<[String; 6]> = entries
        .iter()
        .map(|entry| {
            let standing = match (entry.ruling.verb, entry.holds, &entry.found) {
                (RulingVerb::Undo, ..) => "",
                (_, false, _) => "undone",
                (_, true, None) => "orphan",
                (_, true, Some(_)) => "holds",
            };
            let ruling = &entry.ruling;
            [
                ruling.id.to_string(),
                ruling.at.clone(),
                ruling.who.clone(),
                standing.to_owned(),
                told(ruling),
                ruling.reason.clone().unwrap_or_default(),
            ]
        })
        .collect();
    out.table(["number", "when", "who", "standing", "ruling", "because"], &rows)?;
    Ok(Outcome::Done)
}
