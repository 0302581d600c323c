//! Where a report comes from, and which id it gets where it brings none.

use std::path::{Path, PathBuf};

/// Where a report or a problem comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file; `-` for standard input; an address for what was fetched.
    pub path: PathBuf,
    /// The line of a file that holds one report a line, from 1; the record's number for archives, feeds and tables.
    pub line: Option<u64>,
    /// What ids of its reports begin with: the file's name without its endings, with the folders between it and the path that the user
    /// gave, so that two files of one name in different folders get two ids.
    pub name: String,
}

impl Origin {
    /// A file that the user named itself.
    pub(crate) fn file(path: &Path) -> Origin {
        Origin { path: path.to_owned(), line: None, name: stem(path) }
    }

    /// The same file, at a line or record.
    pub(crate) fn at(&self, line: u64) -> Origin {
        Origin { line: Some(line), ..self.clone() }
    }

    /// The id of a report that brings none.
    pub(crate) fn id(&self) -> String {
        match self.line {
            Some(line) => format!("{}-{line}", self.name),
            None => self.name.clone(),
        }
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.path.as_os_str() == "-" {
            f.write_str("standard input")?;
        } else {
            write!(f, "{}", self.path.display())?;
        }
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}

/// Endings that say how a file is read and nothing about what it is.
const ENDINGS: [&str; 23] = [
    ".gz", ".jsonl", ".ndjson", ".json", ".txt", ".text", ".html", ".htm", ".xhtml", ".md", ".csv", ".tsv", ".xml", ".rss", ".atom",
    ".warc", ".eml", ".mbox", ".mht", ".mhtml", ".docx", ".odt", ".pdf",
];

/// A file's name without its endings.
pub(crate) fn stem(path: &Path) -> String {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut name = name.as_str();
    for ending in ENDINGS {
        name = name.strip_suffix(ending).filter(|rest| !rest.is_empty()).unwrap_or(name);
    }
    if name == "-" || name.is_empty() { "stdin".to_owned() } else { name.to_owned() }
}
