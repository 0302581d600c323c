//! Folders and files of this machine: what is new or changed since the last visit is read.

use super::{Health, Kind, State, Visit, path_of, stamp_of};
use crate::Origin;
use crate::files;
use crate::origin::stem;

/// A file changed this many seconds ago or less may still be written.
const SETTLED: i64 = 2;

pub(super) fn visit(visit: &mut Visit<'_>, state: &mut State) {
    state.kind = Kind::Folder;
    // Looked at on each round: looking costs nothing.
    state.due = 0;
    let path = path_of(&visit.source.address);
    let root = match path.metadata() {
        Ok(meta) if meta.is_dir() => Origin { path, line: None, name: String::new() },
        Ok(_) => Origin { name: stem(&path), path, line: None },
        Err(error) => {
            state.health = Health::Ailing;
            state.failures += 1;
            state.note = format!(
                "{} ({error}); looked for again on the next round",
                if error.kind() == std::io::ErrorKind::NotFound { "it is not there" } else { "it cannot be opened" }
            );
            return;
        }
    };
    let mut waiting = 0;
    walk(visit, root, &mut waiting);
    state.failures = 0;
    state.health = if visit.unread > 0 { Health::Ailing } else { Health::Well };
    state.note = match (visit.reports, visit.unread) {
        (0, 0) => "nothing new".to_owned(),
        (new, 0) => format!("{new} new"),
        (new, unread) => format!("{new} new, {unread} not read"),
    };
    if waiting > 0 {
        state.note.push_str(&format!(", {waiting} still being written"));
    }
}

fn walk(visit: &mut Visit<'_>, origin: Origin, waiting: &mut u64) {
    if visit.how.client.stopped() {
        return;
    }
    if origin.path.is_dir() {
        match files::entries(&origin) {
            Ok(entries) => entries.into_iter().for_each(|entry| walk(visit, entry, waiting)),
            Err(error) => visit.problem(format!("{origin}: {error}")),
        }
        return;
    }
    if (visit.how.passed_over)(&origin.path) {
        return;
    }
    // Vanished since the folder was listed.
    let Some((stamp, changed)) = stamp_of(&origin.path) else { return };
    let key = origin.path.to_string_lossy().into_owned();
    if visit.marks.get(&key) == Some(&stamp) {
        return;
    }
    if visit.how.patient && (0..=SETTLED).contains(&(visit.how.now - changed)) {
        *waiting += 1;
        return;
    }
    for item in files::read_path(origin.clone(), &visit.how.options) {
        match item {
            Ok(incoming) => visit.report(incoming, false),
            Err(problem) if problem.is_warning() => {}
            Err(problem) => visit.problem(problem.to_string()),
        }
        if visit.how.client.stopped() {
            return;
        }
    }
    visit.handled(key, stamp);
}
