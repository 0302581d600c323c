//! Reader of names: actors, their mentions, their positions.
//!
//! In: the engine's name spans (which may be poor), the parse, the lexicon. Out: one actor for each real one ([`Document::actors`]), every mention of it
//! as name, description or pronoun, and the positions that the report gives to persons. Order of work: names ([`spans`], [`organs`], [`bodies`]), titles
//! ([`titles`]), persons ([`cast`]), positions ([`positions`]), descriptions ([`definite`], [`nominals`]), pronouns ([`pronouns`]). What stays ambiguous has a mention
//! without actor.

mod bodies;
mod cast;
mod definite;
mod holders;
mod labels;
mod metonyms;
mod nominals;
mod organs;
mod positions;
mod pronouns;
mod resolve;
mod spans;
mod succession;
mod titles;
mod words;

pub(crate) use words::supports;

use crate::Document;

/// Sentences that are read for names; some steps compare names with each other, so that a book would take too long.
const MOST_SENTENCES: usize = 1500;

/// Finds actors, mentions and positions and stores them in the document. Beyond the first 1,500 sentences nothing is looked for, and a note says so.
pub fn find(document: &mut Document) {
    if document.sentences.len() <= MOST_SENTENCES {
        return read(document);
    }
    let rest = document.sentences.split_off(MOST_SENTENCES);
    read(document);
    document.sentences.extend(rest);
    document.notes.push(format!("names were looked for in the first {MOST_SENTENCES} sentences only"));
}

fn read(document: &mut Document) {
    let mut names = spans::collect(document);
    let titles = titles::find(document, &names);
    spans::persons_by_title(document, &mut names, &titles);
    let mut scene = resolve::Scene::new(names, titles);
    resolve::actors(document, &mut scene);
    positions::assign(document, &mut scene);
    definite::find(document, &mut scene);
    nominals::find(document, &mut scene);
    pronouns::find(document, &mut scene);
    scene.mentions.sort_by_key(|m| (m.span.start, m.span.end));
    scene.mentions.dedup_by_key(|m| m.span);
    resolve::compact(&mut scene);
    scene.positions.sort_by_key(|p| (p.span.start, p.span.end));
    document.actors = scene.cast.actors;
    document.mentions = scene.mentions;
    document.positions = scene.positions;
}
