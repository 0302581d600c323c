//! How many: numbers before a noun, in figures or in words.

use super::frames::is_time_unit;
use super::reader::Reader;
use model::FieldValue;

/// Number words that news spell out.
const NUMBERS: &[(&str, i64)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("dozen", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("hundred", 100),
];

impl Reader<'_, '_> {
    /// A count before a noun or its container: a number, or "several", "multiple" as words.
    pub fn count(&self, noun: usize) -> Option<FieldValue> {
        let scene = &self.scene;
        let mut at = noun;
        for _ in 0..3 {
            // "five weeks of talks" are not five
            if is_time_unit(scene.lemma(at)) {
                return None;
            }
            for &k in scene.kids(at) {
                let lemma = scene.lemma(k);
                match scene.rel(k) {
                    // "two-day talks" are not two
                    "nummod" if k + 1 < scene.len() && scene.form(k + 1) == "-" => {}
                    "nummod" => {
                        let digits: String = scene.form(k).chars().filter(char::is_ascii_digit).collect();
                        if let Ok(n) = digits.parse::<i64>()
                            && !scene.form(k).contains('.')
                        {
                            return Some(FieldValue::Number(n));
                        }
                        let number = |i: usize| NUMBERS.iter().find(|(w, _)| scene.form(i).eq_ignore_ascii_case(w)).map(|&(_, n)| n);
                        if let Some(n) = number(k) {
                            // "twenty-four", "three hundred"
                            let tens = (k > 1 && scene.form(k - 1) == "-").then(|| number(k - 2)).flatten().filter(|&t| t >= 20 && n < 10);
                            let times = (n == 100 && k > 0).then(|| number(k - 1)).flatten();
                            return Some(FieldValue::Number(times.map_or(n + tens.unwrap_or(0), |t| t * n)));
                        }
                        return Some(FieldValue::Text(scene.form(k).to_owned()));
                    }
                    "amod" | "det" if matches!(lemma, "several" | "multiple" | "many" | "numerous" | "various") => {
                        return Some(FieldValue::Text(lemma.to_owned()));
                    }
                    _ => {}
                }
            }
            match scene.head(at) {
                Some(up) if scene.rel(at) == "nmod" && scene.unwrapped(up) == noun && up != noun => at = up,
                _ => break,
            }
        }
        None
    }
}
