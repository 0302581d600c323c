//! Claims joined into groups that tell one fact: pairs that can be one are compared, the likeliest joined first, and no group may hold two claims
//! that can never be one.
//!
//! Pairs are not looked for everywhere. Claims of one report and of one origin are always compared; others only where their kinds are kin, they
//! name a common author (or one names none), and their reports are of one episode or they give compatible days: all other pairs are barred anyway.

use super::brief::Brief;
use super::item::Item;
use super::likeness::{JOIN, barred, class, gathered, score};
use crate::nearness::{Context, EPISODE, Nearness, Timeline};
use crate::words::hash;
use model::ClaimKind;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A claim joins others by its best links; of the hundreds that a much-told fact has, these are enough to find it.
const LINKS: usize = 64;

/// What two claims must have in common to be compared at all: the family of their kinds and how far they came; for posts the person; for answers
/// what they answer.
type Block = (u8, u8, String, Option<usize>);

fn block(item: &Item<'_>) -> Block {
    let family = match item.claim.kind {
        ClaimKind::Proposal | ClaimKind::Demand | ClaimKind::Goal | ClaimKind::Ultimatum => 100,
        kind => kind as u8,
    };
    // Offices are blocked by person: they are the one kind that lives across episodes.
    let person = if item.is_post() { item.person.clone().unwrap_or_default() } else { String::new() };
    (family, class(item), person, item.answers)
}

/// Joins the wanted items into groups of claims that tell one fact, each in order, by the first of them.
pub fn group(nearness: &Nearness<'_>, items: &[Item<'_>], wanted: impl Fn(&Item<'_>) -> bool) -> Vec<Vec<usize>> {
    let mut blocks: BTreeMap<Block, Vec<usize>> = BTreeMap::new();
    for (i, x) in items.iter().enumerate().filter(|(_, x)| wanted(x)) {
        blocks.entry(block(x)).or_default().push(i);
    }
    let briefs: Vec<Brief> = items.iter().map(Brief::of).collect();
    let mut groups = Groups::new(items.len());
    for members in blocks.values() {
        if items[members[0]].claim.kind == ClaimKind::Office {
            offices(items, members, &mut groups);
        } else {
            claims(nearness, items, &briefs, members, &mut groups);
        }
    }
    groups.members.retain(|m| !m.is_empty());
    groups.members
}

/// The groups so far.
struct Groups {
    of: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl Groups {
    fn new(items: usize) -> Groups {
        Groups { of: (0..items).collect(), members: vec![Vec::new(); items] }
    }

    /// Joins the groups of two items, unless two of their members clash.
    fn join(&mut self, i: usize, j: usize, clash: impl Fn(usize, usize) -> bool) {
        let (a, b) = (self.of[i].min(self.of[j]), self.of[i].max(self.of[j]));
        if a == b || self.members[a].iter().any(|&x| self.members[b].iter().any(|&y| clash(x, y))) {
            return;
        }
        let moved = std::mem::take(&mut self.members[b]);
        for &m in &moved {
            self.of[m] = a;
        }
        self.members[a].extend(moved);
        self.members[a].sort_unstable();
    }
}

/// Joins one block by its likeliest links.
fn claims(nearness: &Nearness<'_>, items: &[Item<'_>], briefs: &[Brief], members: &[usize], groups: &mut Groups) {
    if members.len() == 1 {
        groups.members[members[0]].push(members[0]);
        return;
    }
    let lookup = Lookup::new(nearness, items, briefs, members);
    let best: Vec<Vec<Link>> = members.par_iter().map(|&i| links(nearness, items, &lookup, i)).collect();
    let mut all: Vec<Link> = best.into_iter().flatten().collect();
    all.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    all.dedup();
    for &i in members {
        groups.members[i].push(i);
    }
    for (_, i, j) in all {
        groups.join(i, j, |x, y| {
            briefs[x].barred(&briefs[y]) || barred(&items[x], &items[y], nearness.context(items[x].place(), items[y].place()))
        });
    }
}

/// Score, the earlier and the later item.
type Link = (f64, usize, usize);

/// The best links of an item.
fn links(nearness: &Nearness<'_>, items: &[Item<'_>], lookup: &Lookup<'_>, i: usize) -> Vec<Link> {
    let mut out: Vec<Link> = Vec::new();
    for j in lookup.partners(nearness, items, i) {
        // As they stand in the reports: the score need not be symmetric.
        let (first, second) = (&items[i.max(j)], &items[i.min(j)]);
        let c = nearness.context(first.place(), second.place());
        if !barred(first, second, c) {
            let s = score(first, second, c);
            if s >= JOIN {
                out.push((s, i.min(j), i.max(j)));
            }
        }
    }
    if out.len() > LINKS {
        out.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        out.truncate(LINKS);
    }
    out
}

/// Where the partners of a claim are found.
struct Lookup<'i> {
    briefs: &'i [Brief],
    of_report: BTreeMap<usize, Vec<usize>>,
    /// By who is in them and what they are about.
    by_tie: BTreeMap<Tie<'i>, Times>,
}

/// What a claim of another origin must share, name and topic: one of its own, [`NOTHING`] for a claim that names none, [`ANYTHING`] for every claim.
type Tie<'i> = (&'i str, &'i str);

/// The tie of those that name nobody, or no topic: they may be one with whoever names one.
const NOTHING: &str = "";
/// The tie of all.
const ANYTHING: &str = "*";

/// The names of which two claims of different origins share one where both have some: who gathered, for what several do; else who did it.
fn names<'i>(item: &'i Item<'_>) -> BTreeSet<&'i str> {
    match item.claim.kind {
        // Who appoints is no limit, only who is appointed.
        _ if item.is_post() => BTreeSet::new(),
        ClaimKind::Meeting | ClaimKind::Exchange => gathered(item).unwrap_or_default(),
        _ => item.by.iter().map(String::as_str).collect(),
    }
}

/// The topic that two moves of different origins share where both have one.
fn topic<'i>(item: &Item<'i>) -> Option<&'i str> {
    item.topic.filter(|_| item.is_move() && item.claim.kind != ClaimKind::Ultimatum)
}

/// Under which ties a claim is found.
fn ties<'i>(item: &'i Item<'_>) -> Vec<Tie<'i>> {
    let mut names = names(item);
    if names.is_empty() {
        names.insert(NOTHING);
    }
    names.insert(ANYTHING);
    names.into_iter().flat_map(|name| [topic(item).unwrap_or(NOTHING), ANYTHING].map(|topic| (name, topic))).collect()
}

/// Under which ties the partners of a claim are looked up.
fn sought<'i>(item: &'i Item<'_>) -> Vec<Tie<'i>> {
    let mut names = names(item);
    names.insert(if names.is_empty() { ANYTHING } else { NOTHING });
    let topics = topic(item).map_or_else(|| vec![ANYTHING], |topic| vec![topic, NOTHING]);
    names.into_iter().flat_map(|name| topics.iter().map(move |topic| (name, *topic)).collect::<Vec<_>>()).collect()
}

/// Claims by the publication of their reports, and by their own days.
#[derive(Default)]
struct Times {
    published: Timeline,
    dated: Timeline,
}

impl Times {
    fn new(nearness: &Nearness<'_>, items: &[Item<'_>], members: &[usize]) -> Times {
        Times {
            published: Timeline::new(members.iter().map(|&i| (nearness.days(items[i].report), i))),
            dated: Timeline::new(members.iter().filter_map(|&i| Some((items[i].dated()?, i)))),
        }
    }

    fn near<'t>(&'t self, nearness: &Nearness<'_>, item: &Item<'_>) -> impl Iterator<Item = usize> + 't {
        let own = item.dated().into_iter().flat_map(|days| self.dated.near(days, 0));
        self.published.near(nearness.days(item.report), EPISODE).chain(own)
    }
}

impl<'i> Lookup<'i> {
    fn new(nearness: &Nearness<'_>, items: &'i [Item<'_>], briefs: &'i [Brief], members: &[usize]) -> Lookup<'i> {
        let mut of_report: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut by_tie: BTreeMap<Tie<'i>, Vec<usize>> = BTreeMap::new();
        for &i in members {
            let item = &items[i];
            of_report.entry(item.report).or_default().push(i);
            // A headline is only compared within its origin.
            for tie in ties(item).into_iter().filter(|_| !item.heading) {
                by_tie.entry(tie).or_default().push(i);
            }
        }
        let by_tie = by_tie.into_iter().map(|(tie, members)| (tie, Times::new(nearness, items, &members))).collect();
        Lookup { briefs, of_report, by_tie }
    }

    /// All with which an item can be one, as far as is seen at a glance, each once.
    fn partners(&self, nearness: &Nearness<'_>, items: &[Item<'_>], i: usize) -> Vec<usize> {
        let item = &items[i];
        let siblings = nearness.siblings(item.report).iter().map(|s| s.other);
        let origin = std::iter::once(item.report).chain(siblings).filter_map(|r| self.of_report.get(&r)).flatten().copied();
        let own = &self.briefs[i];
        let open = |j: &usize| !own.barred(&self.briefs[*j]) && *j != i;
        let mut out: Vec<usize> = origin.filter(open).collect();
        for times in sought(item).into_iter().filter(|_| !item.heading).filter_map(|tie| self.by_tie.get(&tie)) {
            out.extend(times.near(nearness, item).filter(open));
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// Joins the offices of one person. Nothing but the words of the position (and a doubt) tells them apart, so that those with the same words are
/// taken at once: a president stands in every report.
fn offices(items: &[Item<'_>], members: &[usize], groups: &mut Groups) {
    let mut same: BTreeMap<u64, usize> = BTreeMap::new();
    let mut founders = Vec::new();
    let mut copies: Vec<(usize, usize)> = Vec::new();
    for &i in members {
        let item = &items[i];
        let verdict = item.claim.fields.text(model::FieldKey::Verdict).is_some();
        let key = hash(format!("{verdict} {:?} {:?}", item.person, item.position).as_bytes());
        match same.get(&key) {
            // Without a person or without words for the position nothing joins.
            Some(&first) if item.person.is_some() && !item.position.is_empty() => copies.push((first, i)),
            _ => {
                same.insert(key, i);
                founders.push(i);
            }
        }
        groups.members[i].push(i);
    }
    let clash = |x: usize, y: usize| barred(&items[x], &items[y], Context::default());
    for (k, &i) in founders.iter().enumerate() {
        for &j in founders[k + 1..].iter().filter(|&&j| !clash(i, j)) {
            groups.join(i, j, clash);
        }
    }
    for (first, i) in copies {
        groups.join(first, i, |_, _| false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::{Graph, Sibling};
    use crate::nearness::Days;
    use crate::words::stem_set;
    use jiff::civil::date;
    use model::{Claim, Envelope, Span, Status};

    /// A small generator of numbers, the same in every run.
    struct Numbers(u64);

    impl Numbers {
        fn below(&mut self, n: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % n
        }

        fn one<'x>(&mut self, of: &[&'x str]) -> &'x str {
            of[self.below(of.len() as u64) as usize]
        }
    }

    /// Looking claims up gives the same links as comparing every pair: what is not looked up could never have joined.
    #[test]
    fn nothing_that_can_join_is_left_out() {
        let mut random = Numbers(7);
        let kinds = [ClaimKind::Proposal, ClaimKind::Meeting, ClaimKind::Exchange, ClaimKind::Hostilities];
        let reports = 60;
        let claims: Vec<Claim> = (0..300)
            .map(|n| {
                Claim::new(
                    kinds[n % kinds.len()],
                    [Status::Proposed, Status::Happened][random.below(2) as usize],
                    n as u32 % 5,
                    Span::default(),
                )
            })
            .collect();
        let day = |n: u64| date(2030, 1, 1).checked_add(jiff::Span::new().days(n as i64)).expect("a day");
        let some =
            |random: &mut Numbers, of: &[&str]| -> BTreeSet<String> { (0..random.below(3)).map(|_| random.one(of).to_owned()).collect() };
        let items: Vec<Item<'_>> = claims
            .iter()
            .enumerate()
            .map(|(n, claim)| {
                let words =
                    (0..3).map(|_| random.one(&["truce", "corridor", "grain", "border", "captives", "tariffs"])).collect::<Vec<_>>();
                let time = day(random.below(900));
                Item {
                    report: n % reports,
                    claim,
                    by: some(&mut random, &["Borduria", "Syldavia", "Graustark"]),
                    to: some(&mut random, &["Borduria", "Syldavia", "Graustark"]),
                    with: some(&mut random, &["Borduria", "Syldavia"]),
                    person: None,
                    position: BTreeSet::new(),
                    topic: [None, Some("ceasefire"), Some("talks")][random.below(3) as usize],
                    content: stem_set(&words.join(" ")),
                    gist: String::new(),
                    words: stem_set(&words.join(" ")),
                    places: some(&mut random, &["klow", "zenda"]),
                    figures: BTreeSet::new(),
                    shares: Vec::new(),
                    scope: None,
                    partner: None,
                    supplied: false,
                    both: false,
                    time: (random.below(2) == 0).then(|| Envelope::day(time)),
                    vague: None,
                    made: None,
                    told: None,
                    heading: random.below(6) == 0,
                    generic: false,
                    unreal: false,
                    answers: None,
                }
            })
            .collect();
        let published = |n: usize| match n % 7 {
            0 => Envelope::OPEN,
            1 => Envelope::new(Some(day(n as u64 * 13)), Some(day(n as u64 * 13 + 400))),
            _ => Envelope::day(day(n as u64 * 17)),
        };
        // Every report with the next but one.
        let beside = |n: usize| [n.checked_sub(2), (n + 2 < reports).then_some(n + 2)].into_iter().flatten();
        let sibling = |other: usize| Sibling { other, sentences: vec![(0, 0), (1, 2)] };
        let graph = Graph { siblings: (0..reports).map(|n| beside(n).map(sibling).collect()).collect(), ..Graph::default() };
        let stories = vec![String::new(); reports];
        let nearness = Nearness::over((0..reports).map(|n| Days::of(published(n))).collect(), &stories, &graph);
        let mut joined = 0;
        for kind in kinds {
            let members: Vec<usize> = (0..items.len()).filter(|&i| items[i].claim.kind == kind).collect();
            let briefs: Vec<Brief> = items.iter().map(Brief::of).collect();
            let lookup = Lookup::new(&nearness, &items, &briefs, &members);
            for &i in &members {
                let mut found = links(&nearness, &items, &lookup, i);
                let every = members.iter().filter(|&&j| j != i).filter_map(|&j| {
                    let (a, b) = (&items[i.max(j)], &items[i.min(j)]);
                    let c = nearness.context(a.place(), b.place());
                    let s = score(a, b, c);
                    (!barred(a, b, c) && s >= JOIN).then_some((s, i.min(j), i.max(j)))
                });
                let mut every: Vec<Link> = every.collect();
                found.sort_by_key(|l| (l.1, l.2));
                every.sort_by_key(|l| (l.1, l.2));
                assert_eq!(found, every);
                joined += found.len();
            }
        }
        assert!(joined > 100, "{joined} links: too few to tell");
    }
}
