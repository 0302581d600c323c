//! Utterances across reports: who said it, with the wordings that reports give. Gate by speaker and week, then shared words; between retellings of
//! one origin the order of the statements counts as well.

use crate::Source;
use crate::actors::Cast;
use crate::copies::Graph;
use crate::facts::episode_apart;
use crate::words::{hash, overlap, stems};
use model::{Reading, Span, Statement, StatementMode, Utterance, Wording};
use std::collections::{BTreeMap, BTreeSet};

struct Said {
    report: usize,
    sentence: u32,
    statement: usize,
    content: Vec<Span>,
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
            for (sentence, content) in pieces(source.reading, s) {
                let text: Vec<&str> = content.iter().map(|c| c.of(&source.reading.article.text)).collect();
                said.push(Said {
                    report,
                    sentence,
                    statement,
                    speaker: name.map(|n| cast.canonical(report, n)),
                    side: name.map(|n| cast.side(report, n)),
                    stems: stems(&text.join(" ")),
                    content,
                });
            }
        }
    }
    let mut links: Vec<(f64, usize, usize)> = Vec::new();
    for (i, j) in candidates(&said, graph) {
        if let Some(score) = same_utterance(sources, graph, &said[i], &said[j]) {
            links.push((score, j, i));
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
            let span = x.content.iter().copied().reduce(Span::cover).unwrap_or_default();
            wordings.push(Wording {
                report: source.id.to_owned(),
                mode: statement.mode,
                span,
                text: x.content.iter().map(|c| c.of(&source.reading.article.text)).collect::<Vec<_>>().join(" … "),
            });
        }
        wordings.sort_by(|a, b| (&a.report, a.span).cmp(&(&b.report, b.span)));
        let speakers: BTreeSet<&String> = members.iter().filter_map(|&m| said[m].speaker.as_ref()).collect();
        let speaker = match speakers.len() {
            0 => None,
            1 => speakers.first().map(|s| (*s).clone()),
            _ => members.iter().find_map(|&m| said[m].side.clone()),
        };
        let envelope =
            members.iter().map(|&m| latest(&sources[said[m].report])).reduce(|a, b| a.narrow(b).unwrap_or(a)).unwrap_or_default();
        let founder = wordings.first().map(|w| format!("{} {}", w.report, w.text)).unwrap_or_default();
        let id = format!("s{:016x}", hash(format!("{speaker:?} {founder}").as_bytes()));
        out.push(Utterance { id, speaker, envelope, wordings, roots: roots.len() as u32 });
    }
    out.sort_by(|a, b| a.wordings.first().map(|w| (&w.report, w.span)).cmp(&b.wordings.first().map(|w| (&w.report, w.span))));
    out
}

/// A statement's content by sentences, where a quotation is interrupted and goes on in another one: reports cut such quotations at will.
fn pieces(reading: &Reading, statement: &Statement) -> Vec<(u32, Vec<Span>)> {
    let sentence = |span: Span| reading.sentences.iter().position(|s| s.span.overlaps(span)).map_or(statement.sentence, |s| s as u32);
    let mut out: Vec<(u32, Vec<Span>)> = Vec::new();
    for &span in &statement.content {
        let at = sentence(span);
        match out.last_mut().filter(|(s, _)| *s == at || statement.mode == StatementMode::Indirect) {
            Some((_, spans)) => spans.push(span),
            None => out.push((at, vec![span])),
        }
    }
    if out.len() <= 1 {
        out = vec![(statement.sentence, statement.content.clone())];
    }
    out
}

/// Pairs to compare: statements of one side, and in retellings those of which one has no speaker.
fn candidates(said: &[Said], graph: &Graph) -> BTreeSet<(usize, usize)> {
    let mut out = BTreeSet::new();
    let mut by_side: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut by_sentence: BTreeMap<(usize, u32), Vec<usize>> = BTreeMap::new();
    for (i, x) in said.iter().enumerate() {
        if let Some(side) = &x.side {
            by_side.entry(side).or_default().push(i);
        }
        by_sentence.entry((x.report, x.sentence)).or_default().push(i);
    }
    for group in by_side.values() {
        for (k, &i) in group.iter().enumerate() {
            out.extend(group[..k].iter().map(|&j| (i, j)));
        }
    }
    for (i, x) in said.iter().enumerate().filter(|(_, x)| x.side.is_none()) {
        for sibling in &graph.siblings[x.report] {
            for (_, there) in sibling.sentences.iter().filter(|(here, _)| *here == x.sentence) {
                let others = by_sentence.get(&(sibling.other, *there)).map_or(&[][..], Vec::as_slice);
                out.extend(others.iter().map(|&j| (i.max(j), i.min(j))));
            }
        }
    }
    out
}

/// How sure it is that two statements are one utterance; `None` where they are not.
fn same_utterance(sources: &[Source<'_>], graph: &Graph, a: &Said, b: &Said) -> Option<f64> {
    let same_speaker = a.speaker == b.speaker && a.speaker.is_some();
    let (jaccard, contained) = overlap(&a.stems, &b.stems);
    let small = a.stems.len().min(b.stems.len());
    if a.report == b.report {
        // A pull quote or headline that repeats the body.
        return (same_speaker && jaccard >= 0.75 && small >= 3).then_some(1.0);
    }
    let Some(sibling) = graph.siblings[a.report].iter().find(|s| s.other == b.report) else {
        let alike = small >= 4 && (jaccard >= 0.5 || contained >= 0.85);
        return (same_speaker && alike && !episode_apart(sources, a.report, b.report, 7)).then_some(jaccard);
    };
    let (i, j) = (i64::from(a.sentence), i64::from(b.sentence));
    let step = |&(x, y): &(u32, u32)| (i64::from(x) - i, i64::from(y) - j);
    let aligned = sibling.sentences.iter().any(|p| step(p) == (0, 0));
    // Retellings keep the order: beside an aligned sentence the next ones belong together too.
    let beside = sibling.sentences.iter().map(step).any(|(x, y)| x == y && x.abs() == 1);
    let value = 0.6 * jaccard + 0.4 * contained;
    let need = match (aligned, beside) {
        (true, _) => 0.12,
        (false, true) => 0.15,
        _ => 0.3,
    };
    let known = a.side.is_some() && b.side.is_some();
    if value < need || !(same_speaker || aligned) || !known && value < 0.3 {
        return None;
    }
    Some(value + if aligned { 0.3 } else { 0.0 } + if same_speaker { 0.1 } else { 0.0 })
}

/// Said at the latest when published.
fn latest(source: &Source<'_>) -> model::Envelope {
    model::Envelope::new(None, source.reading.article.published.as_ref().and_then(|p| p.envelope.latest))
}
