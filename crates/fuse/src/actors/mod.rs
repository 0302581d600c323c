//! Actors across reports, and the positions they hold over time.

mod called;
mod party;
mod positions;

use crate::Source;
pub use called::{call, is_collective};
use lexicon::sound_key;
use model::{Actor, ActorKind, MentionForm};
pub use party::is_generic;
pub use positions::{day_of, position_words, positions, same_position};
use std::collections::{BTreeMap, BTreeSet};

/// The actors of a set of reports, and who is meant by a name in one of them.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// Actors in order of id.
    pub actors: Vec<Actor>,
    /// For each report: name -> index into `actors`.
    by_name: Vec<BTreeMap<String, usize>>,
    /// For each report: words that only say what a party is, in lower case -> the name of the party that they mean.
    called: Vec<BTreeMap<String, String>>,
}

impl Cast {
    /// A cast of actors of which only names and kinds are known.
    #[cfg(test)]
    pub fn of_kinds(kinds: &[(&str, ActorKind)]) -> Cast {
        let actor = |&(name, kind): &(&str, ActorKind)| Actor {
            id: String::new(),
            kind,
            name: name.to_owned(),
            names: Vec::new(),
            side: None,
            positions: Vec::new(),
        };
        let mut actors: Vec<Actor> = kinds.iter().map(actor).collect();
        actors.sort_by(|a, b| a.name.cmp(&b.name));
        Cast { actors, ..Cast::default() }
    }

    /// The canonical name that `name` has in report `report`; the name itself where it is no known actor.
    pub fn canonical(&self, report: usize, name: &str) -> String {
        if let Some(party) = self.called(report, name) {
            return party.to_owned();
        }
        match self.by_name.get(report).and_then(|m| m.get(name)) {
            Some(&at) => self.actors[at].name.clone(),
            None => lexicon::find_actor(name).map_or_else(|| name.to_owned(), |k| k.actor.name.to_owned()),
        }
    }

    /// The party that words of a report mean which only say what it is ("the union"), where one alone can be meant.
    pub fn called(&self, report: usize, words: &str) -> Option<&str> {
        let called = self.called.get(report).filter(|called| !called.is_empty())?;
        called.get(&party::bare(words).to_lowercase()).map(String::as_str)
    }

    /// Notes who is meant: report, words in lower case, party.
    fn call(&mut self, meant: impl IntoIterator<Item = (usize, String, String)>) {
        self.called.resize(self.by_name.len(), BTreeMap::new());
        for (report, words, party) in meant {
            if let Some(called) = self.called.get_mut(report) {
                called.insert(words, party);
            }
        }
    }

    /// Whether words of the report were led to a party that they do not name.
    pub fn has_called(&self, report: usize) -> bool {
        self.called.get(report).is_some_and(|called| !called.is_empty())
    }

    /// What kind of actor a name is; the lexicon's word where no report has it as an actor. A name that some reports take for a person's and others for
    /// an organisation's or a state's is the latter's.
    pub fn kind_of(&self, name: &str) -> Option<ActorKind> {
        let first = self.actors.partition_point(|a| a.name.as_str() < name);
        let kinds = || self.actors[first..].iter().take_while(|a| a.name == name).map(|a| a.kind);
        let kind = kinds().find(|kind| *kind != ActorKind::Person).or_else(|| kinds().next());
        kind.or_else(|| lexicon::find_actor(name).map(|k| k.actor.kind))
    }

    /// The state or party for which the actor acts; its own name where none is known.
    pub fn side(&self, report: usize, name: &str) -> String {
        if let Some(party) = self.called(report, name) {
            return party.to_owned();
        }
        match self.by_name.get(report).and_then(|m| m.get(name)) {
            Some(&at) => self.actors[at].side.clone().unwrap_or_else(|| self.actors[at].name.clone()),
            None => lexicon::find_actor(name).map_or_else(|| name.to_owned(), |k| k.actor.side.unwrap_or(k.actor.name).to_owned()),
        }
    }

    /// The actor that a name of a report names.
    pub fn actor(&self, report: usize, name: &str) -> Option<&Actor> {
        self.by_name.get(report)?.get(name).map(|&at| &self.actors[at])
    }

    /// Whether the report has an actor of this name.
    pub fn knows(&self, report: usize, name: &str) -> bool {
        self.actor(report, name).is_some()
    }

    /// Whether the name is a person's.
    pub fn is_person(&self, report: usize, name: &str) -> bool {
        self.by_name.get(report).and_then(|m| m.get(name)).is_some_and(|&at| self.actors[at].kind == ActorKind::Person)
    }
}

fn keys(name: &str) -> Vec<String> {
    name.split_whitespace().map(|w| sound_key(w).to_string()).filter(|k| !k.is_empty()).collect()
}

/// Whether two persons' names, as keys, can be one: the same last name, and every given name of the shorter one in the longer, initials allowed.
fn same_person(a: &[String], b: &[String]) -> bool {
    let (Some((last_a, given_a)), Some((last_b, given_b))) = (a.split_last(), b.split_last()) else { return false };
    let (few, many) = if given_a.len() <= given_b.len() { (given_a, given_b) } else { (given_b, given_a) };
    let initial = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    last_a == last_b && !few.is_empty() && few.iter().all(|x| many.iter().any(|y| x == y || initial(x, y) || initial(y, x)))
}

/// Whether a name is written in letters that are not Latin.
fn is_foreign(name: &str) -> bool {
    name.chars().any(|c| c.is_alphabetic() && c > '\u{024F}' && !matches!(c, '\u{1E00}'..='\u{1EFF}' | '\u{02B0}'..='\u{02FF}'))
}

/// Of the persons known so far, the one whose name in another script this name spells; `None` where two come near.
fn in_other_script<'e>(name: &str, persons: impl Iterator<Item = (usize, &'e str)>) -> Option<usize> {
    let foreign = is_foreign(name);
    let (mut best, mut second): (Option<(f64, usize)>, f64) = (None, 0.0);
    for (index, other) in persons.filter(|(_, other)| is_foreign(other) != foreign) {
        let score = crate::names::score(name, other, crate::names::Schema::Person);
        match best {
            Some((high, at)) if at == index => best = Some((high.max(score), at)),
            Some((high, _)) if score <= high => second = second.max(score),
            _ => {
                second = best.map_or(second, |(high, _)| second.max(high));
                best = Some((score, index));
            }
        }
    }
    best.filter(|&(score, _)| score >= SAME_NAME && second + CLEAR < score).map(|(_, index)| index)
}

/// Score of two names from which they are likely one, and by how much the best must be better than the next.
const SAME_NAME: f64 = 0.7;
const CLEAR: f64 = 0.1;

/// Acronyms by which a report names an actor, by (report, actor).
fn acronyms(sources: &[Source<'_>]) -> BTreeMap<(usize, usize), BTreeSet<String>> {
    let mut out: BTreeMap<(usize, usize), BTreeSet<String>> = BTreeMap::new();
    for (s, source) in sources.iter().enumerate() {
        for mention in source.reading.mentions.iter().filter(|m| m.form == MentionForm::Name) {
            let form = mention.span.of(&source.reading.article.text);
            if let (Some(actor), true) = (mention.actor, party::is_acronym(form)) {
                out.entry((s, actor as usize)).or_default().insert(form.to_owned());
            }
        }
    }
    out
}

/// Keys of what stands before acronyms and says what they are: "the socialist party PSL", by acronym.
fn described(sources: &[Source<'_>]) -> BTreeMap<String, BTreeSet<String>> {
    let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources {
        let text = source.reading.article.text.as_str();
        for mention in source.reading.mentions.iter().filter(|m| m.form == MentionForm::Name && party::is_acronym(m.span.of(text))) {
            let before = text.get(..mention.span.start as usize).unwrap_or("");
            let mut words = before.strip_suffix(' ').unwrap_or("").rsplit(' ');
            let (Some(body), Some(which)) = (words.next(), words.next()) else { continue };
            let plain = which.chars().all(char::is_alphabetic) && !matches!(which, "the" | "The" | "a" | "its" | "their");
            if lexicon::seating::is_kind(&body.to_lowercase()) && plain {
                let key = format!("end {which} {body}").to_lowercase();
                out.entry(mention.span.of(text).to_owned()).or_default().insert(key);
            }
        }
    }
    out
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
    // Fuller names first, so that bare last names and initials find them.
    let name_of = |&(s, a): &(usize, usize)| &sources[s].reading.actors[a].name;
    let acronyms = acronyms(sources);
    let described = described(sources);
    let fullness = |name: &str| {
        let written_out = |word: &&str| word.trim_end_matches('.').chars().count() > 1;
        (name.split_whitespace().filter(written_out).count(), name.split_whitespace().count())
    };
    all.sort_by_cached_key(|x| (std::cmp::Reverse(fullness(name_of(x))), name_of(x).clone(), *x));
    // Entries with a name in letters that are not Latin: few or none.
    let mut foreigners: Vec<usize> = Vec::new();
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
        let side = local.side.clone().or_else(|| positions::side_of(sources[at.0].reading, at.1));
        let near = by_key.get(&key).cloned().unwrap_or_default();
        let sided = |e: &Entry| side.is_none() || e.side.is_empty() || side.as_ref().is_some_and(|s| e.side.contains_key(s));
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
        // "Port Authority" is the "Meridan Port Authority", "ILA" the "International Longshore Alliance", where only one name can be meant.
        let mut short = if local.id.is_none() && !person { party::short_keys(&local.name) } else { Vec::new() };
        // "the socialist party PSL" is the "Syldavian Socialist Party"
        short.extend(described.get(&local.name).filter(|_| !short.is_empty()).into_iter().flatten().cloned());
        let found = found.or_else(|| {
            let fuller: BTreeSet<usize> = short.iter().filter_map(|k| by_key.get(k)).flatten().copied().collect();
            if fuller.len() == 1 { fuller.first().copied() } else { None }
        });
        // "Микола Вербицький" is "Mykola Verbytsky": scripts are compared where one of them is not Latin, which is rare.
        let found = found.or_else(|| {
            let foreign = is_foreign(&local.name);
            if !person || local.id.is_some() || !foreign && (foreigners.is_empty() || local_keys.len() < 2) {
                return None;
            }
            let names = |i: usize| entries[i].names.keys().map(move |n| (i, n.as_str()));
            if foreign {
                let persons = (0..entries.len()).filter(|&i| entries[i].kind == ActorKind::Person);
                in_other_script(&local.name, persons.flat_map(names))
            } else {
                in_other_script(&local.name, foreigners.iter().copied().flat_map(names))
            }
        });
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
            if local.id.is_none() && !person {
                for key in party::full_keys(&local.name) {
                    by_key.entry(key).or_default().push(entries.len() - 1);
                }
            }
            entries.len() - 1
        });
        // "USGX" where another report alone says whose it is.
        if !person && local.name.contains(' ') {
            for acronym in acronyms.get(&at).into_iter().flatten() {
                let bearers = by_key.entry(format!("initials {acronym}")).or_default();
                if !bearers.contains(&index) {
                    bearers.push(index);
                }
            }
        }
        if person && is_foreign(&local.name) && !foreigners.contains(&index) {
            foreigners.push(index);
        }
        let entry = &mut entries[index];
        *entry.names.entry(local.name.clone()).or_default() += 1;
        entry.forms.insert(local.name.clone());
        if let Some(side) = side {
            *entry.side.entry(side).or_default() += 1;
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
        m.iter()
            .max_by_key(|(n, c)| (**c, n.split_whitespace().count(), !party::is_acronym(n), std::cmp::Reverse(*n)))
            .map(|(n, _)| n.clone())
    };
    let mut order: Vec<usize> = (0..entries.len()).collect();
    let names: Vec<String> = entries.iter().map(|e| most(&e.names).unwrap_or_default()).collect();
    order.sort_by_key(|&e| (names[e].clone(), e));
    let mut place = vec![0; entries.len()];
    // A side under the name by which the record knows it: "ILA" is the "International Longshore Alliance" of another report.
    let mut called: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    for (at, e) in entries.iter().enumerate().filter(|(_, e)| e.kind != ActorKind::Person) {
        for form in e.forms.iter().chain(&e.id) {
            called.entry(form).and_modify(|known| *known = known.filter(|&k| k == at)).or_insert(Some(at));
        }
    }
    let side_of = |e: &Entry| {
        let side = most(&e.side)?;
        Some(called.get(side.as_str()).copied().flatten().map_or(side, |at| names[at].clone()))
    };
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut cast = Cast { by_name: vec![BTreeMap::new(); sources.len()], ..Cast::default() };
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
        let e = &entries[old];
        let id = e.id.clone().unwrap_or_else(|| names[old].to_lowercase().replace(' ', "-"));
        let id = if taken.contains(&id) { format!("{id}-{new}") } else { id };
        taken.insert(id.clone());
        cast.actors.push(Actor {
            id,
            kind: e.kind,
            name: names[old].clone(),
            names: e.forms.iter().cloned().collect(),
            side: side_of(e),
            positions: Vec::new(),
        });
    }
    for (&(s, a), &entry) in &member {
        cast.by_name[s].insert(sources[s].reading.actors[a].name.clone(), place[entry]);
    }
    cast
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_also_an_organisations_is_no_persons() {
        use ActorKind::{Organisation, Person};
        let named = [("Klow", Organisation), ("Zenda", Person), ("Zenda", Organisation), ("Zenda", Person), ("Zubrowka", Person)];
        let cast = Cast::of_kinds(&named);
        assert_eq!(
            ["Klow", "Zenda", "Zubrowka", "Zzyzx"].map(|name| cast.kind_of(name)),
            [Some(Organisation), Some(Organisation), Some(Person), None]
        );
    }
}
