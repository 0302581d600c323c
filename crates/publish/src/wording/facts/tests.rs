//! Lines of facts, as a reader sees them.

use super::super::heads::standing;
use super::super::made;
use super::*;
use model::Fields;

/// A fact of a kind and status with these fields; values with " | " between them are lists.
fn line(kind: ClaimKind, status: Status, given: &[(FieldKey, &str)], words: &str) -> String {
    let mut fields = Fields::new();
    for (key, value) in given {
        match value.split_once(" | ") {
            Some((one, other)) => fields.set(*key, vec![one.to_owned(), other.to_owned()]),
            None => fields.set(*key, *value),
        };
    }
    fact(&made(kind, status, fields), words)
}

use {ClaimKind as K, FieldKey as F, Status as S};

#[test]
fn meetings_are_of_those_who_take_part() {
    let met = &[(F::Participants, "Graustark | Ruritania"), (F::Place, "Vienna")];
    assert_eq!(line(K::Meeting, S::Happened, met, ""), "Meeting of Graustark and Ruritania, in Vienna");
    let linked = &[(F::Participants, "Graustark | United States"), (F::Format, "video link")];
    assert_eq!(line(K::Meeting, S::Planned, linked, ""), "Planned meeting of Graustark and the United States, by video link");
    assert_eq!(line(K::Meeting, S::Negated, &[(F::Participants, "Graustark | Ruritania")], ""), "No meeting of Graustark and Ruritania");
    assert_eq!(line(K::Meeting, S::Happened, &[], "The envoys sat down."), "Meeting: “The envoys sat down.”");
    let mut fields = Fields::new();
    fields.set(F::Participants, vec!["Graustark".to_owned(), "Ruritania".to_owned()]);
    fields.set(F::Count, FieldValue::Number(2)).set(F::Mediator, "Kingdom of Syldavia");
    let twice = fact(&made(K::Meeting, S::Happened, fields), "");
    assert_eq!(twice, "Meeting of Graustark and Ruritania, twice, mediated by the Kingdom of Syldavia");
}

#[test]
fn agreements_have_parties_and_a_subject() {
    let agreed = &[(F::Participants, "dockers' union | port employers"), (F::Content, "wages")];
    assert_eq!(line(K::Agreement, S::Happened, agreed, ""), "Agreement of the dockers' union and port employers: wages");
    let position = &[(F::Participants, "Graustark | documents"), (F::Content, "a common position of both delegations and documents")];
    let told = line(K::Agreement, S::Planned, position, "");
    assert_eq!(told, "Planned agreement of Graustark: a common position of both delegations and documents", "documents are no party");
}

#[test]
fn what_says_nothing_gives_way_to_the_report() {
    let deal = &[(F::Participants, "Graustark | Ruritania"), (F::Content, "an agreement")];
    let words = "Graustark and Ruritania signed an agreement that opens the pass.";
    assert_eq!(line(K::Agreement, S::Happened, deal, words), format!("Agreement of Graustark and Ruritania: “{words}”"));
    assert_eq!(line(K::Agreement, S::Happened, deal, ""), "Agreement of Graustark and Ruritania");
    let lease = &[
        (F::Participants, "Graustark"),
        (F::Content, "lease the pier in exchange for its help"),
        (F::Condition, "in exchange for its help"),
    ];
    let told = line(K::Agreement, S::Happened, lease, "");
    assert_eq!(told, "Agreement of Graustark: lease the pier in exchange for its help", "a condition in the content is told once");
    let nothing = &[(F::Participants, "Graustark | Ruritania"), (F::Content, "no deal on the pass")];
    let words = "… ended on Friday with no deal on the pass.";
    assert_eq!(
        line(K::Agreement, S::Negated, nothing, words),
        "No agreement of Graustark and Ruritania: “… ended on Friday with no deal on the pass.”"
    );
    assert_eq!(
        line(K::Agreement, S::Happened, &[(F::Content, "a clear understanding")], "They found a clear understanding."),
        "Agreement: “They found a clear understanding.”"
    );
    let half = &[(F::Content, "Strelsau's deal signed in May")];
    assert_eq!(line(K::Agreement, S::Happened, half, "… signed in May, he said."), "Agreement: Strelsau's deal signed in May");
    let one = &[(F::Participants, "Graustark")];
    assert_eq!(line(K::Meeting, S::Happened, one, "We sat with them."), "Meeting of Graustark: “We sat with them.”");
    let both = &[(F::Participants, "both sides")];
    assert_eq!(line(K::Meeting, S::Happened, both, "They met."), "Meeting of both sides");
    let freed = &[(F::Object, "five")];
    assert_eq!(line(K::Exchange, S::Happened, freed, "Five were freed."), "Release: “Five were freed.”");
    let about = &[(F::Agenda, "the release of more prisoners")];
    assert_eq!(line(K::ProcessState, S::Holds, about, ""), "Talks about the release of more prisoners");
}

#[test]
fn people_and_numbers_are_counted_as_people_count() {
    assert_eq!(
        line(K::Exchange, S::Planned, &[(F::By, "Graustark"), (F::Object, "hostage")], ""),
        "Planned exchange by Graustark: hostages"
    );
    let swap = &[(F::Participants, "Graustark | Ruritania"), (F::Ratio, "1000:1000"), (F::Object, "prisoner")];
    assert_eq!(line(K::Exchange, S::Happened, swap, ""), "Exchange between Graustark and Ruritania: prisoners, 1,000 for 1,000");
    let mut fields = Fields::new();
    fields.set(F::By, "Graustark").set(F::Object, "body").set(F::Count, FieldValue::Number(1200));
    assert_eq!(fact(&made(K::Exchange, S::Happened, fields), ""), "Exchange by Graustark: 1,200 bodies");
}

#[test]
fn fighting_and_pressure_are_against_somebody() {
    assert_eq!(line(K::Hostilities, S::Happened, &[(F::Phase, "start"), (F::Place, "Ruritania")], ""), "Start of fighting in Ruritania");
    let shelled = &[(F::By, "Graustark"), (F::Target, "Ruritania"), (F::Place, "Strelsau")];
    assert_eq!(line(K::Hostilities, S::Happened, shelled, ""), "Fighting by Graustark against Ruritania, in Strelsau");
    let threat = &[(F::By, "United States"), (F::Target, "Ruritania"), (F::Content, "tariffs")];
    assert_eq!(
        line(K::Threat, S::Threatened, threat, ""),
        "Threat by the United States against Ruritania: tariffs",
        "a threat is threatened"
    );
    assert_eq!(
        line(K::Sanction, S::Negated, &[(F::By, "Graustark"), (F::Content, "tariffs")], ""),
        "Sanctions (denied) by Graustark: tariffs"
    );
    let truce = &[(F::Participants, "Graustark | Ruritania"), (F::Duration, "P30D")];
    assert_eq!(line(K::Ceasefire, S::Planned, truce, ""), "Planned ceasefire between Graustark and Ruritania, for 30 days");
}

#[test]
fn answers_say_what_they_answer() {
    let refused = &[(F::By, "Graustark"), (F::Addressee, "Ruritania"), (F::Answer, "reject"), (F::To, "the latest offer")];
    assert_eq!(line(K::Answer, S::Refused, refused, ""), "Answer by Graustark to Ruritania: rejects “the latest offer”");
    assert_eq!(
        line(K::Answer, S::Negated, &[(F::By, "Graustark"), (F::Answer, "none_yet")], "silent"),
        "Answer by Graustark: no answer yet"
    );
    let by_ruling = &[(F::By, "Graustark"), (F::Answer, "accept"), (F::To, "f0123456789abcdef")];
    assert_eq!(line(K::Answer, S::Happened, by_ruling, ""), "Answer by Graustark: accepts", "an id is no word");
    let condition =
        &[(F::By, "Graustark"), (F::Answer, "accept_conditional"), (F::To, "such a meeting"), (F::Condition, "if others come too")];
    let told = line(K::Answer, S::Hypothetical, condition, "");
    assert_eq!(told, "Answer by Graustark: would accept “such a meeting”, with a condition: if others come too");
}

#[test]
fn an_answer_that_is_only_expected_is_no_answer() {
    let expected = &[(F::By, "Graustark"), (F::Answer, "accept"), (F::To, "return to the table")];
    assert_eq!(line(K::Answer, S::Hypothetical, expected, ""), "Possible answer by Graustark: accepts “return to the table”");
    let accepted = &[(F::By, "Graustark"), (F::Answer, "accept")];
    assert_eq!(line(K::Answer, S::Happened, accepted, ""), "Answer by Graustark: accepts");
    assert_eq!(line(K::Answer, S::Negated, accepted, ""), "Answer (denied) by Graustark: accepts");
}

#[test]
fn talks_offices_and_views_read_as_they_are_said() {
    let turn = &[(F::Agenda, "The first aim was to open roads")];
    assert_eq!(line(K::ProcessState, S::Holds, turn, ""), "Talks: “The first aim was to open roads”");
    let view = &[(F::Holder, "Ruritania"), (F::Target, "Graustark"), (F::Content, "that its “tone” has changed")];
    assert_eq!(line(K::Assessment, S::Stated, view, ""), "View of Ruritania on Graustark: “its ‘tone’ has changed”");
    assert_eq!(
        line(K::Agreement, S::Negated, &[(F::Holder, "Ruritania"), (F::Content, "any progress")], ""),
        "No agreement of Ruritania: progress"
    );
    assert_eq!(line(K::Meeting, S::Happened, &[(F::Count, "many")], "They met often."), "Meeting: “They met often.”");
    assert_eq!(
        line(K::ProcessState, S::Holds, &[(F::Participants, "Ruritania"), (F::State, "stalled")], ""),
        "Talks with Ruritania: stalled"
    );
    assert_eq!(line(K::ProcessState, S::Happened, &[(F::State, "started")], ""), "Talks: started");
    let office = &[(F::Person, "Flavia Elphberg"), (F::Position, "Queen of Ruritania")];
    assert_eq!(line(K::Office, S::Holds, office, ""), "Office of Flavia Elphberg: Queen of Ruritania");
    let twice = &[(F::Holder, "signs of an opening"), (F::Content, "signs of an opening")];
    assert_eq!(line(K::Assessment, S::Stated, twice, ""), "View: “signs of an opening”", "not the same thing twice");
    assert_eq!(
        line(K::Speech, S::Happened, &[(F::By, "Flavia Elphberg"), (F::Occasion, "her evening address")], "she said"),
        "Speech by Flavia Elphberg (her evening address)"
    );
    assert_eq!(
        line(K::Accusation, S::Stated, &[(F::By, "Ruritania"), (F::Target, "Graustark")], "It accused Graustark of “delay”."),
        "Accusation by Ruritania against Graustark: “It accused Graustark of ‘delay’.”"
    );
    assert_eq!(
        line(K::Appointment, S::Happened, &[(F::Position, "envoy")], "Hentzau, who was made envoy"),
        "Appointment: “Hentzau, who was made envoy”",
        "without a person the report tells it"
    );
}

/// Whatever the fields hold, a line has no double blanks, no lone punctuation and no names of fields.
#[test]
fn no_fact_reads_as_code() {
    for &kind in K::ALL {
        for &status in S::ALL {
            for given in [&[][..], &[(F::By, "Graustark")], &[(F::Addressee, "Ruritania")], &[(F::Content, "x"), (F::Place, "Vienna")]] {
                for words in ["", "Words of a report."] {
                    let told = line(kind, status, given, words);
                    assert!(
                        !told.contains("  ") && !told.contains(": ,") && !told.contains('_') && !told.ends_with([':', ',', ' ']),
                        "{told}"
                    );
                    let bare = made(kind, status, Fields::new());
                    assert_eq!(fact(&bare, words) != bare_fact(&bare, words), standing(&bare).is_some());
                }
            }
        }
    }
}

#[test]
fn lengths_of_time_are_words() {
    let told = ["P30D", "PT24H", "P1W", "P6M", "P1Y2M", "PXD", "", "P"].map(duration);
    assert_eq!(told.map(Option::unwrap_or_default), ["30 days", "24 hours", "1 week", "6 months", "", "", "", ""].map(str::to_owned));
    assert_eq!(["999", "1000", "1234567", "some"].map(thousands), ["999", "1,000", "1,234,567", "some"]);
}

#[test]
fn people_who_are_let_go_are_neither_things_nor_parties() {
    let words = "Graustark would secure the release of Rudolf Rassendyll and Fritz Tarlenheim";
    let freed = &[(F::Participants, "Rudolf Rassendyll | Fritz Tarlenheim"), (F::Object, "tarlenheim")];
    assert_eq!(line(K::Exchange, S::Hypothetical, freed, words), format!("Possible exchange: “{words}”"));
    let things = &[(F::By, "Graustark"), (F::Object, "prisoner")];
    assert_eq!(line(K::Exchange, S::Happened, things, "Prisoners were freed by Graustark"), "Release by Graustark: prisoners");
}

#[test]
fn a_name_alone_is_no_content() {
    let words = "He and the queen had agreed on guarantees for Poland";
    let agreed = &[(F::Participants, "Flavia"), (F::Content, "Poland")];
    assert_eq!(line(K::Agreement, S::Happened, agreed, words), format!("Agreement of Flavia: “{words}”"));
}
