//! What the report says about a mention of an event: who did it, to whom, what else stands beside it, who says it.

use super::deed::{Deed, deed, lemma};
use crate::words::{each_word, hash, is_content, stem};
use lexicon::DeedClass;
use model::{Reading, Sentence, Span, Token, Upos};
use std::collections::BTreeSet;

/// A mention with all by which it is compared with others.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// What it tells.
    pub deed: Deed,
    /// Report and sentence.
    pub place: (usize, usize),
    /// Who does it: last words of names, stems of other words.
    pub doers: BTreeSet<String>,
    /// To whom or what it is done.
    pub done_to: BTreeSet<String>,
    /// These and whatever else depends on its words, or shares the verb of a noun.
    pub beside: BTreeSet<String>,
    /// Of an utterance: who makes it, in all words of the phrase that names the speaker.
    pub speakers: BTreeSet<String>,
    /// Hashes of the stems of the sentence's other words, in order.
    pub words: Vec<u64>,
}

/// Reads the mention under `spans` of the report with number `report`.
pub(super) fn mention(report: usize, reading: &Reading, spans: &[Span]) -> Mention {
    let text = reading.article.text.as_str();
    let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    let start = spans.first().map_or(0, |span| span.start);
    let at = reading.sentences.partition_point(|sentence| sentence.span.end <= start);
    let mut out = Mention {
        deed: deed(&words.join(" ")),
        place: (report, at),
        doers: BTreeSet::new(),
        done_to: BTreeSet::new(),
        beside: BTreeSet::new(),
        speakers: BTreeSet::new(),
        words: Vec::new(),
    };
    let Some(sentence) = reading.sentences.get(at) else { return out };
    let own = |token: &Token| spans.iter().any(|span| span.overlaps(token.span));
    for token in sentence.tokens.iter().filter(|token| !own(token)) {
        each_word(token.span.of(text), |word| {
            if is_content(word) {
                out.words.push(hash(stem(word).as_bytes()));
            }
        });
    }
    out.words.sort_unstable();
    out.words.dedup();
    Beside { reading, sentence, at }.fill(&mut out, own);
    if out.deed.class == DeedClass::Speech {
        out.speakers = speakers(reading, spans);
    }
    out
}

/// The sentence around a mention.
struct Beside<'r> {
    reading: &'r Reading,
    sentence: &'r Sentence,
    at: usize,
}

impl Beside<'_> {
    fn fill(&self, out: &mut Mention, own: impl Fn(&Token) -> bool) {
        let tokens = &self.sentence.tokens;
        let members: Vec<usize> = (0..tokens.len()).filter(|&i| own(&tokens[i])).collect();
        let inside = |i: usize| members.contains(&i);
        let content = |i: usize| matches!(tokens[i].upos, Upos::Verb | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num);
        let heads: Vec<usize> = members.iter().copied().filter(|&i| self.sentence.head(i).is_none_or(|h| !inside(h))).collect();
        let Some(&head) = heads.iter().find(|&&i| content(i)).or(heads.first()) else { return };
        let relative = tokens[head].deprel == "acl:relcl";
        let mut passive = false;
        for child in members.iter().flat_map(|&i| self.sentence.children(i)).filter(|&i| !inside(i)) {
            // "the miners who struck": the pronoun is the noun above.
            let pronoun = relative && matches!(tokens[child].lemma.as_str(), "who" | "whom" | "which" | "that");
            let meant = if pronoun { self.sentence.head(head).unwrap_or(child) } else { child };
            match tokens[child].deprel.as_str() {
                "nsubj" | "nsubj:outer" | "obl:agent" => self.put(&mut out.doers, meant),
                "nsubj:pass" | "obj" => self.put(&mut out.done_to, meant),
                "iobj" | "nmod:poss" | "nmod" | "nmod:unmarked" | "nmod:desc" | "compound" | "flat" | "obl" | "obl:unmarked" => {
                    self.put(&mut out.beside, child);
                }
                _ => {}
            }
            passive |= tokens[child].deprel == "nsubj:pass";
        }
        // "agreed to buy", "came and bought": the subject stands with the verb above; of "a patch issued by" and "a man robbing" the noun above takes part.
        let mut verb = head;
        for _ in 0..3 {
            let (Some(above), true) = (self.sentence.head(verb), out.doers.is_empty() || out.done_to.is_empty()) else { break };
            let participle = tokens[verb].xpos == "VBN";
            match tokens[verb].deprel.as_str() {
                "acl" if participle && out.done_to.is_empty() => self.put(&mut out.done_to, above),
                "acl" | "acl:relcl" if out.doers.is_empty() && !participle => self.put(&mut out.doers, above),
                relation @ ("conj" | "xcomp" | "advcl") => {
                    if out.doers.is_empty() && !passive {
                        for child in self.sentence.children(above) {
                            match tokens[child].deprel.as_str() {
                                "nsubj" => self.put(&mut out.doers, child),
                                "nsubj:pass" if relation != "conj" => self.put(&mut out.doers, child),
                                "nsubj:pass" if participle => self.put(&mut out.done_to, child),
                                _ => {}
                            }
                        }
                    }
                    verb = above;
                    continue;
                }
                _ => {}
            }
            break;
        }
        // A noun's fellows: "X made Y an offer".
        let noun = matches!(tokens[head].upos, Upos::Noun | Upos::Propn) && matches!(tokens[head].relation(), "obj" | "nsubj" | "obl");
        if let (true, Some(above)) = (noun, self.sentence.head(head)) {
            let fellows = self.sentence.children(above).filter(|&i| i != head);
            for fellow in fellows.filter(|&i| matches!(tokens[i].relation(), "nsubj" | "obj" | "obl" | "iobj")) {
                self.put(&mut out.beside, fellow);
            }
        }
        out.beside.extend(out.doers.iter().chain(&out.done_to).cloned());
    }

    /// Puts in who or what a word means; a pronoun that is nobody known says nothing.
    fn put(&self, into: &mut BTreeSet<String>, index: usize) {
        let token = &self.sentence.tokens[index];
        if let Some(name) = actor(self.reading, self.at, token.span) {
            into.insert(name);
        } else if !matches!(token.upos, Upos::Pron | Upos::Det | Upos::Punct) {
            into.insert(lemma(&token.span.of(&self.reading.article.text).to_lowercase()).to_owned());
        }
    }
}

/// Last word of the name of the actor whose mention is the smallest around the word.
fn actor(reading: &Reading, sentence: usize, word: Span) -> Option<String> {
    let around = reading.mentions.iter().filter(|m| m.head.0 as usize == sentence && m.span.contains(word) && m.actor.is_some());
    let mention = around.min_by_key(|m| m.span.len())?;
    let actor = reading.actors.get(mention.actor? as usize)?;
    last_word(&actor.name)
}

fn last_word(name: &str) -> Option<String> {
    Some(name.split_whitespace().next_back()?.to_lowercase())
}

/// Who makes the utterance whose verb or noun lies under `spans`.
fn speakers(reading: &Reading, spans: &[Span]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let text = reading.article.text.as_str();
    let told = |cue: &Span| spans.iter().any(|span| span.overlaps(*cue));
    for statement in reading.statements.iter().filter(|s| s.cue.iter().any(told)) {
        let known = statement.speaker.and_then(|a| reading.actors.get(a as usize)).and_then(|a| last_word(&a.name));
        let mut bare = Vec::new();
        for sentence in reading.sentences.iter().filter(|s| statement.source.iter().any(|span| span.overlaps(s.span))) {
            let named = |i: usize| statement.source.iter().any(|span| span.overlaps(sentence.tokens[i].span));
            for i in (0..sentence.tokens.len()).filter(|&i| named(i)) {
                let token = &sentence.tokens[i];
                let above = sentence.head(i).filter(|&h| named(h));
                // "her agent Ida Berg": in another report only the agent speaks.
                let describes = above.is_some_and(|h| sentence.tokens[h].upos == Upos::Propn)
                    && matches!(token.deprel.as_str(), "nmod:desc" | "appos" | "compound");
                let word = token.span.of(text).to_lowercase();
                match token.upos {
                    Upos::Noun if above.is_none() || describes => drop(out.insert(lemma(&word).to_owned())),
                    Upos::Propn | Upos::Adj if above.is_none() => bare.push(word),
                    _ => {}
                }
            }
        }
        match known {
            Some(name) => drop(out.insert(name)),
            None if out.is_empty() => out.extend(bare),
            None => {}
        }
    }
    out
}
