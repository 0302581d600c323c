//! The sources that a dossier is fed from, and what has been read of them.

use super::Dossier;
use crate::{Error, Result};
use intake::watch::{Health, Marks, Source, State};
use rusqlite::{OptionalExtension, TransactionBehavior};

impl Dossier {
    /// The sources in order of address.
    pub fn sources(&self) -> Result<Vec<Source>> {
        // A dossier of version 1 that is only read has no such table yet.
        let there: bool = self
            .connection
            .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'source'", [], |row| Ok(row.get::<_, i64>(0)? > 0))?;
        if !there {
            return Ok(Vec::new());
        }
        let mut query = self.connection.prepare("SELECT address, title, state FROM source ORDER BY address")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))?;
        rows.map(|row| {
            let (address, title, state) = row?;
            // A state that a newer program wrote in another way costs the state, not the source.
            Ok(Source { address, title, state: serde_json::from_str(&state).unwrap_or_default() })
        })
        .collect()
    }

    /// Adds a source; `false` where it is there already. One that had been given up is visited again.
    pub fn add_source(&mut self, address: &str, title: Option<&str>, at: &str) -> Result<bool> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let known: Option<String> =
            transaction.query_row("SELECT state FROM source WHERE address = ?1", [address], |row| row.get(0)).optional()?;
        match &known {
            None => {
                let state = serde_json::to_string(&State::default()).map_err(Error::encoding)?;
                transaction
                    .execute("INSERT INTO source (address, title, added, state) VALUES (?1, ?2, ?3, ?4)", (address, title, at, state))?;
            }
            Some(state) => {
                let mut state: State = serde_json::from_str(state).unwrap_or_default();
                if state.health == Health::Gone {
                    state = State { health: Health::New, due: 0, failures: 0, ..state };
                    let state = serde_json::to_string(&state).map_err(Error::encoding)?;
                    transaction.execute("UPDATE source SET state = ?2 WHERE address = ?1", (address, state))?;
                }
                if title.is_some() {
                    transaction.execute("UPDATE source SET title = ?2 WHERE address = ?1", (address, title))?;
                }
            }
        }
        transaction.commit()?;
        Ok(known.is_none())
    }

    /// Removes a source; its reports stay. `false` where there is none of this address.
    pub fn remove_source(&mut self, address: &str) -> Result<bool> {
        Ok(self.connection.execute("DELETE FROM source WHERE address = ?1", [address])? > 0)
    }

    /// What has been read of a source.
    pub fn marks(&self, address: &str) -> Result<Marks> {
        let mut query = self.connection.prepare_cached("SELECT piece, stamp FROM seen WHERE address = ?1")?;
        Ok(query.query_map([address], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Notes that pieces of sources have been read: address, piece and version of each. Those of a source that was removed meanwhile are
    /// passed over.
    pub fn mark(&mut self, marks: &[(String, String, String)]) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        {
            let mut insert = transaction.prepare_cached(
                "INSERT INTO seen (address, piece, stamp) SELECT ?1, ?2, ?3 WHERE EXISTS (SELECT 1 FROM source WHERE address = ?1)
                 ON CONFLICT DO UPDATE SET stamp = excluded.stamp",
            )?;
            for mark in marks {
                insert.execute((&mark.0, &mark.1, &mark.2))?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// Keeps how a visit went; `state.reports` is added to what the source had given before.
    pub fn visited(&mut self, address: &str, state: &State) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let before: Option<String> =
            transaction.query_row("SELECT state FROM source WHERE address = ?1", [address], |row| row.get(0)).optional()?;
        if let Some(before) = before {
            let before: State = serde_json::from_str(&before).unwrap_or_default();
            let state = State { reports: before.reports + state.reports, ..state.clone() };
            let state = serde_json::to_string(&state).map_err(Error::encoding)?;
            transaction.execute("UPDATE source SET state = ?2 WHERE address = ?1", (address, state))?;
        }
        Ok(transaction.commit()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_kept_with_what_was_read_of_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("d.rapporteur");
        let mut dossier = Dossier::create(&path).expect("made");
        let address = "https://post.example/feed";
        assert!(dossier.add_source(address, Some("Post"), "2031-03-09T00:00:00Z").expect("added"));
        assert!(!dossier.add_source(address, None, "2031-03-09T00:00:00Z").expect("known"));
        let mark = |stamp: &str| (address.to_owned(), "entry-1".to_owned(), stamp.to_owned());
        dossier
            .mark(&[mark("tried 1"), mark("read"), ("https://other.example/".to_owned(), "x".to_owned(), "y".to_owned())])
            .expect("marked");
        let visit = State { health: Health::Gone, reports: 2, note: "gone".to_owned(), ..State::default() };
        dossier.visited(address, &visit).expect("kept");
        dossier.visited(address, &visit).expect("kept");
        drop(dossier);
        let mut dossier = Dossier::open(&path).expect("opened");
        let source = &dossier.sources().expect("read")[0];
        assert_eq!((source.title.as_deref(), source.state.reports, source.state.health), (Some("Post"), 4, Health::Gone));
        assert_eq!(dossier.marks(address).expect("read").get("entry-1").map(String::as_str), Some("read"));
        dossier.add_source(address, None, "2031-03-10T00:00:00Z").expect("added again");
        assert_eq!(dossier.sources().expect("read")[0].state.health, Health::New, "asked for again, it is visited again");
        assert!(dossier.remove_source(address).expect("removed") && !dossier.remove_source(address).expect("gone"));
        assert!(dossier.sources().expect("read").is_empty() && dossier.marks(address).expect("read").is_empty());
    }

    #[test]
    fn a_dossier_of_version_1_takes_sources() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("old.rapporteur");
        drop(Dossier::create(&path).expect("made"));
        let connection = rusqlite::Connection::open(&path).expect("opened");
        connection.execute_batch("DROP TABLE seen; DROP TABLE source; PRAGMA user_version = 1;").expect("as it was");
        drop(connection);
        assert!(Dossier::open_read_only(&path).and_then(|d| d.sources()).expect("read").is_empty());
        let mut dossier = Dossier::open(&path).expect("brought up to date");
        assert!(dossier.add_source("/reports", None, "2031-03-09T00:00:00Z").expect("added"));
    }
}
