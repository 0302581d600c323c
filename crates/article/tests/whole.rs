//! Whole reports through the public interface, in words of our own; and the five sample reports where they are at hand.

use model::{BlockKind, Body, DateBasis, Report};

const PAGE: &str = r##"<!DOCTYPE html><html lang="en-GB"><head><title>Envoys return to the mill for a second round | Valley Courier</title>
<meta property="og:site_name" content="Valley Courier"><meta property="og:title" content="Envoys return to the mill for a second round">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "Envoys return to the mill for a second round",
 "datePublished": "2031-03-09T08:15:00+01:00", "author": {"@id": "#ida"}}, {"@id": "#ida", "@type": "Person", "name": "Ida Berg"}]}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>Envoys return to the mill for a second round</h1><p class="byline">By Ida Berg | 9 March 2031</p>
<p>The delegations of Ruritania and Graustark came back to the old mill on Sunday, three weeks after they had left it without a word to the press, and spoke for six hours.</p>
<p>According to Reuters, the hosts had asked both sides to bring lists of the prisoners whom they hold, and to leave the question of the bridge for later.</p>
<h2>What is on the table</h2>
<p>Ruritania offers a truce of forty days, an official said. Graustark has not replied, but its envoy called the paper “a beginning that deserves an answer” on his way out.</p>
<p>A third round is planned for the week after Easter in the same place, and both delegations said that they would come if the lists were complete by then.</p>
</article></main><aside class="related"><h3>Related articles</h3><ul><li><a href="/a">Ten walks by the river</a></li><li><a href="/b">Mill prices rise</a></li></ul></aside>
<footer><p>© 2031 Valley Courier. All rights reserved.</p><a href="/privacy">Privacy policy</a></footer></body></html>"##;

fn report(body: Body) -> Report {
    Report { id: "r".to_owned(), body, ..Report::default() }
}

#[test]
fn a_page_gives_its_article_and_what_its_head_says() {
    let article = article::judge(&report(Body::Html(PAGE.to_owned())));
    assert_eq!(article.title.as_deref(), Some("Envoys return to the mill for a second round"));
    assert_eq!(article.byline.as_deref(), Some("Ida Berg"));
    assert_eq!(article.outlet.as_deref(), Some("Valley Courier"));
    assert_eq!(article.language, "en");
    let published = article.published.as_ref().expect("a date");
    assert_eq!((published.envelope.edtf().as_str(), published.basis), ("2031-03-09", DateBasis::Meta));
    assert!(article.text.starts_with("Envoys return to the mill for a second round\n"), "title first");
    let kind = |start: &str| article.blocks.iter().find(|b| b.span.of(&article.text).starts_with(start)).map(|b| b.kind);
    for start in ["The delegations", "According", "Ruritania offers", "A third round"] {
        assert_eq!(kind(start), Some(BlockKind::Body), "{start}");
    }
    for start in ["Home", "Ten walks", "©", "Privacy"] {
        assert!(kind(start).is_none_or(|k| k == BlockKind::Junk), "{start}");
    }
    assert!(article.sources.iter().any(|s| s.outlet == "Reuters" && s.relation.name() == "cites"));
}

/// The page above, signed by nobody in its linked data, with this in its head, by its headline, and below its text.
fn signed_by(head: &str, by_headline: &str, below: &str) -> Option<String> {
    let page = PAGE
        .replace(", \"author\": {\"@id\": \"#ida\"}", "")
        .replace("</head>", &format!("{head}</head>"))
        .replace("<p class=\"byline\">By Ida Berg | 9 March 2031</p>", by_headline)
        .replace("</article>", &format!("{below}</article>"));
    article::judge(&report(Body::Html(page))).byline
}

#[test]
fn who_wrote_a_page_is_looked_for_where_pages_say_it() {
    let house = r#"<script type="application/ld+json">{"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Valley Courier"}}</script>"#;
    let account = r#"<meta name="author" content="idaberg">"#;
    for (head, by_headline, below, expected) in [
        ("", "<p>By</p><p>Ida Berg</p>", "", Some("Ida Berg")),
        ("", "<p><span>By</span><span>Ida Berg</span></p>", "", Some("Ida Berg")),
        ("", "<p>9 March 2031 by Ida Berg</p>", "", Some("Ida Berg")),
        ("", r#"<p class="byline">By Ida Berg. Reviewed by Otto Falk</p>"#, "", Some("Ida Berg")),
        ("", "", "<h4>Author</h4><p>Ida Berg</p>", Some("Ida Berg")),
        ("", "", "<p>This article was written by Ida Berg, who lives in Strelsau.</p>", Some("Ida Berg")),
        ("", "", "<p>The novel was written by Ida Berg in a week.</p>", None),
        // The house signs in the head, a person by the headline.
        (house, "<p>by Ida Berg</p>", "", Some("Ida Berg")),
        (house, "", "", Some("Valley Courier")),
        // An account is better than nobody, and worse than a name.
        (account, "", "", Some("idaberg")),
        (account, "<p>By Ida Berg</p>", "", Some("Ida Berg")),
        (r#"<meta name="author" content="admin">"#, "", "", None),
        (r#"<meta name="author" content="ida berg">"#, "", "", Some("ida berg")),
        (r#"<meta name="author" content="Ida Berg, Valley Courier">"#, "", "", Some("Ida Berg")),
        (r#"<meta name="author" content="page.head.author">"#, "", "", None),
    ] {
        assert_eq!(signed_by(head, by_headline, below).as_deref(), expected, "{head} {by_headline} {below}");
    }
}

#[test]
fn a_dump_keeps_its_text_and_marks_its_lines() {
    let text = "Menu\nSign in\n\nEnvoys return to the mill for a second round | Valley Courier\n\nValley Courier Desk | Strelsau |\n\nAdvertisement\n\n\
        The delegations of Ruritania and Graustark came back to the old mill on Sunday, three weeks after they had left it.\n\n\
        What is on the table\n\nRuritania offers a truce of forty days, an official said. “It is a beginning that deserves an answer,” he added.\n\n\
        (With inputs from AFP)\n\nShare this\nSubscribe to our newsletter\n";
    let article = article::judge(&report(Body::Text(text.to_owned())));
    assert_eq!(article.text, text);
    let kinds: Vec<(&str, &str)> =
        article.blocks.iter().map(|b| (b.span.of(text).split(' ').next().unwrap_or_default(), b.kind.name())).collect();
    let expected = [
        ("Menu", "junk"),
        ("Sign", "junk"),
        ("Envoys", "title"),
        ("Valley", "byline"),
        ("Advertisement", "junk"),
        ("The", "body"),
        ("What", "subhead"),
        ("Ruritania", "body"),
        ("(With", "credit"),
        ("Share", "junk"),
        ("Subscribe", "junk"),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(article.title.as_deref(), Some("Envoys return to the mill for a second round"));
    assert_eq!(article.byline.as_deref(), Some("Valley Courier Desk"));
    assert!(article.sources.iter().any(|s| s.outlet == "Agence France-Presse"));
}

#[test]
fn plain_text_is_all_body_and_given_facts_count() {
    let given = Report {
        published: Some("2031-03-09T23:30:00-05:00".to_owned()),
        author: Some("Ida Berg".to_owned()),
        url: Some("https://www.reuters.com/x".to_owned()),
        ..report(Body::Plain("Subscribe now\nThe envoys met.".to_owned()))
    };
    let article = article::judge(&given);
    assert!(article.blocks.len() == 2 && article.blocks.iter().all(|b| b.kind == BlockKind::Body));
    let published = article.published.expect("given");
    assert_eq!((published.envelope.edtf().as_str(), published.basis), ("2031-03-09", DateBasis::Given));
    assert_eq!((article.byline.as_deref(), article.outlet.as_deref()), (Some("Ida Berg"), Some("Reuters")));
}

#[test]
fn a_sentence_that_somebody_pasted_is_text() {
    for text in ["Graustark offered Ruritania a truce on Friday.", "Strelsau\n\nThe envoys met on Monday.\nThey will meet again.\n"] {
        let article = article::judge(&report(Body::Text(text.to_owned())));
        let body = article.blocks.iter().filter(|b| b.kind == BlockKind::Body).count();
        assert_eq!(body, text.lines().filter(|line| line.ends_with('.')).count(), "{text}: {:?}", article.blocks);
    }
    for furniture in ["Home\nSign in\nSubscribe now\n", "Subscribe to our newsletter now.\nAll rights reserved.\n"] {
        let article = article::judge(&report(Body::Text(furniture.to_owned())));
        assert!(article.blocks.iter().all(|b| b.kind == BlockKind::Junk), "{furniture}: {:?}", article.blocks);
    }
}

#[test]
fn odd_input_gives_less_and_never_fails() {
    let long = format!("{} end", "x".repeat(1 << 20));
    for text in ["", " \n\n", "\u{feff}", "a", "<", "<p", "<<>><//p><a <b", "\0\u{1}\u{fffd}", "|||\n***\n@", &long] {
        for body in [Body::Text(text.to_owned()), Body::Plain(text.to_owned()), Body::Html(text.to_owned())] {
            let article = article::judge(&report(body));
            let mut last = 0;
            for block in &article.blocks {
                assert!(block.span.start >= last && !block.span.is_empty() && article.text.get(block.span.range()).is_some());
                last = block.span.end;
            }
        }
    }
}

#[test]
fn the_five_sample_reports_line_by_line() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/reports");
    let Ok(gold) = std::fs::read_to_string(folder.join("blocks.jsonl")) else {
        println!("skipped: the sample reports are not here");
        return;
    };
    let mut wrong = Vec::new();
    for row in gold.lines().filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok()) {
        let name = row["report"].as_str().unwrap_or_default();
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).expect("report");
        let article = article::judge(&report(Body::Text(text.clone())));
        let points = model::CodePoints::new(&text);
        let at = |key: &str| row[key].as_u64().unwrap_or(0) as usize;
        let span = points.bytes(at("start"), at("end"));
        let kind = article.blocks.iter().find(|b| b.span.overlaps(span)).map(|b| b.kind.name());
        let accepted = |k: &str| row["kind"] == k || row["also"].as_array().is_some_and(|also| also.iter().any(|a| a == k));
        if !kind.is_some_and(accepted) {
            wrong.push(format!("{name}:{} is {}, not {kind:?}", row["line"], row["kind"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_day_on_the_page_goes_before_a_later_day_in_its_data() {
    // The data were written anew when the page was last made; the line below the headline was not.
    let remade = PAGE.replace("2031-03-09T08:15:00+01:00", "2033-08-02").replace("By Ida Berg | 9 March 2031", "9 March 2031");
    let published = |page: String| {
        let article = article::judge(&report(Body::Html(page)));
        article.published.map(|p| (p.envelope.single_day().map(|d| d.to_string()), p.basis))
    };
    assert_eq!(published(remade), Some((Some("2031-03-09".to_owned()), DateBasis::Text)));
    // A day in a longer line is that of something told, and one that is later is that of a change.
    let told = PAGE.replace("By Ida Berg | 9 March 2031", "The bridge was closed to all traffic on 9 March 2030 by the army");
    assert_eq!(published(told), Some((Some("2031-03-09".to_owned()), DateBasis::Meta)));
    let changed = PAGE.replace("By Ida Berg | 9 March 2031", "11 April 2031");
    assert_eq!(published(changed), Some((Some("2031-03-09".to_owned()), DateBasis::Meta)));
}
