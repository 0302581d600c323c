//! Scores retellings or stories read as JSON Lines on standard input (exchange format, part 4): `pairs_bench retell|stories < IN > OUT`.

use serde_json::{Value, json};
use std::io::Read;

fn main() {
    let mode = std::env::args().nth(1).unwrap_or_default();
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input).expect("standard input");
    let rows: Vec<Value> = input.lines().filter(|l| !l.trim().is_empty()).map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let text = |v: &'_ Value| v["text"].as_str().unwrap_or("").to_owned();
    if mode == "stories" {
        let mut stories = fuse::stories::Stories::default();
        for r in &rows {
            println!("{}", json!({"id": r["id"], "story": stories.assign(r["id"].as_str().unwrap_or(""), &text(r), None)}));
        }
        return;
    }
    for r in &rows {
        let (score, decision) = fuse::copies::retelling_score(&text(&r["a"]), &text(&r["b"]));
        println!("{}", json!({"id": r["id"], "score": score, "decision": i32::from(decision)}));
    }
}
