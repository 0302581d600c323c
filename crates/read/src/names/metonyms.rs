//! Capitals: the government where it acts or is addressed, else the place.

use super::spans::Name;
use super::words::{genitive, head_of, lower};
use crate::Document;
use model::BlockKind;

/// Whether the name of a capital stands for the government.
pub(super) fn is_government(document: &Document, name: &Name) -> bool {
    let s = name.sentence;
    let sentence = &document.sentences[s];
    if matches!(document.block_kind(s), BlockKind::Dateline | BlockKind::Byline) || dateline(document, name) {
        return false;
    }
    let head = head_of(sentence, name.first, name.last);
    if document.sentences[s].tokens.get(name.last + 1).is_some_and(|t| genitive(t.span.of(document.text()))) {
        return true;
    }
    if let Some(case) = sentence.child(head, "case") {
        let preposition = lower(document, s, case);
        return match preposition.as_str() {
            "with" | "against" | "between" | "by" | "of" | "for" | "on" | "upon" | "towards" | "toward" | "over" | "among" | "like"
            | "without" => {
                // "the mayor of Nairobi", "the streets of Nairobi": of a place; "of" counts where a verb or a noun of doing governs.
                preposition != "of"
                    || sentence
                        .head(head)
                        .is_some_and(|h| sentence.tokens[h].relation() != "nmod" && !place_noun(&sentence.tokens[h].lemma))
            }
            // "to": the government where something is given or said to it, the place where somebody goes.
            "to" | "from" => sentence.head(head).is_some_and(|h| !motion(&sentence.tokens[h].lemma)),
            _ => false,
        };
    }
    match sentence.tokens[head].relation() {
        "nsubj" | "iobj" | "root" | "parataxis" => true,
        "obj" => sentence.head(head).is_some_and(|h| addresses(&sentence.tokens[h].lemma)),
        "conj" => sentence.head(head).is_some_and(|h| match sentence.tokens[h].relation() {
            "nsubj" | "iobj" => true,
            "obj" => sentence.head(h).is_some_and(|v| addresses(&sentence.tokens[v].lemma)),
            _ => conj_government(document, s, h),
        }),
        "compound" | "nmod" | "nmod:poss" => sentence.head(head).is_some_and(|h| !place_noun(&sentence.tokens[h].lemma)),
        _ => false,
    }
}

fn conj_government(document: &Document, s: usize, head: usize) -> bool {
    let sentence = &document.sentences[s];
    sentence.child(head, "case").is_some_and(|c| matches!(lower(document, s, c).as_str(), "between" | "with" | "by"))
}

/// "NAIROBI (Agency) -", "Nairobi |", "Nairobi, 4 March": at the head of a sentence and followed by such a sign.
fn dateline(document: &Document, name: &Name) -> bool {
    let next = lower(document, name.sentence, name.last + 1);
    name.first <= 1 && matches!(next.as_str(), "|" | "(" | "—" | "–" | "--" | "-" | ":")
        || name.first > 0 && lower(document, name.sentence, name.first - 1) == "|"
}

fn motion(lemma: &str) -> bool {
    matches!(
        lemma,
        "go" | "come"
            | "travel"
            | "fly"
            | "arrive"
            | "return"
            | "visit"
            | "head"
            | "move"
            | "drive"
            | "invite"
            | "send"
            | "trip"
            | "flight"
            | "journey"
            | "visitor"
            | "bring"
            | "flee"
            | "route"
            | "road"
            | "way"
            | "train"
            | "depart"
            | "leave"
            | "march"
            | "advance"
    )
}

fn place_noun(lemma: &str) -> bool {
    matches!(
        lemma,
        "street"
            | "mayor"
            | "city"
            | "capital"
            | "suburb"
            | "airport"
            | "hotel"
            | "resident"
            | "square"
            | "station"
            | "region"
            | "district"
            | "outskirt"
            | "centre"
            | "center"
            | "university"
            | "area"
            | "summit"
            | "conference"
            | "meeting"
            | "talk"
            | "agreement"
            | "hospital"
            | "court"
            | "time"
            | "briefing"
            | "bureau"
    )
}

/// Verbs whose object is one who is dealt with, not a place.
fn addresses(lemma: &str) -> bool {
    matches!(
        lemma,
        "accuse"
            | "urge"
            | "warn"
            | "tell"
            | "ask"
            | "blame"
            | "criticise"
            | "criticize"
            | "press"
            | "pressure"
            | "condemn"
            | "sanction"
            | "punish"
            | "thank"
            | "help"
            | "push"
            | "force"
            | "allow"
            | "give"
            | "offer"
            | "support"
            | "back"
            | "arm"
            | "threaten"
            | "convince"
            | "persuade"
            | "isolate"
            | "deter"
            | "fight"
            | "compel"
            | "invite"
            | "inform"
            | "notify"
            | "assure"
            | "owe"
            | "pay"
            | "supply"
            | "oblige"
            | "require"
            | "want"
            | "need"
            | "expect"
            | "lead"
            | "send"
            | "stop"
            | "prevent"
            | "denounce"
            | "attack"
            | "face"
            | "join"
            | "oppose"
            | "challenge"
    )
}
