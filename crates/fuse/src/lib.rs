//! Many readings -> one record: origins, actors, statements, facts, moves, conflicts. Pure and independent of the order of its input.

pub mod actors;
mod conflicts;
pub mod copies;
mod dating;
mod facts;
mod gist;
pub mod moves;
pub mod names;
mod nearness;
mod processes;
mod statements;
pub mod stories;
mod words;

use model::{ClaimKind, FieldKey, Reading, Record, ReportEntry};
use nearness::Nearness;
use std::collections::BTreeMap;

/// A reading with what the dossier knows of its report.
#[derive(Clone, Copy, Debug)]
pub struct Source<'r> {
    /// Report id.
    pub id: &'r str,
    /// Address.
    pub url: Option<&'r str>,
    /// SHA-256 of the bytes as read, in hexadecimal.
    pub sha256: &'r str,
    /// What was read.
    pub reading: &'r Reading,
}

/// Fuses readings into a record. The order of `sources` does not matter.
pub fn fuse(sources: &[Source<'_>]) -> Record {
    let mut sources: Vec<Source<'_>> = sources.to_vec();
    sources.sort_by(|a, b| (a.id, a.sha256).cmp(&(b.id, b.sha256)));
    let graph = copies::graph(&sources);
    let dated: BTreeMap<usize, Reading> = dating::narrowed(&sources, &graph)
        .into_iter()
        .map(|(r, publication)| {
            let mut reading = sources[r].reading.clone();
            reading.article.published = Some(publication);
            (r, reading)
        })
        .collect();
    for (r, reading) in &dated {
        sources[*r].reading = reading;
    }
    let told: Vec<_> = sources
        .iter()
        .map(|s| (s.id, s.reading.article.text.as_str(), s.reading.article.published.as_ref().and_then(|p| p.envelope.latest)))
        .collect();
    let stories = stories::assign(&told);
    let nearness = Nearness::new(&sources, &stories, &graph);
    let mut cast = actors::join(&sources);
    actors::positions(&sources, &mut cast);
    let mut items = facts::items(&sources, &cast);
    // Who "the union" is tells the negotiation; who sits there, the names.
    let seated = processes::Tables::new(&sources, &items, &cast, &nearness);
    actors::call(&sources, &items, &seated, &mut cast);
    facts::renamed(&sources, &cast, &mut items);
    facts::resupply(&mut items, &seated, &cast);
    facts::appointed(&nearness, &mut items, |i| cast.actor(i.report, i.claim.fields.text(FieldKey::Person)?).map(|a| a.kind));
    let statements = statements::join(&sources, &cast, &graph, &nearness);
    // Answers are joined once it is known what they answer.
    let mut groups = facts::group(&nearness, &items, |i| i.claim.kind != ClaimKind::Answer);
    let moved: Vec<Vec<usize>> = groups.iter().filter(|g| g.iter().any(|&i| items[i].is_move())).cloned().collect();
    for (answer, to) in moves::assign(&sources, &items, &nearness, &moved) {
        items[answer].answers = Some(to);
    }
    groups.extend(facts::group(&nearness, &items, |i| i.claim.kind == ClaimKind::Answer));
    let mut clusters = facts::facts(&sources, &items, &cast, &graph, groups);
    let mut moves = moves::moves(&sources, &items, &mut clusters);
    let mut tables = processes::Tables::new(&sources, &items, &cast, &nearness);
    tables.seat(&items, &clusters);
    moves::close(&sources, &items, &nearness, &tables, &mut clusters, &mut moves);
    let conflicts = conflicts::find(
        conflicts::Material { sources: &sources, items: &items, cast: &cast, graph: &graph, nearness: &nearness, clusters: &clusters },
        &statements,
        &moves,
    );
    let told = gist::Told::new(&sources, &items, &clusters, &cast, &graph);
    let processes = processes::group(&sources, &items, tables, &mut clusters, &moves, &told);
    let reports = sources.iter().zip(&stories).enumerate().map(|(i, (s, story))| ReportEntry {
        id: s.id.to_owned(),
        title: s.reading.article.title.clone(),
        outlet: s.reading.article.outlet.clone(),
        url: s.url.map(str::to_owned),
        published: s.reading.article.published.clone(),
        root: graph.roots[i].clone(),
        origin: graph.origins[i].clone(),
        sha256: s.sha256.to_owned(),
        story: Some(story.clone()),
    });
    Record {
        reports: reports.collect(),
        derivations: graph.derivations,
        actors: cast.actors,
        statements,
        facts: clusters.into_iter().map(|c| c.fact).collect(),
        moves,
        conflicts,
        processes,
    }
}
