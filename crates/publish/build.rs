//! Gives the library the version of its brief: a hash over the sources that decide what a brief says of a record, rulings included.

use std::path::{Path, PathBuf};

fn main() {
    let mut hash = blake3::Hasher::new();
    for root in ["src", "../record/src", "../model/src", "../lexicon/src", "../lexicon/data"].map(Path::new) {
        println!("cargo::rerun-if-changed={}", root.display());
        let mut files = Vec::new();
        collect(root, &mut files);
        files.sort();
        for file in files {
            hash.update(file.to_string_lossy().as_bytes()).update(&std::fs::read(&file).unwrap_or_default());
        }
    }
    println!("cargo::rustc-env=BRIEF_VERSION={}", &hash.finalize().to_hex()[..16]);
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}
