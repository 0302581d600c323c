//! One pass over a page: its lines with their place among the elements, and what its head says.
//!
//! The tokens are html5gum's (the tokenizer of the HTML standard); the tree is built with the end tags that may be left out and no more:
//! a page's text does not need the standard's repairs of misnested formatting.

use super::elements::{self, Role, around};
use super::page::{Element, Page, PageLine};
use super::quiet::Quiet;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span as GumSpan, State, Tokenizer};
use memchr::memmem;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Whether an address is of a person who writes: a step "author", "staff" and the like with one more behind it.
fn leads_to_author(address: &[u8]) -> bool {
    let path = address.split(|b| matches!(b, b'?' | b'#')).next().unwrap_or_default();
    let mut steps = path.split(|b| *b == b'/').filter(|step| !step.is_empty());
    steps.any(|step| {
        matches!(
            step,
            b"author"
                | b"authors"
                | b"writer"
                | b"writers"
                | b"journalist"
                | b"journalists"
                | b"reporter"
                | b"reporters"
                | b"contributor"
                | b"contributors"
                | b"columnist"
                | b"columnists"
                | b"autor"
                | b"autoren"
                | b"auteur"
                | b"autore"
                | b"profile"
                | b"staff"
                | b"by"
        )
    }) && steps.next().is_some()
}

/// Reads a page. Never fails: what is no HTML is text.
pub fn read(html: &str) -> Page {
    let mut builder = Builder::new();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: GumSpan<()>| -> Option<()> {
        builder.event(event);
        None
    });
    emitter.naively_switch_states(true);
    let html = without_code(html);
    let mut tokens = Tokenizer::new_with_emitter(html.as_ref(), Quiet(emitter));
    tokens.set_state(State::Data);
    for _ in tokens {}
    builder.finish()
}

/// The page without the bodies of its scripts and style sheets, linked data excepted: they are more than half of most pages' bytes.
fn without_code(html: &str) -> Cow<'_, str> {
    let [begin, script, style] = ["<s", "</script", "</style"].map(memmem::Finder::new);
    let mut out = String::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(open) = begin.find(&html.as_bytes()[at..]).map(|i| at + i) {
        at = open + 2;
        let rest = &html[at..];
        let end = match () {
            () if rest.starts_with("cript") => &script,
            () if rest.starts_with("tyle") => &style,
            () => continue,
        };
        let Some(body) = rest.find('>').map(|i| at + i + 1) else { break };
        let Some(close) = end.find(&html.as_bytes()[body..]).map(|i| body + i) else { break };
        at = close;
        if !html[open..body].contains("ld+json") {
            out.push_str(&html[from..body]);
            from = close;
        }
    }
    if from == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[from..]);
    Cow::Owned(out)
}

struct Open {
    name: [u8; 12],
    role: Role,
    /// Whether its end tag may be left out: what is opened next may close it.
    lenient: bool,
    element: u32,
}

impl Open {
    fn is(&self, name: &[u8]) -> bool {
        self.name == short(name)
    }

    fn name(&self) -> &[u8] {
        let end = self.name.iter().position(|b| *b == 0).unwrap_or(self.name.len());
        &self.name[..end]
    }
}

fn short(name: &[u8]) -> [u8; 12] {
    let mut out = [0; 12];
    for (slot, byte) in out.iter_mut().zip(name) {
        *slot = *byte;
    }
    out
}

#[derive(Default)]
struct Tag {
    name: Vec<u8>,
    attribute: Vec<u8>,
    bits: u32,
    lean: f32,
    key: String,
    content: Option<String>,
    kind: String,
    href: Option<String>,
    lang: Option<String>,
    datetime: Option<String>,
    author: bool,
    to_author: bool,
    marks: String,
}

impl Tag {
    /// Starts anew as a tag of this name; the buffers that every tag needs stay.
    fn begin(&mut self, name: &[u8]) {
        let (mut own, attribute) = (std::mem::take(&mut self.name), std::mem::take(&mut self.attribute));
        own.clear();
        own.extend_from_slice(name);
        *self = Tag { name: own, attribute, ..Tag::default() };
    }
}

struct Builder {
    page: Page,
    stack: Vec<Open>,
    tag: Tag,
    line: PageLine,
    pending_space: bool,
    links: u32,
    silent: u32,
    /// Where the text of the head's title, a script of linked data, a time or an author goes.
    capture: Option<(Capture, usize, String)>,
    /// What names and ids of this page hint at.
    hinted: HashMap<Vec<u8>, (u32, f32)>,
    inline_bits: Vec<(usize, u32)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Capture {
    Title,
    LinkedData,
    Time,
    Author,
    LinkedAuthor,
}

impl Builder {
    fn new() -> Builder {
        let mut page = Page::default();
        page.elements.push(Element::default());
        Builder {
            page,
            stack: Vec::new(),
            tag: Tag::default(),
            line: PageLine::default(),
            pending_space: false,
            links: 0,
            silent: 0,
            capture: None,
            hinted: HashMap::new(),
            inline_bits: Vec::new(),
        }
    }

    fn event(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.tag.begin(name),
            CallbackEvent::AttributeName { name } => {
                self.tag.attribute.clear();
                self.tag.attribute.extend_from_slice(name);
                if name == b"hidden" {
                    self.tag.bits |= around::HIDDEN;
                }
            }
            CallbackEvent::AttributeValue { value } => self.attribute(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                let mut tag = std::mem::take(&mut self.tag);
                self.open(&mut tag, self_closing);
                self.tag = tag;
            }
            CallbackEvent::EndTag { name } => self.close(name),
            CallbackEvent::String { value } => self.text(value),
            _ => {}
        }
    }

    fn attribute(&mut self, value: &[u8]) {
        let owned = || String::from_utf8_lossy(value).into_owned();
        let tag = &mut self.tag;
        match tag.attribute.as_slice() {
            b"class" | b"id" | b"role" | b"itemprop" | b"rel" | b"data-testid" => {
                // Pages repeat their class names by the hundred.
                let (bits, lean) = match self.hinted.get(value) {
                    Some(known) => *known,
                    None => *self.hinted.entry(value.to_vec()).or_insert_with(|| elements::hints(value)),
                };
                tag.bits |= bits;
                tag.lean += lean;
                if matches!(tag.attribute.as_slice(), b"rel" | b"itemprop") {
                    tag.author |= value.eq_ignore_ascii_case(b"author");
                    tag.key = owned().to_lowercase();
                }
                if tag.name == b"time" || tag.name == b"abbr" {
                    tag.marks.push_str(&owned().to_lowercase());
                    tag.marks.push(' ');
                }
            }
            b"name" | b"property" if tag.name == b"meta" => tag.key = owned().to_lowercase(),
            b"content" => tag.content = Some(owned()),
            b"type" => tag.kind = owned().to_lowercase(),
            b"href" if tag.name == b"link" => tag.href = Some(owned()),
            b"href" if tag.name == b"a" => tag.to_author = leads_to_author(value),
            b"lang" => tag.lang = Some(owned()),
            b"datetime" => tag.datetime = Some(owned()),
            b"pubdate" => tag.marks.push_str("pubdate "),
            b"style" if hides(value) => tag.bits |= around::HIDDEN,
            b"aria-hidden" if value == b"true" => tag.bits |= around::HIDDEN,
            _ => {}
        }
    }

    fn top(&self) -> u32 {
        self.stack.last().map_or(0, |open| open.element)
    }

    fn open(&mut self, tag: &mut Tag, self_closing: bool) {
        let role = elements::role(&tag.name);
        if tag.name == b"html" {
            self.page.language = tag.lang.take();
        }
        if let Some(content) = tag.content.take() {
            if !tag.key.is_empty() && self.page.metas.len() < 400 {
                self.page.metas.push((std::mem::take(&mut tag.key), content));
            }
        } else if tag.name == b"link" && tag.key == "canonical" {
            self.page.canonical = tag.href.take();
        }
        match role {
            Role::Void => return,
            Role::Break => return self.end_line(),
            _ => {}
        }
        if self.silent == 0 && role == Role::Block {
            self.end_line();
            while let Some(at) = self.stack.iter().rposition(|open| open.lenient && elements::closes(&tag.name, open.name())) {
                // A list item closes the one before it, not one of an outer list.
                let between = &self.stack[at + 1..];
                if between
                    .iter()
                    .any(|open| matches!(open.name(), b"ul" | b"ol" | b"table" | b"dl" | b"div" | b"section" | b"article" | b"button"))
                {
                    break;
                }
                self.pop_to(at);
            }
        }
        if self_closing && matches!(tag.name.as_slice(), b"path" | b"svg" | b"circle" | b"rect" | b"use" | b"g") {
            return;
        }
        if self.stack.len() > 600 {
            return; // nested beyond reason: the text still comes through
        }
        self.start_capture(tag);
        let element = if role == Role::Block { self.new_element(tag) } else { self.top() };
        if role == Role::Silent {
            self.silent += 1;
        }
        if role == Role::Inline {
            let bits = tag.bits | elements::bit_of_element(&tag.name);
            if bits != 0 {
                self.inline_bits.push((self.stack.len(), bits));
            }
            self.links += u32::from(tag.name == b"a");
        }
        self.stack.push(Open { name: short(&tag.name), role, lenient: elements::is_lenient(&tag.name), element });
    }

    fn start_capture(&mut self, tag: &Tag) {
        if self.capture.is_some() {
            return;
        }
        let what = match tag.name.as_slice() {
            b"title" if self.page.title.is_empty() => Capture::Title,
            b"script" if tag.kind.contains("ld+json") => Capture::LinkedData,
            b"time" => {
                if let Some(datetime) = &tag.datetime {
                    self.page.times.push((tag.marks.clone() + &tag.key, datetime.clone()));
                }
                Capture::Time
            }
            _ if tag.author => Capture::Author,
            b"a" if tag.to_author && self.page.linked_authors.len() < 20 && self.silent == 0 => {
                let elsewhere =
                    around::RELATED | around::COMMENT | around::SIDEBAR | around::NAV | around::FOOTER | around::LIST | around::SHARE;
                if self.page.elements[self.top() as usize].around & elsewhere != 0 {
                    return;
                }
                Capture::LinkedAuthor
            }
            _ => return,
        };
        self.capture = Some((what, self.stack.len(), String::new()));
    }

    fn new_element(&mut self, tag: &Tag) -> u32 {
        let parent = self.top();
        let above = &self.page.elements[parent as usize];
        // Bits of one heading or figure do not reach beyond it; what a name says of a whole page (body class="article") says little.
        let wide = matches!(tag.name.as_slice(), b"html" | b"body");
        let own = elements::bit_of_element(&tag.name) | if wide { 0 } else { tag.bits };
        let element = Element {
            parent,
            depth: above.depth.saturating_add(1),
            kind: elements::element(&tag.name),
            around: above.around | own,
            lean: above.lean * 0.6 + if wide { 0.0 } else { tag.lean },
            ..Element::default()
        };
        self.page.elements.push(element);
        (self.page.elements.len() - 1) as u32
    }

    fn close(&mut self, name: &[u8]) {
        let role = elements::role(name);
        if role == Role::Break {
            return self.end_line();
        }
        // An end tag without its start closes nothing; an inline one does not reach through a block.
        let (block, own) = (role != Role::Inline, short(name));
        let found = self.stack.iter().rposition(|open| open.name == own || (!block && open.role == Role::Block));
        if let Some(at) = found.filter(|at| self.stack[*at].name == own) {
            self.pop_to(at);
        } else if !block && name == b"a" && self.stack.iter().any(|open| open.is(b"a")) {
            // A link around blocks, closed inside one of them.
            self.links = self.links.saturating_sub(1);
        }
    }

    fn pop_to(&mut self, at: usize) {
        while self.stack.len() > at {
            let Some(open) = self.stack.pop() else { return };
            let depth = self.stack.len();
            match open.role {
                Role::Silent => self.silent = self.silent.saturating_sub(1),
                Role::Block => self.end_line_in(open.element),
                Role::Inline if open.is(b"a") => self.links = self.links.saturating_sub(1),
                _ => {}
            }
            self.inline_bits.retain(|(level, _)| *level < depth);
            if let Some((what, level, text)) = self.capture.take() {
                if level < depth {
                    self.capture = Some((what, level, text));
                } else {
                    self.captured(what, text);
                }
            }
        }
    }

    fn captured(&mut self, what: Capture, text: String) {
        let collapsed = || text.split_whitespace().collect::<Vec<_>>().join(" ");
        match what {
            Capture::Title => self.page.title = collapsed(),
            Capture::LinkedData => self.page.linked_data.push(text),
            Capture::Time => self.page.times.push(("text".to_owned(), collapsed())),
            Capture::Author => self.page.authors.push(collapsed()),
            Capture::LinkedAuthor => self.page.linked_authors.push(collapsed()),
        }
    }

    fn text(&mut self, value: &[u8]) {
        // What is no UTF-8 cannot come from a string; whole strings are checked faster than their pieces are mended.
        let text = std::str::from_utf8(value).map_or_else(|_| String::from_utf8_lossy(value), Cow::Borrowed);
        if let Some((what, _, captured)) = &mut self.capture
            && captured.len() < if *what == Capture::LinkedData { 1 << 20 } else { 500 }
        {
            captured.push_str(&text);
        }
        if self.silent > 0 || self.stack.last().is_some_and(|open| open.is(b"title") || open.is(b"head") || open.is(b"html")) {
            return;
        }
        let begun = self.page.text.len();
        let mut pieces = text.split(|c: char| c.is_whitespace()).filter(|p| !p.is_empty()).peekable();
        if pieces.peek().is_none() {
            self.pending_space |= !text.is_empty();
            return;
        }
        self.pending_space |= text.starts_with(char::is_whitespace);
        if self.line.end == 0 {
            self.line = PageLine { start: begun, element: self.top(), ..PageLine::default() };
            self.pending_space = false;
        }
        for piece in pieces {
            if self.pending_space {
                self.page.text.push(' ');
            }
            self.page.text.push_str(piece);
            self.pending_space = true;
        }
        self.pending_space = text.ends_with(char::is_whitespace);
        let end = self.page.text.len();
        self.line.end = end;
        self.line.linked += if self.links > 0 { end - begun } else { 0 };
        // Bits of inline elements count where they hold most of the line: here only those open at its first text.
        if self.line.start == begun {
            self.line.around |= self.inline_bits.iter().fold(0, |bits, (_, bit)| bits | bit);
        }
    }

    fn end_line(&mut self) {
        let element = self.top();
        self.end_line_in(element);
    }

    fn end_line_in(&mut self, element: u32) {
        self.pending_space = false;
        if self.line.end == 0 {
            return;
        }
        let mut line = std::mem::take(&mut self.line);
        line.element = element;
        self.page.text.push('\n');
        self.page.lines.push(line);
    }

    fn finish(mut self) -> Page {
        self.pop_to(0);
        self.end_line();
        if let Some((what, _, text)) = self.capture.take() {
            self.captured(what, text);
        }
        self.page
    }
}

static DISPLAY: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new("display:"));

/// Whether a style keeps an element from being shown.
fn hides(style: &[u8]) -> bool {
    DISPLAY.find_iter(style).any(|at| {
        let rest = &style[at + "display:".len()..];
        rest.strip_prefix(b" ").unwrap_or(rest).starts_with(b"none")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(html: &str) -> Vec<String> {
        let page = read(html);
        page.lines.iter().map(|l| page.text[l.start..l.end].to_owned()).collect()
    }

    #[test]
    fn blocks_end_lines_and_inline_elements_do_not() {
        let html = "<html><head><title>Page &amp; title</title></head><body><p>One <b>bold</b> <a href=x>link</a>.<p>Two<br>three<ul><li>a<li>b</ul><div>c<div>d</div>e</div>";
        assert_eq!(lines(html), ["One bold link.", "Two", "three", "a", "b", "c", "d", "e"]);
        assert_eq!(read(html).title, "Page & title");
    }

    #[test]
    fn scripts_are_silent_and_linked_data_is_kept() {
        let page = read(
            "<script>var a = '<p>no</p>';</script><script type='application/ld+json'>{\"a\": 1}</script><p>yes</p><noscript><p>no</p></noscript><svg><text>no</text></svg><p>too</p>",
        );
        assert_eq!(page.linked_data, ["{\"a\": 1}"]);
        assert_eq!(page.text, "yes\ntoo\n");
    }

    #[test]
    fn odd_pages_still_give_their_text() {
        assert_eq!(lines("no tags at all"), ["no tags at all"]);
        assert_eq!(lines("</div></p><p>a</span></p></div>b<table><tr><td>c<td>d</table>"), ["a", "b", "c", "d"]);
        assert_eq!(lines(""), Vec::<String>::new());
        let deep = "<div>".repeat(5000) + "x";
        assert_eq!(lines(&deep), ["x"]);
    }

    #[test]
    fn places_of_lines() {
        let page = read(
            "<nav><a href=a>Menu</a></nav><main><p itemprop=articleBody>Text <a href=b>link</a></p></main><time datetime=2031-03-09 class=published>x</time>",
        );
        assert!(page.elements[page.lines[0].element as usize].around & around::NAV != 0);
        assert_eq!(page.lines[0].linked, 4);
        let text = &page.elements[page.lines[1].element as usize];
        assert!(text.around & around::MAIN != 0 && text.around & around::BODY_TEXT != 0 && text.around & around::NAV == 0);
        assert_eq!(page.times[0], ("published ".to_owned(), "2031-03-09".to_owned()));
    }
}
