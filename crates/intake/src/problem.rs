//! What can go wrong with one report, said so that a person knows what to do.

use crate::Origin;

/// Something that could not be read, or not wholly; the rest was.
#[derive(Debug, thiserror::Error)]
#[error("{origin}: {kind}")]
pub struct Problem {
    /// The file, with the line or record where there is one.
    pub origin: Origin,
    /// What it is.
    pub kind: ProblemKind,
}

impl Problem {
    pub(crate) fn new(origin: &Origin, kind: ProblemKind) -> Problem {
        Problem { origin: origin.clone(), kind }
    }

    /// Whether the report was read all the same, only without what the message names.
    pub fn is_warning(&self) -> bool {
        matches!(
            self.kind,
            ProblemKind::Date { .. }
                | ProblemKind::Feed { read: 1.., .. }
                | ProblemKind::Sidecar { .. }
                | ProblemKind::DoubtfulCharset { .. }
        )
    }
}

/// The kinds of problems.
#[non_exhaustive]
#[derive(Debug, thiserror::Error)]
pub enum ProblemKind {
    /// Nothing in it.
    #[error("empty: nothing to read")]
    Empty,
    /// Not text.
    #[error("{what}, not text: save it as text, HTML or JSON Lines and read that")]
    Binary {
        /// What it looks like.
        what: &'static str,
    },
    /// Above [`crate::Options::max_bytes`].
    #[error("longer than {limit} bytes, passed over: split it, or raise the limit")]
    TooLong {
        /// The limit.
        limit: usize,
    },
    /// No such file when it was its turn.
    #[error("no such file: it may have been moved or removed; check the name")]
    Vanished,
    /// The system does not let us.
    #[error("no permission to read it: change its rights (chmod +r) or run as its owner")]
    Permission,
    /// Any other fault of the system.
    #[error("cannot be read: {0}")]
    Io(std::io::Error),
    /// A line or file that is no JSON.
    #[error("not valid JSON ({reason}): mend or remove it; one object a line is expected")]
    Json {
        /// The parser's words.
        reason: String,
    },
    /// JSON that is no report.
    #[error("no report: {reason}")]
    Shape {
        /// What is missing or wrong.
        reason: String,
    },
    /// A part of an archive that is damaged.
    #[error("damaged behind this record ({reason}); passed over, what follows is read")]
    Torn {
        /// What the unpacker says.
        reason: String,
    },
    /// A feed that breaks off or is badly formed.
    #[error("the feed is malformed ({reason}); {read} of its entries could be read")]
    Feed {
        /// The parser's words.
        reason: String,
        /// Entries read before the fault.
        read: usize,
    },
    /// A mail, document or the like that does not open.
    #[error("no {what} that can be read ({reason}): save it as text or HTML and read that")]
    Document {
        /// What it claims to be.
        what: &'static str,
        /// The library's words.
        reason: String,
    },
    /// A list of feeds where a report is expected.
    #[error("a list of feeds (OPML), no report: `rapporteur sources DOSSIER import FILE` takes it")]
    FeedList,
    /// A date of publication that is no date.
    #[error("“{given}” is no date of publication (write 2031-03-09 or 2031-03-09T08:15:00Z); read without it")]
    Date {
        /// As given.
        given: String,
    },
    /// The sidecar is no JSON object.
    #[error("the file beside it with dates and names is no JSON object ({reason}); read without it")]
    Sidecar {
        /// The parser's words.
        reason: String,
    },
    /// Some bytes are no text in the encoding that fits best.
    #[error("some bytes are no text in {encoding}; they stand as �: save it as UTF-8 if words are missing")]
    DoubtfulCharset {
        /// The encoding taken.
        encoding: &'static str,
    },
}

impl From<std::io::Error> for ProblemKind {
    fn from(error: std::io::Error) -> ProblemKind {
        match error.kind() {
            std::io::ErrorKind::NotFound => ProblemKind::Vanished,
            std::io::ErrorKind::PermissionDenied => ProblemKind::Permission,
            _ => ProblemKind::Io(error),
        }
    }
}
