//! The gist of a negotiation: the few sentences of its reports that a reader must know, in their own words.
//!
//! What the readers of claims do not understand no fact tells of, but the sentence stands in the report and is right as it stands. So sentences are
//! chosen, not made: the lead of a report and what its headline repeats, what several origins tell, what claims rest on, what is new; each one more
//! only for what it adds to those chosen before (maximal marginal relevance). Only what can be read alone is chosen.
//!
//! The cost is linear in the reports of a negotiation, and of a large one only the latest are looked at.

mod alone;
mod choose;
mod weigh;

use crate::Source;
use crate::actors::Cast;
use crate::copies::Graph;
use crate::facts::{Cluster, Item};
use crate::words::stem_set;
use jiff::civil::Date;
use model::{BlockKind, ClaimKind, GistSentence, Span};
use std::collections::BTreeSet;

/// Reports that are looked at, the latest: a reader of more wants to know how things stand.
const REPORTS: usize = 40;
/// Sentences of a report that are looked at: news tells first what matters.
const SENTENCES: usize = 40;
/// Days within which a report's date must be known to tell how new it is; else the first possible day counts.
const DOUBT: i64 = 31;

/// A fact that rests on a sentence.
#[derive(Clone, Copy, Debug)]
struct Mark {
    sentence: u32,
    /// By index of its cluster.
    fact: usize,
    /// How much it bears on a negotiation.
    weight: f64,
    sure: bool,
    kind: ClaimKind,
}

/// A sentence of the running text of a report.
#[derive(Clone, Debug, Default)]
struct Passage {
    report: usize,
    sentence: u32,
    span: Span,
    /// Place among the sentences of its report's running text.
    place: usize,
    /// Hashes of its stems, sorted, each once.
    stems: Vec<u64>,
    /// Facts that rest on it.
    facts: BTreeSet<usize>,
    /// The one of them that bears most, of those that are sure.
    main: Option<usize>,
    /// The kind of what bears most.
    kind: Option<ClaimKind>,
    /// What these bear on a negotiation, together.
    bearing: f64,
}

fn heaviest<'m>(marks: &mut dyn Iterator<Item = &'m Mark>) -> Option<&'m Mark> {
    marks.max_by(|a, b| a.weight.total_cmp(&b.weight).then(b.fact.cmp(&a.fact)))
}

/// What sentences are chosen from.
pub struct Told<'m> {
    sources: &'m [Source<'m>],
    cast: &'m Cast,
    graph: &'m Graph,
    /// By report, in order of sentence.
    marks: Vec<Vec<Mark>>,
}

impl<'m> Told<'m> {
    /// Of all reports and facts.
    pub fn new(sources: &'m [Source<'m>], items: &[Item<'_>], clusters: &[Cluster], cast: &'m Cast, graph: &'m Graph) -> Told<'m> {
        let mut marks: Vec<Vec<Mark>> = vec![Vec::new(); sources.len()];
        for (fact, cluster) in clusters.iter().enumerate() {
            let weight = weigh::bearing(&cluster.fact);
            for item in cluster.items.iter().map(|&i| &items[i]).filter(|_| weight > 0.0) {
                marks[item.report].push(Mark {
                    sentence: item.claim.sentence,
                    fact,
                    weight,
                    sure: !cluster.fact.unsure,
                    kind: cluster.fact.kind,
                });
            }
        }
        marks.iter_mut().for_each(|marks| marks.sort_by_key(|mark| (mark.sentence, mark.fact)));
        Told { sources, cast, graph, marks }
    }

    /// The sentences that tell a negotiation, the newest first.
    pub fn gist(&self, reports: &[usize], parties: &[String]) -> Vec<GistSentence> {
        let looked_at = self.latest(reports);
        let passages: Vec<Passage> = looked_at.iter().flat_map(|&report| self.passages(report)).collect();
        let weights = weigh::Weights::new(self, &looked_at, &passages);
        let mut chosen = choose::choose(self, &passages, &weights, parties);
        chosen.sort_by_key(|&at| {
            let passage: &Passage = &passages[at];
            (std::cmp::Reverse(self.day(passage.report)), self.sources[passage.report].id, passage.sentence)
        });
        chosen.into_iter().map(|at| self.sentence(&passages, at, &weights)).collect()
    }

    /// The day on which a report counts as published.
    fn day(&self, report: usize) -> Option<Date> {
        let published = self.sources[report].reading.article.published.as_ref()?.envelope;
        if published.days().is_some_and(|days| days <= DOUBT) { published.latest } else { published.earliest.or(published.latest) }
    }

    /// The latest reports, each telling of one origin once, in order of their index.
    fn latest(&self, reports: &[usize]) -> Vec<usize> {
        let mut order: Vec<usize> = reports.to_vec();
        order.sort_by_key(|&r| (std::cmp::Reverse(self.day(r)), r));
        if order.len() > REPORTS {
            // In a large negotiation a copy only takes the place of another report.
            let mut told: BTreeSet<usize> = BTreeSet::new();
            order.retain(|&r| told.len() < REPORTS && !self.graph.siblings[r].iter().any(|s| told.contains(&s.other)) && told.insert(r));
        }
        order.sort_unstable();
        order
    }

    /// The first sentences of the running text of a report.
    fn passages(&self, report: usize) -> impl Iterator<Item = Passage> + '_ {
        let reading = self.sources[report].reading;
        let block = |at: usize| reading.sentence_blocks.get(at).and_then(|b| reading.article.blocks.get(*b as usize));
        let body = (0..reading.sentences.len()).filter(move |&at| block(at).is_none_or(|b| b.kind == BlockKind::Body));
        body.take(SENTENCES).enumerate().map(move |(place, at)| {
            let (sentence, whole) = (at as u32, reading.sentences[at].span);
            let span = Span { start: whole.start + alone::place_line(whole.of(&reading.article.text)) as u32, ..whole };
            let marks = &self.marks[report];
            let from = marks.partition_point(|mark| mark.sentence < sentence);
            let mine = marks[from..].iter().take_while(|mark| mark.sentence == sentence);
            Passage {
                report,
                sentence,
                span,
                place,
                stems: stem_set(span.of(&reading.article.text)),
                facts: mine.clone().map(|mark| mark.fact).collect(),
                main: heaviest(&mut mine.clone().filter(|mark| mark.sure)).map(|mark| mark.fact),
                kind: heaviest(&mut mine.clone()).map(|mark| mark.kind),
                bearing: weigh::together(mine.map(|mark| mark.weight)),
            }
        })
    }

    /// Whether two reports tell one story, one of them leaning on the other.
    fn one_story(&self, a: usize, b: usize) -> bool {
        a == b || self.graph.siblings[a].iter().any(|s| s.other == b)
    }

    /// Whether one sentence was made of the other.
    fn copied(&self, a: &Passage, b: &Passage) -> bool {
        let siblings = self.graph.siblings[a.report].iter().filter(|s| s.other == b.report);
        siblings.flat_map(|s| &s.sentences).any(|pair| *pair == (a.sentence, b.sentence))
    }

    /// A chosen sentence with the reports that say the same.
    fn sentence(&self, passages: &[Passage], at: usize, weights: &weigh::Weights) -> GistSentence {
        let mine = &passages[at];
        let same = passages.iter().filter(|other| {
            let main = mine.main.is_some_and(|fact| other.facts.contains(&fact));
            other.report == mine.report || main || choose::says_the_same(self, mine, other, weights) || self.copied(mine, other)
        });
        let reports: BTreeSet<usize> = same.map(|other| other.report).collect();
        let roots: BTreeSet<&str> = reports.iter().map(|&r| self.graph.roots[r].as_str()).collect();
        GistSentence {
            report: self.sources[mine.report].id.to_owned(),
            sentence: mine.sentence,
            span: mine.span,
            reports: reports.len() as u32,
            roots: roots.len() as u32,
        }
    }
}
