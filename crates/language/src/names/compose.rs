//! How names are built: hyphens, titles, heads of organisations, acronyms.

use super::{Context, Found, kinds};
use model::{EntityKind, Upos};

/// Mends the names of a sentence, which stay in order.
pub(super) fn compose(context: Context, found: &mut Vec<Found>) {
    listed(context, found);
    hyphens(context, found);
    if !context.knowledge.is_empty() {
        titles(context, found);
        kinds::settle(context, found);
        if !is_headline(context) {
            organisations(context, found);
            national(context, found);
            airlines(context, found);
            acronyms(context, found);
        }
    }
    found.retain(|f| !f.tokens.is_empty());
}

/// The names that share a token with those from `start` to `end`.
pub(super) fn overlapping(found: &[Found], start: usize, end: usize) -> impl Iterator<Item = &Found> {
    found.iter().filter(move |f| f.tokens.start < end && start < f.tokens.end)
}

/// Puts a name in the place of those that it covers.
pub(super) fn put(found: &mut Vec<Found>, name: Found) {
    found.retain(|f| f.tokens.end <= name.tokens.start || name.tokens.end <= f.tokens.start);
    let at = found.partition_point(|f| f.tokens.start < name.tokens.start);
    found.insert(at, name);
}

/// Listed names of several words hold against parts of them ("European" in "European Union"), not against longer names.
fn listed(context: Context, found: &mut Vec<Found>) {
    for at in 0..context.marks.len() {
        let Some((kind, length)) = context.gazetteer.kind(&context.marks[at..]).filter(|k| k.1 > 1) else { continue };
        let tokens = at..at + length;
        let part = |f: &Found| tokens.start <= f.tokens.start && f.tokens.end <= tokens.end && f.tokens.len() < tokens.len();
        let parts = overlapping(found, at, at + length).count();
        if parts > 0 && overlapping(found, at, at + length).all(part) {
            put(found, Found { tokens, kind });
        }
    }
}

/// "Yoon Suk-yeol", "Jean-Pierre": what a hyphen without blanks ties to a person's name belongs to it, if it is a name and no compound
/// ("Obama-era", "Moscow-Kyiv").
fn hyphens(context: Context, found: &mut [Found]) {
    for number in 0..found.len() {
        if found[number].kind != EntityKind::Person {
            continue;
        }
        loop {
            let end = found[number].tokens.end;
            // "Min-soo" is read as an adverb by those who do not know it; "era" of "Obama-era" is not.
            let tagged = |at: usize| matches!(context.upos(at), Upos::Propn | Upos::Adv | Upos::X | Upos::Intj);
            let name = |at: usize| tagged(at) && context.form(at).chars().all(|c| c.is_alphabetic() || c == '\'' || c == '’');
            let syllable = || found[number].tokens.len() == 2 && is_syllable(context.form(end - 1), context.form(end + 1));
            if !context.tie(end) || !(name(end + 1) && (context.capital(end + 1) || found[number].tokens.len() > 1) || syllable()) {
                break;
            }
            let mut to = end + 2;
            if let Some(next) = found.get_mut(number + 1).filter(|n| n.tokens.start == end + 1) {
                if next.kind != EntityKind::Person && next.tokens.len() > 1 {
                    break;
                }
                to = next.tokens.end;
                next.tokens.start = to;
            }
            found[number].tokens.end = to;
        }
    }
}

/// "Ji-min", "Wing-man": two syllables of a Korean or Chinese given name, of which the second may be an English word; "Biden-era" is a compound.
fn is_syllable(first: &str, second: &str) -> bool {
    const COMPOUNDS: [&str; 8] = ["era", "led", "like", "style", "type", "born", "run", "made"];
    let short = |form: &str| (2..=6).contains(&form.len()) && form.chars().all(char::is_alphabetic);
    short(first) && short(second) && second.chars().all(char::is_lowercase) && !second.ends_with("ed") && !COMPOUNDS.contains(&second)
}

/// Titles are no part of a person's name, and no names by themselves.
fn titles(context: Context, found: &mut Vec<Found>) {
    let title = |at: usize| context.knowledge.word(context.form(at)).title;
    found.retain(|f| !f.tokens.clone().all(title));
    // "Minister of Economy" is an office.
    found.retain(|f| f.kind == EntityKind::Person || !(title(f.tokens.start) && context.form(f.tokens.start + 1) == "of"));
    // "Foreign Minister Ida Lindqvist": two words with capitals behind a title, of which none or only one was taken for a name.
    // The first may be a place too: "Minister Aden Duale".
    for at in 0..context.marks.len().saturating_sub(2) {
        let word = |at: usize| context.capital(at) && context.upos(at) == Upos::Propn && !title(at);
        let alone = |at: usize| overlapping(found, at, at + 1).all(|f| f.tokens.len() == 1 && f.kind == EntityKind::Person);
        if !title(at) || !word(at + 1) || !word(at + 2) || at + 3 < context.marks.len() && word(at + 3) {
            continue;
        }
        let known = |at: usize| context.marks[at] != 0 && !context.given(at) || context.knowledge.word(context.form(at)).head;
        let single = overlapping(found, at + 1, at + 2).all(|f| f.tokens.len() == 1);
        if !known(at + 2) && single && alone(at + 2) && overlapping(found, at, at + 1).next().is_none() {
            put(found, Found { tokens: at + 1..at + 3, kind: EntityKind::Person });
        }
    }
    for name in found.iter_mut().filter(|f| f.kind == EntityKind::Person) {
        while name.tokens.len() > 1 && context.knowledge.word(context.form(name.tokens.start)).title {
            name.tokens.start += 1;
        }
    }
}

/// Whether most longer words have capitals, so that capitals tell nothing.
fn is_headline(context: Context) -> bool {
    let (mut words, mut capitals) = (0, 0);
    for at in 1..context.marks.len() {
        let form = context.form(at);
        // "The Borealis Shipping Company refused to pay", "met the crew": a headline would give its verb a capital too.
        if context.upos(at) == Upos::Verb && !context.capital(at) && form.chars().all(char::is_alphabetic) {
            return false;
        }
        if form.len() > 3 && form.chars().all(char::is_alphabetic) {
            words += 1;
            capitals += context.capital(at) as u32;
        }
    }
    words > 3 && capitals * 3 > words * 2
}

fn organisations(context: Context, found: &mut Vec<Found>) {
    for head in (0..context.marks.len()).rev() {
        let word = context.knowledge.word(context.form(head));
        if !word.head || overlapping(found, head, head + 1).any(|f| f.kind == EntityKind::Organisation && f.tokens.end > head + 1) {
            continue;
        }
        // "West Bank" is known as something else.
        if (head.saturating_sub(4)..=head).any(|at| {
            context
                .gazetteer
                .kind(&context.marks[at..])
                .is_some_and(|(kind, length)| at + length > head && kind != EntityKind::Organisation)
        }) {
            continue;
        }
        let start = start_of(context, found, head, word.named);
        let end = if word.goes_on { end_of(context, found, head) } else { head + 1 };
        let inside = overlapping(found, start, end);
        let (from, to) = inside.fold((start, end), |(from, to), f| (from.min(f.tokens.start), to.max(f.tokens.end)));
        if (from, to) != (start, end) {
            continue; // A longer name, or one that only partly belongs.
        }
        if end - start > 1 || word.alone && head > 0 && matches!(context.upos(head), Upos::Propn | Upos::Noun) {
            put(found, Found { tokens: start..end, kind: EntityKind::Organisation });
        }
    }
}

/// "the Canadian Union of Seafarers": the people that a body names itself after is a part of its name; "the French Ministry" is not.
fn national(context: Context, found: &mut Vec<Found>) {
    const BODIES: [&str; 13] = [
        "Union",
        "Federation",
        "Association",
        "Confederation",
        "Alliance",
        "Chamber",
        "Society",
        "College",
        "Institute",
        "Academy",
        "Council",
        "Syndicate",
        "League",
    ];
    for number in (1..found.len()).rev() {
        let (before, name) = (&found[number - 1], &found[number]);
        let own = BODIES.contains(&context.form(name.tokens.start)) && matches!(context.form(name.tokens.start + 1), "of" | "for");
        let people = before.kind == EntityKind::Group && before.tokens.len() == 1 && before.tokens.end == name.tokens.start;
        if own && people && name.kind == EntityKind::Organisation {
            found[number].tokens.start -= 1;
            found.remove(number - 1);
        }
    }
}

/// "Air Algeria": a carrier, not a place.
fn airlines(context: Context, found: &mut Vec<Found>) {
    for at in 0..context.marks.len().saturating_sub(1) {
        if context.form(at) != "Air" || !context.capital(at + 1) || context.upos(at + 1) != Upos::Propn {
            continue;
        }
        let (start, end) = overlapping(found, at, at + 2).fold((at, at + 2), |(s, e), f| (s.min(f.tokens.start), e.max(f.tokens.end)));
        let longer = overlapping(found, at, at + 2).any(|f| f.kind == EntityKind::Organisation && f.tokens.len() > 1);
        if start == at && end <= at + 3 && !longer {
            put(found, Found { tokens: start..end, kind: EntityKind::Organisation });
        }
    }
}

/// Where the name that ends in `head` begins: to the left as far as words have capitals.
fn start_of(context: Context, found: &[Found], head: usize, named: bool) -> usize {
    let person = |at: usize| overlapping(found, at, at + 1).any(|f| f.kind == EntityKind::Person);
    let is_name = |at: usize| context.upos(at) == Upos::Propn || overlapping(found, at, at + 1).next().is_some();
    let mut start = head;
    while start > 0 {
        let at = start - 1;
        let form = context.form(at);
        if context.capital(at) {
            let word = context.knowledge.word(form);
            let other = matches!(
                context.upos(at),
                Upos::Det | Upos::Pron | Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Aux | Upos::Verb | Upos::Adv | Upos::Num
            );
            // "Lapland Ports Authority": with a capital behind a name it is no verb.
            let verb = context.upos(at) == Upos::Verb && at > 0 && context.capital(at - 1) && context.upos(at - 1) == Upos::Propn;
            let other = other && !verb;
            // The first word of a sentence has its capital for another reason.
            if word.title && !is_name(at) || other && !is_name(at) || at == 0 && !is_name(at) || !named && person(at) {
                break;
            }
            start = at;
        } else if at > 0 && context.capital(at - 1) && (context.tie(at) || form == "&") {
            start = at;
        } else if at > 1 && form == "and" && context.capital(at - 1) && joins(context, found, at - 1) {
            // "Truth and Reconciliation Commission"
            start = at;
        } else {
            break;
        }
    }
    // What stands before a tie may have stopped the search.
    while start < head && !context.capital(start) {
        start += 1;
    }
    start
}

/// Whether the word is an ordinary one, and not a name or a part of one: "and" ties it to its neighbour.
fn joins(context: Context, found: &[Found], at: usize) -> bool {
    context.common(at) && context.marks[at] & 0xF == 0 && overlapping(found, at, at + 1).all(|f| f.kind == EntityKind::Organisation)
}

/// Where the name goes on to after "of": words with capitals, joined by commas and "and" where they are no names of their own.
fn end_of(context: Context, found: &[Found], head: usize) -> usize {
    let n = context.marks.len();
    if !matches!(context.form(head + 1), "of" | "for") {
        return head + 1;
    }
    let mut at = head + 2;
    if context.form(at) == "the" {
        at += 1;
    }
    if at >= n || !context.capital(at) {
        return head + 1;
    }
    let name = |at: usize| overlapping(found, at, at + 1).find(|f| f.kind != EntityKind::Organisation);
    let mut end = at;
    let place = name(at).is_some();
    while end < n && context.capital(end) && !matches!(context.upos(end), Upos::Pron | Upos::Verb | Upos::Aux) {
        end = name(end).map_or(end + 1, |f| f.tokens.end.max(end + 1));
        if place {
            break;
        }
        // "Foreign Affairs and Expatriates", "Education, Science and Technology".
        let mut next = end;
        if context.form(next) == "," {
            next += 1;
            let listed =
                (next..n.min(next + 8)).take_while(|&k| context.capital(k) || context.form(k) == ",").last().map_or(next, |k| k + 1);
            if !matches!(context.form(listed), "and" | "&") || !context.capital(listed + 1) {
                break;
            }
        } else if matches!(context.form(next), "and" | "&") {
            next += 1;
        }
        if next > end && (next >= n || !context.capital(next) || !joins(context, found, next) || context.upos(next) == Upos::Pron) {
            break;
        }
        end = next;
    }
    end
}

/// Unknown words in capitals, in a sentence that is not all capitals: mostly organisations.
fn acronyms(context: Context, found: &mut Vec<Found>) {
    for at in 0..context.marks.len() {
        let form = context.form(at);
        let letters = form.chars().filter(|c| c.is_uppercase()).count();
        if !(2..=7).contains(&letters)
            || !form.chars().all(|c| c.is_uppercase() || c == '&' || c == '.')
            || letters < 3 && form.contains('.')
        {
            continue;
        }
        if context.marks[at] != 0 || context.upos(at) != Upos::Propn || context.knowledge.word(form).abbreviation {
            continue;
        }
        let neighbours = [at.wrapping_sub(1), at + 1].into_iter().filter(|&k| k < context.marks.len());
        // Among other words in capitals it is no acronym but a shout.
        if neighbours.clone().any(|k| context.form(k).len() > 1 && context.form(k).chars().all(char::is_uppercase)) {
            continue;
        }
        let only = |f: &Found| f.tokens.len() == 1 && f.kind != EntityKind::Organisation;
        if overlapping(found, at, at + 1).all(only) {
            put(found, Found { tokens: at..at + 1, kind: EntityKind::Organisation });
        }
    }
}
