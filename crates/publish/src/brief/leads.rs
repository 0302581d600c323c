//! The bold lines: what changed, who owes an answer, what runs out, what comes next.

use super::compose::{fact_line, is_hollow, is_result};
use super::{Line, Material, notes::Notes};
use crate::index::Index;
use crate::wording;
use jiff::civil::Date;
use model::{ClaimKind, Evidence, Fact, Move, Stance, Status};
use std::collections::{BTreeMap, BTreeSet};

/// Bold lines under one head.
const LEADS: usize = 4;

/// Moves and answers told in the line of what else is new.
const ALSO: usize = 3;

/// Days within which a report's date must be known, for it to be news.
const DOUBT: i64 = 31;

/// When reports were published, and which of them are new in a process.
pub(super) struct News<'m> {
    published: BTreeMap<&'m str, Date>,
    /// The day of the latest reports, and of those before them.
    pub days: Option<(Date, Date)>,
}

impl<'m> News<'m> {
    /// Looks at the days of the reports on which a process rests.
    pub fn new(material: Material<'m>, index: &Index, reports: &BTreeSet<&str>) -> News<'m> {
        let day = |r: &'m model::ReportEntry| {
            let published = r.published.as_ref()?.envelope;
            // What may have been written at any time of a year is no news of its last day.
            let known = published.days().is_none_or(|days| days <= DOUBT);
            Some((r.id.as_str(), published.latest.or(published.earliest).filter(|_| known)?))
        };
        let published: BTreeMap<&str, Date> =
            reports.iter().filter_map(|id| index.report(material.record, id)).filter_map(|(_, report)| day(report)).collect();
        let days: BTreeSet<Date> = published.values().copied().collect();
        let mut latest = days.into_iter().rev();
        let days = latest.next().zip(latest.next());
        News { published, days }
    }

    /// Whether only the latest reports say it.
    pub fn is_new(&self, evidence: &[Evidence]) -> bool {
        let Some((latest, _)) = self.days else { return false };
        let mut said = evidence.iter().filter(|e| e.stance != Stance::Repeats).peekable();
        said.peek().is_some() && said.all(|e| self.published.get(e.report.as_str()).is_some_and(|day| *day >= latest))
    }
}

/// The bold lines: those that are new, and those that stand from before.
pub(super) fn leads(
    moves: &[&Move],
    facts: &[&Fact],
    news: &News<'_>,
    awaited: impl Fn(&Fact) -> bool,
    notes: &mut Notes<'_>,
) -> (Vec<Line>, Vec<Line>) {
    let (mut fresh, mut standing) = (Vec::new(), Vec::new());
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut put = |is_new: bool, line: Line| {
        let list = if is_new { &mut fresh } else { &mut standing };
        // What reads the same is told once.
        if list.len() < LEADS && list.iter().all(|known: &Line| known.text != line.text) {
            list.push(line);
        }
    };
    for entry in moves.iter().filter(|m| !m.owes.is_empty() && m.state != "lapsed") {
        told.insert(&entry.id);
        put(news.is_new(&entry.evidence), line(entry, owed(entry), notes));
    }
    for entry in
        moves.iter().filter(|m| m.kind == ClaimKind::Ultimatum && m.state != "lapsed" && m.state != "withdrawn" && m.owes.is_empty())
    {
        told.insert(&entry.id);
        put(news.is_new(&entry.evidence), line(entry, ultimatum(entry), notes));
    }
    // What the latest reports tell as brought about is what a reader must know first of all that is not to be acted on.
    let reached = |f: &&&Fact| is_result(f.kind) && f.kind != ClaimKind::Meeting && f.status == Status::Happened && !is_hollow(f);
    for fact in facts.iter().filter(reached).filter(|f| news.is_new(&f.evidence)) {
        put(true, fact_line(fact, notes));
    }
    for fact in facts.iter().filter(|f| f.kind == ClaimKind::Meeting && f.status == Status::Planned && awaited(f)) {
        put(news.is_new(&fact.evidence), fact_line(fact, notes));
    }
    if let Some(mut also) = also(moves, &told, news, notes) {
        also.text = if fresh.is_empty() { wording::upper_first(&also.text) } else { format!("Also: {}", also.text) };
        fresh.push(also);
    }
    (fresh, standing)
}

/// "Graustark owes Ruritania an answer: talks in Vienna, asked for 21–27 July 2031."
fn owed(entry: &Move) -> String {
    let asked = wording::term(entry).map(|term| format!(", {term}")).unwrap_or_default();
    let told = format!("{}{asked}", wording::owed(&entry.owes, entry, wording::SHORT));
    if told.ends_with('…') { told } else { format!("{told}.") }
}

fn ultimatum(entry: &Move) -> String {
    let until = wording::term(entry).map(|term| format!(" {term}")).unwrap_or_default();
    let mut answers: Vec<(&str, Vec<String>)> = Vec::new();
    for answer in &entry.answers {
        let words = wording::answer(answer.answer, None);
        match answers.iter_mut().find(|(by, _)| *by == answer.by) {
            Some((_, known)) if known.contains(&words) => {}
            Some((_, known)) => known.push(words),
            None => answers.push((&answer.by, vec![words])),
        }
    }
    let answers: Vec<String> = answers.into_iter().map(|(by, words)| format!("{} {}", wording::name(by), wording::list(&words))).collect();
    let answers = if answers.is_empty() { "no answer reported".to_owned() } else { answers.join("; ") };
    let content = wording::tidy(&entry.content, wording::SHORT);
    let stop = if content.ends_with('…') { "" } else { "." };
    format!("{}{until}: {content}{stop} {}.", wording::move_head(entry), wording::upper_first(&answers))
}

/// What else the latest reports brought: moves, and answers to moves, that no earlier report had.
fn also(moves: &[&Move], told: &BTreeSet<&str>, news: &News<'_>, notes: &mut Notes<'_>) -> Option<Line> {
    let mut items: Vec<(String, &[Evidence])> = Vec::new();
    for entry in moves.iter().filter(|m| !told.contains(m.id.as_str())) {
        let is_new = news.is_new(&entry.evidence);
        let content = wording::tidy(&entry.content, wording::SHORTEST);
        if is_new {
            items.push((format!("{}: {content}", wording::lower_first(&wording::move_head(entry))), &entry.evidence));
        }
        for answer in entry.answers.iter().filter(|a| !is_new && news.is_new(&a.evidence)) {
            let words = wording::answer(answer.answer, answer.condition.as_deref());
            items.push((format!("{} {words}, to “{content}”", wording::name(&answer.by)), &answer.evidence));
        }
    }
    let more = items.len().saturating_sub(ALSO);
    items.truncate(ALSO);
    let mut words: Vec<String> = items.iter().map(|(words, _)| words.clone()).collect();
    if more > 0 {
        words.push(format!("{more} more below"));
    }
    let numbers: BTreeSet<usize> = items.iter().flat_map(|(_, evidence)| notes.number(evidence)).collect();
    let text = format!("{}.", words.join("; "));
    (!items.is_empty()).then(|| Line { text, notes: numbers.into_iter().collect(), ..Line::default() })
}

pub(super) fn line(entry: &Move, text: String, notes: &mut Notes<'_>) -> Line {
    Line {
        id: entry.id.clone(),
        text,
        when: entry.due.and_then(wording::when),
        reports: entry.reports,
        sources: entry.roots,
        notes: notes.number(&entry.evidence),
    }
}
