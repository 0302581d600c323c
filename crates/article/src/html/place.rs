//! Where each line of a page stands: the counts of its containers, and how far it is from the densest text.

use super::page::Page;
use crate::features::Markup;
use crate::shape::Shape;

/// The markup features of every line; fills the counts of the page's elements.
pub fn markup(page: &mut Page, shapes: &[Shape]) -> Vec<Markup> {
    let mut score = vec![0.0f32; page.elements.len()];
    for (line, shape) in page.lines.iter().zip(shapes) {
        let share = line.linked as f32 / (line.end - line.start).max(1) as f32;
        let prose = if shape.is_prose() && share < 0.5 { shape.words } else { 0 };
        // Text speaks for the container of its paragraph, and half as much for the one around that (as in Arc90's Readability).
        let worth = if prose > 0 { 1.0 + shape.commas as f32 + (shape.chars as f32 / 100.0).min(3.0) } else { 0.0 };
        let own = line.element as usize;
        let parent = page.elements[own].parent as usize;
        let above = page.elements[parent].parent as usize;
        let paragraph = page.elements[own].kind != 2 && page.elements[own].kind != 14;
        let (near, far) = if paragraph { (parent, above) } else { (own, parent) };
        score[near] += worth;
        score[far] += worth / 2.0;
        let mut at = own;
        loop {
            let element = &mut page.elements[at];
            element.words += shape.words;
            element.linked += (share * shape.words as f32) as u32;
            element.prose += prose;
            if at == 0 {
                break;
            }
            at = element.parent as usize;
        }
    }
    let lean = |at: usize| (1.0 + page.elements[at].lean * 0.1).clamp(0.3, 1.6);
    let links = |at: usize| page.elements[at].linked as f32 / page.elements[at].words.max(1) as f32;
    let top = (0..score.len()).max_by(|&a, &b| {
        let worth = |at: usize| score[at] * (1.0 - links(at)) * lean(at);
        worth(a).total_cmp(&worth(b)).then(b.cmp(&a))
    });
    let mut chain = vec![u8::MAX; page.elements.len()];
    let (mut at, mut steps) = (top.unwrap_or(0), 0u8);
    loop {
        chain[at] = steps;
        if at == 0 {
            break;
        }
        at = page.elements[at].parent as usize;
        steps = steps.saturating_add(1);
    }
    let mut out = Vec::with_capacity(page.lines.len());
    for line in &page.lines {
        let own = &page.elements[line.element as usize];
        // Up from the line to the first element that holds the top container too.
        let (mut at, mut up) = (line.element as usize, 0u8);
        while chain[at] == u8::MAX && at != 0 {
            at = page.elements[at].parent as usize;
            up = up.saturating_add(1);
        }
        let parent = &page.elements[own.parent as usize];
        let above = &page.elements[parent.parent as usize];
        let share = |part: u32, whole: u32| part as f32 / whole.max(1) as f32;
        out.push(Markup {
            links: line.linked as f32 / (line.end - line.start).max(1) as f32,
            element: own.kind,
            depth: own.depth.min(255) as u8,
            around: own.around | line.around,
            lean: own.lean,
            parent: [(1.0 + parent.words as f32).ln(), share(parent.linked, parent.words), share(parent.prose, parent.words)],
            above: [(1.0 + above.words as f32).ln(), share(above.linked, above.words), share(above.prose, above.words)],
            apart: chain[at],
            up,
            container: own.parent,
        });
    }
    out
}
