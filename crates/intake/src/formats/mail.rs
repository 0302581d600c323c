//! Mail (RFC 5322, MIME) and pages saved as one file (MHTML, RFC 2557).

use super::json::finish;
use crate::{Item, Options, Origin, Problem, ProblemKind};
use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{Message, MessageParser, PartType};
use model::{Body, Report};
use std::collections::VecDeque;

/// Whether bytes begin with the head of a mail or of a saved page: field names, among them some that only these have.
pub(crate) fn looks_like_mail(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(8192)).unwrap_or_default()).to_ascii_lowercase();
    let mut known = 0;
    for line in head.lines().take(80) {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
            return false;
        }
        known += u32::from(matches!(name, "mime-version" | "message-id" | "return-path" | "received" | "content-type" | "delivered-to"));
    }
    known >= 2
}

/// One mail or saved page.
pub(crate) fn message(bytes: &[u8], origin: &Origin, options: &Options, out: &mut VecDeque<Item>) -> Result<(), ProblemKind> {
    let unreadable = || ProblemKind::Document { what: "mail", reason: "it has no head".to_owned() };
    let message = MessageParser::default().parse(bytes).ok_or_else(unreadable)?;
    let report = report(&message, origin, options.plain).ok_or(ProblemKind::Empty)?;
    finish(report, bytes, origin, options, out);
    Ok(())
}

/// A box of mails, each behind a line "From …".
pub(crate) fn mailbox(bytes: &[u8], origin: &Origin, options: &Options, out: &mut VecDeque<Item>) {
    for (at, mail) in MessageIterator::new(bytes).enumerate() {
        let origin = origin.at(at as u64 + 1);
        let read = match mail {
            Ok(mail) => message(mail.contents(), &origin, options, out),
            Err(_) => Err(ProblemKind::Document { what: "mail", reason: "its beginning is not marked".to_owned() }),
        };
        if let Err(kind) = read {
            out.push_back(Err(Problem::new(&origin, kind)));
        }
    }
}

fn report(message: &Message<'_>, origin: &Origin, plain: bool) -> Option<Report> {
    let header = |name: &'static str| message.header_raw(name).map(str::trim).filter(|v| !v.is_empty());
    // Browsers that save a page as one file write the day of saving as "Date", which says nothing of the page.
    let saved = header("Snapshot-Content-Location")
        .or_else(|| header("Content-Location"))
        .or_else(|| {
            message.parts.iter().find_map(|part| match &part.body {
                PartType::Html(_) => {
                    part.headers.iter().find(|h| h.name.as_str().eq_ignore_ascii_case("Content-Location"))?.value.as_text()
                }
                _ => None,
            })
        })
        .filter(|url| url.starts_with("http"));
    let html = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(html) if !html.trim().is_empty() => Some(html.as_ref()),
        _ => None,
    });
    let text = message.text_bodies().find_map(|part| match &part.body {
        PartType::Text(text) if !text.trim().is_empty() => Some(text.as_ref()),
        _ => None,
    });
    let body = match (html, text) {
        // Newsletters send both; the text is what the sender wrote for readers without a browser, unless it only points to the page.
        (Some(html), Some(text)) if saved.is_some() || text.len() * 8 < html.len().min(8000) => Body::Html(html.to_owned()),
        (_, Some(text)) if plain => Body::Plain(text.to_owned()),
        (_, Some(text)) => Body::Text(text.to_owned()),
        (Some(html), None) => Body::Html(html.to_owned()),
        (None, None) => return None,
    };
    if let Some(url) = saved {
        return Some(Report { id: origin.id(), body, url: Some(url.to_owned()), ..Report::default() });
    }
    let from = message.from().and_then(|from| from.first()).and_then(|from| from.name().or(from.address()));
    Some(Report {
        id: origin.id(),
        body,
        published: message.date().filter(|date| date.is_valid()).map(mail_parser::DateTime::to_rfc3339),
        title: message.subject().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()),
        author: from.map(str::to_owned),
        ..Report::default()
    })
}
