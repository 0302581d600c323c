//! Dependencies point one way: model <- lexicon <- {intake, article, language, read, fuse} <- record <- {publish, serve} <- rapporteur.
//! Stages do not know each other. Read from the manifests; dependencies of tests are free.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What each crate may depend on, of our own.
const MAY: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("lexicon", &["model"]),
    ("intake", &["model", "lexicon"]),
    ("article", &["model", "lexicon"]),
    ("language", &["model", "lexicon"]),
    ("read", &["model", "lexicon"]),
    ("fuse", &["model", "lexicon"]),
    ("record", &["model", "lexicon", "intake", "article", "language", "read", "fuse"]),
    ("publish", &["model", "lexicon", "record"]),
    ("serve", &["model", "lexicon", "record", "publish", "intake"]),
    ("rapporteur", &["model", "lexicon", "intake", "fuse", "record", "publish", "serve"]),
    ("accuracy", &["model", "lexicon", "intake", "article", "language", "read", "fuse", "record", "publish"]),
];

/// Libraries that touch the outside or keep a clock: none of the pure crates may use them.
const OUTSIDE: &[&str] = &["rusqlite", "ureq", "tokio", "axum", "notify", "reqwest", "indicatif"];
const PURE: &[&str] = &["model", "lexicon", "article", "language", "read", "fuse"];

fn own_dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(&crates).expect("the crates folder") {
        let folder = entry.expect("an entry").path();
        let Ok(manifest) = std::fs::read_to_string(folder.join("Cargo.toml")) else { continue };
        let manifest: toml::Table = manifest.parse().expect("a manifest");
        let name = manifest["package"]["name"].as_str().expect("a name").to_owned();
        let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
        found.insert(name, dependencies.map(|table| table.keys().cloned().collect()).unwrap_or_default());
    }
    found
}

#[test]
fn crates_depend_one_way() {
    let found = own_dependencies();
    let ours: BTreeSet<&str> = found.keys().map(String::as_str).collect();
    for (name, dependencies) in &found {
        let (_, may) = MAY.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("crate {name} has no place in the order yet"));
        for dependency in dependencies.iter().filter(|d| ours.contains(d.as_str())) {
            assert!(may.contains(&dependency.as_str()), "{name} must not know {dependency}");
        }
    }
}

#[test]
fn pure_crates_do_not_touch_the_outside() {
    for (name, dependencies) in own_dependencies().iter().filter(|(name, _)| PURE.contains(&name.as_str())) {
        for outside in OUTSIDE {
            assert!(!dependencies.contains(*outside), "{name} is pure and must not use {outside}");
        }
    }
}
