//! Reads plain text the whole way for tests of claims.
#![allow(dead_code)]

use model::{Article, Body, Claim, ClaimKind, EntityKind, FieldKey, NameSpan, Reading, Report, Sentence, Span};

/// The reading of clean text published on a given day.
pub fn reading(text: &str, published: &str) -> Reading {
    let (article, sentences, names) = parsed(text, published);
    read::read(article, sentences, names)
}

/// Clean text published on a given day with its syntax and names.
pub fn parsed(text: &str, published: &str) -> (Article, Vec<Sentence>, Vec<NameSpan>) {
    let report = Report { body: Body::Plain(text.to_owned()), published: Some(published.to_owned()), ..Report::default() };
    let article = article::judge(&report);
    let ranges: Vec<Span> = article.blocks.iter().filter(|b| b.kind.is_read()).map(|b| b.span).collect();
    let analysis = language::Engine::english().analyse(&article.text, &ranges, &mut language::Scratch::default());
    let names =
        analysis.names.into_iter().filter_map(|n| Some(NameSpan { span: n.span, kind: EntityKind::parse(n.kind.name())? })).collect();
    (article, analysis.sentences, names)
}

/// The day on which sentences written for the project were published.
pub const PUBLISHED: &str = "2025-07-20";

/// Coded sentences, a line each, read as far as claims need it: times, names, statements.
pub fn document(sentences: &[Coded]) -> read::Document {
    let text: String = sentences.iter().map(|(s, _)| format!("{s}\n")).collect();
    let (article, tokens, names) = parsed(&text, PUBLISHED);
    ready(article, tokens, names)
}

/// What is parsed, read as far as claims need it.
pub fn ready(article: Article, tokens: Vec<Sentence>, names: Vec<NameSpan>) -> read::Document {
    let mut document = read::Document::new(article, tokens, names);
    read::times::find(&mut document);
    read::names::find(&mut document);
    read::statements::find(&mut document);
    document
}

/// Where a word stands in a sentence that begins at a byte of its text.
pub fn places(sentence: &str, at: usize, word: &str) -> Vec<Span> {
    let edge = |at: Option<char>| !at.is_some_and(char::is_alphanumeric);
    let whole = |&(i, _): &(usize, &str)| edge(sentence[..i].chars().next_back()) && edge(sentence[i + word.len()..].chars().next());
    sentence.match_indices(word).filter(whole).map(|(i, _)| Span::new(at + i, at + i + word.len())).collect()
}

/// A claim that is asked for: `kind/status | kind/status @WORD#NTH by=WORDS to=WORDS what=WORD#NTH at=DAY..DAY`, with `?` in front where it may be missing.
#[derive(Debug)]
pub struct Wanted {
    pub labels: Vec<String>,
    /// The word that carries it, and which of its occurrences, from 1.
    pub trigger: Option<(String, usize)>,
    pub by: Option<String>,
    pub to: Option<String>,
    /// The head of what it asks, and which of its occurrences, from 1; the score does not ask for it.
    pub what: Option<(String, usize)>,
    /// Its time; an open end is empty.
    pub at: Option<String>,
    pub optional: bool,
}

impl Wanted {
    pub fn parse(line: &str) -> Wanted {
        let line = line.trim();
        let optional = line.starts_with('?');
        let line = line.trim_start_matches('?');
        let (line, at) = line.split_once(" at=").map_or((line, None), |(a, b)| (a, Some(b.trim().to_owned())));
        let nth = |word: &str| match word.split_once('#') {
            Some((word, nth)) => (word.to_owned(), nth.parse().unwrap_or(1)),
            None => (word.to_owned(), 1),
        };
        let (line, what) = line.split_once(" what=").map_or((line, None), |(a, b)| (a, Some(nth(b.trim()))));
        let (line, to) = line.split_once(" to=").map_or((line, None), |(a, b)| (a, Some(b.trim().to_owned())));
        let (line, by) = line.split_once(" by=").map_or((line, None), |(a, b)| (a, Some(b.trim().to_owned())));
        let (line, trigger) = line.split_once(" @").map_or((line, None), |(a, b)| (a, Some(b.trim())));
        let trigger = trigger.map(nth);
        Wanted { labels: line.split('|').map(|l| l.trim().to_owned()).collect(), trigger, by, to, what, at, optional }
    }

    pub fn is_met_by(&self, claim: &Claim) -> bool {
        self.labels.iter().any(|l| *l == format!("{}/{}", claim.kind, claim.status))
    }

    /// Whether the claim has the time asked for.
    pub fn is_dated(&self, claim: &Claim) -> bool {
        let day = |d: Option<jiff::civil::Date>| d.map_or_else(String::new, |d| d.to_string());
        let time = |c: &Claim| c.time.as_ref().map(|t| format!("{}..{}", day(t.envelope.earliest), day(t.envelope.latest)));
        self.at.is_none() || self.at == time(claim)
    }

    /// Roles asked for and found.
    pub fn roles(&self, claim: &Claim) -> (usize, usize) {
        const ROLES: [FieldKey; 9] = [
            FieldKey::Proposer,
            FieldKey::By,
            FieldKey::Holder,
            FieldKey::Person,
            FieldKey::Addressee,
            FieldKey::Target,
            FieldKey::Participants,
            FieldKey::Attendees,
            FieldKey::Beneficiary,
        ];
        let values: Vec<String> = ROLES.iter().flat_map(|&k| claim.fields.texts(k)).map(str::to_lowercase).collect();
        let asked: Vec<&String> = self.by.iter().chain(self.to.iter()).collect();
        let found = asked.iter().filter(|w| values.iter().any(|v| v.contains(&w.to_lowercase()))).count();
        (asked.len(), found)
    }
}

/// Whether a claim belongs to the scores of moves and events; positions and occasions of speaking have their own.
pub fn is_scored(claim: &Claim) -> bool {
    !matches!(claim.kind, ClaimKind::Office | ClaimKind::Speech)
}

/// A sentence coded by hand, and its claims.
pub type Coded = (String, Vec<Wanted>);

/// The reports of a file of coded sentences: a report for each `##`.
pub fn coded(text: &str) -> Vec<Vec<Coded>> {
    let mut reports: Vec<Vec<Coded>> = Vec::new();
    for line in text.lines() {
        if line.starts_with("##") {
            reports.push(Vec::new());
        } else if line.starts_with('#') || line.trim().is_empty() {
        } else if let Some(report) = reports.last_mut() {
            match report.last_mut() {
                Some((_, wanted)) if line.starts_with("  ") => wanted.push(Wanted::parse(line)),
                _ => report.push((line.to_owned(), Vec::new())),
            }
        }
    }
    reports
}

/// Counts of the claims of coded sentences.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub predicted: usize,
    pub wanted: usize,
    pub right: usize,
    pub found: usize,
    /// Roles asked for and met.
    pub roles: (usize, usize),
}

impl Score {
    /// Adds a report, of whose sentences, a line each, these are the claims.
    pub fn add(&mut self, report: &[Coded], all: &[Claim]) {
        let mut at = 0u32;
        for (sentence, wanted) in report {
            let end = at + sentence.len() as u32;
            let claims: Vec<_> = all.iter().filter(|c| is_scored(c) && c.span.start >= at && c.span.start < end).collect();
            let mut used = vec![false; claims.len()];
            for want in wanted {
                self.wanted += usize::from(!want.optional);
                if let Some(i) = (0..claims.len()).find(|&i| !used[i] && want.is_met_by(claims[i])) {
                    used[i] = true;
                    self.right += 1;
                    self.found += usize::from(!want.optional);
                    let (asked, met) = want.roles(claims[i]);
                    self.roles.0 += asked;
                    self.roles.1 += met;
                }
            }
            self.predicted += claims.len();
            at = end + 1;
        }
    }

    /// Precision, recall and F1.
    pub fn shares(&self) -> (f64, f64, f64) {
        let ratio = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        let (p, r) = (ratio(self.right, self.predicted), ratio(self.found, self.wanted));
        (p, r, 2.0 * p * r / (p + r).max(1e-9))
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (p, r, f1) = self.shares();
        let roles = self.roles.1 as f64 / self.roles.0.max(1) as f64;
        write!(
            f,
            "precision {p:.3} recall {r:.3} F1 {f1:.3} ({} claims wanted, {} predicted), roles {roles:.3} of {}",
            self.wanted, self.predicted, self.roles.0
        )
    }
}
