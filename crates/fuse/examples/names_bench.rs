//! Names: `{"id", "name1", "name2", "schema"}` lines on standard input, `{"id", "score"}` lines on standard output, in input order; pairs per
//! second on standard error with `--speed N` (the whole input N times).
#![allow(clippy::disallowed_methods)]

use fuse::names::{Schema, score};
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let lines: Vec<serde_json::Value> =
        std::io::stdin().lock().lines().map_while(Result::ok).filter_map(|l| serde_json::from_str(&l).ok()).collect();
    let text = |v: &serde_json::Value, key: &str| v.get(key).and_then(|v| v.as_str()).unwrap_or("").to_owned();
    let pairs: Vec<(String, String, Schema)> =
        lines.iter().map(|v| (text(v, "name1"), text(v, "name2"), Schema::parse(&text(v, "schema")))).collect();
    let mut arguments = std::env::args().skip_while(|a| a != "--speed");
    if let Some(times) = arguments.nth(1).and_then(|n| n.parse::<u32>().ok()) {
        let begun = std::time::Instant::now();
        let mut sum = 0.0;
        for _ in 0..times {
            sum += pairs.iter().map(|(a, b, schema)| score(a, b, *schema)).sum::<f64>();
        }
        let seconds = begun.elapsed().as_secs_f64();
        eprintln!("{:.0} pairs/s (sum {sum:.3})", f64::from(times) * pairs.len() as f64 / seconds);
    }
    let mut out = std::io::stdout().lock();
    for (line, (a, b, schema)) in lines.iter().zip(&pairs) {
        writeln!(out, "{}", serde_json::json!({"id": line.get("id"), "score": score(a, b, *schema)}))?;
    }
    Ok(())
}
