//! What the model makes of the claims that the rules have read: it doubts, and it adds.

use super::features::{self, Told};
use super::labels::{self, LABELS};
use super::scorer::Weights;
use crate::claims::frames::Lexemes;
use crate::claims::reader::Reader;
use lexicon::doing::{Act, Doing, Pos};
use model::{ClaimKind, Doubt, Status};

/// Likelihood below which a claim of the rules is held for unlikely.
const UNLIKELY: f32 = 0.003;

/// Likelihood from which a claim is added.
const ADDED: f32 = 0.5;

/// Likelihood below which the model is of two minds about a claim that it adds.
const SURE: f32 = 0.7;

/// Words between two that tell of one thing, at most.
const NEAR: usize = 3;

/// How likely each word carries each label; `None` where it cannot carry any.
type Likelihoods = Vec<Option<[f32; LABELS]>>;

impl Reader<'_, '_> {
    /// Weighs every word; doubts claims of the rules that the model holds for unlikely, and adds those that it holds for likely.
    pub fn reconsider(&mut self, weights: &Weights) {
        let told = Told::new(self);
        let mut keys = Vec::new();
        let mut likely: Likelihoods = vec![None; self.scene.len()];
        for (word, place) in likely.iter_mut().enumerate() {
            if features::is_candidate(&self.scene, &told, word) {
                features::see(self, &told, word, &mut keys);
                *place = Some(weights.likelihoods(&keys));
            }
        }
        self.add(&likely);
        self.likely = (0..self.out.len()).map(|claim| self.held(claim, &likely)).collect();
        self.doubt();
    }

    /// How likely the words of a claim, of those the likeliest, carry it.
    fn held(&self, claim: usize, likely: &Likelihoods) -> Option<f32> {
        let told = &self.out[claim];
        let label = labels::number(told.kind, told.status);
        let inside = (0..self.scene.len()).filter(|&word| told.span.contains(self.scene.token_span(word)));
        let words = inside.chain(self.sites[claim].iter().copied()).filter(|_| label > 0);
        words.filter_map(|word| likely[word].map(|likely| likely[label])).max_by(f32::total_cmp)
    }

    /// Marks the claims of the rules that the model does not share.
    fn doubt(&mut self) {
        for (claim, held) in self.out.iter_mut().zip(&self.likely) {
            if held.is_some_and(|held| held < UNLIKELY) {
                claim.signs.push(Doubt::Unlikely);
            }
        }
    }

    /// Whether the clause of a word tells nothing as said or done: under a condition, as a possibility, as what a text says, as what is only near or is to end.
    fn is_untold(&self, word: usize, kind: ClaimKind, status: Status) -> bool {
        let scene = &self.scene;
        let site = self.site_of(word);
        let force = scene.force(site.verb);
        let open = matches!(status, Status::Hypothetical | Status::Refused | Status::Negated | Status::Planned);
        // "on the brink of collapse"
        let near = || {
            let phrase = scene.head(word).filter(|_| scene.rel(word) == "nmod").map(|up| format!("{} {}", scene.case(up), scene.lemma(up)));
            phrase.is_some_and(|phrase| Doing::get().senses(Pos::Adjective, &phrase).iter().any(|frame| frame.act == Act::Near))
        };
        // "talks aimed at resolving the deadlock"
        let to_end = || kind == ClaimKind::ProcessState && site.verb != word && scene.xpos(site.verb) == "VBG";
        // "had stopped giving ultimatums": none is open
        let ceased = || {
            let above = std::iter::successors(scene.head(word), |&up| scene.head(up)).take(2);
            let stops = |up: usize| scene.is_verb(up) && scene.verb_senses(up).iter().any(|frame| frame.act == Act::Stop);
            kind.is_move() && self.used[word] && above.into_iter().any(stops)
        };
        // "more than what the lenders can accept"
        let compared = || {
            let mut above = std::iter::successors(Some(word), |&up| scene.head(up)).take(3);
            above.any(|up| scene.kids(up).iter().any(|&kid| scene.lemma(kid) == "than"))
        };
        // "its conditions were not met"
        let things = || {
            let subject = scene.kid(word, "nsubj").or_else(|| scene.kid(word, "nsubj:pass"));
            let met = subject.or_else(|| match scene.rel(word) {
                "acl" => scene.head(word),
                "xcomp" if scene.xpos(word) == "VBN" => scene.head(word).and_then(|up| scene.kid(up, "obj")),
                _ => None,
            });
            kind == ClaimKind::Meeting && scene.is_verb(word) && met.is_some_and(|met| !scene.is_animate(met))
        };
        // "despite its commitment to a solution": what it stands for, and no promise that it makes
        let stance = || kind == ClaimKind::Pledge && scene.case(word) == "despite";
        // "the union called for a strike": its own people
        let strike = |at: usize| scene.is_a(at, Act::Blow) || scene.is_a(at, Act::ProtestNoun);
        let own = || kind == ClaimKind::Demand && scene.under_preposition(word, &["for"]).any(strike);
        // "A rejected proposal" above a paragraph: a label
        let label = || self.heading && !(0..scene.len()).any(|at| matches!(scene.deprel(at), "nsubj" | "nsubj:pass" | "obj"));
        !open && (force.supposed || force.possible)
            || stance()
            || own()
            || label()
            || self.is_told_by_text(self.agent(site))
            || near()
            || to_end()
            || ceased()
            || compared()
            || things()
    }

    /// Adds the claims that the model holds for likely, the likeliest first, unless one of the same kind is told by words near by.
    fn add(&mut self, likely: &Likelihoods) {
        let mut found: Vec<(f32, usize, usize)> = Vec::new();
        for (word, likely) in likely.iter().enumerate() {
            let Some(likely) = likely else { continue };
            let best = (1..LABELS).max_by(|&a, &b| likely[a].total_cmp(&likely[b]).then(b.cmp(&a))).unwrap_or(0);
            if likely[best] >= ADDED {
                found.push((likely[best], word, best));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (likelihood, word, label) in found {
            let Some((kind, status)) = labels::pairs().nth(label - 1) else { continue };
            let scene = &self.scene;
            let near = |other: usize| scene.head(other) == Some(word) || scene.head(word) == Some(other) || other.abs_diff(word) <= NEAR;
            let told = self.out.iter().zip(&self.sites).any(|(claim, sites)| {
                let same = claim.kind == kind;
                sites.contains(&word) || same && (claim.span.contains(scene.token_span(word)) || sites.iter().any(|&site| near(site)))
            });
            // What is offered, asked or answered is told with it.
            let content = self.used[word]
                && self.out.iter().zip(&self.sites).any(|(claim, sites)| {
                    (claim.kind.is_move() || claim.kind == ClaimKind::Answer)
                        && sites.iter().any(|&site| site != word && scene.under(site, word))
                });
            if told || content || self.is_untold(word, kind, status) {
                continue;
            }
            let before = self.out.len();
            self.add_likely(word, kind, status);
            for claim in &mut self.out[before..] {
                claim.signs.push(Doubt::Learned);
                if likelihood < SURE {
                    claim.signs.push(Doubt::Undecided);
                }
            }
        }
    }
}
