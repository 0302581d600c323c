//! Fuses gold claims (rows as in the acceptance gold: `facts.jsonl`, `statements.jsonl`, `blocks.jsonl`, `expected.json` beside the texts) and writes
//! the record as JSON Lines, so that fusing can be scored alone: `gold_record FOLDER [--undated] > RECORD`.

use model::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

fn lines(path: &Path) -> Vec<Value> {
    std::fs::read_to_string(path)
        .expect("gold file")
        .lines()
        .filter(|l| !l.is_empty())
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect()
}

fn day(v: &Value) -> Option<jiff::civil::Date> {
    v.as_str().and_then(|t| t.get(..10)).and_then(|t| t.parse().ok())
}

fn reading(folder: &Path, id: &str, expected: &Value, facts: &[Value], undated: bool) -> Reading {
    let text = std::fs::read_to_string(folder.join(format!("{id}.txt"))).expect("report");
    let points = CodePoints::new(&text);
    let span = |v: &Value| points.bytes(v["start"].as_u64().unwrap_or(0) as usize, v["end"].as_u64().unwrap_or(0) as usize);
    let pairs = |v: &Value| -> Vec<Span> {
        let one = |p: &Value| points.bytes(p[0].as_u64().unwrap_or(0) as usize, p[1].as_u64().unwrap_or(0) as usize);
        v.as_array().map(|a| a.iter().map(one).collect()).unwrap_or_default()
    };
    let mine = |v: &&Value| v["report"] == id;
    let blocks: Vec<Block> = lines(&folder.join("blocks.jsonl"))
        .iter()
        .filter(mine)
        .map(|b| Block { span: span(b), kind: BlockKind::parse(b["kind"].as_str().expect("kind")).expect("block kind") })
        .collect();
    let mut sentences = Vec::new();
    let mut sentence_blocks = Vec::new();
    for (b, block) in blocks.iter().enumerate().filter(|(_, b)| b.kind.is_read()) {
        let words = block.span.of(&text);
        let mut start = 0;
        let ends: Vec<usize> = words
            .match_indices([' ', '\n'])
            .map(|(i, _)| i)
            .filter(|&i| words[..i].trim_end_matches(['”', '"', '*']).ends_with(['.', '?']) && !words[..i].ends_with("U.S."))
            .collect();
        for end in ends.into_iter().chain([words.len()]) {
            let s = Span::new(block.span.start as usize + start, block.span.start as usize + end);
            sentences.push(Sentence { span: s, tokens: Vec::new() });
            sentence_blocks.push(b as u32);
            start = end + 1;
        }
    }
    let at = |s: Span| sentences.iter().position(|x: &Sentence| x.span.overlaps(s)).unwrap_or(0) as u32;
    let known: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(folder.join("actors.json")).expect("actors")).expect("JSON");
    let actors: Vec<LocalActor> = known
        .iter()
        .map(|a| LocalActor {
            name: a["name"].as_str().unwrap_or("").to_owned(),
            id: None,
            kind: ActorKind::parse(a["kind"].as_str().unwrap_or("")).unwrap_or(ActorKind::Organisation),
            side: a["side"].as_str().map(str::to_owned),
        })
        .collect();
    let index = |name: &Value| actors.iter().position(|a| Some(a.name.as_str()) == name.as_str()).map(|i| i as u32);
    let mut mentions = Vec::new();
    for a in expected["actors"].as_array().expect("actors") {
        for form in a["names"][id].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if let Some(i) = text.find(form) {
                let span = Span::new(i, i + form.len());
                mentions.push(Mention {
                    span,
                    head: (at(span), 0),
                    kind: EntityKind::Person,
                    form: MentionForm::Name,
                    actor: index(&a["name"]),
                    name: None,
                });
            }
        }
    }
    let words: BTreeMap<&str, &str> =
        facts.iter().rev().filter_map(|f| Some((f["fact"].as_str()?, f["fields"]["content"].as_str().or(f["text"].as_str())?))).collect();
    let claims = facts.iter().filter(mine).map(|row| {
        let mut fields = row["fields"].clone();
        for key in ["to", "outcome_of"] {
            if let Some(v) = fields.get_mut(key) {
                let name = v.as_str().or(v[0].as_str()).unwrap_or("").to_owned();
                *v = json!(words.get(name.as_str()).copied().unwrap_or(&name));
            }
        }
        let fields: Fields = serde_json::from_value(fields).expect("fields");
        let time = row["time"].as_object().map(|t| {
            let mut envelope = Envelope::new(day(&t["earliest"]), day(&t["latest"]));
            if undated {
                let fact = expected["facts"].as_array().into_iter().flatten().find(|f| f["fact"] == row["fact"]);
                let same = |x: &&Value| x["report"] == row["report"] && x["expression"] == t["expression"];
                let table = fact.and_then(|f| f["times"].as_array()?.iter().find(same)).map(|x| &x["undated_table"]);
                envelope = table.map_or(Envelope::OPEN, |w| Envelope::new(day(&w[0]), day(&w[1])));
            }
            ClaimTime { expression: None, envelope, implicit: t.get("implicit").is_some(), event: None }
        });
        let kind = ClaimKind::parse(row["kind"].as_str().expect("kind")).expect("kind");
        let status = Status::parse(row["status"].as_str().expect("status")).expect("status");
        Claim {
            speaker: row["speaker"].as_str().map(str::to_owned),
            answer: fields.text(FieldKey::Answer).and_then(AnswerKind::parse),
            fields,
            time,
            ..Claim::new(kind, status, at(span(row)), span(row))
        }
    });
    let claims: Vec<Claim> = claims.collect();
    let quoted = lines(&folder.join("statements.jsonl"));
    let statements = quoted.iter().filter(mine).map(|s| Statement {
        mode: StatementMode::parse(s["mode"].as_str().unwrap_or("")).unwrap_or(StatementMode::Indirect),
        cue: pairs(&s["cue"]),
        content: pairs(&s["content"]),
        source: pairs(&s["source"]),
        speaker: index(&s["speaker"]),
        addressee: None,
        parent: None,
        sentence: pairs(&s["content"]).first().map_or(0, |c| at(*c)),
        setting: model::Setting::default(),
    });
    let statements: Vec<Statement> = statements.collect();
    let cites = text.match_indices("According to Al Jazeera").chain(text.match_indices("according to Al Jazeera"));
    let sources = cites
        .map(|(i, w)| SourceReference { span: Span::new(i, i + w.len()), outlet: "Al Jazeera".into(), relation: SourceRelation::Cites })
        .collect();
    let envelope = if undated {
        let w = &expected["published"]["undated"][id]["table"];
        Envelope::new(day(&w[0]), day(&w[1]))
    } else {
        Envelope::day(day(&expected["published"]["dated"][id]).expect("date"))
    };
    let published =
        Some(Publication { envelope, basis: if undated { DateBasis::Inferred } else { DateBasis::Given }, grounds: Vec::new() });
    let article = Article {
        text: text.clone(),
        language: "en".into(),
        published,
        title: None,
        byline: None,
        outlet: None,
        blocks,
        sources: Vec::new(),
    };
    Reading {
        article,
        sentences,
        sentence_blocks,
        actors,
        mentions,
        positions: Vec::new(),
        times: Vec::new(),
        statements,
        sources,
        claims,
        deeds: Vec::new(),
        notes: Vec::new(),
    }
}

fn main() {
    let mut args = std::env::args().skip(1);
    let folder = args.next().expect("folder of the gold");
    let folder = Path::new(&folder);
    let undated = args.next().as_deref() == Some("--undated");
    let expected: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("expected.json")).expect("expected")).expect("JSON");
    let facts = lines(&folder.join("facts.jsonl"));
    let ids = ["000", "001", "002", "003", "004"];
    let readings: Vec<Reading> = ids.iter().map(|id| reading(folder, id, &expected, &facts, undated)).collect();
    let sources: Vec<fuse::Source<'_>> =
        ids.iter().zip(&readings).map(|(id, r)| fuse::Source { id, url: None, sha256: id, reading: r }).collect();
    let record = fuse::fuse(&sources);
    let texts: BTreeMap<&str, CodePoints<'_>> = ids.iter().zip(&readings).map(|(id, r)| (*id, CodePoints::new(&r.article.text))).collect();
    // Places leave as code points.
    fn place(v: &mut Value, report: Option<String>, texts: &BTreeMap<&str, CodePoints<'_>>) {
        match v {
            Value::Object(map) => {
                let report = map.get("report").and_then(Value::as_str).map(str::to_owned).or(report);
                if let (Some(span), Some(points)) = (map.get("span").cloned(), report.as_deref().and_then(|r| texts.get(r))) {
                    let get = |k: &str| span[k].as_u64().unwrap_or(0) as usize;
                    map.insert("start".into(), json!(points.of_byte(get("start"))));
                    map.insert("end".into(), json!(points.of_byte(get("end"))));
                }
                if let Some(e) = map.get("envelope").cloned() {
                    map.insert("earliest".into(), e["earliest"].clone());
                    map.insert("latest".into(), e["latest"].clone());
                }
                map.iter_mut().for_each(|(_, x)| place(x, report.clone(), texts));
            }
            Value::Array(list) => list.iter_mut().for_each(|x| place(x, report.clone(), texts)),
            _ => {}
        }
    }
    let whole = serde_json::to_value(&record).expect("record");
    let kinds = [
        ("reports", "report"),
        ("derivations", "derivation"),
        ("actors", "actor"),
        ("statements", "statement"),
        ("facts", "fact"),
        ("moves", "move"),
        ("conflicts", "conflict"),
        ("processes", "process"),
    ];
    for (list, kind) in kinds {
        for line in whole[list].as_array().into_iter().flatten() {
            let mut line = line.clone();
            place(&mut line, None, &texts);
            line["type"] = json!(kind);
            println!("{line}");
        }
    }
}
