//! What the command line takes from outside: the clock and the user's name. The libraries have neither.

/// Now, in RFC 3339, to the second.
pub fn now() -> String {
    #[allow(clippy::disallowed_methods)]
    let now = jiff::Timestamp::now();
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Now, in seconds since 1970.
pub fn seconds() -> i64 {
    #[allow(clippy::disallowed_methods)]
    let now = jiff::Timestamp::now();
    now.as_second()
}

/// A time in seconds since 1970, for a person: to the minute, in UTC.
pub fn shown(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map(|at| at.strftime("%Y-%m-%d %H:%M UTC").to_string()).unwrap_or_default()
}

/// The person at the keyboard, as far as the system says.
pub fn user() -> String {
    ["RAPPORTEUR_USER", "USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|name| !name.trim().is_empty())
        .unwrap_or_else(|| "unknown".to_owned())
}
