//! Names over a whole text: what is called by its full name once is the same kind of thing when it is called by a part of it.

use crate::Analysis;
use crate::neural::Gazetteer;
use model::{EntityKind, NameSpan, Span, Token, Upos};
use std::collections::{BTreeMap, BTreeSet};

/// Makes the kinds of a text's names agree. A last name that stands alone is a person where the text has a person's full name that ends in
/// it, unless it is known as something else, and even then where no preposition of place stands before it; a name that the text mostly takes for one kind is of that kind throughout, and so are its mentions
/// that were missed.
pub(crate) fn agree(text: &str, analysis: &mut Analysis, gazetteer: &Gazetteer) {
    let mut surnames: BTreeMap<&str, u32> = BTreeMap::new();
    let mut votes: BTreeMap<&str, [u32; 5]> = BTreeMap::new();
    for name in &analysis.names {
        let form = name.span.of(text);
        votes.entry(form).or_default()[name.kind as usize] += 1;
        if name.kind == EntityKind::Person
            && let Some((first, last)) = form.rsplit_once(char::is_whitespace)
            && last.chars().count() > 2
            && first.chars().any(char::is_lowercase)
        {
            *surnames.entry(last).or_default() += 1;
        }
    }
    let known: BTreeSet<&str> = surnames.keys().copied().filter(|form| gazetteer.kind_of(form).is_some()).collect();
    // "Park told reporters" after "Park Ji-min", but "in Hamilton", "the Hamilton police".
    let mut doubtful: Vec<Span> = Vec::new();
    for sentence in &analysis.sentences {
        for (at, token) in sentence.tokens.iter().enumerate().filter(|(_, t)| known.contains(t.span.of(text))) {
            let before = at.checked_sub(1).map(|b| &sentence.tokens[b]);
            let behind = sentence.tokens.get(at + 1);
            let placed = before.is_some_and(|b| matches!(b.upos, Upos::Adp | Upos::Det | Upos::Propn));
            let verb = behind.is_some_and(|b| {
                matches!(b.upos, Upos::Verb | Upos::Aux | Upos::Adv) || b.span.of(text) == "'s" || b.span.of(text) == "’s"
            });
            if !placed && verb {
                doubtful.push(token.span);
            }
        }
    }
    surnames.retain(|form, _| !known.contains(form));
    for name in &mut analysis.names {
        let form = name.span.of(text);
        if let Some(kinds) = votes.get(form) {
            let (best, most) = best(kinds);
            if most > 2 * kinds[name.kind as usize] {
                name.kind = EntityKind::ALL[best];
            }
        }
        let person = surnames.contains_key(form) || doubtful.binary_search(&name.span).is_ok();
        if person && name.kind != EntityKind::Group {
            name.kind = EntityKind::Person;
        }
    }
    votes.retain(|form, kinds| best(kinds).1 > 1 && form.chars().next().is_some_and(char::is_uppercase));
    let mut missed: Vec<NameSpan> = Vec::new();
    for token in analysis.sentences.iter().flat_map(|s| &s.tokens) {
        // At the start of a sentence an unknown last name may be tagged as another open class.
        let open = matches!(token.upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Verb | Upos::Adv | Upos::X | Upos::Intj);
        let form = token.span.of(text);
        let kind = if surnames.contains_key(form) {
            Some(EntityKind::Person)
        } else {
            votes.get(form).filter(|_| token.upos == Upos::Propn).map(|kinds| EntityKind::ALL[best(kinds).0])
        };
        if let Some(kind) = kind.filter(|_| open && !taken(&analysis.names, token)) {
            missed.push(NameSpan { span: token.span, kind });
        }
    }
    if !missed.is_empty() {
        analysis.names.extend(missed);
        analysis.names.sort_by_key(|name| name.span);
    }
}

/// The kind with most votes, and their number.
fn best(kinds: &[u32; 5]) -> (usize, u32) {
    kinds.iter().enumerate().fold((0, 0), |a, (k, &n)| if n > a.1 { (k, n) } else { a })
}

fn taken(names: &[NameSpan], token: &Token) -> bool {
    let next = names.partition_point(|n| n.span.end <= token.span.start);
    names.get(next).is_some_and(|n| n.span.overlaps(token.span))
}
