//! The figures are those of the scorers that define the measures (Python, `../shared/eval` and `../shared/data/reports/score.py`), on the same
//! annotations. Skipped, saying so, where these are absent.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let python = Command::new("python3").arg("--version").output().is_ok_and(|out| out.status.success());
    if !shared.join("eval").is_dir() || !python {
        println!("skipped: the shared scorers or python3 are absent");
        return None;
    }
    Some(shared)
}

fn last_line(out: std::process::Output) -> Value {
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    serde_json::from_str(text.lines().last().expect("a line")).expect("figures")
}

/// Our figures, with the annotations kept for the other scorer.
fn ours(stage: &str, gold: &Path, keep: &Path) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_accuracy"));
    last_line(command.arg(stage).arg(gold).args(["--format", "json", "--save"]).arg(keep).output().expect("accuracy runs"))
}

fn agree(ours: &Value, theirs: &Value, figure: &str, other: &str) {
    let theirs = other.split('/').fold(theirs, |value, key| &value[key]).as_f64().unwrap_or_else(|| panic!("{other} in {theirs}"));
    let ours = ours[figure].as_f64().unwrap_or_else(|| panic!("{figure} in {ours}"));
    assert!((ours - theirs).abs() < 1e-4, "{figure}: {ours}, by the other scorer {theirs}");
    assert!(theirs > 0.0, "{figure}: a figure of nothing");
}

fn compare(stage: &str, gold: &str, scorer: &str, figures: &[&str]) {
    let Some(shared) = shared() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let (gold, keep) = (shared.join("data").join(gold), folder.path().join("annotations.jsonl"));
    let ours = ours(stage, &gold, &keep);
    let mut python = Command::new("python3");
    let theirs = last_line(python.arg(shared.join("eval").join(scorer)).arg("--no-ci").args([&gold, &keep]).output().expect("python runs"));
    for figure in figures {
        agree(&ours, &theirs, figure, figure);
    }
}

#[test]
fn syntax() {
    let all = ["tokens_f1", "sentences_f1", "upos_f1", "xpos_f1", "lemma_f1", "uas_f1", "las_f1", "clas_f1"];
    compare("syntax", "syntax/gum_bysa_dev.conllu", "parse.py", &all);
}

#[test]
fn times() {
    compare("times", "time/aquaint_tbaq.jsonl", "timex.py", &["strict_f1", "relaxed_f1", "type_f1", "value_f1"]);
}

#[test]
fn events() {
    compare("events", "events/plv_train.jsonl", "events.py", &["answered", "penta_accuracy", "root_accuracy", "root_macro_f1"]);
}

#[test]
fn facts() {
    let Some(shared) = shared() else { return };
    let reports = shared.join("data/reports");
    let folder = tempfile::tempdir().expect("a folder");
    let keep = folder.path().join("annotations.jsonl");
    let ours = ours("facts", &reports.join("facts.jsonl"), &keep);
    let mut python = Command::new("python3");
    let theirs = last_line(python.arg(reports.join("score.py")).args([&reports.join("facts.jsonl"), &keep]).output().expect("python runs"));
    for (figure, other) in [
        ("kind_p", "kind/precision"),
        ("kind_status_f1", "kind_status/f1"),
        ("kind_status_r", "kind_status/recall_required"),
        ("kind_status_strict_f1", "kind_status_strict/f1"),
        ("participants_f1", "participants/f1"),
        ("speaker_accuracy", "speaker_accuracy"),
        ("time_exact", "time/exact"),
    ] {
        agree(&ours, &theirs, figure, other);
    }
}
