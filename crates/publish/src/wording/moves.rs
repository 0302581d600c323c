//! Moves in words: who put what to whom, and who owes an answer.

use super::{ClaimKind, move_kind, names, owe, tidy, upper_first, when};
use model::Move;

/// "Offer by Graustark to Ruritania"; what no report says is said to be so.
pub fn move_head(entry: &Move) -> String {
    head(move_kind(entry.kind), &names(&entry.by), &names(&entry.to))
}

/// The same from words that are there already; empty: not stated.
pub(crate) fn head(kind: &str, by: &str, to: &str) -> String {
    match (by.is_empty(), to.is_empty()) {
        (false, false) => format!("{kind} by {by} to {to}"),
        (false, true) => format!("{kind} by {by}"),
        (true, false) => format!("{kind} to {to} (by whom is not stated)"),
        (true, true) => format!("{kind} (by whom is not stated)"),
    }
}

/// "Graustark owes Ruritania an answer: talks in Vienna".
pub fn owed<S: AsRef<str>>(parties: &[S], entry: &Move, limit: usize) -> String {
    let by = if entry.by.is_empty() { String::new() } else { format!(" {}", names(&entry.by)) };
    format!("{} {}{by} an answer: {}", upper_first(&names(parties)), owe(parties), tidy(&entry.content, limit))
}

/// The term of a move, in words: "asked for 21–27 July 2031", "runs out 4 May 2031".
pub fn term(entry: &Move) -> Option<String> {
    let when = entry.due.and_then(when)?;
    Some(format!("{} {when}", if entry.kind == ClaimKind::Ultimatum { "runs out" } else { "asked for" }))
}
