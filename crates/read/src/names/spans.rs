//! Names in the text: those of the lexicon, those of the language engine, organs by rule; one list without overlap.

use super::bodies::{self, is_body, members_body, whole_body};
use super::organs;
use super::titles::TitlePhrase;
use super::words::{capital, genitive, lower, particle, shouted, span_of};
use crate::Document;
use lexicon::{KnownActor, Sense};
use model::{ActorKind, EntityKind, Span, Upos};

/// A name.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Sentence and words, both ends inclusive.
    pub sentence: usize,
    pub first: usize,
    pub last: usize,
    pub span: Span,
    pub kind: EntityKind,
    /// What the lexicon knows it as.
    pub known: Option<(&'static KnownActor, Sense)>,
    /// An organ put together by rule: its canonical name and side.
    pub organ: Option<organs::Organ>,
    /// An acronym that the report gives to a body: the bytes of the body's name.
    pub stands_for: Option<Span>,
}

/// All names in order, without overlap.
pub(super) fn collect(document: &Document) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut known = known_names(document);
    // "the Lakeland Liberation Front" does not name the newspaper.
    known.retain(|k| {
        let outlet = k.known.is_some_and(|(actor, _)| actor.kind == ActorKind::Outlet);
        let within = |n: &&model::NameSpan| n.kind == EntityKind::Organisation && n.span.contains(k.span) && n.span.start < k.span.start;
        !(outlet && k.first == k.last && document.name_spans.iter().any(|n| within(&n)))
    });
    for organ in organs::find(document, &known) {
        add(&mut names, organ);
    }
    // A person's name of the engine beats a place or adjective inside it ("Jordan" in "Michael Jordan").
    let engine = engine_names(document, &known);
    for name in &engine {
        let longer = |k: &Name| k.span.overlaps(name.span) && name.span.len() > k.span.len();
        if name.kind == EntityKind::Person && known.iter().any(longer) || named_after(document, name, &known) {
            add(&mut names, name.clone());
        }
    }
    for body in bodies::by_noun(document, &known) {
        add(&mut names, body);
    }
    for name in known {
        add(&mut names, name);
    }
    for name in engine {
        if name.kind == EntityKind::Person || !within_title(document, name.sentence, name.first, name.last) {
            add(&mut names, name);
        }
    }
    if document.name_spans.is_empty() {
        for name in capitalised(document) {
            if !within_title(document, name.sentence, name.first, name.last) {
                add(&mut names, name);
            }
        }
    }
    for name in surnames(document, &names).into_iter().chain(office_holders(document, &names)) {
        match names.iter_mut().find(|n| n.span.overlaps(name.span)) {
            Some(taken) if taken.span == name.span && taken.known.is_none() && taken.organ.is_none() => taken.kind = EntityKind::Person,
            Some(_) => {}
            None => names.push(name),
        }
    }
    names.sort_by_key(|n| (n.span.start, n.span.end));
    bodies::acronyms(document, &mut names);
    names
}

/// A body of the engine's that is named after a state or its people: "Air Algeria", "the Kenyan Union of Seafarers"; not its organ, which is found by rule.
fn named_after(document: &Document, name: &Name, known: &[Name]) -> bool {
    let within = |k: &&Name| name.kind == EntityKind::Organisation && name.span.contains(k.span) && k.span.len() < name.span.len();
    known.iter().filter(within).any(|k| {
        let carrier = k.last == name.last && name.last == name.first + 1 && document.form(name.sentence, name.first) == "Air";
        let body = k.first == name.first && k.last == k.first && name.last > k.last + 2;
        let state = k.known.is_some_and(|(actor, sense)| actor.kind == ActorKind::State && sense == Sense::Name);
        // "the Zambia External Bondholder Steering Committee"
        let long = state && k.first == name.first && name.last > k.last + 2 && document.form(name.sentence, k.last + 1) != "'s";
        // "British Airways", "Canadian Pacific"
        let firm = k.first == name.first && k.last < name.last && lexicon::is_firm_word(document.form(name.sentence, name.last));
        carrier || firm || long || body && matches!(document.form(name.sentence, k.last + 2), "of" | "for")
    })
}

/// Names that the engine took for something else but that a title makes a person's: "President X", "X, the foreign minister of Y".
pub(super) fn persons_by_title(document: &Document, names: &mut [Name], titles: &[TitlePhrase]) {
    for phrase in titles.iter().filter(|t| !t.plural) {
        let s = phrase.sentence;
        let mut before = phrase.first;
        while before > 0 && matches!(lower(document, s, before - 1).as_str(), "the" | "a" | "an") {
            before -= 1;
        }
        let comma = before > 1 && document.form(s, before - 1) == ",";
        let proper = document.sentences[s].tokens[phrase.core.1].upos == Upos::Propn;
        for name in names.iter_mut().filter(|n| n.sentence == s && n.known.is_none() && n.organ.is_none() && n.kind != EntityKind::Person) {
            if document.form(s, name.first) == "Air" {
                continue;
            }
            let titled = name.first == phrase.last + 1 && (proper || name.last > name.first);
            let apposed = comma && name.last + 2 == before && name.last > name.first && phrase.definite;
            if (titled || apposed) && plausible_person(name.span.of(document.text())) {
                name.kind = EntityKind::Person;
            }
        }
    }
}

/// Surnames of office-holders that the lexicon knows, where the report names their state: what the engine missed.
fn office_holders(document: &Document, names: &[Name]) -> Vec<Name> {
    let text = document.text();
    let mut out = Vec::new();
    for (s, sentence) in document.sentences.iter().enumerate() {
        if shouted(sentence.span.of(text)) {
            continue;
        }
        for at in 0..sentence.tokens.len() {
            let form = document.form(s, at);
            if sentence.tokens[at].upos != Upos::Propn || form.chars().count() < 5 || !capital(form) {
                continue;
            }
            let Some(one) = lexicon::person_of_surname(form) else { continue };
            let Some(known) = lexicon::find_actor(one.name) else { continue };
            if names.iter().any(|n| n.known.is_some_and(|(k, _)| k.kind == ActorKind::State && Some(k.name) == known.actor.side)) {
                out.push(name(document, s, at, at, EntityKind::Person));
            }
        }
    }
    out
}

/// Capitalised words that repeat the surname of a person named in full elsewhere in the document.
fn surnames(document: &Document, names: &[Name]) -> Vec<Name> {
    let text = document.text();
    let mut keys: Vec<_> = names
        .iter()
        .filter(|n| n.kind == EntityKind::Person && n.last > n.first)
        .filter_map(|n| n.span.of(text).rsplit([' ', '\u{a0}']).next())
        .filter(|word| word.chars().count() >= 4)
        .map(super::cast::spelling)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let mut out = Vec::new();
    if keys.is_empty() {
        return out;
    }
    for (s, sentence) in document.sentences.iter().enumerate() {
        for at in 0..sentence.tokens.len() {
            let form = document.form(s, at);
            if capital(form)
                && form.chars().count() >= 4
                && form.chars().any(char::is_lowercase)
                && keys.binary_search(&super::cast::spelling(form)).is_ok()
            {
                out.push(name(document, s, at, at, EntityKind::Person));
            }
        }
    }
    out
}

/// Whether the words are part of a longer title: "Defense" of "Defense Minister".
fn within_title(document: &Document, s: usize, first: usize, last: usize) -> bool {
    let count = document.sentences[s].tokens.len();
    (first.saturating_sub(3)..=first).any(|from| {
        (last..count.min(last + 4)).any(|to| {
            (from < first || to > last) && lexicon::find_title(&super::words::stretch(document, s, from, to).to_lowercase()).is_some()
        })
    })
}

fn add(names: &mut Vec<Name>, name: Name) {
    if !names.iter().rev().any(|n| n.span.overlaps(name.span)) {
        names.push(name);
    }
}

/// A name over the words `first..=last`.
pub(super) fn name(document: &Document, sentence: usize, first: usize, last: usize, kind: EntityKind) -> Name {
    Name { sentence, first, last, span: span_of(document, sentence, first, last), kind, known: None, organ: None, stands_for: None }
}

fn known_names(document: &Document) -> Vec<Name> {
    let text = document.text();
    let mut out = Vec::new();
    for hit in lexicon::actors_in(text) {
        let Some((sentence, _)) = document.word_at(hit.span.start) else { continue };
        let Some((first, last)) = document.words_in(sentence, hit.span) else { continue };
        let words = hit.span.of(text);
        let actor = hit.known.actor;
        let all_capitals = words.chars().all(|c| !c.is_lowercase());
        if all_capitals && words.len() <= 3 && shouted(document.sentences[sentence].span.of(text)) {
            continue;
        }
        // One-word outlets are common words more often than names.
        if actor.kind == ActorKind::Outlet && !words.contains(' ') && !all_capitals && first == 0 {
            continue;
        }
        // "Niger State", "the Niger Delta": a part of another country, or a river
        let behind = if last + 1 < document.sentences[sentence].tokens.len() { document.form(sentence, last + 1) } else { "" };
        let further = lower(document, sentence, last + 2);
        let part = matches!(behind, "Delta" | "River" | "Valley" | "Basin")
            || behind == "State"
                && !matches!(
                    further.as_str(),
                    "department" | "duma" | "council" | "tv" | "television" | "media" | "security" | "university"
                );
        // "Air Borduria" is an airline.
        if actor.kind == ActorKind::State && first > 0 && document.form(sentence, first - 1) == "Air" {
            out.push(name(document, sentence, first - 1, last, EntityKind::Organisation));
            continue;
        }
        if actor.kind == ActorKind::State && hit.known.sense == Sense::Name && part {
            out.push(name(document, sentence, first, last + 1, EntityKind::Place));
            continue;
        }
        // "Northern Ireland", "Western Australia": a region with a name of its own; what the lexicon knows whole ("North Korea") is a longer hit
        let before = first.checked_sub(1).map_or("", |at| document.form(sentence, at));
        let region = matches!(before, "Northern" | "Southern" | "Eastern" | "Western");
        if actor.kind == ActorKind::State && hit.known.sense == Sense::Name && region {
            out.push(name(document, sentence, first - 1, last, EntityKind::Place));
            continue;
        }
        let kind = match (actor.kind, hit.known.sense) {
            (_, Sense::Adjective | Sense::People) if actor.kind == ActorKind::State => EntityKind::Group,
            (ActorKind::State, _) | (_, Sense::Capital) => EntityKind::Place,
            (ActorKind::Person, _) => EntityKind::Person,
            (ActorKind::Collective, _) => EntityKind::Group,
            _ => EntityKind::Organisation,
        };
        out.push(Name {
            sentence,
            first,
            last,
            span: hit.span,
            kind,
            known: Some((actor, hit.known.sense)),
            organ: None,
            stands_for: None,
        });
    }
    out
}

/// The engine's names, without titles before and genitive endings after.
fn engine_names(document: &Document, known: &[Name]) -> Vec<Name> {
    let mut out = Vec::new();
    for found in &document.name_spans {
        let Some((sentence, _)) = document.word_at(found.span.start) else { continue };
        let Some((mut first, mut last)) = document.words_in(sentence, found.span) else { continue };
        while last > first && genitive(document.form(sentence, last)) {
            last -= 1;
        }
        let mister = |i: usize| honorific(&lower(document, sentence, i)) && lower(document, sentence, i) != "st";
        let mut kind = found.kind;
        if first < last && mister(first) || first > 0 && mister(first - 1) {
            kind = EntityKind::Person;
        }
        if kind != EntityKind::Person {
            last = members_body(document, known, sentence, last);
        }
        if kind == EntityKind::Organisation || last > first && is_body(&lower(document, sentence, last)) {
            kind = EntityKind::Organisation;
            first = whole_body(document, known, sentence, first, last);
        }
        // "the Kingdom" is nobody's name.
        let article = first > 0 && matches!(lower(document, sentence, first - 1).as_str(), "the" | "this" | "that" | "a" | "an");
        if kind == EntityKind::Person && first == last && article {
            continue;
        }
        if kind == EntityKind::Person {
            while first < last && honorific_or_title(&lower(document, sentence, first)) {
                first += 1;
            }
        }
        if kind == EntityKind::Person {
            last = with_particles(document, sentence, hyphenated(document, sentence, last));
        }
        let span = span_of(document, sentence, first, last);
        // Where the engine's span ends inside a word ("US" of "US-led"), its own end counts.
        let span = if span.end > found.span.end && last == first { found.span } else { span };
        if kind == EntityKind::Person && !plausible_person(span.of(document.text())) {
            continue;
        }
        out.push(Name { span, ..name(document, sentence, first, last, kind) });
    }
    out
}

/// The last word of a name whose hyphenated part the engine left out: "Coronel-Ferrer".
fn hyphenated(document: &Document, s: usize, last: usize) -> usize {
    let tokens = &document.sentences[s].tokens;
    match tokens.get(last + 1..last + 3) {
        Some([dash, part])
            if dash.span.start == tokens[last].span.end
                && part.span.start == dash.span.end
                && document.form(s, last + 1) == "-"
                && capital(document.form(s, last + 2)) =>
        {
            last + 2
        }
        _ => last,
    }
}

/// The last word of a name that the engine cut before its particles: "Adam Van" of "Adam Van der Meer".
fn with_particles(document: &Document, s: usize, last: usize) -> usize {
    let count = document.sentences[s].tokens.len();
    let particle = |i: usize| matches!(document.form(s, i), "der" | "den" | "de" | "la" | "del" | "von" | "van" | "bin" | "ibn");
    let behind = (last + 1..count.min(last + 4)).find(|&i| !particle(i));
    match behind {
        Some(i) if i > last + 1 && capital(document.form(s, i)) && document.form(s, i).chars().any(char::is_lowercase) => i,
        _ => last,
    }
}

fn plausible_person(words: &str) -> bool {
    words.chars().any(char::is_alphabetic)
        && !words.contains("://")
        && words.split_whitespace().any(|w| capital(w.trim_start_matches(|c: char| !c.is_alphanumeric())) || !w.is_ascii())
        && !(words.split(' ').count() == 1 && (lexicon::find_title(&words.to_lowercase()).is_some() || is_date(words)))
}

/// "Mr", "President" before a name.
pub(super) fn honorific_or_title(word: &str) -> bool {
    honorific(word) || lexicon::find_title(word).is_some()
}

/// "Mr", "Dr" and the like.
pub(super) fn honorific(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "dr"
            | "prof"
            | "sir"
            | "lord"
            | "lady"
            | "dame"
            | "hon"
            | "rev"
            | "st"
            | "sheikh"
            | "shaikh"
            | "sheik"
    )
}

/// Whether a word names a day or a month.
fn is_date(word: &str) -> bool {
    lexicon::is_weekday(word) || lexicon::is_month(word)
}

/// Without names from the engine: runs of capitalised proper nouns. Persons where a title stands before them, a verb of speech beside them or
/// the lexicon knows the surname; others stay unknown.
fn capitalised(document: &Document) -> Vec<Name> {
    let mut out = Vec::new();
    for (s, sentence) in document.sentences.iter().enumerate() {
        if shouted(sentence.span.of(document.text())) {
            continue;
        }
        let proper = |i: usize| {
            let form = document.form(s, i);
            let low = form.to_lowercase();
            sentence.tokens[i].upos == Upos::Propn
                && capital(form)
                && !honorific_or_title(&low)
                && !is_date(&low)
                && form.chars().any(char::is_lowercase)
        };
        let mut i = 0;
        while i < sentence.tokens.len() {
            if !proper(i) {
                i += 1;
                continue;
            }
            let first = i;
            let mut last = i;
            let mut at = i + 1;
            while at < sentence.tokens.len() {
                let form = document.form(s, at);
                let joined = sentence.tokens[at].span.start == sentence.tokens[at - 1].span.end;
                if proper(at) {
                    last = at;
                } else if !(particle(form) || form == "-" && joined || form.len() <= 2 && form.ends_with('.')) {
                    break;
                }
                at += 1;
            }
            let person = person_like(document, s, first, last);
            out.push(name(document, s, first, last, if person { EntityKind::Person } else { EntityKind::Other }));
            i = last + 1;
        }
    }
    out
}

fn person_like(document: &Document, s: usize, first: usize, last: usize) -> bool {
    if first > 0 && honorific_or_title(&lower(document, s, first - 1)) {
        return true;
    }
    let sentence = &document.sentences[s];
    let surname = lexicon::sound_key(document.form(s, last));
    if lexicon::persons().iter().any(|p| p.keys.last().is_some_and(|k| *k == surname.as_str())) {
        return true;
    }
    let head = super::words::head_of(sentence, first, last);
    let said = sentence.head(head).is_some_and(|h| {
        matches!(
            sentence.tokens[h].lemma.as_str(),
            "say" | "tell" | "add" | "announce" | "warn" | "state" | "speak" | "confirm" | "deny" | "insist" | "note" | "argue" | "urge"
        )
    });
    said && sentence.tokens[head].relation() == "nsubj" && last > first && last - first < 4
}
