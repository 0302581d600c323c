//! What the form for adding sends, and the reports in it: files and pages go through the same door as on the command line.

use crate::house::House;
use crate::pages::Fault;
use axum::extract::Multipart;
use axum::http::StatusCode;
use intake::fetch::{Answer, Known, web_address};
use intake::watch::read_page;
use intake::{Incoming, Options};
use model::{Body, Envelope, Report};
use std::path::PathBuf;

/// Addresses that one form may send: a person's list, not a crawl.
const ADDRESSES: usize = 50;

/// The form's fields.
#[derive(Default)]
pub struct Sent {
    /// What writing needs.
    pub token: String,
    files: Vec<(String, Vec<u8>)>,
    addresses: Vec<String>,
    text: String,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    id: Option<String>,
    published: Option<String>,
}

impl Sent {
    /// Takes the form apart.
    pub async fn take(mut form: Multipart) -> Result<Sent, String> {
        let mut sent = Sent::default();
        while let Some(field) = form.next_field().await.map_err(|e| e.body_text())? {
            let name = field.name().unwrap_or("").to_owned();
            let file = field.file_name().map(str::to_owned);
            let bytes = field.bytes().await.map_err(|e| e.body_text())?;
            if name == "files" {
                if let Some(file) = file.filter(|_| !bytes.is_empty()) {
                    sent.files.push((file, bytes.to_vec()));
                }
                continue;
            }
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let some = Some(text.trim().to_owned()).filter(|t| !t.is_empty());
            match name.as_str() {
                "token" => sent.token = text,
                "addresses" => sent.addresses = text.split_whitespace().map(str::to_owned).collect(),
                "text" => sent.text = text.replace("\r\n", "\n"),
                "title" => sent.title = some,
                "outlet" => sent.outlet = some,
                "url" => sent.url = some,
                "id" => sent.id = some,
                "published" => sent.published = some,
                _ => {}
            }
        }
        Ok(sent)
    }

    /// The reports in it. What gives none is told in `problems`.
    pub fn reports(&self, house: &House, problems: &mut Vec<String>) -> Result<Vec<Incoming>, Fault> {
        if let Some(date) = &self.published
            && Envelope::parse_given(date).is_none()
        {
            return Err(Fault::wrong(format!("“{date}” is no date of publication; write it as 2025-07-20.")));
        }
        let mut reports = self.of_files(problems)?;
        reports.extend(self.of_addresses(house, problems)?);
        if !self.text.trim().is_empty() {
            reports.push(self.pasted());
        }
        Ok(reports)
    }

    fn options(&self) -> Options {
        Options { published: self.published.clone(), ..Options::default() }
    }

    /// Files are laid down in a folder of their own, read like any folder, and taken away again.
    fn of_files(&self, problems: &mut Vec<String>) -> Result<Vec<Incoming>, Fault> {
        if self.files.is_empty() {
            return Ok(Vec::new());
        }
        let broken = |what: std::io::Error| Fault {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            detail: format!("The files cannot be laid down: {what}"),
        };
        let folder = tempfile::tempdir().map_err(broken)?;
        for (name, bytes) in &self.files {
            std::fs::write(folder.path().join(safe_name(name)), bytes).map_err(broken)?;
        }
        let mut reports = Vec::new();
        for item in intake::open(&[PathBuf::from(folder.path())], &self.options()) {
            match item {
                Ok(mut incoming) => {
                    self.complete(&mut incoming.report);
                    reports.push(incoming);
                }
                Err(problem) => problems.push(problem.to_string().replace(&format!("{}/", folder.path().display()), "")),
            }
        }
        Ok(reports)
    }

    /// Addresses are fetched one after the other, in the manner of the house. An address that stands with the text says where the text stood;
    /// alone it is to be fetched.
    fn of_addresses(&self, house: &House, problems: &mut Vec<String>) -> Result<Vec<Incoming>, Fault> {
        let alone = self.url.iter().filter(|_| self.text.trim().is_empty() && self.files.is_empty());
        let mut addresses: Vec<&String> = self.addresses.iter().chain(alone).collect();
        addresses.dedup();
        if addresses.len() > ADDRESSES {
            let many = addresses.len();
            return Err(Fault::wrong(format!(
                "{many} addresses are too many at once; send {ADDRESSES}, or add a feed: rapporteur sources"
            )));
        }
        let (total, mut failed) = (addresses.len() as u64, 0);
        let mut reports = Vec::new();
        for (at, address) in addresses.into_iter().enumerate() {
            house.fetched(total, at as u64, failed);
            let answer = web_address(address).and_then(|url| house.client().get(url.as_str(), &Known::default()));
            let before = (reports.len(), problems.len());
            match answer {
                Ok(Answer::Body(page)) => {
                    for item in read_page(&page, &self.options()) {
                        match item {
                            Ok(mut incoming) => {
                                self.complete(&mut incoming.report);
                                reports.push(incoming);
                            }
                            Err(why) => problems.push(format!("{address}: {why}")),
                        }
                    }
                    if before == (reports.len(), problems.len()) {
                        problems.push(format!("{address}: there is nothing to read at this address"));
                    }
                }
                Ok(Answer::Same) => problems.push(format!("{address}: the server sends nothing")),
                Err(fault) => problems.push(format!("{address}: {}", fault.note)),
            }
            failed += u64::from(problems.len() > before.1);
        }
        Ok(reports)
    }

    /// What the form says of all reports, where they do not say it themselves.
    fn complete(&self, report: &mut Report) {
        if report.outlet.is_none() {
            report.outlet.clone_from(&self.outlet);
        }
        if report.published.is_none() {
            report.published.clone_from(&self.published);
        }
    }

    fn pasted(&self) -> Incoming {
        let sha256 = intake::sha256_hex(self.text.as_bytes());
        let id = self.id.clone().unwrap_or_else(|| format!("pasted-{}", sha256.get(..8).unwrap_or("")));
        let page = self
            .text
            .trim_start()
            .get(..9)
            .is_some_and(|head| head.eq_ignore_ascii_case("<!doctype") || head.to_ascii_lowercase().starts_with("<html"));
        let report = Report {
            id,
            body: if page { Body::Html(self.text.clone()) } else { Body::Text(self.text.clone()) },
            url: self.url.clone(),
            published: self.published.clone(),
            title: self.title.clone(),
            outlet: self.outlet.clone(),
            author: None,
        };
        Incoming { report, bytes_sha256: sha256, origin: intake::Origin::default() }
    }
}

/// The last part of a file's name without signs that mean something to a file system.
fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let clean: String =
        last.chars().filter(|c| !c.is_control() && !matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|')).take(120).collect();
    let clean = clean.trim().trim_start_matches('.');
    if clean.is_empty() { "report.txt".to_owned() } else { clean.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_stay_in_their_folder() {
        assert_eq!(safe_name("../../etc/passwd"), "passwd");
        assert_eq!(safe_name("C:\\reports\\a b.txt"), "a b.txt");
        assert_eq!(safe_name(".."), "report.txt");
        assert_eq!(safe_name("<img src=x>.txt"), "img src=x.txt");
    }
}
