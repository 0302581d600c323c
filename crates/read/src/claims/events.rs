//! Events: meetings, agreements, ceasefires, exchanges, fighting, sanctions, aid.

use super::draft::Draft;
use super::force::Force;
use super::frames::{Lexemes, Topic};
use super::parties::Party;
use super::reader::{Reader, Site};
use lexicon::doing::{Act, Frame};
use model::{ClaimKind, FieldKey, FieldValue, Plover, Status};

/// Number words that news spell out.
const NUMBERS: &[(&str, i64)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("dozen", 12),
    ("twenty", 20),
    ("hundred", 100),
];

impl Reader<'_, '_> {
    fn status(&self, site: Site, force: Force) -> Option<Status> {
        let reported = self.attribution(site.head).reported;
        self.scene.event_status(site.verb, force, reported)
    }

    fn is_bare(&self, site: Site) -> bool {
        site.light.is_none() && self.scene.is_noun(site.head)
    }

    /// A count before a noun or its container: a number, or "several", "multiple" as words.
    pub fn count(&self, noun: usize) -> Option<FieldValue> {
        let scene = &self.scene;
        let mut at = noun;
        for _ in 0..3 {
            for &k in scene.kids(at) {
                let lemma = scene.lemma(k);
                match scene.rel(k) {
                    "nummod" => {
                        let digits: String = scene.form(k).chars().filter(char::is_ascii_digit).collect();
                        if let Ok(n) = digits.parse::<i64>()
                            && !scene.form(k).contains('.')
                        {
                            return Some(FieldValue::Number(n));
                        }
                        if let Some(&(_, n)) = NUMBERS.iter().find(|(w, _)| *w == lemma) {
                            return Some(FieldValue::Number(n));
                        }
                        return Some(FieldValue::Text(scene.form(k).to_owned()));
                    }
                    "amod" | "det" if matches!(lemma, "several" | "multiple" | "many" | "numerous" | "various") => {
                        return Some(FieldValue::Text(lemma.to_owned()));
                    }
                    _ => {}
                }
            }
            match scene.head(at) {
                Some(up) if scene.rel(at) == "nmod" && scene.unwrapped(up) == noun && up != noun => at = up,
                _ => break,
            }
        }
        None
    }

    /// The container that holds a noun: "rounds" of "two rounds of talks".
    fn wrapper(&self, noun: usize) -> usize {
        match self.scene.head(noun) {
            Some(up) if self.scene.rel(noun) == "nmod" && self.scene.unwrapped(up) == noun => up,
            _ => noun,
        }
    }

    /// Who takes part in a meeting or deal: subject, object, "with", "between".
    pub fn participants(&self, site: Site) -> Party {
        let scene = &self.scene;
        let mut all = Party::default();
        let mut add = |party: Party| {
            for (n, name) in party.names.iter().enumerate() {
                if !all.names.contains(name) {
                    all.names.push(name.clone());
                    all.actors.extend(party.actors.get(n));
                }
            }
            all.spans.extend(party.spans);
            all.known |= party.known;
            all.plural |= party.plural;
        };
        let agent =
            self.agent(site).filter(|&a| !(scene.is_verb(site.verb) && scene.is_passive(site.verb) && scene.subject(site.verb) == Some(a)));
        if let Some(a) = agent
            && scene.is_animate(a)
        {
            add(self.party(a));
        }
        let verbal = !scene.is_noun(site.head);
        if verbal
            && !scene.is_passive(site.head)
            && let Some(o) = scene.object(site.head).filter(|&o| scene.is_animate(o))
        {
            add(self.party(o));
        }
        for at in [site.head, self.wrapper(site.head), site.verb] {
            let found: Vec<usize> = scene
                .under_preposition(at, &["with", "between", "among", "to", "by", "of"])
                .filter(|&k| scene.acts_as_party(k) || scene.is_both(k))
                .collect();
            for k in found {
                if matches!(scene.case(k), "to" | "of" | "by")
                    && (verbal && scene.case(k) != "to" || at == site.verb && site.verb != site.head)
                {
                    continue;
                }
                add(self.party(k));
            }
            if at == site.verb && site.head == site.verb {
                break;
            }
        }
        for &k in scene.kids(site.head) {
            if matches!(scene.rel(k), "amod" | "compound") && scene.acts_as_party(k) {
                add(self.party(k));
            }
        }
        all
    }

    pub fn meeting(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let bare = self.is_bare(site);
        let talks = site.head;
        let wrapper = self.wrapper(talks);
        let mut verb = site.verb;
        let mut force = Force::default();
        let count = self.count(talks);
        if bare {
            // "two rounds of talks held in X", "a meeting in Geneva on Monday" carry a claim, "the talks" do not
            let held = scene
                .kids(wrapper)
                .iter()
                .chain(scene.kids(talks))
                .copied()
                .find(|&k| scene.rel(k) == "acl" && scene.verb_senses(k).iter().any(|f| matches!(f.act, Act::Hold | Act::Occur)));
            let governor = scene.head(wrapper);
            let asked = governor.is_some_and(|g| {
                scene.senses(g).iter().any(|f| {
                    matches!(f.act, Act::Propose | Act::Call | Act::Want | Act::Ready | Act::Plan | Act::Invite | Act::Offer | Act::Refuse)
                })
            });
            let dated = scene.time_of(&[talks]).is_some_and(|t| !t.implicit) && scene.times().iter().any(|&(_, c)| scene.under(wrapper, c));
            let placed = self.place(wrapper).is_some();
            let past_count =
                count.is_some() && (placed || scene.has(wrapper, &["amod"], &["previous", "earlier", "past", "recent", "last"]));
            if asked || self.heading || !(held.is_some() || past_count || (dated && placed)) {
                return false;
            }
            if let Some(h) = held {
                let f = scene.force(h);
                if f.future || f.infinitive {
                    force.future = true;
                }
            }
            verb = wrapper;
        } else {
            force = scene.force(verb);
            if force.supposed {
                return false;
            }
        }
        let status =
            if bare { if force.future { Some(Status::Planned) } else { Some(Status::Happened) } } else { self.status(site, force) };
        let Some(mut status) = status else { return false };
        if status == Status::Demanded {
            self.modal(verb);
            return self.used[verb];
        }
        let party = self.participants(site);
        match frame.act {
            // "visited the market", "received a letter": the other party must be one
            Act::Visit | Act::Travel | Act::Discuss | Act::Mediate => {
                let other = scene.object(site.head).or_else(|| self.oblique(site, &["with", "to", "for", "between"]));
                let travel_for_talks = scene.under_preposition(site.head, &["for"]).any(|k| scene.topic(k) == Topic::Meeting)
                    || scene.object(site.head).is_some_and(|o| scene.topic(o) == Topic::Meeting);
                let ok = match frame.act {
                    Act::Travel => travel_for_talks,
                    Act::Discuss => party.names.len() > 1 || party.plural,
                    Act::Mediate => party.known || other.is_some(),
                    _ => party.known && (other.is_some() || scene.is_noun(site.head)),
                };
                if !ok {
                    return false;
                }
            }
            _ => {}
        }
        if party.is_empty() && !bare && site.light.is_none() && !scene.is_noun(site.head) {
            return false;
        }
        // "meet" the demands, the deadline, the needs
        if !scene.is_noun(site.head)
            && matches!(scene.lemma(site.head), "meet" | "receive" | "host")
            && let Some(o) = scene.object(site.head)
            && !scene.is_animate(o)
            && scene.topic(o) != Topic::Meeting
        {
            return false;
        }
        // present tense of a body's habits aside, a meeting dated ahead is planned
        if status == Status::Happened
            && !force.past
            && let (Some(time), Some(published)) = (scene.time_of(&site.sites()), scene.published())
            && !time.implicit
            && time.envelope.earliest.is_some()
            && time.envelope.earliest > published.latest
        {
            status = Status::Planned;
        }
        if status == Status::Negated && force.would {
            status = Status::Refused;
        }
        let mut draft = Draft::new(ClaimKind::Meeting, status, &[talks, verb]);
        draft.role(FieldKey::Participants, &party);
        if party.is_empty() && self.main.len() == 2 && (bare || self.scene.is_passive(verb)) && !self.scene.is_pronominal_count(talks) {
            draft.fields.set(FieldKey::Participants, self.main.to_vec());
        }
        if party.spans.len() > 1 {
            draft.target = draft.source.split_off(1);
        }
        if let Some(count) = count {
            draft.fields.set(FieldKey::Count, count);
        }
        let content_words = scene.subtree(verb, &|k| matches!(scene.rel(k), "advcl" | "ccomp" | "parataxis"));
        let mut format = Vec::new();
        for &k in &content_words {
            match scene.lemma(k) {
                "video" | "videolink" => format.push("video link"),
                "phone" | "telephone" if !format.contains(&"phone") => format.push("phone"),
                "indirect" => format.push("indirect"),
                "direct" | "face-to-face" => format.push("direct"),
                "trilateral" => format.push("trilateral"),
                "minister" if scene.rel(k).starts_with("nsubj") || scene.rel(k) == "compound" => format.push("ministerial"),
                _ => {}
            }
        }
        if !format.is_empty() {
            draft.text(FieldKey::Format, format.join(", "));
        }
        if let Some(place) = self.place(verb) {
            draft.text(FieldKey::Place, place);
        }
        if let Some(first) =
            content_words.iter().copied().find(|&k| scene.lemma(k) == "first" && scene.head(k).is_some_and(|h| scene.lemma(h) == "time"))
        {
            let _ = first;
            draft.text(FieldKey::First, "first time");
        }
        if status == Status::Refused && frame.act == Act::Meet && !bare && self.scene.kid(site.verb, "aux").is_none() {
            draft.root = Some(Plover::Reject);
        }
        if bare {
            draft.span = Some(self.scene.full_phrase(wrapper));
            for k in self.scene.subtree(wrapper, &|k| self.scene.deprel(k) == "acl:relcl") {
                if self.scene.rel(k) == "acl" || k == talks {
                    self.used[k] = true;
                }
            }
        }
        self.memory.met = Some(self.scene.index);
        self.push(draft);
        true
    }

    pub fn agreement(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let bare = self.is_bare(site);
        let force = if bare { Force::default() } else { scene.force(site.verb) };
        if force.supposed {
            return false;
        }
        match frame.act {
            Act::Fruitless => {
                if scene.rel(site.head) == "amod" {
                    return false;
                }
                if let Some(subject) = scene.subject(site.head) {
                    let by = if scene.is_talks(subject) { Party::default() } else { self.party(subject) };
                    self.no_result(site, &by, None);
                    return true;
                }
                return false;
            }
            Act::Result | Act::Agreement
                if scene.has(site.head, &["det", "advmod"], &["no", "neither"]) || force.negated || scene.case(site.head) == "without" =>
            {
                let by = if site.light.is_some() { self.agent_party(site) } else { Party::default() };
                let governed = site.light.is_some()
                    || scene.case(site.head) == "without"
                    || scene.head(site.head).is_some_and(|h| scene.lemma(h) == "be" || scene.is_verb(h));
                if !governed {
                    return false;
                }
                self.no_result(site, &by, Some(site.head));
                return true;
            }
            Act::Result => return false,
            _ => {}
        }
        if bare {
            // "an agreement on prisoners" among what talks brought; "under an agreement" is no claim
            let brought = scene.head(site.head).is_some_and(|h| {
                matches!(scene.rel(site.head), "obj" | "obl" | "appos" | "conj" | "nmod")
                    && (scene.verb_senses(h).iter().any(|f| matches!(f.act, Act::Reach))
                        || scene.noun_senses(h).iter().any(|f| f.act == Act::Result)
                        || matches!(scene.lemma(h), "result" | "outcome" | "little"))
            });
            if !brought {
                return false;
            }
        }
        let status = if bare { Some(Status::Happened) } else { self.status(site, force) };
        let Some(status) = status else {
            // "documents to be signed", "a treaty to sign": expected
            if frame.act == Act::Sign && scene.rel(site.head) == "acl" && scene.mark(site.head) == "to" {
                let mut draft = Draft::new(ClaimKind::Agreement, Status::Hypothetical, &site.sites());
                if let Some(noun) = scene.head(site.head) {
                    draft.text(FieldKey::Content, self.words(noun));
                    draft.span = Some(scene.phrase(noun).cover(scene.sent.subtree_span(site.head)));
                    self.used[noun] = true;
                }
                self.push(draft);
                return true;
            }
            return false;
        };
        if status == Status::Demanded {
            self.modal(site.verb);
            return self.used[site.verb];
        }
        let content = if site.light.is_some() || bare { Some(site.head) } else { self.content(site) };
        if frame.act == Act::Settle && !content.is_some_and(|c| matches!(scene.topic(c), Topic::Exchange | Topic::Agreement | Topic::Other))
        {
            return false;
        }
        if frame.act == Act::Sign
            && content.is_none_or(|c| {
                scene.is_noun(c)
                    && !matches!(scene.topic(c), Topic::Agreement | Topic::Move | Topic::Truce)
                    && !matches!(
                        scene.lemma(c),
                        "law" | "contract" | "charter" | "convention" | "letter" | "paper" | "order" | "bill" | "roadmap"
                    )
            })
        {
            return false;
        }
        // "X agreed that …" without the other side is a view
        let party = if bare || scene.is_passive(site.verb) && scene.by_agent(site.verb).is_none() {
            Party::default()
        } else {
            self.participants(site)
        };
        self.agreed(
            site,
            party,
            content,
            force,
            if frame.act == Act::Agree && !scene.is_noun(site.head) && scene.kid(site.head, "xcomp").is_some() {
                Some(Plover::Agree)
            } else {
                frame.root
            },
        )
    }

    /// An agreement with its participants.
    pub fn agreed(&mut self, site: Site, party: Party, content: Option<usize>, force: Force, root: Option<Plover>) -> bool {
        let scene = &self.scene;
        let bare = self.is_bare(site);
        let status = if bare { Status::Happened } else { self.status(site, force).unwrap_or(Status::Happened) };
        let mut draft = Draft::new(ClaimKind::Agreement, status, &site.sites());
        draft.root = root;
        draft.role(FieldKey::Participants, &party);
        if party.is_empty()
            && (bare || scene.subject(site.verb).is_some_and(|s| scene.is_talks(s) || matches!(scene.lemma(s), "they" | "which" | "that")))
            && self.main.len() == 2
        {
            draft.fields.set(FieldKey::Participants, self.main.to_vec());
        }
        if draft.source.len() > 1 {
            draft.target = draft.source.split_off(1);
        }
        if let Some(c) = content {
            let inner = scene.under_preposition(c, &["on", "over", "about", "for"]).next().filter(|_| scene.is_noun(c));
            draft.text(FieldKey::Content, self.words(inner.unwrap_or(c)));
            if let Some(extent) = scene
                .kids_of(c, "amod")
                .find(|&k| matches!(scene.lemma(k), "minor" | "minimal" | "partial" | "limited" | "full" | "comprehensive" | "preliminary"))
            {
                draft.text(FieldKey::Extent, scene.lemma(extent));
            }
            let words = scene.subtree(c, &|_| false);
            self.consume(c);
            for k in words {
                self.used[k] = true;
            }
        }
        if bare {
            draft.span = Some(self.scene.full_phrase(site.head));
        }
        self.push(draft);
        true
    }

    /// The lack of any result.
    pub fn no_result(&mut self, site: Site, by: &Party, content: Option<usize>) {
        let mut draft = Draft::new(ClaimKind::Agreement, Status::Negated, &site.sites());
        let animate = by.known && !by.names.is_empty();
        if animate {
            draft.role(FieldKey::Participants, by);
        } else if self.main.len() == 2 {
            draft.fields.set(FieldKey::Participants, self.main.to_vec());
        }
        if let Some(c) = content {
            draft.text(FieldKey::Content, self.words(c));
        }
        let verb = site.verb;
        if !self.scene.is_noun(verb)
            && let Some(s) = self.scene.subject(verb).filter(|&s| self.scene.head(s) == Some(verb))
        {
            draft.span = Some(
                self.scene.phrase(s).cover(
                    self.scene
                        .span_of(&self.scene.subtree(verb, &|k| matches!(self.scene.rel(k), "advcl" | "conj" | "parataxis" | "cc")), verb),
                ),
            );
        }
        self.push(draft);
    }

    pub fn ceasefire(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        if frame.act == Act::Breach {
            let Some(o) = scene.patient(site.head).filter(|&o| {
                matches!(scene.topic(o), Topic::Truce | Topic::Agreement | Topic::Sanction)
                    || matches!(scene.lemma(o), "resolution" | "law" | "order" | "pledge" | "promise")
            }) else {
                return false;
            };
            let force = scene.force(site.verb);
            if self.status(site, force) != Some(Status::Happened) {
                return false;
            }
            let by = self.agent_party(site);
            let mut draft = Draft::new(ClaimKind::Ceasefire, Status::Happened, &site.sites());
            draft.root = Some(if scene.topic(o) == Topic::Truce { Plover::Assault } else { Plover::Reject });
            if scene.topic(o) != Topic::Truce {
                draft.kind = ClaimKind::Agreement;
                draft.status = Status::Refused;
            }
            draft.role(FieldKey::By, &by);
            draft.text(FieldKey::Extent, "broken");
            draft.target.push(scene.full_phrase(o));
            self.consume(o);
            self.push(draft);
            return true;
        }
        if site.light.is_none() {
            return false;
        }
        let force = scene.force(site.verb);
        let Some(mut status) = self.status(site, force) else { return false };
        if status == Status::Demanded {
            return false;
        }
        // a ceasefire that is announced or agreed has yet to be kept
        if scene.lemma(site.verb) == "agree" && status == Status::Happened {
            status = Status::Planned;
        }
        let by = self.agent_party(site);
        let mut draft = Draft::new(ClaimKind::Ceasefire, status, &site.sites());
        draft.role(if by.plural { FieldKey::Participants } else { FieldKey::By }, &by);
        for &k in scene.kids(site.head) {
            match scene.lemma(k) {
                "unilateral" | "bilateral" | "multilateral" => {
                    draft.text(FieldKey::Side, scene.lemma(k));
                }
                _ => {}
            }
        }
        if let Some((t, _)) = scene.days(Some(site.head)) {
            draft.text(FieldKey::Duration, self.doc.times[t].value.clone());
        }
        if let Some(place) = self.place(site.head) {
            draft.text(FieldKey::Place, place);
        }
        if let Some(condition) = force.condition {
            draft.text(FieldKey::Condition, self.scene.text(self.scene.sent.subtree_span(condition)));
        }
        self.push(draft);
        true
    }

    pub fn exchange(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let bare = self.is_bare(site);
        let object = if scene.is_noun(site.head) {
            scene
                .kids_of(site.head, "compound")
                .find(|&k| scene.is_captive(k))
                .or_else(|| scene.under_preposition(site.head, &["of"]).next())
                .or_else(|| scene.kids_of(site.head, "amod").find(|&k| scene.is_captive(k)))
        } else {
            scene.patient(site.head)
        };
        let ratio = scene
            .kids(site.head)
            .iter()
            .copied()
            .find_map(|k| ratio_of(scene.form(k)).or_else(|| scene.kids(k).iter().find_map(|&j| ratio_of(scene.form(j)))));
        let ratio = ratio.or_else(|| self.scene.text(self.scene.phrase(site.head)).split(' ').find_map(ratio_of));
        let captive = object.is_some_and(|o| scene.is_captive(o)) || ratio.is_some();
        if scene.is_noun(site.head) && !captive {
            return false;
        }
        if !captive {
            // goods and land handed over: PLOVER's YIELD where one party gives to another
            let handed = frame.act == Act::Return
                && object.is_some()
                && self.agent(site).is_some_and(|a| scene.is_animate(a))
                && self.oblique(site, &["to"]).is_some();
            let freed = frame.act == Act::Release && object.is_some_and(|o| scene.is_animate(o));
            if !handed && !freed {
                return false;
            }
        }
        if bare {
            let produced = scene.head(site.head).is_some_and(|h| {
                matches!(scene.rel(site.head), "obl" | "obj" | "conj" | "nsubj" | "nmod")
                    && (scene.is_verb(h) || scene.rel(site.head) == "conj" || scene.noun_senses(h).iter().any(|f| f.act == Act::Swap))
            });
            let negotiated = scene.head(site.head).is_some_and(|h| {
                scene.noun_senses(h).iter().any(|f| matches!(f.act, Act::Agreement | Act::Focus))
                    || scene
                        .senses(h)
                        .iter()
                        .any(|f| matches!(f.act, Act::Demand | Act::Call | Act::Discuss | Act::Defer | Act::Propose | Act::Agree))
            });
            let dated = scene.kids(site.head).iter().any(|&k| scene.rel(k) == "acl") || self.count(site.head).is_some() || ratio.is_some();
            if negotiated
                || !produced
                || (!dated && !scene.head(site.head).is_some_and(|h| scene.verb_senses(h).iter().any(|f| f.act == Act::Reach)))
            {
                return false;
            }
        }
        let force = if bare { Force::default() } else { scene.force(site.verb) };
        let status = if bare { Some(Status::Happened) } else { self.status(site, force) };
        let Some(mut status) = status else { return false };
        if status == Status::Demanded {
            return false;
        }
        if status == Status::Negated && frame.act == Act::Release && force.would {
            status = Status::Refused;
        }
        let mut by = if self.agent(site).is_some_and(|a| scene.is_animate(a)) { self.agent_party(site) } else { Party::default() };
        let mut draft = Draft::new(ClaimKind::Exchange, status, &site.sites());
        draft.root = frame.root;
        if by.is_empty() && frame.act == Act::Swap && self.main.len() == 2 {
            by.names = self.main.to_vec();
        }
        if let Some(k) = self.oblique(site, &["with"]).filter(|_| frame.act == Act::Swap) {
            let other = self.party(k);
            draft.target.extend(other.spans.clone());
            by.names.extend(other.names);
        }
        draft.role(if frame.act == Act::Swap || by.names.len() > 1 { FieldKey::Participants } else { FieldKey::By }, &by);
        if let Some(k) = self.oblique(site, &["to"]) {
            let party = self.party(k);
            draft.target.extend(party.spans);
        }
        if let Some(o) = object {
            draft.text(FieldKey::Object, scene.lemma(scene.unwrapped(o)).to_owned());
            if let Some(count) = self.count(o) {
                draft.fields.set(FieldKey::Count, count);
            }
            draft.target.push(scene.full_phrase(o));
        }
        if let Some(count) = self.count(site.head).filter(|_| bare) {
            draft.fields.set(FieldKey::Count, count);
        }
        if let Some(ratio) = ratio {
            draft.text(FieldKey::Ratio, ratio);
        }
        if bare {
            draft.span = Some(scene.full_phrase(site.head));
        }
        self.push(draft);
        true
    }

    pub fn hostilities(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        let noun = scene.is_noun(site.head);
        let bare = self.is_bare(site);
        let labour = matches!(scene.lemma(site.head), "strike") && self.labour();
        if labour {
            return self.pressure(site, Frame { act: if noun { Act::ProtestNoun } else { Act::Protest }, root: Some(Plover::Protest) });
        }
        if frame.act == Act::War {
            return self.war(site);
        }
        // "the captured pilot"; "attacked a convoy, killing six" is one attack
        let same = matches!(scene.rel(site.head), "advcl" | "conj")
            && scene.head(site.head).is_some_and(|h| scene.is_verb(h) && scene.verb_senses(h).iter().any(|f| f.act == Act::Attack));
        if !noun && (scene.rel(site.head) == "amod" || same) {
            return false;
        }
        let mut force = Force::default();
        if bare {
            let governor = scene.head(site.head);
            let rel = scene.rel(site.head);
            let senses: &[Frame] = governor.map_or(&[], |g| scene.senses(g));
            let stopped = senses.iter().any(|f| {
                matches!(
                    f.act,
                    Act::Stop
                        | Act::Halt
                        | Act::End
                        | Act::Call
                        | Act::Demand
                        | Act::Threaten
                        | Act::Warn
                        | Act::Truce
                        | Act::Agreement
                        | Act::Accuse
                        | Act::Condemn
                        | Act::Criticise
                )
            });
            let continued = scene.has(
                site.head,
                &["amod"],
                &["continued", "renewed", "heavy", "fresh", "fierce", "ongoing", "deadly", "intense", "continue", "renew"],
            );
            let began = governor.is_some_and(|g| {
                rel == "nsubj"
                    && (scene.verb_senses(g).iter().any(|f| matches!(f.act, Act::Begin | Act::Resume | Act::Continue))
                        || matches!(scene.lemma(g), "erupt" | "kill" | "rage" | "intensify" | "escalate" | "leave" | "hit" | "wound"))
            });
            if self.heading || stopped || !(continued && matches!(rel, "obl" | "obj" | "nsubj" | "root") || began) {
                return false;
            }
            if began {
                force = scene.force(governor.unwrap_or(site.head));
            }
        } else {
            force = scene.force(site.verb);
        }
        if force.supposed {
            return false;
        }
        let governor = if bare { scene.head(site.head).filter(|_| scene.rel(site.head) == "nsubj") } else { None };
        let status = match governor {
            Some(g) => scene.event_status(g, force, self.attribution(site.head).reported),
            None if bare => Some(Status::Happened),
            None => self.status(site, force),
        };
        let Some(status) = status else { return false };
        if matches!(status, Status::Demanded | Status::Refused) {
            return false;
        }
        let targeting = scene
            .kids(site.verb)
            .iter()
            .chain(scene.kids(site.head))
            .copied()
            .find(|&k| matches!(scene.rel(k), "advcl" | "acl") && matches!(scene.lemma(k), "target" | "hit" | "strike" | "kill"))
            .and_then(|k| scene.object(k));
        let patient = if noun {
            targeting.or_else(|| self.oblique_any(site, &["on", "against"])).or_else(|| self.oblique_any(site, &["in", "at"]))
        } else {
            scene.patient(site.head).or_else(|| self.oblique(site, &["on", "at", "with", "against"]))
        };
        let by = if noun && !self.agent(site).is_some_and(|a| scene.is_animate(a)) { Party::default() } else { self.agent_party(site) };
        if !noun && by.is_empty() && patient.is_none() {
            return false;
        }
        if matches!(frame.act, Act::Fight) && !noun && patient.is_none() && by.is_empty() {
            return false;
        }
        // "struck a deal", "shot a film", "raid" of language: a body or place must be hit or hit
        if !noun
            && matches!(
                scene.lemma(site.head),
                "strike" | "shoot" | "fire" | "storm" | "execute" | "fight" | "capture" | "seize" | "battle"
            )
        {
            let physical = patient.is_some_and(|p| {
                scene.is_animate(p) || scene.mention(p).is_some() || !matches!(scene.topic(p), Topic::Agreement | Topic::Move)
            }) || matches!(frame.act, Act::Fight);
            if !physical {
                return false;
            }
        }
        let mut draft = Draft::new(ClaimKind::Hostilities, status, &site.sites());
        draft.root = frame.root.filter(|_| status == Status::Happened);
        draft.role(FieldKey::By, &by);
        if let Some(p) = patient {
            let party = self.party(p);
            if party.known {
                draft.role(FieldKey::Target, &party);
            } else {
                draft.target.push(scene.full_phrase(p));
            }
        }
        if let Some(place) = self.place(site.verb) {
            draft.text(FieldKey::Place, place);
        }
        if bare {
            draft.sites = match governor {
                Some(g) => vec![site.head, g],
                None => vec![site.head],
            };
            if governor.is_none() {
                draft.span = Some(scene.full_phrase(site.head));
            }
        }
        self.push(draft);
        true
    }

    /// The start or end of a war, where it is dated.
    fn war(&mut self, site: Site) -> bool {
        let scene = &self.scene;
        let Some(up) = scene.head(site.head) else { return false };
        let verbal = scene.is_verb(up) && scene.rel(site.head) == "nsubj";
        let phase = match scene.lemma(up) {
            "start" | "beginning" | "outbreak" | "begin" | "onset" | "erupt" | "break" => "start",
            "end" | "finish" => "end",
            _ => return false,
        };
        let anchor = up;
        let Some(time) = scene.time_of(&[site.head, up]).filter(|t| t.envelope.earliest.is_some() && !t.implicit) else { return false };
        if !verbal && !scene.times().iter().any(|&(_, c)| scene.under(up, c)) {
            return false;
        }
        let mut draft = Draft::new(ClaimKind::Hostilities, Status::Happened, &[site.head, anchor]);
        draft.text(FieldKey::Phase, phase);
        if let Some(place) = self.place(anchor) {
            draft.text(FieldKey::Place, place);
        }
        draft.time = Some(time);
        if !verbal {
            draft.span = Some(scene.full_phrase(up));
        }
        self.used[up] = true;
        self.push(draft);
        true
    }

    /// Whether the article is about labour: a strike there is no bombardment.
    pub fn labour(&self) -> bool {
        let text = self.doc.text();
        ["union", "worker", "employee", "walkout", "wage", "hunger strike", "drivers", "teachers", "staff", "general strike", "on strike"]
            .iter()
            .any(|w| text.contains(w))
    }

    pub fn sanction(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        if self.is_bare(site) {
            return false;
        }
        let force = scene.force(site.verb);
        let Some(status) = self.status(site, force) else { return false };
        if status == Status::Demanded || status == Status::Negated {
            return false;
        }
        if status == Status::Refused && site.light == Some(Act::Lift) {
            return self.refuses(site.verb, site.head);
        }
        let by = self.agent_party(site);
        let noun = scene.is_noun(site.head);
        let patient = if noun {
            self.oblique(site, &["on", "upon", "against", "for", "to", "in"]).or_else(|| self.oblique_any(site, &["on", "against", "in"]))
        } else {
            scene.patient(site.head)
        };
        if by.is_empty() && patient.is_none() {
            return false;
        }
        if matches!(frame.act, Act::Freeze) && !patient.is_some_and(|p| matches!(scene.lemma(p), "asset" | "account" | "fund" | "property"))
        {
            return false;
        }
        if matches!(frame.act, Act::Expel) && !noun && !patient.is_some_and(|p| scene.is_animate(p)) {
            return false;
        }
        let lifted = site.light == Some(Act::Lift) || site.light.is_some() && scene.lemma(site.verb) == "suspend";
        let mut draft = Draft::new(ClaimKind::Sanction, status, &site.sites());
        draft.root = if lifted { Some(Plover::Yield) } else { frame.root.filter(|_| status == Status::Happened) };
        draft.role(FieldKey::By, &by);
        if let Some(p) = patient {
            let party = self.party(p);
            if party.known {
                draft.role(FieldKey::Target, &party);
            } else {
                draft.target.push(scene.full_phrase(p));
            }
        } else if noun {
            draft.target.push(scene.full_phrase(site.head));
        }
        if noun {
            draft.text(FieldKey::Content, self.words(site.head));
        }
        self.push(draft);
        true
    }

    pub fn aid(&mut self, site: Site, frame: Frame) -> bool {
        let scene = &self.scene;
        if self.is_bare(site) {
            return false;
        }
        let force = scene.force(site.verb);
        let Some(status) = self.status(site, force) else { return false };
        if status == Status::Demanded {
            return false;
        }
        let noun = scene.is_noun(site.head);
        let by = self.agent_party(site);
        let to = scene
            .kid(site.verb, "iobj")
            .or_else(|| self.oblique(site, &["to", "for", "with"]))
            .or_else(|| if noun { None } else { scene.patient(site.head) });
        if by.is_empty() || !(by.known || to.is_some()) {
            return false;
        }
        let mut draft = Draft::new(ClaimKind::Aid, status, &site.sites());
        draft.root = frame.root.filter(|_| status == Status::Happened);
        draft.role(FieldKey::By, &by);
        if let Some(k) = to {
            let party = self.party(k);
            if party.known {
                draft.role(FieldKey::Beneficiary, &party);
            } else {
                draft.target.push(scene.full_phrase(k));
            }
        }
        if noun {
            draft.text(FieldKey::Content, self.words(site.head));
        }
        self.push(draft);
        true
    }

    /// "the decision to resume deliveries": taken for granted.
    pub fn decision(&mut self, site: Site) -> bool {
        let scene = &self.scene;
        let Some(c) = scene.kid(site.head, "acl") else { return false };
        if !scene
            .verb_senses(c)
            .iter()
            .any(|f| matches!(f.act, Act::Resume | Act::Continue | Act::Stop | Act::Give | Act::Aid | Act::Deliver | Act::Begin))
        {
            return false;
        }
        let Some(object) = scene.object(c).filter(|&o| scene.noun_senses(scene.unwrapped(o)).iter().any(|f| f.act == Act::Aid)) else {
            return false;
        };
        let by = self.agent_party(site);
        let mut draft = Draft::new(ClaimKind::Aid, Status::Happened, &[site.head]);
        draft.presupposed = true;
        draft.role(FieldKey::By, &by);
        draft.text(FieldKey::Content, self.words(c));
        draft.span = Some(scene.phrase(site.head).cover(scene.phrase(object)));
        self.used[c] = true;
        self.consume(object);
        self.push(draft);
        true
    }
}

/// "1,000-for-1,000" -> "1000:1000".
fn ratio_of(form: &str) -> Option<String> {
    let (a, b) = form.split_once("-for-").or_else(|| form.split_once("-to-"))?;
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    let (a, b) = (digits(a), digits(b));
    (!a.is_empty() && !b.is_empty()).then(|| format!("{a}:{b}"))
}
