//! How an entry came to be what it is: the machine's changes and the rulings, in order.

use super::Dossier;
use crate::Result;

/// One step in the history of an entry.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct HistoryEntry {
    /// When (RFC 3339).
    pub at: String,
    /// What caused it: "read", "ruling 3 by N. N.".
    pub cause: String,
    /// The entry's id.
    pub id: String,
    /// Its shelf: fact, move, actor, …
    pub shelf: String,
    /// What happened.
    pub what: HistoryWhat,
    /// The entry before (JSON), where it was changed or went.
    pub before: Option<serde_json::Value>,
    /// For rulings: why.
    pub reason: Option<String>,
}

/// What happened to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HistoryWhat {
    /// It came into the record.
    New,
    /// It changed.
    Changed,
    /// It left the record.
    Gone,
    /// A person ruled on it.
    Ruled,
}

impl HistoryWhat {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            HistoryWhat::New => "new",
            HistoryWhat::Changed => "changed",
            HistoryWhat::Gone => "gone",
            HistoryWhat::Ruled => "ruled",
        }
    }
}

impl Dossier {
    /// The history of an entry, oldest first.
    pub fn history(&self, id: &str) -> Result<Vec<HistoryEntry>> {
        self.journal("entry = ?1", id, Some(id))
    }

    /// Everything that happened to the record since a time (RFC 3339, or the beginning of it: "2025-07-20"), oldest first.
    pub fn journal_since(&self, at: &str) -> Result<Vec<HistoryEntry>> {
        self.journal("at >= ?1", at, None)
    }

    fn journal(&self, condition: &str, value: &str, fact: Option<&str>) -> Result<Vec<HistoryEntry>> {
        let mut query =
            self.connection.prepare(&format!("SELECT at, cause, entry, shelf, what, before FROM journal WHERE {condition} ORDER BY id"))?;
        let mut steps: Vec<HistoryEntry> = query
            .query_map([value], |row| {
                let what: String = row.get(4)?;
                let before: Option<String> = row.get(5)?;
                Ok(HistoryEntry {
                    at: row.get(0)?,
                    cause: row.get(1)?,
                    id: row.get(2)?,
                    shelf: row.get(3)?,
                    what: match what.as_str() {
                        "new" => HistoryWhat::New,
                        "gone" => HistoryWhat::Gone,
                        _ => HistoryWhat::Changed,
                    },
                    before: before.and_then(|text| serde_json::from_str(&text).ok()),
                    reason: None,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        let mut ruled = Vec::new();
        for ruling in self.rulings()? {
            let wanted = match fact {
                Some(id) => ruling.fact == id || ruling.other.as_deref() == Some(id),
                None => ruling.at.as_str() >= value,
            };
            if wanted {
                ruled.push(HistoryEntry {
                    at: ruling.at.clone(),
                    cause: format!("ruling {} by {}: {}", ruling.id, ruling.who, ruling.verb),
                    id: ruling.fact.clone(),
                    shelf: "fact".to_owned(),
                    what: HistoryWhat::Ruled,
                    before: None,
                    reason: ruling.reason,
                });
            }
        }
        steps.extend(ruled);
        steps.sort_by(|a, b| a.at.cmp(&b.at));
        Ok(steps)
    }
}
