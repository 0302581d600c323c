//! Titles in the text with whose they are: "former Kenyan foreign minister", "Secretary of the Peace Council", "his Sudanese counterpart".

use super::spans::Name;
use super::words::{genitive, lower, stretch};
use crate::Document;
use lexicon::{Sense, Title, TitleClass};
use model::{ActorKind, Upos};

/// Whose a title is, as its words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// Not said.
    None,
    /// A name: index into the names.
    Name(usize),
    /// A possessive pronoun: the word.
    Pronoun(usize),
    /// Another title: "adviser to the president of Kenya"; index into the titles found before in the same list.
    Title(usize),
}

/// A title.
#[derive(Clone, Debug)]
pub(super) struct TitlePhrase {
    pub sentence: usize,
    /// Words with owner and modifiers, both ends inclusive.
    pub first: usize,
    pub last: usize,
    /// Words of the title alone.
    pub core: (usize, usize),
    /// The title; `None` for "counterpart".
    pub title: Option<&'static Title>,
    /// More of one: "foreign ministers".
    pub plural: bool,
    pub owner: Owner,
    /// "former", "ex-", "then".
    pub ended: bool,
    /// A definite article, owner or capital letter: somebody particular.
    pub definite: bool,
    /// "a", "an", "one".
    pub indefinite: bool,
    /// The field of a minister or secretary that the table of titles does not name: "Minerals", "Labor".
    pub portfolio: Option<String>,
}

/// Words between owner and title that change nothing.
fn modifier(word: &str) -> bool {
    matches!(
        word,
        "new"
            | "newly"
            | "current"
            | "top"
            | "senior"
            | "longtime"
            | "long-time"
            | "veteran"
            | "incoming"
            | "elected"
            | "appointed"
            | "outgoing"
            | "hardline"
            | "late"
            | "acting"
            | "interim"
            | "caretaker"
            | "de"
            | "facto"
            | "state"
            | "appointed-"
            | "internationally"
            | "recognised"
            | "recognized"
            | "powerful"
            | "embattled"
            | "exiled"
            | "ousted"
            | "deposed"
            | "military"
            | "special"
            | "main"
            | "lead"
            | "official"
            | "-"
    )
}

fn over(word: &str) -> bool {
    matches!(
        word,
        "former" | "ex" | "ex-" | "then" | "then-" | "onetime" | "one-time" | "erstwhile" | "ousted" | "deposed" | "past" | "late"
    )
}

/// All titles of a document in order.
pub(super) fn find(document: &Document, names: &[Name]) -> Vec<TitlePhrase> {
    let mut out: Vec<TitlePhrase> = Vec::new();
    for (s, sentence) in document.sentences.iter().enumerate() {
        let mut at = 0;
        // Right to left would find owners that are titles first; left to right finds the longest titles. Owners are set in a second pass.
        let begin = out.len();
        while at < sentence.tokens.len() {
            match title_at(document, names, s, at) {
                Some(phrase) => {
                    at = phrase.core.1 + 1;
                    out.push(phrase);
                }
                None => at += 1,
            }
        }
        for index in (begin..out.len()).rev() {
            right_owner(document, names, &mut out, index);
        }
    }
    out
}

fn title_at(document: &Document, names: &[Name], s: usize, at: usize) -> Option<TitlePhrase> {
    let tokens = &document.sentences[s].tokens;
    let inside_name = |i: usize| names.iter().any(|n| n.sentence == s && n.first <= i && i <= n.last);
    if inside_name(at) {
        return None;
    }
    let first = lower(document, s, at);
    let counterpart = matches!(first.as_str(), "counterpart" | "counterparts");
    let (end, title, plural) = if counterpart {
        (at, None, first.ends_with('s'))
    } else {
        // Most words begin no title, alone or with others, in the singular or the plural.
        if !lexicon::begins_title(&first) && !first.strip_suffix('s').is_some_and(lexicon::begins_title) {
            return None;
        }
        let most = (lexicon::LONGEST_TITLE * 2).min(tokens.len() - at);
        (0..most).rev().find_map(|n| {
            let end = at + n;
            if inside_name(end) || tokens[end].upos == Upos::Punct && end == at {
                return None;
            }
            let words = stretch(document, s, at, end).to_lowercase();
            if let Some(title) = lexicon::find_title(&words) {
                return Some((end, Some(title), false));
            }
            let single = words.strip_suffix('s')?;
            lexicon::find_title(single).filter(|_| !single.ends_with('s')).map(|title| (end, Some(title), true))
        })?
    };
    // Words that are titles and other things: the tagger decides, unless several words of the list stand right before a person's name.
    let head = &tokens[end];
    let before_person = names.iter().any(|n| n.sentence == s && n.first == end + 1 && n.kind == model::EntityKind::Person);
    let beyond_doubt = end > at && before_person && head.upos != Upos::Verb;
    let modifies = matches!(head.relation(), "amod" | "advmod") && head.upos != Upos::Propn && end == at;
    // "secretary-general": the adjective stands last.
    let inverted = end > at && head.upos == Upos::Adj && lower(document, s, end) == "general";
    if !beyond_doubt && !inverted && !matches!(head.upos, Upos::Noun | Upos::Propn | Upos::X) || modifies {
        return None;
    }
    let following = tokens.get(end + 1).map(|t| t.span.of(document.text()));
    if following.is_some_and(|f| {
        matches!(f.to_lowercase().as_str(), "quarters" | "office" | "offices" | "ministry" | "palace" | "election" | "elections")
    }) {
        return None;
    }
    // "the president-elect", "the minister-designate": not yet.
    let after = |n: usize| lower(document, s, end + n);
    if after(1) == "-" && matches!(after(2).as_str(), "elect" | "designate") {
        return None;
    }
    let mut first = at;
    let (mut owner, mut ended, mut indefinite, mut someones) = (Owner::None, false, false, false);
    let bare = title.is_some_and(|t| matches!(t.normal, "Minister" | "Secretary")) && end == at && !plural;
    let (mut portfolio, mut end) = (None, end);
    if let Some(last) = field_behind(document, names, s, end).filter(|_| bare) {
        portfolio = Some(stretch(document, s, end + 2, last).to_owned());
        end = last;
    }
    if bare && portfolio.is_none() && first > 0 && field_before(document, names, s, first - 1, end) {
        first -= 1;
        portfolio = Some(capitalised(document.form(s, first)));
    }
    while first > 0 {
        let before = lower(document, s, first - 1);
        if let Some(index) = names.iter().position(|n| n.sentence == s && n.last == first - 1) {
            // "US President": a name right before is the owner, once; a person's name only with a genitive.
            if owner != Owner::None || names[index].kind == model::EntityKind::Person {
                break;
            }
            owner = Owner::Name(index);
            first = names[index].first;
        } else if genitive(&before) && first >= 2 {
            let Some(index) = names.iter().position(|n| n.sentence == s && n.last == first - 2) else {
                // "the host country's foreign minister"
                someones = true;
                break;
            };
            if owner != Owner::None {
                break;
            }
            owner = Owner::Name(index);
            first = names[index].first;
        } else if matches!(before.as_str(), "his" | "her" | "its" | "their" | "our" | "my") && owner == Owner::None {
            owner = Owner::Pronoun(first - 1);
            first -= 1;
        } else if over(&before) || modifier(&before) {
            ended |= over(&before) && before != "late";
            first -= 1;
        } else if topic(document, s, first - 1, at, end) {
            first -= 1;
        } else {
            indefinite = matches!(before.as_str(), "a" | "an" | "one" | "another" | "any" | "no" | "some");
            break;
        }
    }
    // A loose hyphen belongs to nobody.
    while first < at && document.form(s, first) == "-" {
        first += 1;
    }
    // "his former deputy" is no member of a parliament.
    if matches!(owner, Owner::Pronoun(_)) && title.is_some_and(|t| t.class == TitleClass::Legislator) && lower(document, s, end) == "deputy"
    {
        return None;
    }
    let article = first > 0 && matches!(lower(document, s, first - 1).as_str(), "the" | "this" | "that" | "both" | "two");
    let definite = article || someones || owner != Owner::None || tokens[end].upos == Upos::Propn;
    Some(TitlePhrase { sentence: s, first, last: end, core: (at, end), title, plural, owner, ended, definite, indefinite, portfolio })
}

/// The last word of a field behind "minister of" or "secretary for": "Minerals", "Water and Irrigation". A state or body there is the owner instead.
fn field_behind(document: &Document, names: &[Name], s: usize, title: usize) -> Option<usize> {
    if !matches!(lower(document, s, title + 1).as_str(), "of" | "for") {
        return None;
    }
    let tokens = &document.sentences[s].tokens;
    let owned = |i: usize| names.iter().any(|n| n.sentence == s && n.first <= i && i <= n.last && (n.known.is_some() || n.organ.is_some()));
    let word = |i: usize| {
        tokens.get(i).is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Adj))
            && document.form(s, i).starts_with(char::is_uppercase)
            && !owned(i)
    };
    let mut last = title + 2;
    if !word(last) {
        return None;
    }
    while word(last + 1) || (matches!(lower(document, s, last + 1).as_str(), "and" | "&") && word(last + 2)) {
        last += if word(last + 1) { 1 } else { 2 };
    }
    // A person's name is no field: "the secretary of John Smith".
    let person = names.iter().any(|n| n.sentence == s && n.first == title + 2 && n.kind == model::EntityKind::Person);
    (!person).then_some(last)
}

/// Whether the word before a bare minister or secretary is the field: "labor secretary", "Brexit Secretary".
fn field_before(document: &Document, names: &[Name], s: usize, word: usize, title: usize) -> bool {
    const RANKS: [&str; 14] = [
        "party",
        "cabinet",
        "assistant",
        "deputy",
        "joint",
        "permanent",
        "private",
        "general",
        "government",
        "junior",
        "shadow",
        "opposition",
        "prime",
        "first",
    ];
    let token = &document.sentences[s].tokens[word];
    let named = names.iter().find(|n| n.sentence == s && n.first <= word && word <= n.last);
    let free = named.is_none_or(|n| n.known.is_none() && n.organ.is_none() && n.kind != model::EntityKind::Person && n.first == n.last);
    matches!(token.upos, Upos::Noun | Upos::Propn)
        && token.head as usize == title + 1
        && free
        && !RANKS.contains(&lower(document, s, word).as_str())
        && !genitive(document.form(s, word))
}

/// Whether a word before a title says what it deals with: "chief Brexit negotiator", "nuclear envoy".
fn topic(document: &Document, s: usize, word: usize, at: usize, end: usize) -> bool {
    let token = &document.sentences[s].tokens[word];
    let head = token.head as usize;
    matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Propn)
        && matches!(token.relation(), "compound" | "amod")
        && (at + 1..=end + 1).contains(&head)
}

/// With a capital first letter.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "of X", "for X", "to the president of X" after a title.
fn right_owner(document: &Document, names: &[Name], titles: &mut [TitlePhrase], index: usize) {
    let (s, last, owner) = (titles[index].sentence, titles[index].last, titles[index].owner);
    let link = lower(document, s, last + 1);
    if !matches!(link.as_str(), "of" | "for" | "to" | "at" | "in") {
        return;
    }
    let mut begin = last + 2;
    while matches!(lower(document, s, begin).as_str(), "the" | "both") {
        begin += 1;
    }
    if let Some(name) = names.iter().position(|n| n.sentence == s && n.first == begin) {
        let bare_place = link == "in" && names[name].known.is_none_or(|(a, _)| a.kind == ActorKind::State);
        let adjective = matches!(names[name].known, Some((_, Sense::Adjective))) && names[name].organ.is_none();
        let person_owner = names[name].kind == model::EntityKind::Person && link != "to" && link != "for";
        if bare_place || adjective && next_is_noun(document, s, names[name].last + 1) || person_owner {
            // "the minister in Kenya" is where he is; "of the Kenyan people" is no state.
            if let Some(nested) = titles[index + 1..].iter().position(|t| t.sentence == s && t.first == begin) {
                set_title_owner(titles, index, index + 1 + nested, owner, &link);
            }
            return;
        }
        // "US envoy to Syria", "Russia's ambassador to Kenya": the sender stays the owner, the words belong to the phrase.
        if owner == Owner::None && link != "to"
            || owner == Owner::None && titles[index].title.is_some_and(|t| t.class == TitleClass::Adviser)
        {
            titles[index].owner = Owner::Name(name);
        }
        if owner == Owner::None || link == "to" || link == "for" {
            titles[index].last = names[name].last;
            titles[index].definite = true;
        }
    } else if let Some(nested) = titles[index + 1..].iter().position(|t| t.sentence == s && t.first == begin) {
        set_title_owner(titles, index, index + 1 + nested, owner, &link);
    }
}

fn set_title_owner(titles: &mut [TitlePhrase], index: usize, nested: usize, owner: Owner, link: &str) {
    if owner == Owner::None && matches!(link, "to" | "of" | "for") {
        titles[index].owner = Owner::Title(nested);
        titles[index].last = titles[nested].last;
        titles[index].definite = true;
    }
}

fn next_is_noun(document: &Document, s: usize, at: usize) -> bool {
    document.sentences[s].tokens.get(at).is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Adj))
}

/// Whether two titles can be one office: the same class, "leader" for any head, "minister" for any minister.
pub(super) fn same_office(spoken: &Title, held: &Title) -> bool {
    use TitleClass as C;
    if spoken.normal == held.normal {
        return true;
    }
    match spoken.class {
        C::Leader | C::Head => {
            matches!(held.class, C::HeadOfState | C::HeadOfGovernment | C::Leader | C::Head) || held.normal == "Secretary"
        }
        C::Minister if spoken.normal == "Minister" => matches!(held.class, C::ForeignMinister | C::DefenceMinister | C::Minister),
        C::HeadOfState | C::HeadOfGovernment | C::ForeignMinister | C::DefenceMinister | C::Spokesperson => held.class == spoken.class,
        C::Negotiator => held.class == C::Negotiator,
        C::Envoy => held.class == C::Envoy,
        C::Adviser => held.class == C::Adviser,
        _ => false,
    }
}
