//! The record does not depend on the order in which its reports came, nor on how many came at once.

use super::*;

/// One report a run, settled after each, in another order than all at once: the same record.
#[test]
fn one_by_one_gives_the_record_of_all_at_once() {
    let bodies = [
        ("a", "Atlantis offered Borduria a truce of ten days on Monday. Borduria has not yet replied.", "2031-03-03"),
        ("b", "Borduria rejected the truce that Atlantis had offered, its foreign minister said.", "2031-03-05"),
        ("c", "Atlantis and Borduria agreed on a truce of ten days on Friday.", "2031-03-15"),
        ("d", "The union demanded a raise of five percent from Borduria Rail on Sunday.", "2031-03-10"),
    ];
    let record = |order: &[usize], whole: bool| {
        let (_folder, path) = place();
        let mut dossier = Dossier::create(&path).expect("a dossier");
        let reports = order.iter().map(|&n| dated(bodies[n].0, bodies[n].1, bodies[n].2));
        if whole {
            add(&mut dossier, reports.collect());
            dossier.settle(AT, "all").expect("settles");
        } else {
            for report in reports {
                add(&mut dossier, vec![report]);
                dossier.settle(AT, "one").expect("settles");
            }
        }
        serde_json::to_vec(&dossier.record().expect("a record")).expect("bytes")
    };
    let all = record(&[0, 1, 2, 3], true);
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
        assert!(record(&order, false) == all, "order {order:?}");
    }
}

/// Reports of several negotiations, drawn by chance, with retellings, dates and none: what stands in the file after they came one by one, in any order and
/// each settled, is what stands there after all came at once.
#[test]
fn whatever_is_added_one_by_one_stands_as_if_it_had_come_at_once() {
    let lands = ["Atlantis", "Borduria", "Syldavia", "Graustark"];
    let things = ["a truce of ten days", "the release of 40 prisoners", "new talks in Klow", "a lower tariff on steel"];
    let mut seed = 11_u64;
    let mut below = |n: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % n
    };
    let reports: Vec<Incoming> = (0..18)
        .map(|n| {
            let (a, b, thing, day) = (lands[below(4)], lands[below(4)], things[below(4)], 1 + below(28));
            let offer = format!("{a} offered {b} {thing} on {day} March, Foreign Minister Ida Berg said in Klow.");
            let answer = format!("{b} {} the offer of {a}.", ["rejected", "accepted", "has not yet answered"][below(3)]);
            let quote = "\"We wait for a word from the other side before the week is over,\" the envoy Otto Falk said.";
            let body = [format!("{offer} {answer}"), format!("{answer} {quote}"), format!("{quote} {offer} {answer}")][below(3)].clone();
            if below(5) == 0 { text(&format!("r{n:02}"), &body) } else { dated(&format!("r{n:02}"), &body, &format!("2031-03-{day:02}")) }
        })
        .collect();
    let stored = |order: &[usize], at_once: bool| {
        let (_folder, path) = place();
        let mut dossier = Dossier::create(&path).expect("a dossier");
        let chosen = order.iter().map(|&n| reports[n].clone());
        if at_once {
            add(&mut dossier, chosen.collect());
            dossier.settle(AT, "all").expect("settles");
        } else {
            for report in chosen {
                add(&mut dossier, vec![report]);
                dossier.settle(AT, "one").expect("settles");
            }
        }
        assert!(dossier.check().expect("check").faults.is_empty());
        serde_json::to_vec(&dossier.derived().expect("a record")).expect("bytes")
    };
    let mut order: Vec<usize> = (0..reports.len()).collect();
    let all = stored(&order, true);
    for _ in 0..3 {
        for k in (1..order.len()).rev() {
            order.swap(k, below(k + 1));
        }
        assert!(stored(&order, false) == all, "order {order:?}");
    }
}
