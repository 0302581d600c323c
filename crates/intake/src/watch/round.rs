//! One round over the sources that are due: hosts side by side, the sources of one host one after the other.

use super::{Event, Marks, Source, Visit, Visiting, web};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// Threads that visit; each holds one page at a time.
const THREADS: usize = 8;
/// Events that wait for the caller; above this the visitors pause.
const WAITING: usize = 64;

/// Visits the sources and hands their events to `take` on the caller's thread. `marks` gives what was handed on before. Ends early where
/// `take` fails, with its error; the sources not visited then stay due.
pub fn round<E>(
    sources: &[Source],
    how: &Visiting<'_>,
    marks: impl Fn(&Source) -> Result<Marks, E>,
    mut take: impl FnMut(Event) -> Result<(), E>,
) -> Result<(), E> {
    let mut by_host: BTreeMap<String, Vec<(usize, Marks)>> = BTreeMap::new();
    for (place, source) in sources.iter().enumerate() {
        by_host.entry(web::host(&source.address)).or_default().push((place, marks(source)?));
    }
    let jobs: Vec<Vec<(usize, Marks)>> = by_host.into_values().collect();
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::sync_channel::<Event>(WAITING);
    std::thread::scope(|scope| {
        for _ in 0..THREADS.min(jobs.len()) {
            let (sender, jobs, next) = (sender.clone(), &jobs, &next);
            scope.spawn(move || {
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    for (place, marks) in job {
                        if how.client.stopped() {
                            return;
                        }
                        let Some(source) = sources.get(*place) else { continue };
                        let mut listened = true;
                        let mut send = |event| {
                            listened &= sender.send(event).is_ok();
                            listened
                        };
                        Visit { source, place: *place, marks: marks.clone(), how, send: &mut send, reports: 0, unread: 0 }.run();
                        if !listened {
                            return;
                        }
                    }
                }
            });
        }
        drop(sender);
        // Where `take` fails the receiver goes, and with it the visitors.
        receiver.into_iter().try_for_each(&mut take)
    })
}
