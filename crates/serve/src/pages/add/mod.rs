//! Adding reports: files dropped or chosen, addresses, text pasted. Works as a plain form; the script adds dropping and shows progress.

mod sent;

use super::ask::{Ask, Fault, Reply};
use super::{layout, parts};
use crate::guard::same_token;
use crate::house::House;
use axum::extract::{Multipart, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use maud::{Markup, html};
use record::Added;
use sent::Sent;
use std::sync::Arc;

/// Reports named one by one in the outcome.
const NAMED: usize = 100;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    ask.page("Add reports", body(ask, None))
}

fn body(ask: &Ask, outcome: Option<Markup>) -> Markup {
    html! {
        header.head {
            h1 { "Add reports" }
            p.lede { "Text, web pages, JSON Lines, tables, web archives: as files, by address, or pasted. A report that is known already is passed over." }
        }
        div #outcome tabindex="-1" { @if let Some(outcome) = outcome { (outcome) } }
        @if ask.house.options().read_only { p.note { "This server was started read-only." } }
        @else {
            form.add method="post" action="/add" enctype="multipart/form-data" data-busy="Reading in …" {
                input type="hidden" name="token" value=(ask.house.token());
                fieldset #drop {
                    legend { "Files" }
                    label { "Choose files, or drop them here " input type="file" name="files" multiple accept=".txt,.text,.md,.html,.htm,.xhtml,.mht,.mhtml,.json,.jsonl,.ndjson,.csv,.tsv,.eml,.mbox,.docx,.odt,.pdf,.warc,.gz"; }
                    p #chosen .faint aria-live="polite" {}
                }
                fieldset {
                    legend { "Or addresses" }
                    label { "Addresses of reports on the web, one a line" textarea name="addresses" rows="3" dir="ltr" spellcheck="false" {} }
                    p.faint { "Each page is fetched once, now, as its robots.txt allows, and nothing else is. Machines in private networks are asked only where the server was started with " code { "--allow-private" } "." }
                }
                fieldset {
                    legend { "Or a text" }
                    label { "Text" textarea name="text" rows="9" dir="auto" {} }
                    div.fields {
                        label { "Headline" input type="text" name="title" dir="auto"; }
                        label { "Outlet" input type="text" name="outlet" dir="auto"; }
                        label { "Where it stood (address)" input type="url" name="url"; }
                        label { "Id" input type="text" name="id"; }
                    }
                }
                fieldset {
                    legend { "For all of these" }
                    label { "Date of publication, where they bring none of their own " input type="date" name="published"; }
                    p.faint { "Without a date, relative days (“next week”) cannot be placed exactly; the record then says so." }
                }
                button type="submit" { "Read them in" }
                progress #bar max="100" hidden aria-label="Progress of reading in" {}
            }
        }
    }
}

/// Takes reports from the form. Asked as a part (by the script), only the outcome comes back.
pub async fn receive(State(house): State<Arc<House>>, RawQuery(query): RawQuery, form: Multipart) -> Response {
    let sent = match Sent::take(form).await {
        Ok(sent) => sent,
        Err(why) => {
            let told = format!("The form cannot be read ({why}). Does a file's name hold odd signs? Then give it another name.");
            return (StatusCode::BAD_REQUEST, told).into_response();
        }
    };
    if house.options().read_only || !same_token(&sent.token, house.token()) {
        return (StatusCode::FORBIDDEN, "This form is from an earlier run of the server; load the page again.").into_response();
    }
    let done = tokio::task::spawn_blocking(move || {
        let outcome = read_in(&house, &sent);
        let ask = match Ask::new(house, "/add", query.as_deref().unwrap_or("")) {
            Ok(ask) => ask,
            Err(fault) => return (fault.status, fault.detail).into_response(),
        };
        let (status, told) = match outcome {
            Ok((added, problems)) => (StatusCode::OK, told(&ask, &added, &problems)),
            Err(fault) => (fault.status, html! { div.note role="alert" { p { (fault.detail) } } }),
        };
        let page = if ask.is_part() { told } else { layout::whole(&ask, "Add reports", &body(&ask, Some(told)), false) };
        (status, Html(page.into_string())).into_response()
    });
    done.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Reads in what was sent; gives the outcome and what came of no report, one sentence each.
fn read_in(house: &House, sent: &Sent) -> Result<(Added, Vec<String>), Fault> {
    let mut problems = Vec::new();
    let gathered = sent.reports(house, &mut problems);
    let reports = match gathered {
        Ok(reports) if !reports.is_empty() || !problems.is_empty() => reports,
        Ok(_) => {
            house.gave_up();
            return Err(Fault::wrong("Nothing was sent: choose files, give addresses, or paste a text."));
        }
        Err(fault) => {
            house.gave_up();
            return Err(fault);
        }
    };
    Ok((house.add(reports)?, problems))
}

/// The outcome: how many were read, what was not and why, and each report with what it gave.
fn told(ask: &Ask, added: &Added, problems: &[String]) -> Markup {
    let whole = &ask.snapshot.whole;
    let failed = added.troubles.len() + problems.len();
    let named: Vec<&String> = added.read.iter().chain(&added.dated).collect();
    html! {
        div.note data-state=(ask.snapshot.number) role="status" {
            p { b { (parts::count(added.read.len(), "report")) " read." }
                @if added.known > 0 { " " (parts::count(added.known as usize, "report")) " known already." }
                @if !added.dated.is_empty() { " " (parts::count(added.dated.len(), "report")) " read again with a date." }
                @if failed > 0 { " " b { (failed) " not read." } }
                @if added.stopped { " Stopped before the end." } }
            @for (language, number) in &added.languages { p { (parts::count(*number as usize, "report")) " in another language (" (language) "): kept, but nothing is read in them." } }
            @if failed > 0 { h2 { "Not read" } ul {
                @for trouble in &added.troubles { li { bdi { (trouble.id) } ": " (trouble.why) } }
                @for problem in problems { li { (problem) } }
            } }
            @if !named.is_empty() { h2 { "Read" } ul {
                @for id in named.iter().take(NAMED) { li {
                    a href=(ask.to_report(id)) { (parts::title(ask, id)) } " "
                    @match whole.facts_in(id).count() { 0 => span.faint { "gave no fact" }, facts => span.faint { (parts::count(facts, "fact")) } }
                } }
            } @if named.len() > NAMED { p.faint { (named.len() - NAMED) " more" } } }
            p { a href="/" { "State of play" } " · " a href="/changes" { "What changed" } }
        }
    }
}
