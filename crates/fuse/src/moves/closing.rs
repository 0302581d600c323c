//! Moves that wait for no answer any more: what was agreed, put anew by its author, taken back, or whose term passed.
//!
//! A move is only closed by what happened later in the same negotiation and the same episode, between the parties that it concerns, on its matter. An
//! agreement in principle leaves open how it is carried out; who asked for talks has got them when the two meet. What closed a move stands in the links of its fact: `closed_by`, `agreed_in_principle`,
//! `superseded_by`, `met`.

use crate::Source;
use crate::facts::{Cluster, Item};
use crate::nearness::{EPISODE, Nearness};
use crate::processes::Tables;
use crate::words::{each_word, overlap};
use jiff::civil::Date;
use lexicon::CollectiveClass;
use model::{ClaimKind, Envelope, FieldKey, Link, Move, Record, Stage, Status};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A fact whose link says by which agreement its move was closed.
pub const CLOSED_BY: &str = "closed_by";
/// The same, where the agreement leaves terms open.
pub const IN_PRINCIPLE: &str = "agreed_in_principle";
/// A link to the meeting to which an invitation led.
pub const MET: &str = "met";
/// A link to the move that its author put in the place of this one.
pub const SUPERSEDED_BY: &str = "superseded_by";

/// Words by class, each split into its words; see the head of the table.
static WORDS: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let rows = include_str!("../../data/agreements.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|l| l.split_once('\t')).map(|(class, words)| (class, words.split(' ').collect())).collect()
});

/// Whether a text has a word or phrase of a class.
fn tells(text: &str, class: &str) -> bool {
    let mut words = Vec::new();
    each_word(text, |w| words.push(w.to_owned()));
    let fits = |pattern: &str, word: &str| pattern.strip_suffix('*').map_or(word == pattern, |start| word.starts_with(start));
    let phrases = WORDS.iter().filter(|(c, _)| *c == class).map(|(_, phrase)| phrase);
    phrases.into_iter().any(|phrase| words.windows(phrase.len()).any(|run| phrase.iter().zip(run).all(|(p, w)| fits(p, w))))
}

/// Something that was agreed.
struct Agreed<'i, 'r> {
    cluster: usize,
    items: Vec<&'i Item<'r>>,
    parties: BTreeSet<String>,
    topics: BTreeSet<&'static str>,
    /// The first day on which it can have been agreed, where reports say when.
    day: Option<Date>,
    /// The first day on which it was reported.
    told: Option<Date>,
    /// It leaves terms open.
    part: bool,
    /// It settles all that lay between its parties.
    whole: bool,
    /// They met, and nothing more: it answers who asked for talks.
    met: bool,
}

/// The topic of a move that asks for talks. A meeting of the leaders is another matter than one of their envoys.
const TALKS: &str = "talks";

impl<'i, 'r> Agreed<'i, 'r> {
    fn of(sources: &[Source<'_>], items: &'i [Item<'r>], clusters: &[Cluster], at: usize, sides: &[String]) -> Option<Agreed<'i, 'r>> {
        let fact = &clusters[at].fact;
        let met = fact.kind == ClaimKind::Meeting;
        let kind = matches!(fact.kind, ClaimKind::Agreement | ClaimKind::Ceasefire);
        if !(kind || met) || fact.status != Status::Happened {
            return None;
        }
        let mine: Vec<&Item<'r>> = clusters[at].items.iter().map(|&i| &items[i]).filter(|i| !i.heading).collect();
        // A truce that is broken or over, or one that a single side declares, answers nobody.
        if mine.iter().any(|i| matches!(i.claim.fields.text(FieldKey::Extent), Some("broken" | "end" | "holds"))) {
            return None;
        }
        let mut parties: BTreeSet<String> = mine.iter().flat_map(|i| i.by.iter().chain(&i.to).chain(&i.with)).cloned().collect();
        if parties.iter().any(|name| both_sides(name)) && sides.len() == 2 {
            parties.extend(sides.iter().cloned());
        }
        parties.retain(|name| !both_sides(name));
        if parties.len() < 2 {
            return None;
        }
        let told = mine.iter().filter_map(|i| published(sources, i).earliest).min();
        let topics = mine.iter().filter_map(|i| i.topic).collect();
        let content = |i: &&Item<'r>| i.claim.fields.texts(FieldKey::Content).join(" ");
        let words: Vec<String> =
            mine.iter().map(|i| format!("{} {}", sources[i.report].reading.article.text.get(range(i)).unwrap_or(""), content(i))).collect();
        let extent = |i: &&Item<'r>| i.claim.fields.text(FieldKey::Extent).is_some_and(|e| matches!(e, "minor" | "minimal"));
        let part = words.iter().any(|w| tells(w, "part")) || mine.iter().any(extent);
        let empty = mine.iter().all(|i| content(i).is_empty() && i.topic.is_none());
        let (part, topics) = if met { (false, BTreeSet::new()) } else { (part, topics) };
        let whole = !met && !part && (words.iter().any(|w| tells(w, "whole")) || empty && fact.kind == ClaimKind::Agreement);
        Some(Agreed { cluster: at, items: mine, parties, topics, day: fact.envelope.earliest, told, part, whole, met })
    }

    /// Whether it surely came after a move was put. "The agreements of this year" may be older; what is told without a date is news where it is told
    /// later than the move.
    fn later(&self, open: &Open<'_, '_>) -> bool {
        match self.day {
            Some(day) => open.put.is_some_and(|put| put < day),
            None => open.told.zip(self.told).is_some_and(|(before, after)| before < after),
        }
    }

    /// Whether it is on the matter of a move.
    fn settles(&self, open: &Open<'_, '_>) -> bool {
        if self.met {
            return open.topics.len() == 1 && open.topics.contains(TALKS);
        }
        let shared = !self.topics.is_disjoint(&open.topics);
        let same = |i: &Item<'_>| open.items.iter().any(|o| !i.content.is_empty() && overlap(&i.content, &o.content).1 >= 0.5);
        self.whole || shared || self.items.iter().any(|i| same(i))
    }

    /// Whether it is between the parties that a move concerns: its addressees and its author, or several addressees among themselves.
    fn between(&self, entry: &Move, sides: &[String]) -> bool {
        // Who is none of the two sides asks them, or nobody in particular, to agree: when they do, he waits no more.
        let outside = !sides.is_empty() && sides.iter().all(|side| !entry.by.contains(side) && self.parties.contains(side));
        let both = || entry.to.iter().all(|name| sides.contains(name) || both_sides(name));
        if outside && sides.len() == 2 && !entry.by.is_empty() && both() {
            return true;
        }
        let all = |names: &[String]| names.iter().all(|n| self.parties.contains(n));
        match (entry.by.is_empty(), entry.to.is_empty()) {
            (false, false) => all(&entry.to) && (all(&entry.by) || entry.to.len() >= 2),
            (false, true) => all(&entry.by),
            (true, false) => all(&entry.to) && entry.to.len() >= 2,
            (true, true) => false,
        }
    }
}

fn range(item: &Item<'_>) -> std::ops::Range<usize> {
    item.claim.span.start as usize..item.claim.span.end as usize
}

fn both_sides(name: &str) -> bool {
    lexicon::collectives().iter().any(|c| c.name == name && c.class == CollectiveClass::Sides)
}

fn published(sources: &[Source<'_>], item: &Item<'_>) -> Envelope {
    sources[item.report].reading.article.published.as_ref().map_or(Envelope::OPEN, |p| p.envelope)
}

/// A move that may still wait.
struct Open<'i, 'r> {
    cluster: usize,
    items: Vec<&'i Item<'r>>,
    topics: BTreeSet<&'static str>,
    /// The day by which it had been put.
    put: Option<Date>,
    /// The day by which it had been reported.
    told: Option<Date>,
}

impl<'i, 'r> Open<'i, 'r> {
    fn of(sources: &[Source<'_>], items: &'i [Item<'r>], clusters: &[Cluster], at: usize) -> Open<'i, 'r> {
        let mine: Vec<&Item<'r>> = clusters[at].items.iter().map(|&i| &items[i]).collect();
        let made = mine.iter().filter_map(|i| i.made.and_then(|m| m.latest)).min();
        let told = mine.iter().filter_map(|i| published(sources, i).latest).min();
        let topics = mine.iter().filter_map(|i| i.topic).collect();
        Open { cluster: at, topics, put: made.into_iter().chain(told).min(), told, items: mine }
    }

    fn of_episode(&self, nearness: &Nearness<'_>, other: &[&Item<'_>]) -> bool {
        self.items.iter().any(|a| other.iter().any(|b| !nearness.apart(a.report, b.report, EPISODE)))
    }

    fn figures(&self) -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        for text in self.items.iter().flat_map(|i| i.claim.fields.texts(FieldKey::Content)) {
            each_word(text, |w| {
                if w.starts_with(|c: char| c.is_ascii_digit()) {
                    out.insert(w.to_owned());
                }
            });
        }
        out
    }
}

/// Closes the moves, in `moves` and in the links of their facts.
pub fn close(
    sources: &[Source<'_>],
    items: &[Item<'_>],
    nearness: &Nearness<'_>,
    tables: &Tables,
    clusters: &mut [Cluster],
    moves: &mut [Move],
) {
    let at: BTreeMap<String, usize> = clusters.iter().enumerate().map(|(c, cluster)| (cluster.fact.id.clone(), c)).collect();
    let mut agreed: BTreeMap<usize, Vec<Agreed<'_, '_>>> = BTreeMap::new();
    for c in 0..clusters.len() {
        if let Some(table) = tables.of_cluster(c)
            && let Some(one) = Agreed::of(sources, items, clusters, c, tables.parties(table))
        {
            agreed.entry(table).or_default().push(one);
        }
    }
    let mut of_table: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut links: Vec<(usize, &'static str, usize)> = Vec::new();
    let open: Vec<Option<Open<'_, '_>>> = moves.iter().map(|m| at.get(&m.id).map(|&c| Open::of(sources, items, clusters, c))).collect();
    for (m, entry) in moves.iter_mut().enumerate() {
        if entry.state == "withdrawn" {
            entry.owes.clear();
        }
        let Some((open, table)) = open[m].as_ref().and_then(|o| Some((o, tables.of_cluster(o.cluster)?))) else { continue };
        of_table.entry(table).or_default().push(m);
        if !matches!(entry.state.as_str(), "open" | "running") || entry.kind == ClaimKind::Pledge {
            continue;
        }
        let after = entry_tells(sources, entry, open, "after");
        let mut fit: Vec<&Agreed<'_, '_>> = agreed
            .get(&table)
            .into_iter()
            .flatten()
            .filter(|one| {
                one.between(entry, tables.parties(table))
                    && one.settles(open)
                    && !(after && (one.part || one.topics.is_disjoint(&open.topics)))
            })
            .filter(|one| one.later(open) && open.of_episode(nearness, &one.items))
            .collect();
        // The first that settles it; else the first that settles a part.
        fit.sort_by_key(|one| (one.met, one.part, one.day.or(one.told), one.cluster));
        let Some(one) = fit.first() else { continue };
        entry.owes.clear();
        if one.part {
            links.push((open.cluster, IN_PRINCIPLE, one.cluster));
        } else {
            entry.state = "closed".to_owned();
            links.push((open.cluster, if one.met { MET } else { CLOSED_BY }, one.cluster));
        }
    }
    for (&table, mine) in &of_table {
        let newer = superseded(sources, nearness, moves, &open, mine);
        for (old, new) in newer {
            moves[old].owes.clear();
            moves[old].state = "closed".to_owned();
            moves[old].stage = Stage::Superseded;
            if let (Some(a), Some(b)) = (&open[old], &open[new]) {
                links.push((a.cluster, SUPERSEDED_BY, b.cluster));
            }
        }
        if let Some(day) = tables.reached(table) {
            mine.iter().for_each(|&m| lapse(&mut moves[m], day));
        }
    }
    for (from, relation, to) in links {
        let to = clusters[to].fact.id.clone();
        clusters[from].fact.links.push(Link { relation: relation.to_owned(), to });
    }
}

/// Whether a move's content has a word of a class.
fn entry_tells(sources: &[Source<'_>], entry: &Move, open: &Open<'_, '_>, class: &str) -> bool {
    let told = |i: &Item<'_>| sources[i.report].reading.article.text.get(range(i)).is_some_and(|words| tells(words, class));
    tells(&entry.content, class) || class == "anew" && open.items.iter().any(|i| told(i))
}

/// The open moves of one negotiation whose author has put another one in their place, with that one.
fn superseded(
    sources: &[Source<'_>],
    nearness: &Nearness<'_>,
    moves: &[Move],
    open: &[Option<Open<'_, '_>>],
    mine: &[usize],
) -> Vec<(usize, usize)> {
    let waiting = |m: &Move| m.state == "open" && matches!(m.kind, ClaimKind::Proposal | ClaimKind::Demand) && !m.by.is_empty();
    // By author, so that not every move is compared with every other.
    let mut by_author: BTreeMap<(&[String], ClaimKind), Vec<usize>> = BTreeMap::new();
    for &m in mine.iter().filter(|&&m| moves[m].kind != ClaimKind::Pledge && !moves[m].by.is_empty()) {
        by_author.entry((moves[m].by.as_slice(), moves[m].kind)).or_default().push(m);
    }
    let mut out = Vec::new();
    for (_, mut list) in by_author {
        let put = |m: usize| open[m].as_ref().and_then(|o| o.put);
        list.retain(|&m| put(m).is_some());
        list.sort_by_key(|&m| (put(m), m));
        for (n, &old) in list.iter().enumerate().filter(|&(_, &m)| waiting(&moves[m])) {
            let next = list[n + 1..].iter().copied().find(|&new| {
                let (Some(a), Some(b)) = (&open[old], &open[new]) else { return false };
                let asked = moves[old].to == moves[new].to || moves[old].to.is_empty() || moves[new].to.is_empty();
                put(old) < put(new)
                    && asked
                    && !a.topics.is_disjoint(&b.topics)
                    && a.of_episode(nearness, &b.items)
                    && (entry_tells(sources, &moves[new], b, "anew") || anew(a, b))
            });
            out.extend(next.map(|new| (old, new)));
        }
    }
    out
}

/// The same asked with other figures: "50 percent over six years", then "62 percent over six years".
fn anew(a: &Open<'_, '_>, b: &Open<'_, '_>) -> bool {
    let (x, y) = (a.figures(), b.figures());
    let alike = || a.items.iter().any(|i| b.items.iter().any(|j| overlap(&i.content, &j.content).1 >= 0.5));
    !x.is_empty() && !y.is_empty() && x != y && alike()
}

/// A term that passed unanswered by a day.
fn lapse(entry: &mut Move, day: Date) {
    if state_on(entry, day) == "lapsed" && entry.state != "lapsed" {
        entry.state = "lapsed".to_owned();
        entry.owes.clear();
    }
}

/// The state of a move on a day: an ultimatum lapses with its term, any other move where its term passed and nobody has answered.
pub fn state_on(entry: &Move, date: Date) -> &str {
    let over = entry.due.and_then(|d: Envelope| d.latest).is_some_and(|d| d < date);
    let silent = || entry.answers.iter().all(|a| a.answer.leaves_owing());
    let lapses = match entry.state.as_str() {
        "running" => true,
        "open" => silent(),
        _ => false,
    };
    if over && lapses { "lapsed" } else { &entry.state }
}

/// Brings a record to a day: terms that passed by then have lapsed.
pub fn as_of(record: &mut Record, day: Date) {
    record.moves.iter_mut().for_each(|entry| lapse(entry, day));
    let moves: BTreeMap<&str, &Move> = record.moves.iter().map(|m| (m.id.as_str(), m)).collect();
    for process in &mut record.processes {
        for track in &mut process.tracks {
            let of_track =
                || process.facts.iter().filter_map(|id| moves.get(id.as_str())).filter(|m| m.track.as_ref() == Some(&track.name));
            let still = of_track().any(|m| track.state.as_ref() == Some(&m.state));
            if !still && of_track().any(|m| m.state == "lapsed") {
                track.state = Some("lapsed".to_owned());
            }
        }
    }
}
