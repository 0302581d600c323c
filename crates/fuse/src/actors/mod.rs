//! Actors across reports, and the positions they hold over time.

use crate::Source;
use lexicon::sound_key;
use model::{Actor, ActorKind, Claim, ClaimKind, Envelope, Evidence, FieldKey, MentionForm, Stance, Tenure};
use std::collections::{BTreeMap, BTreeSet};

/// The actors of a set of reports, and who is meant by a name in one of them.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// Actors in order of id.
    pub actors: Vec<Actor>,
    /// For each report: name -> index into `actors`.
    by_name: Vec<BTreeMap<String, usize>>,
}

impl Cast {
    /// The canonical name that `name` has in report `report`; the name itself where it is no known actor.
    pub fn canonical(&self, report: usize, name: &str) -> String {
        match self.by_name.get(report).and_then(|m| m.get(name)) {
            Some(&at) => self.actors[at].name.clone(),
            None => lexicon::find_actor(name).map_or_else(|| name.to_owned(), |k| k.actor.name.to_owned()),
        }
    }

    /// The state or party for which the actor acts; its own name where none is known.
    pub fn side(&self, report: usize, name: &str) -> String {
        match self.by_name.get(report).and_then(|m| m.get(name)) {
            Some(&at) => self.actors[at].side.clone().unwrap_or_else(|| self.actors[at].name.clone()),
            None => lexicon::find_actor(name).map_or_else(|| name.to_owned(), |k| k.actor.side.unwrap_or(k.actor.name).to_owned()),
        }
    }

    /// Whether the name is a person's.
    pub fn is_person(&self, report: usize, name: &str) -> bool {
        self.by_name.get(report).and_then(|m| m.get(name)).is_some_and(|&at| self.actors[at].kind == ActorKind::Person)
    }
}

fn keys(name: &str) -> Vec<String> {
    name.split_whitespace().map(|w| sound_key(w).to_string()).filter(|k| !k.is_empty()).collect()
}

/// Whether two persons' names, as keys, can be one: the same last name, and given names equal or one of them an initial.
fn same_person(a: &[String], b: &[String]) -> bool {
    let (Some((last_a, given_a)), Some((last_b, given_b))) = (a.split_last(), b.split_last()) else { return false };
    last_a == last_b && !given_a.is_empty() && !given_b.is_empty() && given_a.iter().any(|x| given_b.contains(x))
}

/// Joins the actors of all reports. Equal ids of the lexicon are one; persons by full names under a key over romanisations; a bare last name joins
/// only where one full name bears it.
pub fn join(sources: &[Source<'_>]) -> Cast {
    struct Entry {
        id: Option<String>,
        kind: ActorKind,
        names: BTreeMap<String, u32>,
        forms: BTreeSet<String>,
        side: BTreeMap<String, u32>,
        keys: Vec<String>,
    }
    let mut all: Vec<(usize, usize)> =
        sources.iter().enumerate().flat_map(|(s, x)| (0..x.reading.actors.len()).map(move |a| (s, a))).collect();
    // Fuller names first, so that bare last names find them.
    let name_of = |&(s, a): &(usize, usize)| &sources[s].reading.actors[a].name;
    all.sort_by_key(|x| (std::cmp::Reverse(name_of(x).split_whitespace().count()), name_of(x).clone(), *x));
    let mut entries: Vec<Entry> = Vec::new();
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut member: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for at in all {
        let local = &sources[at.0].reading.actors[at.1];
        let person = local.kind == ActorKind::Person;
        let local_keys = keys(&local.name);
        let key = match (&local.id, person) {
            (Some(id), _) => format!("id {id}"),
            (None, true) => local_keys.last().cloned().unwrap_or_default(),
            (None, false) => format!("name {}", local.name.to_lowercase()),
        };
        let near = by_key.get(&key).cloned().unwrap_or_default();
        let sided = |e: &Entry| local.side.is_none() || e.side.is_empty() || local.side.as_ref().is_some_and(|s| e.side.contains_key(s));
        let fit: Vec<usize> = near
            .into_iter()
            .filter(|&e| {
                let e = &entries[e];
                local.id.is_some() && e.id == local.id
                    || !person && e.kind != ActorKind::Person && e.names.contains_key(&local.name)
                    || person
                        && e.kind == ActorKind::Person
                        && (e.keys == local_keys || same_person(&e.keys, &local_keys) || local_keys.len() == 1 && sided(e))
            })
            .collect();
        let found = if fit.len() == 1 || local.id.is_some() && !fit.is_empty() { Some(fit[0]) } else { None };
        let index = found.unwrap_or_else(|| {
            entries.push(Entry {
                id: local.id.clone(),
                kind: local.kind,
                names: BTreeMap::new(),
                forms: BTreeSet::new(),
                side: BTreeMap::new(),
                keys: local_keys,
            });
            by_key.entry(key).or_default().push(entries.len() - 1);
            entries.len() - 1
        });
        let entry = &mut entries[index];
        *entry.names.entry(local.name.clone()).or_default() += 1;
        entry.forms.insert(local.name.clone());
        if let Some(side) = &local.side {
            *entry.side.entry(side.clone()).or_default() += 1;
        }
        member.insert(at, index);
    }
    for (s, source) in sources.iter().enumerate() {
        for mention in source.reading.mentions.iter().filter(|m| m.form == MentionForm::Name) {
            if let Some(entry) = mention.actor.and_then(|a| member.get(&(s, a as usize))) {
                let form = mention.span.of(&source.reading.article.text).trim().to_owned();
                if !form.is_empty() && form.len() < 100 {
                    entries[*entry].forms.insert(form);
                }
            }
        }
    }
    let most = |m: &BTreeMap<String, u32>| {
        m.iter().max_by_key(|(n, c)| (**c, n.split_whitespace().count(), std::cmp::Reverse(*n))).map(|(n, _)| n.clone())
    };
    let mut order: Vec<usize> = (0..entries.len()).collect();
    let names: Vec<String> = entries.iter().map(|e| most(&e.names).unwrap_or_default()).collect();
    order.sort_by_key(|&e| (names[e].clone(), e));
    let mut place = vec![0; entries.len()];
    let mut cast = Cast { actors: Vec::new(), by_name: vec![BTreeMap::new(); sources.len()] };
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
        let e = &entries[old];
        let id = e.id.clone().unwrap_or_else(|| names[old].to_lowercase().replace(' ', "-"));
        let id = if cast.actors.iter().any(|a| a.id == id) { format!("{id}-{new}") } else { id };
        cast.actors.push(Actor {
            id,
            kind: e.kind,
            name: names[old].clone(),
            names: e.forms.iter().cloned().collect(),
            side: most(&e.side),
            positions: Vec::new(),
        });
    }
    for (&(s, a), &entry) in &member {
        cast.by_name[s].insert(sources[s].reading.actors[a].name.clone(), place[entry]);
    }
    cast
}

/// Words of a position that tell it from others: lower case, spelling variants joined.
pub fn position_words(label: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    crate::words::each_word(label, |w| {
        let w = match w {
            "spokesman" | "spokeswoman" => "spokesperson",
            "chairman" | "chairwoman" | "chairperson" => "chair",
            "defense" => "defence",
            "of" | "the" | "and" | "for" | "a" | "his" | "her" | "their" => return,
            w => w,
        };
        out.insert(w.to_owned());
    });
    out
}

/// Whether two labels name one position: the same words, or one says less ("President", "President of Ruritania").
pub fn same_position(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    !a.is_empty() && !b.is_empty() && (a.is_subset(b) || b.is_subset(a))
}

/// The days on which a report can show something as true: the claim's own, else those of its publication.
pub fn day_of(source: &Source<'_>, claim: Option<&Claim>) -> Envelope {
    let published = source.reading.article.published.as_ref().map_or(Envelope::OPEN, |p| p.envelope);
    claim.and_then(|c| c.time.as_ref()).map(|t| t.envelope).filter(|e| !e.is_open()).unwrap_or(published)
}

/// Fills the actors' positions from claims and position mentions.
pub fn positions(sources: &[Source<'_>], cast: &mut Cast) {
    struct Held {
        person: usize,
        label: String,
        ended: bool,
        verdict: Option<String>,
        when: Envelope,
        evidence: Evidence,
    }
    let mut all: Vec<Held> = Vec::new();
    for (s, source) in sources.iter().enumerate() {
        let find = |name: &str| cast.by_name[s].get(name).copied();
        for claim in &source.reading.claims {
            if !matches!(claim.kind, ClaimKind::Office | ClaimKind::Appointment) {
                continue;
            }
            let (Some(person), Some(label)) = (claim.fields.text(FieldKey::Person).and_then(find), claim.fields.text(FieldKey::Position))
            else {
                continue;
            };
            all.push(Held {
                person,
                label: label.to_owned(),
                ended: matches!(claim.fields.get(FieldKey::Ended), Some(model::FieldValue::Flag(true))),
                verdict: claim.fields.text(FieldKey::Verdict).map(str::to_owned).or_else(|| claim.doubt.clone()),
                when: day_of(source, Some(claim)),
                evidence: Evidence { report: source.id.to_owned(), sentence: claim.sentence, span: claim.span, stance: Stance::Supports },
            });
        }
        for p in &source.reading.positions {
            let Some(person) = source.reading.actors.get(p.person as usize).and_then(|a| find(&a.name)) else { continue };
            if all.iter().any(|h| h.person == person && h.evidence.report == source.id && h.evidence.span.overlaps(p.span)) {
                continue;
            }
            all.push(Held {
                person,
                label: p.label.clone(),
                ended: p.ended,
                verdict: None,
                when: day_of(source, None),
                evidence: Evidence { report: source.id.to_owned(), sentence: p.sentence, span: p.span, stance: Stance::Supports },
            });
        }
    }
    // Fuller labels first, so that "President" finds "President of Ruritania".
    all.sort_by(|a, b| {
        let words = |h: &Held| std::cmp::Reverse(position_words(&h.label).len());
        (a.person, words(a), &a.label, a.when, &a.evidence).cmp(&(b.person, words(b), &b.label, b.when, &b.evidence))
    });
    for held in all {
        let tenures = &mut cast.actors[held.person].positions;
        let words = position_words(&held.label);
        let apart = |a: Envelope, b: Envelope| matches!((a.latest, b.earliest), (Some(x), Some(y)) if (y - x).get_days() > 366);
        let same = tenures.iter_mut().find(|t| {
            t.ended == held.ended
                && t.verdict == held.verdict
                && same_position(&position_words(&t.label), &words)
                && !apart(t.envelope, held.when)
                && !apart(held.when, t.envelope)
        });
        match same {
            Some(t) => {
                t.envelope = t.envelope.hull(held.when);
                if !t.evidence.contains(&held.evidence) {
                    t.evidence.push(held.evidence);
                }
            }
            None => tenures.push(Tenure {
                label: held.label,
                envelope: held.when,
                ended: held.ended,
                evidence: vec![held.evidence],
                verdict: held.verdict,
            }),
        }
    }
    for actor in &mut cast.actors {
        actor.positions.sort_by(|a, b| (a.envelope, &a.label).cmp(&(b.envelope, &b.label)));
        for t in &mut actor.positions {
            t.evidence.sort();
        }
    }
}
