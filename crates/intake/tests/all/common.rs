//! What the tests share: a folder of their own, and reading it.

use intake::{Incoming, Options, Problem, open};
use model::Body;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of its own for each test, removed with it.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("rapporteur-intake-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("temporary folder");
        Folder(path)
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("parent")).expect("folder");
        fs::write(&path, bytes).expect("file");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn read(path: &Path, options: &Options) -> (Vec<Incoming>, Vec<Problem>) {
    let (mut reports, mut problems) = (Vec::new(), Vec::new());
    for item in open(&[path.to_owned()], options) {
        match item {
            Ok(incoming) => reports.push(incoming),
            Err(problem) => problems.push(problem),
        }
    }
    (reports, problems)
}

pub fn text_of(incoming: &Incoming) -> &str {
    let (Body::Text(text) | Body::Plain(text) | Body::Html(text)) = &incoming.report.body;
    text
}
