//! Do two spellings name the same person, organisation or ship?
//!
//! In: two names in any scripts, and a schema. Out: a score from 0 to 1; 0.7 and more: likely the same. Names are romanised
//! ([`lexicon::fold`]), cut into words without honorifics and particles, aligned, and the edits that remain are held against a
//! budget that grows with the length of the name. Words that only one side has cost little in a person's name (patronymics, middle names), much in
//! an organisation's. Pure; no allocation but a few short strings.

mod distance;
mod organisations;
mod persons;
mod words;

use words::Words;

/// What a name is a name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// A human being.
    Person,
    /// A company: legal forms are comparable, series numbers are words like others.
    Company,
    /// A body without legal form: ministries, armed groups, alliances. Numbers must agree.
    Organization,
    /// A ship.
    Vessel,
    /// A person or a company; nobody knows which.
    LegalEntity,
}

impl Schema {
    /// The schema with this name in the exchange format; an unknown name is read as a legal entity.
    pub fn parse(name: &str) -> Schema {
        match name {
            "Person" | "person" => Schema::Person,
            "Company" => Schema::Company,
            "Organization" | "organization" | "Organisation" | "organisation" | "PublicBody" => Schema::Organization,
            "Vessel" => Schema::Vessel,
            _ => Schema::LegalEntity,
        }
    }
}

/// How likely `name1` and `name2` name the same; symmetric.
pub fn score(name1: &str, name2: &str, schema: Schema) -> f64 {
    if name1 == name2 {
        return 1.0;
    }
    let person = matches!(schema, Schema::Person | Schema::LegalEntity);
    let (a, b) = (Words::new(name1, person), Words::new(name2, person));
    let score = match schema {
        Schema::Person => persons::score(&a, &b),
        Schema::LegalEntity if a.legal_form.is_none() && b.legal_form.is_none() => {
            persons::score(&a, &b).min(0.9).max(organisations::score(&a, &b, schema))
        }
        _ => known(name1, name2).unwrap_or_else(|| organisations::score(&a, &b, schema)),
    };
    score.clamp(0.0, 1.0)
}

/// Names of states, bodies and seats that the lexicon knows: the same actor or not.
fn known(name1: &str, name2: &str) -> Option<f64> {
    let one = lexicon::find_actor(name1)?;
    let other = lexicon::find_actor(name2)?;
    Some(if one.actor.id == other.actor.id { 1.0 } else { 0.1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str, schema: Schema) {
        let score = score(a, b, schema);
        assert!(score >= 0.7, "{a} and {b}: {score}");
        assert_eq!(score, super::score(b, a, schema), "{a} and {b}: not symmetric");
    }

    fn other(a: &str, b: &str, schema: Schema) {
        let score = score(a, b, schema);
        assert!(score < 0.7, "{a} and {b}: {score}");
    }

    #[test]
    fn romanisations_scripts_order_and_initials_are_one_person() {
        same("Isaias Afwerki", "AFWERKI, Isaias", Schema::Person);
        same("Олександр Турчинов", "Oleksandr Turchynov", Schema::Person);
        same("Γιώργος Παπανδρέου", "Giorgos Papandreou", Schema::Person);
        same("Abdul Rashid Dostum", "Abdurrashid Dostum", Schema::Person);
        same("K. Annan", "Kofi Annan", Schema::Person);
        same("Dr Abdullah Abdullah", "Abdullah Abdullah", Schema::Person);
        same("Gulbuddin Hekmatyar", "Gulbudin Hikmatyar", Schema::Person);
        same("Mahinda Percy Rajapaksa", "Mahinda Rajapaksa", Schema::Person);
    }

    #[test]
    fn relatives_and_namesakes_are_two_persons() {
        other("Mahinda Rajapaksa", "Gotabaya Rajapaksa", Schema::Person);
        other("Michel Aoun", "Joseph Aoun", Schema::Person);
        other("Omar al-Bashir", "Omar al-Mukhtar", Schema::Person);
        other("Rajapaksa", "Gotabaya Rajapaksa", Schema::Person);
        other("金正日", "金正恩", Schema::Person);
    }

    #[test]
    fn legal_forms_agree_in_all_their_spellings_and_differ_when_they_differ() {
        same("Hafen Rostock GmbH", "Hafen Rostock Gesellschaft mit beschränkter Haftung", Schema::Company);
        same("The Nile Shipping Company", "Nile Shipping Co.", Schema::Company);
        other("Hafen Rostock GmbH", "Hafen Rostock AG", Schema::Company);
        other("Nile Shipping Co.", "Nile Shipping Sudan Co.", Schema::Company);
    }

    #[test]
    fn bodies_are_known_by_the_lexicon_by_initials_and_by_numbers() {
        same("Turkey", "Republic of Türkiye", Schema::Organization);
        same("Hizbollah", "Hezbollah", Schema::Organization);
        same("JRC", "Joint Reconciliation Committee", Schema::Organization);
        other("Niger", "Nigeria", Schema::Organization);
        other("Brigade 12", "Brigade 13", Schema::Organization);
    }
}
