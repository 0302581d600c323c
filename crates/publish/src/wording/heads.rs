//! The head of a line: what it is, with its status where the kind does not say it: "Planned meeting", "No agreement", "Sanctions (denied)".

use super::{kind, lower_first, status, upper_first};
use model::{AnswerKind, ClaimKind, Fact, FieldKey, Status};

/// The head with the status. `words`: the report's own.
pub(super) fn with_status(fact: &Fact, words: &str) -> String {
    use {ClaimKind as K, Status as S};
    let noun = noun(fact, words);
    let Some(word) = standing(fact) else { return noun.to_owned() };
    match (fact.kind, fact.status) {
        (K::Meeting | K::Agreement | K::Ceasefire | K::Exchange | K::Appointment, S::Negated) => format!("No {}", lower_first(noun)),
        (_, S::Planned | S::Hypothetical | S::Proposed | S::Threatened) => format!("{} {}", upper_first(word), lower_first(noun)),
        _ => format!("{noun} ({word})"),
    }
}

/// The word for what it is.
pub(super) fn noun(fact: &Fact, words: &str) -> &'static str {
    match (fact.kind, fact.fields.text(FieldKey::Phase)) {
        (ClaimKind::Hostilities, Some("start")) => "Start of fighting",
        (ClaimKind::Hostilities, Some("end")) => "End of fighting",
        (ClaimKind::Hostilities, Some("escalation")) => "Escalation of fighting",
        (ClaimKind::Appointment, _) if begins(words, &["resign", "quit", "stepp", "steps"]) => "Resignation",
        (ClaimKind::Appointment, _) if begins(words, &["oust", "dismiss", "sacked", "sacks", "removed"]) => "Dismissal",
        (ClaimKind::Hostilities, _) if begins(words, &["abduct", "kidnap", "hostage"]) => "Abduction",
        (ClaimKind::Exchange, _) if one_sided(fact) && !begins(words, &["exchang", "swap", "trade"]) => {
            if begins(words, &["releas", "free", "liberat"]) {
                "Release"
            } else if begins(words, &["hand", "repatriat"]) {
                "Handover"
            } else {
                kind(fact.kind)
            }
        }
        _ => kind(fact.kind),
    }
}

/// Whether one side gives and no report says that the other gave something for it.
fn one_sided(fact: &Fact) -> bool {
    fact.fields.texts(FieldKey::Participants).len() < 2
        && fact.fields.texts(FieldKey::By).len() < 2
        && fact.fields.text(FieldKey::Ratio).is_none()
}

/// Whether a word of the text begins so.
fn begins(words: &str, stems: &[&str]) -> bool {
    let lower = words.to_lowercase();
    let mut all = lower.split(|c: char| !c.is_alphanumeric());
    all.any(|word| stems.iter().any(|stem| word.starts_with(stem)))
}

/// The word for its status, unless the kind says it already: what is offered is proposed, what is threatened is threatened.
pub(super) fn standing(fact: &Fact) -> Option<&'static str> {
    use {ClaimKind as K, Status as S};
    match (fact.kind, fact.status) {
        (K::Proposal, S::Proposed) | (K::Ultimatum | K::Threat, S::Threatened) | (K::Pledge | K::Goal, S::Planned) => None,
        // The kind of answer says it, unless the answer itself is only expected or denied.
        (K::Answer, status) if answer_kind(fact).is_some_and(|kind| kind.status() == status) => None,
        (K::Meeting | K::Agreement | K::Ceasefire | K::Exchange | K::Appointment, S::Negated) => status(S::Negated),
        (_, S::Negated) => Some("denied"),
        (_, other) => status(other),
    }
}

/// The answer that a fact of that kind gives.
pub(super) fn answer_kind(fact: &Fact) -> Option<AnswerKind> {
    AnswerKind::parse(fact.fields.text(FieldKey::Answer)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::made;
    use model::Fields;

    fn head(kind: ClaimKind, status: Status, given: &[(FieldKey, &str)], words: &str) -> String {
        let mut fields = Fields::new();
        for (key, value) in given {
            fields.set(*key, *value);
        }
        with_status(&made(kind, status, fields), words)
    }

    use {ClaimKind as K, FieldKey as F, Status as S};

    #[test]
    fn what_is_not_yet_or_never_was_is_said_before_the_word() {
        assert_eq!(head(K::Meeting, S::Planned, &[], ""), "Planned meeting");
        assert_eq!(head(K::Ceasefire, S::Hypothetical, &[], ""), "Possible ceasefire");
        assert_eq!(head(K::Agreement, S::Negated, &[], ""), "No agreement");
        assert_eq!(head(K::Sanction, S::Threatened, &[], ""), "Threatened sanctions");
        assert_eq!(head(K::Sanction, S::Negated, &[], ""), "Sanctions (denied)");
        assert_eq!(head(K::Meeting, S::Refused, &[], ""), "Meeting (refused)");
    }

    #[test]
    fn captives_whom_one_side_lets_go_are_not_exchanged() {
        let by = &[(F::By, "Graustark")];
        assert_eq!(head(K::Exchange, S::Happened, by, "Graustark freed forty prisoners"), "Release");
        assert_eq!(head(K::Exchange, S::Planned, by, "Graustark will release forty prisoners"), "Planned release");
        assert_eq!(head(K::Exchange, S::Happened, by, "the bodies were handed over by Graustark"), "Handover");
        assert_eq!(head(K::Exchange, S::Happened, by, "forty prisoners were released in the swap"), "Exchange");
        assert_eq!(head(K::Hostilities, S::Happened, by, "the band that kidnapped the crew"), "Abduction");
        assert_eq!(head(K::Appointment, S::Happened, &[], "the minister stepped down"), "Resignation");
        assert_eq!(head(K::Appointment, S::Happened, &[], "the king dismissed his minister"), "Dismissal");
        assert_eq!(head(K::Hostilities, S::Happened, by, "Graustark shelled the town"), "Fighting");
    }
}
