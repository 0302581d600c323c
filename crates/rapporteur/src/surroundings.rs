//! What the command line takes from outside: the clock and the user's name. The libraries have neither.

/// Now, in RFC 3339, to the second.
pub fn now() -> String {
    #[allow(clippy::disallowed_methods)]
    let now = jiff::Timestamp::now();
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The person at the keyboard, as far as the system says.
pub fn user() -> String {
    ["RAPPORTEUR_USER", "USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|name| !name.trim().is_empty())
        .unwrap_or_else(|| "unknown".to_owned())
}
