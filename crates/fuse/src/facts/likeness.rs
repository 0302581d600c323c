//! Are two claims one fact? Hard limits first (what may never be joined), then a score.

use super::item::Item;
use super::topic::LEADERS_MEETING;
use crate::actors::{is_collective, is_generic, same_position};
use crate::nearness::Context;
use crate::words::overlap;
use model::{AnswerKind, ClaimKind as K, FieldKey, Status as S};
use std::collections::BTreeSet;

/// Kinds that may be readings of one thing: the first is the finer.
fn kin(a: &Item<'_>, b: &Item<'_>) -> bool {
    let pair = |x: K, y: K| (a.claim.kind, b.claim.kind) == (x, y) || (b.claim.kind, a.claim.kind) == (x, y);
    // A goal is a move only of the side that makes it.
    let own = !pair(K::Proposal, K::Goal) || !a.by.is_disjoint(&b.by);
    a.claim.kind == b.claim.kind
        || pair(K::Ultimatum, K::Demand) && same_term(a, b)
        || (pair(K::Proposal, K::Goal) || pair(K::Proposal, K::Demand)) && own && a.topic.is_some() && a.topic == b.topic
}

/// Whether two claims ask the same side by the same day: one report calls a demand with a term an ultimatum, the other does not.
fn same_term(a: &Item<'_>, b: &Item<'_>) -> bool {
    let day = |i: &Item<'_>| i.time.and_then(|t| t.single_day());
    !a.by.is_disjoint(&b.by) && !a.to.is_disjoint(&b.to) && day(a).is_some() && day(a) == day(b)
}

/// What two claims must agree in that are one fact: their statuses, as far as they tell facts apart.
pub fn class(i: &Item<'_>) -> u8 {
    match (i.claim.kind, i.claim.status) {
        (K::Office | K::Appointment | K::ProcessState, _) => 0,
        (K::Answer, _) => 1,
        (_, S::Refused | S::Negated) => 2,
        (K::Meeting | K::Agreement | K::Ceasefire | K::Exchange | K::Aid | K::Sanction | K::Hostilities, S::Happened | S::Holds) => 3,
        (K::Meeting | K::Agreement | K::Ceasefire | K::Exchange | K::Aid | K::Sanction | K::Hostilities, _) => 4,
        _ => 5,
    }
}

fn disjoint(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    !a.is_empty() && !b.is_empty() && a.is_disjoint(b)
}

/// Whether the two may never be one fact.
pub fn barred(a: &Item<'_>, b: &Item<'_>, c: Context) -> bool {
    if !kin(a, b) || class(a) != class(b) {
        return true;
    }
    if a.is_post() {
        if a.person.is_none()
            || a.person != b.person
            || a.claim.fields.text(FieldKey::Verdict).is_some() != b.claim.fields.text(FieldKey::Verdict).is_some()
        {
            return true;
        }
        return match a.claim.kind {
            K::Office => !same_position(&a.position, &b.position),
            _ => c.apart,
        };
    }
    if matches!((a.time, b.time), (Some(x), Some(y)) if !x.compatible(y)) {
        return true;
    }
    let dated = |i: &Item<'_>| i.dated().is_some();
    if c.apart && !(dated(a) && dated(b)) {
        return true;
    }
    if disjoint(&a.by, &b.by) || a.claim.kind != K::Assessment && disjoint(&a.to, &b.to) {
        return true;
    }
    if matches!((&a.scope, &b.scope), (Some(x), Some(y)) if x != y) || disjoint(&a.places, &b.places) {
        return true;
    }
    // An ultimatum is told by its author, addressee and term; one report may name the demand, another only the threat.
    let moves = a.is_move() && b.is_move() && a.claim.kind != K::Ultimatum && b.claim.kind != K::Ultimatum;
    let of_talks = |t: Option<&str>| matches!(t, Some("talks" | LEADERS_MEETING));
    let retold = (a.heading || b.heading) && (c.same || c.siblings) && of_talks(a.topic) && of_talks(b.topic);
    let pointing = c.same && (a.generic || b.generic);
    if moves && a.other_shares(b) {
        return true;
    }
    if moves && a.topic != b.topic && a.topic.is_some() && b.topic.is_some() && !retold && !pointing {
        return true;
    }
    match a.claim.kind {
        // A round of several, an exchange of several: linked, not merged.
        K::Meeting | K::Exchange => {
            disjoint(&a.figures, &b.figures)
                || c.same && !expected(a, b) && (a.figures != b.figures || a.places != b.places)
                || !c.same && !c.siblings && strangers(a, b)
        }
        // What a party keeps saying is no one answer of one day, unless retellings of one report put it so.
        K::Answer => {
            let kept = |i: &Item<'_>| i.claim.fields.get(FieldKey::Iterated).is_some();
            answer_class(a) != answer_class(b)
                || a.unreal != b.unreal
                || a.answers != b.answers
                || !c.same && !c.siblings && kept(a) != kept(b)
        }
        K::Assessment => !c.same && disjoint(&a.with, &b.with) || a.with.is_empty() != b.with.is_empty(),
        K::Threat => overlap(&a.content, &b.content).0 == 0.0,
        _ => false,
    }
}

/// Whether two claims each name two parties or more, and none in common: who met there did not meet here, be it on the same day.
fn strangers(a: &Item<'_>, b: &Item<'_>) -> bool {
    gathered(a).zip(gathered(b)).is_some_and(|(a, b)| a.is_disjoint(&b))
}

/// The parties of a claim that names two or more, each by a name of its own.
pub(super) fn gathered<'i>(item: &'i Item<'_>) -> Option<BTreeSet<&'i str>> {
    let all: BTreeSet<&str> = item.by.iter().chain(&item.to).chain(&item.with).map(String::as_str).collect();
    (all.len() >= 2 && !all.iter().any(|name| is_generic(name) || is_collective(name))).then_some(all)
}

/// Accepting, refusing and silence are never one answer.
fn answer_class(i: &Item<'_>) -> u8 {
    match i.claim.answer {
        Some(AnswerKind::Accept | AnswerKind::Partial) => 1,
        Some(AnswerKind::Reject | AnswerKind::Criticise) => 2,
        Some(AnswerKind::NoneYet) => 3,
        Some(AnswerKind::Counter) => 4,
        Some(AnswerKind::AcceptConditional | AnswerKind::NotOpposed) => 5,
        Some(AnswerKind::Unable | AnswerKind::Defer) => 6,
        None => 7,
    }
}

/// 0 to about 1.5: how likely the two are one fact; at least [`JOIN`] to join.
pub fn score(a: &Item<'_>, b: &Item<'_>, c: Context) -> f64 {
    if a.claim.kind == K::Office {
        return 1.0;
    }
    // A headline is no report of its own: it repeats the body below it, or that of a copy.
    if (a.heading || b.heading) && !c.same && !c.siblings {
        return 0.0;
    }
    let (content, within) = overlap(&a.content, &b.content);
    let (words, words_within) = overlap(&a.words, &b.words);
    let text = (0.6 * content + 0.4 * within).max(0.6 * words + 0.4 * words_within);
    let mut score = 0.8 * text;
    let shared = |x: &BTreeSet<String>, y: &BTreeSet<String>| !x.is_disjoint(y);
    if shared(&a.by, &b.by) {
        score += 0.15;
    }
    if shared(&a.to, &b.to) {
        score += 0.1;
    }
    if shared(&a.with, &b.with) {
        score += 0.1;
    }
    if a.topic.is_some() && a.topic == b.topic {
        score += 0.2;
        if a.is_move() || b.is_move() {
            score += 0.2;
        }
    }
    if shared(&a.places, &b.places) {
        score += 0.25;
    }
    if shared(&a.figures, &b.figures) {
        score += 0.1;
    }
    if matches!((a.time, b.time), (Some(x), Some(y)) if x == y) {
        score += 0.2;
    }
    if c.aligned {
        score += 0.35;
    } else if c.siblings {
        score += 0.1;
    }
    // "The plan": told again within the report.
    if c.same && (a.generic || b.generic) && a.is_move() && b.is_move() && (shared(&a.by, &b.by) || a.by.is_empty() || b.by.is_empty()) {
        score += 0.35;
    }
    // What is said weeks later in the same few words is another occasion.
    if a.claim.kind != K::Appointment && !matches!((a.time, b.time), (Some(x), Some(y)) if x == y) {
        score -= match c.gap {
            0..=30 => 0.0,
            31..=60 => 0.15,
            61..=120 => 0.3,
            _ => 0.45,
        };
    }
    // Of unknown authors only the words tell.
    if !c.same
        && !c.siblings
        && a.is_move()
        && a.by.is_empty()
        && b.by.is_empty()
        && !(content >= 0.6 && a.content.len().min(b.content.len()) >= 3)
    {
        score = 0.0;
    }
    // One side asks the same twice within a report: a headline and its body, a lead and what follows.
    if c.same && a.is_move() && a.claim.kind == b.claim.kind && a.topic.is_some() && a.topic == b.topic && shared(&a.by, &b.by) {
        score += 0.2;
    }
    if told_again(a, b, c) || one_deal(a, b, c) || met_once(a, b, c) || comes_once(a, b, c) {
        score += 0.5;
    } else if agreed_once(a, b, c) && within >= 0.5 {
        score += 0.3;
    }
    if (expected(a, b) || left(a, b)) && (c.same || c.siblings || a.told.zip(b.told).is_some_and(|(x, y)| (x - y).get_days().abs() <= NEWS))
    {
        score += 0.5;
    }
    // One party asks another for the same once more.
    let again = a.is_move() && a.claim.kind == b.claim.kind && shared(&a.by, &b.by) && shared(&a.to, &b.to);
    if again && within >= 0.5 && a.content.len().min(b.content.len()) >= 4 {
        score += 0.15;
    }
    match a.claim.kind {
        K::ProcessState if a.claim.fields.text(FieldKey::Agenda).is_none() && state_class(a) == state_class(b) => score += 0.5,
        _ if a.claim.kind != b.claim.kind && same_term(a, b) => score += 0.4,
        K::Ultimatum | K::Appointment => score += 0.4,
        // The deeds of one sentence at one time are told as one: "took the town and killed hundreds".
        K::Hostilities if c.same && a.claim.sentence == b.claim.sentence && a.time == b.time => score += 0.6,
        K::Speech if a.time.is_some() && a.time == b.time || c.same && (a.time.is_none() || b.time.is_none()) => score += 0.3,
        K::Answer => score += if a.answers.is_some() && a.answers == b.answers { 0.4 } else { 0.15 },
        _ => {}
    }
    score
}

/// Whether both tell of the next meeting of the same parties: nobody who announces it counts it, and one of them names no more of who comes than the other.
fn expected(a: &Item<'_>, b: &Item<'_>) -> bool {
    let next = |i: &Item<'_>| i.claim.kind == K::Meeting && i.claim.status == S::Planned && i.figures.is_empty() && !i.with.is_empty();
    next(a) && next(b) && (a.with.is_subset(&b.with) || b.with.is_subset(&a.with))
}

/// Whether both tell that the same party walked out of talks or stays away, where nothing tells two such days apart.
fn left(a: &Item<'_>, b: &Item<'_>) -> bool {
    let stays = |i: &Item<'_>| i.claim.kind == K::Meeting && i.claim.status == S::Refused && i.places.is_empty() && i.with.len() == 1;
    stays(a) && stays(b) && a.with == b.with
}

/// Days within which "a deal" of the same parties is the same one.
const NEWS: i32 = 3;

/// Whether two reports of the same days call what the same parties agreed by its kind only: "signed a declaration", "the pact of Saturday". A headline need not
/// name both.
fn told_again(a: &Item<'_>, b: &Item<'_>, c: Context) -> bool {
    if a.claim.kind != K::Agreement || class(a) != 3 {
        return false;
    }
    let deal = |i: &Item<'_>| {
        let content = i.claim.fields.texts(FieldKey::Content);
        !content.is_empty() && content.into_iter().all(lexicon::is_deal)
    };
    let topics = a.topic.is_none() || b.topic.is_none() || a.topic == b.topic;
    if !deal(a) || !deal(b) || !topics || a.other_shares(b) {
        return false;
    }
    let common = a.with.intersection(&b.with).count();
    let parties = common > 1 || common == 1 && (a.heading != b.heading) && c.same;
    let day = |i: &Item<'_>| i.time.and_then(|t| t.single_day()).or(i.told);
    let near = || match (a.time, b.time) {
        (Some(_), Some(_)) => true,
        // A report tells of a deal on its day or soon after, never before.
        _ => c.same || day(a).zip(day(b)).is_some_and(|(x, y)| (x - y).get_days().abs() <= NEWS),
    };
    parties && near()
}

/// Whether two reports of one story tell within days of "a deal", "an agreement to end the strike", "the memorandum", and neither names a maker beside those of
/// the other. In one story two deals of the same days have different makers, shares or days.
fn one_deal(a: &Item<'_>, b: &Item<'_>, c: Context) -> bool {
    let content = |i: &Item<'_>| i.claim.fields.texts(FieldKey::Content).into_iter().map(str::to_owned).collect::<Vec<String>>();
    // One: "tentative agreements" are several.
    let one = |text: &String| {
        let first = text.split_whitespace().next().map(str::to_lowercase);
        first.is_some_and(|word| matches!(word.as_str(), "a" | "an" | "it" | "that" | "the" | "this")) && lexicon::is_deal(text)
    };
    let deal = |i: &Item<'_>| {
        let all = content(i);
        !all.is_empty() && all.iter().all(one)
    };
    // "They announced the deal on Thursday": the one that is told of.
    let points = |i: &Item<'_>| content(i).iter().any(|text| text.to_lowercase().starts_with("the ") && lexicon::is_bare_deal(text));
    let common = a.with.intersection(&b.with).count();
    // "Representatives of the strikers" may be anybody's other name.
    let named = |i: &Item<'_>| -> BTreeSet<String> {
        i.with.iter().filter(|name| name.starts_with(char::is_uppercase) && !is_generic(name)).cloned().collect()
    };
    let (mine, theirs) = (named(a), named(b));
    // Who makes deals with several is named alone only where the words say that it is the known one.
    let lone = (mine.len() == 1 && !points(a) || theirs.len() == 1 && !points(b)) && mine != theirs;
    let parties = mine.is_empty() || theirs.is_empty() || (mine.is_subset(&theirs) || theirs.is_subset(&mine)) && !lone;
    of_these_days(a, b, c) && (deal(a) && deal(b) && parties || (points(a) || points(b)) && common > 1)
}

/// Whether the same parties agreed within days, as one story tells it; the words must say whether on the same.
fn agreed_once(a: &Item<'_>, b: &Item<'_>, c: Context) -> bool {
    of_these_days(a, b, c) && a.with.intersection(&b.with).count() > 1
}

/// Whether two agreements of one story were made within days of each other, as far as the reports tell, and on no matters that tell them apart.
fn of_these_days(a: &Item<'_>, b: &Item<'_>, c: Context) -> bool {
    let topics = a.topic.is_none() || b.topic.is_none() || a.topic == b.topic;
    let day = |i: &Item<'_>| i.time.and_then(|t| t.single_day()).or(i.told);
    let near = || day(a).zip(day(b)).is_some_and(|(x, y)| (x - y).get_days().abs() <= NEWS);
    let timed = |i: &Item<'_>| i.time.is_none_or(|t| t.single_day().is_some());
    let made = a.claim.kind == K::Agreement && class(a) == 3 && (c.same || c.siblings || c.story);
    made && topics && !a.other_shares(b) && timed(a) && timed(b) && near()
}

/// Whether one report tells twice of one meeting, on no day of its own either time: a lead and what follows it.
fn met_once(a: &Item<'_>, b: &Item<'_>, c: Context) -> bool {
    let met = |i: &Item<'_>| i.claim.kind == K::Meeting && class(i) == 3 && i.time.is_none() && i.figures.is_empty();
    let (few, many) = if a.with.len() <= b.with.len() { (&a.with, &b.with) } else { (&b.with, &a.with) };
    c.same && met(a) && met(b) && many.len() > 1 && !few.is_empty() && few.is_subset(many) && a.places == b.places
}

/// Whether one sentence tells twice of one meeting to come: "is expected to visit, and this will be discussed with him".
fn comes_once(a: &Item<'_>, b: &Item<'_>, c: Context) -> bool {
    let next = |i: &Item<'_>| i.claim.kind == K::Meeting && class(i) == 4 && i.figures.is_empty() && !i.with.is_empty();
    let subset = a.with.is_subset(&b.with) || b.with.is_subset(&a.with);
    c.same && a.claim.sentence == b.claim.sentence && next(a) && next(b) && subset
}

/// Least score at which claims join.
pub const JOIN: f64 = 0.6;

/// Stalled, halted and stopped are one state of talks; so are running and under way.
pub fn state_class(i: &Item<'_>) -> u8 {
    let state = i.claim.fields.text(FieldKey::State).unwrap_or("").to_lowercase();
    let any = |words: &[&str]| words.iter().any(|w| state.starts_with(w));
    if any(&["stall", "halt", "stop", "frozen", "froz", "suspend", "pause", "deadlock", "broken"]) {
        1
    } else if any(&["start", "began", "begin", "open", "launch"]) {
        2
    } else if any(&["run", "ongoing", "continu", "progress", "under", "resum"]) {
        3
    } else {
        4
    }
}
