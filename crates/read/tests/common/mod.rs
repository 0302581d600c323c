//! Reads plain text the whole way for tests of claims.
#![allow(dead_code)]

use model::{Body, Claim, ClaimKind, EntityKind, FieldKey, NameSpan, Reading, Report, Span};

/// The reading of clean text published on a given day.
pub fn reading(text: &str, published: &str) -> Reading {
    let report = Report { body: Body::Plain(text.to_owned()), published: Some(published.to_owned()), ..Report::default() };
    let article = article::judge(&report);
    let ranges: Vec<Span> = article.blocks.iter().filter(|b| b.kind.is_read()).map(|b| b.span).collect();
    let analysis = language::Engine::english().analyse(&article.text, &ranges, &mut language::Scratch::default());
    let names =
        analysis.names.into_iter().filter_map(|n| Some(NameSpan { span: n.span, kind: EntityKind::parse(n.kind.name())? })).collect();
    read::read(article, analysis.sentences, names)
}

/// A claim that is asked for: `kind/status | kind/status by=WORDS to=WORDS at=DAY..DAY`, with `?` in front where it may be missing.
#[derive(Debug)]
pub struct Wanted {
    pub labels: Vec<String>,
    pub by: Option<String>,
    pub to: Option<String>,
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
        let (line, to) = line.split_once(" to=").map_or((line, None), |(a, b)| (a, Some(b.trim().to_owned())));
        let (line, by) = line.split_once(" by=").map_or((line, None), |(a, b)| (a, Some(b.trim().to_owned())));
        Wanted { labels: line.split('|').map(|l| l.trim().to_owned()).collect(), by, to, at, optional }
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
