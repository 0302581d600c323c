//! The actors of one report: one entry for each, however it is written.

use super::organs::Organ;
use super::spans::Name;
use super::words::particle;
use compact_str::CompactString;
use lexicon::{KnownActor, fold};
use model::{ActorIndex, ActorKind, LocalActor};
use std::sync::LazyLock;

/// The words of a person's name as keys.
#[derive(Clone, Debug, Default)]
pub(super) struct PersonKey {
    /// Keys of the words without particles, in order.
    words: Vec<CompactString>,
}

impl PersonKey {
    pub(super) fn of(name: &str) -> PersonKey {
        let mut words = Vec::new();
        let mut roman = String::new();
        let parts: Vec<&str> = name.split(|c: char| c.is_whitespace() || c == '-' || c == '–').collect();
        for (at, word) in parts.iter().enumerate() {
            let word = *word;
            // A letter without a point that only repeats the beginning of the next word is a slip, no initial ("K Kamara").
            if word.chars().count() == 1 && parts.get(at + 1).is_some_and(|next| next.starts_with(word)) && at + 2 == parts.len() {
                continue;
            }
            if particle(word) || matches!(word, "Al" | "El" | "Jr" | "Jr." | "Sr" | "Sr.") || super::spans::honorific(&word.to_lowercase())
            {
                continue;
            }
            fold::romanise(word, &mut roman);
            if roman.is_empty() {
                continue;
            }
            if roman.len() == 1 { words.push(CompactString::from(roman.as_str())) } else { words.push(fold::fold_roman(&roman)) }
        }
        PersonKey { words }
    }

    fn surname(&self) -> Option<&CompactString> {
        self.words.last()
    }

    /// Whether `short` can be a shorter or other writing of the name `self`: its surname is one of the later words, its other words agree.
    fn admits(&self, short: &PersonKey) -> bool {
        let (Some(own), Some(other)) = (self.surname(), short.surname()) else { return false };
        if short.words.len() == 1 {
            return self.words.len() > 1 && (likely_one(own, other) || self.words[1..].iter().any(|w| likely_one(w, other)))
                || likely_one(own, other);
        }
        if self.words.len() == 1 {
            return likely_one(own, other) || short.words[1..].iter().any(|w| likely_one(w, own));
        }
        // Where the first names are the same, the surname may be spelt with a letter more or less.
        let first = self.words[0].len() > 2 && self.words[..self.words.len() - 1] == short.words[..short.words.len() - 1];
        let near = first && own.len().min(other.len()) >= 4 && own.as_bytes().first() == other.as_bytes().first();
        if !likely_one(own, other) && !(near && one_edit(own.as_bytes(), other.as_bytes())) {
            return false;
        }
        let (mine, theirs) = (&self.words[..self.words.len() - 1], &short.words[..short.words.len() - 1]);
        // First names: the shorter list must be found in the longer, initials allowed.
        let (few, many) = if mine.len() <= theirs.len() { (mine, theirs) } else { (theirs, mine) };
        few.iter().all(|f| {
            many.iter().any(|m| likely_one(f, m) || f.len() == 1 && m.starts_with(f.as_str()) || m.len() == 1 && f.starts_with(m.as_str()))
        })
    }
}

/// A key of one word under which spellings of a surname meet, first letters that conventions confuse included.
pub(super) fn spelling(word: &str) -> CompactString {
    let key = lexicon::sound_key(word);
    match key.strip_prefix('s') {
        Some(rest) => CompactString::from(format!("z{rest}")),
        None => key,
    }
}

/// Whether two keys of words are spellings of one: equal, or equal but for a first letter that conventions confuse, or one letter in long words.
fn likely_one(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (first_a, first_b) = (a.as_bytes().first(), b.as_bytes().first());
    if let (Some(x), Some(y)) = (first_a, first_b) {
        let confused = matches!(
            (x, y),
            (b's', b'z')
                | (b'z', b's')
                | (b'v', b'w')
                | (b'h', b'g')
                | (b'g', b'h')
                | (b'y', b'i')
                | (b'k', b'h')
                | (b'h', b'k')
                | (b'e', b'i')
        );
        if confused && a.is_char_boundary(1) && b.is_char_boundary(1) && a[1..] == b[1..] && a.len() > 3 {
            return true;
        }
        if x != y {
            return false;
        }
    }
    let short = a.len().min(b.len());
    short >= 6 && one_edit(a.as_bytes(), b.as_bytes())
}

fn one_edit(a: &[u8], b: &[u8]) -> bool {
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if b.len() - a.len() > 1 {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    if a.len() == b.len() { a.get(same + 1..) == b.get(same + 1..) } else { a[same..] == b[same + 1..] }
}

/// The actors found so far.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub actors: Vec<LocalActor>,
    keys: Vec<PersonKey>,
    /// Bare organ names for look-up by their ends: (actor, lower-case name with one spelling).
    organs: Vec<(ActorIndex, String)>,
    /// Sentence of the last mention of each actor, and its count.
    pub seen: Vec<Vec<usize>>,
}

impl Cast {
    pub(super) fn actor(&self, index: ActorIndex) -> &LocalActor {
        &self.actors[index as usize]
    }

    /// A new actor, or the one of that kind and name.
    pub(super) fn named(&mut self, name: &str, kind: ActorKind, id: Option<&str>, side: Option<&str>) -> ActorIndex {
        if let Some(at) = self.actors.iter().position(|a| a.name == name && (a.kind == ActorKind::Person) == (kind == ActorKind::Person)) {
            return at as ActorIndex;
        }
        self.actors.push(LocalActor { name: name.to_owned(), id: id.map(str::to_owned), kind, side: side.map(str::to_owned) });
        self.keys.push(PersonKey::default());
        self.seen.push(Vec::new());
        (self.actors.len() - 1) as ActorIndex
    }

    /// A known actor.
    pub(super) fn known(&mut self, actor: &'static KnownActor) -> ActorIndex {
        let index = self.named(actor.name, actor.kind, Some(actor.id), actor.side);
        if actor.kind == ActorKind::Person && self.keys[index as usize].words.is_empty() {
            self.keys[index as usize] = PersonKey::of(actor.name);
        }
        if actor.kind == ActorKind::Organ {
            self.remember_organ(index, actor.name);
        }
        index
    }

    /// An organ put together by rule; a short name is the longer one that ends with it.
    pub(super) fn organ(&mut self, organ: &Organ) -> ActorIndex {
        let plain = plain(&organ.bare);
        let side = organ.state.map(|s| s.name);
        if organ.state.is_none() {
            let longer = self.organs.iter().find(|(_, name)| {
                *name == plain
                    || name.ends_with(&format!(" {plain}"))
                    || name.starts_with(&format!("{plain} of "))
                    || name.contains(&format!(" {plain} of "))
            });
            if let Some((index, _)) = longer {
                return *index;
            }
        }
        let index = self.named(&organ.name, ActorKind::Organ, None, side);
        self.remember_organ(index, &organ.name);
        index
    }

    fn remember_organ(&mut self, index: ActorIndex, name: &str) {
        let plain = plain(name);
        if !self.organs.iter().any(|(i, n)| *i == index && *n == plain) {
            self.organs.push((index, plain));
        }
    }

    /// The person of a name, a new one where nobody here can be meant. `None`: more than one may be meant and nothing decides.
    pub(super) fn person(&mut self, written: &str, sentence: usize) -> Option<ActorIndex> {
        let key = PersonKey::of(written);
        if key.words.is_empty() {
            return None;
        }
        let fits: Vec<usize> =
            (0..self.actors.len()).filter(|&i| self.actors[i].kind == ActorKind::Person && self.keys[i].admits(&key)).collect();
        // A first name alone, as some peoples use it, where no surname fits.
        let by_first = || {
            (0..self.actors.len()).filter(|&i| {
                self.actors[i].kind == ActorKind::Person
                    && key.words.len() == 1
                    && self.keys[i].words.len() > 1
                    && self.keys[i].words[0] == key.words[0]
            })
        };
        let fits = if fits.is_empty() { by_first().collect() } else { fits };
        match fits[..] {
            [] => {
                let index = self.named(written, ActorKind::Person, None, None);
                self.keys[index as usize] = key;
                Some(index)
            }
            [one] => {
                if key.words.len() > self.keys[one].words.len() && self.actors[one].id.is_none() {
                    self.actors[one].name = written.to_owned();
                    self.keys[one] = key;
                }
                Some(one as ActorIndex)
            }
            // A surname that several here share: the one named last nearby, if only one of them was.
            _ => {
                let near: Vec<usize> =
                    fits.into_iter().filter(|&i| self.seen[i].iter().any(|&s| s + 1 >= sentence && s <= sentence)).collect();
                match near[..] {
                    [one] => Some(one as ActorIndex),
                    _ => None,
                }
            }
        }
    }

    /// Gives a person the lexicon's name where it is known there.
    pub(super) fn identify(&mut self, index: ActorIndex, known: &'static KnownActor) {
        let actor = &mut self.actors[index as usize];
        actor.name = known.name.to_owned();
        actor.id = Some(known.id.to_owned());
        actor.side = actor.side.take().or(known.side.map(str::to_owned));
        self.keys[index as usize] = PersonKey::of(known.name);
    }

    pub(super) fn key(&self, index: ActorIndex) -> &PersonKey {
        &self.keys[index as usize]
    }

    pub(super) fn saw(&mut self, index: ActorIndex, sentence: usize) {
        self.seen[index as usize].push(sentence);
    }
}

/// Persons of the lexicon whom this name can mean.
pub(super) fn candidates(key: &PersonKey) -> impl Iterator<Item = &'static KnownActor> + use<'_> {
    static PERSONS: LazyLock<Vec<(PersonKey, &'static KnownActor)>> =
        LazyLock::new(|| lexicon::persons().iter().filter_map(|p| Some((PersonKey::of(p.name), lexicon::actor_by_id(p.name)?))).collect());
    PERSONS.iter().filter(|(own, _)| own.admits(key)).map(|(_, actor)| *actor)
}

impl PersonKey {
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }
}

/// Lower case, one spelling of "defence", no article.
fn plain(name: &str) -> String {
    let lower = name.to_lowercase().replace("defense", "defence");
    lower.strip_prefix("the ").map_or(lower.clone(), str::to_owned)
}

/// The written name of an organ or body without article.
pub(super) fn trimmed<'t>(name: &Name, text: &'t str) -> &'t str {
    let words = name.span.of(text);
    words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(a: &str, b: &str) -> bool {
        PersonKey::of(a).admits(&PersonKey::of(b))
    }

    #[test]
    fn spellings_surnames_and_initials_are_one_person() {
        assert!(one("Arseniy Yatsenyuk", "Yatseniuk"));
        assert!(one("Viktor Yuschenko", "Viktor Yushchenko"));
        assert!(one("Isaias Afwerki", "I. Afwerki"));
        assert!(one("Mohamed bin Zayed Al Nahyan", "Mohamed bin Zayed al-Nahyan"));
        assert!(one("Juan Manuel Santos", "Santos"));
    }

    #[test]
    fn other_first_names_and_other_surnames_are_other_persons() {
        assert!(!one("Michel Aoun", "Joseph Aoun"));
        assert!(!one("Angela Merkel", "Angela Markov"));
        assert!(!one("Igor Ivanov", "Sergei Ivanov"));
    }
}
