//! Roles and terms of a claim: a small ordered map with a closed list of keys.

use crate::vocabulary::closed_list;
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

closed_list! {
    /// The keys that a claim's fields may have. Roles first.
    FieldKey {
        /// Who puts the proposal forward.
        Proposer = "proposer",
        /// Who acts.
        By = "by",
        /// Who holds the view or the agreement.
        Holder = "holder",
        /// Whose position.
        Person = "person",
        /// To whom the move goes.
        Addressee = "addressee",
        /// Against whom.
        Target = "target",
        /// Who takes part.
        Participants = "participants",
        /// Persons present on the participants' behalf.
        Attendees = "attendees",
        /// For whose good.
        Beneficiary = "beneficiary",
        /// For whom the actor acts.
        OnBehalf = "on_behalf",
        /// What is proposed, demanded, agreed.
        Content = "content",
        /// Form of a meeting: face to face, video link, ministerial.
        Format = "format",
        /// Where.
        Place = "place",
        /// Full, limited, partial.
        Scope = "scope",
        /// Land, sea, air, energy.
        Domains = "domains",
        /// If, after, unless.
        Condition = "condition",
        /// ISO 8601 duration.
        Duration = "duration",
        /// When the move was put: `[earliest, latest]`.
        Made = "made",
        /// Stage of the move.
        Stage = "stage",
        /// What follows otherwise.
        Consequence = "consequence",
        /// Length of the term in days.
        DeadlineDays = "deadline_days",
        /// When the ultimatum was put: `[earliest, latest]`.
        Issued = "issued",
        /// What an answer answers: words, or the id of a move.
        To = "to",
        /// Kind of answer.
        Answer = "answer",
        /// Words in quotation marks.
        Quote = "quote",
        /// How many.
        Count = "count",
        /// Who brings the sides together.
        Mediator = "mediator",
        /// From which event a result came.
        OutcomeOf = "outcome_of",
        /// How far it goes.
        Extent = "extent",
        /// Class of agreement or ceasefire.
        Class = "class",
        /// Unilateral, bilateral, multilateral.
        Side = "side",
        /// For what.
        Purpose = "purpose",
        /// Prisoners, bodies, hostages.
        Object = "object",
        /// "1000:1000".
        Ratio = "ratio",
        /// Start, end, escalation.
        Phase = "phase",
        /// Normalised position.
        Position = "position",
        /// Position as the report writes it.
        AsWritten = "as_written",
        /// The position is over.
        Ended = "ended",
        /// Occasion of speaking.
        Occasion = "occasion",
        /// State of the process.
        State = "state",
        /// What the talks are about.
        Agenda = "agenda",
        /// What an accusation is about.
        About = "about",
        /// Said before.
        Repeated = "repeated",
        /// Done more than once.
        Iterated = "iterated",
        /// "asserted but contradicted".
        Verdict = "verdict",
        /// Positive or negative view.
        Polarity = "polarity",
        /// What it is the first of.
        First = "first",
    }
}

impl FieldKey {
    /// Whether the value names participants (VOCABULARY.md, "role keys").
    pub const fn is_role(self) -> bool {
        matches!(
            self,
            FieldKey::Proposer
                | FieldKey::By
                | FieldKey::Holder
                | FieldKey::Person
                | FieldKey::Addressee
                | FieldKey::Target
                | FieldKey::Participants
                | FieldKey::Attendees
                | FieldKey::Beneficiary
                | FieldKey::OnBehalf
        )
    }
}

/// A value of a field. `Unknown` is written `null`: the text does not say, or says it unreadably.
#[allow(missing_docs)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FieldValue {
    Unknown,
    Flag(bool),
    Number(i64),
    Text(String),
    List(Vec<FieldValue>),
}

impl From<&str> for FieldValue {
    fn from(text: &str) -> FieldValue {
        FieldValue::Text(text.to_owned())
    }
}

impl From<String> for FieldValue {
    fn from(text: String) -> FieldValue {
        FieldValue::Text(text)
    }
}

impl From<Option<String>> for FieldValue {
    fn from(text: Option<String>) -> FieldValue {
        text.map_or(FieldValue::Unknown, FieldValue::Text)
    }
}

impl From<Vec<String>> for FieldValue {
    fn from(texts: Vec<String>) -> FieldValue {
        FieldValue::List(texts.into_iter().map(FieldValue::Text).collect())
    }
}

impl FieldValue {
    /// The text, where the value is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            FieldValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts of the value: one, or those of a list.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            FieldValue::Text(text) => vec![text],
            FieldValue::List(list) => list.iter().filter_map(FieldValue::as_text).collect(),
            _ => Vec::new(),
        }
    }
}

/// Roles and terms in the order in which they were set; serialised as a JSON object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields(Vec<(FieldKey, FieldValue)>);

impl Fields {
    /// No fields.
    pub const fn new() -> Fields {
        Fields(Vec::new())
    }

    /// Sets a field, replacing an earlier value.
    pub fn set(&mut self, key: FieldKey, value: impl Into<FieldValue>) -> &mut Fields {
        let value = value.into();
        match self.0.iter_mut().find(|(k, _)| *k == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key, value)),
        }
        self
    }

    /// The value of a field.
    pub fn get(&self, key: FieldKey) -> Option<&FieldValue> {
        self.0.iter().find(|(k, _)| *k == key).map(|(_, v)| v)
    }

    /// The text of a field, where it has one.
    pub fn text(&self, key: FieldKey) -> Option<&str> {
        self.get(key)?.as_text()
    }

    /// The texts of a field, none where absent.
    pub fn texts(&self, key: FieldKey) -> Vec<&str> {
        self.get(key).map(FieldValue::texts).unwrap_or_default()
    }

    /// Removes a field.
    pub fn remove(&mut self, key: FieldKey) -> Option<FieldValue> {
        let at = self.0.iter().position(|(k, _)| *k == key)?;
        Some(self.0.remove(at).1)
    }

    /// All fields in order.
    pub fn iter(&self) -> impl Iterator<Item = (FieldKey, &FieldValue)> {
        self.0.iter().map(|(k, v)| (*k, v))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fields, D::Error> {
        struct Map;
        impl<'de> Visitor<'de> for Map {
            type Value = Fields;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object of claim fields")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    fields.push(entry);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Map)
    }
}
