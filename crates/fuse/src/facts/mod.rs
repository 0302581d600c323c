//! Claims of many reports joined into facts. A fact never overwrites its claims: it points at them.

mod appointed;
mod brief;
mod doubt;
mod item;
mod join;
mod likeness;
mod supplied;
mod topic;

use crate::Source;
use crate::actors::{Cast, day_of};
use crate::copies::Graph;
use crate::words::hash;
pub use appointed::appointed;
pub use doubt::add as add_doubt;
pub use item::{EMPTY, Item, items, renamed};
pub use join::group;
use model::{ClaimKind, Envelope, Evidence, Fact, FieldKey, FieldValue, Fields, Link, Stance, Status};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
pub use supplied::resupply;
pub use topic::{LEADERS_MEETING, topic};

/// A fact with the items (by index) that carry it.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// Indices into the items, in order.
    pub items: Vec<usize>,
    /// The fact.
    pub fact: Fact,
}

/// Makes facts of groups of claims, in order of their evidence.
pub fn facts(sources: &[Source<'_>], items: &[Item<'_>], cast: &Cast, graph: &Graph, groups: Vec<Vec<usize>>) -> Vec<Cluster> {
    // A headline that names nobody says nothing that its report does not say better.
    let idle = |i: &Item<'_>| i.heading && i.by.is_empty() && i.to.is_empty() && i.with.is_empty() && i.person.is_none();
    let told = groups.into_par_iter().filter(|g| !g.iter().all(|&i| items[i].claim.kind == ClaimKind::Answer && idle(&items[i])));
    let mut out: Vec<Cluster> = told.map(|m| cluster(sources, items, cast, graph, m)).collect();
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    out.sort_by(|a, b| (&a.fact.evidence, &a.fact.id).cmp(&(&b.fact.evidence, &b.fact.id)));
    for c in &mut out {
        let n = seen.entry(c.fact.id.clone()).or_default();
        *n += 1;
        if *n > 1 {
            c.fact.id = format!("{}-{n}", c.fact.id);
        }
    }
    parts(items, &mut out);
    out
}

fn cluster(sources: &[Source<'_>], items: &[Item<'_>], cast: &Cast, graph: &Graph, members: Vec<usize>) -> Cluster {
    let of = |m: &usize| &items[*m];
    // The founder gives the fact its words: the earliest report's first claim outside headings.
    let day = |i: &Item<'_>| sources[i.report].reading.article.published.as_ref().and_then(|p| p.envelope.latest);
    let founder = members
        .iter()
        .map(of)
        .min_by_key(|i| (i.heading, day(i).is_none(), day(i), sources[i.report].sha256, i.claim.sentence, i.claim.span))
        .unwrap_or(&items[members[0]]);
    let body = members.iter().map(of).any(|i| !i.heading);
    let mut reports = BTreeSet::new();
    let mut roots = BTreeSet::new();
    let mut evidence = Vec::new();
    for i in members.iter().map(of) {
        if !i.heading || !body {
            reports.insert(i.report);
            roots.insert(&graph.roots[i.report]);
        }
        let stance = if i.heading { Stance::Repeats } else { Stance::Supports };
        evidence.push(Evidence { report: sources[i.report].id.to_owned(), sentence: i.claim.sentence, span: i.claim.span, stance });
    }
    evidence.sort();
    evidence.dedup();
    let kind = majority(members.iter().map(|m| of(m).claim.kind), founder.claim.kind);
    // What one report calls an ultimatum is one.
    let kind = if kind == ClaimKind::Demand && members.iter().any(|m| of(m).claim.kind == ClaimKind::Ultimatum) {
        ClaimKind::Ultimatum
    } else {
        kind
    };
    let status = majority(members.iter().filter(|m| of(m).claim.kind == kind).map(|m| of(m).claim.status), founder.claim.status);
    let status =
        if status == Status::Planned && members.iter().any(|m| of(m).claim.status == Status::Proposed) { Status::Proposed } else { status };
    let status = if members.iter().all(|m| of(m).unreal) { Status::Hypothetical } else { status };
    let mut fields = Fields::new();
    for i in std::iter::once(founder).chain(members.iter().map(of)) {
        for (key, value) in i.claim.fields.iter().filter(|(key, _)| !(i.both && *key == FieldKey::Participants)) {
            let old = fields.get(key);
            if old.is_none() || old == Some(&FieldValue::Unknown) {
                fields.set(key, if key.is_role() { canonical(value, i.report, cast) } else { value.clone() });
            }
        }
    }
    if founder.both && fields.get(FieldKey::Participants).is_none() {
        fields.set(FieldKey::Participants, founder.with.iter().cloned().collect::<Vec<String>>());
    }
    // Of talks the latest word on how they stand, and of the words of one day the commonest.
    if kind == ClaimKind::ProcessState {
        let last = members.iter().map(of).filter_map(day).max();
        let said = members.iter().map(of).filter(|i| day(i) == last).filter_map(|i| i.claim.fields.text(FieldKey::State));
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        said.for_each(|state| *counts.entry(state).or_default() += 1);
        // Of as many, the one that leaves nothing open, then the founder's.
        let first = founder.claim.fields.text(FieldKey::State);
        let rank = |(state, n): &(&str, u32)| (*n, *state == "ended", Some(*state) == first);
        if let Some((state, _)) = counts.into_iter().max_by_key(rank) {
            fields.set(FieldKey::State, state);
        }
    }
    if let Some(partner) = &founder.partner
        && let [one] = fields.texts(FieldKey::Participants)[..]
    {
        let both = vec![one.to_owned(), cast.canonical(founder.report, partner)];
        fields.set(FieldKey::Participants, both);
    }
    own(&mut fields, kind, founder, sources, cast);
    // Who was led to a party from words that do not name it stands with these words, so that a reader can doubt it.
    let called = |i: &Item<'_>| -> Vec<String> {
        let roles = i.claim.fields.iter().filter(|(key, _)| key.is_role()).flat_map(|(key, _)| i.claim.fields.texts(key));
        roles.filter(|words| cast.called(i.report, words).is_some()).map(str::to_owned).collect()
    };
    let written: BTreeSet<String> = members.iter().map(of).filter(|i| cast.has_called(i.report)).flat_map(called).collect();
    if !written.is_empty() && fields.get(FieldKey::AsWritten).is_none() {
        fields.set(FieldKey::AsWritten, written.into_iter().collect::<Vec<String>>());
    }
    // Of an appointment the person whom other reports name.
    if kind == ClaimKind::Appointment
        && let Some(person) = &founder.person
        && fields.text(FieldKey::Person) != Some(person)
    {
        fields.set(FieldKey::Person, person.as_str());
    }
    let speakers: BTreeSet<Option<String>> =
        members.iter().map(|m| of(m).claim.speaker.as_ref().map(|s| cast.canonical(of(m).report, s))).collect();
    let speaker = if speakers.len() == 1 { speakers.into_iter().next().flatten() } else { None };
    let mut explicit: Vec<Envelope> = members.iter().filter_map(|m| of(m).time).collect();
    if explicit.is_empty() {
        explicit = members.iter().filter_map(|m| of(m).vague).collect();
    }
    if explicit.is_empty() {
        explicit = members.iter().filter_map(|m| of(m).made).collect();
    }
    let envelope = narrow(&explicit);
    let doubts = doubt::of_fact(items, &members);
    let month = day(founder).map(|d| d.strftime("%Y-%m").to_string()).unwrap_or_default();
    let what = founder.topic.map_or_else(|| founder.gist.clone(), str::to_owned);
    let key = format!(
        "{kind}|{}|{}|{}|{}|{what}|{:?}{:?}|{}",
        list(&founder.by),
        list(&founder.to),
        founder.person.as_deref().unwrap_or(""),
        list(&founder.position),
        founder.places,
        founder.figures,
        if kind == ClaimKind::Office { "" } else { &month },
    );
    let fact = Fact {
        id: format!("f{:016x}", hash(key.as_bytes())),
        kind,
        status,
        fields,
        envelope,
        speaker,
        evidence,
        reports: reports.len() as u32,
        roots: roots.len() as u32,
        process: None,
        links: Vec::new(),
        ruling: None,
        unsure: doubt::weigh(&doubts) >= doubt::UNSURE,
        doubts,
    };
    Cluster { items: members, fact }
}

/// Takes back what nobody does to his own side: a sanction against oneself is one on what goes there ("tariffs on exports to Graustark"), and two of one side who
/// travel together do not meet each other.
fn own(fields: &mut Fields, kind: ClaimKind, founder: &Item<'_>, sources: &[Source<'_>], cast: &Cast) {
    let side = |name: &str| cast.party(founder.report, name);
    match kind {
        ClaimKind::Sanction => {
            let all = fields.texts(FieldKey::Target);
            let others: Vec<String> = all
                .iter()
                .filter(|name| side(name).is_none_or(|side| !founder.by.contains(&side)))
                .map(|name| (*name).to_owned())
                .collect();
            if others.len() < all.len() {
                fields.remove(FieldKey::Target);
                if !others.is_empty() {
                    fields.set(FieldKey::Target, others);
                }
            }
        }
        ClaimKind::Meeting => {
            let all = fields.texts(FieldKey::Participants);
            let sides: BTreeSet<Option<String>> = all.iter().map(|name| side(name)).collect();
            let (Some(Some(one)), 1, 2..) = (sides.first().cloned(), sides.len(), all.len()) else { return };
            let reading = sources[founder.report].reading;
            // "They will fly there and hold talks": their names may stand before the words of the claim.
            let sentence = reading.sentences.get(founder.claim.sentence as usize).map_or(founder.claim.span, |s| s.span);
            if together(sentence.of(&reading.article.text), &all) {
                fields.set(FieldKey::Participants, vec![one]);
            }
        }
        _ => {}
    }
}

/// Whether persons stand side by side as one subject: "King Rudolf and Minister Sapt will fly". By their last names.
fn together(words: &str, names: &[&str]) -> bool {
    let last = |name: &&str| name.rsplit(' ').next().and_then(|last| words.find(last).map(|at| (at, at + last.len())));
    let mut places: Vec<(usize, usize)> = names.iter().filter_map(last).collect();
    places.sort_unstable();
    let beside = |pair: &[(usize, usize)]| {
        let between = words.get(pair[0].1..pair[1].0).unwrap_or("");
        let joined = between.trim_start().starts_with("and ") || between.trim_start().starts_with(',');
        joined && between.len() < 50 && !between.contains(" with ")
    };
    places.len() == names.len() && places.windows(2).all(beside)
}

fn list(set: &BTreeSet<String>) -> String {
    set.iter().map(String::as_str).collect::<Vec<_>>().join("+")
}

/// The commonest value; the founder's where several are.
fn majority<T: Copy + Ord>(values: impl Iterator<Item = T>, founder: T) -> T {
    let mut counts: BTreeMap<T, u32> = BTreeMap::new();
    for v in values {
        *counts.entry(v).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(v, n)| (*n, *v == founder)).map_or(founder, |(v, _)| v)
}

/// All envelopes at once; where they leave nothing, the smallest around all.
fn narrow(all: &[Envelope]) -> Envelope {
    let Some((first, rest)) = all.split_first() else { return Envelope::OPEN };
    rest.iter().try_fold(*first, |a, b| a.narrow(*b)).unwrap_or_else(|| rest.iter().fold(*first, |a, b| a.hull(*b)))
}

fn canonical(value: &FieldValue, report: usize, cast: &Cast) -> FieldValue {
    match value {
        FieldValue::Text(t) => FieldValue::Text(cast.canonical(report, t)),
        FieldValue::List(l) => FieldValue::List(l.iter().map(|v| canonical(v, report, cast)).collect()),
        other => other.clone(),
    }
}

/// For each report the clusters (by index, in order) with a claim in it.
pub fn of_reports(items: &[Item<'_>], clusters: &[Cluster]) -> BTreeMap<usize, BTreeSet<usize>> {
    let mut out: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (c, cluster) in clusters.iter().enumerate() {
        for &i in &cluster.items {
            out.entry(items[i].report).or_default().insert(c);
        }
    }
    out
}

/// Links a part to the whole that a report tells beside it: one exchange of several, one round of a list.
fn parts(items: &[Item<'_>], clusters: &mut [Cluster]) {
    let of_report = of_reports(items, clusters);
    let mut links: Vec<(usize, String)> = Vec::new();
    for (p, part) in clusters.iter().enumerate() {
        let x = &items[part.items[0]];
        if !matches!(part.fact.kind, ClaimKind::Meeting | ClaimKind::Exchange) || part.fact.status != Status::Happened {
            continue;
        }
        let told = of_report.get(&x.report).into_iter().flatten().map(|&w| (w, &clusters[w]));
        let whole = told.into_iter().find(|(w, whole)| {
            *w != p
                && whole.fact.kind == part.fact.kind
                && whole.fact.status == part.fact.status
                && whole.items.iter().any(|&i| {
                    let y = &items[i];
                    let list = y.places.len() > x.places.len() && x.places.len() == 1 && x.places.is_subset(&y.places);
                    let several = part.fact.fields.get(FieldKey::Ratio).is_some()
                        && whole.fact.fields.get(FieldKey::Ratio).is_none()
                        && y.claim.sentence == x.claim.sentence;
                    y.report == x.report && (list || several)
                })
        });
        links.extend(whole.map(|(_, w)| (p, w.fact.id.clone())));
    }
    for (p, to) in links {
        clusters[p].fact.links.push(Link { relation: "part_of".to_owned(), to });
    }
}

/// When a fact was reported: the smallest envelope around its reports' publication.
pub fn reported(sources: &[Source<'_>], items: &[Item<'_>], cluster: &Cluster) -> Envelope {
    cluster.items.iter().map(|&i| day_of(&sources[items[i].report], None)).reduce(Envelope::hull).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_travels_together_stands_side_by_side() {
        let names = ["Rudolf Holt", "Mira Lind"];
        assert!(together("President Holt and Business Minister Lind will fly to Zenda", &names));
        assert!(!together("Holt met with Lind", &names) && !together("Holt received Minister Lind and her aides", &names));
        assert!(!together("Holt will fly", &names));
    }
}
