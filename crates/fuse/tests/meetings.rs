//! Who met there did not meet here.

mod common;

use common::told;
use model::ClaimKind;

/// How many meetings the record of two reports has, each of which tells of one on the tenth.
fn meetings(first: &str, second: &str) -> usize {
    let claim =
        |who: &str, words: &str| format!("  meeting planned | participants: {who} | place: Jarrow | time: 2031-03-10 | words: {words}\n");
    let block = format!(
        "actors: Borduria = state; Syldavia = state; Graustark = state; Ruritania = state\na 2031-03-01\n{}b 2031-03-02\n{}",
        claim(first, &format!("The delegations of {} will meet in Jarrow on 10 March.", first.replace("; ", " and "))),
        claim(second, &format!("Envoys of {} are to meet in Jarrow on 10 March.", second.replace("; ", " and "))),
    );
    told::fuse(&told::reports(&block)).facts.iter().filter(|f| f.kind == ClaimKind::Meeting).count()
}

#[test]
fn other_parties_are_another_meeting() {
    assert_eq!(meetings("Borduria; Syldavia", "Syldavia; Borduria"), 1);
    assert_eq!(meetings("Borduria; Syldavia", "Graustark; Ruritania"), 2, "on the same day in the same town");
    assert_eq!(meetings("Borduria; Syldavia", "both sides"), 1, "who they are is not told");
}
