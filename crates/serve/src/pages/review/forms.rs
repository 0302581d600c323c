//! The forms with which a person rules on one entry: right or wrong, correct, merge, split, undo.

use super::{button, hidden};
use crate::pages::ask::{Ask, shorten};
use crate::pages::evidence;
use maud::{Markup, html};
use model::{Actor, Evidence, Fact, FieldKey, FieldValue, Status};
use std::cmp::Reverse;

/// Facts offered for a merge.
const OFFERED: usize = 12;

/// The forms below the evidence of a fact.
pub fn forms(ask: &Ask, fact: &Fact) -> Markup {
    if ask.house.options().read_only {
        return html! {};
    }
    let set: Vec<(FieldKey, String)> =
        fact.fields.iter().filter(|(_, v)| **v != FieldValue::Unknown).map(|(k, v)| (k, evidence::value_text(v))).collect();
    html! {
        section.ruling aria-labelledby="h-rule" {
            h2 #h-rule { "Rule on it" }
            div.rule { (button(ask, &fact.id, "confirm", "It is right", "a")) (button(ask, &fact.id, "reject", "It is wrong", "r")) }
            (undo(ask, &fact.id))
            details { summary { "Correct it" }
                form.edit method="post" action="/review" {
                    (hidden(ask))
                    input type="hidden" name="verb" value="edit"; input type="hidden" name="fact" value=(fact.id);
                    label { "Status" select name="status" { @for status in Status::ALL { option value=(status.name()) selected[*status == fact.status] { (status.name()) } } } }
                    @for (key, value) in &set { label { (key.name().replace('_', " ")) input type="text" name={"set." (key.name())} value=(value) dir="auto"; } }
                    label { "Another field" select name="key" { option value="" { "none" } @for key in FieldKey::ALL { @if !set.iter().any(|(k, _)| k == key) { option value=(key.name()) { (key.name().replace('_', " ")) } } } } }
                    label { "Its value" input type="text" name="value" dir="auto"; }
                    label { "Why" input type="text" name="reason" dir="auto"; }
                    p.faint { "Several values with “;”. An empty value means unknown." }
                    button type="submit" { "Set" }
                }
            }
            (merge(ask, fact))
            (split(ask, fact))
        }
    }
}

/// What a person ruled on it, with the way back.
fn undo(ask: &Ask, entry: &str) -> Markup {
    let mine = ask.snapshot.rulings.iter().filter(|r| r.holds && r.found.as_deref() == Some(entry));
    html! {
        @for ruling in mine.map(|entry| &entry.ruling) {
            form method="post" action="/review" {
                (hidden(ask)) input type="hidden" name="verb" value="undo"; input type="hidden" name="number" value=(ruling.id);
                p { "Ruling " (ruling.id) ": " (ruling.verb.name()) " by " (ruling.who) @if let Some(reason) = &ruling.reason { " (" bdi { (reason) } ")" } " " button type="submit" { "Undo" span.hidden { " ruling " (ruling.id) } } }
            }
        }
    }
}

/// Other facts that may be the same, the likeliest first.
fn likely<'a>(ask: &'a Ask, fact: &Fact) -> Vec<&'a Fact> {
    let view = &ask.snapshot.whole;
    let process = view.process_of(&fact.id).map(|process| &process.id);
    let roles = |fact: &'a Fact| fact.fields.iter().filter(|(key, _)| key.is_role()).flat_map(|(_, value)| value.texts());
    let mine: Vec<&str> = fact.fields.iter().filter(|(key, _)| key.is_role()).flat_map(|(_, value)| value.texts()).collect();
    let mut others: Vec<(usize, &Fact)> = view
        .facts()
        .filter(|other| other.kind == fact.kind && other.id != fact.id && other.envelope.compatible(fact.envelope))
        .map(|other| {
            let shared = roles(other).filter(|name| mine.contains(name)).count();
            let same = usize::from(process.is_some() && view.process_of(&other.id).map(|process| &process.id) == process);
            (2 * shared + 2 * same + usize::from(other.status == fact.status), other)
        })
        .collect();
    others.sort_by_key(|(likeness, other)| (Reverse(*likeness), Reverse(other.reports), &other.id));
    others.into_iter().take(OFFERED).map(|(_, other)| other).collect()
}

fn merge(ask: &Ask, fact: &Fact) -> Markup {
    let likely = likely(ask, fact);
    html! {
        details #merge {
            summary data-key="m" { "Merge: another entry is the same fact" }
            form.edit method="post" action="/review" {
                (hidden(ask))
                input type="hidden" name="verb" value="merge"; input type="hidden" name="fact" value=(fact.id);
                @if !likely.is_empty() { label { "The other one, which then stands in this one" select name="other" { option value="" { "choose" } @for other in &likely {
                    option value=(other.id) { (shorten(&ask.line(other), 90)) @if let Some(when) = publish::wording::when(other.envelope) { ", " (when) } }
                } } } }
                label { @if likely.is_empty() { "The id of the other one" } @else { "Or its id" } input type="text" name="other_name" dir="ltr" autocomplete="off"; }
                label { "Why" input type="text" name="reason" dir="auto"; }
                button type="submit" { "Merge" }
            }
        }
    }
}

fn split(ask: &Ask, fact: &Fact) -> Markup {
    let mut places: Vec<&Evidence> = fact.evidence.iter().collect();
    places.sort_by_key(|e| (&e.report, e.sentence, e.span));
    places.dedup_by_key(|e| (&e.report, e.sentence));
    html! {
        @if places.len() > 1 { details {
            summary { "Split: a sentence is about something else" }
            @for place in places { form.edit method="post" action="/review" {
                (hidden(ask))
                input type="hidden" name="verb" value="split"; input type="hidden" name="fact" value=(fact.id); input type="hidden" name="other" value={(place.report) ":" (place.sentence)};
                p { bdi { (ask.outlet(&place.report)) } ": " span dir="auto" lang=[ask.snapshot.language(&place.report)] { "“" (ask.words(place)) "”" } }
                p { button type="submit" { "Make this a fact of its own" span.hidden { ": " (ask.outlet(&place.report)) ", sentence " (place.sentence + 1) } } }
            } }
        } }
    }
}

/// The form on an actor's page: another actor is the same one.
pub fn merge_actors(ask: &Ask, actor: &Actor) -> Markup {
    if ask.house.options().read_only {
        return html! {};
    }
    let words =
        |name: &str| -> Vec<String> { name.split_whitespace().map(str::to_lowercase).filter(|word| word.chars().count() > 2).collect() };
    let mine: Vec<String> = actor.names.iter().chain([&actor.name]).flat_map(|name| words(name)).collect();
    let mut others: Vec<(usize, &Actor)> = ask
        .snapshot
        .whole
        .actors()
        .filter(|other| other.id != actor.id && (other.kind == model::ActorKind::Person) == (actor.kind == model::ActorKind::Person))
        .map(|other| {
            let shared = other.names.iter().chain([&other.name]).flat_map(|name| words(name)).filter(|word| mine.contains(word)).count();
            (shared, other)
        })
        .filter(|(shared, _)| *shared > 0)
        .collect();
    others.sort_by_key(|(shared, other)| (Reverse(*shared), &other.name));
    html! {
        section.ruling aria-labelledby="h-rule" {
            h2 #h-rule { "Rule on it" }
            (undo(ask, &actor.id))
            details #merge {
                summary data-key="m" { "Merge: another actor is the same" }
                form.edit method="post" action="/review" {
                    (hidden(ask))
                    input type="hidden" name="verb" value="merge"; input type="hidden" name="fact" value=(actor.id);
                    @if !others.is_empty() { label { "The other one, whose name then gives way to this one" select name="other" { option value="" { "choose" } @for (_, other) in others.iter().take(OFFERED) { option value=(other.id) { (other.name) } } } } }
                    label { @if others.is_empty() { "The name of the other one" } @else { "Or the name of another" } input type="text" name="other_name" dir="auto" autocomplete="off"; }
                    label { "Why" input type="text" name="reason" dir="auto"; }
                    button type="submit" { "Merge" }
                }
            }
        }
    }
}
