//! What a page says of itself: linked data, meta elements, marked-up times and authors.

use super::page::Page;
use crate::dates::{self, Order};
use crate::title;
use jiff::civil::Date;
use model::{DateBasis, Envelope, Publication};
use serde_json::Value;

/// What linked data (schema.org) says of the article.
#[derive(Clone, Debug, Default)]
pub struct LinkedData {
    /// `headline`, or `name` of an article.
    pub headline: Option<String>,
    /// `datePublished`.
    pub published: Option<String>,
    /// `dateModified`.
    pub modified: Option<String>,
    /// Names of `author`, in order.
    pub authors: Vec<String>,
    /// Whether all of them are bodies, not persons.
    pub by_bodies: bool,
    /// Name of `publisher`.
    pub publisher: Option<String>,
}

/// Reads all scripts of linked data; the first that says a thing counts, articles before pages.
pub fn linked_data(page: &Page) -> LinkedData {
    let mut values: Vec<Value> = Vec::new();
    for script in &page.linked_data {
        let bare = script
            .trim()
            .trim_start_matches("<!--")
            .trim_end_matches("-->")
            .trim_start_matches("//<![CDATA[")
            .trim_end_matches("//]]>")
            .trim()
            .trim_end_matches(';');
        // Line breaks inside strings are the commonest fault of such scripts.
        let parsed = serde_json::from_str(bare).or_else(|_| serde_json::from_str(&bare.replace(|c: char| c.is_control(), " ")));
        if let Ok(value) = parsed {
            flatten(value, &mut values, 0);
        }
    }
    let mut out = LinkedData::default();
    let rank = |value: &Value| {
        let kinds = kinds(value);
        if kinds.iter().any(|k| k.ends_with("Article") || k.ends_with("BlogPosting") || k == "Report" || k == "LiveBlogPosting") {
            0
        } else if kinds.iter().any(|k| k == "WebPage" || k.ends_with("Page") || k == "CreativeWork" || k == "VideoObject" || k == "Recipe")
        {
            1
        } else {
            2
        }
    };
    for wanted in 0..2 {
        for value in values.iter().filter(|v| rank(v) == wanted) {
            let text = |key: &str| value.get(key).and_then(Value::as_str).map(|s| s.trim().to_owned()).filter(|s| !s.is_empty());
            if out.published.is_none() {
                out.published =
                    text("datePublished").or_else(|| text("dateCreated")).or_else(|| text("uploadDate").filter(|_| wanted == 1));
            }
            out.modified = out.modified.or_else(|| text("dateModified"));
            if wanted == 0 {
                out.headline = out.headline.or_else(|| text("headline").or_else(|| text("name")));
            }
            if out.authors.is_empty()
                && let Some(author) = value.get("author").or_else(|| value.get("creator"))
            {
                names(author, &values, &mut out.authors);
                out.by_bodies = is_body(author, &values);
            }
            if out.publisher.is_none()
                && let Some(publisher) = value.get("publisher")
            {
                let mut found = Vec::new();
                names(publisher, &values, &mut found);
                out.publisher = found.into_iter().next();
            }
        }
    }
    out
}

fn kinds(value: &Value) -> Vec<String> {
    match value.get("@type") {
        Some(Value::String(kind)) => vec![kind.rsplit(['/', ':']).next().unwrap_or(kind).to_owned()],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// All objects of lists, graphs and the nested main entity.
fn flatten(value: Value, out: &mut Vec<Value>, depth: u32) {
    if depth > 6 {
        return;
    }
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| flatten(item, out, depth + 1)),
        Value::Object(mut fields) => {
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = fields.remove(key).filter(|v| v.is_array() || v.is_object()) {
                    flatten(inner, out, depth + 1);
                }
            }
            out.push(Value::Object(fields));
        }
        _ => {}
    }
}

/// Names of a person or body, a list of them, or a reference to one of `all`.
fn names(value: &Value, all: &[Value], out: &mut Vec<String>) {
    match value {
        Value::String(name) if !name.trim().is_empty() => out.push(name.trim().to_owned()),
        Value::Array(items) => items.iter().take(12).for_each(|item| names(item, all, out)),
        Value::Object(fields) => {
            if let Some(name) = fields.get("name") {
                names(name, &[], out);
            } else if let Some(id) = fields.get("@id").and_then(Value::as_str)
                && let Some(found) = all.iter().find(|v| v.get("@id").and_then(Value::as_str) == Some(id) && v.get("name").is_some())
            {
                names(&found["name"], &[], out);
            }
        }
        _ => {}
    }
}

/// Whether an author is said to be a body: an organisation, or several of them.
fn is_body(value: &Value, all: &[Value]) -> bool {
    match value {
        Value::Array(items) => !items.is_empty() && items.iter().all(|item| is_body(item, all)),
        Value::Object(fields) => {
            let same = |v: &&Value| v.get("@id") == fields.get("@id") && v.get("@type").is_some();
            let named = if fields.contains_key("@type") { Some(value) } else { all.iter().find(same) };
            named.is_some_and(|v| kinds(v).iter().any(|k| k.ends_with("Organization") || k == "Corporation" || k == "Brand"))
        }
        _ => false,
    }
}

/// The first of these meta elements that says something.
pub fn meta<'p>(page: &'p Page, keys: &[&str]) -> Option<&'p str> {
    keys.iter().find_map(|key| {
        page.metas.iter().find(|(name, content)| name == key && !content.trim().is_empty()).map(|(_, content)| content.trim())
    })
}

/// The name of the site.
pub fn outlet(page: &Page, data: &LinkedData) -> Option<String> {
    let named =
        meta(page, &["og:site_name", "application-name", "al:android:app_name"]).map(str::to_owned).or_else(|| data.publisher.clone());
    named.map(|name| lexicon::outlet(&name).map_or(name, |outlet| outlet.name.to_owned()))
}

/// The headline: the heading that the head's titles repeat, else the only or the nearest heading, else those titles without the site's name.
/// `headings` are the page's first-level headings from the top.
pub fn headline(page: &Page, data: &LinkedData, headings: &[&str], site: Option<&str>) -> Option<String> {
    let decoded =
        |s: &str| s.replace("&amp;", "&").replace("&#039;", "'").replace("&#39;", "'").replace("&quot;", "\"").replace("&nbsp;", " ");
    let of_head: Vec<String> = [
        meta(page, &["og:title", "twitter:title", "parsely-title", "dc.title", "title"]),
        data.headline.as_deref(),
        Some(page.title.as_str()),
    ]
    .into_iter()
    .flatten()
    .map(decoded)
    .filter(|t| !t.trim().is_empty())
    .collect();
    let likeness = |a: &str, b: &str| {
        let (a, b) = (title::words(a), title::words(b));
        a.iter().filter(|w| b.contains(w)).count() as f32 / a.len().max(1) as f32
    };
    let mut best: Option<(f32, &str)> = None;
    for heading in headings.iter().filter(|h| !h.trim().is_empty() && title::words(h).len() < 50) {
        let score = of_head.iter().map(|t| likeness(heading, t)).fold(0.0, f32::max) + 0.02 * title::words(heading).len().min(10) as f32;
        if best.is_none_or(|(most, _)| score > most + 0.05) {
            best = Some((score, heading));
        }
    }
    let is_site = |text: &str| site.is_some_and(|s| title::words(s) == title::words(text));
    if let Some((score, heading)) = best
        && !is_site(heading)
        && (score >= 0.45 || (headings.len() == 1 && title::words(heading).len() >= 3) || of_head.is_empty())
    {
        return Some(decoded(without_site(heading, site)).trim().to_owned());
    }
    of_head.iter().map(|t| without_site(t, site)).find(|t| !is_site(t) && !t.is_empty()).map(|t| t.trim().to_owned())
}

/// A title without the site's name, which is known here.
fn without_site<'t>(text: &'t str, site: Option<&str>) -> &'t str {
    let trimmed = title::trim_site(text);
    let bare = |t: &str| title::words(t).concat();
    if let Some(site) = site.map(bare).filter(|s| s.len() > 2) {
        for bar in [" | ", " - ", " – ", " — ", " • ", " · ", " :: ", " » ", ": "] {
            if let Some((front, tail)) = trimmed
                .rsplit_once(bar)
                .filter(|(f, t)| !f.trim().is_empty() && (bare(t) == site || site.contains(&bare(t)) && bare(t).len() > 3) && bar != ": ")
            {
                let _ = tail;
                return front.trim_end();
            }
            if let Some((_, rest)) = trimmed.split_once(bar).filter(|(front, rest)| bare(front) == site && !rest.trim().is_empty()) {
                return rest.trim_start();
            }
        }
    }
    trimmed
}

const DATE_KEYS: [&str; 28] = [
    "article:published_time",
    "datepublished",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publishdate",
    "publish_date",
    "pubdate",
    "publication_date",
    "published_date",
    "date.published",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_date",
    "article_date_original",
    "article.published",
    "displaydate",
    "published",
    "published-date",
    "publish-time",
    "w-published-date",
];

/// Keys under which some pages write the day of their last change: a date by the headline outweighs them.
const WEAK_KEYS: [&str; 3] = ["dc.date", "dcterms.date", "date"];

/// When the page was published; `visible` are dates that stand near its headline, first those that its markup calls dates; `updated` is the
/// day that the page says it was last changed, taken where nothing else is said.
///
/// A time of day in universal time may fall on the next day: where the address or the text by the headline names the day before or after,
/// that is the day on the outlet's own clock.
pub fn published(
    page: &Page,
    data: &LinkedData,
    html: &str,
    url: Option<&str>,
    visible: &[(Date, String)],
    updated: Option<(Date, String)>,
) -> Option<Publication> {
    let address = page
        .canonical
        .as_deref()
        .into_iter()
        .chain(url)
        .chain(meta(page, &["og:url"]))
        .find_map(|u| dates::in_address(u).map(|d| (d, u.to_owned())));
    let found = find_published(page, data, html, address.as_ref(), visible, updated)?;
    let day = found.envelope.single_day()?;
    let beside = |other: Date| (other - day).get_days().abs() == 1;
    if found.basis == DateBasis::Meta {
        if let Some((date, url)) = address.filter(|(date, _)| beside(*date)) {
            return Some(Publication {
                envelope: Envelope::day(date),
                basis: DateBasis::Url,
                grounds: [vec![url], found.grounds].concat(),
            });
        }
        let universal = found.grounds.iter().any(|g| g.ends_with('Z') || g.ends_with("+00:00"));
        if let Some((date, words)) = visible.first().filter(|(date, _)| universal && beside(*date)) {
            return Some(Publication {
                envelope: Envelope::day(*date),
                basis: DateBasis::Text,
                grounds: [vec![words.clone()], found.grounds].concat(),
            });
        }
    }
    Some(found)
}

fn find_published(
    page: &Page,
    data: &LinkedData,
    html: &str,
    address: Option<&(Date, String)>,
    visible: &[(Date, String)],
    updated: Option<(Date, String)>,
) -> Option<Publication> {
    let given = |value: &str| {
        Envelope::parse_given(value)
            .filter(|e| e.single_day().is_some())
            .or_else(|| dates::first_date(value, order(page)).map(Envelope::day))
    };
    let publication = |envelope, basis, ground: String| Publication { envelope, basis, grounds: vec![ground] };
    let sane = |e: &Envelope| e.earliest.is_some_and(|d| (1990..=2100).contains(&d.year()));
    let mut said: Vec<(Envelope, String)> = Vec::new();
    if let Some((value, found)) = data.published.as_deref().and_then(|v| Some((v, given(v).filter(sane)?))) {
        said.push((found, format!("datePublished {value}")));
    }
    said.extend(DATE_KEYS.iter().find_map(|key| {
        let value = meta(page, &[key])?;
        Some((given(value).filter(sane)?, format!("{key} {value}")))
    }));
    // Of several days near the headline, one that a time element gives too.
    let confirmed = |date: &Date| page.times.iter().any(|(_, value)| given(value).and_then(|e| e.single_day()) == Some(*date));
    let visible = visible.iter().find(|(date, _)| confirmed(date)).or(visible.first());
    let seen = visible.map(|(date, _)| *date);
    // Where linked data and meta elements differ, the one that a reader sees by the headline.
    let agreed = said.iter().position(|(found, _)| seen.is_some() && found.single_day() == seen).unwrap_or(0);
    // Nothing is published after the day that stands on it: then the data give the day on which the page was last made.
    let alone = |words: &str| {
        words.split_whitespace().count() <= 6 && words.split(|c: char| !c.is_alphabetic()).any(|word| dates::month(word).is_some())
    };
    if let Some((date, words)) = visible.filter(|(_, words)| address.is_none() && alone(words))
        && !said.is_empty()
        && said.iter().all(|(found, _)| found.single_day().is_some_and(|day| *date < day))
    {
        return Some(publication(Envelope::day(*date), DateBasis::Text, words.clone()));
    }
    if agreed < said.len() {
        let (found, ground) = said.swap_remove(agreed);
        return Some(publication(found, DateBasis::Meta, ground));
    }
    for key in WEAK_KEYS {
        if let Some((value, found)) = meta(page, &[key]).and_then(|v| Some((v, given(v).filter(sane)?)))
            && seen.zip(found.single_day()).is_none_or(|(seen, day)| (seen - day).get_days().abs() <= 1)
        {
            return Some(publication(found, DateBasis::Meta, format!("{key} {value}")));
        }
    }
    let marked = page.times.iter().find(|(marks, _)| {
        ["pubdate", "publish", "entry-date", "datepublished", "posted", "created"].iter().any(|m| marks.contains(m))
            && !marks.contains("updated ")
    });
    if let Some((_, value)) = marked
        && let Some(found) = given(value).filter(sane)
    {
        return Some(publication(found, DateBasis::Meta, format!("time {value}")));
    }
    if let Some((date, url)) = address {
        return Some(publication(Envelope::day(*date), DateBasis::Url, url.clone()));
    }
    // Linked data that is no JSON, or data of the page's own scripts.
    let keys = [
        "\"datePublished\"",
        "\"publication_time\"",
        "\"publishedAt\"",
        "\"published_at\"",
        "\"datePublished\\\"",
        "&quot;datePublished&quot;",
    ];
    let raw = keys.iter().find_map(|key| {
        let rest =
            html.get(memchr::memmem::find(html.as_bytes(), key.as_bytes())? + key.len()..)?.trim_start_matches([' ', ':', '"', '\\']);
        let rest = rest.strip_prefix("&quot;").unwrap_or(rest);
        let value = rest.get(..rest.find(['"', '\\', '&'])?)?;
        Some((value, given(value).filter(sane)?))
    });
    if let Some((value, found)) = raw {
        return Some(publication(found, DateBasis::Meta, format!("datePublished {value}")));
    }
    if let Some((date, words)) = visible {
        return Some(publication(Envelope::day(*date), DateBasis::Text, words.clone()));
    }
    if let Some((_, value)) = page.times.first()
        && let Some(found) = given(value).filter(sane)
    {
        return Some(publication(found, DateBasis::Meta, format!("time {value}")));
    }
    if let Some((date, words)) = updated {
        return Some(publication(Envelope::day(date), DateBasis::Text, words));
    }
    let modified = data.modified.as_deref().or_else(|| {
        meta(
            page,
            &[
                "article:modified_time",
                "og:updated_time",
                "datemodified",
                "last-modified",
                "dc.date.modified",
                "dcterms.modified",
                "revised",
            ],
        )
    });
    let (value, found) = modified.and_then(|v| Some((v, given(v).filter(sane)?)))?;
    Some(publication(found, DateBasis::Meta, format!("modified {value}")))
}

/// The page's habit of writing dates in figures.
pub fn order(page: &Page) -> Order {
    Order::of_language(page.language.as_deref())
}
