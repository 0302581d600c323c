//! The positions that actors hold over time, from claims and from the words that give a person a position.

use super::Cast;
use crate::Source;
use model::{Claim, ClaimKind, Envelope, Evidence, FieldKey, Reading, Stance, Tenure};
use std::collections::BTreeSet;

/// The state or body for which a person of a reading acts, where a position says so and the reader left the side open.
pub(super) fn side_of(reading: &Reading, actor: usize) -> Option<String> {
    let held = || reading.positions.iter().filter(|p| p.person as usize == actor && !p.ended && p.doubt.is_none());
    let Some(body) = held().find_map(|p| p.body.as_deref()) else {
        // "opposition leader Otto Lind"
        let stands = |p: &model::PositionMention| p.span.of(&reading.article.text).to_lowercase().starts_with("opposition ");
        return held().any(stands).then(|| lexicon::OPPOSITION.to_owned());
    };
    Some(lexicon::find_actor(body).map_or(body, |known| known.actor.side.unwrap_or(known.actor.name)).to_owned())
}

/// A claim's doubt: its own verdict, else the doubt of a position that the same words give to the same person.
fn doubt_of(reading: &Reading, claim: &Claim) -> Option<String> {
    let person = claim.fields.text(FieldKey::Person);
    let same = |p: &&model::PositionMention| {
        p.span.overlaps(claim.span) && reading.actors.get(p.person as usize).is_some_and(|a| Some(a.name.as_str()) == person)
    };
    let own = claim.fields.text(FieldKey::Verdict).map(str::to_owned).or_else(|| claim.doubt.clone());
    own.or_else(|| reading.positions.iter().filter(same).find_map(|p| p.doubt.clone()))
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
        let begin = all.len();
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
                verdict: doubt_of(source.reading, claim),
                when: day_of(source, Some(claim)),
                evidence: Evidence { report: source.id.to_owned(), sentence: claim.sentence, span: claim.span, stance: Stance::Supports },
            });
        }
        for p in &source.reading.positions {
            let Some(person) = source.reading.actors.get(p.person as usize).and_then(|a| find(&a.name)) else { continue };
            let words = position_words(&p.label);
            let known = |h: &Held| {
                let place = h.person == person && h.evidence.span.overlaps(p.span);
                place && same_position(&position_words(&h.label), &words)
            };
            if all[begin..].iter().any(known) {
                continue;
            }
            all.push(Held {
                person,
                label: p.label.clone(),
                ended: p.ended,
                verdict: p.doubt.clone(),
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
                t.evidence.push(held.evidence);
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
            t.evidence.dedup();
        }
    }
}
