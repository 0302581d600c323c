//! What the model sees of a claim, as hashed keys.

use crate::claims::reader::Reader;
use crate::claims::srl::{Played, Role};
use crate::hashing::{hash, key};
use model::Doubt;

/// A likelihood as one of a few steps, finer towards the ends.
fn step(likely: f32) -> u32 {
    const STEPS: [f32; 11] = [0.003, 0.02, 0.08, 0.2, 0.35, 0.5, 0.65, 0.8, 0.92, 0.98, 0.997];
    STEPS.iter().filter(|&&limit| likely >= limit).count() as u32
}

/// Writes the keys of a claim.
pub fn see(reader: &Reader<'_, '_>, claim: usize, keys: &mut Vec<u32>) {
    keys.clear();
    let scene = &reader.scene;
    let told = &reader.out[claim];
    let sites = &reader.sites[claim];
    let mut add = |template: u32, value: u32| keys.push(key(template, value));
    let kind = told.kind as u32;
    let label = key(kind, told.status as u32);
    let learned = u32::from(told.signs.contains(&Doubt::Learned));
    add(0, 0);
    add(1, kind);
    add(2, label);
    add(3, key(learned, kind));

    // What the model of claims holds of it.
    let likely = reader.likely.get(claim).copied().flatten().map_or(99, step);
    add(10, likely);
    add(11, key(learned, likely));
    add(12, key(kind, likely));
    add(13, key(label, likely));

    // What the model of roles holds of those who play them.
    let mut least = 99;
    for role in Role::ALL {
        let (how, likely) = match reader.cast_as.get(claim).and_then(|roles| roles[role as usize]) {
            None => (Played::Unread as u32, 99),
            Some((how, likely)) => (how as u32, step(likely)),
        };
        let role = key(20 + role as u32, how);
        add(20, role);
        add(21, key(role, likely));
        add(22, key(role, kind));
        add(23, key(key(role, likely), kind));
        least = least.min(likely);
    }
    add(24, least);
    add(25, key(least, likely));
    add(26, key(least, kind));

    // Its sentence and its words.
    for &sign in &told.signs {
        add(30, sign as u32);
        add(31, key(sign as u32, kind));
    }
    add(32, told.signs.len() as u32);
    add(33, (scene.len() as u32 / 8).min(6));
    add(34, scene.depth(sites[0]).min(6) as u32);
    add(35, u32::from(reader.heading));
    add(36, (told.chain.len() as u32).min(2) << 1 | u32::from(told.time.is_some()));
    add(37, key(kind, hash(scene.lemma(sites[0]))));
    add(38, hash(scene.deprel(sites[0])));
    add(39, key(kind, scene.upos(sites[0]) as u32));
    let words = reader.asks(claim);
    let many = words.split_whitespace().count();
    add(40, key(kind, [0, 1, 2, 4, 8, 16].iter().filter(|&&limit| many > limit).count() as u32));
    add(41, key(kind, hash(words.split_whitespace().next().unwrap_or_default())));
    for role in [Role::Doer, Role::Other] {
        let names = || told.fields.iter().filter(move |(key, _)| role.holds(*key)).flat_map(|(key, _)| told.fields.texts(key));
        let first = names().next();
        let kind_of = |name: &str| {
            let actor = reader.doc.actors.iter().find(|actor| actor.name == name);
            actor.map_or(1 + u32::from(name.starts_with(char::is_uppercase)), |actor| 3 + actor.kind as u32)
        };
        let kind_of = key(role as u32, first.map_or(0, kind_of));
        add(44, kind_of);
        add(45, key(kind_of, kind));
        add(46, key(key(role as u32, kind), (names().count() as u32).min(3)));
    }
    if let Some(head) = reader.content_head(claim) {
        add(47, key(kind, scene.upos(head) as u32));
        add(48, key(kind, hash(scene.lemma(head))));
        add(49, hash(scene.lemma(head)));
        add(50, key(kind, hash(scene.deprel(head))));
    }
    add(42, (reader.out.len() as u32).min(5));
    add(43, key(kind, told.answer.map_or(0, |answer| 1 + answer as u32)));
}
