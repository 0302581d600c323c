//! How long fusing takes: readings as JSON Lines, `[id, address, sha256, reading]`, on standard input. Prints how many entries the record has and a hash over it.
//!
//! `cargo run -p fuse --example again < READINGS`

use model::Reading;
use std::io::BufRead;

type Row = (String, Option<String>, String, Reading);

fn main() {
    let lines = std::io::stdin().lock().lines().map(|line| line.expect("text"));
    let rows: Vec<Row> = lines.map(|line| serde_json::from_str(&line).expect("a reading")).collect();
    let sources: Vec<fuse::Source<'_>> =
        rows.iter().map(|(id, url, sha256, reading)| fuse::Source { id, url: url.as_deref(), sha256, reading }).collect();
    let rounds = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1);
    for _ in 0..rounds {
        #[allow(clippy::disallowed_methods)]
        let begun = std::time::Instant::now();
        let record = fuse::fuse(&sources);
        let took = begun.elapsed().as_secs_f64();
        let bytes = serde_json::to_vec(&record).expect("a record");
        let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
        println!(
            "{took:.2} s by the clock: {} reports, {} derivations, {} facts, {} moves, {} statements, {} conflicts, {} negotiations; {hash:016x}",
            record.reports.len(),
            record.derivations.len(),
            record.facts.len(),
            record.moves.len(),
            record.statements.len(),
            record.conflicts.len(),
            record.processes.len(),
        );
    }
}
