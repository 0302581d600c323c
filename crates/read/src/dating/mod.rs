//! When an undated report was published: an envelope from what its text says and from dated knowledge.
//!
//! In: a document whose times, actors and positions are known. Out: the days that every constraint allows, with the reasons. A constraint that
//! contradicts those before it is left out and listed, so that the strongest ones (offices, then dated events, then relative times) stand.
//! Nothing collapses to a day without reason, and without any reason there is no answer.

mod constraints;
mod days;

pub use constraints::{Constraint, constraints};
pub use days::Days;

use crate::Document;
use model::{DateBasis, Publication};

/// The days on which the report may have been published; `None` where nothing bounds them.
pub fn infer(document: &Document) -> Option<Publication> {
    solve(constraints(document))
}

/// The days that all constraints allow, taken in order.
fn solve(constraints: Vec<Constraint>) -> Option<Publication> {
    let mut days = Days::all();
    let mut grounds = Vec::new();
    for constraint in constraints {
        let narrowed = days.narrow(&constraint.days);
        if narrowed.is_empty() {
            grounds.push(format!("left out, contradicts the rest: {}", constraint.ground));
        } else {
            if !grounds.contains(&constraint.ground) {
                grounds.push(constraint.ground);
            }
            days = narrowed;
        }
    }
    let envelope = days.hull();
    (!envelope.is_open()).then_some(Publication { envelope, basis: DateBasis::Inferred, grounds })
}

/// One envelope for reports that retell one origin: what all of their own envelopes allow, with all grounds. A report whose envelope contradicts the
/// others is left out; `None` where nothing is known of any.
pub fn together(publications: &[&Publication]) -> Option<Publication> {
    let mut all = publications.iter();
    let mut joint = (*all.next()?).clone();
    joint.basis = DateBasis::Inferred;
    for publication in all {
        if let Some(envelope) = joint.envelope.narrow(publication.envelope) {
            joint.envelope = envelope;
            for ground in &publication.grounds {
                if !joint.grounds.contains(ground) {
                    joint.grounds.push(ground.clone());
                }
            }
        }
    }
    Some(joint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use model::Envelope;

    fn constraint(envelopes: &[(Option<jiff::civil::Date>, Option<jiff::civil::Date>)], ground: &str) -> Constraint {
        Constraint { days: Days::from(envelopes.iter().map(|(a, b)| Envelope::new(*a, *b)).collect()), ground: ground.to_owned() }
    }

    #[test]
    fn two_terms_of_one_office_are_told_apart_by_a_colleague() {
        let terms = constraint(&[(Some(date(2021, 1, 1)), Some(date(2023, 12, 31))), (Some(date(2027, 1, 1)), None)], "A is president");
        let minister = constraint(&[(Some(date(2026, 5, 1)), Some(date(2028, 4, 30)))], "B is minister");
        let found = solve(vec![terms, minister]).expect("bounded");
        assert_eq!(found.envelope, Envelope::new(Some(date(2027, 1, 1)), Some(date(2028, 4, 30))));
        assert_eq!(found.grounds.len(), 2);
    }

    #[test]
    fn a_constraint_that_contradicts_is_listed_and_left_out() {
        let from = constraint(&[(Some(date(2030, 1, 1)), None)], "after the treaty");
        let until = constraint(&[(None, Some(date(2029, 1, 1)))], "before the treaty");
        let found = solve(vec![from, until]).expect("bounded");
        assert_eq!(found.envelope, Envelope::new(Some(date(2030, 1, 1)), None));
        assert!(found.grounds[1].starts_with("left out"));
        assert_eq!(solve(Vec::new()), None);
    }

    #[test]
    fn retellings_share_what_all_allow() {
        let publication = |a, b, ground: &str| Publication {
            envelope: Envelope::new(a, b),
            basis: DateBasis::Inferred,
            grounds: vec![ground.to_owned()],
        };
        let one = publication(Some(date(2031, 3, 8)), Some(date(2031, 3, 16)), "named last week");
        let two = publication(Some(date(2031, 3, 7)), None, "recently named");
        assert_eq!(together(&[&two, &one]).map(|p| p.envelope), Some(one.envelope));
    }
}
