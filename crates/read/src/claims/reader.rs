//! Reads one sentence from the root of its tree downwards and sends each word's senses to the builders.

use super::frames::Lexemes;
use super::scene::Scene;
use super::srl::Played;
use crate::Document;
use lexicon::doing::{Act, Doing, Frame, Pos};
use model::{Claim, Deed, FieldKey, Span, Upos};

/// What is known of the report, and what earlier sentences leave for later ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    /// What it is about.
    pub about: super::about::About,
    /// Content of the last move, for "this proposal".
    pub last_move: Option<String>,
    /// Content of the last move of each kind, for "the demand" beside "the offer".
    pub last_of: std::collections::BTreeMap<model::ClaimKind, String>,
    /// Its sentence.
    pub last_move_at: usize,
    /// Who put it.
    pub last_mover: Vec<String>,
    /// The last answer: its sentence and who gave it.
    pub answered: Option<(usize, Vec<String>)>,
    /// The last demand with a term.
    pub term: Option<super::deadlines::TermSet>,
    /// The last sentence spoke of meetings.
    pub met: Option<usize>,
}

/// Where an act stands: its own word, and the verb that carries it in the clause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site {
    pub head: usize,
    pub verb: usize,
    pub light: Option<Act>,
}

impl Site {
    pub fn plain(i: usize) -> Site {
        Site { head: i, verb: i, light: None }
    }

    pub fn sites(self) -> [usize; 2] {
        [self.head, self.verb]
    }
}

/// Reader of one sentence.
pub(crate) struct Reader<'d, 'm> {
    pub doc: &'d Document,
    pub scene: Scene<'d>,
    pub main: &'m [String],
    pub memory: &'m mut Memory,
    pub heading: bool,
    pub used: Vec<bool>,
    pub out: Vec<Claim>,
    /// The words that carry each claim, the deepest first.
    pub sites: Vec<Vec<usize>>,
    /// The roles of each claim with the bytes of the phrases that fill them.
    pub cast: Vec<Vec<(FieldKey, Vec<Span>)>>,
    /// How likely the model of claims holds each claim; `None` where it cannot tell.
    pub likely: Vec<Option<f32>>,
    /// How each role of each claim was filled, and how likely the model of roles holds whoever plays it; `None` where the claim has no such role.
    pub cast_as: Vec<[Option<(Played, f32)>; 3]>,
    /// Deeds with a PLOVER root and no kind.
    pub deeds: Vec<Deed>,
}

impl<'d, 'm> Reader<'d, 'm> {
    pub fn new(doc: &'d Document, index: usize, main: &'m [String], memory: &'m mut Memory, heading: bool) -> Reader<'d, 'm> {
        let scene = Scene::new(doc, index);
        let used = vec![false; scene.len()];
        Reader {
            doc,
            scene,
            main,
            memory,
            heading,
            used,
            out: Vec::new(),
            sites: Vec::new(),
            cast: Vec::new(),
            likely: Vec::new(),
            cast_as: Vec::new(),
            deeds: Vec::new(),
        }
    }

    /// Reads the sentence by rule.
    pub fn read(&mut self) {
        let mut order: Vec<(usize, usize)> = (0..self.scene.len()).map(|i| (self.scene.depth(i), i)).collect();
        order.sort_unstable();
        self.offices();
        self.speeches();
        for &(_, i) in &order {
            if !self.used[i] {
                self.interpret(i);
            }
        }
        for &(_, i) in &order {
            if !self.used[i] && !self.conditional_threat(i) && !self.withheld(i) {
                self.outlook(i);
            }
        }
        self.views_of_speakers();
    }

    /// The claims found, in order.
    pub fn claims(mut self) -> Vec<Claim> {
        self.out.sort_by_key(|c| (c.span.start, c.span.end));
        self.out.dedup_by(|b, a| a.kind == b.kind && a.status == b.status && a.span == b.span && a.fields == b.fields);
        self.out
    }

    fn interpret(&mut self, i: usize) {
        let senses = self.scene.senses(i);
        // "the talks are on hold": a noun with its preposition as predicate
        if self.scene.upos(i) == Upos::Noun && self.scene.kid(i, "cop").is_some() && !self.scene.case(i).is_empty() {
            let words = format!("{} {}", self.scene.case(i), self.scene.lemma(i));
            for &frame in Doing::get().senses(Pos::Adjective, &words) {
                if matches!(frame.act, Act::Stalled | Act::Continue | Act::Unacceptable | Act::Acceptable) && self.act(i, frame) {
                    self.used[i] = true;
                    return;
                }
            }
        }
        // "is dead on arrival"
        if self.scene.upos(i) == Upos::Adj {
            let behind = |k: &usize| *k > i && matches!(self.scene.rel(*k), "obl" | "nmod");
            let idiom = self.scene.kids(i).iter().copied().filter(behind).find_map(|k| {
                let words = format!("{} {} {}", self.scene.lemma(i), self.scene.case(k), self.scene.lemma(k));
                Doing::get().senses(Pos::Adjective, &words).first().copied()
            });
            if idiom.is_some_and(|frame| self.act(i, frame)) {
                self.used[i] = true;
                return;
            }
        }
        if self.undecided(i)
            || self.made_conditional(i)
            || senses.iter().any(|f| f.act == Act::Wrong) && self.blamed(i)
            || self.date_of(i)
            || self.parted_without(i)
        {
            self.used[i] = true;
            return;
        }
        for &frame in senses {
            if self.act(i, frame) {
                self.used[i] = true;
                // "ended in deadlock": the noun is told with the verb
                let words: Vec<usize> = self.scene.idiom_words(i).collect();
                for k in words {
                    self.used[k] = true;
                }
                return;
            }
        }
        // "returned the statue to Kenya" is no "return to": the verb alone
        if self.scene.upos(i) == Upos::Verb {
            for &frame in Doing::get().senses(Pos::Verb, self.scene.lemma(i)) {
                if !senses.contains(&frame) && self.act(i, frame) {
                    self.used[i] = true;
                    return;
                }
            }
        }
        // "Somalia must withdraw", said by Kenya, whatever else the verb can mean
        let told = || self.scene.subject(i).is_some_and(|s| self.scene.is_animate(s)) || self.scene.is_passive(i);
        let plain = |act: Act| is_light(act) || matches!(act, Act::Say | Act::Stay | Act::Draw | Act::Narrow | Act::Fade);
        if !senses.iter().any(|f| !plain(f.act)) || told() {
            self.modal(i);
        }
    }

    fn act(&mut self, i: usize, frame: Frame) -> bool {
        // "the agreed text", "a sanctioned bank": no event without its author ("US-proposed")
        let participle = self.scene.rel(i) == "amod" && self.scene.is_verb(i);
        let process = matches!(frame.act, Act::Stall | Act::Stop | Act::End | Act::Continue | Act::Resume | Act::Begin | Act::Progress);
        if participle && !process && !self.scene.kids(i).iter().any(|&k| self.scene.acts_as_party(k)) {
            return false;
        }
        let site = Site::plain(i);
        match frame.act {
            Act::Give | Act::Do if self.give_term(i) => true,
            act if is_light(act) => self.light(i, frame.act),
            _ => self.dispatch(site, frame),
        }
    }

    pub fn dispatch(&mut self, site: Site, frame: Frame) -> bool {
        match frame.act {
            Act::Propose | Act::Suggest | Act::Offer | Act::Invite => self.propose(site, frame),
            Act::Ready
            | Act::Want
            | Act::Seek
            | Act::Plan
            | Act::PlanNoun
            | Act::Goal
            | Act::Hope
            | Act::Try
            | Act::Prepare
            | Act::Decide => self.intend(site, frame),
            Act::Call => self.call(site, frame),
            Act::Need => self.need(site),
            Act::Demand | Act::Insist | Act::Ask | Act::Order | Act::Condition => self.demand(site, frame),
            Act::Ultimatum | Act::Deadline => self.ultimatum(site, frame),
            Act::Threaten | Act::Warn | Act::Vow | Act::Retaliate => self.threaten(site, frame),
            Act::Pledge => self.pledge(site, frame),
            Act::Accept
            | Act::Consent
            | Act::Reject
            | Act::Oppose
            | Act::Opposed
            | Act::Objection
            | Act::Block
            | Act::Unacceptable
            | Act::Acceptable
            | Act::Refuse
            | Act::RuleOut
            | Act::Welcome
            | Act::Respond
            | Act::Ignore
            | Act::Silent
            | Act::Defer
            | Act::Unable
            | Act::Mandate
            | Act::Deny
            | Act::Concede
            | Act::Criticise
            | Act::Criticism
            | Act::Condemn
            | Act::FailTo => self.answer(site, frame),
            Act::Meet | Act::Visit | Act::Discuss | Act::Mediate | Act::Travel => self.meeting(site, frame),
            Act::Agree | Act::Sign | Act::Settle | Act::Agreement | Act::Result | Act::Fruitless => self.agreement(site, frame),
            Act::Await => self.awaited(site),
            Act::Concur => self.concur(site),
            Act::Truce | Act::Breach => self.ceasefire(site, frame),
            Act::Release | Act::Swap | Act::Return => self.exchange(site, frame),
            Act::Attack | Act::Fight | Act::Seize | Act::War => self.hostilities(site, frame),
            Act::Sanction | Act::Expel | Act::Freeze | Act::Ban => self.sanction(site, frame),
            Act::Aid => self.aid(site, frame),
            Act::Decision => self.decision(site),
            Act::Appoint | Act::Depart | Act::Oust | Act::AppointNoun | Act::DepartNoun | Act::Assign => self.appointment(site, frame),
            Act::Lead => self.lead(site),
            Act::Quit => self.quit(site),
            Act::Fixed | Act::Expect => self.expected(site, frame),
            Act::Begin
            | Act::Resume
            | Act::Stall
            | Act::Stop
            | Act::End
            | Act::Continue
            | Act::Progress
            | Act::Stalled
            | Act::Halt
            | Act::Cancel => self.process(site, frame),
            Act::Focus | Act::Shift => self.agenda(site, frame),
            Act::View | Act::Successful => self.view(site, frame),
            Act::Label => self.label(site),
            Act::Allow => self.allow(site),
            Act::Accuse | Act::Accusation => self.accuse(site, frame),
            Act::Coerce
            | Act::CoerceNoun
            | Act::Protest
            | Act::ProtestNoun
            | Act::Mobilize
            | Act::MobilizeNoun
            | Act::Cooperate
            | Act::CooperateNoun
            | Act::Support
            | Act::SupportNoun
            | Act::Yield
            | Act::YieldNoun
            | Act::Cut
            | Act::Investigate
            | Act::InvestigateNoun
            | Act::Deed
            | Act::Force => self.deed(site, frame),
            // operators and light verbs make no claim of their own; nouns of people and things are arguments
            _ => false,
        }
    }
}

/// Verbs that lend their subject and force to an event noun.
fn is_light(act: Act) -> bool {
    matches!(
        act,
        Act::Do
            | Act::Deliver
            | Act::Hold
            | Act::Occur
            | Act::Reach
            | Act::Receive
            | Act::Provoke
            | Act::Retract
            | Act::Lift
            | Act::Keep
            | Act::Give
    )
}
