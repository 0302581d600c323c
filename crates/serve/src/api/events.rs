//! Server-sent events: `state` whenever the record in memory is another one, `progress` while reports are added.

use super::{Shared, problem};
use crate::house::House;
use crate::progress::{Phase, Progress};
use crate::query::Query;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{Stream, unfold};
use serde_json::json;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::Receiver;

/// How often the dossier is looked at for what other processes wrote.
const EVERY: Duration = Duration::from_secs(2);

/// What one listener has been told.
struct Listener {
    house: Arc<House>,
    changes: Receiver<u64>,
    progress: Receiver<Progress>,
    /// Nothing yet: the present state is told first, and what is being added.
    first: bool,
}

/// The stream, or what is wrong with the request.
pub async fn asked(state: Shared, uri: Uri) -> Response {
    match Query::of(uri.path(), uri.query().unwrap_or("")).problems.first() {
        Some(why) => problem(StatusCode::BAD_REQUEST, &format!("{why}.")),
        None => stream(state).await.into_response(),
    }
}

/// The stream; the first event tells the present state.
async fn stream(State(house): Shared) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let (changes, mut progress) = (house.watch(), house.progress());
    // What was added before this listener came is no news.
    if !matches!(progress.borrow().phase, Phase::Idle | Phase::Done | Phase::Failed) {
        progress.mark_changed();
    }
    let listener = Listener { house, changes, progress, first: true };
    let events = unfold(listener, |mut listener| async move {
        let event = listener.next().await;
        Some((Ok(event), listener))
    });
    Sse::new(events).keep_alive(KeepAlive::new())
}

impl Listener {
    async fn next(&mut self) -> Event {
        if std::mem::take(&mut self.first) {
            return self.state();
        }
        loop {
            tokio::select! {
                biased;
                Ok(()) = self.progress.changed() => return event("progress", &self.progress.borrow_and_update().told().to_string()),
                Ok(()) = self.changes.changed() => return self.state(),
                () = tokio::time::sleep(EVERY) => {
                    let house = Arc::clone(&self.house);
                    let _looked = tokio::task::spawn_blocking(move || house.snapshot().map(|s| s.number)).await;
                }
            }
        }
    }

    fn state(&mut self) -> Event {
        let number = *self.changes.borrow_and_update();
        event("state", &json!({ "state": number, "busy": self.house.is_busy() }).to_string())
    }
}

fn event(name: &str, data: &str) -> Event {
    Event::default().event(name).data(data)
}
