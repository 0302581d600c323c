//! Review: a person's rulings over the machine's record. Accept, reject, edit, merge, split, undo; made for the keyboard, works without a script.

mod forms;

pub use forms::{forms, merge_actors};

use super::ask::{Ask, Fault, Reply, first_place};
use super::{evidence, parts};
use crate::guard::same_token;
use crate::house::House;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use model::{Fact, FieldValue, Fields, RulingVerb, Status};
use record::{NewRuling, Review, parse_field};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Facts in the queue on one page.
const SIZE: usize = 20;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let (entries, wanting) = (&ask.snapshot.rulings, &ask.snapshot.wanting);
    let ruled: BTreeSet<&str> = entries.iter().filter(|e| e.holds).filter_map(|e| e.found.as_deref()).collect();
    let queue: Vec<(u8, &Fact)> = ask.view.queue().filter(|(_, fact)| !ruled.contains(fact.id.as_str())).collect();
    let total = queue.len();
    let (shown, page, pages) = ask.cut(queue, SIZE);
    let body = html! {
        header.head {
            h1 { "Review" }
            p.lede { (parts::count(total, "fact")) " without a ruling, " (entries.iter().filter(|e| e.holds).count()) " ruled on. Rulings stand beside what the machine reads, never over it, and each can be undone." }
            p.keys { "Keys: " kbd { "j" } " next, " kbd { "k" } " back, " kbd { "a" } " accept, " kbd { "r" } " reject, " kbd { "e" } " look and edit, " kbd { "m" } " merge or split, " kbd { "u" } " undo the last. " a href=(ask.to("/keys")) data-drawer="" { "All keys" } " (" kbd { "?" } ")" }
        }
        @if ask.house.options().read_only { p.note { "This server was started read-only: nothing can be ruled here." } }
        (another_look(ask, wanting))
        @if shown.is_empty() { (parts::nothing(ask, "Nothing is left to review.")) }
        ol.queue { @for (urgency, fact) in &shown {
            li.item tabindex="0" data-item="" id={"q-" (fact.id)} {
                p.faint { (reason(ask, *urgency, fact)) }
                p.what dir="auto" { (parts::status(fact.status)) " " (ask.bare(fact)) " · " (parts::when(fact.envelope)) }
                @if let Some(place) = first_place(&fact.evidence) { (parts::quotation(ask, place, &fact.id)) }
                div.rule {
                    (button(ask, &fact.id, "confirm", "Accept", "a"))
                    (button(ask, &fact.id, "reject", "Reject", "r"))
                    a.button href=(ask.to_evidence(&fact.id)) data-drawer="" data-key="e" { "Look and edit" }
                    @if !ask.house.options().read_only { a.button href={(ask.to_evidence(&fact.id)) "#merge"} data-drawer="" data-key="m" { "Merge or split" } }
                }
            }
        } }
        (parts::pager(ask, page, pages))
        section {
            h2 #h-rulings { "Rulings" }
            @if entries.is_empty() { p.faint { "None yet." } }
            @else { div.scroll tabindex="0" role="region" aria-labelledby="h-rulings" { table.list {
                thead { tr { th scope="col" { "No." } th scope="col" { "Ruling" } th scope="col" { "By" } th scope="col" { "Standing" } th scope="col" { span.hidden { "Undo" } } } }
                tbody { @for (at, entry) in entries.iter().rev().take(100).enumerate() {
                    @let ruling = &entry.ruling;
                    tr {
                        td data-label="No." { (ruling.id) }
                        th scope="row" { (ruling.verb.name()) " "
                            @match entry.found.as_deref().and_then(|id| ask.snapshot.whole.fact(id)) { Some(fact) => a href=(ask.to_evidence(&fact.id)) data-drawer="" { (ask.line(fact)) }, None => { @if ruling.verb == RulingVerb::Undo { "ruling " (ruling.other.as_deref().unwrap_or("")) } @else if let Some(actor) = ask.snapshot.whole.actor_by_id(&ruling.fact) { (parts::actor(ask, &actor.name)) } @else { a href=(ask.to_evidence(&ruling.fact)) { code { (ruling.fact) } } } } }
                            @if let Some(reason) = &ruling.reason { " — " (reason) } }
                        td data-label="By" { (ruling.who) " " span.faint { (ruling.at.get(..10).unwrap_or("")) } }
                        td data-label="Standing" { @if ruling.verb == RulingVerb::Undo { "" } @else if !entry.holds { "undone" } @else if entry.found.is_none() && ruling.verb != RulingVerb::Reject { "finds nothing now" } @else { "holds" } }
                        td { @if entry.holds && !ask.house.options().read_only { form method="post" action="/review" { (hidden(ask)) input type="hidden" name="verb" value="undo"; input type="hidden" name="number" value=(ruling.id); button type="submit" data-key=[(at == 0).then_some("u")] { "Undo" span.hidden { " ruling " (ruling.id) } } } } }
                    }
                } }
            } } }
        }
    };
    ask.page("Review", body)
}

/// Why a fact stands where it stands in the queue.
fn reason(ask: &Ask, urgency: u8, fact: &Fact) -> Markup {
    match (urgency, ask.view.entry(&fact.id)) {
        (0, Some(entry)) if !entry.owes.is_empty() => html! { "A move that awaits an answer: " (parts::owes_names(ask, &entry.owes)) },
        (0, Some(entry)) if entry.by.is_empty() => html! { "A move whose author no report names" },
        (0, _) => html! { "A move with a term" },
        (1, _) => html! { "A move" },
        (2, _) => html! { "Reports differ on this" },
        (3, _) => html! { "Planned" },
        (4, _) => html! { "An event" },
        _ => html! { "Other" },
    }
}

fn another_look(ask: &Ask, wanting: &[Review]) -> Markup {
    html! {
        @if !wanting.is_empty() { section aria-labelledby="h-look" { h2 #h-look { "Rulings that want another look" } ul { @for one in wanting { li { @match one {
            Review::Orphan { ruling } => { "Ruling " (ruling.id) " (" (ruling.verb.name()) ") finds no fact any more." }
            Review::Differs { ruling, fact, field, person, then, now } => { "Ruling " (ruling.id) " sets " (field.replace('_', " ")) " to “" (person) "”; the machine said “" (then) "” then and says “" (now) "” now. " a href=(ask.to_evidence(fact)) data-drawer="" { "Look" } }
        } } } } } }
    }
}

/// What every form that writes carries: the token, and where to go back.
fn hidden(ask: &Ask) -> Markup {
    let back = format!("{}{}", ask.path, ask.query.with(&[]));
    html! { input type="hidden" name="token" value=(ask.house.token()); input type="hidden" name="back" value=(back); }
}

fn button(ask: &Ask, fact: &str, verb: &str, word: &str, key: &str) -> Markup {
    html! {
        @if !ask.house.options().read_only {
            form method="post" action="/review" { (hidden(ask)) input type="hidden" name="verb" value=(verb); input type="hidden" name="fact" value=(fact); button type="submit" data-key=(key) { (word) } }
        }
    }
}

/// Takes a ruling from a form.
pub async fn rule(State(house): State<Arc<House>>, Form(pairs): Form<Vec<(String, String)>>) -> Response {
    let done = tokio::task::spawn_blocking(move || {
        let get = |key: &str| pairs.iter().find(|(known, _)| known == key).map_or("", |(_, value)| value.as_str());
        if house.options().read_only || !same_token(get("token"), house.token()) {
            return (StatusCode::FORBIDDEN, "This form is from an earlier run of the server; load the page again.".to_owned())
                .into_response();
        }
        match lay(&house, &pairs) {
            Ok(()) => Redirect::to(&back(get("back"))).into_response(),
            Err(fault) => (fault.status, fault.detail).into_response(),
        }
    });
    done.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// What has no place in an address as it is.
const ODD: &percent_encoding::AsciiSet =
    &percent_encoding::CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'{').add(b'}').add(b'|').add(b'^');

/// A place of our own to go back to; nothing else.
fn back(to: &str) -> String {
    let own = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\') && to.chars().all(|c| !c.is_control());
    // What is written there goes into a head: nothing but what an address has.
    if own { percent_encoding::utf8_percent_encode(to, ODD).to_string() } else { "/review".to_owned() }
}

fn lay(house: &House, pairs: &[(String, String)]) -> Result<(), Fault> {
    let get = |key: &str| pairs.iter().find(|(known, _)| known == key).map(|(_, value)| value.trim()).filter(|v| !v.is_empty());
    let who = house.options().user.clone();
    let reason = get("reason");
    let verb = get("verb").unwrap_or("");
    if verb == "undo" {
        let number = get("number").and_then(|n| n.parse().ok()).ok_or_else(|| Fault::wrong("Which ruling?"))?;
        house.undo(number, &who, reason)?;
        return Ok(());
    }
    let verb = RulingVerb::parse(verb).ok_or_else(|| Fault::wrong("There is no such ruling."))?;
    let fact = get("fact").ok_or_else(|| Fault::wrong("Which fact?"))?;
    let (mut patch, mut status) = (Fields::new(), None);
    if verb == RulingVerb::Edit {
        let snapshot = house.snapshot()?;
        let before = snapshot.whole.fact(fact).ok_or_else(|| Fault::not_found("The fact is not in the record."))?;
        status = get("status").and_then(Status::parse).filter(|s| *s != before.status);
        for (key, value) in pairs {
            let Some(name) = key.strip_prefix("set.") else { continue };
            let (key, value) = parse_field(&format!("{name}={}", value.trim()))?;
            let old = before.fields.get(key).map(evidence::value_text).unwrap_or_default();
            if evidence::value_text(&value) != old && !(value == FieldValue::Unknown && old.is_empty()) {
                patch.set(key, value);
            }
        }
        if let Some(key) = get("key") {
            let (key, value) = parse_field(&format!("{key}={}", get("value").unwrap_or("")))?;
            patch.set(key, value);
        }
    }
    let at = (house.options().now)();
    let other = match (verb, get("other_name").or(get("other"))) {
        // A person writes names; what they stand for has an id.
        (RulingVerb::Merge, Some(name)) => {
            Some(house.snapshot()?.whole.actor(name).map_or_else(|| name.to_owned(), |actor| actor.id.clone()))
        }
        (_, other) => other.map(str::to_owned),
    };
    house.rule(&NewRuling { at: &at, who: &who, verb, fact, patch, status, other: other.as_deref(), reason })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_back_to_our_own_pages_only() {
        assert_eq!(back("/facts?page=2&actor=A%20B"), "/facts?page=2&actor=A%20B");
        assert_eq!(back("/facts?q=<b> \u{e9}"), "/facts?q=%3Cb%3E%20%C3%A9");
        for odd in ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", ""] {
            assert_eq!(back(odd), "/review", "{odd}");
        }
    }
}
