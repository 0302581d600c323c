//! A fact in one line.

use super::heads::{answer_kind, noun, with_status};
use super::names::plural;
use super::{SHORT, SHORTEST, answer, inner_quotes, list, names, said, tidy};
use model::{AnswerKind, ClaimKind, Fact, FieldKey, FieldValue, Status};

/// A fact in one line, from its fields: "Planned meeting of Graustark and Ruritania, in Vienna". Where the fields say too little, `words`
/// (the report's own) stand in, in quotation marks.
pub fn fact(fact: &Fact, words: &str) -> String {
    told(fact, words, with_status(fact, words))
}

/// The same without its status, for places that show it beside.
pub fn bare_fact(fact: &Fact, words: &str) -> String {
    told(fact, words, noun(fact, words).to_owned())
}

fn told(fact: &Fact, words: &str, head: String) -> String {
    let content = content(fact);
    let (who, whom) = parties(fact, &content);
    let mut subject = subject(fact.kind, &who, &whom);
    let occasions = fact.fields.texts(FieldKey::Occasion);
    if !subject.is_empty() && !occasions.is_empty() {
        let occasions: Vec<String> = occasions.into_iter().map(|words| tidy(words, SHORTEST)).collect();
        subject = format!("{subject} ({})", list(&occasions));
    }
    // "Abduction of two sailors" is against nobody else.
    if head.to_lowercase().contains("abduction") {
        subject = subject.replacen("against ", "of ", 1);
    }
    let mut line = head;
    if !subject.is_empty() {
        line = format!("{line} {subject}");
    }
    let around = around(fact, &format!("{line} {}", content.join(" ")));
    if !is_told(fact.kind, &who, !whom.is_empty(), &content, &around) {
        // With nothing but a doer, or without one, the report tells it better than its fields.
        let quoted = said(words);
        // Half a sentence that says no more than the field itself says less.
        let field = fact.fields.text(FieldKey::Content).map(|text| tidy(text, SHORT)).unwrap_or_default();
        let half = quoted.starts_with('…') && field.split(' ').count() > 3 && quoted.len() < field.len() * 2;
        if half {
            return format!("{line}: {field}");
        }
        if !quoted.is_empty() {
            return format!("{line}: “{}”", inner_quotes(quoted));
        }
    }
    if !content.is_empty() {
        // "Talks about the border", and "Talks: stalled".
        let about = fact.kind == ClaimKind::ProcessState && fact.fields.text(FieldKey::State).is_none() && !content[0].starts_with('“');
        line = format!("{line}{} {}", if about { " about" } else { ":" }, list(&content));
    }
    for (at, part) in around.iter().enumerate() {
        // "Fighting in Vienna" needs no comma.
        let comma = if at == 0 && content.is_empty() && subject.is_empty() { "" } else { "," };
        line = format!("{line}{comma} {part}");
    }
    line
}

/// Whether the fields make a line of their own.
fn is_told(kind: ClaimKind, who: &[&str], met: bool, content: &[String], around: &[String]) -> bool {
    use ClaimKind as K;
    match kind {
        // One alone meets nobody: the report says whom, or that "both sides" met.
        K::Meeting => {
            let several = who.len() > 1 || who.iter().any(|name| lexicon::collectives().iter().any(|c| c.name == *name));
            several || met || !content.is_empty() || around.iter().any(|part| part.starts_with("in "))
        }
        K::Speech => !who.is_empty(),
        K::Appointment => !who.is_empty() && !content.is_empty(),
        K::Hostilities | K::Exchange | K::Ceasefire => !content.is_empty() || !around.is_empty() || who.len() > 1,
        _ => !content.is_empty(),
    }
}

/// Who acts, and on whom.
fn parties<'f>(fact: &'f Fact, content: &[String]) -> (Vec<&'f str>, Vec<&'f str>) {
    use FieldKey as F;
    let fields = &fact.fields;
    let first = |keys: &[FieldKey]| keys.iter().map(|&key| fields.texts(key)).find(|texts| !texts.is_empty()).unwrap_or_default();
    let mut who = match fact.kind {
        ClaimKind::Appointment | ClaimKind::Office => first(&[F::Person]),
        ClaimKind::Agreement | ClaimKind::Assessment => first(&[F::Participants, F::Holder, F::By]),
        _ => first(&[F::By, F::Proposer, F::Participants, F::Person, F::Holder]),
    };
    who.dedup();
    // Words that the content holds anyway are no party: "a common position of both delegations".
    let held = |name: &str| name.starts_with(char::is_lowercase) && content.iter().any(|text| text.contains(name));
    if who.iter().any(|name| !held(name)) || !content.is_empty() {
        who.retain(|name| !held(name));
    }
    // Who stands between the parties is told as such.
    let between: Vec<&str> = fields.texts(F::Mediator).into_iter().flat_map(|names| names.split(", ")).collect();
    who.retain(|name| !between.contains(name));
    let whom = first(&[F::Addressee, F::Target, F::Beneficiary]).into_iter().filter(|name| !who.contains(name)).collect();
    (who, whom)
}

/// "by Graustark to Ruritania", "of Graustark and Ruritania", "between …": as the kind is spoken of.
fn subject(kind: ClaimKind, who: &[&str], whom: &[&str]) -> String {
    use ClaimKind as K;
    let several = who.len() > 1;
    let by = match kind {
        K::Meeting | K::Agreement | K::Appointment | K::Office | K::Assessment | K::Goal => "of",
        K::Exchange | K::Ceasefire | K::ProcessState | K::Hostilities if several => "between",
        K::ProcessState => "with",
        _ => "by",
    };
    let to = match kind {
        K::Hostilities | K::Sanction | K::Threat | K::Accusation => "against",
        K::Aid | K::Exchange => "for",
        K::Assessment => "on",
        K::Meeting => "with",
        _ => "to",
    };
    let mut parts = Vec::new();
    if !who.is_empty() {
        parts.push(format!("{by} {}", names(who)));
    }
    if !whom.is_empty() {
        parts.push(format!("{to} {}", names(whom)));
    }
    parts.join(" ")
}

/// What it is about, without the same thing twice.
fn content(fact: &Fact) -> Vec<String> {
    use FieldKey as F;
    let fields = &fact.fields;
    if let Some(kind) = answer_kind(fact) {
        let words = |key: FieldKey| fields.text(key).map(|words| tidy(said(words), SHORTEST)).filter(|words| !words.is_empty());
        // A ruling may have set the id of a move here, which is no word for people.
        let question = words(F::To).filter(|words| words.contains(' '));
        return vec![answer_to(kind, question.as_deref(), words(F::Condition).as_deref())];
    }
    let mut parts: Vec<String> = Vec::new();
    let mut put = |text: String| {
        if !text.is_empty() && !parts.iter().any(|known| known.to_lowercase().contains(&text.to_lowercase())) {
            parts.push(text);
        }
    };
    for key in [F::Content, F::Position, F::State, F::Agenda, F::About] {
        // "Agreement: a deal" says nothing that its head does not say.
        let bare = |text: &&str| fact.kind == ClaimKind::Agreement && key == F::Content && lexicon::is_bare_deal(text);
        fields.texts(key).into_iter().filter(|text| !bare(text)).for_each(|text| put(words_of(fact, key, text)));
    }
    // "Five were freed", "the gang freed them": a number and a doer are no people.
    let doers: Vec<String> = fields.texts(F::By).into_iter().map(str::to_lowercase).collect();
    let objects: Vec<&str> =
        fields.texts(F::Object).into_iter().filter(|noun| !NUMERALS.contains(noun) && !doers.contains(&noun.to_lowercase())).collect();
    objects.iter().for_each(|noun| put(counted(fact, noun)));
    if objects.is_empty() && fact.kind != ClaimKind::Meeting {
        number(fact).into_iter().for_each(&mut put);
    }
    if fact.kind == ClaimKind::Speech {
        fields.texts(F::Quote).into_iter().for_each(|words| put(format!("“{}”", tidy(said(words), SHORT))));
    }
    if let Some((one, other)) = fields.text(F::Ratio).and_then(|ratio| ratio.split_once(':')) {
        let ratio = format!("{} for {}", thousands(one), thousands(other));
        match parts.last_mut() {
            Some(last) => last.push_str(&format!(", {ratio}")),
            None => parts.push(ratio),
        }
    }
    parts
}

/// Words that count and name nobody.
const NUMERALS: &[&str] =
    &["dozen", "eight", "five", "four", "hundred", "nine", "number", "one", "seven", "six", "ten", "thousand", "three", "total", "two"];

/// What a field says, as it stands in a line: views in quotation marks, since they are words of a report, and so what is a sentence there.
fn words_of(fact: &Fact, key: FieldKey, text: &str) -> String {
    let text = tidy(text, SHORT);
    let bare = ["that ", "and "].iter().find_map(|opening| text.strip_prefix(opening)).unwrap_or(&text);
    // "Agreement (did not come about): any progress" says no twice.
    let bare = bare.strip_prefix("any ").filter(|_| fact.status == Status::Negated).unwrap_or(bare);
    let sentence = key == FieldKey::Agenda && bare.starts_with(char::is_uppercase) && bare.split(' ').count() > 3;
    match fact.kind {
        ClaimKind::Assessment | ClaimKind::ProcessState if sentence || fact.kind == ClaimKind::Assessment => {
            format!("“{}”", inner_quotes(said(bare)))
        }
        _ => bare.to_owned(),
    }
}

/// An answer with what it answers: "rejects “the latest offer”".
fn answer_to(kind: AnswerKind, question: Option<&str>, condition: Option<&str>) -> String {
    use AnswerKind as A;
    let Some(question) = question.map(inner_quotes) else { return answer(kind, condition) };
    let words = match kind {
        A::Accept => format!("accepts “{question}”"),
        A::AcceptConditional => format!("would accept “{question}”, with a condition"),
        A::NotOpposed => format!("not opposed to “{question}”"),
        A::Defer => format!("puts off its answer to “{question}”"),
        A::NoneYet => format!("no answer yet to “{question}”"),
        A::Partial => format!("accepts “{question}” in part"),
        A::Counter => format!("counter-offer to “{question}”"),
        A::Criticise => format!("criticises “{question}”"),
        A::Reject => format!("rejects “{question}”"),
        A::Unable => format!("says it cannot: “{question}”"),
    };
    condition.map_or_else(|| words.clone(), |condition| format!("{words}: {condition}"))
}

/// "40 prisoners", "prisoners".
fn counted(fact: &Fact, noun: &str) -> String {
    match number(fact) {
        Some(count) if count == "1" => format!("1 {noun}"),
        Some(count) => format!("{count} {}", plural(noun)),
        None => plural(noun),
    }
}

/// How many, where a report says so and there is no ratio that says more.
fn number(fact: &Fact) -> Option<String> {
    if fact.fields.text(FieldKey::Ratio).is_some() {
        return None;
    }
    match fact.fields.get(FieldKey::Count)? {
        FieldValue::Number(count) => Some(thousands(&count.to_string())),
        FieldValue::Text(words) => Some(words.clone()),
        _ => None,
    }
}

/// Where, how often, in what form, through whom; nothing that the line says already.
fn around(fact: &Fact, line: &str) -> Vec<String> {
    use FieldKey as F;
    let fields = &fact.fields;
    let mut parts: Vec<String> = Vec::new();
    if fact.kind == ClaimKind::Meeting {
        parts.extend(number(fact).map(|count| match count.as_str() {
            "1" => "once".to_owned(),
            "2" => "twice".to_owned(),
            "3" => "three times".to_owned(),
            _ => format!("{count} times"),
        }));
    }
    let places: Vec<&str> = fields.texts(F::Place).into_iter().filter(|place| !line.contains(place)).collect();
    if !places.is_empty() {
        parts.push(format!("in {}", names(&places)));
    }
    parts.extend(fields.texts(F::Format).into_iter().flat_map(|all| all.split(", ")).map(form));
    parts.extend(fields.text(F::Duration).and_then(duration).map(|length| format!("for {length}")));
    let mediators: Vec<&str> = fields.texts(F::Mediator).into_iter().flat_map(|names| names.split(", ")).collect();
    if !mediators.is_empty() {
        parts.push(format!("mediated by {}", names(&mediators)));
    }
    if answer_kind(fact).is_none() {
        parts.extend(
            fields.texts(F::Condition).into_iter().map(|words| tidy(words, SHORTEST)).filter(|words| !line.contains(words.as_str())),
        );
    }
    parts
}

/// The form of a meeting as a phrase.
fn form(word: &str) -> String {
    match word {
        "video link" | "video conference" | "telephone" | "phone" | "videoconference" => format!("by {word}"),
        "ministerial" | "presidential" | "technical" | "expert" => format!("at {word} level"),
        _ => word.to_owned(),
    }
}

/// "30 days" of "P30D"; `None` for lengths that are made of several units.
fn duration(iso: &str) -> Option<String> {
    let rest = iso.strip_prefix('P')?;
    let (time, rest) = rest.strip_prefix('T').map_or((false, rest), |rest| (true, rest));
    let unit = rest.chars().last()?;
    let count: u32 = rest.get(..rest.len() - unit.len_utf8())?.parse().ok()?;
    let unit = match (time, unit) {
        (false, 'Y') => "year",
        (false, 'M') => "month",
        (false, 'W') => "week",
        (false, 'D') => "day",
        (true, 'H') => "hour",
        (true, 'M') => "minute",
        _ => return None,
    };
    Some(if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") })
}

/// Digits with commas between thousands; anything else as it is.
fn thousands(number: &str) -> String {
    let number = number.trim();
    if number.len() < 4 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return number.to_owned();
    }
    let head = number.len() % 3;
    let groups = [&number[..head]].into_iter().filter(|group| !group.is_empty()).map(str::to_owned);
    let rest = number.as_bytes()[head..].chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    groups.chain(rest).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::super::heads::standing;
    use super::*;
    use model::{Envelope, Fields};

    /// A fact of a kind and status with these fields; values with " | " between them are lists.
    fn line(kind: ClaimKind, status: Status, given: &[(FieldKey, &str)], words: &str) -> String {
        let mut fields = Fields::new();
        for (key, value) in given {
            match value.split_once(" | ") {
                Some((one, other)) => fields.set(*key, vec![one.to_owned(), other.to_owned()]),
                None => fields.set(*key, *value),
            };
        }
        fact(&with(kind, status, fields), words)
    }

    fn with(kind: ClaimKind, status: Status, fields: Fields) -> Fact {
        Fact {
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
        }
    }

    use {ClaimKind as K, FieldKey as F, Status as S};

    #[test]
    fn meetings_are_of_those_who_take_part() {
        let met = &[(F::Participants, "Graustark | Ruritania"), (F::Place, "Vienna")];
        assert_eq!(line(K::Meeting, S::Happened, met, ""), "Meeting of Graustark and Ruritania, in Vienna");
        let linked = &[(F::Participants, "Graustark | United States"), (F::Format, "video link")];
        assert_eq!(line(K::Meeting, S::Planned, linked, ""), "Planned meeting of Graustark and the United States, by video link");
        assert_eq!(
            line(K::Meeting, S::Negated, &[(F::Participants, "Graustark | Ruritania")], ""),
            "No meeting of Graustark and Ruritania"
        );
        assert_eq!(line(K::Meeting, S::Happened, &[], "The envoys sat down."), "Meeting: “The envoys sat down.”");
        let mut fields = Fields::new();
        fields.set(F::Participants, vec!["Graustark".to_owned(), "Ruritania".to_owned()]);
        fields.set(F::Count, FieldValue::Number(2)).set(F::Mediator, "Kingdom of Syldavia");
        let twice = fact(&with(K::Meeting, S::Happened, fields), "");
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
        assert_eq!(fact(&with(K::Exchange, S::Happened, fields), ""), "Exchange by Graustark: 1,200 bodies");
    }

    #[test]
    fn fighting_and_pressure_are_against_somebody() {
        assert_eq!(
            line(K::Hostilities, S::Happened, &[(F::Phase, "start"), (F::Place, "Ruritania")], ""),
            "Start of fighting in Ruritania"
        );
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
                for given in [&[][..], &[(F::By, "Graustark")], &[(F::Addressee, "Ruritania")], &[(F::Content, "x"), (F::Place, "Vienna")]]
                {
                    for words in ["", "Words of a report."] {
                        let told = line(kind, status, given, words);
                        assert!(
                            !told.contains("  ") && !told.contains(": ,") && !told.contains('_') && !told.ends_with([':', ',', ' ']),
                            "{told}"
                        );
                        let bare = with(kind, status, Fields::new());
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
}
