//! Pages and HTTP API.
