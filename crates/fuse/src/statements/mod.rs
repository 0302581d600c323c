//! Utterances across reports: who said it, with the wordings that reports give. Gate by speaker and week, then shared words; between retellings of
//! one origin the order of the statements counts as well.

mod pairs;

use crate::Source;
use crate::actors::Cast;
use crate::copies::Graph;
use crate::nearness::Nearness;
use crate::words::{hash, overlap, stem_set};
use model::{Reading, Span, Statement, StatementMode, Utterance, Wording};
use pairs::Pairs;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Days within which two reports without a common origin can tell one utterance.
const WEEK: i32 = 7;
/// Least number of content words by which such reports can be found to agree.
const ALIKE: usize = 4;

struct Said {
    report: usize,
    sentence: u32,
    statement: usize,
    content: Vec<Span>,
    speaker: Option<String>,
    side: Option<String>,
    stems: Vec<u64>,
}

/// Joins the statements of all reports.
pub fn join(sources: &[Source<'_>], cast: &Cast, graph: &Graph, nearness: &Nearness<'_>) -> Vec<Utterance> {
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
                    stems: stem_set(&text.join(" ")),
                    content,
                });
            }
        }
    }
    let pairs = Pairs::new(&said, nearness);
    let score = |i: usize, j: usize| same_utterance(nearness, &said[i], &said[j]).map(|score| (score, j, i));
    let found = |i: usize| pairs.of(i, nearness).into_iter().filter_map(|j| score(i.max(j), i.min(j))).collect::<Vec<_>>();
    let mut links: Vec<(f64, usize, usize)> = (0..said.len()).into_par_iter().flat_map_iter(found).collect();
    links.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    links.dedup();
    let mut group: Vec<usize> = (0..said.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..said.len()).map(|i| vec![i]).collect();
    for (_, i, j) in links {
        let (a, b) = (group[i].min(group[j]), group[i].max(group[j]));
        if a == b || clash(&said, &members[a], &members[b]) {
            continue;
        }
        let moved = std::mem::take(&mut members[b]);
        for &m in &moved {
            group[m] = a;
        }
        members[a].extend(moved);
        members[a].sort();
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

/// Whether two groups of statements (by index, in order, so that those of a report stand together) cannot be one: a report says one thing once, so that two
/// statements of one report join only where they repeat each other.
fn clash(said: &[Said], a: &[usize], b: &[usize]) -> bool {
    let run = |list: &[usize]| list.iter().take_while(|&&x| said[x].report == said[list[0]].report).count();
    let (mut a, mut b) = (a, b);
    while let (Some(&x), Some(&y)) = (a.first(), b.first()) {
        match said[x].report.cmp(&said[y].report) {
            std::cmp::Ordering::Less => a = &a[1..],
            std::cmp::Ordering::Greater => b = &b[1..],
            std::cmp::Ordering::Equal => {
                let (here, there) = (a.split_at(run(a)), b.split_at(run(b)));
                let differ = |x: &usize| there.0.iter().any(|&y| overlap(&said[*x].stems, &said[y].stems).0 < 0.5);
                if here.0.iter().any(differ) {
                    return true;
                }
                (a, b) = (here.1, there.1);
            }
        }
    }
    false
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

/// How sure it is that two statements are one utterance; `None` where they are not.
fn same_utterance(nearness: &Nearness<'_>, a: &Said, b: &Said) -> Option<f64> {
    let same_speaker = a.speaker == b.speaker && a.speaker.is_some();
    let (jaccard, contained) = overlap(&a.stems, &b.stems);
    let small = a.stems.len().min(b.stems.len());
    if a.report == b.report {
        // A pull quote or headline that repeats the body.
        return (same_speaker && jaccard >= 0.75 && small >= 3).then_some(1.0);
    }
    let Some(sibling) = nearness.sibling(a.report, b.report) else {
        let alike = small >= ALIKE && (jaccard >= 0.5 || contained >= 0.85);
        return (same_speaker && alike && !nearness.apart(a.report, b.report, WEEK)).then_some(jaccard);
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
