//! Which field of a claim holds who does it and to whom, by its kind: the columns of the vocabulary of claims (VOCABULARY.md, section 1).

use model::{ClaimKind, FieldKey};

/// Where the one who does it stands. Of a ceasefire or an exchange that is `by`; several stand in `participants`.
pub(crate) fn doer(kind: ClaimKind) -> FieldKey {
    match kind {
        ClaimKind::Proposal => FieldKey::Proposer,
        ClaimKind::Assessment => FieldKey::Holder,
        _ if is_joint(kind) => FieldKey::Participants,
        _ => FieldKey::By,
    }
}

/// Where the other party stands; `None` for kinds that have none.
pub(crate) fn other(kind: ClaimKind) -> Option<FieldKey> {
    use ClaimKind as K;
    match kind {
        K::Proposal | K::Demand | K::Ultimatum | K::Answer => Some(FieldKey::Addressee),
        K::Threat | K::Sanction | K::Accusation | K::Hostilities | K::Assessment => Some(FieldKey::Target),
        K::Pledge | K::Aid => Some(FieldKey::Beneficiary),
        K::Ceasefire => Some(FieldKey::Participants),
        _ if is_joint(kind) => Some(FieldKey::Participants),
        _ => None,
    }
}

/// Whether those who do it always stand together.
fn is_joint(kind: ClaimKind) -> bool {
    matches!(kind, ClaimKind::Meeting | ClaimKind::Agreement | ClaimKind::ProcessState)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_stop_or_let_go_together_have_no_addressee() {
        for kind in [ClaimKind::Ceasefire, ClaimKind::Exchange, ClaimKind::Meeting, ClaimKind::Agreement] {
            assert!(!matches!(other(kind), Some(FieldKey::Addressee)), "{kind}");
        }
        assert_eq!((doer(ClaimKind::Ceasefire), other(ClaimKind::Ceasefire)), (FieldKey::By, Some(FieldKey::Participants)));
        assert_eq!((doer(ClaimKind::Proposal), other(ClaimKind::Proposal)), (FieldKey::Proposer, Some(FieldKey::Addressee)));
    }
}
