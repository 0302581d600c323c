//! What is known of a phrase by itself: number, gender, kind, determiner, role, words, who speaks it.

use super::phrases::{Form, Gender, Number, Phrase, Tree, is_ending};
use super::voices::Voices;
use super::words::{self, LONGEST, in_small_letters};
use crate::hashing::{hash, key};
use model::{EntityKind, MentionForm, Reading, Upos};

/// Codes of kinds beyond those of names.
pub const TIME: u8 = 6;

/// How a phrase begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Determiner {
    None,
    The,
    A,
    Demonstrative,
    Possessive,
    Quantifier,
    Other,
}

/// Description of a phrase.
#[derive(Clone, Debug)]
pub struct Traits {
    pub phrase: Phrase,
    /// Hash of the head's lemma.
    pub head: u32,
    /// Hash of all words but articles and possessive endings.
    pub whole: u32,
    /// Content words but the head: where they lie in the pool.
    pub others: (u32, u32),
    pub determiner: Determiner,
    pub number: Number,
    pub gender: Gender,
    /// 0 unknown, 1 person, 2 organisation, 3 place, 4 group, 5 other, 6 time.
    pub kind: u8,
    /// Code of the grammatical role.
    pub role: u8,
    /// The word that the phrase hangs on, in its sentence.
    pub governor: Option<u32>,
    /// Words behind the head.
    pub longer: bool,
    /// Who speaks: 0 the narrator.
    pub voice: u32,
    /// Actor of the house plus one.
    pub actor: u32,
    /// Block of the sentence.
    pub block: u32,
    /// The block asks: it ends in a question mark.
    pub asks: bool,
    pub reflexive: bool,
    /// Hash of the lemma that the phrase hangs on, with its role.
    pub use_of: u32,
    /// Phrases of the text with this head.
    pub common: u32,
    /// Hash of the initials of its capitalised words, or of itself where it is an acronym.
    pub initials: u32,
    pub acronym: bool,
    /// Own keys: where they lie in the pool.
    pub keys: (u32, u32),
}

/// The pools that traits point into.
#[derive(Clone, Debug, Default)]
pub struct Pools {
    pub words: Vec<u32>,
    pub keys: Vec<u32>,
}

fn role(deprel: &str, predicate: bool) -> u8 {
    if predicate {
        return 14;
    }
    match deprel {
        "nsubj" | "nsubj:outer" | "csubj" => 1,
        "nsubj:pass" => 2,
        "obj" => 3,
        "iobj" => 4,
        "nmod:poss" => 7,
        _ => match deprel.split(':').next().unwrap_or("") {
            "obl" => 5,
            "nmod" => 6,
            "appos" => 8,
            "compound" => 9,
            "conj" => 10,
            "root" => 11,
            "vocative" => 12,
            _ => 13,
        },
    }
}

/// What the readers before found, ready to be asked.
pub struct Surroundings<'r> {
    reading: &'r Reading,
    voices: Voices,
    /// Names and resolved mentions by their head word: kind, and actor plus one.
    heads: Vec<((u32, u32), u8, u32)>,
}

impl Surroundings<'_> {
    pub fn new(reading: &Reading) -> Surroundings<'_> {
        let of = |m: &model::Mention| {
            let kind = match m.kind {
                _ if m.form == MentionForm::Pronoun => 0,
                EntityKind::Person => 1,
                EntityKind::Organisation => 2,
                EntityKind::Place => 3,
                EntityKind::Group => 4,
                EntityKind::Other => 5,
            };
            (m.head, kind, m.actor.map_or(0, |a| a + 1))
        };
        let mut heads: Vec<_> = reading.mentions.iter().map(of).collect();
        heads.sort_unstable();
        Surroundings { reading, voices: Voices::new(reading), heads }
    }
}

/// Describes the phrases of a sentence, in order.
pub fn describe(surroundings: &Surroundings, phrases: &[Phrase], tree: &Tree, pools: &mut Pools, out: &mut Vec<Traits>) {
    let Surroundings { reading, voices, heads } = surroundings;
    let text = reading.article.text.as_str();
    let asks = |block: u32| reading.article.blocks.get(block as usize).is_some_and(|b| b.span.of(text).trim_end().ends_with('?'));
    for phrase in phrases {
        let sentence = &reading.sentences[phrase.sentence as usize];
        let tokens = &sentence.tokens;
        let h = phrase.head as usize;
        let token = &tokens[h];
        let word = |i: usize| tokens[i].span.of(text);
        let place = heads.partition_point(|m| m.0 < (phrase.sentence, phrase.head));
        let known = heads[place..].iter().take_while(|m| m.0 == (phrase.sentence, phrase.head)).max_by_key(|m| (m.2 > 0, m.1));
        let pronoun = match phrase.form {
            Form::Pronoun(kind) => Some(kind),
            _ => None,
        };
        let first = phrase.words.0 as usize;
        let determiner = if pronoun.is_some() { Determiner::None } else { determiner(text, tokens, first, h) };
        let time = || {
            let times = &reading.times;
            let at = times.partition_point(|t| t.span.end <= token.span.start);
            times.get(at).is_some_and(|t| t.span.start <= token.span.start)
        };
        let lemma = token.lemma.as_str();
        let kind = if pronoun.is_some() {
            match pronoun {
                Some(k) if k.is_of_speech() || k.gender() != Gender::Unknown => 1,
                _ => 0,
            }
        } else if let Some((_, kind, _)) = known.filter(|k| k.1 > 0) {
            *kind
        } else if time() {
            TIME
        } else if token.upos == Upos::Noun && lexicon::people::is_person_noun(lemma) {
            if lexicon::body_noun(lemma).head || lexicon::body_noun(lemma).spoken { 2 } else { 1 }
        } else {
            0
        };
        let number = match pronoun {
            Some(kind) => kind.number(),
            None if phrase.list => Number::Many,
            None => match token.xpos.as_str() {
                "NNS" | "NNPS" => Number::Many,
                "NN" if kind == 2 || kind == 4 => Number::Unknown,
                "NN" => Number::One,
                "NNP" if kind == 1 => Number::One,
                _ => Number::Unknown,
            },
        };
        let gender = if phrase.list {
            Gender::Unknown
        } else {
            pronoun.map_or_else(|| gender(text, tokens, phrase, kind == 1), |kind| kind.gender())
        };
        let predicate = tree.dependents(h).iter().any(|&d| tokens[d as usize].relation() == "cop");
        let words_from = pools.words.len() as u32;
        let mut whole = 0x811C_9DC5u32;
        for i in first..=phrase.words.1 as usize {
            let t = &tokens[i];
            if t.upos == Upos::Det && i == first || is_ending(text, t) || t.upos == Upos::Punct {
                continue;
            }
            whole = (whole ^ hash(word(i))).wrapping_mul(0x0100_0193);
            if i != h && matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num) {
                pools.words.push(hash(&t.lemma));
            }
        }
        let governor = (token.head as usize).checked_sub(1).filter(|&g| g < tokens.len());
        let block = reading.sentence_blocks.get(phrase.sentence as usize).copied().unwrap_or(0);
        let role = if phrase.list || token.relation() != "conj" { role(&token.deprel, predicate) } else { 10 };
        let mut acronym = false;
        let mut initials = 0u32;
        if phrase.form == Form::Name {
            let whole = word(h);
            acronym = whole.len() >= 2 && whole.len() <= 6 && whole.bytes().all(|b| b.is_ascii_uppercase() || b == b'.');
            let add = |hash: u32, b: u8| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193);
            initials = if acronym {
                whole.bytes().filter(|b| b.is_ascii_uppercase()).fold(7, add)
            } else {
                (first..=h).filter_map(|i| word(i).bytes().next()).filter(u8::is_ascii_uppercase).fold(7, add)
            };
        }
        let mut traits = Traits {
            phrase: *phrase,
            head: hash(lemma),
            whole,
            others: (words_from, pools.words.len() as u32),
            determiner,
            number,
            gender,
            kind,
            role,
            governor: governor.map(|g| g as u32),
            longer: phrase.words.1 > phrase.head,
            voice: voices.of(phrase.span),
            actor: known.map_or(0, |k| k.2),
            block,
            asks: asks(block),
            reflexive: pronoun.is_some() && words::pronoun(in_small_letters(word(h), &mut [0; LONGEST])).is_some_and(|p| p.reflexive),
            keys: (0, 0),
            use_of: governor.map_or(0, |g| hash(&tokens[g].lemma) ^ u32::from(role)),
            common: 0,
            initials,
            acronym,
        };
        let from = pools.keys.len() as u32;
        own(text, tokens, &traits, tree, &mut pools.keys);
        traits.keys = (from, pools.keys.len() as u32);
        out.push(traits);
    }
}

fn determiner(text: &str, tokens: &[model::Token], first: usize, head: usize) -> Determiner {
    let t = &tokens[first];
    let mut lower = [0u8; LONGEST];
    let word = in_small_letters(t.span.of(text), &mut lower);
    match word {
        "the" => Determiner::The,
        "a" | "an" => Determiner::A,
        "this" | "that" | "these" | "those" | "such" => Determiner::Demonstrative,
        "some" | "any" | "no" | "every" | "each" | "all" | "many" | "most" | "several" | "few" | "another" | "more" => {
            Determiner::Quantifier
        }
        _ if t.upos == Upos::Num => Determiner::Quantifier,
        _ if tokens[first..head.max(first)].iter().any(|t| t.deprel == "nmod:poss") => Determiner::Possessive,
        _ if t.upos == Upos::Det => Determiner::Other,
        _ => Determiner::None,
    }
}

/// Gender by titles, nouns and given names.
fn gender(text: &str, tokens: &[model::Token], phrase: &Phrase, name: bool) -> Gender {
    let ours = |g: lexicon::Gender| if g == lexicon::Gender::He { Gender::He } else { Gender::She };
    let mut given = Gender::Unknown;
    for token in &tokens[phrase.words.0 as usize..=phrase.words.1.min(phrase.head + 1) as usize] {
        if !matches!(token.upos, Upos::Noun | Upos::Propn) {
            continue;
        }
        let mut lower = [0u8; LONGEST];
        let word = in_small_letters(token.span.of(text).trim_end_matches('.'), &mut lower);
        if let Some(told) = lexicon::gender_of_noun(word).filter(|_| token.relation() != "nmod") {
            return ours(told);
        }
        if name && given == Gender::Unknown {
            given = lexicon::gender_of_given_name(word).map_or(Gender::Unknown, ours);
        }
    }
    given
}

/// The keys of a phrase by itself.
fn own(text: &str, tokens: &[model::Token], t: &Traits, tree: &Tree, out: &mut Vec<u32>) {
    let form = t.phrase.form.code();
    let h = t.phrase.head as usize;
    let pronoun = form >= 2;
    let mut put = |template: u32, value: u32| out.push(key(template, value));
    put(1, form);
    put(2, form << 8 | u32::from(t.role));
    put(3, t.determiner as u32 | u32::from(t.longer) << 4 | u32::from(t.others.0 < t.others.1) << 5 | form << 8);
    put(4, u32::from(t.kind) << 8 | t.number as u32 | form << 16);
    put(5, t.gender as u32 | u32::from(t.kind) << 4);
    if !pronoun {
        put(6, t.head);
        put(7, t.head ^ (t.determiner as u32 + 1).wrapping_mul(0x9E37_79B9));
        put(8, t.phrase.words.1 - t.phrase.words.0);
        put(9, u32::from(t.phrase.list) << 4 | u32::from(t.role == 8) | form << 8);
        let word = tokens[h].span.of(text);
        let tail = word.char_indices().rev().nth(2).map_or(word, |(i, _)| &word[i..]);
        put(10, hash(tail) ^ form);
        put(11, hash(tokens[t.phrase.words.0 as usize].span.of(text)));
    } else {
        put(12, hash(tokens[h].span.of(text)));
        let next = tokens.get(h + 1).map_or(0, |n| hash(&n.lemma));
        put(13, next ^ form);
        let before = if h == 0 { 0 } else { hash(&tokens[h - 1].lemma) };
        put(14, before ^ form);
    }
    if let Some(g) = t.governor {
        let g = g as usize;
        put(15, hash(&tokens[g].lemma) ^ u32::from(t.role) << 8 ^ if pronoun { form } else { 0 });
        // "It is clear that …": a clause that hangs on the same word.
        let clause = tree.dependents(g).iter().any(|&d| matches!(tokens[d as usize].relation(), "ccomp" | "csubj" | "xcomp" | "advcl"));
        put(16, form << 8 | u32::from(clause) << 4 | u32::from(tokens[g].upos == Upos::Adj));
    }
    put(17, u32::from(t.voice != 0) << 8 | form);
    put(18, t.phrase.sentence.min(3) << 8 | form);
    put(19, u32::from(t.actor != 0) << 8 | form);
    put(20, u32::from(h == 0) << 8 | form);
}
