//! Differences that a reader must know of: value against value, with evidence. A report that is silent never conflicts with one that speaks;
//! neither do offices over time, a part and its whole, or another scope.

mod aspects;
mod posts;

use crate::Source;
use crate::actors::Cast;
use crate::copies::Graph;
use crate::facts::{Cluster, Item, of_reports};
use crate::nearness::{Nearness, distinct};
use crate::words::hash;
use model::{AnswerKind, ClaimKind as K, Conflict, ConflictValue, Evidence, Move, Stance, Status, Utterance, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// What a record is made of so far.
#[derive(Clone, Copy)]
pub struct Material<'a, 'r> {
    /// The reports, in order of id.
    pub sources: &'a [Source<'r>],
    /// Their claims.
    pub items: &'a [Item<'r>],
    /// Their actors.
    pub cast: &'a Cast,
    /// What leans on what.
    pub graph: &'a Graph,
    /// What can tell of the same.
    pub nearness: &'a Nearness<'a>,
    /// The facts.
    pub clusters: &'a [Cluster],
}

struct Finder<'a, 'r> {
    made_of: Material<'a, 'r>,
    /// Cluster of each item.
    of: Vec<usize>,
    /// Index of each report.
    report: BTreeMap<&'a str, usize>,
    /// Items by report.
    told: BTreeMap<usize, Vec<usize>>,
    /// Clusters by report.
    facts: BTreeMap<usize, BTreeSet<usize>>,
    out: Vec<Conflict>,
}

impl<'a, 'r> std::ops::Deref for Finder<'a, 'r> {
    type Target = Material<'a, 'r>;

    fn deref(&self) -> &Material<'a, 'r> {
        &self.made_of
    }
}

/// Finds the conflicts of a record.
pub fn find(made_of: Material<'_, '_>, statements: &[Utterance], moves: &[Move]) -> Vec<Conflict> {
    let Material { sources, items, clusters, .. } = made_of;
    let mut of = vec![0; items.len()];
    for (c, cluster) in clusters.iter().enumerate() {
        for &i in &cluster.items {
            of[i] = c;
        }
    }
    let mut told: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, item) in items.iter().enumerate() {
        told.entry(item.report).or_default().push(i);
    }
    let report = sources.iter().enumerate().map(|(r, s)| (s.id, r)).collect();
    let mut finder = Finder { made_of, of, report, told, facts: of_reports(items, clusters), out: Vec::new() };
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
        let root = |e: &Evidence| self.report.get(e.report.as_str()).map(|&r| self.graph.roots[r].clone());
        let roots: BTreeSet<String> = values.iter().flat_map(|(_, e)| e).filter_map(root).collect();
        let mut facts: BTreeSet<String> = BTreeSet::new();
        for e in values.iter().flat_map(|(_, e)| e) {
            let beside = self.report.get(e.report.as_str()).and_then(|r| self.facts.get(r)).into_iter().flatten();
            let touches = |f: &&model::Fact| f.evidence.iter().any(|x| x.report == e.report && x.span.overlaps(e.span));
            facts.extend(beside.map(|&c| &self.clusters[c].fact).filter(touches).map(|f| f.id.clone()));
        }
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
            let is_fixed = |&i: &usize| {
                let text = self.words(i).to_lowercase();
                ["scheduled", "set for", "agreed for", "fixed for", "due to be held"].iter().any(|w| text.contains(w))
            };
            let fixed: Vec<usize> = self.clusters[c].items.iter().copied().filter(is_fixed).collect();
            if fixed.is_empty() {
                continue;
            }
            let open = |i: &usize| {
                let item = &self.items[*i];
                !fixed.contains(i) && !item.heading && item.claim.status == Status::Proposed && item.time.is_some()
            };
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
        let is_view = |i: &usize| self.items[*i].claim.kind == K::Assessment && !self.items[*i].by.is_empty();
        let mut found: BTreeMap<(usize, usize), (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for i in (0..self.items.len()).filter(is_view) {
            for j in self.retold(i).filter(is_view) {
                let (a, b) = (&self.items[i], &self.items[j]);
                if a.by == b.by && self.of[i] != self.of[j] && a.with.is_empty() && !b.with.is_empty() {
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

    /// The claims in sentences of other reports that are aligned with a claim's own.
    fn retold(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        let a = &self.items[i];
        let there = self.nearness.siblings(a.report).iter().filter_map(|s| self.told.get(&s.other)).flatten().copied();
        there.filter(|&j| self.nearness.aligned(a.place(), self.items[j].place()))
    }

    /// Two figures for one thing: aligned sentences, or the same parties on the same days.
    fn figures(&mut self) {
        let counted = |i: &usize| {
            let a = &self.items[*i];
            let numbers = a.figures.iter().all(|f| f.starts_with(|c: char| c.is_ascii_digit()));
            matches!(a.claim.kind, K::Exchange | K::Meeting) && !a.figures.is_empty() && numbers
        };
        let mut one_day: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for i in (0..self.items.len()).filter(counted) {
            let a = &self.items[i];
            if let Some(day) = a.time.filter(|t| !a.with.is_empty() && t.days().is_some_and(|d| d <= 3)) {
                let key = format!("{day:?} {:?} {:?} {:?} {:?}", a.with, a.by, a.content, a.places);
                one_day.entry(key).or_default().push(i);
            }
        }
        let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
        for i in (0..self.items.len()).filter(counted) {
            pairs.extend(self.retold(i).filter(counted).map(|j| (i.max(j), i.min(j))));
        }
        for same in one_day.values() {
            for (k, &i) in same.iter().enumerate() {
                pairs.extend(same[..k].iter().filter(|&&j| self.items[j].report != self.items[i].report).map(|&j| (i, j)));
            }
        }
        for (i, j) in pairs {
            let (a, b) = (&self.items[j], &self.items[i]);
            if a.claim.kind == b.claim.kind && a.claim.status == b.claim.status && a.figures.is_disjoint(&b.figures) {
                let text = |x: &Item<'_>| x.figures.iter().cloned().collect::<Vec<_>>().join(", ");
                let values = vec![(text(a), vec![j]), (text(b), vec![i])];
                self.add(format!("figures of the {}", a.claim.kind), Verdict::Conflict, values);
            }
        }
    }

    /// The answers that stand at a place.
    fn answers_at(&self, place: &Evidence) -> impl Iterator<Item = usize> + '_ {
        let span = place.span;
        let told = self.report.get(place.report.as_str()).and_then(|r| self.told.get(r)).into_iter().flatten().copied();
        told.filter(move |&i| self.items[i].claim.kind == K::Answer && self.items[i].claim.span == span)
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
                    let place = |e: &model::AnswerEntry| distinct(e.evidence.iter().flat_map(|v| self.answers_at(v)));
                    let values = vec![(y.answer.to_string(), place(y)), (x.answer.to_string(), place(x))];
                    self.add(format!("answer of {} to {}", x.by, entry.content), verdict, values);
                }
            }
        }
    }
}
