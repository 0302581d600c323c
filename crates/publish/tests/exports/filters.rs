//! Filters: what is left, and what it rests on.

use crate::house::record;
use jiff::civil::date;
use model::{ClaimKind, Record};
use publish::export::Filter;

fn left(filter: Filter) -> Vec<String> {
    filter.apply(record()).facts.into_iter().map(|fact| fact.id).collect()
}

#[test]
fn an_open_filter_changes_nothing() {
    assert_eq!(Filter::default().apply(record()), record());
}

#[test]
fn conditions_are_joined_by_and_values_by_or() {
    assert_eq!(left(Filter { kind: vec![ClaimKind::Proposal, ClaimKind::Meeting], ..Filter::default() }), ["f-offer", "f-met"]);
    assert_eq!(
        left(Filter { kind: vec![ClaimKind::Proposal, ClaimKind::Exchange], actor: vec!["ruri".into()], ..Filter::default() }),
        ["f-offer"]
    );
    assert_eq!(left(Filter { roots: 2, ..Filter::default() }), Vec::<String>::new());
    assert_eq!(left(Filter { track: vec!["TALKS".into()], ..Filter::default() }), ["f-offer"]);
}

#[test]
fn a_fact_without_a_date_is_in_no_stretch_of_time() {
    assert_eq!(left(Filter { from: Some(date(2031, 7, 20)), to: Some(date(2031, 7, 25)), ..Filter::default() }), ["f-offer"]);
    assert_eq!(left(Filter { to: Some(date(2031, 7, 20)), ..Filter::default() }), ["f-home"]);
}

#[test]
fn only_what_is_left_is_rested_upon() {
    let Record { reports, actors, derivations, processes, moves, .. } =
        Filter { kind: vec![ClaimKind::Exchange], ..Filter::default() }.apply(record());
    assert_eq!(reports.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(), ["r,1"]);
    assert_eq!(actors.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ["graustark"]);
    assert_eq!((derivations.len(), processes[0].facts.len(), moves.len()), (1, 1, 0));
}
