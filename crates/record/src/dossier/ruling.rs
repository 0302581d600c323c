//! Rulings at rest: laid down, undone, reviewed. Their effect stands in [`crate::overlay`].

use super::{Dossier, Item, find};
use crate::overlay::Applied;
use crate::{Error, Result, overlay};
use model::{Actor, ActorKind, Fact, FieldKey, FieldValue, Fields, Record, Ruling, RulingVerb, Stance, Status};
use rusqlite::{Connection, TransactionBehavior};
use std::collections::BTreeSet;

/// What a person decides.
#[derive(Clone, Debug)]
pub struct NewRuling<'a> {
    /// When (RFC 3339).
    pub at: &'a str,
    /// Who.
    pub who: &'a str,
    /// What: everything but `undo` (see [`Dossier::undo`]).
    pub verb: RulingVerb,
    /// The fact's id or its beginning; for a merge of two actors the actor that stays.
    pub fact: &'a str,
    /// For an edit: the values.
    pub patch: Fields,
    /// For an edit: the status.
    pub status: Option<Status>,
    /// For a merge the other fact or actor; for a split the evidence that leaves, as "REPORT:SENTENCE".
    pub other: Option<&'a str>,
    /// Why.
    pub reason: Option<&'a str>,
}

/// A ruling with its standing today.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct RulingEntry {
    /// The ruling.
    pub ruling: Ruling,
    /// Neither undone nor itself an undo.
    pub holds: bool,
    /// The fact that it holds for now; `None` for an orphan.
    pub found: Option<String>,
}

/// A ruling that wants another look.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Review {
    /// It finds no fact any more.
    Orphan {
        /// The ruling.
        ruling: Ruling,
    },
    /// The machine says something else than the person.
    Differs {
        /// The ruling.
        ruling: Ruling,
        /// The fact.
        fact: String,
        /// `status` or the field's name.
        field: String,
        /// What the person set.
        person: String,
        /// What the machine said when the person ruled.
        then: String,
        /// What the machine says now.
        now: String,
    },
}

/// All rulings in order.
pub(super) fn all(connection: &Connection) -> Result<Vec<Ruling>> {
    let mut query =
        connection.prepare_cached("SELECT id, at, who, verb, fact, sha256, words, patch, status, other, reason FROM ruling ORDER BY id")?;
    let rows = query.query_map([], |row| {
        let (verb, patch, status): (String, String, Option<String>) = (row.get(3)?, row.get(7)?, row.get(8)?);
        let (sha256, words): (Option<String>, Option<String>) = (row.get(5)?, row.get(6)?);
        Ok(Ruling {
            id: row.get(0)?,
            at: row.get(1)?,
            who: row.get(2)?,
            verb: RulingVerb::parse(&verb).unwrap_or(RulingVerb::Confirm),
            fact: row.get(4)?,
            anchor: sha256.zip(words),
            patch: serde_json::from_str(&patch).unwrap_or_default(),
            status: status.as_deref().and_then(Status::parse),
            other: row.get(9)?,
            reason: row.get(10)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

impl Dossier {
    /// Lays down a ruling.
    pub fn rule(&mut self, new: &NewRuling<'_>) -> Result<Ruling> {
        if new.verb == RulingVerb::Undo {
            return Err(Error::refused("a ruling is undone by its number"));
        }
        // Loaded once: a large record takes its time.
        let derived = self.derived()?;
        let record = overlay::apply(derived.clone(), &self.rulings()?).record;
        self.rule_on(&derived, &record, new)
    }

    /// Lays down a ruling on a record in memory: `derived` is what the machine says ([`Dossier::derived`]), `record` the same under all rulings
    /// so far ([`Dossier::record`]). For front ends that hold both.
    pub fn rule_on(&mut self, derived: &Record, record: &Record, new: &NewRuling<'_>) -> Result<Ruling> {
        if new.verb == RulingVerb::Undo {
            return Err(Error::refused("a ruling is undone by its number"));
        }
        let fact = match self.find(record, new.fact)? {
            Item::Fact { fact, .. } => fact,
            Item::Actor { actor } if new.verb == RulingVerb::Merge => return self.merge_actors(record, &actor, new),
            _ => return Err(Error::refused(format!("{} is no fact; only facts and moves can be ruled on", new.fact))),
        };
        let other = match (new.verb, new.other) {
            (RulingVerb::Merge, Some(other)) => {
                let other = self.fact(record, other)?;
                if other.id == fact.id {
                    return Err(Error::refused("a fact cannot be merged with itself"));
                }
                if other.kind != fact.kind {
                    let why =
                        format!("{} is a {} and {} a {}: only facts of one kind can be one fact", fact.id, fact.kind, other.id, other.kind);
                    return Err(Error::refused(why));
                }
                Some(other.id)
            }
            (RulingVerb::Merge, None) => return Err(Error::refused("say with which other fact")),
            (RulingVerb::Split, Some(place)) => {
                let places: Vec<String> = fact.evidence.iter().map(|e| format!("{}:{}", e.report, e.sentence)).collect();
                if !places.iter().any(|known| known == place) {
                    return Err(Error::refused(format!("{} does not rest on {place}; it rests on {}", fact.id, places.join(", "))));
                }
                if places.iter().all(|known| known == place) {
                    return Err(Error::refused(format!("{} rests on {place} alone; to take it out, reject it", fact.id)));
                }
                Some(place.to_owned())
            }
            (RulingVerb::Split, None) => return Err(Error::refused("say which evidence leaves, as REPORT:SENTENCE")),
            _ => None,
        };
        if new.verb == RulingVerb::Edit && new.patch.is_empty() && new.status.is_none() {
            return Err(Error::refused("say what to set"));
        }
        // A fact that an earlier ruling split off has no machine's value of its own.
        let seen = derived.facts.iter().find(|known| known.id == fact.id).unwrap_or(&fact);
        let anchor = self.anchor(record, &fact)?;
        self.write(new, &fact.id, anchor, other, Some(json(seen)?))
    }

    /// Two actors are one: the other's name gives way to that of `kept` wherever it takes part.
    fn merge_actors(&mut self, record: &Record, kept: &Actor, new: &NewRuling<'_>) -> Result<Ruling> {
        let other = new.other.ok_or_else(|| Error::refused("say with which other actor"))?;
        let Item::Actor { actor: gone } = self.find(record, other)? else {
            return Err(Error::refused(format!("{other} is no actor; an actor can be one with another actor alone")));
        };
        if gone.id == kept.id {
            return Err(Error::refused("an actor cannot be merged with itself"));
        }
        if (gone.kind == ActorKind::Person) != (kept.kind == ActorKind::Person) {
            return Err(Error::refused(format!("{} and {}: a person and a body cannot be one actor", kept.name, gone.name)));
        }
        let anchor = Some((overlay::ACTORS.to_owned(), format!("{}\n{}", kept.name, gone.name)));
        self.write(new, &kept.id, anchor, Some(gone.id), None)
    }

    /// Undoes a ruling; the undo is a ruling of its own and can be undone.
    pub fn undo(&mut self, number: i64, at: &str, who: &str, reason: Option<&str>) -> Result<Ruling> {
        let rulings = self.rulings()?;
        let Some(target) = rulings.iter().find(|ruling| ruling.id == number) else {
            return Err(Error::unknown(&format!("ruling {number}")));
        };
        let gone = rulings.iter().any(|r| r.verb == RulingVerb::Undo && r.other == Some(number.to_string()) && !undone(&rulings, r.id));
        if gone {
            return Err(Error::refused(format!("ruling {number} is undone already")));
        }
        let new = NewRuling { at, who, verb: RulingVerb::Undo, fact: "", patch: Fields::new(), status: None, other: None, reason };
        let fact = target.fact.clone();
        self.write(&new, &fact, None, Some(number.to_string()), None)
    }

    /// All rulings in order.
    pub fn rulings(&self) -> Result<Vec<Ruling>> {
        all(&self.connection)
    }

    /// All rulings with their standing today.
    pub fn ruling_entries(&self) -> Result<Vec<RulingEntry>> {
        let rulings = self.rulings()?;
        let applied = overlay::apply(self.derived()?, &rulings);
        Ok(standing(rulings, &applied))
    }

    /// Rulings that want another look: orphans, and values where the machine says something else than the person.
    pub fn review(&self) -> Result<Vec<Review>> {
        let derived = self.derived()?;
        let rulings = self.rulings()?;
        let applied = overlay::apply(derived.clone(), &rulings);
        self.review_on(&derived, &rulings, &applied)
    }

    /// The same where the record is in memory: `derived` is what the machine says, `applied` the rulings laid over it.
    pub fn review_on(&self, derived: &Record, rulings: &[Ruling], applied: &Applied) -> Result<Vec<Review>> {
        let mut review = Vec::new();
        for ruling in overlay::holding(rulings) {
            let Some(fact) = applied.found.get(&ruling.id) else {
                review.push(Review::Orphan { ruling: ruling.clone() });
                continue;
            };
            let Some(now) = derived.facts.iter().find(|known| known.id == *fact) else { continue };
            let then = self.seen(ruling.id)?;
            let mut differ = |field: &str, person: String, then: String, now: String| {
                if person != now {
                    review.push(Review::Differs { ruling: ruling.clone(), fact: fact.clone(), field: field.to_owned(), person, then, now });
                }
            };
            if let Some(status) = ruling.status {
                let before = then.as_ref().map_or("", |fact| fact.status.name());
                differ("status", status.name().to_owned(), before.to_owned(), now.status.name().to_owned());
            }
            for (key, value) in ruling.patch.iter() {
                let of = |fact: &Fact| fact.fields.get(key).map(shown).unwrap_or_default();
                differ(key.name(), shown(value), then.as_ref().map(of).unwrap_or_default(), of(now));
            }
        }
        Ok(review)
    }

    fn seen(&self, ruling: i64) -> Result<Option<Fact>> {
        let text: Option<String> = self.connection.query_row("SELECT seen FROM ruling WHERE id = ?1", [ruling], |row| row.get(0))?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    fn fact(&self, record: &Record, id: &str) -> Result<Fact> {
        match self.find(record, id)? {
            Item::Fact { fact, .. } => Ok(fact),
            _ => Err(Error::refused(format!("{id} is no fact; only facts and moves can be ruled on"))),
        }
    }

    /// The first words that the fact rests on, with the hash of their report.
    fn anchor(&self, record: &Record, fact: &Fact) -> Result<Option<(String, String)>> {
        let Some(first) = fact.evidence.iter().find(|e| e.stance == Stance::Supports).or(fact.evidence.first()) else { return Ok(None) };
        let Some(report) = record.reports.iter().find(|report| report.id == first.report) else { return Ok(None) };
        let words = match self.reading(&first.report) {
            Ok(reading) => find::one_line(first.span.of(&reading.article.text)),
            Err(_) => return Ok(None),
        };
        Ok(Some((report.sha256.clone(), overlay::anchor_words(first.span.start, first.span.end, fact.kind.name(), &words))))
    }

    fn write(
        &mut self,
        new: &NewRuling<'_>,
        fact: &str,
        anchor: Option<(String, String)>,
        other: Option<String>,
        seen: Option<String>,
    ) -> Result<Ruling> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (sha256, words) = anchor.clone().unzip();
        transaction.execute(
            "INSERT INTO ruling (at, who, verb, fact, sha256, words, patch, status, other, reason, seen)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            rusqlite::params![
                new.at,
                new.who,
                new.verb.name(),
                fact,
                sha256,
                words,
                json(&new.patch)?,
                new.status.map(Status::name),
                other,
                new.reason,
                seen
            ],
        )?;
        let id = transaction.last_insert_rowid();
        transaction.commit()?;
        Ok(Ruling {
            id,
            at: new.at.to_owned(),
            who: new.who.to_owned(),
            verb: new.verb,
            fact: fact.to_owned(),
            anchor,
            patch: new.patch.clone(),
            status: new.status,
            other,
            reason: new.reason.map(str::to_owned),
        })
    }
}

/// Rulings with their standing, once they are laid over a record.
pub fn standing(rulings: Vec<Ruling>, applied: &Applied) -> Vec<RulingEntry> {
    let holding: BTreeSet<i64> = overlay::holding(&rulings).iter().map(|ruling| ruling.id).collect();
    let entry = |ruling: Ruling| RulingEntry { holds: holding.contains(&ruling.id), found: applied.found.get(&ruling.id).cloned(), ruling };
    rulings.into_iter().map(entry).collect()
}

fn undone(rulings: &[Ruling], id: i64) -> bool {
    rulings.iter().any(|r| r.verb == RulingVerb::Undo && r.other == Some(id.to_string()) && !undone(rulings, r.id))
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::encoding)
}

fn shown(value: &FieldValue) -> String {
    match value {
        FieldValue::Text(text) => text.clone(),
        FieldValue::List(list) => list.iter().map(shown).collect::<Vec<_>>().join(", "),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Flag(flag) => flag.to_string(),
        FieldValue::Unknown => "unknown".to_owned(),
    }
}

/// Reads a field as a person types it: `KEY=VALUE`, several values with `;`, `null` for unknown.
pub fn parse_field(text: &str) -> Result<(FieldKey, FieldValue)> {
    let (key, value) = text.split_once('=').ok_or_else(|| Error::refused(format!("{text}: write KEY=VALUE")))?;
    let key = FieldKey::parse(key.trim()).ok_or_else(|| {
        let all: Vec<&str> = FieldKey::ALL.iter().map(|key| key.name()).collect();
        Error::refused(format!("there is no field {}; the fields are {}", key.trim(), all.join(", ")))
    })?;
    let value = match value.trim() {
        "" | "null" => FieldValue::Unknown,
        "true" => FieldValue::Flag(true),
        "false" => FieldValue::Flag(false),
        text => match text.parse::<i64>() {
            Ok(number) => FieldValue::Number(number),
            Err(_) if text.contains(';') => {
                FieldValue::List(text.split(';').map(str::trim).filter(|part| !part.is_empty()).map(FieldValue::from).collect())
            }
            Err(_) => FieldValue::from(text),
        },
    };
    Ok((key, value))
}
