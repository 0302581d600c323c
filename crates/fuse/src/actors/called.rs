//! Who is meant by what a party is called: "the union", "dockworkers", "Port employers", where one named party of the negotiation alone can be meant.
//!
//! A noun tells the type of a party. Of the named parties of that type there must be one only, in the report or else in its negotiation; two leave the noun as
//! it stands. A party is of a type by what it is, by what its name says ("Longshoremen's Association"), or by what some report calls it ("the alliance, which
//! represents the employers"). Nobody is the party that he deals with. The words stay in the claim, and in the fact as `as_written`.

use super::Cast;
use super::party::{bare, is_generic};
use crate::Source;
use crate::facts::Item;
use crate::processes::Tables;
use model::{ActorKind, ClaimKind, FieldKey, MentionForm, Reading};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What a party is, as far as nouns tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Type {
    Workers,
    Employers,
    Government,
    Armed,
}

static NOUNS: LazyLock<BTreeMap<&'static str, Type>> = LazyLock::new(|| {
    let rows = include_str!("../../data/called.tsv").lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    let of = |name: &str| match name {
        "workers" => Some(Type::Workers),
        "employers" => Some(Type::Employers),
        "government" => Some(Type::Government),
        "armed" => Some(Type::Armed),
        _ => None,
    };
    rows.filter_map(|(noun, class)| Some((noun, of(class)?))).collect()
});

static TRADES: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let rows = include_str!("../../data/trades.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|l| l.split_once('\t')).map(|(trade, words)| (trade, words.split(';').collect())).collect()
});

/// The trades whose words begin a word of a text.
fn trades(lower: &str) -> BTreeSet<&'static str> {
    let begins = |word: &&str| lower.match_indices(*word).any(|(at, _)| !lower[..at].ends_with(char::is_alphanumeric));
    TRADES.iter().filter(|(_, words)| words.iter().any(&begins)).map(|(trade, _)| *trade).collect()
}

/// The type that a noun tells, as written in lower case.
fn type_of(noun: &str) -> Option<Type> {
    NOUNS.get(noun).copied().or_else(|| {
        let singular = noun.strip_suffix("men").map(|stem| format!("{stem}man")).or_else(|| noun.strip_suffix('s').map(str::to_owned));
        singular.is_some_and(|lemma| lexicon::people::is_worker(&lemma)).then_some(Type::Workers)
    })
}

/// A word without quotation marks and genitive.
fn plain(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    word.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['\'', '’'])
}

/// What a party is called: type, trades, words before the noun.
#[derive(Clone, Debug)]
struct Calling {
    kind: Option<Type>,
    noun: String,
    trades: BTreeSet<&'static str>,
    /// What stands before the noun, in lower case.
    before: Vec<String>,
}

impl Calling {
    /// Of words that name nobody, in lower case, without article.
    fn of(words: &str) -> Option<Calling> {
        let mut parts: Vec<String> = words.split_whitespace().map(|w| plain(w).to_owned()).filter(|w| !w.is_empty()).collect();
        let noun = parts.pop()?;
        Some(Calling { kind: type_of(&noun), trades: trades(words), noun, before: parts })
    }
}

/// A named party of a negotiation.
#[derive(Clone, Debug, Default)]
struct Named {
    kind: Option<ActorKind>,
    /// Nouns that reports call it by.
    nouns: BTreeSet<String>,
    types: BTreeSet<Type>,
    trades: BTreeSet<&'static str>,
}

impl Named {
    fn add(&mut self, noun: &str) {
        self.types.extend(type_of(noun));
        self.nouns.insert(noun.to_owned());
    }

    /// Of a name, with the kind of its actor.
    fn of(name: &str, kind: Option<ActorKind>) -> Named {
        let lower = name.to_lowercase();
        let mut out = Named { kind, trades: trades(&lower), ..Named::default() };
        match kind {
            Some(ActorKind::State) => drop(out.types.insert(Type::Government)),
            Some(ActorKind::ArmedGroup) => drop(out.types.insert(Type::Armed)),
            Some(ActorKind::Person | ActorKind::Outlet | ActorKind::International) => {}
            _ => {
                let words: Vec<&str> = lower.split_whitespace().map(plain).collect();
                let union = words.iter().any(|w| matches!(*w, "union" | "unions" | "workers" | "brotherhood" | "guild" | "teamsters"));
                let members = words.iter().any(|w| type_of(w) == Some(Type::Workers));
                // "Air Borduria", "Bordurian Airlines": whoever calls "the airline" so means an employer.
                if lower.starts_with("air ") || words.iter().any(|w| matches!(*w, "airline" | "airlines" | "airways")) {
                    out.types.insert(Type::Employers);
                }
                if union || members {
                    out.types.insert(Type::Workers);
                }
                if let Some(last) = words.last() {
                    out.nouns.insert((*last).to_owned());
                }
            }
        }
        out
    }

    /// Whether it can be what is called so.
    fn fits(&self, calling: &Calling) -> bool {
        let known = |word: &String| self.nouns.contains(word);
        if !calling.trades.is_empty() && !self.trades.is_empty() && calling.trades.is_disjoint(&self.trades) {
            return false;
        }
        match calling.kind {
            // What stands before such a noun says of which work or place they are.
            Some(kind @ (Type::Workers | Type::Employers)) => self.types.contains(&kind),
            Some(kind) => {
                let neutral = |w: &String| {
                    matches!(
                        w.as_str(),
                        "rebel" | "armed" | "military" | "ruling" | "federal" | "central" | "national" | "transitional" | "interim"
                    )
                };
                self.types.contains(&kind) && calling.before.iter().all(neutral)
            }
            None => known(&calling.noun) && calling.before.iter().all(|w| matches!(w.as_str(), "rebel" | "armed") || known(w)),
        }
    }
}

/// Nouns for those whom a named body represents: "the Maritime Alliance, which represents the employers at the ports".
fn represented(behind: &str) -> Vec<String> {
    const CUES: &[&str] = &["which represents", "that represents", "representing", "who represents", "which speaks for"];
    let behind = behind.trim_start_matches([',', ' ', ')']);
    let Some(rest) = CUES.iter().find_map(|cue| behind.strip_prefix(cue)) else { return Vec::new() };
    let stop = |w: &&str| matches!(*w, "at" | "in" | "of" | "on" | "with" | "and" | "against" | "from");
    let words = rest.split_whitespace().take(6).take_while(|w| !stop(w));
    words.map(|w| plain(w).to_lowercase()).filter(|w| type_of(w).is_some()).collect()
}

/// What the reports of one negotiation call the parties that they name.
fn evidence(report: usize, reading: &Reading, cast: &Cast, named: &mut BTreeMap<String, Named>) {
    let text = &reading.article.text;
    for mention in &reading.mentions {
        let Some(actor) = mention.actor.and_then(|a| reading.actors.get(a as usize)).filter(|a| a.kind != ActorKind::Person) else {
            continue;
        };
        let Some(party) = named.get_mut(&cast.side(report, &actor.name)) else { continue };
        match mention.form {
            MentionForm::Nominal => {
                let words = mention.span.of(text).to_lowercase();
                if let Some(noun) = words.split_whitespace().next_back() {
                    party.add(plain(noun));
                }
                party.trades.extend(trades(&words));
            }
            MentionForm::Name => {
                let behind = text.get(mention.span.end as usize..).unwrap_or("");
                // "the NUMSA union", "the drivers' union NUMSA"
                let before = text.get(..mention.span.start as usize).unwrap_or("");
                if behind.strip_prefix(" union").is_some_and(|rest| !rest.starts_with(char::is_alphabetic)) || before.ends_with(" union ") {
                    party.add("union");
                }
                represented(behind).iter().for_each(|noun| party.add(noun));
            }
            MentionForm::Pronoun => {}
        }
    }
}

const ROLES: [FieldKey; 10] = [
    FieldKey::Proposer,
    FieldKey::By,
    FieldKey::Holder,
    FieldKey::Addressee,
    FieldKey::Target,
    FieldKey::Participants,
    FieldKey::Attendees,
    FieldKey::Beneficiary,
    FieldKey::OnBehalf,
    FieldKey::Mediator,
];

/// Finds for each report who is meant by what parties are called in it.
pub fn call(sources: &[Source<'_>], items: &[Item<'_>], tables: &Tables, cast: &mut Cast) {
    let mut of_report: Vec<Vec<&Item<'_>>> = vec![Vec::new(); sources.len()];
    items.iter().for_each(|item| of_report[item.report].push(item));
    let mut found: Vec<(usize, String, String)> = Vec::new();
    for reports in tables.reports() {
        let called = |&r: &usize| of_report[r].iter().flat_map(|i| parties_of(i)).any(|name| is_generic(name));
        if !reports.iter().any(called) {
            continue;
        }
        let mut named: BTreeMap<String, Named> = BTreeMap::new();
        for &r in reports {
            for name in of_report[r].iter().flat_map(|i| parties_of(i)).filter(|name| !is_generic(name) && !is_collective(name)) {
                if !named.contains_key(name) {
                    named.insert(name.clone(), Named::of(name, cast.kind_of(name)));
                }
            }
        }
        named.retain(|_, n| n.kind.is_some_and(|k| !matches!(k, ActorKind::Person | ActorKind::Outlet | ActorKind::Collective)));
        for &r in reports {
            evidence(r, sources[r].reading, cast, &mut named);
        }
        opponents(reports, &of_report, &mut named);
        for &r in reports {
            found.extend(meant(r, &of_report[r], &named, cast).into_iter().map(|(words, party)| (r, words, party)));
        }
        same_workers(reports, &of_report, &mut found);
    }
    cast.call(found);
}

/// Leads what several reports of one negotiation call the same workers ("farmer unions", "the protesting farmers") to the commonest of these callings, where
/// no named party is meant.
fn same_workers(reports: &[usize], of_report: &[Vec<&Item<'_>>], found: &mut Vec<(usize, String, String)>) {
    let worker = |word: &str| {
        let word = plain(word).to_lowercase();
        let lemma =
            word.strip_suffix("men").map(|stem| format!("{stem}man")).unwrap_or_else(|| word.strip_suffix('s').unwrap_or(&word).to_owned());
        lexicon::people::is_worker(&lemma).then_some(lemma)
    };
    // By their work: each calling, how often it is used, and in which reports.
    let mut callings: BTreeMap<String, BTreeMap<&str, (u32, BTreeSet<usize>)>> = BTreeMap::new();
    for &r in reports {
        for name in of_report[r].iter().flat_map(|i| parties_of(i)).filter(|name| is_generic(name)) {
            let mut works = name.split_whitespace().filter_map(worker);
            if let (Some(work), None) = (works.next(), works.next()) {
                let (count, told) = callings.entry(work).or_default().entry(name).or_default();
                *count += 1;
                told.insert(r);
            }
        }
    }
    let led: BTreeSet<(usize, String)> = found.iter().map(|(r, words, _)| (*r, words.clone())).collect();
    for all in callings.values().filter(|all| all.len() > 1) {
        let Some((commonest, _)) =
            all.iter().max_by_key(|(name, (count, _))| (*count, std::cmp::Reverse(name.len()), std::cmp::Reverse(*name)))
        else {
            continue;
        };
        for (name, (_, told)) in all.iter().filter(|(name, _)| *name != commonest) {
            let words = bare(name).to_lowercase();
            let open = told.iter().filter(|r| !led.contains(&(**r, words.clone())));
            found.extend(open.map(|&r| (r, words.clone(), (*commonest).to_owned())));
        }
    }
}

fn parties_of<'i>(item: &'i Item<'_>) -> impl Iterator<Item = &'i String> {
    item.by.iter().chain(&item.to).chain(&item.with)
}

/// Whether a name is one for several: "both sides".
pub fn is_collective(name: &str) -> bool {
    lexicon::collectives().iter().any(|c| c.name == name)
}

/// Who deals with workers, named or called, is their employer where nothing else is known of it: a firm, an authority.
fn opponents(reports: &[usize], of_report: &[Vec<&Item<'_>>], named: &mut BTreeMap<String, Named>) {
    let workers = |name: &String, named: &BTreeMap<String, Named>| match named.get(name) {
        Some(n) => n.types.contains(&Type::Workers),
        None => Calling::of(&name.to_lowercase()).is_some_and(|c| c.kind == Some(Type::Workers)),
    };
    let mut employers: BTreeSet<String> = BTreeSet::new();
    for item in reports.iter().flat_map(|&r| &of_report[r]) {
        let dealt = |a: &BTreeSet<String>, b: &BTreeSet<String>, out: &mut BTreeSet<String>| {
            if a.iter().any(|name| workers(name, named)) {
                out.extend(b.iter().filter(|name| !a.contains(*name)).cloned());
            }
        };
        if item.is_move() {
            dealt(&item.by, &item.to, &mut employers);
            dealt(&item.to, &item.by, &mut employers);
        } else if matches!(item.claim.kind, ClaimKind::Meeting | ClaimKind::Agreement | ClaimKind::ProcessState) && item.with.len() == 2 {
            let union: BTreeSet<String> = item.with.iter().filter(|name| workers(name, named)).cloned().collect();
            dealt(&union, &item.with, &mut employers);
        }
    }
    for name in employers {
        if let Some(party) = named.get_mut(&name).filter(|n| n.types.is_empty() && n.kind == Some(ActorKind::Organisation)) {
            party.types.insert(Type::Employers);
        }
    }
}

/// For the words of one report that only say what a party is, the party that they mean.
fn meant(report: usize, items: &[&Item<'_>], named: &BTreeMap<String, Named>, cast: &Cast) -> Vec<(String, String)> {
    let here: BTreeSet<&String> = items.iter().flat_map(|i| parties_of(i)).collect();
    let mut words: BTreeSet<&str> = BTreeSet::new();
    for item in items {
        let roles = ROLES.iter().flat_map(|key| item.claim.fields.texts(*key)).chain(item.claim.speaker.as_deref());
        // A reader may have taken "the rebels" for several without a name.
        let nobody = |name: &str| cast.actor(report, name).is_none_or(|a| a.kind == ActorKind::Collective);
        words.extend(roles.map(bare).filter(|name| is_generic(name) && nobody(name)));
    }
    let mut out = Vec::new();
    for written in words {
        let lower = written.to_lowercase();
        let Some(calling) = Calling::of(&lower) else { continue };
        // Nobody asks himself.
        let of = |sides: &BTreeSet<String>| sides.iter().any(|side| bare(side).to_lowercase() == lower);
        let across: BTreeSet<&String> = items
            .iter()
            .filter(|i| i.is_move())
            .filter_map(|i| if of(&i.by) { Some(&i.to) } else { of(&i.to).then_some(&i.by) })
            .flatten()
            .collect();
        let fit: Vec<&String> = named.iter().filter(|(name, n)| !across.contains(name) && n.fits(&calling)).map(|(name, _)| name).collect();
        let near: Vec<&String> = fit.iter().copied().filter(|name| here.contains(*name)).collect();
        if let [only] = if near.is_empty() { fit[..].as_ref() } else { near[..].as_ref() } {
            out.push((lower, (*only).clone()));
        }
    }
    out
}
