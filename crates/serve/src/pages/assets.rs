//! The files that pages refer to, held in the program.

use crate::house::House;
use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use std::sync::Arc;

/// Routes of the files.
pub fn routes() -> Router<Arc<House>> {
    Router::new()
        .route(
            "/assets/style.css",
            get(async || {
                file("text/css; charset=utf-8", concat!(include_str!("../../assets/style.css"), include_str!("../../assets/views.css")))
            }),
        )
        .route("/assets/script.js", get(async || file("text/javascript; charset=utf-8", include_str!("../../assets/script.js"))))
        .route("/assets/icon.svg", get(async || file("image/svg+xml", include_str!("../../assets/icon.svg"))))
        .route("/favicon.ico", get(async || file("image/svg+xml", include_str!("../../assets/icon.svg"))))
}

fn file(media_type: &'static str, text: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, media_type)], text)
}
