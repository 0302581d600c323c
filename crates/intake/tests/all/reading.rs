//! Each way in and each fault, through the public interface.

use crate::common::{Folder, read, text_of};
use intake::{Options, ProblemKind, open_stream};
use model::Body;
use std::fs;

#[test]
fn a_folder_is_read_in_order_and_goes_on_behind_faults() {
    let folder = Folder::new("folder");
    folder.file("b.txt", b"The envoys met.");
    folder.file("a/deep.html", b"<html><body><p>They left.</p></body></html>");
    folder.file("c.txt", b"");
    folder.file("d.bin", &[0, 159, 146, 150, 0, 1, 2, 3]);
    folder.file("e.jsonl", b"{\"id\": 7, \"text\": \"One.\"}\n{\"text\": \n\n[1]\n{\"id\": \"x\", \"html\": \"<p>Two.</p>\", \"published\": \"2031-03-09\"}\n{\"id\": \"y\"}");
    folder.file(".hidden.txt", b"not read");
    let (reports, problems) = read(&folder.0, &Options::default());
    let ids: Vec<&str> = reports.iter().map(|r| r.report.id.as_str()).collect();
    assert_eq!(ids, ["a/deep", "b", "7", "x"]);
    assert!(matches!(reports[0].report.body, Body::Html(_)) && matches!(reports[1].report.body, Body::Text(_)));
    assert_eq!(reports[3].report.published.as_deref(), Some("2031-03-09"));
    assert_eq!(reports[3].origin.line, Some(5));
    let said: Vec<String> = problems.iter().map(|p| p.to_string().replace(&format!("{}/", folder.0.display()), "")).collect();
    assert_eq!(said.len(), 5, "{said:#?}");
    assert!(said[0].starts_with("c.txt: empty") && said[1].starts_with("d.bin: binary data"), "{said:#?}");
    assert!(said[2].starts_with("e.jsonl:2: not valid JSON") && said[3].starts_with("e.jsonl:4: no report"), "{said:#?}");
    assert!(said[4].starts_with("e.jsonl:6: no report: it has neither"), "{said:#?}");
}

#[test]
fn a_sidecar_tells_what_is_known_and_is_no_report() {
    let folder = Folder::new("sidecar");
    folder.file("talks.txt", b"The talks went on.");
    folder.file("talks.json", br#"{"published": "2031-05-02T10:00:00+02:00", "outlet": "Morning Post", "url": "https://example.org/t"}"#);
    folder.file("broken.txt", b"They met.");
    folder.file("broken.json", b"{oh");
    let (reports, problems) = read(&folder.0, &Options { published: Some("2031-01-01".to_owned()), ..Options::default() });
    assert_eq!(reports.len(), 2);
    assert_eq!(reports[0].report.published.as_deref(), Some("2031-01-01"), "the common date where the sidecar gives none");
    assert_eq!(reports[1].report.published.as_deref(), Some("2031-05-02T10:00:00+02:00"));
    assert_eq!(reports[1].report.outlet.as_deref(), Some("Morning Post"));
    assert!(problems.len() == 1 && problems[0].is_warning() && problems[0].origin.path.ends_with("broken.json"));
}

#[test]
fn a_bad_date_costs_the_date_not_the_report() {
    let lines = "{\"id\": \"a\", \"text\": \"One.\", \"published\": \"2031-02-30\"}\n{\"id\": \"b\", \"text\": \"Two.\"}\n";
    let items: Vec<_> = open_stream(lines.as_bytes(), "in.jsonl", &Options::default()).collect();
    assert_eq!(items.len(), 3);
    let problem = items[0].as_ref().expect_err("the date");
    assert!(problem.is_warning() && problem.to_string().starts_with("in.jsonl:1: “2031-02-30” is no date"));
    assert_eq!(items[1].as_ref().expect("read all the same").report.published, None);
}

#[test]
fn a_line_above_the_limit_is_skipped_without_being_held() {
    let options = Options { max_bytes: 1000, ..Options::default() };
    let mut lines = b"{\"id\": \"a\", \"text\": \"".to_vec();
    lines.extend(std::iter::repeat_n(b'x', 50 << 20));
    lines.extend(b"\"}\n{\"id\": \"b\", \"text\": \"Two.\"}");
    let items: Vec<_> = open_stream(std::io::Cursor::new(lines), "-", &options).collect();
    assert_eq!(items.len(), 2);
    assert!(matches!(items[0].as_ref().expect_err("too long").kind, ProblemKind::TooLong { limit: 1000 }));
    assert!(items[0].as_ref().expect_err("too long").to_string().starts_with("standard input:1: longer than 1000 bytes"));
    assert_eq!(items[1].as_ref().expect("goes on").report.id, "b");
    let folder = Folder::new("long");
    let (reports, problems) = read(&folder.file("long.txt", &vec![b'x'; 2000]), &options);
    assert!(reports.is_empty() && matches!(problems[0].kind, ProblemKind::TooLong { .. }));
}

#[test]
fn encodings_of_files() {
    let folder = Folder::new("charset");
    let latin = folder.file("latin.txt", b"Die Gespr\xe4che in Gen\xe8ve begannen fr\xfch, hie\xdf es am Abend in der Hauptstadt.");
    assert!(text_of(&read(&latin, &Options::default()).0[0]).contains("Gespräche"));
    let wide: Vec<u8> = "Sie trafen sich früh.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = folder.file("wide.txt", &[&[0xff, 0xfe][..], &wide].concat());
    assert_eq!(text_of(&read(&wide, &Options::default()).0[0]), "Sie trafen sich früh.");
    let page = folder.file("page.html", b"<html><meta charset=windows-1251><p>\xcc\xe8\xf0 \xe8 \xe4\xf0\xf3\xe6\xe1\xe0</p></html>");
    assert!(text_of(&read(&page, &Options::default()).0[0]).contains("Мир и дружба"));
}

#[test]
fn what_vanished_or_may_not_be_read_is_named() {
    let folder = Folder::new("gone");
    let (reports, problems) = read(&folder.0.join("gone.txt"), &Options::default());
    assert!(reports.is_empty() && matches!(problems[0].kind, ProblemKind::Vanished), "{problems:?}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let path = folder.file("locked.txt", b"secret");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("chmod");
        // The superuser may read everything; then there is nothing to see.
        if fs::File::open(&path).is_err() {
            let (_, problems) = read(&path, &Options::default());
            assert!(matches!(problems[0].kind, ProblemKind::Permission));
        }
    }
}

#[test]
fn json_documents_and_gzip() {
    let folder = Folder::new("json");
    let list = folder.file("list.json", br#"[{"text": "One."}, {"id": "two", "text": "Two."}]"#);
    let (reports, _) = read(&list, &Options { plain: true, ..Options::default() });
    assert_eq!(reports.iter().map(|r| r.report.id.as_str()).collect::<Vec<_>>(), ["list-1", "two"]);
    assert!(matches!(reports[0].report.body, Body::Plain(_)));
    let mut packed = Vec::new();
    let mut gz = flate2::read::GzEncoder::new(&b"{\"id\": \"p\", \"text\": \"Packed.\"}\n"[..], flate2::Compression::fast());
    std::io::Read::read_to_end(&mut gz, &mut packed).expect("gzip");
    let (reports, problems) = read(&folder.file("reports.jsonl.gz", &packed), &Options::default());
    assert!(problems.is_empty() && reports[0].report.id == "p");
    packed.truncate(packed.len() / 2);
    let (reports, problems) = read(&folder.file("torn.jsonl.gz", &packed), &Options::default());
    assert!(reports.is_empty() && problems.len() == 1);
}

#[test]
fn the_hash_is_of_the_bytes_as_read() {
    let folder = Folder::new("hash");
    let (reports, _) = read(&folder.file("abc.txt", b"abc"), &Options::default());
    assert_eq!(reports[0].bytes_sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "FIPS 180-2, example 1");
}

#[test]
fn archives_give_their_pages_and_go_on_behind_bad_records() {
    let record = |kind: &str, url: &str, body: &str| {
        format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n", body.len())
    };
    let page =
        |text: &str| format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>{text}</p></body></html>");
    let chunked = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<p>Two\r\n5\r\n.</p>\r\n0\r\n\r\n";
    let members = [
        record("warcinfo", "", "software: none"),
        record("response", "https://example.org/one", &page("One.")),
        record("response", "https://example.org/moved", "HTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\n"),
        record("response", "https://example.org/picture", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\u{1}\u{2}"),
        "WARC/1.0\r\nWARC-Type: response\r\n\r\nno length\r\n\r\n".to_owned(),
        record("response", "https://example.org/two", chunked),
    ];
    let mut packed = Vec::new();
    for member in &members {
        let mut gz = flate2::read::GzEncoder::new(member.as_bytes(), flate2::Compression::fast());
        std::io::Read::read_to_end(&mut gz, &mut packed).expect("gzip");
    }
    let folder = Folder::new("warc");
    for path in [folder.file("a.warc.gz", &packed), folder.file("a.warc", members.concat().as_bytes())] {
        let (reports, problems) = read(&path, &Options::default());
        let urls: Vec<_> = reports.iter().filter_map(|r| r.report.url.as_deref()).collect();
        assert_eq!(urls, ["https://example.org/one", "https://example.org/two"]);
        assert_eq!(text_of(&reports[1]), "<p>Two.</p>");
        assert!(problems.len() == 1 && matches!(problems[0].kind, ProblemKind::Shape { .. }), "{problems:?}");
    }
    let (reports, problems) = read(&folder.file("torn.warc.gz", &packed[..packed.len() - 40]), &Options::default());
    assert_eq!((reports.len(), problems.len()), (1, 2), "the whole record before the tear, the bad one, and the tear itself");
}

#[test]
fn a_torn_member_costs_itself_alone() {
    let member = |n: usize| {
        // Words that do not pack well, so that a tear leaves much to unpack.
        let noise: String =
            (0..3000u64).map(|i| char::from(b'a' + ((i + n as u64 * 7919).wrapping_mul(2_654_435_761) >> 27) as u8 % 26)).collect();
        let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><p>{n} {noise}</p></body></html>");
        let record = format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{n}\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
            page.len()
        );
        let mut packed = Vec::new();
        let mut gz = flate2::read::GzEncoder::new(record.as_bytes(), flate2::Compression::best());
        std::io::Read::read_to_end(&mut gz, &mut packed).expect("gzip");
        packed
    };
    let folder = Folder::new("torn-member");
    for (name, cut) in [("early", 30), ("middle", 900), ("late", usize::MAX)] {
        let mut bytes = Vec::new();
        for n in 0..6 {
            let whole = member(n);
            // The third loses its end, the fifth has a byte changed in the middle.
            match n {
                2 => bytes.extend(&whole[..cut.min(whole.len() - 5)]),
                4 => bytes.extend(whole.iter().enumerate().map(|(at, byte)| if at == whole.len() / 2 { byte ^ 0x55 } else { *byte })),
                _ => bytes.extend(whole),
            }
        }
        let (reports, problems) = read(&folder.file(&format!("{name}.warc.gz"), &bytes), &Options::default());
        let urls: Vec<&str> = reports.iter().filter_map(|r| r.report.url.as_deref()).collect();
        let expected: Vec<String> = [0, 1, 3, 5].map(|n| format!("https://example.org/{n}")).to_vec();
        assert_eq!(urls, expected, "{name}: {problems:?}");
        assert_eq!(problems.len(), 2, "{name}: {problems:?}");
        assert!(problems.iter().all(|p| matches!(p.kind, ProblemKind::Torn { .. })), "{name}: {problems:?}");
    }
}

#[test]
fn two_files_of_one_name_get_two_ids() {
    let folder = Folder::new("names");
    for name in ["march/01.txt", "april/01.txt", "april/deep/01.txt", "april/02.txt", "april/02.html"] {
        folder.file(name, format!("<p>They met: {name}.</p>").as_bytes());
    }
    let ids = |paths: &[&str]| -> Vec<String> {
        let paths: Vec<_> = paths.iter().map(|path| folder.0.join(path)).collect();
        intake::open(&paths, &Options::default()).filter_map(Result::ok).map(|r| r.report.id).collect()
    };
    assert_eq!(ids(&[""]), ["april/01", "april/02.html", "april/02.txt", "april/deep/01", "march/01"]);
    assert_eq!(ids(&["march"]), ["01"], "a folder alone needs no name");
    assert_eq!(ids(&["march", "april/deep"]), ["march/01", "deep/01"]);
    assert_eq!(ids(&["march/01.txt", "april/01.txt", "april/02.txt"]), ["march/01", "april/01", "02"]);
}

#[test]
fn tables_by_the_names_of_their_columns() {
    let folder = Folder::new("table");
    let usual = folder
        .file("a.csv", b"ID,Headline,Date,Body\nx,Envoys meet,2031-03-09,\"They met, and\nleft.\"\ny,,soon,They stayed.\nz,Nothing,,\n");
    let (reports, problems) = read(&usual, &Options::default());
    assert_eq!(
        reports.iter().map(|r| (r.report.id.as_str(), text_of(r))).collect::<Vec<_>>(),
        [("x", "They met, and\nleft."), ("y", "They stayed.")]
    );
    assert_eq!((reports[0].report.title.as_deref(), reports[0].report.published.as_deref()), (Some("Envoys meet"), Some("2031-03-09")));
    assert!(problems.len() == 2 && problems[0].is_warning() && matches!(problems[1].kind, ProblemKind::Empty), "{problems:?}");
    let own = folder.file("b.csv", "Nummer;Wortlaut\n1;Sie trafen sich früh.\n".as_bytes());
    let (reports, problems) = read(&own, &Options::default());
    assert!(reports.is_empty() && problems[0].to_string().contains("columns: nummer, wortlaut"), "{problems:?}");
    let columns = vec![("text".to_owned(), "Wortlaut".to_owned()), ("id".to_owned(), "Nummer".to_owned())];
    let (reports, _) = read(&own, &Options { columns, ..Options::default() });
    assert_eq!((reports[0].report.id.as_str(), text_of(&reports[0])), ("1", "Sie trafen sich früh."));
}
