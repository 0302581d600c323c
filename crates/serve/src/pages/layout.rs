//! The frame around every page: head, navigation, filters, foot.

use super::ask::Ask;
use super::parts;
use maud::{DOCTYPE, Markup, html};
use model::{ClaimKind, Status};

/// Views in the order of the navigation, by group.
const VIEWS: &[(&str, &[(&str, &str)])] = &[
    (
        "State of play",
        &[
            ("/", "Board"),
            ("/answers", "Proposals and answers"),
            ("/calendar", "Calendar"),
            ("/timeline", "Timeline"),
            ("/changes", "What changed"),
        ],
    ),
    (
        "Evidence",
        &[
            ("/facts", "Facts"),
            ("/statements", "Who said what"),
            ("/conflicts", "Conflicts"),
            ("/reports", "Reports"),
            ("/compare", "Side by side"),
            ("/sources", "Sources"),
        ],
    ),
    ("People and states", &[("/actors", "Actors")]),
    ("Work", &[("/search", "Search"), ("/review", "Review"), ("/add", "Add reports")]),
    ("Take away", &[("/brief", "Brief"), ("/downloads", "Downloads"), ("/api", "API")]),
];

/// Views that the filters do not touch: they show no filter bar.
const UNFILTERED: &[&str] = &["/add", "/api", "/brief", "/downloads", "/keys"];

/// A whole page.
pub fn whole(ask: &Ask, title: &str, body: &Markup, wide: bool) -> Markup {
    let name = ask.house.name();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · " (name) " · Rapporteur" }
                link rel="icon" type="image/svg+xml" href="/assets/icon.svg";
                link rel="stylesheet" href="/assets/style.css";
                script src="/assets/script.js" defer {}
            }
            body data-state=(ask.snapshot.number) {
                a.skip href="#content" { "Skip to the content" }
                header.top {
                    a.brand href="/" { span.mark aria-hidden="true" { "§" } span { "Rapporteur" } }
                    p.dossier { (name) }
                    form.find action="/search" method="get" role="search" {
                        @for (key, value) in ask.query.hidden(&[]) { input type="hidden" name=(key) value=(value); }
                        label.hidden for="top-q" { "Search reports and record" }
                        input #top-q type="search" name="q" placeholder="Search" value=[ask.query.get("q")];
                        button type="submit" { "Search" }
                    }
                    details.menu { summary { "Menu" } (views(ask, "Menu")) }
                }
                div.frame {
                    div.side { (views(ask, "Views")) }
                    main #content .wide[wide] tabindex="-1" {
                        div #live role="status" { p #live-progress .note hidden {} p #live-changed .note hidden { span {} " " a href=(ask.here_with(&[])) { "Show" } } }
                        @if ask.house.is_busy() { p #busy .note { "Reports are being read in. This is the record as it was before: load the page again in a while." } }
                        @for problem in &ask.query.problems { p.note role="alert" { (problem) "; left out." } }
                        @if !UNFILTERED.contains(&ask.path.as_str()) { (filters(ask)) }
                        (body)
                    }
                }
                footer.foot {
                    p { (parts::count(ask.snapshot.record().reports.len(), "report")) ", " (parts::count(ask.snapshot.whole.sources(), "independent source")) ". What is said here is what the reports say; every line leads to the sentences it rests on. " a #keys-link href=(ask.to("/keys")) data-drawer="" { "Keys" } }
                }
                dialog #drawer aria-label="Evidence" { div.drawer-bar { a #drawer-whole href="/" { "Open as a page" } button #drawer-close type="button" { "Close" } } div #drawer-body {} }
            }
        }
    }
}

/// The content alone, for the drawer.
pub fn part(_ask: &Ask, title: &str, body: &Markup) -> Markup {
    html! { article aria-label=(title) { (body) } }
}

fn views(ask: &Ask, label: &str) -> Markup {
    let here = |path: &str| if path == "/" { ask.path == "/" } else { ask.path == path || ask.path.starts_with(&format!("{path}/")) };
    html! {
        nav aria-label=(label) {
            @for (group, entries) in VIEWS {
                p.group { (group) }
                ul { @for (path, name) in *entries {
                    li { a href=(ask.to(path)) aria-current=[here(path).then_some("page")] { (name) } }
                } }
            }
        }
    }
}

/// The filters: what is set, in words, and a form to set others. Kept in the address, so that every view and export has them.
fn filters(ask: &Ask) -> Markup {
    let set = ask.query.in_words();
    let whole = &ask.snapshot.whole;
    let filter = &ask.query.filter;
    let process = |id: &str| whole.process(id).map_or_else(|| id.to_owned(), |p| p.name.clone());
    let tracks = whole.whole.tracks();
    let outlets = whole.whole.outlets();
    html! {
        details.filters {
            summary {
                @if set.is_empty() { span { "Filter" } }
                @else { span { "Filtered" } @for (key, value) in &set { " " span.chip { (key) ": " @if key == "process" { (process(value)) } @else { bdi { (value) } } } } }
            }
            form method="get" action=(filter_action(ask)) {
                @for (key, value) in ask.query.besides(&ask.path) { input type="hidden" name=(key) value=(value); }
                div.fields {
                    label { "Actor" input type="text" name="actor" list="actors" value=[filter.actor.first()]; }
                    datalist id="actors" { @for actor in whole.actors().take(400) { option value=(actor.name) {} } }
                    label { "Negotiation" select name="process" { option value="" { "all" } @for p in whole.processes().into_iter().take(200) { option value=(p.id) selected[ask.query.process.as_deref() == Some(p.id.as_str())] { (p.name) } } } }
                    label { "Track" select name="track" { option value="" { "all" } @for track in tracks { option value=(track) selected[filter.track.iter().any(|t| t == track)] { (track) } } } }
                    label { "Kind" select name="kind" { option value="" { "all" } @for kind in ClaimKind::ALL { option value=(kind.name()) selected[filter.kind.contains(kind)] { (parts::kind_word(*kind)) } } } }
                    label { "Status" select name="status" { option value="" { "all" } @for status in Status::ALL { option value=(status.name()) selected[filter.status.contains(status)] { (status.name()) } } } }
                    label { "Outlet" select name="outlet" { option value="" { "all" } @for outlet in outlets.iter().take(400) { option value=(outlet) selected[filter.outlet.iter().any(|o| o == outlet)] { (outlet) } } } }
                    label { "From" input type="date" name="from" value=[filter.from.map(|d| d.to_string())]; }
                    label { "To" input type="date" name="to" value=[filter.to.map(|d| d.to_string())]; }
                    label { "Independent sources, at least" input type="number" name="roots" min="1" max="99" value=[(filter.roots > 0).then_some(filter.roots)]; }
                }
                p.actions { button type="submit" { "Show" } @if !set.is_empty() { a href={(filter_action(ask)) (crate::query::Query::alone(&ask.query.besides(&ask.path).collect::<Vec<_>>()))} { "Clear all" } } }
            }
        }
    }
}

/// Where the filter form leads: this view, or the list above where it is about one entry.
fn filter_action(ask: &Ask) -> String {
    let first = ask.path.split('/').nth(1).unwrap_or("");
    match first {
        "evidence" => "/facts".to_owned(),
        other => format!("/{other}"),
    }
}
