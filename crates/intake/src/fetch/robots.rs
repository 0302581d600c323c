//! robots.txt (RFC 9309): what a host asks robots to leave alone.

/// The rules of one host that concern us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rules {
    /// Patterns of paths with what they say: `true` to allow.
    rules: Vec<(String, bool)>,
    /// Seconds between two requests, where the host asks for it (no part of the RFC, and common).
    pub(crate) delay: Option<u64>,
    /// The file could not be had for now: nothing is to be read (RFC 9309, 2.3.1.4).
    closed: bool,
}

impl Rules {
    /// Nothing is asked.
    pub(crate) fn open() -> Rules {
        Rules::default()
    }

    /// Everything is to be left alone.
    pub(crate) fn closed() -> Rules {
        Rules { closed: true, ..Rules::default() }
    }

    /// Whether the host could not say what it asks.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Reads the groups for `agent` (our product token, in lower case), or those for everybody where none is for us.
    pub(crate) fn read(text: &str, agent: &str) -> Rules {
        let (mut ours, mut everybody) = (None::<Rules>, Rules::default());
        // The agents of the group that is being read; a user-agent line behind a rule begins another.
        let (mut for_us, mut for_all, mut in_rules) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if in_rules {
                    (for_us, for_all, in_rules) = (false, false, false);
                }
                let name = value.to_ascii_lowercase();
                for_all |= name == "*";
                for_us |= name.split(['/', ' ']).next() == Some(agent);
                if for_us {
                    ours.get_or_insert_default();
                }
                continue;
            }
            if !matches!(key.as_str(), "allow" | "disallow" | "crawl-delay") {
                continue;
            }
            in_rules = true;
            for wanted in [if for_us { ours.as_mut() } else { None }, for_all.then_some(&mut everybody)].into_iter().flatten() {
                match key.as_str() {
                    "crawl-delay" => wanted.delay = value.parse::<f64>().ok().filter(|d| *d > 0.0).map(|d| d.ceil().min(3600.0) as u64),
                    // An empty "Disallow" forbids nothing.
                    _ if value.is_empty() => {}
                    _ => wanted.rules.push((value.to_owned(), key == "allow")),
                }
            }
        }
        ours.unwrap_or(everybody)
    }

    /// Whether a path, with its query, may be read: the longest pattern decides, of two as long the one that allows.
    pub(crate) fn allow(&self, path: &str) -> bool {
        if self.closed {
            return false;
        }
        let best = self.rules.iter().filter(|(pattern, _)| matches(pattern, path)).max_by_key(|(pattern, allow)| (pattern.len(), *allow));
        best.is_none_or(|(_, allow)| *allow)
    }
}

/// Whether a pattern matches the beginning of a path; `*` stands for anything, `$` at the end for the path's end.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |p| (p, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut last = "";
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or_default();
        last = part;
    }
    !to_end || rest.is_empty() || (pattern.contains('*') && path.ends_with(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_group_for_us_and_the_longest_rule() {
        let text = "User-agent: *\nDisallow: /\n\nUser-Agent: Other\nUser-agent: Rapporteur/1\nDisallow: /private # not for robots\nAllow: /private/press\nCrawl-delay: 2.5\n";
        let rules = Rules::read(text, "rapporteur");
        assert!(rules.allow("/news") && !rules.allow("/private/x") && rules.allow("/private/press/1"));
        assert_eq!(rules.delay, Some(3));
        assert!(!Rules::read(text, "stranger").allow("/news"));
        assert!(Rules::read("User-agent: *\nDisallow:\n", "rapporteur").allow("/"));
        assert!(Rules::read("<html>not found</html>", "rapporteur").allow("/"));
        assert!(!Rules::closed().allow("/"));
    }

    #[test]
    fn patterns_of_the_standard() {
        // RFC 9309, 2.2.3.
        let rules = Rules::read("User-agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n", "x");
        assert!(!rules.allow("/a/b.gif") && rules.allow("/a/b.gif?x") && rules.allow("/publications/"));
        assert!(!rules.allow("/example/page.html") && rules.allow("/example"));
        let tie = Rules::read("User-agent: *\nDisallow: /a\nAllow: /a\n", "x");
        assert!(tie.allow("/a"));
        assert!(matches("/x*y$", "/xyy") && !matches("/x*y$", "/xyz") && matches("/*?id=", "/p?id=4"));
    }
}
