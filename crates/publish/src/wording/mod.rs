//! Facts, moves, answers and envelopes in plain English words, for people. No new content: only what the fields hold, or the report's own words.

mod facts;
mod heads;
mod moves;
mod names;

pub use facts::{bare_fact, fact};
pub(crate) use moves::head as head_of_move;
pub use moves::{move_head, owed, term};
pub use names::{name, names, owe};

use jiff::civil::Date;
use model::{AnswerKind, ClaimKind, Doubt, Envelope, Stage, Status, Verdict};

/// An envelope in words: "19 July 2025", "21–27 July 2025", "no later than 4 May 2031"; `None` where nothing is known. "By 4 May" would
/// read as a speaker or an author where it follows "said" or "offer".
pub fn when(envelope: Envelope) -> Option<String> {
    match (envelope.earliest, envelope.latest) {
        (None, None) => None,
        (None, Some(latest)) => Some(format!("no later than {}", day(latest))),
        (Some(earliest), None) => Some(format!("no earlier than {}", day(earliest))),
        (Some(a), Some(b)) if a == b => Some(day(a)),
        (Some(a), Some(b)) if a == a.first_of_month() && b == a.last_of_month() => Some(format!("{} {}", month(a), a.year())),
        (Some(a), Some(b)) if a == a.first_of_year() && b == a.last_of_year() => Some(a.year().to_string()),
        (Some(a), Some(b)) if (a.year(), a.month()) == (b.year(), b.month()) => Some(format!("{}–{}", a.day(), day(b))),
        (Some(a), Some(b)) if a.year() == b.year() => Some(format!("{} {} – {}", a.day(), month(a), day(b))),
        (Some(a), Some(b)) => Some(format!("{} – {}", day(a), day(b))),
    }
}

/// A day in words: "19 July 2025".
pub fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

fn month(date: Date) -> &'static str {
    const MONTHS: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    MONTHS[(date.month() as usize - 1).min(11)]
}

/// "A", "A and B", "A, B and C".
pub fn list<S: AsRef<str>>(names: &[S]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

/// Why a fact is less sure, for people; `None` where nothing speaks against it.
pub fn doubts(signs: &[Doubt]) -> Option<String> {
    let words: Vec<&str> = signs.iter().map(|sign| doubt(*sign)).collect();
    (!words.is_empty()).then(|| format!("{}.", upper_first(&list(&words))))
}

const fn doubt(sign: Doubt) -> &'static str {
    match sign {
        Doubt::Conditional => "the sentence tells it under a condition",
        Doubt::Aimed => "the sentence tells it as an aim or a duty",
        Doubt::About => "the sentence may only speak about an agreement",
        Doubt::Deep => "the words lie deep in their sentence",
        Doubt::Aside => "the words belong to another noun of the sentence",
        Doubt::Thing => "a party is called by no word for people",
        Doubt::Bare => "no words say what is asked",
        Doubt::Unlikely => "such words seldom say it",
        Doubt::Undecided => "such words do not always say it",
        Doubt::Learned => "it is read by likeness, not by rule",
        Doubt::Doubtful => "sentences like it are often misread",
    }
}

/// What a move is called on the board.
pub const fn move_kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Demand => "Demand",
        ClaimKind::Ultimatum => "Ultimatum",
        ClaimKind::Pledge => "Pledge",
        _ => "Offer",
    }
}

/// How far a move has come.
pub const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Intended => "intended",
        Stage::Stated => "said in public",
        Stage::Delivered => "delivered",
        Stage::Withdrawn => "withdrawn",
        Stage::Lapsed => "lapsed",
        Stage::Superseded => "superseded",
    }
}

/// Why a move waits for no answer, from the relation of its fact to what closed it; `None` for other relations.
pub fn closing(relation: &str) -> Option<&'static str> {
    Some(match relation {
        "closed_by" => "closed by agreement",
        "met" => "they met",
        "agreed_in_principle" => "agreed in principle",
        "superseded_by" => "replaced by a later one",
        _ => return None,
    })
}

/// An answer, with its condition where it has one.
pub fn answer(kind: AnswerKind, condition: Option<&str>) -> String {
    let word = match kind {
        AnswerKind::Accept => "accepts",
        AnswerKind::AcceptConditional => "would accept, with a condition",
        AnswerKind::NotOpposed => "not opposed",
        AnswerKind::Defer => "puts off its answer",
        AnswerKind::NoneYet => "no answer yet",
        AnswerKind::Partial => "accepts in part",
        AnswerKind::Counter => "counter-offer",
        AnswerKind::Criticise => "criticises",
        AnswerKind::Reject => "rejects",
        AnswerKind::Unable => "says it cannot",
    };
    match condition {
        Some(condition) => format!("{word}: {condition}"),
        None => word.to_owned(),
    }
}

/// The value of a difference between reports: a kind of answer in words, other values as they are.
pub fn value(value: &str) -> String {
    match AnswerKind::parse(value) {
        Some(kind) => answer(kind, None),
        None => tidy(&value.replace('_', " "), SHORT),
    }
}

/// What stands in the place of an outlet that is not known.
pub fn no_outlet(report: &str) -> String {
    format!("report {report} (outlet not known)")
}

/// What a difference amounts to.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conflict => "reports contradict each other",
        Verdict::Error => "a report contradicts itself or what is known",
        Verdict::Strength => "one says more than the other",
    }
}

/// What a kind is called at the head of a line.
pub const fn kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Proposal => "Offer",
        ClaimKind::Demand => "Demand",
        ClaimKind::Ultimatum => "Ultimatum",
        ClaimKind::Threat => "Threat",
        ClaimKind::Pledge => "Pledge",
        ClaimKind::Answer => "Answer",
        ClaimKind::Meeting => "Meeting",
        ClaimKind::Agreement => "Agreement",
        ClaimKind::Ceasefire => "Ceasefire",
        ClaimKind::Exchange => "Exchange",
        ClaimKind::Hostilities => "Fighting",
        ClaimKind::Sanction => "Sanctions",
        ClaimKind::Aid => "Aid",
        ClaimKind::Appointment => "Appointment",
        ClaimKind::Office => "Office",
        ClaimKind::Speech => "Speech",
        ClaimKind::ProcessState => "Talks",
        ClaimKind::Assessment => "View",
        ClaimKind::Accusation => "Accusation",
        ClaimKind::Goal => "Aim",
    }
}

/// The word for a status, where the reader must not mistake it for a thing done.
pub const fn status(status: Status) -> Option<&'static str> {
    match status {
        Status::Planned => Some("planned"),
        Status::Refused => Some("refused"),
        Status::Negated => Some("did not come about"),
        Status::Hypothetical => Some("possible"),
        Status::Proposed => Some("proposed"),
        Status::Threatened => Some("threatened"),
        Status::Happened | Status::Holds | Status::Stated | Status::Demanded => None,
    }
}

/// Characters that a line of the board has room for; half a line; a line and a half.
pub const SHORT: usize = 120;
/// See [`SHORT`].
pub const SHORTEST: usize = 70;
/// See [`SHORT`].
pub const LONG: usize = 180;

/// A source as reports name it ("according to the news agency"), without the words around its name.
pub fn source(name: &str) -> &str {
    let bare = name.trim_start_matches([',', ';', ':', ' ']);
    let bare = bare.strip_prefix("according to ").or(bare.strip_prefix("According to ")).unwrap_or(bare).trim();
    if bare.is_empty() { name } else { bare }
}

/// What somebody said, without the quotation marks and the comma that stand around it in a report.
pub fn said(words: &str) -> &str {
    const MARKS: [char; 10] = ['“', '”', '"', '„', '«', '»', '‘', '’', '\'', ' '];
    let bare = words.trim_start_matches(MARKS);
    // Marks that begin or end inside stay with their fellows.
    let end = bare.trim_end_matches(MARKS).trim_end_matches(',');
    if end.contains(['“', '"', '„', '«']) { bare.trim_end_matches([',', ' ']) } else { end }
}

/// Quotation marks inside of a quotation.
pub fn inner_quotes(text: &str) -> String {
    text.replace('“', "‘").replace('”', "’").replace('"', "'")
}

/// With a capital letter at its beginning.
pub fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// With a small letter at its beginning, to stand inside of a line.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The text on one line, cut at a word where it is longer than so many characters.
pub fn clip(text: &str, limit: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = flat.char_indices().nth(limit) else { return flat };
    // Text without blanks (Chinese, Thai) is cut where it is.
    let cut = flat[..end].rfind(' ').filter(|&blank| blank > end / 2).unwrap_or(end);
    format!("{} …", flat[..cut].trim_end_matches([',', ';', ':', ' ']))
}

/// Words of a report made fit to stand inside a line of ours: on one line, without the report's own attribution at the end, without lone
/// quotation marks and closing punctuation, cut at so many characters. Nothing is added.
pub fn tidy(text: &str, limit: usize) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    // A long word twice in a row is a slip of a report ("the agreement agreement on prisoners").
    words.dedup_by(|next, before| next == before && next.chars().count() > 4 && next.chars().all(char::is_lowercase));
    let mut flat = words.join(" ");
    // "…, according to the agency": who says so stands in the notes.
    if let Some(at) = flat.rfind(", according to ").filter(|&at| at > 0 && flat.len() - at < 60) {
        flat.truncate(at);
    }
    if flat.matches('“').count() != flat.matches('”').count() {
        flat.retain(|c| !matches!(c, '“' | '”'));
    }
    if flat.matches('"').count() % 2 == 1 {
        flat.retain(|c| c != '"');
    }
    // What stands behind a parenthesis that never closes is half a remark.
    if flat.matches('(').count() > flat.matches(')').count()
        && let Some(at) = flat.rfind('(').filter(|&at| at > 0)
    {
        flat.truncate(at);
    }
    let mut end = flat.trim_end_matches([',', ';', ':', ' ']);
    // A full stop goes, but not that of "U.S." or "a.m.".
    if let Some(bare) = end.strip_suffix('.')
        && !bare.ends_with('.')
        && bare.chars().rev().nth(1).is_some_and(|c| c != '.' && c != ' ')
    {
        end = bare;
    }
    clip(end, limit)
}

/// A fact of a kind and status with these fields and nothing else, for tests.
#[cfg(test)]
fn made(kind: ClaimKind, status: Status, fields: model::Fields) -> model::Fact {
    model::Fact {
        id: "f".into(),
        kind,
        status,
        fields,
        envelope: Envelope::OPEN,
        speaker: None,
        evidence: Vec::new(),
        reports: 1,
        roots: 1,
        process: None,
        links: Vec::new(),
        ruling: None,
        doubts: Vec::new(),
        unsure: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn envelopes_are_told_as_people_tell_them() {
        let told = |a, b| when(Envelope::new(a, b));
        assert_eq!(told(Some(date(2031, 7, 21)), Some(date(2031, 7, 27))).as_deref(), Some("21–27 July 2031"));
        assert_eq!(told(Some(date(2031, 6, 1)), Some(date(2031, 6, 30))).as_deref(), Some("June 2031"));
        assert_eq!(told(Some(date(2031, 5, 30)), Some(date(2031, 6, 2))).as_deref(), Some("30 May – 2 June 2031"));
        assert_eq!(told(None, Some(date(2031, 6, 2))).as_deref(), Some("no later than 2 June 2031"));
        assert_eq!(told(Some(date(2031, 6, 2)), None).as_deref(), Some("no earlier than 2 June 2031"));
        assert_eq!(told(None, None), None);
    }

    #[test]
    fn words_of_reports_fit_into_lines() {
        assert_eq!(tidy("a truce by May,  according to the Zenda Wire", SHORT), "a truce by May");
        assert_eq!(tidy("their “greater momentum, ", SHORT), "their greater momentum");
        assert_eq!(tidy("a “full” truce.", SHORT), "a “full” truce");
        assert_eq!(tidy("a wage of 40,000 crowns (30,000", SHORT), "a wage of 40,000 crowns");
        assert_eq!(tidy("the union (RDU) and its demands", SHORT), "the union (RDU) and its demands");
        assert_eq!(tidy("talks at 9 a.m.", SHORT), "talks at 9 a.m.");
        assert_eq!(tidy("the agreement agreement that that Baden Baden made", SHORT), "the agreement that that Baden Baden made");
        assert_eq!(clip("one two three four", 9), "one two …");
        assert_eq!(source(", according to the Zenda Wire"), "the Zenda Wire");
        assert_eq!(source("Zenda Wire"), "Zenda Wire");
        assert_eq!(said("“We need peace,”"), "We need peace");
        assert_eq!(said("they want “peace”"), "they want “peace”");
        assert_eq!(said("\"No.\""), "No.");
        assert_eq!(clip(&"和".repeat(30), 10).chars().count(), 12);
    }

    #[test]
    fn lists_read_as_english() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["A"]), "A");
        assert_eq!(list(&["A", "B"]), "A and B");
        assert_eq!(list(&["A", "B", "C"]), "A, B and C");
    }
}
