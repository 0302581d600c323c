//! Utterances across reports: who said it, with the wordings that reports give. Gate by speaker and week, then shared words; between retellings of
//! one origin the order of the statements counts as well.

use crate::Source;
use crate::actors::Cast;
use crate::copies::Graph;
use crate::facts::episode_apart;
use crate::words::{hash, overlap, stems};
use model::{Span, Utterance, Wording};
use std::collections::{BTreeMap, BTreeSet};

struct Said {
    report: usize,
    sentence: u32,
    statement: usize,
    speaker: Option<String>,
    side: Option<String>,
    stems: Vec<String>,
}

/// Joins the statements of all reports.
pub fn join(sources: &[Source<'_>], cast: &Cast, graph: &Graph) -> Vec<Utterance> {
    let mut said: Vec<Said> = Vec::new();
    for (report, source) in sources.iter().enumerate() {
        for (statement, s) in source.reading.statements.iter().enumerate() {
            let name = s.speaker.and_then(|a| source.reading.actors.get(a as usize)).map(|a| a.name.as_str());
            let text: Vec<&str> = s.content.iter().map(|c| c.of(&source.reading.article.text)).collect();
            said.push(Said {
                report,
                sentence: s.sentence,
                statement,
                speaker: name.map(|n| cast.canonical(report, n)),
                side: name.map(|n| cast.side(report, n)),
                stems: stems(&text.join(" ")),
            });
        }
    }
    let mut links: Vec<(f64, usize, usize)> = Vec::new();
    let mut by_speaker: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, x) in said.iter().enumerate() {
        if let Some(side) = &x.side {
            by_speaker.entry(side).or_default().push(i);
        }
    }
    for group in by_speaker.values() {
        for (k, &i) in group.iter().enumerate() {
            for &j in &group[..k] {
                let (a, b) = (&said[i], &said[j]);
                let sibling = graph.siblings[a.report].iter().find(|s| s.other == b.report);
                let same_speaker = a.speaker == b.speaker;
                let (jaccard, contained) = overlap(&a.stems, &b.stems);
                let small = a.stems.len().min(b.stems.len());
                let score = if a.report == b.report {
                    // A pull quote or headline that repeats the body.
                    if same_speaker && jaccard >= 0.75 && small >= 3 { 1.0 } else { continue }
                } else if let Some(sibling) = sibling {
                    let aligned = sibling.sentences.contains(&(a.sentence, b.sentence));
                    let need = if aligned { 0.12 } else { 0.3 };
                    let value = 0.6 * jaccard + 0.4 * contained;
                    if value < need || !(same_speaker || aligned) {
                        continue;
                    }
                    value + if aligned { 0.3 } else { 0.0 }
                } else {
                    if !same_speaker || episode_apart(sources, a.report, b.report, 7) || small < 4 || jaccard < 0.5 && contained < 0.85 {
                        continue;
                    }
                    jaccard
                };
                links.push((score, j, i));
            }
        }
    }
    links.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut group: Vec<usize> = (0..said.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..said.len()).map(|i| vec![i]).collect();
    for (_, i, j) in links {
        let (a, b) = (group[i].min(group[j]), group[i].max(group[j]));
        // One report says one thing once: two statements of one report join only where they repeat each other.
        let clash =
            |&x: &usize| members[a].iter().any(|&y| said[x].report == said[y].report && overlap(&said[x].stems, &said[y].stems).0 < 0.5);
        if a == b || members[b].iter().any(clash) {
            continue;
        }
        let moved = std::mem::take(&mut members[b]);
        for &m in &moved {
            group[m] = a;
        }
        members[a].extend(moved);
    }
    let mut out = Vec::new();
    for members in members.into_iter().filter(|m| !m.is_empty()) {
        let mut wordings = Vec::new();
        let mut roots = BTreeSet::new();
        for &m in &members {
            let (x, source) = (&said[m], &sources[said[m].report]);
            let statement = &source.reading.statements[x.statement];
            roots.insert(&graph.roots[x.report]);
            let span = statement.content.iter().copied().reduce(Span::cover).unwrap_or_default();
            wordings.push(Wording {
                report: source.id.to_owned(),
                mode: statement.mode,
                span,
                text: statement.content.iter().map(|c| c.of(&source.reading.article.text)).collect::<Vec<_>>().join(" … "),
            });
        }
        wordings.sort_by(|a, b| (&a.report, a.span).cmp(&(&b.report, b.span)));
        let speakers: BTreeSet<&Option<String>> = members.iter().map(|&m| &said[m].speaker).collect();
        let speaker = if speakers.len() == 1 { said[members[0]].speaker.clone() } else { said[members[0]].side.clone() };
        let envelope =
            members.iter().map(|&m| latest(&sources[said[m].report])).reduce(|a, b| a.narrow(b).unwrap_or(a)).unwrap_or_default();
        let founder = wordings.first().map(|w| format!("{} {}", w.report, w.text)).unwrap_or_default();
        let id = format!("s{:016x}", hash(format!("{speaker:?} {founder}").as_bytes()));
        out.push(Utterance { id, speaker, envelope, wordings, roots: roots.len() as u32 });
    }
    out.sort_by(|a, b| a.wordings.first().map(|w| (&w.report, w.span)).cmp(&b.wordings.first().map(|w| (&w.report, w.span))));
    out
}

/// Said at the latest when published.
fn latest(source: &Source<'_>) -> model::Envelope {
    model::Envelope::new(None, source.reading.article.published.as_ref().and_then(|p| p.envelope.latest))
}
