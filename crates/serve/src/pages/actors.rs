//! Actors: names, offices over time, what they put and owe.

use super::ask::{Ask, Fault, Reply, segment, shorten};
use super::parts;
use maud::{Markup, html};
use model::{Actor, ActorKind, Move, Tenure};
use std::collections::BTreeMap;

/// Actors on one page.
const SIZE: usize = 60;

/// The list.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let view = &ask.view;
    let mut puts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut owes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut says: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in view.moves() {
        entry.by.iter().for_each(|name| *puts.entry(name).or_default() += 1);
        entry.owes.iter().for_each(|name| *owes.entry(name).or_default() += 1);
    }
    for name in view.statements().filter_map(|s| s.speaker.as_deref()) {
        *says.entry(name).or_default() += 1;
    }
    let of = |map: &BTreeMap<&str, usize>, name: &str| map.get(name).copied().unwrap_or(0);
    let mut all: Vec<&Actor> = view.actors().collect();
    all.sort_by_cached_key(|a| (std::cmp::Reverse(of(&puts, &a.name) * 4 + of(&owes, &a.name) * 4 + of(&says, &a.name)), &a.name));
    let total = all.len();
    let (shown, page, pages) = ask.cut(all, SIZE);
    let body = html! {
        header.head { h1 { "Actors" } p.lede { (parts::count(total, "actor")) ": people, states, bodies; those who act most come first." } }
        @if shown.is_empty() { (parts::nothing(ask, "No actor fits.")) }
        @else { div.scroll tabindex="0" role="region" aria-label="Actors" { table.list {
            thead { tr { th scope="col" { "Name" } th scope="col" { "What" } th scope="col" { "Side" } th scope="col" { "Position last reported" } th scope="col" { "Puts" } th scope="col" { "Owes" } th scope="col" { "Says" } } }
            tbody { @for actor in &shown { tr {
                th scope="row" { a href=(ask.to(&format!("/actors/{}", segment(&actor.id)))) { bdi { (actor.name) } } }
                td data-label="What" { (kind_word(actor.kind)) }
                td data-label="Side" { @match &actor.side { Some(side) if *side != actor.name => (parts::actor(ask, side)), _ => span.faint { "–" } } }
                td data-label="Position" { @match last(actor) { Some(t) => { (t.label) @if t.ended { " " span.faint { "(ended)" } } }, None => span.faint { "–" } } }
                td data-label="Puts" { (of(&puts, &actor.name)) }
                td data-label="Owes" { @if of(&owes, &actor.name) > 0 { span.answer.owes { span.sign aria-hidden="true" { "○" } " " (of(&owes, &actor.name)) } } @else { "0" } }
                td data-label="Says" { (of(&says, &actor.name)) }
            } } }
        } } (parts::pager(ask, page, pages)) }
    };
    ask.wide("Actors", body)
}

fn last(actor: &Actor) -> Option<&Tenure> {
    actor.positions.iter().filter(|t| t.verdict.is_none()).max_by_key(|t| t.envelope.latest.or(t.envelope.earliest))
}

/// What an actor is, in words.
pub const fn kind_word(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "person",
        ActorKind::State => "state",
        ActorKind::Organ => "part of a state",
        ActorKind::International => "body of several states",
        ActorKind::ArmedGroup => "armed group",
        ActorKind::Organisation => "organisation",
        ActorKind::Outlet => "outlet",
        ActorKind::Collective => "several together",
    }
}

/// One actor.
pub fn one(ask: &Ask, id: &str) -> Result<Reply, Fault> {
    let whole = &ask.snapshot.whole;
    let actor = whole.actor_by_id(id).ok_or_else(|| Fault::not_found("No actor has this id."))?;
    let name = &actor.name;
    let of = |wanted: &dyn Fn(&Move) -> bool| -> Vec<&Move> { whole.moves().filter(|m| wanted(m)).collect() };
    let owes = of(&|m| m.owes.contains(name));
    let puts = of(&|m| m.by.contains(name));
    let gets = of(&|m| m.to.contains(name) && !m.owes.contains(name));
    let answers: Vec<_> = whole.moves().flat_map(|m| m.answers.iter().filter(|a| a.by == *name).map(move |a| (m, a))).collect();
    let people: Vec<&Actor> = whole.actors().filter(|a| a.side.as_deref() == Some(name) && a.id != actor.id).collect();
    let said = whole.statements().filter(|s| s.speaker.as_deref() == Some(name)).count();
    let mut positions: Vec<&Tenure> = actor.positions.iter().collect();
    positions.sort_by_key(|t| (t.envelope.earliest, t.envelope.latest));
    let body = html! {
        header.head {
            p.faint { (kind_word(actor.kind)) @if let Some(side) = actor.side.as_ref().filter(|s| *s != name) { " · of " (parts::actor(ask, side)) } }
            h1 { bdi { (name) } }
            @let others: Vec<&String> = actor.names.iter().filter(|n| *n != name).collect();
            @if !others.is_empty() { p.lede { "Also called " @for (at, other) in others.iter().enumerate() { @if at > 0 { ", " } bdi { (other) } } } }
            p.choices { @if said > 0 { a href=(format!("/statements{}", ask.query.carried_with(&[("speaker", name)]))) { (parts::count(said, "statement")) } " " } a href=(ask.to_with("/", &[("actor", name)])) { "board of this actor" } " " a href=(ask.to_with("/timeline", &[("actor", name)])) { "timeline of this actor" } }
        }
        @if !positions.is_empty() { section { h2 #h-positions { "Positions, as far as reports show" } div.scroll tabindex="0" role="region" aria-labelledby="h-positions" { table.list {
            thead { tr { th scope="col" { "Position" } th scope="col" { "Shown as held" } th scope="col" { "Standing" } th scope="col" { "Said in" } } }
            tbody { @for t in &positions { tr {
                th scope="row" { (t.label) }
                td data-label="Shown as held" { (parts::when(t.envelope)) }
                td data-label="Standing" { @if let Some(verdict) = &t.verdict { span.state.verdict-error { span.sign aria-hidden="true" { "⊘" } " " (verdict) } } @else if t.ended { span.state { span.sign aria-hidden="true" { "■" } " already over then" } } @else { span.state { span.sign aria-hidden="true" { "●" } " held then" } } }
                td data-label="Said in" { @for place in t.evidence.iter().take(3) { p { a href=(ask.to_place(&place.report, place.sentence, "")) { bdi { (ask.outlet(&place.report)) } } ": “" (ask.words(place)) "”" } } }
            } } }
        } } } }
        (moves(ask, "Owes an answer", &owes))
        (moves(ask, "Puts forward", &puts))
        @if !answers.is_empty() { section { h2 { "Answers" } ul.plain { @for (m, a) in answers.iter().take(40) { li { (parts::answer(ask, a, &m.id, false)) " " span.faint { "to: " (shorten(&m.content, 140)) } } } } } }
        (moves(ask, "Is asked", &gets))
        (super::review::merge_actors(ask, actor))
        @if !people.is_empty() { section { h2 { "People and bodies of this side" } ul.columns { @for p in people.iter().take(80) { li { (parts::actor(ask, &p.name)) @if let Some(t) = last(p) { " " span.faint { (t.label) } } } } } } }
    };
    ask.page(name, body)
}

fn moves(ask: &Ask, title: &str, moves: &[&Move]) -> Markup {
    html! {
        @if !moves.is_empty() { section { h2 { (title) } ul.plain { @for m in moves.iter().take(40) {
            li { b { (publish::wording::move_kind(m.kind)) } ", " (parts::parties(ask, m)) ": " span dir="auto" { (shorten(&m.content, 160)) } " " (parts::move_state(m)) " " (parts::rests_on(ask, &m.id, m.reports, m.roots)) }
        } } } }
    }
}
