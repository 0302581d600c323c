//! The evidence of one entry: its sentences, why this date, why this speaker, what was ruled. A page, and the content of the drawer.

use super::ask::{Ask, Fault, Reply, segment, shorten};
use super::{parts, review};
use maud::{Markup, html};
use model::{Anchor, Claim, Conflict, Evidence, Evidential, Fact, FieldValue, Move, Process, Reading, Stance, Utterance};
use publish::wording;
use record::Item;
use std::collections::BTreeMap;

/// Reports whose reading is opened to explain a fact: enough for a person; the rest shows its sentences alone.
const READ: usize = 12;

/// The page.
pub fn page(ask: &Ask, id: &str) -> Result<Reply, Fault> {
    let record = ask.snapshot.record();
    let item = ask.house.reader().find(record, id);
    let item = match item {
        Ok(item) => item,
        Err(error) if error.is_unknown_id() => return gone(ask, id),
        Err(error) => return Err(error.into()),
    };
    match item {
        Item::Fact { fact, moved } => {
            let title = shorten(&ask.line(&fact), 80);
            let body = fact_page(ask, &fact, moved.as_ref())?;
            ask.page(&title, body)
        }
        Item::Statement { statement } => ask.page("Statement", statement_page(ask, &statement)),
        Item::Conflict { conflict } => ask.page("Conflict", conflict_page(ask, &conflict)),
        Item::Process { process } => ask.page(&process.name, process_page(ask, &process)),
        Item::Report { report, .. } => Ok(Reply::Redirect(ask.to_report(&report.id))),
        Item::Actor { actor } => Ok(Reply::Redirect(ask.to(&format!("/actors/{}", segment(&actor.id))))),
    }
}

/// An entry that has left the record (rejected, or fused otherwise since): its history, where there is one.
fn gone(ask: &Ask, id: &str) -> Result<Reply, Fault> {
    let history = ask.house.reader().history(id)?;
    if history.is_empty() {
        return Err(Fault::not_found("Nothing in the record has this id."));
    }
    let body = html! {
        h1 { "No longer in the record" }
        p.lede { "An entry with the id " code { (id) } " was in the record and has left it." }
        (history_list(ask, id)?)
    };
    ask.page("No longer in the record", body)
}

fn fact_page(ask: &Ask, fact: &Fact, moved: Option<&Move>) -> Result<Markup, Fault> {
    let readings = readings(ask, fact.evidence.iter().map(|e| e.report.as_str()))?;
    let line = moved.map_or_else(|| ask.bare(fact), |entry| super::board::title_case(&shorten(&entry.content, 300)));
    Ok(html! {
        header.head {
            p.faint { (wording::kind(fact.kind)) " · " (parts::status(fact.status)) @if let Some(process) = ask.snapshot.whole.process_of(&fact.id) { " · " a href=(ask.to_with("/", &[("process", &process.id)])) { (process.name) } } }
            h1 dir="auto" { (line) }
            p.lede { (parts::when(fact.envelope)) " · " (parts::count(fact.reports as usize, "report")) ", " (parts::count(fact.roots as usize, "independent source")) }
            @if let (Some(words), None) = (wording::doubts(&fact.doubts), &fact.ruling) { p.note { (if fact.unsure { "Less sure, not in the lists of the brief: " } else { "To be read with care: " }) (words) } }
            @if let Some(ruling) = &fact.ruling { p.note { "A person ruled on this: " (ruling) } }
        }
        @if let Some(entry) = moved { (move_part(ask, entry)) }
        (fields(ask, fact))
        section aria-labelledby="h-sentences" {
            h2 #h-sentences { "What the reports say" }
            @for (at, place) in ordered(&fact.evidence).into_iter().enumerate() {
                div.place {
                    (parts::quotation(ask, place, &fact.id))
                    @if let Some(reading) = readings.get(place.report.as_str()) { (why(ask, fact, place, reading, at == 0)) }
                }
            }
        }
        @if !fact.links.is_empty() { section aria-labelledby="h-links" { h2 #h-links { "Belongs with" } ul { @for link in &fact.links {
            li { (relation_word(&link.relation)) ": " @match ask.snapshot.whole.fact(&link.to) { Some(other) => a href=(ask.to_evidence(&other.id)) data-drawer="" { (ask.line(other)) }, None => code { (link.to) } } }
        } } } }
        (conflicts_of(ask, &fact.id))
        (review::forms(ask, fact))
        (history_list(ask, &fact.id)?)
        p.faint { "Id " code { (fact.id) } " · " a href={"/api/v1/facts/" (segment(&fact.id))} { "as JSON" } }
    })
}

fn relation_word(relation: &str) -> String {
    match relation {
        "part_of" => "is part of".to_owned(),
        "answers" => "answers".to_owned(),
        "outcome_of" => "came out of".to_owned(),
        "place_in" => "took place at".to_owned(),
        other => other.replace('_', " "),
    }
}

/// Places with the counted ones first.
fn ordered(evidence: &[Evidence]) -> Vec<&Evidence> {
    let mut all: Vec<&Evidence> = evidence.iter().collect();
    all.sort_by_key(|e| (e.stance == Stance::Repeats, &e.report, e.sentence, e.span));
    all
}

fn readings<'e>(ask: &Ask, reports: impl Iterator<Item = &'e str>) -> Result<BTreeMap<String, Reading>, Fault> {
    let mut found = BTreeMap::new();
    let dossier = ask.house.reader();
    for report in reports {
        if found.len() < READ && !found.contains_key(report) {
            match dossier.reading(report) {
                Ok(reading) => {
                    found.insert(report.to_owned(), reading);
                }
                Err(error) if error.is_unknown_id() => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(found)
}

fn move_part(ask: &Ask, entry: &Move) -> Markup {
    html! {
        dl.facts {
            dt { "Put by" } dd { (parts::actors(ask, &entry.by)) }
            dt { "To" } dd { (parts::actors(ask, &entry.to)) }
            @if let Some(track) = &entry.track { dt { "Track" } dd { a href=(ask.to_with("/", &[("track", track)])) { (track) } } }
            dt { "Stands" } dd { (parts::move_state(entry)) ", " (wording::stage(entry.stage)) }
            dt { "Asked for" } dd { @match entry.due.filter(|d| !d.is_open()) { Some(due) => (parts::when(due)), None => span.faint { "no term stated" } } }
            @if let Some(condition) = &entry.condition { dt { "Condition" } dd dir="auto" { (condition) } }
            dt { "Answers" } dd { (parts::answers(ask, entry)) }
        }
        @let told: Vec<_> = entry.answers.iter().filter(|a| !a.evidence.is_empty()).collect();
        @if !told.is_empty() {
            section aria-labelledby="h-answers" {
                h2 #h-answers { "The answers, as reported" }
                @for given in told {
                    h3 { (parts::answer(ask, given, &entry.id, true)) }
                    @for place in ordered(&given.evidence) { (parts::quotation(ask, place, "")) }
                }
            }
        }
    }
}

fn fields(ask: &Ask, fact: &Fact) -> Markup {
    let known: Vec<_> = fact.fields.iter().filter(|(_, value)| **value != FieldValue::Unknown).collect();
    html! {
        @if !known.is_empty() {
            details.fields open[known.len() <= 6] {
                summary { "Roles and terms" }
                dl.facts { @for (key, value) in known {
                    dt { (key.name().replace('_', " ")) }
                    dd dir="auto" { @if key.is_role() { @let names: Vec<String> = value.texts().into_iter().map(str::to_owned).collect(); (parts::actors(ask, &names)) } @else { (value_text(value)) } }
                } }
            }
        }
    }
}

/// A value in words.
pub fn value_text(value: &FieldValue) -> String {
    match value {
        FieldValue::Unknown => "unknown".to_owned(),
        FieldValue::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        FieldValue::Number(number) => number.to_string(),
        FieldValue::Text(text) => text.clone(),
        FieldValue::List(list) => list.iter().map(value_text).collect::<Vec<_>>().join("; "),
    }
}

/// The claim behind a place, and what its date and its speaker rest on.
fn why(ask: &Ask, fact: &Fact, place: &Evidence, reading: &Reading, open: bool) -> Markup {
    let close = |claim: &&Claim| claim.kind == fact.kind && claim.sentence == place.sentence && claim.span.overlaps(place.span);
    let Some(claim) = reading.claims.iter().filter(close).min_by_key(|c| c.span.start.abs_diff(place.span.start)) else { return html! {} };
    html! {
        details.why open[open] {
            summary { "Why this date, why this speaker" }
            dl.facts {
                dt { "Date" } dd { (why_date(claim, reading)) }
                dt { "Speaker" } dd { (why_speaker(ask, claim, place, reading)) }
                @if let Some(doubt) = &claim.doubt { dt { "Doubt" } dd { (doubt) } }
            }
        }
    }
}

fn why_date(claim: &Claim, reading: &Reading) -> Markup {
    let published = reading.article.published.as_ref();
    let report_day = published.and_then(|p| Some(format!("{} ({})", wording::when(p.envelope)?, parts::basis_word(p.basis))));
    let Some(time) = &claim.time else {
        return html! { "No time is given in these words" @if let Some(day) = report_day { "; the report is of " (day) } "." };
    };
    let told = wording::when(time.envelope).unwrap_or_else(|| "no day".to_owned());
    let expression = time.expression.and_then(|at| reading.times.get(at as usize));
    html! {
        @match expression {
            Some(expression) => {
                "“" (expression.span.of(&reading.article.text)) "” → " b { (told) }
                @match expression.anchor {
                    Anchor::Absolute => ": the words name it.",
                    Anchor::Publication => { ": counted from the report’s own day" @if let Some(day) = &report_day { ", " (day) } "." }
                    Anchor::Utterance => ": counted from the day of speaking.",
                    Anchor::Expression => ": counted from another time in the text.",
                    Anchor::Event => ": counted from another event.",
                }
                @if !expression.alternatives.is_empty() {
                    " Other readings: " (expression.alternatives.iter().filter_map(|e| wording::when(*e)).collect::<Vec<_>>().join("; ")) "."
                }
            }
            None if time.event.is_some() => {
                @if let Some(words) = time.event { "“" (words.of(&reading.article.text)) "” → " b { (told) } ": counted from another event." }
            }
            None => { b { (told) } @if time.implicit { ": taken over from the context, not from words of this sentence." } @else { "." } }
        }
        @if let Some(grounds) = published.map(|p| &p.grounds).filter(|g| !g.is_empty()) {
            details { summary { "Why the report is of that day" } ul { @for ground in grounds { li dir="auto" { (ground) } } } }
        }
    }
}

fn why_speaker(ask: &Ask, claim: &Claim, place: &Evidence, reading: &Reading) -> Markup {
    let text = &reading.article.text;
    let statement = reading.statements.iter().find(|s| s.content.iter().any(|span| span.overlaps(place.span)));
    let chain: Vec<String> = claim.chain.clone();
    html! {
        @match &claim.speaker {
            Some(name) => { b { (parts::actor(ask, name)) } }
            None => { "The report says so itself" }
        }
        @if chain.len() > 1 { ", through " (chain.join(" → ")) }
        @match claim.evidential {
            Evidential::Asserted => "",
            Evidential::Reported => "; reported speech",
            Evidential::Presupposed => "; taken for granted in another claim",
            Evidential::Hearsay => "; hearsay (“reportedly”, “appears”)",
        }
        @if let Some(statement) = statement.filter(|_| claim.speaker.is_some()) {
            @let source: Vec<&str> = statement.source.iter().map(|s| s.of(text)).filter(|s| !s.is_empty()).collect();
            @let cue: Vec<&str> = statement.cue.iter().map(|s| s.of(text)).filter(|s| !s.is_empty()).collect();
            @if !source.is_empty() || !cue.is_empty() {
                ". The words: “" (source.join(" … ")) @if !source.is_empty() && !cue.is_empty() { " … " } (cue.join(" … ")) "”"
            }
            @if let Some(parent) = statement.parent.and_then(|at| reading.statements.get(at as usize)) {
                @if let Some(outer) = parent.speaker.and_then(|at| reading.actors.get(at as usize)) { "; inside what " (outer.name) " said" }
            }
        }
        "."
    }
}

fn conflicts_of(ask: &Ask, fact: &str) -> Markup {
    let mine: Vec<&Conflict> = ask.snapshot.record().conflicts.iter().filter(|c| c.facts.iter().any(|f| f == fact)).collect();
    html! {
        @if !mine.is_empty() { section aria-labelledby="h-differ" { h2 #h-differ { "Where reports differ on this" } ul { @for conflict in mine {
            li { a href=(ask.to_evidence(&conflict.id)) data-drawer="" { (shorten(&conflict.field, 160)) } ": " (wording::verdict(conflict.verdict)) }
        } } } }
    }
}

fn history_list(ask: &Ask, id: &str) -> Result<Markup, Fault> {
    let history = ask.house.reader().history(id)?;
    Ok(html! {
        @if !history.is_empty() { details.history { summary { "History (" (history.len()) ")" } ol { @for step in &history {
            li { time { (step.at) } ": " (step.what.name()) ", " (step.cause) @if let Some(reason) = &step.reason { " — " (reason) } }
        } } } }
    })
}

fn statement_page(ask: &Ask, statement: &Utterance) -> Markup {
    html! {
        header.head {
            p.faint { "Statement" }
            h1 { @match &statement.speaker { Some(name) => (parts::actor(ask, name)), None => "Speaker not stated" } }
            p.lede { (parts::when(statement.envelope)) " · " (parts::count(statement.wordings.len(), "wording")) ", " (parts::count(statement.roots as usize, "independent source")) }
        }
        @for wording in &statement.wordings {
            @let place = Evidence { report: wording.report.clone(), sentence: ask.sentence_at(&wording.report, wording.span), span: wording.span, stance: Stance::Supports };
            (parts::quotation(ask, &place, ""))
            p.faint { (mode_word(wording.mode)) }
        }
    }
}

/// How words were taken down.
pub const fn mode_word(mode: model::StatementMode) -> &'static str {
    match mode {
        model::StatementMode::Direct => "quoted",
        model::StatementMode::Indirect => "in the report’s own words",
        model::StatementMode::Mixed => "partly quoted",
    }
}

/// A conflict with its values side by side.
pub fn conflict_page(ask: &Ask, conflict: &Conflict) -> Markup {
    html! {
        header.head {
            p.faint { "Conflict · " (wording::verdict(conflict.verdict)) }
            h1 dir="auto" { (conflict.field) }
        }
        h2 { "The values" }
        (super::conflicts::values(ask, conflict))
        @for fact in conflict.facts.iter().filter_map(|id| ask.snapshot.whole.fact(id)) {
            p { "Concerns: " a href=(ask.to_evidence(&fact.id)) data-drawer="" { (ask.line(fact)) } }
        }
    }
}

fn process_page(ask: &Ask, process: &Process) -> Markup {
    html! {
        header.head { p.faint { "Negotiation" } h1 { (process.name) } p.lede { (parts::when(process.envelope)) " · " (parts::actors(ask, &process.parties)) } }
        p { (parts::count(process.facts.len(), "fact")) ". " a href=(ask.to_with("/", &[("process", &process.id)])) { "State of play" } }
        (parts::gist(ask, process, html! { h2 { (publish::brief::GIST) } }))
    }
}
