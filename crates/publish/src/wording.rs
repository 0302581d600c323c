//! Facts, moves, answers and envelopes in plain English words, for people. No new content: only what the fields hold, or the report's own words.

use jiff::civil::Date;
use model::{AnswerKind, ClaimKind, Envelope, Fact, FieldKey, Move, Stage, Status, Verdict};

/// An envelope in words: "19 July 2025", "21–27 July 2025", "by 4 May 2031", "from 4 May 2031"; `None` where nothing is known.
pub fn when(envelope: Envelope) -> Option<String> {
    match (envelope.earliest, envelope.latest) {
        (None, None) => None,
        (None, Some(latest)) => Some(format!("by {}", day(latest))),
        (Some(earliest), None) => Some(format!("from {}", day(earliest))),
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
    }
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

/// A fact in one line, from its fields; `words` (the report's own) stand in where the fields say too little.
pub fn fact(fact: &Fact, words: &str) -> String {
    let fields = &fact.fields;
    let mut head = kind(fact.kind).to_owned();
    if let Some(status) = status(fact.status) {
        head = format!("{head} ({status})");
    }
    let mut parts: Vec<String> = Vec::new();
    let who: Vec<&str> = [FieldKey::By, FieldKey::Proposer, FieldKey::Person, FieldKey::Participants]
        .into_iter()
        .find_map(|key| Some(fields.texts(key)).filter(|texts| !texts.is_empty()))
        .unwrap_or_default();
    if !who.is_empty() {
        parts.push(list(&who));
    }
    let whom: Vec<&str> = [FieldKey::Addressee, FieldKey::Target, FieldKey::Beneficiary]
        .into_iter()
        .find_map(|key| Some(fields.texts(key)).filter(|texts| !texts.is_empty()))
        .unwrap_or_default();
    if !whom.is_empty() {
        parts.push(format!("to {}", list(&whom)));
    }
    let mut told = false;
    for key in [FieldKey::Content, FieldKey::Object, FieldKey::Position, FieldKey::State, FieldKey::Format, FieldKey::Ratio] {
        let texts = fields.texts(key);
        if !texts.is_empty() {
            told = true;
            parts.push(list(&texts));
        }
    }
    let places = fields.texts(FieldKey::Place);
    if !places.is_empty() {
        told = true;
        parts.push(list(&places));
    }
    if !told && !words.is_empty() {
        parts.push(format!("“{words}”"));
    }
    if parts.is_empty() { head } else { format!("{head}: {}", parts.join(", ")) }
}

/// Who puts a move to whom: "Ruritania to Graustark"; an addressee that no report names is left out.
pub fn move_parties(entry: &Move) -> String {
    let by = if entry.by.is_empty() { "not stated".to_owned() } else { list(&entry.by) };
    if entry.to.is_empty() { by } else { format!("{by} to {}", list(&entry.to)) }
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
        assert_eq!(told(None, Some(date(2031, 6, 2))).as_deref(), Some("by 2 June 2031"));
        assert_eq!(told(Some(date(2031, 6, 2)), None).as_deref(), Some("from 2 June 2031"));
        assert_eq!(told(None, None), None);
    }

    #[test]
    fn lists_read_as_english() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["A"]), "A");
        assert_eq!(list(&["A", "B"]), "A and B");
        assert_eq!(list(&["A", "B", "C"]), "A, B and C");
    }
}
