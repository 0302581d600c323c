//! What the tests share: a folder of their own, and the program in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder for one test.
pub struct House {
    folder: TempDir,
}

/// What a run left.
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl House {
    pub fn new() -> House {
        House { folder: tempfile::tempdir().expect("a folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).expect("a folder");
        }
        std::fs::write(&path, bytes).expect("a file");
        path
    }

    /// The program, to be run in the folder.
    pub fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
        command.current_dir(self.folder.path()).env("RAPPORTEUR_USER", "tester").stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(self.program().args(arguments).output().expect("runs"))
    }

    /// Runs and expects exit code 0.
    pub fn ok(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!(run.code, Some(0), "{arguments:?}: {}{}", run.out, run.err);
        run.out
    }
}

impl Run {
    pub fn of(output: Output) -> Run {
        Run {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// A short report of its own for every number.
pub fn report(n: usize) -> String {
    format!(
        "Envoys of Atlantis and Borduria met for round {n}\n\nATLANTIS CITY, 9 March 2031 - Atlantis proposed a truce of {n} days to Borduria on Friday.\n\n\
         \"We want peace,\" Foreign Minister Ana Tal said. Borduria rejected offer {n}. The delegations agreed to meet again in Syldavia.\n"
    )
}
