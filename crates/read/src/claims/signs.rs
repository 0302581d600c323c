//! Signs in the sentence that a claim was misread: it lies where sentences speak about a thing and do not tell it. They change nothing in the claim; what they
//! weigh together is for those who fuse.

use super::reader::Reader;
use lexicon::doing::{Act, Doing, Pos};
use model::{Claim, ClaimKind as K, Doubt, FieldKey, Sentence, Status, Upos};

/// Words up from which a claim lies deep in its sentence.
const DEEP: usize = 4;

impl Reader<'_, '_> {
    /// Gives a claim the signs of its sentence.
    pub fn sign(&mut self, claim: usize) {
        let told = &self.out[claim];
        let signs = signs(&self.doc.sentences[told.sentence as usize], &self.doc.article.text, told);
        let told = &mut self.out[claim].signs;
        told.extend(signs);
        told.sort_unstable();
    }
}

/// The signs that the sentence of a claim gives, in order.
fn signs(sentence: &Sentence, text: &str, claim: &Claim) -> Vec<Doubt> {
    let mut out = Vec::new();
    let Some(head) = head(sentence, claim) else { return out };
    let above = above(sentence, head);
    if is_result(claim) {
        if std::iter::once(&head).chain(&above).any(|&at| has_mark(sentence, at, CONDITIONS)) {
            out.push(Doubt::Conditional);
        }
        // What a clause beside another says in the past is taken for granted: "will meet after they signed a truce".
        let settled = std::iter::once(&head).chain(&above).position(|&at| is_told_beside(sentence, text, at)).unwrap_or(above.len());
        // What is planned is told as an aim itself: "want to hold talks".
        let own = usize::from(claim.status == Status::Planned).min(settled);
        if above[own..settled].iter().any(|&at| is_aim(sentence, text, at)) || is_purpose(sentence, claim, head) {
            out.push(Doubt::Aimed);
        }
        if is_about(sentence, claim, head) {
            out.push(Doubt::About);
        }
    }
    if above.len() >= DEEP {
        out.push(Doubt::Deep);
    }
    if std::iter::once(&head).chain(&above).any(|&at| sentence.tokens[at].relation() == "acl") {
        out.push(Doubt::Aside);
    }
    out
}

/// Whether the claim tells what came about or did not, or what is fixed; what may come about is told as such.
fn is_result(claim: &Claim) -> bool {
    matches!(claim.kind, K::Meeting | K::Agreement | K::Ceasefire | K::Exchange | K::Hostilities | K::Sanction | K::Aid | K::Appointment)
        && matches!(claim.status, Status::Happened | Status::Negated | Status::Planned)
}

/// The word of the claim that stands highest in the tree.
fn head(sentence: &Sentence, claim: &Claim) -> Option<usize> {
    let span = claim.span;
    let inside = |at: &usize| sentence.tokens[*at].span.start >= span.start && sentence.tokens[*at].span.end <= span.end;
    (0..sentence.tokens.len()).filter(inside).min_by_key(|&at| (depth(sentence, at), at))
}

/// How many words stand above a word.
fn depth(sentence: &Sentence, at: usize) -> usize {
    std::iter::successors(sentence.head(at), |&up| sentence.head(up)).take(sentence.tokens.len()).count()
}

/// The words above a word, up to the root.
fn above(sentence: &Sentence, at: usize) -> Vec<usize> {
    let mut out = Vec::new();
    let mut up = sentence.head(at);
    while let Some(word) = up.filter(|_| out.len() <= sentence.tokens.len()) {
        out.push(word);
        up = sentence.head(word);
    }
    out
}

/// Words that bring in what nobody says is so.
const CONDITIONS: &[&str] = &["if", "lest", "unless", "until", "whether"];

fn has_mark(sentence: &Sentence, at: usize, marks: &[&str]) -> bool {
    sentence.children(at).any(|kid| {
        let token = &sentence.tokens[kid];
        matches!(token.relation(), "mark" | "case") && marks.contains(&token.lemma.to_lowercase().as_str())
    })
}

/// Whether a clause tells an aim or a duty: a verb with "to", or with an auxiliary other than those of tense.
fn is_aim(sentence: &Sentence, text: &str, at: usize) -> bool {
    sentence.tokens[at].upos == Upos::Verb
        && sentence.children(at).any(|kid| {
            let token = &sentence.tokens[kid];
            let word = token.span.of(text).to_lowercase();
            token.relation() == "mark" && word == "to"
                || token.relation() == "aux"
                    && matches!(word.as_str(), "can" | "could" | "may" | "might" | "must" | "should" | "will" | "would")
        })
}

/// Whether a clause that goes beside another, or with a noun, is in the past or the perfect.
fn is_told_beside(sentence: &Sentence, text: &str, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let had = |kid: usize| {
        let kid = &sentence.tokens[kid];
        kid.relation() == "aux" && matches!(kid.span.of(text), "had" | "has" | "have" | "was" | "were")
    };
    matches!(token.relation(), "advcl" | "acl") && (token.xpos == "VBD" || sentence.children(at).any(had))
}

/// Whether what is told as done is what something is done for: "signed a pact to end the war".
fn is_purpose(sentence: &Sentence, claim: &Claim, head: usize) -> bool {
    claim.status == Status::Happened && sentence.tokens[head].relation() == "advcl" && has_mark(sentence, head, &["to"])
}

/// Words before what is spoken about.
const TOPICS: &[&str] = &["about", "for", "of", "on", "over", "to", "toward", "towards"];

/// Whether an agreement is only what the verb is about: "far apart on a deal", "closing in on an accord"; not "agreed on a truce".
fn is_about(sentence: &Sentence, claim: &Claim, head: usize) -> bool {
    let verb = &sentence.tokens[head];
    let content = claim.fields.texts(FieldKey::Content);
    if claim.kind != K::Agreement || claim.status != Status::Happened || verb.upos != Upos::Verb || content.is_empty() {
        return false;
    }
    let makes = |act: Act| matches!(act, Act::Agree | Act::Concur | Act::Sign | Act::Settle | Act::Accept | Act::Consent);
    let makes = Doing::get().senses(Pos::Verb, &verb.lemma).iter().any(|sense| makes(sense.act));
    // "Resulted in a deal" is one, "worked on a deal" is none.
    let about = |kid: usize| sentence.tokens[kid].relation() == "obl" && has_mark(sentence, kid, TOPICS);
    let mut kids = sentence.children(head).filter(|&kid| lexicon::is_deal(&sentence.tokens[kid].lemma)).peekable();
    !makes && kids.peek().is_some() && kids.all(about)
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Fields, Span, Token};

    /// A sentence, a word a cell: "form lemma UPOS XPOS head relation", and what of it the claim is.
    fn signs(kind: K, status: Status, words: &str, cells: &[&str], fields: &[(FieldKey, &str)]) -> Vec<Doubt> {
        let (mut text, mut tokens) = (String::new(), Vec::new());
        for cell in cells {
            let parts: Vec<&str> = cell.split(' ').collect();
            let start = text.len();
            text.push_str(parts[0]);
            tokens.push(Token {
                span: Span::new(start, text.len()),
                lemma: parts[1].into(),
                upos: Upos::parse(parts[2]).expect("a part of speech"),
                xpos: parts[3].into(),
                head: parts[4].parse().expect("a number"),
                deprel: parts[5].into(),
            });
            text.push(' ');
        }
        let whole = Span::new(0, text.len());
        let at = text.find(words).expect("the claim's words");
        let mut told = Fields::new();
        for (key, value) in fields {
            told.set(*key, *value);
        }
        let claim = Claim { fields: told, ..Claim::new(kind, status, 0, Span::new(at, at + words.len())) };
        super::signs(&Sentence { span: whole, tokens }, &text, &claim)
    }

    #[test]
    fn what_is_told_straight_out_is_sure() {
        let cells = ["They they PRON PRP 2 nsubj", "signed sign VERB VBD 0 root", "a a DET DT 4 det", "pact pact NOUN NN 2 obj"];
        assert!(signs(K::Agreement, Status::Happened, "signed a pact", &cells, &[(FieldKey::Content, "a pact")]).is_empty());
    }

    #[test]
    fn a_deal_without_which_nobody_may_sail_was_not_refused() {
        let cells = [
            "They they PRON PRP 3 nsubj",
            "must must AUX MD 3 aux",
            "wait wait VERB VB 0 root",
            "without without SCONJ IN 5 mark",
            "reaching reach VERB VBG 3 advcl",
            "a a DET DT 7 det",
            "deal deal NOUN NN 5 obj",
        ];
        assert_eq!(signs(K::Agreement, Status::Negated, "reaching a deal", &cells, &[]), [Doubt::Aimed]);
        // "They left without reaching a deal."
        let mut left = cells;
        (left[1], left[2]) = ("then then ADV RB 3 advmod", "left leave VERB VBD 0 root");
        assert!(signs(K::Agreement, Status::Negated, "reaching a deal", &left, &[]).is_empty());
    }

    #[test]
    fn what_is_done_after_a_pact_does_not_make_it_an_aim() {
        let cells = [
            "They they PRON PRP 3 nsubj",
            "will will AUX MD 3 aux",
            "sail sail VERB VB 0 root",
            "after after SCONJ IN 6 mark",
            "they they PRON PRP 6 nsubj",
            "signed sign VERB VBD 3 advcl",
            "a a DET DT 8 det",
            "pact pact NOUN NN 6 obj",
        ];
        assert!(signs(K::Agreement, Status::Happened, "signed a pact", &cells, &[]).is_empty());
    }

    #[test]
    fn far_apart_on_a_deal_is_no_deal() {
        let cells = [
            "They they PRON PRP 2 nsubj",
            "remained remain VERB VBD 0 root",
            "apart apart ADV RB 2 advmod",
            "on on ADP IN 6 case",
            "a a DET DT 6 det",
            "deal deal NOUN NN 2 obl",
        ];
        let deal = [(FieldKey::Content, "a deal")];
        assert_eq!(signs(K::Agreement, Status::Happened, "remained apart on a deal", &cells, &deal), [Doubt::About]);
        let mut agreed = cells;
        agreed[1] = "agreed agree VERB VBD 0 root";
        assert!(signs(K::Agreement, Status::Happened, "agreed apart on a deal", &agreed, &deal).is_empty());
    }

    #[test]
    fn if_they_meet_they_have_not_met() {
        let cells = [
            "We we PRON PRP 2 nsubj",
            "hope hope VERB VBP 0 root",
            "if if SCONJ IN 5 mark",
            "they they PRON PRP 5 nsubj",
            "meet meet VERB VBP 2 advcl",
        ];
        assert_eq!(signs(K::Meeting, Status::Happened, "they meet", &cells, &[]), [Doubt::Conditional]);
    }
}
