//! Differences that a reader must know of: value against value, with evidence. A report that is silent never conflicts with one that speaks;
//! neither do offices over time, a part and its whole, or another scope.

mod aspects;
mod posts;

use crate::Source;
use crate::actors::Cast;
use crate::copies::Graph;
use crate::facts::{Cluster, Item, context};
use crate::words::hash;
use model::{AnswerKind, ClaimKind as K, Conflict, ConflictValue, Evidence, Move, Stance, Status, Utterance, Verdict};
use std::collections::{BTreeMap, BTreeSet};

struct Finder<'a, 'r> {
    sources: &'a [Source<'r>],
    items: &'a [Item<'r>],
    cast: &'a Cast,
    graph: &'a Graph,
    clusters: &'a [Cluster],
    /// Cluster of each item.
    of: Vec<usize>,
    out: Vec<Conflict>,
}

/// Finds the conflicts of a record.
pub fn find(
    sources: &[Source<'_>],
    items: &[Item<'_>],
    cast: &Cast,
    graph: &Graph,
    clusters: &[Cluster],
    statements: &[Utterance],
    moves: &[Move],
) -> Vec<Conflict> {
    let mut of = vec![0; items.len()];
    for (c, cluster) in clusters.iter().enumerate() {
        for &i in &cluster.items {
            of[i] = c;
        }
    }
    let mut finder = Finder { sources, items, cast, graph, clusters, of, out: Vec::new() };
    finder.offices();
    finder.titles();
    finder.aspects();
    finder.aligned_aspects(statements);
    finder.fixed();
    finder.aligned_views();
    finder.figures();
    finder.answers(moves);
    finder.out.sort_by(|a, b| a.id.cmp(&b.id));
    finder.out.dedup_by(|a, b| a.id == b.id);
    finder.out
}

impl Finder<'_, '_> {
    fn evidence(&self, at: &[usize]) -> Vec<Evidence> {
        let of = |&i: &usize| {
            let item = &self.items[i];
            let report = self.sources[item.report].id.to_owned();
            Evidence { report, sentence: item.claim.sentence, span: item.claim.span, stance: Stance::Supports }
        };
        at.iter().map(of).collect()
    }

    /// A conflict between claims.
    fn add(&mut self, field: String, verdict: Verdict, values: Vec<(String, Vec<usize>)>) {
        let values = values.into_iter().map(|(v, at)| (v, self.evidence(&at))).collect();
        self.add_places(field, verdict, values);
    }

    /// A conflict between words of reports.
    fn add_places(&mut self, field: String, verdict: Verdict, values: Vec<(String, Vec<Evidence>)>) {
        let root = |e: &Evidence| self.sources.iter().position(|s| s.id == e.report).map(|r| self.graph.roots[r].clone());
        let roots: BTreeSet<String> = values.iter().flat_map(|(_, e)| e).filter_map(root).collect();
        let touches = |f: &model::Fact| {
            let hit = |e: &Evidence| f.evidence.iter().any(|x| x.report == e.report && x.span.overlaps(e.span));
            values.iter().flat_map(|(_, e)| e).any(hit)
        };
        let facts: BTreeSet<String> = self.clusters.iter().map(|c| &c.fact).filter(|f| touches(f)).map(|f| f.id.clone()).collect();
        let first = values.iter().flat_map(|(_, e)| e).min().map(|e| format!("{} {:?}", e.report, e.span)).unwrap_or_default();
        let key = format!("{field}|{first}|{}", facts.iter().cloned().collect::<Vec<_>>().join("|"));
        let values = values.into_iter().map(|(value, mut evidence)| {
            evidence.sort();
            evidence.dedup();
            let reports: BTreeSet<String> = evidence.iter().map(|e| e.report.clone()).collect();
            ConflictValue { value, reports: reports.into_iter().collect(), evidence }
        });
        self.out.push(Conflict {
            id: format!("c{:016x}", hash(key.as_bytes())),
            field,
            verdict,
            roots: roots.len() as u32,
            facts: facts.into_iter().collect(),
            values: values.collect(),
        });
    }

    fn words(&self, i: usize) -> String {
        let item = &self.items[i];
        item.claim.span.of(&self.sources[item.report].reading.article.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// One report calls fixed what the others call proposed.
    fn fixed(&mut self) {
        for c in 0..self.clusters.len() {
            if self.clusters[c].fact.kind != K::Proposal {
                continue;
            }
            let text = |i: usize| self.words(i).to_lowercase();
            let is_fixed =
                |&i: &usize| ["scheduled", "set for", "agreed for", "fixed for", "due to be held"].iter().any(|w| text(i).contains(w));
            let open = |&i: &usize| {
                !is_fixed(&i) && !self.items[i].heading && self.items[i].claim.status == Status::Proposed && self.items[i].time.is_some()
            };
            let fixed: Vec<usize> = self.clusters[c].items.iter().copied().filter(|i| is_fixed(i)).collect();
            let proposed: Vec<usize> = self.clusters[c]
                .items
                .iter()
                .copied()
                .filter(|i| open(i) && !fixed.iter().any(|f| self.items[*f].report == self.items[*i].report))
                .collect();
            if !fixed.is_empty() && !proposed.is_empty() {
                let topic = self.items[fixed[0]].topic.unwrap_or("the meeting");
                self.add(
                    format!("status of the {topic}"),
                    Verdict::Strength,
                    vec![("proposed".into(), proposed), ("scheduled".into(), fixed)],
                );
            }
        }
    }

    /// Two retellings of one sentence give a speaker's view of two different things: assent to somebody in one, none in the other.
    fn aligned_views(&mut self) {
        let views: Vec<usize> =
            (0..self.items.len()).filter(|&i| self.items[i].claim.kind == K::Assessment && !self.items[i].by.is_empty()).collect();
        let mut found: BTreeMap<(usize, usize), (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for &i in &views {
            for &j in &views {
                let (a, b) = (&self.items[i], &self.items[j]);
                let aligned = context(self.sources, self.graph, a, b).aligned && a.by == b.by && self.of[i] != self.of[j];
                if aligned && a.with.is_empty() && !b.with.is_empty() && self.sources[a.report].id != self.sources[b.report].id {
                    let entry = found.entry((self.of[i], self.of[j])).or_default();
                    entry.0.push(i);
                    entry.1.push(j);
                }
            }
        }
        for ((_, whole), (mut one, other)) in found {
            one.sort_unstable();
            one.dedup();
            let other: Vec<usize> =
                other.into_iter().chain(self.clusters[whole].items.iter().copied()).collect::<BTreeSet<_>>().into_iter().collect();
            let by = self.items[one[0]].by.iter().next().cloned().unwrap_or_default();
            let values = vec![(self.words(one[0]), one), (self.words(other[0]), other)];
            self.add(format!("what {by} said"), Verdict::Conflict, values);
        }
    }

    /// Two figures for one thing: aligned sentences, or the same parties on the same days.
    fn figures(&mut self) {
        for i in 0..self.items.len() {
            for j in 0..i {
                let (a, b) = (&self.items[j], &self.items[i]);
                if a.claim.kind != b.claim.kind || a.claim.status != b.claim.status || !matches!(a.claim.kind, K::Exchange | K::Meeting) {
                    continue;
                }
                let numbers = |x: &Item<'_>| x.figures.iter().all(|f| f.starts_with(|c: char| c.is_ascii_digit()));
                let differ =
                    !a.figures.is_empty() && !b.figures.is_empty() && a.figures.is_disjoint(&b.figures) && numbers(a) && numbers(b);
                let day = matches!((a.time, b.time), (Some(x), Some(y)) if x == y && x.days().is_some_and(|d| d <= 3));
                let shared =
                    a.with == b.with && a.by == b.by && a.content == b.content && a.places == b.places && !a.with.is_empty() && day;
                if differ && (context(self.sources, self.graph, a, b).aligned || shared && a.report != b.report) {
                    let text = |x: &Item<'_>| x.figures.iter().cloned().collect::<Vec<_>>().join(", ");
                    let values = vec![(text(a), vec![j]), (text(b), vec![i])];
                    self.add(format!("figures of the {}", a.claim.kind), Verdict::Conflict, values);
                }
            }
        }
    }

    /// One side's answers to one move that do not go together.
    fn answers(&mut self, moves: &[Move]) {
        use AnswerKind as A;
        for entry in moves {
            for (k, x) in entry.answers.iter().enumerate() {
                for y in entry.answers[..k].iter().filter(|y| y.by == x.by) {
                    let is = |a: A, b: A| (x.answer, y.answer) == (a, b) || (y.answer, x.answer) == (a, b);
                    let apart = !x.envelope.compatible(y.envelope);
                    let verdict = if is(A::Accept, A::Reject) && !apart {
                        Verdict::Conflict
                    } else if is(A::NotOpposed, A::AcceptConditional) || is(A::Criticise, A::Reject) || is(A::Accept, A::AcceptConditional)
                    {
                        Verdict::Strength
                    } else {
                        continue;
                    };
                    let place = |e: &model::AnswerEntry| -> Vec<usize> {
                        let hit = |i: &usize| {
                            e.evidence
                                .iter()
                                .any(|v| v.report == self.sources[self.items[*i].report].id && v.span == self.items[*i].claim.span)
                        };
                        (0..self.items.len()).filter(|i| self.items[*i].claim.kind == K::Answer).filter(hit).collect()
                    };
                    let values = vec![(y.answer.to_string(), place(y)), (x.answer.to_string(), place(x))];
                    self.add(format!("answer of {} to {}", x.by, entry.content), verdict, values);
                }
            }
        }
    }
}
