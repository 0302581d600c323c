//! The time of a claim: the expression in the clause that governs it, else what an enclosing clause lends it.

use super::scene::Scene;
use crate::times::{Bearing, bearing, reach};
use model::{ClaimTime, Envelope, Granularity, TimexType};

impl Scene<'_> {
    /// Time expressions of the sentence as (index in the document, word that carries it).
    pub fn times(&self) -> Vec<(usize, usize)> {
        let span = self.sent.span;
        let first = self.doc.times.partition_point(|t| t.span.end <= span.start);
        self.doc.times[first..]
            .iter()
            .take_while(|t| t.span.start < span.end)
            .enumerate()
            // "go back to pre-May 4 positions": a day in the name of a state of things dates nothing
            .filter(|(_, t)| !self.is_prefixed(t.span.start as usize))
            .filter_map(|(n, t)| {
                let (a, b) = self.doc.words_in(self.index, t.span)?;
                let carrier = (a..=b).find(|&w| self.head(w).is_none_or(|h| h < a || h > b)).unwrap_or(b);
                Some((first + n, carrier))
            })
            .collect()
    }

    /// Whether "pre-" or "post-" stands before the byte.
    fn is_prefixed(&self, at: usize) -> bool {
        let before = self.doc.text()[..at].trim_end_matches(['-', '‑']);
        ["pre", "post", "Pre", "Post"].iter().any(|p| before.ends_with(&format!(" {p}")))
    }

    /// Whether a word is part of a time expression.
    pub fn in_time(&self, i: usize) -> bool {
        let span = self.token_span(i);
        let at = self.doc.times.partition_point(|t| t.span.end <= span.start);
        self.doc.times.get(at).is_some_and(|t| t.span.overlaps(span))
    }

    /// The nearest clause or event head above a time's carrier.
    pub fn governor(&self, carrier: usize) -> usize {
        use super::frames::Lexemes;
        let mut at = carrier;
        for _ in 0..self.len() {
            let Some(up) = self.head(at) else { return at };
            at = up;
            if self.is_verb(at) || self.kid(at, "cop").is_some() || !self.senses(at).is_empty() {
                return at;
            }
        }
        at
    }

    /// The time of the event whose words are `sites` (its head, its light verb): an expression governed by one of them, or else the one
    /// of an enclosing clause, marked implicit.
    pub fn time_of(&self, sites: &[usize]) -> Option<ClaimTime> {
        let times = self.times();
        let usable = |t: usize| {
            let time = &self.doc.times[t];
            !(time.timex == TimexType::Duration && time.envelope.is_open())
                && time.timex != TimexType::Set
                && !self.names_year(t, sites)
                && !sites.first().is_some_and(|&site| self.dates_another(t, site))
        };
        let dated = |t: usize, implicit: bool| {
            let time = self.dated(t, implicit);
            // "Since the start of the war on 3 May": the day is that of the start; what is told as lasting since runs on from it.
            let inside = sites.first().is_some_and(|&event| self.within_since(t, event));
            if inside { ClaimTime { envelope: self.doc.times[t].envelope, ..time } } else { time }
        };
        for &site in sites {
            if let Some(&(t, _)) = times.iter().find(|&&(t, c)| usable(t) && self.governor(c) == site) {
                return Some(dated(t, false));
            }
        }
        let deepest = *sites.first()?;
        // inside the noun phrase or clause itself
        if let Some(&(t, _)) = times.iter().find(|&&(t, c)| usable(t) && self.under(deepest, c) && !self.crosses_clause(deepest, c)) {
            return Some(dated(t, false));
        }
        // "the swap that took place in late May"
        if let Some(&(t, _)) = times.iter().find(|&&(t, c)| {
            let verb = self.governor(c);
            usable(t)
                && self.head(verb) == Some(deepest)
                && self.deprel(verb) == "acl:relcl"
                // not "in the town where the talks began in late May"
                && !self.kids(verb).iter().any(|&k| matches!(self.lemma(k), "where" | "when"))
                && matches!(self.lemma(verb), "take" | "occur" | "happen" | "begin" | "start" | "hold" | "end")
        }) {
            return Some(dated(t, false));
        }
        let mut at = deepest;
        for _ in 0..self.len() {
            let Some(up) = self.head(at) else { break };
            if matches!(self.rel(at), "ccomp" | "parataxis") && self.is_verb(up) {
                // a time beside "said" dates the saying
                break;
            }
            at = up;
            // "scheduled for next week, following a halt in negotiations last month": of two times of one verb a noun has the one behind it
            let mut own: Vec<(usize, usize)> = times.iter().copied().filter(|&(t, c)| usable(t) && self.governor(c) == at).collect();
            if own.len() > 1 && self.is_noun(deepest) && matches!(self.rel(deepest), "obl" | "nmod") {
                own.sort_by_key(|&(_, c)| (c < deepest, c.abs_diff(deepest)));
            }
            if let Some(&(t, _)) = own.first() {
                let time = dated(t, !matches!(self.rel(deepest), "obj" | "nsubj" | "xcomp" | "conj" | "obl" | "nmod"));
                // "In May Chad accepted a French-proposed truce": proposed by then, since when is not said.
                let before = self.rel(deepest) == "amod" && self.xpos(deepest) == "VBN";
                return Some(if before { ClaimTime { envelope: Envelope::new(None, time.envelope.latest), ..time } } else { time });
            }
        }
        let loose = times.iter().find(|&&(t, c)| usable(t) && self.loosely_of(sites, deepest, t, c));
        loose.map(|&(t, _)| dated(t, false))
    }

    /// Whether a year only names another noun: "consultations on the outcome of the 2019 referendum".
    fn names_year(&self, t: usize, sites: &[usize]) -> bool {
        let time = &self.doc.times[t];
        if time.value.len() != 4 {
            return false;
        }
        let Some((first, last)) = self.doc.words_in(self.index, time.span) else { return false };
        let noun = self.head(last).filter(|&n| first == last && n > last && matches!(self.rel(last), "compound" | "amod" | "nummod"));
        noun.is_some_and(|n| self.is_noun(n) && !sites.contains(&n) && sites.iter().any(|&s| s != n && self.under(s, n) && n > s + 2))
    }

    /// Whether an event is named in the phrase with "since" that a time closes.
    fn within_since(&self, t: usize, event: usize) -> bool {
        let Some((_, last)) = self.doc.words_in(self.index, self.doc.times[t].span) else { return false };
        let opens = |at: usize| self.kids(at).iter().any(|&k| k < at && self.form(k).eq_ignore_ascii_case("since"));
        let mut at = last;
        for _ in 0..self.len() {
            if opens(at) {
                return self.under(at, event);
            }
            match self.head(at) {
                Some(up) => at = up,
                None => return false,
            }
        }
        false
    }

    /// Whether a time belongs to an event although the tree hangs it elsewhere: behind a participle of arranging ("offered talks with Mali, scheduled for
    /// next week"), or a day on the last noun of the clause ("spoke of progress in the negotiations on Friday").
    fn loosely_of(&self, sites: &[usize], deepest: usize, t: usize, carrier: usize) -> bool {
        let above = self.head(deepest);
        let own = |at: usize| sites.contains(&at) || above == Some(at);
        let governor = self.governor(carrier);
        if self.is_verb(governor) {
            let arranged = matches!(self.lemma(governor), "schedule" | "plan" | "set" | "slate" | "intend")
                && matches!(self.rel(governor), "advcl" | "acl")
                && self.kid(governor, "nsubj").is_none();
            let mut at = governor;
            while arranged && matches!(self.rel(at), "advcl" | "acl" | "obj" | "nmod" | "obl" | "xcomp") {
                let Some(up) = self.head(at) else { break };
                at = up;
                if own(at) {
                    return true;
                }
            }
            return false;
        }
        let time = &self.doc.times[t];
        let before = self.doc.words_in(self.index, time.span).and_then(|(first, _)| first.checked_sub(1));
        let on = before.is_some_and(|at| self.doc.form(self.index, at).eq_ignore_ascii_case("on"));
        let verb = self.head(governor).filter(|&up| self.is_verb(up) && own(up));
        on && time.granularity == Granularity::Day && !time.implicit && self.rel(governor) == "obl" && verb.is_some()
    }

    /// The days of an expression for the event that it is told with: "since 3 May" runs up to the report.
    fn dated(&self, t: usize, implicit: bool) -> ClaimTime {
        let time = &self.doc.times[t];
        let envelope = match bearing(self.doc, time) {
            Bearing::Since => reach(self.doc, time),
            _ => time.envelope,
        };
        ClaimTime { expression: Some(t as u32), envelope, implicit: implicit || time.implicit, event: None }
    }

    /// The time of the saying whose content holds the first of `sites`: "said on Thursday that …".
    pub fn time_of_saying(&self, sites: &[usize]) -> Option<ClaimTime> {
        let times = self.times();
        let mut at = *sites.first()?;
        let mut heard = false;
        for _ in 0..self.len() {
            let up = self.head(at)?;
            // "said on Thursday that …, adding that …": the second saying is that of the first.
            let goes_on = heard && matches!(self.rel(at), "advcl" | "conj") && self.xpos(at) == "VBG";
            let content = (matches!(self.rel(at), "ccomp" | "parataxis") || goes_on) && self.is_verb(up);
            heard |= content;
            at = up;
            if !content {
                continue;
            }
            let day =
                |t: usize| matches!(self.doc.times[t].granularity, Granularity::Day | Granularity::Time) && !self.doc.times[t].implicit;
            if let Some(&(t, _)) = times.iter().find(|&&(t, c)| day(t) && self.governor(c) == up) {
                return Some(self.dated(t, false));
            }
        }
        None
    }

    /// Whether a word heads a relative clause behind a comma.
    pub fn is_aside(&self, at: usize) -> bool {
        let comma = |first: usize| self.form(first) == "," || first > 0 && self.form(first - 1) == ",";
        self.deprel(at) == "acl:relcl" && self.subtree(at, &|_| false).first().is_some_and(|&first| comma(first))
    }

    /// Whether `inner` stands in an aside below `outer`: "the contract, which ends on Monday, …".
    pub fn in_aside(&self, outer: usize, inner: usize) -> bool {
        let mut at = inner;
        while at != outer {
            if self.is_aside(at) {
                return true;
            }
            match self.head(at) {
                Some(up) => at = up,
                None => return false,
            }
        }
        false
    }

    /// Whether a clause boundary lies between `outer` and `inner` below it.
    fn crosses_clause(&self, outer: usize, inner: usize) -> bool {
        let mut at = inner;
        while at != outer {
            if matches!(self.rel(at), "advcl" | "ccomp" | "conj" | "parataxis") || self.deprel(at) == "acl:relcl" {
                return true;
            }
            match self.head(at) {
                Some(up) => at = up,
                None => return true,
            }
        }
        false
    }

    /// A duration in the sentence, in days, with its index: "50-day", "within three weeks".
    pub fn days(&self, under: Option<usize>) -> Option<(usize, i64)> {
        self.times()
            .into_iter()
            .filter(|&(t, c)| self.doc.times[t].timex == TimexType::Duration && under.is_none_or(|u| self.under(u, c)))
            .find_map(|(t, _)| Some((t, duration_days(&self.doc.times[t].value)?)))
    }

    /// Days of publication.
    pub fn published(&self) -> Option<Envelope> {
        self.doc.published().map(|p| p.envelope)
    }
}

/// Days of an ISO 8601 duration of one unit; months count 30, years 365, hours the days that they touch.
pub(crate) fn duration_days(value: &str) -> Option<i64> {
    let rest = value.strip_prefix('P')?;
    if let Some(hours) = rest.strip_prefix('T').and_then(|rest| rest.strip_suffix('H')) {
        return hours.parse::<i64>().ok().map(|hours| hours.saturating_add(23) / 24);
    }
    let number: i64 = rest.get(..rest.len().checked_sub(1)?)?.parse().ok()?;
    match rest.as_bytes().last()? {
        b'D' => Some(number),
        b'W' => Some(number.saturating_mul(7)),
        b'M' => Some(number.saturating_mul(30)),
        b'Y' => Some(number.saturating_mul(365)),
        _ => None,
    }
}
