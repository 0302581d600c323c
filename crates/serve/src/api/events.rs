//! Server-sent events: one `state` event whenever the record in memory is another one.

use super::Shared;
use crate::house::House;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{Stream, unfold};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::Receiver;

/// How often the dossier is looked at for what other processes wrote.
const EVERY: Duration = Duration::from_secs(2);

/// The stream; the first event tells the present state.
pub async fn stream(State(house): Shared) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = house.watch();
    let events = unfold((house, changes, true), |(house, mut changes, first)| async move {
        if !first {
            wait(&house, &mut changes).await;
        }
        let number = *changes.borrow_and_update();
        let event = Event::default().event("state").data(format!("{{\"state\":{number},\"busy\":{}}}", house.is_busy()));
        Some((Ok(event), (house, changes, false)))
    });
    Sse::new(events).keep_alive(KeepAlive::new())
}

/// Waits for another state; looks at the file now and then, because other processes do not tell.
async fn wait(house: &Arc<House>, changes: &mut Receiver<u64>) {
    loop {
        if let Ok(Ok(())) = tokio::time::timeout(EVERY, changes.changed()).await {
            return;
        }
        let looked = Arc::clone(house);
        let _ = tokio::task::spawn_blocking(move || looked.snapshot().map(|s| s.number)).await;
    }
}
