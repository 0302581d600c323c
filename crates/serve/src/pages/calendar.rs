//! Meetings and deadlines: what is upcoming, then by month, then what is past.

use super::ask::{Ask, Fault, Reply, shorten};
use super::board::{Due, DueOf, dated, day_of, due_line};
use super::parts;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use maud::{Markup, html};
use model::{ClaimKind, Envelope, Status};

/// An envelope longer than this stands below the month, not in its days.
const LONGEST: i64 = 7;
/// Lines of a list.
const LINES: usize = 60;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    let all = meetings_and_deadlines(ask);
    let last = ask.view.last_day();
    // What has happened is past, even where its span is not over.
    let is_past = |due: &Due<'_>| {
        let held = matches!(due.of, DueOf::Fact(fact) if fact.status == Status::Happened);
        held || last.is_some_and(|last| day_of(due.envelope) < Some(last))
    };
    let (mut past, ahead): (Vec<&Due<'_>>, Vec<&Due<'_>>) = all.iter().partition(|due| is_past(due));
    past.reverse();
    let asked = ask.query.get("month").and_then(|m| format!("{m}-01").parse::<Date>().ok());
    let next =
        ahead.iter().find_map(|due| due.envelope.earliest.filter(|day| last.is_none_or(|last| *day >= last)).or(due.envelope.latest));
    let month = asked.or(next).or(last).or(ask.today()).unwrap_or(jiff::civil::date(2000, 1, 1)).first_of_month();
    let of_month = Envelope::new(Some(month), Some(month.last_of_month()));
    let (near, long): (Vec<&Due<'_>>, Vec<&Due<'_>>) =
        all.iter().filter(|d| closed(d.envelope).compatible(of_month)).partition(|d| d.envelope.days().is_some_and(|days| days <= LONGEST));
    let link = |day: Option<Date>, word: &str| html! { @if let Some(day) = day { a href=(ask.here_with(&[("month", &day.strftime("%Y-%m").to_string())])) { (word) } " " } };
    let body = html! {
        header.head {
            h1 { "Calendar" }
            p.lede { "Meetings and deadlines" @if let Some(last) = last { ", as of the last report of " (publish::wording::day(last)) } ". Days that the reports leave open stand as a span." }
        }
        section aria-labelledby="h-ahead" {
            h2 #h-ahead { "Upcoming " span.faint { "(" (ahead.len()) ")" } }
            @if ahead.is_empty() { p.faint { "No meeting and no deadline lies ahead of the last report." } }
            ol.plain { @for due in ahead.iter().take(LINES) { li { (due_line(ask, due)) } } }
            @if ahead.len() > LINES { p.faint { (ahead.len() - LINES) " more: filter to see them." } }
        }
        section aria-labelledby="h-month" {
            div.month-head {
                h2 #h-month { (month.strftime("%B %Y").to_string()) }
                p.choices { (link(month.checked_sub(1.month()).ok(), "← earlier")) (link(month.checked_add(1.month()).ok(), "later →")) (link(next.or(last), "next date")) }
            }
            @if near.is_empty() { p.faint { "No day of this month is known to have a meeting or a deadline." } } @else { (grid(ask, month, &near)) }
            @if !long.is_empty() { h3 { "Some time within a longer span" } ul.plain { @for due in long.iter().take(20) { li { (due_line(ask, due)) } } } @if long.len() > 20 { p.faint { (long.len() - 20) " more" } } }
        }
        @if !past.is_empty() { section aria-labelledby="h-past" {
            h2 #h-past { "Past " span.faint { "(" (past.len()) ", latest first)" } }
            ol.plain { @for due in past.iter().take(LINES) { li { (due_line(ask, due)) } } }
            @if past.len() > LINES { p.faint { (past.len() - LINES) " more: choose a month, or filter." } }
        } }
        @let months = months(&all);
        @if months.len() > 1 { section aria-labelledby="h-months" { h2 #h-months { "Months with entries" } p.choices { @for (day, count) in months.iter().rev().take(48) { a href=(ask.here_with(&[("month", &day.strftime("%Y-%m").to_string())])) aria-current=[(*day == month).then_some("true")] { (day.strftime("%b %Y").to_string()) " " span.faint { (count) } } " " } } } }
    };
    ask.wide("Calendar", body)
}

/// Meetings, held and planned, and the terms of moves; in order of their days.
fn meetings_and_deadlines(ask: &Ask) -> Vec<Due<'_>> {
    let mut all = dated(ask);
    all.retain(|due| !matches!(due.of, DueOf::Fact(fact) if fact.kind != ClaimKind::Meeting));
    let held = ask.view.facts().filter(|f| f.status == Status::Happened && f.kind == ClaimKind::Meeting && !f.envelope.is_open());
    all.extend(held.map(|fact| Due { envelope: fact.envelope, of: DueOf::Fact(fact) }));
    all.sort_by_key(|due| (day_of(due.envelope), due.envelope.earliest));
    all
}

/// An open end counts as the other end: a deadline "by" a day stands on that day.
fn closed(envelope: Envelope) -> Envelope {
    Envelope::new(envelope.earliest.or(envelope.latest), envelope.latest.or(envelope.earliest))
}

fn months(all: &[Due<'_>]) -> Vec<(Date, usize)> {
    let mut months: Vec<(Date, usize)> = Vec::new();
    let mut days: Vec<Date> = all.iter().filter_map(|d| day_of(d.envelope)).map(|d| d.first_of_month()).collect();
    days.sort_unstable();
    for day in days {
        match months.last_mut() {
            Some((known, count)) if *known == day => *count += 1,
            _ => months.push((day, 1)),
        }
    }
    months
}

fn grid(ask: &Ask, month: Date, near: &[&Due<'_>]) -> Markup {
    let offset = i64::from(month.weekday().since(Weekday::Monday));
    let days = i64::from(month.days_in_month());
    let weeks = (offset + days + 6) / 7;
    html! {
        table.month {
            thead { tr { @for (short, long) in [("Mon", "Monday"), ("Tue", "Tuesday"), ("Wed", "Wednesday"), ("Thu", "Thursday"), ("Fri", "Friday"), ("Sat", "Saturday"), ("Sun", "Sunday")] { th scope="col" { abbr title=(long) { (short) } } } } }
            tbody { @for week in 0..weeks { tr { @for weekday in 0..7 {
                @let number = week * 7 + weekday - offset + 1;
                @if number < 1 || number > days { td.other {} }
                @else { (cell(ask, month, number, near)) }
            } } } }
        }
    }
}

fn cell(ask: &Ask, month: Date, number: i64, near: &[&Due<'_>]) -> Markup {
    let Ok(day) = month.checked_add((number - 1).days()) else { return html! { td {} } };
    let month_name = month.strftime("%b").to_string();
    let here: Vec<&&Due<'_>> = near.iter().filter(|d| closed(d.envelope).compatible(Envelope::day(day))).collect();
    html! {
        td.busy[!here.is_empty()] {
            span.day { (number) span.of-month { " " (month_name) } }
            ul.plain { @for due in here.iter().take(4) {
                @let (id, sign, words) = match due.of {
                    DueOf::Move(m) => (m.id.as_str(), "▲", format!("{}: {}", publish::wording::move_kind(m.kind), m.content)),
                    DueOf::Fact(f) => (f.id.as_str(), parts::status_sign(f.status), ask.line(f)),
                };
                @let begins = closed(due.envelope).earliest == Some(day) || number == 1;
                @if !begins { li.faint { a.quiet href=(ask.to_evidence(id)) data-drawer="" { span.sign aria-hidden="true" { (sign) } " goes on" span.hidden { ": " (shorten(&words, 60)) } } } }
                @else { li { a.quiet href=(ask.to_evidence(id)) data-drawer="" { span.sign aria-hidden="true" { (sign) } " " (shorten(&words, 60)) @if due.envelope.single_day().is_none() { span.faint { " (" (publish::wording::when(due.envelope).unwrap_or_default()) ")" } } } } }
            } @if here.len() > 4 { li.faint { (here.len() - 4) " more" } } }
        }
    }
}
