//! "Both sides agreed": a reader of one report puts in the two of whom it speaks most. They may be others than the two who negotiate: a host, a mediator, the
//! speaker's state. What all reports tell decides.

use super::Item;
use crate::actors::Cast;
use crate::processes::Tables;
use model::{Claim, ClaimKind as K, FieldKey, Reading};

/// Whether a claim says that several did something together, and its sentence names not all of them: by name, description or pronoun, or as its speaker.
pub fn is_supplied(claim: &Claim, reading: &Reading) -> bool {
    let all = claim.fields.texts(FieldKey::Participants);
    if !matches!(claim.kind, K::Meeting | K::Agreement | K::Ceasefire | K::Exchange | K::ProcessState) || all.len() < 2 {
        return false;
    }
    let Some(sentence) = reading.sentences.get(claim.sentence as usize) else { return false };
    let words = sentence.span.of(&reading.article.text);
    let told = |name: &str| {
        let actor = reading.actors.iter().position(|a| a.name == name);
        let Some(actor) = actor else { return true };
        let acts =
            |other: u32| other as usize == actor || reading.actors.get(other as usize).is_some_and(|a| a.side.as_deref() == Some(name));
        let speaks = claim.speaker.iter().chain(&claim.chain).any(|s| s == name);
        speaks || words.contains(name) || reading.mentions.iter().any(|m| sentence.span.contains(m.span) && m.actor.is_some_and(acts))
    };
    !all.into_iter().all(told)
}

/// Leaves "both sides" where those who were put in are not the two of the negotiation.
pub fn resupply(items: &mut [Item<'_>], tables: &Tables, cast: &Cast) {
    let both = lexicon::find_collective("sides").map_or("both sides", |sides| sides.name);
    for item in items.iter_mut().filter(|item| item.supplied) {
        let parties = tables.parties_of(item.report);
        let among = |name: &str| cast.party(item.report, name).is_some_and(|side| parties.contains(&side));
        if parties.len() == 2 && !item.claim.fields.texts(FieldKey::Participants).into_iter().all(among) {
            item.both = true;
            item.with = [both.to_owned()].into();
        }
    }
}
