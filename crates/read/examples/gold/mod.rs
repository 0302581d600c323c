//! What coded sentences teach those who learn to read claims.
// Each of those who learn takes a part of it.
#![allow(dead_code)]

#[path = "../../tests/common/mod.rs"]
pub mod common;

use ::model::{ClaimKind, Span};
use common::{Coded, Wanted, coded};
use read::Document;
use read::claims::model::{self, learn as claims, number, pairs, words};
use read::claims::srl::{Role, Seen, learn as srl, roles};

/// A coded report, read as far as claims need it.
pub struct Report {
    pub sentences: Vec<Coded>,
    pub document: Document,
}

/// The reports of files of coded sentences.
pub fn reports(files: &[&str]) -> Vec<Report> {
    let texts = files.iter().map(|file| std::fs::read_to_string(file).expect("coded sentences can be read"));
    texts.flat_map(|text| coded(&text)).map(|sentences| Report { document: common::document(&sentences), sentences }).collect()
}

/// The pieces of files of plain text, a sentence a line and a blank line between two, read as far.
pub fn plain(files: &[&str]) -> Vec<Document> {
    let texts = files.iter().map(|file| std::fs::read_to_string(file).expect("plain text can be read"));
    let read = |piece: &str| {
        let (article, tokens, names) = common::parsed(&format!("{}\n", piece.trim()), common::PUBLISHED);
        common::ready(article, tokens, names)
    };
    texts.flat_map(|text| text.split("\n\n").filter(|piece| !piece.trim().is_empty()).map(read).collect::<Vec<_>>()).collect()
}

impl Report {
    /// Its sentences with what is asked of each.
    pub fn lines(&self) -> impl Iterator<Item = (Line<'_>, &[Wanted])> {
        self.sentences.iter().scan(0, |next, (sentence, wanted)| {
            let at = std::mem::replace(next, *next + sentence.len() + 1);
            Some((Line { sentence, at }, wanted.as_slice()))
        })
    }

    /// Whether its moves are coded with what they ask: where none is, nobody has looked at that.
    pub fn tells_content(&self) -> bool {
        self.sentences.iter().flat_map(|(_, wanted)| wanted).any(|want| want.what.is_some())
    }
}

/// A sentence and where it begins in its report.
#[derive(Clone, Copy)]
pub struct Line<'s> {
    pub sentence: &'s str,
    pub at: usize,
}

impl Line<'_> {
    /// Its bytes.
    pub fn span(self) -> Span {
        Span::new(self.at, self.at + self.sentence.len())
    }

    /// Where a word stands in it.
    pub fn places(self, word: &str) -> Vec<Span> {
        common::places(self.sentence, self.at, word)
    }

    /// Where the word stands that carries a claim.
    pub fn trigger(self, want: &Wanted) -> Option<Span> {
        let (word, nth) = want.trigger.as_ref()?;
        self.places(word).get(nth - 1).copied()
    }

    /// Where those stand whom a code names for a role: `None` where it names nobody.
    pub fn named(self, want: &Wanted, role: Role) -> Option<Vec<Span>> {
        match role {
            Role::Doer => want.by.as_ref().map(|word| self.places(word)),
            Role::Other => want.to.as_ref().map(|word| self.places(word)),
            Role::Content => want.what.as_ref().map(|(word, nth)| self.places(word).into_iter().skip(nth - 1).take(1).collect()),
        }
    }

    /// The role of the claim that is read where one is asked for: by its word, else by words around that.
    fn read_as(self, want: &Wanted, role: Role, seen: &[Seen], used: &[bool]) -> Option<usize> {
        let trigger = self.trigger(want)?;
        let fits = |&n: &usize| {
            let s = &seen[n];
            let same = || want.labels.iter().any(|label| *label == format!("{}/{}", s.kind, s.status));
            !used[n] && s.role == role && self.span().contains(s.span) && same()
        };
        let carried = (0..seen.len()).filter(fits).find(|&n| seen[n].sites.iter().any(|site| site.overlaps(trigger)));
        carried.or_else(|| (0..seen.len()).filter(fits).find(|&n| seen[n].span.contains(trigger)))
    }

    /// Numbers of the candidates that are right, of nobody first; `None` where the code does not tell.
    fn right(self, want: &Wanted, seen: &Seen) -> Option<Vec<usize>> {
        let Some(places) = self.named(want, seen.role) else { return Some(vec![0]) };
        let named: Vec<usize> = (1..seen.words.len()).filter(|&w| places.iter().any(|place| place.overlaps(seen.words[w]))).collect();
        // Whoever names the same one is right too.
        let actors: Vec<u32> = named.iter().filter(|_| seen.role != Role::Content).filter_map(|&w| seen.actors[w]).collect();
        let same = |w: usize| seen.actors[w].is_some_and(|actor| actors.contains(&actor));
        let right: Vec<usize> = (1..seen.words.len()).filter(|&w| named.contains(&w) || same(w)).collect();
        // What is agreed or judged is nobody.
        let thing = seen.role == Role::Other && seen.kind != ClaimKind::Hostilities && !right.iter().any(|&w| seen.animate[w]);
        (!right.is_empty() && !thing).then_some(right)
    }
}

/// What the words of a report teach the model of claims.
pub fn words_of(report: &Report) -> Vec<claims::Example> {
    let label = |name: &String| pairs().find(|(kind, status)| format!("{kind}/{status}") == *name).map(|(k, s)| number(k, s));
    // What reasonable coders leave out is not to be added.
    let labels = |want: &Wanted| if want.optional { vec![0] } else { want.labels.iter().filter_map(label).collect() };
    let asked = |(line, wanted): (Line<'_>, &[Wanted])| -> Vec<(Span, Vec<usize>)> {
        wanted.iter().filter_map(|want| Some((line.trigger(want)?, labels(want)))).collect()
    };
    let gold: Vec<(Span, Vec<usize>)> = report.lines().flat_map(asked).collect();
    words(&report.document)
        .into_iter()
        .map(|seen| {
            let right: Vec<usize> = gold.iter().filter(|(span, _)| span.overlaps(seen.span)).flat_map(|(_, right)| right.clone()).collect();
            claims::Example { keys: seen.keys, right: if right.is_empty() { vec![0] } else { right }, taught: Vec::new() }
        })
        .collect()
}

/// Words of texts that nobody coded, with the labels that a teacher gives them: `labels` has a line of JSON a sentence ("soft": for each word labels and
/// shares), in the order in which `claim-words` writes those of the texts.
pub fn taught(labels: &str, texts: &[&str]) -> Vec<claims::Example> {
    let seen: Vec<_> = plain(texts).iter().flat_map(words).collect();
    let lines = std::fs::read_to_string(labels).expect("the labels can be read");
    let shares = lines.lines().flat_map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        serde_json::from_value::<Vec<Vec<(usize, f32)>>>(line["soft"].clone()).expect("labels with shares")
    });
    let shares: Vec<_> = shares.collect();
    assert_eq!(seen.len(), shares.len(), "{labels} has the labels of other words");
    let both = seen.into_iter().zip(shares).filter(|(_, taught)| !taught.is_empty());
    both.map(|(seen, taught)| claims::Example { keys: seen.keys, right: Vec::new(), taught }).collect()
}

/// The files of coded sentences of a command, and the words of `--taught LABELS PLAIN...` behind them.
pub fn arguments<'a>(files: &'a [&'a str]) -> (&'a [&'a str], Vec<claims::Example>) {
    let coded = files.iter().position(|file| *file == "--taught").unwrap_or(files.len());
    match files[coded..] {
        [_, labels, ref texts @ ..] => (&files[..coded], taught(labels, texts)),
        _ => (&files[..coded], Vec::new()),
    }
}

/// A role that a claim was read with, and who is right.
pub struct Asked {
    pub seen: Seen,
    pub example: srl::Example,
}

/// The roles of the claims of a report that are read and asked for.
pub fn roles_of(report: &Report, weights: Option<&model::Weights>) -> Vec<Asked> {
    let seen = roles(&report.document, weights);
    let coded = report.tells_content();
    let mut out = Vec::new();
    for (line, wanted) in report.lines() {
        let mut used = vec![false; seen.len()];
        for want in wanted {
            for role in Role::ALL.into_iter().filter(|role| coded || *role != Role::Content) {
                let Some(n) = line.read_as(want, role, &seen, &used) else { continue };
                used[n] = true;
                if let Some(right) = line.right(want, &seen[n]) {
                    out.push(Asked { example: srl::Example { keys: seen[n].keys.clone(), right }, seen: seen[n].clone() });
                }
            }
        }
    }
    out
}
