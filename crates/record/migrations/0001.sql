-- Version 1 of the dossier.

-- Evidence: what was read, byte for byte. Append-only: only the date and the other particulars that a person gave may be set later.
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,          -- the report's id in the record
  content BLOB NOT NULL,              -- hash of body, address, outlet, title and author: the same content is read once
  sha256 TEXT NOT NULL,               -- of the bytes as read: the file, the line
  form TEXT NOT NULL CHECK (form IN ('text', 'plain', 'html')),
  body BLOB NOT NULL,                 -- compressed with zstd
  url TEXT, title TEXT, outlet TEXT, author TEXT, published TEXT,
  added TEXT NOT NULL) STRICT;
CREATE INDEX document_content ON document (content);
CREATE INDEX document_sha256 ON document (sha256);
CREATE TRIGGER document_stays BEFORE DELETE ON document
  BEGIN SELECT raise(ABORT, 'evidence is never deleted'); END;
CREATE TRIGGER document_holds BEFORE UPDATE OF name, sha256, form, body ON document
  BEGIN SELECT raise(ABORT, 'evidence is never changed'); END;

-- What was read in a report. Derived: rewritten when the reader changes. `text` is the article's text, to which all offsets point.
CREATE TABLE reading (
  doc INTEGER PRIMARY KEY REFERENCES document,
  text TEXT NOT NULL,
  sentences BLOB NOT NULL,            -- first byte and end of each sentence, as little-endian 32-bit numbers: enough to quote from
  rest BLOB NOT NULL) STRICT;         -- the whole reading but its text: MessagePack, compressed with zstd

-- Which stage, over which input (`key` = hash of stage version and input), gave which output.
CREATE TABLE pass (
  doc INTEGER NOT NULL REFERENCES document,
  stage TEXT NOT NULL,
  key BLOB NOT NULL,
  output BLOB NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (doc, stage)) STRICT, WITHOUT ROWID;

-- The record as fused from all readings, before rulings. Derived. `shelf`: report, fact, move, actor, …; `place`: order on the shelf.
CREATE TABLE entry (
  shelf TEXT NOT NULL,
  id TEXT NOT NULL,
  place INTEGER NOT NULL,
  body TEXT NOT NULL,                 -- JSON
  PRIMARY KEY (shelf, id)) STRICT, WITHOUT ROWID;

-- Single values: `fused` is the key of the entries above.
CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

-- What a person decided. Never derived, never deleted; an undo is a ruling of its own.
CREATE TABLE ruling (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  verb TEXT NOT NULL CHECK (verb IN ('confirm', 'reject', 'edit', 'merge', 'split', 'undo')),
  fact TEXT NOT NULL,
  sha256 TEXT, words TEXT,            -- anchor: a report's hash and quoted words, for the day when the fact's id moves
  patch TEXT NOT NULL,                -- JSON
  status TEXT, other TEXT, reason TEXT,
  seen TEXT) STRICT;                  -- JSON: the machine's value when the person ruled
CREATE TRIGGER ruling_stays BEFORE DELETE ON ruling BEGIN SELECT raise(ABORT, 'rulings are never deleted'); END;
CREATE TRIGGER ruling_holds BEFORE UPDATE ON ruling BEGIN SELECT raise(ABORT, 'rulings are never changed'); END;

-- One row for each change of an entry; `before` is null for a new one. What is there now stands in `entry`.
CREATE TABLE journal (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  cause TEXT NOT NULL,
  shelf TEXT NOT NULL,
  entry TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('new', 'changed', 'gone')),
  before TEXT) STRICT;
CREATE INDEX journal_entry ON journal (entry);

CREATE VIRTUAL TABLE search USING fts5 (text, content = 'reading', content_rowid = 'doc', tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER reading_new AFTER INSERT ON reading
  BEGIN INSERT INTO search (rowid, text) VALUES (new.doc, new.text); END;
CREATE TRIGGER reading_gone AFTER DELETE ON reading
  BEGIN INSERT INTO search (search, rowid, text) VALUES ('delete', old.doc, old.text); END;
CREATE TRIGGER reading_changed AFTER UPDATE OF text ON reading
  BEGIN
    INSERT INTO search (search, rowid, text) VALUES ('delete', old.doc, old.text);
    INSERT INTO search (rowid, text) VALUES (new.doc, new.text);
  END;
