//! Which reports are of one negotiation.
//!
//! Reports are that share an origin or a story where one names both sides of the other; and those of one episode in which the same two sides deal
//! with each other. What few reports tell of two sides that another negotiation of these weeks names belongs to it: a mediator's round of visits. A
//! report that names but one side, or none, goes with its story, else with the only negotiation of that side in its weeks: it never joins two
//! negotiations that stand apart without it. A report that is alone with its pair goes with the only other negotiation of its story where it misread one
//! of the two, as far as the other reports tell; and few reports that speak of the same sides as others of their story go with the most alike of them. A report
//! of no known day goes with the talks of its pair.

use super::sides::{Pair, Sides};
use crate::nearness::{EPISODE, Nearness, Timeline, distinct};
use std::collections::{BTreeMap, BTreeSet};

/// Days within which a report that names one side is taken for the negotiation that this side has.
const WEEKS: i32 = 30;

/// The negotiation of each report, told by its first report.
pub(super) fn tables(sides: &[Sides], nearness: &Nearness<'_>) -> Vec<usize> {
    let mut joined = Joined::new(sides.len());
    let main: Vec<Option<&Pair>> = sides.iter().map(Sides::main).collect();
    for report in 0..sides.len() {
        // Two reports in the same words about other people are of no one negotiation.
        let names = |a: usize, b: usize| match main[a] {
            Some(pair) => sides[b].names(pair),
            None => !sides[a].named.is_empty() && sides[a].named.keys().all(|side| sides[b].named.contains_key(side)),
        };
        let same = |other: usize| names(report, other) || names(other, report);
        nearness.siblings(report).iter().filter(|s| same(s.other)).for_each(|s| joined.join(report, s.other));
    }
    let mut alike: BTreeMap<&Pair, Vec<usize>> = BTreeMap::new();
    let mut of_story: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (report, pair) in main.iter().enumerate() {
        if let Some(pair) = pair {
            alike.entry(pair).or_default().push(report);
            of_story.entry(nearness.story(report)).or_default().push(report);
        }
    }
    for reports in alike.values() {
        let chains = timeline(reports, nearness).chains(EPISODE);
        for chain in &chains {
            chain.iter().for_each(|&report| joined.join(chain[0], report));
        }
        undated(reports, &chains, nearness, &mut joined);
    }
    joined.settle();
    let group = joined.0.clone();
    let mut size: BTreeMap<usize, usize> = BTreeMap::new();
    group.iter().for_each(|&first| *size.entry(first).or_default() += 1);
    // Talks of their own are no part of others', be it that both are told of in the same words.
    let part = |report: usize, other: usize| {
        let (mine, whole) = (size[&group[report]], size[&group[other]]);
        mine <= FEW || PART * mine <= whole
    };
    for reports in of_story.values() {
        // In one story a report that names two sides is of the negotiation in which they deal with each other in these weeks: a mediator's part in it.
        let mut of_pair: BTreeMap<&Pair, Vec<usize>> = BTreeMap::new();
        for &report in reports {
            main[report].into_iter().for_each(|pair| of_pair.entry(pair).or_default().push(report));
        }
        let of_pair: Vec<(&Pair, Timeline)> = of_pair.into_iter().map(|(pair, all)| (pair, timeline(&all, nearness))).collect();
        for &report in reports {
            for (_, line) in of_pair.iter().filter(|(pair, _)| sides[report].names(pair)) {
                line.near(nearness.days(report), WEEKS).filter(|&other| part(report, other)).for_each(|other| joined.join(other, report));
            }
        }
    }
    one_matter(sides, nearness, &mut joined);
    absorb(sides, nearness, &main, &mut joined);
    attach(sides, nearness, &main, &of_story, &mut joined);
    stray(sides, nearness, &main, &mut joined);
    same_cast(sides, nearness, &main, &mut joined);
    (0..sides.len()).map(|report| joined.first(report)).collect()
}

/// Joins the reports of two sides of which nobody knows within bounds when they were published: to the only talks of the two of whose time they can be, or that
/// of their story; where there are none, to each other.
fn undated(reports: &[usize], chains: &[Vec<usize>], nearness: &Nearness<'_>, joined: &mut Joined) {
    let apart = |a: usize, b: usize| nearness.days(a).gap(nearness.days(b)) > EPISODE;
    let open: Vec<usize> = reports.iter().copied().filter(|&report| !nearness.days(report).is_bounded()).collect();
    let mut left: Vec<usize> = Vec::new();
    for &report in &open {
        let there: Vec<&Vec<usize>> = chains.iter().filter(|chain| chain.iter().any(|&other| !apart(report, other))).collect();
        let story = |chain: &&Vec<usize>| chain.iter().any(|&other| nearness.story(other) == nearness.story(report));
        match there[..] {
            [only] => joined.join(only[0], report),
            [] => left.push(report),
            _ => {
                if let Some(chain) = there.iter().copied().find(story) {
                    joined.join(chain[0], report);
                } else {
                    left.push(report);
                }
            }
        }
    }
    for (n, &report) in left.iter().enumerate() {
        left[..n].iter().filter(|&&other| !apart(report, other)).for_each(|&other| joined.join(other, report));
    }
}

/// How much few reports must speak of the same sides as others of their story, at least, in thousandths, where it is not clear who deals with whom in them.
const ALIKE: u32 = 300;
/// And where it is clear.
const ALIKE_THOUGH_CLEAR: u32 = 550;
/// The next best negotiation must be less alike by one part in so many.
const CLEARLY: u32 = 4;
/// How often negotiations are put together with the most alike.
const ROUNDS: usize = 3;

/// Puts few reports to those of their story that speak of the same sides: the workers of a mine are called in five ways. They join one negotiation alone, the
/// most alike, and none where another one is nearly as alike; so they tie no two together.
fn same_cast(sides: &[Sides], nearness: &Nearness<'_>, main: &[Option<&Pair>], joined: &mut Joined) {
    let firm = |r: &usize| main[*r].is_some_and(|(x, y)| !sides[*r].loose.contains(x) && !sides[*r].loose.contains(y));
    let mut stories: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    (0..sides.len()).for_each(|report| stories.entry(nearness.story(report)).or_default().push(report));
    stories.retain(|_, reports| reports.len() > 1);
    for _ in 0..ROUNDS {
        joined.settle();
        let group = joined.0.clone();
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        group.iter().enumerate().for_each(|(report, &first)| members.entry(first).or_default().push(report));
        for reports in stories.values() {
            let line = timeline(reports, nearness);
            let open: Vec<usize> = reports.iter().copied().filter(|&report| !nearness.days(report).is_bounded()).collect();
            let here = distinct(reports.iter().map(|&report| group[report])).into_iter().filter(|first| members[first].len() <= FEW);
            for first in here {
                let mut alike: BTreeMap<usize, u32> = BTreeMap::new();
                for &report in &members[&first] {
                    let days = nearness.days(report);
                    // Of a report of no known day all others can be near.
                    let all = if days.is_bounded() { &open } else { reports };
                    let all = all.iter().copied().filter(|&other| days.gap(nearness.days(other)) <= EPISODE);
                    for other in line.near(days, EPISODE).chain(all).filter(|&other| group[other] != first) {
                        let best = alike.entry(group[other]).or_default();
                        *best = sides[report].likeness(&sides[other]).max(*best);
                    }
                }
                let asked = if members[&first].iter().any(firm) { ALIKE_THOUGH_CLEAR } else { ALIKE };
                let mut order: Vec<(u32, usize)> = alike.into_iter().filter(|(_, l)| *l >= asked).map(|(g, l)| (l, g)).collect();
                order.sort_by_key(|&(likeness, group)| (std::cmp::Reverse(likeness), group));
                // Of those that are as unclear themselves the most alike will do.
                let known = |group: &usize| members[group].iter().any(firm);
                let rival = order.iter().skip(1).find(|(_, group)| known(group) && known(&order[0].1));
                if let Some(&(best, there)) = order.first()
                    && rival.is_none_or(|&(next, _)| CLEARLY * next <= best * (CLEARLY - 1))
                {
                    joined.join(there, first);
                }
            }
        }
    }
}

/// Days within which reports of one story that name the same states speak of one matter: a conference of many.
const MATTER: i32 = 7;

/// Joins what one story tells of one matter, though its reports have other pairs in front: two reports of one episode that share a side, where one of them
/// only calls the other side by words or names a lone person ("holders of the bonds", a legislator), and two of one week that name the same two
/// states, where neither tells of two states that deal with each other.
fn one_matter(sides: &[Sides], nearness: &Nearness<'_>, joined: &mut Joined) {
    let mut stories: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    (0..sides.len()).for_each(|report| stories.entry(nearness.story(report)).or_default().push(report));
    for reports in stories.values().filter(|reports| reports.len() > 1) {
        let line = timeline(reports, nearness);
        for &report in reports {
            let mine = &sides[report];
            if let Some(side) = mine.main().and_then(|pair| half_known(mine, pair)) {
                let beside = |days| -> Vec<usize> {
                    line.near(nearness.days(report), days).filter(|&o| o != report && sides[o].named.contains_key(side)).collect()
                };
                // Of two that this side deals with nobody knows which one is meant, unless only one is near.
                let firm = |others: &[usize]| -> usize {
                    let known = |o: usize, (x, y): &Pair| !sides[o].loose.contains(x) && !sides[o].loose.contains(y);
                    let pairs = others.iter().filter_map(|&o| sides[o].main().filter(|pair| known(o, pair)));
                    pairs.filter(|(x, y)| x == side || y == side).collect::<BTreeSet<&Pair>>().len()
                };
                let mut others = beside(EPISODE);
                if firm(&others) > 1 {
                    others = beside(WEEKS);
                }
                if firm(&others) <= 1 {
                    others.into_iter().for_each(|other| joined.join(report, other));
                }
            }
            for other in line.near(nearness.days(report), MATTER).filter(|&o| o > report) {
                let theirs = &sides[other];
                let common = mine.states.intersection(&theirs.states).count();
                let many = |sides: &Sides| sides.states.len() >= MANY;
                if common > 1 && many(mine) && many(theirs) {
                    joined.join(report, other);
                }
            }
        }
    }
}

/// Of two sides the known one, where the other is only called by words or a lone person.
fn half_known<'p>(sides: &Sides, (x, y): &'p Pair) -> Option<&'p String> {
    match (sides.loose.contains(x), sides.loose.contains(y)) {
        (false, true) => Some(x),
        (true, false) => Some(y),
        _ => None,
    }
}

/// States that a report of a conference names; of fewer, two deal with each other and the others stand by.
const MANY: usize = 4;

/// Reports of which a negotiation has so few that it can be a part of another one.
const FEW: usize = 3;
/// How many times as many reports another one has, at least, of which a larger one is a part.
const PART: usize = 3;

/// Puts what few reports tell of two sides to the only larger negotiation near in time that names both.
fn absorb(sides: &[Sides], nearness: &Nearness<'_>, main: &[Option<&Pair>], joined: &mut Joined) {
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut by_side: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for report in (0..sides.len()).filter(|&r| main[r].is_some()) {
        groups.entry(joined.first(report)).or_default().push(report);
        sides[report].named.keys().for_each(|side| by_side.entry(side).or_default().push(report));
    }
    joined.settle();
    let by_side: BTreeMap<&str, Timeline> = by_side.into_iter().map(|(side, all)| (side, timeline(&all, nearness))).collect();
    let before = joined.0.clone();
    for (&group, reports) in groups.iter().filter(|(_, reports)| reports.len() <= FEW) {
        let pairs: BTreeSet<&Pair> = reports.iter().filter_map(|&r| main[r]).collect();
        // The larger negotiations that name a side in the weeks around these reports.
        let of_side = |side: &String| -> BTreeSet<usize> {
            let line = by_side.get(side.as_str()).into_iter();
            let near = line.flat_map(|line| reports.iter().flat_map(|&r| line.near(nearness.days(r), WEEKS)));
            near.map(|r| before[r]).filter(|&g| groups.get(&g).is_some_and(|g| g.len() > reports.len())).collect()
        };
        let mut both = pairs.iter().map(|(a, b)| of_side(a).intersection(&of_side(b)).copied().collect::<BTreeSet<usize>>());
        let Some(first) = both.next() else { continue };
        let common = both.fold(first, |all, next| all.intersection(&next).copied().collect());
        if let (Some(&only), 1) = (common.first(), common.len()) {
            joined.join(only, group);
        }
    }
}

/// Puts the reports without a pair to the others.
fn attach(sides: &[Sides], nearness: &Nearness<'_>, main: &[Option<&Pair>], of_story: &BTreeMap<&str, Vec<usize>>, joined: &mut Joined) {
    let mut by_side: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (report, pair) in main.iter().enumerate() {
        pair.iter().flat_map(|(a, b)| [a, b]).for_each(|side| by_side.entry(side).or_default().push(report));
    }
    let by_side: BTreeMap<&str, Timeline> = by_side.into_iter().map(|(side, all)| (side, timeline(&all, nearness))).collect();
    let mut lone: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for report in (0..sides.len()).filter(|&r| main[r].is_none() && nearness.siblings(r).is_empty()) {
        let names: BTreeSet<&str> = sides[report].named.keys().map(String::as_str).collect();
        let days = nearness.days(report);
        let shares =
            |&other: &usize| names.is_empty() || main[other].is_some_and(|(a, b)| names.contains(a.as_str()) || names.contains(b.as_str()));
        let story = of_story.get(nearness.story(report)).into_iter().flatten().copied().filter(shares);
        let there = distinct(story.map(|other| joined.first(other)));
        let there = if there.is_empty() {
            let near = names.iter().filter_map(|side| by_side.get(side)).flat_map(|line| line.near(days, WEEKS));
            distinct(near.map(|other| joined.first(other)))
        } else {
            there
        };
        // A report of the same months that names both sides of one negotiation, though it has but one of them act.
        let there = if there.is_empty() {
            let seen = &sides[report].seen;
            let both = |&other: &usize| main[other].is_some_and(|(a, b)| seen.contains_key(a) && seen.contains_key(b));
            let near = names.iter().filter_map(|side| by_side.get(side)).flat_map(|line| line.near(days, EPISODE));
            distinct(near.filter(both).map(|other| joined.first(other)))
        } else {
            there
        };
        match there[..] {
            [only] => joined.join(only, report),
            // Two that speak of the same side, and nobody knows with whom it deals.
            [] => names.iter().for_each(|side| lone.entry(side).or_default().push(report)),
            _ => {}
        }
    }
    for reports in lone.values() {
        for chain in timeline(reports, nearness).chains(WEEKS) {
            chain.iter().for_each(|&report| joined.join(chain[0], report));
        }
    }
}

/// Puts a report that stands alone to the only other negotiation of its story, where it tells of no pair, or one of the two is nobody's name, or no state and
/// named by no other report of the story: a word of the report that was misread, or somebody on the fringe. It must name one of the sides of that negotiation.
fn stray(sides: &[Sides], nearness: &Nearness<'_>, main: &[Option<&Pair>], joined: &mut Joined) {
    let mut of_story: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    (0..sides.len()).for_each(|report| of_story.entry(nearness.story(report)).or_default().push(report));
    joined.settle();
    let before = joined.0.clone();
    let mut size: BTreeMap<usize, usize> = BTreeMap::new();
    before.iter().for_each(|&first| *size.entry(first).or_default() += 1);
    for reports in of_story.values().filter(|reports| reports.len() > 1) {
        // By how many reports of the story a side is named at all; of those that no claim has act, names count.
        let mut told: BTreeMap<&str, usize> = BTreeMap::new();
        for &report in reports {
            let all: BTreeSet<&str> = sides[report].seen.keys().chain(&sides[report].told).map(String::as_str).collect();
            all.into_iter().for_each(|side| *told.entry(side).or_default() += 1);
        }
        let line = timeline(reports, nearness);
        for &report in reports.iter().filter(|&&report| size[&before[report]] == 1) {
            let mine = &sides[report];
            // A state that one report alone deals with is another party all the same.
            let fringe =
                |side: &String| mine.loose.contains(side) || !mine.states.contains(side) && told.get(side.as_str()).is_none_or(|&n| n < 2);
            if mine.named.is_empty() || main[report].is_some_and(|(x, y)| !fringe(x) && !fringe(y)) {
                continue;
            }
            let others = || line.near(nearness.days(report), EPISODE).filter(|&other| other != report);
            // Of those that stand alone themselves nobody knows which is the stray one, where others do not.
            let firm = distinct(others().map(|other| before[other]).filter(|group| size[group] > 1));
            let there = if firm.is_empty() { distinct(others().map(|other| before[other])) } else { firm };
            let known = |side: &String| mine.seen.contains_key(side) || mine.told.contains(side);
            let theirs = |other: usize| match main[other] {
                Some((a, b)) => known(a) || known(b),
                None => sides[other].named.keys().any(known),
            };
            if let [only] = there[..]
                && others().filter(|&other| before[other] == only).any(theirs)
            {
                joined.join(only, report);
            }
        }
    }
}

fn timeline(reports: &[usize], nearness: &Nearness<'_>) -> Timeline {
    Timeline::new(reports.iter().map(|&report| (nearness.days(report), report)))
}

/// Groups of reports, each known by its first.
struct Joined(Vec<usize>);

impl Joined {
    fn new(reports: usize) -> Joined {
        Joined((0..reports).collect())
    }

    fn first(&mut self, mut report: usize) -> usize {
        while self.0[report] != report {
            self.0[report] = self.0[self.0[report]];
            report = self.0[report];
        }
        report
    }

    /// Makes every report know its group.
    fn settle(&mut self) {
        (0..self.0.len()).for_each(|report| self.0[report] = self.first(report));
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::Graph;
    use crate::nearness::Days;

    /// The day of a report of which nobody knows it.
    const UNDATED: i32 = -1;

    /// The negotiation of each report, loose sides in small letters: the two sides that deal with each other ("A-B") or those that are named, its story, and its day.
    fn of(all: &[(&str, &str, i32)]) -> Vec<usize> {
        let begin = jiff::civil::date(2031, 3, 1);
        let day = |n: i32| match n {
            UNDATED => model::Envelope::OPEN,
            n => model::Envelope::day(begin.checked_add(jiff::Span::new().days(n)).expect("a day")),
        };
        let sides = |told: &str| {
            let mut out = Sides::default();
            for name in told.split(['-', ' ']).filter(|n| !n.is_empty()) {
                out.named.insert(name.to_owned(), 1);
            }
            out.seen = out.named.keys().map(|name| (name.clone(), 1)).collect();
            out.states = out.named.keys().filter(|name| name.starts_with(char::is_uppercase) && *name != "Harbour").cloned().collect();
            out.loose = out.named.keys().filter(|name| name.starts_with(char::is_lowercase)).cloned().collect();
            if let Some((a, b)) = told.split(' ').next().and_then(|pair| pair.split_once('-')) {
                out.pairs.insert((a.min(b).to_owned(), a.max(b).to_owned()), 1);
            }
            out
        };
        let graph = Graph { siblings: vec![Vec::new(); all.len()], ..Graph::default() };
        let days = all.iter().map(|(_, _, d)| Days::of(day(*d))).collect();
        let stories: Vec<String> = all.iter().map(|(_, story, _)| (*story).to_owned()).collect();
        tables(&all.iter().map(|(told, ..)| sides(told)).collect::<Vec<_>>(), &Nearness::over(days, &stories, &graph))
    }

    #[test]
    fn the_same_two_sides_within_half_a_year() {
        assert_eq!(of(&[("Graustark-Ruritania", "a", 0), ("Ruritania-Graustark", "b", 100), ("Graustark-Ruritania", "c", 900)]), [0, 0, 2]);
    }

    #[test]
    fn one_side_alone_goes_with_its_story_or_its_only_negotiation() {
        assert_eq!(of(&[("Graustark-Ruritania", "a", 0), ("Ruritania", "b", 9), ("", "a", 12), ("Ruritania", "c", 99)]), [0, 0, 0, 3]);
    }

    #[test]
    fn another_word_for_the_other_side_is_no_other_negotiation_in_one_story() {
        assert_eq!(of(&[("Graustark-holders", "a", 0), ("Graustark-bondholders", "a", 1), ("Graustark-pilots", "b", 1)]), [0, 0, 2]);
    }

    #[test]
    fn a_misread_name_is_no_other_negotiation_in_one_story() {
        let told =
            [("Graustark-Ruritania", "a", 0), ("Graustark-Ruritania", "a", 5), ("Graustark-Harbour", "a", 9), ("Graustark-Zenda", "b", 9)];
        assert_eq!(of(&told), [0, 0, 0, 3]);
        // Nobody's names, among reports that speak of one of them.
        let told = [("envoy-unions", "a", 0), ("centre-envoy", "a", 39), ("centre-envoy", "a", 43), ("Graustark-farmers envoy", "a", 44)];
        assert_eq!(of(&told), [0; 4]);
        // Two who deal with another each are two negotiations.
        assert_eq!(of(&[("Graustark-Ruritania", "a", 0), ("Graustark-Ruritania", "a", 5), ("Graustark-Zenda", "a", 60)]), [0, 0, 2]);
    }

    #[test]
    fn reports_of_no_known_day_go_with_the_talks_of_their_pair() {
        let pair = ("Graustark-Ruritania", "a");
        let told = |days: &[Option<i32>]| {
            let all: Vec<(&str, &str, i32)> = days.iter().map(|day| (pair.0, pair.1, day.unwrap_or(UNDATED))).collect();
            of(&all)
        };
        assert_eq!(told(&[Some(0), None, Some(20), None]), [0; 4]);
        assert_eq!(told(&[None, None]), [0; 2]);
        // Of two talks, years apart, nobody knows which are meant, unless the story tells.
        let all = [
            ("Graustark-Ruritania", "a", 0),
            ("Graustark-Ruritania", "b", 900),
            ("Graustark-Ruritania", "b", UNDATED),
            ("Graustark-Ruritania", "c", UNDATED),
        ];
        assert_eq!(of(&all), [0, 1, 1, 3]);
    }

    #[test]
    fn the_same_cast_of_one_story_is_one_negotiation() {
        // The workers are called in three ways, and nobody is told to deal with anybody.
        let told = [("Mine miners", "a", 0), ("Mine workers", "a", 3), ("Mine union", "a", 5), ("Mine union", "b", 5)];
        assert_eq!(of(&told)[..3], [0; 3]);
        // Between two negotiations that are as near it joins neither, and ties no two together.
        let told = [
            ("Graustark-Mine", "a", 0),
            ("Graustark-Mine", "a", 9),
            ("Mine-Zenda", "a", 0),
            ("Mine-Zenda", "a", 9),
            ("Mine clerks", "a", 4),
        ];
        let found = of(&told);
        assert!(found[0] == found[1] && found[2] == found[3] && found[0] != found[2], "{found:?}");
    }

    #[test]
    fn talks_of_their_own_are_no_part_of_others() {
        let told = [("Graustark-Ruritania Zenda", "a"), ("Ruritania-Zenda", "a")];
        let all: Vec<(&str, &str, i32)> = (0..8).map(|n| (told[n % 2].0, told[n % 2].1, n as i32)).collect();
        assert_eq!(of(&all), [0, 1, 0, 1, 0, 1, 0, 1]);
        let all: Vec<(&str, &str, i32)> = (0..8).map(|n| (told[n / 6].0, told[n / 6].1, n as i32)).collect();
        assert_eq!(of(&all), [0; 8]);
    }

    #[test]
    fn a_word_for_one_of_two_opponents_joins_the_nearer_or_neither() {
        let told = [("Graustark-Ruritania", "a", 0), ("Graustark-Zenda", "a", 60), ("Graustark-rebels", "a", 65)];
        assert_eq!(of(&told), [0, 1, 1]);
        let told = [("Graustark-Ruritania", "a", 0), ("Graustark-Zenda", "a", 6), ("Graustark-rebels", "a", 5)];
        assert_eq!(of(&told), [0, 1, 2]);
    }

    #[test]
    fn a_side_with_two_opponents_joins_neither() {
        assert_eq!(of(&[("Graustark-Ruritania", "a", 0), ("Ruritania-Zenda", "b", 3), ("Ruritania", "c", 5)]), [0, 1, 2]);
    }

    #[test]
    fn a_visit_between_rounds_belongs_to_the_talks_that_name_both() {
        let told =
            [("Graustark-Ruritania Zenda", "a", 0), ("Graustark-Ruritania", "b", 3), ("Ruritania-Zenda", "c", 5), ("Klow-Zenda", "d", 5)];
        assert_eq!(of(&told), [0, 0, 0, 3]);
    }

    #[test]
    fn mediators_and_sides_of_one_story_are_of_one_negotiation() {
        let told =
            [("Graustark-Ruritania Zenda", "a", 0), ("Ruritania-Zenda", "a", 3), ("Ruritania-Klow", "a", 3), ("Borduria-Klow", "a", 3)];
        assert_eq!(of(&told), [0, 0, 2, 3]);
    }
}
