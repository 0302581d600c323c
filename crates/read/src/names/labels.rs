//! Labels of positions: "Minister of Defence of Kenya", "Kremlin spokesperson", "adviser to the President of Kenya".

use lexicon::{Role, Title, TitleClass};
use model::{ActorKind, Envelope};

/// Whose position it is, resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// Not said.
    Nobody,
    /// A state, by its name.
    State(&'static lexicon::State),
    /// An organ or body: canonical name, short name ("Kenyan Foreign Ministry"), kind, the lexicon's id.
    Body { name: String, short: String, kind: ActorKind, id: Option<String>, side: Option<String> },
    /// The holder of another position, by its label.
    Holder(String),
}

impl Whose {
    /// The name for `PositionMention::body`.
    pub(super) fn body(&self) -> Option<String> {
        match self {
            Whose::Nobody | Whose::Holder(_) => None,
            Whose::State(state) => Some(state.name.to_owned()),
            Whose::Body { name, .. } => Some(name.clone()),
        }
    }

    /// The state or party.
    pub(super) fn side(&self) -> Option<String> {
        match self {
            Whose::State(state) => Some(state.name.to_owned()),
            Whose::Body { side, .. } => side.clone(),
            Whose::Nobody => None,
            Whose::Holder(label) => label_state(label).map(|s| s.name.to_owned()),
        }
    }
}

/// The state at the end of a label.
pub(super) fn label_state(label: &str) -> Option<&'static lexicon::State> {
    lexicon::states()
        .iter()
        .filter(|s| {
            label.ends_with(&format!("of {}", s.after_of())) || label.ends_with(&format!("{} delegation", genitive_of(&s.after_of())))
        })
        .max_by_key(|s| s.name.len())
}

/// "Kenya's", "the Netherlands'".
fn genitive_of(name: &str) -> String {
    if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") }
}

/// The label of a title.
pub(super) fn label(title: &Title, whose: &Whose) -> String {
    let normal = title.normal;
    match whose {
        Whose::Nobody => normal.to_owned(),
        Whose::State(state) => match normal {
            "head of delegation" => format!("head of {} delegation", genitive_of(&state.after_of())),
            _ => format!("{normal} of {}", state.after_of()),
        },
        Whose::Holder(holder) => match title.class {
            TitleClass::Adviser | TitleClass::Envoy => format!("{normal} to the {holder}"),
            _ => format!("{normal} of the {holder}"),
        },
        Whose::Body { name, short, kind, id, .. } => {
            // The head of a body is called what its office is called.
            if matches!(normal, "head" | "leader" | "boss")
                && let Some(id) = id
                && let Some(office) = lexicon::offices().iter().find(|o| o.body == *id && o.role == Role::Head)
            {
                return office.label.to_owned();
            }
            let seat = lexicon::seats().iter().find(|s| s.name == name.as_str());
            if let Some(seat) = seat {
                if matches!(title.class, TitleClass::Leader | TitleClass::Head)
                    && let Some(head) = seat.head
                {
                    return head.to_owned();
                }
                return format!("{} {normal}", seat.actor);
            }
            if title.class == TitleClass::Spokesperson && *kind == ActorKind::Organ {
                return format!("{normal} of the {short}");
            }
            if normal == "head of delegation" {
                return format!("head of {} delegation", genitive_of(name));
            }
            if normal == "High Representative" && name == "European Union" {
                return "High Representative of the European Union for Foreign Affairs".to_owned();
            }
            let article = name.contains(' ')
                && !name.starts_with("al-")
                && !name.starts_with("Al ")
                && *kind != ActorKind::Outlet
                && !name.ends_with("Haram");
            format!("{normal} of {}{name}", if article { "the " } else { "" })
        }
    }
}

/// The label of a title whose field the table does not name: "Minister of Minerals of Sudan".
pub(super) fn label_of_field(title: &Title, field: Option<&str>, whose: &Whose) -> String {
    let plain = label(title, whose);
    match (field, plain.strip_prefix(title.normal)) {
        (Some(field), Some(rest)) => format!("{} of {field}{rest}", title.normal),
        _ => plain,
    }
}

/// A fuller label from the dated offices of a known person: for a vague title ("Minister of Kenya", "leader"), or one without owner, the office
/// that fits it, if only one does.
pub(super) fn refine(person: &str, title: &Title, whose: &Whose, when: Envelope, ended: bool) -> Option<&'static str> {
    let vague = title.normal == "Minister" || *whose == Whose::Nobody;
    if !vague || title.class == TitleClass::Spokesperson {
        return None;
    }
    let state = whose.side();
    let mut labels: Vec<&'static str> = lexicon::offices_of(person)
        .filter(|o| ended || o.held(when))
        .filter(|o| state.as_deref().is_none_or(|s| lexicon::state(o.body).is_some_and(|b| b.name == s)))
        .filter(|o| fits(title, o.role, o.label))
        .map(|o| o.label)
        .collect();
    labels.dedup();
    match labels[..] {
        [one] => Some(one),
        _ => None,
    }
}

fn fits(title: &Title, role: Role, label: &str) -> bool {
    match title.class {
        TitleClass::HeadOfState => role == Role::HeadOfState && label.starts_with(title.normal),
        TitleClass::HeadOfGovernment => role == Role::HeadOfGovernment,
        TitleClass::ForeignMinister => role == Role::ForeignMinister,
        TitleClass::DefenceMinister => role == Role::DefenceMinister,
        TitleClass::Minister => title.normal == "Minister" && matches!(role, Role::ForeignMinister | Role::DefenceMinister),
        _ => false,
    }
}

/// Whether a position as head of a state is contradicted by dated knowledge: the person is known to belong to another state, or another person
/// is known to head this state at the time.
pub(super) fn contradicted(person: &str, title: &Title, whose: &Whose, when: Envelope) -> bool {
    let Whose::State(state) = whose else { return false };
    if !matches!(
        title.class,
        TitleClass::HeadOfState
            | TitleClass::HeadOfGovernment
            | TitleClass::Leader
            | TitleClass::ForeignMinister
            | TitleClass::DefenceMinister
    ) {
        return false;
    }
    let mut own = lexicon::offices_of(person).filter(|o| lexicon::state(o.body).is_some()).peekable();
    // Without dated knowledge of the person nothing is contradicted: offices change hands.
    if own.peek().is_none() || own.any(|o| o.body == state.code) {
        return false;
    }
    let _ = when;
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(words: &str) -> &'static Title {
        lexicon::find_title(words).unwrap()
    }

    #[test]
    fn labels_name_office_and_state_or_body() {
        let kenya = Whose::State(lexicon::state("KEN").unwrap());
        assert_eq!(label(title("defense minister"), &kenya), "Minister of Defence of Kenya");
        assert_eq!(label(title("chief negotiator"), &kenya), "chief negotiator of Kenya");
        assert_eq!(label(title("delegation head"), &kenya), "head of Kenya's delegation");
        let house = Whose::Body { name: "White House".into(), short: "White House".into(), kind: ActorKind::Organ, id: None, side: None };
        assert_eq!(label(title("press secretary"), &house), "White House spokesperson");
        assert_eq!(label(title("adviser"), &Whose::Holder("President of Kenya".into())), "adviser to the President of Kenya");
    }

    #[test]
    fn a_bare_minister_is_the_office_that_dated_knowledge_gives_alone() {
        let day = Envelope::day(jiff::civil::date(2016, 5, 1));
        let usa = Whose::State(lexicon::state("USA").unwrap());
        assert_eq!(refine("John Kerry", title("minister"), &usa, day, false), Some("Secretary of State of the United States"));
        assert_eq!(refine("John Kerry", title("minister"), &usa, Envelope::day(jiff::civil::date(2020, 5, 1)), false), None);
    }

    #[test]
    fn a_head_of_another_state_is_contradicted_a_new_head_of_the_own_state_is_not() {
        let chad = Whose::State(lexicon::state("TCD").unwrap());
        assert!(contradicted("Paul Kagame", title("leader"), &chad, Envelope::OPEN));
        assert!(!contradicted("Nobody Inthetable", title("president"), &chad, Envelope::OPEN));
        assert!(!contradicted("Paul Kagame", title("prime minister"), &Whose::State(lexicon::state("RWA").unwrap()), Envelope::OPEN));
    }
}
