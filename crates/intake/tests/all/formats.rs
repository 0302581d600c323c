//! Feeds, mail, saved pages, documents and lists of feeds.

use crate::common::{Folder, read, text_of};
use intake::{Options, Outline, ProblemKind, parse_feed, read_opml, write_opml};
use model::Body;
use std::io::Write;

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Post</title><link>https://post.example/</link><description>News</description><ttl>30</ttl>
<item><title>Dockers &amp; owners meet</title><link>https://post.example/1</link><guid isPermaLink="false">post-1</guid>
  <pubDate>Sun, 09 Mar 2031 18:30:00 +0100</pubDate><dc:creator>Ana Tal</dc:creator>
  <description>They met on Sunday.</description></item>
<item><title>Owners reject offer</title><link>https://post.example/2</link><guid>https://post.example/2</guid>
  <description>Short.</description>
  <content:encoded><![CDATA[<p>The owners <b>rejected</b> the offer.</p><p>Talks go on.</p>]]></content:encoded></item>
</channel></rss>"#;

#[test]
fn rss_with_short_and_whole_entries() {
    let folder = Folder::new("rss");
    for name in ["news.xml", "news.rss", "news"] {
        let (reports, problems) = read(&folder.file(name, RSS.as_bytes()), &Options::default());
        assert!(problems.is_empty(), "{problems:?}");
        let first = &reports[0].report;
        assert_eq!((first.id.as_str(), first.title.as_deref()), ("https://post.example/1", Some("Dockers & owners meet")));
        assert_eq!(first.author.as_deref(), Some("Ana Tal"));
        assert_eq!(first.published.as_deref(), Some("2031-03-09T17:30:00+00:00"));
        assert_eq!(text_of(&reports[0]), "Dockers & owners meet\n\nThey met on Sunday.");
        assert!(matches!(&reports[1].report.body, Body::Html(html) if html.contains("<b>rejected</b>") && html.contains("<h1>Owners")));
    }
    let feed = parse_feed(RSS.as_bytes(), None, None).expect("a feed");
    assert_eq!((feed.title.as_deref(), feed.rest, feed.fault), (Some("Harbour Post"), Some(30), None));
    assert_eq!(
        feed.entries.iter().map(|e| (e.key.as_str(), e.whole)).collect::<Vec<_>>(),
        [("post-1", false), ("https://post.example/2", false)]
    );
}

#[test]
fn atom_and_json_feeds() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title><id>urn:desk</id><updated>2031-03-09T10:00:00Z</updated>
      <entry><id>urn:1</id><title>Envoys arrive</title><updated>2031-03-09T10:00:00Z</updated><published>2031-03-08T09:00:00Z</published>
      <link rel="alternate" href="https://desk.example/1"/><author><name>B. Oro</name></author>
      <content type="html">&lt;p&gt;The envoys arrived.&lt;/p&gt;</content></entry></feed>"#;
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Desk", "items": [
      {"id": "1", "url": "https://desk.example/1", "title": "Envoys arrive", "content_text": "The envoys arrived.", "date_published": "2031-03-08T09:00:00Z",
       "authors": [{"name": "B. Oro"}]}]}"#;
    let folder = Folder::new("atom");
    for (name, text) in [("a.atom", atom), ("b.json", json), ("c", json)] {
        let (reports, problems) = read(&folder.file(name, text.as_bytes()), &Options::default());
        assert!(problems.is_empty() && reports.len() == 1, "{name}: {problems:?}");
        let report = &reports[0].report;
        assert_eq!(report.url.as_deref(), Some("https://desk.example/1"), "{name}");
        assert_eq!(report.published.as_deref(), Some("2031-03-08T09:00:00+00:00"), "{name}");
        assert_eq!((report.title.as_deref(), report.author.as_deref()), (Some("Envoys arrive"), Some("B. Oro")), "{name}");
        assert!(text_of(&reports[0]).contains("The envoys arrived."), "{name}");
    }
}

#[test]
fn malformed_feeds_give_what_can_be_read() {
    let torn = &RSS[..RSS.find("<content:encoded>").expect("there") + 30];
    let feed = parse_feed(torn.as_bytes(), None, None).expect("the first entry is whole");
    assert!(feed.fault.is_some() && feed.entries.len() == 1, "{feed:?}");
    let bad = RSS.replace("They met on Sunday.", "They met <on Sunday & left.");
    let feed = parse_feed(bad.as_bytes(), None, None).expect("the second entry is whole");
    assert!(feed.fault.is_some() && feed.entries.len() == 1 && feed.entries[0].key.ends_with("/2"), "{feed:?}");
    let loose = RSS.replace("&amp;", "&").replace("Short.", "Short &nbsp; one.");
    let feed = parse_feed(loose.as_bytes(), None, None).expect("a loose ampersand is no loss");
    assert_eq!(feed.entries.len(), 2, "{feed:?}");
    let folder = Folder::new("malformed");
    let (reports, problems) = read(&folder.file("torn.xml", torn.as_bytes()), &Options::default());
    assert!(reports.len() == 1 && problems.len() == 1 && problems[0].is_warning(), "{problems:?}");
    for nothing in [
        "<rss version='2.0'><channel><item>",
        "<html><body>Not found</body></html>",
        "<rss",
        "{\"version\": \"https://jsonfeed.org/version/1\"",
    ] {
        let error = parse_feed(nothing.as_bytes(), None, None).expect_err(nothing);
        assert!(matches!(error, ProblemKind::Feed { read: 0, .. }), "{nothing}: {error}");
    }
}

#[test]
fn a_feed_whose_declaration_lies_about_its_encoding() {
    let said = RSS.replace("They met on Sunday.", "Sie trafen sich früh, hieß es in Zürich über die Gespräche.");
    // Says Latin 1 and is UTF-8; says UTF-8 and is Latin 1; says nothing and is Windows-1251.
    let first = said.replace("UTF-8", "ISO-8859-1").into_bytes();
    let second: Vec<u8> = encoding_rs::WINDOWS_1252.encode(&said).0.into_owned();
    for bytes in [first, second] {
        let feed = parse_feed(&bytes, None, None).expect("a feed");
        assert!(matches!(&feed.entries[0].report.body, Body::Text(text) if text.contains("früh, hieß es in Zürich")), "{feed:?}");
    }
    let russian = RSS
        .replace(" encoding=\"UTF-8\"", "")
        .replace("They met on Sunday.", "Стороны встретились в воскресенье и договорились продолжить.");
    let bytes = encoding_rs::WINDOWS_1251.encode(&russian).0.into_owned();
    let feed = parse_feed(&bytes, Some("windows-1251"), None).expect("a feed");
    assert!(matches!(&feed.entries[0].report.body, Body::Text(text) if text.contains("Стороны встретились")), "{feed:?}");
}

const MAIL: &str = "Return-Path: <desk@ministry.example>\r\nMessage-ID: <1@ministry.example>\r\nFrom: \"Press Desk\" <desk@ministry.example>\r\n\
    To: list@example.org\r\nDate: Mon, 10 Mar 2031 08:15:00 +0200\r\nSubject: =?utf-8?Q?Gespr=C3=A4che_vertagt?=\r\nMIME-Version: 1.0\r\n\
    Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nDie Gespr=E4che wurden vertagt.\r\n";

#[test]
fn mail_and_boxes_of_mail() {
    let folder = Folder::new("mail");
    for name in ["note.eml", "note"] {
        let (reports, problems) = read(&folder.file(name, MAIL.as_bytes()), &Options::default());
        assert!(problems.is_empty() && reports.len() == 1, "{problems:?}");
        let report = &reports[0].report;
        assert_eq!((report.title.as_deref(), report.author.as_deref()), (Some("Gespräche vertagt"), Some("Press Desk")));
        assert_eq!(report.published.as_deref(), Some("2031-03-10T08:15:00+02:00"));
        assert_eq!(text_of(&reports[0]).trim(), "Die Gespräche wurden vertagt.");
    }
    let boxed = format!(
        "From desk Mon Mar 10 08:15:00 2031\r\n{MAIL}\r\nFrom desk Mon Mar 10 09:15:00 2031\r\n{}",
        MAIL.replace("vertagt.", "fortgesetzt.")
    );
    let (reports, _) = read(&folder.file("all.mbox", boxed.as_bytes()), &Options::default());
    assert_eq!(reports.iter().map(|r| r.report.id.as_str()).collect::<Vec<_>>(), ["all-1", "all-2"]);
    assert!(text_of(&reports[1]).contains("fortgesetzt"));
    let (reports, problems) =
        read(&folder.file("text", b"Date: they met on Monday.\nPlace: the harbour.\n\nAnd left."), &Options::default());
    assert!(problems.is_empty() && matches!(reports[0].report.body, Body::Text(_)), "two words with colons are no mail");
}

#[test]
fn a_page_saved_as_one_file() {
    let saved = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/1\r\nSubject: Envoys met\r\nDate: Fri, 1 Jan 2032 10:00:00 -0000\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n\
        --b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://post.example/1\r\n\r\n\
        <html><body><p>The envoys met in Gen=C3=A8ve.</p></body></html>\r\n\
        --b\r\nContent-Type: text/css\r\nContent-Location: cid:1\r\n\r\np { color: red }\r\n--b--\r\n";
    let folder = Folder::new("mhtml");
    let (reports, problems) = read(&folder.file("page.mhtml", saved.as_bytes()), &Options::default());
    assert!(problems.is_empty(), "{problems:?}");
    let report = &reports[0].report;
    assert_eq!((report.id.as_str(), report.url.as_deref()), ("page", Some("https://post.example/1")));
    assert_eq!(report.published, None, "the day of saving is no date of publication");
    assert!(matches!(&report.body, Body::Html(html) if html.contains("met in Genève")), "{:?}", report.body);
}

fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
        archive.write_all(text.as_bytes()).expect("written");
    }
    archive.finish().expect("whole").into_inner()
}

#[test]
fn documents_of_office_programs() {
    let docx = packed(&[
        (
            "word/document.xml",
            r#"<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Statement</w:t></w:r></w:p>
            <w:p><w:r><w:t xml:space="preserve">They </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:r><w:t>met &amp; left.</w:t></w:r></w:p></w:body></w:document>"#,
        ),
        (
            "docProps/core.xml",
            r#"<cp:coreProperties xmlns:dc="d"><dc:title>Joint statement</dc:title><dc:creator>Press Desk</dc:creator></cp:coreProperties>"#,
        ),
    ]);
    let odt = packed(&[(
        "content.xml",
        "<office:document-content><office:body><text:h>Statement</text:h>\n<text:p>They <text:span>met &amp; left.</text:span></text:p></office:body></office:document-content>",
    )]);
    let folder = Folder::new("office");
    let (reports, problems) = read(&folder.file("a.docx", &docx), &Options::default());
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(text_of(&reports[0]), "Statement\nThey met & left.");
    assert_eq!((reports[0].report.title.as_deref(), reports[0].report.author.as_deref()), (Some("Joint statement"), Some("Press Desk")));
    folder.file("b.json", br#"{"published": "2031-03-09"}"#);
    let (reports, _) = read(&folder.file("b.odt", &odt), &Options::default());
    assert_eq!((text_of(&reports[0]), reports[0].report.published.as_deref()), ("Statement\nThey met & left.", Some("2031-03-09")));
    let other = packed(&[("picture.svg", "<svg/>")]);
    let (reports, problems) = read(&folder.file("c.zip", &other), &Options::default());
    assert!(reports.is_empty() && matches!(problems[0].kind, ProblemKind::Binary { .. }), "{problems:?}");
    let (_, problems) = read(&folder.file("torn.docx", &docx[..docx.len() / 2]), &Options::default());
    assert!(matches!(problems[0].kind, ProblemKind::Document { .. }), "{problems:?}");
    let bomb = packed(&[("word/document.xml", &format!("<w:p><w:t>{}</w:t></w:p>", "x".repeat(5 << 20)))]);
    let (_, problems) = read(&folder.file("bomb.docx", &bomb), &Options { max_bytes: 1 << 20, ..Options::default() });
    assert!(matches!(problems[0].kind, ProblemKind::TooLong { .. }), "{problems:?}");
}

#[test]
fn lists_of_feeds_in_and_out() {
    let list = r#"<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
      <outline text="Folder"><outline type="rss" text="Harbour &amp; Sea" xmlUrl="https://post.example/feed?a=1&amp;b=2"/></outline>
      <outline text="No feed" htmlUrl="https://x.example/"/><outline title="Desk" text="d" xmlurl="https://desk.example/atom"></outline></body></opml>"#;
    let outline = |address: &str, title: &str| Outline { address: address.to_owned(), title: Some(title.to_owned()) };
    let expected = [outline("https://post.example/feed?a=1&b=2", "Harbour & Sea"), outline("https://desk.example/atom", "Desk")];
    assert_eq!(read_opml(list).expect("a list"), expected);
    assert_eq!(read_opml(&write_opml("Mine & yours", &expected)).expect("its own"), expected);
    assert!(read_opml("<html></html>").is_err() && read_opml("").is_err());
    let folder = Folder::new("opml");
    let (_, problems) = read(&folder.file("feeds.opml", list.as_bytes()), &Options::default());
    assert!(matches!(problems[0].kind, ProblemKind::FeedList), "{problems:?}");
}
