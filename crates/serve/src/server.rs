//! The server itself: listens, answers, ends.

use crate::house::{House, Options};
use crate::{api, guard, pages};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// Longest body of a request: a day's reports, not an archive.
const LONGEST: usize = 64 << 20;
/// Open answers get so long to finish when the server is told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// A server that has begun to listen.
#[derive(Clone, Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// What writing over the API needs: `Authorization: Bearer TOKEN`.
    pub token: String,
}

/// Why the server did not start or broke off.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The dossier cannot be opened.
    #[error(transparent)]
    Dossier(#[from] record::Error),
    /// Nothing can listen there.
    #[error("cannot listen on {address} ({source}); give another --address, or port 0 for any free port")]
    Listening {
        /// The address asked for.
        address: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The system failed while serving.
    #[error("the server broke off: {0}")]
    Serving(#[from] std::io::Error),
}

/// Serves a dossier until Ctrl-C (or SIGTERM). `ready` is called once, when requests are answered.
pub fn serve(options: Options, ready: impl FnOnce(&Running)) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_io().enable_time().build()?;
    let house = Arc::new(House::open(options)?);
    let outcome = runtime.block_on(listen(Arc::clone(&house), ready));
    house.halt();
    runtime.shutdown_timeout(GRACE);
    outcome
}

async fn listen(house: Arc<House>, ready: impl FnOnce(&Running)) -> Result<(), Error> {
    let asked = house.options().address.clone();
    let listening = |source| Error::Listening { address: asked.clone(), source };
    let listener = tokio::net::TcpListener::bind(&asked).await.map_err(listening)?;
    let address = listener.local_addr().map_err(listening)?;
    house.listens(address);
    let app = router(Arc::clone(&house));
    ready(&Running { address, token: house.token().to_owned() });
    let (end, mut ended) = tokio::sync::watch::channel(false);
    let served = axum::serve(listener, app).with_graceful_shutdown(async move {
        asked_to_stop().await;
        end.send_replace(true);
    });
    let late = async move {
        let _ = ended.wait_for(|ended| *ended).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        outcome = served => outcome?,
        // Somebody still listens to changes; they will find out.
        () = late => {}
    }
    Ok(())
}

/// All routes with what stands around them.
pub fn router(house: Arc<House>) -> Router {
    Router::new()
        .merge(pages::routes())
        .merge(api::routes())
        .fallback(pages::not_found)
        .layer(DefaultBodyLimit::max(LONGEST))
        .layer(from_fn_with_state(Arc::clone(&house), guard::around))
        .with_state(house)
}

async fn asked_to_stop() {
    #[cfg(unix)]
    {
        let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(terminate) => terminate,
            Err(_) => return wait_for_interrupt().await,
        };
        tokio::select! {
            () = wait_for_interrupt() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    wait_for_interrupt().await;
}

async fn wait_for_interrupt() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without a handler the system ends the process by itself.
        std::future::pending::<()>().await;
    }
}
