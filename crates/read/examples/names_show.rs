//! Shows actors, positions and mentions of a scraped text: `names_show FILE [PUBLISHED]`.

use model::{Body, NameSpan, Report, Span};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), published) = (arguments.next(), arguments.next()) else { return };
    let Ok(text) = std::fs::read_to_string(file) else { return };
    let report = Report { body: Body::Text(text), published, ..Report::default() };
    let article = article::judge(&report);
    let ranges: Vec<Span> = article.blocks.iter().filter(|b| b.kind.is_read()).map(|b| b.span).collect();
    let analysis = language::Engine::english().analyse(&article.text, &ranges, &mut language::Scratch::default());
    let kinds = model::EntityKind::ALL;
    let kind = |name: &str| kinds.iter().copied().find(|k| k.name() == name).unwrap_or(model::EntityKind::Other);
    let names: Vec<NameSpan> = analysis.names.iter().map(|n| NameSpan { span: n.span, kind: kind(n.kind.name()) }).collect();
    println!("engine names: {}", names.len());
    let reading = read::read(article, analysis.sentences, names);
    for (at, actor) in reading.actors.iter().enumerate() {
        println!("{at:3} {} [{}] id {:?} side {:?}", actor.name, actor.kind, actor.id, actor.side);
    }
    for p in &reading.positions {
        let person = &reading.actors[p.person as usize].name;
        println!(
            "POSITION {person}: {} | {:?} | body {:?} ended {} doubt {:?} | {}",
            p.label,
            p.as_written,
            p.body,
            p.ended,
            p.doubt,
            p.span.of(&reading.article.text)
        );
    }
    for (s, sentence) in reading.sentences.iter().enumerate() {
        println!("-- {s} {}", sentence.span.of(&reading.article.text).replace('\n', " "));
        if std::env::var_os("TOKENS").is_some() {
            for t in &sentence.tokens {
                print!("{}/{}/{}/{} ", t.span.of(&reading.article.text), t.upos.name(), t.head, t.deprel);
            }
            println!();
        }
        for m in reading.mentions.iter().filter(|m| m.head.0 as usize == s) {
            let actor = m.actor.map(|a| reading.actors[a as usize].name.as_str());
            println!("     {:?} {} {} -> {:?}", m.span.of(&reading.article.text), m.form, m.kind, actor);
        }
    }
}
