//! Tokens, sentences, tags, lemmas and dependencies from raw text, after the CoNLL 2018 shared task's evaluation (Zeman et al. 2018).
//!
//! Spans are counted in letters: code points without blanks. Words that share one orthographic token and do not spell it share its span.

mod align;
pub mod conllu;

use crate::measures::{Figures, f1, ratio};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A syntactic word.
#[derive(Clone, Debug, Default)]
pub struct Word {
    form: String,
    upos: Option<String>,
    xpos: Option<String>,
    lemma: Option<String>,
    /// Head within the sentence, from 1; 0 is the root; `None` where no tree is given.
    head: Option<usize>,
    deprel: String,
    /// Letters.
    start: usize,
    end: usize,
    /// Part of a token of several words.
    multi: bool,
}

/// A document: its text as it is given to readers, and its sentences.
pub struct Document {
    /// A running number.
    pub id: String,
    /// Raw text.
    pub text: String,
    sentences: Vec<Vec<Word>>,
}

/// Relations of content words, which CLAS counts.
const CONTENT: [&str; 29] = [
    "nsubj",
    "obj",
    "iobj",
    "csubj",
    "ccomp",
    "xcomp",
    "obl",
    "vocative",
    "expl",
    "dislocated",
    "advcl",
    "advmod",
    "discourse",
    "nmod",
    "appos",
    "nummod",
    "acl",
    "amod",
    "conj",
    "fixed",
    "flat",
    "compound",
    "list",
    "parataxis",
    "orphan",
    "goeswith",
    "reparandum",
    "root",
    "dep",
];

fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

fn base(relation: &str) -> &str {
    relation.split(':').next().unwrap_or_default()
}

fn content(word: &Word) -> bool {
    CONTENT.contains(&base(&word.deprel))
}

/// An annotation's sentences, its offsets turned from code points of the text into letters.
fn given(annotation: &Value, text: &str) -> Vec<Vec<Word>> {
    let mut before = Vec::with_capacity(text.len() + 1);
    let mut letters_so_far = 0;
    for c in text.chars() {
        before.push(letters_so_far);
        letters_so_far += usize::from(!c.is_whitespace());
    }
    before.push(letters_so_far);
    let points: Vec<char> = text.chars().collect();
    let place = |value: &Value| (value.as_u64().unwrap_or(0) as usize).min(points.len());
    let one = |token: &Value| {
        let (start, end) = (place(&token["start"]), place(&token["end"]));
        let word = |key: &str| token[key].as_str().map(str::to_owned);
        let form = word("form").filter(|form| !form.is_empty()).unwrap_or_else(|| points[start.min(end)..end].iter().collect());
        Word {
            form: letters(&form),
            upos: word("upos"),
            xpos: word("xpos"),
            lemma: word("lemma"),
            head: token["head"].as_u64().map(|head| head as usize),
            deprel: word("deprel").unwrap_or_default(),
            start: before[start],
            end: before[end],
            multi: false,
        }
    };
    let mut sentences = Vec::new();
    for sentence in annotation["sentences"].as_array().into_iter().flatten() {
        let mut words: Vec<Word> = sentence["tokens"].as_array().into_iter().flatten().map(one).collect();
        for at in 1..words.len() {
            if words[at - 1].start == words[at].start {
                words[at - 1].multi = true;
                words[at].multi = true;
            }
        }
        sentences.push(words);
    }
    sentences
}

/// Where a word's parent stands in the document's list of words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parent {
    None,
    Root,
    Word(usize),
}

fn flatten(sentences: &[Vec<Word>]) -> Vec<(&Word, Parent)> {
    let mut all = Vec::new();
    for words in sentences {
        let first = all.len();
        all.extend(words.iter().map(|word| {
            let parent = match word.head {
                None => Parent::None,
                Some(0) => Parent::Root,
                Some(head) => Parent::Word(first + head - 1),
            };
            (word, parent)
        }));
    }
    all
}

#[derive(Default)]
struct Counts {
    gold: usize,
    given: usize,
    word: usize,
    sentences: [usize; 3],
    content: [usize; 2],
    upos: usize,
    xpos: usize,
    lemma: usize,
    uas: usize,
    las: usize,
    clas: usize,
}

/// Figures over all documents.
pub fn score(gold: &[Document], found: &BTreeMap<String, Value>) -> Figures {
    let mut sum = Counts::default();
    for document in gold {
        count(document, found.get(&document.id), &mut sum);
    }
    let mut figures = Figures::default();
    figures.count("documents", gold.len()).count("words", sum.gold);
    figures.prf("tokens", sum.word, sum.given, sum.gold).prf("sentences", sum.sentences[2], sum.sentences[1], sum.sentences[0]);
    let all = [("upos", sum.upos), ("xpos", sum.xpos), ("lemma", sum.lemma), ("uas", sum.uas), ("las", sum.las)];
    for (name, hits) in all {
        figures.add(format!("{name}_f1"), f1(ratio(hits, sum.given), ratio(hits, sum.gold)));
    }
    figures.add("clas_f1", f1(ratio(sum.clas, sum.content[1]), ratio(sum.clas, sum.content[0])));
    for (name, hits) in all {
        figures.add(format!("{name}_aligned_accuracy"), ratio(hits, sum.word));
    }
    figures
}

fn spans(sentences: &[Vec<Word>]) -> BTreeSet<(usize, usize)> {
    sentences.iter().filter_map(|words| Some((words.first()?.start, words.last()?.end))).collect()
}

fn count(document: &Document, annotation: Option<&Value>, sum: &mut Counts) {
    let given = annotation.map_or_else(Vec::new, |annotation| {
        let text = annotation["text"].as_str().unwrap_or(&document.text);
        // Of another text nothing can be aligned.
        if letters(text) == letters(&document.text) { given(annotation, text) } else { Vec::new() }
    });
    let (wanted, given_words) = (flatten(&document.sentences), flatten(&given));
    let gold_words: Vec<&Word> = wanted.iter().map(|(word, _)| *word).collect();
    let answers: Vec<&Word> = given_words.iter().map(|(word, _)| *word).collect();
    let pairs = align::pairs(&gold_words, &answers);
    let (gold_spans, given_spans) = (spans(&document.sentences), spans(&given));
    sum.gold += wanted.len();
    sum.given += given_words.len();
    sum.word += pairs.len();
    sum.sentences[0] += gold_spans.len();
    sum.sentences[1] += given_spans.len();
    sum.sentences[2] += gold_spans.intersection(&given_spans).count();
    sum.content[0] += gold_words.iter().filter(|word| content(word)).count();
    sum.content[1] += answers.iter().filter(|word| content(word)).count();
    for (&at, &of) in &pairs {
        let ((gold, gold_parent), (answer, parent)) = (wanted[of], given_words[at]);
        sum.upos += usize::from(gold.upos == answer.upos);
        sum.xpos += usize::from(gold.xpos == answer.xpos);
        sum.lemma += usize::from(gold.lemma.as_deref() == Some("_") || gold.lemma == answer.lemma);
        let parent = match parent {
            Parent::Word(at) => pairs.get(&at).map_or(Parent::None, |of| Parent::Word(*of)),
            other => other,
        };
        let head = parent != Parent::None && parent == gold_parent;
        let labelled = head && base(&gold.deprel) == base(&answer.deprel);
        sum.uas += usize::from(head);
        sum.las += usize::from(labelled);
        sum.clas += usize::from(labelled && content(gold));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const GOLD: &str = "# newdoc\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n\
                        3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n";

    fn figures(tokens: Value) -> Figures {
        let gold = conllu::read(GOLD).expect("gold");
        assert_eq!(gold[0].text, "don't go.");
        score(&gold, &BTreeMap::from([("00000".to_owned(), json!({"sentences": [{"tokens": tokens}]}))]))
    }

    #[test]
    fn a_right_answer_is_right_and_a_wrong_head_costs_attachment_alone() {
        let token = |start, end, form: &str, upos: &str, head, deprel: &str| json!({"start": start, "end": end, "form": form, "upos": upos, "xpos": null, "lemma": form, "head": head, "deprel": deprel});
        let right = [
            token(0, 2, "do", "AUX", 3, "aux"),
            token(2, 5, "n't", "PART", 3, "advmod"),
            token(6, 8, "go", "VERB", 0, "root"),
            token(8, 9, ".", "PUNCT", 3, "punct"),
        ];
        let all = figures(json!(right));
        assert_eq!((all.of("tokens_f1"), all.of("sentences_f1"), all.of("las_f1")), (Some(1.0), Some(1.0), Some(1.0)));
        assert_eq!(all.of("lemma_f1"), Some(0.75), "n't has the lemma not");
        let mut wrong = right;
        wrong[1]["head"] = json!(1);
        let one = figures(json!(wrong));
        assert_eq!((one.of("upos_f1"), one.of("uas_f1"), one.of("las_f1")), (Some(1.0), Some(0.75), Some(0.75)));
    }

    #[test]
    fn a_token_not_split_is_found_in_neither_of_its_words() {
        let whole = json!([{"start": 0, "end": 5, "form": "don't", "upos": "AUX", "head": 2, "deprel": "aux"},
            {"start": 6, "end": 8, "form": "go", "upos": "VERB", "head": 0, "deprel": "root"},
            {"start": 8, "end": 9, "form": ".", "upos": "PUNCT", "head": 2, "deprel": "punct"}]);
        let found = figures(whole);
        assert_eq!(found.of("tokens_r"), Some(0.5));
    }

    #[test]
    fn nothing_found_is_nought() {
        let gold = conllu::read(GOLD).expect("gold");
        assert_eq!(score(&gold, &BTreeMap::new()).of("tokens_f1"), Some(0.0));
    }
}
