//! Which encoding bytes are in, and the text in them.

use crate::ProblemKind;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text with the encoding that it was in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark and with `\r\n` and lone `\r` as they were.
    pub text: String,
    /// The encoding's name in the WHATWG Encoding Standard.
    pub encoding: &'static str,
    /// Some bytes were no text in it and stand as U+FFFD.
    pub lossy: bool,
}

/// Signatures of formats that are no text, with their names.
const SIGNATURES: [(&[u8], &str); 11] = [
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"\xd0\xcf\x11\xe0", "an office document of the old kind"),
    (b"ID3", "a recording"),
];

/// Decodes `bytes`. `label` is the encoding that a header or the page itself names; it counts unless the bytes contradict it. Order of
/// evidence (as browsers have it, but valid UTF-8 before a label, which saved pages often carry wrongly): byte order mark, UTF-8 validity,
/// zero bytes of UTF-16, the label, the statistics of chardetng.
pub fn decode(bytes: &[u8], label: Option<&str>) -> Result<Decoded, ProblemKind> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(s, _)| bytes.starts_with(s)) {
        return Err(ProblemKind::Binary { what });
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return finish(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !bytes.contains(&0)
    {
        return if controls(text) { Err(BINARY) } else { Ok(Decoded { text: text.to_owned(), encoding: UTF_8.name(), lossy: false }) };
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return finish(encoding, bytes);
    }
    if bytes.iter().take(1 << 16).filter(|b| **b == 0).count() * 1000 > bytes.len().min(1 << 16) {
        return Err(BINARY);
    }
    let labelled = label.and_then(|l| Encoding::for_label(l.trim().as_bytes())).filter(|e| *e != UTF_8 && e.is_ascii_compatible());
    let encoding = labelled.unwrap_or_else(|| {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
        detector.feed(bytes, true);
        detector.guess(None, chardetng::Utf8Detection::Allow)
    });
    finish(encoding, bytes)
}

const BINARY: ProblemKind = ProblemKind::Binary { what: "binary data" };

fn finish(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, ProblemKind> {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    // A few broken characters in a page are a blemish; many mean that it is no such text at all.
    let broken = if lossy { text.chars().filter(|c| *c == '\u{fffd}').count() } else { 0 };
    if controls(&text) || broken * 5 > text.len() {
        return Err(BINARY);
    }
    if broken * 20 > text.len() && encoding == UTF_8 {
        return finish(WINDOWS_1252, bytes);
    }
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), lossy })
}

/// Whether more than one character in fifty is a control that no text has.
fn controls(text: &str) -> bool {
    let head = text.as_bytes().get(..1 << 16).unwrap_or(text.as_bytes());
    head.iter().filter(|b| **b < 0x20 && !matches!(**b, b'\n' | b'\r' | b'\t' | 0x0c | 0x0b | 0x08 | 0x1b)).count() * 50 > head.len()
}

/// UTF-16 shows in western and Cyrillic text by one byte of each pair that hardly varies: 0 before ASCII, 4 before Cyrillic.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096) & !1).filter(|h| h.len() >= 4)?;
    let blanks = |at: usize, other: usize| {
        head.chunks_exact(2)
            .filter(|pair| pair[at] == 0 && matches!(pair[other], b' ' | b'\n' | b'\r' | b'\t' | b'.' | b',' | b'-' | b'a'..=b'z'))
            .count()
    };
    let (big, little, pairs) = (blanks(0, 1), blanks(1, 0), head.len() / 2);
    // Blanks and stops are at least one character in thirty of any script's text.
    match () {
        () if big * 30 > pairs && big > 4 * little => Some(UTF_16BE),
        () if little * 30 > pairs && little > 4 * big => Some(UTF_16LE),
        () => None,
    }
}

/// The encoding that a page names in its first bytes (`<meta charset=…>`, `content="…; charset=…"`, XML declaration).
pub(crate) fn label_in_page(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(2048).map(|b| b.to_ascii_lowercase() as char).collect();
    let at = head.find("charset=").map(|at| at + 8).or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let value = head.get(at..)?.trim_start_matches(['"', '\'', ' ']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))).unwrap_or(value.len());
    value.get(..end).filter(|v| !v.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn encodings_with_and_without_marks() {
        let english = "The delegations met in the old town hall. They will meet again on Monday, an envoy said.";
        let russian = "Делегации встретились в ратуше. В понедельник они встретятся снова, сказал посланник.";
        for text in [english, russian] {
            assert_eq!(decode(text.as_bytes(), None).map(|d| d.text).ok().as_deref(), Some(text));
            for big in [true, false] {
                let bare = utf16(text, big);
                assert_eq!(decode(&bare, None).map(|d| d.text).ok().as_deref(), Some(text), "bare, big {big}");
                let mut marked = if big { vec![0xfe, 0xff] } else { vec![0xff, 0xfe] };
                marked.extend(&bare);
                assert_eq!(decode(&marked, None).map(|d| d.text).ok().as_deref(), Some(text), "marked, big {big}");
            }
        }
        let mut marked = vec![0xef, 0xbb, 0xbf];
        marked.extend(b"mark");
        assert_eq!(decode(&marked, None).ok().map(|d| d.text).as_deref(), Some("mark"));
    }

    #[test]
    fn one_byte_encodings() {
        let latin = b"Der Unterh\xe4ndler k\xfcndigte f\xfcr M\xe4rz ein weiteres Gespr\xe4ch in Z\xfcrich an.";
        let decoded = decode(latin, None).ok();
        assert_eq!(decoded.map(|d| d.text).as_deref(), Some("Der Unterhändler kündigte für März ein weiteres Gespräch in Zürich an."));
        let (cyrillic, _, _) =
            encoding_rs::WINDOWS_1251.encode("Стороны договорились продолжить переговоры на следующей неделе в столице.");
        let text = decode(&cyrillic, None).ok().map(|d| d.text);
        assert_eq!(text.as_deref(), Some("Стороны договорились продолжить переговоры на следующей неделе в столице."));
        assert_eq!(decode(b"caf\xe9", Some("iso-8859-1")).ok().map(|d| d.text).as_deref(), Some("café"));
    }

    #[test]
    fn what_is_no_text_is_said_to_be_none() {
        let noise: Vec<u8> = (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for bytes in [&noise[..], b"%PDF-1.7\n...", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04abc", b"ab\0\0\0\0\0\0\0\0cd\x01\x02\x03"] {
            assert!(matches!(decode(bytes, None), Err(ProblemKind::Binary { .. })));
        }
    }

    #[test]
    fn pages_name_their_encoding_in_several_ways() {
        assert_eq!(label_in_page(b"<meta charset=\"koi8-r\">").as_deref(), Some("koi8-r"));
        assert_eq!(label_in_page(b"<META content='text/html; CHARSET=Windows-1251'>").as_deref(), Some("windows-1251"));
        assert_eq!(label_in_page(b"<?xml version='1.0' encoding='iso-8859-2'?>").as_deref(), Some("iso-8859-2"));
        assert_eq!(label_in_page(b"<p>no word of it</p>"), None);
    }
}
