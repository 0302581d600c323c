//! Names of actors in gold: which strings mean one actor, and on whose side it stands.

use serde_json::Value;
use std::collections::BTreeMap;

/// A list of actors (`[{"name", "side", "aliases"}]`).
#[derive(Default)]
pub struct Names {
    canonical: BTreeMap<String, String>,
    side: BTreeMap<String, String>,
}

fn key(name: &str) -> String {
    let name = name.trim();
    let name = name.strip_suffix("’s").or_else(|| name.strip_suffix("'s")).unwrap_or(name);
    let spaced = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    spaced.strip_prefix("the ").map_or(spaced.clone(), str::to_owned)
}

impl Names {
    /// From the list's JSON.
    pub fn new(actors: &Value) -> Names {
        let mut names = Names::default();
        for actor in actors.as_array().into_iter().flatten() {
            let Some(name) = actor["name"].as_str() else { continue };
            // An organ of a state acts for it and counts as the state itself.
            let organ = actor["kind"].as_str() == Some("organ") && actor["side"].is_string();
            let counted = if organ { actor["side"].as_str().unwrap_or(name) } else { name };
            names.side.insert(name.to_owned(), actor["side"].as_str().unwrap_or(name).to_owned());
            for spelling in actor["aliases"].as_array().into_iter().flatten().filter_map(Value::as_str).chain([name]) {
                names.canonical.insert(key(spelling), counted.to_owned());
            }
        }
        names
    }

    /// The actor behind a string; `None` where it is no known one.
    pub fn of(&self, name: &str) -> Option<&str> {
        self.canonical.get(&key(name)).map(String::as_str)
    }

    /// The side that an actor stands on: itself where it stands for nobody else.
    pub fn side<'a>(&'a self, actor: &'a str) -> &'a str {
        self.side.get(actor).map_or(actor, String::as_str)
    }
}
