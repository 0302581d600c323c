//! Organs of states put together by rule: "Russian Foreign Ministry", "Ministry of Defence of Kenya", "Kenya's parliament".

use super::spans::{Name, name};
use super::words::{capital, genitive, lower};
use crate::Document;
use lexicon::{Sense, State};
use model::{ActorKind, EntityKind};

/// An organ by its canonical name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Organ {
    /// "Ministry of Foreign Affairs of Kenya".
    pub name: String,
    /// What it is without the state: "Ministry of Foreign Affairs".
    pub bare: String,
    /// The state, where the words name it.
    pub state: Option<&'static State>,
    /// "Kenyan Foreign Ministry", as labels use it.
    pub short: String,
}

/// Field of a ministry as written before "Ministry", and in the canonical name.
const FIELDS: [(&str, &str); 16] = [
    ("foreign", "Foreign Affairs"),
    ("foreign affairs", "Foreign Affairs"),
    ("external affairs", "Foreign Affairs"),
    ("defence", "Defence"),
    ("defense", "Defence"),
    ("interior", "the Interior"),
    ("finance", "Finance"),
    ("health", "Health"),
    ("justice", "Justice"),
    ("energy", "Energy"),
    ("oil", "Energy"),
    ("economy", "Economy"),
    ("trade", "Trade"),
    ("commerce", "Trade"),
    ("information", "Information"),
    ("unification", "Unification"),
];

/// Organs other than ministries: the word, and the canonical name.
const ORGANS: [(&str, &str); 13] = [
    ("parliament", "Parliament"),
    ("presidency", "Presidency"),
    ("army", "Armed Forces"),
    ("military", "Armed Forces"),
    ("armed forces", "Armed Forces"),
    ("air force", "Air Force"),
    ("navy", "Navy"),
    ("supreme court", "Supreme Court"),
    ("constitutional court", "Constitutional Court"),
    ("central bank", "Central Bank"),
    ("embassy", "Embassy"),
    ("cabinet", "Cabinet"),
    ("security council", "Security Council"),
];

/// The organs of a document, given the known names in it.
pub(super) fn find(document: &Document, known: &[Name]) -> Vec<Name> {
    let mut out = Vec::new();
    for (s, sentence) in document.sentences.iter().enumerate() {
        for at in 0..sentence.tokens.len() {
            let word = lower(document, s, at);
            if word == "ministry" {
                out.extend(ministry_of(document, known, s, at).or_else(|| ministry(document, known, s, at)));
            } else if word == "forces" && at > 0 && lower(document, s, at - 1) == "armed" {
                out.extend(other(document, known, s, at).filter(|n| n.organ.as_ref().is_some_and(|o| o.state.is_some())));
            } else if ["council", "bank", "court", "force", "parliament", "presidency", "army", "military", "navy", "embassy", "cabinet"]
                .contains(&word.as_str())
            {
                out.extend(other(document, known, s, at));
            }
        }
    }
    out
}

/// The state named directly before word `before`: "Kenyan", "Kenya 's", "Kenya". Gives the first word of its name.
fn state_before(document: &Document, known: &[Name], s: usize, before: usize) -> Option<(&'static State, usize)> {
    let mut end = before.checked_sub(1)?;
    if genitive(document.form(s, end)) {
        end = end.checked_sub(1)?;
    }
    let name = known.iter().find(|n| n.sentence == s && n.last == end)?;
    let (actor, sense) = name.known?;
    (actor.kind == ActorKind::State && sense != Sense::People).then_some(())?;
    Some((lexicon::state(actor.id)?, name.first))
}

/// The state named after "of" at word `at`.
fn state_after(document: &Document, known: &[Name], s: usize, at: usize) -> Option<(&'static State, usize)> {
    if lower(document, s, at) != "of" {
        return None;
    }
    let begin = if lower(document, s, at + 1) == "the" { at + 2 } else { at + 1 };
    let name = known.iter().find(|n| n.sentence == s && n.first == begin)?;
    let (actor, sense) = name.known?;
    (actor.kind == ActorKind::State && sense == Sense::Name).then_some(())?;
    Some((lexicon::state(actor.id)?, name.last))
}

fn organ(document: &Document, s: usize, words: (usize, usize), bare: String, state: Option<&'static State>, spoken: &str) -> Name {
    let (full, short) = match state {
        Some(state) => {
            (format!("{bare} of {}", state.after_of()), format!("{} {spoken}", state.adjectives.first().copied().unwrap_or(state.name)))
        }
        None => (bare.clone(), spoken.to_owned()),
    };
    Name { organ: Some(Organ { name: full, bare, state, short }), ..name(document, s, words.0, words.1, EntityKind::Organisation) }
}

/// "Kenyan Foreign Ministry", "the Defense Ministry".
fn ministry(document: &Document, known: &[Name], s: usize, at: usize) -> Option<Name> {
    let (field, first) = (1..=2usize).rev().find_map(|n| {
        let first = at.checked_sub(n)?;
        let words: Vec<String> = (first..at).map(|i| lower(document, s, i)).collect();
        let words = words.join(" ");
        FIELDS.iter().find(|(written, _)| *written == words).map(|(_, field)| (*field, first))
    })?;
    let state = state_before(document, known, s, first);
    let spoken = match field {
        "Foreign Affairs" => "Foreign Ministry".to_owned(),
        "the Interior" => "Interior Ministry".to_owned(),
        other => format!("{other} Ministry"),
    };
    Some(organ(document, s, (state.map_or(first, |(_, f)| f), at), format!("Ministry of {field}"), state.map(|(state, _)| state), &spoken))
}

/// "Ministry of Foreign Affairs of Kenya", "Kenya's Ministry of Defence".
fn ministry_of(document: &Document, known: &[Name], s: usize, at: usize) -> Option<Name> {
    if lower(document, s, at + 1) != "of" {
        return None;
    }
    let begin = if lower(document, s, at + 2) == "the" { at + 3 } else { at + 2 };
    let (field, last) = (1..=2usize).rev().find_map(|n| {
        let words: Vec<String> = (begin..begin + n).map(|i| lower(document, s, i)).collect();
        let words = words.join(" ");
        FIELDS.iter().find(|(written, _)| *written == words).map(|(_, field)| (*field, begin + n - 1))
    })?;
    let after = state_after(document, known, s, last + 1);
    let before = state_before(document, known, s, at);
    let words = (before.map_or(at, |(_, f)| f), after.map_or(last, |(_, l)| l));
    let spoken = match field {
        "Foreign Affairs" => "Foreign Ministry".to_owned(),
        "the Interior" => "Interior Ministry".to_owned(),
        other => format!("{other} Ministry"),
    };
    Some(organ(document, s, words, format!("Ministry of {field}"), after.or(before).map(|(state, _)| state), &spoken))
}

/// "Kenyan parliament", "Kenya's National Security Council", "Ghana's Supreme Court"; capitalised words between belong to it.
fn other(document: &Document, known: &[Name], s: usize, at: usize) -> Option<Name> {
    let mut first = at;
    while first > 0 {
        let form = document.form(s, first - 1);
        let joins = first - 1 > 0
            && matches!(form, "and" | "for" | "of" | "&")
            && capital(document.form(s, first - 2))
            && !super::spans::honorific_or_title(&lower(document, s, first - 2))
            && !known.iter().any(|n| n.sentence == s && n.last == first - 2);
        let inside = known.iter().any(|n| n.sentence == s && n.first < first && first - 1 <= n.last);
        if inside
            || !(capital(form) && form.chars().any(char::is_alphabetic) || joins)
            || super::spans::honorific_or_title(&form.to_lowercase())
            || form.eq_ignore_ascii_case("the")
        {
            break;
        }
        first -= 1;
    }
    let lowered: Vec<String> = (first..=at).map(|i| lower(document, s, i)).collect();
    let words = lowered.join(" ");
    // A body that the lexicon knows keeps its name.
    let written = super::words::stretch(document, s, first, at).replace("Defense", "Defence");
    if known.iter().any(|n| n.sentence == s && n.first <= first && n.last >= at) {
        return None;
    }
    let state = state_before(document, known, s, first).or_else(|| state_after(document, known, s, at + 1));
    let canonical = ORGANS.iter().find(|(w, _)| *w == words).map(|(_, name)| (*name).to_owned());
    let bare = match canonical {
        Some(name) if state.is_some() => name,
        _ if first < at && capital(document.form(s, at)) => written.clone(),
        _ => return None,
    };
    let (begin, end) = match state {
        Some((_, edge)) if edge < first => (edge, at),
        Some((_, edge)) => (first, edge),
        None => (first, at),
    };
    Some(organ(document, s, (begin, end), bare, state.map(|(state, _)| state), &written))
}
