-- Version 2: sources that are visited again and again.

-- A folder, feed or page. `state`: JSON, what the visitor keeps between visits.
CREATE TABLE source (
  address TEXT PRIMARY KEY,
  title TEXT,
  added TEXT NOT NULL,
  state TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What of a source has been read: a file's path, an entry's key; `stamp` is its version.
CREATE TABLE seen (
  address TEXT NOT NULL REFERENCES source ON DELETE CASCADE,
  piece TEXT NOT NULL,
  stamp TEXT NOT NULL,
  PRIMARY KEY (address, piece)) STRICT, WITHOUT ROWID;
