//! What the model sees of a word, as hashed keys: its senses, its place in the tree, the words around it, the force of its clause, and what the rules
//! have read there.

use super::hinted::{self, Hinted, Place};
use super::labels;
use crate::claims::frames::Lexemes;
use crate::claims::reader::Reader;
use crate::claims::scene::Scene;
use crate::hashing::{hash, key};
use model::Upos;

/// What the rules have read at the words of a sentence, as numbers of labels.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// The claim that a word carries.
    pub carried: Vec<usize>,
    /// A claim whose verb or noun the word is besides.
    pub shared: Vec<usize>,
    /// A claim whose words hold the word.
    pub within: Vec<usize>,
    /// What each word can carry by the word lists.
    pub hinted: Vec<Vec<Hinted>>,
}

impl Told {
    pub fn new(reader: &Reader<'_, '_>) -> Told {
        let words = reader.scene.len();
        let mut told =
            Told { carried: vec![0; words], shared: vec![0; words], within: vec![0; words], hinted: hinted::find(&reader.scene) };
        for (claim, sites) in reader.out.iter().zip(&reader.sites) {
            let label = labels::number(claim.kind, claim.status);
            if label == 0 {
                continue;
            }
            for word in (0..words).filter(|&word| claim.span.contains(reader.scene.token_span(word))) {
                told.within[word] = label;
            }
            for &site in sites {
                told.shared[site] = label;
            }
            told.carried[sites[0]] = label;
        }
        told
    }
}

/// Words that can carry a claim: those that the rules or the word lists know.
pub(crate) fn is_candidate(scene: &Scene<'_>, told: &Told, word: usize) -> bool {
    let open = matches!(scene.upos(word), Upos::Verb | Upos::Noun | Upos::Adj | Upos::Propn | Upos::Adv | Upos::Adp | Upos::Intj);
    let name = scene.upos(word) == Upos::Propn && scene.mention(word).is_some();
    told.carried[word] > 0 || open && !name && (!told.hinted[word].is_empty() || !scene.senses(word).is_empty())
}

/// Bits of the force of a clause.
fn force(scene: &Scene<'_>, word: usize) -> u32 {
    let f = scene.force(word);
    let bits = [
        f.negated,
        f.future,
        f.would,
        f.possible,
        f.can,
        f.must,
        f.condition.is_some(),
        f.infinitive,
        f.supposed,
        f.past,
        scene.is_passive(word),
    ];
    bits.iter().enumerate().map(|(at, &set)| u32::from(set) << at).sum()
}

/// Whether the time of a clause lies before the report's day, around it, or after it; 0 where it has none.
fn when(scene: &Scene<'_>, word: usize) -> u32 {
    let Some(published) = scene.published().and_then(|p| p.latest) else { return 0 };
    let Some(time) = scene.time_of(&[word]) else { return 0 };
    match (time.envelope.earliest, time.envelope.latest) {
        (Some(from), _) if from > published => 3,
        (_, Some(to)) if to < published => 1,
        _ => 2,
    }
}

/// How one is called who does something.
fn party(scene: &Scene<'_>, word: Option<usize>) -> u32 {
    let Some(word) = word else { return 0 };
    let kind = scene.mention(word).map_or(1, |mention| 2 + mention.kind as u32);
    kind << 2 | u32::from(scene.is_animate(word)) << 1 | u32::from(scene.upos(word) == Upos::Pron)
}

/// Writes the keys of a word.
pub(crate) fn see(reader: &Reader<'_, '_>, told: &Told, word: usize, keys: &mut Vec<u32>) {
    let scene = &reader.scene;
    keys.clear();
    let mut add = |template: u32, value: u32| keys.push(key(template, value));
    let lemma = |i: usize| hash(scene.lemma(i));
    let rel = |i: usize| hash(scene.deprel(i));
    let pos = scene.upos(word) as u32;
    add(0, 0);
    add(1, lemma(word) ^ pos);
    add(2, rel(word) ^ pos);
    add(3, hash(scene.xpos(word)) ^ rel(word));
    let form = scene.form(word);
    if let Some((at, _)) = form.char_indices().rev().nth(2) {
        add(4, hash(&form[at..]) ^ pos);
    }

    // Its senses, and those of the words above it.
    let senses = scene.senses(word);
    let first = senses.first().map_or(0, |frame| 1 + frame.act as u32);
    add(5, first);
    for frame in senses {
        add(6, frame.act as u32);
        add(7, key(frame.act as u32, rel(word)));
    }
    let topic = if senses.is_empty() { 0 } else { 1 + scene.topic(word) as u32 };
    add(8, topic);
    let forces = force(scene, word);
    for bit in 0..11 {
        if forces >> bit & 1 == 1 {
            add(9, bit);
            add(10, bit << 8 | first);
        }
    }
    add(11, forces);

    let carried = told.carried[word] as u32;
    let rules = carried << 16 | (told.shared[word] as u32) << 8 | told.within[word] as u32;
    add(12, carried);
    add(13, rules);
    add(14, key(carried, first));
    add(15, key(carried, forces));
    add(16, key(carried, rel(word)));
    add(17, key(carried, lemma(word)));

    let mut up = scene.head(word);
    for above in 0..4 {
        let Some(head) = up else {
            add(20, above);
            break;
        };
        let act = scene.senses(head).first().map_or(0, |frame| 1 + frame.act as u32);
        if above == 0 {
            add(21, lemma(head) ^ rel(word));
            add(22, key(act, rel(word)));
            add(23, key(key(act, first), rel(word)));
            add(24, key(lemma(head), lemma(word)));
            let higher = force(scene, head);
            for bit in 0..11 {
                if higher >> bit & 1 == 1 {
                    add(25, bit);
                    add(26, key(carried, bit));
                }
            }
        } else {
            add(27, act);
            add(28, key(carried, act));
        }
        let linker = scene.linker(head);
        if !linker.is_empty() {
            add(29, hash(linker));
            add(30, key(carried, hash(linker)));
        }
        add(31, key(told.carried[head] as u32, carried));
        up = scene.head(head);
    }
    // Claims of the rules around it, and whether one has taken the word in.
    let used = u32::from(reader.used[word]);
    add(73, used << 16 | first);
    add(74, used << 16 | carried);
    let hint = told.hinted[word].first().map_or(0, |hint| 1 + u32::from(hint.label));
    add(75, used << 16 | hint);
    let (mut below, mut above) = (word, scene.head(word));
    for _ in 0..8 {
        let Some(head) = above else { break };
        let claim = told.carried[head] as u32;
        if claim > 0 {
            add(76, key(claim, rel(below)));
            add(77, key(claim, hint));
            break;
        }
        (below, above) = (head, scene.head(head));
    }
    for &kid in scene.kids(word).iter().filter(|&&kid| told.carried[kid] > 0) {
        add(78, key(told.carried[kid] as u32, rel(kid)));
    }
    let when = when(scene, word);
    add(79, when << 8 | pos);
    add(98, key(when, hint));
    add(99, key(when, carried));
    let linker = scene.linker(word);
    if !linker.is_empty() {
        add(32, hash(linker));
        add(33, key(carried, hash(linker)));
    }
    let case = scene.case(word);
    if !case.is_empty() {
        add(34, hash(case));
        add(35, key(carried, hash(case)));
        add(36, key(first, hash(case)));
    }

    for &kid in scene.kids(word) {
        let act = scene.senses(kid).first().map_or(0, |frame| 1 + frame.act as u32);
        add(40, rel(kid));
        add(41, key(first, rel(kid)));
        add(42, lemma(kid) ^ rel(kid));
        add(43, key(lemma(kid), first));
        if act > 0 {
            add(44, key(act, rel(kid)));
            add(45, key(key(act, first), rel(kid)));
        }
        let case = scene.case(kid);
        if !case.is_empty() {
            add(46, key(lemma(word), hash(case)));
            add(47, key(first, hash(case)));
        }
        add(48, key(carried, lemma(kid) ^ rel(kid)));
    }
    let agent = scene.agent(word);
    add(50, party(scene, agent));
    add(51, key(first, party(scene, agent)));
    if let Some(patient) = scene.patient(word) {
        let topic = scene.topic(patient) as u32;
        add(52, topic);
        add(53, key(first, topic));
        add(54, party(scene, Some(patient)));
    }

    // What the word lists say that it, the word above and those below can carry.
    let hints = &told.hinted[word];
    let count = hints.iter().filter(|hint| hint.rank == 0).count().min(3) as u32;
    add(80, count << 8 | pos);
    for hint in hints {
        let label = u32::from(hint.label);
        let place = label << 4 | (hint.place as u32) << 2 | u32::from(hint.rank);
        add(81, label);
        add(82, place);
        add(83, key(place, pos));
        add(84, key(place, rel(word)));
        add(85, key(label, forces));
        add(86, key(label, carried));
        add(87, key(label, party(scene, agent)));
        add(88, key(place, first));
        if let Some(head) = scene.head(word) {
            add(89, key(label, lemma(head)));
            for above in told.hinted[head].iter().filter(|above| above.rank == 0) {
                add(90, key(label, u32::from(above.label)));
            }
        }
        for &kid in scene.kids(word) {
            add(91, key(label, rel(kid)));
        }
    }
    for &kid in scene.kids(word) {
        for hint in told.hinted[kid].iter().filter(|hint| hint.rank == 0 && hint.place != Place::Last) {
            add(92, key(u32::from(hint.label), rel(kid)));
            add(93, key(u32::from(hint.label), lemma(word)));
            add(94, key(u32::from(hint.label), first));
        }
    }
    if let Some(head) = scene.head(word) {
        for hint in told.hinted[head].iter().filter(|hint| hint.rank == 0 && hint.place != Place::Last) {
            add(95, key(u32::from(hint.label), rel(word)));
        }
    }

    // The line of words.
    for (template, at) in [(60, word.checked_sub(1)), (61, Some(word + 1)), (62, word.checked_sub(2)), (63, Some(word + 2))] {
        let near = at.filter(|&at| at < scene.len()).map_or(0, lemma);
        add(template, near);
        add(template + 4, key(first, near));
    }
    if word + 1 < scene.len() {
        add(68, key(lemma(word), lemma(word + 1)));
    }
    add(69, u32::from(reader.heading));
    add(70, scene.depth(word).min(6) as u32);
    add(71, reader.out.len().min(5) as u32);
    add(72, u32::from(scene.form(scene.len() - 1) == "?"));
}
