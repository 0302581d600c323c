//! Names as they stand inside of an English sentence: with an article where one belongs, and with the verb that they ask for.

use super::list;
use std::borrow::Cow;

/// Words of a report that begin with one of these need no article.
const DETERMINED: &[&str] = &[
    "a", "all", "an", "another", "any", "anyone", "both", "each", "either", "every", "everyone", "he", "her", "his", "it", "its", "many",
    "more", "most", "neither", "no", "nobody", "one", "other", "others", "our", "several", "she", "some", "somebody", "someone", "such",
    "that", "the", "their", "these", "they", "this", "those", "three", "two", "four", "five", "we", "who", "whoever", "your", "my",
];

/// Plurals without an s.
const PLURALS: &[&str] = &["children", "media", "men", "militia", "people", "police", "troops", "women", "workmen"];

/// A name with its article: "the United States", "the dockers' union", "Graustark", "both sides".
pub fn name(name: &str) -> Cow<'_, str> {
    let spoken = lexicon::people::spoken(name);
    let name = match &spoken {
        Cow::Borrowed(name) => *name,
        Cow::Owned(name) => return if needs_article(name) { format!("the {name}").into() } else { name.clone().into() },
    };
    if needs_article(name) { format!("the {name}").into() } else { name.into() }
}

/// Names as a list: "Graustark and the United States".
pub fn names<S: AsRef<str>>(all: &[S]) -> String {
    let all: Vec<Cow<'_, str>> = all.iter().map(|one| name(one.as_ref())).collect();
    list(&all)
}

/// "owes" for one, "owe" for several parties and for one that is called by a plural: "dockworkers", "both sides".
pub fn owe<S: AsRef<str>>(parties: &[S]) -> &'static str {
    match parties {
        [one] if !(is_words(one.as_ref()) && is_plural(head(one.as_ref()))) => "owes",
        _ => "owe",
    }
}

fn needs_article(name: &str) -> bool {
    let (first, head) = (name.split_whitespace().next().unwrap_or(""), head(name));
    let owned = first.ends_with("'s") || first.ends_with("’s");
    if is_words(name) {
        // "longshoremen's union" is one union, whoever owns it.
        return !DETERMINED.contains(&first) && !is_plural(head) && name.is_ascii();
    }
    let named = first.starts_with(char::is_uppercase) && !(owned && is_name(first));
    named
        && first != "The"
        && (lexicon::body_noun(&head.to_lowercase()).article || lexicon::has_article(name) || lexicon::has_article(head))
}

/// Whether it is the words of a report, and no name.
fn is_words(name: &str) -> bool {
    name.starts_with(char::is_lowercase)
}

/// Whether the possessor is somebody with a name: "Graustark's army" needs no article, "International Dockers' Union" does.
fn is_name(owner: &str) -> bool {
    owner.starts_with(char::is_uppercase)
}

/// The noun that a name turns on: "union" of "union of dockers in the north".
fn head(name: &str) -> &str {
    const BEHIND: [&str; 9] = ["of", "in", "for", "from", "on", "at", "who", "that", "with"];
    let mut head = "";
    for word in name.split_whitespace() {
        if BEHIND.contains(&word) && !head.is_empty() {
            break;
        }
        head = word.trim_end_matches([',', ';']);
    }
    head
}

fn is_plural(noun: &str) -> bool {
    PLURALS.contains(&noun) || noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("us")
}

/// The plural of a noun that a field holds in its dictionary form: "prisoners", "bodies", "prisoners of war".
pub(super) fn plural(noun: &str) -> String {
    let (first, rest) = noun.split_once(' ').map_or((noun, None), |(first, rest)| (first, Some(rest)));
    // "prisoner of war" turns on its first word, "war prisoner" on its last.
    if let Some(rest) = rest {
        return if rest.starts_with("of ") { format!("{} {rest}", plural(first)) } else { format!("{first} {}", plural(rest)) };
    }
    match noun {
        "person" => return "people".to_owned(),
        "child" => return "children".to_owned(),
        _ if noun.is_empty() || is_plural(noun) || !noun.is_ascii() => return noun.to_owned(),
        _ => {}
    }
    if let Some(stem) = noun.strip_suffix("man") {
        return format!("{stem}men");
    }
    match noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with("ch") || noun.ends_with("sh") || noun.ends_with(['s', 'x', 'z']) => format!("{noun}es"),
        None => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_article_that_they_are_said_with() {
        for (bare, said) in [
            ("Graustark", "Graustark"),
            ("United States", "the United States"),
            ("Kremlin", "the Kremlin"),
            ("Council of the Two Rivers", "the Council of the Two Rivers"),
            ("International Dockers' Union", "the International Dockers' Union"),
            ("Graustark's army", "Graustark's army"),
            ("Rudolf Rassendyll", "Rudolf Rassendyll"),
            ("The Free Army", "The Free Army"),
            ("dockers' union", "the dockers' union"),
            ("union of dockers", "the union of dockers"),
            ("dockers", "dockers"),
            ("both sides", "both sides"),
            ("an official", "an official"),
            ("international community", "the international community"),
            ("police", "police"),
            ("These nations", "nations"),
            ("Rebels", "rebels"),
            ("Gang members", "gang members"),
            ("和平委员会", "和平委员会"),
        ] {
            assert_eq!(name(bare), said);
        }
        assert_eq!(names(&["Graustark", "United States", "employers"]), "Graustark, the United States and employers");
    }

    #[test]
    fn one_owes_and_several_owe() {
        assert_eq!([owe(&["Graustark"]), owe(&["the union"]), owe(&["United States"]), owe(&["union of dockers"])], ["owes"; 4]);
        assert_eq!([owe(&["dockworkers"]), owe(&["Graustark", "Ruritania"]), owe(&["employers in the north"])], ["owe"; 3]);
    }

    #[test]
    fn dictionary_forms_become_plurals() {
        let all = ["prisoner", "body", "hostage", "prisoner of war", "war prisoner", "child", "serviceman", "remains", "boy", "person"];
        let expected =
            ["prisoners", "bodies", "hostages", "prisoners of war", "war prisoners", "children", "servicemen", "remains", "boys", "people"];
        assert_eq!(all.map(plural), expected);
    }
}
