//! Names over a whole text: what is called by its full name once is the same kind of thing when it is called by a part of it.

use crate::neural::Gazetteer;
use crate::{Analysis, NameKind, NameSpan};
use model::{Token, Upos};
use std::collections::BTreeMap;

/// Turns the classes of a sentence's tokens (see [`crate::neural::bilou_path`]) into spans. A name that is as a whole in a word list of one
/// kind is of that kind; one that the network missed and that is tagged as a name is added.
pub(crate) fn spans(tokens: &[Token], marks: &[u32], path: &[u8], gazetteer: &Gazetteer, out: &mut Vec<NameSpan>) {
    let mut start = 0;
    let mut at = 0;
    while at < path.len() {
        let listed = gazetteer.kind(&marks[at..]);
        let Some(class) = path[at].checked_sub(1) else {
            match listed {
                Some((kind, length)) if tokens[at].upos == Upos::Propn && path[at..at + length].iter().all(|&c| c == 0) => {
                    out.push(NameSpan { span: tokens[at].span.cover(tokens[at + length - 1].span), kind });
                    at += length;
                }
                _ => at += 1,
            }
            continue;
        };
        if matches!(class % 4, 0 | 3) {
            start = at;
        }
        if matches!(class % 4, 2 | 3) {
            let kind = NameKind::ALL.get(class as usize / 4).copied().unwrap_or(NameKind::Other);
            let whole = gazetteer.kind(&marks[start..]).filter(|&(_, length)| length == at + 1 - start);
            out.push(NameSpan { span: tokens[start].span.cover(tokens[at].span), kind: whole.map_or(kind, |w| w.0) });
        }
        at += 1;
    }
}

/// Makes the kinds of a text's names agree. A last name that stands alone is a person where the text has a person's full name that ends in
/// it; a name that the text mostly takes for one kind is of that kind throughout.
pub(crate) fn agree(text: &str, analysis: &mut Analysis) {
    let mut surnames: BTreeMap<&str, u32> = BTreeMap::new();
    let mut votes: BTreeMap<&str, [u32; 5]> = BTreeMap::new();
    for name in &analysis.names {
        let form = name.span.of(text);
        votes.entry(form).or_default()[name.kind as usize] += 1;
        if name.kind == NameKind::Person
            && let Some((first, last)) = form.rsplit_once(char::is_whitespace)
            && last.chars().count() > 2
            && first.chars().any(char::is_lowercase)
        {
            *surnames.entry(last).or_default() += 1;
        }
    }
    for name in &mut analysis.names {
        let form = name.span.of(text);
        if let Some(kinds) = votes.get(form) {
            let (best, most) = kinds.iter().enumerate().fold((0, 0), |a, (k, &n)| if n > a.1 { (k, n) } else { a });
            if most > 2 * kinds[name.kind as usize] {
                name.kind = NameKind::ALL[best];
            }
        }
        if surnames.contains_key(form) && name.kind != NameKind::Group {
            name.kind = NameKind::Person;
        }
    }
    if surnames.is_empty() {
        return;
    }
    let mut missed: Vec<NameSpan> = Vec::new();
    for token in analysis.sentences.iter().flat_map(|s| &s.tokens) {
        // At the start of a sentence an unknown last name may be tagged as another open class.
        let open = matches!(token.upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Verb | Upos::Adv | Upos::X | Upos::Intj);
        if open && surnames.contains_key(token.span.of(text)) && !taken(&analysis.names, token) {
            missed.push(NameSpan { span: token.span, kind: NameKind::Person });
        }
    }
    if !missed.is_empty() {
        analysis.names.extend(missed);
        analysis.names.sort();
    }
}

fn taken(names: &[NameSpan], token: &Token) -> bool {
    let next = names.partition_point(|n| n.span.end <= token.span.start);
    names.get(next).is_some_and(|n| n.span.overlaps(token.span))
}
