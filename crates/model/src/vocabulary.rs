//! The closed vocabularies: kinds, statuses, answers, stages, blocks, PLOVER roots. Every serialised name is the one of the exchange formats.

use serde::{Deserialize, Serialize};

/// Declares a closed list: variants with their serialised names, `ALL`, `name` and `parse`.
macro_rules! closed_list {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every value, in the order of the vocabulary.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The serialised name.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// The value with this serialised name.
            pub fn parse(name: &str) -> Option<$name> {
                match name { $($text => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}
pub(crate) use closed_list;

closed_list! {
    /// What a claim is about (20 kinds).
    ClaimKind {
        /// A party puts forward a meeting, truce, terms or a plan that the other side can take up.
        Proposal = "proposal",
        /// Someone is called on to do or stop something that is theirs alone to do.
        Demand = "demand",
        /// A demand with a term and a consequence.
        Ultimatum = "ultimatum",
        /// A consequence announced, with or without condition.
        Threat = "threat",
        /// A promise to give or do something for someone.
        Pledge = "pledge",
        /// An answer, or its absence, to a move.
        Answer = "answer",
        /// A meeting, round, visit, call or consultation.
        Meeting = "meeting",
        /// Something agreed or signed; negated: the lack of any result.
        Agreement = "agreement",
        /// A ceasefire starts, holds, is broken or ends.
        Ceasefire = "ceasefire",
        /// Release, exchange or return of people or bodies.
        Exchange = "exchange",
        /// Fighting, an attack, the start or end of a war.
        Hostilities = "hostilities",
        /// Sanctions or tariffs put on, widened or lifted.
        Sanction = "sanction",
        /// Arms, money or relief given, resumed or stopped.
        Aid = "aid",
        /// Someone takes up or leaves a position.
        Appointment = "appointment",
        /// A person has a position or a role in the talks.
        Office = "office",
        /// An occasion of speaking with its own date, occasion or medium.
        Speech = "speech",
        /// Talks start, run, stall, stop, end, or turn to an agenda.
        ProcessState = "process_state",
        /// A view of talks or of a side.
        Assessment = "assessment",
        /// Blame laid on someone.
        Accusation = "accusation",
        /// An aim or task that is no offer to anyone.
        Goal = "goal",
    }
}

impl ClaimKind {
    /// Whether a fact of this kind asks for an answer: what makes it a move.
    pub const fn is_move(self) -> bool {
        matches!(self, ClaimKind::Proposal | ClaimKind::Demand | ClaimKind::Ultimatum | ClaimKind::Pledge)
    }
}

closed_list! {
    /// Status of the content, not of the speaking (10).
    Status {
        /// Took place or is over.
        Happened = "happened",
        /// Fixed, intended or promised.
        Planned = "planned",
        /// Put forward, not yet taken up.
        Proposed = "proposed",
        /// Called for.
        Demanded = "demanded",
        /// Announced as a consequence.
        Threatened = "threatened",
        /// Turned down.
        Refused = "refused",
        /// Said not to have happened or to exist.
        Negated = "negated",
        /// Conditional, possible, expected.
        Hypothetical = "hypothetical",
        /// A state that is true at the time.
        Holds = "holds",
        /// A view or charge, no event.
        Stated = "stated",
    }
}

closed_list! {
    /// How somebody answered a move (10).
    AnswerKind {
        /// Yes.
        Accept = "accept",
        /// Yes, if.
        AcceptConditional = "accept_conditional",
        /// No objection.
        NotOpposed = "not_opposed",
        /// Later, or others must be asked.
        Defer = "defer",
        /// Silence so far.
        NoneYet = "none_yet",
        /// Yes to a part.
        Partial = "partial",
        /// Another offer in return.
        Counter = "counter",
        /// Finds fault, without refusal.
        Criticise = "criticise",
        /// No.
        Reject = "reject",
        /// Cannot.
        Unable = "unable",
    }
}

impl AnswerKind {
    /// The status that an answer claim of this kind takes.
    pub const fn status(self) -> Status {
        match self {
            AnswerKind::Accept | AnswerKind::Partial => Status::Happened,
            AnswerKind::AcceptConditional => Status::Hypothetical,
            AnswerKind::NotOpposed | AnswerKind::Criticise => Status::Stated,
            AnswerKind::Defer => Status::Planned,
            AnswerKind::NoneYet | AnswerKind::Unable => Status::Negated,
            AnswerKind::Counter => Status::Proposed,
            AnswerKind::Reject => Status::Refused,
        }
    }

    /// The PLOVER root, where the answer has one.
    pub const fn plover(self) -> Option<Plover> {
        match self {
            AnswerKind::Accept | AnswerKind::AcceptConditional | AnswerKind::Partial | AnswerKind::Counter => Some(Plover::Agree),
            AnswerKind::Criticise => Some(Plover::Accuse),
            AnswerKind::Reject => Some(Plover::Reject),
            AnswerKind::NotOpposed | AnswerKind::Defer | AnswerKind::NoneYet | AnswerKind::Unable => None,
        }
    }

    /// Whether the addressee still owes an answer after this one.
    pub const fn leaves_owing(self) -> bool {
        matches!(self, AnswerKind::NoneYet | AnswerKind::Defer)
    }

    /// Whether it settles the move on this addressee's side.
    pub const fn closes(self) -> bool {
        matches!(self, AnswerKind::Accept | AnswerKind::Reject)
    }
}

closed_list! {
    /// How far a move has come (5, and one that only the record gives).
    Stage {
        /// Only meant or planned.
        Intended = "intended",
        /// Said in public.
        Stated = "stated",
        /// Handed to the addressee.
        Delivered = "delivered",
        /// Taken back by its author.
        Withdrawn = "withdrawn",
        /// Its term passed.
        Lapsed = "lapsed",
        /// Its author put another move in its place: told by no report, found over all of them.
        Superseded = "superseded",
    }
}

closed_list! {
    /// What a line or paragraph of a report is (8).
    BlockKind {
        /// Headline of the page; a repeated headline too.
        Title = "title",
        /// Crosshead, kicker, heading inside the text.
        Subhead = "subhead",
        /// Running text.
        Body = "body",
        /// A quotation set apart that repeats the body.
        PullQuote = "pull_quote",
        /// Author or desk; may contain a dateline.
        Byline = "byline",
        /// Place and date line of its own.
        Dateline = "dateline",
        /// A line that points to a source.
        Credit = "credit",
        /// Navigation, buttons, adverts, names of sites.
        Junk = "junk",
    }
}

impl BlockKind {
    /// Whether readers look for sentences in it.
    pub const fn is_read(self) -> bool {
        matches!(self, BlockKind::Title | BlockKind::Subhead | BlockKind::Body | BlockKind::PullQuote)
    }
}

closed_list! {
    /// PLOVER event roots (Open Event Data Alliance), as far as this record uses them.
    Plover {
        /// Offer, invitation, consent, future cooperation.
        Agree = "AGREE",
        /// Meet, call, visit.
        Consult = "CONSULT",
        /// Diplomatic support, signed agreements.
        Support = "SUPPORT",
        /// Material cooperation.
        Cooperate = "COOPERATE",
        /// Aid of any kind.
        Aid = "AID",
        /// Concessions: release, ceasefire, withdrawal.
        Yield = "YIELD",
        /// Demand, call for.
        Request = "REQUEST",
        /// Criticise, blame.
        Accuse = "ACCUSE",
        /// Turn down.
        Reject = "REJECT",
        /// Threaten, ultimatum.
        Threaten = "THREATEN",
        /// Demonstrations.
        Protest = "PROTEST",
        /// Sanctions, expulsions, broken relations.
        Sanction = "SANCTION",
        /// Military posture.
        Mobilize = "MOBILIZE",
        /// Arrests, seizures, restrictions.
        Coerce = "COERCE",
        /// Fighting.
        Assault = "ASSAULT",
    }
}

/// The PLOVER root of a claim other than an answer (VOCABULARY.md, section 5); for answers see [`AnswerKind::plover`].
pub const fn plover_root(kind: ClaimKind, status: Status) -> Option<Plover> {
    use {ClaimKind as K, Status as S};
    match (kind, status) {
        (K::Proposal, S::Proposed | S::Planned) | (K::Pledge, S::Planned) => Some(Plover::Agree),
        (K::Demand, S::Demanded) => Some(Plover::Request),
        (K::Ultimatum | K::Threat, S::Threatened) => Some(Plover::Threaten),
        (K::Meeting, S::Happened) => Some(Plover::Consult),
        (K::Agreement, S::Happened) => Some(Plover::Support),
        (K::Meeting | K::Agreement | K::Aid, S::Planned) => Some(Plover::Agree),
        (K::Meeting | K::Agreement | K::Ceasefire | K::Exchange | K::Aid, S::Refused) => Some(Plover::Reject),
        (K::Ceasefire | K::Exchange, S::Happened | S::Planned) => Some(Plover::Yield),
        (K::Hostilities, S::Happened) => Some(Plover::Assault),
        (K::Sanction, S::Happened) => Some(Plover::Sanction),
        (K::Sanction, S::Planned) => Some(Plover::Threaten),
        (K::Aid, S::Happened) => Some(Plover::Aid),
        (K::Accusation, S::Stated) => Some(Plover::Accuse),
        _ => None,
    }
}

closed_list! {
    /// How a report's words relate to what was said.
    StatementMode {
        /// Inside quotation marks.
        Direct = "direct",
        /// Reported in the report's own words.
        Indirect = "indirect",
        /// Both.
        Mixed = "mixed",
    }
}

closed_list! {
    /// What an entity is.
    EntityKind {
        /// A human being.
        Person = "person",
        /// A body: company, agency, ministry, party, armed group.
        Organisation = "organisation",
        /// A place, a state as a place or as an actor.
        Place = "place",
        /// People named by nationality, religion or politics.
        Group = "group",
        /// Any other name.
        Other = "other",
    }
}

closed_list! {
    /// Why a fact is less sure than what a sentence says straight out: signs, at the sentences that say it, that something else was meant.
    Doubt {
        /// A result told under a condition or a question: "if they meet", "whether they signed".
        Conditional = "conditional",
        /// A result told under an aim or a duty of another clause, or as one: "must not sail before reaching a deal", "a pact to end the war".
        Aimed = "aimed",
        /// An agreement that the sentence only speaks about: "far apart on a deal", "closing in on an accord".
        About = "about",
        /// The words lie deep in the sentence.
        Deep = "deep",
        /// The words lie in a clause about another noun.
        Aside = "aside",
        /// A party that is called by no word for people or bodies: "the riots".
        Thing = "thing",
        /// A move of which no words say what is asked, and which nobody answered.
        Bare = "bare",
        /// The learned model of claims holds it for unlikely.
        Unlikely = "unlikely",
        /// The model is of two minds.
        Undecided = "undecided",
        /// Only the model reads it so, no rule.
        Learned = "learned",
        /// A learned model, which sees what the others hold of the claim and of its parties, holds it for misread rather than not.
        Doubtful = "doubtful",
    }
}

closed_list! {
    /// The form of a mention.
    MentionForm {
        /// A proper name.
        Name = "name",
        /// A description: "the Ukrainian minister".
        Nominal = "nominal",
        /// A pronoun.
        Pronoun = "pronoun",
    }
}

closed_list! {
    /// What kind of actor an actor is.
    ActorKind {
        /// A human being.
        Person = "person",
        /// A state and its government.
        State = "state",
        /// A part of a state: ministry, presidency, army, council.
        Organ = "organ",
        /// A body of several states.
        International = "international",
        /// An armed group outside a state's forces.
        ArmedGroup = "armed_group",
        /// A party, company, union, charity or any other body.
        Organisation = "organisation",
        /// A newspaper, agency, broadcaster or site.
        Outlet = "outlet",
        /// Several taken together: "both sides", "the mediators".
        Collective = "collective",
    }
}

closed_list! {
    /// How one report leans on another.
    Relation {
        /// The same bytes after normalisation.
        Identical = "identical",
        /// Mostly the same words.
        NearCopy = "near_copy",
        /// The same content in other words, in the same order.
        Retells = "retells",
        /// Names it as a source.
        Cites = "cites",
    }
}

closed_list! {
    /// What a difference between two values amounts to.
    Verdict {
        /// Both cannot be true; the record takes no side.
        Conflict = "conflict",
        /// One is contradicted by a report's own words or by dated knowledge.
        Error = "error",
        /// One says more than the other.
        Strength = "strength",
    }
}

closed_list! {
    /// How a claim bears on a fact.
    Stance {
        /// Says it.
        Supports = "supports",
        /// Says the contrary.
        Denies = "denies",
        /// Says it again in a heading or pull quote: never a second report.
        Repeats = "repeats",
    }
}

closed_list! {
    /// On what a publication date rests.
    DateBasis {
        /// The user or the source's own record said so.
        Given = "given",
        /// The page's metadata.
        Meta = "meta",
        /// The address of the page.
        Url = "url",
        /// A dateline or byline in the text.
        Text = "text",
        /// Worked out from the text and dated knowledge.
        Inferred = "inferred",
    }
}
