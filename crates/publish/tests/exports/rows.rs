//! Tables, read by csv and calamine.

use crate::house::{bytes, text};
use calamine::{Data, DataType, Reader, Xlsx};
use std::collections::BTreeMap;

/// Rows by column name.
fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = bytes(name);
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(bytes.as_slice());
    let heads = reader.headers().expect("a head").clone();
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows of one length");
    rows.iter().map(|row| heads.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect()).collect()
}

#[test]
fn facts_keep_their_envelope_and_the_reports_own_words() {
    let facts = rows("csv");
    assert_eq!(facts.len(), 4);
    let offer = &facts[0];
    assert_eq!((offer["earliest"].as_str(), offer["latest"].as_str()), ("2031-07-21", "2031-07-27"));
    assert_eq!((offer["edtf"].as_str(), offer["days"].as_str(), offer["time_words"].as_str()), ("2031-07-21/2031-07-27", "7", "next week"));
    assert_eq!((offer["plover"].as_str(), offer["roots"].as_str(), offer["report_ids"].as_str()), ("AGREE", "1", "r,1"));
    assert_eq!(facts[1]["participants"], "Graustark | Ruritania");
    assert_eq!((facts[3]["edtf"].as_str(), facts[3]["earliest"].as_str(), facts[3]["plover"].as_str()), ("..", "", ""));
}

#[test]
fn no_cell_is_a_formula() {
    for name in ["csv", "csv-claims", "csv-moves", "csv-answers", "csv-reports", "codebook", "plover", "acled"] {
        for row in rows(name) {
            for (column, cell) in row {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}, {column}: {cell}");
            }
        }
    }
    assert_eq!(rows("csv")[0]["content"], "'=1+1; talks, in \"Vienna\"");
    assert_eq!(rows("csv")[3]["holder"], "'+both sides");
}

#[test]
fn lines_end_as_the_rfc_has_it() {
    let text = text("csv-reports");
    assert_eq!(text.matches("\r\n").count(), 3, "a head and two reports");
    assert_eq!(text.matches('\n').count(), 3);
}

#[test]
fn claims_lead_to_their_fact_and_place() {
    let claims = rows("csv-claims");
    assert_eq!(claims.len(), 1);
    let claim = &claims[0];
    assert_eq!((claim["fact"].as_str(), claim["sentence_number"].as_str(), claim["start"].as_str()), ("f-offer", "1", "0"));
    let sentence: String = crate::house::TEXT.chars().take(claim["end"].parse().expect("a number")).collect();
    assert!(sentence.ends_with("next week."), "code points: {sentence}");
    assert_eq!(
        (claim["granularity"].as_str(), claim["anchor"].as_str(), claim["plover_source"].as_str()),
        ("week", "publication", "Ruritania")
    );
}

#[test]
fn who_owes_has_a_row() {
    let answers = rows("csv-answers");
    let found: Vec<(&str, &str)> = answers.iter().map(|row| (row["by"].as_str(), row["answer"].as_str())).collect();
    assert_eq!(found, [("Graustark", "none_yet"), ("Graustark", "owed")]);
    assert_eq!(rows("csv-moves")[0]["owes"], "Graustark");
}

#[test]
fn the_codebook_tells_every_column() {
    let told: Vec<(String, String)> = rows("codebook")
        .into_iter()
        .map(|mut row| (row.remove("name").unwrap_or_default(), row.remove("meaning").unwrap_or_default()))
        .collect();
    for name in ["csv", "csv-claims", "csv-moves", "csv-answers", "csv-reports"] {
        for column in rows(name)[0].keys() {
            assert!(told.iter().any(|(known, meaning)| known == column && !meaning.is_empty()), "{name}: {column}");
        }
    }
}

#[test]
fn event_rows_say_what_they_cannot_hold() {
    let plover = rows("plover");
    assert_eq!((plover[0]["event_type"].as_str(), plover[0]["quad_code"].as_str()), ("AGREE", "Q1"));
    assert!(plover[0]["not_expressible"].contains("date is 2031-07-21/2031-07-27"), "{}", plover[0]["not_expressible"]);
    assert!(plover[0]["not_expressible"].contains("Graustark owes an answer"));
    assert_eq!((plover[2]["event_type"].as_str(), plover[2]["not_expressible"].as_str()), ("YIELD", ""));
    assert!(plover[3]["event_type"].is_empty() && plover[3]["not_expressible"].starts_with("PLOVER has no code for it"));
    let acled = rows("acled");
    assert_eq!(
        (acled[2]["sub_event_type"].as_str(), acled[2]["time_precision"].as_str(), acled[2]["inter1"].as_str()),
        ("Agreement", "1", "State forces")
    );
    assert!(acled[1]["not_expressible"].starts_with("ACLED holds only what happened"));
}

#[test]
fn the_workbook_holds_every_table_and_no_formula() {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes("xlsx"))).expect("a workbook");
    assert_eq!(book.sheet_names(), ["Facts", "Moves", "Answers", "Statements", "Conflicts", "Claims", "Actors", "Reports", "Codebook"]);
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).expect("a sheet");
        assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()), "{name}");
    }
    let facts = book.worksheet_range("Facts").expect("a sheet");
    let heads: Vec<String> = facts.rows().next().expect("a head").iter().map(ToString::to_string).collect();
    let column = |name: &str| heads.iter().position(|head| head == name).expect("a column");
    let cell = |row: usize, name: &str| facts.rows().nth(row).expect("a row")[column(name)].clone();
    assert_eq!(cell(1, "content"), Data::String("=1+1; talks, in \"Vienna\"".into()));
    assert_eq!(cell(1, "earliest").as_date().map(|day| day.to_string()).as_deref(), Some("2031-07-21"));
    assert_eq!(cell(1, "roots"), Data::Float(1.0));
    assert_eq!(cell(4, "earliest"), Data::Empty);
    assert_eq!(facts.height(), 5);
}
