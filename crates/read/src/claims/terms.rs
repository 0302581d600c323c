//! Terms of a move: scope, duration, format, place, condition, and its times.

use super::draft::Draft;
use super::frames::Topic;
use super::reader::{Reader, Site};
use model::{ClaimTime, FieldKey};

impl Reader<'_, '_> {
    /// "a pay offer": what a noun for a move says of its content in the nouns before it.
    pub fn named_terms(&self, draft: &mut Draft, noun: usize) {
        let scene = &self.scene;
        let theme = |&k: &usize| scene.upos(k) == model::Upos::Noun && !scene.is_animate(k) && !scene.acts_as_party(k);
        if let Some(first) = scene.kids_of(noun, "compound").find(theme) {
            let words: Vec<usize> = (first..=noun).collect();
            draft.text(FieldKey::Content, scene.text(scene.span_of(&words, noun)));
        }
    }

    /// Content with its terms: scope, duration, format, place, condition.
    pub fn terms(&self, draft: &mut Draft, content: Option<usize>, topic: Topic) {
        let scene = &self.scene;
        let Some(c) = content else { return };
        let mut words = self.words(c);
        // "changes to the plan": what is changed is hung on the verb
        let change = matches!(
            scene.lemma(c),
            "change" | "amendment" | "revision" | "end" | "limit" | "alternative" | "addition" | "adjustment" | "solution" | "return"
        );
        let end = scene.phrase(c).end;
        let what = scene.head(c).filter(|&v| change && scene.is_verb(v)).and_then(|v| {
            scene.under_preposition(v, &["to"]).find(|&k| {
                let first = scene.phrase(k).start;
                !scene.is_animate(k) && first >= end && first - end <= 4
            })
        });
        if let Some(k) = what {
            words = scene.text(scene.phrase(c).cover(scene.phrase(k)));
        }
        if let Some(cut) = words.char_indices().nth(240) {
            words.truncate(cut.0);
        }
        draft.text(FieldKey::Content, words);
        let under = scene.subtree(c, &|k| scene.rel(k) == "parataxis");
        let mut format = Vec::new();
        let mut domains = Vec::new();
        for &k in &under {
            match scene.lemma(k) {
                "full" | "comprehensive" | "unconditional" if topic == Topic::Truce => {
                    draft.text(FieldKey::Scope, "full");
                }
                "limited" | "partial" | "temporary" if topic == Topic::Truce => {
                    draft.text(FieldKey::Scope, "limited");
                }
                "direct" | "directly" | "bilateral" | "indirect" | "trilateral" | "ministerial" if topic == Topic::Meeting => {
                    format.push(scene.lemma(k).trim_end_matches("ly").to_owned())
                }
                "face" if topic == Topic::Meeting && !format.iter().any(|f| f == "face to face") => format.push("face to face".to_owned()),
                "personally" | "person" if topic == Topic::Meeting => format.push("in person".to_owned()),
                "video" | "videolink" if topic == Topic::Meeting => format.push("video link".to_owned()),
                "land" | "sea" | "air" | "energy" | "infrastructure"
                    if topic == Topic::Truce && matches!(scene.rel(k), "nmod" | "conj" | "obl") =>
                {
                    domains.push(scene.lemma(k).to_owned())
                }
                _ => {}
            }
            // "once the troops have left", not "after talks stalled"
            let open =
                |k: usize| matches!(scene.xpos(k), "VBZ" | "VBP") || scene.has(k, &["aux", "cop"], &["have", "be"]) && !scene.force(k).past;
            let hangs = match scene.mark(k) {
                "if" | "unless" => true,
                "once" => true,
                "after" => open(k),
                _ => false,
            };
            if scene.rel(k) == "advcl" && hangs {
                draft.text(FieldKey::Condition, self.scene.text(self.scene.subtree_span(k)));
            }
        }
        if !format.is_empty() {
            draft.text(FieldKey::Format, format.join(", "));
        }
        if !domains.is_empty() {
            draft.fields.set(FieldKey::Domains, domains);
        }
        if let Some((t, _)) = scene.days(Some(c)) {
            draft.text(FieldKey::Duration, self.doc.times[t].value.clone());
        }
        if matches!(topic, Topic::Meeting)
            && let Some(place) = self.place(c)
        {
            draft.text(FieldKey::Place, place);
        }
    }

    /// A place under "in" or "at".
    pub fn place(&self, token: usize) -> Option<String> {
        let scene = &self.scene;
        scene
            .subtree(token, &|k| scene.rel(k) == "parataxis" || scene.rel(k) == "ccomp")
            .into_iter()
            .filter(|&k| matches!(scene.case(k), "in" | "at"))
            .find_map(|k| {
                scene
                    .mention(k)
                    .filter(|m| m.kind == model::EntityKind::Place)
                    .map(|m| m.name.clone().unwrap_or_else(|| m.span.of(self.doc.text()).to_owned()))
            })
    }

    /// The time of a move is that of what is asked; the time beside the asking is when it was put.
    pub fn move_time(&self, draft: &mut Draft, site: Site, content: Option<usize>) {
        let scene = &self.scene;
        let published = scene.published();
        let ahead = |time: &ClaimTime| match (published.and_then(|p| p.earliest), time.envelope.latest) {
            (Some(p), Some(latest)) => latest >= p,
            (_, None) => true,
            (None, _) => true,
        };
        let mut asked = None;
        if let Some(c) = content {
            let inside: Vec<(usize, usize)> =
                scene.times().into_iter().filter(|&(_, k)| scene.under(c, k) && !scene.in_aside(c, k)).collect();
            for (t, _) in inside {
                let time = &self.doc.times[t];
                if time.timex == model::TimexType::Duration && time.envelope.is_open() {
                    continue;
                }
                let time = ClaimTime { expression: Some(t as u32), envelope: time.envelope, implicit: time.implicit, event: None };
                if ahead(&time) {
                    asked = Some(time);
                    break;
                }
            }
        }
        let own = scene.time_of(&site.sites());
        match (asked, own) {
            (Some(time), own) => {
                if let Some(own) = own.filter(|o| o.expression != time.expression) {
                    self.set_days(draft, FieldKey::Made, &own);
                }
                draft.time = Some(time);
            }
            (None, Some(own)) => {
                // "had suggested talks on 26 July": when they were to be, though it has passed
                let told = own.expression.and_then(|t| scene.times().into_iter().find(|x| x.0 == t as usize));
                let of_content = content.is_some_and(|c| told.is_some_and(|(_, k)| scene.under(c, k)));
                if !ahead(&own) && !of_content {
                    self.set_days(draft, FieldKey::Made, &own);
                }
                draft.time = Some(own);
            }
            (None, None) => {}
        }
    }

    pub fn set_days(&self, draft: &mut Draft, key: FieldKey, time: &ClaimTime) {
        let day = |d: Option<jiff::civil::Date>| d.map_or(model::FieldValue::Unknown, |d| model::FieldValue::Text(d.to_string()));
        if !time.envelope.is_open() {
            draft.fields.set(key, model::FieldValue::List(vec![day(time.envelope.earliest), day(time.envelope.latest)]));
        }
    }
}
