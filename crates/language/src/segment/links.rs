//! Addresses and file names, which stay in one piece.

use std::ops::Range;

/// Endings of names of files and of hosts.
const ENDINGS: [&str; 30] = [
    "com", "org", "net", "gov", "edu", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "jpg", "jpeg", "png", "gif", "txt", "htm",
    "html", "php", "asp", "aspx", "zip", "exe", "csv", "rtf", "mp3", "mp4", "avi", "wav",
];

/// The characters of a chunk (normalised, in lower case) that are the address of a page or of someone's mail, or the name of a file.
pub(crate) fn link(chars: &[char]) -> Option<Range<usize>> {
    // Nothing without a full stop inside is one.
    if !chars.windows(2).any(|w| matches!(w[0], '.' | '/') && w[1].is_alphanumeric()) {
        return None;
    }
    page(chars).or_else(|| mail(chars)).or_else(|| file(chars))
}

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+')
}

/// The end of an address that begins at `from` and goes on at most to `end`: marks of the sentence around it are not its own.
fn trimmed(chars: &[char], from: usize, mut end: usize) -> usize {
    while end > from {
        match chars[end - 1] {
            '.' | ',' | ';' | ':' | '!' | '?' | ']' | '}' | '>' | '"' | '\'' | '*' => end -= 1,
            ')' if !chars[from..end].contains(&'(') => end -= 1,
            _ => break,
        }
    }
    end
}

fn page(chars: &[char]) -> Option<Range<usize>> {
    let scheme = chars.windows(3).position(|w| w == [':', '/', '/']).map(|colon| {
        let letters = chars[..colon].iter().rev().take_while(|c| c.is_ascii_alphabetic()).count();
        (colon - letters, letters > 1)
    });
    let host = || {
        let at = chars.windows(4).position(|w| w == ['w', 'w', 'w', '.'])?;
        Some((at, at == 0 || !chars[at - 1].is_alphanumeric()))
    };
    let (from, true) = scheme.or_else(host)? else { return None };
    let end = chars[from..].iter().position(|c| matches!(c, '<' | '>' | '"' | '|')).map_or(chars.len(), |e| from + e);
    Some(from..trimmed(chars, from, end)).filter(|r| r.len() > 4)
}

fn mail(chars: &[char]) -> Option<Range<usize>> {
    let at = chars.iter().position(|&c| c == '@')?;
    let from = at - chars[..at].iter().rev().take_while(|&&c| in_name(c)).count();
    let end = at + 1 + chars[at + 1..].iter().take_while(|&&c| c != '+' && in_name(c)).count();
    let end = trimmed(chars, at, end);
    (from < at && chars[at + 1..end].contains(&'.')).then_some(from..end)
}

fn file(chars: &[char]) -> Option<Range<usize>> {
    for dot in (1..chars.len()).filter(|&d| chars[d] == '.' && chars[d - 1].is_alphanumeric()) {
        let length = chars[dot + 1..].iter().take_while(|c| c.is_ascii_alphanumeric()).count();
        let end = dot + 1 + length;
        let known = |e: &&str| e.len() == length && e.chars().eq(chars[dot + 1..end].iter().copied());
        // "co.uk" and the like: a host's name may go on with that of a country.
        let country =
            |end: usize| chars.get(end) == Some(&'.') && chars[end + 1..].iter().take_while(|c| c.is_ascii_alphabetic()).count() == 2;
        if length == 0 || chars.get(end) == Some(&'.') && chars.get(end + 1).is_some_and(|c| c.is_alphanumeric()) && !country(end) {
            continue;
        }
        if !ENDINGS.iter().any(known) && !(length == 2 && chars[dot + 1..end] == ['c', 'o'] && country(end)) {
            continue;
        }
        let mut end = if country(end) { end + 3 } else { end };
        if chars.get(end) == Some(&'/') {
            end = trimmed(chars, end, chars.len());
        }
        let mut from = dot - chars[..dot].iter().rev().take_while(|&&c| in_name(c) && c != '+').count();
        from += chars[from..dot].iter().take_while(|c| !c.is_alphanumeric()).count();
        return Some(from..end);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_without_the_marks_around_them() {
        let cases = [
            ("(http://www.example.com/a_1b.html?c=d&e=f).", "http://www.example.com/a_1b.html?c=d&e=f"),
            ("<https://en.example.org/wiki/Treaty_(draft)>,", "https://en.example.org/wiki/Treaty_(draft)"),
            ("www.example.org!", "www.example.org"),
            ("<press...@mail.example.co.uk>", "press...@mail.example.co.uk"),
            ("file:draft-2_final.pdf)(see", "draft-2_final.pdf"),
            ("irc.example.net", "irc.example.net"),
            ("example.co.uk's", "example.co.uk"),
            ("example.com/news.", "example.com/news"),
        ];
        for (chunk, want) in cases {
            let chars: Vec<char> = chunk.chars().collect();
            assert_eq!(link(&chars).map(|r| chars[r].iter().collect::<String>()).as_deref(), Some(want), "{chunk}");
        }
        for chunk in ["u.s.", "and/or", "a.m.", "3.5", "end.the", "@name", "one://", "p.m.-to-5", "no.com.plaint", "2001/02"] {
            assert_eq!(link(&chunk.chars().collect::<Vec<_>>()), None, "{chunk}");
        }
    }
}
