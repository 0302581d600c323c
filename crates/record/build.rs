//! Gives the library the versions of what it calls: a hash over sources and data of the crates that read a report, and one over those that
//! fuse readings. Readings and the record are kept in the dossier under these versions, so a better reader is noticed without anybody
//! having to remember to raise a number.

use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rustc-env=READER_VERSION={}", version(&["model", "lexicon", "article", "language", "read"]));
    println!("cargo::rustc-env=FUSER_VERSION={}", version(&["model", "lexicon", "fuse"]));
}

/// First 16 hexadecimal digits of the hash over all files under `src`, `data` and `models` of the sibling crates.
fn version(crates: &[&str]) -> String {
    let mut hash = blake3::Hasher::new();
    for name in crates {
        for part in ["src", "data", "models"] {
            let root = Path::new("..").join(name).join(part);
            println!("cargo::rerun-if-changed={}", root.display());
            let mut files = Vec::new();
            collect(&root, &mut files);
            files.sort();
            for file in files {
                hash.update(file.to_string_lossy().as_bytes()).update(&std::fs::read(&file).unwrap_or_default());
            }
        }
    }
    hash.finalize().to_hex()[..16].to_owned()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}
