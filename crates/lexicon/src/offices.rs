//! Who held which office when.

use crate::fold::sound_key;
use crate::table::rows;
use jiff::civil::Date;
use model::Envelope;
use std::sync::LazyLock;

pub(crate) const TABLE: &str = include_str!("../data/offices.tsv");

/// What an office is in its state or body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Role {
    HeadOfState,
    HeadOfGovernment,
    ForeignMinister,
    DefenceMinister,
    Head,
    Other,
}

/// A person's term in an office.
#[derive(Clone, Debug)]
pub struct Office {
    /// "Minister of Defence of Ukraine".
    pub label: &'static str,
    /// Code of the state or id of the body.
    pub body: &'static str,
    /// What the office is there.
    pub role: Role,
    /// The person's canonical name.
    pub person: &'static str,
    /// First day.
    pub from: Date,
    /// Last day; `None` while in office when the table was compiled.
    pub to: Option<Date>,
    /// What the dates can be checked against.
    pub source: &'static str,
}

impl Office {
    /// The days of the term; an open end is open.
    pub fn envelope(&self) -> Envelope {
        Envelope::new(Some(self.from), self.to)
    }

    /// Whether the term has a day in `when`.
    pub fn held(&self, when: Envelope) -> bool {
        self.envelope().compatible(when)
    }
}

static OFFICES: LazyLock<Vec<Office>> = LazyLock::new(|| {
    rows::<7>(TABLE)
        .filter_map(|[label, body, role, person, from, to, source]| {
            let role = match role {
                "head_of_state" => Role::HeadOfState,
                "head_of_government" => Role::HeadOfGovernment,
                "foreign_minister" => Role::ForeignMinister,
                "defence_minister" => Role::DefenceMinister,
                "head" => Role::Head,
                "other" => Role::Other,
                _ => return None,
            };
            let to = if to.is_empty() { None } else { Some(to.parse().ok()?) };
            Some(Office { label, body, role, person, from: from.parse().ok()?, to, source })
        })
        .collect()
});

/// A person of the table and its name as keys for comparison.
#[derive(Clone, Debug)]
pub struct KnownPerson {
    /// Canonical name.
    pub name: &'static str,
    /// [`sound_key`] of each word.
    pub keys: Vec<String>,
    /// Code of the state or id of the body of the latest office.
    pub body: &'static str,
}

static PERSONS: LazyLock<Vec<KnownPerson>> = LazyLock::new(|| {
    let mut persons: Vec<KnownPerson> = Vec::new();
    for office in OFFICES.iter() {
        match persons.iter_mut().find(|p| p.name == office.person) {
            Some(known) => known.body = office.body,
            None => persons.push(KnownPerson {
                name: office.person,
                keys: office.person.split_whitespace().map(|w| sound_key(w).into()).collect(),
                body: office.body,
            }),
        }
    }
    persons
});

/// All terms, in the order of the table.
pub fn offices() -> &'static [Office] {
    &OFFICES
}

/// The terms of the person with this canonical name.
pub fn offices_of(person: &str) -> impl Iterator<Item = &'static Office> + use<'_> {
    OFFICES.iter().filter(move |o| o.person == person)
}

/// Who held the office with this label on some day of `when`; with an open envelope, everybody who ever did.
pub fn holders(label: &str, when: Envelope) -> impl Iterator<Item = &'static Office> + use<'_> {
    OFFICES.iter().filter(move |o| o.label == label && o.held(when))
}

/// The persons of the table by the last word of their name, in order of that word.
static SURNAMES: LazyLock<Vec<(&'static str, usize)>> = LazyLock::new(|| {
    let surname = |(at, person): (usize, &KnownPerson)| (person.name.rsplit(' ').next().unwrap_or(person.name), at);
    let mut all: Vec<_> = PERSONS.iter().enumerate().map(surname).collect();
    all.sort_unstable();
    all
});

/// The only person of the table whose name ends in this word; `None` where nobody's does, or several people's.
pub fn person_of_surname(surname: &str) -> Option<&'static KnownPerson> {
    let from = SURNAMES.partition_point(|(name, _)| *name < surname);
    let mut found = SURNAMES[from..].iter().take_while(|(name, _)| *name == surname);
    let (Some((_, at)), None) = (found.next(), found.next()) else { return None };
    Some(&PERSONS[*at])
}

/// Every person of the table once.
pub fn persons() -> &'static [KnownPerson] {
    &PERSONS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_finds_its_only_bearer() {
        let surname = |person: &KnownPerson| person.name.rsplit(' ').next();
        for person in persons() {
            let word = surname(person).expect("a name");
            let alone = persons().iter().filter(|other| surname(other) == Some(word)).count() == 1;
            assert_eq!(person_of_surname(word).map(|found| found.name), alone.then_some(person.name));
        }
        assert!(person_of_surname("Sponsz").is_none());
    }

    #[test]
    fn every_row_is_read_ends_do_not_precede_beginnings_and_bodies_are_known() {
        assert_eq!(offices().len(), crate::table::widths(TABLE).len() - 1);
        for office in offices() {
            assert!(office.to.is_none_or(|to| to >= office.from), "{} {}", office.label, office.person);
            assert!(crate::state(office.body).is_some() || crate::body(office.body).is_some(), "{}", office.body);
            assert!(!office.source.is_empty());
        }
    }

    #[test]
    fn an_office_has_one_holder_at_a_time_the_day_of_handing_over_aside() {
        for (at, a) in offices().iter().enumerate() {
            for b in offices()[at + 1..].iter().filter(|b| b.label == a.label) {
                let apart = |a: &Office, b: &Office| a.to.is_some_and(|to| to <= b.from);
                assert!(apart(a, b) || apart(b, a), "{}: {} and {}", a.label, a.person, b.person);
            }
        }
    }

    #[test]
    fn terms_answer_who_held_an_office_on_a_day() {
        let day = Envelope::day(jiff::civil::date(2015, 9, 1));
        let names: Vec<_> = holders("President of the United States", day).map(|o| o.person).collect();
        assert_eq!(names, ["Barack Obama"]);
        assert!(holders("Secretary-General of NATO", Envelope::OPEN).count() >= 2);
    }
}
