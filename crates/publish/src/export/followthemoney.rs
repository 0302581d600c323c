//! FollowTheMoney (Aleph, OpenSanctions): one entity a line. Actors are persons and bodies, positions are occupancies, reports are articles,
//! facts are events whose proof is the articles.

use super::{Result, View};
use crate::told::{Told, doubt};
use model::{Actor, ActorKind, Envelope, Fact, ReportEntry};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Writes all entities: articles, actors with their positions and sides, events.
pub fn followthemoney(view: &View<'_>, out: &mut dyn Write) -> Result<()> {
    let told = view.told();
    let record = view.record;
    let by_name: BTreeMap<&str, &Actor> = record.actors.iter().map(|actor| (actor.name.as_str(), actor)).collect();
    let mut write = |entity: Entity| -> Result<()> {
        serde_json::to_writer(&mut *out, &entity.json())?;
        out.write_all(b"\n")?;
        Ok(())
    };
    for report in &record.reports {
        write(article(report, view.source.reading(&report.id)?.map(|reading| reading.article)))?;
    }
    let mut posts: BTreeSet<&str> = BTreeSet::new();
    for actor in &record.actors {
        let mut entity = Entity::new("actor", &actor.id, schema(actor.kind));
        entity.add("name", &actor.name);
        actor.names.iter().filter(|name| **name != actor.name).for_each(|name| entity.add("alias", name));
        entity.add("description", &actor.kind.name().replace('_', " "));
        write(entity)?;
        if let Some(side) = actor.side.as_deref().and_then(|side| by_name.get(side)).filter(|side| side.id != actor.id) {
            let mut link = Entity::new("side", &actor.id, "UnknownLink");
            link.add("subject", &id("actor", &actor.id));
            link.add("object", &id("actor", &side.id));
            link.add("role", "belongs to");
            write(link)?;
        }
        if actor.kind != ActorKind::Person {
            continue;
        }
        for tenure in &actor.positions {
            if posts.insert(&tenure.label) {
                let mut post = Entity::new("post", &tenure.label, "Position");
                post.add("name", &tenure.label);
                write(post)?;
            }
            let mut held = Entity::new("held", &format!("{}/{}/{}", actor.id, tenure.label, tenure.envelope.edtf()), "Occupancy");
            held.add("holder", &id("actor", &actor.id));
            held.add("post", &id("post", &tenure.label));
            held.add("status", if tenure.ended { "ended" } else { "current" });
            // Days on which reports show it as held: neither its start nor its end.
            held.days(tenure.envelope);
            held.proof(tenure.evidence.iter().map(|e| e.report.as_str()));
            write(held)?;
        }
    }
    for fact in &record.facts {
        write(event(&told, fact, &by_name))?;
    }
    Ok(())
}

const fn schema(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Person => "Person",
        ActorKind::State | ActorKind::Organ | ActorKind::International => "PublicBody",
        ActorKind::ArmedGroup | ActorKind::Organisation | ActorKind::Outlet => "Organization",
        ActorKind::Collective => "LegalEntity",
    }
}

fn article(report: &ReportEntry, article: Option<model::Article>) -> Entity {
    let mut entity = Entity::new("report", &report.id, "Article");
    entity.add("title", report.title.as_deref().unwrap_or(&report.id));
    entity.add("fileName", &report.id);
    report.outlet.iter().for_each(|outlet| entity.add("publisher", outlet));
    report.url.iter().for_each(|url| entity.add("sourceUrl", url));
    if let Some(published) = &report.published {
        for day in days(published.envelope) {
            entity.add("publishedAt", &day);
        }
    }
    if let Some(article) = article {
        article.byline.iter().for_each(|byline| entity.add("author", byline));
        entity.add("bodyText", &article.text);
    }
    entity
}

fn event<'v>(told: &Told<'v>, fact: &'v Fact, actors: &BTreeMap<&str, &Actor>) -> Entity {
    let mut entity = Entity::new("fact", &fact.id, "Event");
    entity.add("name", &told.fact(fact));
    entity.add("recordId", &fact.id);
    entity.add("keywords", fact.kind.name());
    entity.add("keywords", fact.status.name());
    entity.days(fact.envelope);
    if let Some(doubt) = doubt(fact.envelope).filter(|_| !fact.envelope.is_open()) {
        entity.add("notes", &format!("When: {doubt}."));
    }
    let entry = told.move_of(&fact.id);
    for party in entry.iter().flat_map(|entry| &entry.owes) {
        entity.add("notes", &format!("Owes an answer: {party}."));
    }
    for line in told.grounds(&fact.evidence, fact.reports, fact.roots) {
        entity.add("summary", &line);
    }
    let roles = fact.fields.iter().filter(|(key, _)| key.is_role()).flat_map(|(_, value)| value.texts());
    for actor in roles.filter_map(|name| actors.get(name)) {
        entity.add("involved", &id("actor", &actor.id));
    }
    for place in fact.fields.texts(model::FieldKey::Place) {
        entity.add("location", place);
    }
    if let Some(address) = told.address(&fact.id) {
        entity.add("sourceUrl", &address);
    }
    entity.proof(fact.evidence.iter().map(|e| e.report.as_str()));
    entity
}

/// An id as FollowTheMoney allows it (letters, digits, `-`, `.`): every other byte of ours as `.XX`.
fn id(kind: &str, own: &str) -> String {
    let mut out = format!("{kind}-");
    for &byte in own.as_bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' {
            out.push(byte as char);
        } else {
            out.push_str(&format!(".{byte:02x}"));
        }
    }
    out
}

/// The values of a date property: the day, the month or the year, or else both ends as alternatives.
fn days(envelope: Envelope) -> Vec<String> {
    let edtf = envelope.edtf();
    if edtf.contains('/') || edtf == ".." {
        [envelope.earliest, envelope.latest].into_iter().flatten().map(|day| day.to_string()).collect()
    } else {
        vec![edtf]
    }
}

struct Entity {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

impl Entity {
    fn new(kind: &str, own: &str, schema: &'static str) -> Entity {
        Entity { id: id(kind, own), schema, properties: BTreeMap::new() }
    }

    fn add(&mut self, property: &'static str, value: &str) {
        let values = self.properties.entry(property).or_default();
        if !value.is_empty() && !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }

    fn days(&mut self, envelope: Envelope) {
        for day in days(envelope) {
            self.add("date", &day);
        }
    }

    fn proof<'r>(&mut self, reports: impl Iterator<Item = &'r str>) {
        for report in reports {
            self.add("proof", &id("report", report));
        }
    }

    fn json(self) -> Value {
        let properties: Map<String, Value> =
            self.properties.into_iter().filter(|(_, v)| !v.is_empty()).map(|(key, values)| (key.to_owned(), json!(values))).collect();
        json!({ "id": self.id, "schema": self.schema, "properties": properties })
    }
}
