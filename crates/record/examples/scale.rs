//! How a dossier grows: generated reports are read, settled, asked, and one more is added. Prints one line a step.
//!
//! `cargo run --release -p record --example scale -- 10000 [FILE]`

use intake::{Incoming, Origin};
use model::{Body, Report};
use record::{Adding, Dossier};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

const PARTIES: [&str; 12] =
    ["France", "Japan", "Brazil", "Kenya", "Norway", "Chile", "Ghana", "Nepal", "Peru", "Egypt", "Canada", "Vietnam"];
const PLACES: [&str; 8] = ["Geneva", "Oslo", "Doha", "Vienna", "Cairo", "Lima", "Nairobi", "Hanoi"];
const THINGS: [&str; 8] = [
    "a truce",
    "an exchange of prisoners",
    "a meeting of ministers",
    "new talks",
    "a fishing deal",
    "the return of bodies",
    "a plan",
    "inspections",
];

/// A report of about 150 words on one of many made-up negotiations; the same number gives the same words.
fn report(n: usize) -> Incoming {
    // A fixed scramble, so that neighbours differ.
    let mix = |salt: usize| (n.wrapping_mul(0x9E37_79B9).wrapping_add(salt.wrapping_mul(0x85EB_CA6B))) >> 7;
    let (a, b) = (PARTIES[mix(1) % 12], PARTIES[(mix(1) + 1 + mix(2) % 11) % 12]);
    let (place, thing, day) = (PLACES[mix(3) % 8], THINGS[mix(4) % 8], 1 + n / 400 % 28);
    let text = format!(
        "{a} offers {b} {thing}\n\n{place} - {a} proposed {thing} to {b} on Friday, the {a} delegation said in {place} in round {n}. \
         \"We expect an answer within {} days,\" the foreign minister of {a} said. {b} has not yet responded to offer {n}. \
         The two delegations met in {place} last week and agreed to exchange {} prisoners. \
         The mediator said that the talks would resume in {} if both sides accepted the agenda. \
         {b} rejected an earlier proposal on {}, calling it insufficient. The United Nations welcomed the meeting. \
         According to the delegation of {b}, a full ceasefire can begin only after the withdrawal of troops from the border area {}.\n",
        2 + mix(5) % 60,
        10 + mix(6) % 900,
        PLACES[mix(7) % 8],
        THINGS[mix(8) % 8],
        mix(9) % 1000,
    );
    Incoming {
        bytes_sha256: intake::sha256_hex(text.as_bytes()),
        report: Report {
            id: format!("g{n:06}"),
            published: Some(format!("2031-03-{day:02}")),
            body: Body::Plain(text),
            ..Report::default()
        },
        origin: Origin::default(),
    }
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> (T, Duration) {
    #[allow(clippy::disallowed_methods)]
    let begun = std::time::Instant::now();
    let result = work();
    let took = begun.elapsed();
    println!("{what:<44} {:>10.1} ms", took.as_secs_f64() * 1000.0);
    (result, took)
}

fn main() -> record::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(1000);
    let path = arguments.next().map_or_else(|| std::env::temp_dir().join("scale.rapporteur"), PathBuf::from);
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
    }
    let stop = AtomicBool::new(false);
    let how = Adding { at: "2031-04-01T00:00:00Z", stop: &stop };
    let mut dossier = Dossier::create(&path)?;
    let (added, took) = timed("read all", || dossier.add((0..count).map(report), how, |_| ()));
    println!("{:<44} {:>10.0} reports/s", "", added?.read.len() as f64 / took.as_secs_f64());
    timed("read all again (known)", || dossier.add((0..count).map(report), how, |_| ())).0?;
    timed("settle: fuse and store", || dossier.settle(how.at, "read")).0?;
    let record = timed("record from the store", || dossier.record()).0?;
    println!("{:<44} {:>10} facts, {} moves", "", record.facts.len(), record.moves.len());
    timed("texts of all reports", || dossier.texts().map(|t| t.len())).0?;
    timed("search", || dossier.search("ceasefire withdrawal", 20).map(|f| f.len())).0?;
    timed("add one report", || dossier.add([report(count)], how, |_| ())).0?;
    timed("settle after one report", || dossier.settle(how.at, "read")).0?;
    timed("check", || dossier.check().map(|c| c.faults)).0?;
    let bytes = path.metadata().map(|m| m.len()).unwrap_or(0);
    println!("{:<44} {:>10.1} kB/report", "size", bytes as f64 / 1024.0 / (count + 1) as f64);
    Ok(())
}
