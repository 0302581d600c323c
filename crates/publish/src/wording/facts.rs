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
    let named = named(fact, words);
    let content = content(fact, &named);
    let (mut who, whom) = parties(fact, &content);
    // "The release of Rudolf Rassendyll": who is let go is no party to it.
    if who.iter().any(|name| name.to_lowercase().split(' ').any(|word| named.contains(&word))) {
        who.clear();
    }
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
    let twice = denies_twice(fact, &content);
    if !named.is_empty() || twice || !is_told(fact.kind, &who, !whom.is_empty(), &content, &around) {
        // With nothing but a doer, or without one, the report tells it better than its fields.
        let quoted = said(words);
        // Half a sentence that says no more than the field itself says less.
        let field = fact.fields.text(FieldKey::Content).map(|text| tidy(text, SHORT)).unwrap_or_default();
        let half = !twice && quoted.starts_with('…') && field.split(' ').count() > 3 && quoted.len() < field.len() * 2;
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
        // "A clear understanding", of nobody: two or three words tell something only beside a party.
        _ => {
            let words: usize = content.iter().map(|text| text.split(' ').count()).sum();
            words > 3 || words > 0 && (met || !who.is_empty())
        }
    }
}

/// Whether the words of what did not come about say so too: "No agreement: no results".
fn denies_twice(fact: &Fact, content: &[String]) -> bool {
    let denied = fact.kind != ClaimKind::Answer && matches!(fact.status, Status::Negated | Status::Refused);
    let first = content.first().and_then(|text| text.split(' ').next()).map(str::to_lowercase);
    denied && first.is_some_and(|word| matches!(word.as_str(), "no" | "not" | "nothing" | "none" | "neither"))
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

/// The things of a fact that are names of people in the report's words: "rudolf" of "the release of Rudolf Rassendyll".
fn named<'f>(fact: &'f Fact, words: &str) -> Vec<&'f str> {
    let written = |noun: &str| words.split(|c: char| !c.is_alphanumeric()).find(|word| word.to_lowercase() == noun);
    let name = |noun: &&str| noun.starts_with(char::is_lowercase) && written(noun).is_some_and(|word| word.starts_with(char::is_uppercase));
    // The first word of a sentence has a capital letter whatever it is.
    let first = words.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).map(str::to_lowercase);
    fact.fields.texts(FieldKey::Object).into_iter().filter(name).filter(|noun| first.as_deref() != Some(*noun)).collect()
}

/// What it is about, without the same thing twice. `named`: its things that are names.
fn content(fact: &Fact, named: &[&str]) -> Vec<String> {
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
        // "Agreement: a deal" says nothing that its head does not say, "Agreement: it" nothing at all.
        let empty = |text: &str| matches!(key, F::Content | F::Agenda) && lexicon::is_empty(text);
        let bare = |text: &&str| fact.kind == ClaimKind::Agreement && key == F::Content && lexicon::is_bare_deal(text) || empty(text);
        fields.texts(key).into_iter().filter(|text| !bare(text)).for_each(|text| put(words_of(fact, key, text)));
    }
    // "Five were freed", "the gang freed them": a number and a doer are no people.
    let doers: Vec<String> = fields.texts(F::By).into_iter().map(str::to_lowercase).collect();
    let objects: Vec<&str> = fields
        .texts(F::Object)
        .into_iter()
        .filter(|noun| !NUMERALS.contains(noun) && !named.contains(noun) && !doers.contains(&noun.to_lowercase()))
        .collect();
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
mod tests;
