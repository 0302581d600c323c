//! Differences that a reader must know of: value against value, with evidence. A report that is silent never conflicts with one that speaks;
//! neither do offices over time, a part and its whole, or another scope.

use crate::Source;
use crate::copies::Graph;
use crate::facts::{Cluster, Item, context};
use crate::words::hash;
use model::{AnswerKind, ClaimKind as K, Conflict, ConflictValue, Evidence, FieldKey, Move, Stance, Status, Verdict};
use std::collections::{BTreeMap, BTreeSet};

struct Finder<'a, 'r> {
    sources: &'a [Source<'r>],
    items: &'a [Item<'r>],
    graph: &'a Graph,
    clusters: &'a [Cluster],
    /// Cluster of each item.
    of: Vec<usize>,
    out: Vec<Conflict>,
}

/// Finds the conflicts of a record.
pub fn find(sources: &[Source<'_>], items: &[Item<'_>], graph: &Graph, clusters: &[Cluster], moves: &[Move]) -> Vec<Conflict> {
    let mut of = vec![0; items.len()];
    for (c, cluster) in clusters.iter().enumerate() {
        for &i in &cluster.items {
            of[i] = c;
        }
    }
    let mut finder = Finder { sources, items, graph, clusters, of, out: Vec::new() };
    finder.offices();
    finder.titles();
    finder.aspects();
    finder.fixed();
    finder.aligned_views();
    finder.figures();
    finder.answers(moves);
    finder.out.sort_by(|a, b| a.id.cmp(&b.id));
    finder.out.dedup_by(|a, b| a.id == b.id);
    finder.out
}

/// The word of an office that says what its holder is.
const HEADS: &[&str] = &[
    "president",
    "secretary",
    "minister",
    "chair",
    "director",
    "ambassador",
    "envoy",
    "spokesperson",
    "adviser",
    "premier",
    "king",
    "commander",
];

/// Words for going on, for taking up again, for stopping: each presupposes another past.
const ASPECTS: &[(&str, &[&str])] = &[
    ("continue", &["continu", "maintain", "keep", "keeps"]),
    ("resume", &["resum", "restart", "reopen", "renew"]),
    ("stop", &["stop", "halt", "suspend", "cease", "end"]),
];

impl Finder<'_, '_> {
    fn value(&self, value: String, at: &[usize]) -> ConflictValue {
        let mut evidence: Vec<Evidence> = at
            .iter()
            .map(|&i| {
                let item = &self.items[i];
                let report = self.sources[item.report].id.to_owned();
                Evidence { report, sentence: item.claim.sentence, span: item.claim.span, stance: Stance::Supports }
            })
            .collect();
        evidence.sort();
        evidence.dedup();
        let reports: BTreeSet<String> = evidence.iter().map(|e| e.report.clone()).collect();
        ConflictValue { value, reports: reports.into_iter().collect(), evidence }
    }

    fn add(&mut self, field: String, verdict: Verdict, values: Vec<(String, Vec<usize>)>) {
        let all: Vec<usize> = values.iter().flat_map(|(_, at)| at.iter().copied()).collect();
        let roots: BTreeSet<&String> = all.iter().map(|&i| &self.graph.roots[self.items[i].report]).collect();
        let facts: BTreeSet<String> = all.iter().map(|&i| self.clusters[self.of[i]].fact.id.clone()).collect();
        let key = format!("{field}|{}", facts.iter().cloned().collect::<Vec<_>>().join("|"));
        let conflict = Conflict {
            id: format!("c{:016x}", hash(key.as_bytes())),
            field,
            verdict,
            roots: roots.len() as u32,
            facts: facts.into_iter().collect(),
            values: values.into_iter().map(|(v, at)| self.value(v, &at)).collect(),
        };
        self.out.push(conflict);
    }

    fn words(&self, i: usize) -> String {
        let item = &self.items[i];
        item.claim.span.of(&self.sources[item.report].reading.article.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A position that the reader marked as impossible, against what else is said of the person.
    fn offices(&mut self) {
        let doubtful = |i: &Item<'_>| {
            i.claim.fields.text(FieldKey::Verdict).is_some() || i.claim.doubt.as_deref().is_some_and(|d| d.contains("contradict"))
        };
        let offices: Vec<usize> = (0..self.items.len()).filter(|&i| self.items[i].claim.kind == K::Office).collect();
        for &i in &offices {
            let x = &self.items[i];
            if !doubtful(x) {
                continue;
            }
            let near = |j: &usize| !context(self.sources, self.graph, x, &self.items[*j]).apart || self.items[*j].report == x.report;
            let others: Vec<usize> =
                offices.iter().copied().filter(|j| self.items[*j].person == x.person && !doubtful(&self.items[*j])).filter(near).collect();
            if !others.is_empty() {
                let label = |i: usize| self.items[i].claim.fields.text(FieldKey::Position).unwrap_or("").to_owned();
                let field = format!("office of {}", x.person.clone().unwrap_or_default());
                self.add(field, Verdict::Error, vec![(label(i), vec![i]), (label(others[0]), others)]);
            }
        }
    }

    /// Two titles of one person in one body at one time ("president" and "secretary" of a council); "head" goes with any.
    fn titles(&mut self) {
        let mut by_body: BTreeMap<(String, String), BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
        for (i, x) in self.items.iter().enumerate() {
            let ended = matches!(x.claim.fields.get(FieldKey::Ended), Some(model::FieldValue::Flag(true)));
            let (Some(person), false) = (&x.person, ended || !x.is_post() || x.claim.fields.text(FieldKey::Verdict).is_some()) else {
                continue;
            };
            let Some(head) = HEADS.iter().find(|h| x.position.contains(**h)) else { continue };
            // The body is named by the words that a list of titles does not hold; states are offices of another kind.
            let body: Vec<&str> = x
                .position
                .iter()
                .map(String::as_str)
                .filter(|w| {
                    matches!(
                        *w,
                        "council" | "committee" | "commission" | "agency" | "party" | "union" | "board" | "assembly" | "parliament"
                    )
                })
                .collect();
            if let Some(body) = body.first() {
                by_body.entry((person.clone(), (*body).to_owned())).or_default().entry(head).or_default().push(i);
            }
        }
        for ((person, body), heads) in by_body {
            let together = |a: &Vec<usize>, b: &Vec<usize>| {
                a.iter().any(|&i| b.iter().any(|&j| !context(self.sources, self.graph, &self.items[i], &self.items[j]).apart))
            };
            let lists: Vec<&Vec<usize>> = heads.values().collect();
            if lists.len() >= 2 && together(lists[0], lists[1]) {
                let values = heads.into_iter().map(|(h, at)| (h.to_owned(), at)).collect();
                self.add(format!("title of {person} in the {body}"), Verdict::Conflict, values);
            }
        }
    }

    /// "continue" against "resume": the second presupposes a stop.
    fn aspects(&mut self) {
        for c in 0..self.clusters.len() {
            let fact = &self.clusters[c].fact;
            if !matches!(fact.kind, K::Aid | K::Exchange | K::Hostilities | K::Sanction) || fact.status == Status::Negated {
                continue;
            }
            let mut found: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for &i in &self.clusters[c].items {
                let content = self.items[i].claim.fields.texts(FieldKey::Content).join(" ").to_lowercase();
                let text = if content.is_empty() { self.words(i).to_lowercase() } else { content };
                let says = |words: &[&str]| {
                    text.split(|c: char| !c.is_alphabetic()).any(|w| words.iter().any(|x| w == *x || x.len() > 4 && w.starts_with(x)))
                };
                if let Some((name, _)) = ASPECTS.iter().find(|(_, words)| says(words)) {
                    found.entry(name).or_default().push(i);
                }
            }
            if found.len() > 1 {
                let by = fact.fields.text(FieldKey::By).unwrap_or("").to_owned();
                self.add(
                    format!("{} of {by}", fact.kind),
                    Verdict::Conflict,
                    found.into_iter().map(|(n, at)| (n.to_owned(), at)).collect(),
                );
            }
        }
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
