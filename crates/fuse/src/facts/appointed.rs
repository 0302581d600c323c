//! Who was appointed, where a report names only the post: "the new secretary of the council" is the person whom reports of the same origin or story give
//! to that body.

use super::Item;
use crate::nearness::Nearness;
use model::{ActorKind, ClaimKind};
use std::collections::{BTreeMap, BTreeSet};

/// Days between reports of one story that can tell of the same appointment.
const WEEKS: i32 = 30;

/// Words for ranks: what is left of a position is the body.
const RANKS: &[&str] = &[
    "president",
    "head",
    "chief",
    "secretary",
    "director",
    "chair",
    "chairman",
    "chairwoman",
    "minister",
    "leader",
    "deputy",
    "new",
    "acting",
    "former",
    "last",
    "week",
    "month",
    "year",
];

fn body<'i>(item: &'i Item<'_>) -> BTreeSet<&'i str> {
    item.position.iter().map(String::as_str).filter(|w| !RANKS.contains(w)).collect()
}

/// Gives appointments without a named person the only one whom their origin or story has in a post of the same body. `person`: whether a name of a report is one
/// of a known person.
pub fn appointed(nearness: &Nearness<'_>, items: &mut [Item<'_>], kind: impl Fn(&Item<'_>) -> Option<ActorKind>) {
    let nameless = |i: &Item<'_>| i.claim.kind == ClaimKind::Appointment && kind(i) != Some(ActorKind::Person);
    let wanted: Vec<usize> = (0..items.len()).filter(|&i| nameless(&items[i]) && body(&items[i]).len() >= 2).collect();
    if wanted.is_empty() {
        return;
    }
    let mut of_report: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut of_story: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (i, item) in items.iter().enumerate().filter(|(_, item)| item.is_post() && kind(item) == Some(ActorKind::Person)) {
        of_report.entry(item.report).or_default().push(i);
        of_story.entry(nearness.story(item.report)).or_default().insert(item.report);
    }
    let mut found: Vec<(usize, String)> = Vec::new();
    for &i in &wanted {
        let x = &items[i];
        let holders = |reports: &mut dyn Iterator<Item = usize>| -> BTreeSet<&String> {
            let posts = reports.filter_map(|r| of_report.get(&r)).flatten().map(|&j| &items[j]);
            let alike = |y: &Item<'_>| body(y).len() >= 2 && (body(y).is_subset(&body(x)) || body(x).is_subset(&body(y)));
            let same = posts.filter(|y| alike(y) && y.claim.fields.get(model::FieldKey::Ended).is_none());
            same.filter_map(|y| y.person.as_ref()).collect()
        };
        let origin = holders(&mut std::iter::once(x.report).chain(nearness.siblings(x.report).iter().map(|s| s.other)));
        let story = || of_story.get(nearness.story(x.report)).into_iter().flatten().copied();
        let people = if origin.is_empty() { holders(&mut story().filter(|&r| !nearness.apart(r, x.report, WEEKS))) } else { origin };
        if people.len() == 1 {
            found.extend(people.first().map(|name| (i, (*name).clone())));
        }
    }
    for (i, person) in found {
        items[i].person = Some(person);
    }
}
