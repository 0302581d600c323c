//! Times that hang on another event: "ahead of the talks", "after completing discussions", "since the truce".
//!
//! The event is dated where the report tells its day ("the summit on 7 April"); what is left open is bounded by the report itself: what it tells as past lies
//! before its publication, what it tells as coming lies behind it.

use super::frames::{Lexemes, Topic};
use super::scene::Scene;
use crate::times::{Bearing, Phase, days_of, phase};
use lexicon::doing::Act;
use model::{Anchor, ClaimTime, Envelope, Span, TimexType};

/// Words before an event and how what they are told with lies to it; the longer ones first.
const LEADS: [(&str, Bearing); 13] = [
    ("in the run-up to", Bearing::Before),
    ("in the runup to", Bearing::Before),
    ("in the lead-up to", Bearing::Before),
    ("in advance of", Bearing::Before),
    ("on the eve of", Bearing::Before),
    ("ahead of", Bearing::Before),
    ("prior to", Bearing::Before),
    ("before", Bearing::Before),
    ("in the aftermath of", Bearing::After),
    ("in the wake of", Bearing::After),
    ("following", Bearing::After),
    ("after", Bearing::After),
    ("since", Bearing::Since),
];

/// A phrase or clause that ties the clause of `governor` to another event.
struct Tie {
    bearing: Bearing,
    governor: usize,
    /// What is known of the event's days.
    known: Envelope,
    /// The words.
    words: Span,
}

impl Scene<'_> {
    /// The time that a tie to another event gives the event whose words are `sites`, `None` where nothing is known of it. `said`: what is only words has the
    /// time of its saying.
    pub fn tied(&self, sites: &[usize], said: bool) -> Option<ClaimTime> {
        let ties = self.ties();
        if ties.is_empty() {
            return None;
        }
        // What the phrase itself tells is not tied by it: "after the truce lapsed".
        let event = self.token_span(*sites.first()?);
        let find = |at: usize| ties.iter().find(|t| t.governor == at && !t.words.contains(event));
        let mut found = sites.iter().find_map(|&site| find(site));
        let mut at = *sites.first()?;
        for _ in 0..self.len() {
            let Some(up) = self.head(at).filter(|_| found.is_none()) else { break };
            // A phrase beside "said" dates the saying.
            if matches!(self.rel(at), "ccomp" | "parataxis") && self.is_verb(up) {
                found = if said { find(up) } else { None };
                break;
            }
            at = up;
            found = find(at);
        }
        let tie = found?;
        let bound = self.bound(tie.governor);
        let envelope = match tie.bearing {
            Bearing::Before => Envelope::new(None, tie.known.latest),
            _ => Envelope::new(tie.known.earliest, None),
        };
        let envelope = envelope.narrow(bound).unwrap_or(bound);
        (!envelope.is_open()).then_some(ClaimTime { expression: None, envelope, implicit: true, event: Some(tie.words) })
    }

    /// The days that the report leaves to what a clause tells: before it where the clause is past, behind it where it is future.
    fn bound(&self, clause: usize) -> Envelope {
        let Some(published) = self.published() else { return Envelope::OPEN };
        let verb = if self.is_verb(clause) || self.kid(clause, "cop").is_some() { Some(clause) } else { self.head(clause) };
        let force = verb.map(|v| self.force(v)).unwrap_or_default();
        let open = force.would || force.possible || force.infinitive || force.supposed;
        match (force.past && !force.future && !force.must, force.future || force.must) {
            _ if open => Envelope::OPEN,
            (true, _) => Envelope::new(None, published.latest),
            (_, true) => Envelope::new(published.earliest, None),
            _ => Envelope::OPEN,
        }
    }

    /// The ties of the sentence.
    fn ties(&self) -> Vec<Tie> {
        let mut out = Vec::new();
        for k in 0..self.len() {
            let tie = if self.is_noun(k) { self.tie_of_noun(k) } else { None };
            out.extend(tie.or_else(|| if self.is_verb(k) { self.tie_of_clause(k) } else { None }));
        }
        for (t, carrier) in self.times() {
            // "within 48 hours of the summit", a summit that has no day
            let time = &self.doc.times[t];
            if time.timex == TimexType::Duration && time.anchor == Anchor::Event && time.envelope.is_open() {
                let behind = self.doc.text().get(time.span.end as usize..).unwrap_or("").split_ascii_whitespace().next();
                let bearing = match behind {
                    Some("before") => Bearing::Before,
                    Some("after" | "of") => Bearing::After,
                    _ => continue,
                };
                let words = time.span.cover(self.full_phrase(carrier));
                let governor = self.governor(carrier);
                out.push(Tie { bearing, governor, known: Envelope::OPEN, words });
            }
        }
        out
    }

    /// "ahead of the talks", "since Thursday's vote".
    fn tie_of_noun(&self, k: usize) -> Option<Tie> {
        if matches!(self.rel(k), "nsubj" | "root" | "conj" | "compound") {
            return None;
        }
        let case = self.kids_of(k, "case").filter(|&c| c < k).last();
        // "prior to" is one preposition of two words
        let case = case.map(|c| self.kids_of(c, "fixed").filter(|&f| f < k).last().unwrap_or(c));
        let first = case.map_or_else(|| self.subtree(k, &|_| false)[0], |c| c + 1);
        let lead = |w: &str| matches!(w, "before" | "after" | "since" | "following" | "of" | "to");
        if !lead(&self.form(first.checked_sub(1)?).to_ascii_lowercase()) || !self.is_event(k) {
            return None;
        }
        let before =
            self.doc.text().get(self.sent.span.start as usize..self.token_span(first).start as usize)?.trim_end().to_ascii_lowercase();
        let (lead, bearing) = LEADS.iter().find(|(lead, _)| before.ends_with(lead))?;
        let start = before.len() - lead.len();
        let head = before.get(..start)?.trim_end();
        // "until after the vote", "as before the war": no plain before or after
        let twisted = ["until", "till", "not", "as", "than"].iter().any(|w| head.rsplit([' ', ',']).next() == Some(*w));
        if twisted || before.get(..start)?.ends_with(|c: char| c.is_alphanumeric() || c == '-') {
            return None;
        }
        let (event, part) = phase(self.doc, self.index, k);
        let part = if *bearing == Bearing::After { Phase::End } else { part };
        let known = days_of(self.doc, &self.doc.times, self.index, event, part);
        let words = Span::new(self.sent.span.start as usize + start, self.phrase(k).end as usize);
        Some(Tie { bearing: *bearing, governor: self.governor(k), known: known.map_or(Envelope::OPEN, |(e, _)| e), words })
    }

    /// "after completing discussions", "before the truce collapsed".
    fn tie_of_clause(&self, k: usize) -> Option<Tie> {
        if self.rel(k) != "advcl" {
            return None;
        }
        let bearing = match self.mark(k) {
            "before" => Bearing::Before,
            "after" => Bearing::After,
            _ => return None,
        };
        let own = self.times().into_iter().find(|&(t, c)| self.governor(c) == k && !self.doc.times[t].envelope.is_open());
        let noun = || {
            let nouns = self.kids(k).iter().copied().filter(|&n| matches!(self.rel(n), "obj" | "nsubj") && self.is_event(n));
            nouns.map(|n| self.unwrapped(n)).find_map(|n| days_of(self.doc, &self.doc.times, self.index, n, Phase::End)).map(|(e, _)| e)
        };
        let known = own.map(|(t, _)| self.doc.times[t].envelope).or_else(noun).unwrap_or(Envelope::OPEN);
        let all = self.subtree(k, &|_| false);
        Some(Tie { bearing, governor: self.head(k)?, known, words: self.span_of(&all, k) })
    }

    /// Whether a time is that of an event before or after which the event at `site` is told to lie: "ahead of Thursday's vote".
    pub fn dates_another(&self, t: usize, site: usize) -> bool {
        let (time, site) = (self.doc.times[t].span, self.token_span(site));
        let mut ties = (0..self.len()).filter(|&k| self.is_noun(k)).filter_map(|k| self.tie_of_noun(k));
        ties.any(|tie| tie.bearing != Bearing::Since && tie.words.contains(time) && !tie.words.contains(site))
    }

    /// Whether a noun names something that happens on a day.
    fn is_event(&self, k: usize) -> bool {
        let topic =
            matches!(self.topic(k), Topic::Meeting | Topic::Truce | Topic::Agreement | Topic::Exchange | Topic::Fight | Topic::Sanction);
        let sense = || self.noun_senses(k).iter().any(|f| matches!(f.act, Act::ProtestNoun | Act::Deadline));
        self.is_noun(k) && (topic || sense() || lexicon::is_occasion(self.lemma(k)))
    }
}
