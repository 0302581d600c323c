//! Names of weekdays and months in English, which readers take for times and nobody may take for a name.

/// In order, Monday first (ISO 8601).
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// Whether a word names a day of the week, in whatever letters.
pub fn is_weekday(word: &str) -> bool {
    WEEKDAYS.iter().any(|day| word.eq_ignore_ascii_case(day))
}

/// Whether a word names a month, in whatever letters: "may" and "march" too.
pub fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|month| word.eq_ignore_ascii_case(month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_in_any_letters() {
        assert!(is_weekday("Monday") && is_weekday("SUNDAY") && !is_weekday("day") && !is_weekday("Mondays"));
        assert!(is_month("May") && is_month("december") && !is_month("Mayday"));
    }
}
