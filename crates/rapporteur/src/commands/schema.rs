//! `rapporteur schema`: the JSON Schemas of the exchange formats. The closed lists come from the program itself, so they cannot go stale.

use super::Outcome;
use crate::output::Output;
use model::{
    ActorKind, Anchor, AnswerKind, BlockKind, ClaimKind, DateBasis, Doubt, EntityKind, Evidential, FieldKey, Granularity, MentionForm,
    Plover, Relation, SourceRelation, Stage, Stance, StatementMode, Status, TimexType, Upos, Verdict,
};
use serde_json::{Map, Value, json};

/// Print the JSON Schema of an exchange format
#[derive(clap::Args)]
#[command(after_help = "Example:\n  rapporteur schema annotation > annotation.schema.json")]
pub struct Schema {
    /// Which format.
    #[arg(value_enum)]
    format: Format,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    /// A line of `rapporteur annotate`.
    Annotation,
    /// A line of `rapporteur export --format jsonl`.
    Record,
}

impl Schema {
    /// Runs the command.
    pub fn run(self, out: &mut Output) -> anyhow::Result<Outcome> {
        out.json(&match self.format {
            Format::Annotation => annotation(),
            Format::Record => record(),
        })?;
        Ok(Outcome::Done)
    }
}

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// An object with these properties. Those whose name ends in `?` may be absent; consumers ignore keys that they do not know.
fn object<const N: usize>(properties: [(&str, Value); N]) -> Value {
    let required: Vec<&str> = properties.iter().map(|(name, _)| *name).filter(|name| !name.ends_with('?')).collect();
    let map: Map<String, Value> = properties.iter().map(|(name, schema)| (name.trim_end_matches('?').to_owned(), schema.clone())).collect();
    json!({ "type": "object", "properties": map, "required": required })
}

fn string() -> Value {
    json!({ "type": "string" })
}

fn flag() -> Value {
    json!({ "type": "boolean" })
}

fn number() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn one_of(names: Vec<&str>) -> Value {
    json!({ "enum": names })
}

fn or_null(schema: Value) -> Value {
    json!({ "anyOf": [schema, { "type": "null" }] })
}

fn day() -> Value {
    json!({ "type": ["string", "null"], "format": "date", "description": "a day; null where the end is open" })
}

/// `[start, end)` in code points of the text.
fn pair() -> Value {
    json!({ "type": "array", "prefixItems": [number(), number()], "items": false, "minItems": 2 })
}

macro_rules! names {
    ($list:ty) => {
        one_of(<$list>::ALL.iter().map(|value| value.name()).collect())
    };
}

/// Values of the fields of a claim or fact.
fn fields() -> Value {
    let value = json!({ "anyOf": [{ "type": ["string", "integer", "boolean", "null"] }, { "type": "array" }] });
    let properties: Map<String, Value> = FieldKey::ALL.iter().map(|key| (key.name().to_owned(), value.clone())).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn published() -> Value {
    or_null(object([("earliest", day()), ("latest", day()), ("basis", names!(DateBasis)), ("grounds?", list(string()))]))
}

fn annotation() -> Value {
    let token = object([
        ("start", number()),
        ("end", number()),
        ("form", string()),
        ("lemma", string()),
        ("upos", names!(Upos)),
        ("xpos", string()),
        ("head", number()),
        ("deprel", string()),
    ]);
    let entity = object([
        ("start", number()),
        ("end", number()),
        ("kind", names!(EntityKind)),
        ("mention", names!(MentionForm)),
        ("actor", or_null(string())),
        ("name", or_null(string())),
        ("cluster", number()),
    ]);
    let envelope = object([("earliest", day()), ("latest", day())]);
    let time = object([
        ("start", number()),
        ("end", number()),
        ("type", names!(TimexType)),
        ("value", string()),
        ("earliest", day()),
        ("latest", day()),
        ("granularity", names!(Granularity)),
        ("anchor", names!(Anchor)),
        ("alternatives?", list(envelope)),
        ("edtf", string()),
    ]);
    let statement = object([
        ("mode", names!(StatementMode)),
        ("cue", list(pair())),
        ("content", list(pair())),
        ("source", list(pair())),
        ("speaker", or_null(string())),
        ("addressee", or_null(string())),
        ("parent", or_null(number())),
        ("sentence", number()),
        ("occasion", or_null(pair())),
        ("medium", or_null(pair())),
        ("place", or_null(pair())),
        ("time", or_null(pair())),
    ]);
    let claim_time = object([
        ("start?", number()),
        ("end?", number()),
        ("expression?", string()),
        ("anchor?", names!(Anchor)),
        ("earliest", day()),
        ("latest", day()),
        ("implicit", flag()),
    ]);
    let claim = object([
        ("kind", names!(ClaimKind)),
        ("status", names!(Status)),
        ("sentence", number()),
        ("start", number()),
        ("end", number()),
        ("speaker", or_null(string())),
        ("chain", list(string())),
        ("evidential", names!(Evidential)),
        ("fields", fields()),
        ("time", or_null(claim_time)),
        ("code", or_null(names!(Plover))),
        ("source?", list(pair())),
        ("target?", list(pair())),
        ("doubt?", string()),
    ]);
    let mut schema = object([
        ("id", string()),
        ("text", string()),
        ("language", string()),
        ("published", published()),
        ("title", or_null(string())),
        ("byline", or_null(string())),
        ("outlet", or_null(string())),
        ("blocks", list(object([("start", number()), ("end", number()), ("kind", names!(BlockKind))]))),
        ("sentences", list(object([("start", number()), ("end", number()), ("tokens", list(token))]))),
        ("entities", list(entity)),
        ("times", list(time)),
        ("statements", list(statement)),
        ("sources", list(object([("start", number()), ("end", number()), ("outlet", string()), ("relation", names!(SourceRelation))]))),
        ("claims", list(claim)),
        ("notes?", list(string())),
    ]);
    schema["$schema"] = json!(DIALECT);
    schema["title"] = json!("Annotation of one report");
    schema["description"] = json!("Offsets are Unicode code points into text, half open [start, end). Unknown is null or absent.");
    schema
}

fn record() -> Value {
    let evidence =
        || list(object([("report", string()), ("sentence", number()), ("start", number()), ("end", number()), ("stance", names!(Stance))]));
    let kind = |name: &str| json!({ "const": name });
    let report = object([
        ("type", kind("report")),
        ("id", string()),
        ("title", or_null(string())),
        ("outlet", or_null(string())),
        ("url", or_null(string())),
        ("published", published()),
        ("root", string()),
        ("origin", or_null(string())),
        ("story", or_null(string())),
        ("sha256", string()),
    ]);
    let derivation = object([
        ("type", kind("derivation")),
        ("from", string()),
        ("to", string()),
        ("relation", names!(Relation)),
        ("score", json!({ "type": "number", "minimum": 0, "maximum": 1 })),
        ("evidence", list(object([("from", pair()), ("to", or_null(pair()))]))),
    ]);
    let tenure = object([
        ("label", string()),
        ("earliest", day()),
        ("latest", day()),
        ("ended", flag()),
        ("evidence", evidence()),
        ("verdict?", string()),
    ]);
    let actor = object([
        ("type", kind("actor")),
        ("id", string()),
        ("kind", names!(ActorKind)),
        ("name", string()),
        ("names", list(string())),
        ("side", or_null(string())),
        ("positions", list(tenure)),
    ]);
    let wording =
        object([("report", string()), ("mode", names!(StatementMode)), ("text", string()), ("start", number()), ("end", number())]);
    let statement = object([
        ("type", kind("statement")),
        ("id", string()),
        ("speaker", or_null(string())),
        ("earliest", day()),
        ("latest", day()),
        ("wordings", list(wording)),
        ("roots", number()),
    ]);
    let fact = object([
        ("type", kind("fact")),
        ("id", string()),
        ("kind", names!(ClaimKind)),
        ("status", names!(Status)),
        ("speaker", or_null(string())),
        ("fields", fields()),
        ("earliest", day()),
        ("latest", day()),
        ("evidence", evidence()),
        ("reports", number()),
        ("roots", number()),
        ("process", or_null(string())),
        ("links?", list(object([("relation", string()), ("to", string())]))),
        ("doubts?", list(names!(Doubt))),
        ("unsure?", flag()),
        ("ruling?", string()),
    ]);
    let answer = object([
        ("by", string()),
        ("answer", names!(AnswerKind)),
        ("condition", or_null(string())),
        ("earliest", day()),
        ("latest", day()),
        ("evidence", evidence()),
    ]);
    let moved = object([
        ("type", kind("move")),
        ("id", string()),
        ("kind", one_of(ClaimKind::ALL.iter().filter(|kind| kind.is_move()).map(|kind| kind.name()).collect())),
        ("by", list(string())),
        ("to", list(string())),
        ("content", string()),
        ("track", or_null(string())),
        ("stage", names!(Stage)),
        ("due", or_null(object([("earliest", day()), ("latest", day())]))),
        ("condition", or_null(string())),
        ("answers", list(answer)),
        ("owes", list(string())),
        ("state", one_of(vec!["open", "closed", "running", "lapsed", "withdrawn"])),
        ("evidence", evidence()),
        ("reports", number()),
        ("roots", number()),
    ]);
    let value = object([("value", string()), ("report", or_null(string())), ("reports", list(string())), ("evidence", evidence())]);
    let conflict = object([
        ("type", kind("conflict")),
        ("id", string()),
        ("field", string()),
        ("values", list(value)),
        ("verdict", names!(Verdict)),
        ("roots", number()),
        ("facts", list(string())),
    ]);
    let track = object([("name", string()), ("state", or_null(string())), ("earliest", day()), ("latest", day())]);
    let sentence = object([
        ("report", string()),
        ("sentence", number()),
        ("start", number()),
        ("end", number()),
        ("reports", number()),
        ("roots", number()),
    ]);
    let process = object([
        ("type", kind("process")),
        ("id", string()),
        ("name", string()),
        ("parties", list(string())),
        ("tracks", list(track)),
        ("state", or_null(string())),
        ("earliest", day()),
        ("latest", day()),
        ("facts", list(string())),
        ("gist?", list(sentence)),
    ]);
    json!({
        "$schema": DIALECT,
        "title": "A line of the record",
        "description": "Offsets are Unicode code points into the report's text as annotated, half open [start, end). Unknown is null or absent.",
        "oneOf": [report, derivation, actor, statement, fact, moved, conflict, process],
    })
}
