//! The labels of a word: no claim, or a kind with a status that the vocabulary gives it.

use model::{ClaimKind as K, Status as S};

/// Kinds with their statuses; offices and occasions of speaking are read from names and times and are none of the model's.
const STATUSES: &[(K, &[S])] = &[
    (K::Proposal, &[S::Proposed, S::Planned, S::Refused, S::Hypothetical]),
    (K::Demand, &[S::Demanded]),
    (K::Ultimatum, &[S::Threatened, S::Negated]),
    (K::Threat, &[S::Threatened]),
    (K::Pledge, &[S::Planned]),
    (K::Answer, &[S::Happened, S::Hypothetical, S::Stated, S::Planned, S::Negated, S::Proposed, S::Refused]),
    (K::Meeting, &[S::Happened, S::Planned, S::Refused, S::Negated, S::Hypothetical]),
    (K::Agreement, &[S::Happened, S::Planned, S::Refused, S::Negated, S::Hypothetical]),
    (K::Ceasefire, &[S::Happened, S::Planned, S::Refused, S::Negated, S::Hypothetical]),
    (K::Exchange, &[S::Happened, S::Planned, S::Refused, S::Negated]),
    (K::Hostilities, &[S::Happened, S::Planned, S::Negated, S::Hypothetical]),
    (K::Sanction, &[S::Happened, S::Planned, S::Refused, S::Hypothetical]),
    (K::Aid, &[S::Happened, S::Planned, S::Refused, S::Negated]),
    (K::Appointment, &[S::Happened, S::Planned, S::Refused]),
    (K::ProcessState, &[S::Holds, S::Happened]),
    (K::Assessment, &[S::Stated]),
    (K::Accusation, &[S::Stated]),
    (K::Goal, &[S::Planned]),
];

/// How many labels there are; 0 is "no claim".
pub const LABELS: usize = 56;

/// Number of a kind with a status; 0 where the vocabulary does not give it.
pub fn number(kind: K, status: S) -> usize {
    pairs().position(|pair| pair == (kind, status)).map_or(0, |at| at + 1)
}

/// Kinds and statuses of the labels from 1.
pub fn pairs() -> impl Iterator<Item = (K, S)> {
    STATUSES.iter().flat_map(|&(kind, statuses)| statuses.iter().map(move |&status| (kind, status)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_has_a_number_of_its_own() {
        assert_eq!(pairs().count() + 1, LABELS);
        assert!(pairs().enumerate().all(|(at, (kind, status))| number(kind, status) == at + 1));
        assert_eq!(number(K::Office, S::Holds), 0);
    }
}
