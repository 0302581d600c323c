//! Verbs, nouns and adjectives that make a claim: `data/doing/*.tsv`, one file per kind.
//!
//! A word maps to its *acts*: what its subject does to its complement (propose, accept, begin, …). What an act amounts to in a sentence is
//! worked out by the reader of claims; the same row serves the active, the passive and the noun.

use model::Plover;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

macro_rules! acts {
    ($($(#[$meta:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        /// What a word's subject does to its complement.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Act { $($(#[$meta])* #[doc = concat!("`", $text, "`")] $variant),+ }

        impl Act {
            /// The act with this name in the data.
            pub fn parse(name: &str) -> Option<Act> {
                match name { $($text => Some(Act::$variant),)+ _ => None }
            }
        }
    };
}

acts! {
    Propose = "propose", Suggest = "suggest", Offer = "offer", Invite = "invite", Ready = "ready", Call = "call", Seek = "seek", Want = "want", Need = "need",
    Demand = "demand", Insist = "insist", Ask = "ask", Order = "order", Condition = "condition",
    Ultimatum = "ultimatum", Deadline = "deadline", Threaten = "threaten", Warn = "warn", Vow = "vow", Retaliate = "retaliate",
    Pledge = "pledge",
    Accept = "accept", Consent = "consent", Reject = "reject", Oppose = "oppose", Block = "block", Objection = "objection",
    Unacceptable = "unacceptable", Acceptable = "acceptable", Refuse = "refuse", RuleOut = "ruleout", Opposed = "opposed", Welcome = "welcome", Respond = "respond",
    Await = "await", Ignore = "ignore", Silent = "silent", Defer = "defer", Unable = "unable", Mandate = "mandate", Deny = "deny", Concede = "concede",
    Breach = "breach", Quit = "quit",
    Meet = "meet", Visit = "visit", Discuss = "discuss", Mediate = "mediate", Travel = "travel", Table = "table",
    Agree = "agree", Concur = "concur", Sign = "sign", Settle = "settle", Agreement = "agreement", Result = "result", Fruitless = "fruitless",
    Successful = "successful",
    Truce = "truce",
    Release = "release", Swap = "swap", Return = "return", Captive = "captive",
    Attack = "attack", Fight = "fight", Seize = "seize", War = "war",
    Sanction = "sanction", Expel = "expel", Freeze = "freeze", Ban = "ban",
    Aid = "aid", Give = "give",
    Appoint = "appoint", Depart = "depart", Oust = "oust", AppointNoun = "appointn", DepartNoun = "departn", Lead = "lead",
    Delegation = "delegation", Assign = "assign",
    Begin = "begin", Resume = "resume", Stall = "stall", Stop = "stop", End = "end", Continue = "continue", Progress = "progress",
    Stalled = "stalled", Halt = "halt", Focus = "focus", Shift = "shift", Cancel = "cancel",
    View = "view", Label = "label", Wrong = "wrong",
    Near = "near", Apart = "apart", Toward = "toward", Rift = "rift", Stay = "stay", Narrow = "narrow", Draw = "draw", Hopes = "hopes", Fade = "fade",
    Accuse = "accuse", Condemn = "condemn", Criticise = "criticise", Accusation = "accusation", Criticism = "criticism",
    Investigate = "investigate", InvestigateNoun = "investigaten",
    Goal = "goal", Good = "good", Plan = "plan", PlanNoun = "plann",
    Expect = "expect", Likely = "likely", Fixed = "fixed", FailTo = "failto", Manage = "manage", Decide = "decide", Decision = "decision",
    Hope = "hope", Try = "try", Prepare = "prepare", Allow = "allow", Force = "force", Say = "say", Seem = "seem",
    Do = "do", Deliver = "deliver", Hold = "hold", Occur = "occur", Reach = "reach", Receive = "receive", Retract = "retract", Lift = "lift",
    Keep = "keep", Provoke = "provoke",
    Coerce = "coerce", CoerceNoun = "coercen", Protest = "protest", ProtestNoun = "protestn", Mobilize = "mobilize",
    MobilizeNoun = "mobilizen", Cooperate = "cooperate", CooperateNoun = "cooperaten", Support = "support", SupportNoun = "supportn",
    Yield = "yield", YieldNoun = "yieldn", Cut = "cut", Deed = "deed",
    Weapon = "weapon", Blow = "blow", Worded = "worded", Vote = "vote", Keeper = "keeper", Vessel = "vessel", Troops = "troops",
    Envoy = "envoy", Errand = "errand", Bench = "bench", Ties = "ties", Move = "move", League = "league", Cool = "cool", Warm = "warm",
    Rage = "rage", Undecided = "undecided", Figure = "figure",
    Part = "part", Paper = "paper", Idle = "idle", Body = "body", Hinge = "hinge", Date = "date",
}

impl Act {
    /// Whether the row makes no claim but tells what kind of thing its word is, which decides what another word means (`things.tsv`).
    fn is_class(self) -> bool {
        matches!(
            self,
            Act::Weapon
                | Act::Blow
                | Act::Worded
                | Act::Vote
                | Act::Keeper
                | Act::Vessel
                | Act::Troops
                | Act::Envoy
                | Act::Errand
                | Act::Bench
                | Act::Ties
                | Act::Move
                | Act::League
                | Act::Cool
                | Act::Warm
                | Act::Rage
                | Act::Undecided
                | Act::Figure
                | Act::Part
                | Act::Paper
                | Act::Idle
                | Act::Body
                | Act::Hinge
                | Act::Date
        )
    }
}

/// Part of speech of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pos {
    /// Verb, with its particle or preposition.
    Verb,
    /// Noun.
    Noun,
    /// Adjective or participle.
    Adjective,
}

/// One sense of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What it does.
    pub act: Act,
    /// Its PLOVER root, where that is not the one of the claim's kind and status.
    pub root: Option<Plover>,
}

/// A row's example: a sentence and the claims that it makes, as written in the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The file it stands in.
    pub file: &'static str,
    /// The sentence.
    pub sentence: &'static str,
    /// `kind/status by=NAME to=NAME; …`, or "-" for none.
    pub claims: &'static str,
}

/// The data files: name and content.
const FILES: &[(&str, &str)] = &[
    ("proposal", include_str!("../data/doing/proposal.tsv")),
    ("demand", include_str!("../data/doing/demand.tsv")),
    ("ultimatum", include_str!("../data/doing/ultimatum.tsv")),
    ("threat", include_str!("../data/doing/threat.tsv")),
    ("pledge", include_str!("../data/doing/pledge.tsv")),
    ("withdrawal", include_str!("../data/doing/withdrawal.tsv")),
    ("answer", include_str!("../data/doing/answer.tsv")),
    ("meeting", include_str!("../data/doing/meeting.tsv")),
    ("agreement", include_str!("../data/doing/agreement.tsv")),
    ("ceasefire", include_str!("../data/doing/ceasefire.tsv")),
    ("outlook", include_str!("../data/doing/outlook.tsv")),
    ("exchange", include_str!("../data/doing/exchange.tsv")),
    ("hostilities", include_str!("../data/doing/hostilities.tsv")),
    ("sanction", include_str!("../data/doing/sanction.tsv")),
    ("aid", include_str!("../data/doing/aid.tsv")),
    ("appointment", include_str!("../data/doing/appointment.tsv")),
    ("process_state", include_str!("../data/doing/process_state.tsv")),
    ("assessment", include_str!("../data/doing/assessment.tsv")),
    ("accusation", include_str!("../data/doing/accusation.tsv")),
    ("goal", include_str!("../data/doing/goal.tsv")),
    ("modality", include_str!("../data/doing/modality.tsv")),
    ("light", include_str!("../data/doing/light.tsv")),
    ("deeds", include_str!("../data/doing/deeds.tsv")),
    ("things", include_str!("../data/doing/things.tsv")),
];

/// The words with their senses.
#[derive(Debug, Default)]
pub struct Doing {
    verbs: HashMap<&'static str, Vec<Frame>>,
    nouns: HashMap<&'static str, Vec<Frame>>,
    adjectives: HashMap<&'static str, Vec<Frame>>,
    /// Words of [`Act::is_class`], kept apart: they are no senses of a predicate.
    classes: HashMap<&'static str, Vec<Act>>,
    /// Verbs that a row has with an object and a preposition, or with a preposition and a noun: "shake hand on", "put to vote".
    idioms: HashSet<&'static str>,
    examples: Vec<Example>,
    faults: Vec<String>,
}

impl Doing {
    /// The table, built on first use.
    pub fn get() -> &'static Doing {
        static DOING: OnceLock<Doing> = OnceLock::new();
        DOING.get_or_init(|| {
            let mut doing = Doing::default();
            for (file, text) in FILES {
                doing.load(file, text);
            }
            doing
        })
    }

    fn load(&mut self, file: &'static str, text: &'static str) {
        for (number, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let mut columns = line.split('\t');
            let mut next = || columns.next().unwrap_or("").trim();
            let (words, pos, act, root, example) = (next(), next(), next(), next(), next());
            let root = match root {
                "-" | "" => None,
                name => match Plover::parse(name) {
                    Some(root) => Some(root),
                    None => {
                        self.faults.push(format!("{file}:{}: unknown root {name}", number + 1));
                        continue;
                    }
                },
            };
            let Some(act) = Act::parse(act) else {
                self.faults.push(format!("{file}:{}: unknown act {act}", number + 1));
                continue;
            };
            let table = match pos {
                "V" => &mut self.verbs,
                "N" => &mut self.nouns,
                "A" => &mut self.adjectives,
                _ => {
                    self.faults.push(format!("{file}:{}: unknown part of speech {pos}", number + 1));
                    continue;
                }
            };
            if pos == "V" && words.split(' ').count() == 3 {
                self.idioms.extend(words.split(' ').next());
            }
            if act.is_class() {
                self.classes.entry(words).or_default().push(act);
            } else {
                let frames = table.entry(words).or_default();
                if !frames.iter().any(|f| f.act == act) {
                    frames.push(Frame { act, root });
                }
            }
            if let Some((sentence, claims)) = example.split_once("=>") {
                self.examples.push(Example { file, sentence: sentence.trim(), claims: claims.trim() });
            }
        }
    }

    /// The senses of a lemma (for verbs: with particle or preposition where the row has one), in the order of the files; none where unknown.
    pub fn senses(&self, pos: Pos, words: &str) -> &[Frame] {
        let table = match pos {
            Pos::Verb => &self.verbs,
            Pos::Noun => &self.nouns,
            Pos::Adjective => &self.adjectives,
        };
        table.get(words).map_or(&[], Vec::as_slice)
    }

    /// Whether a row has the verb with two words more.
    pub fn has_idioms(&self, verb: &str) -> bool {
        self.idioms.contains(verb)
    }

    /// Whether the word (lemma) is a row of this class ([`Act::is_class`]).
    pub fn is_a(&self, lemma: &str, class: Act) -> bool {
        self.classes.get(lemma).is_some_and(|classes| classes.contains(&class))
    }

    /// The verbs of one word, sorted.
    pub fn verbs(&self) -> Vec<&'static str> {
        let mut verbs: Vec<&'static str> = self.verbs.keys().copied().filter(|words| !words.contains(' ')).collect();
        verbs.sort_unstable();
        verbs
    }

    /// All examples, in the order of the files.
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }

    /// Rows that could not be read, for the test that keeps the data clean.
    pub fn faults(&self) -> &[String] {
        &self.faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_readable() {
        assert!(Doing::get().faults().is_empty(), "{:?}", Doing::get().faults());
        assert!(Doing::get().examples().len() > 40);
    }

    #[test]
    fn a_word_may_have_several_senses_and_a_root_of_its_own() {
        let doing = Doing::get();
        assert_eq!(doing.senses(Pos::Verb, "put forward")[0].act, Act::Suggest);
        let suspend: Vec<Act> = doing.senses(Pos::Verb, "suspend").iter().map(|f| f.act).collect();
        assert_eq!(suspend, [Act::Stop, Act::Cut]);
        assert_eq!(doing.senses(Pos::Verb, "arrest")[0].root, Some(Plover::Coerce));
        assert!(doing.senses(Pos::Noun, "banana").is_empty());
    }
}
