//! Who sits at the table, as one report tells it: the sides that it names, and the pairs of them that deal with each other.

use crate::actors::is_generic;
use crate::facts::Item;
use lexicon::seating::is_anybody;
use model::{ActorKind, ClaimKind as K};
use std::collections::{BTreeMap, BTreeSet};

/// Two sides, in order of name.
pub(super) type Pair = (String, String);

/// The sides of one report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sides {
    /// How often two sides deal with each other: one asks or answers the other, they meet or agree.
    pub pairs: BTreeMap<Pair, u32>,
    /// How often a side is named in such a place.
    pub named: BTreeMap<String, u32>,
    /// Every side that any claim names, and every state and armed group that the report names at all.
    pub told: BTreeSet<String>,
    /// The sides of all whom the report names, whatever they do, and how much it speaks of each: its mentions, those of headline and lead for more.
    pub seen: BTreeMap<String, u32>,
    /// Sides that are nobody's names, or lone persons': they can stand for another name of the same.
    pub loose: BTreeSet<String>,
    /// The states that it names anywhere.
    pub states: BTreeSet<String>,
    /// The same of what sides are called that are not named: "the union".
    pub called: BTreeMap<String, u32>,
}

impl Sides {
    /// Of the claims of a report.
    pub fn of(items: &[Item<'_>], mine: &[usize]) -> Sides {
        let mut out = Sides::default();
        let mut supplied: Vec<Pair> = Vec::new();
        for &i in mine {
            let item = &items[i];
            out.told
                .extend(item.by.iter().chain(&item.to).chain(&item.with).filter(|name| !is_generic(name) && !is_several(name)).cloned());
            let joint = matches!(item.claim.kind, K::Meeting | K::Agreement | K::Ceasefire | K::Exchange | K::ProcessState);
            if !(joint || item.is_move() || item.claim.kind == K::Answer) {
                continue;
            }
            for name in item
                .by
                .iter()
                .chain(&item.to)
                .chain(&item.with)
                .filter(|name| is_called(name) && !is_several(name) && !is_anybody(&name.to_lowercase()))
            {
                *out.called.entry(name.clone()).or_default() += 1;
            }
            let somebody = |name: &&String| !is_called(name) && !is_anybody(&name.to_lowercase());
            let named = |sides: &BTreeSet<String>| sides.iter().filter(somebody).cloned().collect::<BTreeSet<String>>();
            let (by, mut to, with) = (named(&item.by), named(&item.to), named(&item.with));
            for name in by.iter().chain(&to).chain(&with) {
                *out.named.entry(name.clone()).or_default() += 1;
            }
            // Who answers a move deals with its author, whatever report tells it.
            to.extend(item.answers.iter().flat_map(|&asked| named(&items[asked].by)));
            if joint {
                let all: Vec<String> = by.union(&to).cloned().collect::<BTreeSet<String>>().union(&with).cloned().collect();
                for (n, a) in all.iter().enumerate() {
                    for b in &all[n + 1..] {
                        if item.supplied { supplied.push((a.clone(), b.clone())) } else { out.pair(a, b) }
                    }
                }
            } else {
                by.iter().for_each(|a| to.iter().filter(|b| *b != a).for_each(|b| out.pair(a, b)));
            }
        }
        // Whom a reader put in for "both sides" tells nothing beside those who are told to deal with each other.
        if out.pairs.is_empty() {
            supplied.iter().for_each(|(a, b)| out.pair(a, b));
        }
        out
    }

    fn pair(&mut self, a: &str, b: &str) {
        *self.pairs.entry((a.min(b).to_owned(), a.max(b).to_owned())).or_default() += 1;
    }

    /// Tells which of its sides are nobody's names or lone persons', and which are states. A single word that is read as a person's name can be that of a
    /// land or a firm which nobody knows; news give persons whom they introduce their full names.
    pub fn sort_out(&mut self, kind: impl Fn(&str) -> Option<ActorKind>) {
        let loose = |name: &&String| match kind(name) {
            None => true,
            Some(kind) => kind == ActorKind::Person && name.contains(char::is_whitespace),
        };
        self.loose = self.named.keys().chain(self.seen.keys()).filter(loose).cloned().collect();
        self.states = self.told.iter().filter(|name| kind(name) == Some(ActorKind::State)).cloned().collect();
    }

    /// Whether both sides of a pair are named.
    pub fn names(&self, pair: &Pair) -> bool {
        self.named.contains_key(&pair.0) && self.named.contains_key(&pair.1)
    }

    /// The pair of which the report speaks most; of several, the one whose sides it names oftener.
    pub fn main(&self) -> Option<&Pair> {
        let named = |name: &String| self.named.get(name).copied().unwrap_or(0);
        let weight = |pair: &Pair, deals: u32| (deals, named(&pair.0) + named(&pair.1));
        self.pairs.iter().max_by_key(|&(pair, &deals)| (weight(pair, deals), std::cmp::Reverse(pair))).map(|(pair, _)| pair)
    }

    /// How much of what the report says of anybody it says of this side, in thousandths; of lone persons half.
    pub fn share(&self, name: &str) -> u32 {
        let whole = self.seen.values().sum::<u32>().max(1);
        let share = 1000 * self.seen.get(name).copied().unwrap_or(0) / whole;
        if self.loose.contains(name) { share / 2 } else { share }
    }

    /// The shares of all sides.
    pub fn shares(&self) -> impl Iterator<Item = (&String, u32)> {
        self.seen.keys().map(|name| (name, self.share(name)))
    }

    /// How much two reports speak of the same sides, in thousandths: what their shares have in common.
    pub fn likeness(&self, other: &Sides) -> u32 {
        self.shares().map(|(name, share)| share.min(other.share(name))).sum()
    }

    /// The sides that it names most, at most two, in order of name; where none or one is named, what the others are called.
    pub fn most(&self) -> Vec<String> {
        let list = |of: &'_ BTreeMap<String, u32>, called: bool| -> Vec<(bool, std::cmp::Reverse<u32>, String)> {
            of.iter().map(|(name, count)| (called, std::cmp::Reverse(*count), name.clone())).collect()
        };
        let mut order = [list(&self.named, false), list(&self.called, true)].concat();
        order.sort();
        let mut out: Vec<String> = order.into_iter().take(2).map(|(_, _, name)| name).collect();
        out.sort();
        out
    }
}

/// Whether words call somebody and name nobody: "the union", "residents of the valley".
fn is_called(name: &str) -> bool {
    is_generic(name) || name != lexicon::OPPOSITION && !name.starts_with(char::is_uppercase)
}

/// Whether a name is one for several: "both sides".
fn is_several(name: &str) -> bool {
    lexicon::collectives().iter().any(|c| c.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_word_is_no_lone_person() {
        let mut sides = Sides::default();
        for name in ["Zubrowka", "Rudolf Rassendyll", "holders of the bonds", "Dock Union"] {
            sides.named.insert(name.to_owned(), 1);
        }
        sides.sort_out(|name| match name {
            "Zubrowka" | "Rudolf Rassendyll" => Some(ActorKind::Person),
            "Dock Union" => Some(ActorKind::Organisation),
            _ => None,
        });
        assert_eq!(sides.loose.iter().map(String::as_str).collect::<Vec<_>>(), ["Rudolf Rassendyll", "holders of the bonds"]);
    }

    #[test]
    fn the_main_pair_is_the_one_that_deals_most() {
        let mut sides = Sides::default();
        sides.pair("Ruritania", "Graustark");
        sides.pair("Graustark", "Ruritania");
        sides.pair("Borduria", "Graustark");
        assert_eq!(sides.main(), Some(&("Graustark".to_owned(), "Ruritania".to_owned())));
    }
}
