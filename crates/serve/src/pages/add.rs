//! Adding reports: files dropped or chosen, text pasted. Works as a plain form; the script adds dropping and progress.

use super::ask::{Ask, Fault, Reply};
use super::{layout, parts};
use crate::guard::same_token;
use crate::house::House;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use intake::{Incoming, Options};
use maud::{Markup, html};
use model::{Body, Envelope, Report};
use std::path::PathBuf;
use std::sync::Arc;

/// The page.
pub fn page(ask: &Ask) -> Result<Reply, Fault> {
    ask.page("Add reports", body(ask, None))
}

fn body(ask: &Ask, outcome: Option<Markup>) -> Markup {
    html! {
        header.head {
            h1 { "Add reports" }
            p.lede { "Text, web pages, JSON Lines, tables, web archives: as files, or pasted. A report that is known already is passed over." }
        }
        @if let Some(outcome) = outcome { (outcome) }
        @if ask.house.options().read_only { p.note { "This server was started read-only." } }
        @else {
            form.add method="post" action="/add" enctype="multipart/form-data" data-busy="Reading in …" {
                input type="hidden" name="token" value=(ask.house.token());
                fieldset #drop {
                    legend { "Files" }
                    label { "Choose files, or drop them here " input type="file" name="files" multiple accept=".txt,.text,.md,.html,.htm,.xhtml,.json,.jsonl,.ndjson,.csv,.tsv,.warc,.gz"; }
                    p #chosen .faint aria-live="polite" {}
                }
                fieldset {
                    legend { "Or a text" }
                    label { "Text" textarea name="text" rows="9" dir="auto" {} }
                    div.fields {
                        label { "Headline" input type="text" name="title" dir="auto"; }
                        label { "Outlet" input type="text" name="outlet" dir="auto"; }
                        label { "Address" input type="url" name="url"; }
                        label { "Id" input type="text" name="id"; }
                    }
                }
                fieldset {
                    legend { "For all of these" }
                    label { "Date of publication, where they bring none of their own " input type="date" name="published"; }
                    p.faint { "Without a date, relative days (“next week”) cannot be placed exactly; the record then says so." }
                }
                button type="submit" { "Read them in" }
            }
        }
    }
}

#[derive(Default)]
struct Sent {
    token: String,
    files: Vec<(String, Vec<u8>)>,
    text: String,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    id: Option<String>,
    published: Option<String>,
}

/// Takes reports from the form.
pub async fn receive(State(house): State<Arc<House>>, form: Multipart) -> Response {
    let sent = match take(form).await {
        Ok(sent) => sent,
        Err(why) => return (StatusCode::BAD_REQUEST, why).into_response(),
    };
    if house.options().read_only || !same_token(&sent.token, house.token()) {
        return (StatusCode::FORBIDDEN, "This form is from an earlier run of the server; load the page again.").into_response();
    }
    let done = tokio::task::spawn_blocking(move || {
        let outcome = read_in(&house, sent);
        let ask = match Ask::new(house, "/add", "") {
            Ok(ask) => ask,
            Err(fault) => return (fault.status, fault.detail).into_response(),
        };
        let (status, told) = match outcome {
            Ok(told) => (StatusCode::OK, told),
            Err(fault) => (fault.status, html! { p.note role="alert" { (fault.detail) } }),
        };
        (status, Html(layout::whole(&ask, "Add reports", &body(&ask, Some(told)), false).into_string())).into_response()
    });
    done.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

async fn take(mut form: Multipart) -> Result<Sent, String> {
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await.map_err(|e| e.body_text())? {
        let name = field.name().unwrap_or("").to_owned();
        let file = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(|e| e.body_text())?;
        if name == "files" {
            if let Some(file) = file.filter(|_| !bytes.is_empty()) {
                sent.files.push((file, bytes.to_vec()));
            }
            continue;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let some = Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        match name.as_str() {
            "token" => sent.token = text,
            "text" => sent.text = text.replace("\r\n", "\n"),
            "title" => sent.title = some,
            "outlet" => sent.outlet = some,
            "url" => sent.url = some,
            "id" => sent.id = some,
            "published" => sent.published = some,
            _ => {}
        }
    }
    Ok(sent)
}

fn read_in(house: &House, sent: Sent) -> Result<Markup, Fault> {
    if let Some(date) = &sent.published
        && Envelope::parse_given(date).is_none()
    {
        return Err(Fault::wrong(format!("“{date}” is no date of publication; write it as 2025-07-20.")));
    }
    let mut problems = Vec::new();
    let mut reports = from_files(&sent, &mut problems)?;
    if !sent.text.trim().is_empty() {
        reports.push(pasted(&sent));
    }
    if reports.is_empty() && problems.is_empty() {
        return Err(Fault::wrong("Nothing was sent: choose files or paste a text."));
    }
    let added = house.add(reports)?;
    Ok(html! {
        div.note role="status" {
            p { b { (parts::count(added.read.len(), "report")) " read." }
                @if added.known > 0 { " " (parts::count(added.known as usize, "report")) " known already." }
                @if !added.dated.is_empty() { " " (parts::count(added.dated.len(), "report")) " read again with a date." } }
            @for (language, number) in &added.languages { p { (parts::count(*number as usize, "report")) " in another language (" (language) "): kept, but nothing is read in them." } }
            @if !added.silent.is_empty() { p { (parts::count(added.silent.len(), "report")) " gave no claim: " (added.silent.iter().take(5).cloned().collect::<Vec<_>>().join(", ")) } }
            @for trouble in &added.troubles { p { "Not read: " bdi { (trouble.id) } ": " (trouble.why) } }
            @for problem in &problems { p { (problem) } }
            p { a href="/" { "State of play" } " · " a href="/changes" { "What changed" } }
        }
    })
}

/// Files go through the same door as on the command line: a folder of their own, read and taken away again.
fn from_files(sent: &Sent, problems: &mut Vec<String>) -> Result<Vec<Incoming>, Fault> {
    if sent.files.is_empty() {
        return Ok(Vec::new());
    }
    let broken = |what: std::io::Error| Fault {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        detail: format!("The files cannot be laid down: {what}"),
    };
    let folder = tempfile::tempdir().map_err(broken)?;
    for (name, bytes) in &sent.files {
        std::fs::write(folder.path().join(safe_name(name)), bytes).map_err(broken)?;
    }
    let options = Options { published: sent.published.clone(), ..Options::default() };
    let mut reports = Vec::new();
    for item in intake::open(&[PathBuf::from(folder.path())], &options) {
        match item {
            Ok(mut incoming) => {
                if incoming.report.outlet.is_none() {
                    incoming.report.outlet.clone_from(&sent.outlet);
                }
                reports.push(incoming);
            }
            Err(problem) => {
                let told = problem.to_string().replace(&format!("{}/", folder.path().display()), "");
                problems.push(if problem.is_warning() { told } else { format!("Not read: {told}") });
            }
        }
    }
    Ok(reports)
}

/// The last part of a file's name without signs that mean something to a file system.
fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let clean: String =
        last.chars().filter(|c| !c.is_control() && !matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|')).take(120).collect();
    let clean = clean.trim().trim_start_matches('.');
    if clean.is_empty() { "report.txt".to_owned() } else { clean.to_owned() }
}

fn pasted(sent: &Sent) -> Incoming {
    let sha256 = intake::sha256_hex(sent.text.as_bytes());
    let id = sent.id.clone().unwrap_or_else(|| format!("pasted-{}", sha256.get(..8).unwrap_or("")));
    let page = sent
        .text
        .trim_start()
        .get(..9)
        .is_some_and(|head| head.eq_ignore_ascii_case("<!doctype") || head.to_ascii_lowercase().starts_with("<html"));
    let report = Report {
        id,
        body: if page { Body::Html(sent.text.clone()) } else { Body::Text(sent.text.clone()) },
        url: sent.url.clone(),
        published: sent.published.clone(),
        title: sent.title.clone(),
        outlet: sent.outlet.clone(),
        author: None,
    };
    Incoming { report, bytes_sha256: sha256, origin: intake::Origin::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_stay_in_their_folder() {
        assert_eq!(safe_name("../../etc/passwd"), "passwd");
        assert_eq!(safe_name("C:\\reports\\a b.txt"), "a b.txt");
        assert_eq!(safe_name(".."), "report.txt");
        assert_eq!(safe_name("<img src=x>.txt"), "img src=x.txt");
    }
}
