//! What the readers know of the world: states, bodies, seats, titles, offices with dates, wars, outlets, collectives.
//!
//! Tables under `data/`, each with its source and licence in its head, compiled in and built once on first use. One module per family of data.
//! It helps; nothing depends on a name being in it. Pure, deterministic; no I/O, no clock.

mod articles;
mod bare;
mod bodies;
mod body_nouns;
mod calendar;
mod collectives;
mod deeds;
pub mod doing;
mod events;
pub mod fold;
mod gender;
pub mod hints;
mod irregular;
mod name_words;
mod names;
mod occasions;
mod offices;
mod outlets;
pub mod people;
pub mod saying;
pub mod seating;
mod states;
mod table;
mod titles;

pub use articles::has_article;
pub use bare::{is_bare_deal, is_bare_move, is_deal, is_empty};
pub use bodies::{Body, Seat, bodies, body, seats};
pub use body_nouns::{BodyNoun, body_noun};
pub use calendar::{is_month, is_weekday};
pub use collectives::{Collective, CollectiveClass, OPPOSITION, collectives, find_collective};
pub use deeds::{DeedClass, DeedWords, deed_words};
pub use events::{DatedEvent, events};
pub use fold::{romanise, sound_key};
pub use gender::{Gender, gender_of_given_name, gender_of_noun};
pub use irregular::irregular_lemma;
pub use name_words::{
    KindWord, NameWords, OrganisationHead, is_firm_word, kind_words, name_words, organisation_heads, stopped_abbreviations,
};
pub use names::{KnownActor, KnownName, NameHit, Sense, actor_by_id, actors_in, find_actor};
pub use occasions::{is_about_labour, is_occasion};
pub use offices::{KnownPerson, Office, Role, holders, offices, offices_of, person_of_surname, persons};
pub use outlets::{Outlet, outlet, outlets};
pub use states::{State, state, state_named, states};
pub use titles::{LONGEST_TITLE, Title, TitleClass, TitleOf, begins_title, find_title, titles};
