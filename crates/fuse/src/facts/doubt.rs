//! How sure is what a sentence was read to say? Signs in the sentence and in the claim, each with a weight.
//!
//! A reader of sentences errs most where a thing is spoken about and not told: "must not sail without reaching a deal", "far apart on a pact". The signs were
//! chosen on 167 lines of thirteen briefs that a person had judged; docs/accuracy.md has the counts. [`Doubt::Doubtful`] is what a learned model makes of them
//! with all else that is seen of the claim. A fact whose soundest claim weighs [`UNSURE`] and more stays in the record, on the pages and in every export; the
//! brief counts it and leaves it out of its lists, and quotes the sentences of what may be moves.

use super::{Cluster, Item};
use model::Doubt;

/// Weight from which a fact is unsure.
pub const UNSURE: u32 = 2;

/// What a sign weighs: 2 where most lines that had it were wrong, 1 where it only spoke against them together with another one.
const fn weight(sign: Doubt) -> u32 {
    match sign {
        Doubt::Conditional | Doubt::Aimed | Doubt::About | Doubt::Thing | Doubt::Bare | Doubt::Unlikely | Doubt::Doubtful => 2,
        Doubt::Deep | Doubt::Aside | Doubt::Undecided | Doubt::Learned => 1,
    }
}

/// What signs weigh together.
pub fn weigh(signs: &[Doubt]) -> u32 {
    signs.iter().map(|sign| weight(*sign)).sum()
}

/// The signs of the soundest claim of a fact: what one sentence says straight out is said.
pub fn of_fact(items: &[Item<'_>], members: &[usize]) -> Vec<Doubt> {
    let signs = members.iter().map(|&m| of_claim(&items[m]));
    signs.min_by_key(|signs| (weigh(signs), signs.clone())).unwrap_or_default()
}

/// Adds a sign that only the whole fact shows.
pub fn add(cluster: &mut Cluster, sign: Doubt) {
    let fact = &mut cluster.fact;
    if !fact.doubts.contains(&sign) {
        fact.doubts.push(sign);
        fact.doubts.sort_unstable();
    }
    fact.unsure = weigh(&fact.doubts) >= UNSURE;
}

fn of_claim(item: &Item<'_>) -> Vec<Doubt> {
    let mut out = item.claim.signs.clone();
    if item.by.iter().chain(&item.to).chain(&item.with).any(|name| is_thing(name)) {
        out.push(Doubt::Thing);
        out.sort_unstable();
    }
    out
}

/// Whether a party is called by a noun that is none for people or bodies: "riots", "a blockade of the port". Names are left to those who read names.
fn is_thing(party: &str) -> bool {
    if party.contains(char::is_uppercase) || crate::actors::is_collective(party) {
        return false;
    }
    let mut words = party.split_whitespace().take_while(|word| !matches!(*word, "of" | "for" | "from" | "in" | "with" | "to"));
    let acts = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        lexicon::people::is_role_word(word) || lexicon::people::is_person_noun(word.strip_suffix('s').unwrap_or(word))
    };
    !words.any(|word| acts(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn riots_are_no_party() {
        assert!(is_thing("riots") && is_thing("the blockade of the port"));
        assert!(!is_thing("dockers") && !is_thing("members of his team") && !is_thing("NUMSA") && !is_thing("both sides"));
    }

    #[test]
    fn two_weak_signs_are_a_strong_one() {
        assert!(weigh(&[Doubt::Deep]) < UNSURE && weigh(&[Doubt::Deep, Doubt::Aside]) >= UNSURE && weigh(&[Doubt::Aimed]) >= UNSURE);
    }
}
