//! Who wrote a page: linked data, meta elements, marked-up names, bylines by the headline and below the text.

use super::elements::around;
use super::head::{self, LinkedData};
use super::page::{Page, PageLine};
use crate::credit::{self, Origin};
use crate::features::Markup;
use crate::shape::{self, Shape};
use crate::{dates, title};
use std::ops::Range;

/// What lines of a page say of its author, from the surest.
#[derive(Clone, Debug, Default)]
pub struct Bylines {
    /// Near the headline, with a "by" or in the form of a byline.
    pub signed: Option<String>,
    /// In an element that is named for authors.
    pub marked: Option<String>,
    /// Anywhere below: "Written by Ida Berg", "Author" and the name on the next line.
    pub below: Option<String>,
}

/// The lines of a page, as far as bylines and dates need them.
#[derive(Clone, Copy)]
pub struct Lines<'p> {
    /// The text that the lines are cut from.
    pub text: &'p str,
    /// Where they stand, in bytes.
    pub lines: &'p [PageLine],
    /// Their shapes.
    pub shapes: &'p [Shape],
    /// Where they stand among the elements.
    pub markup: &'p [Markup],
}

impl Lines<'_> {
    /// The words of a line.
    pub fn line(&self, at: usize) -> &str {
        &self.text[self.lines[at].start..self.lines[at].end]
    }

    /// Whether a line belongs to something else than the article: cards of other articles, comments, menus.
    fn is_elsewhere(&self, at: usize) -> bool {
        self.markup[at].around & (around::RELATED | around::COMMENT | around::SIDEBAR | around::NAV | around::FOOTER) != 0
    }
}

/// Bylines of a page; `near` are the lines around its headline.
pub fn bylines(page: Lines<'_>, near: Range<usize>) -> Bylines {
    Bylines { signed: near.clone().find_map(|at| signed(page, at)), marked: marked(page, near), below: below(page) }
}

/// The names that one line by the headline gives.
fn signed(page: Lines<'_>, at: usize) -> Option<String> {
    let (line, shapes) = (page.line(at), page.shapes);
    if let Some(Origin::Byline(name)) = credit::origin(line, &shapes[at]) {
        return Some(name);
    }
    let low = line.to_lowercase();
    // "By" on a line of its own, the name on the next.
    if matches!(low.trim_end_matches(':'), "by" | "written by" | "author" | "von" | "words by" | "text by") {
        return (at + 1 < shapes.len() && is_name_line(&shapes[at + 1], 6)).then(|| page.line(at + 1).to_owned());
    }
    // Two elements without a blank between them: "ByIda Berg".
    if let Some(rest) = line.strip_prefix("By").filter(|rest| rest.starts_with(char::is_uppercase)) {
        return is_person(rest).then(|| rest.to_owned());
    }
    // Behind a date: "9 July 2031 by Ida Berg".
    let cut = [" by ", "text by "].iter().filter_map(|w| low.find(w).map(|i| i + w.len())).max();
    let rest = cut.filter(|_| shapes[at].words <= 14 && low.len() == line.len()).and_then(|cut| line.get(cut..)).map(undated)?;
    let names = (1..=5).contains(&title::words(rest).len()) && rest.split_whitespace().all(|w| !w.starts_with(char::is_lowercase));
    (names && (shapes[at].digits >= 4 || low.starts_with("text by"))).then(|| rest.to_owned())
}

/// The first name in an element that is named for authors, by the headline before elsewhere.
fn marked(page: Lines<'_>, near: Range<usize>) -> Option<String> {
    near.chain(0..page.lines.len()).find_map(|at| {
        if page.markup[at].around & around::AUTHOR == 0 || page.is_elsewhere(at) || page.shapes[at].words > 9 {
            return None;
        }
        let name = undated(page.line(at)).trim_matches([' ', '·', '•', '|', ',', '-']);
        let shape = shape::shape(name);
        (shape.words >= 2 && is_name_line(&shape, 4) && shape.furniture_words() == 0 && !shape.ends_colon && !shape.ends_sentence)
            .then(|| name.to_owned())
    })
}

/// Who signs anywhere on the page: "Written by Ida Berg", "This article was written by Ida Berg, head of …", "Author" above a name.
fn below(page: Lines<'_>) -> Option<String> {
    let others = around::RELATED | around::COMMENT | around::NAV;
    (0..page.lines.len()).filter(|&at| page.markup[at].around & others == 0).find_map(|at| {
        let line = page.line(at);
        let low = line.to_lowercase();
        let label = matches!(low.trim_end_matches(':'), "written by" | "author" | "author(s)" | "article by" | "about the author");
        if label && at + 1 < page.shapes.len() && is_person(page.line(at + 1)) {
            return Some(page.line(at + 1).trim().to_owned());
        }
        if low.len() != line.len() {
            return None;
        }
        let signs = ["written by ", "article by "].iter().find_map(|words| low.find(words).map(|i| (i, i + words.len())));
        let (before, from) = signs?;
        let opens = before == 0 || ["this post was ", "this article was ", "this story was ", "this blog was "].contains(&&low[..before]);
        let name = line.get(from..)?.split([',', '.', '(', '|', '–', '—']).next()?.trim();
        (opens && is_person(name)).then(|| name.to_owned())
    })
}

/// A short line in which every word has its capital, without figures.
fn is_name_line(shape: &Shape, most: u32) -> bool {
    (1..=most).contains(&shape.words) && shape.capitals * 2 > shape.words && shape.digits == 0
}

/// Two to four words with capitals and without figures ("Ida Berg", "Otto von Falk"): a person, more likely than not.
fn is_person(name: &str) -> bool {
    let small = |word: &str| matches!(word, "de" | "del" | "der" | "van" | "von" | "den" | "di" | "da" | "bin" | "al" | "and");
    let words = title::words(name).len();
    (2..=5).contains(&words)
        && name.starts_with(char::is_uppercase)
        && name.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || small(w))
        && !name.chars().any(|c| c.is_ascii_digit())
        && shape::shape(name).furniture_words() == 0
}

/// The author: linked data, meta elements, marked-up names, then visible bylines, and last what is no person: a house, an account.
pub fn author(page: &Page, data: &LinkedData, lines: &Bylines, site: Option<&str>) -> Option<String> {
    let join = |names: &[String]| {
        let mut kept: Vec<String> = Vec::new();
        for name in names.iter().map(|n| clean_author(without_site(n, site))).filter(|n| is_name(n)) {
            if !kept.contains(&name) {
                kept.push(name);
            }
        }
        (!kept.is_empty()).then(|| kept.join(", "))
    };
    let one = |name: &Option<String>| name.as_ref().and_then(|name| join(std::slice::from_ref(name)));
    let same_as_site = |name: &str| site.is_some_and(|s| title::words(s) == title::words(name));
    let labelled = page
        .metas
        .iter()
        .find(|(k, v)| k.starts_with("twitter:label") && (v.to_lowercase().contains("written by") || v.to_lowercase().contains("author")))
        .and_then(|(k, _)| head::meta(page, &[&k.replace("label", "data")]));
    let of_meta = head::meta(
        page,
        &[
            "author",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
            "dcterms.creator",
            "article:author_name",
            "byl",
            "citation_author",
            "og:author",
            "article:author",
        ],
    );
    let linked = page.linked_authors.iter().find(|name| is_person(name));
    let (persons, bodies) = if data.by_bodies { (None, join(&data.authors)) } else { (join(&data.authors), None) };
    let of_meta_name = of_meta.and_then(|a| join(&[a.to_owned()]));
    // A house that signs its pages in their head gives way to whoever signs where readers look.
    let (of_meta_name, house) = if data.by_bodies && of_meta_name == bodies { (None, of_meta_name) } else { (of_meta_name, None) };
    let candidates = [
        persons,
        of_meta_name,
        labelled.and_then(|a| join(&[a.to_owned()])),
        one(&lines.signed),
        // Where a house signs, what merely looks like a name is often the name of its section.
        one(&lines.marked).filter(|_| !data.by_bodies),
        join(&page.authors),
        linked.and_then(|a| join(std::slice::from_ref(a))),
        one(&lines.below),
        bodies.or(house),
    ];
    let mut found = candidates.into_iter().flatten();
    let account = || {
        let said = data.authors.iter().map(String::as_str).chain(of_meta).map(str::trim);
        said.into_iter().find(|name| title::words(name).len() == 1 && is_somebody(name)).map(str::to_owned)
    };
    let Some(first) = found.next() else { return account() };
    // A site that signs its own pages gives way to a person's name elsewhere on the page.
    if same_as_site(&first) { found.find(|other| !same_as_site(other)).or(Some(first)) } else { Some(first) }
}

/// A name without the outlet's behind it: "Ida Berg, The Valley Courier".
fn without_site<'n>(name: &'n str, site: Option<&str>) -> &'n str {
    let Some(site) = site.filter(|s| s.len() > 3) else { return name };
    let cut = name.len().checked_sub(site.len()).filter(|&at| name.get(at..).is_some_and(|tail| tail.eq_ignore_ascii_case(site)));
    // "Ida Berg, chair of Valley Courier": the outlet belongs to what she is.
    let role = |head: &str| head.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_lowercase));
    let head = cut.and_then(|at| name.get(..at)).map(|head| head.trim_end_matches([' ', ',', '|', '-', '–', '—']));
    head.filter(|head| title::words(head).len() >= 2 && !role(head)).unwrap_or(name)
}

/// Whether a name of an author is one: no address, no account of one word in small letters, not the site itself written as a domain.
fn is_name(name: &str) -> bool {
    let words = title::words(name).len();
    (1..=14).contains(&words) && (words > 1 || name.chars().any(char::is_uppercase) || !name.is_ascii()) && is_somebody(name)
}

/// Whether words can stand for an author at all, be it an account: no address, and nobody in particular neither.
fn is_somebody(name: &str) -> bool {
    let low = name.to_lowercase();
    // A number, or a field that a template left unfilled ("page.author.name").
    let machine = !name.chars().any(char::is_alphabetic) || !name.contains(' ') && name.matches('.').count() > 1;
    !machine
        && !low.contains("http")
        && !low.contains('@')
        && !low.contains("www.")
        && !low.contains(".com")
        && !matches!(
            low.as_str(),
            "admin"
                | "administrator"
                | "editor"
                | "author"
                | "root"
                | "user"
                | "guest"
                | "unknown"
                | "null"
                | "undefined"
                | "anonymous"
                | "webmaster"
                | "by"
        )
}

/// A byline's names without "By", "Written by" and the like.
pub fn clean_author(text: &str) -> String {
    let mut rest = text.trim();
    loop {
        let low = rest.to_lowercase();
        let start = [
            "written by",
            "posted by",
            "reviewed by",
            "published by",
            "article by",
            "by:",
            "by ",
            "von ",
            "par ",
            "por ",
            "author:",
            "authors:",
            "author ",
            "words by",
            "story by",
            "recipe by",
        ]
        .iter()
        .find(|s| low.starts_with(**s));
        match start.and_then(|s| rest.get(s.len()..)) {
            Some(shorter) => rest = shorter.trim_start_matches([':', ' ', '\u{a0}']),
            None => break,
        }
    }
    // "By Ida Berg. Reviewed by Otto Falk", "Ida Berg More about Ida Berg".
    let low = rest.to_lowercase();
    let other = [". reviewed by", " reviewed by ", ", more about ", " more about ", " on behalf of "];
    let end = other.iter().filter_map(|mark| low.find(mark)).min().filter(|at| *at > 0 && low.len() == rest.len());
    let rest = end.and_then(|at| rest.get(..at)).unwrap_or(rest);
    let rest = without_role(undated(rest)).replace("&amp;", "&").replace("&#039;", "'").replace("&#39;", "'");
    rest.trim_matches([' ', ',', '|', '-', '·', '•', '\u{a0}', '.', '–', '—']).to_owned()
}

/// A name without what stands behind a dash or point: "Ida Berg - Staff Writer" -> "Ida Berg".
fn without_role(text: &str) -> &str {
    let cut = [" - ", " – ", " — ", " ⋅ ", " · ", " • "].iter().filter_map(|bar| text.find(bar)).min();
    let name =
        |part: &str| (1..=4).contains(&title::words(part).len()) && part.split_whitespace().all(|w| !w.starts_with(char::is_lowercase));
    cut.and_then(|at| text.get(..at)).filter(|head| name(head)).unwrap_or(text)
}

/// A byline without the date in front of its names or behind them: "9 July 2031 · Ida Berg" -> "Ida Berg".
pub fn undated(text: &str) -> &str {
    let Some(first) = text.find(|c: char| c.is_ascii_digit()) else { return text };
    // Behind the names: cut before the date's first word, a month's or a day's name. In front: cut behind its last figure.
    let names = |part: &str| {
        part.split_whitespace().filter(|w| w.starts_with(char::is_uppercase) && dates::month(w.trim_matches(['.', ','])).is_none()).count()
    };
    let mut front = text.get(..first).unwrap_or_default().trim_end();
    if let Some((head, word)) = front.rsplit_once([' ', '\u{a0}'])
        && dates::month(word.trim_matches(['.', ','])).is_some()
    {
        front = head.trim_end();
    }
    let behind = text.rfind(|c: char| c.is_ascii_digit()).and_then(|at| text.get(at + 1..)).unwrap_or_default();
    let behind = behind.trim_start_matches([' ', '·', '•', '|', ',', '-', '–', '—', '/', '\u{a0}']);
    if names(front) >= 1 {
        front
    } else if names(behind) >= 1 {
        behind
    } else {
        text
    }
}
