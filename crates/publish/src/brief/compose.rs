//! From a record to a brief: what to say first, what to leave to the record.

use super::{Brief, Dispute, DueLine, Line, Material, Origin, ProcessBrief, Section, board, gist, leads, notes::Notes};
use crate::index::Index;
use crate::wording;
use jiff::civil::Date;
use model::{ClaimKind, Conflict, Envelope, Fact, FieldKey, Move, Process, Status};
use std::collections::BTreeSet;

/// Lines that a page has room for in one list.
const LINES: usize = 6;
/// Sentences that may tell of moves, at most.
const PERHAPS: usize = 4;
/// Negotiations that a reader takes in at a time; the next ones are named.
const PROCESSES: usize = 8;
const NAMED: usize = 24;
/// Of them, those of which the brief has nothing but sentences of their reports, at most.
const IN_WORDS_ONLY: usize = 3;
/// Reports that are all listed as sources; of more, those that the notes quote.
const ORIGINS: usize = 40;

/// Makes the brief.
pub fn compose(material: Material<'_>) -> Brief {
    compose_with(material, &Index::new(material.record))
}

/// Makes the brief with look-ups that are there already: then it costs what it says, not what the record holds.
pub fn compose_with(material: Material<'_>, index: &Index) -> Brief {
    let record = material.record;
    let mut notes = Notes::new(material, index);
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut processes: Vec<&Process> = record.processes.iter().collect();
    processes.sort_by_key(|p| (std::cmp::Reverse(p.envelope.latest), std::cmp::Reverse(p.envelope.earliest), p.id.clone()));
    let mut left = processes.into_iter();
    let mut parts: Vec<ProcessBrief> = Vec::new();
    let mut in_words_only = 0;
    while parts.len() < PROCESSES
        && let Some(process) = left.next()
    {
        let before = notes.len();
        let part = one_process(material, index, process, &mut notes, &mut told);
        // Of what nothing was made that has a line, the reports still tell; but in a large record it must not crowd out the others.
        let only = part.is_empty();
        if only && (part.gist.is_empty() || in_words_only == IN_WORDS_ONLY) {
            notes.forget(before);
            continue;
        }
        in_words_only += usize::from(only);
        parts.push(part);
    }
    let others: Vec<String> = left.by_ref().take(NAMED).map(|process| process.name.clone()).collect();
    let notes = notes.finish();
    let quoted: BTreeSet<&str> = notes.iter().map(|note| note.report.as_str()).collect();
    let all = record.reports.len() <= ORIGINS;
    let origins: Vec<Origin> = record.reports.iter().filter(|r| all || quoted.contains(r.id.as_str())).map(origin).collect();
    Brief {
        as_of: material.as_of,
        reports: record.reports.len(),
        sources: index.sources,
        processes: parts,
        others,
        more_others: left.count(),
        more_origins: record.reports.len() - origins.len(),
        origins,
        notes,
    }
}

impl ProcessBrief {
    fn is_empty(&self) -> bool {
        let sections = [&self.ahead, &self.done, &self.failed];
        self.tracks.is_empty() && self.due.is_empty() && self.disputed.is_empty() && sections.iter().all(|s| s.lines.is_empty())
    }
}

fn one_process(
    material: Material<'_>,
    index: &Index,
    process: &Process,
    notes: &mut Notes<'_>,
    told: &mut BTreeSet<usize>,
) -> ProcessBrief {
    let record = material.record;
    let listed = process.facts.iter().filter_map(|id| index.fact(record, id));
    let reports: BTreeSet<&str> = listed.flat_map(|(_, f)| &f.evidence).map(|e| e.report.as_str()).collect();
    // In the order of the record, whatever the order of the process.
    let mut own: Vec<(usize, &Fact)> = index.facts_of(record, process).collect();
    own.sort_by_key(|(at, _)| *at);
    let mut moves: Vec<(usize, &Move)> = own.iter().filter_map(|(at, _)| index.entry_of(record, *at)).collect();
    moves.sort_by_key(|(at, _)| *at);
    let unsure: BTreeSet<&str> = own.iter().filter(|(_, fact)| is_unsure(fact)).map(|(_, fact)| fact.id.as_str()).collect();
    let moves: Vec<&Move> = moves.into_iter().map(|(_, entry)| entry).filter(|entry| !unsure.contains(entry.id.as_str())).collect();
    let disputed: BTreeSet<usize> = own.iter().flat_map(|(at, _)| index.conflicts_of(*at)).chain(index.loose_conflicts()).collect();
    let disputed: Vec<&Conflict> = disputed.into_iter().filter(|at| told.insert(*at)).filter_map(|at| record.conflicts.get(at)).collect();
    let (left_out, facts): (Vec<&Fact>, Vec<&Fact>) = own.into_iter().map(|(_, fact)| fact).partition(|fact| is_unsure(fact));
    let as_of = material.as_of.or(process.envelope.latest);
    let news = leads::News::new(material, index, &reports);
    // In the order of the page, so that notes are numbered in the order in which a reader meets them.
    let gist = gist::lines(material, index, process, notes);
    let settled = settled_by(process, &facts);
    // What was open while they talked, on no day that is known, is history when the talks are over.
    let of_now = |fact: &Fact| settled.is_none() || !fact.envelope.is_open() || news.is_new(&fact.evidence);
    // What was once to come is no longer awaited then, nor behind its last day.
    let awaited =
        |fact: &Fact| is_ahead(fact, as_of) && !is_hollow(fact) && of_now(fact) && !facts.iter().any(|other| came_about(fact, other));
    let (fresh, standing) = leads::leads(&moves, &facts, &news, awaited, notes);
    let led: BTreeSet<String> = fresh.iter().chain(&standing).map(|line| line.id.clone()).collect();
    let mut state = section(&facts, notes, |f| f.kind == ClaimKind::ProcessState);
    if let Some(fact) = settled {
        state.lines.insert(0, settled_line(fact, notes));
    }
    let (tracks, more_moves) = board::tracks(&moves, &facts, notes);
    let due = due_lines(&moves, &facts, awaited, notes);
    let mut brief = ProcessBrief {
        id: process.id.clone(),
        name: process.name.clone(),
        as_of,
        reports: reports.len() as u32,
        sources: index.sources_of(record, reports.iter().copied()) as u32,
        gist,
        since: news.days.map(|(_, before)| before),
        news: fresh,
        leads: standing,
        state,
        tracks,
        more_moves,
        due,
        // What a bold line tells already is not told again.
        ahead: section(&facts, notes, |f| awaited(f) && f.envelope.is_open() && !led.contains(&f.id)),
        done: section(&facts, notes, |f| {
            (is_result(f.kind) || f.kind == ClaimKind::Appointment) && f.status == Status::Happened && !is_hollow(f)
        }),
        beside: section(&facts, notes, |f| is_beside(f.kind) && f.status == Status::Happened && !is_somewhere(f)),
        failed: section(&facts, notes, |f| {
            (is_result(f.kind) || is_beside(f.kind)) && matches!(f.status, Status::Negated | Status::Refused) && of_now(f)
        }),
        disputed: disputes(material, index, disputed, notes),
        unsure: 0,
        perhaps: Section::default(),
    };
    once(&mut [&mut brief.failed, &mut brief.done, &mut brief.beside, &mut brief.state]);
    // Behind all else, so that a sentence on which a line rests is not told again.
    brief.perhaps = perhaps(&left_out, notes);
    let told = brief.perhaps.lines.len() + brief.perhaps.more;
    brief.unsure = left_out.into_iter().filter(|fact| is_told(fact)).count().saturating_sub(told);
    brief
}

/// Leaves out lines that quote what a line of an earlier section quotes: of a round that "ended with no deal" the failure tells more than that they met.
fn once(sections: &mut [&mut Section]) {
    let mut told: BTreeSet<String> = BTreeSet::new();
    for section in sections {
        let mut own: Vec<String> = Vec::new();
        section.lines.retain(|line| {
            let quote = line.text.split_once('“').and_then(|(_, rest)| rest.rsplit_once('”')).map(|(quote, _)| quote.to_owned());
            let new = quote.as_ref().is_none_or(|quote| !told.contains(quote));
            own.extend(quote.filter(|_| new));
            new
        });
        told.extend(own);
    }
}

/// What may be moves, the latest first: their sentences tell more surely than what was made of them.
fn perhaps(left_out: &[&Fact], notes: &mut Notes<'_>) -> Section {
    let mut chosen: Vec<&Fact> = left_out.iter().copied().filter(|fact| fact.kind.is_move() && !notes.has(&fact.evidence)).collect();
    let said = |fact: &Fact| notes.day(&fact.evidence);
    chosen.sort_by_cached_key(|fact| (std::cmp::Reverse((said(fact), fact.roots)), fact.id.clone()));
    let mut lines: Vec<Line> = Vec::new();
    let mut more = 0;
    for fact in chosen {
        if lines.len() == PERHAPS {
            more += 1;
        } else if !notes.has(&fact.evidence) {
            let text = format!("“{}”", wording::inner_quotes(&notes.sentence(&fact.evidence)));
            lines.push(Line { text, when: None, ..fact_line(fact, notes) });
        }
    }
    Section { lines, more }
}

/// Whether its sentences may well have been misread, and nobody has looked at it.
fn is_unsure(fact: &Fact) -> bool {
    fact.unsure && fact.ruling.is_none()
}

/// Whether a brief tells of facts of this kind at all.
const fn is_told(fact: &Fact) -> bool {
    is_result(fact.kind)
        || is_beside(fact.kind)
        || fact.kind.is_move()
        || matches!(fact.kind, ClaimKind::Appointment | ClaimKind::ProcessState)
}

/// What ended the talks, where no report says that they are over: the latest of the agreements that closed what was on the table.
fn settled_by<'f>(process: &Process, facts: &[&'f Fact]) -> Option<&'f Fact> {
    let state = process.state.as_deref().filter(|state| *state == "ended")?;
    if facts.iter().any(|f| f.kind == ClaimKind::ProcessState && f.fields.text(FieldKey::State) == Some(state)) {
        return None;
    }
    let closing: BTreeSet<&str> =
        facts.iter().flat_map(|f| &f.links).filter(|l| l.relation == "closed_by").map(|l| l.to.as_str()).collect();
    let closed = facts.iter().copied().filter(|f| closing.contains(f.id.as_str()) && is_result(f.kind) && f.status == Status::Happened);
    closed.max_by_key(|f| (f.envelope.latest.or(f.envelope.earliest), f.roots, &f.id))
}

/// "Talks: ended with the agreement of A and B: wages".
fn settled_line(fact: &Fact, notes: &mut Notes<'_>) -> Line {
    let line = fact_line(fact, notes);
    Line { text: format!("Talks: ended with the {}", wording::lower_first(&line.text)), ..line }
}

/// What talks bring about, apart from moves.
pub(super) const fn is_result(kind: ClaimKind) -> bool {
    use ClaimKind as K;
    matches!(kind, K::Meeting | K::Agreement | K::Ceasefire | K::Exchange)
}

/// What goes on beside the talks.
const fn is_beside(kind: ClaimKind) -> bool {
    use ClaimKind as K;
    matches!(kind, K::Hostilities | K::Sanction | K::Aid)
}

/// An agreement of nobody on nothing at no time: "before an agreement was reached". Its report says more of it elsewhere, or nothing.
pub(super) fn is_hollow(fact: &Fact) -> bool {
    use FieldKey as F;
    // "An agreement" is any, "the draft treaty" a certain one.
    let any = |text: &str| ["a ", "an ", "any ", "no "].iter().any(|word| text.starts_with(word)) || !text.contains(' ');
    let said =
        |key: F| fact.fields.texts(key).into_iter().any(|text| !(lexicon::is_bare_deal(text) && any(text)) && !lexicon::is_empty(text));
    let named = [F::Participants, F::Holder, F::By, F::Addressee].into_iter().any(|key| !fact.fields.texts(key).is_empty());
    let dated = fact.envelope.latest.is_some();
    fact.kind == ClaimKind::Agreement && !named && !dated && ![F::Content, F::Agenda, F::About].into_iter().any(said)
}

/// Fighting of which no report says when, where or what: "to end the fighting between the two".
fn is_somewhere(fact: &Fact) -> bool {
    let told = [FieldKey::Content, FieldKey::Object, FieldKey::Place, FieldKey::Phase, FieldKey::Count];
    fact.kind == ClaimKind::Hostilities && fact.envelope.is_open() && told.into_iter().all(|key| fact.fields.get(key).is_none())
}

/// Whether a meeting that was once to come came about: its parties met, and no earlier than it was to be.
fn came_about(fact: &Fact, other: &Fact) -> bool {
    if fact.kind != ClaimKind::Meeting || other.kind != fact.kind || other.status != Status::Happened {
        return false;
    }
    let (mine, theirs) = (fact.fields.texts(FieldKey::Participants), other.fields.texts(FieldKey::Participants));
    let same = mine.len() > 1 && mine.iter().all(|name| theirs.contains(name));
    same && fact.envelope.earliest.zip(other.envelope.latest).is_some_and(|(from, day)| from <= day)
}

/// Fixed or expected, and not over by the day of the brief.
fn is_ahead(fact: &Fact, as_of: Option<Date>) -> bool {
    let over = fact.envelope.latest.zip(as_of).is_some_and(|(latest, day)| latest < day);
    (is_result(fact.kind) || is_beside(fact.kind)) && matches!(fact.status, Status::Planned | Status::Hypothetical) && !over
}

/// The facts that are wanted, the latest first, those without a date last, as far as there is room.
fn section(facts: &[&Fact], notes: &mut Notes<'_>, wanted: impl Fn(&Fact) -> bool) -> Section {
    let mut chosen: Vec<&Fact> = facts.iter().copied().filter(|f| wanted(f)).collect();
    chosen.sort_by_key(|f| {
        let at = f.envelope.latest.or(f.envelope.earliest);
        (std::cmp::Reverse(at), std::cmp::Reverse((f.roots, f.reports)), f.id.clone())
    });
    // What reads the same is the same to a reader, and what says no more than another line with its day and its content says nothing.
    let mut seen: BTreeSet<(String, Option<String>)> = BTreeSet::new();
    let all = chosen.len();
    let told = |fact: &'_ Fact| wording::fact(fact, &notes.words(&fact.evidence));
    let lines: Vec<(&Fact, String)> = chosen.into_iter().take(LINES * 4).map(|fact| (fact, told(fact))).collect();
    let looked_at = lines.len();
    let dated: BTreeSet<String> = lines.iter().filter(|(fact, _)| !fact.envelope.is_open()).map(|(_, text)| text.clone()).collect();
    let chosen: Vec<&Fact> = lines
        .into_iter()
        .filter(|(fact, text)| !(fact.envelope.is_open() && dated.contains(text)))
        .filter(|(fact, text)| seen.insert((text.clone(), told_when(fact))))
        .map(|(fact, _)| fact)
        .collect();
    let more = (all - (looked_at - chosen.len())).saturating_sub(LINES);
    Section { lines: chosen.into_iter().take(LINES).map(|fact| fact_line(fact, notes)).collect(), more }
}

pub(super) fn fact_line(fact: &Fact, notes: &mut Notes<'_>) -> Line {
    Line {
        id: fact.id.clone(),
        text: wording::fact(fact, &notes.words(&fact.evidence)),
        when: told_when(fact),
        reports: fact.reports,
        sources: fact.roots,
        notes: notes.number(&fact.evidence),
    }
}

/// When, as far as it helps: what has happened some time since a day long ago, or within years, has no time worth telling.
fn told_when(fact: &Fact) -> Option<String> {
    let wide = fact.envelope.days().is_some_and(|days| days > 366);
    let open = fact.status == Status::Happened && fact.envelope.latest.is_none();
    wording::when(fact.envelope).filter(|_| !(wide || open))
}

/// Terms of moves that are not settled, and what is fixed for a day.
fn due_lines(moves: &[&Move], facts: &[&Fact], awaited: impl Fn(&Fact) -> bool, notes: &mut Notes<'_>) -> Vec<DueLine> {
    let line = |envelope: Envelope, line: Line| DueLine { earliest: envelope.earliest, latest: envelope.latest, line };
    let mut out = Vec::new();
    for entry in moves.iter().filter(|m| m.state != "closed" && m.state != "withdrawn") {
        if let Some(due) = entry.due.filter(|due| !due.is_open()) {
            let content = wording::tidy(&entry.content, wording::SHORTEST);
            let mut text = format!("{}: {content}", wording::move_head(entry));
            if entry.state == "lapsed" {
                text.push_str(" (its term has passed)");
            }
            out.push(line(due, leads::line(entry, text, notes)));
        }
    }
    for fact in facts.iter().filter(|f| awaited(f) && !f.envelope.is_open()) {
        out.push(line(fact.envelope, fact_line(fact, notes)));
    }
    out.sort_by(|a, b| (a.earliest.or(a.latest), a.latest, &a.line.id).cmp(&(b.earliest.or(b.latest), b.latest, &b.line.id)));
    out.truncate(LINES);
    out
}

/// Where reports differ: contradictions first, one entry for each thing they differ on.
fn disputes(material: Material<'_>, index: &Index, mut mine: Vec<&Conflict>, notes: &mut Notes<'_>) -> Vec<Dispute> {
    mine.sort_by_key(|c| (c.verdict, c.field.clone(), c.id.clone()));
    let mut out: Vec<Dispute> = Vec::new();
    for conflict in mine {
        let at = match out.iter().position(|known| known.field == conflict.field) {
            Some(at) => at,
            None => {
                out.push(Dispute {
                    field: conflict.field.clone(),
                    values: Vec::new(),
                    verdict: wording::verdict(conflict.verdict).to_owned(),
                });
                out.len() - 1
            }
        };
        for value in &conflict.values {
            let text = wording::value(&value.value);
            if out[at].values.iter().any(|known| known.text == text) {
                continue;
            }
            let values = Line {
                id: conflict.id.clone(),
                text,
                when: None,
                reports: value.reports.len() as u32,
                sources: index.sources_of(material.record, value.reports.iter().map(String::as_str)) as u32,
                notes: notes.number(&value.evidence),
            };
            out[at].values.push(values);
        }
    }
    for dispute in &mut out {
        dispute.field = wording::tidy(&dispute.field, wording::SHORT);
    }
    out.truncate(LINES);
    out
}

fn origin(report: &model::ReportEntry) -> Origin {
    let rests_on = match (&report.origin, report.root == report.id) {
        (Some(origin), _) => format!("{} (its report was not read)", wording::source(origin)),
        (None, true) => "its own reporting, as far as it says".to_owned(),
        (None, false) => format!("report {}", report.root),
    };
    let title = report.title.as_deref().map_or_else(|| "untitled".to_owned(), |title| wording::tidy(title, wording::LONG));
    let label = format!("{}: {title}", report.outlet.as_deref().unwrap_or("Outlet not known"));
    let published = report.published.as_ref().and_then(|p| {
        let basis = match p.basis {
            model::DateBasis::Given => "",
            model::DateBasis::Meta => " (from its page)",
            model::DateBasis::Url => " (from its address)",
            model::DateBasis::Text => " (from its text)",
            model::DateBasis::Inferred => " (inferred)",
        };
        Some(format!("{}{basis}", wording::when(p.envelope)?))
    });
    Origin {
        report: report.id.clone(),
        label,
        published: published.unwrap_or_else(|| "undated".to_owned()),
        rests_on,
        own: report.origin.is_none() && report.root == report.id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_quoted_in_one_section() {
        let section = |texts: &[&str]| {
            let line = |text: &&str| Line { text: (*text).to_owned(), ..Line::default() };
            Section { lines: texts.iter().map(line).collect(), more: 0 }
        };
        let mut failed = section(&["No agreement: “The round ended with no deal”"]);
        let mut done = section(&["Meeting: “The round ended with no deal”", "Meeting of Graustark and Ruritania", "Meeting: “They met.”"]);
        let mut state = section(&["Talks: “They met.”", "Talks: stalled"]);
        once(&mut [&mut failed, &mut done, &mut state]);
        let texts = |section: &Section| section.lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&failed).len(), 1);
        assert_eq!(texts(&done), ["Meeting of Graustark and Ruritania", "Meeting: “They met.”"]);
        assert_eq!(texts(&state), ["Talks: stalled"]);
    }
}
